"""The pages Kiểm tra and Danh sách đơn vị: what came in, what is missing, what was found."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest

from budget.findings import NOTE, Finding
from budget.report.words import Words
from budget.store import IMPORT, Batch, open_store
from budget.units import COLUMNS, Source
from pages.shared import grid
from tests.plan_pages import html

ROWS = [
    {"code": "1", "name": "Trường MN Hoa Sen", "kind": "preschool", "pupils": 200, "salary": 2_400_000_000},
    {"code": "2", "name": "Trường TH Lê Lợi", "kind": "primary", "pupils": 600, "salary": 5_200_000_000},
]


def stored(year: int = 2025, rows=ROWS) -> int:
    cell = Source(file="a.xlsx", sheet="Sheet1", cell="E5", text="2400")
    found = [
        Finding("hidden_columns", NOTE, file="a.xlsx", sheet="Sheet1", numbers={"count": 2, "columns": "X"})
    ]
    batch = Batch(year, rows, {"1": {"salary": cell}}, found, origin=IMPORT)
    return open_store().add_data([batch], "t")[0].id


def opened(app, page: str, lang: str = "vi"):
    app.query_params["lang"] = lang
    app.switch_page(f"pages/data/{page}.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", ["check", "units"])
def test_without_data_a_page_says_what_it_will_show(app, page):
    assert Words("vi").t(f"{page}.empty_title") in html(opened(app, page))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_checks_name_the_units_that_have_not_sent_and_the_findings(app, lang):
    stored(2024)
    stored(2025, ROWS[:1])
    w = Words(lang)
    page = html(opened(app, "check", lang))
    assert w.t("check.sentence", n=1, year=2025, lacking=1) in page
    assert "Trường TH Lê Lợi" in page
    assert w.finding(Finding("hidden_columns", NOTE, numbers={"count": 2, "columns": "X"})) in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_list_has_every_unit_and_the_sum_of_its_rows(app, lang):
    stored()
    w = Words(lang)
    page = html(opened(app, "units", lang))
    assert "Trường MN Hoa Sen" in page
    assert w.t("units.total", n=2) in page
    assert w.numbers.money(7_600_000_000) in page


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pay_that_is_not_there_yet_is_named_and_never_a_zero(app, lang):
    """Lê Lợi sent no pay: named on Kiểm tra and beside the data, blank in the list, and to be completed."""
    rows = [ROWS[0] | {"support": 1}, {**ROWS[1], "salary": 0, "support": 1}]
    stored(2025, rows)
    w = Words(lang)
    opened(app, "check", lang)
    assert w.t("check.pending_title", n=1, column="salary") in html(app)
    assert w.t("app.data_pending", n=1, column="salary") in html(app)
    app.button(key="check.complete.salary").click().run()
    assert not app.exception
    assert w.t("units.pending") in html(app)
    line = next(row for row in html(app).split("<tr") if ">Trường TH Lê Lợi</a>" in row)
    assert 'class="missing"' in line


HEAD = ["STT", "Mã đơn vị", "Tên đơn vị", "Loại hình", "Lĩnh vực", "Phường, xã", "Cơ quan quản lý"]


def line_of(page: str, name: str) -> str:
    return next(row for row in page.split("<tr") if f">{name}</a>" in row)


def files_of_the_list(app, monkeypatch, name: str = "listing") -> tuple[list[list[str]], list[list[object]]]:
    """What the CSV and the Excel file of the list, or of another table there, hold, cell by cell."""
    kept = {}

    def keep(listed, table, key):
        kept.setdefault(key, (listed, table))

    monkeypatch.setattr(grid, "downloads", keep)
    opened(app, "units")
    listed, table = kept[name]
    w = Words("vi", "million")
    text = grid.to_csv(listed, w).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(grid.to_xlsx(table, w))).active
    return list(csv.reader(io.StringIO(text), delimiter=";")), [list(row) for row in sheet.values]


def given() -> None:
    """Hoa Sen: 200 pupils, no fee (a cell says 0), 15 posts, 300 million for its work; Lê Lợi: pay alone."""
    rows = [
        {**ROWS[0], "ward": "Phường 1", "tuition": 0, "staff_quota": 15, "professional": 300_000_000},
        {**ROWS[1], "pupils": 0, "tuition": 0, "essential": True},
    ]
    cells = {
        "1": {"tuition": Source(file="a.xlsx", sheet="Sheet1", cell="F5", text="0")},
        "2": {"tuition": Source(file="a.xlsx", sheet="Sheet1", cell="F6", text="")},
    }
    open_store().add_data([Batch(2025, rows, cells, [], origin=IMPORT)], "t")


def test_what_the_office_did_not_give_is_blank_with_a_mark_and_a_given_zero_is_a_dash(app):
    """Shown: pupils, classes, posts, tuition, pay, support. Neither has classes or support."""
    given()
    page = html(opened(app, "units"))
    hoa_sen, le_loi = (line_of(page, row["name"]) for row in ROWS)
    assert hoa_sen.count('class="missing"') == 2  # classes, support
    assert ">-</td>" in hoa_sen
    assert le_loi.count('class="missing"') == 5  # all but pay
    assert ">-" not in le_loi
    # of nothing but unknown figures there is no sum either
    total = page.split('<tr class="total">')[1].split("</tr>")[0]
    assert total.count('class="missing"') == 2


def test_a_long_list_marks_what_is_missing(app):
    """More units than a page prints as HTML: a data frame, which would say None."""
    given = [{**ROWS[0], "code": str(n), "pupils": 0} for n in range(1, grid.SMALL + 2)]
    open_store().add_data([Batch(2025, given, {}, [], origin=IMPORT)], "t")
    opened(app, "units")
    [frame] = [f for f in app.dataframe if "Học sinh" in f.value]
    assert frame.proto.placeholder == "........"
    assert frame.value["Học sinh"].isna().all()


def test_the_choice_of_columns_says_what_the_files_hold(app):
    stored()
    app.session_state["columns.listing"] = True
    opened(app, "units")
    assert "Cột hiện trong bảng; tệp CSV, Excel có mọi cột đã có số liệu" in [p.label for p in app.pills]


def test_posts_assigned_stand_in_for_staff_that_nobody_gave(app):
    given()
    page = html(opened(app, "units"))
    assert ">Biên chế giao</th>" in page
    assert ">Có mặt</th>" not in page


def test_staff_present_is_shown_where_it_is_given(app):
    stored(2025, [ROWS[0] | {"staff": 14, "staff_quota": 15}])
    page = html(opened(app, "units"))
    assert ">Có mặt</th>" in page
    assert ">Biên chế giao</th>" not in page


def test_every_column_of_the_dictionary_can_be_chosen(app):
    stored()
    open_store().remember_view({"columns.listing": []})
    # what keeps two short words of a heading on a line aside
    page = re.sub(r"</?span[^>]*>", "", html(opened(app, "units")))
    assert all(f">{Words('vi').column(c.id)}</th>" in page for c in COLUMNS)


def test_the_files_hold_every_filled_column_and_the_csv_the_units_alone(app, monkeypatch):
    """In millions: pay 2.400 and 5.200, 300 for the work of Hoa Sen; a given 0 stays, the rest is empty."""
    given()
    listed, sheet = files_of_the_list(app, monkeypatch)
    assert listed == [
        [
            *HEAD,
            "Học sinh",
            "Biên chế giao",
            "Học phí (triệu đồng)",
            "Tiền lương, phụ cấp, các khoản đóng góp (triệu đồng)",
            "Chi hoạt động chuyên môn (triệu đồng)",
            "Dịch vụ cơ bản, thiết yếu (x)",
        ],
        ["1", "1", ROWS[0]["name"], "Mầm non", "", "Phường 1", "", "200", "15", "0", "2400", "300", ""],
        ["2", "2", ROWS[1]["name"], "Tiểu học", "", "", "", "", "", "", "5200", "", "x"],
    ]
    # title, unit, head; group, unit, group, unit, total
    assert [row[0] for row in sheet[3:]] == ["I", "1", "II", "1", None]
    assert sheet[4][7:] == [200, 15, 0, 2400, 300, None]
    assert sheet[6][7:] == [None, None, None, 5200, None, "x"]
    assert sheet[7][7:] == [200, 15, 0, 7600, 300, None]


def test_the_files_of_a_unit_hold_its_figures_as_numbers(app, monkeypatch):
    """Hoa Sen has 200 pupils and pay of 2.400 million, read from E5."""
    stored()
    listed, sheet = files_of_the_list(app, monkeypatch, "figures")
    figures = {row[1]: row[2:4] for row in listed}
    assert figures["Học sinh"] == ["", "200"]
    assert figures["Tiền lương, phụ cấp, các khoản đóng góp"] == ["triệu đồng", "2400"]
    numbers = {row[1]: row[3] for row in sheet[3:]}
    assert (numbers["Tiền lương, phụ cấp, các khoản đóng góp"], numbers["Học sinh"]) == (2400, 200)
    listed, sheet = files_of_the_list(app, monkeypatch, "history")
    assert sheet[0][0] == "Lịch sử của đơn vị Trường MN Hoa Sen"
    assert len(listed) == 2  # the head and the one version
