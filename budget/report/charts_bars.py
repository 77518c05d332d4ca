"""Biểu đồ thanh ngang: figures across units or scenarios, from plain arrays, in the order given.

`customdata` of a bar is its identity, so that a click can lead to the explanation.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np
import plotly.graph_objects as go

from budget.report.chart_style import (
    BAR_HEIGHT,
    LEGEND_LETTER,
    LETTER,
    MARGINS,
    NAME_SIZE,
    PIXELS,
    STEPS_UP,
    WIDER,
    Look,
    Measure,
    Scale,
    drawn,
    frame,
    hover,
    label_end,
    layout,
    room_around,
    short_name,
    spread,
)
from budget.report.letters import width_of
from budget.report.palette import blend, readable_on

AXIS = 34
"""Pixels below a plot for the figures of its axis and a margin."""
FROM_TO, FIGURE_LETTER, END = 116, 7.2, 1.01
"""Pixels beside the plot for the figures before and after, and of a letter of them; how far its axis goes
beyond the last mark.
"""
ABOVE, ABOVE_BAR = 10, 21
"""Pixels by which a row is higher for figures above its bar, and between their middles and the bar's."""


def bars(
    look: Look,
    names: Sequence[str],
    values: Sequence[float],
    title: str,
    subtitle: str,
    *,
    measure: Measure = "money",
    signed: bool = False,
    colors: Sequence[str] = (),
    codes: Sequence[str] = (),
    texts: Sequence[str] = (),
) -> go.Figure:
    """Thanh ngang, in the order given: the first on top. `signed` inks gains and losses."""
    scale = Scale.of(look, measure, values)
    figure = frame(look, title, scale.name(subtitle), height=_tall(look, title, len(names)))
    p = look.colors
    ink = [p.gain if v >= 0 else p.loss for v in values] if signed else [p.accent] * len(names)
    figure.add_bar(
        y=_places(names),
        x=scale.on_axis(values),
        orientation="h",
        marker={"color": list(colors) or ink},
        text=[scale.text(v, sign=signed) for v in values],
        textposition="outside",
        cliponaxis=False,
        customdata=list(codes) or None,
        **hover(texts),
    )
    _rows(figure, look, names)
    figure.update_xaxes(range=room_around(scale.on_axis(values)), showgrid=False, showticklabels=False)
    return figure


