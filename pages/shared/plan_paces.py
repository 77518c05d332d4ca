"""So sánh nhịp của lộ trình: early, even and late side by side, each taken over in one click."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from budget.hard import Steepest
from budget.own_paths import MANY, Drawn, drawn
from budget.paces import PACES, Common, Course, Overwritten, Paced, at_pace, course, paced, pushed
from budget.report.chart_style import Series
from budget.report.charts import lines
from budget.report.risk_words import spans
from budget.report.tables import Column, Row, Table
from budget.simulate import Result
from pages.shared import cached, explaining, grid, parts, plan_hard, plan_scope, state
from pages.shared.plan import Plan
from pages.shared.plan_reductions_tables import title
from pages.shared.varying import Variation

TOLD = 4
"""Targets that a message names; the others are counted."""
OWN = "own"
"""The roadmap as the plan has it."""
ASIDE = {
    "dong": ("implausible", "deeper", "below"),
    "thousand": ("implausible", "below"),
    "million": ("below",),
}
"""Columns that a screen of 1366 pixels has no room for beside amounts in such a unit."""
TYPED = 0.3
"""Seconds in which a cell that was typed in has come: the browser holds it back for 0,15."""


def show(plan: Plan) -> None:
    """Ba nhịp cạnh nhau: what the State saves by year, and what each asks."""
    t = state.words().t
    if not plan.scenario.roadmap:
        parts.note(t("roadmap.paces_none"))
        return
    found = courses(plan)
    if any(c.released_in_all for c in found.values()):
        _drawn(plan, found)
    else:
        parts.note(t("roadmap.paces_nothing"))
    made = {pace: paced(plan.result(), pace) for pace in PACES}
    start = t(
        "roadmap.paces_from",
        shared=t("roadmap.paces_shared", most=MANY) if made["early"].common else "",
        apart=t("roadmap.paces_apart", n=made["early"].apart) if made["early"].apart else "",
    )
    parts.html(f'<p class="subtitle">{parts.rich(start.strip())}</p>')
    grid.show(table(plan, found), "roadmap.paces.table")
    with st.container(horizontal=True, gap="small"):
        for pace in PACES:
            st.button(
                t("roadmap.pace_use", pace=_name(pace)),
                key=f"roadmap.pace.use.{pace}",
                on_click=_use,
                args=(plan, pace),
                disabled=plan.locked,
            )
    if len(plan.years) > 1:
        _even_until(plan)
    # below the buttons: a line that goes with the pace just taken would move them from under the next click
    for pace in PACES:
        plan_hard.of_pace(plan, _name(pace), _at(plan, pace))
    for pace in PACES:
        for said in (
            _common(plan, _name(pace), made[pace].common),
            _pushed(plan, _name(pace), plan.result(), _at(plan, pace)),
        ):
            if said:
                parts.note(said)


def _even_until(plan: Plan) -> None:
    """Đều đến một năm, for every card: the targets after it stay."""
    t, years = state.words().t, plan.years[1:]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        parts.html(f'<p class="lever-note">{parts.rich(t("roadmap.even_until_label"))}</p>', "content")
        until = st.selectbox(
            t("roadmap.even_until_label"),
            years,
            index=years.index(plan.year) if plan.year in years else 0,
            label_visibility="collapsed",
            width=96,
            key=plan.key(f"roadmap.even.{plan.year}"),
        )
        st.button(
            t("roadmap.even_until", year=until),
            key="roadmap.even.use",
            on_click=_use,
            args=(plan, "even", until),
            disabled=plan.locked,
        )


def _drawn(plan: Plan, found: dict[str, Course]) -> None:
    """Biểu đồ các nhịp: what the State saves by year."""
    t = state.words().t
    look = state.look(88)
    colors = (look.colors.accent, *look.colors.scenarios[1:])
    best = max(found, key=lambda pace: found[pace].released_in_all)
    years = plan.scenario.years(plan.base_year)
    explaining.chart(
        lines(
            look,
            years,
            [
                Series(
                    _name(pace),
                    c.released,
                    colors[n],
                    [t("plan.hover", year=y, amount=a) for y, a in zip(years, c.released, strict=True)],
                    codes=[_to(pace, year=y)("", "released") for y in years],
                )
                for n, (pace, c) in enumerate(found.items())
            ],
            t("roadmap.chart_paces", pace=_name(best), amount=found[best].released_in_all),
            t("roadmap.chart_paces_what"),
            from_zero=True,
            height=230,
        ),
        "roadmap.paces",
    )


def buttons(plan: Plan, at: tuple[str, int]) -> None:
    """Nhịp của một phần lộ trình: draws the years up to its last target in one click."""
    t, targets = state.words().t, plan.scenario.roadmap[at[1]].targets
    asked = plan.key(f"{at[0]}.{at[1]}.pace")
    pace = state.note(asked, "")
    if targets and max(targets) > plan.base_year + 1:
        own = drawn(plan.result())[at[1]]
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key="plan-paces"):
            for name in PACES:
                st.button(
                    t(f"roadmap.pace_{name}"),
                    key=f"roadmap.pace.{name}",
                    type="tertiary",
                    help=t("roadmap.pace_help_even" if name == "even" else "roadmap.pace_help"),
                    on_click=state.keep,
                    args=(asked, name),
                    disabled=plan.locked or not own.units,
                )
            if pace:
                _fill(plan, at, asked, pace)
        if not own.alike:
            parts.html(f'<p class="lever-note">{parts.rich(_told(own))}</p>')
    elif pace:
        state.keep(asked, "")


def _told(own: Drawn) -> str:
    """Nhịp của thẻ có nhiều mức năm gốc vẽ thế nào: a path for each, or from which degree one for all."""
    t = state.words().t
    if own.apart:
        return t("roadmap.pace_apart", n=own.units)
    return t("roadmap.pace_shared", n=own.units, middle=own.middle, most=MANY)


def _fill(plan: Plan, at: tuple[str, int], asked: str, pace: str) -> None:
    """Điền mục tiêu các năm theo nhịp, with what was typed last.

    A cell that is left by the click on a pace is sent after that click: the wait lets it in, and the page
    begins anew with it.
    """
    # a spinner would come after half a second, when this is done and the page begins anew
    waits = parts.rich(state.words().t("roadmap.pace_filling"))
    parts.html(f'<p class="subtitle" role="status">{waits}</p>', "content")
    time.sleep(TYPED)
    st.empty()
    state.keep(asked, "")
    _take(plan, pace, _name(pace), paced(plan.result(), pace, place=at[1]))
    plan.save()
    st.rerun()


def _take(plan: Plan, pace: str, name: str, made: Paced, gone: str = "") -> None:
    """Đặt lộ trình theo một nhịp, and keep what is told of it: whose paths, and which measures take more."""
    before = plan.result()
    plan.set(("roadmap",), made.scenario.model_dump(exclude_unset=True)["roadmap"])
    said = state.words().t("roadmap.pace_used", pace=name, how=_how(pace, made), gone=gone).strip()
    more = [_common(plan, name, made.common), _pushed(plan, name, before, plan.result())]
    state.keep("plan.message", ("done", said, "", " ".join(filter(None, more))))


def _how(pace: str, made: Paced) -> str:
    """Nhịp vừa vẽ thế nào."""
    if pace == "even":
        return state.words().t("roadmap.pace_used_even")
    return state.words().t("roadmap.pace_used_apart", n=made.apart) if made.apart else ""


def _common(plan: Plan, name: str, found: Sequence[Common]) -> str:
    """Đường chung của các thẻ nhiều đơn vị: from which degree, who falls and who must rise faster."""
    w, titles = state.words(), plan_scope.named
    return " ".join(
        w.t(
            "roadmap.pace_common",
            pace=name,
            card=titles(plan, "roadmap", one.card - 1),
            n=one.units,
            start=one.start,
            year=plan.years[0],
            first=one.first,
            above=w.t("roadmap.pace_common_above", n=one.above) if one.above else "",
            below=one.below,
            most=w.numbers.decimal(one.most * 100, 1),
        )
        for one in found
    )


def courses(plan: Plan) -> dict[str, Course]:
    """Kết quả của phương án như đang có và của từng nhịp."""
    found = {OWN: course(plan.result(), plan.year)}
    for pace in PACES:
        found[pace] = course(_at(plan, pace), plan.year)
    return found


def _at(plan: Plan, pace: str) -> Result:
    """Phương án theo một nhịp."""
    now = plan.result()
    return cached.result(at_pace(now, pace), plan.version.id, now.law)


def table(plan: Plan, found: dict[str, Course]) -> Table:
    """Bảng so sánh các nhịp."""
    t, later = state.words().t, range(1, len(plan.result().years))
    of = {j: plan.result().years[j] for j in later}
    hard = t("roadmap.pace_implausible_help", limit=plan.scenario.assumptions.plausible_growth)
    columns = (
        Column("pace", t("roadmap.pace")),
        *(
            Column(f"revenue.{y}", t("roadmap.pace_revenue", year=y), "money", t("roadmap.pace_revenue_help"))
            for y in of.values()
        ),
        Column("steepest", t("roadmap.pace_steepest"), "figure", t("roadmap.pace_steepest_help")),
        Column("released", t("roadmap.pace_released", year=plan.year), "money", shown=False),
        Column("in_all", t("roadmap.pace_in_all", year=plan.years[-1]), "money"),
        Column("units", t("roadmap.pace_units"), "count", t("roadmap.pace_units_help"), shown=False),
        Column("risen", t("roadmap.pace_risen", year=plan.year), "count", shown=False),
        Column("implausible", t("roadmap.pace_implausible"), "figure", hard),
        Column("deeper", t("roadmap.pace_deeper"), "figure"),
        Column("below", t("roadmap.pace_below"), "figure"),
    )
    aside = ASIDE.get(state.words().money_unit, ())
    columns = tuple(replace(c, shown=c.shown and c.id not in aside) for c in columns)
    j = plan.result().year(plan.year)
    rows = [
        Row(
            {
                "pace": _name(pace),
                **{f"revenue.{y}": c.revenue[k] for k, y in of.items()},
                "steepest": _steepest(c.steepest),
                "released": c.released[j],
                "in_all": c.released_in_all,
                "units": c.ever_releasing,
                "risen": c.risen,
                "implausible": _spans(c.implausible),
                "deeper": _spans(c.deeper),
                "below": _spans(c.below),
            },
            notes={
                **{f"revenue.{y}": t("plan.units", n=c.adding[k]) for k, y in of.items()},
                "steepest": c.steepest.unit if c.steepest else "",
                "released": t("plan.units", n=c.releasing),
                "in_all": t("plan.units", n=c.ever_releasing),
            },
            links={
                **{f"revenue.{y}": _to(pace, year=y)("", "roadmap_revenue") for y in of.values()},
                "released": to("", "released"),
                "risen": to("", "ratio"),
            },
        )
        for pace, c in found.items()
        for to in [_to(pace)]
    ]
    return Table(t("roadmap.table_paces"), columns, rows)


def _to(pace: str, **choices: Any) -> Callable[..., str]:
    """Đường đến giải trình của phương án theo một nhịp, which is made anew there."""
    varied = None if pace == OWN else Variation(pace)
    return explaining.ways(varied=varied, **explaining.EVERY, **choices)


def _steepest(found: Steepest | None) -> str:
    """Mức tăng nhanh nhất và năm."""
    w = state.words()
    return w.t("roadmap.pace_steepest_in", share=w.share(found.growth), year=found.year) if found else "-"


def _spans(years: Mapping[int, int]) -> str:
    """Bao nhiêu đơn vị trong những năm nào."""
    return spans(years, state.words(), "summary.span").replace("-", "-\N{WORD JOINER}") or "-"


def _name(pace: str, until: int | None = None) -> str:
    w = state.words()
    return w.t("roadmap.even_until", year=until) if until else w.t(f"roadmap.pace_{pace}")


def _use(plan: Plan, pace: str, until: int | None = None) -> None:
    made = paced(plan.result(), pace, until)
    _take(plan, pace, _name(pace, until), made, _gone(plan, made.gone))
    plan.save(rerun=False)


def _pushed(plan: Plan, name: str, before: Result, after: Result) -> str:
    """Thẻ mục tiêu nào phải giảm thêm theo nhịp, each with its years; "" for none."""
    w = state.words()
    said, titles = [], [title(one, plan.base_year) for one in plan.scenario.reductions]
    for one in pushed(before, after):
        years = [w.t("roadmap.pace_pushed_year", more=m, year=y) for y, m in one.more.items()]
        if rest := len(years[TOLD:]):
            years[TOLD:] = [w.t("roadmap.pace_pushed_more", n=rest)]
        card = plan_scope.quoted(titles, one.number - 1)
        said.append(w.t("roadmap.pace_pushed_card", card=card, years=w.list(years)))
    return w.t("roadmap.pace_pushed", pace=name, cards="; ".join(said)) if said else ""


def _gone(plan: Plan, gone: Sequence[Overwritten]) -> str:
    """Mục tiêu đã đặt mà nhịp thay, few by their cards and years, the others counted."""
    w = state.words()
    told = [
        w.t(
            "roadmap.pace_gone",
            card=plan_scope.named(plan, "roadmap", card - 1),
            years=w.list([_replaced(one) for one in own]),
        )
        for card, own in groupby(gone[:TOLD], key=lambda one: one.card)
    ]
    if len(gone) > TOLD:
        told.append(w.t("roadmap.pace_gone_more", n=len(gone) - TOLD))
    return w.t("roadmap.pace_replaced", what="; ".join(told)) if told else ""


def _replaced(one: Overwritten) -> str:
    key = "roadmap.pace_gone_blank" if one.after is None else "plan.moved_year_changed"
    return state.words().t(key, year=one.year, before=one.before, after=one.after)
