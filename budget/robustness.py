"""Độ bền vững của phương án: the same plan under other prices, pay and pupils, one at a time and all at once.

Draws are made from a seed: the same seed gives the same figures on every computer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from budget.indicators import Indicators, indicators
from budget.law import Law
from budget.money import Array
from budget.outcomes import Outcome, outcome, outcomes
from budget.planning import cut_scope
from budget.scenario import Scenario
from budget.simulate import simulate
from budget.units import SCHOOL_KINDS, Units

SPREAD: Mapping[str, Decimal] = {
    "inflation": Decimal("0.02"),
    "base_pay_growth": Decimal("0.03"),
    "pupils_growth": Decimal("0.01"),
}
"""How far each factor is moved to either side of the plan unless the caller says otherwise, as a yearly rate;
draws lie within it, most near the plan. A factor that is not named, or moved by 0, stays as in the plan.
"""

ENACTED: Mapping[str, str] = {"base_pay_growth": "base_pay"}
"""Factors that the law itself sets as far as it is enacted, with the parameter; a plan goes on from there."""

QUANTILES = (0.1, 0.5, 0.9)
PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Swing:
    """Ảnh hưởng của một yếu tố: the indicators of the year with the factor low and high, all else as in the
    plan.
    """

    factor: str
    change: Decimal
    low: Indicators
    high: Indicators

    @property
    def sides(self) -> tuple[tuple[Decimal, Indicators], tuple[Decimal, Indicators]]:
        """Hai phía của yếu tố: by how much it is moved, and what then comes out; the higher side first."""
        return (self.change, self.high), (-self.change, self.low)

    def differences(self, figure: str, plan: Indicators) -> tuple[int, int]:
        """Chênh lệch của một chỉ tiêu so với phương án, with the factor low and high."""
        there = int(getattr(plan, figure))
        return int(getattr(self.low, figure)) - there, int(getattr(self.high, figure)) - there


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


Goal = Callable[[Outcome, Outcome], bool]
"""Whether a goal is reached: what comes out in the draw, and in the plan itself in the same year."""

FIGURES = ("support", "saved", "norm_gap", "lacking")
"""Money whose spread is of interest."""

OF_QUO: Mapping[str, str] = {"support": "status_quo", "lacking": "quo_lacking"}
"""Figures of FIGURES that the status quo of a draw has, too, with their name among the indicators."""

INSIDE = "no_deficit_inside"
"""The goal that is about the units of the plan's own scope (`cut_scope`) alone."""

GOALS: Mapping[str, Goal] = {
    "saved": lambda drawn, plan: drawn.saved >= plan.saved,
    "at_norm": lambda drawn, plan: drawn.schools_at_norm >= plan.schools_at_norm,
    "all_at_norm": lambda drawn, _: drawn.schools_below_norm == 0,
    "no_more_deficits": lambda drawn, plan: drawn.deficit_units <= plan.deficit_units,
    "no_deficit": lambda drawn, _: drawn.deficit_units == 0,
    INSIDE: lambda drawn, _: drawn.inside_deficit_units == 0,
    "within_status_quo": lambda drawn, _: drawn.support <= drawn.status_quo,
}
"""What a plan promises: as much saved and as many schools at the norm as planned, no more units in deficit
than planned, every school at the norm, no unit in deficit, none in the plan's own scope, and no more money
than the status quo of the draw.
"""

QUO_GOALS: Mapping[str, Callable[[Outcome], bool]] = {
    "no_deficit": lambda drawn: drawn.quo_deficit_units == 0
}
"""The goals of GOALS that can be asked of the status quo."""


def goals_of(tried: Iterable[Trials]) -> tuple[str, ...]:
    """Mục tiêu cần nói: those of GOALS, without INSIDE where every scope is all units, or none."""
    own = any(one.inside for one in tried)
    return tuple(name for name in GOALS if own or name != INSIDE)


PROMISED = ("saved", "at_norm", "no_more_deficits")
"""The goals of GOALS that make up the target of a plan: it reaches each of them where nothing is moved."""


BEHIND = 0.1
"""A plan stands behind another in a goal from this share of the draws on: of 100, less may be chance."""


@dataclass(frozen=True)
class Behind:
    """Mục tiêu mà phương án `plan` đạt ít lần hơn: the goal, in what share of the draws it reaches it, and
    the plans that reach it most often, in what share.
    """

    plan: int
    goal: str
    reached: float
    best: tuple[int, ...]
    most: float


def behind(plans: Iterable[int], reached: Sequence[Mapping[str, float]]) -> list[Behind]:
    """Các mục tiêu mà những phương án này đạt kém phương án khác, the widest gap first; `reached` has the
    share of the draws by goal, a plan each, {} of a plan not tried, NaN where it has nothing to miss.
    """
    found = []
    for k in plans:
        for goal, own in reached[k].items():
            # NaN is not at least anything
            most = max((of[goal] for of in reached if goal in of and of[goal] >= own), default=own)
            if round(most - own, 9) >= BEHIND:
                best = tuple(other for other, of in enumerate(reached) if of.get(goal) == most)
                found.append(Behind(k, goal, own, best, most))
    return sorted(found, key=lambda one: one.reached - one.most)


Seen = Callable[[int], int]
"""Số tiền như người đọc thấy: an amount, đồng, as far as it is printed."""


def _as_seen(found: Indicators, seen: Seen) -> Outcome:
    """What comes out, with what is saved and what is lacking as they are printed."""
    return replace(outcome(found), saved=seen(found.saved), lacking=seen(found.lacking))


