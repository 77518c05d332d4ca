"""Tables: what they print, that everything is escaped, and that sums are shown as given."""

from __future__ import annotations

import io
import math
import re

import openpyxl
import pytest

from budget.report.headings import unbroken
from budget.report.table_files import to_csv
from budget.report.table_sheet import to_xlsx
from budget.report.tables import Column, Row, Table, grouped, numbered, roman
from budget.report.words import Words
from tests.conftest import ROOT

MILLION = 1_000_000
VI, EN = Words("vi"), Words("en")

COLUMNS = (
    Column("name", "Đơn vị"),
    Column("pupils", "Học sinh", "count"),
    Column("support", "Hiện trạng", "money", help="S0, theo TT 56/2022/TT-BTC"),
    Column("change", "Tăng", "signed"),
    Column("share", "%", "percent"),
)


def school(name: str, pupils: int, support: float, change: float, share: float) -> Row:
    cells = {"name": name, "pupils": pupils, "support": support, "change": change, "share": share}
    return Row(cells)


def city() -> Table:
    sums = {
        "name": "Mầm non (2)",
        "pupils": 598,
        "support": 8405 * MILLION,
        "change": 723 * MILLION,
        "share": 0.086,
    }
    rows = grouped(
        [
            (
                sums,
                [
                    school("MN Hoa Sen", 286, 4015 * MILLION, 401 * MILLION, 0.09987),
                    school("MN Hướng Dương", 312, 4390 * MILLION, 322 * MILLION, 0.0733),
                ],
            )
        ],
        {**sums, "name": "Tổng cộng (2)"},
    )
    return Table("Kinh phí tăng", COLUMNS, rows)


def printed(values: list[float], total: float, unit: str = "million") -> list[str]:
    rows = numbered([Row({"x": v}) for v in values], {"x": total})
    return [
        line["x"] for line in Table("", (Column("x", "X", "money"),), rows).printed(Words("vi", unit).numbers)
    ]


def test_groups_are_numbered_and_figures_printed_in_the_language():
    lines = city().printed(VI.numbers)
    assert [row.number for row in city().rows] == ["I", "1", "2", ""]
    assert lines[1] == {
        "name": "MN Hoa Sen",
        "pupils": "286",
        "support": "4.015",
        "change": "+401",
        "share": "9,9\xa0%",
    }
    assert city().printed(EN.numbers)[3]["support"] == "8,405"


ROMANS = ["I", "III", "IV", "V", "IX", "X", "XIV", "XIX", "XXVI"]


def test_roman_numbers():
    assert [roman(n) for n in (1, 3, 4, 5, 9, 10, 14, 19, 26)] == [
        "I",
        "III",
        "IV",
        "V",
        "IX",
        "X",
        "XIV",
        "XIX",
        "XXVI",
    ]


def test_zero_is_a_dash_and_missing_stays_blank():
    columns = (Column("x", "X", "money"), Column("y", "Y", "percent"), Column("z", "Z"))
    lines = Table("", columns, [Row({"x": 0, "y": 0.0, "z": ""}), Row({"x": math.nan, "y": None})]).printed(
        VI.numbers
    )
    assert lines == [{"x": "-", "y": "-", "z": ""}, {"x": "", "y": "", "z": ""}]


def test_a_missing_figure_has_a_mark_and_zero_has_none():
    html = Table("", (Column("x", "X", "money"),), [Row({"x": None}), Row({"x": 0})]).to_html(VI)
    assert html.count('<span class="missing" title="chưa có số"></span>') == 1
    assert "<td>-</td>" in html


def test_everything_is_escaped():
    evil = '<script>alert("x")</script>'
    table = Table(
        evil,
        (Column("name", evil, help=evil), Column("x", "X", "count")),
        [
            Row({"name": evil, "x": 1}, number=evil, link='"><b>', notes={"x": evil}),
            Row({"name": None}, "total"),
        ],
    )
    html = table.to_html(VI)
    assert "<script" not in html
    assert "<b>" not in html
    assert html.count("&lt;script&gt;") == 6


