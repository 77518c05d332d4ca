"""Cần thử tại cuộc họp: the figures of a plan that a meeting turns, and the plan that they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np

from budget.cumulated import share_by, shares_of, with_share
from budget.money import total
from budget.reductions import SCOPE
from budget.scenario import Reduction, SavingsPool, Scenario, as_tables, changed
from budget.select import Mask, pick
from budget.simulate import Result, Steps

Path = tuple[str | int, ...]

CAP = "cap"
ROADMAP = "roadmap"
TARGET = "target"
CUMULATED = "cumulated"
NEARED = (TARGET, CUMULATED)
"""Levers of a year that the years before lead to."""

REACH: Mapping[str, tuple[str, ...]] = {
    TARGET: ("0.4", "0.005", "0.01", "0.05"),
    CUMULATED: ("0.4", "0.005", "0.01", "0.05"),
    "rate": ("0.2", "0.005", "0.01", "0.02"),
    "share": ("1", "0.05", "0.25"),
    "percent": ("0.2", "0.005", "0.01", "0.02"),
    ROADMAP: ("0.2", "0.01", "0.05"),
    CAP: ("0.5", "0.01", "0.05"),
}
"""How far each lever goes from zero, and its steps, the smallest first; fractions of one. That of the roadmap
goes as far below zero."""

STOOD = timedelta(seconds=5)
"""A level of which the next step of its lever goes on sooner was passed through: nobody read what it gave."""

FIRST_CAP = Decimal("0.1")
"""Where a cap begins that the plan did not have."""


@dataclass(frozen=True, slots=True)
class Lever:
    """Một cần: what it turns (a key of REACH), its key in the scenario, its value there (None: no cap), and
    the year of a figure that is given by year; `last`: no later year has one. That of the roadmap is what is
    added to all its targets, 0 in the plan itself; a cumulated one is the share of the base year that the
    rates of a card come to by its year.
    """

    id: str
    path: Path
    value: Decimal | None
    year: int | None = None
    last: bool = True

    @property
    def key(self) -> str:
        """Tên của cần trong bản thử: of figures by year the last goes by the id alone."""
        return self.id if self.last else f"{self.id} {self.year}"


def live_levers(scenario: Scenario, year: int, base: int) -> tuple[Lever, ...]:
    """Các cần của một phương án trong năm xem, at most three: what brings the money in (a reduction, else the
    pool), the roadmap, and the cap of the allocation. None where the plan has none of them, nor for a figure
    that no year after the `base` year reads.
    """
    main, others = _read(_main(scenario), base), _others(scenario)
    if not any(max(entry.targets, default=base) > base for entry in scenario.roadmap):
        others = [one for one in others if one.id != ROADMAP]
    return (*([_of_year(main, year)] if main else []), *others)


def _read(found: Sequence[Lever], base: int) -> list[Lever]:
    """Of figures by year in their order those that a year after the base year reads: of a pool also that
    which still holds when the first of these years has none of its own.
    """
    after = [one for one in found if one.year is None or one.year > base]
    before = found[: len(found) - len(after)]
    holds = bool(before) and before[-1].id == "percent" and not any(one.year == base + 1 for one in after)
    return [*before[-1:], *after] if holds else after


def _of_year(found: Sequence[Lever], year: int) -> Lever:
    """Mức có tác dụng trong năm, of figures by year in their order: the target, or cumulated share, that
    the year leads to or stands behind; a rate or a pool of the year or before it, else the first that comes.
    """
    if found[0].id in NEARED:
        return next((one for one in found if one.year is None or one.year >= year), found[-1])
    return next((one for one in reversed(found) if one.year is None or one.year <= year), found[0])


def all_levers(scenario: Scenario) -> tuple[Lever, ...]:
    """Mọi cần của một phương án, of a figure by year one a year."""
    return (*_main(scenario), *_others(scenario))


def _others(scenario: Scenario) -> list[Lever]:
    found = []
    if any(entry.targets for entry in scenario.roadmap):
        found.append(Lever(ROADMAP, (ROADMAP,), Decimal(0)))
    if scenario.allocation is not None:
        found.append(Lever(CAP, ("allocation", "cap"), scenario.allocation.cap))
    return found


def with_levers(scenario: Scenario, values: Mapping[str, Decimal | None]) -> Scenario:
    """Bản thử: the scenario with its levers at these values (by key; what is not named stays).

    Raises ScenarioError for a value that the scenario refuses.
    """
    for lever in all_levers(scenario):
        if lever.key in values and values[lever.key] != lever.value:
            value = values[lever.key]
            if lever.id == CUMULATED:
                scenario = changed(
                    scenario, lever.path[:-1], _cumulated(scenario, lever, value or Decimal(0))
                )
                continue
            found = _shifted(scenario, value or Decimal(0)) if lever.id == ROADMAP else value
            scenario = changed(scenario, lever.path, found)
    return scenario


def _rates(scenario: Scenario, lever: Lever) -> Mapping[int, Decimal]:
    """The rates by year behind a cumulated lever."""
    rates = scenario.reductions[int(lever.path[1])].rate
    return rates if isinstance(rates, Mapping) else {}


def _cumulated(scenario: Scenario, lever: Lever, share: Decimal) -> dict[str, Decimal]:
    """The rates of a card that come to `share` by the year of its lever, as a scenario stores them."""
    rates = with_share(_rates(scenario, lever), lever.year or 0, share)
    return {str(year): rate for year, rate in rates.items()}


def _shifted(scenario: Scenario, by: Decimal) -> list[dict[str, Any]]:
    """The roadmap as tables, `by` added to every target: none below 0, and none above 1 that was not."""
    entries: list[dict[str, Any]] = as_tables(scenario)[ROADMAP]
    for entry in entries:
        targets = entry.get("targets", {})
        entry["targets"] = {
            year: min(max(target + by, Decimal(0)), max(target, Decimal(1)))
            for year, target in targets.items()
        }
    return entries


@dataclass(frozen=True, slots=True)
class Turned:
    """Một cần đã kéo: its id, the year of a figure by year, and its value as submitted and as it is now."""

    id: str
    year: int | None
    before: Decimal | None
    after: Decimal | None


def turned(submitted: Scenario, now: Scenario) -> tuple[Turned, ...]:
    """Các cần khác với bản trình, in their order; `now` is the plan submitted with its levers turned."""
    found = {lever.path: lever.value for lever in all_levers(now)}

    def stands(lever: Lever) -> Decimal | None:
        if lever.id == ROADMAP:
            return _shift(submitted, now)
        # a share on the straight line between two others is none of the fewest that say all
        return share_by(_rates(now, lever), lever.year or 0) if lever.id == CUMULATED else found[lever.path]

    ends = ((lever, stands(lever)) for lever in all_levers(submitted))
    return tuple(Turned(a.id, a.year, a.value, after) for a, after in ends if a.value != after)


def _shift(submitted: Scenario, now: Scenario) -> Decimal:
    """What was added to the targets of the roadmap: the most that any of them moved."""
    moved = (
        after.targets[year] - target
        for before, after in zip(submitted.roadmap, now.roadmap, strict=True)
        for year, target in before.targets.items()
    )
    return max(moved, key=abs, default=Decimal(0))


def steps(lever: str) -> tuple[Decimal, ...]:
    """Các nấc kéo: down from the largest, then up from the smallest."""
    up = tuple(Decimal(text) for text in REACH[lever][1:])
    return (*(-step for step in reversed(up)), *up)


def wishes(tries: Sequence[tuple[datetime, str]]) -> list[int]:
    """Các ý kiến đã thử: of the tries, oldest first, each its time and the lever turned, the places of those
    that ended a wish: they stood for STOOD or more before the same lever was turned on, up or down; another
    lever came next; or nothing did.
    """
    stood = [k for k, (a, b) in enumerate(pairwise(tries)) if a[1] != b[1] or b[0] - a[0] >= STOOD]
    return [*stood, len(tries) - 1] if tries else []


def stepped(lever: str, value: Decimal | None, by: Decimal) -> Decimal:
    """Giá trị sau một nấc, within the reach of the lever (or where the plan itself stands beyond it)."""
    if value is None:
        return FIRST_CAP
    high = max(Decimal(REACH[lever][0]), value)
    return min(max(value + by, least(lever)), high)


def least(lever: str) -> Decimal:
    """Mức thấp nhất của một cần, by its id."""
    return -Decimal(REACH[lever][0]) if lever == ROADMAP else Decimal(0)


def most(lever: Lever) -> Decimal:
    """Mức cao nhất của một cần: its reach, or where the plan itself stands beyond it."""
    return max(Decimal(REACH[lever.id][0]), lever.value or Decimal(0))


def applies_to(lever: Lever, steps: Steps, result: Result) -> tuple[int, int]:
    """Phạm vi của một cần: how many units it touches, and their support of the base year, đồng. A share of
    what is saved, a pool and a cap go to the units of the allocation, the roadmap to those that follow one.
    `steps`: those of the result.
    """
    scope: Mask = steps.scope
    if lever.id == ROADMAP:
        scope = ~np.isnan(steps.roadmap.target[:, -1])
    if lever.path[0] == "reductions":
        measure = result.scenario.reductions[int(lever.path[1])]
        scope = pick(measure.units, result.units, steps.drivers.base_group, kinds=SCOPE)
    return int(np.count_nonzero(scope)), total(result.units["support"][scope])


def _main(scenario: Scenario) -> list[Lever]:
    """What brings the money in: the first reduction that has a figure to turn, else the pool."""
    for place, measure in enumerate(scenario.reductions):
        found = _figure(("reductions", place), measure)
        if found:
            return found
    return _pool(scenario)


def _figure(at: Path, measure: Reduction) -> list[Lever]:
    if measure.method == "target":
        return _by_year(TARGET, (*at, "target"), measure.target or {})
    if measure.method != "rate" or measure.rate is None:
        return []
    if isinstance(measure.rate, dict) and (shares := shares_of(measure.rate)):
        return _by_year(CUMULATED, (*at, "rate"), shares)
    if isinstance(measure.rate, dict):
        return _by_year("rate", (*at, "rate"), measure.rate)
    return [Lever("rate", (*at, "rate"), measure.rate)]


def _pool(scenario: Scenario) -> list[Lever]:
    if scenario.allocation is None:
        return []
    pool, at = scenario.allocation.pool, ("allocation", "pool")
    if isinstance(pool, SavingsPool):
        return [Lever("share", (*at, "share"), pool.share)]
    return _by_year("percent", (*at, "by_year"), pool.by_year) if pool.source == "percent" else []


def _by_year(what: str, path: Path, by_year: Mapping[int, Decimal]) -> list[Lever]:
    years = sorted(by_year)
    return [Lever(what, (*path, str(year)), by_year[year], year, year == years[-1]) for year in years]
