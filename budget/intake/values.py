"""The value of one cell by the type of its column (giá trị một ô); what cannot be known is None."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from budget.findings import ERROR, NOTE, WARNING
from budget.intake.amounts import Amount, Habit, exact, has_amount, in_dong, read_amount
from budget.intake.columns import Heading
from budget.intake.draft import Draft
from budget.intake.grid import CellError, address, as_text, is_number
from budget.intake.labels import kind_of
from budget.intake.rows import Row
from budget.intake.text import fold
from budget.intake.wordlists import word_lists
from budget.units import KINDS, UNKNOWN_IF_EMPTY

READINGS = ("first", "second")
"""Answers to what the texts of a table that can be read two ways mean: 1.234 is 1234, or it is 1,234."""


def cell_value(draft: Draft, row: Row, heading: Heading, kind: str) -> Any:
    """The value of one cell by the type of its column; what cannot be known is None, with a finding."""
    place = (row.row, heading.column)
    for more in row.more:
        if draft.grid.value(*place) is None:
            place = (more, heading.column)
    value = draft.grid.value(*place)
    if place in draft.grid.stale and value is None:
        draft.say("no_cached_value", ERROR, address(*place), of_unit=of_unit(row.label), column=heading.id)
        return None
    if isinstance(value, CellError):
        number = kind in {"money", "count"}
        blank = number and source_value(draft, value) is None
        told = {"text": str(value), "of_unit": of_unit(row.label), "column": heading.id}
        said = ("cell_pending", WARNING) if blank else ("error_cell", ERROR)
        draft.say(*said, address(*place), **told)
        if number:
            return 0 if blank and heading.id not in UNKNOWN_IF_EMPTY else None
        return "" if kind != "mark" else False
    if kind in {"text", "choice"}:
        return _text(draft, place, value)
    if kind == "mark":
        return _mark(draft, place, value, heading.id)
    return _amount(draft, place, value, heading, kind, row)


def source_value(draft: Draft, value: Any) -> Any:
    """What the source of an amount says: a cell with an error that is left blank for now says nothing."""
    return None if isinstance(value, CellError) and draft.choice.get("blank") else value


def kind_by_word(text: str) -> str:
    """The kind a cell names: its word, a synonym, or khoản 071, 072, 073 (also 070-071)."""
    folded = fold(text)
    for kind in KINDS:
        if folded in {kind.id, fold(kind.vi), fold(kind.en)} or folded in {fold(word) for word in kind.also}:
            return kind.id
    digits = [part.lstrip("0") for part in folded.split() if part.isdigit()]
    for kind in KINDS:
        if kind.item and kind.item.lstrip("0") in digits:
            return kind.id
    return kind_of(text)


def _text(draft: Draft, place: tuple[int, int], value: Any) -> str:
    """A text cell; a ditto mark says what the cell above says."""
    text = as_text(value).strip()
    row = place[0]
    if not text:
        return as_text(_merged_above(draft, place)).strip()
    while text.lower() in word_lists().raw["ditto"] and row > draft.region.first:
        row -= 1
        text = draft.grid.text(row, place[1]).strip()
    return text


def _merged_above(draft: Draft, place: tuple[int, int]) -> Any:
    """The value of a cell that is merged downwards over this one."""
    for top, left, bottom, _ in draft.grid.merged:
        if left == place[1] and top < place[0] <= bottom and top >= draft.region.first:
            return draft.grid.value(top, left)
    return None


def _mark(draft: Draft, place: tuple[int, int], value: Any, heading_id: str) -> bool:
    if isinstance(value, bool):
        return value
    text = as_text(value).strip().lower()
    if text in word_lists().raw["yes"]:
        return True
    if text not in word_lists().raw["no"]:
        draft.say("unreadable_amount", ERROR, address(*place), text=text, of_unit="", column=heading_id)
    return False


def _amount(draft: Draft, place: tuple[int, int], value: Any, heading: Heading, kind: str, row: Row) -> Any:
    empty = None if heading.id in UNKNOWN_IF_EMPTY else 0
    if value is None:
        return empty
    if is_number(value):
        return _scaled(exact(value), heading.scale or draft.money_unit, kind)
    cell = address(*place)
    if not isinstance(value, str):
        draft.say(
            "unreadable_amount",
            ERROR,
            cell,
            text=as_text(value),
            of_unit=of_unit(row.label),
            column=heading.id,
        )
        return None
    amount = read_amount(value, draft.habits.get(heading.column, Habit()))
    if amount.state == "number" and amount.value is not None:
        return _scaled(amount.value, amount.scale or heading.scale or draft.money_unit, kind)
    if amount.state == "empty":
        return 0
    way = draft.choice.get("ambiguous")
    if amount.state == "ambiguous" and way in READINGS:
        number = amount.readings[READINGS.index(way)]
        return _scaled(number, amount.scale or heading.scale or draft.money_unit, kind)
    if empty == 0 and value.strip() in word_lists().raw["crosses"] and _of_numbers(draft, heading.column):
        draft.say("cross_for_none", NOTE, cell, text=value, of_unit=of_unit(row.label), column=heading.id)
        return 0
    _unreadable(draft, cell, value, amount, heading, row)
    return None


def _of_numbers(draft: Draft, column: int) -> bool:
    """Tell whether a column holds more numbers than crosses: there a cross says that there is nothing."""
    if column not in draft.of_numbers:
        values = [draft.grid.value(row.row, column) for row in draft.rows]
        crosses = sum(1 for v in values if isinstance(v, str) and v.strip() in word_lists().raw["crosses"])
        draft.of_numbers[column] = sum(1 for v in values if has_amount(v)) > crosses
    return draft.of_numbers[column]


def _unreadable(draft: Draft, cell: str, text: str, amount: Amount, heading: Heading, row: Row) -> None:
    if amount.state == "ambiguous":
        first, second = (float(reading) for reading in amount.readings)
        draft.say(
            "ambiguous_number",
            ERROR,
            cell,
            text=text,
            first=first,
            second=second,
            of_unit=of_unit(row.label),
            column=heading.id,
        )
    else:
        severity = WARNING if amount.state == "place" else ERROR
        draft.say(
            "unreadable_amount", severity, cell, text=text, of_unit=of_unit(row.label), column=heading.id
        )


def _scaled(value: Decimal | int, scale: str, kind: str) -> int | float:
    if kind == "money":
        return in_dong(value, scale or "dong")
    return int(value) if value == int(value) else float(value)


@lru_cache(maxsize=4096)
def owner_and_day(text: str) -> tuple[str, date | None]:
    """A managing body and the day from which it holds, where one is written behind it; else None."""
    found = _since().search(text)
    if found is None:
        return text, None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return text, None
    return text[: found.start()].strip(" ,;-("), day


@lru_cache(maxsize=1)
def _since() -> re.Pattern[str]:
    words = sorted(word_lists().raw["owner_since"], key=len, reverse=True)
    day = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
    return re.compile(rf"[\s,;(-]+(?:{'|'.join(words)})\s+{day}\s*\)?\s*$", re.IGNORECASE)


def of_unit(name: str) -> str:
    """The unit a finding speaks of, in brackets after the cell."""
    return f" ({name})" if name else ""
