"""Files without pay on the import page: columns that add up to it, or the units for now without."""

from __future__ import annotations

import re
from datetime import date

from budget.completeness import known_rows
from budget.findings import Finding
from budget.report.words import Words
from budget.store import Organisation, open_store
from tests.intake.books import TOP, book
from tests.test_intake_added import LINES
from tests.test_page_import import choose, confirm, drop, press, text

w = Words("vi")
M = 1_000_000
HEAD = ["STT", "Mã đơn vị", "Tên trường", "Số HS", "Khoản A", "Khoản B", "Kinh phí tự chủ"]
FIRST = [1, "1000001", "Trường MN Hoa Sen", 200, 2000, 400, 2500]
SECOND = [2, "1000002", "Trường TH Lê Lợi", 600, 4200, 800, 5700]


def files() -> dict[str, bytes]:
    """Two lists of one shape and one of another, all without a column of pay."""
    other = [*TOP, [*HEAD[:4], HEAD[6]], [1, "1000003", "Trường THCS Nguyễn Trãi", 800, 8900]]
    return {
        "a.xlsx": book([*TOP, HEAD, FIRST]),
        "b.xlsx": book([*TOP, HEAD, SECOND]),
        "c.xlsx": book(other),
    }


def stored() -> dict[str, dict]:
    store = open_store()
    return {row["name"]: row for row in store.data_rows(store.data_versions()[-1].id)}


def test_one_question_takes_the_columns_that_add_up_and_the_rest_for_now(app):
    """2.000 + 400 = 2.400 and 4.200 + 800 = 5.000 triệu; the third file says nothing of pay."""
    drop(app, files())
    asked = w.t("import.ask_column", column="salary", files=w.list(["a.xlsx", "b.xlsx", "c.xlsx"]), n=3)
    assert asked in text(app)
    assert w.t("import.left_errors", n=3) not in text(app)
    pick = next(m for m in app.multiselect if m.label == "a.xlsx" and m.key.startswith("import.ask"))
    pick.set_value(["E", "F"]).run()
    press(app, f"{pick.key}.sum")
    assert w.t("import.ask_column", column="salary", files="c.xlsx", n=1) in text(app)
    press(app, "import.without.salary")
    confirm(app)
    rows = stored()
    assert rows["Trường MN Hoa Sen"]["salary"] == 2400 * M
    assert rows["Trường TH Lê Lợi"]["salary"] == 5000 * M
    assert not rows["Trường THCS Nguyễn Trãi"].get("salary")
    store = open_store()
    version = store.data_versions()[-1]
    source = store.sources(version.id, "1000002")["salary"]
    assert (source.file, source.cell, source.text) == ("b.xlsx", "E5+F5", "4200 + 800")
    assert [f.numbers["column"] for f in store.findings(version.id) if f.kind == "column_pending"] == [
        "salary"
    ]
    app.switch_page("pages/data/check.py").run()
    assert w.t("check.pending_title", n=1, column="salary") in text(app)
    assert "Trường THCS Nguyễn Trãi" in text(app)


def test_a_later_file_with_pay_completes_what_was_taken_without(app):
    drop(app, {"c.xlsx": files()["c.xlsx"]})
    press(app, "import.without.salary")
    confirm(app)
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    later = book([*TOP, head, [1, "1000003", "Trường THCS Nguyễn Trãi", 800, 8100, 8900]])
    drop(app, {"d.xlsx": later})
    confirm(app)
    assert stored()["Trường THCS Nguyễn Trãi"]["salary"] == 8100 * M
    app.switch_page("pages/data/check.py").run()
    assert w.t("check.pending_text") not in text(app)


def test_a_column_is_added_to_pay_in_the_preview(app):
    """Quỹ lương 2.000 and a bonus of 400: 2.400 triệu."""
    head = [*HEAD[:4], "Quỹ lương", "Khoản B", HEAD[6]]
    drop(app, {"a.xlsx": book([*TOP, head, FIRST])})
    choose(app, "a.xlsx|Sheet1!A4.column.F", "+salary")
    confirm(app)
    assert stored()["Trường MN Hoa Sen"]["salary"] == 2400 * M


def test_another_column_for_pay_takes_the_place_of_its_parts(app):
    """Lương and Phụ cấp add up until another column is chosen; then nothing of them is left in pay."""
    head = [*HEAD[:4], "Lương", "Phụ cấp", "Khoản C", HEAD[6]]
    drop(app, {"a.xlsx": book([*TOP, head, [*FIRST[:6], 2450, 2500]])})
    choose(app, "a.xlsx|Sheet1!A4.column.G", "salary")
    confirm(app)
    assert stored()["Trường MN Hoa Sen"]["salary"] == 2450 * M


