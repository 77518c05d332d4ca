"""Giả định: the levers of the Giả định page and what they give."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from budget.drivers import compensation_rate
from budget.payers import running_on
from budget.report.chart_style import Series
from budget.report.charts import lines
from budget.report.growth_said import growth_said
from budget.scenario import Assumptions
from budget.standing import erosion
from budget.units import SCHOOL_KINDS
from pages.shared import explaining, grid, parts, plan_levers, plan_view, standing_parts, state
from pages.shared.plan import Plan

REVENUE = ("tuition", "users", "service_revenue", "fees", "other_revenue", "orders", "science")
FURTHEST = 10
"""Years that a plan may reach beyond its base year on this page."""


def levers_of(plan: Plan) -> None:
    """Các cần: the common ones in view, the rarer behind headings."""
    w = state.words()
    t = w.t
    pay_year = plan.law.last_year("base_pay")
    at = "assumptions"
    parts.note(t("assumptions.fixed"))
    plan_levers.share(
        plan,
        (at, "inflation"),
        t("assumptions.inflation"),
        high=0.15,
        step=0.005,
        default=0.0,
        mark="" if plan.scenario.assumptions.inflation else t("assumptions.inflation_none"),
        hint=t("assumptions.inflation_help"),
    )
    plan_levers.share(
        plan,
        (at, "base_pay_growth"),
        t("assumptions.base_pay_growth"),
        high=0.15,
        step=0.005,
        default=0.0,
        mark=t("assumptions.pay_enacted", year=pay_year),
        hint=t("assumptions.base_pay_growth_help"),
    )
    plan_levers.share(
        plan,
        (at, "pay_drift"),
        t("assumptions.pay_drift"),
        high=0.05,
        step=0.0025,
        default=0.0,
        hint=t("assumptions.pay_drift_help"),
    )
    last = plan.scenario.years(plan.base_year)[-1]
    plan_levers.number(
        plan,
        ("horizon",),
        t("assumptions.horizon"),
        last,
        low=plan.base_year + 1,
        high=plan.base_year + FURTHEST,
    )
    if n := running_on(plan.result()):
        parts.note(t("assumptions.exceptions_run", n=n, year=plan.years[-1]))
    kinds = [kind for kind in w.kinds() if kind in plan.units.kind]
    with st.expander(t("assumptions.heads")):
        columns = (("pupils_growth", t("assumptions.pupils")), ("staff_growth", t("assumptions.staff")))
        plan_levers.rates(plan, (at,), kinds, columns, w.kind)
        plan_levers.share(
            plan,
            (at, "follow_pupils"),
            t("assumptions.follow_pupils"),
            step=0.1,
            default=0.5,
            hint=t("assumptions.follow_pupils_help"),
        )
    with st.expander(t("assumptions.revenue")):
        growth = (("revenue_growth", t("assumptions.growth")),)
        # the headings of the workbook are too long for the panel
        plan_levers.rates(plan, (at,), REVENUE, growth, lambda one: t(f"assumptions.revenue_{one}"))
        plan_levers.switch(
            plan,
            (at, "prices_follow_costs"),
            t("assumptions.prices_follow_costs"),
            hint=t("assumptions.prices_follow_costs_help"),
        )
    with st.expander(t("assumptions.state")):
        for name in ("state_pays_rises", "state_pays_steps"):
            plan_levers.share(plan, (at, name), t(f"assumptions.{name}"), step=0.1, default=1.0)
        plan_levers.switch(plan, (at, "own_funds_first"), t("assumptions.own_funds_first"))
    with st.expander(t("assumptions.rarer")):
        plan_levers.choice(
            plan,
            ("classification",),
            t("assumptions.classification"),
            ("period", "yearly"),
            "assumptions.classification",
            hint=t("assumptions.classification_help"),
        )
        for name, high, step, default in (
            ("plausible_growth", 0.5, 0.01, 0.15),
            ("contributions_share", 0.4, 0.01, 0.15),
        ):
            plan_levers.share(
                plan, (at, name), t(f"assumptions.{name}"), high=high, step=step, default=default
            )
        _compensation(plan)


def _compensation(plan: Plan) -> None:
    """Mức cấp bù học phí: as the plan states it; back at the office's rate the plan states none."""
    w, name = state.words(), "compensation_rate"
    own = plan.law.find(name, date(plan.year, 1, 1))
    unsaid = float(compensation_rate(Assumptions(), plan.law, plan.year))
    plan_levers.share(
        plan,
        ("assumptions", name),
        w.t(f"assumptions.{name}"),
        step=0.1,
        default=unsaid,
        value=float(compensation_rate(plan.scenario.assumptions, plan.law, plan.year)),
        mark="" if own is None else w.t("assumptions.of_office", value=own.number(), source=own.source),
        unsaid=unsaid,
    )


