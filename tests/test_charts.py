"""Charts: the message as title, the colours and separators of the reader, nothing that was not given."""

from __future__ import annotations

import math

import numpy as np
import plotly.graph_objects as go
import pytest

from budget.report import charts, charts_bars, charts_spread
from budget.report.chart_style import (
    Look,
    Scale,
    Series,
    frame,
    room_around,
    short_name,
    spread,
)
from budget.report.letters import without_middle
from budget.report.numbers import Numbers
from budget.report.palette import DARK, LIGHT, THEMES, contrast, palette

BILLION = 1_000_000_000
YEARS = (2022, 2023, 2024)
SCHOOLS = ("MN Hoa Sen", "TH Đồi Cát")
SERIES = [
    Series("Mầm non", [100 * BILLION, 110 * BILLION, 120 * BILLION]),
    Series("THCS", [50 * BILLION] * 3),
]
STATUS_QUO = Series("Hiện trạng", [150 * BILLION, 155 * BILLION, 160 * BILLION])
GROUPS = ("Nhóm 1", "Nhóm 2", "Nhóm 3a", "Nhóm 3b", "Nhóm 3c", "Nhóm 4")
BANDS = ("giảm trên 5 %", "giảm đến 5 %", "không đổi", "tăng đến 5 %", "tăng trên 5 %")


def every_chart(look):
    return {
        "lines": charts.lines(
            look, YEARS, SERIES, "T", "S", status_quo=STATUS_QUO, levels=[(100 * BILLION, "mốc")]
        ),
        "bars": charts_bars.bars(
            look, SCHOOLS, [401e6, -21e6], "T", "S", signed=True, codes=["1", "2"], texts=SCHOOLS
        ),
        "before": charts_bars.before_after(
            look, SCHOOLS, [0.5, 0.9], [0.8, 0.7], "T", "S", codes=["1", "2"], texts=SCHOOLS
        ),
        "waterfall": charts.waterfall(look, ["A", "B", "C"], [5e9, -1e9, 4e9], [True, False, True], "T", "S"),
        "bands": charts_bars.bands(look, BANDS, [("A", [1, 2, 3, 4, 5])], "T", "S"),
        "groups": charts.groups_by_year(look, YEARS, GROUPS, [[1, 1, 1]] * 6, "T", "S"),
        "strips": charts_spread.strips(
            look, [Series("Mầm non", [0.1, 0.2])], "T", "S", middle=[(0.1, 0.15, 0.2)]
        ),
        "heat": charts_spread.heat(
            look, SCHOOLS, YEARS, np.array([[0.1, 0.2, math.nan], [0.4, 0.5, 0.6]]), "T", "S"
        ),
        "scatter": charts_spread.scatter(
            look, [("Mầm non", "#D98E04", [1], [0.5], ["x"], ["1"])], "T", "S", across="a", up="b"
        ),
        "fan": charts_spread.fan(
            look, YEARS, [1e9] * 3, [2e9] * 3, [3e9] * 3, "T", "S", status_quo=STATUS_QUO
        ),
        "tornado": charts_spread.tornado(look, ["lương"], [-1e9], [2e9], "T", "S"),
    }


@pytest.mark.parametrize("theme", THEMES)
def test_every_chart_keeps_the_house_style(theme):
    look = Look(theme, Numbers("vi"))
    for name, figure in every_chart(look).items():
        layout = figure.layout
        assert layout.title.text.startswith("<b>T</b><br>"), name
        assert palette(theme).secondary in layout.title.text, name
        assert layout.separators == ",.", name
        assert layout.paper_bgcolor == palette(theme).paper, name
        assert layout.font.family.startswith("Be Vietnam Pro"), name
        assert figure.to_json(), name
        # every property is one that Plotly knows: `drawn` does not ask it
        assert len(go.Figure(figure.to_dict()).data) == len(figure.data), name


def test_english_axes_have_english_separators():
    assert all(f.layout.separators == ".," for f in every_chart(Look("light", Numbers("en"))).values())


def test_titles_are_escaped_and_wrapped():
    figure = frame(Look(letters=20), "Chi hoạt động <b>của</b> 23 trường dưới định mức", "")
    assert (
        figure.layout.title.text
        == "<b>Chi hoạt động<br>&lt;b&gt;của&lt;/b&gt; 23 trường<br>dưới định mức</b>"
    )


