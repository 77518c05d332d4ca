"""Độ bền vững: the same plan under other prices, pay and pupils, one at a time and all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import streamlit as st

from budget.report import charts_spread
from budget.report.steady_table import share_cell, share_column
from budget.report.tables import Column, Row, Table
from budget.report.tried_said import goal_said
from budget.robustness import UNEARNED, Swing, enacted_until, state_bears
from budget.shortfall import asks
from budget.simulate import Result
from budget.trials import FIGURES, Trials, goals_of
from pages.shared import (
    choices,
    compare_drawn,
    compare_holds,
    compare_parts,
    compare_steady,
    explaining,
    grid,
    parts,
    state,
)
from pages.shared.comparing import Compared
from pages.shared.varying import STEPS, USUAL, Variation, spread_said

COUNTS = (100, 200, 500, 1000)


def show(compared: Compared) -> None:
    """Mức lệch, rồi mọi phương án, rồi một phương án; computed here and nowhere before."""
    w = state.words()
    moves, count, seed = _choices(compared)
    of_draws = _of_draws(moves)
    if not any(moves.values()):
        parts.note(w.t("compare.robust_still"))
        return
    progress_here, conclusion = st.empty(), st.empty()
    with st.spinner(w.t("compare.robust_first")), conclusion.container():
        compare_steady.waiting(compared, moves)
    if still := [w.t(f"compare.factor_{factor}").lower() for factor, by in moves.items() if not by]:
        parts.note(w.t("compare.robust_kept", factors=w.list(still)))
    compare_holds.enacted(compared, moves)
    compare_holds.show(compared, moves)
    figure = st.segmented_control(
        w.t("compare.robust_figure"),
        FIGURES,
        format_func=lambda one: w.t(f"compare.robust_{one}"),
        required=True,
        label_visibility="collapsed",
        **state.chooser("what", "compare.robust.figure", FIGURES, "lacking"),
    )
    rises, own_first = state_bears(compared.shown.results)
    if {"norm_gap": True, "lacking": rises, "support": own_first}.get(figure):
        parts.note(w.t(f"compare.robust_{figure}_note"))
    every, one = st.container(), st.container()
    with every:
        compare_drawn.factors(compared, moves, figure)
    with one:
        k = compare_parts.one_scenario(compared, "robust")
    tried = compare_drawn.drawn(compared, k, of_draws, count, seed, progress_here)
    with conclusion.container():
        compare_steady.show(compared, moves, tried, earned=_earned(compared.shown.results, of_draws))
    with every:
        of = compare_drawn.asked(compared, of_draws, count, seed)
        compare_drawn.show(compared, tried, figure, of, earned=_earned(compared.shown.results, of_draws))
    with one:
        _one(compared, k, tried[k], (moves, of_draws), figure, seed)


def _one(
    compared: Compared,
    k: int,
    tried: Trials,
    moved_by: tuple[dict[str, Decimal], dict[str, Decimal]],
    figure: str,
    seed: int,
) -> None:
    """Phương án thứ k: each factor alone, the band by year and how often its targets are reached by year;
    `moved_by` how far factors are moved alone and in the draws.
    """
    w, (moves, of_draws) = state.words(), moved_by
    parts.sentence(sentence(tried, of_draws, figure, compared))
    left, right = st.columns(2)
    if moved := compare_holds.moved_by(compared, k, moves):
        with left, parts.panel("tornado"):
            tornado(compared, k, moved, figure)
    with right, parts.panel("fan"):
        fan(tried, figure, compared.year, compared.name(k))
    with parts.panel("goals"):
        earned = _earned([compared.shown.results[k]], of_draws)
        grid.show(goals(tried, earned=earned), "compare-goals")
        parts.note(w.t("compare.goals_none"))
        parts.note(w.t("compare.robust_again", n=tried.draws, seed=seed))


def _earned(results: Sequence[Result], of_draws: Mapping[str, Decimal]) -> bool:
    """Các lần thử coi thu lộ trình là đủ, though some of the plans ask for it."""
    return any(map(asks, results)) and not of_draws.get(UNEARNED)


def _choices(compared: Compared) -> tuple[dict[str, Decimal], int, int]:
    """How far each factor is moved, UNEARNED where a plan has it, how many draws, and from which seed."""
    w = state.words()
    factors = [name for name in STEPS if name != UNEARNED or any(map(asks, compared.shown.results))]
    moves = {}
    *places, of_count, of_seed = st.columns((*([3] * len(factors)), 4, 2), vertical_alignment="bottom")
    for place, factor in zip(places, factors, strict=True):
        with place:
            moves[factor] = _move(compared, factor)
    with of_count:
        count = st.segmented_control(
            w.t("compare.robust_count"),
            COUNTS,
            format_func=w.numbers.count,
            required=True,
            **state.chooser("draws", "compare.robust.count", COUNTS, COUNTS[0]),
        )
    with of_seed:
        seed = st.number_input(
            w.t("compare.robust_seed"),
            min_value=1,
            max_value=choices.MOST,
            step=1,
            help=w.t("compare.robust_seed_help"),
            **state.chooser("seed", "compare.robust.seed"),
        )
    return moves, int(count), int(seed)


def _move(compared: Compared, factor: str) -> Decimal:
    """How far a factor is moved; one that the law has set to a later year says from when it is."""
    w, law = state.words(), compared.shown.results[0].law
    label, last = w.t(f"compare.robust_by_{factor}"), enacted_until(law, factor, compared.year)
    by = "robust_by_short" if factor == UNEARNED else "robust_by"
    chosen = st.selectbox(
        w.t("compare.robust_by_from", what=label, year=last + 1) if last else label,
        STEPS[factor],
        format_func=lambda of: w.t(
            f"compare.{by if Decimal(of) else f'{by}_none'}", by=Decimal(of), points=Decimal(of) * 100
        ),
        **state.chooser(factor, f"compare.robust.{factor}", STEPS[factor], str(USUAL[factor])),
    )
    return Decimal(chosen)


def _of_draws(moves: dict[str, Decimal]) -> dict[str, Decimal]:
    """How far each factor is moved in the draws: UNEARNED only where asked for, with what it means."""
    w, short = state.words(), moves.get(UNEARNED)
    if not short:
        return {factor: by for factor, by in moves.items() if factor != UNEARNED}
    with st.container(horizontal=True, vertical_alignment="center"):
        too = st.toggle(
            w.t("compare.unearned_drawn", by=short),
            **state.chooser("unearned_drawn", "compare.robust.unearned"),
        )
        parts.note(w.t("compare.unearned_note"))
    return {factor: by for factor, by in moves.items() if too or factor != UNEARNED}


def sentence(tried: Trials, moves: dict[str, Decimal], figure: str, compared: Compared) -> str:
    """Điều đã thử và kết quả: what was varied, from when where the law has set it so far, how often, and
    where the figure then lies.
    """
    w, year, law = state.words(), compared.shown.year, compared.shown.results[0].law
    j = tried.years.index(year)
    low, middle, high = (float(row[j]) for row in tried.quantiles[figure])
    varied = w.list(
        [
            w.t(
                "compare.robust_short_drawn"
                if factor == UNEARNED
                else "compare.robust_varied_from"
                if last
                else "compare.robust_varied",
                factor=w.t(f"compare.factor_{factor}").lower(),
                by=by,
                points=by * 100,
                year=(last or 0) + 1,
            )
            for factor, by in moves.items()
            if by
            for last in [enacted_until(law, factor, year)]
        ]
    )
    return w.t(
        "compare.robust_said_same" if _alike(low, high) else "compare.robust_said",
        n=tried.draws,
        varied=varied,
        year=year,
        what=w.t(f"compare.robust_{figure}").lower(),
        low=low,
        middle=middle,
        high=high,
        width=tried.width(figure, year),
    )


def _alike(low: float, high: float) -> bool:
    """Both ends of a range read the same."""
    n = state.words().numbers
    return n.money(low) == n.money(high)


def tornado(compared: Compared, k: int, moved: tuple[Swing, ...], figure: str) -> None:
    """Từng yếu tố riêng của phương án thứ k, the strongest first; each side leads to its explanation."""
    w, shown = state.words(), compared.shown
    plan = shown.at(shown.results[k])
    found = sorted(
        ((swing, *swing.differences(figure, plan)) for swing in moved),
        key=lambda one: -max(abs(one[1]), abs(one[2])),
    )
    swing, low, high = found[0]
    what = w.t(f"compare.robust_{figure}").lower()
    said = {"factor": w.t(f"compare.factor_{swing.factor}"), "what": what, "year": shown.year}
    title = (
        w.t("compare.tornado_title", low=min(low, high), high=max(low, high), **said)
        if low or high
        else w.t("compare.tornado_none", **said)
    )
    names = [
        spread_said(swing.factor, swing.change, w.t(f"compare.factor_{swing.factor}"))
        for swing, _, _ in found
    ]
    texts = [
        w.t(
            "compare.tornado_hover" if swing.high else "compare.tornado_short",
            factor=name,
            low=low,
            high=high,
        )
        for name, (swing, low, high) in zip(names, found, strict=True)
    ]

    def to(swing: Swing, side: int) -> str:
        varied = Variation(swing.factor, (side if swing.high else -1) * swing.change)
        return compared.ways(k, varied=varied, **explaining.EVERY)("", compare_drawn.EXPLAINED[figure])

    chart = charts_spread.tornado(
        state.look(66, compared.name(k)),
        names,
        [float(low) for _, low, _ in found],
        [float(high) for _, _, high in found],
        title,
        w.t("compare.tornado_subtitle"),
        texts=texts,
        sides=[w.t("compare.side_lower"), w.t("compare.side_higher")],
        none=w.t("compare.tornado_nothing"),
        codes=[[to(swing, side) for swing, _, _ in found] for side in (-1, 1)],
        unit=w.numbers.money_unit,
    )
    explaining.chart(chart, f"compare-tornado-{figure}")


def fan(tried: Trials, figure: str, year: int, plan: str) -> None:
    """Mọi yếu tố cùng lúc: the band of the draws by year."""
    w = state.words()
    low, middle, high = (row.tolist() for row in tried.quantiles[figure])
    j = tried.years.index(year)
    title = w.t(
        "compare.fan_title_same" if _alike(low[j], high[j]) else "compare.fan_title",
        year=year,
        what=w.t(f"compare.robust_{figure}").lower(),
        low=low[j],
        middle=middle[j],
        high=high[j],
        width=tried.width(figure, year),
    )
    texts = [
        w.t("compare.fan_hover", year=y, low=a, middle=b, high=c)
        for y, a, b, c in zip(tried.years, low, middle, high, strict=True)
    ]
    subtitle = w.t("compare.fan_subtitle", n=tried.draws)
    names = [w.t(f"compare.fan_{name}") for name in ("low", "middle", "high")]
    chart = charts_spread.fan(
        state.look(66, plan),
        tried.years,
        low,
        middle,
        high,
        title,
        subtitle,
        texts=texts,
        names=names,
        unit=w.numbers.money_unit,
    )
    parts.chart(chart, f"compare-fan-{figure}")


def goals(tried: Trials, *, earned: bool) -> Table:
    """Tỷ lệ lần thử đạt từng mục tiêu qua các năm sau năm gốc; "-" in a year in which the plan has nothing
    that it could miss. `earned`: the draws take the revenue of the roadmap as earned.
    """
    w = state.words()
    columns = [
        Column("goal", w.t("compare.goal")),
        *(share_column(str(year), str(year), w) for year in tried.years[1:]),
    ]
    rows = [
        Row(
            {"goal": goal_said(name, w, earned=earned, n=tried.inside)}
            | {
                str(year): share_cell(float(tried.reached[name][j]))
                for j, year in enumerate(tried.years)
                if j
            }
        )
        for name in goals_of([tried])
    ]
    return Table(w.t("compare.goals_table", n=tried.draws), columns, rows)
