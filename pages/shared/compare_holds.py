"""Khi một yếu tố lệch: whether each plan does no worse than it was made to, and what the worst case costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from budget.indicators import Indicators
from budget.report.safest_said import move_said
from budget.report.tables import Column, Row, Table, grouped
from budget.robustness import Swing, enacted_until, free, gained, missed, price_level, rate_of, swings, worst
from pages.shared import cached, grid, parts, state
from pages.shared.compare_safest import seen
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY
from pages.shared.varying import Variation

Tried = tuple[Indicators, tuple[Swing, ...]]
"""A plan as made, and with each factor moved."""

WORST = ("saved", "schools_at_norm", "deficit_units", "lacking")
"""What the sentence on the worst case tells."""

QUO = ("quo_deficit", "quo_lacking")
"""Columns of the status quo under the same variation."""

SIDE_BY_SIDE = 2
"""More plans than this stand below one another, each with the status quo of its own assumptions."""


def moved_by(compared: Compared, k: int, moves: Mapping[str, Decimal]) -> tuple[Swing, ...]:
    """Phương án thứ k khi từng yếu tố lệch, of those that the law leaves open in the year; computed once for
    the table and the chart.
    """
    result, year = compared.shown.results[k], compared.year
    open_ = free(result.law, moves, year)
    return cached.derived(
        "swings",
        (result.fingerprint, *open_.items(), year),
        lambda: swings(result.units, result.scenario, result.law, year, open_),
    )


def enacted(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Nói yếu tố nào đã ban hành đến năm đang xem, so that moving it changes nothing yet."""
    w, law = state.words(), compared.shown.results[0].law
    for factor in (name for name, by in moves.items() if by):
        if last := enacted_until(law, factor, compared.year):
            told = {"factor": w.t(f"compare.factor_{factor}"), "last": last, "next": last + 1}
            parts.note(w.t("compare.holds_enacted", year=compared.year, **told))


def tried_of(compared: Compared, moves: Mapping[str, Decimal]) -> list[Tried]:
    """Each plan as made, and with each factor moved; [] where no factor can be moved in the year."""
    shown = compared.shown
    tried = [(shown.at(one), moved_by(compared, k, moves)) for k, one in enumerate(shown.results)]
    return tried if tried[0][1] else []


def _falling(plan: Indicators, moved: Sequence[Swing]) -> list[tuple[Variation, tuple[str, ...]]]:
    """Các trường hợp kém hơn: the factor moved, and of PROMISED what the plan then misses."""
    cases = (
        (Variation(swing.factor, by), missed(found, plan, seen))
        for swing in moved
        for by, found in swing.sides
    )
    return [(case, worse) for case, worse in cases if worse]


def _worse(cases: Sequence[tuple[Variation, tuple[str, ...]]]) -> list[str]:
    """Kém ở chỉ tiêu nào, and in which cases."""
    w = state.words()
    of: dict[str, list[str]] = {}
    for case, worse in cases:
        for name in worse:
            of.setdefault(name, []).append(move_said(case.what, case.by, w))
    return [
        w.t("compare.holds_when", lost=w.t(f"compare.missed_{name}"), cases=", ".join(told))
        for name, told in of.items()
    ]


