"""Tăng kinh phí cho trường: what the pool reaches, school by school and level by level."""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.cuts import only
from budget.indicators import Indicators, indicators, share
from budget.money import six_digits, total
from budget.planning import grants, lowest, schools_served
from budget.remainder import Remainder, grant_remainders
from budget.report.charts_bars import before_after
from budget.report.tables import Column, Row, Table, grouped
from budget.risks import made_up
from budget.scenario import SavingsPool
from budget.select import Mask
from pages.shared import (
    explaining,
    grid,
    parts,
    plan_exceptions,
    plan_find,
    plan_idle,
    plan_remainder,
    plan_view,
    state,
)
from pages.shared.plan import Plan
from pages.shared.plan_allocation_levers import stage_title, stages_table

VIEWS = ("levels", "schools", "stages", "payers", "find")
FIGURES = {
    "pupils": "pupils",
    "status_quo": "status_quo",
    "increase": "increase",
    "norm": "coverage",
    "multiple": "supplement_multiple",
}
"""Columns of a school that have an explanation of their own."""
SHOWN = 9
"""Schools in the chart: the lowest; all of them are in the table."""


def _both(plan: Plan) -> tuple[Indicators, Indicators]:
    """Indicators of the schools served: of the plan and of the status quo."""
    scope = schools_served(plan.result())
    return (
        indicators(plan.result(), plan.year, scope),
        indicators(plan.status_quo(), plan.year, scope),
    )


def sentence(plan: Plan) -> str:
    """Câu phát hiện: what the pool brings, and what is still missing."""
    now, before = _both(plan)
    said = state.words().t(
        "allocation.sentence" if now.schools_at_norm < now.schools_with_norm else "allocation.sentence_all",
        increase=now.increase,
        year=plan.year,
        at=now.schools_at_norm,
        schools=now.schools_with_norm,
        before=before.schools_at_norm,
        gap=now.norm_gap,
        below=now.schools_with_norm - now.schools_at_norm,
        pupils=now.pupils_below_norm,
    )
    beyond = grants(plan.result(), plan.year).beyond
    return f"{said} {state.words().t('allocation.beyond', more=beyond)}" if beyond else said


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


def cards(plan: Plan) -> None:
    """Bốn chỉ số của năm xem, against the status quo."""
    w = state.words()
    t = w.t
    now, before = _both(plan)
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
                t("allocation.card_norm_note", n=now.pupils_below_norm),
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
    """Phần cấp thêm bù lại số giảm của chính trường, by name of a single one; () for none that prints."""
    w, result = state.words(), plan.result()
    amounts = np.where(schools_served(result), made_up(result, plan.year), 0)
    whose, amount = np.flatnonzero(amounts), total(amounts)
    if w.numbers.slight(amount):
        return ()
    one = len(whose) == 1
    of = plan.units.name[whose[0]] if one else w.t("allocation.schools", n=len(whose))
    return ((w.t("allocation.card_made_up", of=of), w.numbers.money(amount), ""),)


def results(plan: Plan) -> None:
    """Kết quả: coverage before and after, and one of the tables."""
    t = state.words().t
    plan_view.base_year_note(plan)
    if not plan.changed_nothing():
        # without an allocation the levers say so beside
        plan_view.reasons(_reasons(plan) if plan.scenario.allocation else [])
    with parts.panel("coverage"):
        _coverage(plan)
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
            parts.html(f'<p class="sentence">{parts.rich(plan_exceptions.sentence(plan, payers))}</p>')
            grid.show(plan_exceptions.table(plan, payers), "allocation.payers")
        elif view == "find":
            plan_find.show(plan)
        elif view == "stages":
            grid.show(stages_table(plan), "allocation.stages")
        else:
            grid.show(by_school(plan, units=view == "schools"), f"allocation.{view}")
        if view not in ("payers", "find"):
            _remainder(plan)


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


