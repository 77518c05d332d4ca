"""Giảm chi ngân sách: the cards of the measures and the tables of what they take."""

from __future__ import annotations

from typing import Any

import streamlit as st

from budget.indicators import indicators
from budget.money import total
from budget.obliged import minimum_card
from budget.planning import cut_scope, grants, legal_minimum, still_owed, touched
from budget.reductions import SCOPE
from budget.remainder import Remainder, cut_remainders
from budget.report.growth_said import growth_main, growth_parts
from budget.scenario import Reduction
from pages.shared import (
    explaining,
    grid,
    parts,
    plan_aside,
    plan_idle,
    plan_levers,
    plan_lower,
    plan_obliged,
    plan_rates,
    plan_reductions_card,
    plan_reductions_levers,
    plan_reductions_tables,
    plan_remainder,
    plan_scope,
    plan_view,
    plan_wish,
    state,
)
from pages.shared.plan import Plan

METHODS = ("rate", "statutory", "target")
VIEWS = ("measures", "units", "spared", "find")


def templates(plan: Plan) -> dict[str, Any]:
    """Mẫu biện pháp: what a new card begins with."""
    third = _third(plan)
    return {
        "target": {"method": "target", "target": {str(third): 0.1}, "max_cut": 0.2},
        "each": {"method": "rate", "rate": plan_rates.each(plan, third)},
        "statutory": minimum_card(plan.result()),
        "rate": {"method": "rate", "rate": 0.02},
    }


def _third(plan: Plan) -> int:
    """Năm mà một mục tiêu mới đặt cho: the third of the plan, or its last."""
    return min(plan.base_year + 3, plan.years[-1] if plan.years else plan.base_year + 3)


def levers_of(plan: Plan) -> None:
    """Các biện pháp theo thứ tự; the open one with its levers."""
    t = state.words().t
    third = _third(plan)
    parts.note(t("reductions.fixed"))
    list_of_cards = st.container()
    here = plan_scope.opened(plan, "reductions", len(plan.scenario.reductions))
    if here is None:
        parts.html(f'<p class="subtitle">{parts.rich(t("reductions.none"))}</p>')
    else:
        _open(plan, here, third)
    with list_of_cards:
        titles = [plan_reductions_tables.title(m, plan.base_year) for m in plan.scenario.reductions]
        plan_scope.cards(
            plan,
            ("reductions",),
            titles,
            "reductions",
            templates(plan),
            "reductions",
            notes=[
                " ".join(filter(None, both))
                for both in zip(
                    plan_idle.notes(plan, "reductions"), plan_obliged.left_out_notes(plan), strict=True
                )
            ],
            idle=plan_idle.idle(plan, "reductions"),
            year=third,
            base=plan.base_year,
        )


