"""Độ bền vững: the same plan under other prices, pay and pupils, one at a time and all at once."""

from __future__ import annotations

import streamlit as st

from budget.report import charts_spread
from budget.report.tables import Column, Row, Table
from budget.robustness import FIGURES, GOALS, SPREAD, Swing, Trials, swings, trials
from budget.simulate import Result
from pages.shared import cached, compare_parts, grid, parts, state
from pages.shared.comparing import Compared

COUNTS = (100, 200, 500, 1000)


def show(compared: Compared) -> None:
    """Chọn phương án, chỉ tiêu, số lần thử; computed here and nowhere before."""
    w, shown = state.words(), compared.shown
    k = compare_parts.one_scenario(compared, "robust")
    left, middle, right = st.columns((3, 2, 1), vertical_alignment="bottom")
    with left:
        figure = st.segmented_control(
            w.t("compare.robust_figure"),
            FIGURES,
            format_func=lambda one: w.t(f"compare.robust_{one}"),
            default="norm_gap",
            required=True,
            key="compare.robust.figure",
        )
    with middle:
        count = st.segmented_control(
            w.t("compare.robust_count"),
            COUNTS,
            format_func=w.numbers.count,
            default=COUNTS[0],
            required=True,
            key="compare.robust.count",
        )
    with right:
        seed = st.number_input(
            w.t("compare.robust_seed"),
            min_value=1,
            max_value=999_999,
            value=1,
            step=1,
            key="compare.robust.seed",
            help=w.t("compare.robust_seed_help"),
        )
    parts.note(w.t("compare.robust_note", **{name: float(by) for name, by in SPREAD.items()}))
    result = shown.results[k]
    units, scenario, law = result.units, result.scenario, result.law
    moved = cached.derived(
        "swings", (result.fingerprint, shown.year), lambda: swings(units, scenario, law, shown.year)
    )
    tried = cached.slowly(
        "trials",
        (result.fingerprint, count, seed),
        lambda progress: trials(units, scenario, law, count=count, seed=seed, progress=progress),
        w.t("compare.robust_working", n=count),
    )
    left, right = st.columns(2)
    with left, parts.panel("tornado"):
        tornado(compared, result, moved, figure)
    with right, parts.panel("fan"):
        fan(tried, figure, shown.year)
    with parts.panel("goals"):
        grid.show(goals(tried, int(seed)), "compare-goals")


def tornado(compared: Compared, result: Result, moved: tuple[Swing, ...], figure: str) -> None:
    """Từng yếu tố riêng, the strongest first."""
    w, shown = state.words(), compared.shown
    found = sorted(
        ((swing, *swing.differences(figure, shown.at(result))) for swing in moved),
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
    names = [w.t(f"compare.factor_{swing.factor}") for swing, _, _ in found]
    texts = [
        w.t("compare.tornado_hover", factor=name, change=float(swing.change), low=low, high=high)
        for name, (swing, low, high) in zip(names, found, strict=True)
    ]
    chart = charts_spread.tornado(
        state.look(60),
        names,
        [float(low) for _, low, _ in found],
        [float(high) for _, _, high in found],
        title,
        w.t("compare.tornado_subtitle"),
        texts=texts,
        sides=[w.t("compare.side_lower"), w.t("compare.side_higher")],
    )
    parts.chart(chart, f"compare-tornado-{figure}")


def fan(tried: Trials, figure: str, year: int) -> None:
    """Mọi yếu tố cùng lúc: the band of the draws by year."""
    w = state.words()
    low, middle, high = (row.tolist() for row in tried.quantiles[figure])
    j = tried.years.index(year)
    title = w.t(
        "compare.fan_title",
        year=year,
        what=w.t(f"compare.robust_{figure}").lower(),
        low=low[j],
        middle=middle[j],
        high=high[j],
    )
    texts = [
        w.t("compare.fan_hover", year=y, low=a, middle=b, high=c)
        for y, a, b, c in zip(tried.years, low, middle, high, strict=True)
    ]
    subtitle = w.t("compare.fan_subtitle", n=tried.draws)
    chart = charts_spread.fan(state.look(60), tried.years, low, middle, high, title, subtitle, texts=texts)
    parts.chart(chart, f"compare-fan-{figure}")


def goals(tried: Trials, seed: int) -> Table:
    """Tỷ lệ lần thử đạt từng mục tiêu qua các năm sau năm gốc."""
    w = state.words()
    columns = [
        Column("goal", w.t("compare.goal")),
        *(Column(str(year), str(year), "percent") for year in tried.years[1:]),
    ]
    rows = [
        Row(
            {"goal": w.t(f"compare.goal_{name}")}
            | {str(year): float(tried.reached[name][j]) for j, year in enumerate(tried.years) if j}
        )
        for name in GOALS
    ]
    return Table(w.t("compare.goals_table", n=tried.draws, seed=seed), columns, rows)
