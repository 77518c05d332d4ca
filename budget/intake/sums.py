"""The printed totals of a table, held against its rows and columns (kiểm tra các dòng, cột tổng)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from budget.findings import ERROR
from budget.intake.across import adds_up, check_across
from budget.intake.amounts import Habit, exact, in_dong, read_amount
from budget.intake.columns import Heading
from budget.intake.draft import MONEY_IDS, NUMBER_IDS, Draft
from budget.intake.grid import address
from budget.intake.headings import plain
from budget.intake.reading import Check, cells_of
from budget.intake.rows import CONTINUED, Row
from budget.intake.text import fold
from budget.intake.totals import TotalCheck, check_totals
from budget.intake.wordlists import word_lists
from budget.units import COLUMN

SAMPLE = 300
"""Rows that tell whether a column is the sum of others."""


def totals_of(draft: Draft) -> tuple[Check, ...]:
    """Hold the printed totals of a table against their parts, down and across (đối chiếu tổng của bảng)."""
    texts: set[tuple[int, int]] = set()
    elsewhere = draft.choice.get("other_years", ())  # its own table holds them against their rows
    own = [h for h in draft.headings if _additive(h) and h.letter not in elsewhere]
    columns = {h.column: _numbers(draft, h, texts) for h in own}
    columns = {column: numbers for column, numbers in columns.items() if numbers}
    sure = frozenset(h.column for h in draft.headings if h.id in NUMBER_IDS)
    checks = check_totals(draft.rows, columns, sure, frozenset(texts))
    wrong = {(check.row, check.column): check.difference for check in checks if not check.adds_up}
    checks += [
        check
        for check in check_across(draft.grid, draft.region, draft.headings, columns)
        if check.adds_up or not _explained(check, wrong)
    ]
    headings = {h.column: h for h in draft.headings}
    labels = {row.row: row.label for row in draft.rows}
    for check in checks:
        if not check.adds_up:
            _mismatch(draft, check, headings[check.column], labels.get(check.row, ""))
    return tuple(
        Check(address(c.row, c.column), c.printed, c.total, cells_of(c.parts), c.adds_up, c.difference)
        for c in checks
    )


def sum_columns(draft: Draft) -> set[str]:
    """The letters of the totals that other columns of the same row add up to (cột tổng của các cột kia)."""
    totals = [h for h in draft.headings if h.id == "_total" or (not h.id and is_whole(h))]
    if not totals:
        return set()
    rows = draft.rows[:SAMPLE]
    columns = {h.column: _numbers(draft, h, set(), rows) for h in draft.headings if _additive(h)}
    blocks: dict[str, list[int]] = {}
    for heading in draft.headings:
        column = COLUMN.get(heading.id)
        if column is not None and column.type == "money" and column.enters in {"A", "B", "S", ""}:
            blocks.setdefault(column.block, []).append(heading.column)
    return {h.letter for h in totals if adds_up(h, draft.headings, columns, list(blocks.values()))}


def is_whole(heading: Heading) -> bool:
    """Tell whether a heading only says that its column is the whole (Tổng số, Cộng) or says nothing."""
    return not heading.path or plain(heading.path[-1]) in word_lists().words("whole")


def _explained(check: TotalCheck, wrong: Mapping[tuple[int, int], Decimal | int]) -> bool:
    """Tell whether a row's sum fails only because sums of its columns, already named, are wrong."""
    own = wrong.get((check.row, check.column), 0)
    return bool(wrong) and check.difference == own - sum(wrong.get(part, 0) for part in check.parts)


def _mismatch(draft: Draft, check: TotalCheck, heading: Heading, label: str) -> None:
    money = heading.id in MONEY_IDS or (
        heading.id not in COLUMN and bool(draft.money_unit) and not _counts_things(heading)
    )
    scale = heading.scale or draft.money_unit

    def convert(number: Decimal | int) -> float:
        if money:
            return in_dong(number, scale or "dong")
        return int(number) if number == int(number) else float(number)

    parts = cells_of(check.parts)
    draft.say(
        "total_mismatch",
        ERROR,
        address(check.row, check.column),
        text=label,
        column=heading.id,
        heading=heading.text,
        printed=convert(check.printed),
        sum=convert(check.total),
        difference=convert(check.difference),
        parts=",".join(parts),
        first_part=parts[0],
        last_part=parts[-1],
        count=len(parts),
        measure="dong" if money else "plain",
    )


def _counts_things(heading: Heading) -> bool:
    """Tell whether a column of a table of money counts projects or people, or measures land."""
    counted = word_lists().starts("counted")
    return not heading.scale and any(counted.match(fold(text)) for text in heading.path)


def _additive(heading: Heading) -> bool:
    if heading.id in {"_number", "_ratio", "_year", "_chapter", "_group", "_note", "_measure"}:
        return False
    if heading.id in COLUMN:
        return heading.id in NUMBER_IDS
    words = word_lists().words("not_additive")
    if any(fold(text) in word_lists().words("not_additive_exact") for text in heading.path):
        return False
    leaf = fold(heading.path[-1]) if heading.path else ""
    return (
        not any(leaf == word or leaf.startswith(word + " ") for word in words if word)
        and "%" not in heading.text
    )


def _numbers(
    draft: Draft, heading: Heading, texts: set[tuple[int, int]], rows: Sequence[Row] | None = None
) -> dict[int, Decimal | int]:
    """The numbers of a column as printed, by row; texts by the habit of the column, noted in `texts`."""
    numbers: dict[int, Decimal | int] = {}
    habit = draft.habits.get(heading.column, Habit())
    column, lines = heading.column, draft.grid.rows
    for row in draft.rows if rows is None else rows:
        if row.role == CONTINUED:
            continue
        cells = lines[row.row]
        value = cells[column] if column < len(cells) else None
        if value is None and row.more:
            value = next((v for r in row.more if (v := draft.grid.value(r, column)) is not None), None)
        if type(value) is int:
            numbers[row.row] = value
        elif isinstance(value, float):
            numbers[row.row] = exact(value)
        elif isinstance(value, str) and value[-1:] in "0123456789)":
            amount = read_amount(value, habit)
            if amount.state == "number" and amount.value is not None and not amount.scale:
                numbers[row.row] = amount.value
                texts.add((row.row, column))
    return numbers
