"""The second import: a confirmed mapping is remembered, and what is known is held against the file."""

from __future__ import annotations

from budget.report.words import Words
from budget.store import IMPORT, Batch, open_store
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book
from tests.plan_pages import html
from tests.test_intake_forms import UNIT_PLAN
from tests.test_page_import import confirm, drop, press, text

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
