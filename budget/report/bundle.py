"""Trọn bộ hồ sơ: everything that leaves the program for one comparison, in one zip with its list."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from budget.report.bundle_entry import Entry
from budget.report.bundle_units import unit_entries
from budget.report.conclusion import Agreed
from budget.report.data_file import Given, data_csv, file_name
from budget.report.forms import write_summary_forms
from budget.report.ground import Origin
from budget.report.memo import write_memo
from budget.report.tried_said import Tried
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.report.workbook_comparison import comparison
from budget.simulate import Result

NOBODY: Mapping[str, str] = {}
NONE: Mapping[str, bytes] = {}

Told = Callable[[Entry, bytes], None]


def entries(
    results: Sequence[Result],
    texts: Sequence[str],
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    baseline: int | None = None,
    proposed: int = 0,
    created: datetime,
    minutes: Entry | None = None,
    decided: Agreed | None = None,
    tried: Tried | None = None,
    templates: Mapping[str, bytes] = NONE,
    given: Given = None,
    origins: Mapping[str, Origin] | None = None,
) -> tuple[Entry, ...]:
    """Các tệp của một bảng so sánh, none made yet: the workbook, slides, submission, forms, data, plan files.

    `texts` are the plans as saved, in the order of `results`; the rest as for `write_deck`. Slides,
    submission, forms and the papers of the units need a year after the base year and fall away without one.
    `minutes`: of the decision, where the proposed plan is decided on, and `decided` how. `tried`: what came
    of draws of the plans, for workbook, slides and submission. `templates`:
    of the office, by paper ("memo", "decisions", "slips"). `given`: as for `data_csv`. `origins`: of the
    data of each unit by its code, for the slips.
    Equal input gives equal bytes. Raises ValueError as `comparison`.
    """
    shown = comparison(results, year, baseline)
    chosen, everything = results[proposed], tuple(range(len(results)))
    about = {"words": words, "organisation": organisation, "created": created}
    compared = {**about, "year": shown.year, "baseline": baseline}

    def file(what: str, **values: object) -> str:
        return file_name(words.t(f"bundle.file_{what}", **values))

    def book(write: Callable[..., None], *given: object, **more: object) -> Callable[[], bytes]:
        def made() -> bytes:
            target = io.BytesIO()
            write(target, *given, **more)
            return target.getvalue()

        return made

    found = [
        Entry(
            "book",
            file("book", n=len(results), year=shown.year) + ".xlsx",
            shown.fingerprint,
            everything,
            book(
                write_comparison,
                results,
                **compared,
                decided=(proposed, decided) if decided else None,
                tried=tried,
                given=given,
            ),
        )
    ]
    if len(chosen.years) > 1:
        spoken = {**compared, "proposed": proposed, "decided": decided, "tried": tried}
        found += [
            Entry(
                "deck",
                file("deck", year=shown.year) + ".pptx",
                shown.fingerprint,
                everything,
                book(_deck, results, **spoken),
            ),
            Entry(
                "memo",
                file("memo", year=shown.year) + ".docx",
                chosen.fingerprint,
                everything,
                book(write_memo, results, **spoken, template=templates.get("memo")),
            ),
            Entry(
                "forms",
                file("forms") + ".xlsx",
                chosen.fingerprint,
                (proposed,),
                book(write_summary_forms, chosen, **about),
            ),
            *([minutes] if minutes else []),
            *unit_entries(
                chosen,
                proposed,
                shown.year,
                {**about, "decided": decided, "templates": templates, "origins": origins},
            ),
        ]
    units = chosen.units
    name = words.t("bundle.folder_data") + "/" + file("data", year=units.base_year) + ".csv"
    found.append(Entry("data", name, units.fingerprint[:16], (), lambda: data_csv(units, words, given)))
    folder = words.t("bundle.folder_plans")
    for k, (result, text) in enumerate(zip(results, texts, strict=True)):
        name = f"{folder}/{file_name(str(k + 1), result.scenario.name)}.toml"
        found.append(Entry("plan", name, result.fingerprint, (k,), lambda text=text: text.encode()))  # type: ignore[misc]
    return tuple(found)


def bundle(listed: Sequence[Entry], *, words: Words, created: datetime, told: Told | None = None) -> bytes:
    """Trọn bộ: one zip of these files and a plain list with the SHA-256 and the fingerprint of each.

    `told` is called with every file when it is made (progress, the record of exports). The same files and the
    same `created` give the same bytes: every entry bears that moment, and none the computer's own.
    """
    target, lines = io.BytesIO(), [words.t("bundle.list_head", at=created), ""]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for entry in listed:
            content = entry.make()
            _put(package, entry.name, content, created)
            lines += [
                entry.name,
                f"  {words.t('bundle.list_what')}: {words.t(f'bundle.what_{entry.what}')}",
                f"  {words.t('bundle.list_mark')}: {entry.mark}",
                f"  SHA-256: {hashlib.sha256(content).hexdigest()}",
                "",
            ]
            if told is not None:
                told(entry, content)
        lines.append(words.t("bundle.list_foot"))
        # Windows' own editor knows UTF-8 by this mark and wants its line ends
        _put(package, words.t("bundle.list_name"), ("\ufeff" + "\r\n".join(lines) + "\r\n").encode(), created)
    return target.getvalue()


def size(listed: Sequence[Entry]) -> int:
    """Số tệp của bộ, its list among them."""
    return len(listed) + 1


def _put(package: zipfile.ZipFile, name: str, content: bytes, at: datetime) -> None:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    package.writestr(info, content)


def _deck(*given: Any, **more: Any) -> None:
    from budget.report.deck import write_deck  # noqa: PLC0415  pptx is slow to load

    write_deck(*given, **more)
