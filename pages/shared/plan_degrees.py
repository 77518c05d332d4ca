"""Tệp CSV, Excel của mức tự bảo đảm và mục tiêu: units by years, of a grid to type in and of a heat map."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from budget.pathways import entries_of
from budget.report.tables import Column, Row, Table, numbered
from pages.shared import grid, plan_view, state
from pages.shared.plan import Plan


def downloads(plan: Plan, rows: Sequence[int], key: str) -> None:
    """Hai tệp của các đơn vị `rows`, in their order, every year with the target that holds in it."""
    table = _table(plan, rows)
    grid.downloads(table, table, key)


def _table(plan: Plan, rows: Sequence[int]) -> Table:
    t, result = state.words().t, plan.result()
    follows = entries_of(result)
    columns = [Column("unit", t("plan.unit"))]
    for year in result.years:
        if year > plan.base_year:
            columns.append(Column(f"target{year}", t("roadmap.target", year=year), "percent"))
        columns.append(Column(f"ratio{year}", t("roadmap.reached_in", year=year), "percent"))
        columns.append(Column(f"group{year}", t("roadmap.group_in", year=year)))
    found = []
    for i in rows:
        cells: dict[str, float | str | None] = {"unit": result.units.name[i]}
        for j, year in enumerate(result.years):
            target = float(result["target"][i, j])
            cells[f"target{year}"] = None if isnan(target) else target
            cells[f"ratio{year}"] = float(result["ratio"][i, j])
            cells[f"group{year}"] = plan_view.group_name(int(result.group[i, j]))
        # between targets that are set, and after the last, a target is drawn
        own = follows[i]
        drawn = frozenset(f"target{year}" for year in plan.years if own and year not in own.targets)
        found.append(Row(cells, estimated=drawn))
    title = t("roadmap.table_degrees")
    return Table(t("roadmap.table_degrees_drawn", title=title), columns, numbered(found), file=title)
