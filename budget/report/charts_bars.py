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
)
from budget.report.letters import width_of
from budget.report.palette import blend, readable_on

AXIS = 34
"""Pixels below a plot for the figures of its axis and a margin."""
NAME_SIZE, PIXELS, WIDER = 9.0, 96, 1.12
"""Points of a name beside its bar, pixels of an inch, and how much wider than Arial the app's letters are."""


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
    said = [
        {"y": place, "x": float(was), "text": _from_to(scale.text(start), scale.text(value)), **beside}
        for place, start, value, was in zip(places, before, after, np.maximum(first, second), strict=True)
    ]
    reached = float(scale.on_axis(norm or 0.0))
    line = {"type": "line", "x0": reached, "x1": reached, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
    frame_of = layout(look, title, scale.name(subtitle), height=_tall(look, title, len(names)))
    across = {"rangemode": "tozero", "showgrid": False, **scale.axis(reached, zero=True)}
    # known room: to find it Plotly draws all marks twice, and this chart moves with a lever
    own = {"automargin": False}
    more = {
        "annotations": said,
        "shapes": [] if norm is None else [line | {"line": {"color": p.ink, "width": 1.5}}],
        "barmode": "overlay",
        "margin": frame_of["margin"] | {"l": _room_of(look, names), "r": 116, "b": AXIS},
        "xaxis": frame_of["xaxis"] | across | own,
        "yaxis": frame_of["yaxis"] | _axis_of(look, names) | own,
    }
    return drawn(bars, frame_of | more)


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
    `ends` says in a few words what each bar holds: pieces of few units have no room for their figure.
    """
    figure = frame(look, title, subtitle, height=90 + 34 * len(rows), legend=labels)
    colors = _diverging(look, len(labels))
    for n, label in enumerate(labels):
        counts = [values[n] for _, values in rows]
        figure.add_bar(
            y=_places([name for name, _ in rows]),
            x=counts,
            name=escape(label, quote=False),
            orientation="h",
            marker={"color": colors[n], "line": {"color": look.colors.paper, "width": 1}, "cornerradius": 0},
            text=[look.numbers.count(c) if c else "" for c in counts],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": readable_on(colors[n], theme=look.theme)},
            customdata=[row[n] for row in codes] or None,
            **hover([row[n] for row in texts]),
        )
    _rows(figure, look, [name for name, _ in rows])
    figure.update_layout(barmode="stack", legend_traceorder="normal")
    if ends:
        for place, ((_, units), said) in enumerate(zip(rows, ends, strict=True)):
            label_end(figure, look, sum(units), place, said, look.colors.secondary)
        # room within the plot: a wider margin would break the legend into more lines than it has height for
        wide = (
            LETTER * look.letters
            - MARGINS
            - LEGEND_LETTER * max(len(short_name(name, look.name_letters)) for name, _ in rows)
        )
        free = wide - 20 - LEGEND_LETTER * max(map(len, ends))
        figure.update_xaxes(range=[0, max(sum(units) for _, units in rows) * wide / max(free, wide / 3)])
    figure.update_xaxes(showgrid=False, showticklabels=False)
    return figure


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
