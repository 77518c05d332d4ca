"""Bản ghi: what the store takes and gives, as frozen data. Times are UTC."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from budget.findings import Finding
from budget.units import Source

SAMPLE, IMPORT, EDIT = "sample", "import", "edit"


@dataclass(frozen=True, slots=True)
class Batch:
    """Một lần nạp của một năm: rows as `Units.rows` gives them, and where their values come from.

    `sources`: unit code -> column -> Source. `files`: (name, content) of the workbooks read. `parent`: id of
    the data version that this one goes on from, if any.
    """

    base_year: int
    rows: Sequence[Mapping[str, Any]]
    sources: Mapping[str, Mapping[str, Source]] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    files: Sequence[tuple[str, bytes]] = ()
    owner: str = ""
    origin: str = IMPORT
    parent: int | None = None


class Edit(NamedTuple):
    """Một ô sửa tay: unit code, column, new value and the reason."""

    code: str
    column: str
    value: Any
    why: str


@dataclass(frozen=True, slots=True)
class DataVersion:
    """Phiên bản dữ liệu: `number` counts within the base year (v1, v2, ...); `units`: how many."""

    id: int
    base_year: int
    number: int
    created_at: datetime
    author: str
    note: str
    owner: str
    origin: str
    parent: int | None
    units: int
    locked: bool
    hidden_at: datetime | None


@dataclass(frozen=True, slots=True)
class UnitVersion:
    """Một đơn vị trong một phiên bản dữ liệu: its row and the sources of its values."""

    version: DataVersion
    row: Mapping[str, Any]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Tệp gốc được giữ: `size` in bytes as given."""

    sha256: str
    name: str
    size: int
    author: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """Phương án đã lưu, as it stands: `number` is the version that counts, `version_id` its id; `saved_at`
    when it came to count, by a save, an undo or a redo.
    """

    id: int
    name: str
    text: str
    number: int
    version_id: int
    author: str
    saved_at: datetime
    note: str
    base_year: int | None
    position: int
    locked: bool
    deleted_at: datetime | None
    can_undo: bool
    can_redo: bool


@dataclass(frozen=True, slots=True)
class ScenarioVersion:
    """Một phiên bản của phương án; `parent` is the number of the version it was made from."""

    id: int
    scenario_id: int
    number: int
    parent: int | None
    name: str
    text: str
    author: str
    created_at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class SavedComparison:
    """Bảng so sánh đã lưu: ids of scenarios in their order, the baseline (None: the status quo), settings."""

    id: int
    name: str
    scenarios: tuple[int, ...]
    baseline: int | None
    settings: Mapping[str, Any]
    author: str
    saved_at: datetime
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Quyết định đã chốt: data version, scenario versions submitted and decided, who was there."""

    id: int
    data_version: int
    submitted: int | None
    decided: int
    people: tuple[str, ...]
    details: Mapping[str, Any]
    author: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """Tệp đã xuất: SHA-256 of the file, fingerprint printed on it, and what it was made from."""

    id: int
    sha256: str
    fingerprint: str
    kind: str
    name: str
    data_version: int | None
    scenario_versions: tuple[int, ...]
    details: Mapping[str, Any]
    author: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class MadeFile:
    """Một tệp vừa làm, of a set that is recorded as a whole; as `Export`."""

    sha256: str
    fingerprint: str
    kind: str
    name: str
    data_version: int | None = None
    scenario_versions: tuple[int, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Cơ quan, from a day on: `level` is city, ward or province; `chapters` maps what to a chapter code.

    `signatories`: one mapping a person, such as role, title and name. `valid_to` None: until the next one.
    """

    valid_from: date
    name: str
    level: str = "city"
    place: str = ""
    superior: str = ""
    signatories: tuple[Mapping[str, str], ...] = ()
    chapters: Mapping[str, str] = field(default_factory=dict)
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class OwnLawValue:
    """Giá trị của riêng cơ quan: a value of a law parameter from a day on, with the document that sets it.

    `value` as in a law file: int, Decimal, text, true or false, lists and tables of them.
    """

    id: int
    parameter: str
    since: date
    value: Any
    document: str
    document_date: date | None
    author: str
    entered_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegisteredUnit:
    """Đơn vị trong danh mục, for a time: its name and owner then, and what became of it (unit codes)."""

    code: str
    name: str
    owner: str
    valid_from: date
    valid_to: date | None = None
    renamed_to: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Một dòng nhật ký: `subject` is what it was done to, as "scenario:3"; `details` named values."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    details: Mapping[str, Any]
