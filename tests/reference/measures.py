"""Sections 5 and 6: what the roadmap releases and what the reductions cut."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.reference import law
from tests.reference.apportion import apportion
from tests.reference.drivers import ZERO, Unit, UnitYear, in_group_3
from tests.reference.numbers import down, root_growth, up, whole
from tests.reference.plan import Assumptions, by_year, on_the_line

Report = Callable[..., None]


def follow_roadmap(unit: Unit, cell: UnitYear, year: int, entry: Mapping[str, Any] | None) -> None:
    """Section 5 for one unit and year; `entry` is the last one that picks the unit."""
    a, b = cell.revenue, cell.spending
    cell.revenue_planned, cell.spending_planned, cell.after_roadmap = a, b, cell.status_quo
    if entry is None or unit.ratio is None or year == unit.base_year:
        return
    r = on_the_line((unit.base_year, unit.ratio), by_year(entry.get("targets", {})), year)
    m, release = Fraction(entry.get("revenue_share", 1)), Fraction(entry.get("release", 1))
    if r > 0 and a < r * b:
        cell.roadmap_saving = min(up((1 - m) * (b - a / r)), down(cell.operations))
        cell.roadmap_revenue = up(max(ZERO, r * (b - cell.roadmap_saving) - a))
    cell.revenue_planned = a + cell.roadmap_revenue
    cell.spending_planned = b - cell.roadmap_saving
    cell.operations -= cell.roadmap_saving
    released = release * (cell.roadmap_saving + cell.roadmap_revenue)
    kept = whole(max(ZERO, cell.status_quo - released))
    if entry.get("recover_surplus", False):
        # "both are 0" speaks of saving and revenue: the surplus is recovered in every year after b.
        kept = whole(min(Fraction(kept), max(ZERO, cell.spending_planned - cell.revenue_planned)))
    cell.after_roadmap = kept


def own_money(lines: Mapping[str, Fraction], revenue: Fraction) -> Fraction:
    return revenue - lines["orders"] - lines["compensation"]


def implausible(unit: Unit, cell: UnitYear, year: int, given: Assumptions) -> bool:
    if cell.roadmap_revenue <= 0:
        return False
    before = own_money(unit.base, unit.revenue)
    if before <= 0:
        return True
    growth = (own_money(cell.lines, cell.revenue) + cell.roadmap_revenue) / before
    return Fraction(root_growth(growth, year - unit.base_year), 1_000_000) > given.plausible_growth


def reduce(measure: Mapping[str, Any], scope: Sequence[Unit], year: int, report: Report) -> int:
    """One measure in one year, on `standing` of the units in its scope; returns what it took."""
    cells = [unit.years[year] for unit in scope]
    most = Fraction(measure["max_cut"]) if "max_cut" in measure else None
    limits = [
        down(max(ZERO, min(Fraction(c.standing), most * u.support - (c.status_quo - c.standing))))
        if most is not None
        else max(0, c.standing)
        for u, c in zip(scope, cells, strict=True)
    ]
    if measure["method"] == "target":
        cuts = shared_cuts(measure, scope, year, limits, report)
    else:
        cuts = [
            min(limit, whole(max(ZERO, wanted(measure, u, year) - (c.status_quo - c.standing))))
            for u, c, limit in zip(scope, cells, limits, strict=True)
        ]
    for cell, cut in zip(cells, cuts, strict=True):
        cell.standing -= cut
    return sum(cuts)


def wanted(measure: Mapping[str, Any], unit: Unit, year: int) -> Fraction:
    """K of the methods `rate` and `statutory`."""
    kept = Fraction(1)
    for t in range(unit.base_year + 1, year + 1):
        kept *= 1 - rate_of(measure, unit, t)
    return unit.support * (1 - kept)


def rate_of(measure: Mapping[str, Any], unit: Unit, year: int) -> Fraction:
    if measure["method"] == "statutory":
        if not in_group_3(unit.group) or unit.exempt(year):
            return ZERO
        return law.rate("minimum_yearly_reduction", year)
    rate = measure["rate"]
    return by_year(rate).get(year, ZERO) if isinstance(rate, Mapping) else Fraction(rate)


def shared_cuts(
    measure: Mapping[str, Any], scope: Sequence[Unit], year: int, limits: Sequence[int], report: Report
) -> list[int]:
    cells = [unit.years[year] for unit in scope]
    base = scope[0].base_year if scope else year
    share = on_the_line((base, ZERO), by_year(measure["target"]), year)
    if measure.get("of", "base") == "base":
        whole_sum = sum((u.support for u in scope), ZERO)
    else:
        whole_sum = Fraction(sum(c.status_quo for c in cells))
    need = max(0, whole(share * whole_sum) - sum(c.status_quo - c.standing for c in cells))
    by = measure.get("share_by", "support")
    weights = [max(ZERO, reduction_weight(by, c)) for c in cells]
    if by == "headroom":
        # "where no unit has headroom nothing is cut": no equal shares then, and no weights_zero.
        limits = [min(limit, int(w)) for limit, w in zip(limits, weights, strict=True)]
    elif need > 0 and not any(weights):
        # Ambiguous: said only where there is something to share (a scope without units needs nothing).
        report("weights_zero", "note", None, year)
        weights = [Fraction(1)] * len(cells)
    upper = [limit if w > 0 else 0 for limit, w in zip(limits, weights, strict=True)]
    amount = min(need, sum(upper))
    cuts = apportion(amount, weights, [0] * len(cells), upper, 1, [u.code for u in scope])
    if amount < need:
        report("reduction_short", "warning", None, year)
    return cuts


def reduction_weight(by: str, cell: UnitYear) -> Fraction:
    a, b = cell.revenue_planned, cell.spending_planned
    if by == "support":
        return Fraction(cell.standing)
    if by == "operations":
        return cell.operations
    if by == "equal":
        return Fraction(1)
    if by == "headroom":
        return Fraction(whole(max(ZERO, a + cell.standing - b)))
    if by == "autonomy":
        return cell.standing * a / b if b > 0 else ZERO
    raise ValueError(f"share_by {by!r} is not of section 6")
