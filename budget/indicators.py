"""Chỉ tiêu của một phương án trong một năm: totals with their reach (model, section 11).

Every total is the sum of the units' published figures, and stands with the number of units and pupils
behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from budget.autonomy import GROUPS, UNDEFINED
from budget.money import Array, six_digits, total, whole
from budget.select import Mask
from budget.simulate import Result, Steps
from budget.units import KIND


@dataclass(frozen=True)
class Reach:
    """Phạm vi tác động: how many units, and how many pupils in them, go up, go down or stay."""

    up: int
    down: int
    same: int
    pupils_up: int
    pupils_down: int
    pupils_same: int

    @property
    def units(self) -> int:
        """All units looked at."""
        return self.up + self.down + self.same

    @property
    def pupils(self) -> int:
        """All pupils in them."""
        return self.pupils_up + self.pupils_down + self.pupils_same


def reach(before: Array, after: Array, pupils: Array) -> Reach:
    """Phạm vi tác động của một thay đổi: before, after (n,) in whole đồng, pupils (n,)."""
    signs = (after > before, after < before, after == before)
    counts = [int(sign.sum()) for sign in signs]
    heads = [total(whole(pupils[sign])) for sign in signs]
    return Reach(*counts, *heads)


@dataclass(frozen=True)
class Indicators:
    """Chỉ tiêu của một phương án, một năm: money in whole đồng, shares as fractions of one (None:
    undefined).
    """

    year: int
    units: int
    schools: int
    pupils: int
    support: int
    support_by_kind: Mapping[str, int]
    units_by_kind: Mapping[str, int]
    base_support: int
    status_quo: int
    reach: Reach
    released: int
    released_units: int
    cut: int
    cut_units: int
    increase: int
    increase_units: int
    increase_pupils: int
    pool: int
    unallocated: int
    units_by_group: Mapping[str, int]
    risen: int
    fallen: int
    schools_with_norm: int
    schools_at_norm: int
    pupils_below_norm: int
    norm_gap: int
    supplement_schools: int
    median_multiple: float
    deficit_units: int
    deficit: int
    deeper_units: int
    deeper: int
    quo_deficit_units: int
    quo_deficit: int

    @property
    def lacking(self) -> int:
        """Tổng số thiếu nguồn, đồng: the deficits as the amount that is missing."""
        return -self.deficit

    @property
    def quo_lacking(self) -> int:
        """Tổng số thiếu nguồn theo hiện trạng cùng năm, under the same assumptions, đồng."""
        return -self.quo_deficit

    @property
    def schools_below_norm(self) -> int:
        """Trường dưới định mức chi hoạt động."""
        return self.schools_with_norm - self.schools_at_norm

    @property
    def from_base(self) -> int:
        """So với năm gốc, đồng."""
        return self.support - self.base_support

    @property
    def from_status_quo(self) -> int:
        """So với hiện trạng cùng năm, đồng."""
        return self.support - self.status_quo

    @property
    def from_base_share(self) -> float | None:
        """So với năm gốc, as a share of the base support."""
        return share(self.from_base, self.base_support)

    @property
    def from_status_quo_share(self) -> float | None:
        """So với hiện trạng cùng năm, as a share of it."""
        return share(self.from_status_quo, self.status_quo)

    @property
    def saved(self) -> int:
        """Số giảm chi: released by the roadmap and cut by the measures, đồng."""
        return self.released + self.cut

    @property
    def kept(self) -> int:
        """Số giảm chi không cấp lại cho đơn vị nào, đồng: 0 where all is given, or more."""
        return max(0, self.saved - self.increase)

    @property
    def saved_share_of_base(self) -> float | None:
        """Số giảm chi so với kinh phí năm gốc."""
        return share(self.saved, self.base_support)

    @property
    def saved_share_of_status_quo(self) -> float | None:
        """Số giảm chi so với hiện trạng cùng năm."""
        return share(self.saved, self.status_quo)


def share(part: float, of: float) -> float | None:
    """Tỷ lệ của một phần trong một tổng; None where the whole is 0."""
    return part / of if of else None


def norm_gap(result: Result, year: int) -> Array:
    """Còn thiếu so với định mức chi hoạt động của từng đơn vị (n,), whole đồng; 0 without a norm."""
    norm, has = (result[figure][:, result.year(year)] for figure in ("norm", "available"))
    return np.where(norm > 0, whole(np.maximum(0.0, norm - has)), 0.0)


def deficit_before(steps: Steps, j: int | slice = slice(None)) -> Array:
    """Phần thiếu nguồn theo hiện trạng trong năm thứ j (n,), or in all (n, Y), đồng: 0 or below."""
    return np.minimum(0.0, balance_before(steps, j))


def balance_before(steps: Steps, j: int | slice = slice(None)) -> Array:
    """Thừa, thiếu nguồn theo hiện trạng trong năm thứ j (n,), or in all (n, Y), đồng."""
    drivers = steps.drivers
    return np.asarray(drivers.own_revenue[:, j] + steps.quo.support[:, j] - drivers.spending[:, j])


def deeper(result: Result, year: int) -> Array:
    """Thiếu thêm so với hiện trạng cùng năm (n,), whole đồng: what a unit lacks beyond its deficit without
    the plan, never below 0. Raises ValueError for a scenario that was not computed.
    """
    lacks = np.minimum(0.0, whole(result["balance"][:, result.year(year)]))
    return np.asarray(np.maximum(0.0, _lacked(result, year) - lacks))


def deepest(result: Result, years: Sequence[int]) -> list[tuple[int, dict[int, int]]]:
    """Đơn vị thiếu nhiều hơn hiện trạng cùng năm, in any of `years`: position and đồng by year; who lacks
    most more in one year first, equal ones by code. Raises ValueError for a scenario that was not computed.
    """
    found: dict[int, dict[int, int]] = {}
    for year in years:
        more = deeper(result, year)
        for i in np.flatnonzero(more > 0).tolist():
            found.setdefault(i, {})[year] = int(more[i])
    code = result.units.code
    return sorted(found.items(), key=lambda one: (-max(one[1].values()), code[one[0]]))


def lacking_units(result: Result, year: int) -> list[tuple[int, int, int]]:
    """Đơn vị thiếu nguồn của năm: position, what it lacks under the status quo and under the plan, đồng; who
    lacks most first, equal ones by name. Raises ValueError for a scenario that was not computed.
    """
    lacks = -np.minimum(0.0, whole(result["balance"][:, result.year(year)]))
    before, names = -_lacked(result, year), result.units.name
    order = sorted(np.flatnonzero(lacks > 0).tolist(), key=lambda i: (-int(lacks[i]), names[i]))
    return [(i, int(before[i]), int(lacks[i])) for i in order]


def _lacked(result: Result, year: int) -> Array:
    """Phần thiếu nguồn theo hiện trạng của từng đơn vị (n,), whole đồng: 0 or below."""
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    return whole(deficit_before(result.steps, result.year(year)))


_KEPT: WeakKeyDictionary[Result, dict[int, Indicators]] = WeakKeyDictionary()


def indicators(result: Result, year: int, within: Mask | None = None) -> Indicators:
    """Các chỉ tiêu của một năm, on all units or on those in `within` (n,). Raises ValueError for a year out
    of reach. Those of all units are kept as long as the result, which never changes: a page asks for them
    many times.
    """
    if within is not None:
        return _indicators(result, year, within)
    kept = _KEPT.setdefault(result, {})
    if year not in kept:
        kept[year] = _indicators(result, year, np.ones(len(result.units), dtype=bool))
    return kept[year]


def _indicators(result: Result, year: int, chosen: Mask) -> Indicators:
    """As `indicators`, of the units that are `chosen` (n,)."""
    j, units = result.year(year), result.units

    def money(figure: str, mask: Mask = chosen) -> int:
        return total(whole(result[figure][mask, j]))

    def touched(figure: str) -> Mask:
        found: Mask = chosen & (whole(result[figure][:, j]) > 0)
        return found

    schools = chosen & units.school
    coverage = six_digits(result["coverage"][:, j])
    normed = schools & ~np.isnan(coverage)
    below = normed & (coverage < 1.0)
    multiple = result["supplement_multiple"][:, j]
    pays = schools & (whole(result["supplement"][:, j]) > 0)
    balance = whole(result["balance"][:, j])
    lacking = chosen & (balance < 0)
    group, base_group = result.group[:, j], result.group[:, 0]
    comparable = chosen & (group != UNDEFINED) & (base_group != UNDEFINED)
    missing, more = norm_gap(result, year), deeper(result, year)[chosen]
    lacked = _lacked(result, year)[chosen]
    pupils = whole(result["pupils"][:, j])
    return Indicators(
        year=year,
        units=int(chosen.sum()),
        schools=int(schools.sum()),
        pupils=total(pupils[schools]),
        support=money("support"),
        support_by_kind={kind: money("support", chosen & units.of_kinds((kind,))) for kind in KIND},
        units_by_kind={kind: int((chosen & units.of_kinds((kind,))).sum()) for kind in KIND},
        base_support=total(units["support"][chosen]),
        status_quo=money("status_quo"),
        reach=reach(result["status_quo"][chosen, j], result["support"][chosen, j], pupils[chosen]),
        released=money("released"),
        released_units=int(touched("released").sum()),
        cut=money("cut"),
        cut_units=int(touched("cut").sum()),
        increase=money("increase"),
        increase_units=int(touched("increase").sum()),
        increase_pupils=total(pupils[touched("increase") & units.school]),
        pool=int(result.totals["pool"][j]),
        unallocated=int(result.totals["unallocated"][j]),
        units_by_group={name: int((chosen & (group == g)).sum()) for g, name in enumerate(GROUPS)},
        risen=int((comparable & (group < base_group)).sum()),
        fallen=int((comparable & (group > base_group)).sum()),
        schools_with_norm=int(normed.sum()),
        schools_at_norm=int((normed & ~below).sum()),
        pupils_below_norm=total(pupils[below]),
        norm_gap=total(missing[normed]),
        supplement_schools=int(pays.sum()),
        median_multiple=float(np.median(multiple[pays])) if pays.any() else 0.0,
        deficit_units=int(lacking.sum()),
        deficit=total(balance[lacking]),
        deeper_units=int((more > 0).sum()),
        deeper=total(more),
        quo_deficit_units=int((lacked < 0).sum()),
        quo_deficit=total(lacked),
    )
