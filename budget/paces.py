"""Nhịp của lộ trình: the same last targets reached early, evenly or late, and what each asks and releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from budget.indicators import indicators
from budget.money import total, whole
from budget.planning import asked, raised
from budget.risks import worse_years
from budget.scenario import Scenario, changed
from budget.simulate import Result

PACES = ("early", "even", "late")
"""How a path goes to its last target: most of it first, in equal steps, most of it last."""


def paced_targets(start: float, target: float, base_year: int, last_year: int, pace: str) -> dict[int, float]:
    """Mục tiêu từng năm theo nhịp: from `start` at the base year to `target` at the last, in thousandths.

    After a share x of the time the path has gone x (even), 1 - (1 - x)^2 (early) or x^2 (late) of the way.
    """
    span = last_year - base_year
    found = {}
    for year in range(base_year + 1, last_year + 1):
        x = (year - base_year) / span
        way = {"early": 1.0 - (1.0 - x) ** 2, "even": x, "late": x**2}[pace]
        found[year] = round(start + (target - start) * way, 3)
    return found


def at_pace(result: Result, pace: str, until: int | None = None) -> Scenario:
    """Phương án với mọi lộ trình đi theo một nhịp, from the median degree of each part's units to its last
    target, of those up to the year `until` where one is given: later ones stay; a part whose last target
    comes in the first year stays as it is.
    """
    first = result.years[0]
    entries: list[dict[str, Any]] = []
    for entry in result.scenario.roadmap:
        given = entry.model_dump(exclude_none=True, exclude_unset=True)
        within = [year for year in entry.targets if until is None or year <= until]
        start, last = raised(result, entry.units), max(within, default=first)
        if start.units and last > first + 1:
            made = paced_targets(start.middle, float(entry.targets[last]), first, last, pace)
            later = {str(year): target for year, target in entry.targets.items() if year > last}
            given["targets"] = {str(year): Decimal(repr(value)) for year, value in made.items()} | later
        entries.append(given)
    return changed(result.scenario, ("roadmap",), entries)


@dataclass(frozen=True)
class Overwritten:
    """Mục tiêu đã đặt mà nhịp thay: of the card of this number, from 1, in a year."""

    card: int
    year: int
    before: Decimal
    after: Decimal


def overwritten(before: Scenario, after: Scenario) -> tuple[Overwritten, ...]:
    """Các mục tiêu đã đặt của `before` mà `after`, the same plan at a pace, thay bằng mức khác."""
    return tuple(
        Overwritten(card, year, target, now.targets[year])
        for card, (was, now) in enumerate(zip(before.roadmap, after.roadmap, strict=True), start=1)
        for year, target in sorted(was.targets.items())
        if now.targets[year] != target
    )


@dataclass(frozen=True)
class Pushed:
    """Thẻ mục tiêu phải giảm thêm: the measure of this `number`, from 1; by year what more it takes, đồng."""

    number: int
    more: Mapping[int, int]


def pushed(before: Result, after: Result) -> tuple[Pushed, ...]:
    """Các thẻ mục tiêu phải giảm thêm nơi lộ trình của `after`, otherwise the same plan, giảm ít hơn."""
    assert before.steps is not None
    assert after.steps is not None
    found = []
    for k, target in enumerate(after.steps.reductions.targets):
        if target is None:
            continue
        was, now = (steps.reductions.cuts[k] for steps in (before.steps, after.steps))
        road = after.steps.roadmap.support - before.steps.roadmap.support
        more = {
            year: gone
            for j, year in enumerate(after.years)
            if (gone := total(now[:, j]) - total(was[:, j])) > 0 and total(road[target.scope, j]) > 0
        }
        if more:
            found.append(Pushed(k + 1, more))
    return tuple(found)


@dataclass(frozen=True)
class Course:
    """Một nhịp cho kết quả gì: money released by year, đồng; in one year the revenue to add, đồng, the units
    that add it, those that release and those in a higher group; over all years the units that release, and
    those asked more than is plausible; by year those that lack more than the status quo and those below the
    law's minimum of the year, years without any left out.
    """

    released: tuple[int, ...]
    revenue: int
    adding: int
    releasing: int
    ever_releasing: int
    risen: int
    implausible: int
    deeper: Mapping[int, int]
    below: Mapping[int, int]

    @property
    def released_in_all(self) -> int:
        """Ngân sách giảm cộng dồn cả kỳ, đồng."""
        return sum(self.released)


def course(result: Result, year: int) -> Course:
    """Kết quả của một nhịp, seen in one year and over all."""
    released = whole(result["released"])
    wrong = {finding.unit for finding in result.findings.of("roadmap_implausible")}
    worse = worse_years(result)
    return Course(
        released=tuple(total(released[:, j]) for j in range(len(result.years))),
        revenue=asked(result, year).revenue,
        adding=int((whole(result["roadmap_revenue"][:, result.year(year)]) > 0).sum()),
        releasing=int((released[:, result.year(year)] > 0).sum()),
        ever_releasing=int((released > 0).any(axis=1).sum()),
        risen=indicators(result, year).risen,
        implausible=len(wrong),
        deeper=worse["deeper"],
        below=worse["statutory_missed"],
    )