def test_a_row_leads_by_its_name_and_a_cell_by_its_figure():
    columns = (Column("code", "Mã"), Column("name", "Tên"), Column("x", "X", "count"))
    unit = Row({"code": "1", "name": "A", "x": 5}, link="/unit?unit=1&a=b", links={"x": "/unit?x"})
    head = Row({"name": "Nhóm", "x": 5}, links={"x": "/unit?g"})
    rows = grouped([(head, [unit])], Row({"code": "T", "x": 5}, link="/unit"))
    assert [(row.level, row.number) for row in rows] == [("group", "I"), ("unit", "1"), ("total", "")]
    html = Table("", columns, rows).to_html(VI)
    assert '<td class="text code">1</td>' in html
    assert '<td class="text"><a href="/unit?unit=1&amp;a=b" target="_self">A</a>' in html
    # by keyboard the name is enough; where no name leads, the figure does
    assert '<a class="cell" href="/unit?x" target="_self" tabindex="-1">5</a>' in html
    assert '<a class="cell" href="/unit?g" target="_self">5</a>' in html
    # without a name the first cell that says something
    assert '<a href="/unit" target="_self">T</a>' in html


def test_differences_are_inked_by_what_is_good():
    columns = (
        Column("a", "A", "signed"),
        Column("b", "B", "signed", good="down"),
        Column("c", "C", "signed", good="none"),
    )
    html = Table("", columns, [Row({"a": 5 * MILLION, "b": 5 * MILLION, "c": -5 * MILLION})]).to_html(VI)
    assert re.findall(r"<td([^>]*)>([^<]*)</td>", html) == [
        (' class="gain"', "+5"),
        (' class="loss"', "+5"),
        ("", "−5"),
    ]


def test_what_prints_as_nothing_is_neither_gain_nor_loss():
    columns = (Column("a", "A", "signed"), Column("b", "B", "percent_signed"))
    rows = [Row({"a": -999_999, "b": -0.0009}), Row({"a": -MILLION, "b": -0.001})]
    html = Table("", columns, rows).to_html(VI)
    assert re.findall(r"<td([^>]*)>([^<]*)</td>", html) == [
        ("", "−1"),
        ("", "0,0\xa0%"),
        (' class="loss"', "−1"),
        (' class="loss"', "−0,1\xa0%"),
    ]


def test_a_cell_that_tells_of_something_bad_has_the_ink_of_a_loss():
    row = Row({"x": 5, "y": "khó đạt"}, warned=frozenset({"y"}))
    html = Table("", (Column("x", "X", "count"), Column("y", "Y")), [row]).to_html(VI)
    assert re.findall(r"<td([^>]*)>([^<]*)</td>", html) == [("", "5"), (' class="text loss"', "khó đạt")]


def test_estimates_are_marked():
    row = Row({"x": 5}, estimated=frozenset({"x"}), notes={"x": "ước 15 % tiền lương"})
    html = Table("", (Column("x", "X", "count"),), [row]).to_html(VI)
    assert '<td class="estimated" title="ước 15 % tiền lương">5</td>' in html


@pytest.mark.parametrize(
    ("values", "total", "rows"),
    [
        # 1,4 + 1,4 + 1,2 = 4,0
        ([1_400_000, 1_400_000, 1_200_000], 4_000_000, ["1", "1", "1", "4"]),
        # 0,5 + 0,5 = 1
        ([500_000, 500_000], 1_000_000, ["1", "1", "1"]),
        # a decrease: -1,6 - 1,6 = -3,2; the half goes away from nothing
        ([-1_600_000, -1_600_000], -3_200_000, ["−2", "−2", "−3"]),
        ([-2_500_000, 2_500_000], 0, ["−3", "3", "-"]),
        ([3_000_000, 0, 2_000_000], 5_000_000, ["3", "-", "2", "5"]),
    ],
)
def test_every_row_is_its_own_value_half_up(values, total, rows):
    assert printed(values, total) == rows


