"""Giải trình một tổng: the units that the filters keep, each with its figure and the way to its explanation;
a share does not add up, so its units stand there without a total.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS, UNDEFINED
from budget.equity import SIZES, sizes
from budget.explain import explain_total, of_units
from budget.indicators import Indicators, indicators, share
from budget.money import six_digits
from budget.report.ground import Origin
from budget.report.tables import Column, Row, Table, grouped
from budget.select import Mask
from budget.simulate import Result
from pages.shared import explaining, explaining_rests, grid, parts, state

BY_GROUP = ("ratio", "group", "assigned")
"""Figures whose units stand by their group of autonomy."""

APART = (
    *BY_GROUP,
    *("target", "growth", "pupil_month", "minimum", "per_pupil", "operations_share"),
    *("supplement_multiple", "supplement_per_head", "pupils", "classes", "staff"),
)
"""Figures without a total in đồng."""

NORM = ("available", "norm", "norm_gap")
"""What stands beside the coverage of the norm."""


def kept(result: Result) -> Mask:
    """Các đơn vị còn lại sau khi lọc (n,), by the group of the base year as in every table; by size only
    where a link asks for one.
    """
    units = result.units
    sieve = grid.filters(units, "explain")
    size = sizes(units)
    wanted = tuple(one for one in state.get("sizes") if one in SIZES)
    state.choose("sizes", wanted)
    if wanted:
        w = state.words()
        st.multiselect(
            w.t("explain.size"),
            SIZES,
            format_func=lambda one: w.t(f"compare.size_{one}"),
            select_all=False,
            **state.chooser("sizes"),
        )
    named = [*GROUPS, ""]
    first = result.group[:, 0].tolist() if result.group.size else [-1] * len(units)
    return np.array(
        [
            sieve.keeps(units.kind[i], units.ward[i], named[first[i]], units.code[i], units.name[i])
            and (not wanted or size[i] in wanted)
            for i in range(len(units))
        ],
        dtype=bool,
    )


def sentence(result: Result, year: int, figure: str, here: Mask | None) -> str:
    """Câu phát hiện: the total and of how many units, or that the figure has none; of the whole plan where no
    units are given.
    """
    w = state.words()
    if here is None:
        term = explain_total(result, year, figure)
        told = {"figure": explaining.name_of(figure), "year": year}
        if term.measure == "money":
            said = w.t("explain.said_plan", total=term.value, **told)
            moved = indicators(result, year).from_base_share
            if figure == "from_base" and moved is not None:
                said += w.t("explain.said_from_base", share=moved)
            return said
        return w.t("explain.said_plan_share", share=explaining.written(term), **told)
    added = _added(figure)
    name = explaining.name_of(added)
    if added in APART:
        return w.t("explain.no_total", figure=name, year=year, n=int(here.sum()))
    term = explain_total(result, year, added, here)
    n = sum(t.value != 0 for t in term.terms)
    others = int(here.sum()) - n if n else 0
    key = "explain.said_total_others" if others else "explain.said_total"
    said = w.t(key, figure=name, year=year, total=term.value, n=n, others=others)
    return said + _counted(indicators(result, year, here), added)


def _counted(found: Indicators, figure: str) -> str:
    """What tables beside the total count or divide: schools at their norm, those that pay a supplement, the
    change as a share.
    """
    w = state.words()
    match figure:
        case "norm_gap":
            told = {"n": found.schools_below_norm, "pupils": found.pupils_below_norm}
            return w.t("explain.said_norm", at=found.schools_at_norm, **told)
        case "supplement" if found.supplement_schools:
            n, median = found.supplement_schools, found.median_multiple
            key = "explain.said_supplement" if n > 1 else "explain.said_supplement_one"
            return w.t(key, n=n, median=median)
        case "change" if found.from_status_quo_share is not None:
            return w.t("explain.said_change", share=found.from_status_quo_share)
        case _:
            return ""


def show(result: Result, year: int, figure: str, here: Mask, where: Origin) -> None:
    """Bảng các đơn vị của tổng, below what they all rest on."""
    if _added(figure) == "norm_gap":
        table = _coverage(result, year, here)
    elif figure in BY_GROUP:
        table = _ratio(result, year, figure, here)
    elif figure in APART:
        table = _list(result, year, figure, here)
    else:
        table = _money(result, year, figure, here)
    with parts.panel("total"):
        rests = explaining_rests.of(result, of_units(result, year, _added(figure), here))
        below = explaining_rests.page(result, year, where, explaining.here()).to_html(rests)
        if below:
            parts.html(below)
        grid.show(table, "explain.total")
        left = int(here.sum()) - sum(row.level == "unit" for row in table.rows)
        if left:
            parts.note(state.words().t("explain.left_out", n=left))


def _added(figure: str) -> str:
    """What is added up for a figure: coverage is a share, what is missing to the norm is not."""
    return "norm_gap" if figure == "coverage" else figure


def _names() -> list[Column]:
    w = state.words()
    return [Column("code", w.column("code")), Column("name", w.column("name"))]


def _money(result: Result, year: int, figure: str, here: Mask) -> Table:
    """Amounts by level with their sub-totals; a unit without any is counted below the table."""
    w, units, name = state.words(), result.units, explaining.name_of(figure)
    to, term = explaining.onward(), explain_total(result, year, figure, here)
    amounts = {t.unit or "": t.value for t in term.terms if t.value}
    groups = []
    for kind, members in _by_kind(result, here & np.isin(units.code, list(amounts))).items():
        rows = [
            Row(
                {"code": units.code[i], "name": units.name[i], "figure": amounts[units.code[i]]},
                link=to(units.code[i], figure),
            )
            for i in members
        ]
        cells = {"name": w.t("compare.total_kind", kind=w.kind(kind), n=len(rows))}
        inside = np.isin(np.arange(len(units)), members)
        amount = explain_total(result, year, figure, inside).value
        link = explaining.onward(kinds=(kind,))("", figure)
        groups.append((Row({**cells, "figure": amount}, link=link), rows))
    title = w.t("explain.total_title", figure=name, year=year, n=len(amounts), total=term.value)
    every = {"name": w.t("table.total"), "figure": term.value}
    return Table(title, [*_names(), Column("figure", name, "money")], grouped(groups, every))


def _coverage(result: Result, year: int, here: Mask) -> Table:
    """What schools have for operations beside their norm, and what is missing, by level."""
    w, units, j = state.words(), result.units, result.year(year)
    to = explaining.onward()
    coverage = six_digits(result["coverage"][:, j])
    normed = here & ~np.isnan(coverage)

    def sums(within: Mask) -> dict[str, float | None]:
        found = {name: explain_total(result, year, name, within).value for name in NORM}
        return found | {"coverage": share(found["available"], found["norm"])}

    each = {name: {t.unit: t.value for t in explain_total(result, year, name, normed).terms} for name in NORM}
    groups = []
    for kind, members in _by_kind(result, normed).items():
        rows = [
            Row(
                {
                    "code": units.code[i],
                    "name": units.name[i],
                    **{name: each[name][units.code[i]] for name in NORM},
                    "coverage": float(coverage[i]),
                },
                link=to(units.code[i], "coverage"),
                links={name: to(units.code[i], name) for name in NORM},
            )
            for i in members
        ]
        cells = {"name": w.t("compare.total_kind", kind=w.kind(kind), n=len(rows))}
        inside = np.isin(np.arange(len(units)), members)
        link = explaining.onward(kinds=(kind,))("", "coverage")
        groups.append((Row(cells | sums(inside), link=link), rows))
    columns = [
        *_names(),
        *(Column(name, explaining.name_of(name), "money") for name in NORM),
        Column("coverage", explaining.name_of("coverage"), "percent"),
    ]
    every = {"name": w.t("table.total"), **sums(normed)}
    return Table(_title("coverage", year, groups), columns, grouped(groups, every))


def _list(result: Result, year: int, figure: str, here: Mask) -> Table:
    """The units alone, by level, each with the way to its figure."""
    w, units, to = state.words(), result.units, explaining.onward()
    groups = []
    for kind, members in _by_kind(result, here).items():
        rows = [
            Row({"code": units.code[i], "name": units.name[i]}, link=to(units.code[i], figure))
            for i in members
        ]
        label = w.t("compare.total_kind", kind=w.kind(kind), n=len(rows))
        groups.append((Row({"name": label}), rows))
    return Table(_title(figure, year, groups), _names(), grouped(groups))


def _ratio(result: Result, year: int, figure: str, here: Mask) -> Table:
    """The degree of autonomy by the group of the year, the base year beside it."""
    w, units, j = state.words(), result.units, result.year(year)
    to = explaining.onward()
    ratio = result["ratio"]
    groups = []
    for position, name in [*enumerate(GROUPS), (UNDEFINED, "none")]:
        members = np.flatnonzero(here & (result.group[:, j] == position)).tolist()
        rows = [
            Row(
                {
                    "code": units.code[i],
                    "name": units.name[i],
                    "base": float(ratio[i, 0]),
                    "now": float(ratio[i, j]),
                },
                link=to(units.code[i], figure),
            )
            for i in members
        ]
        if rows:
            label = w.t("explain.group", group=w.t(f"group.{name}"), n=len(rows))
            groups.append((Row({"name": label}), rows))
    first = result.years[0]
    columns = [*_names(), Column("now", w.t("explain.ratio_of", year=year), "percent")]
    if year != first:
        columns.insert(2, Column("base", w.t("explain.ratio_of", year=first), "percent"))
    return Table(_title(figure, year, groups), columns, grouped(groups))


def _title(figure: str, year: int, groups: list[tuple[Row, list[Row]]]) -> str:
    w = state.words()
    n = sum(len(rows) for _, rows in groups)
    return w.t("explain.list_title", figure=explaining.name_of(figure), year=year, n=n)


def _by_kind(result: Result, chosen: Mask) -> dict[str, list[int]]:
    """Positions by level, in the order of the data dictionary."""
    kinds = np.array(result.units.kind)
    found = {kind: np.flatnonzero(chosen & (kinds == kind)).tolist() for kind in state.words().kinds()}
    return {kind: members for kind, members in found.items() if members}
