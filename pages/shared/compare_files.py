"""Bảng chỉ tiêu so sánh ra tệp: the same rows; figures stay numbers, each difference in its own column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.indicators import Indicators
from budget.report.risk_words import named_years
from budget.report.tables import Column, Kind, Row, Table
from budget.risks import below_minimum, risks
from budget.targeted import led
from pages.shared import state
from pages.shared.compare_indicators import LONGEST_HEAD, MOVES, SCOPE_ROW, quo_name
from pages.shared.compare_lines import Line, Spec, behind, blocks, led_by
from pages.shared.comparing import Compared, basis_name

DIFFERENCES: Mapping[Spec, Kind] = {"money": "signed", "count": "count_signed"}
"""How a difference is written; of other figures there is none."""


def table(compared: Compared, title: str) -> Table:
    """Bảng chỉ tiêu của tệp: indicators with their unit, status quo, then each plan with its difference."""
    w, shown = state.words(), compared.shown
    columns = [
        Column("indicator", w.t("compare.indicator")),
        Column("unit", w.t("compare.file_unit")),
        *(Column(f"quo{q}", quo_name(compared, q), "figure") for q in range(len(shown.quos))),
    ]
    for k, tag in enumerate(compared.tags):
        columns.append(Column(f"plan{k}", compared.label(k, LONGEST_HEAD), "figure"))
        if k != shown.baseline:
            name = w.t("compare.tagged", tag=tag, what=w.t("compare.figures_by"))
            columns.append(Column(f"by{k}", name, "figure"))
        columns.append(Column(f"of{k}", w.t("compare.tagged", tag=tag, what=w.t("compare.behind"))))
    found = [shown.at(result) for result in shown.results]
    rows: list[Row] = []
    for block, lines in blocks(found[0], shown.years[0], among=shown.baseline is not None):
        rows.append(Row({"indicator": w.t(f"compare.block_{block}")}, "group"))
        for place, line in enumerate(lines):
            if (block, place) == SCOPE_ROW:
                rows += _of_cuts(compared)
            rows.append(_row(compared, line, found))
        if block == "support":
            rows += _reached(compared)
    return Table(title, columns, rows)


def _row(compared: Compared, line: Line, found: list[Indicators]) -> Row:
    """Một chỉ tiêu: of the status quo, of each plan, and how far this is from its baseline."""
    w, shown = state.words(), compared.shown
    cells: dict[str, Any] = {}
    if not (line.by_norm and shown.norms_apart):
        cells = {f"quo{q}": line.read(shown.at(quo)) for q, quo in enumerate(shown.quos)}
    cells |= {f"plan{k}": line.read(now) for k, now in enumerate(found)}
    kinds: dict[str, Kind] = dict.fromkeys(cells, line.spec)
    if line.compared and line.spec in DIFFERENCES:
        for k, now in enumerate(found):
            cells[f"by{k}"] = line.read(now) - line.read(shown.at(shown.basis(k)))
            kinds[f"by{k}"] = DIFFERENCES[line.spec]
    unit = w.numbers.unit_name() if line.spec == "money" else ""
    whom = {f"of{k}": behind(line, now) for k, now in enumerate(found)}
    return Row({"indicator": line.label, "unit": unit} | cells | whom, kinds=kinds)


def _reached(compared: Compared) -> list[Row]:
    """Đơn vị và học sinh tăng, giảm, không đổi so với căn cứ."""
    w, shown = state.words(), compared.shown
    rows = []
    for what, prefix in (("units", ""), ("pupils", "pupils_")):
        cells = {"indicator": w.t(f"compare.reach_{what}", basis=basis_name(compared))}
        for k in compared.others:
            reach = shown.reach(k)
            ways = (w.numbers.count(getattr(reach, prefix + way)) for way, _, _ in MOVES)
            cells[f"plan{k}"] = " · ".join(ways)
        rows.append(Row(cells))
    return rows


def _of_cuts(compared: Compared) -> list[Row]:
    """Số giảm trong phạm vi, and who is below the law's minimum in the year and in which years."""
    w, shown = state.words(), compared.shown
    shares: dict[str, Any] = {"indicator": w.t("compare.line_led", base=shown.years[0])}
    alone: dict[str, Any] = {"indicator": w.t("compare.line_below", year=shown.year)}
    named: dict[str, Any] = {"indicator": w.t("compare.line_below_other")}
    below = [below_minimum(result) for result in shown.results]
    for k, result in enumerate(shown.results):
        one = led(result, shown.year)
        shares |= {f"plan{k}": one.share, f"of{k}": led_by(one)}
        alone[f"plan{k}"] = risks(result, shown.year).get("statutory_missed", {"n": 0})["n"]
        units = named_years(below[k]) if below[k] else []
        named[f"of{k}"] = "; ".join(w.t("deck.below_unit", name=n, years=y) for n, y in units)
    plans = [f"plan{k}" for k in range(len(shown.results))]
    rows = [Row(shares, kinds=dict.fromkeys(plans, "percent"))]
    return [*rows, Row(alone, kinds=dict.fromkeys(plans, "count")), Row(named)] if any(below) else rows
