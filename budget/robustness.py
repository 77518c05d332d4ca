"""Độ bền vững của phương án: the same plan under other prices, pay and pupils, one factor at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from budget.indicators import Indicators, indicators
from budget.law import Law
from budget.outcomes import Outcome, outcome
from budget.scenario import Scenario
from budget.shortfall import unearned
from budget.simulate import Result, simulate
from budget.units import SCHOOL_KINDS, Units

SPREAD: Mapping[str, Decimal] = {
    "inflation": Decimal("0.02"),
    "base_pay_growth": Decimal("0.03"),
    "pupils_growth": Decimal("0.01"),
}
"""How far each factor is moved to either side of the plan unless the caller says otherwise, as a yearly rate;
draws lie within it, most near the plan. A factor that is not named, or moved by 0, stays as in the plan.
"""

PRICES = "inflation"
"""The factor that no plan is spared."""

KEPT = 12
"""Plans whose figures under dearer prices are kept: a meeting asks for them at every press."""

UNEARNED = "roadmap_revenue"
"""The factor that is moved to one side alone: the share of the revenue added by the roadmap that does not
come in, while the budget's cut stays as planned; not a yearly rate.
"""

SHORT = Decimal("0.2")
"""How much of it, unless the caller says otherwise."""

ENACTED: Mapping[str, str] = {"base_pay_growth": "base_pay"}
"""Factors that the law itself sets as far as it is enacted, with the parameter; a plan goes on from there."""

PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Swing:
    """Ảnh hưởng của một yếu tố: the indicators of the year with the factor low and high, all else as in the
    plan; `high` None for UNEARNED.
    """

    factor: str
    change: Decimal
    low: Indicators
    high: Indicators | None

    @property
    def sides(self) -> tuple[tuple[Decimal, Indicators], ...]:
        """Các phía của yếu tố: by how much it is moved, and what then comes out; the higher side first."""
        low = -self.change, self.low
        return ((self.change, self.high), low) if self.high else (low,)

    def differences(self, figure: str, plan: Indicators) -> tuple[int, int]:
        """Chênh lệch của một chỉ tiêu so với phương án, with the factor low and high."""
        there = int(getattr(plan, figure))
        return int(getattr(self.low, figure)) - there, int(getattr(self.high or plan, figure)) - there

    def one_way(self, figure: str, plan: Indicators, units: int) -> str:
        """Cả hai phía cùng làm một chỉ tiêu tăng ("more") hay giảm ("less"), or move it by no more than the
        rounding of each of the `units` to whole đồng makes ("rounding"); "" else.
        """
        low, high = self.differences(figure, plan)
        if low * high <= 0:
            return ""
        small, large = sorted((abs(low), abs(high)))
        if large <= units:
            return "rounding"
        return "" if small <= units else "more" if low > 0 else "less"


Goal = Callable[[Outcome, Outcome], bool]
"""Whether a goal is reached: what comes out in the draw, and in the plan itself in the same year."""

INSIDE = "no_deficit_inside"
"""The goal that is about the units of the plan's own scope (`cut_scope`) alone."""

TARGETS = "targets"
"""The goal that only a plan with a target of cuts has."""

GOALS: Mapping[str, Goal] = {
    TARGETS: lambda drawn, _: drawn.missed_targets == 0,
    "saved": lambda drawn, plan: drawn.saved >= plan.saved,
    "at_norm": lambda drawn, plan: drawn.schools_at_norm >= plan.schools_at_norm,
    "all_at_norm": lambda drawn, _: drawn.schools_below_norm == 0,
    "no_more_deficits": lambda drawn, plan: drawn.deficit_units <= plan.deficit_units,
    "no_deficit": lambda drawn, _: drawn.deficit_units == 0,
    INSIDE: lambda drawn, _: drawn.inside_deficit_units == 0,
    "none_deeper": lambda drawn, _: drawn.deeper_units == 0,
    "within_status_quo": lambda drawn, _: drawn.support <= drawn.status_quo,
}
"""What a plan promises: its targets of cuts reached, as much saved and as many schools at the norm as
planned, no more units in deficit than planned, every school at the norm, no unit in deficit, none in the
plan's own scope, none that lacks more than under the status quo of the draw, and no more money than that.
"""

