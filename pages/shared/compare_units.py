"""Bảng so sánh theo đơn vị: each unit in every scenario, with differences; filter, search and sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from budget.autonomy import GROUPS
from budget.compare import BANDS, Change, band_of, change_of_total, changes
from budget.indicators import reach
from budget.planning import cut_scope
from budget.report.printed import parted
from budget.report.reached import reached
from budget.report.tables import Column, Row, Table, grouped, numbered
from pages.shared import compare_barely, file_names, grid, parts, state
from pages.shared.comparing import Compared, basis_name, unit_in_view

BY_LEVEL = ("level", -1)
FIGURES = ("all", "now", "by", "share")

WAYS: dict[str, tuple[str, ...]] = {
    "all": (),
    "down": ("down_more", "down"),
    "up": ("up", "up_more"),
    "same": ("same",),
}
"""Units of all bands, or of those that lose, gain or keep what they have."""

ANY_PLAN = 0
"""Stands for the id of a plan where units that change so by any of them are wanted."""

SIDE_BY_SIDE = 3
"""With more scenarios than this the table shows one figure of each at first."""


def show(compared: Compared) -> None:
    """Bộ lọc, cách xếp và bảng."""
    w, shown = state.words(), compared.shown
    units = shown.results[0].units
    sieve = grid.filters(units, "compare")
    state.choose("bands", tuple(band for band in state.get("bands") if band in BANDS))
    places = st.columns(3)
    with places[0]:
        orders = _orders(compared)
        order = orders[
            st.selectbox(
                w.t("compare.sort"),
                list(orders),
                format_func=lambda o: _order_name(compared, orders[o]),
                **state.chooser("sort", "compare.sort", list(orders), BY_LEVEL[0]),
            )
        ]
    with places[1]:
        _way()
    with places[2]:
        many = len(compared.others) > SIDE_BY_SIDE
        figures = st.segmented_control(
            w.t("compare.figures"),
            FIGURES,
            format_func=lambda what: w.t(f"compare.figures_{what}"),
            required=True,
            **state.chooser("figures", f"compare.figures.{many}", FIGURES, "by" if many else "all"),
        )
    wanted = state.get("bands")
    of = _bands_of(compared) if wanted else compared.others
    names = [*GROUPS, ""]
    group = shown.results[0].group[:, 0].tolist()
    kept = [
        i
        for i in range(len(units))
        if sieve.keeps(units.kind[i], units.ward[i], names[group[i]], units.code[i], units.name[i])
    ]
    if wanted:
        found = _bands(compared)
        kept = [i for i in kept if any(found[k][i] in wanted for k in of)]
    if not kept:
        grid.nothing_found()
        return
    with parts.panel("units"):
        table = _table(compared, kept, order, figures, _filtered(compared, wanted, of))
        table = replace(table, file=_file(compared, len(kept), wanted, of))
        grid.show(table, "compare-units")
        if figures == "all" and _uneven(table, compared):
            parts.note(w.t("compare.uneven"))
        if shown.baseline is None and any(cut_scope(one).any() for one in shown.results):
            # a plan that cuts 10 % of the base year cuts 8 % of the status quo
            parts.note(w.t("compare.units_share", basis=basis_name(compared), base=shown.years[0]))
        tagged = {tag: compared.ways(k) for k, tag in enumerate(compared.tags)}
        unit_in_view(units, [units.code[i] for i in kept], "compare", tagged)
        parts.note(" ".join(_reach(compared, k, kept) for k in compared.others))
        if barely := " ".join(
            filter(None, (compare_barely.said(compared, k, kept) for k in compared.others))
        ):
            parts.note(barely)


def _way() -> None:
    """Chọn đơn vị giảm, tăng hay giữ nguyên, with one press; none is chosen where bands of several are."""
    w, wanted = state.words(), set(state.get("bands"))
    state.put("compare.way", next((way for way, bands in WAYS.items() if wanted <= set(bands)), None))

    def taken() -> None:
        state.choose("bands", WAYS[state.current("compare.way") or "all"])

    st.segmented_control(
        w.t("compare.only"),
        list(WAYS),
        format_func=lambda way: w.t(f"compare.way_{way}"),
        key="compare.way",
        on_change=taken,
    )


def _bands_of(compared: Compared) -> list[int]:
    """Chọn mức thay đổi, and the places of the plans by which units change so: any, until one is chosen."""
    w = state.words()
    ids = [ANY_PLAN, *(compared.saved[k].id for k in compared.others)]
    if state.get("bands_of") not in ids:
        state.choose("bands_of", ANY_PLAN)
    names = {i: compared.name(k) for i, k in zip(ids[1:], compared.others, strict=True)}
    left, right = st.columns((2, 1))
    with left:
        st.multiselect(
            w.t("compare.by_band"),
            BANDS,
            format_func=lambda band: w.t(f"compare.band_{band}"),
            select_all=False,
            placeholder=w.t("table.all"),
            **state.chooser("bands", "compare.bands"),
        )
    with right:
        st.selectbox(
            w.t("compare.bands_of"),
            ids,
            format_func=state.told_apart({ANY_PLAN: w.t("compare.bands_any"), **names}).__getitem__,
            **state.chooser("bands_of", "compare.bands_of"),
        )
    chosen = state.get("bands_of")
    return [k for k in compared.others if chosen in (ANY_PLAN, compared.saved[k].id)]


def _filtered(compared: Compared, wanted: Sequence[str], of: Sequence[int]) -> str:
    """Điều đang lọc, in words for the title of the table; "" where nothing is."""
    w = state.words()
    if not wanted:
        return ""
    bands = w.list([w.t(f"compare.band_{band}").lower() for band in wanted])
    if len(of) > 1:
        return w.t("compare.filtered_any", bands=bands)
    return w.t("compare.filtered", bands=bands, name=compared.name(of[0]))


def _bands(compared: Compared) -> list[list[str]]:
    shown = compared.shown
    return [
        [BANDS[b] for b in band_of(shown.support(shown.basis(k)), shown.support(result)).tolist()]
        for k, result in enumerate(shown.results)
    ]


def _reach(compared: Compared, k: int, kept: list[int]) -> str:
    """Phạm vi tác động of what is shown."""
    shown, w = compared.shown, state.words()
    result = shown.results[k]
    found = reach(
        shown.support(shown.basis(k))[kept],
        shown.support(result)[kept],
        result["pupils"][:, result.year(shown.year)][kept],
    )
    return w.t("compare.reach_of", tag=compared.tags[k], reach=reached(found, w))


def _orders(compared: Compared) -> dict[str, tuple[str, int]]:
    """What an address calls each order, by the scenario's id -> the order, by its place."""
    ways = [(what, k) for k in compared.others for what in ("most", "least")]
    return {BY_LEVEL[0]: BY_LEVEL} | {f"{what}-{compared.saved[k].id}": (what, k) for what, k in ways}


