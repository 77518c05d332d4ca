"""Lộ trình mà điều muốn giảm đòi: the degree that each unit would need, and which is below the base year."""

from __future__ import annotations

import numpy as np

from budget.pathways import entries_of
from budget.report.tables import Column, Row, Table, numbered
from budget.wishes import CutWish
from pages.shared import explaining, state
from pages.shared.plan import Plan


def needed(plan: Plan, wish: CutWish) -> Table:
    """Mức tự bảo đảm cần đạt của từng đơn vị, beside what it is without the wish."""
    t, result = state.words().t, plan.result()
    j, units = result.year(plan.year), plan.units
    columns = (
        Column("unit", t("plan.unit")),
        Column("base", t("wish.base", year=plan.base_year), "percent"),
        Column("now", t("wish.now", year=plan.year), "percent", help=t("wish.now_help")),
        Column("degree", t("wish.degree"), "percent", help=t("wish.degree_help")),
        Column("effort", t("wish.effort"), "money", help=t("wish.effort_help")),
    )
    to = explaining.ways()
    rows = [
        Row(
            {
                "unit": units.name[i],
                "base": float(result["ratio"][i, 0]),
                "now": float(result["ratio"][i, j]),
                "degree": float(wish.degree[i]),
                "effort": int(wish.effort[i]),
            },
            link=to(units.code[i], "ratio"),
        )
        for i in np.flatnonzero(wish.asked).tolist()
    ]
    total = {"unit": t("plan.total", n=len(rows)), "effort": wish.revenue}
    return Table(t("wish.table", year=plan.year), columns, numbered(rows, total))


def between(plan: Plan, then: Plan) -> list[str]:
    """Mục tiêu lộ trình của các năm khác, which the targets of the cut in these years ask; a line a year."""
    w, by_year = state.words(), dict[int, list[str]]()
    follows = zip(*(entries_of(one.result()) for one in (plan, then)), strict=True)
    for i, (before, after) in enumerate(follows):
        held = before.targets if before else {}
        for year, degree in (after.targets if after else {}).items():
            if year != plan.year and held.get(year) != degree:
                target = w.t("wish.years_target", name=plan.units.name[i], degree=degree)
                by_year.setdefault(year, []).append(target)
    return [w.t("wish.years_targets", year=y, targets=w.list(some)) for y, some in sorted(by_year.items())]


def lower(plan: Plan, wish: CutWish) -> list[str]:
    """Mức cần đạt thấp hơn năm gốc, with why; nothing where none is."""
    w, result = state.words(), plan.result()
    below = np.flatnonzero(wish.asked & (wish.degree < result["ratio"][:, 0])).tolist()
    n = w.numbers
    # where both print alike the note would seem to say nothing
    below = [i for i in below if n.percent(float(wish.degree[i])) != n.percent(float(result["ratio"][i, 0]))]
    if not below:
        return []
    names = w.list([plan.units.name[i] for i in below])
    return [w.t("wish.lower", n=len(below), base=plan.base_year, year=plan.year, names=names)]
