"""Giải trình một tổng: the units that the filters keep, each with its figure and the way to its explanation;
a share does not add up, so its units stand there without a total.
"""

from __future__ import annotations

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS, UNDEFINED
from budget.equity import SIZES, sizes
from budget.explain import explain_total
from budget.money import six_digits
from budget.report.tables import Column, Row, Table, grouped
from budget.select import Mask
from budget.simulate import Result
from pages.shared import explaining, grid, parts, state

SHARES = ("coverage", "ratio", "group", "assigned")
"""Figures whose units do not add up."""


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
    w, name = state.words(), state.words().t(f"figure.{figure}", number=0)
    if here is None:
        amount = explain_total(result, year, figure).value
        return w.t("explain.said_plan", figure=name, year=year, total=amount)
    if figure in SHARES:
        known = here & ~np.isnan(result["coverage"][:, result.year(year)]) if figure == "coverage" else here
        return w.t("explain.no_total", figure=name, year=year, n=int(known.sum()))
    amount = explain_total(result, year, figure, here).value
    return w.t("explain.said_total", figure=name, year=year, total=amount, n=int(here.sum()))


def show(result: Result, year: int, figure: str, here: Mask) -> None:
    """Bảng các đơn vị của tổng."""
    if figure == "coverage":
        table = _coverage(result, year, here)
    elif figure in SHARES:
        table = _ratio(result, year, figure, here)
    else:
        table = _money(result, year, figure, here)
    with parts.panel("total"):
        grid.show(table, "explain.total")
        left = int(here.sum()) - sum(row.level == "unit" for row in table.rows)
        if left:
            parts.note(state.words().t("explain.left_out", n=left))


def _names() -> list[Column]:
    w = state.words()
    return [Column("code", w.column("code")), Column("name", w.column("name"))]


def _money(result: Result, year: int, figure: str, here: Mask) -> Table:
    """Amounts by level with their sub-totals; a unit without any is counted below the table."""
    w, units, name = state.words(), result.units, state.words().t(f"figure.{figure}", number=0)
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
    """What schools have for operations beside their norm, by level."""
    w, units, j = state.words(), result.units, result.year(year)
    to = explaining.onward()
    coverage = six_digits(result["coverage"][:, j])
    have, norm = (result.published(name)[:, j] for name in ("available", "norm"))
    groups = []
    for kind, members in _by_kind(result, here & ~np.isnan(coverage)).items():
        rows = [
            Row(
                {
                    "code": units.code[i],
                    "name": units.name[i],
                    "available": int(have[i]),
                    "norm": int(norm[i]),
                    "coverage": float(coverage[i]),
                },
                link=to(units.code[i], "coverage"),
                links={"available": to(units.code[i], "available"), "norm": to(units.code[i], "norm")},
            )
            for i in members
        ]
        inside = np.isin(np.arange(len(units)), members)
        sums = {name: explain_total(result, year, name, inside).value for name in ("available", "norm")}
        cells = {"name": w.t("compare.total_kind", kind=w.kind(kind), n=len(rows)), **sums}
        link = explaining.onward(kinds=(kind,))("", "coverage")
        groups.append((Row(cells, link=link), rows))
    columns = [
        *_names(),
        *(Column(name, w.t(f"figure.{name}", number=0), "money") for name in ("available", "norm")),
        Column("coverage", w.t("figure.coverage", number=0), "percent"),
    ]
    return Table(_title("coverage", year, groups), columns, grouped(groups))


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
    return w.t("explain.list_title", figure=w.t(f"figure.{figure}", number=0), year=year, n=n)


def _by_kind(result: Result, chosen: Mask) -> dict[str, list[int]]:
    """Positions by level, in the order of the data dictionary."""
    kinds = np.array(result.units.kind)
    found = {kind: np.flatnonzero(chosen & (kinds == kind)).tolist() for kind in state.words().kinds()}
    return {kind: members for kind, members in found.items() if members}
