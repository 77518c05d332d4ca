"""Biểu đồ cột và đường: figures over years and the way of the money, from plain arrays.

The caller gives the message as title, names, texts to hover and unit codes; nothing is computed here but
where a mark stands. `customdata` of a mark is its identity, so that a click can lead to the explanation;
Streamlit gives a click for bars and markers, not for a line without them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from budget.report.chart_style import (
    NAME_SIZE,
    PIXELS,
    STEPS_UP,
    WIDER,
    Look,
    Measure,
    Scale,
    Series,
    frame,
    hover,
    label_end,
    spread,
)
from budget.report.letters import width_of
from budget.report.palette import readable_on

MOST_LABELS = 5
"""Up to so many names beside that of the status quo stand at the ends of the lines; more get a legend."""

NARROW = 50
"""Letters of a title in a chart in which names told together would take a third of the width."""

TOGETHER = 24
"""Letters of the names that are told together where their lines end on one another."""

ALIKE = 0.01
"""Two ends are one where they are no farther apart than this share of the height."""


HEADROOM = 0.14
"""Of the height of a waterfall, for the figures over and below its columns."""

INNER = 10
"""Pixels by which the name of a line that ends before others stands above its end."""

BORDER = 4
"""How much thicker a line is for each line that lies on it, so that it shows on both sides."""


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
    most = MOST_LABELS + (status_quo is not None)
    direct = _labels(drawn, plotted, ALIKE * reach) <= most and not _run_through(plotted, gap)
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
    ends = []
    below = _below([scale.on_axis(s.values) for s in series], ALIKE * reach)
    for n, s in enumerate(series):
        color = s.color or look.colors.scenarios[n % len(look.colors.scenarios)]
        y = scale.on_axis(s.values)
        figure.add_scatter(
            x=ticks,
            y=y,
            name=escape(s.name, quote=False),
            mode="lines+markers",
            line={
                "color": color,
                "width": 2 + BORDER * below[n],
                "dash": "dash" if s.dashed else "solid",
            },
            marker={"size": 6 + BORDER * below[n], "color": color},
            customdata=list(s.codes) or None,
            **hover(s.hover),
        )
        ends.append((s.name, y, color))
    if status_quo is not None:
        _dashed(figure, look, ticks, scale, status_quo)
        ends.append((status_quo.name, scale.on_axis(status_quo.values), look.colors.secondary))
    if direct and ends:
        _name_ends(figure, look, ends, ALIKE * reach, gap)
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


def _met(
    ends: list[tuple[str, float, str]], near: float, ink: str, middle: Mapping[str, float]
) -> list[tuple[str, float, str]]:
    """Ends (name, height, colour) at most `near` to one another, told together in `ink` where they fit, else
    in the order of their lines, by the `middle` height of each.
    """
    found: list[list[tuple[str, float, str]]] = []
    for end in sorted(ends, key=lambda end: end[1]):
        if found and end[1] - found[-1][0][1] <= near:
            found[-1].append(end)
        else:
            found.append([end])
    told: list[tuple[str, float, str]] = []
    for same in found:
        names = ", ".join(end[0] for end in ends if end in same)
        if len(same) > 1 and len(names) <= TOGETHER:
            told.append((names, same[0][1], ink))
        else:
            same.sort(key=lambda end: middle[end[0]])
            told += [(name, same[0][1], color) for name, _, color in same]
    return told


def _run_through(lines: Sequence[Any], gap: float) -> bool:
    """Có đường vẽ tiếp qua chỗ tên của một đường đã hết: names over the end of lines that end before others
    stand `gap` apart, the first as high over its end.
    """
    known = [np.flatnonzero(~np.isnan(y)) for y in lines]
    lasts = [int(one[-1]) if one.size else -1 for one in known]
    for n, last in enumerate(lasts):
        onward = [y for y, end in zip(lines, lasts, strict=True) if end > last >= 0]
        beside = sum(end == last for end in lasts)
        low, high = lines[n][last], lines[n][last] + (beside + 0.5) * gap
        if any(min(y[last : last + 2]) <= high and max(y[last : last + 2]) >= low for y in onward):
            return True
    return False


def _name_ends(
    figure: go.Figure, look: Look, ends: Sequence[tuple[str, Any, str]], near: float, gap: float
) -> None:
    """The name of every line (name, heights, colour) beside its own last point, where it ends before the
    others too; those that end as `near` to one another in one, others by `gap` apart.
    """
    by_year: dict[int, list[tuple[str, float, str]]] = {}
    middle = {name: float(np.nanmean(y)) for name, y, _ in ends if not np.isnan(y).all()}
    for name, y, color in ends:
        known = np.flatnonzero(~np.isnan(y))
        if known.size:
            last = int(known[-1])
            by_year.setdefault(last, []).append((name, float(y[last]), color))
    for last, found in by_year.items():
        told = _met(found, near, look.colors.secondary, middle)
        places = spread([at for _, at, _ in told], gap)
        for (name, _, color), at in zip(told, places, strict=True):
            # over the lines that go on beside it
            label_end(
                figure, look, last, at, _broken(look, name), color, 0 if last == max(by_year) else INNER
            )
        if last == max(by_year):
            figure.update_layout(margin_r=_room(_broken(look, name) for name, _, _ in told))


def _labels(series: Sequence[Series], plotted: Sequence[Any], near: float) -> int:
    """How many names stand at the ends of lines: those that meet there are told in one."""
    told = [
        (s.name, float(y[~np.isnan(y)][-1]), "")
        for s, y in zip(series, plotted, strict=True)
        if not np.isnan(y).all()
    ]
    return len(_met(told, near, "", dict.fromkeys((name for name, _, _ in told), 0.0)))


def _broken(look: Look, name: str) -> str:
    """Names told together, one a line where the chart is narrow."""
    return name.replace(", ", ",\n") if look.letters < NARROW else name


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


def _room(names: Iterable[str]) -> int:
    """Room on the right for the longest name at 12 px."""
    lines = (line for name in names for line in name.split("\n"))
    wide = max((width_of(line, NAME_SIZE) for line in lines), default=0.0)
    return min(math.ceil(wide * PIXELS * WIDER) + 20, 220)
