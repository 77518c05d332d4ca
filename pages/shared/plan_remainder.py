"""Phần dư khi làm tròn: who got a step more in the year in view, quietly below the table of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from budget.remainder import Remainder
from budget.report.tables import Column, Row, Table, numbered
from pages.shared import explaining, grid, parts, state


def show(
    found: Sequence[Remainder],
    part: str,
    named: Callable[[Remainder], str],
    figure: str,
    more: Sequence[str] = (),
) -> None:
    """Các đơn vị được thêm một bước: a sentence for each split, and the units with their fractions.

    `part` is where its words are (allocation, reductions), `named` the name of a split, `figure` what
    the explanation of a unit opens with, `more` what else is to be said of splits. Nothing is shown where
    nothing was left over.
    """
    if not found:
        return
    t = state.words().t
    codes = {unit.code for remainder in found for unit in remainder.units}
    with st.expander(t(f"{part}.remainder", n=len(codes), step=found[0].step)):
        said = [
            t(f"{part}.remainder_of", what=named(item), n=len(item.units), step=item.step) for item in found
        ]
        parts.html("".join(f'<p class="subtitle">{parts.rich(text)}</p>' for text in [*more, *said]))
        grid.show(_table(found, part, named, figure), f"{part}.remainder")


def _table(found: Sequence[Remainder], part: str, named: Callable[[Remainder], str], figure: str) -> Table:
    w = state.words()
    t, plain = w.t, w.numbers.plain
    several = [Column("what", t(f"{part}.remainder_what"))] if len(found) > 1 else []
    columns = (
        Column("code", w.column("code")),
        Column("name", w.column("name")),
        *several,
        Column("rounded", t("plan.remainder_rounded"), "figure", help=t("plan.remainder_rounded_help")),
        Column("fraction", t("plan.remainder_fraction"), "figure", help=t("plan.remainder_fraction_help")),
        Column("money", t(f"{part}.remainder_money"), "figure"),
    )
    to = explaining.ways()
    rows = [
        Row(
            {
                "code": unit.code,
                "name": unit.name,
                "what": named(item),
                "rounded": plain(unit.rounded, 0),
                "fraction": plain(unit.fraction, 6),
                "money": plain(unit.money, 0),
            },
            link=to(unit.code, figure),
        )
        for item in found
        for unit in item.units
    ]
    return Table(t("plan.remainder_table"), columns, numbered(rows))
