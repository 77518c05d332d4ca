"""The second import: a confirmed mapping is remembered, and what is known is held against the file."""

from __future__ import annotations

from budget.report.words import Words
from budget.store import IMPORT, Batch, open_store
from pages.shared import importing_files
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book
from tests.plan_pages import html
from tests.test_intake_forms import UNIT_PLAN
from tests.test_page_import import choose, confirm, drop, press, text

w = Words("vi")
HOUSE = {"code": "1000001", "name": "Trường MN Hoa Sen", "kind": "preschool", "pupils": 200}


def odd(year: int) -> bytes:
    """A table with a heading that the program cannot know."""
    return book([[f"NĂM {year}"], *TOP[2:], [*HEAD, "Khoản ABC"], [*HOA_SEN, 30], [*LE_LOI, 40]])


def test_a_confirmed_mapping_is_taken_for_the_next_file_of_its_shape(app):
    drop(app, {"2024.xlsx": odd(2024)})
    column = next(s for s in app.selectbox if s.key.endswith(".column.H"))
    column.set_value("tasks").run()
    assert not app.exception
    confirm(app)
    drop(app, {"2025.xlsx": odd(2025)})
    assert w.t("import.remembered") in html(app)
    confirm(app)
    store = open_store()
    version = store.data_versions(2025)[-1]
    assert [row["tasks"] for row in store.data_rows(version.id)] == [30_000_000, 40_000_000]


def test_the_mapping_can_be_forgotten(app):
    drop(app, {"2024.xlsx": odd(2024)})
    next(s for s in app.selectbox if s.key.endswith(".column.H")).set_value("tasks").run()
    confirm(app)
    drop(app, {"2025.xlsx": odd(2025)})
    next(b for b in app.button if b.key.endswith(".undo")).click().run()
    assert not app.exception
    assert next(s for s in app.selectbox if s.key.endswith(".column.H")).value == ""


def stored() -> int:
    rows = [
        {**HOUSE, "salary": 2_400_000_000, "professional": 200_000_000, "support": 2_500_000_000},
        {"code": "1000002", "name": "Trường TH Lê Lợi", "kind": "primary", "pupils": 600,
         "salary": 5_200_000_000, "professional": 500_000_000, "support": 5_700_000_000},
    ]  # fmt: skip
    return open_store().add_data([Batch(2025, rows, origin=IMPORT)], "t")[0].id


def test_cells_that_differ_from_the_data_are_taken_as_edits(app):
    first = stored()
    changed = [*HOA_SEN[:4], 2450, *HOA_SEN[5:]]
    drop(app, {"sua.xlsx": book([*TOP, HEAD, changed, LE_LOI])})
    assert w.t("import.take_edits", n=1) == app.button(key="import.take_edits").label
    press(app, "import.take_edits")
    store = open_store()
    last = store.data_versions(2025)[-1]
    assert last.parent == first
    assert store.data_rows(last.id)[0]["salary"] == 2_450_000_000
    assert store.sources(last.id, "1000001")["salary"].why == w.t("import.edits_why", files="sua.xlsx")


def test_units_missing_and_changed_are_said_before_the_confirmation(app):
    stored()
    much = [1, "1000001", "Trường MN Hoa Sen", 1400, 24000, 200, 25000]
    top = [["DỰ TOÁN NĂM 2026"], ["Đơn vị tính: triệu đồng"]]
    drop(app, {"2026.xlsx": book([*top, HEAD, much])})
    page = text(app)
    assert "Trường TH Lê Lợi (1000002) có trong danh mục nhưng chưa gửi số liệu" in page
    assert "năm trước là 200" in page
    confirm(app)
    assert {f.kind for f in open_store().findings(open_store().data_versions(2026)[0].id)} >= {"unit_missing"}


def test_an_upright_form_shows_its_items_and_every_year_comes_in(app):
    drop(app, {"mau 1.xlsx": book(UNIT_PLAN)})
    assert w.t("import.role.item") in html(app)
    assert w.t("import.upright") in html(app)
    confirm(app)
    assert [v.base_year for v in open_store().data_versions()] == [2018, 2019, 2020, 2021, 2022, 2023]


