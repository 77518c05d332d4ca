"""The frame: pages found by file, the choices of a visit, and one sentence in place of a traceback."""

from __future__ import annotations

import json
import logging
import re
from datetime import datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.commands import navigation
from streamlit.testing.v1 import AppTest

from budget.report.words import Words
from budget.store import Batch, open_store
from pages.shared import frame, state

APP = str(Path(__file__).resolve().parents[1] / "app.py")


@pytest.fixture
def store(tmp_path, monkeypatch):
    """An empty store of this test alone."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.setenv("BUDGET_DATABASE_URL", url)
    st.cache_resource.clear()
    opened = open_store(url)
    yield opened
    opened.close()
    st.cache_resource.clear()


def app() -> AppTest:
    return AppTest.from_file(APP, default_timeout=60)


def said(run: AppTest) -> str:
    return " ".join(element.proto.body for element in run.get("html"))


def school(code: str) -> dict[str, object]:
    return {
        "code": code,
        "name": f"TH {code}",
        "kind": "primary",
        "salary": 900_000_000,
        "support": 1_000_000_000,
    }


def test_every_page_that_is_there_has_its_words():
    for language in ("vi", "en"):
        for section, entries in frame.SECTIONS.items():
            assert Words(language).has(f"section.{section}")
            assert all(Words(language).has(f"page.{Path(path).stem}") for path, _ in entries)


def test_a_visit_begins_with_the_city_and_not_with_one_unit_of_a_later_year(store):
    city = [school(code) for code in ("1", "2", "3")]
    [_, whole, one] = store.add_data([Batch(2023, city), Batch(2024, city), Batch(2025, city[:1])], "Lan")
    run = app().run()
    assert run.selectbox(key="choose.data").value == whole.id
    # a year that is there can be chosen all the same
    run = app()
    run.query_params["data"] = str(one.id)
    assert run.run().selectbox(key="choose.data").value == one.id


def test_no_two_pages_share_an_address():
    stems = [Path(path).stem for entries in frame.SECTIONS.values() for path, _ in entries]
    assert len(stems) == len(set(stems))


def test_no_page_stands_directly_in_pages():
    # Streamlit would run such a file by its address without app.py
    assert not list((frame.ROOT / "pages").glob("*.py"))


def test_the_first_visit_is_in_vietnamese_and_says_what_is_missing(store):
    run = app().run()
    assert not run.exception
    assert "Chưa có dữ liệu" in said(run)


def test_the_language_changes_at_once_and_stands_in_the_address(store):
    run = app().run()
    run.segmented_control(key="choose.language").set_value("en").run()
    assert not run.exception
    assert "No data yet" in said(run)
    assert run.query_params["lang"] == "en"


def test_an_address_without_a_language_opens_in_that_of_the_browsers_last_visit(store, monkeypatch):
    monkeypatch.setattr(state, "_remembered", lambda _: "en")
    run = app().run()
    assert "No data yet" in said(run)
    assert run.query_params["lang"] == "en"
    # an address that says one goes first, and is what the browser then remembers
    run = app()
    run.query_params["lang"] = "vi"
    assert "Chưa có dữ liệu" in said(run.run())
    assert "budget_language=vi" in said(run)


def test_what_a_browser_cannot_have_remembered_is_left_out(store, monkeypatch):
    kept = {"budget_language": "fr", "budget_view": "data%3Dx%26scenario%3D99%26year%3D1900%26money%3D%26%"}
    kept["budget_name"] = ""
    monkeypatch.setattr(state, "_remembered", kept.__getitem__)
    assert "Chưa có dữ liệu" in said(app().run())


def test_the_unit_looked_at_last_and_the_condition_of_a_goal_are_kept_for_the_next_visit(store, monkeypatch):
    # the first page shows a school beside others like it, which does not take the place of the unit read last
    store.add_data([Batch(2022, [school("1"), school("2") | {"kind": "service"}])], "A")
    run = app()
    run.query_params["unit"] = "2"
    run.query_params["if"] = "no_more"  # the condition of a goal, that lasts too
    run.run()
    # the address of the choices, quoted once more for the cookie: unit=2&if=no_more
    kept = "unit%3D2%26if%3Dno_more"
    assert f"budget_view={kept}" in said(run)
    cookies = {"budget_language": "vi", "budget_view": kept, "budget_name": ""}
    monkeypatch.setattr(state, "_remembered", cookies.__getitem__)
    again = app().run()
    assert again.query_params["if"] == "no_more"
    again.switch_page("pages/explain/unit.py").run()
    assert not again.exception
    assert again.selectbox(key="choose.unit").value == "2"


def test_an_address_opens_the_same_view(store):
    first, second = store.add_data([Batch(2022, [school("1")]), Batch(2023, [school("1")])], "A")
    run = app()
    run.query_params["data"] = str(first.id)
    run.query_params["year"] = "2024"
    run.query_params["money"] = "billion"
    run.run()
    assert not run.exception
    assert run.selectbox(key="choose.data").value == first.id
    assert run.selectbox(key="choose.year").value == 2024
    assert run.selectbox(key="choose.money_unit").value == "billion"
    assert second.id != first.id


def test_what_an_address_cannot_mean_is_left_out(store):
    store.add_data([Batch(2022, [school("1")])], "A")
    run = app()
    for name, text in {"data": "x", "year": "1900", "lang": "fr", "scenario": "99"}.items():
        run.query_params[name] = text
    run.run()
    assert not run.exception
    assert run.selectbox(key="choose.year").value == 2025
    assert run.segmented_control(key="choose.language").value == "vi"


def test_a_row_links_to_the_same_view_with_another_choice(store):
    def script() -> None:
        import streamlit as st

        from pages.shared import state

        state.start()
        state.choose("year", 2025)
        state.choose("kinds", ("primary",))
        st.text(state.link("unit", unit="07 1&2", kinds=None))
        st.text(state.link("compare", year=None, kinds=()))
        st.text(state.link("overview", kinds=()))

    run = AppTest.from_function(script, default_timeout=60).run()
    assert not run.exception
    assert [text.value for text in run.text] == ["/unit?year=2025&unit=07+1%262", "/compare", "/?year=2025"]


def test_an_address_is_taken_as_if_it_were_opened_anew(store):
    def script() -> None:
        import streamlit as st

        from pages.shared import state

        state.start()
        state.choose("year", 2025)
        state.choose("kinds", ("primary",))
        there = state.link("unit", unit="07 1&2", year=2024, kinds=()) + "&figure=support"
        page, more = state.take(there)
        st.text(f"{page} {more}")
        st.text(f"{state.get('unit')} {state.get('year')} {state.get('kinds')}")
        st.text(state.take("/?year=never")[0])
        st.text(f"{state.get('unit')!r} {state.get('year')}")

    run = AppTest.from_function(script, default_timeout=60).run()
    assert not run.exception
    assert [text.value for text in run.text] == [
        "unit {'figure': 'support'}",
        "07 1&2 2024 ()",
        "overview",
        "'' None",
    ]


def test_the_status_quo_is_named_and_offers_the_years_of_every_scenario(store):
    store.add_data([Batch(2022, [school("1")])], "A")
    store.save_scenario("Xa", 'name = "Xa"\nhorizon = 2029\n', "A", 2022)
    store.save_scenario("Gần", 'name = "Gần"\nhorizon = 2024\n', "A", 2022)
    run = app().run()
    assert not run.exception
    scenario = run.selectbox(key="choose.scenario")
    assert (scenario.value, scenario.proto.placeholder) == (None, "Hiện trạng")
    assert run.selectbox(key="choose.year").options == [str(year) for year in range(2022, 2030)]
    near = next(s.id for s in store.scenarios() if s.name == "Gần")
    scenario.set_value(near).run()
    assert run.selectbox(key="choose.year").options == ["2022", "2023", "2024"]


def test_a_year_that_nobody_chose_gives_way_to_that_of_the_plans_target(store):
    store.add_data([Batch(2022, [school("1")])], "A")
    store.save_scenario("Xa", 'name = "Xa"\nhorizon = 2029\n', "A", 2022)
    target = '[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.05, 2026 = 0.1 }\n'
    store.save_scenario("Giảm", f'name = "Giảm"\nhorizon = 2028\n{target}', "A", 2022)
    ids = {saved.name: saved.id for saved in store.scenarios()}
    run = app().run()

    def year_with(plan: str) -> int:
        run.selectbox(key="choose.scenario").set_value(ids[plan]).run()
        assert not run.exception
        return int(run.selectbox(key="choose.year").value)

    assert run.selectbox(key="choose.year").value == 2029  # the last of the farthest plan
    assert "year" not in said(run).partition("budget_view=")[2].partition(";")[0]
    assert year_with("Giảm") == 2026  # its last target
    assert year_with("Xa") == 2026  # it has none, and the year is there
    run.selectbox(key="choose.year").set_value(2025).run()
    assert "year%3D2025" in said(run)
    assert year_with("Giảm") == 2025


def test_an_unexpected_error_is_logged_and_said_in_one_sentence(store, monkeypatch, caplog):
    from pages.shared import parts

    def broken(*_args, **_kwargs):
        raise ZeroDivisionError("detail that nobody should read")

    monkeypatch.setattr(parts, "header", broken)
    with caplog.at_level(logging.ERROR, logger="budget.pages"):
        run = app().run()
    assert not run.exception
    assert "lỗi ngoài dự kiến" in said(run)
    assert "detail that nobody" not in said(run)
    assert "detail that nobody" in caplog.text
    # the code is of the error, not of the run: told again after "Thử lại", it is that of before
    first = re.search(r"gửi mã ([0-9A-F]{6}) ", said(run))[1]
    assert f"code {first}" in caplog.text
    run.button(key="frame.retry").click().run()
    assert f"gửi mã {first} " in said(run)


def test_a_store_that_cannot_be_opened_is_said_in_words(store, monkeypatch):
    st.cache_resource.clear()
    monkeypatch.setenv("BUDGET_DATABASE_URL", "nonsense")
    run = app().run()
    assert not run.exception
    assert "message error" in said(run)


def test_the_office_is_saved_by_who_works_there(store):
    run = app().run()
    run.switch_page("pages/settings/organisation.py").run()
    run.button(key="organisation.save").click().run()
    assert "Chưa có tên cơ quan" in said(run)
    run.text_input(key="organisation.name").set_value("Phòng Tài chính - Kế hoạch")
    run.selectbox(key="organisation.level").set_value("ward")
    run.text_input(key="side.signing").set_value("Nguyễn Văn A").run()
    run.text_input(key="organisation.valid_from").set_value("01/07/2025").run()
    run.button(key="organisation.save").click().run()
    assert not run.exception
    office = store.organisations()[0]
    assert (office.name, str(office.valid_from)) == ("Phòng Tài chính - Kế hoạch", "2025-07-01")
    assert store.log(action="organisation_set")[0].who == "Nguyễn Văn A"
    assert ">Phòng Tài chính - Kế hoạch</div>" in said(run)


def test_each_window_writes_in_a_name_of_its_own(store):
    officer, head = app().run(), app().run()
    officer.text_input(key="side.signing").set_value(" Trần  Thị Hoa ").run()
    # the browser remembers it, quoted for the cookie; the other window has none, and takes none away
    assert "budget_name=Tr%E1%BA%A7n%20Th%E1%BB%8B%20Hoa;" in said(officer)
    assert head.run().text_input(key="side.signing").value == ""
    assert "budget_name" not in said(head)
    head.text_input(key="side.signing").set_value("Lê Văn B").run()
    named = [(line.who, line.details["name"], line.details["before"]) for line in store.log()]
    assert named == [("Lê Văn B", "Lê Văn B", ""), ("Trần Thị Hoa", "Trần Thị Hoa", "")]


def test_who_has_given_no_name_is_asked_once_when_something_was_written(store):
    run = app().run()
    assert not run.toast
    run.switch_page("pages/settings/organisation.py").run()
    run.text_input(key="organisation.name").set_value("Phòng Tài chính - Kế hoạch")
    run.selectbox(key="organisation.level").set_value("ward").run()
    run.button(key="organisation.save").click().run()
    assert [toast.value for toast in run.toast] == [
        "Việc vừa làm đã vào nhật ký mà chưa ghi tên ai. Khai tên ở cuối thanh bên."
    ]
    assert not run.run().toast
    # the line that names somebody says since when this window had written without
    run.text_input(key="side.signing").set_value("Lê Văn B").run()
    [line] = store.log(action="person_name")
    assert datetime.fromisoformat(line.details["since"]) <= store.log(action="organisation_set")[0].at
    run.switch_page("pages/log/log.py").run()
    assert "Không rõ ai (chưa khai tên)" in said(run)
    assert "Lê Văn B; từ " in said(run)
    assert "cửa sổ này làm việc khi chưa khai tên" in said(run)


def test_the_theme_is_chosen_for_every_page_of_this_browser(store):
    run = app().run()
    run.switch_page("pages/settings/organisation.py").run()
    assert "Đang dùng: sáng" in said(run)
    run.button(key="organisation.theme.Dark").click().run()
    assert not run.exception
    assert 'JSON.stringify("Dark")' in said(run)
    assert '["", "import", "check"' in said(run)


def test_an_address_without_a_page_is_told_once_in_the_language_of_the_page(app: AppTest):
    app.run()
    app.session_state["note.frame.lost"] = True
    app.run()
    assert "Không có trang theo địa chỉ vừa mở" in "".join(str(one.proto.body) for one in app.get("html"))
    app.run()
    assert "Không có trang theo địa chỉ vừa mở" not in "".join(str(one.proto.body) for one in app.get("html"))


def test_streamlit_tells_of_an_address_without_a_page_by_the_name_that_is_replaced(app: AppTest):
    app.run()
    assert navigation.send_page_not_found.__module__ == "pages.shared.frame"


@pytest.mark.parametrize(("language", "said"), [("vi", "Giải thích: #"), ("en", "Help for #")])
def test_what_streamlit_reads_aloud_is_in_the_language_of_the_page(store, language, said):
    run = app()
    run.query_params["lang"] = language
    run.run()
    scripts = "".join(block.proto.body for block in run.get("html"))
    assert json.dumps(said) in scripts
    assert "SPOKEN" not in scripts


@pytest.mark.parametrize(
    ("here", "told"),
    [(True, "Chỉ mở được trên máy này."), (False, "Máy khác mở được nếu vào được máy chủ này.")],
)
def test_an_address_that_was_copied_says_so_and_where_it_opens(store, monkeypatch, here, told):
    monkeypatch.setattr(state, "on_this_computer", lambda: here)
    assert f'data-said="Đã chép địa chỉ. {told}"' in said(app().run())
