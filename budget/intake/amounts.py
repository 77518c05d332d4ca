"""Amounts as people type them: separators by habit, signs, units, place holders (số tiền dạng chữ)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from budget.intake.grid import LARGEST, is_number
from budget.intake.measure import SCALES, whole_scale
from budget.intake.text import fold
from budget.intake.wordlists import word_lists

_NUMBER = re.compile(r"^(?P<number>[.,]?\d(?:[\d.,'\u2019 ]*\d)?)\s*(?P<tail>\D*)$")
_GROUPS = {sep: re.compile(rf"^\d{{1,3}}(?:{re.escape(sep)}\d{{3}})+$") for sep in ".,"}
_DASHES = "-\u2013\u2014\u2212\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Habit:
    """How a column writes numbers: what groups thousands, what begins decimals ("" unknown)."""

    group: str = ""
    decimal: str = ""
    mixed: bool = False  # the column contradicts itself


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says: state number, empty, place, ditto, percent, rate, ambiguous or unreadable.

    value: the number (None unless state is number or percent); scale: the scale written with it ("" none);
    readings: both numbers an ambiguous text can mean.
    """

    state: str
    value: Decimal | None = None
    scale: str = ""
    readings: tuple[Decimal, ...] = ()


def has_amount(value: Any) -> bool:
    """Tell whether a cell holds a number, as number or as text."""
    return is_number(value) or (
        isinstance(value, str) and value[:1] in "0123456789(-+" and value[-1:] in "0123456789)"
    )


def _core(text: str) -> tuple[str, str, bool]:
    """(number, tail, negative) of a text; number is "" when there is none."""
    body = text.strip()
    negative = False
    if body.startswith("(") and body.endswith(")") and any(ch.isdigit() for ch in body):
        negative, body = True, body[1:-1].strip()
    if body[:1] and body[0] in _DASHES:
        negative, body = True, body[1:].strip()
    elif body[-1:] and body[-1] in _DASHES and body[:1].isdigit():
        negative, body = True, body[:-1].strip()
    body = body.removeprefix("+").strip()
    match = _NUMBER.match(body)
    if match is None:
        return "", body, negative
    return (
        re.sub(r"[ '\u2019]", "", match["number"]) if _blanks_group(match["number"]) else "",
        match["tail"].strip(),
        negative,
    )


def _blanks_group(number: str) -> bool:
    """Blanks (and apostrophes) may only stand between groups of three digits."""
    parts = re.split(r"[ '\u2019]", number)
    return len(parts) == 1 or (
        len(parts[0]) <= 3 and all(re.match(r"^\d{3}(?:[.,]\d+)?$", p) for p in parts[1:])
    )


@lru_cache(maxsize=32768)
def _evidence(number: str) -> str:
    """What one number shows: "g." or "d," (grouping, decimal), "?." when it can be both, "" nothing."""
    dots, commas = number.count("."), number.count(",")
    if dots and commas:
        last = max(number.rfind("."), number.rfind(","))
        sep = number[last]
        other = "," if sep == "." else "."
        if number.count(sep) == 1 and (_GROUPS[other].match(number[:last])):
            return f"g{other}d{sep}"
        return "!"
    sep = "." if dots else "," if commas else ""
    if not sep:
        return ""
    if number.count(sep) > 1:
        return f"g{sep}" if _GROUPS[sep].match(number) else "!"
    whole, part = number.split(sep)
    if len(part) != 3 or len(whole) > 3 or whole in {"", "0"}:
        return f"d{sep}"
    return f"?{sep}"


def habit_of(texts: Iterable[str], table: Habit | None = None, alike: int = 3) -> Habit:
    """The habit of a column: what its unambiguous numbers show, else what the rest of the table shows.

    When nothing is clear, `alike` numbers such as 850.000 decide for groups of thousands (0: they never do).
    """
    votes = _votes(texts)
    grouping = [sep for sep in ".," if votes.get(f"g{sep}")]
    decimal = [sep for sep in ".," if votes.get(f"d{sep}")]
    if len(grouping) > 1 or len(decimal) > 1 or (set(grouping) & set(decimal)):
        return Habit(mixed=True)
    group = grouping[0] if grouping else ""
    point = decimal[0] if decimal else ""
    if not group and not point:
        if table is not None and (table.group or table.decimal):
            return table
        unclear = [sep for sep in ".," if votes.get(f"?{sep}", 0)]
        if alike and len(unclear) == 1 and votes[f"?{unclear[0]}"] >= alike:
            group = unclear[0]
    return Habit(group or _OTHER.get(point, ""), point or _OTHER.get(group, ""))


