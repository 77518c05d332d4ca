"""Công bằng giữa các trường: how well schools are provided for by level, by size and by ward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budget.indicators import norm_gap, share
from budget.money import Array, six_digits, total, whole, whole_number
from budget.planning import schools_served
from budget.risks import gained
from budget.simulate import Result
from budget.units import KIND, Units

WAYS = ("kind", "size", "ward")
SIZES = ("small", "middle", "large")


@dataclass(frozen=True)
class Provision:
    """Một nhóm trường có định mức: its schools and pupils, its support and what operations have and need in
    đồng, and how many of its schools stay below their norm.
    """

    id: str
    schools: int
    pupils: int
    support: int
    available: int
    norm: int
    below: int

    @property
    def coverage(self) -> float | None:
        """Mức đáp ứng định mức của cả nhóm: a fraction of one; None without a norm."""
        return share(self.available, self.norm)

    @property
    def per_pupil(self) -> float | None:
        """Chi hoạt động mỗi học sinh, đồng; None without pupils."""
        return share(self.available, self.pupils)

    @property
    def below_share(self) -> float | None:
        """Tỷ lệ trường dưới định mức."""
        return share(self.below, self.schools)


WardGain = tuple[tuple[str, ...], int]
"""Phường, xã cùng mức: names, and đồng a pupil."""


@dataclass(frozen=True)
class Gain:
    """Kinh phí của một nhóm tăng, giảm: the `amount` in đồng, its `share` of what the group had, and đồng
    a pupil; None without such.
    """

    amount: int
    share: float | None
    per_pupil: float | None


def gain(before: Provision, after: Provision) -> Gain:
    """Nhóm tăng, giảm bao nhiêu, of the same schools by another plan."""
    amount = after.support - before.support
    return Gain(amount, share(amount, before.support), share(amount, after.pupils))


def ward_gains(before: Result, after: Result, year: int) -> tuple[WardGain, WardGain] | None:
    """Phường, xã tăng ít nhất và nhiều nhất mỗi học sinh: names, more where they gain alike, and whole đồng a
    pupil of all their schools with a norm; None for fewer than two wards with pupils, and where all gain
    alike.
    """
    was = {one.id: one for one in provision(before, year, "ward")}
    wards: dict[int, list[str]] = {}
    for one in provision(after, year, "ward"):
        if one.id in was and one.pupils:
            each = whole_number(Fraction(gain(was[one.id], one).amount, one.pupils))
            wards.setdefault(each, []).append(one.id)
    if len(wards) < 2:
        return None
    low, high = min(wards), max(wards)
    return (tuple(wards[low]), low), (tuple(wards[high]), high)


def sizes(units: Units) -> tuple[str, ...]:
    """Quy mô của từng đơn vị: small, middle or large third by pupils among the schools of its level; "" for
    what is not a school.

    Schools with as many pupils are of one size: up to the first third is small, above the second is large.
    """
    found = np.full(len(units), "", dtype=object)
    kinds, pupils = np.array(units.kind), units["pupils"]
    for kind in KIND:
        here = units.school & (kinds == kind)
        if here.any():
            first, second = np.quantile(pupils[here], [1 / 3, 2 / 3], method="inverted_cdf")
            size = np.where(pupils[here] <= first, 0, np.where(pupils[here] <= second, 1, 2))
            found[here] = np.array(SIZES, dtype=object)[size]
    return tuple(str(size) for size in found)


def provision(result: Result, year: int, way: str) -> tuple[Provision, ...]:
    """Mức đáp ứng theo nhóm trường: by "kind" in the order of the data dictionary, by "size" from small to
    large, or by "ward" by name; schools without a norm or a ward are left out.

    Raises ValueError for a year out of reach, KeyError for another way.
    """
    j, units = result.year(year), result.units
    names, order = _groups(units, way)
    coverage = six_digits(result["coverage"][:, j])
    normed = units.school & ~np.isnan(coverage)
    groups = np.array(names)
    figures = {name: whole(result[name][:, j]) for name in ("pupils", "support", "available", "norm")}
    found = []
    for name in order:
        here = normed & (groups == name)
        if here.any():
            found.append(_provision(name, here, coverage, figures))
    return tuple(found)


def together(groups: Sequence[Provision], name: str = "") -> Provision:
    """Các nhóm cộng lại: the sums of all, so that shares and figures a pupil are those of the sums."""
    summed = (sum(getattr(one, field.name) for one in groups) for field in fields(Provision)[1:])
    return Provision(name, *summed)


def coverage_of_all(result: Result, year: int) -> float | None:
    """Mức đáp ứng định mức của mọi trường có định mức: that of the sums; None without a norm."""
    return together(provision(result, year, "kind")).coverage


def farthest(result: Result, year: int, most: int) -> list[tuple[int, float]]:
    """Trường xa định mức nhất: position and how far its norm is covered, of at most `most` schools below it;
    the lowest first, of equal ones that which lacks more money.
    """
    coverage = six_digits(result["coverage"][:, result.year(year)])
    gaps, units = norm_gap(result, year), result.units
    below = np.flatnonzero(units.school & (coverage < 1.0)).tolist()
    order = sorted(below, key=lambda i: (coverage[i], -gaps[i], units.code[i]))
    return [(i, float(coverage[i])) for i in order[:most]]


def lifted(before: Result, after: Result, year: int, units: Sequence[int]) -> tuple[float, float] | None:
    """Mức đáp ứng định mức trước và sau của những đơn vị này cùng nhau, fractions of the norm; None where one
    of them has no norm, or not the same in both.
    """
    j, k = before.year(year), after.year(year)
    norm, other = whole(before["norm"][units, j]), whole(after["norm"][units, k])
    if not len(units) or not (norm > 0).all() or not np.array_equal(norm, other):
        return None
    pairs = ((before, j), (after, k))
    was, now = (float(six_digits(total(whole(of["available"][units, at])) / total(norm))) for of, at in pairs)
    return was, now


def per_pupil(amount: int, result: Result, year: int, units: Sequence[int]) -> float | None:
    """Bình quân mỗi học sinh của một số tiền, đồng: over the pupils of the year of these units together; None
    where one of them has none.
    """
    pupils = whole(result["pupils"][units, result.year(year)])
    return share(amount, total(pupils)) if len(units) and (pupils > 0).all() else None


def pupil_gains(result: Result, year: int) -> tuple[tuple[int, float], tuple[int, float]] | None:
    """Tăng so với hiện trạng bình quân mỗi học sinh, đồng: (schools, amount) of those that gain, and of all
    that the allocation serves; None where the one or the other has none, or one without pupils.
    """
    change, served = gained(result, year), schools_served(result)
    found = []
    for mask in (served & (change > 0), served):
        rows = np.flatnonzero(mask).tolist()
        each = per_pupil(int(change[rows].sum()), result, year, rows)
        if each is None:
            return None
        found.append((len(rows), each))
    return found[0], found[1]


def spread(groups: Sequence[Provision]) -> float | None:
    """Chênh mức đáp ứng giữa nhóm cao nhất và nhóm thấp nhất: a fraction of one; None for fewer than two."""
    found = extremes(groups)
    if found is None:
        return None
    low, high = (one.coverage for one in found)
    return None if low is None or high is None else high - low


def extremes(groups: Sequence[Provision]) -> tuple[Provision, Provision] | None:
    """Nhóm được đáp ứng thấp nhất và cao nhất; None for fewer than two groups."""
    known = [group for group in groups if group.coverage is not None]
    if len(known) < 2:
        return None
    return min(known, key=lambda g: g.coverage or 0.0), max(known, key=lambda g: g.coverage or 0.0)


def _groups(units: Units, way: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The group of each unit, and the groups in order."""
    if way == "kind":
        return units.kind, tuple(KIND)
    if way == "size":
        return sizes(units), SIZES
    if way == "ward":
        return units.ward, units.wards
    raise KeyError(way)


def _provision(name: str, here: NDArray[np.bool_], coverage: Array, figures: dict[str, Array]) -> Provision:
    return Provision(
        name,
        int(here.sum()),
        total(figures["pupils"][here]),
        total(figures["support"][here]),
        total(figures["available"][here]),
        total(figures["norm"][here]),
        int((coverage[here] < 1.0).sum()),
    )
