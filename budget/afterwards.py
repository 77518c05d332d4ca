"""Điều phương án để lại: what the legal minimum still asks, and who lacks more in later years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.indicators import deeper, indicators
from budget.law import Law, NoLawValue
from budget.money import Array, down, whole
from budget.planning import legal_minimum, still_owed
from budget.reductions import minimum_rates
from budget.select import Mask
from budget.simulate import Result

MOST = 10
"""Units that a text can name; the others are counted."""

CAUSES = ("target", "rate", "roadmap")
"""Why units lack more in later years, what a Committee asks about first."""

KEPT = 12
"""Plans whose further cuts are kept: every paper of a set asks for them, once for each year and unit."""

TOLERANCE = 1
"""Đồng by which support may stand above the minimum, as for the finding `statutory_missed`."""


@dataclass(frozen=True)
class Settled:
    """Kinh phí một năm sau khi giảm thêm cho đủ mức tối thiểu, đồng of each unit (n,): what is cut `further`
    than the plan, `cut` by measures with it, and the `support` that is left.
    """

    further: NDArray[np.int64]
    cut: NDArray[np.int64]
    support: NDArray[np.int64]


def settled(result: Result, year: int, first: int | None = None) -> Settled:
    """Kinh phí từng đơn vị của `year` sau khi giảm thêm, by a decision whose `first` year it is, None: the
    first after the base year; as the plan has it in a year outside its stability period. Raises as
    `to_minimum`.
    """
    j, years = result.year(year), _period(result, first)
    support, cut = (result.published(figure)[:, j] for figure in ("support", "cut"))
    further = _further(result)[:, j] if year in years else np.zeros_like(support)
    return Settled(further, cut + further, support - further)


def explained(result: Result, year: int, *, further: bool = False) -> Mask:
    """Đơn vị có phiếu giải trình của `year` (n,): every school, and each unit whose support the plan changes,
    or what is cut `further` to the minimum.
    """
    support, quo = (result.published(figure)[:, result.year(year)] for figure in ("support", "status_quo"))
    left = settled(result, year).support if further else support
    marked: Mask = result.units.school | (left != quo)
    return marked


def to_minimum(result: Result) -> dict[str, Any]:
    """Số giảm thêm để đủ mức tối thiểu của luật từng năm của thời kỳ ổn định, đồng below the plan of that
    year: "n" units, "years" {year: đồng of all}, "listed" [name, [[year, đồng], ...]] of at most MOST, the
    largest first; of each of these the years that meet the minimum of the year alone and lack only what
    earlier years left ("carried"), and whether it has cut the minimum cumulated from the "base" year in all
    these years ("even"). {} where no unit falls short. Raises ValueError for a scenario that was not
    computed.
    """
    years, units = _period(result), result.units
    more = _within(result, years)
    amounts = more.max(axis=1)
    order = sorted(np.flatnonzero(amounts).tolist(), key=lambda i: (-int(amounts[i]), units.code[i]))
    by_year = {year: int(more[:, j].sum()) for j, year in enumerate(years)}
    if not order:
        return {}
    alone = _alone(result)[:, [result.year(year) for year in years]]
    owed = np.stack([still_owed(result, year, legal_minimum(result, year)) for year in years], axis=1)
    named = order[:MOST]
    return {
        "base": result.years[0],
        "carried": [
            [y for y, x, a in zip(years, more[i], alone[i], strict=True) if x and not a] for i in named
        ],
        "even": [not owed[i].any() for i in named],
        "n": len(order),
        "years": {year: amount for year, amount in by_year.items() if amount},
        "listed": [
            [units.name[i], [[y, int(x)] for y, x in zip(years, more[i], strict=True) if x]] for i in named
        ],
    }


def short_of_minimum(result: Result, first: int | None = None) -> frozenset[str]:
    """Mã các đơn vị giảm chưa đủ mức tối thiểu trong thời kỳ ổn định of a decision whose `first` year it is,
    None: the first after the base year (those that `to_minimum` counts). Raises as `to_minimum`.
    """
    more = _within(result, _period(result, first))
    return frozenset(result.units.code[i] for i in np.flatnonzero(more.max(axis=1)).tolist())


def _period(result: Result, first: int | None = None) -> tuple[int, ...]:
    """Các năm của thời kỳ ổn định that the plan reaches: later ones are a projection, decided on anew."""
    first, last = period_of(result, first)
    return tuple(year for year in result.years if first <= year <= last)


def _within(result: Result, years: tuple[int, ...]) -> NDArray[np.int64]:
    """Units x `years`, đồng: what the plan would have to cut further."""
    return _further(result)[:, [result.year(year) for year in years]]


@lru_cache(maxsize=KEPT)
def _further(result: Result) -> NDArray[np.int64]:
    """Units x years, đồng: what the plan would have to cut further. A year stands on the year before as cut
    to the minimum, so what a year lacks is carried on.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    rates, held = _held(result)
    least = held.copy()
    for j in range(1, len(result.years)):
        asked = (1.0 - rates[:, j]) * least[:, j - 1]
        short = (rates[:, j] > 0) & (held[:, j] - asked > TOLERANCE)
        least[:, j] = np.where(short, down(asked), held[:, j])
    # no more than there is
    lacking = np.minimum(whole(held - least), whole(result["support"])).astype(np.int64)
    lacking.setflags(write=False)
    return lacking


