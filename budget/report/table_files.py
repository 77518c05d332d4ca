"""Bảng ra tệp: the same table as CSV, in the same order with its totals, unrounded."""

from __future__ import annotations

import csv
import io
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from budget.report.numbers import exact, is_missing

if TYPE_CHECKING:
    from budget.report.numbers import Numbers
    from budget.report.tables import Column, Table
    from budget.report.words import Words

_MONEY = ("money", "signed", "dong")
_PERCENTS = ("percent", "percent_signed")
_SHARE_STEP = Decimal("0.000001")
"""Shares are published in millionths."""
_DONG = Decimal(1)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ZERO = "-"
"""What nothing is printed as, which no spreadsheet takes for a formula."""


def to_csv(table: Table, words: Words) -> bytes:
    """Tệp CSV that Excel opens by itself: UTF-8 with a mark, and the separators of the language's Excel;
    shares with six digits, as they are published.
    """
    out = io.StringIO()
    decimal = words.numbers.separators[0]
    writer = csv.writer(out, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    number = [words.t("table.number")] if table.has_numbers else []
    writer.writerow([*number, *(heading(c, words) for c in table.columns)])
    for row in table.rows:
        cells = [
            _plain(_published(row.column(c), row.cells.get(c.id), words.numbers), decimal)
            for c in table.columns
        ]
        writer.writerow([row.number, *cells] if number else cells)
    return out.getvalue().encode("utf-8-sig")


def heading(column: Column, words: Words) -> str:
    """Tiêu đề cột kèm đơn vị tính."""
    in_unit = column.kind in _MONEY and column.kind != "dong"
    name = column.whole or column.heading
    return f"{name} ({words.numbers.unit_name()})" if in_unit else name


def value_of(column: Column, value: Any, numbers: Numbers) -> str | Decimal | None:
    """Một ô: a cell for a file: text, or the exact figure, money in whole đồng in the chosen unit; None where
    it is missing.
    """
    if value is None or is_missing(value):
        return None
    if isinstance(value, str):
        return value
    if column.kind in ("text", "figure"):
        return str(value)
    if column.kind not in _MONEY:
        return exact(value)
    whole = exact(value).quantize(_DONG, ROUND_HALF_UP)
    return whole if column.kind == "dong" else numbers.in_unit(whole)


def _published(column: Column, value: Any, numbers: Numbers) -> str | Decimal | None:
    """The cell of a file that is read as text: a share without the digits that only its division made."""
    cell = value_of(column, value, numbers)
    if column.kind in _PERCENTS and isinstance(cell, Decimal):
        return cell.quantize(_SHARE_STEP, ROUND_HALF_UP)
    return cell


def _plain(value: str | Decimal | None, decimal: str) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", decimal)
    # a spreadsheet would run such a text as a formula
    return f"'{value}" if value != _ZERO and value.startswith(_FORMULA_STARTS) else value
