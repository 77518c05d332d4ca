"""Bản đồ nhiệt: units by scenarios, the change of support or the coverage of the norm."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS
from budget.compare import Change, changes
from budget.money import six_digits
from budget.report import charts_spread
from pages.shared import explaining, grid, parts, state
from pages.shared.comparing import Compared, basis_name, unit_in_view

FIGURES = ("change", "coverage")
MOST = 60
"""Rows that one picture holds; more units are those that differ most."""


def show(compared: Compared) -> None:
    """Bộ lọc, số liệu và bản đồ."""
    w = state.words()
    units = compared.shown.results[0].units
    sieve = grid.filters(units, "heat")
    what = st.segmented_control(
        w.t("compare.figures"),
        FIGURES,
        format_func=lambda one: w.t(f"compare.heat_{one}"),
        required=True,
        label_visibility="collapsed",
        **state.chooser("what", "compare.heat", FIGURES, FIGURES[0]),
    )
    group = compared.shown.results[0].group[:, 0].tolist()
    names = [*GROUPS, ""]
    kept = [
        i
        for i in range(len(units))
        if sieve.keeps(units.kind[i], units.ward[i], names[group[i]], units.code[i], units.name[i])
    ]
    if not kept:
        grid.nothing_found()
        return
    moves = _moves(compared)
    columns = list(compared.others) if what == "change" else list(range(len(compared.saved)))
    values = _changed(moves, columns) if what == "change" else _coverage(compared, columns)
    known = [i for i in kept if not np.isnan(values[i]).all()]
    if not known:
        parts.note(w.t("compare.heat_empty"))
        return
    order = sorted(known, key=lambda i: -_differs(values[i], what))[:MOST]
    shown = sorted(order, key=known.index)
    with parts.panel("heat"):
        _draw(compared, what, values, columns, shown, moves)
        tagged = {compared.tags[k]: to for k, to in _ways(compared, what, columns).items()}
        unit_in_view(units, [units.code[i] for i in known], "heat", tagged)
        if len(shown) < len(known):
            parts.note(w.t("compare.heat_most", shown=len(shown), n=len(known)))


def _ways(compared: Compared, what: str, columns: list[int]) -> dict[int, Callable[[str], str]]:
    """By scenario the address for a unit's code."""
    if what == "change":
        return {k: compared.apart(k) for k in columns}
    return {k: partial(compared.ways(k), figure="coverage") for k in columns}


def _moves(compared: Compared) -> list[tuple[Change, ...]]:
    shown = compared.shown
    return [changes(shown.support(shown.basis(k)), shown.support(r)) for k, r in enumerate(shown.results)]


def _changed(moves: list[tuple[Change, ...]], columns: list[int]) -> np.ndarray:
    """Shares (n, scenarios); NaN where nothing was there before."""
    shares = [[math.nan if c.share is None else c.share for c in moves[k]] for k in columns]
    return np.array(shares, dtype=np.float64).T


def _coverage(compared: Compared, columns: list[int]) -> np.ndarray:
    shown = compared.shown
    found = [shown.results[k] for k in columns]
    coverage = np.stack([six_digits(r["coverage"][:, r.year(shown.year)]) for r in found], axis=1)
    return np.where(found[0].units.school[:, None], coverage, np.nan)


def _differs(row: np.ndarray, what: str) -> float:
    """How far apart the scenarios are, or how far from the baseline."""
    return float(np.nanmax(np.abs(row)) if what == "change" else np.nanmax(row) - np.nanmin(row))


def _draw(
    compared: Compared,
    what: str,
    values: np.ndarray,
    columns: list[int],
    rows: list[int],
    moves: list[tuple[Change, ...]],
) -> None:
    w, shown = state.words(), compared.shown
    units, plotted = shown.results[0].units, values[rows]
    ends = [np.unravel_index(f(plotted), plotted.shape) for f in (np.nanargmin, np.nanargmax)]
    (a, b), (c, d) = ((int(i), int(k)) for i, k in ends)
    about = {
        "year": shown.year,
        "basis": basis_name(compared),
        "low": float(plotted[a, b]),
        "low_unit": units.name[rows[a]],
        "low_tag": compared.tags[columns[b]],
        "high": float(plotted[c, d]),
        "high_unit": units.name[rows[c]],
        "high_tag": compared.tags[columns[d]],
    }
    ways = _ways(compared, what, columns)
    moved = what == "coverage" or bool(np.nanmax(np.abs(plotted)))
    title = w.t(f"compare.heat_title_{what if moved else 'none'}", **about)
    figure = charts_spread.heat(
        compared.look(130),
        [units.name[i] for i in rows],
        [compared.tags[k] for k in columns],
        plotted,
        title,
        w.t(f"compare.heat_subtitle_{what}"),
        signed=what == "change",
        texts=[
            [_hover(compared, what, i, k, moves, values[i, n]) for n, k in enumerate(columns)] for i in rows
        ],
        codes=[[ways[k](units.code[i]) for k in columns] for i in rows],
    )
    explaining.chart(figure, f"compare-heat-{what}")


def _hover(
    compared: Compared, what: str, i: int, k: int, moves: list[tuple[Change, ...]], value: float
) -> str:
    w, units = state.words(), compared.shown.results[0].units
    # the mark of the plan: a wide label would lie over the cells beside it
    about = {"name": units.name[i], "scenario": compared.tags[k]}
    if what == "coverage":
        return w.t("compare.heat_hover_coverage", share=float(value), **about)
    change = moves[k][i]
    return w.t(
        "compare.heat_hover", amount=change.after, change=change.difference, share=change.share, **about
    )