def _held(result: Result) -> tuple[Array, Array]:
    """The least yearly rates and the support without what the State added to the status quo, both (n, Y)."""
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    steps, units = result.steps, result.units
    rates = minimum_rates(units, steps.drivers, result.law, result.years)
    return rates, steps.reductions.support - (steps.quo.support - units["support"][:, None])


def _alone(result: Result) -> Mask:
    """Giảm chưa đủ mức tối thiểu riêng năm (n, Y): against the year before as the plan leaves it."""
    rates, held = _held(result)
    missed = np.zeros(held.shape, dtype=bool)
    missed[:, 1:] = (rates[:, 1:] > 0) & (held[:, 1:] - (1.0 - rates[:, 1:]) * held[:, :-1] > TOLERANCE)
    return missed


def concluded(result: Result, year: int) -> dict[str, Any]:
    """Điều được kết luận khi chốt: "support" of `year` in đồng and of how many "units", the "first" and
    "last" year of the stability period, the "end" of the plan, how many units stay "below" the legal
    minimum within it, and of each year in which they do ("further") [year, đồng to be cut further of all,
    support of all after that].
    """
    first, last = period_of(result)
    return {
        "year": year,
        "support": indicators(result, year).support,
        "units": len(result.units),
        "first": first,
        "last": last,
        "end": result.years[-1],
        "below": len(short_of_minimum(result)) if result.steps is not None else 0,
        "further": _totals(result) if result.steps is not None else [],
    }


def _totals(result: Result) -> list[list[int]]:
    """Các năm phải giảm thêm: year, đồng cut further, support of all units after it."""
    years = _period(result)
    cuts = _within(result, years).sum(axis=0).tolist()
    whole_support = result.published("support").sum(axis=0)
    return [
        [year, cut, int(whole_support[result.year(year)]) - cut]
        for year, cut in zip(years, cuts, strict=True)
        if cut
    ]


def period_of(result: Result, first: int | None = None) -> tuple[int, int]:
    """Thời kỳ ổn định của một quyết định from its `first` year, None: the first after the base year."""
    first = (result.years[1:] or result.years)[0] if first is None else first
    return stability_period(result.law, first, result.years[-1])


def stability_period(law: Law, year: int, horizon: int) -> tuple[int, int]:
    """Thời kỳ ổn định của quyền tự chủ giao từ năm `year`: to the end of the period that the law names, of
    the plan where it names none.
    """
    try:
        last = int(law.number("stability_periods", year))
    except NoLawValue:
        last = horizon
    return year, max(year, last)


def deeper_later(result: Result, year: int) -> dict[str, Any]:
    """Đơn vị thiếu thêm so với hiện trạng cùng năm ở các năm sau `year`: "n" units, "years" [year, units],
    "listed" [name, year, đồng] of at most MOST in the year in which each lacks most, and "why": "target" (a
    target holds on after its year), "rate" (rates add up over the years), "roadmap"; {} for none.
    """
    later = [y for y in result.years[1:] if y > year]
    if result.steps is None or not later:
        return {}
    lacks = np.stack([deeper(result, y) for y in later], axis=1)
    units, columns = result.units, [result.year(y) for y in later]
    fallen = lacks > 0
    worst = lacks.max(axis=1)
    order = sorted(np.flatnonzero(worst).tolist(), key=lambda i: (-int(worst[i]), units.code[i]))
    why = {
        "target" if measure.method == "target" else "rate"
        for measure, cut in zip(result.scenario.reductions, result.steps.reductions.cuts, strict=True)
        if (cut[:, columns][fallen] > 0).any()
    }
    if (result["released"][:, columns][fallen] > 0).any():
        why.add("roadmap")
    if not order:
        return {}
    return {
        "n": len(order),
        "years": [[y, int(n)] for y, n in zip(later, fallen.sum(axis=0), strict=True) if n],
        "listed": [[units.name[i], later[int(lacks[i].argmax())], int(worst[i])] for i in order[:MOST]],
        "why": [cause for cause in CAUSES if cause in why],
    }