def test_the_body_above_a_table_is_a_guess_and_the_data_are_those_of_the_office(app):
    """The letterhead is put right before the files are taken; the version goes by the name of the office."""
    open_store().set_organisation(Organisation(date(2025, 7, 1), "Phòng Kinh tế phường Mũi Né"), "t")
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    drop(app, {"a.xlsx": book([*TOP, head, [1, "1000003", "Trường THCS Nguyễn Trãi", 800, 8100, 8900]])})
    [guess] = [t for t in app.text_input if t.key.startswith("import.owner")]
    assert (guess.label, guess.value) == (w.t("import.owner_guess", n=1), "UBND PHƯỜNG MŨI NÉ")
    guess.set_value("UBND phường Mũi Né").run()
    confirm(app)
    [version] = open_store().data_versions()
    assert version.owner == "Phòng Kinh tế phường Mũi Né"
    assert stored()["Trường THCS Nguyễn Trãi"]["owner"] == "UBND phường Mũi Né"


def test_an_answer_leaves_the_files_in_their_order(app):
    """c.xlsx asks for pay and stands first; it stays there once it was answered."""
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    whole = book([*TOP, head, [1, "1000001", "Trường MN Hoa Sen", 200, 2400, 2500]])
    drop(app, {"a.xlsx": whole, "c.xlsx": files()["c.xlsx"]})

    def order() -> list[str]:
        return re.findall(r"[ac]\.xlsx", text(app).split(w.t("import.read_title", n=2))[1])[:2]

    assert order() == ["c.xlsx", "a.xlsx"]
    press(app, "import.without.salary")
    assert order() == ["c.xlsx", "a.xlsx"]


def test_a_number_that_can_be_read_two_ways_is_asked_about(app):
    """“8.100” among numbers: 8.100 triệu, not 8,1; one answer and no cell to mend."""
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    drop(app, {"a.xlsx": book([*TOP, head, [1, "1000003", "Trường THCS Nguyễn Trãi", 800, "8.100", 8900]])})
    assert w.t("import.ask_ambiguous", n=1, file="a.xlsx") in text(app)
    assert w.t("import.left_errors", n=1) not in text(app)
    choose(app, "import.ask.0.ambiguous", "first")
    confirm(app)
    assert stored()["Trường THCS Nguyễn Trãi"]["salary"] == 8100 * M


def test_units_with_errors_are_left_out_and_the_others_taken(app):
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    wrong = [1, "1000003", "Trường THCS Nguyễn Trãi", 800, "chờ", 8900]
    right = [2, "1000001", "Trường MN Hoa Sen", 200, 2400, 2500]
    drop(app, {"a.xlsx": book([*TOP, head, wrong, right])})
    name = w.t("import.leave_out_units", n=1, names="Trường THCS Nguyễn Trãi")
    assert app.button(key="import.out.units").label == name
    press(app, "import.out.units")
    confirm(app)
    assert stored().keys() == {"Trường MN Hoa Sen"}


def test_lines_of_pay_that_add_up_are_seen_and_taken_apart_in_the_preview(app):
    """2.100 + 890 + 520 = 3.510 triệu; without the line of allowances 2.620."""
    drop(app, {"a.xlsx": book(LINES)})
    assert "3.510" in text(app)
    line = next(s for s in app.selectbox if s.label.startswith("7 · Phụ cấp lương"))
    assert line.value == "+salary"
    line.set_value("").run()
    assert not app.exception
    press(app, "import.make_up")
    confirm(app)
    assert stored()["Trường Mầm non Anh Đào"]["salary"] == 2620 * M


def test_error_cells_are_left_blank_for_now_and_the_list_shows_them_as_missing(app):
    """Of 2.400 and an error in pay and in operations: the two cells stay blank, the rest is as written."""
    head = [*HEAD[:4], "Quỹ lương", "Chi hoạt động", HEAD[6]]
    rows = [[*FIRST[:4], 2400, "#REF!", 2500], [*SECOND[:4], "#REF!", 800, 5700]]
    drop(app, {"a.xlsx": book([*TOP, head, *rows])})
    assert app.button(key="import.confirm").disabled
    assert w.t("import.take_blank", n=2, cells="F5 và E6") in [b.label for b in app.button]
    press(app, "import.blank")
    confirm(app)
    store = open_store()
    version = store.data_versions()[-1]
    assert sorted(f.cell for f in store.findings(version.id) if f.kind == "cell_pending") == ["E6", "F5"]
    known = {row["name"]: row for row in known_rows(store.data(version.id), store.all_sources(version.id))}
    assert (known["Trường MN Hoa Sen"]["salary"], known["Trường MN Hoa Sen"]["professional"]) == (
        2400 * M,
        None,
    )
    assert known["Trường TH Lê Lợi"]["salary"] is None
    app.switch_page("pages/data/check.py").run()
    assert w.t("check.pending_title", n=1, column="salary") in text(app)


def test_rows_all_left_out_are_taken_back_with_one_click(app):
    head = [*HEAD[:4], "Quỹ lương", HEAD[6]]
    drop(app, {"a.xlsx": book([*TOP, head, [1, "1000003", "Trường THCS Nguyễn Trãi", 800, 8100, 8900]])})
    [rows] = [m for m in app.multiselect if m.key.endswith(".leave_out")]
    rows.set_value([5]).run()
    assert w.finding(Finding("all_rows_out", "error", numbers={"file": "a.xlsx"})) in text(app)
    assert app.button(key="import.confirm").disabled
    press(app, "import.rows.0")
    confirm(app)
    assert list(stored()) == ["Trường THCS Nguyễn Trãi"]
