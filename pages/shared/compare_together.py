"""Tác động qua lại: the plan with each side alone, and what only both together do."""

from __future__ import annotations

from budget.compare import interaction
from budget.indicators import Indicators
from budget.report.tables import Column, Row, Table
from pages.shared import cached, compare_parts, grid, parts, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY
from pages.shared.varying import ALLOCATION, SAVINGS, Variation

SIDE_FIGURES = {
    "support": "support",
    "deficit_units": "deficit",
    "schools_at_norm": "coverage",
    "norm_gap": "coverage",
}
"""Indicators of both sides of a plan -> the figure whose units explain them."""


def show(compared: Compared) -> None:
    """Tác động qua lại: the plan with each side alone, and what only both together do."""
    w, shown = state.words(), compared.shown
    k = compare_parts.one_scenario(compared, "together")
    result = shown.results[k]
    found = cached.derived(
        "interaction", (result.fingerprint, shown.year), lambda: interaction(result, shown.year)
    )
    sides = ("status_quo", SAVINGS, ALLOCATION, "both")
    columns = [
        Column("what", w.t("compare.indicator")),
        *(Column(side, w.t(f"compare.side_{side}", year=shown.year), "figure") for side in sides),
        Column("residual", w.t("compare.residual"), "figure", help=w.t("compare.residual_help")),
    ]
    rows = []
    for figure, explained in SIDE_FIGURES.items():
        money = figure in ("support", "norm_gap")
        values: list[Indicators] = [getattr(found, side) for side in sides]
        rows.append(
            Row(
                {
                    "what": w.t(f"compare.line_{figure}", n=values[0].schools_with_norm)
                    + (f" ({w.numbers.unit_name()})" if money else ""),
                    **{
                        side: _written(getattr(one, figure), money=money)
                        for side, one in zip(sides, values, strict=True)
                    },
                    "residual": _written(found.residual(figure), money=money, sign=True),
                },
                links={
                    "status_quo": compared.quo_ways(shown.quo_of[k], **EVERY)("", explained),
                    SAVINGS: compared.ways(k, varied=Variation(SAVINGS), **EVERY)("", explained),
                    ALLOCATION: compared.ways(k, varied=Variation(ALLOCATION), **EVERY)("", explained),
                    "both": compared.ways(k, **EVERY)("", explained),
                },
            )
        )
    left = {figure: found.residual(figure) for figure in SIDE_FIGURES}
    kind = "some" if left["support"] else "none" if any(left.values()) else "nothing"
    said = w.t(
        f"compare.together_{kind}",
        name=compared.name(k),
        year=shown.year,
        residual=left["support"],
        deficit=left["deficit_units"],
        norm=left["schools_at_norm"],
    )
    with parts.panel("together"):
        grid.show(
            Table(w.t("compare.together_title", name=compared.name(k), year=shown.year), columns, rows),
            "compare-together",
        )
        parts.note(said)


def _written(value: int, *, money: bool, sign: bool = False) -> str:
    """Nothing is a dash, as in every table."""
    n = state.words().numbers
    if not value:
        return "-"
    if money:
        return n.money_signed(value) if sign else n.money(value)
    return n.count(value, sign=sign)
