"""Biểu đồ cột và đường: figures over years and the way of the money, from plain arrays.

The caller gives the message as title, names, texts to hover and unit codes; nothing is computed here but
where a mark stands. `customdata` of a mark is its identity, so that a click can lead to the explanation;
Streamlit gives a click for bars and markers, not for a line without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go

from budget.report.chart_style import (
    STEPS_UP,
    Look,
    Measure,
    Scale,
    Series,
    frame,
    hover,
)
from budget.report.charts_ends import count_names, ends_of, name_ends, run_through
from budget.report.palette import readable_on

MOST_LABELS = 5
"""Up to so many names beside that of the status quo stand at the ends of the lines; more get a legend."""

ALIKE = 0.01
"""Two ends are one where they are no farther apart than this share of the height."""

HEADROOM = 0.14
"""Of the height of a waterfall, for the figures over and below its columns."""

BORDER, BORDERS = 4, 8
"""How much thicker a line is for each line that lies on it, so that it shows on both sides, and at most for
all of them.
"""


def lines(
    look: Look,
    years: Sequence[int],
    series: Sequence[Series],
    title: str,
    subtitle: str,
    *,
    status_quo: Series | None = None,
    measure: Measure = "money",
    levels: Sequence[tuple[float, str]] = (),
    from_zero: bool = False,
    height: int = 320,
) -> go.Figure:
    """Đường theo năm, such as scenarios against the status quo or the degree of autonomy of units.

    `levels` are horizontal marks with their words, such as the thresholds of the groups. A line that lies
    under others is thicker than they are.
    """
    drawn = [*series, *([status_quo] if status_quo else [])]
    scale = Scale.of(look, measure, *(s.values for s in drawn))
    plotted = [scale.on_axis(s.values) for s in drawn]
    heights = [y for line in plotted for y in line if not np.isnan(y)]
    heights += [float(scale.on_axis(value)) for value, _ in levels]
    reach = max(heights) - (min(0.0, *heights) if from_zero else min(heights)) or 1.0
    gap = reach * 26 / max(height - 90, 60)
    inks = [s.color or look.colors.scenarios[n % len(look.colors.scenarios)] for n, s in enumerate(series)]
    named = [(s.name, scale.on_axis(s.values), ink) for s, ink in zip(series, inks, strict=True)]
    ends = ends_of(look, named, ALIKE * reach)
    if status_quo is not None:
        ends.append((status_quo.name, scale.on_axis(status_quo.values), look.colors.secondary))
    most = MOST_LABELS + (status_quo is not None)
    direct = count_names(ends, ALIKE * reach) <= most and not run_through(plotted, gap)
    legend = [] if direct else [s.name for s in drawn]
    figure = frame(look, title, scale.name(subtitle), height=height, legend=legend)
    ticks = [str(year) for year in years]
    for value, words in levels:
        figure.add_hline(
            y=float(scale.on_axis(value)),
            line={"color": look.colors.status_quo, "width": 1, "dash": "dot"},
            annotation={
                "text": escape(words, quote=False),
                "font": {"color": look.colors.secondary, "size": 11},
            },
            annotation_position="top left",
        )
    if status_quo is not None and status_quo.codes:
        # below the others, so that a click where lines meet is one on a scenario
        figure.add_scatter(
            x=ticks,
            y=scale.on_axis(status_quo.values),
            mode="markers",
            marker={"size": 6, "opacity": 0},
            showlegend=False,
            customdata=list(status_quo.codes),
            **hover(status_quo.hover),
        )
    below = _below([scale.on_axis(s.values) for s in series], ALIKE * reach)
    border = min(BORDER, BORDERS / max([1, *below]))
    for n, (s, color) in enumerate(zip(series, inks, strict=True)):
        figure.add_scatter(
            x=ticks,
            y=scale.on_axis(s.values),
            name=escape(s.name, quote=False),
            mode="lines+markers",
            line={
                "color": color,
                "width": 2 + border * below[n],
                "dash": "dash" if s.dashed else "solid",
            },
            marker={"size": 6 + border * below[n], "color": color},
            customdata=list(s.codes) or None,
            **hover(s.hover),
        )
    if status_quo is not None:
        _dashed(figure, look, ticks, scale, status_quo)
    if direct and ends:
        name_ends(figure, look, ends, ALIKE * reach, gap)
        _up_to_labels(figure, ticks, 0.1)
    figure.update_yaxes(
        rangemode="tozero" if from_zero else "normal",
        **scale.axis(*(float(scale.on_axis(v)) for v, _ in levels), zero=from_zero, steps=STEPS_UP),
    )
    figure.update_xaxes(type="category", showgrid=False)
    return figure


def waterfall(
    look: Look,
    labels: Sequence[str],
    values: Sequence[float],
    totals: Sequence[bool],
    title: str,
    subtitle: str,
    *,
    texts: Sequence[str] = (),
    codes: Sequence[str] = (),
    height: int = 330,
) -> go.Figure:
    """Thác nước: where the money goes. `totals` marks columns that stand on zero; the others are changes."""
    scale = Scale.of(look, "money", values)
    figure = frame(look, title, scale.name(subtitle), height=height)
    p = look.colors
    figure.add_waterfall(
        x=["<br>".join(escape(part, quote=False) for part in label.split("\n")) for label in labels],
        y=scale.on_axis(values),
        measure=["absolute" if total else "relative" for total in totals],
        text=[scale.text(v, sign=not total) for v, total in zip(values, totals, strict=True)],
        textposition="outside",
        cliponaxis=False,
        connector={"line": {"color": p.status_quo, "width": 1}},
        increasing={"marker": {"color": p.gain}},
        decreasing={"marker": {"color": p.loss}},
        totals={"marker": {"color": p.accent}},
        customdata=list(codes) or None,
        **hover(texts),
    )
    levels = _levels(scale.on_axis(values), totals)
    low, high = min(0.0, *levels), max(0.0, *levels)
    # a figure stands above a column or below it, clear of the axis and of the title
    room = (high - low) * HEADROOM or 1.0
    figure.update_yaxes(
        range=[low - room if low < 0 else 0.0, high + room],
        **scale.axis(*levels, zero=True, steps=STEPS_UP),
    )
    figure.update_xaxes(showgrid=False, tickfont={"color": p.ink})
    return figure


def groups_by_year(
    look: Look,
    years: Sequence[int],
    names: Sequence[str],
    counts: Sequence[Sequence[float]],
    title: str,
    subtitle: str,
    *,
    texts: Sequence[Sequence[str]] = (),
    codes: Sequence[Sequence[str]] = (),
    height: int = 300,
) -> go.Figure:
    """Số đơn vị theo nhóm qua các năm: `counts` by group (1, 2, 3a, 3b, 3c, 4), each with a value a year."""
    figure = frame(look, title, subtitle, height=height, legend=names)
    for n, (name, values) in enumerate(zip(names, counts, strict=True)):
        color = look.colors.groups[n]
        figure.add_bar(
            x=[str(year) for year in years],
            y=list(values),
            name=escape(name, quote=False),
            marker={"color": color, "line": {"color": look.colors.paper, "width": 1}},
            text=[look.numbers.count(v) if v else "" for v in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": readable_on(color, theme=look.theme)},
            customdata=list(codes[n]) if codes else None,
            **hover(texts[n] if texts else ()),
        )
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(rangemode="tozero", showgrid=False, showticklabels=False)
    return figure


def _below(lines: Sequence[Sequence[float]], near: float) -> list[int]:
    """Under how many later lines each lies, farther than `near` from them in no more than half of its years:
    so much thicker it shows on both sides of them.
    """

    def meet(one: Sequence[float], other: Sequence[float]) -> bool:
        apart = np.abs(np.asarray(one) - np.asarray(other))
        return bool(np.mean(apart <= near) > 0.5)

    return [sum(meet(one, other) for other in lines[n + 1 :]) for n, one in enumerate(lines)]


def _levels(values: Sequence[float], totals: Sequence[bool]) -> list[float]:
    """The heights that the columns of a waterfall reach; a total stands on zero."""
    reached, height = [], 0.0
    for value, stands in zip(values, totals, strict=True):
        height = float(value) if stands else height + float(value)
        reached.append(height)
    return reached


def _dashed(figure: go.Figure, look: Look, ticks: Sequence[str], scale: Scale, status_quo: Series) -> None:
    """Hiện trạng: always dashed and grey."""
    figure.add_scatter(
        x=list(ticks),
        y=scale.on_axis(status_quo.values),
        name=escape(status_quo.name, quote=False),
        mode="lines",
        line={"color": look.colors.status_quo, "width": 2, "dash": "dash"},
        **hover(() if status_quo.codes else status_quo.hover),
    )


def _up_to_labels(figure: go.Figure, ticks: Sequence[str], around: float) -> None:
    """The labels stand in the margin; left to itself the axis would make room for them once more."""
    figure.update_xaxes(range=[-around, len(ticks) - 1 + around])