def sentence(plan: Plan) -> str:
    """Câu phát hiện: what stands for operations at the end against what they will cost."""
    if not plan.result().computed:
        return ""
    now = next(e for e in erosion(plan.status_quo()) if e.year == plan.year)
    before = erosion(plan.status_quo())[0]
    return state.words().t(
        "assumptions.sentence" if plan.scenario.norms else "assumptions.sentence_norms",
        year=plan.year,
        real=now.real,
        below=now.below_norm,
        schools=int(plan.units.school.sum()),
        base=plan.base_year,
        before=before.below_norm,
        mark=float(plan.result().law.at(standing_parts.NORM, plan.base_year).number()),
    )


def results(plan: Plan) -> None:
    """Kết quả: support against the status quo, erosion of operations, findings."""
    w, result = state.words(), plan.result()
    quo = plan.status_quo()
    now, before = plan_view.figures(plan)
    plan_view.base_year_note(plan)
    rows = erosion(quo)
    here = next(e for e in rows if e.year == plan.year)
    unit = w.numbers.unit_name()
    parts.cards(
        [
            parts.Card(
                w.t("assumptions.card_quo", year=plan.year, unit=unit),
                w.numbers.money(before.support),
                w.t("plan.against_base", share=before.from_base_share, base=plan.base_year),
                note=w.t("plan.units", n=before.units),
                link=explaining.link("", quo=True, **explaining.EVERY),
            ),
            parts.Card(
                w.t("assumptions.card_plan", year=plan.year, unit=unit),
                w.numbers.money(now.support),
                plan_view.against_quo(now),
                note=w.t("plan.up_down", up=now.reach.up, down=now.reach.down),
                link=explaining.link("", **explaining.EVERY),
            ),
            parts.Card(
                w.t("assumptions.card_real", year=plan.year),
                w.numbers.percent(here.real),
                note=w.t("assumptions.card_real_note", wanted=here.wanted),
                help=w.t("assumptions.card_real_help"),
            ),
            parts.Card(
                w.t("assumptions.card_deficit"),
                w.t("plan.units", n=now.deficit_units),
                link=explaining.link("", "deficit", **explaining.EVERY),
                note=w.t("assumptions.card_deficit_note", n=before.deficit_units, year=plan.year),
            ),
        ]
    )
    if made := growth_said(quo, plan.year, w):
        parts.note_folded(made)
    look = state.look(40)
    one, two = st.columns(2)
    with one, parts.panel("support"):
        explaining.chart(
            _upright(
                lines(
                    look,
                    result.years,
                    [
                        Series(
                            w.t("plan.plan"),
                            result.totals["support"],
                            hover=_hover(plan, result.totals["support"]),
                            codes=_codes(plan, "support"),
                        )
                    ],
                    w.t(
                        "assumptions.chart_same"
                        if w.numbers.slight(now.from_status_quo)
                        else "assumptions.chart_support",
                        year=plan.year,
                        change=now.from_status_quo,
                    ),
                    w.t("assumptions.chart_support_what", n=now.units),
                    status_quo=Series(
                        w.t("app.status_quo"),
                        quo.totals["support"],
                        hover=_hover(plan, quo.totals["support"]),
                        codes=_codes(plan, "support", quo=True),
                    ),
                    from_zero=True,
                    height=265,
                )
            ),
            "assumptions.support",
        )
    with two, parts.panel("erosion"):
        wanted = [e.wanted for e in rows]
        there = [e.available for e in rows]
        schools = tuple(kind for kind in w.kinds() if kind in SCHOOL_KINDS)
        explaining.chart(
            _upright(
                lines(
                    look,
                    result.years,
                    [
                        Series(
                            w.t("assumptions.wanted"),
                            wanted,
                            look.colors.loss,
                            _hover(plan, wanted),
                            codes=_codes(plan, "operations", quo=True, kinds=schools),
                        ),
                        Series(
                            w.t("assumptions.there"),
                            there,
                            look.colors.accent,
                            _hover(plan, there),
                            codes=_codes(plan, "available", quo=True, kinds=schools),
                        ),
                    ],
                    w.t("assumptions.chart_erosion", year=plan.year, real=here.real),
                    w.t("assumptions.chart_erosion_what", n=int(plan.units.school.sum())),
                    from_zero=True,
                    height=265,
                )
            ),
            "assumptions.erosion",
        )
    with parts.panel("findings"):
        grid.show(plan_view.findings_table(plan), "assumptions.findings")


def _hover(plan: Plan, values: object) -> list[str]:
    w = state.words()
    years = plan.result().years
    return [w.t("plan.hover", year=y, amount=float(v)) for y, v in zip(years, values, strict=True)]  # type: ignore[call-overload]


def _codes(plan: Plan, figure: str, **choices: Any) -> list[str]:
    """Where the mark of each year leads: the units whose figures make it."""
    return [
        explaining.link("", figure, **explaining.EVERY | choices | {"year": y}) for y in plan.result().years
    ]


def _upright(figure: Any) -> Any:
    """Every second year is named in a narrow chart, upright."""
    return figure.update_xaxes(tickangle=0, tickfont_size=11, dtick=2)
