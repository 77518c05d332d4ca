"""Nạp dữ liệu: from dropped files to readings, questions and batches for the store. No words, no drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budget.findings import ERROR, Finding
from budget.intake import Reading, Table
from budget.sample import load_sample
from budget.store import SAMPLE, Batch, DataVersion, Store
from budget.units import Source, merged_rows

Files = Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Question:
    """Điều chương trình chưa chắc về một bảng: `missing` names "year" or "money_unit"."""

    file: str
    sheet: str
    missing: str
    guess: Any


def questions(readings: Sequence[Reading]) -> list[Question]:
    """Các câu hỏi trước khi nạp: a table without a year or without a unit of measure."""
    found = []
    for reading in readings:
        for table in reading.used:
            if table.year is None:
                found.append(Question(reading.file, table.sheet, "year", None))
            if not table.money_unit:
                found.append(Question(reading.file, table.sheet, "money_unit", None))
    return found


def choices(answers: Mapping[tuple[str, str, str], Any]) -> dict[str, Any]:
    """Trả lời của người dùng as `read_files` takes them: by file and sheet."""
    settled: dict[str, Any] = {}
    for (file, sheet, name), value in answers.items():
        settled.setdefault(file, {"sheets": {}})["sheets"].setdefault(sheet, {})[name] = value
    return settled


def findings(readings: Sequence[Reading]) -> list[Finding]:
    """Mọi phát hiện, errors first, in the order of the files."""
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted((f for r in readings for f in r.findings), key=lambda f: order[f.severity])


def ready(readings: Sequence[Reading]) -> bool:
    """Có thể nạp: something was read, nothing is refused, unanswered or wrong."""
    return (
        any(reading.units for reading in readings)
        and not any(reading.refused for reading in readings)
        and not any(f.severity == ERROR for f in findings(readings))
        and all(table.year for reading in readings for table in reading.used)
    )


def years(readings: Sequence[Reading]) -> list[int]:
    """Các năm có trong các tệp."""
    return sorted({table.year for reading in readings for table in reading.used if table.year})


def batches(readings: Sequence[Reading], files: Files, store: Store, *, merge: bool) -> list[Batch]:
    """Các lần nạp theo năm; with `merge` the units of the newest version of the year that the files do not
    hold stay.
    """
    content = dict(files)
    made = []
    for year in years(readings):
        tables = [(r, t) for r in readings for t in r.used if t.year == year]
        rows: list[Mapping[str, Any]] = [row for _, table in tables for row in table.units]
        sources = {code: found for _, table in tables for code, found in _sources(table)}
        newest = _newest(store, year) if merge else None
        if newest is not None:
            kept = store.all_sources(newest.id)
            rows = merged_rows(store.data_rows(newest.id), rows)
            sources = {**kept, **sources}
        names = list(dict.fromkeys(reading.file for reading, _ in tables))
        made.append(
            Batch(
                base_year=year,
                rows=rows,
                sources=sources,
                findings=[f for r in readings if r.file in names for f in r.findings],
                files=[(name, content[name]) for name in names],
                owner=next((table.owner for _, table in tables if table.owner), ""),
                parent=newest.id if newest else None,
            )
        )
    return made


def sample(name: str, label: str) -> tuple[Batch, str]:
    """Số liệu mẫu as a batch, and the label that the log keeps."""
    about, units = load_sample(name)
    return Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE), label


def known_years(store: Store, wanted: Sequence[int]) -> list[DataVersion]:
    """Các phiên bản mới nhất của những năm đã có dữ liệu."""
    newest = (_newest(store, year) for year in wanted)
    return [version for version in newest if version is not None]


def _newest(store: Store, year: int) -> DataVersion | None:
    """The newest version of real data: nobody's figures are to be mixed with made-up ones."""
    versions = {version.id: version for version in store.data_versions(year, hidden=True)}
    real = [v for v in versions.values() if v.hidden_at is None and not _made_up(v, versions)]
    return real[-1] if real else None


def _made_up(version: DataVersion, versions: Mapping[int, DataVersion]) -> bool:
    """Sample data, also after edits by hand."""
    while version.origin != SAMPLE and version.parent in versions:
        version = versions[version.parent]
    return version.origin == SAMPLE


def _sources(table: Table) -> list[tuple[str, Mapping[str, Source]]]:
    return [(str(row["code"]), dict(found)) for row, found in zip(table.units, table.sources, strict=True)]