def test_a_total_that_is_not_the_sum_is_shown_as_given():
    assert printed([1_400_000, 1_400_000], 9_000_000) == ["1", "1", "9"]


def rows_of(table: Table, words: Words) -> list[list[str]]:
    """The cells of a table's rows as they are read."""
    body = re.findall(r"<tr class=.*?</tr>", table.to_html(words))
    return [[re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<td.*?</td>", row)] for row in body]


def test_where_printed_rows_miss_their_printed_total_a_line_says_what_rounding_leaves():
    # 1,4 + 1,4 prints 1 + 1, and 2,8 prints 3; 0,6 + 0,6 prints 1 + 1, and 1,2 prints 1; 2,8 + 1,2 is 4
    columns = (Column("name", "Đơn vị"), Column("x", "X", "money"), Column("d", "D", "signed"))
    halves = [1_400_000, 600_000]
    groups = [
        (
            {"name": name, "x": 2 * x, "d": -2 * x},
            [Row({"name": f"{name}{k}", "x": x, "d": -x}) for k in (1, 2)],
        )
        for name, x in zip("AB", halves, strict=True)
    ]
    table = Table("", columns, grouped(groups, {"name": "Tổng cộng", "x": 4 * MILLION, "d": -4 * MILLION}))
    papers = table.with_rounding(VI)
    cells = [
        [row.number, *texts.values()]
        for row, texts in zip(papers.rows, papers.printed(VI.numbers), strict=True)
    ]
    assert cells == [
        ["I", "A", "3", "−3"],
        ["1", "A1", "1", "−1"],
        ["2", "A2", "1", "−1"],
        ["", "Làm tròn", "1", "−1"],
        ["II", "B", "1", "−1"],
        ["1", "B1", "1", "−1"],
        ["2", "B2", "1", "−1"],
        ["", "Làm tròn", "−1", "+1"],
        ["", "Tổng cộng", "4", "−4"],
    ]
    # on a page 1 + 1 + 1 + 1 make the 4: no line; of each group its cells say what their rows come to
    assert [row[1] for row in rows_of(table, VI)] == ["A", "A1", "A2", "B", "B1", "B2", "Tổng cộng"]
    marked = re.findall(
        r'<td class="(?:\w+ )?rounded" title="[^"]*được (\S+), lệch[^"]*">([^<]*)<', table.to_html(VI)
    )
    assert marked == [("2", "3"), ("−2", "−3"), ("2", "1"), ("−2", "−1")]
    exact = table.with_rounding(Words("vi", "dong")).rows
    assert not [row for row in exact if row.level == "rounding"]
    assert "rounded" not in table.to_html(Words("vi", "dong"))


def test_a_page_has_one_line_for_what_rounding_leaves_of_all_groups():
    """1,4 + 1,4 print 1 + 1 and come to 3; 1,4 alone prints 1: 1 + 1 + 1 of the 4 (4,2), and 3 + 1 of it."""
    columns = (Column("name", "Đơn vị"), Column("x", "X", "money"))
    parts = [Row({"name": name, "x": 1_400_000}) for name in ("A1", "A2", "B1")]
    groups = [({"name": "A", "x": 2_800_000}, parts[:2]), ({"name": "B", "x": 1_400_000}, parts[2:])]
    table = Table("", columns, grouped(groups, {"name": "Tổng cộng", "x": 4_200_000}))
    rows = rows_of(table, VI)
    assert [row[1] for row in rows] == ["A", "A1", "A2", "B", "B1", "Làm tròn", "Tổng cộng"]
    assert rows[-2] == ["", "Làm tròn", "1"]
    assert re.findall(r'title="[^"]*được (\S+), lệch', table.to_html(VI)) == ["2"]
    # a group that lists none of its units stands for them: 3 + 1 make the 4
    short = Table("", columns, [Row({"name": "A", "x": 2_800_000}, "group"), *table.rows[3:]])
    assert [row[1] for row in rows_of(short, VI)] == ["A", "B", "B1", "Tổng cộng"]


def test_groups_without_a_total_have_a_line_each():
    columns = (Column("name", "Đơn vị"), Column("x", "X", "money"))
    parts = [Row({"name": name, "x": 1_400_000}) for name in ("A1", "A2")]
    table = Table("", columns, grouped([({"name": "A", "x": 2_800_000}, parts)]))
    assert rows_of(table, VI)[-1] == ["", "Làm tròn", "1"]


def test_rows_that_are_not_those_of_a_total_leave_nothing_to_rounding():
    rows = numbered([Row({"name": "A", "x": 1_400_000})], {"name": "Tổng cộng", "x": 9_400_000})
    table = Table("", (Column("name", "Đơn vị"), Column("x", "X", "money")), rows)
    assert [row[1] for row in rows_of(table, VI)] == ["A", "Tổng cộng"]


def test_in_dong_nothing_is_moved():
    assert printed([1_400_001, 1_399_999], 2_800_000, "dong") == ["1.400.001", "1.399.999", "2.800.000"]


def test_a_code_stays_on_one_line():
    row = Row({"code": "TAM-/020", "name": "Trường TH Lê Lợi"})
    html = Table("", (Column("code", "Mã"), Column("name", "Tên")), [row]).to_html(VI)
    assert '<td class="text code">TAM-/020</td>' in html
    style = (ROOT / "pages" / "shared" / "style.css").read_text(encoding="utf-8")
    assert ".figures .code { white-space: nowrap; }" in style


def test_the_frame_holds_values_or_words():
    table = Table("", COLUMNS, [school("MN Hoa Sen", 286, 4015 * MILLION, 0, 0.1)])
    assert table.to_frame()["Hiện trạng"].tolist() == [4015 * MILLION]
    assert table.to_frame(VI.numbers).iloc[0].tolist() == ["MN Hoa Sen", "286", "4.015", "-", "10,0\xa0%"]


def test_csv_opens_in_the_excel_of_the_language():
    data = to_csv(city(), VI).decode("utf-8-sig").splitlines()
    assert data[0] == "STT;Đơn vị;Học sinh;Hiện trạng (triệu đồng);Tăng (triệu đồng);%"
    assert data[2] == "1;MN Hoa Sen;286;4015;401;0,09987"
    assert to_csv(city(), EN).decode("utf-8-sig").splitlines()[2] == "1,MN Hoa Sen,286,4015,401,0.09987"
    assert to_csv(city(), VI).startswith(b"\xef\xbb\xbf")


def test_csv_keeps_what_the_screen_rounds_and_runs_no_formula():
    columns = (Column("name", "Tên"), Column("x", "X", "money"))
    data = to_csv(
        Table("", columns, [Row({"name": "=1+1", "x": 116_955_001}), Row({"name": "A", "x": None})]), VI
    )
    assert data.decode("utf-8-sig").splitlines()[1:] == ["'=1+1;116,955001", "A;"]


def test_a_share_leaves_so_that_it_agrees_with_the_screen():
    """-470 of 5.421 triệu đồng is -0,0867011...: 8,6 % on the screen, which Excel would round to 8,7 %."""
    table = Table("T", [Column("x", "X", "percent_signed")], [Row({"x": -0.08670102777308812})])
    assert table.printed(VI.numbers) == [{"x": "−8,6\xa0%"}]
    cell = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, VI))).active["A4"]
    assert (cell.value, cell.number_format) == (-0.086, "+0.0%;-0.0%;0.0%")
    # in millionths, as shares are published
    assert to_csv(table, VI).decode("utf-8-sig").splitlines()[1] == "-0,086701"


