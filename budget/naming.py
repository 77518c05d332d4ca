"""Tên phương án và mức của nó: a name that tells a rate which the plan no longer has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budget.scenario import Scenario, as_tables

PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")

PARTS = ("reductions", "roadmap", "allocation", "assumptions")
"""Where a rate that a name tells is looked for: what is cut before what is only assumed."""

Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Misnamed:
    """Mức ghi trong tên không còn đúng: `told` as the name writes it, and the rate that now stands there."""

    told: str
    rate: Decimal


def misnamed(name: str, given: Scenario, now: Scenario) -> Misnamed | None:
    """Mức trong tên mà phương án không còn; None where the name is still true or never told of this rate.

    `given` is the plan as it was when it got its name, a copy as it was made: a percent that stood nowhere in
    it (a result, a year's growth) says nothing of its levers. A name with several percents is left alone.
    """
    found = PERCENT.findall(name)
    if len(found) != 1:
        return None
    wanted = Decimal(found[0].replace(",", ".")) / 100
    before, after = _rates(given), _rates(now)
    for part in PARTS:
        places = [at for at, rate in before.items() if at[0] == part and rate == wanted]
        if places:
            rates = [after[at] for at in places if at in after]
            return Misnamed(found[0], rates[0]) if rates and wanted not in rates else None
    return None


def target_told(name: str, scenario: Scenario) -> tuple[str, int] | None:
    """Mục tiêu giảm mà tên nói: the one percent of a name, as it writes it, and the year in which a target of
    the plan is that; None for a name that tells of no target, or of several percents.
    """
    found = PERCENT.findall(name)
    if len(found) != 1:
        return None
    wanted = Decimal(found[0].replace(",", ".")) / 100
    targets = (one.target or {} for one in scenario.reductions if one.method == "target")
    years = (year for by_year in targets for year, share in by_year.items() if share == wanted)
    return next(((found[0], year) for year in years), None)


def _rates(scenario: Scenario) -> dict[Place, Decimal]:
    """Every figure of a plan by where it stands."""
    return {at: Decimal(str(value)) for at, value in _figures(as_tables(scenario), ())}


def _figures(value: Any, at: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _figures(one, (*at, str(key)))
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _figures(one, (*at, str(n)))
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        yield at, value