def test_a_picture_names_the_plan_that_it_is_of():
    look = Look(plan="B. Giảm 10 %")
    said = (("T", "năm 2025"), ("B. Giảm 10 %: T", "năm 2025"))
    told = [frame(look, *one).layout.title.text for one in said]
    assert "năm 2025 · B. Giảm 10\N{NO-BREAK SPACE}%<" in told[0]
    assert " · " not in told[1]  # the title has it


def test_a_line_never_parts_a_number_from_its_percent_sign():
    # "Thiếu nguồn (Giảm 8" has 19 letters: the sign alone would go to the next line
    figure = frame(Look(letters=20), "Thiếu nguồn (Giảm 8 %)", "")
    assert figure.layout.title.text == "<b>Thiếu nguồn (Giảm<br>8\N{NO-BREAK SPACE}%)</b>"


def test_the_unit_of_money_fits_and_stands_in_the_subtitle():
    large = charts_bars.bars(Look(), ["A"], [12 * BILLION], "T", "năm 2025")
    assert "năm 2025 · tỷ đồng" in large.layout.title.text
    assert list(large.data[0].x) == [12.0]
    assert large.data[0].text == ("12,0",)
    small = charts_bars.bars(Look(), ["A"], [480_000_000], "T", "năm 2025")
    assert "năm 2025 · triệu đồng" in small.layout.title.text
    assert small.data[0].text == ("480",)


def test_the_status_quo_is_always_dashed_and_grey():
    for name in ("lines", "fan"):
        for theme in THEMES:
            dashed = [
                t
                for t in every_chart(Look(theme))[name].data
                if t.type == "scatter" and t.line.dash == "dash"
            ]
            assert [t.line.color for t in dashed] == [palette(theme).status_quo], name


def test_gains_and_losses_have_their_ink():
    bars = charts_bars.bars(Look(), SCHOOLS, [401e6, -21e6], "T", "", signed=True)
    assert bars.data[0].marker.color == (palette("light").gain, palette("light").loss)
    assert bars.data[0].text == ("+401", "−21")


def test_a_click_leads_to_the_unit():
    codes = ["0711", "0712"]
    figure = charts_bars.before_after(Look(), SCHOOLS, [0.5, 0.9], [0.8, 0.7], "T", "", codes=codes)
    assert all(list(trace.customdata) == codes for trace in figure.data)


def test_every_mark_of_a_chart_by_year_has_its_identity():
    own = [Series("A", [1e9] * 3, hover=YEARS, codes=["a", "b", "c"])]
    quo = Series("B", [2e9] * 3, hover=YEARS, codes=["d", "e", "f"])
    below, line, dashed = charts.lines(Look(), YEARS, own, "T", "", status_quo=quo).data
    # a line without markers gives no click; where lines meet the last one drawn has it
    assert (below.mode, list(below.customdata)) == ("markers", ["d", "e", "f"])
    assert (line.mode, list(line.customdata)) == ("lines+markers", ["a", "b", "c"])
    assert (dashed.mode, dashed.hoverinfo, dashed.customdata) == ("lines", "skip", None)
    assert len(charts.lines(Look(), YEARS, SERIES, "T", "", status_quo=STATUS_QUO).data) == len(SERIES) + 1


def test_a_cell_of_a_heat_map_is_a_bar_with_its_identity_and_its_colour():
    values = np.array([[-0.5, 0.0], [math.nan, 0.5]])
    codes = [["a0", "a1"], ["b0", "b1"]]
    figure = charts_spread.heat(Look(), ["A", "B"], ["x", "y"], values, "T", "", signed=True, codes=codes)
    first, second = figure.data
    assert (first.type, list(first.customdata), list(first.y)) == ("bar", ["a0"], [0])
    assert (list(second.customdata), list(second.y)) == (["a1", "b1"], [0, 1])
    p = palette("light")
    # six tenths of the ink on white: #C2552D -> 255 - 0,6 x (255 - C2, 55, 2D) = DA, 99, 81; #2A7F62 alike
    assert list(first.marker.color) == ["#DA9981"]
    assert list(second.marker.color) == [p.paper, "#7FB2A1"]
    plain = charts_spread.heat(Look(), ["A", "B"], ["x", "y"], values, "T", "")
    assert plain.data[0].marker.color == (p.ramp[0],)
    assert plain.data[1].marker.color[1] == p.ramp[3]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("signed", [True, False])
