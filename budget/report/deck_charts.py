"""Biểu đồ gốc của PowerPoint: native, editable, each with its workbook inside; few inks, direct labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from budget.report.deck_page import BODY, FONT, Box, color, integer_format
from budget.report.letters import wrapped
from budget.report.numbers import Numbers
from budget.report.palette import LIGHT

THOUSAND = 1000.0

INNER = (0.195, 0.05, 0.8, 0.78)
"""Left, top, width and height of the plot of a line chart, shares of the chart."""

NAMES, NAME = 1.42, 0.31
"""Inches at the right of a line chart for the names of its lines, and the height of a line of words there."""

MEETING = 0.03
"""Inches within which the ends of two lines, each thicker than that, lie on one another."""


HIDDEN = 0.02
"""Of the height of the figures: lines no farther apart lie on one another."""

THIN, BESIDE = 3.5, 3.5
"""Points of a line, and how much thicker one is for each line that hides it."""


@dataclass(frozen=True, slots=True)
class Series:
    """Một dãy số: its name, figures (None: nothing there) and ink; `inks` one a point instead; `tag` its
    short name at the end of a line.
    """

    name: str
    values: Sequence[float | None]
    ink: str
    inks: Sequence[str] = ()
    dashed: bool = False
    tag: str = ""


def bars(
    slide: Any,
    box: Box,
    categories: Sequence[str],
    series: Sequence[Series],
    number_format: str,
    *,
    across: bool = False,
    stacked: bool = False,
    gap: int = 60,
    whole: float = 0,
) -> Any:
    """Biểu đồ cột from zero, a label on every bar; `across` lays them down, first category on top. Of a
    `whole` the bars of one series are parts, each on a light track as long as that.
    """
    kinds = {
        (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
        (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
        (False, True): XL_CHART_TYPE.COLUMN_STACKED,
        (True, True): XL_CHART_TYPE.BAR_STACKED,
    }
    if whole:
        # behind the bars, which a later series covers
        series = [Series(series[0].name, [whole] * len(categories), LIGHT.line), *series]
    chart = _chart(slide, box, kinds[across, stacked], categories, series)
    plot = chart.plots[0]
    plot.gap_width = gap
    plot.overlap = 100 if stacked or whole else -5
    for shown, given in zip(plot.series, series, strict=True):
        _fill(shown.format, given.ink)
        for n, ink in enumerate(given.inks):
            _fill(shown.points[n].format, ink)
        shown.invert_if_negative = False
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    _font(labels.font, LIGHT.ink)
    if not stacked:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    axis = chart.value_axis
    axis.minimum_scale, axis.visible, axis.has_major_gridlines = 0, False, False
    if whole:
        _unlabelled(plot.series[0])
    most = max((value or 0 for one in series for value in one.values), default=0)
    if not stacked:
        # room for the label beyond the longest bar
        axis.maximum_scale = (most or 1) * (1.3 if across else 1.15)
    if across:
        chart.category_axis.reverse_order = True
    return chart


def _unlabelled(series: Any) -> None:
    """A track bears no figure."""
    none = f'<c:dLbls {nsdecls("c")}><c:delete val="1"/></c:dLbls>'
    element = series._element  # noqa: SLF001
    element.insert_element_before(parse_xml(none), "c:trendline", "c:errBars", "c:cat", "c:val")


def lines(
    slide: Any, box: Box, categories: Sequence[str], series: Sequence[Series], numbers: Numbers
) -> list[tuple[str, str, Box]]:
    """Biểu đồ đường qua các năm from zero, the status quo dashed; gives what names the lines at their ends:
    the tags, the ink and the place of each.
    """
    plot = Box(box.left, box.top, box.width - NAMES, box.height)
    chart = _chart(slide, plot, XL_CHART_TYPE.LINE, categories, series)
    # the grid has a line at zero, where the axis would lie on that of the status quo
    chart.category_axis.format.line.fill.background()
    for shown, given, width in zip(chart.plots[0].series, series, thickness(series), strict=True):
        shown.smooth = False
        shown.format.line.color.rgb, shown.format.line.width = color(given.ink), Pt(width)
        if given.dashed:
            shown.format.line.dash_style = MSO_LINE.DASH
    axis = chart.value_axis
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = color(LIGHT.line)
    axis.format.line.fill.background()
    _font(axis.tick_labels.font, LIGHT.secondary)
    figures = [value for one in series for value in one.values if value is not None]
    low, high, step = span(min(0, *figures), max(0, *figures))
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = low, high, step
    axis.tick_labels.number_format = signed_format(numbers, low, high)
    axis.tick_labels.number_format_is_linked = False
    _inner(chart)
    per_inch = (high - low) / (INNER[3] * plot.height)
    named = ends(series, MEETING * per_inch)
    # beside its own line, or as near to it as the names beside it leave
    rows = [len(wrapped(text, NAMES - 0.05, BODY, bold=True)) * NAME for text in named.values()]
    wanted = [plot.top + INNER[1] * plot.height + (high - _end(series[place])) / per_inch for place in named]
    tops = beside(wanted, rows, box.top, box.top + box.height)
    left = plot.left + plot.width + 0.05
    return [
        (text, LIGHT.secondary if "," in text else series[place].ink, Box(left, top, NAMES - 0.05, tall))
        for (place, text), top, tall in zip(named.items(), tops, rows, strict=True)
    ]


def thickness(series: Sequence[Series]) -> list[float]:
    """Độ dày của các đường, points: one that later ones hide all along shows beside each of them."""
    figures = [value for one in series for value in one.values if value is not None]
    near = (max(figures, default=0) - min(figures, default=0)) * HIDDEN

    def hides(later: Series, one: Series) -> bool:
        pairs = zip(later.values, one.values, strict=True)
        return all(a is None or (b is not None and abs(a - b) <= near) for b, a in pairs)

    return [
        THIN + BESIDE * sum(hides(later, one) for later in series[n + 1 :]) for n, one in enumerate(series)
    ]


def nested(series: Sequence[Series]) -> bool:
    """Có đường trùng nhau, drawn one within another."""
    return max(thickness(series)) > THIN


def _end(one: Series) -> float:
    return next(value for value in reversed(one.values) if value is not None)


def beside(wanted: Sequence[float], heights: Sequence[float], top: float, foot: float) -> list[float]:
    """Chỗ của các nhãn: the top of each, of these heights, with its middle as near to `wanted` as the others
    and the room between `top` and `foot` leave, in the order of what is wanted.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    found = [0.0] * len(wanted)
    free = top
    for n in order:
        found[n] = free = max(wanted[n] - heights[n] / 2, free)
        free += heights[n]
    free = foot
    for n in reversed(order):
        found[n] = free = min(found[n], free - heights[n])
    return found


