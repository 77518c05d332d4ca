"""Kết quả bên phải: what all planning pages say of a result, above and below their own charts and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import urlencode

import streamlit as st

from budget.afterwards import period_of
from budget.autonomy import GROUPS, UNDEFINED
from budget.findings import Finding
from budget.indicators import Indicators, indicators
from budget.planning import touched
from budget.regiven import regauged, regiven
from budget.report.growth_said import growth_main
from budget.report.reached import reached
from budget.report.tables import Column, Row, Table
from budget.simulate import Result
from budget.unmoved import unmoved
from pages.shared import explaining, frame, parts, state
from pages.shared.plan import Plan

USELESS = ("selector_empty", "weights_zero", "target_ignored", "cap_over_floor")
SHORT = ("floor_short", "exceptions_short")
LISTED = (
    "deficit",
    "statutory_missed",
    "roadmap_implausible",
    "group_drop",
    "ratio_undefined",
    "below_norm",
    "support_above_need",
    "group_changed",
    "near_threshold",
)

FIGURES = {
    "deficit": "deficit",
    "statutory_missed": "cut",
    "roadmap_implausible": "roadmap_revenue",
    "group_drop": "ratio",
    "ratio_undefined": "ratio",
    "below_norm": "coverage",
    "support_above_need": "support",
    "group_changed": "ratio",
    "near_threshold": "ratio",
}
"""Findings -> the figure that they are about."""


def computed(result: Result) -> bool:
    """Tính được: else the finding says which value of the law is missing."""
    if not result.computed:
        for item in result.findings.of("no_law_value"):
            parts.finding(item)
    return result.computed


def names(result: Result) -> dict[str, str]:
    """Tên đơn vị theo mã."""
    return dict(zip(result.units.code, result.units.name, strict=True))


def figures(plan: Plan) -> tuple[Indicators, Indicators]:
    """Chỉ tiêu của năm xem: of the plan and of the status quo."""
    return indicators(plan.result(), plan.year), indicators(plan.status_quo(), plan.year)


def against_quo(now: Indicators) -> str:
    """So với hiện trạng cùng năm: a share, or as much where only what rounding leaves differs."""
    w, change = state.words(), now.from_status_quo
    same = change and w.numbers.slight(change)
    key = "plan.same_as_quo" if same else "plan.against_quo"
    return w.t(key, share=now.from_status_quo_share, year=now.year)


def useless(result: Result, part: str, year: int) -> list[str]:
    """Vì sao một phần của phương án không có tác dụng: each reason once; that of a single card is told by
    `plan_idle`, and a target that is not reached by `plan_lower`.
    """
    w = state.words()
    found: list[str] = []
    for kind in (*USELESS, *SHORT):
        found += [
            w.finding(item)
            for item in result.findings.of(kind)
            if _of(item) == part
            and not (item.kind == "selector_empty" and item.numbers["of"] != "allocation")
            and (item.year in (None, year) or kind == "target_ignored")
        ]
    return list(dict.fromkeys(found))


def _of(item: Finding) -> str:
    return str(item.numbers.get("of", "allocation"))


def reasons(items: Sequence[str]) -> None:
    """Các lý do, one grey line each."""
    for text in items:
        parts.note(text)


def unchanged(plan: Plan, why: Callable[[Plan], Sequence[str]] = lambda _: ()) -> None:
    """Vừa sửa mà kết quả không đổi: says so, and why: of the levers that moved, else `why` of the page, which
    is asked only then.
    """
    w = state.words()
    if plan.refused:
        for item in plan.refused:
            parts.finding(item)
    if plan.locked or not plan.changed_nothing():
        return
    grounds = unmoved(plan.result_of(plan.start), plan.result())
    levers = [w.t(f"unmoved.{ground}", **numbers) for ground, numbers in grounds]
    told = [w.t("plan.unchanged"), *(levers or why(plan) or [w.t("plan.unchanged_other")])]
    if moved := plan.scope_moved():
        told = [w.t("plan.unchanged_scope", before=moved[0], after=moved[1])]
    # over the page, as what a step back says: in it, the grid being typed into would move from under the hand
    with st.container(key=f"plan-stepped-idle-{plan.saved.number}"):
        parts.message("note", " ".join(told))


def regiven_note(plan: Plan) -> None:
    """Vừa sửa mà tổng số cấp không đổi: who is given more, who less, or that by another norm only what is
    missing to it is other; the figures at the head of the page are hardly so, and nothing else tells of it.
    """
    w = state.words()
    # a press saves before the page is drawn
    at, number, pressed = state.note("plan.pressed_from") or ((), None, None)
    state.keep("plan.pressed_from", None)
    here = at[:1] == ("allocation",) and number == plan.saved.number
    start = pressed if here and pressed is not None else plan.start
    if plan.locked or plan.refused or plan.scenario == start or not plan.result().computed:
        return
    before, after, year = plan.result_of(start), plan.result(), plan.year
    if not before.computed:
        return
    said, gaps = [], regauged(before, after, year)
    if found := regiven(before, after, year):
        (top, up), (low, down) = found.most, found.least
        told = {"year": year, "more": found.more, "less": found.less, "up": up, "down": down}
        names = plan.units.name
        said.append(w.t("allocation.regiven", most=names[top], least=names[low], **told))
    if gaps:
        still = "" if found else w.t("allocation.regauged_still")
        said.append(w.t("allocation.regauged", year=year, before=gaps[0], after=gaps[1], still=still))
    if not said:
        return
    with st.container(key=f"plan-stepped-regiven-{plan.saved.number}"):
        parts.message("done", " ".join(said))


def base_year_note(plan: Plan) -> None:
    """Năm gốc chưa có gì thay đổi: said once above the results."""
    if plan.year == plan.base_year:
        parts.note(state.words().t("plan.base_year", year=plan.base_year))


def ended_note(plan: Plan) -> None:
    """Giai đoạn của phương án đã kết thúc: its submission asks to take note alone, and of which year's data a
    plan would be that can be proposed.
    """
    first, last = period_of(plan.result())
    now = datetime.now().astimezone().year
    if plan.years and last < now:
        parts.note(state.words().t("plan.period_ended", first=first, last=last, base=now - 1, next=now))


def reach(plan: Plan) -> str:
    """Phạm vi tác động của năm xem: units up, down, unchanged, and pupils in them."""
    found = indicators(plan.result(), plan.year).reach
    return state.words().t(
        "plan.reach",
        units=found.units,
        reach=reached(found, state.words()),
        year=plan.year,
    )


def foot(plan: Plan, basis: str, *, why: bool = True) -> None:
    """Chân trang: reach, basis with what the status quo is beside the base year, fingerprint; `why` it
    differs from that year, where the page does not say so above.
    """
    w, quo = state.words(), figures(plan)[1]
    if quo.from_base_share is not None and plan.year != plan.base_year:
        told = {"year": plan.year, "base": plan.base_year, "share": quo.from_base_share, "units": quo.units}
        main = growth_main(plan.status_quo(), plan.year, w) if why else ""
        cause = w.t("plan.basis_quo_why", main=main) if main else ""
        basis = w.t("plan.basis_quo", basis=basis, why=cause, **told)
    if not plan.scenario.assumptions.inflation:
        basis = w.t("plan.basis_no_prices", basis=basis)
    parts.footnote(basis, reach=reach(plan), fingerprint=plan.result().fingerprint)


def findings_table(plan: Plan) -> Table:
    """Phát hiện của phương án: how many units in the year and in any year after the base year, by kind; each
    leads to exactly these units.
    """
    w, result = state.words(), plan.result()
    found, after = touched(result, plan.year), result.years[1:] or result.years
    rows = [
        Row(
            {
                "what": w.t(f"plan.kind_{kind}"),
                "severity": w.t(f"severity.{found[kind].severity}"),
                "year": found[kind].units,
                "all": found[kind].ever,
            },
            link=units_of(kind),
        )
        for kind in LISTED
        if kind in found and (found[kind].units or found[kind].ever)
    ]
    columns = (
        Column("what", w.t("plan.finding")),
        Column("severity", w.t("plan.severity")),
        Column("year", w.t("plan.units_in", year=plan.year), "count"),
        Column("all", w.t("plan.units_ever", first=min(after), last=max(after)), "count"),
    )
    return Table(w.t("plan.findings"), columns, rows)


def rows_in_view(count: int, most: int) -> slice:
    """Những dòng đang xem của một danh sách dài: `most` at a time, the first of them kept in the address."""
    if count <= most:
        return slice(0, count)
    t, starts = state.words().t, range(1, count + 1, most)

    def named(first: int) -> str:
        return t("plan.rows", first=first, last=min(count, first + most - 1), all=count)

    first = st.selectbox(
        t("plan.rows_label"),
        starts,
        format_func=named,
        label_visibility="collapsed",
        width=260,
        **state.chooser("rows", "plan.rows", starts, 1),
    )
    return slice(first - 1, first - 1 + most)


def units_of(kind: str) -> str:
    """Địa chỉ danh sách các đơn vị của một phát hiện, of the plan and the year in view."""
    address = explaining.link("", FIGURES[kind], **explaining.EVERY)
    return f"{address}&{urlencode({frame.FINDING: kind})}"


def group_name(position: int) -> str:
    """Tên nhóm at a position in GROUPS; blank where it is undefined."""
    return "" if position == UNDEFINED else state.words().t(f"group.{GROUPS[position]}")
