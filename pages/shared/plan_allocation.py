"""Tăng kinh phí cho trường: what the pool reaches, school by school and level by level."""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.indicators import indicators, share
from budget.money import total
from budget.payers import at_norm_by_hand
from budget.planning import grants, schools_served
from budget.remainder import Remainder, grant_remainders
from budget.risks import made_up
from budget.scenario import SavingsPool
from pages.shared import (
    explaining,
    grid,
    parts,
    plan_exceptions,
    plan_find,
    plan_idle,
    plan_remainder,
    plan_schools,
    plan_view,
    state,
)
from pages.shared.plan import Plan
from pages.shared.plan_allocation_levers import stage_title, stages_table

VIEWS = ("levels", "schools", "stages", "payers", "find")


def sentence(plan: Plan) -> str:
    """Câu phát hiện: what the pool brings, and what is still missing."""
    now, before = plan_schools.both(plan)
    money = grants(plan.result(), plan.year)
    waits = plan.scenario.allocation is None and money.saved
    some = "sentence_waits" if waits else "sentence"
    said = state.words().t(
        f"allocation.{some if now.schools_at_norm < now.schools_with_norm else 'sentence_all'}",
        increase=now.increase,
        saved=money.saved,
        year=plan.year,
        at=now.schools_at_norm,
        schools=now.schools_with_norm,
        before=before.schools_at_norm,
        gap=now.norm_gap,
        below=now.schools_with_norm - now.schools_at_norm,
        pupils=now.pupils_below_norm,
    )
    w, kept = state.words(), indicators(plan.result(), plan.year).kept
    if money.beyond:
        return f"{said} {w.t('allocation.beyond', more=money.beyond)}"
    # what a pool by amount leaves of the cuts is told as what it asks beyond them
    left = not waits and kept > 0 and not w.numbers.slight(kept)
    return f"{said} {w.t('allocation.kept', kept=kept, saved=money.saved)}" if left else said


def why(plan: Plan) -> list[str]:
    """Vì sao nguồn, các bước chia hay ngoại lệ không có tác dụng."""
    if not plan.result().computed:
        return []
    cards = [*plan_idle.reasons(plan, "stages"), *plan_idle.reasons(plan, "exceptions")]
    return [*cards, *_reasons(plan)]


def _reasons(plan: Plan) -> list[str]:
    """Điều cần nói của cả nguồn: that of a single card stands below it."""
    result, w = plan.result(), state.words()
    found = plan_view.useless(result, "allocation", plan.year)
    now, money = plan.scenario.allocation, grants(result, plan.year)
    if now is None:
        return [w.t("allocation.none")]
    if plan.year > plan.base_year and not money.pool:
        saved = isinstance(now.pool, SavingsPool) and not money.saved
        found.append(w.t("allocation.nothing_saved" if saved else "allocation.no_pool", year=plan.year))
    if money.unallocated:
        key = "allocation.left_cap" if now.cap is not None else "allocation.left_need"
        found.append(w.t(key, year=plan.year, amount=money.unallocated))
    return found


def _by_hand(plan: Plan) -> str:
    """Bao nhiêu trường đạt định mức chỉ nhờ ngoại lệ; "" for none."""
    if not plan_exceptions.of(plan):
        return ""
    n = at_norm_by_hand(plan.result(), plan_exceptions.plain(plan), plan.year)
    return state.words().t("allocation.card_norm_by_hand", n=n) if n else ""


