"""Đơn vị tăng không đáng kể: counted as up to the đồng, though the table prints the difference as nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from budget.ran_out import held
from budget.report.reached import barely
from budget.risks import gained, gone_and_given, made_up
from pages.shared import state

if TYPE_CHECKING:
    from pages.shared.comparing import Compared


def units(compared: Compared, k: int) -> list[int]:
    """Các đơn vị tăng không đáng kể theo phương án thứ k, as `barely`."""
    return barely(compared.shown, k, state.words())


def said(compared: Compared, k: int, kept: Sequence[int] | None = None) -> str:
    """Vì sao tăng không đáng kể: what only makes up the unit's own cut, and that its cap is used up; of the
    units `kept` alone, where some are; "" for none.
    """
    w, shown = state.words(), compared.shown
    result, found = shown.results[k], units(compared, k)
    by, back = gained(result, shown.year), made_up(result, shown.year)
    given, capped = gone_and_given(result, shown.year)[1], held(result, shown.year) if found else ()
    told = [
        w.t(
            "compare.barely_unit",
            name=result.units.name[i],
            change=int(by[i]),
            given=int(given[i]),
            capped=w.t("compare.barely_capped") if i in capped else "",
        )
        for i in found
        if back[i] > 0 and (kept is None or i in kept)
    ]
    return w.t("compare.barely", tag=compared.tags[k], listed="; ".join(told)) if told else ""
