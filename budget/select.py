"""Chọn đơn vị theo điều kiện: which units a selector of a scenario picks (model, section 0)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS, Groups
from budget.scenario import Selector
from budget.units import Units

Mask = NDArray[np.bool_]


def pick(selector: Selector, units: Units, base_group: Groups, kinds: Iterable[str] | None = None) -> Mask:
    """Các đơn vị được chọn: bool (n,). `kinds` is what a selector with neither kinds nor codes gets (None:
    nothing).
    """
    mask = np.ones(len(units), dtype=bool)
    wanted = selector.kinds
    if wanted is None and selector.codes is None and kinds is not None:
        wanted = list(kinds)  # type: ignore[arg-type]
    if wanted is not None:
        mask &= units.of_kinds(wanted)
    if selector.codes is not None:
        mask &= _among(units.code, selector.codes)
    if selector.fields is not None:
        mask &= _among(map(_folded, units.field), map(_folded, selector.fields))
    if selector.wards is not None:
        mask &= _among(map(_folded, units.ward), map(_folded, selector.wards))
    if selector.groups is not None:
        mask &= np.isin(base_group, [GROUPS.index(group) for group in selector.groups])
    return mask


def _among(values: Iterable[str], wanted: Iterable[str]) -> Mask:
    known = frozenset(wanted)
    return np.fromiter((value in known for value in values), dtype=bool)


def _folded(text: str) -> str:
    """Names of fields and wards are compared without regard to capitals and to how their letters are
    composed.
    """
    return unicodedata.normalize("NFC", text).strip().casefold()
