"""Xuất tệp: the bytes of a report and the line that the store keeps of it; runs outside a visit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from budget.report.table_files import to_csv
from budget.report.tables import Column, Row, Table, numbered
from budget.report.words import Words, searchable
from budget.report.workbook import write_comparison
from budget.report.workbook_comparison import Comparison
from budget.store import Organisation, Store
from budget.units import COLUMNS, Units

LONGEST_NAME = 80
"""Letters of a file name before its ending."""


@dataclass(frozen=True)
class Recorder:
    """Ghi nhận tệp đã xuất: who makes it, from which data."""

    store: Store
    author: str
    data_version: int

    def keep(
        self, make: Callable[[], bytes], kind: str, name: str, mark: str, versions: Sequence[int] = ()
    ) -> Callable[[], bytes]:
        """A maker of the file that also records it; `mark` is the fingerprint printed in it."""

        def made() -> bytes:
            content = make()
            self.store.add_export(
                hashlib.sha256(content).hexdigest(),
                mark,
                kind,
                name,
                self.author,
                data_version=self.data_version,
                scenario_versions=versions,
            )
            return content

        return made


def comparison_book(shown: Comparison, words: Words, office: Mapping[str, str], created: datetime) -> bytes:
    """Sổ Excel của bảng so sánh."""
    target = BytesIO()
    write_comparison(
        target,
        shown.results,
        words=words,
        organisation=office,
        year=shown.year,
        baseline=shown.baseline,
        created=created,
    )
    return target.getvalue()


def office(organisation: Organisation | None, preparer: str) -> dict[str, str]:
    """Cơ quan as the layout of a document wants it."""
    if organisation is None:
        return {"preparer": preparer}
    signatory = next(iter(organisation.signatories), {})
    return {
        "superior": organisation.superior,
        "name": organisation.name,
        "place": organisation.place,
        "preparer": preparer,
        "signatory": signatory.get("name", ""),
        "signatory_title": signatory.get("title", ""),
    }


def data_csv(units: Units, words: Words) -> bytes:
    """Số liệu các đơn vị as CSV, money in whole đồng, the columns of the data dictionary."""
    kinds = {"money": "money", "count": "decimal"}
    whole = Words(words.language, "dong")
    columns = [Column(c.id, words.column(c.id), kinds.get(c.type, "text")) for c in COLUMNS]  # type: ignore[arg-type]
    rows = [Row({c.id: _plain(row.get(c.id), c.id, words) for c in COLUMNS}) for row in units.rows()]
    return to_csv(Table("", columns, numbered(rows)), whole)


def _plain(value: object, column: str, words: Words) -> object:
    if isinstance(value, bool):
        return "x" if value else ""
    return words.kind(str(value)) if column == "kind" else value


def file_name(*parts: str) -> str:
    """Tên tệp: letters without marks, digits and hyphens, which every system and mail program keeps."""
    joined = "-".join(re.sub(r"[^a-z0-9]+", "-", searchable(part)).strip("-") for part in parts if part)
    return joined[:LONGEST_NAME].strip("-")
