"""Every guess of the reader can be changed on the page: years side by side, upright forms, single columns."""

from __future__ import annotations

from budget.report.words import Words
from budget.store import open_store
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book
from tests.plan_pages import html
from tests.test_intake_forms import UNIT_PLAN
from tests.test_intake_traits import ITEMS
from tests.test_page_import import choose, confirm, drop, press, text

w = Words("vi")
M = 1_000_000


def rows_of(year):
    store = open_store()
    return store.data_rows(store.data_versions(year)[-1].id)


def side_by_side(years=(2024, 2025)):
    """Two years of pay, support and a heading that the program cannot know."""
    rows = [
        ["SO SÁNH HAI NĂM"], ["Đơn vị tính: triệu đồng"],
        ["STT", "Mã đơn vị", "Tên trường", f"Năm {years[0]}", None, None, f"Năm {years[1]}", None, None],
        [None, None, None, *["Quỹ lương", "Kinh phí tự chủ", "Khoản ABC"] * 2],
        [1, "1000001", "Trường MN Hoa Sen", 2300, 2400, 11, 2400, 2500, 12],
        [2, "1000002", "Trường TH Lê Lợi", 5100, 5600, 21, 5200, 5700, 22],
    ]  # fmt: skip
    return book(rows, merge=["D3:F3", "G3:I3"])


def look_at(app, *words):
    label = next(x for x in app.selectbox(key="import.table").options if all(word in x for word in words))
    return choose(app, "import.table", label)


def unsure_book(name="Trường TH Số 1", code="1000001"):
    """A list with a heading that no column of the dictionary is known for."""
    return book([*TOP, [*HEAD, "Khoản ABC"], [1, code, name, *LE_LOI[3:], 7]])


def test_an_unsure_column_is_named_at_the_top_and_is_right_with_one_click(app):
    drop(app, {"a.xlsx": unsure_book(), "b.xlsx": unsure_book("Trường TH Số 2", "1000002")})
    said = w.t("import.unsure_left", letter="H", text="Khoản ABC")
    assert said in text(app)
    assert "a.xlsx và b.xlsx" in text(app)
    press(app, "import.right.0")
    assert said not in text(app)
    confirm(app)
    assert len(rows_of(2025)) == 2


def test_the_table_of_an_unsure_column_is_opened_with_one_click_and_stays_in_view(app):
    drop(app, {"a.xlsx": book([*TOP, HEAD, HOA_SEN]), "b.xlsx": unsure_book(code="1000003")})
    assert app.selectbox(key="import.table").value.startswith("a.xlsx")
    press(app, "import.look_at.0")
    assert app.selectbox(key="import.table").value.startswith("b.xlsx")
    choose(app, "b.xlsx|Sheet1!A4.year", 2024)
    assert app.selectbox(key="import.table").value.startswith("b.xlsx")
    next(t for t in app.toggle if t.key.endswith(".use")).set_value(False).run()
    assert app.selectbox(key="import.table").value.startswith("b.xlsx")


def test_each_of_several_years_is_mapped_by_hand(app):
    drop(app, {"hai nam.xlsx": side_by_side()})
    look_at(app, "2025")
    choose(app, "hai nam.xlsx|Sheet1!A3@2025.column.I", "tasks")
    confirm(app)
    assert [row["tasks"] for row in rows_of(2025)] == [12 * M, 22 * M]
    assert [row.get("tasks") for row in rows_of(2024)] == [None, None]
    assert [row["salary"] for row in rows_of(2024)] == [2300 * M, 5100 * M]


def test_one_of_several_years_is_left_out(app):
    drop(app, {"hai nam.xlsx": side_by_side()})
    look_at(app, "2024")
    next(t for t in app.toggle if t.key.endswith("@2024.use")).set_value(False).run()
    assert not app.exception
    confirm(app)
    assert [version.base_year for version in open_store().data_versions()] == [2025]


def test_what_was_confirmed_of_two_years_is_taken_for_the_next_file_of_the_shape(app):
    drop(app, {"a.xlsx": side_by_side()})
    look_at(app, "2025")
    choose(app, "a.xlsx|Sheet1!A3@2025.column.I", "tasks")
    confirm(app)
    drop(app, {"b.xlsx": side_by_side((2026, 2027))})
    confirm(app)
    assert [row["tasks"] for row in rows_of(2027)] == [12 * M, 22 * M]
    assert [row.get("tasks") for row in rows_of(2026)] == [None, None]


def test_a_line_of_an_upright_form_is_changed_in_every_form_of_the_drop(app):
    other = [["UBND THÀNH PHỐ"], ["Đơn vị: Trường Tiểu học Lê Lợi"], ["Mã ĐVQHNS: 1049690"], *UNIT_PLAN[3:]]
    drop(app, {"a.xlsx": book(UNIT_PLAN), "b.xlsx": book(other)})
    assert w.t("import.alike", n=2) in text(app)
    row = next(n for n, line in enumerate(UNIT_PLAN, 1) if line[1:2] == ["Chi thường xuyên khác"])
    choose(app, f"a.xlsx|Sheet1!A6.line.{row}", "management")
    confirm(app)
    # 40 of the line that was "other" takes the place of the 60 of the line for management
    assert [(r["management"], r.get("other_spending")) for r in rows_of(2023)] == [(40 * M, None)] * 2