def show(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Bảng trả lời: a row a plan; folded below it a row a factor and side, and a sentence a plan on its worst
    case. Nothing where no factor can be moved in the year.
    """
    w, tried = state.words(), tried_of(compared, moves)
    if not tried:
        return
    with parts.panel("holds"):
        grid.show(_summary(compared, tried), "compare-falls")
        plans, moved = [plan for plan, _ in tried], [one for _, one in tried]
        with st.expander(w.t("compare.holds_details")):
            grid.show(_table(compared, plans, moved), "compare-holds")
            told = [_worst(compared, k, plan, moved[k]) for k, plan in enumerate(plans)]
            notes = [
                w.t("compare.holds_note", year=compared.year),
                _price_level(compared, moves["inflation"]),
            ]
            parts.detail([line for line in (*told, *notes) if line])


def _summary(compared: Compared, tried: list[Tried]) -> Table:
    """Một dòng một phương án: in which cases it does worse, and how many units lack more than under the
    status quo, as made and at most.
    """
    w = state.words()
    columns = [
        Column("plan", w.t("app.scenario")),
        Column("worse", w.t("compare.falls_worse")),
        Column("deeper", w.t("compare.falls_deeper"), "count", w.t("compare.holds_deeper_help"), zero="0"),
        Column("most", w.t("compare.falls_most"), "count", w.t("compare.holds_deeper_help"), zero="0"),
    ]
    rows = []
    for k, (plan, moved) in enumerate(tried):
        cells = {
            "plan": compared.label(k),
            "worse": "; ".join(_worse(_falling(plan, moved))) or w.t("compare.falls_never"),
            "deeper": plan.deeper_units,
            "most": max(found.deeper_units for swing in moved for _, found in swing.sides),
        }
        to = compared.ways(k, **EVERY)("", "deeper")
        rows.append(Row(cells, link=compared.ways(k)("", "deficit"), links={"deeper": to}))
    return Table(w.t("compare.falls_title", year=compared.year), columns, rows)


def _price_level(compared: Compared, by: Decimal) -> str:
    """Trượt giá lệch cộng dồn đến năm đang xem; "" where prices are not moved or the plans differ in them."""
    results, year = compared.shown.results, compared.shown.year
    if not by or len({rate_of(result.scenario, "inflation") for result in results}) > 1:
        return ""
    years = year - results[0].years[0]
    higher, lower = (price_level(results[0].scenario, side, years) for side in (by, -by))
    told = {"by": by, "years": years, "year": year, "higher": higher, "lower": abs(lower)}
    return state.words().t("compare.holds_price_level", **told) if years else ""


def _worst(compared: Compared, k: int, plan: Indicators, swung: tuple[Swing, ...]) -> str:
    """Trường hợp thiếu nhiều nhất của một phương án: what it then saves, brings to the norm and lacks."""
    w = state.words()
    factor, by, found = worst(swung)
    told = [
        w.t(
            f"compare.worst_{figure}{'_same' if _alike(figure, before, after) else ''}",
            before=before,
            after=after,
        )
        for figure in WORST
        for before, after in [(int(getattr(plan, figure)), int(getattr(found, figure)))]
    ]
    told.append(w.t("compare.worst_quo", n=found.quo_deficit_units, lacking=found.quo_lacking))
    case = _case(compared, factor, by)
    return w.t("compare.worst", name=compared.label(k), case=case, told="; ".join(told))


def _alike(figure: str, before: int, after: int) -> bool:
    """Two figures of WORST that read the same."""
    return before == after or (figure in ("saved", "lacking") and seen(before) == seen(after))


def _table(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> Table:
    """Plans side by side with the status quo that they share, else one below another."""
    w = state.words()
    title = w.t("compare.holds_title", year=compared.year)
    cells = [_cells(plan, one) for plan, one in zip(plans, moved, strict=True)]
    links = [_links(compared, k, one) for k, one in enumerate(moved)]
    cases = _cases(compared, moved[0])
    columns = [
        Column("case", w.t("compare.holds_case")),
        Column("quo_deficit", w.t("compare.holds_quo_deficit"), "count"),
        Column("quo_lacking", w.t("compare.holds_quo_lacking"), "money"),
    ]
    shared = all(
        [case[name] for case in of] == [case[name] for case in cells[0]] for of in cells for name in QUO
    )
    if len(plans) > SIDE_BY_SIDE or not shared:
        groups = []
        for k, of_plan in enumerate(cells):
            names = [compared.label(k), *cases[1:]]
            first, *rest = (
                Row({"case": name, **cell}, links=to)
                for name, cell, to in zip(names, of_plan, links[k], strict=True)
            )
            groups.append((first, rest))
        return Table(title, [*columns, *_columns("", "")], grouped(groups))
    for k, tag in enumerate(compared.tags):
        columns += _columns(str(k), tag)
    rows = [
        Row(
            {"case": case} | _merged([of_plan[n] for of_plan in cells]),
            links=_merged([of_plan[n] for of_plan in links]),
        )
        for n, case in enumerate(cases)
    ]
    return Table(title, columns, rows)


def _merged(of_plans: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One row of several plans: the columns of each with its number, those of the status quo once."""
    return {
        name if name in QUO else f"{name}{k}": value
        for k, of_plan in enumerate(of_plans)
        for name, value in of_plan.items()
    }


def _links(compared: Compared, k: int, moved: tuple[Swing, ...]) -> list[dict[str, str]]:
    """Đường đến giải trình của số còn thiếu, by case as `_cases`."""
    varied = [Variation(swing.factor, by) for swing in moved for by, _ in swing.sides]
    found = []
    for one in (None, *varied):
        to, quo = (compared.ways(k, varied=one, quo=of_quo, **EVERY) for of_quo in (False, True))
        found.append(
            dict.fromkeys(("deficit", "lacking"), to("", "deficit"))
            | dict.fromkeys(QUO, quo("", "deficit"))
            | {"deeper": to("", "deeper")}
        )
    return found


def _columns(suffix: str, tag: str) -> list[Column]:
    w = state.words()
    names = {name: w.t(f"compare.holds_{name}") for name in ("answer", "deficit", "lacking", "deeper")}
    if tag:
        names = {name: w.t("compare.tagged", tag=tag, what=what) for name, what in names.items()}
    else:
        names = {name: what[:1].upper() + what[1:] for name, what in names.items()}
    return [
        Column(f"answer{suffix}", names["answer"]),
        Column(f"deficit{suffix}", names["deficit"], "count"),
        Column(f"lacking{suffix}", names["lacking"], "money"),
        Column(f"deeper{suffix}", names["deeper"], "count", w.t("compare.holds_deeper_help"), zero="0"),
    ]


def _cases(compared: Compared, moved: tuple[Swing, ...]) -> list[str]:
    """The plan as it is, then every factor higher and lower."""
    named = [_case(compared, swing.factor, by) for swing in moved for by, _ in swing.sides]
    return [state.words().t("compare.holds_plan"), *named]


def _case(compared: Compared, factor: str, by: Decimal) -> str:
    """Một yếu tố lệch bao nhiêu; with the rate that comes of it where all plans have the same one."""
    w = state.words()
    said = Variation(factor, by).said()
    rates = {rate_of(result.scenario, factor) for result in compared.shown.results}
    rate = rates.pop() if len(rates) == 1 else None
    if rate is None:
        return said
    return w.t("compare.holds_rate", case=said, before=rate, after=rate + by)


def _cells(plan: Indicators, moved: tuple[Swing, ...]) -> list[dict[str, str | int]]:
    """The answer, what the plan lacks, and what the status quo then lacks, by case as `_cases`."""
    w = state.words()
    cells = [_cell(w.t("compare.holds_as_made"), plan)]
    for swing in moved:
        for _, found in swing.sides:
            lost = ", ".join(w.t(f"compare.missed_{name}") for name in missed(found, plan, seen))
            more = ", ".join(w.t(f"compare.gained_{name}") for name in gained(found, plan, seen))
            key = "both" if lost and more else "no" if lost else "better" if more else "as_made"
            cells.append(_cell(w.t(f"compare.holds_{key}", lost=lost, more=more), found))
    return cells


def _cell(answer: str, found: Indicators) -> dict[str, str | int]:
    return {
        "answer": answer,
        "deficit": found.deficit_units,
        "lacking": found.lacking,
        "deeper": found.deeper_units,
        "quo_deficit": found.quo_deficit_units,
        "quo_lacking": found.quo_lacking,
    }
