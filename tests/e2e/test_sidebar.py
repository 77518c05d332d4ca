"""Every page of the sidebar is in view on the officer's screen, whatever stands above the pages."""

from __future__ import annotations

from datetime import date

import pytest

from budget.sample import load_sample
from budget.store import SAMPLE, Batch, Organisation, open_store
from tests.e2e.browser import settle

NAME = "Phòng Kinh tế, Hạ tầng và Đô thị phường Phan Thiết"
PLAN = "B. Giảm 10 % đến 2025, dành cho trường"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_long_name_and_a_locked_plan_leave_room_for_every_page(start_server, new_page, tmp_path, language):
    store = open_store(f"sqlite:///{(tmp_path / 'office.db').as_posix()}")
    about, units = load_sample("city_2022")
    store.add_data([Batch(about.base_year, units.rows(), owner=about.owner, origin=SAMPLE)], "Lan")
    store.save_scenario(PLAN, f'name = "{PLAN}"\nhorizon = 2025', "Lan", 2022)
    store.decide(1, 1, "Lan", submitted=1, people=["A, Chủ tịch"], details={"year": 2025})
    store.set_organisation(
        Organisation(date(2025, 7, 1), NAME, superior="UBND phường Phan Thiết", place="Phan Thiết"), "Lan"
    )
    store.close()
    page = new_page(start_server(tmp_path).url)
    page.goto(f"/log?scenario=1&lang={language}")
    settle(page)
    foot = page.locator(".st-key-side-foot").bounding_box()
    last = page.get_by_test_id("stSidebar").get_by_test_id("stPageLink").last.bounding_box()
    assert foot is not None
    assert last is not None
    assert last["y"] + last["height"] <= foot["y"]