def test_the_figure_in_every_cell_of_a_heat_map_stands_out_from_it(theme: str, signed: bool):
    values = np.linspace(-0.5, 0.5, 41).reshape(-1, 1)
    rows = [str(n) for n in range(41)]
    (cells,) = charts_spread.heat(Look(theme), rows, ["x"], values, "T", "", signed=signed).data
    pairs = zip(cells.textfont.color, cells.marker.color, strict=True)
    # AA asks for 4,5 of small text; the inks of the theme, not plain black or white, reach it
    assert min(contrast(ink, cell) for ink, cell in pairs) >= 4.5
    assert {*cells.textfont.color} <= {LIGHT.ink, LIGHT.paper, DARK.on_accent, DARK.ink}


def test_bands_and_groups_carry_the_identity_of_each_piece():
    bands = charts_bars.bands(
        Look(), ["lên", "giữ", "xuống"], [("A", [1, 2, 3]), ("B", [4, 5, 6])], "T", "",
        codes=[["A1", "A2", "A3"], ["B1", "B2", "B3"]],
    )  # fmt: skip
    assert [list(t.customdata) for t in bands.data] == [["A1", "B1"], ["A2", "B2"], ["A3", "B3"]]
    groups = charts.groups_by_year(
        Look(), [2022, 2023], ["1", "2"], [[1, 2], [3, 4]], "T", "", codes=[["a", "b"], ["c", "d"]]
    )
    assert [list(t.customdata) for t in groups.data] == [["a", "b"], ["c", "d"]]
    steps = charts.waterfall(Look(), ["A", "B"], [1e9, 2e9], [False, True], "T", "", codes=["x", "y"])
    assert list(steps.data[0].customdata) == ["x", "y"]


def test_a_long_name_loses_its_middle():
    name = "Phương án 10 % - dành toàn bộ số giảm cho trường mầm non và tiểu học"
    short = without_middle(name, 40)
    # whole words within the first 14 letters, and within the 25 that are then left at the end
    assert short == "Phương án 10 … mầm non và tiểu học"
    assert len(short) <= 40
    assert without_middle(name, len(name)) == name
    school = "Ban Quản lý công trình công cộng"
    assert without_middle(school, 26) == "Ban Quản … trình công cộng"
    assert len(without_middle("x" * 90, 40)) <= 40


def test_bands_leave_room_for_what_each_bar_holds():
    rows = [("A", [5, 58, 9]), ("B", [0, 0, 72])]
    figure = charts_bars.bands(Look(letters=66), ["1", "2", "3"], rows, "T", "", ends=["x" * 26, "y"])
    assert [(a.x, a.y, a.text) for a in figure.layout.annotations] == [(72, 0, "x" * 26), (72, 1, "y")]
    # 66 letters of 7,2 px less 40 of margins and 6,6 of the name are 428,6; 26 letters and a gap take 191,6
    assert figure.layout.xaxis.range[1] == pytest.approx(72 * 428.6 / 237.0)
    bare = charts_bars.bands(Look(letters=66), ["1", "2", "3"], rows, "T", "")
    assert not bare.layout.annotations


def test_a_band_too_narrow_for_its_figure_bears_it_above():
    rows = [("A", [2, 1, 69]), ("B", [36, 0, 36])]
    figure = charts_bars.bands(Look(letters=66), ["1", "2", "3"], rows, "T", "", ends=["x" * 26, "y"])
    # as above 237 px hold 72 units, 3,29 px each; a figure of one digit takes 6,6 + 6 = 12,6 px
    pixels = 237 / 72
    above = [a for a in figure.layout.annotations if a.yshift > 0]
    assert [(a.x, a.y, a.text) for a in above] == [(1, 0, "2"), (2.5, 0, "1")]
    first, second = (a.x * pixels + a.xshift for a in above)
    assert second - first == pytest.approx(12.6)  # their bands lie 4,9 px apart
    assert [list(trace.text) for trace in figure.data] == [["", "36"], ["", ""], ["69", "36"]]


def test_before_and_after_show_what_came_and_what_went():
    figure = charts_bars.before_after(Look(), SCHOOLS, [0.5, 0.9], [0.8, 0.7], "T", "")
    told = [note.text.replace("\N{NO-BREAK SPACE}", " ") for note in figure.layout.annotations]
    assert told == ["50,0 % → <b>80,0 %</b>", "90,0 % → <b>70,0 %</b>"]
    kept, came, went = figure.data
    assert kept.x == pytest.approx([50, 70])
    assert came.x == pytest.approx([30, 0])
    assert came.base == pytest.approx([50, 90])
    assert went.x == pytest.approx([0, 20])
    assert went.base == pytest.approx([80, 70])