def cards(plan: Plan) -> None:
    """Bốn chỉ số của năm xem, against the status quo."""
    w = state.words()
    t = w.t
    now, before = plan_schools.both(plan)
    unit = w.numbers.unit_name()
    more, many = now.schools_at_norm - before.schools_at_norm, now.supplement_schools > 1
    less = now.norm_gap - before.norm_gap
    reach, to = now.reach, explaining.ways(**explaining.EVERY)
    part = share(now.increase, now.status_quo) or 0.0
    parts.cards(
        [
            parts.Card(
                t("allocation.card_increase", unit=unit),
                w.numbers.money(now.increase),
                t("allocation.card_share", share=part, year=plan.year) if now.increase else "",
                "gain" if now.increase > 0 else "",
                t("allocation.card_reach", up=reach.up, same=reach.same, down=reach.down),
                link=to("", "increase"),
                lines=_made_up(plan),
            ),
            parts.Card(
                t("allocation.card_norm"),
                t("allocation.of", n=now.schools_at_norm, of=now.schools_with_norm),
                t(
                    "allocation.card_norm_more" if more else "allocation.card_norm_same",
                    n=more,
                    year=plan.year,
                ),
                "gain" if more > 0 else "loss" if more < 0 else "",
                t("allocation.card_norm_note", n=now.pupils_below_norm) + _by_hand(plan),
                link=to("", "coverage"),
            ),
            parts.Card(
                t("allocation.card_gap", unit=unit),
                w.numbers.money(now.norm_gap),
                t(
                    "allocation.card_gap_less" if less else "allocation.card_norm_same",
                    amount=less,
                    year=plan.year,
                ),
                "gain" if less < 0 else "loss" if less > 0 else "",
                t("allocation.card_gap_note", n=now.schools_with_norm - now.schools_at_norm),
                link=to("", "coverage"),
            ),
            parts.Card(
                t("allocation.card_supplement"),
                t("allocation.schools", n=now.supplement_schools),
                note=t(
                    "allocation.card_supplement_note" if many else "allocation.card_supplement_one",
                    multiple=now.median_multiple,
                )
                if now.supplement_schools
                else t("allocation.card_supplement_none", n=before.supplement_schools, year=plan.year),
                help=t("allocation.card_supplement_help"),
                link=to("", "supplement"),
            ),
        ]
    )


def _made_up(plan: Plan) -> tuple[tuple[str, str, parts.Tone], ...]:
    """Phần cấp thêm bù lại số giảm của chính trường, by name of a single one, and what is then gained, as the
    table below says; () for none that prints.
    """
    w, result = state.words(), plan.result()
    amounts = np.where(schools_served(result), made_up(result, plan.year), 0)
    whose, amount = np.flatnonzero(amounts), total(amounts)
    if w.numbers.slight(amount):
        return ()
    one = len(whose) == 1
    of = plan.units.name[whose[0]] if one else w.t("allocation.schools", n=len(whose))
    lines: list[tuple[str, str, parts.Tone]] = [
        (w.t("allocation.card_made_up", of=of), w.numbers.money(amount), "")
    ]
    now, _ = plan_schools.both(plan)
    part, net = share(now.increase, now.status_quo) or 0.0, now.from_status_quo_share or 0.0
    if w.numbers.percent(part) != w.numbers.percent(net):
        lines.append(
            (w.t("allocation.card_net", year=plan.year), w.numbers.percent_signed(net), ""),
        )
    return tuple(lines)


def results(plan: Plan) -> None:
    """Kết quả: coverage before and after, and one of the tables."""
    t = state.words().t
    plan_view.base_year_note(plan)
    plan_view.ended_note(plan)
    if not plan.changed_nothing():
        # without an allocation the levers say so beside
        plan_view.reasons(_reasons(plan) if plan.scenario.allocation else [])
    with parts.panel("coverage"):
        plan_schools.coverage(plan)
    with parts.panel("allocation"):
        views = VIEWS if plan_exceptions.of(plan) else tuple(name for name in VIEWS if name != "payers")
        view = st.segmented_control(
            t("plan.view"),
            views,
            format_func=lambda v: t(f"allocation.view_{v}"),
            required=True,
            label_visibility="collapsed",
            **state.chooser("allocation_view", "allocation.view", views, "levels"),
        )
        if view == "payers":
            payers = plan_exceptions.payers(plan)
            parts.sentence(plan_exceptions.sentence(plan, payers))
            grid.show(plan_exceptions.table(plan, payers), "allocation.payers")
        elif view == "find":
            plan_find.show(plan)
        elif view == "stages":
            grid.show(stages_table(plan), "allocation.stages")
        else:
            plan_schools.show(plan, view)
        if view in ("levels", "schools"):
            plan_view.reasons(plan_schools.net(plan))
        if view not in ("payers", "find"):
            _remainder(plan)
        if view in ("levels", "schools") and plan.year == plan.years[-1]:
            parts.note(t("allocation.last_year", year=plan.year))


def _remainder(plan: Plan) -> None:
    """Ai được thêm một bước do làm tròn."""
    t, now = state.words().t, plan.scenario.allocation

    def named(item: Remainder) -> str:
        if item.part == "stages" and now is not None:
            return stage_title(now.stages[item.number - 1])
        return t("allocation.floor" if item.part == "floor" else "allocation.part_exceptions")

    money = grants(plan.result(), plan.year)
    found = grant_remainders(plan.result(), plan.year)
    whole = money.floor and not any(item.part == "floor" for item in found)
    more = [t("allocation.remainder_floor", what=t("allocation.floor"))] if whole else []
    plan_remainder.show(found, "allocation", named, "increase", more)