def ends(series: Sequence[Series], near: float) -> dict[int, str]:
    """Tên ở cuối mỗi đường: place of a series -> the tags of all that end with it, no farther than `near`."""
    found: dict[int, list[int]] = {}
    for place, one in enumerate(series):
        if not one.tag or all(value is None for value in one.values):
            continue

        def met(first: int, one: Series = one) -> bool:
            same_year = _last(series[first]) == _last(one)
            return same_year and abs(_end(series[first]) - _end(one)) <= near

        found.setdefault(next(filter(met, found), place), []).append(place)
    return {first: ", ".join(series[n].tag for n in places) for first, places in found.items()}


def _last(one: Series) -> int:
    return max(n for n, value in enumerate(one.values) if value is not None)


def _inner(chart: Any) -> None:
    """The plot stands where it is told to, so that the names of its lines can stand beside their ends."""
    left, top, width, height = INNER
    layout = parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{left}"/><c:y val="{top}"/><c:w val="{width}"/>'
        f'<c:h val="{height}"/></c:manualLayout></c:layout>'
    )
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def span(low: float, high: float) -> tuple[float, float, float]:
    """Thang đo: from, to and step of an axis of about five steps, of 1, 2 or 5 times a power of ten.

    Below zero the steps are whole thousands as soon as any label is, so that one format writes them all.
    """
    room = (high - low) or abs(high) or 1.0
    power = 10.0 ** len(str(int(room / 4))) / 10
    step = next((k * power for k in (1, 2, 5, 10) if room / (k * power) <= 5), 10 * power)
    if low < 0 and max(-low, high) + room * 0.1 + step >= THOUSAND:
        step = max(step, THOUSAND)
    first = (low - room * 0.1) // step * step
    last = -((-high - room * 0.1) // step * step)
    return (max(0.0, first) if low >= 0 else first), last, step


def _chart(slide: Any, box: Box, kind: Any, categories: Sequence[str], series: Sequence[Series]) -> Any:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(categories)
    for one in series:
        data.add_series(one.name, list(one.values))
    place = (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
    chart = slide.shapes.add_chart(kind, *place, data).chart
    chart.font.size, chart.font.name = Pt(BODY), FONT
    chart.font.color.rgb = color(LIGHT.ink)
    chart.has_title = False
    chart.has_legend = False
    _positive(chart)
    axis = chart.category_axis
    axis.has_major_gridlines = False
    axis.format.line.color.rgb = color(LIGHT.secondary)
    _font(axis.tick_labels.font, LIGHT.ink)
    axis.tick_labels.offset = 50
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    return chart


def _positive(chart: Any) -> None:
    """The numbers of the axes as the schema wants them: python-pptx writes them with a sign."""
    for tag in ("c:axId", "c:crossAx"):
        for element in chart._chartSpace.iter(qn(tag)):  # noqa: SLF001
            element.set("val", element.get("val").removeprefix("-"))


def legend(chart: Any) -> None:
    """Chú giải dưới biểu đồ, where the bars of a category tell series apart."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    _font(chart.legend.font, LIGHT.ink)


def _fill(shape: Any, ink: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = color(ink)


def _font(font: Any, ink: str) -> None:
    font.size, font.name = Pt(BODY), FONT
    font.color.rgb = color(ink)


def signed_format(numbers: Numbers, low: float, high: float) -> str:
    """Dạng số của trục; programs disagree on the sign of a section with a condition: each writes its own."""
    if low >= 0:
        return integer_format(numbers)
    if max(-low, high) < THOUSAND:
        return "0;-0;0"
    mark = "\\" + numbers.separators[1]
    return f"[>={THOUSAND:.0f}]#{mark}##0;[<=-{THOUSAND:.0f}]-#{mark}##0;0"
