"""Sheets as grids of values, whatever file they came from (bảng ô của một trang tính)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Value = Any  # None | str | int | float | bool | date | datetime | time | CellError
LARGEST = 10**18
"""No figure of an office reaches this, in whatever unit of measure; a larger number is read as an error."""
_AT = re.compile(r"^([A-Z]{1,3})([0-9]{1,7})$")


class CellError(str):
    """An error a spreadsheet shows in a cell, such as #DIV/0! (ô lỗi)."""

    __slots__ = ()


def number_of(value: float) -> Value:
    """A number as a cell holds it: whole ones as int, what is no finite number, or none of an office, as an
    error.
    """
    if not abs(value) < LARGEST:
        return CellError(repr(value))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def letters(column: int) -> str:
    """Spreadsheet letters of a 0-based column: 0 -> A, 26 -> AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column_index(text: str) -> int:
    """0-based column of spreadsheet letters: A -> 0, AA -> 26."""
    number = 0
    for ch in text:
        number = number * 26 + ord(ch) - 64
    return number - 1


def address(row: int, column: int) -> str:
    """A1 address of a 0-based row and column."""
    return f"{letters(column)}{row + 1}"


def position(at: str) -> tuple[int, int]:
    """0-based (row, column) of an A1 address; ValueError when it is none."""
    match = _AT.match(at.strip().upper())
    if match is None:
        raise ValueError(f"{at!r} is not a cell address such as B12")
    return int(match[2]) - 1, column_index(match[1])


@dataclass(slots=True)
class Grid:
    """One sheet: rows of values (converted to Unicode), and what the sheet hides or merges.

    rows: dense list of lists, row 0 is spreadsheet row 1; short rows are allowed.
    merged: (top, left, bottom, right), inclusive, 0-based.
    stale: cells with a formula but no cached value.  legacy: encoding -> number of converted cells.
    """

    name: str
    rows: list[list[Value]]
    visible: bool = True
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    stale: set[tuple[int, int]] = field(default_factory=set)
    legacy: dict[str, int] = field(default_factory=dict)
    guessed: bool = False  # the encoding was guessed from the content, not known from fonts

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def value(self, row: int, column: int) -> Value:
        """The value at a 0-based place, None outside the grid."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return None

    def text(self, row: int, column: int) -> str:
        """The value as text, "" for an empty cell."""
        return as_text(self.value(row, column))


def as_text(value: Value) -> str:
    """A value as a person would type it: whole floats without .0, dates as ISO."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def is_number(value: Value) -> bool:
    """Tell whether a cell holds a true number (not a text, a date or a yes/no)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
