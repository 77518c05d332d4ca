"""Nhiều lần thử của một phương án: all factors off at once, and how often each goal is reached.

Draws are made from a seed: the same seed gives the same figures on every computer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from budget.indicators import Indicators
from budget.law import Law
from budget.money import Array
from budget.outcomes import Outcome, outcomes
from budget.planning import cut_scope
from budget.robustness import GOALS, INSIDE, PLACES, SPREAD, TARGETS, UNEARNED, Goal, moved
from budget.scenario import Scenario
from budget.shortfall import unearned
from budget.simulate import simulate
from budget.units import Units

QUANTILES = (0.1, 0.5, 0.9)

FIGURES = ("support", "saved", "norm_gap", "lacking")
"""Money whose spread is of interest."""

OF_QUO: Mapping[str, str] = {"support": "status_quo", "lacking": "quo_lacking"}
"""Figures of FIGURES that the status quo of a draw has, too, with their name among the indicators."""

QUO_GOALS: Mapping[str, Callable[[Outcome], bool]] = {
    "no_deficit": lambda drawn: drawn.quo_deficit_units == 0
}
"""The goals of GOALS that can be asked of the status quo."""


@dataclass(frozen=True)
class Tries:
    """Cách thử: how often, from which seed, and how far each factor is moved; `short` by how much the revenue
    of the roadmap fails where it is moved alone, which the draws need not do.
    """

    count: int
    seed: int
    spread: Mapping[str, Decimal]
    short: Decimal = Decimal(0)

    @property
    def alone(self) -> dict[str, Decimal]:
        """Từng yếu tố lệch riêng bao nhiêu."""
        return {
            **{factor: self.spread[factor] for factor in SPREAD if factor in self.spread},
            UNEARNED: self.short,
        }

    def record(self) -> dict[str, Any]:
        """As the recipe of an export keeps it."""
        spread = {factor: str(by) for factor, by in self.spread.items()}
        return {"count": self.count, "seed": self.seed, "spread": spread, "short": str(self.short)}


def tries_of(record: Mapping[str, Any]) -> Tries:
    """Cách thử as a recipe keeps it. Raises KeyError; ValueError, TypeError or ArithmeticError for what is
    no number.
    """
    # in the order in which factors are drawn: a database may give the keys back in another
    kept = record["spread"]
    spread = {factor: Decimal(kept[factor]) for factor in (*SPREAD, UNEARNED) if factor in kept}
    return Tries(int(record["count"]), int(record["seed"]), spread, Decimal(record.get("short", 0)))


@dataclass(frozen=True)
class Trials:
    """Kết quả của nhiều lần thử cùng lúc: by figure the quantiles P10, P50, P90 by year (3, Y), by goal the
    share of the draws that reach it by year (Y,), NaN where the plan itself has nothing that it could miss.
    `quo`, `quo_reached`: those of the status quo in the same draws, of what it has (OF_QUO, QUO_GOALS).
    `inside`: how many units the plan's own scope has, 0 where that is all units or none.
    """

    years: tuple[int, ...]
    draws: int
    quantiles: Mapping[str, Array]
    reached: Mapping[str, Array]
    quo: Mapping[str, Array] = field(default_factory=dict)
    quo_reached: Mapping[str, Array] = field(default_factory=dict)
    inside: int = 0

    def width(self, figure: str, year: int) -> float:
        """Độ rộng của dải P10 đến P90 in a year, đồng."""
        low, _, high = self.quantiles[figure][:, self.years.index(year)].tolist()
        return float(high - low)


def goals_of(tried: Iterable[Trials]) -> tuple[str, ...]:
    """Mục tiêu cần nói: those of GOALS, without INSIDE where every scope is all units, or none, and without
    TARGETS where no plan has any.
    """
    tried = list(tried)
    aimed = any(not np.isnan(one.reached[TARGETS]).all() for one in tried if TARGETS in one.reached)
    idle = {INSIDE: not any(one.inside for one in tried), TARGETS: not aimed}
    return tuple(name for name in GOALS if not idle.get(name))


HELD = (TARGETS, "saved", "no_more_deficits", "none_deeper")
"""Goals whose failing is the weakness of a plan, the gravest first."""


def weakest(reached: Mapping[str, float], plan: Outcome | Indicators) -> tuple[str, float] | None:
    """Điểm yếu nhất trong các lần thử: of HELD the goal that is `reached` least often, and the share of draws
    that miss it; None where all reach each. Where units of the `plan` as made lack more than under the status
    quo already, that is no goal of it; NaN is none that could be missed.
    """
    held = HELD if not plan.deeper_units else HELD[:-1]
    missed = {goal: round(1 - reached[goal], 9) for goal in held if reached.get(goal, math.nan) < 1}
    return max(missed.items(), key=lambda one: one[1]) if missed else None


def _empty(plan: Outcome, inside: int) -> tuple[str, ...]:
    """Mục tiêu không đòi hỏi gì: goals that any draw reaches, as the plan has no target, saves nothing,
    brings no school to the norm or has no unit in its scope.
    """
    found = {TARGETS: plan.targets, "saved": plan.saved, "at_norm": plan.schools_at_norm, INSIDE: inside}
    return tuple(name for name, figure in found.items() if not figure)


def draws(
    scenario: Scenario, count: int, seed: int, spread: Mapping[str, Decimal] = SPREAD
) -> Iterator[Scenario]:
    """Các lần thử: each factor but UNEARNED moved by a triangular draw around the plan, all at once."""
    random = np.random.default_rng(seed)
    rates = {factor: by for factor, by in spread.items() if factor != UNEARNED}
    for _ in range(count):
        drawn = scenario
        for factor, by in rates.items():
            step = Decimal(repr(float(random.triangular(-1.0, 0.0, 1.0)))) * by
            drawn = moved(drawn, factor, step.quantize(PLACES))
        yield drawn


def shortfalls(count: int, seed: int, spread: Mapping[str, Decimal]) -> Iterator[Decimal]:
    """Phần thu theo lộ trình bị hụt của từng lần thử: from 0 to what the spread says, most near 0; from
    numbers of their own, so that the other factors are drawn alike with it and without.
    """
    random, most = np.random.default_rng((seed, 1)), spread.get(UNEARNED, Decimal(0))
    for _ in range(count):
        yield (Decimal(repr(float(random.triangular(0.0, 0.0, 1.0)))) * most).quantize(PLACES)


def trials(
    units: Units,
    scenario: Scenario,
    law: Law,
    *,
    goals: Mapping[str, Goal] = GOALS,
    spread: Mapping[str, Decimal] = SPREAD,
    count: int = 200,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Trials:
    """Thử phương án nhiều lần: the spread of FIGURES by year, and how often each goal is reached.

    `progress` hears the share that is done. Raises ValueError where the law lacks a value for a year.
    """
    years, made = scenario.years(units.base_year), simulate(units, scenario, law)
    # who is in the scope is a matter of the base year, which no draw moves
    inside = cut_scope(made)
    planned = outcomes(made, inside)
    idle = [_empty(plan, int(inside.sum())) for plan in planned]
    values = {name: np.empty((count, len(years))) for name in FIGURES}
    met = {name: np.empty((count, len(years))) for name in goals}
    quo = {name: np.empty((count, len(years))) for name in OF_QUO}
    quo_met = {name: np.empty((count, len(years))) for name in QUO_GOALS}
    drawn = zip(draws(scenario, count, seed, spread), shortfalls(count, seed, spread), strict=True)
    for n, (other, short) in enumerate(drawn):
        for j, found in enumerate(outcomes(unearned(simulate(units, other, law), short), inside)):
            for name in FIGURES:
                values[name][n, j] = getattr(found, name)
            for name, goal in goals.items():
                met[name][n, j] = np.nan if name in idle[j] else goal(found, planned[j])
            for name, of_quo in OF_QUO.items():
                quo[name][n, j] = getattr(found, of_quo)
            for name, reaches in QUO_GOALS.items():
                quo_met[name][n, j] = reaches(found)
        if progress is not None:
            progress((n + 1) / count)
    return Trials(
        years,
        count,
        _spread(values),
        _shares(met),
        _spread(quo),
        _shares(quo_met),
        0 if inside.all() else int(inside.sum()),
    )


def _spread(values: Mapping[str, Array]) -> dict[str, Array]:
    """P10, P50 and P90 of the draws (count, Y), by name (3, Y)."""
    return {name: np.quantile(drawn, QUANTILES, axis=0) for name, drawn in values.items()}


def _shares(met: Mapping[str, Array]) -> dict[str, Array]:
    """Share of the draws (count, Y) that meet each goal (Y,)."""
    return {name: reached.mean(axis=0) for name, reached in met.items()}
