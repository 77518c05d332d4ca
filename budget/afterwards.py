"""Điều phương án để lại: what the legal minimum still asks, and who lacks more in later years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.indicators import deepest, indicators
from budget.law import Law, NoLawValue
from budget.law_review import later_years
from budget.law_values import UNCONFIRMED
from budget.reductions import minimum_rates
from budget.risks import given_back
from budget.scenario import SavingsPool, Scenario, changed
from budget.select import Mask
from budget.simulate import Result, simulate
from budget.units import KIND

MOST = 10
"""Units that a text can name; the others are counted."""

CAUSES = ("target", "rate", "roadmap")
"""Why units lack more in later years, what a Committee asks about first."""

GROWN = 1_000_000
"""Đồng by which an amount has to grow over the year before to be told as growing: papers print triệu."""

KEPT = 12
"""Plans of which what is cut further is kept: every paper of a set asks for it."""


def with_minimum(result: Result) -> Scenario:
    """Phương án giảm thêm cho đủ mức tối thiểu: the measure of the legal minimum, of the units that fall
    short, behind all others: it takes what these leave to it, and no figure stands beside those of the plan.
    """
    short = np.flatnonzero(_beyond(result).max(axis=1))
    return _and_minimum(result.scenario, {"codes": [result.units.code[i] for i in short.tolist()]})


def _and_minimum(scenario: Scenario, units: Mapping[str, list[str]]) -> Scenario:
    measure = {"method": "statutory", "units": units}
    return changed(scenario, ("reductions", len(scenario.reductions)), measure)


def minimum_added(submitted: Scenario, decided: Scenario) -> bool:
    """Phương án chốt có thêm biện pháp của `with_minimum`."""
    more = decided.reductions[len(submitted.reductions) :]
    return bool(more) and more[-1].method == "statutory"


def ended(result: Result, today: int) -> bool:
    """Thời kỳ ổn định đã kết thúc trước năm `today`: nothing of it is granted by a decision any more."""
    return bool(result.years[1:]) and period_of(result)[1] < today


def explained(result: Result, year: int) -> Mask:
    """Đơn vị có phiếu giải trình của `year` (n,): every school, and each whose support the plan changes."""
    support, quo = (result.published(figure)[:, result.year(year)] for figure in ("support", "status_quo"))
    marked: Mask = result.units.school | (support != quo)
    return marked


def to_minimum(result: Result) -> dict[str, Any]:
    """Số giảm thêm để đủ mức tối thiểu của luật, cumulated from the "base" year, in the years of the
    stability period, đồng: "n" units, "years" [year, đồng of all], "listed" [name, [[year, đồng], ...]] of
    at most MOST, the largest first, "eased" [name, year] of those whose amount falls in a year from which the
    law exempts them, and "given", whether what is cut so goes to units; {} where no unit falls short. Raises
    ValueError for a scenario that was not computed.
    """
    years, units, then = _period(result), result.units, _further(result)
    more = _within(result, years)
    amounts = more.max(axis=1)
    order = sorted(np.flatnonzero(amounts).tolist(), key=lambda i: (-int(amounts[i]), units.code[i]))
    by_year = {year: int(more[:, j].sum()) for j, year in enumerate(years)}
    if not order:
        return {}
    return {
        "base": result.years[0],
        "n": len(order),
        "given": bool((then.published("increase") > result.published("increase")).any()),
        "years": [[year, amount] for year, amount in by_year.items() if amount],
        "listed": [
            [units.name[i], [[y, int(x)] for y, x in zip(years, more[i], strict=True) if x]]
            for i in order[:MOST]
        ],
        "eased": [[units.name[i], year] for i in order[:MOST] if (year := _eased(result, i, years, more))],
    }


def _eased(result: Result, i: int, years: tuple[int, ...], more: NDArray[np.int64]) -> int:
    """The first of the `years` in which what unit i has to cut further falls as the law exempts it:
    the minimum grows no more, and the cut of the plan does; 0 for none.
    """
    assert result.steps is not None
    rates = minimum_rates(result.units, result.steps.drivers, result.law, result.years)[i]
    fallen = np.flatnonzero(np.diff(more[i]) < 0) + 1
    return next((years[j] for j in fallen.tolist() if not rates[result.year(years[j])]), 0)


def given_further(result: Result, year: int) -> list[list[Any]]:
    """Đơn vị được cấp thêm không ít hơn số giảm khi mọi đơn vị giảm đủ mức tối thiểu, as `given_back`, but
    those that the plan itself cuts by as much and gives as much already.
    """
    held = [(name, cut) for name, cut, _ in given_back(result, year)]
    return [one for one in given_back(_further(result), year) if (one[0], one[1]) not in held]


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
    return _beyond(result)[:, [result.year(year) for year in years]]


def _beyond(result: Result) -> NDArray[np.int64]:
    """Units x years, đồng: what the legal minimum takes beyond the plan."""
    return (_further(result).published("cut") - result.published("cut")).astype(np.int64)


@lru_cache(maxsize=KEPT)
def _further(result: Result) -> Result:
    """The plan with the legal minimum of units of every kind."""
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return simulate(result.units, _and_minimum(result.scenario, {"kinds": list(KIND)}), result.law)


def concluded(result: Result, year: int) -> dict[str, Any]:
    """Điều được kết luận khi chốt: "support" of `year` in đồng and of how many "units", the "first" and
    "last" year of what is decided on, what is "granted" [year, đồng of all units], of it what is given
    "beyond" the cuts, of which the data have no source, the rule by which years after the first are set anew
    ("yearly"), the year "since" which its stability period runs and whether that is "unsure", the "end" of
    the plan, and how many units stay "below" the legal minimum, cumulated from the "base" year, within it,
    "owing" how much each ([code, name, last year in which it owes, đồng] of at most MOST, the most first).
    """
    first, last = period_of(result)
    return {
        "year": year,
        "support": indicators(result, year).support,
        "units": len(result.units),
        "first": first,
        "last": last,
        "granted": [[y, amount] for y, amount in granted(result).items()],
        "beyond": [[y, more] for y in _period(result) if (more := given_beyond(result, y))],
        "yearly": later_years(),
        "since": stable_since(result, first),
        "unsure": period_unsure(result, first),
        "end": result.years[-1],
        "below": len(short_of_minimum(result)) if result.steps is not None else 0,
        "owing": _owing(result) if result.steps is not None else [],
        "base": result.years[0],
    }


def _owing(result: Result) -> list[list[Any]]:
    """Đơn vị giảm chưa đủ mức tối thiểu lũy kế và số còn thiếu, as `concluded` has them."""
    years, units = _period(result), result.units
    more = _within(result, years)
    last = {int(i): int(np.flatnonzero(more[i])[-1]) for i in np.flatnonzero(more.max(axis=1))}
    order = sorted(last, key=lambda i: (-int(more[i, last[i]]), units.code[i]))[:MOST]
    return [[units.code[i], units.name[i], years[last[i]], int(more[i, last[i]])] for i in order]


def granted(result: Result) -> dict[int, int]:
    """Kinh phí của từng năm mà quyết định ghi, đồng of all units: the years of the stability period that the
    plan reaches.
    """
    return {year: indicators(result, year).support for year in _period(result)}


def given_beyond(result: Result, year: int) -> int:
    """Số cấp thêm vượt số giảm chi của một năm, đồng: it must come from elsewhere; 0 for none."""
    found = indicators(result, year)
    return max(0, found.increase - found.saved)


def added(result: Result, year: int) -> list[list[int]]:
    """Số cấp thêm vượt số giảm chi, [year, đồng] of each year that has any, to the end of the period or to a
    later `year`.
    """
    last = max(year, period_of(result)[1])
    return [[y, more] for y in result.years[1:] if y <= last and (more := given_beyond(result, y))]


def unsourced(result: Result) -> bool:
    """Nguồn cấp thêm lấy ngoài số giảm chi: the plan does not say where from."""
    plan = result.scenario.allocation
    return plan is not None and not isinstance(plan.pool, SavingsPool)


def beyond_unsourced(result: Result, year: int) -> int:
    """Số cấp thêm vượt số giảm chi của một năm mà phương án chưa xác định nguồn, đồng; 0 for none."""
    return given_beyond(result, year) if unsourced(result) else 0


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


def stable_since(result: Result, first: int | None = None) -> int:
    """Năm đầu của thời kỳ ổn định in which a decision from its `first` year on (None as for `period_of`)
    stands: `first` itself where a period begins with it, and where the law names none.
    """
    first = period_of(result, first)[0]
    try:
        return min(first, result.law.at("stability_periods", first).since.year)
    except NoLawValue:
        return first


def period_unsure(result: Result, first: int | None = None) -> bool:
    """Thời kỳ ổn định chưa xác nhận: the law names the period of `stable_since`, but no text was found that
    does.
    """
    first = period_of(result, first)[0]
    try:
        return result.law.at("stability_periods", first).mark_in(first) == UNCONFIRMED
    except NoLawValue:
        return False


def deeper_later(result: Result, year: int) -> dict[str, Any]:
    """Đơn vị thiếu thêm so với hiện trạng cùng năm ở các năm sau `year`: "n" units, "years" [year, units],
    "listed" [name, year, đồng] of at most MOST in the year in which each lacks most, and "why": "target" (a
    target holds on after its year), "rate" (rates add up, so that all is cut and lacks more every year),
    "roadmap"; {} for none.
    """
    return _deeper(result, [y for y in result.years[1:] if y > year])


def deeper_earlier(result: Result, year: int) -> dict[str, Any]:
    """Đơn vị thiếu thêm so với hiện trạng cùng năm ở các năm trước `year`, as `deeper_later`."""
    return _deeper(result, [y for y in result.years[1:] if y < year])


def _deeper(result: Result, years: Sequence[int]) -> dict[str, Any]:
    if result.steps is None or not (found := deepest(result, years)):
        return {}
    rows, columns = zip(*((i, result.year(y)) for i, more in found for y in more), strict=True)
    why = {
        "target" if measure.method == "target" else "rate"
        for measure, cut in zip(result.scenario.reductions, result.steps.reductions.cuts, strict=True)
        if (cut[rows, columns] > 0).any()
    }
    if (result["released"][rows, columns] > 0).any():
        why.add("roadmap")
    if not _grow(result, [i for i, _ in found[:MOST]], years):
        why.discard("rate")
    fallen = Counter(y for _, more in found for y in more)
    most = [(result.units.name[i], max(more, key=more.__getitem__), more) for i, more in found[:MOST]]
    return {
        "n": len(found),
        "years": [[y, fallen[y]] for y in years if fallen[y]],
        "listed": [[name, year, more[year]] for name, year, more in most],
        "why": [cause for cause in CAUSES if cause in why],
    }


def _grow(result: Result, units: Sequence[int], years: Sequence[int]) -> bool:
    """Số giảm lớn dần: in each of the `years` in a row more is cut in all than in the year before, and each
    of these units lacks more beyond the status quo.
    """
    known = (years[0] - 1, *years)
    lacks = dict(deepest(result, known))
    told = [[indicators(result, y).saved for y in known]]
    told += [[lacks[i].get(y, 0) for y in known] for i in units]
    return all(now - was >= GROWN for of in told for was, now in pairwise(of))
