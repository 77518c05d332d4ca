"""Who a unit is when its table has no code: known units of the same name, made-up codes (nhận diện đơn vị).

Nothing here is taken by itself: what is offered stands until a person takes it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from budget.intake.labels import kind_of
from budget.intake.text import fold, key
from budget.units import KINDS

LIKE = 90
"""How alike two names must be to be offered (0 to 100); a match is never taken for that alone."""
OFFERS = 5
DIGITS = 3
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Known:
    """A unit that the office knows: code, name and owner (đơn vị đã biết)."""

    code: str
    name: str
    owner: str = ""


def who_is(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """What tells the units of one year from one another without a code: name, owner, which one of the same.

    The same unit in another year or another file of its own has the same mark.
    """
    seen: dict[str, int] = {}
    marks = []
    for row in rows:
        name = f"{key(str(row.get('name', '')))}|{key(str(row.get('owner') or ''))}"
        seen[name] = seen.get(name, 0) + 1
        marks.append(f"{name}|{seen[name]}")
    return marks


def matches(name: str, known: Sequence[Known]) -> tuple[Known, ...]:
    """Known units that have this name, written another way at most (đơn vị trùng tên).

    Kind of school and the rest of the name must be the same, letter by letter and number by number.
    """
    wanted = key(name)
    exact = tuple(unit for unit in known if key(unit.name) == wanted)
    if exact:
        return exact
    core = _core(name)
    return tuple(unit for unit in known if _core(unit.name) == core) if core[1] else ()


def alike(name: str, known: Sequence[Known]) -> tuple[Known, ...]:
    """Known units with a name like this one, likest first, for a person to choose from (đơn vị gần tên)."""
    kind, rest = _core(name)
    numbers = _NUMBERS.findall(rest)
    scored = []
    for unit in known:
        other_kind, other = _core(unit.name)
        score = fuzz.token_sort_ratio(fold(rest), fold(other))
        if other_kind == kind and numbers == _NUMBERS.findall(other) and score >= LIKE:
            scored.append((-score, unit.code, unit))
    return tuple(unit for _, _, unit in sorted(scored)[:OFFERS])


def made_up(prefix: str, taken: Collection[str], count: int) -> list[str]:
    """The first codes of a series that nobody has: TAM-001, TAM-002 (mã tạm)."""
    used = {code.casefold() for code in taken}
    codes: list[str] = []
    number = 0
    while len(codes) < count:
        number += 1
        code = f"{prefix}-{number:0{DIGITS}d}"
        if code.casefold() not in used:
            codes.append(code)
    return codes


@lru_cache(maxsize=1)
def _kind_words() -> tuple[str, ...]:
    words = {key(text) for kind in KINDS for text in (kind.vi, *kind.also)}
    return tuple(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=65536)
def _core(name: str) -> tuple[str, str]:
    """Kind and proper name: a school written in full and by its short form have the same."""
    words = key(name).split()
    if len(words) > 1 and fold(words[0]) == "truong":
        words = words[1:]
    rest = " ".join(words)
    for word in _kind_words():
        if rest.startswith(f"{word} "):
            return kind_of(name), rest.removeprefix(word).strip()
    return kind_of(name), rest