def _order_name(compared: Compared, order: tuple[str, int]) -> str:
    what, k = order
    return state.words().t(f"compare.sort_{what}", tag=compared.tags[k] if k >= 0 else "")


def _file(compared: Compared, n: int, wanted: Sequence[str], of: Sequence[int]) -> str:
    """Tên tệp của bảng: the plan first by which it is filtered, else all of them by their marks, and no more
    of what is filtered than has room.
    """
    w, one = state.words(), len(of) == 1
    plans = (
        file_names.clean(compared.name(of[0]), file_names.PLAN_LETTERS) if one else " ".join(compared.tags)
    )
    bands = w.list([w.t(f"compare.band_{band}").lower() for band in wanted])
    told = {"plans": plans, "n": n, "year": compared.year, "bands": bands}
    return w.t("compare.units_file_filtered" if bands else "compare.units_file", **told)


def _table(compared: Compared, kept: list[int], order: tuple[str, int], figures: str, filtered: str) -> Table:
    w, shown = state.words(), compared.shown
    units = shown.results[0].units
    support = [shown.support(result) for result in shown.results]
    quos = [shown.support(quo) for quo in shown.quos]
    moves = [changes(shown.support(shown.basis(k)), support[k]) for k in range(len(support))]
    ids = [one.id for one in compared.saved]
    # the difference to another scenario is no figure of either
    difference = "change" if shown.baseline is None else "support"

    def ways(**choices: Any) -> Callable[[dict[str, Any], str], Row]:
        """What makes a row whose figures lead each to the explanation of its scenario."""
        to = [compared.ways(k, **choices) for k in range(len(ids))]
        apart = [compared.apart(k, **choices) for k in range(len(ids))]
        to_quo = [compared.quo_ways(q, **choices) for q in range(len(quos))]

        def row(cells: dict[str, Any], code: str) -> Row:
            there = [way(code) for way in to]
            moved = [way(code, difference) for way in apart]
            links = {f"now{k}": address for k, address in enumerate(there)}
            links |= {f"{what}{k}": address for k, address in enumerate(moved) for what in ("by", "share")}
            links |= {f"quo{q}": way(code) for q, way in enumerate(to_quo)}
            return Row(cells, link=there[compared.lead], links=links)

        return row

    def summed(cells: dict[str, Any], label: str, **choices: Any) -> Row:
        # the explanation knows nothing of the bands: their sums lead nowhere
        named = cells | {"name": label}
        return Row(named) if state.get("bands") else ways(**choices)(named, "")

    unit = ways()
    rows = {i: unit(_cells(compared, quos, moves, [i]) | _identity(units, i), units.code[i]) for i in kept}
    for k in compared.others:
        for i in rows.keys() & compare_barely.units(compared, k):
            why = compare_barely.said(compared, k, [i])
            rows[i] = replace(rows[i], notes={**rows[i].notes, f"by{k}": why} if why else rows[i].notes)
    total = summed(_cells(compared, quos, moves, kept), w.t("compare.total", n=len(kept)))
    title = w.t("compare.units_title", year=shown.year, n=len(kept), basis=basis_name(compared))
    title = f"{title}; {filtered}" if filtered else title
    what, k = order
    if order != BY_LEVEL:
        placed = sorted(kept, key=lambda i: moves[k][i].difference, reverse=what == "most")
        return Table(title, _columns(compared, figures), numbered([rows[i] for i in placed], total))
    groups = []
    for kind, members in grid.rows_by_kind([rows[i] for i in kept], [units.kind[i] for i in kept]).items():
        inside = [i for i in kept if units.kind[i] == kind]
        cells = _cells(compared, quos, moves, inside)
        label = w.t("compare.total_kind", kind=w.kind(kind), n=len(inside))
        groups.append((summed(cells, label, kinds=(kind,)), members))
    return Table(title, _columns(compared, figures), grouped(groups, total))


