"""Nhịp của lộ trình: the same last targets reached early, evenly or late, and what each asks and releases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from budget.hard import Steepest, steepest
from budget.indicators import indicators
from budget.money import total, whole
from budget.own_paths import Drawn, drawn
from budget.pathways import own_card
from budget.risks import hard_years, worse_years
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


@dataclass(frozen=True)
class Overwritten:
    """Mục tiêu đã đặt mà nhịp thay: of the card of this number, from 1, in a year; None: left blank."""

    card: int
    year: int
    before: Decimal
    after: Decimal | None


@dataclass(frozen=True)
class Common:
    """Một đường chung cho nhiều đơn vị: of the card of this number, from 1, from the median degree `start` of
    its `units`. The target `first` of the first year lies below the base-year degree of `above` that have yet
    to rise, and `below` start lower than the median, the lowest by `most` below that target.
    """

    card: int
    units: int
    start: float
    first: float
    above: int
    below: int
    most: float


@dataclass(frozen=True)
class Paced:
    """Lộ trình theo một nhịp: the plan then, the targets that it takes the place of, how many units go by a
    card of their own (`apart`), and the paths that many share.
    """

    scenario: Scenario
    gone: tuple[Overwritten, ...]
    apart: int
    common: tuple[Common, ...]


def at_pace(result: Result, pace: str, until: int | None = None) -> Scenario:
    """Phương án với mọi lộ trình đi theo một nhịp, as `paced` has it."""
    return paced(result, pace, until).scenario


def paced(result: Result, pace: str, until: int | None = None, place: int | None = None) -> Paced:
    """Lộ trình với mọi thẻ, or the one at `place`, đi theo một nhịp to its last target, of those up to the
    year `until` where one is given: later ones stay. A card whose last target comes in the first year stays.

    "even" leaves the years before it blank: the model then draws each unit a straight line from its own
    degree. "early" and "late" draw a unit, or units of one degree, their path on the card; few units whose
    degrees differ one on a card of its own each, which "even" takes away again; many go by one, from their
    median.
    """
    first, entries, every = result.years[0], result.scenario.roadmap, drawn(result)
    of = {} if until else {m: k for k, one in enumerate(every) for m in one.own}
    made: dict[int, dict[int, Decimal]] = {}
    gone: dict[int, int] = {}
    added: list[dict[str, Any]] = []
    common: list[Common] = []
    apart = 0
    for k, (entry, one) in enumerate(zip(entries, every, strict=True)):
        last = max((year for year in entry.targets if until is None or year <= until), default=first)
        if (k in of if place is None else k != place) or not one.units or last <= first + 1:
            continue
        end = {year: target for year, target in entry.targets.items() if year >= last}
        way = partial(_way, end, first, last, pace)
        own = {m: i for m, i in one.own.items() if until is None}
        made[k] = end
        if pace == "even" or one.alike:
            made[k] = end if pace == "even" else way(one.middle)
            gone |= dict.fromkeys(own, k)
            continue
        made |= {m: way(one.degrees[i]) for m, i in own.items()}
        if one.apart:
            apart += one.units
            added += [own_card(result.units.code[i], entry, way(one.degrees[i])) for i in one.following]
        elif one.following:
            apart += len(own)
            made[k] = way(one.middle)
            common.append(_common(k, one, float(made[k][first + 1]), float(end[last])))
    tables: list[dict[str, Any]] = []
    for k, entry in enumerate(entries):
        if k not in gone:
            table = entry.model_dump(exclude_none=True, exclude_unset=True)
            named = {"targets": {str(year): target for year, target in made[k].items()}} if k in made else {}
            tables.append(table | named)
    over = tuple(
        Overwritten(k + 1, year, target, now.get(year))
        for k, now in sorted((made | {m: made[of[m]] for m in gone}).items())
        for year, target in sorted(entries[k].targets.items())
        if now.get(year) != target
    )
    return Paced(changed(result.scenario, ("roadmap",), tables + added), over, apart, tuple(common))


def _way(end: Mapping[int, Decimal], first: int, last: int, pace: str, start: float) -> dict[int, Decimal]:
    """Mục tiêu các năm từ mức `start`, with those of `end` as they were set."""
    made = paced_targets(start, float(end[last]), first, last, pace)
    return {year: Decimal(repr(value)) for year, value in made.items()} | dict(end)


def _common(place: int, one: Drawn, first: float, last: float) -> Common:
    """Đường chung của một thẻ: whom its first year lets fall, and who must rise faster than by its own."""
    degrees = [one.degrees[i] for i in one.following]
    above = sum(first < degree < last for degree in degrees)
    below = sum(degree < one.middle for degree in degrees)
    return Common(place + 1, len(degrees), one.middle, first, above, below, first - min(degrees))


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
    """Một nhịp cho kết quả gì: by year the money released and the revenue to add, đồng, and the units that
    add it; in one year the units that release and those in a higher group; over all years the units that
    release, and whose revenue must grow fastest; by year those asked more than is plausible, those that lack
    more than the status quo and those below the law's minimum of the year, years without any left out.
    """

    released: tuple[int, ...]
    revenue: tuple[int, ...]
    adding: tuple[int, ...]
    releasing: int
    ever_releasing: int
    risen: int
    implausible: Mapping[int, int]
    steepest: Steepest | None
    deeper: Mapping[int, int]
    below: Mapping[int, int]

    @property
    def released_in_all(self) -> int:
        """Ngân sách giảm cộng dồn cả kỳ, đồng."""
        return sum(self.released)


def course(result: Result, year: int) -> Course:
    """Kết quả của một nhịp, seen in one year and over all."""
    released, revenue = whole(result["released"]), whole(result["roadmap_revenue"])
    worse = worse_years(result)
    return Course(
        released=tuple(total(released[:, j]) for j in range(len(result.years))),
        revenue=tuple(total(revenue[:, j]) for j in range(len(result.years))),
        adding=tuple((revenue > 0).sum(axis=0).tolist()),
        releasing=int((released[:, result.year(year)] > 0).sum()),
        ever_releasing=int((released > 0).any(axis=1).sum()),
        risen=indicators(result, year).risen,
        implausible=hard_years(result),
        steepest=steepest(result),
        deeper=worse["deeper"],
        below=worse["statutory_missed"],
    )