_OTHER = {".": ",", ",": "."}


def _votes(texts: Iterable[str]) -> dict[str, int]:
    votes: dict[str, int] = {}
    for text in texts:
        number, tail, _ = _core(text)
        if not number or tail.startswith("%"):
            continue
        for found in re.findall(r"[gd?][.,]", _evidence(number)):
            votes[found] = votes.get(found, 0) + 1
    return votes


def smallest_readings(texts: Iterable[str]) -> list[Decimal]:
    """The smaller reading of every number that can be two (1.234: 1,234)."""
    numbers = [_core(text)[0] for text in texts]
    return [
        min(_values(number, Habit())) for number in numbers if number and _evidence(number).startswith("?")
    ]


def read_amount(text: str, habit: Habit) -> Amount:
    """Read one text by the habit of its column; nothing that stays unclear becomes a number."""
    low = text.strip().lower()
    lists = word_lists().raw
    if not low or low in lists["no_amount"]:
        return Amount("empty")
    if low in lists["ditto"]:
        return Amount("ditto")
    if low in lists["place_holders"] or not low.strip(".\u2026 "):
        return Amount("place")
    number, tail, negative = _core(text)
    if not number:
        return Amount("unreadable")
    state, scale = _tail(tail)
    if state in {"rate", "unreadable"}:
        return Amount(state)
    sign = -1 if negative else 1
    values = list(dict.fromkeys(sign * value for value in _values(number, habit)))
    if len(values) > 1 and scale == "dong":
        values = [value for value in values if value == value.to_integral_value()][:1] or values
    if len(values) == 1:
        return Amount("percent" if state == "percent" else "number", values[0], scale)
    return Amount("ambiguous", None, scale, tuple(values)) if values else Amount("unreadable")


@lru_cache(maxsize=4096)
def _tail(tail: str) -> tuple[str, str]:
    """What follows the digits: (state, scale)."""
    if not tail:
        return "number", ""
    if tail.startswith("%"):
        return "percent", ""
    lists = word_lists()
    if any(sign in tail for sign in lists.raw["rates"]):
        return "rate", ""
    bare = re.sub(r"\(?\*+\)?$", "", tail).strip(" .,;")  # 1.200 (*): a note stands below
    scale = whole_scale(bare)
    if not scale and fold(bare) in {"ty", "ti"}:
        scale = "billion"
    if not scale and fold(bare) in {"nghin", "ngan"}:
        scale = "thousand"
    if scale or not bare or bare.lower() in lists.raw["counters"]:
        return "number", scale
    return "unreadable", ""


def _values(number: str, habit: Habit) -> list[Decimal]:
    """The numbers that digits and separators can mean under a habit; two when it stays open."""
    shown = _evidence(number)
    if shown == "":
        return _decimals(number)
    if shown == "!":
        return []
    if shown.startswith("?"):
        sep = shown[1]
        grouped, pointed = number.replace(sep, ""), number.replace(sep, ".")
        if habit.group == sep:
            return _decimals(grouped)
        if habit.decimal == sep:
            return _decimals(pointed)
        return _decimals(grouped) + _decimals(pointed)
    return _clear(number, shown, habit)


def _clear(number: str, shown: str, habit: Habit) -> list[Decimal]:
    group = shown[shown.index("g") + 1] if "g" in shown else ""
    point = shown[shown.index("d") + 1] if "d" in shown else ""
    against = (point and point == habit.group) or (group and group == habit.decimal)
    bare = number.replace(group, "") if group else number
    value = _decimals(bare.replace(point, ".") if point else bare)
    if not against or habit.mixed:
        return value
    return value + _decimals(re.sub(r"[.,]", "", number))


def _decimals(text: str) -> list[Decimal]:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return []
    return [value] if abs(value) < LARGEST else []


def exact(value: float) -> Decimal | int:
    """A cell's number as the office sees it: 15 significant digits, as spreadsheets keep them."""
    if isinstance(value, int):
        return value
    return Decimal(format(value, ".15g"))


def in_dong(value: Decimal | int, scale: str) -> int:
    """Whole đồng of a number in a scale, half up."""
    factor = SCALES[scale]
    if isinstance(value, int):
        return value * factor
    product = value * factor
    return int((abs(product) + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR")) * (
        1 if product >= 0 else -1
    )