def test_lines_that_end_on_one_another_are_named_together():
    # 100,01 and 100,02 tỷ are one mark where the lines reach from 1 to 300 tỷ
    quo = Series("hiện trạng", [100 * BILLION, 100.01 * BILLION])
    ends = [Series("A", [BILLION, 100.02 * BILLION]), Series("B", [BILLION, 300 * BILLION])]
    figure = charts.lines(Look(), YEARS[:2], ends, "T", "", status_quo=quo)
    assert [note.text for note in figure.layout.annotations] == ["A, hiện trạng", "B"]
    # names that do not fit stand apart, one above the other
    long = [Series("Giảm mạnh, dồn cho mầm non", [BILLION, 100 * BILLION])]
    apart = charts.lines(Look(), YEARS[:2], long, "T", "", status_quo=quo)
    assert [note.text for note in apart.layout.annotations] == ["Giảm mạnh, dồn cho mầm non", "hiện trạng"]


def test_six_plans_that_end_at_few_places_need_no_legend():
    # three names of the plans and of the status quo: A with it at 0, B to E at 100, F at 200 tỷ
    quo = Series("hiện trạng", [0, 0])
    ends = {"A": 0, "B": 100, "C": 100, "D": 100, "E": 100, "F": 200}
    six = [Series(name, [0, at * BILLION]) for name, at in ends.items()]
    figure = charts.lines(Look(), YEARS[:2], six, "T", "", status_quo=quo)
    assert not figure.layout.showlegend
    assert [note.text for note in figure.layout.annotations] == ["A, hiện trạng", "B, C, D, E", "F"]
    # five that lie on the dashed line all the way are one name beside its own, and the widest is 10 px
    flat = [Series(name, [0, 0]) for name in ("A", "B", "B2", "B3", "B4")]
    figure = charts.lines(Look(), YEARS[:2], [*flat, six[-1]], "T", "", status_quo=quo)
    assert not figure.layout.showlegend
    assert {note.text for note in figure.layout.annotations} == {"A, B, B2, B3, B4", "hiện trạng", "F"}
    assert [line.line.width for line in figure.data] == [10, 8, 6, 4, 2, 2, 2]
    # seven names apart are too many
    apart = [Series(name, [0, (n + 1) * 100 * BILLION]) for n, name in enumerate(ends)]
    assert charts.lines(Look(), YEARS[:2], apart, "T", "", status_quo=quo).layout.showlegend


def test_names_of_lines_that_meet_at_the_end_stand_in_the_order_of_the_lines():
    # in the middle year 5, 8 and 2 tỷ: the fast one is named on top, the slow one at the bottom
    paces = {"Như đang đặt": 5, "Nhanh trước": 8, "Chậm trước": 2}
    met = [Series(name, [0, middle * BILLION, 10 * BILLION]) for name, middle in paces.items()]
    notes = charts.lines(Look(), YEARS, met, "T", "").layout.annotations
    assert [note.text for note in sorted(notes, key=lambda note: note.y)] == [
        "Chậm trước",
        "Như đang đặt",
        "Nhanh trước",
    ]


def test_names_at_the_ends_are_apart_by_the_height_that_the_thresholds_take():
    # 6,0 % and 6,4 %: within 0,94 points, a hundredth of the height from 6 to the threshold of 100 %
    quo, plan = Series("Hiện trạng", [0.09, 0.064]), [Series("Phương án", [0.09, 0.06])]
    figure = charts.lines(
        Look(), YEARS[:2], plan, "T", "", status_quo=quo, measure="percent", levels=[(1.0, "Nhóm 2")]
    )
    assert [note.text for note in figure.layout.annotations] == ["Nhóm 2", "Phương án, Hiện trạng"]


def test_a_line_that_ends_before_the_others_is_named_at_its_own_last_year():
    nan = float("nan")
    own = [Series("Giảm 10 %", [0.0, 3 * BILLION, nan]), Series("A", [0.0, BILLION, 2 * BILLION])]
    figure = charts.lines(Look(), YEARS[:3], own, "T", "")
    assert [(note.text, note.x) for note in figure.layout.annotations] == [("Giảm 10 %", 1), ("A", 2)]
    assert not figure.layout.showlegend
    # where another line goes on through the place of its name, a legend names all
    own = [Series("Giảm 10 %", [0.0, BILLION, nan]), Series("A", [0.0, BILLION, 2 * BILLION])]
    figure = charts.lines(Look(), YEARS[:3], own, "T", "")
    assert not figure.layout.annotations
    assert figure.layout.showlegend


