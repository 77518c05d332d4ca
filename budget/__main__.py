"""Các lệnh: the same work as in the browser, without one (`python -m budget`).

Exit codes: 0 done; 1 a finding is an error, or a scenario could not be computed; 2 a file could not be read
or the call is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from budget.benchmark import (
    SIZES,
    apportion_seconds,
    array_seconds,
    bandwidth,
    least_bytes,
    made_up,
    measures,
    scenarios,
)
from budget.findings import Finding
from budget.intake import Reading, entries, read_files
from budget.law import national_law
from budget.memory import keep_memory
from budget.official import run_examples
from budget.plain import against_plain
from budget.published import scenario_json
from budget.report.deck import write_deck
from budget.report.memo import write_memo
from budget.report.template import write_template
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.sample import load_sample
from budget.scenario import Scenario, ScenarioError, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

DONE, FAULTY, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Chạy một lệnh và trả về mã kết thúc."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    keep_memory()
    parser = _parser()
    options = parser.parse_args(arguments)
    words = Words(options.language, "dong")
    command: Callable[[argparse.Namespace, Words], int] = options.command
    try:
        code = command(options, words)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # who reads the output has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY
    except OSError as error:
        _complain(words.t("command.file_error", file=str(error.filename), reason=str(error.strerror)))
        return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m budget", description=Words("en").t("app.title"))
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, command: Callable[[argparse.Namespace, Words], int], help_: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_)
        sub.set_defaults(command=command)
        return sub

    add("template", _template, "write the empty input workbook").add_argument("out", type=Path)
    sample = add("sample", _sample, "write the sample data as a filled workbook")
    sample.add_argument("out", type=Path)
    sample.add_argument("--name", default="city_2022")
    check = add("check", _check, "read workbooks and print what was read and every finding")
    check.add_argument("files", nargs="+", type=Path)
    check.add_argument("--json", type=Path)
    run = add("run", _run, "compute scenarios on a workbook")
    run.add_argument("scenarios", nargs="+", type=Path)
    run.add_argument("--data", required=True, type=Path)
    for form in ("json", "xlsx", "pptx", "docx"):
        run.add_argument(f"--{form}", type=Path)
    add("selftest", _selftest, "recompute the official worked examples")
    add("benchmark", _benchmark, "measure the model on made-up cities and provinces")
    return parser


def _template(options: argparse.Namespace, words: Words) -> int:
    write_template(str(options.out), words)
    return DONE


def _sample(options: argparse.Namespace, words: Words) -> int:
    about, units = load_sample(options.name)
    write_template(str(options.out), words, units.rows(), units.base_year, owner=about.owner)
    return DONE


def _read(files: Iterable[Path]) -> list[Reading]:
    return read_files([(file.name, file.read_bytes()) for file in files])


def _check(options: argparse.Namespace, words: Words) -> int:
    readings = _read(options.files)
    for reading in readings:
        _report(reading, words)
    if options.json:
        files = entries(readings)
        for entry in files:
            entry["findings"] = [_finding_json(finding, words) for finding in entry["findings"]]
        _write_json(options.json, {"files": files})
    return _verdict(readings)


def _verdict(readings: Sequence[Reading]) -> int:
    if any(reading.refused for reading in readings):
        return UNREADABLE
    return FAULTY if any(reading.errors for reading in readings) else DONE


def _report(reading: Reading, words: Words) -> None:
    """What was read of one file, in sentences; a refused file is named on stderr in one line."""
    if reading.refused:
        reason = " ".join(words.finding(f) for f in reading.findings)
        _complain(words.t("command.refused", file=reading.file, reason=reason))
        return
    for table in reading.used:
        year = str(table.year) if table.year else words.t("number.unknown")
        count = len(table.units)
        print(words.t("command.read", file=reading.file, sheet=table.sheet, units=count, year=year))
    for finding in reading.findings:
        print("  " + _line(finding, words))


def _line(finding: Finding, words: Words) -> str:
    place = " ".join(part for part in (finding.sheet, finding.cell) if part)
    severity = words.t(f"severity.{finding.severity}")
    return f"{severity}: {place + ': ' if place else ''}{words.finding(finding)}"


def _finding_json(finding: Finding, words: Words) -> dict[str, str]:
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "text": words.finding(finding),
    }


def _run(options: argparse.Namespace, words: Words) -> int:
    scenarios: list[Scenario] = []
    for file in options.scenarios:
        try:
            scenarios.append(parse_scenario(file.read_text(encoding="utf-8-sig")))
        except ScenarioError as error:
            for finding in error.findings:
                _complain(f"{file.name}: {words.finding(finding)}")
        except UnicodeDecodeError:
            _complain(words.t("command.not_text", file=file.name))
    readings = _read([options.data])
    _report(readings[0], words)
    if readings[0].refused or len(scenarios) < len(options.scenarios):
        return UNREADABLE
    units = _units(readings[0], words)
    if units is None:
        return FAULTY
    results = [simulate(units, scenario, national_law()) for scenario in scenarios]
    _write(results, options, words)
    _summary(results, words)
    computed = all(result.computed for result in results)
    return DONE if computed and _verdict(readings) == DONE else FAULTY


def _units(reading: Reading, words: Words) -> Units | None:
    """The units of the workbook's first year; a unit with an amount that cannot be known is left out, and
    named.
    """
    years = [table.year for table in reading.used if table.year and table.units]
    if not years:
        _complain(words.t("command.no_units", file=reading.file))
        return None
    rows = [row for table in reading.used if table.year == years[0] for row in table.units]
    unknown = {
        str(row["code"]): [c for c, value in row.items() if value is None and c != "contributions"]
        for row in rows
    }
    for code, columns in unknown.items():
        if columns:
            names = words.list([words.column(column) for column in columns])
            _complain(words.t("command.left_out", unit=code, columns=names))
    seen: set[str] = set()
    known = []
    for row in rows:
        if not unknown[str(row["code"])] and row["code"] not in seen and row["code"] and row["kind"]:
            seen.add(str(row["code"]))
            known.append(row)
    return Units.from_rows(years[0], known)


def _write(results: Sequence[Result], options: argparse.Namespace, words: Words) -> None:
    if options.json:
        scenarios = [_scenario(result, words) for result in results]
        _write_json(options.json, {"base_year": results[0].units.base_year, "scenarios": scenarios})
    computed = [result for result in results if result.computed]
    writers = (
        (options.xlsx, write_comparison),
        (options.pptx, write_deck),
        (options.docx, write_memo),
    )
    for file, write in writers:
        if file and computed:
            write(str(file), computed, words=Words(options.language), created=_created())


def _scenario(result: Result, words: Words) -> dict[str, Any]:
    names = dict(zip(result.units.code, result.units.name, strict=True))
    return scenario_json(result, lambda finding: words.finding(finding, names))


def _summary(results: Sequence[Result], words: Words) -> None:
    for result in results:
        if not result.computed:
            for finding in result.findings:
                _complain(f"{result.scenario.name}: {words.finding(finding)}")
            continue
        last = len(result.years) - 1
        print(
            words.t(
                "command.computed",
                name=result.scenario.name,
                year=result.years[last],
                support=int(result.totals["support"][last]),
                units=len(result.units),
                findings=len(result.findings),
                fingerprint=result.fingerprint,
            )
        )


def _selftest(options: argparse.Namespace, words: Words) -> int:
    examples = run_examples()
    tried = [example for example in examples if example.recomputed]
    for example in examples:
        name = example.name_vi if options.language == "vi" else example.name_en
        note = example.note_vi if options.language == "vi" else example.note_en
        verdict = "agrees" if example.agrees else "differs" if example.recomputed else "not_recomputed"
        print(words.t(f"selftest.{verdict}", name=name, figures=", ".join(example.differs)))
        if note:
            print("  " + note)
    agreeing = sum(example.agrees for example in tried)
    print(words.t("selftest.total", agree=agreeing, of=len(tried)))
    return DONE if agreeing == len(tried) else FAULTY


def _benchmark(options: argparse.Namespace, words: Words) -> int:
    for m in measures():
        print(
            words.t(
                "benchmark.measure",
                units=m.units,
                scenarios=m.scenarios,
                run=m.run,
                seconds=m.seconds,
                rate=m.unit_years,
                memory=m.memory / 2**20,
            )
        )
    print(words.t("benchmark.apportion", seconds=apportion_seconds()))
    units, scenario = made_up(max(SIZES)), next(scenarios(1))
    seconds = array_seconds(units, scenario)
    result = simulate(units, scenario, national_law())
    for kind, of in (("float", float), ("decimal", Decimal)):
        plain = against_plain(result, of)
        print(
            words.t(
                f"benchmark.plain_{kind}",
                units=len(units),
                plain=plain.seconds,
                arrays=seconds,
                times=plain.seconds / seconds,
                compared=plain.compared,
                differing=plain.differing,
            )
        )
    memory, moved = bandwidth(), least_bytes(result)
    print(
        words.t(
            "benchmark.memory",
            moved=moved / 2**20,
            rate=moved / seconds / 1e9,
            copy=memory.copy / 1e9,
            triad=memory.triad / 1e9,
            share=moved / seconds / memory.copy,
        )
    )
    return DONE


def _created() -> datetime:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _complain(text: str) -> None:
    print(" ".join(text.split()), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
