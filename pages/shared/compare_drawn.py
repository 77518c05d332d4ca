"""Độ bền vững của mọi phương án: the same draws for each, then each factor alone, a row a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from budget.money import whole
from budget.report.margin_said import margin_said
from budget.report.safest_said import move_said
from budget.report.steady_table import share_cell, share_column
from budget.report.tables import Column, Row, Table
from budget.report.tried_said import KEPT, goal_said
from budget.robustness import INSIDE
from budget.simulate import Result
from budget.trials import OF_QUO, Trials, goals_of, trials
from pages.shared import cached, compare_holds, compare_indicators, grid, parts, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

EXPLAINED = {"support": "support", "saved": "given_up", "norm_gap": "norm_gap", "lacking": "deficit"}
"""Figures of FIGURES -> what explains them."""

DRAWN = ("low", "middle", "high")
"""Columns of the quantiles, in their order."""

EVERY_DRAWN = "compare.drawn"

AT_ONCE, OF_A_DRAW = 900_000, 900
"""Every plan is tried unasked while draws x (OF_A_DRAW + units) stays within AT_ONCE, some ten seconds: a
part of the time of a draw is the same for few units and many.
"""


def asked(compared: Compared, moves: Mapping[str, Decimal], count: int, seed: int) -> tuple[Any, ...]:
    """Điều được hỏi: a mark of the plans and of how they are tried."""
    return (compared.shown.fingerprint, *moves.items(), count, seed)


def drawn(
    compared: Compared, first: int, moves: Mapping[str, Decimal], count: int, seed: int, place: DeltaGenerator
) -> dict[int, Trials]:
    """Các lần thử của từng phương án, the plan in view first; the others where they are soon made or asked
    for. The seed is one for all, so that each draw moves every plan alike.
    """
    w, results = state.words(), compared.shown.results
    order = [first, *(k for k in range(len(results)) if k != first)]
    soon = len(order) * count * (OF_A_DRAW + len(results[first].units)) <= AT_ONCE
    if not soon and state.note(EVERY_DRAWN) != asked(compared, moves, count, seed):
        order = [first]
    found = {}
    for n, k in enumerate(order):
        about = {"name": compared.label(k, 40), "n": count, "place": n + 1, "of": len(order)}
        found[k] = cached.slowly(
            "trials",
            (results[k].fingerprint, *moves.items(), count, seed),
            partial(_tried, results[k], moves, count, seed, (n, len(order))),
            w.t("compare.robust_working", **about),
            place,
        )
    return found


def _tried(
    result: Result,
    moves: Mapping[str, Decimal],
    count: int,
    seed: int,
    place: tuple[int, int],
    progress: Callable[[float], None],
) -> Trials:
    """The draws of one plan, the first of `place` of so many: `progress` hears the share of all."""
    n, of = place
    return trials(
        result.units,
        result.scenario,
        result.law,
        spread=moves,
        count=count,
        seed=seed,
        progress=lambda share: progress((n + share) / of),
    )


def show(
    compared: Compared, tried: Mapping[int, Trials], figure: str, of: tuple[Any, ...], *, earned: bool
) -> None:
    """Bảng các lần thử of all plans, with the button for those not tried yet; `of` is what `asked` gives,
    `earned`: the draws take the revenue of the roadmap as earned.
    """
    w = state.words()
    with parts.panel("drawn"):
        grid.show(table(compared, tried, figure, earned=earned), "compare-drawn")
        left = len(compared.saved) - len(tried)
        if left and st.button(w.t("compare.drawn_every", n=left), key="compare.drawn.every"):
            state.keep(EVERY_DRAWN, of)
            st.rerun()
        parts.note(w.t("compare.drawn_note"))
        if told := margin_said(compared.tags, compared.shown.results, tried, compared.year, w):
            parts.note(told)


def table(compared: Compared, tried: Mapping[int, Trials], figure: str, *, earned: bool) -> Table:
    """Một dòng một phương án: what it comes to as made, in the draws, and how often each goal is reached;
    the head of KEPT says so where the revenue of the roadmap is taken as `earned`.
    """
    w, shown = state.words(), compared.shown
    columns = [
        Column("plan", w.t("app.scenario")),
        Column("made", w.t("compare.drawn_made"), "money"),
        *(Column(name, w.t(f"compare.drawn_{name}"), "money", w.t("compare.drawn_help")) for name in DRAWN),
        *(
            share_column(name, _head(name, earned=earned), w, _help(compared, tried, name, earned=earned))
            for name in goals_of(tried.values())
        ),
    ]
    rows = []
    for k, result in enumerate(shown.results):
        cells: dict[str, Any] = {"plan": compared.label(k), "made": getattr(shown.at(result), figure)}
        if k in tried:
            cells |= _cells(tried[k].quantiles[figure], tried[k].reached, tried[k].years.index(shown.year))
        to = compared.ways(k, **EVERY)("", EXPLAINED[figure])
        rows.append(Row(cells, link=compared.ways(k)("", EXPLAINED[figure]), links={"made": to}))
    first = next(iter(tried.values()))
    title = w.t("compare.drawn_table", n=first.draws, year=shown.year, what=_what(figure))
    return Table(title, columns, [*rows, *_of_quo(compared, tried, figure)])


def _head(goal: str, *, earned: bool) -> str:
    w = state.words()
    said = w.t(f"compare.reached_{goal}")
    return w.t("compare.reached_earned", goal=said) if earned and goal == KEPT else said


def _help(compared: Compared, tried: Mapping[int, Trials], goal: str, *, earned: bool) -> str:
    """Mục tiêu nói gì; of the goal on the plans' own scopes with how many units each has."""
    w = state.words()
    if goal != INSIDE:
        return goal_said(goal, w, earned=earned)
    listed = [
        w.t("compare.scope_of", tag=compared.tags[k], n=of.inside) for k, of in tried.items() if of.inside
    ]
    return w.t("compare.scope_help", listed=w.list(listed))