def _open(plan: Plan, here: int, third: int) -> None:
    """The levers of the open card; `third` is the year that a fresh target is for."""
    t = state.words().t
    measure, at = plan.scenario.reductions[here], ("reductions", here)
    scope = st.container()
    key = plan.key(f"reductions.{here}.method")
    state.follow(key, measure.method)
    method = st.segmented_control(
        t("reductions.method"),
        METHODS,
        format_func=lambda m: t(f"reductions.method_{m}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        disabled=plan.locked,
    )
    if method != measure.method:
        fresh: dict[str, dict[str, Any]] = {
            "target": {"target": {str(third): 0.1}},
            "rate": {"rate": 0.02},
            "statutory": {},
        }
        # the scope of the legal minimum is the law's: another method begins with the service units
        law = measure.method == "statutory" and measure == _minimum(plan)
        units = {} if law else measure.units.model_dump(exclude_none=True)
        plan.set(at, {"units": units, "method": method, **fresh[str(method)]})
        measure = plan.scenario.reductions[here]
    # another method may have changed the scope, which is then said at once
    with scope:
        plan_scope.scope(plan, (*at, "units"), SCOPE, f"reductions.{here}")
        plan_aside.show(plan, here)
    already = st.container()
    year = plan.year if plan.year > plan.base_year else third
    mark = plan_obliged.mark(plan, measure, year)
    place = st.container()
    with st.expander(t("reductions.more")):
        if measure.method == "target":
            plan_levers.choice(plan, (*at, "of"), t("reductions.of"), ("base", "status_quo"), "reductions.of")
        plan_reductions_levers.most(plan, at, measure)
    # what stands below may give the card another lever, which is then there at once
    with place:
        plan_reductions_levers.levers(plan, at, here, mark, third)
    # what the levers below changed is told at once
    with already:
        plan_lower.already(plan, here)


def _minimum(plan: Plan) -> Reduction:
    """Thẻ mức tối thiểu gồm mọi đơn vị phải giảm, as it is added."""
    return Reduction(**minimum_card(plan.result()))


def why(plan: Plan) -> list[str]:
    """Vì sao các biện pháp không có tác dụng."""
    if not plan.result().computed:
        return []
    found = plan_view.useless(plan.result(), "reductions", plan.year)
    return [*plan_idle.reasons(plan, "reductions"), *found]


def sentence(plan: Plan) -> str:
    """Câu phát hiện: what is cut and given to schools, as a share of the base year of all in scope; of a
    target of other units, what these give up of it.
    """
    t = state.words().t
    now, _ = plan_view.figures(plan)
    inside = plan_reductions_tables.inside(plan)
    least = legal_minimum(plan.result(), plan.year)
    targets = plan_reductions_tables.targets(plan)
    cut = "reductions.sentence_target" if targets else "reductions.sentence"
    return t(
        cut if now.saved else "reductions.sentence_none",
        year=plan.year,
        base=plan.base_year,
        scope=inside.units,
        mixed=plan_reductions_card.mixed(plan),
        savers=grants(plan.result(), plan.year).savers,
        offset=plan_reductions_tables.offset(plan),
        saved=inside.saved,
        targets=targets,
        share=inside.saved_share_of_base or 0.0,
        given=plan_reductions_card.given(plan, now, inside),
        deeper=plan_reductions_card.deeper(now),
        least=least.total,
        owing=int(least.owes.sum()),
    )


def grown(plan: Plan) -> str:
    """Vì sao kinh phí của phạm vi giảm vẫn hơn năm gốc: what makes its status quo another, and what the cut
    is taken from; "" where nothing is cut, or the status quo is that of the base year.
    """
    quo, w = plan.status_quo(), state.words()
    scope = cut_scope(plan.result())
    inside = indicators(quo, plan.year, scope)
    made = growth_parts(quo, plan.year, w, scope)
    if not made or not plan_reductions_tables.inside(plan).saved:
        return ""
    return w.t(
        "reductions.grown",
        year=plan.year,
        base=plan.base_year,
        scope=inside.units,
        quo=inside.from_base_share or 0.0,
        parts=made,
        main=growth_main(quo, plan.year, w, scope),
    )


def results(plan: Plan) -> None:
    """Kết quả: indicators, and one of the tables."""
    w, result = state.words(), plan.result()
    t = w.t
    now, before = plan_view.figures(plan)
    least = legal_minimum(result, plan.year)
    owed = still_owed(result, plan.year, least)
    owes = {"n": int(least.owes.sum()), "missed": int((owed > 0).sum()), "money": total(owed)}
    alone = touched(result, plan.year).get("statutory_missed")
    inside, outside = plan_reductions_tables.inside(plan), plan_reductions_tables.outside(plan)
    plan_view.base_year_note(plan)
    plan_view.ended_note(plan)
    if short := plan_lower.short(plan):
        parts.message("warning", short)
    apart = now.deficit_units and not inside.deficit_units
    unit, count, more = w.numbers.unit_name(), w.numbers.count, t("reductions.card_more")
    parts.cards(
        [
            parts.Card(
                t("reductions.card_cut", unit=unit),
                w.numbers.money(now.saved),
                of=plan_reductions_card.reached(plan),
                note=plan_reductions_tables.of_service(plan),
                lines=plan_reductions_card.apart(plan, now, inside),
                folded=more,
                link=explaining.link("", "given_up", **explaining.EVERY),
            ),
            parts.Card(
                t("reductions.card_least", unit=unit),
                w.numbers.money(least.total),
                of=t("reductions.card_least_of", base=plan.base_year, n=owes["n"]),
                note=plan_obliged.cumulated(owes["n"], owes["missed"]),
                lines=(
                    (t("reductions.card_least_owed"), w.numbers.money(owes["money"]), ""),
                    (
                        t("reductions.card_least_alone", year=plan.year),
                        count(alone.units if alone else 0),
                        "",
                    ),
                    (
                        t("reductions.card_least_spared", year=plan.year),
                        count(int(least.spared.sum())),
                        "",
                    ),
                ),
                folded=more,
                link=plan_view.units_of("statutory_missed") if owes["missed"] else "",
                help=plan_reductions_card.least_help(plan),
            ),
            parts.Card(
                t("reductions.card_deficit"),
                t("plan.units", n=now.deficit_units),
                of=t(f"reductions.card_deficit_{'apart' if apart else 'of'}", amount=now.deficit),
                lines=(
                    (t("reductions.card_deficit_more"), count(now.deeper_units), ""),
                    (
                        t("reductions.card_deficit_inside", scope=inside.units),
                        count(inside.deficit_units),
                        "",
                    ),
                    (
                        t("reductions.card_deficit_outside", scope=outside.units),
                        count(outside.deficit_units),
                        "",
                    ),
                    (t("reductions.card_deficit_quo", year=plan.year), count(before.deficit_units), ""),
                ),
                folded=more,
                link=explaining.link("", "deficit", **explaining.EVERY),
            ),
        ]
    )
    with parts.panel("reductions"):
        labels = {name: t(f"reductions.view_{name}", year=plan.year) for name in VIEWS}
        view = st.segmented_control(
            t("plan.view"),
            VIEWS,
            format_func=lambda v: labels[v],
            required=True,
            label_visibility="collapsed",
            **state.chooser("reductions_view", "reductions.view", VIEWS, "units"),
        )
        if view == "measures":
            grid.show(plan_reductions_tables.by_measure(plan), "reductions.measures")
        elif view == "units":
            parts.html(f'<p class="subtitle">{parts.rich(plan_reductions_card.in_scope(plan))}</p>')
            grid.show(plan_reductions_tables.by_unit(plan), "reductions.units")
        elif view == "spared":
            grid.show(plan_reductions_tables.spared(plan), "reductions.spared")
        else:
            plan_wish.show(plan)
        if view in ("measures", "units"):
            _remainder(plan)


def _remainder(plan: Plan) -> None:
    """Ai giảm thêm một đồng do làm tròn."""

    def named(item: Remainder) -> str:
        return plan_reductions_tables.title(plan.scenario.reductions[item.number - 1], plan.base_year)

    plan_remainder.show(cut_remainders(plan.result(), plan.year), "reductions", named, "cut")
