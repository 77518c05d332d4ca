"""Điều muốn giảm đặt vào phương án: which cards of a plan take how much, and whether the condition of the
wish still holds in the other years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from budget.indicators import deeper
from budget.money import Array, total, up, whole
from budget.planning import scope_of
from budget.scenario import NormStage
from budget.select import Mask
from budget.simulate import Result
from budget.wished import minimum_asked, wish_scope

STEP = 1000
"""Steps of a target in one: the wish rounds up to a tenth of a percent where the State takes all earned."""


METHODS = ("target", "statutory", "rate")
"""Ways of cutting, in the order in which they are told."""


@dataclass(frozen=True)
class Takes:
    """Các thẻ đang giảm của các đơn vị sự nghiệp khác trong một năm: đồng by the number of the card, from 1;
    cards that take nothing are left out.
    """

    roadmap: Mapping[int, int]
    measures: Mapping[int, int]

    @property
    def by_roadmap(self) -> int:
        """Giảm theo lộ trình, đồng."""
        return sum(self.roadmap.values())

    @property
    def by_measures(self) -> int:
        """Giảm theo biện pháp, đồng."""
        return sum(self.measures.values())

    @property
    def total(self) -> int:
        """Tổng số giảm, đồng."""
        return self.by_roadmap + self.by_measures


def takes(result: Result, year: int, within: Mask | None = None) -> Takes:
    """Thẻ nào giảm bao nhiêu của các đơn vị (n,), by default the service units; a unit on several parts of
    the roadmap counts with the last, which it follows.

    Raises ValueError for a scenario that was not computed.
    """
    within, j = wish_scope(result) if within is None else within, result.year(year)
    follows = np.zeros(len(result.units), dtype=int)
    for number, entry in enumerate(result.scenario.roadmap, start=1):
        follows[scope_of(result, entry.units)] = number
    released = whole(result["released"][:, j])
    parts = {
        number: total(released[within & (follows == number)])
        for number in range(1, len(result.scenario.roadmap) + 1)
    }
    assert result.steps is not None  # scope_of refuses what was not computed
    cuts = {
        number: total(whole(cut[within, j]))
        for number, cut in enumerate(result.steps.reductions.cuts, start=1)
    }
    return Takes(*({number: money for number, money in some.items() if money} for some in (parts, cuts)))


def later_more(result: Result, year: int) -> tuple[str, ...]:
    """Vì sao năm sau giảm nhiều hơn năm này: "roadmap" and the methods of measures that take more in the
    later year in which most is cut; () where no year follows or none takes more.
    """
    later = [takes(result, y) for y in result.years if y > year]
    if not later:
        return ()
    now, most = takes(result, year), max(later, key=lambda one: one.total)
    found = ["roadmap"] if most.by_roadmap > now.by_roadmap else []
    for method in METHODS:
        of = [n for n, one in enumerate(result.scenario.reductions, start=1) if one.method == method]
        if sum(most.measures.get(n, 0) - now.measures.get(n, 0) for n in of) > 0:
            found.append(method)
    return tuple(found)


def kept_anyway(result: Result, year: int) -> int:
    """Phần không mục tiêu nào bớt được, đồng: of each service unit what its roadmap takes, or the law's
    minimum where that is more.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    within = wish_scope(result)
    released = whole(result["released"][:, result.year(year)])
    return total(np.maximum(released, minimum_asked(result, year))[within])


@dataclass(frozen=True)
class Excess:
    """Vì sao đề xuất giảm nhiều hơn mức muốn, đồng: `more` in all; `least`, the law's minimum, where that is
    above what is wanted, else 0; `rounded`: the rest is no more than targets rounded up by a step can take.
    """

    more: int
    least: int
    rounded: bool


def excess(result: Result, year: int, wanted: int) -> Excess:
    """Phần giảm hơn mức muốn của một phương án theo đề xuất; wanted, more: đồng of the service units.

    Law: minimum_yearly_reduction, exemption, essential_kinds. Raises ValueError for a scenario that was not
    computed.
    """
    within, j = wish_scope(result), result.year(year)
    gone, least = takes(result, year).total, total(minimum_asked(result, year)[within])
    on_path = within & (result["released"][:, j] > 0)
    step = total(up(result["spending"][on_path, j] / STEP))
    beyond = gone - max(wanted, least)
    return Excess(max(0, gone - wanted), least if least > wanted else 0, 0 <= beyond <= step)


