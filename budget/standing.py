"""Hiện trạng của từng trường so với các trường giống nó: money for operations, teaching share, and its
erosion.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.money import Array, total, whole
from budget.select import Mask
from budget.simulate import Result

SIMILAR_SIZE = 1.5
"""Schools are alike in size while neither has more than this many times the pupils of the other."""

FEWEST_PEERS = 3
"""With fewer schools to compare with, a comparison says nothing."""


@dataclass(frozen=True)
class Standing:
    """Vị trí của từng trường (n,): NaN for units that are no school or have no pupils.

    per_pupil: operations a pupil, đồng; teaching_share: operations in spending; higher: share of the other
    schools of the same kind that have more a pupil; peers: how many other schools of the kind there are.
    """

    per_pupil: Array
    teaching_share: Array
    higher: Array
    peers: Array


def standing(result: Result, year: int) -> Standing:
    """So sánh các trường cùng cấp học trong một năm, on the figures of the result."""
    j, units = result.year(year), result.units
    pupils, operations, spending = (result[f][:, j] for f in ("pupils", "operations", "spending"))
    none = np.full(len(units), np.nan)
    per_pupil = np.divide(operations, pupils, out=none.copy(), where=units.school & (pupils > 0))
    share = np.divide(operations, spending, out=none.copy(), where=units.school & (spending > 0))
    higher, peers = none.copy(), np.zeros(len(units))
    kinds = np.array(units.kind)
    for kind in set(units.kind):
        rows = np.flatnonzero((kinds == kind) & ~np.isnan(per_pupil))
        ordered = np.sort(per_pupil[rows])
        above = len(rows) - np.searchsorted(ordered, per_pupil[rows], side="right")
        peers[rows] = len(rows) - 1
        if len(rows) > FEWEST_PEERS:
            higher[rows] = above / (len(rows) - 1)
    return Standing(per_pupil, share, higher, peers)


@dataclass(frozen=True)
class Alike:
    """Các trường giống một trường: same kind and similar size; their positions, and what of them has more a
    pupil.
    """

    positions: tuple[int, ...]
    higher: float
    median: float


def schools_alike(result: Result, year: int, position: int, same_ward: bool = False) -> Alike | None:
    """Các trường cùng cấp, quy mô tương tự (and, when wanted, of the same ward); None where too few are
    alike or the ward is not known.
    """
    found = _alike(result, year, position, same_ward)
    if found is None or len(found) < FEWEST_PEERS:
        return None
    j = result.year(year)
    operations, pupils = result["operations"][:, j], result["pupils"][:, j]
    per_pupil = operations[found] / pupils[found]
    own = operations[position] / pupils[position]
    return Alike(tuple(found.tolist()), float((per_pupil > own).mean()), float(np.median(per_pupil)))


def ward_peers(result: Result, year: int) -> Array:
    """Số trường cùng cấp, quy mô tương tự, cùng phường, xã của từng trường (n,): NaN for units that are no
    school, have no pupils or no ward.
    """
    found = (_alike(result, year, i, same_ward=True) for i in range(len(result.units)))
    return np.array([np.nan if one is None else len(one) for one in found])


def _alike(result: Result, year: int, position: int, same_ward: bool) -> NDArray[np.intp] | None:
    """Positions of the schools alike; None where nothing can be compared with."""
    units, pupils = result.units, result["pupils"][:, result.year(year)]
    if not units.school[position] or pupils[position] <= 0 or (same_ward and not units.ward[position]):
        return None
    alike = np.array(units.kind) == units.kind[position]
    alike &= (pupils * SIMILAR_SIZE >= pupils[position]) & (pupils <= pupils[position] * SIMILAR_SIZE)
    if same_ward:
        alike &= np.array(units.ward) == units.ward[position]
    alike[position] = False
    return np.flatnonzero(alike)


@dataclass(frozen=True)
class Erosion:
    """Bào mòn của một năm: what operations cost and what is there for them, đồng, and schools below their
    norm.
    """

    year: int
    wanted: int
    available: int
    real: float
    below_norm: int


def erosion(result: Result, within: Mask | None = None) -> tuple[Erosion, ...]:
    """Bào mòn kinh phí hoạt động của các trường qua các năm: `real` is the money left for operations as a
    share of their cost.
    """
    units = result.units
    schools = units.school if within is None else units.school & within
    rows = []
    for j, year in enumerate(result.years):
        wanted = total(whole(result["operations"][schools, j]))
        there = total(whole(result["available"][schools, j]))
        below = int((result["coverage"][schools, j] < 1.0 - 5e-7).sum())
        rows.append(Erosion(year, wanted, there, there / wanted if wanted else float("nan"), below))
    return tuple(rows)


@dataclass(frozen=True)
class Growth:
    """Kinh phí hiện trạng thay đổi từ năm gốc: of the units asked for, whole đồng. `rise`: by base pay, đồng
    a month on the mean of both years (`pay_before`, `pay`); `steps`: by pay steps and headcount; `used`: of
    own funds, which lower it; `held`: by which it would be below 0.
    """

    base: int
    support: int
    rise: int
    steps: int
    used: int
    held: int
    pay_before: int
    pay: int


def growth(result: Result, year: int, within: Mask | None = None) -> Growth | None:
    """Vì sao kinh phí hiện trạng của `year` khác năm gốc, on all units or on those in `within` (n,); None for
    a scenario that was not computed.

    Law: base_pay.
    """
    if result.steps is None:
        return None
    j, quo, base = result.year(year), result.steps.quo, result.years[0]
    chosen = np.ones(len(result.units), dtype=bool) if within is None else within
    before = float(sum(result.law.months("base_pay", base), Fraction(0)) / 12)
    unbound = result.units["support"] + quo.rise[:, j] + quo.steps[:, j] - quo.used[:, j]
    return Growth(
        base=total(whole(result.units["support"][chosen])),
        support=total(whole(result["status_quo"][chosen, j])),
        rise=total(whole(quo.rise[chosen, j])),
        steps=total(whole(quo.steps[chosen, j])),
        used=total(whole(quo.used[chosen, j])),
        held=total(whole(np.maximum(0.0, -unbound[chosen]))),
        pay_before=round(before),
        pay=round(before * float(result.steps.drivers.pay_index[j])),
    )


@dataclass(frozen=True)
class Situation:
    """Tình hình chung của một nhóm đơn vị trong một năm: money in whole đồng; shares are of the sums.

    school_operations, school_spending and pupils are those of the schools among the units; below: schools
    whose operations are less than the norm's share of their spending.
    """

    units: int
    schools: int
    pupils: int
    support: int
    own_revenue: int
    spending: int
    school_operations: int
    school_spending: int
    below: int
    deficits: int

    @property
    def ratio(self) -> float | None:
        """Mức tự bảo đảm chi thường xuyên chung."""
        return self.own_revenue / self.spending if self.spending else None

    @property
    def teaching_share(self) -> float | None:
        """Chi hoạt động trong chi thường xuyên của các trường."""
        return self.school_operations / self.school_spending if self.school_spending else None

    @property
    def per_pupil(self) -> float | None:
        """Chi hoạt động một học sinh, đồng."""
        return self.school_operations / self.pupils if self.pupils else None


def situation(result: Result, year: int, norm: float, within: Mask | None = None) -> Situation:
    """Tình hình chung của các đơn vị, on all or on those in `within` (n,); `norm`: a share of spending."""
    j, units = result.year(year), result.units
    chosen = np.ones(len(units), dtype=bool) if within is None else within
    schools = chosen & units.school

    def money(figure: str, mask: Mask) -> int:
        return total(whole(result[figure][mask, j]))

    share = standing(result, year).teaching_share[schools]
    return Situation(
        units=int(chosen.sum()),
        schools=int(schools.sum()),
        pupils=money("pupils", schools),
        support=money("support", chosen),
        own_revenue=money("own_revenue", chosen),
        spending=money("spending", chosen),
        school_operations=money("operations", schools),
        school_spending=money("spending", schools),
        below=int((share < norm).sum()),
        deficits=int((whole(result["balance"][chosen, j]) < 0).sum()),
    )
