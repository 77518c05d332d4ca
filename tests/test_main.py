"""The commands: what they write, what they say, and the codes they end with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from budget.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT.parent / "shared" / "data" / "worked_example.json"
UNIT_KEYS = [
    "pupils", "own_revenue", "spending", "salary", "operations", "status_quo", "released", "cut",
    "increase", "support", "balance", "ratio", "group", "assigned", "norm", "coverage", "roadmap_revenue",
    "roadmap_saving", "set_aside", "used_for_pay", "reserve", "development", "supplement", "bonus", "carried",
]  # fmt: skip


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sample") / "sample.xlsx"
    assert main(["sample", str(file)]) == 0
    return file


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "plan.toml"
    text = 'name = "Giảm 2,5 %"\nhorizon = 2024\n[[reductions]]\nmethod = "rate"\nrate = 0.025\n'
    file.write_text(text, encoding="utf-8")
    return file


def test_template_is_written_and_holds_no_unit_yet(tmp_path: Path) -> None:
    file = tmp_path / "mau.xlsx"
    assert main(["template", str(file)]) == 0
    assert openpyxl.load_workbook(file).sheetnames == ["Đơn vị", "Hướng dẫn"]
    assert main(["check", str(file)]) == 1


def test_check_writes_every_unit_and_total(sample: Path, tmp_path: Path) -> None:
    out = tmp_path / "check.json"
    assert main(["check", str(sample), "--json", str(out)]) == 0
    (entry,) = json.loads(out.read_text(encoding="utf-8"))["files"]
    assert list(entry) == ["file", "sheet", "year", "owner", "money_unit", "units", "totals", "findings"]
    assert (entry["sheet"], entry["year"], len(entry["units"])) == ("Đơn vị", 2022, 72)
    assert entry["totals"]["support"] == sum(unit["support"] for unit in entry["units"])


def test_run_writes_the_interface_exactly(sample: Path, plan: Path, tmp_path: Path) -> None:
    out, book = tmp_path / "run.json", tmp_path / "run.xlsx"
    assert main(["run", str(plan), "--data", str(sample), "--json", str(out), "--xlsx", str(book)]) == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    assert list(result) == ["base_year", "scenarios"]
    (scenario,) = result["scenarios"]
    assert list(scenario) == ["name", "fingerprint", "years", "units", "totals", "findings"]
    assert scenario["years"] == [2022, 2023, 2024]
    assert len(scenario["fingerprint"]) == 16
    for unit in scenario["units"]:
        assert list(unit) == ["code", "name", "kind", "years"]
        for year in unit["years"].values():
            assert list(year) == UNIT_KEYS
            assert year["support"] == year["status_quo"] - year["released"] - year["cut"] + year["increase"]
    for year, total in scenario["totals"].items():
        assert list(total) == ["support", "released", "cut", "increase", "unallocated", "pool"]
        assert total["support"] == sum(unit["years"][year]["support"] for unit in scenario["units"])
    for finding in scenario["findings"]:
        assert list(finding) == ["kind", "severity", "unit", "year", "text"]
        assert finding["text"]
    assert openpyxl.load_workbook(book).sheetnames


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the worked example is not beside this checkout")
def test_the_worked_example_through_template_reader_and_command(tmp_path: Path) -> None:
    """Units typed into the template, read back and computed, give the hand-worked figures to the đồng."""
    from budget.report.template import write_template

    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data, plan, out = tmp_path / "d.xlsx", tmp_path / "s.toml", tmp_path / "o.json"
    write_template(str(data), None, example["units"], example["base_year"])
    plan.write_text(example["scenario"], encoding="utf-8")
    main(["run", str(plan), "--data", str(data), "--json", str(out)])
    (scenario,) = json.loads(out.read_text(encoding="utf-8"))["scenarios"]
    wanted = {unit["code"]: unit["years"] for unit in example["results"]["units"]}
    assert {unit["code"]: unit["years"] for unit in scenario["units"]} == wanted
    assert scenario["totals"] == example["results"]["totals"]


def test_a_wrong_key_is_named_with_the_nearest(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('name = "x"\n[assumptions]\ninflaton = 0.03\n', encoding="utf-8")
    assert main(["run", str(file), "--data", str(sample)]) == 2
    said = capsys.readouterr().err
    assert "wrong.toml" in said
    assert "assumptions.inflaton" in said
    assert "“inflation”" in said


def test_a_year_without_law_ends_with_one_and_still_writes(
    tmp_path: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from budget.report.template import write_template

    data, out = tmp_path / "d.xlsx", tmp_path / "o.json"
    rows = [{"code": "A", "name": "Trường TH A", "kind": "primary", "salary": 10**9, "support": 10**9}]
    write_template(str(data), None, rows, 2019)
    assert main(["run", str(plan), "--data", str(data), "--json", str(out)]) == 1
    (scenario,) = json.loads(out.read_text(encoding="utf-8"))["scenarios"]
    assert (scenario["units"], scenario["totals"]) == ([], {})
    (finding,) = scenario["findings"]
    assert finding["kind"] == "no_law_value"
    for named in ("base_pay", "Mức lương cơ sở", "năm 2019", "01/07/2019"):
        assert named in finding["text"]


def test_a_file_that_is_no_workbook_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "thu.xlsx"
    file.write_bytes(b"%PDF-1.4 not a workbook")
    assert main(["check", str(file)]) == 2
    said = capsys.readouterr().err.strip()
    assert "thu.xlsx" in said
    assert "\n" not in said


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "khong-co.xlsx")]) == 2
    assert "khong-co.xlsx" in capsys.readouterr().err


def test_selftest_names_the_two_slips(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["selftest"]) == 0
    said = capsys.readouterr().out
    assert "5.700 - 3.200 = 1.500" in said
    assert "41.000" in said


def test_english(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "check", str(sample)]) == 0
    assert "72 units read" in capsys.readouterr().out


def test_a_reader_that_goes_away_early_is_no_unreadable_file() -> None:
    command = [sys.executable, "-m", "budget", "selftest"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 1
