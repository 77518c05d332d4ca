"""Thẻ số giảm của Giảm chi: what is cut with the roadmap, and what those in scope still get."""

from __future__ import annotations

import numpy as np

from budget.cuts import losers
from budget.indicators import Indicators
from budget.planning import cut_scope, given_up, legal_minimum, units_cut
from budget.reductions import SCOPE
from budget.report.printed import rounded
from budget.report.targets_said import targets_said, uncut_said
from budget.targeted import TargetCut, target_cuts
from pages.shared import parts, plan_levers, plan_reductions_tables, state
from pages.shared.plan import Plan


def reached(plan: Plan) -> str:
    """Mức giảm đạt được, on one basis: of the units of each target what it is measured by, and of all in
    scope, % năm gốc, where no target is of others.
    """
    w, found, cuts = state.words(), plan_reductions_tables.inside(plan), target_cuts(plan.result(), plan.year)
    said = [_target(plan, one) for one in (cuts.targets if cuts and cuts.saved else ())]
    return ", ".join(said) or w.t(
        "reductions.reached_whole",
        share=found.saved_share_of_base or 0.0,
        base=plan.base_year,
        scope=found.units,
    )


def _target(plan: Plan, one: TargetCut) -> str:
    """Số giảm của các đơn vị thuộc mục tiêu, beside the target where it prints as another amount."""
    w = state.words()
    apart = w.numbers.money(one.saved) != w.numbers.money(one.wanted)
    return w.t(
        f"reductions.reached_{'beside' if apart else 'target'}{'_quo' if one.quo else ''}",
        saved=one.saved,
        share=w.share(one.share),
        base=plan.base_year,
        year=plan.year,
        n=one.units,
        aim=one.aim,
        wanted=one.wanted,
    )


def in_scope(plan: Plan) -> str:
    """Số giảm của phạm vi, of how many units and why not of all, and why the table has not as many."""
    w, found, result = state.words(), plan_reductions_tables.inside(plan), plan.result()
    cut, why = units_cut(result, plan.year), uncut_said(result, plan.year, w)
    shown = losers(result, plan.year, legal_minimum(result, plan.year))
    owing = int((shown & (given_up(result, plan.year) <= 0)).sum())
    return w.t(
        "reductions.in_scope",
        scope=found.units,
        who=w.t("reductions.in_scope_who", n=cut, why=why, offset=plan_reductions_tables.offset(plan))
        if why
        else "",
        saved=found.saved,
        reached=reached(plan),
        shown=int(shown.sum()),
        owing=w.t("reductions.in_scope_owing", cut=cut, n=owing) if owing else "",
        left_out=_left_out(plan),
    )


def _left_out(plan: Plan) -> str:
    """Đơn vị sự nghiệp khác ngoài phạm vi giảm, who then has no row: by name of a few; "" for none."""
    w, out = state.words(), plan.units.of_kinds(SCOPE) & ~cut_scope(plan.result())
    names = w.few([plan.units.name[i] for i in np.flatnonzero(out)])
    # of a plan that cuts nothing all of them are
    return w.t("reductions.in_scope_left_out", names=names) if names and not out.all() else ""


def given(plan: Plan, now: Indicators, inside: Indicators) -> str:
    """Số trường được cấp thêm, after what is cut: called rounded where the same amount prints as another;
    that nobody is given it where the plan has no such step.
    """
    w = state.words()
    if not now.increase:
        return "" if plan.scenario.allocation else w.t("reductions.sentence_ungiven")
    odd = rounded(w, inside.saved, now.increase)
    return w.t("reductions.sentence_given", increase=now.increase, rounded=odd)


def mixed(plan: Plan) -> str:
    """Phạm vi gồm mấy đơn vị sự nghiệp khác và mấy trường, lest its count be taken for that of the service
    units; "" where it has no school, or nothing else.
    """
    scope, school = cut_scope(plan.result()), plan.units.school
    n, others = int((scope & school).sum()), int((scope & ~school).sum())
    return state.words().t("reductions.sentence_mixed", others=others, n=n) if n and others else ""


def deeper(now: Indicators) -> str:
    """Mấy đơn vị thiếu nhiều hơn hiện trạng trong năm."""
    n = now.deeper_units
    return state.words().t(f"reductions.sentence_deeper{'' if n else '_none'}", n=n)


def least_help(plan: Plan) -> str:
    """Mức tối thiểu theo văn bản nào, and what is counted cumulated, what for the year alone."""
    mark = plan_levers.law_mark(plan, "minimum_yearly_reduction", plan.year)
    counted = state.words().t("reductions.card_least_help", base=plan.base_year)
    return "\n".join(filter(None, (mark, counted)))


def apart(plan: Plan, now: Indicators, inside: Indicators) -> tuple[tuple[str, str, parts.Tone], ...]:
    """Phần của lộ trình và của các biện pháp, and the other bases of the whole: the base year of the scope
    where a target leads, its status quo, and what it still gets beside the base year.
    """
    w = state.words()
    if not inside.saved:
        return ()
    left, n = inside.from_base_share or 0.0, w.numbers
    odd = rounded(w, now.saved, now.released, now.cut)
    return (
        (w.t("reductions.roadmap"), n.money(now.released), ""),
        (w.t("reductions.card_cut_measures", rounded=odd), n.money(now.cut), ""),
        *_whole(plan, inside),
        (
            w.t("reductions.card_cut_quo", year=plan.year),
            n.percent(inside.saved_share_of_status_quo or 0.0),
            "",
        ),
        (w.t("reductions.card_cut_left"), n.money(inside.support), ""),
        *_given(inside),
        (w.t("reductions.card_cut_from_base", base=plan.base_year), n.percent_signed(left), ""),
    )


def _whole(plan: Plan, inside: Indicators) -> list[tuple[str, str, parts.Tone]]:
    """Phần của cả phạm vi, where the card says that of targets of other units; [] where it says this, or that
    of all service units.
    """
    if not targets_said(plan.result(), plan.year, state.words()) or plan_reductions_tables.of_service(plan):
        return []
    w, share = state.words(), inside.saved_share_of_base or 0.0
    return [(w.t("reductions.card_cut_whole", n=inside.units), w.numbers.percent(share), "")]


def _given(inside: Indicators) -> list[tuple[str, str, parts.Tone]]:
    """Số được cấp thêm trong số còn được, which the status quo less the cut is without; [] for none."""
    w = state.words()
    if not inside.increase:
        return []
    odd = rounded(w, inside.support, inside.status_quo, -inside.saved, inside.increase)
    return [(w.t("reductions.card_cut_given", rounded=odd), w.numbers.money(inside.increase), "")]
