"""Từng trường trước và sau khi tăng kinh phí: a chart of how far each reaches its norm, and the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from budget.cuts import only
from budget.equity import per_pupil
from budget.indicators import Indicators, indicators, norm_gap, share
from budget.money import six_digits, total
from budget.planning import grants, lowest, schools_served
from budget.report.charts_bars import before_after
from budget.report.pupil_said import pupil_bases_said
from budget.report.tables import Column, Kind, Row, Table, grouped, numbered
from budget.report.ungiven_said import short_ungiven_said, ungiven_said, unit_ungiven_said
from budget.risks import gained, made_up
from budget.select import Mask
from pages.shared import explaining, grid, parts, plan_schools_order, plan_view, state
from pages.shared.plan import Plan

FIGURES = {
    "pupils": "pupils",
    "status_quo": "status_quo",
    "increase": "increase",
    "change": "change",
    "norm": "coverage",
    "multiple": "supplement_multiple",
}
"""Columns of a school that have an explanation of their own."""
SHOWN = 9
"""Schools in the chart, the lowest, if not all are asked for."""
AT_ONCE = 100
"""Schools in the chart at a time where all are."""
TALL = 380
"""Pixels of the chart of all schools; it scrolls."""
CHARTED = ("lowest", "all")


def both(plan: Plan) -> tuple[Indicators, Indicators]:
    """Indicators of the schools served: of the plan and of the status quo."""
    scope = schools_served(plan.result())
    return (
        indicators(plan.result(), plan.year, scope),
        indicators(plan.status_quo(), plan.year, scope),
    )


def coverage(plan: Plan) -> None:
    """Tỷ lệ đạt định mức trước và sau: of the lowest schools, or of all in a chart that scrolls."""
    result, scope = plan.result(), schools_served(plan.result())
    before = plan.status_quo()["coverage"][:, result.year(plan.year)]
    rows = lowest(before, scope, len(scope))
    if len(rows) <= SHOWN:
        _chart(plan, rows, of=len(rows))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        every = _charted(len(rows)) == "all"
        part = plan_view.rows_in_view(len(rows), AT_ONCE) if every else slice(SHOWN)
    if every:
        with st.container(height=TALL, border=False):
            _chart(plan, rows[part], of=len(rows))
    else:
        _chart(plan, rows[part], of=len(rows))
        _lowest_after(plan, rows[part])


def _lowest_after(plan: Plan, shown: Sequence[int]) -> None:
    """Trường thấp nhất sau khi tăng, where it is not among those of the chart, the lowest by status quo."""
    w, result, j = state.words(), plan.result(), plan.result().year(plan.year)
    after = result["coverage"][:, j]
    least = lowest(after, schools_served(result), 1)[0]
    # one that stands as low as another of the chart is no news
    if after[least] < min(after[i] for i in shown):
        before = plan.status_quo()["coverage"][least, j]
        about = {"name": plan.units.name[least], "before": float(before), "after": float(after[least])}
        said = w.t("allocation.lowest_after", n=len(shown), year=plan.year, **about)
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def _charted(count: int) -> str:
    """Những trường trong biểu đồ, kept in the address."""
    t = state.words().t
    return str(
        st.segmented_control(
            t("allocation.charted"),
            CHARTED,
            format_func=lambda one: t(f"allocation.charted_{one}", n=SHOWN if one == "lowest" else count),
            required=True,
            label_visibility="collapsed",
            **state.chooser("charted", "allocation.charted.kind", CHARTED, "lowest"),
        )
    )


def _chart(plan: Plan, rows: Sequence[int], of: int) -> None:
    t, result = state.words().t, plan.result()
    j = result.year(plan.year)
    before, after = plan.status_quo()["coverage"][:, j], result["coverage"][:, j]
    now, _ = both(plan)
    below = now.schools_with_norm - now.schools_at_norm
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
    key = "allocation.chart" if below else "allocation.chart_all"
    what = "allocation.chart_what" if len(rows) == min(of, SHOWN) else "allocation.chart_what_all"
    picked = parts.chart(
        before_after(
            state.look(92),
            [result.units.name[i] for i in rows],
            [float(before[i]) for i in rows],
            [float(after[i]) for i in rows],
            t(key, n=below, of=now.schools_with_norm),
            t(what, year=plan.year, n=len(rows), of=of),
            codes=[result.units.code[i] for i in rows],
            texts=texts,
        ),
        "allocation.coverage",
        pick=True,
    )
    if picked:
        explaining.open_unit(picked, "coverage")


def show(plan: Plan, view: str) -> None:
    """Bảng theo cấp học hay theo trường; in the files of the schools percents are numbers."""
    units = view == "schools"
    whole = by_school(plan, units=True, files=True) if units else None
    if said := " ".join(filter(None, (ungiven(plan), _relief(plan)))):
        parts.html(f'<p class="subtitle">{parts.rich(said)}</p>')
    if units:
        if said := pupil_bases_said(plan.result(), plan.year, state.words()):
            parts.html(f'<p class="subtitle">{parts.rich(said)}</p>')
        plan_schools_order.ask()
    grid.show(by_school(plan, units=units), f"allocation.{view}", whole=whole)


def _relief(plan: Plan) -> str:
    """Bao nhiêu trường còn thiếu nguồn sau phân bổ, and where one press ends it; "" for none, and where
    nothing is handed out.
    """
    n = indicators(plan.result(), plan.year, schools_served(plan.result())).deficit_units
    given = grants(plan.result(), plan.year).pool
    return state.words().t("allocation.relief_way", n=n) if n and given else ""


def ungiven(plan: Plan) -> str:
    """Câu kể các trường không được cấp, vì sao, và trường nào trong đó thiếu nguồn: beside the names of these
    the others are counted; "" for none, and where nothing is given to anyone, which is said apart.
    """
    w, result = state.words(), plan.result()
    if not grants(result, plan.year).pool:
        return ""
    short = short_ungiven_said(result, plan.year, w)
    everyone = ungiven_said(result, plan.year, w, 0) if short else ungiven_said(result, plan.year, w)
    return f"{everyone} {short}".rstrip()


def net(plan: Plan) -> list[str]:
    """Cấp thêm khác tăng so với hiện trạng ở cấp học nào: a line a level whose schools are cut, too."""
    w, result = state.words(), plan.result()
    back, kinds = made_up(result, plan.year), np.array(result.units.kind)
    said = []
    for kind in w.kinds():
        mask = schools_served(result) & (kinds == kind)
        amount, found = total(back[mask]), indicators(result, plan.year, mask)
        if not w.numbers.slight(amount):
            about = {"increase": found.increase, "cut": found.saved, "back": amount}
            about["change"] = found.from_status_quo
            said.append(w.t("allocation.net", kind=kind, **about))
    return said


def _at_norm(now: Indicators, before: Indicators) -> dict[str, str]:
    """Số trường đạt định mức trước, sau và tăng thêm, of several schools."""
    w = state.words()
    told = {
        name: w.t("allocation.of", n=of.schools_at_norm, of=of.schools_with_norm)
        for name, of in (("before", before), ("norm", now))
    }
    more = now.schools_at_norm - before.schools_at_norm
    return told | {"more": w.numbers.count(more, sign=True) if more else "-"}


def _covered(before: float, after: float, *, files: bool) -> dict[str, Any]:
    """Tỷ lệ đạt định mức trước, sau và chênh lệch của một trường; a difference has no sign of the percent."""
    n, found = state.words().numbers, {"before": before, "norm": after, "more": after - before}
    if files:
        return found
    more = n.percent_signed(after - before).rstrip("\N{NO-BREAK SPACE}%") if after != before else "-"
    return {"before": n.percent(before), "norm": n.percent(after), "more": more}


def _columns(plan: Plan, *, units: bool, files: bool, paid: bool, once: bool) -> tuple[Column, ...]:
    t = state.words().t
    kind = Column("kind", t("allocation.kind"))
    norm = Column("norm", t("allocation.at_norm"), "figure", help=t("allocation.at_norm_help"))
    told = {"year": plan.year}
    plain: Kind = "percent" if files else "figure"
    signed: Kind = "percent_signed" if files else "figure"
    covered = (
        Column(
            "before", t("allocation.covered_before"), plain, help=t("allocation.covered_before_help", **told)
        ),
        Column("norm", t("allocation.covered_after"), plain, help=t("allocation.at_norm_help")),
        Column(
            "more",
            t("allocation.covered_more"),
            signed,
            help=t("allocation.covered_more_help"),
            shown=files,
        ),
    )
    pupil = Column("pupil", t("allocation.pupil"), "count_signed", help=t("allocation.pupil_help", **told))
    return (
        Column("unit", t("plan.unit" if units else "allocation.kind")),
        *((kind,) if files else ()),
        Column("pupils", t("allocation.pupils"), "count"),
        Column("status_quo", t("allocation.quo", **told), "money"),
        Column(
            "increase",
            t("allocation.increase"),
            "signed",
            help=t("allocation.increase_help"),
        ),
        Column(
            "change",
            t("allocation.change"),
            "signed",
            help=t("allocation.change_help", **told),
            shown=not once,
        ),
        Column(
            "share",
            t("allocation.percent", **told),
            "percent_signed",
            help=t("allocation.percent_help", **told),
        ),
        *((pupil,) if units else ()),
        *(covered if units else (norm,)),
        Column("gap", t("allocation.gap"), "money", help=t("allocation.gap_help"), good="down"),
        Column(
            "multiple",
            t("allocation.multiple_column"),
            "decimal",
            help=t("allocation.multiple_column_help"),
            shown=files or paid or not units,
        ),
    )


def by_school(plan: Plan, *, units: bool, files: bool = False) -> Table:
    """Kinh phí tăng theo cấp học, with or without the schools themselves; `files` has of percents the numbers
    and the level of each school.
    """
    w, result = state.words(), plan.result()
    t = w.t
    scope = schools_served(result)
    kinds = np.array(result.units.kind)
    j = result.year(plan.year)

    to, to_quo = explaining.ways(), explaining.ways(quo=True)
    back = made_up(result, plan.year)

    def noted(mask: Mask) -> dict[str, str]:
        amount = total(back[mask])
        return {} if w.numbers.slight(amount) else {"increase": t("allocation.made_up", amount=amount)}

    # there is no room for two columns of the same amounts
    alike = np.array_equal(result.published("increase")[scope, j], gained(result, plan.year)[scope])
    once = units and not files and alike

    def unmoved(i: int) -> dict[str, str]:
        why = unit_ungiven_said(result, plan.year, i, w)
        return {"increase": why} if why else {}

    def sums(mask: Mask, label: str, of: tuple[str, ...]) -> Row:
        found = indicators(result, plan.year, mask)
        cells = {
            "unit": label,
            "pupils": found.pupils,
            "status_quo": found.status_quo,
            "increase": found.increase,
            "change": found.from_status_quo,
            "share": found.from_status_quo_share,
            "pupil": per_pupil(found.from_status_quo, result, plan.year, np.flatnonzero(mask).tolist()),
            "gap": found.norm_gap,
            "multiple": found.median_multiple,
        }
        if not files:
            cells |= _at_norm(found, indicators(plan.status_quo(), plan.year, mask))
        # schools out of reach of the pool add nothing to its increase
        there = explaining.link("", "increase", **explaining.EVERY | {"kinds": of})
        return Row(cells, notes=noted(mask), link=there, links={"increase": there})

    paid = bool(result["supplement_multiple"][scope, j].any())
    columns = _columns(plan, units=units, files=files, paid=paid, once=once)
    groups = []
    quo, covered = (six_digits(of["coverage"][:, j]) for of in (plan.status_quo(), result))
    published = {name: result.published(name)[:, j] for name in ("pupils", "status_quo", "increase")}
    published["change"] = gained(result, plan.year)
    published["gap"] = norm_gap(result, plan.year).astype(np.int64)
    order = plan_schools_order.key(result, plan.year, quo)
    every = sums(scope, t("plan.total", n=int(scope.sum())), ())
    title = t("allocation.table_schools" if units else "allocation.table_levels", year=plan.year)
    flat = units and not files and plan_schools_order.flat()
    for kind in (None,) if flat else w.kinds():
        mask = scope if kind is None else scope & (kinds == kind)
        if not mask.any():
            continue
        members = []
        # equal ones in the order of the list
        for i in sorted(np.flatnonzero(mask).tolist(), key=order) if units else ():
            cells = {name: int(values[i]) for name, values in published.items()}
            members.append(
                Row(
                    {
                        "unit": result.units.name[i],
                        "kind": w.kind(result.units.kind[i]),
                        **cells,
                        "share": share(cells["change"], cells["status_quo"]),
                        "pupil": per_pupil(cells["change"], result, plan.year, [i]),
                        **_covered(float(quo[i]), float(covered[i]), files=files),
                        "multiple": float(result["supplement_multiple"][i, j]),
                    },
                    notes=noted(only(result, i)) or unmoved(i),
                    link=to(result.units.code[i], "increase"),
                    links={c: to(result.units.code[i], figure) for c, figure in FIGURES.items()}
                    | {"before": to_quo(result.units.code[i], "coverage")},
                )
            )
        if kind is None:
            return Table(title, columns, numbered(members, every))
        groups.append((sums(mask, t("plan.group", kind=kind, n=int(mask.sum())), (kind,)), members))
    return Table(title, columns, grouped(groups, every))
