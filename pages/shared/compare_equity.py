"""Theo nhóm trường: how well levels, sizes and wards are provided for in every scenario."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from budget.equity import WAYS, Provision, extremes, farthest, gain, provision, spread, together
from budget.payers import excepted
from budget.report import charts_spread
from budget.report.tables import Column, Kind, Row, Table
from budget.simulate import Result
from pages.shared import cached, comparing, explaining, grid, parts, state
from pages.shared.comparing import Compared

GAINS: dict[str, Kind] = {"amount": "signed", "share": "percent_signed", "each": "count_signed"}
"""Of a group against what it is compared with."""

FIGURES: dict[str, Kind] = {
    **GAINS,
    "below": "count",
    "below_share": "percent",
    "per_pupil": "count",
    "coverage": "percent",
}
"""What the table shows of each group, and how it is written."""


def show(compared: Compared) -> None:
    """Cách chia nhóm, bản đồ nhiệt của các nhóm và bảng."""
    w, shown = state.words(), compared.shown
    way = st.segmented_control(
        w.t("compare.equity_way"),
        WAYS,
        format_func=lambda one: w.t(f"compare.equity_{one}"),
        required=True,
        label_visibility="collapsed",
        **state.chooser("way", "compare.equity", WAYS, "kind"),
    )
    sides = [*_basis_sides(compared), *((compared.tags[k], r) for k, r in enumerate(shown.results))]
    found = [_provision(compared, result, way) for _, result in sides]
    if not found[0]:
        parts.note(w.t("compare.equity_none"))
        return
    with parts.panel("equity"):
        explaining.chart(_chart(compared, way, [name for name, _ in sides], found), f"compare-equity-{way}")
        told = (_evenness([name for name, _ in sides], found), *_single(compared, sides))
        parts.note(" ".join(filter(None, (*told, w.t("compare.equity_note")))))
    with parts.panel("equity-table"):
        figure = st.segmented_control(
            w.t("compare.figures"),
            tuple(FIGURES),
            format_func=lambda one: w.t(f"compare.equity_{one}"),
            required=True,
            label_visibility="collapsed",
            **state.chooser("what", "compare.equity.figure", tuple(FIGURES), "amount"),
        )
        names = [name for name, _ in sides]
        grid.show(_table(compared, way, names, found, figure), f"compare-equity-{way}")


def _evenness(names: Sequence[str], found: Sequence[Sequence[Provision]]) -> str:
    """Nhóm cao nhất hơn nhóm thấp nhất bao nhiêu ở từng cột, and where least; "" where there is nothing to
    tell apart.
    """
    w, apart = state.words(), [spread(groups) for groups in found]
    known = {name: of for name, of in zip(names, apart, strict=True) if of is not None}
    if len(found[0]) < 2 or len(known) < len(names):
        return ""
    shown = {name: w.numbers.percent_bare(of) for name, of in known.items()}
    least = shown[min(known, key=lambda name: known[name])]
    listed = [w.t("compare.equity_spread_of", name=name, points=points) for name, points in shown.items()]
    who = w.list([name for name, points in shown.items() if points == least])
    return w.t("compare.equity_spread", listed="; ".join(listed), who=who)


def _single(compared: Compared, sides: Sequence[tuple[str, Result]]) -> list[str]:
    """Trường thấp nhất của từng cột, and what single units are granted apart: groups hide both."""
    w, year = state.words(), compared.year
    lowest = [(name, farthest(result, year, 1)) for name, result in sides]
    found = [w.t("compare.equity_lowest_of", name=name, share=far[0][1]) for name, far in lowest if far]
    apart = [(name, _excepted(result, year)) for name, result in sides]
    given = [
        w.t("compare.equity_apart_of", name=name, amount=of["granted"], n=of["n"]) for name, of in apart if of
    ]
    return [
        w.t("compare.equity_lowest", listed="; ".join(found)) if found else "",
        w.t("compare.equity_by_hand", listed="; ".join(given)) if given else "",
    ]


def _excepted(result: Result, year: int) -> dict[str, Any]:
    """Các ngoại lệ của một phương án, which take one more computation of it."""
    return cached.derived("excepted", (result.fingerprint, year), lambda: excepted(result, year))


def _basis_sides(compared: Compared) -> list[tuple[str, Result]]:
    """The status quo, or that of each set of assumptions and norms; against a scenario it is one of the
    columns.
    """
    w, shown = state.words(), compared.shown
    if shown.baseline is not None:
        return []
    if not any(shown.normed_of):
        return [(w.t("compare.quo_year", year=shown.year), shown.normed[0])]
    tags = [compared.tags[shown.normed_of.index(q)] for q in range(len(shown.normed))]
    return [
        (w.t("compare.status_quo_of", year=shown.year, tag=tag), quo)
        for tag, quo in zip(tags, shown.normed, strict=True)
    ]


def _basis_of(compared: Compared, k: int, own: int) -> int:
    """The column that scenario k is compared with; its own columns begin at `own`."""
    shown = compared.shown
    return shown.normed_of[k] if shown.baseline is None else own + shown.baseline


def _basis_said(compared: Compared, name: str) -> str:
    """Tên căn cứ so sánh trong câu: of a column by this name."""
    shown = compared.shown
    if shown.baseline is not None or any(shown.normed_of):
        return name
    return state.words().t("workbook.status_quo_of_year", year=shown.year)


def _provision(compared: Compared, result: Result, way: str) -> tuple[Provision, ...]:
    year = compared.year
    key = (result.fingerprint, year, way)
    return cached.derived("provision", key, lambda: provision(result, year, way))


def _name(way: str, group: str) -> str:
    w = state.words()
    return w.kind(group) if way == "kind" else w.t(f"compare.size_{group}") if way == "size" else group


def _apart(key: str, low: float | None, high: float | None, **groups: str) -> str:
    """Từ nhóm thấp nhất đến nhóm cao nhất; where both print alike, that all are."""
    w = state.words()
    if w.numbers.percent(low) == w.numbers.percent(high):
        return w.t("compare.equity_alike", share=low)
    return w.t(f"compare.{key}", low=low, high=high, **groups)


def _chart(compared: Compared, way: str, names: list[str], found: list[tuple[Provision, ...]]) -> Any:
    """The title tells the groups of the plan in view that lie farthest apart, beside what it is compared
    with.
    """
    w, shown = state.words(), compared.shown
    ends = [extremes(groups) for groups in found]
    own = range(len(found) - len(shown.results), len(found))
    first = found[0]
    if len(first) > 1 and all(ends):
        far = own[compared.lead]
        basis = _basis_of(compared, far - own[0], own[0])
        (low, high), (quo_low, quo_high) = ends[far] or (first[0],) * 2, ends[basis] or (first[0],) * 2
        title = w.t(
            "compare.equity_title",
            name=compared.name(far - own[0], 50),
            own=_apart(
                "equity_apart",
                low.coverage,
                high.coverage,
                low_group=_name(way, low.id),
                high_group=_name(way, high.id),
            ),
            basis=_basis_said(compared, names[basis]),
            quo=_apart("equity_apart_bare", quo_low.coverage, quo_high.coverage),
        )
    else:
        basis = _basis_of(compared, compared.lead, own[0])
        title = w.t(
            "compare.equity_title_one",
            name=compared.name(compared.lead, 50),
            share=found[own[compared.lead]][0].coverage,
            basis=_basis_said(compared, names[basis]),
            quo=found[basis][0].coverage,
        )
    values = np.array([[_or_nan(groups[n].coverage) for groups in found] for n in range(len(first))])
    texts = [
        [
            w.t(
                "compare.equity_hover",
                group=_name(way, groups[n].id),
                scenario=name,
                share=groups[n].coverage,
                below=groups[n].below,
                n=groups[n].schools,
            )
            for name, groups in zip(names, found, strict=True)
        ]
        for n in range(len(first))
    ]
    return charts_spread.heat(
        compared.look(130),
        [_name(way, group.id) for group in first],
        names,
        values,
        title,
        w.t("compare.equity_subtitle", year=shown.year),
        texts=texts,
        codes=[_addresses(compared, way, group.id) for group in first],
    )


def _addresses(compared: Compared, way: str, group: str, figure: str = "coverage") -> list[str]:
    """The schools of a group and what they have of their norm, or gain, by column."""
    moved = "change" if compared.shown.baseline is None else "support"
    figure, to = (moved, compared.apart) if figure in GAINS else ("coverage", compared.ways)
    only: dict[str, Any] = explaining.EVERY | {f"{way}s": (group,)}
    shown = compared.shown
    quos = range(len(shown.normed)) if _basis_sides(compared) else ()
    quo = [compared.ways(shown.normed_of.index(q), quo=True, **only)("", figure) for q in quos]
    return quo + [to(k, **only)("", figure) for k in range(len(shown.results))]


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _cells(compared: Compared, group: Sequence[Provision], figure: str) -> dict[str, Any]:
    """Các ô của một nhóm, which has a Provision a column; one of GAINS only of a plan."""
    own = len(group) - len(compared.shown.results)
    cells: dict[str, Any] = {"schools": group[0].schools, "pupils": group[0].pupils}
    for n, one in enumerate(group):
        if figure not in GAINS:
            cells[str(n)] = getattr(one, figure)
        elif n >= own:
            made = gain(group[_basis_of(compared, n - own, own)], one)
            cells[str(n)] = {"amount": made.amount, "share": made.share, "each": made.per_pupil}[figure]
    return cells


def _table(
    compared: Compared, way: str, names: list[str], found: list[tuple[Provision, ...]], figure: str
) -> Table:
    """One figure of every scenario beside the number of schools and pupils of each group, and of all."""
    w = state.words()
    # nothing is compared with the status quo's own columns
    own = len(found) - len(compared.shown.results)
    first = own if figure in GAINS else 0
    columns = [
        Column("group", w.t("compare.equity_group")),
        Column("schools", w.t("compare.equity_schools"), "count"),
        Column("pupils", w.column("pupils"), "count"),
        *(
            Column(str(n), tag, FIGURES[figure], whole=compared.label(n - own) if n >= own else "")
            for n, tag in enumerate(names)
            if n >= first
        ),
    ]
    rows = []
    for group in zip(*found, strict=True):
        name = group[0].id
        to = _addresses(compared, way, name, figure)
        cells = {"group": _name(way, name)} | _cells(compared, group, figure)
        rows.append(Row(cells, link=to[-1], links={str(n): address for n, address in enumerate(to)}))
    if len(rows) > 1:
        every = _cells(compared, [together(groups) for groups in found], figure)
        rows.append(Row({"group": w.t("table.total")} | every, "total"))
    key = "equity_table_gain" if figure in GAINS else "equity_table"
    told = {"what": w.t(f"compare.equity_{figure}"), "year": compared.year}
    title = w.t(f"compare.{key}", **told, basis=comparing.basis_name(compared))
    return Table(title, columns, rows)