def test_short_pairs_and_percents_in_a_heading_stay_on_a_line():
    whole = '<span class="whole">{}</span>'.format
    assert unbroken("Tổng số giảm, tỷ lệ") == f"Tổng số giảm, {whole('tỷ lệ')}"
    assert unbroken("Chậm trước 10 %") == f"Chậm trước {whole('10 %')}"
    # a percent sign without its figure is a word like others
    assert unbroken("Giảm, % hiện trạng") == "Giảm, % hiện trạng"
    # "so với" is six letters with its space, and may break
    assert unbroken("chỉ tiêu so với A & B") == f"chỉ tiêu so {whole('với A')} {whole('&amp; B')}"


def test_figures_of_several_kinds_in_one_column_stay_figures_in_a_file():
    columns = (Column("what", "Chỉ tiêu"), Column("plan", "A", "figure"))
    table = Table(
        "Chỉ tiêu",
        columns,
        [
            Row({"what": "Tổng", "plan": 1_500_000}, kinds={"plan": "money"}),
            Row({"what": "Tỷ lệ", "plan": 0.125}, kinds={"plan": "percent"}),
            Row({"what": "Đơn vị", "plan": "30 · 6"}),
        ],
    )
    said = to_csv(table, VI).decode("utf-8-sig").splitlines()
    assert said == ["Chỉ tiêu;A", "Tổng;1,5", "Tỷ lệ;0,125", "Đơn vị;30 · 6"]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, VI))).active
    cells = [row[1] for row in sheet.iter_rows(min_row=4, max_row=6)]
    assert [cell.value for cell in cells] == [1.5, 0.125, "30 · 6"]
    assert [cell.number_format.split(";")[0] for cell in cells] == ["#,##0", "0.0%", "General"]


