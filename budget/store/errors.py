"""Lỗi của kho dữ liệu: kinds and named values; the sentence of `store.<kind>` is in data/words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError


class StoreError(Exception):
    """Kho dữ liệu từ chối: `kind` is the key of the sentence ("store.busy"), `numbers` its values."""

    def __init__(self, kind: str, **numbers: Any) -> None:
        self.kind, self.numbers = f"store.{kind}", numbers
        found = ", ".join(f"{name}={value!r}" for name, value in numbers.items())
        super().__init__(f"{self.kind}: {found}" if found else self.kind)


class StoreConflict(StoreError):
    """Người khác đã sửa trước: the caller's copy is not the newest; nothing was stored, nothing is lost."""


class StoreLocked(StoreError):
    """Đã chốt: a decided scenario or data version is copied, never changed."""


class StoreMissing(StoreError):
    """Không có: no such scenario, version, unit or file."""


class StoreInvalid(StoreError):
    """Không lưu được nội dung này: what the caller gave cannot be stored, or there is nothing to undo."""


class StoreNewer(StoreError):
    """Dữ liệu của phiên bản mới hơn: this program is too old for this database and must not touch it."""


class StoreUnavailable(StoreError):
    """Không mở hoặc không ghi được: busy, disk full, damaged, read-only, unreachable, wrong address."""


# the first match counts; SQLite names its faults, PostgreSQL numbers them
_FAULTS = (
    (("SQLITE_BUSY", "SQLITE_LOCKED", "55P03"), "busy"),
    (("SQLITE_FULL", "53100"), "full"),
    (("SQLITE_CORRUPT", "SQLITE_NOTADB", "XX001", "XX002"), "damaged"),
    (("SQLITE_READONLY", "25006", "42501"), "read_only"),
    (("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_PERM", "08", "28", "3D", "53", "57P"), "unreachable"),
)


def _fault(error: DBAPIError) -> str | None:
    original = error.orig
    code = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    if code is None:
        # psycopg gives no code when there is no server to give one
        return "unreachable" if type(original).__name__ == "OperationalError" else None
    return next((kind for codes, kind in _FAULTS if code.startswith(codes)), None)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Đổi lỗi của máy chủ, của đĩa thành StoreUnavailable; `place` is the database without its password."""
    try:
        yield
    except DBAPIError as error:
        fault = _fault(error)
        if fault is None:
            raise
        raise StoreUnavailable(fault, place=place) from error
