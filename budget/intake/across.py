"""Totals across a row: a column that is the sum of others in the same row (tổng theo hàng ngang)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from budget.intake.columns import Heading
from budget.intake.grid import Grid, is_number
from budget.intake.layout import Region
from budget.intake.text import fold
from budget.intake.totals import Column, Number, TotalCheck
from budget.intake.wordlists import word_lists

_FORMULA = re.compile(r"^\(?\s*(\d{1,2})\s*\)?\s*=\s*(.+)$")
_SUM = re.compile(r"^\(?\s*\d{1,2}\s*\)?(\s*\+\s*\(?\s*\d{1,2}\s*\)?)+$")
ENOUGH = 0.7  # the share of rows in which a sum must hold to be taken for one


def check_across(
    grid: Grid, region: Region, headings: Sequence[Heading], columns: Mapping[int, Column]
) -> list[TotalCheck]:
    """Hold the total columns of a table against their parts, row by row.

    A formula in the row of column numbers (3=4+5) says what the parts are; else a heading of a total does,
    and most rows must bear it out.
    """
    checks: list[TotalCheck] = []
    stated = _stated(grid, region)
    for total, parts in stated.items():
        checks += _checks(total, parts, columns, share=0.5)
    quarters = [h.column for h in headings if h.id == "_quarter" and h.column in columns]
    if len(quarters) == 4:
        whole = [h.column for h in headings if h.column in columns and h.column < quarters[0]]
        checks += _checks(whole[-1], quarters, columns, share=0.5, least=1) if whole else []
    for heading in headings:
        if heading.column not in stated and heading.column in columns and _is_total(heading):
            checks += _likeliest(heading, headings, columns)
    return checks


def _stated(grid: Grid, region: Region) -> dict[int, tuple[int, ...]]:
    """Column -> parts, by the formulas of the column-number row."""
    if region.number_row is None:
        return {}
    by_number: dict[int, int] = {}
    formulas: dict[int, str] = {}
    for column, value in enumerate(grid.rows[region.number_row]):
        text = str(int(value)) if is_number(value) else str(value or "").strip()
        formula = _FORMULA.match(text)
        if formula:
            by_number[int(formula[1])] = column
            formulas[column] = formula[2].strip()
        elif text.strip("()").isdigit():
            by_number.setdefault(int(text.strip("()")), column)
    stated = {}
    for column, formula_text in formulas.items():
        if _SUM.match(formula_text):
            parts = tuple(by_number.get(int(n), -1) for n in re.findall(r"\d+", formula_text))
            if -1 not in parts and column not in parts:
                stated[column] = parts
    return stated


def _is_total(heading: Heading) -> bool:
    if heading.id == "_total":
        return True
    words = word_lists().words("total_headings")
    if len(heading.path) > 1 and fold(heading.path[-1]) in words:
        return True
    return bool(heading.path) and not heading.id and any(fold(text) in words for text in heading.path[-2:])


def adds_up(
    heading: Heading,
    headings: Sequence[Heading],
    columns: Mapping[int, Column],
    blocks: Sequence[Sequence[int]] = (),
) -> bool:
    """Tell whether a column is, row by row, the sum of columns around it or of a block (cột tổng)."""
    if heading.column not in columns:
        return False
    found = [_likeliest(heading, headings, columns, least=1)]
    found += [_checks(heading.column, parts, columns, share=ENOUGH, least=1) for parts in blocks]
    return any(checks and all(check.adds_up for check in checks) for checks in found)


def _likeliest(
    heading: Heading, headings: Sequence[Heading], columns: Mapping[int, Column], least: int = 2
) -> list[TotalCheck]:
    """The parts that fit most rows, among the columns that follow, precede or stand under one parent."""
    usable = [h.column for h in headings if h.column in columns]
    at = usable.index(heading.column)
    parent = heading.path[:-1]
    siblings = tuple(
        h.column for h in headings if h.column in columns and h.path[:-1] == parent and h is not heading
    )
    after = [tuple(usable[at + 1 : at + 1 + n]) for n in range(2, min(9, len(usable) - at))]
    before = [tuple(usable[at - n : at]) for n in range(2, min(7, at + 1))]
    best: list[TotalCheck] = []
    fits = 0.0
    for parts in dict.fromkeys([*after, *([siblings] if len(siblings) > 1 and parent else []), *before]):
        checks = _checks(heading.column, parts, columns, share=ENOUGH, least=least)
        good = sum(1 for check in checks if check.adds_up)
        if good > fits:
            best, fits = checks, good
    return best


def _checks(
    total: int, parts: Sequence[int], columns: Mapping[int, Column], share: float, least: int = 2
) -> list[TotalCheck]:
    """A check for each row, or none when too few rows bear the sum out."""
    if total not in columns or len(parts) < 2:
        return []
    checks = []
    for row, printed in columns[total].items():
        known = [column for column in parts if row in columns.get(column, {})]
        if len(known) > 1 or (known and printed):
            added: Number = sum((columns[column][row] for column in known), start=0)
            checks.append(TotalCheck(row, total, printed, added, tuple((row, column) for column in known)))
    telling = [check for check in checks if check.printed and len(check.parts) > 1]
    good = sum(1 for check in telling if check.adds_up)
    return checks if good >= least and good >= share * len(telling) else []