def test_two_units_of_one_name_have_two_bars():
    figure = charts_bars.bars(Look(), ["TH Số 1", "TH Số 1"], [1e9, 2e9], "T", "")
    assert list(figure.data[0].y) == [0, 1]
    assert list(figure.layout.yaxis.ticktext) == ["TH Số 1", "TH Số 1"]


def test_what_is_not_known_is_not_drawn():
    figure = charts_spread.heat(Look(), ["A"], ["2022", "2023"], np.array([[0.5, math.nan]]), "T", "")
    assert [list(trace.text) for trace in figure.data] == [["50,0\xa0%"], []]
    assert (
        charts_bars.before_after(Look(), ["A"], [math.nan], [math.nan], "T", "").layout.annotations[0].text
        == "<b></b>"
    )
    assert Scale.of(Look(), "money", [math.nan]).text(math.nan) == ""


@pytest.mark.parametrize(
    ("values", "zero", "step", "form"),
    [
        # 0,7 over six steps asks for 0,2: 0,6 · 0,8 · 1,0 · 1,2, never 1 beside 0,8
        ([0.5, 1.2], False, 0.2, ",.1f"),
        ([0.5, 1.3], True, 0.5, ",.1f"),
        ([250.0, 450.0], False, 50.0, ",.0f"),
        ([0.0, 0.02], False, 0.005, ",.3f"),
        ([3.0, 3.0], False, 1.0, ",.0f"),
    ],
)
def test_the_figures_of_an_axis_have_the_same_decimals(values, zero, step, form):
    axis = Scale.of(Look(), "decimal", values).axis(zero=zero)
    assert (axis["dtick"], axis["tickformat"]) == (pytest.approx(step), form)


def test_many_dots_fall_on_the_same_places_each_time():
    first, second = (charts_spread.strips(Look(), [Series("A", [0.1] * 50)], "T", "") for _ in range(2))
    assert list(first.data[0].y) == list(second.data[0].y)
    assert max(abs(y) for y in first.data[0].y) <= 0.31


def test_labels_move_apart_and_keep_their_order():
    assert spread([1.0, 1.1, 5.0], 1.0) == [1.0, 2.0, 5.0]
    assert spread([3.0, 1.0], 1.0) == [3.0, 1.0]


def test_an_axis_leaves_room_for_figures_on_both_sides():
    assert room_around([10.0, -10.0]) == [-14.0, 14.0]
    assert room_around([10.0]) == [0.0, 12.0]


def test_the_figures_of_a_tornado_stand_clear_of_the_names_of_its_factors():
    figure = charts_spread.tornado(Look(), ["giá"], [-2_388e6], [2_482e6], "T", "")
    low, high = figure.layout.xaxis.range
    # −2.388 takes some 45 px, a fifth of a plot of 220 px
    assert (-2_388 - low) / (high - low) > 0.2
    assert (high - 2_482) / (high - low) > 0.2


def test_long_names_are_cut_on_the_axis_only():
    assert short_name("Trường Tiểu học Trần Phú", 14) == "Trường Tiểu h…"
    assert short_name("TH Trần Phú", 12) == "TH Trần Phú"


def test_the_figures_of_a_bar_never_lie_across_the_line_to_reach():
    figure = charts_bars.before_after(Look(), SCHOOLS, [0.2, 0.9], [0.3, 0.95], "T", "")
    # between 95 % and the line at 100 % is no room for words, so all stand beyond it, in one column
    assert [note.x for note in figure.layout.annotations] == [100, 100]
    beyond = charts_bars.before_after(Look(), SCHOOLS, [0.2, 0.9], [0.3, 1.2], "T", "")
    assert [note.x for note in beyond.layout.annotations] == [30, 120]
    # from 60 to 100 % of a scale to 147 % are 86 pixels: in a browser “38,0 % → 60,0 %” takes 99
    narrow = charts_bars.before_after(Look(letters=78), SCHOOLS, [0.38, 0.39], [0.6, 1.47], "T", "")
    assert [note.x for note in narrow.layout.annotations] == [100, 147]
