"""The import page as an officer uses it: messy files, what is asked of him, what is stored in the end."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from budget.intake import read_files
from budget.intake.errorbook import error_workbook
from budget.report.words import Words
from budget.sample import load_sample
from budget.store import RegisteredUnit, open_store
from tests import messy_files
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book
from tests.plan_pages import html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.testing.v1 import AppTest

w = Words("vi")


def drop(app: AppTest, files: Mapping[str, bytes], lang: str = "vi") -> AppTest:
    if lang != "vi":
        app.query_params["lang"] = lang
    app.switch_page("pages/data/import.py").run()
    app.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files.items()])
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    return app


def choose(app: AppTest, start: str, value: object) -> AppTest:
    """Answers the one widget whose key starts so."""
    found = [x for x in [*app.selectbox, *app.get("button_group")] if x.key and x.key.startswith(start)]
    assert len(found) == 1, [x.key for x in [*app.selectbox, *app.get("button_group")]]
    found[0].set_value(value).run()
    assert not app.exception
    return app


def confirm(app: AppTest) -> AppTest:
    assert not app.button(key="import.confirm").disabled, text(app)
    return press(app, "import.confirm")


def text(app: AppTest) -> str:
    return re.sub(r"<style.*?</style>|<[^>]+>|\s+", " ", html(app), flags=re.DOTALL)


def test_a_folder_of_messy_files_comes_in(app):
    """Everything is asked on the page; what was never in a file is marked in what is stored."""
    drop(app, messy_files.folder())
    assert app.button(key="import.confirm").disabled
    assert w.t("import.left_refused", n=1) in html(app)
    press(app, "import.out.0")
    assert w.t("import.left_out", file="cong van.xlsx") in text(app)
    choose(app, "import.ask.0.year", 2025)
    choose(app, "import.ask.0.money_unit", "million")
    press(app, "import.make_up")
    choose(app, "import.kind.0", "service")
    assert w.t("import.left_errors", n=1) in html(app)
    tables = app.selectbox(key="import.table").options
    choose(app, "import.table", next(label for label in tables if "duc thang" in label))
    leave_out = next(m for m in app.multiselect if m.key.endswith(".leave_out"))
    leave_out.set_value([4]).run()
    assert not app.exception
    confirm(app)
    store = open_store()
    [version] = store.data_versions()
    rows = {row["name"]: row for row in store.data_rows(version.id)}
    assert version.base_year == messy_files.YEAR
    assert len(rows) == 12
    assert rows["Trường Tiểu học Phú Thủy"]["salary"] == 3_900_000_000
    assert rows["Trường TH Mũi Né 2"]["salary"] == 4_300_000_000
    assert rows["Trung tâm Văn hóa Thể thao"]["kind"] == "service"
    assert rows["Trung tâm Văn hóa Thể thao"]["salary"] == 2_100_000_000
    made_up = sorted(row["code"] for row in rows.values() if row["code"].startswith("TAM"))
    assert made_up == [f"TAM-00{n}" for n in range(1, 7)]
    assert store.sources(version.id, "TAM-001")["code"].why == w.t("import.code_made_up")
    assert sum(f.kind == "code_made_up" for f in store.findings(version.id)) == 6
    taken = messy_files.folder().keys() - {"cong van.xlsx"}
    assert {file.name for file in store.data_files(version.id)} == taken


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_original_stands_beside_what_was_understood(app, lang):
    drop(app, {"khoi.xlsx": messy_files.total_first(), "ma.xlsx": messy_files.with_codes()}, lang)
    words = Words(lang)
    page = html(app)
    assert words.t("import.original", sheet="Sheet1") in text(app)
    for role in ("head", "unit", "group", "total"):
        assert words.t(f"import.role.{role}") in page
    assert words.t("import.understood", n=4) in page
    assert "Trường TH Mũi Né 2" in page


def test_what_a_file_says_is_never_run_in_the_browser(app):
    rows = [*TOP, HEAD, [1, "01", "<img src=x onerror=alert(1)>", *HOA_SEN[3:]], LE_LOI]
    drop(app, {"a.xlsx": book(rows)})
    assert "<img src" not in html(app)
    assert "&lt;img src" in html(app)


def test_units_of_the_same_name_are_offered_and_not_taken(app):
    open_store().register_units(
        [
            RegisteredUnit("2000001", "Trường Mầm non Sao Mai", "", date(2020, 1, 1)),
            RegisteredUnit("2000002", "Trường Tiểu học Mũi Né 1", "", date(2020, 1, 1)),
        ],
        "t",
    )
    drop(app, {"khoi.xlsx": messy_files.total_first()})
    assert app.button(key="import.confirm").disabled
    assert app.button(key="import.take_matches").label == w.t("import.take_matches", n=2)
    press(app, "import.take_matches")
    press(app, "import.make_up")
    confirm(app)
    store = open_store()
    [version] = store.data_versions()
    codes = {row["name"]: row["code"] for row in store.data_rows(version.id)}
    assert codes == {
        "Trường MN Sao Mai": "2000001",
        "Trường TH Mũi Né 1": "2000002",
        "Trường MN Tuổi Thơ": "TAM-001",
        "Trường TH Mũi Né 2": "TAM-002",
    }


def test_a_unit_of_measure_set_by_hand_is_read_with_it(app):
    drop(app, {"a.xlsx": messy_files.no_measure()})
    choose(app, "import.ask.1.money_unit", "billion")
    assert "2.100.000" in html(app)  # 2.100 tỷ in triệu


def test_a_printed_total_that_is_wrong_blocks_until_it_was_looked_at(app):
    rows = [*TOP, HEAD, HOA_SEN, LE_LOI, [None, None, "Tổng cộng", 800, 7600, 700, 8300]]
    drop(app, {"a.xlsx": book(rows)})
    assert "lệch +100.000.000" in html(app)
    assert app.button(key="import.confirm").disabled
    press(app, "import.accept.total_mismatch")
    confirm(app)
    [version] = open_store().data_versions()
    assert [row["support"] for row in open_store().data_rows(version.id)] == [2_500_000_000, 5_700_000_000]
    kept = open_store().findings(version.id)
    assert [f.severity for f in kept if f.kind == "total_mismatch"] == ["warning"]


def test_a_unit_in_a_hidden_row_blocks_until_it_was_looked_at(app):
    data = book([*TOP, HEAD, HOA_SEN, LE_LOI], hidden_rows=[6])
    drop(app, {"a.xlsx": data})
    assert app.button(key="import.confirm").disabled
    press(app, "import.accept.hidden_rows")
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_units_with_errors_that_are_a_whole_file_are_left_out_with_it(app):
    """No sentence that there is no table in it: the file is left out, and that is said before and after."""
    wrong = book([*TOP, HEAD, [1, "1000003", "Trường TH Ba", 600, "abc", 500, 5700]])
    drop(app, {"a.xlsx": book([*TOP, HEAD, HOA_SEN, LE_LOI]), "b.xlsx": wrong})
    assert w.t("import.leave_out_whole", n=1, files="b.xlsx") in app.button(key="import.out.units").label
    press(app, "import.out.units")
    assert w.t("import.left_out", file="b.xlsx") in text(app)
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_the_only_file_is_left_out_when_each_of_its_units_has_an_error(app):
    wrong = book([*TOP, HEAD, [1, "1000003", "Trường TH Ba", 600, "abc", 500, 5700]])
    drop(app, {"b.xlsx": wrong})
    press(app, "import.out.units")
    assert w.t("import.left_out", file="b.xlsx") in text(app)
    assert w.t("finding.no_table") not in text(app)
    assert app.button(key="import.confirm").disabled
    press(app, "import.back.0")
    assert app.button(key="import.out.units")


def test_warnings_do_not_block(app):
    rows = [*TOP, HEAD, HOA_SEN, [2, "1000002", "Trường TH Lê Lợi", 600, 5200, 500, 2000]]
    drop(app, {"a.xlsx": book(rows)})
    assert w.t("severity.warning") in html(app)
    confirm(app)


def test_the_marked_workbook_is_given_and_its_mended_copy_goes_through(app):
    drop(app, {"duc thang.xlsx": messy_files.one_school()})
    assert app.button(key="import.confirm").disabled
    data = messy_files.one_school()
    [reading] = read_files([("duc thang.xlsx", data)])
    opened = openpyxl.load_workbook(io.BytesIO(error_workbook(data, reading.findings, w)))
    opened["Sheet1"]["E4"] = 4700
    mended = io.BytesIO()
    opened.save(mended)
    name = w.t("import.marked", name="duc thang")
    app.file_uploader[0].set_value([("duc thang.xlsx", data, "x"), (name, mended.getvalue(), "x")])
    app.run()
    assert not app.exception
    assert w.t("import.left_out", file="duc thang.xlsx") in text(app)
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_two_files_of_one_name_are_two(app):
    app.switch_page("pages/data/import.py").run()
    other = book([*TOP, HEAD, [1, "1000009", "Trường MN Bình Minh", 100, 1200, 100, 1250]])
    app.file_uploader[0].set_value([("a.xlsx", book([*TOP, HEAD, HOA_SEN]), "x"), ("a.xlsx", other, "x")])
    app.run()
    assert not app.exception
    assert "a (2).xlsx" in html(app)
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_a_file_of_the_same_name_dropped_later_replaces_the_first_and_its_answers(app):
    """A table left unused in the first copy is used again in the second."""
    drop(app, {"a.xlsx": book([*TOP, HEAD, HOA_SEN])})
    next(t for t in app.toggle if t.key.endswith(".use")).set_value(False).run()
    assert app.button(key="import.confirm").disabled
    box = app.file_uploader[0]
    box._files = box._get_files_to_register()  # the first copy stays in the box, as in a browser
    box.upload("a.xlsx", book([*TOP, HEAD, HOA_SEN, LE_LOI]), "x").run()
    assert not app.exception
    assert len(app.file_uploader[0].value) == 2
    assert "a (2).xlsx" not in html(app)
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_answers_are_forgotten_with_the_files(app):
    data = book([*TOP, HEAD, HOA_SEN])
    drop(app, {"a.xlsx": data})
    next(t for t in app.toggle if t.key.endswith(".use")).set_value(False).run()
    press(app, "import.forget")
    app.file_uploader[0].upload("a.xlsx", data, "x").run()
    confirm(app)
    assert open_store().data_versions()[0].units == 1


def test_files_without_use_and_files_with_errors_are_left_out_with_one_click(app):
    files = {"bia.xlsx": book([["TRANG BÌA"], ["Năm 2025"]]), **messy_files.folder()}
    drop(app, {name: files[name] for name in ("bia.xlsx", "cong van.xlsx", "duc thang.xlsx", "phu thuy.csv")})
    assert w.t("import.left_refused", n=2) in html(app)
    press(app, "import.out.all")
    press(app, "import.out.wrong")
    assert w.t("import.left_out", file="duc thang.xlsx") in text(app)
    confirm(app)
    assert open_store().data_versions()[0].units == 2


def test_another_content_of_the_same_name_is_asked_about_anew(app):
    """The kind given to a unit of the first copy is not that of the second, which says it itself."""
    top, head = [*TOP], ["STT", "Tên đơn vị", "Loại hình", "Quỹ lương", "Kinh phí tự chủ"]
    first = book([*top, head, [1, "Cơ sở Hoa Sen", "đặc thù", 2400, 2500]])
    second = book([*top, head, [1, "Cơ sở Hoa Sen", "Mầm non", 2400, 2600]])
    drop(app, {"a.xlsx": first})
    press(app, "import.make_up")
    choose(app, "import.kind.0", "service")
    assert not app.button(key="import.confirm").disabled
    box = app.file_uploader[0]
    box._files = box._get_files_to_register()
    box.upload("a.xlsx", second, "x").run()
    assert not app.exception
    assert app.button(key="import.confirm").disabled
    press(app, "import.make_up")
    confirm(app)
    store = open_store()
    [row] = store.data_rows(store.data_versions()[0].id)
    assert (row["kind"], row["support"]) == ("preschool", 2_600_000_000)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_sample_city_comes_in_with_one_click(app, lang):
    if lang != "vi":
        app.query_params["lang"] = lang
    app.switch_page("pages/data/import.py").run()
    press(app, "import.ward_2026")
    [version] = open_store().data_versions()
    assert (version.base_year, version.units) == (2026, 18)
    assert Words(lang).t("import.loaded", units=18, year=2026) in html(app)
    # and is explained down to a cell, as what an office loads
    first = str(open_store().data_rows(version.id)[0]["code"])
    app.switch_page("pages/explain/unit.py").run()
    app.selectbox(key="choose.unit").set_value(first).run()
    assert not app.exception
    label = load_sample("ward_2026")[0].label[lang]
    assert f"{label}.xlsx" in html(app)


def test_the_only_sample_plan_is_looked_at_and_not_compared_with_nothing(app):
    app.switch_page("pages/data/import.py").run()
    press(app, "import.ward_2026")
    assert app.button(key="import.look_plans").label == Words("vi").t("import.look_plan")
    press(app, "import.look_plans")
    [made] = open_store().scenarios()
    assert made.name in html(app)
    assert Words("vi").t("compare.empty_title") not in html(app)
