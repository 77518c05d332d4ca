"""Phần phân tích của trang So sánh: winners and losers, the way of the money, thresholds, interaction."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from budget.answers import BreakEven, break_even
from budget.compare import BANDS, Change, support_steps
from budget.report.growth_said import growth_parts
from budget.report.numbers import is_missing
from budget.report.tables import Column, Row, Table, grouped, numbered
from pages.shared import cached, compare_charts, explaining, grid, parts, state
from pages.shared.comparing import Compared, basis_name, unit_in_view
from pages.shared.explaining import EVERY

BAND_FIGURES = ("units", "pupils", "money")
SIDE_BY_SIDE = 3
"""More scenarios than this stand below one another in the table of bands."""

NEAREST = 12
"""Units listed as nearest to their next group."""


def _said(change: Change, moved: int, most: int) -> str:
    """Thay đổi bằng lời: so much, as it is printed, and its share, or unchanged; `most` is the largest change
    of the sentence.
    """
    w = state.words()
    slight = "compare.stays" if moved else "compare.stays_exactly"
    key = slight if w.numbers.slight(change.difference) else "compare.moves"
    return w.part(most, key, change=moved, share=change.share)


def sentence(compared: Compared) -> str:
    """Câu kết luận: lowest and highest support against the baseline, and the smallest gap to the norm."""
    w, shown = state.words(), compared.shown
    if shown.year == shown.results[0].years[0]:
        return w.t("compare.base_year", year=shown.year)
    found = {k: shown.at(result) for k, result in enumerate(shown.results)}
    moves = {k: Change(shown.at(shown.basis(k)).support, found[k].support) for k in compared.others}
    by = {k: shown.change(k) for k in compared.others}
    most = max(by.values(), key=abs)
    low = min(moves, key=lambda k: moves[k].difference)
    high = max(moves, key=lambda k: moves[k].difference)
    about = {"year": shown.year, "basis": basis_name(compared)}
    if all(w.numbers.slight(move.difference) for move in moves.values()):
        saved = {k: found[k].saved for k in moves}
        said = [
            w.part(max(saved.values()), "compare.given_said", name=compared.called(k), amount=amount)
            for k, amount in saved.items()
        ]
        head = w.t(
            "compare.finding_none" if most else "compare.finding_none_exactly",
            least=w.numbers.short(w.numbers.least),
            moved=w.t("compare.finding_moved", said=w.list(said)) if any(saved.values()) else "",
            **about,
        )
    elif len({_said(move, by[k], most) for k, move in moves.items()}) == 1:
        names = w.list([compared.called(k) for k in moves])
        head = w.t("compare.finding_one", name=names, said=_said(moves[low], by[low], most), **about)
    else:
        head = w.t(
            "compare.finding",
            low=compared.called(low),
            low_said=_said(moves[low], by[low], most),
            high=compared.called(high),
            high_said=_said(moves[high], by[high], most),
            **about,
        )
    return " ".join(said for said in (head, *_paid(compared, moves), _gap(compared)) if said)


def _paid(compared: Compared, moves: Mapping[int, Change]) -> list[str]:
    """Ai chi trả: what a plan needs above what it saves; of the status quo alone."""
    w, shown = state.words(), compared.shown
    if shown.baseline is not None:
        return []
    above = [k for k, move in moves.items() if move.difference > 0 and not w.numbers.slight(move.difference)]
    names = w.list([compared.called(k) for k in above])
    return [w.t("compare.finding_paid", names=names)] if above else []


def grown(compared: Compared) -> str:
    """Vì sao hiện trạng đã khác năm gốc, which no plan makes; "" where nothing is different, or where the
    plans have no common status quo.
    """
    w, shown = state.words(), compared.shown
    made = growth_parts(shown.quos[0], shown.year, w) if len(shown.quos) == 1 else ""
    if not made:
        return ""
    share, base = shown.at(shown.quos[0]).from_base_share or 0.0, shown.results[0].years[0]
    return w.t("compare.finding_quo", year=shown.year, base=base, share=share, parts=made)


def _gap(compared: Compared) -> str:
    """Còn thiếu so với định mức: the plans that lack least, and whether the pupils below it differ."""
    w, shown = state.words(), compared.shown
    found = [shown.at(result) for result in shown.results]
    printed = [w.numbers.short(one.norm_gap) for one in found]
    least = min(range(len(found)), key=lambda k: found[k].norm_gap)
    ties = [k for k, text in enumerate(printed) if text == printed[least]]
    about = {"gap": found[least].norm_gap, "pupils": found[least].pupils_below_norm}
    everywhere = len({one.pupils_below_norm for one in found}) == 1
    if len(ties) == len(found) > 1 and everywhere:
        return w.t("compare.finding_gap_all", **about)
    name = w.list([compared.called(k) for k in ties])
    key = "compare.finding_gap_pupils" if everywhere and len(found) > 1 else "compare.finding_gap"
    return w.t(key, name=name, **about)


def bands(compared: Compared) -> Table:
    """Được và mất theo mức, with units, pupils and money: scenarios side by side, many one below another."""
    w, shown = state.words(), compared.shown
    title = w.t("compare.bands_table", year=shown.year, basis=basis_name(compared))
    found = {k: (_band_rows(compared, k), _band_total(compared, k)) for k in compared.others}
    if len(found) > SIDE_BY_SIDE:
        columns = [Column("band", w.t("compare.band"), help=w.t("compare.band_help")), *_band_columns("", "")]
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
        columns += _band_columns(str(k), compared.tags[k])
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


def _band_columns(suffix: str, tag: str) -> list[Column]:
    w = state.words()
    names = {name: w.t(f"compare.band_{name}") for name in BAND_FIGURES}
    if tag:
        names = {name: w.t("compare.tagged", tag=tag, what=what) for name, what in names.items()}
    return [
        Column(f"{name}{suffix}", what, "signed" if name == "money" else "count")
        for name, what in names.items()
    ]


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
    left, right = st.columns((2, 1))
    with left, parts.panel("path"):
        explaining.chart(compare_charts.path(compared, k, steps), "compare-path")
    columns = (Column("step", w.t("compare.step")), Column("amount", w.t("compare.amount"), "money"))
    rows = [
        Row(
            {"step": compare_charts.step_name(s, steps, shown.results[k], shown.year), "amount": s.amount},
            "group" if s.id == "base" else "total" if s.id == "support" else "unit",
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
        unit_in_view(units, units.code, "thresholds", tagged)
        i = units.position(state.unit())
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
                "pupils": float(even.pupils[i]),
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
        if not math.isnan(float(getattr(even, name)[i]))
    ]
    return w.t("compare.even", ratio=ratio, group=group, ways=w.t("compare.or").join(ways))
