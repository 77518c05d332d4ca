"""Thẻ số giảm của Giảm chi: what is cut with the roadmap, and what those in scope still get."""

from __future__ import annotations

from budget.indicators import Indicators
from budget.report.printed import parted, rounded
from pages.shared import parts, plan_reductions_tables, state
from pages.shared.plan import Plan


def with_roadmap(plan: Plan, now: Indicators) -> str:
    """Số giảm cùng lộ trình; the sum where the printed parts do not make it, or a target is a part of it."""
    w = state.words()
    odd = parted(w.numbers, now.cut, now.saved)
    summed = odd or plan_reductions_tables.targets(plan)
    return w.t(
        "reductions.card_cut_parted" if summed else "reductions.card_cut_share",
        saved=now.saved,
        rounded=w.t("plan.rounded") if odd else "",
        reached=plan_reductions_tables.reached(plan),
        released=now.released,
    )


def apart(plan: Plan, inside: Indicators) -> tuple[tuple[str, str, parts.Tone], ...]:
    """Các gốc so sánh khác của số giảm: the status quo of the scope, and what it still gets beside the base
    year.
    """
    w = state.words()
    if not inside.saved:
        return ()
    left, n = inside.from_base_share or 0.0, w.numbers
    return (
        (
            w.t("reductions.card_cut_quo", year=plan.year),
            n.percent(inside.saved_share_of_status_quo or 0.0),
            "",
        ),
        (w.t("reductions.card_cut_left"), n.money(inside.support), ""),
        *_given(inside),
        (w.t("reductions.card_cut_from_base", base=plan.base_year), n.percent_signed(left), ""),
    )


def _given(inside: Indicators) -> list[tuple[str, str, parts.Tone]]:
    """Số được cấp thêm trong số còn được, which the status quo less the cut is without; [] for none."""
    w = state.words()
    if not inside.increase:
        return []
    odd = rounded(w, inside.support, inside.status_quo, -inside.saved, inside.increase)
    return [(w.t("reductions.card_cut_given", rounded=odd), w.numbers.money(inside.increase), "")]
