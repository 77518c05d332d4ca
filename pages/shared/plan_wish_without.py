"""Trừ đơn vị ngay ở Tìm mức: the units that the target card leaves out, chosen where the answer is read."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from budget.reductions import SCOPE
from budget.simulate import Result
from budget.taken_out import taken_out
from budget.wished import target_card
from pages.shared import parts, plan_aside, plan_units, state
from pages.shared.plan import Plan


def show(plan: Plan) -> None:
    """Ô trừ đơn vị, which sets the scope of the target card; where there is no target yet, where to do it.
    Nothing for a target of units picked one by one, or of several targets.
    """
    w, before = state.words(), plan.result()
    card = target_card(before)
    if card is None:
        if all(one.method != "target" for one in plan.scenario.reductions):
            parts.html(f'<p class="lever-note">{parts.rich(w.t("wish.without_none"))}</p>')
        return
    at = ("reductions", plan.scenario.reductions.index(card), "units")
    held = plan_units.held(plan, at, plan_units.WITHOUT, SCOPE)
    if card.units.codes is not None and not held:
        return
    names = state.told_apart(plan.names)
    key = plan.key("wish.without")
    state.follow(key, held)

    def choose() -> None:
        plan_units.choose(plan, at, plan_units.WITHOUT, list(state.current(key)), SCOPE)
        plan.save(rerun=False)
        _tell(plan, before)

    st.multiselect(
        w.t("plan.by_without"),
        plan_units.of_others(plan, card.units, SCOPE),
        format_func=lambda code: names.get(code, code),
        key=key,
        select_all=False,
        placeholder=w.t("plan.none_chosen"),
        on_change=choose,
        disabled=plan.locked,
        help=w.t("wish.without_help"),
    )
    plan_aside.of_target(plan, "wish.aside")


def _tell(plan: Plan, before: Result) -> None:
    """Nói ngay điều vừa đổi: who came out, what is cut then, what others would have to give for as much, and
    whose roadmap stays.
    """
    w, found = state.words(), taken_out(before, plan.result(), plan.year)
    if found is None:
        return

    def names(of: Iterable[int]) -> str:
        return w.few([plan.units.name[i] for i in of])

    cut = {"year": plan.year, "base": plan.base_year, "n": found.units}
    cut |= {"before": found.before, "after": found.after}
    share = {"was": found.before / found.base, "now": found.after / found.base} if found.base else {}
    rest = {"rest": found.rest, "before": found.rest_before, "after": found.rest_after}
    same = "_same" if found.rest_before == found.rest_after else ""
    said = [
        w.t("wish.without_out", names=names(found.out)) if len(found.out) else "",
        w.t("wish.without_back", names=names(found.back)) if len(found.back) else "",
        w.t(f"wish.without_cut{'_same' if found.before == found.after else ''}", **cut, **share),
        w.t(f"wish.without_rest{same}", **rest) if found.before != found.after else "",
    ]
    ways = [
        w.t("wish.without_target", before=found.before, target=found.target, rest=found.rest)
        if found.target is not None
        else "",
        w.t("wish.without_held", names=names(found.held)) if len(found.held) else "",
    ]
    state.keep("plan.message", ("done", " ".join(filter(None, said)), "", " ".join(filter(None, ways))))
