"""Thẻ số giảm của Giảm chi: what is cut with the roadmap, and what those in scope still get."""

from __future__ import annotations

from budget.indicators import Indicators
from budget.report.printed import rounded
from budget.targeted import target_cuts
from pages.shared import parts, state
from pages.shared.plan import Plan


def of_scope(plan: Plan, inside: Indicators) -> str:
    """Tổng số giảm bằng bao nhiêu phần trăm năm gốc của phạm vi."""
    return state.words().t(
        "reductions.reached_whole",
        share=inside.saved_share_of_base or 0.0,
        base=plan.base_year,
        scope=inside.units,
    )


def apart(plan: Plan, now: Indicators, inside: Indicators) -> tuple[tuple[str, str, parts.Tone], ...]:
    """Phần của lộ trình và của các biện pháp, and the other bases of the whole: its targets, the status quo
    of the scope, and what that still gets beside the base year.
    """
    w = state.words()
    if not inside.saved:
        return ()
    left, n = inside.from_base_share or 0.0, w.numbers
    odd = rounded(w, now.saved, now.released, now.cut)
    return (
        (w.t("reductions.roadmap"), n.money(now.released), ""),
        (w.t("reductions.card_cut_measures", rounded=odd), n.money(now.cut), ""),
        *_targets(plan),
        (
            w.t("reductions.card_cut_quo", year=plan.year),
            n.percent(inside.saved_share_of_status_quo or 0.0),
            "",
        ),
        (w.t("reductions.card_cut_left"), n.money(inside.support), ""),
        *_given(inside),
        (w.t("reductions.card_cut_from_base", base=plan.base_year), n.percent_signed(left), ""),
    )


def _targets(plan: Plan) -> list[tuple[str, str, parts.Tone]]:
    """Phần của từng mục tiêu của những đơn vị khác cả phạm vi; [] for none."""
    w, found = state.words(), target_cuts(plan.result(), plan.year)
    label = w.t("reductions.method_target")
    return [
        (label, w.t("reductions.card_cut_target", saved=one.saved, share=w.share(one.share)), "")
        for one in (found.targets if found and found.saved else ())
    ]


def _given(inside: Indicators) -> list[tuple[str, str, parts.Tone]]:
    """Số được cấp thêm trong số còn được, which the status quo less the cut is without; [] for none."""
    w = state.words()
    if not inside.increase:
        return []
    odd = rounded(w, inside.support, inside.status_quo, -inside.saved, inside.increase)
    return [(w.t("reductions.card_cut_given", rounded=odd), w.numbers.money(inside.increase), "")]