@dataclass(frozen=True)
class Broken:
    """Năm không giữ điều kiện: `lacks` the name of each unit and what it lacks beyond it, đồng, the largest
    first.
    """

    year: int
    lacks: tuple[tuple[str, int], ...]

    @property
    def amount(self) -> int:
        """Tổng số thiếu, đồng."""
        return sum(amount for _, amount in self.lacks)


def missed_years(result: Result) -> dict[int, int]:
    """Phần mục tiêu giảm còn thiếu của mọi thẻ, đồng by year, the earliest first; {} where all are met."""
    missed: dict[int, int] = {}
    for one in result.findings.of("reduction_short"):
        if one.year is not None:
            missed[one.year] = missed.get(one.year, 0) + int(one.numbers["missing"])
    return dict(sorted(missed.items()))


def lacking(result: Result, year: int, *, no_more: bool) -> Array:
    """Phần thiếu của từng đơn vị vượt điều kiện (n,), whole đồng: its deficit, or with `no_more` what of it
    is above that of the status quo of the year.
    """
    balance = whole(result["balance"][:, result.year(year)])
    return deeper(result, year) if no_more else np.maximum(0.0, -balance)


def broken_years(result: Result, year: int, *, no_more: bool) -> tuple[Broken, ...]:
    """Ngoài năm xem, điều kiện còn giữ không: the other years after the base year in which a service unit is
    in deficit, or with `no_more` deeper in deficit than under the status quo of that year.
    """
    within, units = wish_scope(result), result.units
    found = []
    for other in result.years[1:]:
        if other == year:
            continue
        lacks = lacking(result, other, no_more=no_more)
        short = np.flatnonzero(within & (lacks > 0)).tolist()
        short.sort(key=lambda i: (-int(lacks[i]), units.code[i]))
        if short:
            found.append(Broken(other, tuple((units.name[i], int(lacks[i])) for i in short)))
    return tuple(found)


def raised_to(result: Result, year: int) -> float | None:
    """Mức chung mà nguồn nâng các trường thấp nhất lên: a fraction of the norm; None where no step fills the
    lowest first, or the money covers all.
    """
    given = result.steps.given if result.steps else None
    if given is None or given.setting is None:
        return None
    found = [
        grant.split.level
        for stage, grant in zip(
            given.setting.plan.stages, given.setting.again(result.year(year)).stages, strict=True
        )
        if isinstance(stage, NormStage) and stage.method == "lowest_first" and grant.split is not None
    ]
    return min((level for level in found if level < 1.0), default=None)


def evened(result: Result, year: int) -> int:
    """Mấy trường đều đứng ở mức chung mà nguồn nâng lên, but for what a grant is rounded to: all that have a
    norm; 0 where one of them stands elsewhere, or nothing raises the lowest.
    """
    level, plan = raised_to(result, year), result.scenario.allocation
    if level is None or plan is None:
        return 0
    norm, covered = (result[name][:, result.year(year)] for name in ("norm", "available"))
    normed = result.units.school & (norm > 0)
    apart = np.abs(covered[normed] - level * norm[normed])
    return int(normed.sum()) if (apart <= plan.round_to).all() else 0


def passed_over(result: Result, year: int, i: int) -> tuple[float, float] | None:
    """Vì sao một đơn vị không được cấp khi bù từ nơi thấp nhất: the common coverage to which the money raised
    the lowest, and that of unit i, which already stands above it (fractions of the norm). None for a unit
    that is given money, needs none, or takes no part in such a step.
    """
    j, given = result.year(year), result.steps.given if result.steps else None
    if given is None or given.setting is None or given.increase[i, j] > 0:
        return None
    norm, covered = float(result["norm"][i, j]), float(result["available"][i, j])
    setting = given.setting
    for stage, grant in zip(setting.plan.stages, setting.again(j).stages, strict=True):
        lowest_first = isinstance(stage, NormStage) and stage.method == "lowest_first"
        if lowest_first and grant.split is not None and norm > 0 and grant.need[i] > 0 and setting.scope[i]:
            level = grant.split.level
            if covered >= level * norm:  # never of a level that is not a number
                return level, covered / norm
    return None