def _of_quo(compared: Compared, tried: Mapping[int, Trials], figure: str) -> list[Row]:
    """Hiện trạng trong các lần thử ấy, a row for each that plans share; none for a figure of plans alone."""
    if figure not in OF_QUO:
        return []
    shown, rows = compared.shown, []
    for q, quo in enumerate(shown.quos):
        cells = {"plan": compare_indicators.quo_name(compared, q), "made": getattr(shown.at(quo), figure)}
        of = next((tried[k] for k, own in enumerate(shown.quo_of) if own == q and k in tried), None)
        if of is not None:
            cells |= _cells(of.quo[figure], of.quo_reached, of.years.index(shown.year))
        to = compared.quo_ways(q, **EVERY)("", EXPLAINED[figure])
        rows.append(Row(cells, links={"made": to}))
    return rows


def _cells(quantiles: Any, reached: Mapping[str, Any], j: int) -> dict[str, Any]:
    """The quantiles of the year j, and how often each target is reached in it."""
    amounts = dict(zip(DRAWN, (float(whole(row[j])) for row in quantiles), strict=True))
    return amounts | {name: share_cell(float(of[j])) for name, of in reached.items()}


def _what(figure: str) -> str:
    return state.words().t(f"compare.robust_{figure}").lower()


def factors(compared: Compared, moves: Mapping[str, Decimal], figure: str) -> None:
    """Bảng từng yếu tố lệch riêng of all plans; nothing where no factor can be moved in the year."""
    found = factors_table(compared, moves, figure)
    if found is not None:
        with parts.panel("factors"):
            grid.show(found, "compare-factors")
            if told := one_way_said(compared, moves, figure):
                parts.note(told)


def one_way_said(compared: Compared, moves: Mapping[str, Decimal], figure: str) -> str:
    """Vì sao một yếu tố cao hơn hay thấp hơn đều đưa số về một phía, as far as it prints; "" for none."""
    w, shown = state.words(), compared.shown
    found: dict[tuple[str, str], list[str]] = {}
    for k, result in enumerate(shown.results):
        plan = shown.at(result)
        for swing in compare_holds.moved_by(compared, k, moves):
            how = swing.one_way(figure, plan, len(result.units))
            if how and not all(map(w.numbers.vanishes, swing.differences(figure, plan))):
                found.setdefault((swing.factor, how), []).append(compared.tags[k])
    return " ".join(
        w.t(
            f"compare.one_way_{how}",
            factor=w.t(f"compare.short_{factor}").lower(),
            who=w.list(tags),
            what=_what(figure),
        )
        for (factor, how), tags in found.items()
    )


def factors_table(compared: Compared, moves: Mapping[str, Decimal], figure: str) -> Table | None:
    """Một dòng một phương án: by how much the figure differs with each factor lower and higher, on one scale
    for all, and under the status quo where it has the figure.
    """
    w, shown = state.words(), compared.shown
    moved = [compare_holds.moved_by(compared, k, moves) for k in range(len(shown.results))]
    if not moved[0]:
        return None
    columns = [Column("plan", w.t("app.scenario")), Column("made", w.t("compare.drawn_made"), "money")]
    for swing in moved[0]:
        sides = (("low", -swing.change), ("high", swing.change))
        for side, by in sides[: len(swing.sides)]:
            said = move_said(swing.factor, by, w)
            heading = said[:1].upper() + said[1:]
            columns.append(Column(f"{swing.factor}.{side}", heading, "signed", good="none"))
    rows = []
    for k, of_plan in enumerate(moved):
        plan = shown.at(shown.results[k])
        to = compared.ways(k, **EVERY)("", EXPLAINED[figure])
        cells = {"plan": compared.label(k)} | _sides(of_plan, figure, plan)
        rows.append(Row(cells, link=compared.ways(k)("", EXPLAINED[figure]), links={"made": to}))
    for q in range(len(shown.quos) if figure in OF_QUO else 0):
        k = shown.quo_of.index(q)
        cells = _sides(moved[k], OF_QUO[figure], shown.at(shown.results[k]))
        to = compared.quo_ways(q, **EVERY)("", EXPLAINED[figure])
        rows.append(Row({"plan": compare_indicators.quo_name(compared, q)} | cells, links={"made": to}))
    return Table(w.t("compare.factors_table", year=shown.year, what=_what(figure)), columns, rows)


def _sides(moved: Sequence[Any], figure: str, plan: Any) -> dict[str, Any]:
    """The figure as made, and its difference on either side of each factor."""
    cells: dict[str, Any] = {"made": getattr(plan, figure)}
    for swing in moved:
        low, high = swing.differences(figure, plan)
        cells |= {f"{swing.factor}.low": low} | ({f"{swing.factor}.high": high} if swing.high else {})
    return cells
