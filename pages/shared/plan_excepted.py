"""Ngoại lệ được hay mất: what a unit gets with and without them, by year, beside the editor."""

from __future__ import annotations

import streamlit as st

from budget.indicators import indicators
from budget.payers import Own, above_cap, own
from budget.report.tables import Column, Row, Table
from budget.scenario import changed
from pages.shared import cached, explaining, grid, parts, state
from pages.shared.plan import Plan
from pages.shared.varying import NO_EXCEPTIONS, Variation

AT = ("allocation", "exceptions")
MILLION = 1_000_000
MOST = 1_000_000
"""The largest amount that can be added in one press, triệu đồng."""


def show(plan: Plan, here: int) -> None:
    """Bảng có và không có ngoại lệ of the unit of the open card; where it gets less, in which years, and the
    button that makes it lose in none.
    """
    code = plan.scenario.allocation.exceptions[here].unit if plan.scenario.allocation else ""
    if code not in plan.units.code or not plan.result().computed:
        return
    plain = cached.result(changed(plan.scenario, AT, None), plan.version.id, plan.law)
    found = own(plan.result(), plain, code)
    _more(plan, here, code, found)
    grid.show(_table(found, code), "allocation.own")
    if passed := _above_norm(plan, code):
        parts.note(passed)
    if found.less:
        _less(plan, here, found)


def _above_norm(plan: Plan, code: str) -> str:
    """Trường vượt định mức của mình nhờ ngoại lệ while others stay below; "" where it is not so."""
    result, year = plan.result(), plan.year
    met = float(result["coverage"][plan.units.position(code), result.year(year)])
    below = indicators(result, year).schools_below_norm
    # a unit without a norm has none to pass: NaN is above nothing
    if not met > 1 or not below:
        return ""
    return state.words().t("allocation.own_above_norm", year=year, share=met, n=below)


def cap(plan: Plan, here: int) -> str:
    """Ngoại lệ không theo trần, and by how much the largest passes it; "" without a cap."""
    w, given, result = state.words(), plan.scenario.allocation, plan.result()
    entry = given.exceptions[here] if given else None
    if given is None or entry is None or entry.unit not in plan.units.code or not result.computed:
        return ""
    found = above_cap(result, entry.unit)
    if found is None:
        return ""
    most = max(found.beyond.values(), default=0)
    over = w.t("allocation.exception_over", over=most) if most else ""
    return w.t("allocation.exception_cap", share=given.cap, base=plan.base_year, cap=found.cap, over=over)


def _table(found: Own, code: str) -> Table:
    """A row a year and the sum, each amount with the way to its explanation."""
    w = state.words()
    columns = (
        Column("year", w.t("allocation.own_year")),
        Column("with_them", w.t("allocation.with_exceptions"), "money"),
        Column("without_them", w.t("allocation.without_exceptions"), "money"),
        Column("net", w.t("allocation.difference"), "signed"),
    )
    rows = []
    for year in found.years:
        to = explaining.ways(year=year)
        plain = explaining.ways(year=year, varied=Variation(NO_EXCEPTIONS))
        amounts = {"with_them": found.with_them[year], "without_them": found.without_them[year]}
        cells = {"year": str(year), "net": found.difference(year)} | amounts
        links = {"with_them": to(code, "increase"), "without_them": plain(code, "increase")}
        rows.append(Row(cells, links=links))
    sums = {"with_them": sum(found.with_them.values()), "without_them": sum(found.without_them.values())}
    total = Row({"year": w.t("allocation.own_sum"), "net": found.net, **sums}, "total")
    return Table(w.t("allocation.own_table"), columns, [*rows, total])


def _more(plan: Plan, here: int, code: str, found: Own) -> None:
    """Ô cấp thêm ngoài số đang được of the year in view: an exception takes the place of what the stages
    give, so what is entered is the sum, and every other year as it is.
    """
    t, year = state.words().t, plan.year
    if year not in found.years:
        return
    label = t("allocation.own_more", year=year)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        more = st.number_input(
            label,
            min_value=1,
            max_value=MOST,
            value=None,
            step=1,
            key=plan.key(f"exceptions.{here}.more.{year}"),
            help=t("allocation.own_more_help", part=found.asked[year], year=year),
            disabled=plan.locked,
        )

        def add() -> None:
            amounts = found.with_more(year, int(more or 0) * MILLION)
            plan.set((*AT, here, "by_year"), {str(y): amount for y, amount in amounts.items()})
            plan.save(rerun=False)
            told = {"year": year, "more": int(more or 0) * MILLION, "amount": amounts[year]}
            gets = own(plan.result(), plan.result(), code).with_them[year]
            short = t("allocation.own_more_short", amount=gets) if gets < amounts[year] else ""
            done = t("allocation.own_more_done", **told)
            state.keep("plan.message", ("warning" if short else "done", f"{done} {short}".strip()))

        st.button(
            t("allocation.own_more_add"),
            key=f"allocation.exceptions.more.{here}",
            on_click=add,
            disabled=plan.locked or more is None,
        )


def _less(plan: Plan, here: int, found: Own) -> None:
    """Cảnh báo nhận ít hơn, and the amounts with which no year is below what the stages would give."""
    w = state.words()
    t, filled = w.t, found.filled
    years = w.list([t("allocation.own_less_year", year=y, amount=-found.difference(y)) for y in found.less])
    key = "allocation.own_less" if found.net < 0 else "allocation.own_less_some"
    parts.message("warning", t(key, years=years, net=abs(found.net)))

    def fill() -> None:
        plan.set((*AT, here, "by_year"), {str(year): amount for year, amount in filled.items()})
        plan.save(rerun=False)
        state.keep("plan.message", ("done", t("allocation.own_filled", years=years)))

    st.button(
        t("allocation.own_fill", n=len(found.less)),
        key=f"allocation.exceptions.fill.{here}",
        icon=":material/playlist_add_check:",
        on_click=fill,
        disabled=plan.locked,
        help=t("allocation.own_fill_help"),
    )