def test_the_year_of_a_column_of_an_upright_form_is_changed(app):
    drop(app, {"a.xlsx": book(UNIT_PLAN)})
    choose(app, "a.xlsx|Sheet1!A6.year.I", 2024)
    choose(app, "a.xlsx|Sheet1!A6.year.C", 0)
    confirm(app)
    assert [version.base_year for version in open_store().data_versions()] == [2019, 2020, 2021, 2022, 2024]
    assert rows_of(2024)[0]["salary"] == 2400 * M


def test_which_of_two_columns_of_a_year_stands_for_it_is_asked_with_both_headings(app):
    other = [["UBND THÀNH PHỐ"], ["Đơn vị: Trường Tiểu học Lê Lợi"], ["Mã ĐVQHNS: 1049690"], *UNIT_PLAN[3:]]
    drop(app, {"a.xlsx": book(UNIT_PLAN), "b.xlsx": book(other)})
    assert w.t("import.ask_two_columns", year=2022, n=2, files="a.xlsx và b.xlsx") in text(app)
    [asked] = [x for x in app.get("button_group") if x.key and x.key.startswith("import.two.")]
    assert asked.value == "H"
    assert asked.options == [
        "Cột G, Năm 2022 / Dự toán", "Cột H, Năm 2022 / Ước thực hiện (đang hiểu)",
    ]  # fmt: skip
    assert not app.button(key="import.confirm").disabled
    choose(app, "import.two.", "G")
    assert not [x for x in app.get("button_group") if x.key and x.key.startswith("import.two.")]
    confirm(app)
    # column G, the estimate of 2022, in both forms
    assert [row["salary"] for row in rows_of(2022)] == [2200 * M, 2200 * M]
    assert [version.base_year for version in open_store().data_versions()] == list(range(2018, 2024))


def test_a_form_stays_in_view_when_the_column_that_was_looked_at_is_not_taken_any_more(app):
    other = [["UBND THÀNH PHỐ"], ["Đơn vị: Trường Tiểu học Lê Lợi"], ["Mã ĐVQHNS: 1049690"], *UNIT_PLAN[3:]]
    drop(app, {"a.xlsx": book(UNIT_PLAN), "b.xlsx": book(other)})
    look_at(app, "b.xlsx", "2023")
    choose(app, "b.xlsx|Sheet1!A6.year.I", 0)
    assert app.selectbox(key="import.table").value.startswith("b.xlsx")


def test_a_form_without_a_name_is_given_one(app):
    drop(app, {"a.xlsx": book([row for row in UNIT_PLAN if row[:1] != ["Đơn vị: Trường Mầm non Hoa Sen"]])})
    assert app.button(key="import.confirm").disabled
    next(t for t in app.text_input if t.key.endswith(".name")).set_value("Trường Mầm non Hoa Mai").run()
    assert not app.exception
    confirm(app)
    assert rows_of(2023)[0]["name"] == "Trường Mầm non Hoa Mai"


def test_what_a_budget_line_below_the_units_is_can_be_changed(app):
    drop(app, {"a.xlsx": book([*TOP, ["STT", "Nội dung", "Số tiền"], *ITEMS])})
    press(app, "import.make_up")
    choose(app, "a.xlsx|Sheet1!A4.line.8", "compensation")  # Kinh phí không tự chủ
    confirm(app)
    assert [(row.get("tasks"), row["compensation"]) for row in rows_of(2025)] == [
        (None, 50 * M),
        (None, 100 * M),
    ]


def test_a_column_changed_by_hand_is_changed_in_every_table_of_the_shape(app):
    files = {
        f"{n}.xlsx": book(
            [*TOP, [*HEAD, "Khoản ABC"], [1, f"100000{n}", f"Trường TH Số {n}", *LE_LOI[3:], n]]
        )
        for n in (1, 2, 3)
    }
    drop(app, files)
    look_at(app, "1.xlsx")
    choose(app, "1.xlsx|Sheet1!A4.column.H", "tasks")
    confirm(app)
    assert [row["tasks"] for row in rows_of(2025)] == [M, 2 * M, 3 * M]


def test_a_column_in_another_unit_of_measure_is_asked_with_both_readings(app):
    rows = [*TOP, HEAD, [*HOA_SEN[:4], 2400 * 1000, *HOA_SEN[5:]], [*LE_LOI[:4], 5200 * 1000, *LE_LOI[5:]]]
    drop(app, {"a.xlsx": book(rows)})
    assert app.button(key="import.confirm").disabled
    for way, amount in (("keep", 2_400_000 * M), ("other", 2400 * M)):
        assert w.t(f"import.scale_{way}", amount=amount) in str(app.get("button_group"))
    choose(app, "import.ask.0.scale", "other")
    assert "Hai đơn vị tính khác nhau" not in html(app)
    confirm(app)
    assert [(row["salary"], row["support"]) for row in rows_of(2025)] == [
        (2400 * M, 2500 * M),
        (5200 * M, 5700 * M),
    ]


def test_a_column_in_another_unit_of_measure_is_kept_when_the_officer_says_so(app):
    rows = [*TOP, HEAD, [*HOA_SEN[:4], 2400 * 1000, *HOA_SEN[5:]], [*LE_LOI[:4], 5200 * 1000, *LE_LOI[5:]]]
    drop(app, {"a.xlsx": book(rows)})
    choose(app, "import.ask.0.scale", "keep")
    confirm(app)
    assert rows_of(2025)[0]["salary"] == 2_400_000 * M