PEOPLE = ["STT", "Mã đơn vị", "Tên trường", "Số lớp", "Biên chế"]
CLASSES = [[1, "1000001", "Trường MN Hoa Sen", 8, 20], [2, "1000002", "Trường TH Lê Lợi", 18, 35]]


def test_two_files_with_columns_of_their_own_come_in_as_one(app):
    files = {"tien.xlsx": book([*TOP, HEAD, HOA_SEN, LE_LOI]), "lop.xlsx": book([*TOP, PEOPLE, *CLASSES])}
    drop(app, files)
    assert "Bảng này bổ sung cột cho 2 đơn vị của “tien.xlsx”." in text(app)
    confirm(app)
    store = open_store()
    [version] = store.data_versions(2025)
    rows = store.data_rows(version.id)
    assert [(row["code"], row["salary"] // 10**6, row["classes"]) for row in rows] == [
        ("1000001", 2400, 8), ("1000002", 5200, 18),
    ]  # fmt: skip
    sources = store.sources(version.id, "1000002")
    assert (sources["salary"].file, sources["classes"].file) == ("tien.xlsx", "lop.xlsx")
    assert {file.name for file in store.data_files(version.id)} == files.keys()


def test_a_match_by_name_is_asked(app):
    bare = [[cell for n, cell in enumerate(row) if n != 1] for row in (PEOPLE, *CLASSES)]
    drop(app, {"tien.xlsx": book([*TOP, HEAD, HOA_SEN, LE_LOI]), "lop.xlsx": book([*TOP, *bare])})
    assert app.button(key="import.confirm").disabled
    choose(app, "import.ask.0.joined", "yes")
    confirm(app)
    [version] = open_store().data_versions(2025)
    assert [row["classes"] for row in open_store().data_rows(version.id)] == [8, 18]


def test_a_file_of_some_columns_adds_them_to_the_data_of_the_year(app):
    stored()
    drop(app, {"lop.xlsx": book([*TOP, PEOPLE, CLASSES[1]])})
    confirm(app)
    store = open_store()
    last = store.data_versions(2025)[-1]
    rows = {row["code"]: row for row in store.data_rows(last.id)}
    assert (rows["1000002"]["classes"], rows["1000002"]["salary"], rows["1000002"]["pupils"]) == (
        18,
        5_200_000_000,
        600,
    )
    assert rows["1000001"]["pupils"] == 200


def test_a_file_of_some_columns_is_no_data_set_of_its_own(app):
    drop(app, {"lop.xlsx": book([*TOP, PEOPLE, *CLASSES])})
    assert app.button(key="import.confirm").disabled


def test_a_year_of_one_unit_is_no_list_of_all(app):
    """2024 was loaded with one of the two schools: the other one is not new for that."""
    top = [["DỰ TOÁN NĂM 2024"], ["Đơn vị tính: triệu đồng"]]
    drop(app, {"a.xlsx": book([*top, HEAD, HOA_SEN])})
    confirm(app)
    drop(app, {"b.xlsx": book([*TOP, HEAD, HOA_SEN, LE_LOI])})
    assert "Trường TH Lê Lợi (1000002)" not in text(app)
    confirm(app)
    app.switch_page("pages/data/check.py").run()
    assert w.t("check.added_title", n=1, source="2024 · v1 (1 đơn vị)") not in text(app)


def test_files_of_one_name_stay_apart_from_one_that_bears_the_new_name_itself():
    assert importing_files.unique(["a.xls", "a (2).xls", "a.xls"]) == [
        "a.xls",
        "a (2).xls",
        "a (3).xls",
    ]
    assert importing_files.unique(["a.xls", "a.xls", "a (2).xls"]) == [
        "a.xls",
        "a (3).xls",
        "a (2).xls",
    ]
