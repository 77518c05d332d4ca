"""Chi tiết từng đơn vị của tờ trình: what a year asks of each unit, and who lacks how much in which year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from budget.asked import ByYear, OnRoadmap, on_roadmap
from budget.indicators import deficit_before
from budget.money import whole
from budget.planning import legal_minimum, minimum_tested, owing, still_owed
from budget.planning import on_roadmap as chosen
from budget.simulate import Result


@dataclass(frozen=True, slots=True)
class Duty:
    """Việc của một đơn vị trong năm, đồng: what its `roadmap` asks; what it was `tested` by against the legal
    minimum of the year alone (before, now); what of the minimum it still `owed` cumulated, and `missed` in
    single years.
    """

    name: str
    roadmap: OnRoadmap | None
    tested: tuple[int, int] | None
    owed: int
    missed: ByYear


def duties(result: Result, year: int) -> list[Duty]:
    """Các đơn vị có lộ trình hoặc thuộc diện giảm tối thiểu, those of which the roadmap asks most first.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    units = result.units
    roadmaps = {one.unit: one for one in on_roadmap(result, year)}
    stands = zip(owing(result, year).tolist(), minimum_tested(result, year), strict=True)
    tested = {i: (before, now) for i, (_, before, now) in stands}
    still = still_owed(result, year, legal_minimum(result, year))
    owed = {i: int(still[i]) for i in np.flatnonzero(still > 0).tolist()}
    missed: dict[int, ByYear] = {}
    for one in result.findings.of("statutory_missed"):
        i = units.position(str(one.unit))
        missed[i] = (*missed.get(i, ()), (int(one.year or 0), int(one.numbers["excess"])))
    return [
        Duty(units.name[i], roadmaps.get(i), tested.get(i), owed.get(i, 0), tuple(sorted(missed.get(i, ()))))
        for i in dict.fromkeys([*roadmaps, *tested, *owed, *missed])
    ]


def lacking_by_year(
    result: Result, year: int, years: Sequence[int], quos: Sequence[int]
) -> list[tuple[str, list[int], list[int]]]:
    """Các đơn vị thiếu nguồn in any of the `years`, or under the status quo of one of the years `quos`, that
    which lacks most in `year` first: name, what it lacks under each status quo, and by the plan in each year,
    đồng.
    """
    lacks = np.maximum(0, -result.published("balance").astype(np.int64))
    shown, now = lacks[:, [result.year(y) for y in years]], lacks[:, result.year(year)]
    before = np.zeros((len(lacks), len(quos)), dtype=np.int64)
    if result.steps is not None:
        for n, y in enumerate(quos):
            before[:, n] -= whole(deficit_before(result.steps, result.year(y))).astype(np.int64)
    names, found = result.units.name, shown.any(axis=1) | before.any(axis=1)
    order = sorted(np.flatnonzero(found).tolist(), key=lambda i: (-int(now[i]), names[i]))
    return [(names[i], before[i].tolist(), shown[i].tolist()) for i in order]


def aims_of_plans(results: Sequence[Result]) -> list[tuple[str, float, list[float | None]]]:
    """Mức tự bảo đảm năm gốc và mục tiêu ở năm chung, of each unit on a roadmap of any plan: a share, and
    one by plan, None where a plan has no roadmap of it.
    """
    found = [dict.fromkeys(chosen(result)) for result in results]
    names, year = results[0].units.name, common_year(results)

    def aim(result: Result, i: int) -> float:
        return float(result["target"][i, result.year(year)])

    return [
        (
            names[i],
            float(results[0]["ratio"][i, 0]),
            [aim(result, i) if i in own else None for result, own in zip(results, found, strict=True)],
        )
        for i in sorted({i for own in found for i in own})
    ]


def common_year(results: Sequence[Result]) -> int:
    """Năm chung để so mục tiêu của các phương án: the last that a roadmap of any names, no later than any
    plan; what was reached before stays until then.
    """
    named = [aim_year(result) for result in results if result.scenario.roadmap]
    return min([max(named), *(result.years[-1] for result in results)])


def aim_year(result: Result) -> int:
    """Năm cuối mà lộ trình của phương án nêu, no later than the plan."""
    last = max(year for entry in result.scenario.roadmap for year in entry.targets)
    return min(last, result.years[-1])
