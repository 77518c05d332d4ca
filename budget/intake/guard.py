"""The unit guard: columns and cells that look a thousand or a million times too large or too small.

Each money column is held against what is usual for the size of the unit and against the other columns
(data/intake/norms.toml); both readings are shown (chặn sai đơn vị tính).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from budget.findings import ERROR, Finding
from budget.intake.lines import SPENDING, Line, pupil_range
from budget.intake.wordlists import DATA

FACTORS = (1_000, 1_000_000)
PAY = ("salary", "support")
"""Columns that the size of a unit tells; the others are held against these."""
ALIKE = (*PAY, "professional", "tuition", "compensation")
"""Columns in which units of one list differ by their size only."""
ENOUGH = 400
"""Units that tell the middle of a column."""
ECHOES = frozenset({"implausible", "inconsistent_balance", "contributions_above_salary"})


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual: pay of a person and of a unit, what is little (đồng); the columns that are never that
    little; by column its share of pay.
    """

    person: float
    unit: float
    little: float
    large: frozenset[str]
    share: Mapping[str, float]


@lru_cache(maxsize=1)
def usual() -> Usual:
    """Mức thường gặp, from data/intake/norms.toml."""
    table = tomllib.loads((DATA / "norms.toml").read_text(encoding="utf-8"))["usual"]
    share = {id_: float(value) for id_, value in table["share_of_pay"].items()}
    person, unit, little = (float(table[name]) for name in ("person", "unit", "little"))
    return Usual(person, unit, little, frozenset(table["large"]), share)


def unit_of_measure(lines: Sequence[Line]) -> Iterator[Finding]:
    """A money column, or one cell of it, in another unit of measure than the rest (sai đơn vị tính)."""
    by_table: dict[int, list[Line]] = {}
    for line in lines:
        by_table.setdefault(id(line.table), []).append(line)
    for group in by_table.values():
        wrong: set[str] = set()
        for id_ in (*PAY, *usual().share):
            values = [(line, line.unit.get(id_) or 0) for line in group if (line.unit.get(id_) or 0) > 0]
            some = values[:: max(1, len(values) // ENOUGH)]
            factor = _factor([_times_usual(id_, line.unit, value, wrong) for line, value in some])
            if factor and (factor > 1 or id_ in PAY or _is_tiny(id_, values)):
                wrong.add(id_)
                yield _suspect(*values[0], id_, factor, len(values))
        yield from _single_cells(group)


def _is_tiny(id_: str, values: Sequence[tuple[Line, int]]) -> bool:
    """Tell whether a column of what is never tiny is tiny in several units: one small amount may well be."""
    tiny = median(value for _, value in values) < usual().little
    return tiny and len(values) > 2 and id_ in usual().large


def _suspect(line: Line, value: int, id_: str, factor: float, count: int) -> Finding:
    other = int(value / factor) if factor >= 1 else int(value * round(1 / factor))
    times = int(factor if factor >= 1 else round(1 / factor))
    return line.finding(
        "unit_of_measure_suspect", ERROR, id_, amount=value, other=other, factor=times, count=count
    )


def _times_usual(id_: str, unit: Mapping[str, Any], value: float, wrong: set[str]) -> float | None:
    """How many times the usual amount a figure is: by people, pupils or units; the others by pay."""
    if id_ not in PAY:
        pay = next((unit[p] for p in PAY if p not in wrong and (unit.get(p) or 0) > 0), None)
        return None if pay is None else value / pay / usual().share[id_]
    pupils, people = unit.get("pupils") or 0, unit.get("staff") or unit.get("staff_quota") or 0
    bounds = pupil_range(unit)
    if people > 0:
        return float(value / people / usual().person)
    if pupils > 0 and bounds:
        return value / pupils / ((bounds[0] + bounds[1]) / 2)
    return value / usual().unit


def _factor(ratios: Sequence[float | None]) -> float:
    """The factor by which a column is off, when the middle of its ratios says so clearly; 0 for none."""
    known = sorted(ratio for ratio in ratios if ratio is not None)
    if not known:
        return 0.0
    return factor_of(median(known))


def factor_of(ratio: float) -> float:
    """1.000 or 1.000.000, or one by them, when a ratio is about that; 0.0 for any other."""
    for factor in FACTORS:
        if factor / 12 < ratio < factor * 12:
            return float(factor)
        if 1 / factor / 12 < ratio < 12 / factor:
            return 1 / factor
    return 0.0


def _single_cells(group: Sequence[Line]) -> Iterator[Finding]:
    """One cell of a column that is a thousand or a million times the others (một ô sai đơn vị tính)."""
    for id_ in ALIKE:
        ratios = [
            (line, line.unit[id_], line.unit[id_] / _size(line.unit))
            for line in group
            if (line.unit.get(id_) or 0) > 0
        ]
        if len(ratios) < 4:
            continue
        middle = median(ratio for _, _, ratio in ratios)
        for line, value, ratio in ratios:
            factor = factor_of(ratio / middle)
            if factor:
                yield _suspect(line, value, id_, factor, 1)


def _size(unit: Mapping[str, Any]) -> float:
    return (
        float(unit.get("staff") or unit.get("staff_quota") or 0)
        or float(unit.get("pupils") or 0) / 15
        or 40.0
    )


def without_echoes(found: Iterable[Finding]) -> list[Finding]:
    """Leave out what is said of figures only because their unit of measure is wrong: that is said already."""
    kept = list(found)
    suspects = [f for f in kept if f.kind == "unit_of_measure_suspect"]
    columns = {(f.sheet, f.numbers["column"]) for f in suspects if f.numbers["count"] > 1}
    cells = {(f.sheet, f.cell) for f in suspects}
    sums = {f.sheet for f in suspects if f.numbers["column"] in {*SPENDING, "support"}}
    return [
        f
        for f in kept
        if f.kind not in ECHOES
        or not (
            (f.sheet, f.numbers["column"]) in columns
            or (f.sheet, f.cell) in cells
            or (f.sheet in sums and (f.numbers["column"] == "spending" or f.kind == "inconsistent_balance"))
        )
    ]
