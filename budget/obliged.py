"""Đơn vị phải giảm theo luật: what of a cut the law asks for, whom the cards of the minimum pass over, and a
scope that has them all.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.autonomy import GROUPS, is_partly
from budget.planning import legal_minimum, scope_of
from budget.reductions import SCOPE
from budget.risks import gone_and_given
from budget.scenario import Selector
from budget.select import Mask
from budget.simulate import Result


def left_out(result: Result) -> Mask:
    """Các đơn vị phải giảm tối thiểu trong kỳ mà các thẻ tối thiểu bỏ qua (n,); nobody where the plan has no
    such card.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    scopes = [scope_of(result, m.units, SCOPE) for m in result.scenario.reductions if m.method == "statutory"]
    if not scopes:
        return np.zeros(len(result.units), dtype=bool)
    inside: Mask = np.logical_or.reduce(scopes)
    return legal_minimum(result, result.years[-1]).owes & ~inside


def all_obliged(result: Result) -> dict[str, Any]:
    """Phạm vi gồm mọi đơn vị thuộc diện giảm tối thiểu, as a plain table: the groups that the law names, of
    the kinds that have such units.
    """
    units = result.units
    obliged = legal_minimum(result, result.years[-1]).owes
    kinds = {kind for kind, owes in zip(units.kind, obliged.tolist(), strict=True) if owes}
    groups = [name for g, name in enumerate(GROUPS) if is_partly(np.array([g]))[0]]
    return {"kinds": [kind for kind in dict.fromkeys(units.kind) if kind in kinds], "groups": groups}


def minimum_card(result: Result, but: Mask | None = None) -> dict[str, Any]:
    """Thẻ mức tối thiểu gồm mọi đơn vị phải giảm, as a plain table: of the service units where no other owes;
    `but` (n,): units that are left out.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    obliged = legal_minimum(result, result.years[-1]).owes
    if but is not None and (obliged & but).any():
        named = [result.units.code[i] for i in np.flatnonzero(obliged & ~but).tolist()]
        return {"method": "statutory", "units": {"codes": named}}
    others = (obliged & ~scope_of(result, Selector(), SCOPE)).any()
    return {"method": "statutory"} | ({"units": all_obliged(result)} if others else {})


def asked_of_units(result: Result, year: int) -> NDArray[np.int64]:
    """Phần luật đòi trong số giảm của từng đơn vị (n,), whole đồng: what of its cut it owes since the base
    year.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    gone, _ = gone_and_given(result, year)
    asked: NDArray[np.int64] = np.minimum(gone, legal_minimum(result, year).by_unit).astype(np.int64)
    return asked


def by_law(result: Result, year: int) -> tuple[int, int]:
    """Số giảm theo lộ trình và biện pháp của năm, and what of it the units owe by law, both đồng of all."""
    gone, _ = gone_and_given(result, year)
    return int(gone.sum()), int(asked_of_units(result, year).sum())
