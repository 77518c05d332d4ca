"""The provisions of a plan on one screen: what differs, its law, and the way to its lever."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.plan_pages import html, open_page, sample_store, with_scenario

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from budget.store import Store


@pytest.fixture
def store(app: AppTest) -> Store:
    return sample_store()


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", ("Trượt giá", "3,5\u00a0%", "Căn cứ năm 2025")), ("en", ("Inflation", "3.5%", "Law in 2025"))],
)
def test_what_differs_stands_beside_the_status_quo(
    app: AppTest, store: Store, lang: str, words: tuple[str, ...]
):
    open_page(app, "provisions", with_scenario(store), lang=lang)
    page = html(app)
    assert all(word in page for word in words)
    # the measure rests on the yearly minimum of the law in force in 2025
    assert ("2,5\u00a0%" if lang == "vi" else "2.5%") in page


def test_parts_of_the_roadmap_and_measures_have_the_names_of_their_cards(app: AppTest, store: Store):
    open_page(app, "provisions", with_scenario(store))
    page = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert ">1. Công trình công cộng: 52 % năm 2027</a>" in page
    assert ">1. Đến 2025 giảm 10 %</a>" in page
    assert "Biện pháp 1" not in page


def test_units_of_a_scope_are_called_by_their_names(app: AppTest, store: Store):
    scope = '[[reductions]]\nmethod = "rate"\nrate = 0.02\nunits = { codes = ["9100017", "9100040"] }\n'
    plan = store.save_scenario("Theo mã", f'name = "Theo mã"\n{scope}', "t", 2022).id
    open_page(app, "provisions", plan)
    page = html(app)
    assert "Trường Mầm non Hoa Sen (mẫu) và Trường Mầm non Hoa Mai (mẫu)" in page
    assert "mã 9100017" not in page


def test_a_provision_leads_to_its_lever(app: AppTest, store: Store):
    open_page(app, "provisions", with_scenario(store))
    page = html(app)
    for address in ("/assumptions?", "/roadmap?", "/reductions?", "/allocation?"):
        assert address in page
    assert "part=norms" in page


def test_the_address_opens_the_part_that_it_names(app: AppTest, store: Store):
    app.query_params["part"] = "norms"
    open_page(app, "allocation", with_scenario(store))
    assert app.segmented_control(key="allocation.part").value == "norms"


def test_those_that_stand_as_they_are_come_with_one_switch(app: AppTest, store: Store):
    open_page(app, "provisions", with_scenario(store))
    assert "Xếp nhóm tự chủ" not in html(app)
    app.toggle(key="provisions.every").set_value(True).run()
    assert not app.exception
    assert "Xếp nhóm tự chủ" in html(app)


def test_a_norm_and_a_rate_name_the_office_s_document(app: AppTest, store: Store):
    store.add_law_value("primary_norm", date(2024, 1, 1), {"per_class": 20_000_000}, "NQ 15/2023", "t")
    store.add_law_value("compensation_rate", date(2024, 1, 1), Decimal("0.9"), "NQ 16/2023", "t")
    bare = store.save_scenario("Trống", 'name = "Trống"\nhorizon = 2026', "t", 2022).id
    open_page(app, "provisions", bare, year="2025")
    page = html(app)
    assert "từ 2024: 20.000.000 đồng một lớp (của cơ quan: NQ 15/2023)" in page
    assert "từ 2022: 19\u00a0% tổng lương và chi hoạt động" in page
    assert "NQ 16/2023" in page


def test_a_plan_that_changes_nothing_says_so(app: AppTest, store: Store):
    bare = store.save_scenario("Trống", 'name = "Trống"\n', "t", 2022).id
    open_page(app, "provisions", bare)
    assert "chưa đổi nội dung nào" in html(app)


ONE = """
name = "Một"
[assumptions]
inflation = 0.035
[[roadmap]]
units = { fields = ["Công trình công cộng"] }
targets = { 2024 = 0.4 }
[[roadmap]]
units = { fields = ["Văn hóa - Thể thao"] }
targets = { 2024 = 0.3 }
[[reductions]]
method = "rate"
rate = 0.02
[allocation]
stages = [ { aim = "norm", level = 0.6 }, { aim = "share", by = "pupils" } ]
"""


def test_a_plan_stands_beside_another_in_what_differs_alone(app: AppTest, store: Store):
    """The other has no roadmap of public works, prices of 4 %, no first step and the same cards else, though
    the first of its roadmap and of its steps is the second of this one: three provisions differ.
    """
    first = store.save_scenario("Một", ONE, "t", 2022).id
    gone = ONE[ONE.index("[[roadmap]]") : ONE.index("[[roadmap]]", ONE.index("[[roadmap]]") + 1)]
    other = ONE.replace(gone, "").replace("0.035", "0.04").replace("Một", "Hai")
    other = other.replace('{ aim = "norm", level = 0.6 }, ', "")
    app.query_params["beside"] = str(store.save_scenario("Hai", other, "t", 2022).id)
    open_page(app, "provisions", first)
    page = html(app).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Khác “Hai” ở <strong>3 nội dung</strong>: Giả định, Lộ trình tự chủ và Tăng kinh phí cho trường."
        in page
    )
    assert "“Một” so với “Hai”" in page
    assert all(said in page for said in ("4 %", "3,5 %", ">1. ", ">Bước 1<"))
    assert not any(said in page for said in (">2. ", ">Bước 2<"))
    app.selectbox(key="provisions.against").set_value(0).run()
    # prices, two cards of the roadmap, a measure; of more for schools pool, scope, rounding and two steps
    assert "Phương án đổi <strong>9 nội dung</strong> so với mặc định" in html(app)
    assert "beside" not in app.query_params


def test_a_year_that_moves_by_itself_is_said_until_one_is_chosen(app: AppTest, store: Store):
    """The status quo is seen in its last year, 2027; the plan, whose only target is of 2025, in that one."""
    plan = with_scenario(store)
    open_page(app, "provisions")
    assert app.selectbox(key="choose.year").value == 2027
    assert "Tự chuyển" not in html(app)
    app.selectbox(key="choose.scenario").set_value(plan).run()
    assert app.selectbox(key="choose.year").value == 2025
    assert "Năm xem đã tự chuyển từ 2027" in html(app)
    app.selectbox(key="choose.year").set_value(2026).run()
    assert "Tự chuyển" not in html(app)


def test_without_a_plan_there_is_a_way_to_one(app: AppTest, store: Store):
    open_page(app, "provisions")
    assert app.button(key="plan.create.empty")


OVERRULED = """
name = "Hai thẻ"
[[roadmap]]
units = { fields = ["Văn hóa - Thể thao"] }
targets = { 2025 = 0.282 }
[[roadmap]]
units = { fields = ["Văn hóa - Thể thao"] }
targets = { 2025 = 0.6 }
"""


def test_a_part_of_the_roadmap_whose_units_follow_a_later_one_is_marked(app: AppTest, store: Store):
    open_page(app, "provisions", store.save_scenario("Hai thẻ", OVERRULED, "t", 2022).id)
    rows = re.findall(r"<tr.*?</tr>", html(app).replace("\N{NO-BREAK SPACE}", " "), re.DOTALL)
    marked = "(không có tác dụng: đơn vị theo thẻ sau)"
    assert [marked in row for row in rows if "28,2 % năm 2025" in row] == [True]
    assert [marked in row for row in rows if "60 % năm 2025" in row] == [False]
