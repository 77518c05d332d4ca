"""Biểu đồ phân bố: many units at once, and what is not certain; distributions instead of 1.500 bars."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from budget.report.cell_colors import cell_colors
from budget.report.chart_style import (
    BAR_HEIGHT,
    STEPS_UP,
    Look,
    Measure,
    Scale,
    Series,
    frame,
    hover,
    in_lines,
    label_end,
    room_around,
    short_name,
    spread,
)
from budget.report.palette import readable_on

COLUMN_NAMES = 8
COLUMN_LINE = 15
"""Room for the names over the columns of a heat map, and for each of their lines, in pixels."""

MOST_LINES = 3
"""Lines of a name over a column; a longer one is cut."""

GOLDEN = 0.6180339887498949
"""Its multiples fill an interval evenly: a jitter that looks like chance and is always the same."""


def strips(
    look: Look,
    rows: Sequence[Series],
    title: str,
    subtitle: str,
    *,
    middle: Sequence[tuple[float, float, float]] = (),
    measure: Measure = "percent",
    norm: float | None = None,
    codes: Sequence[Sequence[str]] = (),
) -> go.Figure:
    """Dải phân bố: one strip a row (a kind, a ward) with a dot a unit.

    `middle` gives P25, P50 and P75 of each row, a bar with a mark; `codes` the unit code of each dot.
    """
    scale = Scale.of(look, measure, *(row.values for row in rows))
    figure = frame(look, title, scale.name(subtitle), height=90 + 58 * len(rows))
    p = look.colors
    for n, row in enumerate(rows):
        values = scale.on_axis(row.values)
        jitter = (np.arange(1, len(values) + 1) * GOLDEN % 1.0 - 0.5) * 0.62
        figure.add_scattergl(
            x=values,
            y=n + jitter,
            mode="markers",
            name=escape(row.name, quote=False),
            marker={
                "color": row.color or p.kinds[n % 5],
                "size": 7 if len(values) < 200 else 4,
                "opacity": 0.6,
            },
            customdata=list(codes[n]) if codes else None,
            **hover(row.hover),
        )
        if middle:
            low, half, high = (float(scale.on_axis(v)) for v in middle[n])
            line = {"color": p.ink, "width": 2}
            figure.add_scatter(x=[low, high], y=[n, n], mode="lines", line=line, hoverinfo="skip")
            figure.add_scatter(
                x=[half, half],
                y=[n - 0.3, n + 0.3],
                mode="lines",
                line={"color": p.ink, "width": 3},
                hoverinfo="skip",
            )
            figure.add_annotation(
                x=half,
                y=n - 0.3,
                text=f"<b>{scale.text(middle[n][1])}</b>",
                yanchor="bottom",
                showarrow=False,
            )
    if norm is not None:
        figure.add_vline(x=float(scale.on_axis(norm)), line={"color": p.ink, "width": 1, "dash": "dot"})
    _names(look, figure, [row.name for row in rows])
    figure.update_xaxes(**scale.axis(*([] if norm is None else [float(scale.on_axis(norm))])))
    return figure


def heat(
    look: Look,
    rows: Sequence[str],
    columns: Sequence[str],
    values: NDArray[np.float64],
    title: str,
    subtitle: str,
    *,
    measure: Measure = "percent",
    signed: bool = False,
    texts: Sequence[Sequence[str]] = (),
    codes: Sequence[Sequence[str]] = (),
    colors: Sequence[Sequence[str]] = (),
    marks: Sequence[Sequence[str]] = (),
) -> go.Figure:
    """Bản đồ nhiệt: units by years or scenarios, `values` (rows, columns); what is undefined stays blank.

    `colors` of the cells ("" leaves one out), where they do not follow from the values; `marks` stand after
    the figures. `signed` centres the colours on zero, losses to gains; a few units far out do not pale all.
    The cells are bars: Streamlit gives no click on a heat map of Plotly.
    """
    scale = Scale.of(look, measure, values)
    figure = frame(look, title, scale.name(subtitle))
    heads = _heads(look, rows, columns)
    above = COLUMN_NAMES + COLUMN_LINE * max((len(lines) for lines in heads), default=1)
    _tall_as_rows(figure, len(rows), BAR_HEIGHT, above=above)
    plotted = scale.on_axis(values)
    colors = colors or cell_colors(look, plotted, signed=signed)
    for n in range(len(columns)):
        here = [i for i in range(len(rows)) if colors[i][n]]
        figure.add_bar(
            y=here,
            x=[1.0] * len(here),
            base=[n - 0.5] * len(here),
            width=1.0,
            orientation="h",
            marker={
                "color": [colors[i][n] for i in here],
                "line": {"color": look.colors.paper, "width": 1},
                "cornerradius": 0,
            },
            text=[
                scale.text(float(values[i, n]), sign=signed) + (marks[i][n] if marks else "") for i in here
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"size": 11, "color": [readable_on(colors[i][n], theme=look.theme) for i in here]},
            customdata=[codes[i][n] for i in here] if codes else None,
            **hover([texts[i][n] for i in here] if texts else ()),
        )
    _names(look, figure, rows)
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(
        tickvals=list(range(len(columns))),
        ticktext=["<br>".join(escape(line, quote=False) for line in lines) for lines in heads],
        tickangle=0,
        range=[-0.5, len(columns) - 0.5],
        side="top",
        showgrid=False,
        zeroline=False,
    )
    return figure


def _heads(look: Look, rows: Sequence[str], columns: Sequence[str]) -> list[list[str]]:
    """The names over the columns in lines that fit the width of one, beside the names of the rows."""
    beside = max((len(short_name(row, look.name_letters)) for row in rows), default=0)
    letters = max(6, round((look.letters * 1.15 - beside) / max(len(columns), 1)))
    wrapped = [in_lines(str(column), letters) or [""] for column in columns]
    return [
        lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1]}…"]
        for lines in wrapped
    ]


def scatter(
    look: Look,
    series: Sequence[tuple[str, str, Sequence[float], Sequence[float], Sequence[str], Sequence[str]]],
    title: str,
    subtitle: str,
    *,
    across: str,
    up: str,
    x_measure: Measure = "count",
    y_measure: Measure = "percent",
    height: int = 380,
) -> go.Figure:
    """Điểm theo đơn vị: series of (name, colour, x, y, hover texts, codes); axes named `across`, `up`."""
    x_scale = Scale.of(look, x_measure, *(s[2] for s in series))
    y_scale = Scale.of(look, y_measure, *(s[3] for s in series))
    figure = frame(look, title, subtitle, height=height, legend=[s[0] for s in series])
    for name, color, x, y, texts, codes in series:
        figure.add_scattergl(
            x=x_scale.on_axis(x),
            y=y_scale.on_axis(y),
            mode="markers",
            name=escape(name, quote=False),
            marker={"color": color, "size": 8, "opacity": 0.75},
            customdata=list(codes) or None,
            **hover(texts),
        )
    figure.update_xaxes(title=escape(x_scale.name(across), quote=False), **x_scale.axis())
    figure.update_yaxes(title=escape(y_scale.name(up), quote=False), **y_scale.axis(steps=STEPS_UP))
    return figure


def fan(
    look: Look,
    years: Sequence[int],
    low: Sequence[float],
    middle: Sequence[float],
    high: Sequence[float],
    title: str,
    subtitle: str,
    *,
    measure: Measure = "money",
    status_quo: Series | None = None,
    texts: Sequence[str] = (),
    names: Sequence[str] = (),
    unit: str = "",
    height: int = 320,
) -> go.Figure:
    """Khoảng tin cậy: the band from P10 to P90 around P50, from many draws; `names` of the three stand at
    their ends, money in this `unit`.
    """
    scale = Scale.of(look, measure, low, middle, high, unit=unit)
    figure = frame(look, title, scale.name(subtitle), height=height)
    ticks, p = [str(year) for year in years], look.colors
    none = {"width": 0}
    figure.add_scatter(x=ticks, y=scale.on_axis(high), mode="lines", line=none, hoverinfo="skip")
    figure.add_scatter(
        x=ticks,
        y=scale.on_axis(low),
        mode="lines",
        line=none,
        fill="tonexty",
        fillcolor=p.accent_soft,
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=ticks,
        y=scale.on_axis(middle),
        mode="lines+markers",
        line={"color": p.accent, "width": 2},
        **hover(texts),
    )
    if status_quo is not None:
        figure.add_scatter(
            x=ticks,
            y=scale.on_axis(status_quo.values),
            mode="lines",
            line={"color": p.status_quo, "width": 2, "dash": "dash"},
            **hover(status_quo.hover),
        )
    figure.update_xaxes(type="category", showgrid=False)
    figure.update_yaxes(**scale.axis(steps=STEPS_UP))
    if names:
        ends = [float(scale.on_axis(values)[-1]) for values in (low, middle, high)]
        room = (scale.ends[1] - scale.ends[0]) * 20 / max(height - 90, 60)
        for name, at in zip(names, spread(ends, room), strict=True):
            label_end(figure, look, len(ticks) - 1, at, name)
        figure.update_layout(margin_r=24 + 7 * max(map(len, names)))
        figure.update_xaxes(range=[-0.1, len(ticks) - 0.9])
    return figure


def tornado(
    look: Look,
    labels: Sequence[str],
    low: Sequence[float],
    high: Sequence[float],
    title: str,
    subtitle: str,
    *,
    measure: Measure = "money",
    texts: Sequence[str] = (),
    sides: Sequence[str] = (),
    none: str = "",
    codes: Sequence[Sequence[str]] = ((), ()),
    unit: str = "",
) -> go.Figure:
    """Độ nhạy: what each factor moves when it is lower and when it is higher, the strongest first.

    `sides` names the two for the legend, `none` stands where a factor moves nothing; `codes` is what each bar
    of the two carries for a click, `unit` that of the money. Neither is a gain or a loss: that depends on
    the figure.
    """
    scale = Scale.of(look, measure, low, high, unit=unit)
    figure = frame(look, title, scale.name(subtitle), legend=sides)
    _tall_as_rows(figure, len(labels), BAR_HEIGHT + 12)
    for n, (values, color) in enumerate(((low, look.colors.status_quo), (high, look.colors.accent))):
        figure.add_bar(
            name=escape(sides[n], quote=False) if sides else None,
            y=list(range(len(labels))),
            x=scale.on_axis(values),
            orientation="h",
            marker={"color": color},
            text=[
                scale.text(v, sign=True) if v else "" if n == 0 or low[row] else none
                for row, v in enumerate(values)
            ],
            textposition="outside",
            cliponaxis=False,
            **hover(texts),
            customdata=list(codes[n]) or None,
        )
    figure.update_layout(barmode="overlay", legend_traceorder="normal")
    # half a page leaves some 220 px, a figure to either side takes a fifth of them
    ends = room_around(np.concatenate([scale.on_axis(low), scale.on_axis(high)]), 0.35)
    figure.update_xaxes(range=ends, zeroline=True, showgrid=False, showticklabels=False)
    _names(look, figure, labels)
    return figure


def _tall_as_rows(figure: go.Figure, rows: int, row_height: int, above: int = 0) -> None:
    """As high as its rows need, however long the title; `above` leaves room for names over the plot."""
    margin = figure.layout.margin
    top = margin.t + above
    figure.update_layout(margin_t=top, height=top + margin.b + 12 + row_height * max(rows, 1))


def _names(look: Look, figure: go.Figure, names: Sequence[str]) -> None:
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=[escape(short_name(name, look.name_letters), quote=False) for name in names],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
        tickfont={"size": 12},
    )
