"""Phần phân tích của trang So sánh: winners and losers, the way of the money, thresholds, interaction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from budget.answers import BreakEven, break_even
from budget.compare import BANDS, support_steps
from budget.report.numbers import is_missing
from budget.report.tables import Column, Kind, Row, Table, grouped, numbered
from budget.targeted import led
from pages.shared import cached, compare_charts, compare_lines, explaining, grid, parts, state
from pages.shared.comparing import Compared, basis_name, unit_in_view
from pages.shared.explaining import EVERY

if TYPE_CHECKING:
    pass

BAND_FIGURES = ("units", "pupils", "money")
SIDE_BY_SIDE = 3
"""More scenarios than this stand below one another in the table of bands."""

NEAREST = 12
"""Units listed as nearest to their next group."""


def cuts(compared: Compared) -> Table | None:
    """Giảm chi từng năm, as the share that each plan leads with, and of which units; None where no plan cuts
    anything.
    """
    w, shown = state.words(), compared.shown
    years = shown.years[1:]
    of_plan = [{y: led(result, y) for y in years if y in result.years} for result in shown.results]
    if not any(one.share for found in of_plan for one in found.values()):
        return None
    columns = [
        Column("plan", w.t("app.scenario")),
        Column("of", w.t("compare.cuts_of")),
        *(Column(str(y), str(y), "percent") for y in years),
    ]
    rows = []
    for k, found in enumerate(of_plan):
        cells = {str(y): one.share for y, one in found.items()}
        of = compare_lines.led_by(led(shown.results[k], shown.year))
        links = {str(y): compare_lines.led_way(compared, k, one, y) for y, one in found.items()}
        to = compared.ways(k)("", "given_up")
        rows.append(Row({"plan": compared.label(k), "of": of} | cells, link=to, links=links))
    return Table(w.t("compare.cuts_table", base=shown.years[0]), columns, rows)


def bands(compared: Compared) -> Table:
    """Được và mất theo mức, with units, pupils and money: scenarios side by side, many one below another."""
    w, shown = state.words(), compared.shown
    title = w.t("compare.bands_table", year=shown.year, basis=basis_name(compared))
    found = {k: (_band_rows(compared, k), _band_total(compared, k)) for k in compared.others}
    if len(found) > SIDE_BY_SIDE:
        columns = [Column("band", w.t("compare.band"), help=w.t("compare.band_help")), *_band_columns()]
        groups = [
            (
                Row(total | {"band": compared.label(k)}, link=compared.to_units(k=k)),
                _band_links(compared, rows, {"": k}),
            )
            for k, (rows, total) in found.items()
        ]
        return Table(title, columns, grouped(groups))
    columns = [Column("band", w.t("compare.band"), help=w.t("compare.band_help"))]
    merged: list[dict[str, int | str]] = [{} for _ in BANDS]
    in_all: dict[str, int | str] = {"band": w.t("table.total")}
    for k, (rows, total) in found.items():
        columns += _band_columns(str(k), compared.tags[k], compared.label(k))
        for row, more in zip(merged, rows, strict=True):
            row.update({"band": more["band"]}, **{f"{name}{k}": more[name] for name in BAND_FIGURES})
        in_all |= {f"{name}{k}": total[name] for name in BAND_FIGURES}
    every = Row(in_all, "total", link=compared.to_units())
    return Table(title, columns, [*_band_links(compared, merged, {str(k): k for k in found}), every])


def _band_links(
    compared: Compared, rows: Sequence[Mapping[str, int | str]], of: Mapping[str, int]
) -> list[Row]:
    """A row a band, each figure leading to its units in one scenario, by the suffix of its column."""
    alone = next(iter(of.values())) if len(of) == 1 else None
    return [
        Row(
            row,
            link=compared.to_units([band], alone),
            links={
                f"{name}{end}": compared.to_units([band], k) for end, k in of.items() for name in BAND_FIGURES
            },
        )
        for band, row in zip(BANDS, rows, strict=True)
    ]


def _band_columns(suffix: str = "", tag: str = "", named: str = "") -> list[Column]:
    """Các cột của một phương án, by its mark and in a file of text by its name; of whatever plan for none."""
    w, columns = state.words(), []
    for name in BAND_FIGURES:
        what = w.t(f"compare.band_{name}")
        head, whole = (w.t("compare.tagged", tag=of, what=what) if tag else what for of in (tag, named))
        kind: Kind = "signed" if name == "money" else "count"
        columns.append(Column(f"{name}{suffix}", head, kind, whole=whole))
    return columns


def _band_rows(compared: Compared, k: int) -> list[dict[str, int | str]]:
    w = state.words()
    return [
        {"band": w.t(f"compare.band_{b.id}"), "units": b.units, "pupils": b.pupils, "money": b.money}
        for b in compared.shown.bands(k)
    ]


def _band_total(compared: Compared, k: int) -> dict[str, int | str]:
    shown = compared.shown
    reach = shown.reach(k)
    return {"units": reach.units, "pupils": reach.pupils, "money": shown.change(k)}


def one_scenario(compared: Compared, key: str) -> int:
    """Chọn một phương án trong các phương án đang so sánh; the one in view at first."""
    ids = [saved.id for saved in compared.saved]
    mine = state.scenario_id()
    chosen = st.segmented_control(
        state.words().t("compare.one"),
        ids,
        format_func=state.told_apart({i: compared.label(k) for k, i in enumerate(ids)}).__getitem__,
        required=True,
        label_visibility="collapsed",
        **state.chooser("one", f"compare.one.{key}", ids, mine if mine in ids else ids[0]),
    )
    return ids.index(chosen)


def path(compared: Compared) -> None:
    """Đường đi của kinh phí: chart from the status quo, table from the base year."""
    w, shown = state.words(), compared.shown
    k = one_scenario(compared, "path")
    steps = support_steps(shown.results[k], shown.year)
    base = shown.results[k].years[0]
    left, right = st.columns((3, 2))
    with left, parts.panel("path"):
        drawn = compare_charts.path(compared, k, steps)
        if drawn is None:
            parts.note(w.t("compare.path_none", name=compared.name(k), year=shown.year))
        else:
            explaining.chart(drawn, "compare-path")
    columns = [
        Column("step", w.t("compare.step")),
        Column("amount", w.t("compare.amount"), "money"),
        Column("units", w.t("compare.band_units"), "count", w.t("compare.step_units_help")),
    ]
    if any(s.pupils for s in steps):
        columns.append(Column("pupils", w.t("compare.band_pupils"), "count", w.t("compare.step_pupils_help")))
    rows = [
        Row(
            {
                "step": compare_charts.step_name(s, steps, shown.results[k], shown.year),
                "amount": s.amount,
                "units": s.units,
            }
            | ({"pupils": s.pupils} if s.pupils else {}),
            "total" if s.id == "support" else "unit",
            link=compared.ways(k, **EVERY, year=base if s.id == "base" else shown.year)(
                "", compare_charts.STEP_FIGURES[s.id]
            ),
        )
        for s in steps
    ]
    with right, parts.panel("steps"):
        grid.show(
            Table(w.t("compare.path_table", year=shown.year, base=base), columns, rows), "compare-steps"
        )


def thresholds(compared: Compared) -> None:
    """Điểm chuyển nhóm: of one unit in every scenario, and the units nearest to their next group."""
    w, shown = state.words(), compared.shown
    units = shown.results[0].units
    found = [
        cached.derived("break_even", (r.fingerprint, shown.year), partial(break_even, r, shown.year))
        for r in shown.results
    ]
    with parts.panel("one-unit"):
        tagged = {tag: partial(compared.ways(k), figure="ratio") for k, tag in enumerate(compared.tags)}
        i = units.position(unit_in_view(units, units.code, "thresholds", tagged))
        for k, result in enumerate(shown.results):
            ratio = float(result["ratio"][i, result.year(shown.year)])
            parts.note(f"**{compared.name(k)}**: {_break_even(found[k], i, ratio)}")
    k = one_scenario(compared, "thresholds")
    even, result = found[k], shown.results[k]
    near = [i for i in range(len(units)) if even.group[i]]
    near = sorted(near, key=lambda i: even.revenue[i])[:NEAREST]
    columns: tuple[Column, ...] = (
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        Column("ratio", w.t("compare.ratio"), "percent"),
        Column("next", w.t("compare.next_group")),
        Column("revenue", w.t("compare.need_revenue"), "money"),
        Column("spending", w.t("compare.need_spending"), "money"),
        Column("pupils", w.t("compare.need_pupils"), "count"),
    )
    j = result.year(shown.year)
    rows = [
        Row(
            {
                "code": units.code[i],
                "name": units.name[i],
                "ratio": float(result["ratio"][i, j]),
                "next": w.t(f"group.{even.group[i]}"),
                "revenue": float(even.revenue[i]),
                "spending": float(even.spending[i]),
                "pupils": w.t("roadmap.infeasible") if even.too_many[i] else float(even.pupils[i]),
            },
            link=compared.ways(k)(units.code[i], "ratio"),
        )
        for i in near
    ]
    # a way that leads nobody to the next group has no column
    known = {c.id for c in columns for row in rows if not is_missing(row.cells[c.id])}
    columns = tuple(c for c in columns if c.id in known)
    with parts.panel("nearest"):
        title = w.t("compare.nearest", name=compared.name(k), year=shown.year)
        grid.show(Table(title, columns, numbered(rows)), "compare-nearest")
        parts.note(w.t("compare.nearest_note"))


def _break_even(even: BreakEven, i: int, ratio: float) -> str:
    w = state.words()
    group = even.group[i]
    if group is None:
        return w.t("compare.even_top", ratio=ratio)
    ways = [
        w.t(f"compare.even_{name}", amount=float(getattr(even, name)[i]))
        for name in ("revenue", "spending", "pupils")
        if not math.isnan(float(getattr(even, name)[i])) and not (name == "pupils" and even.too_many[i])
    ]
    return w.t("compare.even", ratio=ratio, group=group, ways=w.t("compare.or").join(ways))