PROMISED = ("saved", "at_norm", "no_more_deficits")
"""The goals of GOALS that make up the target of a plan: it reaches each of them where nothing is moved."""


Seen = Callable[[int], int]
"""Số tiền như người đọc thấy: an amount, đồng, as far as it is printed."""


def _as_seen(found: Indicators, seen: Seen) -> Outcome:
    """What comes out, with what is saved and what is lacking as they are printed."""
    return replace(outcome(found), saved=seen(found.saved), lacking=seen(found.lacking))


def missed(found: Indicators, plan: Indicators, seen: Seen = int) -> tuple[str, ...]:
    """Mặt kém hơn: those of PROMISED that the plan, moved, no longer reaches, "lacking" where more money is
    lacking, and "deeper" where more units lack more than under the status quo; () where it does no worse.
    `plan` are the indicators of the same year with nothing moved; money is compared as it is `seen`.
    """
    return _missed(_as_seen(found, seen), _as_seen(plan, seen))


def _missed(found: Outcome, plan: Outcome) -> tuple[str, ...]:
    worse = tuple(name for name in PROMISED if not GOALS[name](found, plan))
    more = {"lacking": found.lacking > plan.lacking, "deeper": found.deeper_units > plan.deeper_units}
    return (*worse, *(name for name, so in more.items() if so))


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


def state_bears(results: Sequence[Result]) -> tuple[bool, bool]:
    """Ngân sách trả toàn bộ phần tăng lương, by all plans, so that pay leaves what units lack; and first with
    their own funds for it, so that what these take in less the State pays more.
    """
    of = [result.scenario.assumptions for result in results]
    rises = all(one.state_pays_rises == one.state_pays_steps == 1 for one in of)
    return rises, rises and all(one.own_funds_first for one in of)


def enacted_until(law: Law, factor: str, year: int) -> int | None:
    """Năm cuối mà yếu tố đã được ban hành, where it is not before `year`: the factor cannot be moved then;
    None where it can.
    """
    last = law.last_year(ENACTED[factor]) if factor in ENACTED else None
    return last if last is not None and year <= last else None


def free(law: Law, moves: Mapping[str, Decimal], year: int) -> dict[str, Decimal]:
    """Các yếu tố có thể lệch trong năm: those that the law leaves open."""
    return {factor: by for factor, by in moves.items() if not enacted_until(law, factor, year)}


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
    """Tỷ lệ mỗi năm của một yếu tố trong phương án; None for pupils, whose rate each level has for itself,
    and for what is no rate.
    """
    return None if factor in ("pupils_growth", UNEARNED) else getattr(scenario.assumptions, factor)


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

    def swing(factor: str, by: Decimal) -> Swing:
        if factor == UNEARNED:
            plan = simulate(units, scenario, law)
            return Swing(factor, by, indicators(unearned(plan, by), year), None)
        return Swing(factor, by, at(factor, -by), at(factor, by))

    return tuple(swing(factor, by) for factor, by in spread.items() if by)


@lru_cache(maxsize=KEPT)
def dearer(result: Result, year: int) -> Indicators:
    """Phương án khi trượt giá mỗi năm cao hơn theo SPREAD. Raises ValueError for a year out of reach."""
    plan = moved(result.scenario, PRICES, SPREAD[PRICES])
    return indicators(simulate(result.units, plan, result.law), year)


def worst(moved: Iterable[Swing]) -> tuple[str, Decimal, Indicators]:
    """Trường hợp xấu nhất, the one in which most is lacking, then the one in which most units lack more than
    under its status quo: the factor, by how much it is moved, and what comes out.
    """
    cases = ((swing.factor, by, found) for swing in moved for by, found in swing.sides)
    return max(cases, key=lambda case: (case[2].lacking, case[2].deeper_units))
