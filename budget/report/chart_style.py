"""Kiểu biểu đồ: the look that all charts share, in either theme and language."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html import escape
from textwrap import wrap
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from budget.report.numbers import Numbers
from budget.report.palette import FONT, Palette, palette

Measure = Literal["money", "percent", "count", "decimal"]

NBSP = "\N{NO-BREAK SPACE}"
BAR_HEIGHT = 22
"""Height of one horizontal bar with its gap, in pixels."""

STEPS_ACROSS, STEPS_UP = 6, 4
"""Steps between the figures of an axis."""

_LEAN = 1e-9
_PERCENT = re.compile(r"(?<=\d) (?=%)")
_LINE_HEIGHT = 19
_LEGEND_HEIGHT = 24
NAME_SIZE, PIXELS, WIDER = 9.0, 96, 1.12
"""Points of a name beside its bar, pixels of an inch, and how much wider than Arial the app's letters are."""
LETTER, LEGEND_LETTER, SYMBOL, MARGINS = 7.2, 6.6, 50, 40
"""Widths in pixels: a letter of the title and one of the legend, what stands before and after a name of the
legend, and the margins of the plot.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """Giao diện của biểu đồ: theme ("light", "dark"), numbers of the language, letters in a line; the plan
    whose figures it draws, or which plan goes by which mark, "" for none: a picture that was saved names
    them; and the plans as its file names them, where that is otherwise.
    """

    theme: str = "light"
    numbers: Numbers = field(default_factory=Numbers)
    letters: int = 84
    plan: str = ""
    filed: str = ""

    @property
    def name_letters(self) -> int:
        """Số chữ của một tên đơn vị trên trục: more where the chart is wide."""
        return max(34, self.letters // 2)

    @property
    def colors(self) -> Palette:
        """Bảng màu của giao diện."""
        return palette(self.theme)


@dataclass(frozen=True, slots=True)
class Series:
    """Một chuỗi số liệu: name, values (money in đồng, percents as fractions), colour, texts to hover, and the
    identity of each mark for a click.
    """

    name: str
    values: Sequence[float] | NDArray[np.float64]
    color: str = ""
    hover: Sequence[str] = ()
    dashed: bool = False
    codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Thang đo: how values of a measure stand on an axis; money in the unit that fits the largest of them."""

    measure: Measure
    numbers: Numbers
    ends: tuple[float, float] = (0.0, 0.0)
    """Lowest and highest value, as they stand on the axis."""

    @classmethod
    def of(cls, look: Look, measure: Measure, *values: Any, unit: str = "") -> Scale:
        """Chọn thang: tỷ đồng from 10 tỷ up, else triệu đồng; the `unit` that stands beside the chart, where
        it is one of these.
        """
        sizes = [np.nanmax(np.abs(v)) for v in map(_array, values) if v.size and not np.isnan(v).all()]
        if unit not in ("million", "billion"):
            unit = "billion" if max(sizes, default=0.0) >= 1e10 else "million"
        numbers = Numbers(look.numbers.language, unit) if measure == "money" else look.numbers
        scale = cls(measure, numbers)
        plotted = np.concatenate([np.ravel(scale.on_axis(v)) for v in values])
        known = plotted[~np.isnan(plotted)]
        return replace(scale, ends=(float(known.min()), float(known.max()))) if known.size else scale

    def on_axis(self, values: Any) -> Any:
        """The values as plotted: money in the unit, percents in hundredths."""
        power = {"money": 1e-9 if self.numbers.money_unit == "billion" else 1e-6, "percent": 100.0}
        return _array(values) * power.get(self.measure, 1.0)

    def text(self, value: float, *, sign: bool = False) -> str:
        """A figure beside its mark; empty where it is not known."""
        if np.isnan(value):
            return ""
        n = self.numbers
        if self.measure == "percent":
            return n.percent_signed(value) if sign else n.percent(value)
        if self.measure == "count":
            return n.count(value, sign=sign)
        if self.measure == "decimal":
            return n.decimal(value, sign=sign)
        places = 1 if n.money_unit == "billion" else 0
        return n.money_signed(value, places=places) if sign else n.money(value, places=places)

    def name(self, subtitle: str) -> str:
        """The subtitle with the unit of measure of money after it."""
        if self.measure != "money":
            return subtitle
        return f"{subtitle} · {self.numbers.unit_name()}" if subtitle else self.numbers.unit_name()

    def axis(self, *also: float, zero: bool = False, steps: int = STEPS_ACROSS) -> dict[str, Any]:
        """Settings of an axis over the values and `also`, from zero where `zero`, in up to so many `steps`;
        all its figures have the same decimals.
        """
        ends = [*self.ends, *also, *([0.0] if zero else [])]
        step = _tick_step(max(ends) - min(ends), steps, whole=self.measure == "count")
        places = max(0, -math.floor(math.log10(step) + _LEAN))
        suffix = f"{NBSP}%" if self.measure == "percent" and self.numbers.language == "vi" else ""
        suffix = "%" if self.measure == "percent" and not suffix else suffix
        return {"ticksuffix": suffix, "tickformat": f",.{places}f", "dtick": step}


def _tick_step(span: float, steps: int, *, whole: bool) -> float:
    """Bước của trục: 1, 2 or 5 of a power of ten, at most so many steps over the span."""
    rough = span / steps if span > 0 else 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10) if n * power >= rough * (1 - _LEAN))
    return max(step, 1.0) if whole else step


def in_lines(text: str, letters: int) -> list[str]:
    """Chữ thành dòng of at most so many letters; a percent sign that was typed stays with its number."""
    return wrap(_PERCENT.sub(NBSP, text), letters)


