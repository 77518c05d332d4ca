"""Tìm mức giảm: how much can be cut without a deficit, which two conditions conflict, and what roadmap would
do.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import streamlit as st

from budget.idle import OVERRULED, idle_parts
from budget.indicators import indicators
from budget.planning import asked, scope_of
from budget.reductions import SCOPE
from budget.report.tables import Column, Row, Table, numbered
from budget.scenario import Selector
from budget.wishes import CutWish, cut_wish, measures_for, roadmap_for
from pages.shared import explaining, grid, levers, parts, plan_moved, state
from pages.shared.plan import Plan

USUAL = 0.1
"""The reduction that is asked about when the plan has no target of its own."""
HIGHEST = 0.5
CONDITIONS = ("none", "no_more")
"""No unit in deficit, or none deeper than under the status quo."""


def show(plan: Plan) -> None:
    """Muốn giảm bao nhiêu: the wish, whether it can be had, and what would make it so."""
    t = state.words().t
    if plan.year <= plan.base_year:
        return
    key = plan.key("wish")
    share = levers.share(
        t("wish.share", base=plan.base_year),
        key,
        state.note(key, _wanted(plan)),
        high=HIGHEST,
        low=0.01,
        hint=t("wish.share_help", year=plan.year),
    )
    state.keep(key, share)
    key = plan.key("wish.condition")
    condition = levers.choice(
        t("wish.condition"),
        key,
        state.note(key, CONDITIONS[0]),
        CONDITIONS,
        lambda name: t(f"wish.condition_{name}"),
        hint=t("wish.condition_help"),
    )
    state.keep(key, condition)
    wish = cut_wish(plan.result(), plan.year, Decimal(repr(share)), no_more=condition == "no_more")
    _said(plan, wish, share)
    if wish.beyond:
        return
    then = _granted(plan, wish, share)
    if wish.asked.any():
        _hard(plan, then)
        grid.show(needed(plan, wish), "wish.needed")
    if then.scenario == plan.scenario:
        parts.note(t("wish.already", share=share, year=plan.year))
    else:
        _use(plan, wish, share)


def needed(plan: Plan, wish: CutWish) -> Table:
    """Mức tự bảo đảm cần đạt của từng đơn vị, beside what it is without the wish."""
    t, result = state.words().t, plan.result()
    j, units = result.year(plan.year), plan.units
    columns = (
        Column("unit", t("plan.unit")),
        Column("base", t("wish.base", year=plan.base_year), "percent"),
        Column("now", t("wish.now", year=plan.year), "percent", help=t("wish.now_help")),
        Column("degree", t("wish.degree"), "percent", help=t("wish.degree_help")),
        Column("effort", t("wish.effort"), "money", help=t("wish.effort_help")),
    )
    to = explaining.ways()
    rows = [
        Row(
            {
                "unit": units.name[i],
                "base": float(result["ratio"][i, 0]),
                "now": float(result["ratio"][i, j]),
                "degree": float(wish.degree[i]),
                "effort": int(wish.effort[i]),
            },
            link=to(units.code[i], "ratio"),
        )
        for i in np.flatnonzero(wish.asked).tolist()
    ]
    total = {"unit": t("plan.total", n=len(rows)), "effort": wish.revenue}
    return Table(t("wish.table", year=plan.year), columns, numbered(rows, total))


def _wanted(plan: Plan) -> float:
    for measure in reversed(plan.scenario.reductions):
        if measure.target:
            return min(HIGHEST, float(max(measure.target.values())))
    return USUAL


def _said(plan: Plan, wish: CutWish, share: float) -> None:
    t = state.words().t
    now = t(
        "wish.now_cut",
        year=plan.year,
        base=plan.base_year,
        gone=wish.gone,
        share=wish.gone_share,
        units=wish.units,
    )
    parts.html(f'<p class="lever-note">{parts.rich(now)}</p>')
    condition = t("wish.no_more" if wish.no_more else "wish.none", units=wish.units, year=plan.year)
    stands = "wish.conflict" if wish.reachable_share else "wish.conflict_none"
    said = t(
        "wish.feasible" if wish.feasible else "wish.beyond" if wish.beyond else stands,
        share=share,
        year=plan.year,
        units=wish.units,
        condition=condition,
        wanted=wish.wanted,
        reachable=wish.reachable,
        most=wish.reachable_share,
        missing=wish.missing,
        beyond=wish.beyond,
        asked=int(wish.asked.sum()),
        revenue=wish.revenue,
    )
    parts.html(f'<p class="sentence">{parts.rich(said)}</p>')
    if wish.short:
        parts.note(t("wish.short", n=wish.short, deficit=wish.deficit))
    if wish.owing:
        parts.note(t("wish.owing", n=wish.owing))
    others = indicators(plan.result(), plan.year, ~scope_of(plan.result(), Selector(), SCOPE))
    if others.deficit_units:
        told = t(
            "wish.outside",
            units=wish.units,
            n=others.deficit_units,
            deficit=abs(others.deficit),
            year=plan.year,
        )
        parts.html(f'<p class="lever-note">{parts.rich(told)}</p>')


def _granted(plan: Plan, wish: CutWish, share: float) -> Plan:
    """Phương án với điều muốn có: the roadmap that would do, and the reduction as the only measure; not
    saved.
    """
    then = Plan(plan.saved, plan.version)
    then.scenario = plan.scenario
    then.set(("roadmap",), roadmap_for(plan.result(), plan.year, wish))
    then.set(("reductions",), measures_for(plan.result(), plan.year, Decimal(repr(share))))
    return then


def _hard(plan: Plan, then: Plan) -> None:
    """Đơn vị khó đạt, said before the wish is granted."""
    w, result = state.words(), then.result()
    found = [f for f in result.findings.of("roadmap_implausible") if f.year == plan.year]
    if not found:
        return
    named = dict(zip(result.units.code, result.units.name, strict=True))
    listed = w.list([named[f.unit or ""] for f in found])
    limit = then.scenario.assumptions.plausible_growth
    said = w.t("wish.hard", n=len(found), year=plan.year, limit=limit, names=listed)
    parts.message("warning", said)


def _use(plan: Plan, wish: CutWish, share: float) -> None:
    """Đặt vào phương án, with what changed by it said above."""
    t = state.words().t

    def use() -> None:
        plan.scenario = _granted(plan, wish, share).scenario
        before = Plan(plan.saved, plan.version)
        plan.save(rerun=False)
        now = Plan(plan.saved, plan.version)
        said = t("wish.used", what=plan_moved.moved(before, now))
        found = idle_parts(now.result(), plan.year)
        over = sum(idle is not None and idle.why in OVERRULED for idle in found)
        if over:
            said = f"{said} {t('wish.used_over', n=over)}"
        hard = asked(now.result(), plan.year).implausible
        if hard:
            limit = now.scenario.assumptions.plausible_growth
            said = f"{said} {t('wish.used_hard', n=hard, year=plan.year, limit=limit)}"
        state.keep("plan.message", ("warning" if hard else "done", said))

    many = bool(wish.asked.any())
    st.button(
        t("wish.use_both" if many else "wish.use", share=share),
        key="wish.use",
        type="primary",
        on_click=use,
        disabled=plan.locked,
        help=t("wish.use_help"),
    )
