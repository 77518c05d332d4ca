"""Lộ trình của từng đơn vị: targets in a grid to type or paste into, and what brings a unit to the next
group.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import streamlit as st

from budget.answers import BreakEven, break_even
from budget.autonomy import GROUPS
from budget.pathways import above_all, entry_of, jumps, own_targets
from budget.report.tables import Column, Row, Table, grouped
from pages.shared import cached, explaining, grid, parts, state
from pages.shared.plan import Plan

AT = "roadmap"
HUNDRED = Decimal(100)
LISTED = 3
"""Jumps that are told one by one."""


def answers(plan: Plan) -> BreakEven:
    """Điểm chuyển nhóm trong năm xem."""
    result = plan.result()
    key = (result.fingerprint, plan.year)
    return cached.derived("break_even", key, lambda: break_even(result, plan.year))


def warning(plan: Plan) -> None:
    """Cảnh báo mục tiêu: above all that a unit spends, or rising by more than a group in one year."""
    _above(plan)
    found = jumps(plan.result())
    if not found:
        return
    t, names = state.words().t, plan.units.name
    said = [
        t("roadmap.jump", name=names[j.unit], year=j.year, before=j.before, after=j.after)
        for j in found[:LISTED]
    ]
    parts.message("warning", t("roadmap.jumps", n=len({j.unit for j in found})), "; ".join(said))


def _above(plan: Plan) -> None:
    """Mục tiêu trên 100 %, which nobody needs: a comma that is missing, more often than not."""
    above, w = above_all(plan.result()), state.words()
    if above:
        listed = [f"{plan.units.name[i]} ({w.share(float(target))})" for i, target in above[:LISTED]]
        parts.message("warning", w.t("roadmap.above", n=len(above)), "; ".join(listed))


def next_group(plan: Plan) -> Table:
    """Điểm chuyển nhóm: what brings each unit to the next group in the year in view, the nearest first."""
    w, result, found = state.words(), plan.result(), answers(plan)
    t, j, units = w.t, result.year(plan.year), plan.units
    columns = (
        Column("unit", t("plan.unit_by_group", year=plan.year)),
        Column("ratio", t("roadmap.ratio", year=plan.year), "percent"),
        Column("next", t("roadmap.next"), "figure"),
        Column("revenue", t("roadmap.next_revenue"), "money", help=t("roadmap.next_revenue_help")),
        Column(
            "in_all",
            t("roadmap.next_in_all", base=plan.base_year),
            "percent",
            help=t("roadmap.next_in_all_help"),
        ),
        Column("a_year", t("roadmap.growth"), "percent", help=t("roadmap.next_a_year_help"), shown=j > 0),
        Column("mark", t("roadmap.remark")),
        Column("spending", t("roadmap.next_spending"), "money", help=t("roadmap.next_spending_help")),
        Column(
            "pupils",
            t("roadmap.next_pupils"),
            "count",
            help=t("roadmap.next_pupils_help"),
            shown=bool((~np.isnan(found.pupils) & units.school).any()),
        ),
    )
    reachable = np.flatnonzero(~np.isnan(found.revenue))
    order = reachable[np.argsort(found.revenue[reachable], kind="stable")]
    groups, to = [], explaining.ways()
    for position, name in enumerate(GROUPS):
        members = [int(i) for i in order if result.group[i, j] == position]
        rows = []
        for i in members:
            cells: dict[str, Any] = {
                "unit": units.name[i],
                "ratio": float(result["ratio"][i, j]),
                "next": found.group[i] or "",
                "revenue": int(found.revenue[i]),
                "mark": _mark(found, i),
            }
            if not found.infeasible[i]:
                cells |= {"in_all": float(found.in_all[i]), "a_year": float(found.a_year[i])}
            enough = not np.isnan(found.spending[i])
            cells["spending"] = int(found.spending[i]) if enough else t("roadmap.next_not_enough")
            if not np.isnan(found.pupils[i]) and units.school[i]:
                cells["pupils"] = t("roadmap.infeasible") if found.too_many[i] else int(found.pupils[i])
            rows.append(Row(cells, link=to(units.code[i], "ratio")))
        if rows:
            groups.append(({"unit": t("roadmap.group", group=name, n=len(rows))}, rows))
    return Table(t("roadmap.table_next", year=plan.year), columns, grouped(groups))


def _mark(found: BreakEven, i: int) -> str:
    """Khó đạt hay không khả thi chỉ bằng tăng thu; "" where neither."""
    t = state.words().t
    if found.infeasible[i]:
        return t("roadmap.infeasible")
    return t("roadmap.implausible") if found.implausible[i] else ""


def _by_revenue(plan: Plan, found: BreakEven, i: int) -> str:
    """Lên nhóm bằng tăng thu: what must come on top of the plan, and the growth a year that it makes."""
    t, mark = state.words().t, _mark(found, i)
    way = t("roadmap.way_revenue", amount=int(found.revenue[i]))
    if plan.year > plan.base_year and not found.infeasible[i]:
        each = t("roadmap.way_each", base=plan.base_year, growth=float(found.a_year[i]))
        mark = ", ".join(said for said in (each, mark) if said)
    return f"{way} ({mark})" if mark else way


def one(plan: Plan, i: int) -> None:
    """Điểm chuyển nhóm của một đơn vị, in a sentence, and its target in one click."""
    t, found, name = state.words().t, answers(plan), plan.units.name[i]
    group = found.group[i]
    if group is None:
        parts.note(t("roadmap.next_none", name=name, year=plan.year))
        return
    ways = [_by_revenue(plan, found, i)]
    if not np.isnan(found.spending[i]):
        ways.append(t("roadmap.way_spending", amount=int(found.spending[i])))
    if not np.isnan(found.pupils[i]) and not found.too_many[i]:
        ways.append(t("roadmap.way_pupils", n=int(found.pupils[i])))
    said = t("roadmap.next_said", name=name, group=group, year=plan.year, ways=_either(ways))
    parts.sentence(said)
    bands = plan.law.table("thresholds", plan.year)
    wanted = float(bands.get(group, bands["2"]))

    def use() -> None:
        entry = entry_of(plan.result(), i)
        own = {**(entry.targets if entry else {}), plan.year: Decimal(repr(wanted))}
        plan.set((AT,), own_targets(plan.scenario, plan.units.code[i], entry, own))
        plan.save(rerun=False)

    if plan.year > plan.base_year:
        st.button(
            t("roadmap.next_use", target=wanted, year=plan.year),
            key="roadmap.next.use",
            on_click=use,
            disabled=plan.locked,
        )


def show_next(plan: Plan) -> None:
    """Bảng điểm chuyển nhóm."""
    grid.show(next_group(plan), "roadmap.next")


def _either(ways: Sequence[str]) -> str:
    return state.words().t("roadmap.or").join(ways)
