"""Tìm mức để trường hết thiếu nguồn: what it takes, who then gets less, and a press that grants it first."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from budget.indicators import indicators
from budget.planning import grants, schools_served
from budget.relief import Relief, relieved
from pages.shared import cached, parts, state
from pages.shared.plan import Plan


def show(plan: Plan) -> None:
    """Câu trả lời và nút, or that no school lacks money by the plan; nothing where nothing is handed out."""
    w, result, year = state.words(), plan.result(), plan.year
    reason = w.t("allocation.relief_reason")
    found = cached.derived(
        "relief", (result.fingerprint, year, reason), lambda: relieved(result, year, reason, plan.result_of)
    )
    if found is None:
        if grants(result, year).pool and not indicators(result, year, schools_served(result)).deficit_units:
            parts.sentence(f"{w.t('allocation.relief_met', year=year)} {_others(plan)}".rstrip())
        return
    told: dict[str, Any] = {
        "n": int(found.before.sum()),
        "lacked": found.lacked,
        "many": int(found.units.sum()),
    }
    told |= {
        "others": found.kept,
        "more": found.more,
        "need": found.need,
        "short": found.short,
        "left": int(found.after.sum()),
        "year": year,
    }
    # those given nothing are named above the table, too
    part = w.t("allocation.relief_given", n=found.given) if 0 < found.given < told["n"] else ""
    said = [w.t("allocation.relief", names=_names(plan, found), given=part, **told), _others(plan)]
    parts.sentence(" ".join(filter(None, said)))
    possible = not found.short
    least = found.lowest
    worse = least is not None and w.numbers.percent(least[1]) != w.numbers.percent(least[0])
    lowest, lowest_used = (
        w.t(f"allocation.relief_lowest{done}", before=least[0], after=least[1]) if least and worse else ""
        for done in ("", "_used")
    )
    said = [w.t("allocation.relief_needs" if possible else "allocation.relief_none", lowest=lowest, **told)]
    if possible:
        said.append(w.t("allocation.relief_kept", **told) if told["others"] else "")
        said.append(w.t("allocation.relief_then" if told["left"] else "allocation.relief_then_none", **told))
    parts.sentence(" ".join(filter(None, said)))

    def use() -> None:
        plan.scenario = found.then.scenario
        plan.save(rerun=False)
        state.keep("plan.message", ("done", w.t("allocation.relief_used", lowest=lowest_used, **told)))

    if possible:
        st.button(
            w.t("allocation.relief_use", **told),
            key="allocation.relief",
            on_click=use,
            disabled=plan.locked,
            help=w.t("allocation.relief_help"),
        )


def _names(plan: Plan, found: Relief) -> str:
    names = [plan.units.name[i] for i in np.flatnonzero(found.before)]
    return state.words().few(names, "allocation.relief_more")


def _others(plan: Plan) -> str:
    """Đơn vị thiếu nguồn mà không được phân bổ, which the cards of other pages count too; "" for none."""
    n = indicators(plan.result(), plan.year, ~schools_served(plan.result())).deficit_units
    return state.words().t("allocation.relief_others", n=n) if n else ""
