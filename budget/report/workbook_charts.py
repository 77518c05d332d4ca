"""Biểu đồ gốc của Excel: what is cut and given, differences by year, gains and losses. `titled`: their titles
say what they show, else, where the figures may be computed anew, what they are of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budget.compare import BANDS
from budget.report.letters import without_middle
from budget.report.palette import LIGHT
from budget.report.workbook_book import FONT, LINE, Page
from budget.report.workbook_comparison import Comparison, basis_name, basis_of_years
from budget.report.workbook_print import pixels_of

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart

ROW_PIXELS = 20

LEAST_LABELLED = 0.07
"""Share of a bar from which its part has room for a number."""

LEGEND_LETTERS = 40
"""Letters of a name that take one line of the legend: longer ones are printed over one another."""

_SHORTER = {"dong": "#,##0.0,,,", "thousand": "#,##0.0,,"}
"""Axes in milliards of đồng, where the cells hold smaller units."""

MOVED = {"saved": LIGHT.loss, "increase": LIGHT.gain}
"""Figures of what a plan takes and gives, with their colours."""

_BAND_COLORS = (LIGHT.gain, "#9CC9B5", LIGHT.line, "#EBB79F", LIGHT.loss)
_NUMBER, _LABEL, _FIRST = 0, 1, 3


def moved_chart(
    page: Page, shown: Comparison, head: int, rows: Mapping[str, int], titled: bool = True
) -> Chart:
    """Số giảm chi và số cấp thêm của từng phương án, where totals may be alike. `head`: the row of the names
    of the plans; `rows`: that of each figure of MOVED.
    """
    words, first = page.words, _FIRST + len(shown.quos)
    chart, last = _chart(page, {"type": "bar"}), first + len(shown.results) - 1
    unit = words.numbers.unit_name()
    form = _SHORTER.get(words.numbers.money_unit, "#,##0")
    for figure, color in MOVED.items():
        chart.add_series(
            {
                "name": words.t(f"workbook.chart_moved_{figure}"),
                "categories": [page.name, head, first, head, last],
                "values": [page.name, rows[figure], first, rows[figure], last],
                "fill": {"color": color},
                "border": {"none": True},
                "gap": 60,
                "data_labels": {"value": True, "num_format": form, "font": {"name": FONT, "size": 9}},
            }
        )
    found = [shown.at(result) for result in shown.results]
    most = max(range(len(found)), key=lambda k: found[k].saved + found[k].increase)
    title = words.t(
        "workbook.chart_moved",
        year=shown.year,
        name=shown.results[most].scenario.name,
        saved=found[most].saved,
        increase=found[most].increase,
    )
    if not titled:
        shorter = words.numbers.money_unit in _SHORTER
        in_unit = words.t("number.billion") if shorter else unit
        title = words.t("workbook.chart_moved_of", year=shown.year, unit=in_unit)
    _finish(page, chart, title, unit)
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT, "size": 9}, "line": {"color": LINE}})
    # room for the figure beside the longest bar
    chart.set_plotarea({"layout": {"x": 0.47, "y": 0.15, "width": 0.38, "height": 0.7}})
    return chart


def change_chart(page: Page, shown: Comparison, first: int, titled: bool = True) -> Chart:
    """Chênh lệch theo năm so với căn cứ so sánh: a column a scenario and year. `first`: the first row of
    differences."""
    words, last_column = page.words, _FIRST + len(shown.years) - 1
    chart = _chart(page, {"type": "column"})
    for k, name in enumerate(_plans(shown)):
        chart.add_series(
            {
                "name": without_middle(name, LEGEND_LETTERS),
                "categories": [page.name, first - 1, _FIRST, first - 1, last_column],
                "values": [page.name, first + k, _FIRST, first + k, last_column],
                "fill": {"color": page.book.inks[k]},
                "border": {"none": True},
                "gap": 80,
            }
        )
    k = max(range(len(shown.results)), key=lambda k: abs(shown.change(k)))
    key = "workbook.chart_change_up" if shown.change(k) > 0 else "workbook.chart_change_down"
    title = words.t(
        key if shown.change(k) else "workbook.chart_change_none",
        name=shown.results[k].scenario.name,
        change=abs(shown.change(k)),
        year=shown.year,
        basis=basis_name(shown, k, words),
    )
    if not titled:
        title = words.t("workbook.chart_change_of", basis=basis_of_years(shown, words))
    _finish(page, chart, title, words.numbers.unit_name(), low=True)
    return chart


def band_chart(page: Page, shown: Comparison, first: int, titled: bool = True) -> Chart:
    """Được và mất: units by band, one bar a scenario. `first`: the first row of units."""
    words, last = page.words, first + len(shown.results) - 1
    chart = _chart(page, {"type": "bar", "subtype": "stacked"})
    counts = list(zip(*([b.units for b in shown.bands(k)] for k in range(len(shown.results))), strict=True))
    # the numbers of slivers would run into one another; the table below has them all
    least = sum(n[0] for n in counts) * LEAST_LABELLED
    for place in range(len(BANDS)):
        column = _FIRST + place
        chart.add_series(
            {
                "name": [page.name, first - 1, column],
                "categories": [page.name, first, _LABEL, last, _LABEL],
                "values": [page.name, first, column, last, column],
                "fill": {"color": _BAND_COLORS[place]},
                "border": {"color": LIGHT.paper},
                "gap": 60,
                "data_labels": {
                    "value": True,
                    "num_format": "#,##0;;",
                    "font": {"name": FONT, "size": 9},
                    "custom": [{"delete": True} if n < least else None for n in counts[place]],
                },
            }
        )
    most = max(range(len(shown.results)), key=lambda k: shown.reach(k).down)
    reach = shown.reach(most)
    title = words.t(
        "workbook.chart_bands" if reach.down else "workbook.chart_bands_none",
        name=shown.results[most].scenario.name,
        down=reach.down,
        units=reach.units,
        year=shown.year,
    )
    if not titled:
        title = words.t("workbook.chart_bands_of", year=shown.year, basis=basis_name(shown, most, words))
    _finish(page, chart, title, words.t("workbook.measure.units"))
    chart.set_y_axis({"reverse": True, "num_font": {"name": FONT, "size": 9}, "line": {"color": LINE}})
    return chart


def _plans(shown: Comparison) -> list[str]:
    return [" ".join(result.scenario.name.split()) for result in shown.results]


def _chart(page: Page, options: dict[str, str]) -> Chart:
    chart = page.book.book.add_chart(options)
    if chart is None:
        raise ValueError(f"no chart of the type {options}")
    return chart


def _finish(page: Page, chart: Chart, title: str, axis: str, *, low: bool = False) -> None:
    font: dict[str, Any] = {"name": FONT, "size": 9, "color": LIGHT.ink}
    grid: dict[str, Any] = {"visible": True, "line": {"color": LIGHT.line, "width": 0.5}}
    chart.set_title({"name": title, "name_font": {**font, "size": 11, "bold": True}, "overlay": False})
    plain: dict[str, Any] = {"num_font": font, "name_font": {**font, "bold": False}, "line": {"color": LINE}}
    values: dict[str, Any] = {**plain, "name": axis, "num_format": "#,##0", "major_gridlines": grid}
    if page.words.numbers.money_unit in _SHORTER and axis == page.words.numbers.unit_name():
        values["num_format"] = _SHORTER[page.words.numbers.money_unit]
        values["name"] = page.words.t("number.billion")
    if type(chart).__name__ == "ChartBar":
        # every bar carries its numbers
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    else:
        chart.set_x_axis(plain | ({"label_position": "low"} if low else {}))
        chart.set_y_axis(values)
    chart.set_legend({"position": "bottom", "font": font})
    chart.set_chartarea({"border": {"color": LIGHT.line}})


def side_by_side(page: Page, charts: Sequence[Chart], row: int, rows: int) -> None:
    """Đặt các biểu đồ cạnh nhau across the page's width."""
    pixels = [pixels_of(width) for width in page.widths[: page.last + 1]]
    width = sum(pixels) // len(charts)
    for place, chart in enumerate(charts):
        chart.set_size({"width": width - 6, "height": rows * ROW_PIXELS})
        column, offset = 0, place * width
        while offset >= pixels[column]:
            offset -= pixels[column]
            column += 1
        where = {"x_offset": offset, "y_offset": 2, "object_position": 2}
        page.sheet.insert_chart(row, column, chart, where)