def missed(found: Indicators, plan: Indicators, seen: Seen = int) -> tuple[str, ...]:
    """Mặt kém hơn: those of PROMISED that the plan, moved, no longer reaches, and "lacking" where no more
    units are in deficit but more money is lacking; () where it does no worse. `plan` are the indicators of
    the same year with nothing moved; money is compared as it is `seen`.
    """
    return _missed(_as_seen(found, seen), _as_seen(plan, seen))


def _missed(found: Outcome, plan: Outcome) -> tuple[str, ...]:
    worse = tuple(name for name in PROMISED if not GOALS[name](found, plan))
    more = found.deficit_units <= plan.deficit_units and found.lacking > plan.lacking
    return (*worse, "lacking") if more else worse


def gained(found: Indicators, plan: Indicators, seen: Seen = int) -> tuple[str, ...]:
    """Mặt khá hơn: those of PROMISED in which the plan, moved, does better than it was made to; with as many
    units in deficit, "lacking" where less money is lacking. More that is saved is no gain where it leaves
    units lacking more. Money is compared as it is `seen`.
    """
    then, made = _as_seen(found, seen), _as_seen(plan, seen)
    poorer = {"no_more_deficits", "lacking"} & set(_missed(then, made))
    better = tuple(
        name for name in PROMISED if not GOALS[name](made, then) and not (name == "saved" and poorer)
    )
    less = then.deficit_units == made.deficit_units and then.lacking < made.lacking
    return (*better, "lacking") if less else better


def enacted_until(law: Law, factor: str, year: int) -> int | None:
    """Năm cuối mà yếu tố đã được ban hành, where it is not before `year`: the factor cannot be moved then;
    None where it can.
    """
    last = law.last_year(ENACTED[factor]) if factor in ENACTED else None
    return last if last is not None and year <= last else None


def _empty(plan: Outcome, inside: int) -> tuple[str, ...]:
    """Mục tiêu không đòi hỏi gì: goals that any draw reaches, as the plan saves nothing, brings no school to
    the norm or has no unit in its scope.
    """
    found = {"saved": plan.saved, "at_norm": plan.schools_at_norm, INSIDE: inside}
    return tuple(name for name, figure in found.items() if not figure)


def moved(scenario: Scenario, factor: str, by: Decimal) -> Scenario:
    """Phương án với một yếu tố khác đi: a yearly rate added to inflation, to base pay or to the pupils of
    every school kind.
    """
    assumptions = scenario.assumptions
    if factor == "pupils_growth":
        known = {str(kind): rate for kind, rate in assumptions.pupils_growth.items()}
        growth = {kind: _rate(known.get(kind, Decimal(0)) + by) for kind in SCHOOL_KINDS}
        changed: dict[str, object] = {"pupils_growth": growth}
    else:
        changed = {factor: _rate(getattr(assumptions, factor) + by)}
    return scenario.model_copy(update={"assumptions": assumptions.model_copy(update=changed)})


def rate_of(scenario: Scenario, factor: str) -> Decimal | None:
    """Tỷ lệ mỗi năm của một yếu tố trong phương án; None for pupils, whose rate each level has for itself."""
    return None if factor == "pupils_growth" else getattr(scenario.assumptions, factor)


def price_level(scenario: Scenario, by: Decimal, years: int) -> Fraction:
    """Mức giá cộng dồn sau số năm so với phương án: what prices that are off by the rate `by` each year come
    to, as a share of the price level of the plan; exact.
    """
    planned, then = scenario.assumptions.inflation, moved(scenario, "inflation", by).assumptions.inflation
    return (Fraction(1 + then) / Fraction(1 + planned)) ** years - 1


def _rate(rate: Decimal) -> Decimal:
    """No rate falls to -100 %: nothing would be left."""
    return max(Decimal("-0.99"), rate.quantize(PLACES))


def swings(
    units: Units, scenario: Scenario, law: Law, year: int, spread: Mapping[str, Decimal] = SPREAD
) -> tuple[Swing, ...]:
    """Độ nhạy của phương án theo từng yếu tố: one factor at a time, both ways, by its `spread`.

    Raises ValueError for a year out of reach.
    """

    def at(factor: str, by: Decimal) -> Indicators:
        return indicators(simulate(units, moved(scenario, factor, by), law), year)

    return tuple(Swing(factor, by, at(factor, -by), at(factor, by)) for factor, by in spread.items() if by)


def worst(moved: Iterable[Swing]) -> tuple[str, Decimal, Indicators]:
    """Trường hợp xấu nhất, the one in which most is lacking, then the one in which most units lack more than
    under its status quo: the factor, by how much it is moved, and what comes out.
    """
    cases = ((swing.factor, by, found) for swing in moved for by, found in swing.sides)
    return max(cases, key=lambda case: (case[2].lacking, case[2].deeper_units))


def draws(
    scenario: Scenario, count: int, seed: int, spread: Mapping[str, Decimal] = SPREAD
) -> Iterator[Scenario]:
    """Các lần thử: each factor moved by a triangular draw around the plan, all at once."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        drawn = scenario
        for factor, by in spread.items():
            step = Decimal(repr(float(random.triangular(-1.0, 0.0, 1.0)))) * by
            drawn = moved(drawn, factor, step.quantize(PLACES))
        yield drawn


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
    for n, drawn in enumerate(draws(scenario, count, seed, spread)):
        for j, found in enumerate(outcomes(simulate(units, drawn, law), inside)):
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