def test_excel_holds_the_same_table_as_figures():
    data = to_xlsx(city(), VI)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert (sheet.title, sheet["A1"].value) == ("Kinh phí tăng", "Kinh phí tăng")
    assert sheet["F2"].value == "Đơn vị tính: triệu đồng"
    assert [c.value for c in sheet[3]] == ["STT", "Đơn vị", "Học sinh", "Hiện trạng", "Tăng", "%"]
    assert [c.value for c in sheet[5]] == ["1", "MN Hoa Sen", 286, 4015, 401, 0.099]
    assert [c.value for c in sheet[7]][1:4] == ["Tổng cộng (2)", 598, 8405]
    assert sheet["D7"].font.bold
    assert to_xlsx(city(), VI) == data


def test_excel_prints_what_the_screen_prints():
    columns = (
        Column("p", "P", "percent"),
        Column("m", "M", "money"),
        Column("d", "D", "decimal"),
        Column("r", "R", "rate"),
    )
    rows = [Row({"p": 0.0099598, "m": 1_600_000, "d": 1.726, "r": 0.19})]
    rows += [Row({"p": 0.0004, "m": 400_000, "d": 0.004, "r": 0.025}), Row({"p": 0.0, "m": 0, "d": 2e-16})]
    table = Table("T", columns, rows)
    printed = [list(row.values()) for row in table.printed(VI.numbers)]
    # 0,99598 % is cut and not rounded to 1,0 %; a share, an amount of something never read as none
    assert printed[0] == ["0,9\xa0%", "2", "1,73", "19\xa0%"]
    assert printed[1] == ["0,0\xa0%", "0", "0,004", "2,5\xa0%"]
    assert printed[2] == ["-", "-", "-", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, VI))).active
    cells = [[(cell.value, cell.number_format) for cell in row] for row in sheet.iter_rows(4, 6)]
    assert cells[0] == [(0.009, "0.0%"), (1.6, '#,##0;-#,##0;"-"'), (1.726, "#,##0.00"), (0.19, "0%")]
    assert cells[1] == [
        (0, "0.0%"),
        (0.4, "[>=0.5]#,##0;[<=-0.5]-#,##0;0"),
        (0.004, "#,##0.000"),
        (0.025, "0.0%"),
    ]
    assert cells[2][:3] == [(0, '0;0;"-"')] * 3


def test_the_excel_says_at_its_foot_that_percents_are_cut_and_of_which_plan_it_is():
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(city(), VI, "Phương án: A"))).active
    assert [sheet["A8"].value, sheet["A9"].value] == [VI.t("table.percent_cut"), "Phương án: A"]
    plain = Table("T", (Column("name", "Tên"),), [Row({"name": "A"})])
    assert openpyxl.load_workbook(io.BytesIO(to_xlsx(plain, VI))).active.max_row == 4


