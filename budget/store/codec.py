"""Chữ và số trong kho: what goes into JSON and comes out equal. Amounts stay whole numbers, text is NFC."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import ColumnElement, Table

from budget.store.errors import StoreInvalid
from budget.units import IDENTITY, Source

Record = TypeVar("Record")
DECIMAL = "decimal"
"""The key under which JSON carries a number that must stay exact: {"decimal": "0.175"}."""


def text(value: str) -> str:
    """Chữ dựng sẵn (NFC). Raises StoreInvalid (bad_text) for a character that no database keeps."""
    if value.isascii() and "\0" not in value:
        return value
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise StoreInvalid("bad_text", text=repr(value[:80])) from error
    if "\0" in value:
        raise StoreInvalid("bad_text", text=repr(value[:80]))
    return unicodedata.normalize("NFC", value)


def plain(value: Any) -> Any:
    """Giá trị thuần cho JSON: numbers and marks plain, NaN null, Decimal exact (DECIMAL), the rest text."""
    if isinstance(value, Mapping):
        return {text(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    item = value.item() if isinstance(value, np.generic) else value
    if isinstance(item, Decimal):
        return {DECIMAL: str(item)}
    if isinstance(item, float) and not math.isfinite(item):
        return None
    return item if item is None or isinstance(item, bool | int | float) else text(str(item))


def exact(value: Any) -> Any:
    """Ngược của `plain` cho số thập phân: {"decimal": "0.175"} is Decimal("0.175") again, at any depth."""
    if isinstance(value, dict):
        if value.keys() == {DECIMAL}:
            return Decimal(value[DECIMAL])
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else value


def identity(value: Any) -> str:
    """Chữ định danh (mã, tên, ...) as `Units` reads it: text without blanks around it."""
    return "" if value is None else text(str(value)).strip()


def row_content(row: Mapping[str, Any]) -> dict[str, Any]:
    """Một dòng dữ liệu: column ids -> text, int, bool, None; a count with a fraction stays a float."""
    return {
        column: value if type(value) in _AS_IS else identity(value) if column in IDENTITY else _number(value)
        for column, value in row.items()
    }


_AS_IS = frozenset({int, bool, type(None)})


def _number(value: Any) -> Any:
    number = value.item() if isinstance(value, np.generic) else value
    if not isinstance(number, Decimal | float):
        return number
    if not math.isfinite(number):
        return None
    return int(number) if number == int(number) else float(number)


def pack(sources: Mapping[str, Source]) -> dict[str, Any]:
    """Nguồn của một dòng, gọn: {"from": [origin], "cells": {column: [which origin, cell, text]}}.

    An origin is [file, sha256, sheet, by, at, why]: nearly all cells of a row come from one sheet.
    """
    origins: dict[tuple[str, ...], int] = {}
    cells: dict[str, list[Any]] = {}
    for column, s in sources.items():
        which = origins.setdefault((s.file, s.sha256, s.sheet, s.by, s.at, s.why), len(origins))
        cells[column] = [which, s.cell, text(s.text)]
    return {"from": [_origin(origin) for origin in origins], "cells": cells}


@lru_cache(maxsize=1024)
def _origin(origin: tuple[str, ...]) -> list[str]:
    return [text(part) for part in origin]


def unpack(packed: Mapping[str, Any]) -> dict[str, Source]:
    """Nguồn của một dòng: what `pack` was given."""
    sources = {}
    for column, (which, cell, as_read) in packed["cells"].items():
        file, sha256, sheet, by, at, why = packed["from"][which]
        sources[column] = Source(file, sha256, sheet, cell, as_read, by, at, why)
    return sources


def columns(table: Table, record: type[Any]) -> list[ColumnElement[Any]]:
    """Các cột của bảng mang tên các trường của `record`, in the order of its fields."""
    return [table.c[f.name] for f in fields(record)]


def one(record: type[Record], row: Iterable[Any]) -> Record:
    """Một bản ghi từ một dòng kết quả in the order of its fields; a list comes out as a tuple."""
    return record(*(tuple(value) if isinstance(value, list) else value for value in row))