def _uneven(table: Table, compared: Compared) -> bool:
    """Có chênh lệch đã in không bằng hiệu hai số đã in beside it."""
    numbers = state.words().numbers
    found = ((row.cells[f"now{k}"], row.cells[f"by{k}"]) for row in table.rows for k in compared.others)
    return any(parted(numbers, now - by, now) for now, by in found)


def _identity(units: Any, i: int) -> dict[str, Any]:
    return {"code": units.code[i], "name": units.name[i]}


def _columns(compared: Compared, figures: str) -> list[Column]:
    w, shown, tags = state.words(), compared.shown, compared.tags
    columns = [Column("code", w.column("code")), Column("name", w.column("name"))]
    if shown.baseline is None:
        columns += [
            Column(
                f"quo{q}",
                w.t("compare.quo_year", year=shown.year)
                if len(shown.quos) == 1
                else w.t("compare.status_quo_of", year=shown.year, tag=tags[shown.quo_of.index(q)]),
                "money",
            )
            for q in range(len(shown.quos))
        ]
    ordered = range(len(tags)) if shown.baseline is None else (shown.baseline, *compared.others)
    for k in ordered:
        name, named = compared.saved[k].name, compared.label(k)
        if figures in ("all", "now") or k == shown.baseline:
            columns.append(Column(f"now{k}", tags[k], "money", help=name, whole=named))
        if k in compared.others and figures in ("all", "by"):
            head, whole = (w.t("compare.difference", tag=tag) for tag in (tags[k], named))
            columns.append(Column(f"by{k}", head, "signed", help=name, whole=whole))
        if k in compared.others and figures in ("all", "share"):
            head, whole = (w.t("compare.share", tag=tag) for tag in (tags[k], named))
            columns.append(Column(f"share{k}", head, "percent_signed", help=name, whole=whole))
    return columns


def _cells(
    compared: Compared, quos: list[Any], moves: list[tuple[Change, ...]], rows: list[int]
) -> dict[str, Any]:
    """The figures of one unit, or of several in all."""
    cells: dict[str, Any] = {}
    for q, quo in enumerate(quos):
        at_rest = changes(quo[rows], quo[rows])
        cells[f"quo{q}"] = change_of_total(at_rest).after
    for k, moved in enumerate(moves):
        change = change_of_total(moved[i] for i in rows)
        cells |= {f"now{k}": change.after, f"by{k}": change.difference, f"share{k}": change.share}
    return cells
