"""Bảng của trang Hiện trạng: every unit by level with sub-totals; each figure leads to its explanation."""

from __future__ import annotations

import numpy as np

from budget.autonomy import GROUPS
from budget.report.tables import Column, Row, Table, grouped
from budget.standing import situation
from pages.shared import grid, state
from pages.shared.standing_parts import View, ways

FIGURES = {
    "support": "support",
    "own_revenue": "own_revenue",
    "spending": "spending",
    "ratio": "ratio",
    "group": "group",
    "pupils": "pupils",
    "share": "operations_share",
    "per_pupil": "per_pupil",
}
"""Columns of the table -> the figure that explains them."""


def table(v: View, kept: list[int]) -> Table:
    """Bảng theo cấp học with sub-totals."""
    w, result, units = state.words(), v.result, v.result.units
    columns = [
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        Column("pupils", w.column("pupils"), "count"),
        Column("support", w.t("overview.support"), "money", help=w.t("overview.support_help")),
        Column("own_revenue", w.t("overview.own_revenue"), "money", help=w.t("overview.own_revenue_help")),
        Column("spending", w.t("overview.spending"), "money"),
        Column("ratio", w.t("overview.ratio"), "percent", help=w.t("overview.ratio_help")),
        Column("group", w.t("overview.group")),
        Column("share", w.t("overview.share"), "percent", help=w.t("overview.share_help")),
        Column("per_pupil", w.t("overview.per_pupil"), "count"),
        Column(
            "higher",
            w.t("overview.higher"),
            "percent",
            help=w.t("overview.higher_help"),
            zero=w.numbers.percent(0),  # of the best school none spends more, and that is a finding
        ),
    ]
    named = [*GROUPS, ""]

    to, total_to = ways(v), {c: FIGURES[c] for c in ("support", "own_revenue", "spending", "ratio")}

    def row(i: int) -> Row:
        money = {f: int(result.published(f)[i, 0]) for f in ("support", "own_revenue", "spending", "pupils")}
        cells = money | {
            "code": units.code[i],
            "name": units.name[i],
            "ratio": float(result["ratio"][i, 0]),
            "group": named[result.group[i, 0]],
            "share": float(v.standing.teaching_share[i]),
            "per_pupil": float(v.standing.per_pupil[i]),
            "higher": float(v.standing.higher[i]),
        }
        if not units.school[i]:
            cells = {k: c for k, c in cells.items() if k not in ("share", "per_pupil", "higher")}
        code = units.code[i]
        return Row(cells, link=to(code), links={c: to(code, f) for c, f in FIGURES.items()})

    def sums(label: str, rows: list[int], **choices: object) -> Row:
        mask = np.zeros(len(units), dtype=bool)
        mask[rows] = True
        s = situation(result, v.year, v.norm, mask)
        cells: dict[str, object] = {
            "name": label,
            "pupils": s.pupils,
            "support": s.support,
            "own_revenue": s.own_revenue,
            "spending": s.spending,
            "ratio": s.ratio,
        }
        cells |= {"share": s.teaching_share, "per_pupil": s.per_pupil} if s.schools else {}
        there = ways(v, **choices)
        return Row(cells, link=there(""), links={c: there("", f) for c, f in total_to.items()})

    by_kind = []
    for kind, members in grid.rows_by_kind([row(i) for i in kept], [units.kind[i] for i in kept]).items():
        inside = [i for i in kept if units.kind[i] == kind]
        label = w.t("compare.total_kind", kind=w.kind(kind), n=len(inside))
        by_kind.append((sums(label, inside, kinds=(kind,)), members))
    title = w.t("overview.table", year=v.year, n=len(kept))
    return Table(title, columns, grouped(by_kind, sums(w.t("compare.total", n=len(kept)), kept)))