def frame(
    look: Look, title: str, subtitle: str, *, height: int = 320, legend: Sequence[str] = ()
) -> go.Figure:
    """Khung biểu đồ: the message as title, what, unit, year and basis below it; no marks yet.

    `legend` names what the legend below the plot will hold; its lines come on top of `height`.
    """
    # one layout at once: Plotly looks every property up anew with each update
    return go.Figure(layout=go.Layout(**layout(look, title, subtitle, height=height, legend=legend)))


def drawn(traces: Sequence[dict[str, Any]], layout: dict[str, Any]) -> go.Figure:
    """Biểu đồ đã đủ dữ liệu và bố cục, for one that is drawn anew with every move of a lever: Plotly does not
    look each property up again, which takes longer than all the rest; the tests let it.
    """
    return go.Figure({"data": list(traces), "layout": layout}, _validate=False)


def layout(
    look: Look, title: str, subtitle: str, *, height: int = 320, legend: Sequence[str] = ()
) -> dict[str, Any]:
    """Bố cục của khung, as `frame` draws it."""
    p = look.colors
    lines = in_lines(title, look.letters) or [""]
    named = look.plan if look.plan not in f"{title} {subtitle}" else ""
    width = round(look.letters * 1.2)
    second = in_lines(" · ".join(filter(None, (subtitle, named))), width)
    # which plan goes by which mark comes on top of the height
    marks = len(second) - len(in_lines(subtitle, width)) if look.filed else 0
    head = "<br>".join(escape(line, quote=False) for line in lines)
    text = f"<b>{head}</b>" if title else ""
    if second:
        grey = "<br>".join(escape(line, quote=False) for line in second)
        text += f'<br><span style="font-size:12px;color:{p.secondary}">{grey}</span>'
    top = _LINE_HEIGHT * (len(lines) + len(second)) + 20
    bottom = _LEGEND_HEIGHT * _legend_lines(look, legend)
    axis = {
        "automargin": True,
        "gridcolor": p.line,
        "zerolinecolor": p.status_quo,
        "linecolor": p.status_quo,
        "tickfont": {"color": p.secondary},
        "title": {"font": {"color": p.secondary, "size": 12}},
        "fixedrange": True,
    }
    family = f"{FONT}, sans-serif"  # an image saved elsewhere than on a page may lack the first
    return {
        "title": {
            "text": text,
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "font": {"size": 14, "color": p.ink, "family": family},
            "pad": {"t": 16, "l": 2},
        },
        "font": {"family": family, "size": 12, "color": p.ink},
        "paper_bgcolor": p.paper,
        "plot_bgcolor": p.paper,
        "separators": look.numbers.separators,
        "height": height + bottom + _LINE_HEIGHT * marks,
        "margin": {"l": 8, "r": 12, "t": top, "b": 8 + bottom},
        "showlegend": bool(legend),
        "meta": {"plan": look.filed or look.plan},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "font": {"size": 12},
        },
        "hoverlabel": {
            "bgcolor": p.paper,
            "bordercolor": p.line,
            "align": "left",
            "font": {"family": family, "size": 12, "color": p.ink},
        },
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "bargap": 0.35,
        "barcornerradius": 2,
        "colorway": list(p.scenarios),
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": p.secondary, "activecolor": p.accent},
        "dragmode": False,
        "xaxis": axis,
        "yaxis": axis,
    }


def _legend_lines(look: Look, names: Sequence[str]) -> int:
    """Lines that a legend takes: Plotly gives each entry the width of the longest."""
    if not names:
        return 0
    wide = LETTER * look.letters - MARGINS
    in_a_line = max(1, int(wide // (SYMBOL + LEGEND_LETTER * max(map(len, names)))))
    return -(-len(names) // in_a_line)


def hover(texts: Sequence[str]) -> dict[str, Any]:
    """Chữ khi rê chuột: the caller's text alone, or nothing at all."""
    return (
        {"hovertext": list(texts), "hovertemplate": "%{hovertext}<extra></extra>"}
        if texts
        else {"hoverinfo": "skip"}
    )


def short_name(name: str, letters: int) -> str:
    """Tên rút gọn for an axis; the hover text has it in full."""
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"


def label_end(
    figure: go.Figure, look: Look, x: Any, y: float, name: str, color: str = "", shift: int = 0
) -> None:
    """Nhãn trực tiếp at the right end of a series."""
    figure.add_annotation(
        x=x,
        y=y,
        text=escape(name, quote=False).replace("\n", "<br>"),
        align="left",
        xanchor="left",
        xshift=8,
        yshift=shift,
        showarrow=False,
        font={"color": color or look.colors.ink, "size": 12},
    )


def room_around(values: Any, share: float = 0.2) -> list[float]:
    """Khoảng trục that leaves room for the figures beside bars on both sides of zero."""
    known = _array(values)[~np.isnan(_array(values))]
    low, high = min(0.0, *known, 0.0), max(0.0, *known, 0.0)
    room = (high - low) * share or 1.0
    return [low - room if low < 0 else 0.0, high + room if high > 0 else 0.0]


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Dãn nhãn: positions moved up as little as needed so that neighbours are `gap` apart, order kept."""
    moved = dict.fromkeys(range(len(positions)), 0.0)
    last = -np.inf
    for place in sorted(range(len(positions)), key=lambda n: positions[n]):
        last = max(positions[place], last + gap)
        moved[place] = float(last)
    return [moved[n] for n in range(len(positions))]


def _array(values: Any) -> Any:
    return np.asarray(values, dtype=np.float64)