def before_after(
    look: Look,
    names: Sequence[str],
    before: Sequence[float],
    after: Sequence[float],
    title: str,
    subtitle: str,
    *,
    norm: float | None = 1.0,
    measure: Measure = "percent",
    codes: Sequence[str] = (),
    texts: Sequence[str] = (),
) -> go.Figure:
    """Trước và sau by unit, in the order given: grey what was there, green what came, orange what went.

    `norm` draws the line to reach (100 %); None draws none.
    """
    scale = Scale.of(look, measure, before, after)
    p, places = look.colors, _places(names)
    first, second = np.fmax(scale.on_axis(before), 0.0), np.fmax(scale.on_axis(after), 0.0)
    bars = [
        {
            "type": "bar",
            "y": places,
            "x": width,
            "base": base.tolist(),
            "orientation": "h",
            "marker": {"color": color, "cornerradius": 0},
            "customdata": list(codes) or None,
            **hover(texts),
        }
        for base, width, color in (
            (0.0 * first, np.minimum(first, second), p.bar),
            (first, np.maximum(second - first, 0.0), p.gain),
            (second, np.maximum(first - second, 0.0), p.loss),
        )
    ]
    beside = {"xanchor": "left", "xshift": 6, "bgcolor": p.paper, "borderpad": 0, "showarrow": False}
    reached, ends = float(scale.on_axis(norm or 0.0)), np.maximum(first, second).tolist()
    far = max(reached, *ends) or 1.0
    wide = (LETTER * look.letters - MARGINS - _room_of(look, names) - FROM_TO) / far
    told = [(scale.text(start), scale.text(value)) for start, value in zip(before, after, strict=True)]
    # beyond the line to reach where the words of a bar would lie across it: then those of all, in one column
    beyond = any(0 < reached - end < _long(text) / wide for end, text in zip(ends, told, strict=True))
    said = [
        {"y": place, "x": max(reached, end) if beyond else end, "text": _from_to(*text)} | beside
        for place, end, text in zip(places, ends, told, strict=True)
    ]
    line = {"type": "line", "x0": reached, "x1": reached, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
    frame_of = layout(look, title, scale.name(subtitle), height=_tall(look, title, len(names)))
    # in view is what there is up to the line: for the words beside it Plotly would make room a second time
    across = {"range": [0, far * END], "showgrid": False, **scale.axis(reached, zero=True, steps=STEPS_UP)}
    # known room: to find it Plotly draws all marks twice, and this chart moves with a lever
    own = {"automargin": False}
    more = {
        "annotations": said,
        "shapes": [] if norm is None else [line | {"line": {"color": p.ink, "width": 1.5}}],
        "barmode": "overlay",
        "margin": frame_of["margin"] | {"l": _room_of(look, names), "r": FROM_TO, "b": AXIS},
        "xaxis": frame_of["xaxis"] | across | own,
        "yaxis": frame_of["yaxis"] | _axis_of(look, names) | own,
    }
    return drawn(bars, frame_of | more)


def _long(text: tuple[str, str]) -> float:
    """Pixels that the figure before and after take beside a bar."""
    return FIGURE_LETTER * len(" → ".join(text))


def _from_to(before: str, after: str) -> str:
    """Số trước và số sau; one where they read the same."""
    return f"<b>{after}</b>" if before == after else f"{before} → <b>{after}</b>"


def bands(
    look: Look,
    labels: Sequence[str],
    rows: Sequence[tuple[str, Sequence[float]]],
    title: str,
    subtitle: str,
    *,
    texts: Sequence[Sequence[str]] = (),
    codes: Sequence[Sequence[str]] = (),
    ends: Sequence[str] = (),
) -> go.Figure:
    """Được và mất theo khoảng: one bar a scenario, cut into the bands from most lost to most gained.

    `labels` name the bands, an odd number, the middle one unchanged; `rows` are (scenario, units a band).
    `ends` says in a few words what each bar holds. A piece too narrow for its figure bears it above.
    """
    # room within the plot: a wider margin would break the legend into more lines than it has height for
    names = max(len(short_name(name, look.name_letters)) for name, _ in rows)
    wide = LETTER * look.letters - MARGINS - LEGEND_LETTER * names
    free = wide - 20 - LEGEND_LETTER * max(map(len, ends)) if ends else wide
    whole = max(sum(units) for _, units in rows)
    reach = whole * wide / max(free, wide / 3)
    inside = [[not c or c * wide >= reach * _room_for(look, c) for c in units] for _, units in rows]
    tall = 34 if all(map(all, inside)) else 34 + ABOVE
    figure = frame(look, title, subtitle, height=90 + tall * len(rows), legend=labels)
    colors = _diverging(look, len(labels))
    for n, label in enumerate(labels):
        counts = [values[n] for _, values in rows]
        figure.add_bar(
            y=_places([name for name, _ in rows]),
            x=counts,
            name=escape(label, quote=False),
            orientation="h",
            marker={"color": colors[n], "line": {"color": look.colors.paper, "width": 1}, "cornerradius": 0},
            text=[
                look.numbers.count(c) if c and fits[n] else "" for c, fits in zip(counts, inside, strict=True)
            ],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": readable_on(colors[n], theme=look.theme)},
            customdata=[row[n] for row in codes] or None,
            **hover([row[n] for row in texts]),
        )
    _rows(figure, look, [name for name, _ in rows])
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    for place, ((_, units), fits) in enumerate(zip(rows, inside, strict=True)):
        _figures_above(figure, look, place, units, fits, wide / reach)
    for place, ((_, units), said) in enumerate(zip(rows, ends, strict=False)):
        label_end(figure, look, sum(units), place, said, look.colors.secondary)
    figure.update_xaxes(range=[0, reach])
    figure.update_xaxes(showgrid=False, showticklabels=False)
    return figure


def _room_for(look: Look, count: float) -> float:
    """Pixels that a figure takes within its piece, or above it."""
    return LEGEND_LETTER * len(look.numbers.count(count)) + 6


def _figures_above(
    figure: go.Figure, look: Look, place: int, units: Sequence[float], inside: Sequence[bool], scale: float
) -> None:
    """Số của các đoạn hẹp, above them, side by side; `scale` in pixels a unit."""
    ends = np.cumsum(units)
    middles = [float(end - count / 2) for end, count in zip(ends, units, strict=True)]
    small = [n for n, fits in enumerate(inside) if not fits]
    gap = max((_room_for(look, units[n]) for n in small), default=0.0)
    moved = spread([middles[n] * scale for n in small], gap)
    for n, at in zip(small, moved, strict=True):
        figure.add_annotation(
            x=middles[n],
            y=place,
            text=look.numbers.count(units[n]),
            xshift=at - middles[n] * scale,
            yshift=ABOVE_BAR,
            showarrow=False,
            bgcolor=look.colors.paper,
            borderpad=0,
            font={"color": look.colors.secondary, "size": 11},
        )


def _rows(figure: go.Figure, look: Look, names: Sequence[str]) -> None:
    figure.update_yaxes(_axis_of(look, names))


def _axis_of(look: Look, names: Sequence[str]) -> dict[str, Any]:
    """The axis of the names, the first on top."""
    return {
        "tickvals": _places(names),
        "ticktext": [escape(short_name(name, look.name_letters), quote=False) for name in names],
        "autorange": "reversed",
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": look.colors.secondary},
    }


def _room_of(look: Look, names: Sequence[str]) -> int:
    """Chỗ cho tên đơn vị left of the bars, in pixels, as letters of the app are wider than those measured."""
    wide = max((width_of(short_name(name, look.name_letters), NAME_SIZE) for name in names), default=0.0)
    return math.ceil(wide * PIXELS * WIDER) + 12


def _places(names: Sequence[str]) -> list[int]:
    """Positions instead of names: two units may share a name."""
    return list(range(len(names)))


def _tall(look: Look, title: str, rows: int) -> int:
    return BAR_HEIGHT * max(rows, 1) + 74 + 19 * (len(title) // look.letters)


def _diverging(look: Look, count: int) -> list[str]:
    """From loss over grey to gain; the outer bands in the full colour, the inner ones lighter."""
    p, half = look.colors, count // 2

    strengths = [1.0 - 0.5 * n / max(half - 1, 1) for n in range(half)]
    return [
        *(blend(p.loss, p.paper, s) for s in strengths),
        *([p.bar] if count % 2 else []),
        *(blend(p.gain, p.paper, s) for s in reversed(strengths)),
    ]