def test_the_head_of_a_group_is_printed_with_its_first_row():
    columns = (Column("unit", "Đơn vị"), Column("x", "X", "count"))
    # 495 points lie on a page: title 18, unit and head 15 each take 48, and 29 rows of 15 take 435
    first = [Row({"unit": f"A{n}", "x": 1}) for n in range(27)]
    second = [Row({"unit": f"B{n}", "x": 1}) for n in range(20)]
    rows = grouped([({"unit": "I", "x": 27}, first), ({"unit": "II", "x": 20}, second)])
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(Table("T", columns, rows), VI))).active
    # the head of II is row 32 of the sheet: the break comes before it, after row 31
    assert sheet["B32"].value == "II"
    assert [one.id for one in sheet.row_breaks.brk] == [31]


def test_a_multiple_of_nothing_is_a_dash_even_where_division_left_a_trace():
    table = Table("T", [Column("x", "TN", "decimal")], [Row({"x": x}) for x in (0.0, 2e-16, -2e-16, 0.03)])
    assert [row["x"] for row in table.printed(Words().numbers)] == ["-", "-", "-", "0,03"]


@pytest.mark.parametrize(("language", "said"), [("vi", "99,97 % ghi 99,9 %"), ("en", "99.97% reads 99.9%")])
def test_a_column_of_percents_says_that_they_are_cut(language: str, said: str):
    columns = [
        Column("a", "A", "percent", help="phần của tổng"),
        Column("b", "B", "percent_signed"),
        Column("c", "C", "rate"),
    ]
    head = Table("T", columns, [Row({"a": 0.9997, "b": 0.1, "c": 0.19})]).to_html(Words(language))
    assert head.replace("\N{NO-BREAK SPACE}", " ").count(said) == 2
    assert "phần của tổng\n" in head


def test_a_lone_dash_is_no_formula_and_all_others_stay_guarded():
    texts = ["-", "-1+1", "=1+1", "+1", "@x"]
    table = Table("T", (Column("x", "X"),), [Row({"x": text}) for text in texts])
    lines = to_csv(table, VI).decode("utf-8-sig").splitlines()[1:]
    assert lines == ["-", "'-1+1", "'=1+1", "'+1", "'@x"]


def test_a_rate_is_a_figure_in_a_file_and_words_in_its_column_stay():
    column = Column("x", "X", "rate", zero=VI.numbers.rate(0))
    table = Table("T", (column,), [Row({"x": x}) for x in (1.0, 0.985, 0.0, "-")])
    assert [line["x"] for line in table.printed(VI.numbers)] == ["100\xa0%", "98,5\xa0%", "0\xa0%", "-"]
    assert to_csv(table, VI).decode("utf-8-sig").splitlines()[1:] == ["1", "0,985", "0", "-"]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, VI))).active
    cells = [(sheet[f"A{line}"].value, sheet[f"A{line}"].number_format) for line in range(4, 8)]
    assert cells == [(1, "0%"), (0.985, "0.0%"), (0, "0%"), ("-", "General")]


def test_money_to_the_dong_is_a_figure_whatever_the_unit_of_the_table():
    columns = (Column("each", "Mỗi HS, tháng (đồng)", "dong"), Column("x", "X", "money"))
    # 4.867.127.785,2001 đồng are 4.867.127.785 before they are millions
    table = Table("T", columns, [Row({"each": 147_181.6, "x": 4_867_127_785.2001})])
    assert table.printed(VI.numbers) == [{"each": "147.182", "x": "4.867"}]
    lines = to_csv(table, VI).decode("utf-8-sig").splitlines()
    assert lines == ["Mỗi HS, tháng (đồng);X (triệu đồng)", "147182;4867,127785"]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, VI))).active
    assert (sheet["A4"].value, sheet["A4"].number_format) == (147_182, '#,##0" đồng";-#,##0" đồng"')
    assert sheet["B4"].value == 4867.127785