def _coverage(plan: Plan) -> None:
    w = state.words()
    t = w.t
    result, quo = plan.result(), plan.status_quo()
    j = result.year(plan.year)
    before, after = quo["coverage"][:, j], result["coverage"][:, j]
    rows = lowest(before, schools_served(result), SHOWN)
    now, _ = _both(plan)
    below = now.schools_with_norm - now.schools_at_norm
    names = [result.units.name[i] for i in rows]
    texts = [
        t(
            "allocation.hover",
            year=plan.year,
            name=result.units.name[i],
            before=float(before[i]),
            after=float(after[i]),
            amount=float(result["increase"][i, j]),
        )
        for i in rows
    ]
    picked = parts.chart(
        before_after(
            state.look(92),
            names,
            [float(before[i]) for i in rows],
            [float(after[i]) for i in rows],
            t(
                "allocation.chart" if below else "allocation.chart_all",
                n=below,
                of=now.schools_with_norm,
            ),
            t("allocation.chart_what", year=plan.year, n=len(rows)),
            codes=[result.units.code[i] for i in rows],
            texts=texts,
        ),
        "allocation.coverage",
        pick=True,
    )
    if picked:
        explaining.open_unit(picked, "coverage")


def by_school(plan: Plan, *, units: bool) -> Table:
    """Kinh phí tăng theo cấp học, with or without the schools themselves."""
    w, result = state.words(), plan.result()
    t = w.t
    scope = schools_served(result)
    kinds = np.array(result.units.kind)
    j = result.year(plan.year)

    to = explaining.ways()
    back = made_up(result, plan.year)

    def noted(mask: Mask) -> dict[str, str]:
        amount = total(back[mask])
        return {} if w.numbers.slight(amount) else {"increase": t("allocation.made_up", amount=amount)}

    def sums(mask: Mask, label: str, of: tuple[str, ...]) -> Row:
        found = indicators(result, plan.year, mask)
        cells = {
            "unit": label,
            "pupils": found.pupils,
            "status_quo": found.status_quo,
            "increase": found.increase,
            "share": share(found.increase, found.status_quo),
            "norm": t("allocation.of", n=found.schools_at_norm, of=found.schools_with_norm),
            "multiple": found.median_multiple,
        }
        # schools out of reach of the pool add nothing to its increase
        there = explaining.link("", "increase", **explaining.EVERY | {"kinds": of})
        return Row(cells, notes=noted(mask), link=there, links={"increase": there})

    columns = (
        Column("unit", t("allocation.kind" if not units else "plan.unit")),
        Column("pupils", t("allocation.pupils"), "count"),
        Column("status_quo", t("allocation.quo", year=plan.year), "money"),
        Column("increase", t("allocation.increase"), "signed", help=t("allocation.increase_help")),
        Column(
            "share",
            t("allocation.percent", year=plan.year),
            "percent",
            help=t("allocation.percent_help", year=plan.year),
        ),
        Column(
            "norm",
            t("allocation.at_norm_share" if units else "allocation.at_norm"),
            "figure",
            help=t("allocation.at_norm_help"),
        ),
        Column(
            "multiple", t("allocation.multiple_column"), "decimal", help=t("allocation.multiple_column_help")
        ),
    )
    groups = []
    published = {name: result.published(name)[:, j] for name in ("pupils", "status_quo", "increase")}
    gets = published["increase"]
    for kind in w.kinds():
        mask = scope & (kinds == kind)
        if not mask.any():
            continue
        members = []
        # who gets most first; equal ones in the order of the list
        for i in sorted(np.flatnonzero(mask).tolist(), key=lambda i: -gets[i]) if units else ():
            cells = {name: int(values[i]) for name, values in published.items()}
            covered = float(six_digits(result["coverage"][i, j]))
            members.append(
                Row(
                    {
                        "unit": result.units.name[i],
                        **cells,
                        "share": share(cells["increase"], cells["status_quo"]),
                        "norm": w.numbers.percent(covered),
                        "multiple": float(result["supplement_multiple"][i, j]),
                    },
                    notes=noted(only(result, i)),
                    link=to(result.units.code[i], "increase"),
                    links={c: to(result.units.code[i], figure) for c, figure in FIGURES.items()},
                )
            )
        groups.append((sums(mask, t("plan.group", kind=kind, n=int(mask.sum())), (kind,)), members))
    every = sums(scope, t("plan.total", n=int(scope.sum())), ())
    title = t("allocation.table_schools" if units else "allocation.table_levels", year=plan.year)
    return Table(title, columns, grouped(groups, every))
