"""Thẻ mức tối thiểu theo luật: units that owe a cut and are in none, and the button that takes them in."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import streamlit as st

from budget.money import total
from budget.obliged import all_obliged, left_out
from budget.planning import found_by_unit, given_up, legal_minimum, owing, scope_of, still_owed
from budget.reductions import SCOPE
from budget.risks import risks
from budget.scenario import Reduction
from budget.spared import spared_cut
from budget.wished import spared, wish_scope
from pages.shared import plan_levers, state
from pages.shared.plan import Plan


def minimum_said(plan: Plan) -> str:
    """Mức tối thiểu theo luật trong phương án: of how many units, cumulated from the base year, and in which
    single years how many still miss it; "" where the plan has no card of it, or nobody owes in the year.
    """
    w, result = state.words(), plan.result()
    owes = legal_minimum(result, plan.year).owes & ~spared(result)
    if not owes.any() or all(m.method != "statutory" for m in plan.scenario.reductions):
        return ""
    others = owes & ~wish_scope(result)
    gone = total(given_up(result, plan.year)[others])
    outside = w.t("wish.law_outside", n=int(others.sum()), money=gone) if others.any() else ""
    said = w.t("wish.law", base=plan.base_year, n=int(owes.sum()), outside=outside)
    return " ".join(filter(None, [said, _missed_said(plan)]))


def exempt_said(then: Plan) -> str:
    """Đơn vị được miễn mức tối thiểu trong năm mà điều muốn giảm (`then`) vẫn giảm, beyond what it owes of
    the years before; "" for none.
    """
    w, result = state.words(), then.result()
    least = legal_minimum(result, then.year)
    found = spared_cut(result, then.year, replace(least, spared=least.spared & wish_scope(result)))
    listed = w.few(
        [
            w.t("wish.exempt_unit", name=name, gone=road + own + before, beyond=road + own)
            if before
            else w.t("wish.exempt_all", name=name, gone=road + own)
            for name, road, own, before, _ in found
            if road + own > 0
        ]
    )
    return w.t("wish.exempt", year=then.year, listed=listed) if listed else ""


def mark(plan: Plan, measure: Reduction, year: int) -> str:
    """Mức tối thiểu theo luật bên cần của một thẻ, and how many of its units owe it in the year: none of a
    card of group 4, whatever its rate.
    """
    t, result = state.words().t, plan.result()
    said = plan_levers.law_mark(plan, "minimum_yearly_reduction", year)
    if not result.computed:
        return said
    scope = scope_of(result, measure.units, SCOPE)
    n, of = int(scope[owing(result, year)].sum()), int(scope.sum())
    return (
        said if n == of else t("reductions.mark_some" if n else "reductions.mark_none", mark=said, n=n, of=of)
    )


def _missed_said(plan: Plan) -> str:
    """Mức tối thiểu tính riêng từng năm: how many units miss it in which years, and who; "" for none."""
    w, units = state.words(), found_by_unit(plan.result(), "statutory_missed")
    missed = Counter(year for years in units.values() for year in years)
    if not missed:
        return ""
    told = w.list([w.t("wish.law_alone_year", year=year, n=n) for year, n in sorted(missed.items())])
    return w.t("wish.law_alone", years=told, names=_named(plan, list(units)))


def alone_said(plan: Plan) -> str:
    """Mức tối thiểu riêng năm đang xem: how many units miss it against the year before, and how many
    cumulated; "" where nobody misses it in the year.
    """
    result = plan.result()
    n = risks(result, plan.year).get("statutory_missed", {"n": 0})["n"]
    if not n:
        return ""
    least = legal_minimum(result, plan.year)
    missed = int((still_owed(result, plan.year, least) > 0).sum())
    told = cumulated(int(least.owes.sum()), missed)
    return state.words().t("wish.alone", n=n, year=plan.year, cumulated=told)


def cumulated(owing: int, missed: int) -> str:
    """Mức tối thiểu lũy kế từ năm gốc: how many units miss it, or that all meet it; "" where nobody owes."""
    key = "reductions.card_least_missed" if missed else "reductions.card_least_met"
    return state.words().t(key, n=missed) if owing else ""


def _named(plan: Plan, found: list[int]) -> str:
    """Tên vài đơn vị, and how many others."""
    return state.words().few([plan.units.name[i] for i in found])


def left_out_notes(plan: Plan) -> list[str]:
    """Đơn vị cũng phải giảm mà thẻ tối thiểu bỏ qua: said below the first such card, one note a card."""
    w, out = state.words(), np.flatnonzero(left_out(plan.result())).tolist()
    said = w.t("reductions.left_out", n=len(out), names=_named(plan, out)) if out else ""
    methods = [measure.method for measure in plan.scenario.reductions]
    first = methods.index("statutory") if "statutory" in methods else -1
    return [said if place == first else "" for place in range(len(methods))]


def take_in(plan: Plan, at: tuple[str, int]) -> None:
    """Nút gồm mọi đơn vị phải giảm: the card then has the groups that the law names."""
    result = plan.result()
    if not left_out(result).any():
        return

    def widen() -> None:
        plan.set((*at, "units"), all_obliged(result))
        plan.save(rerun=False)

    st.button(
        state.words().t("reductions.take_in", n=int(legal_minimum(result, plan.years[-1]).owes.sum())),
        key=f"reductions.take_in.{at[1]}",
        icon=":material/add:",
        on_click=widen,
        disabled=plan.locked,
    )
