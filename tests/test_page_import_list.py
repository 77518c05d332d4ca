"""The office's list of units: begun from the files, and what changed in it written from a day on."""

from __future__ import annotations

from datetime import date

from budget.report.words import Words
from budget.store import RegisteredUnit, open_store
from pages.shared import loading
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, book
from tests.test_page_import import confirm, drop, press, text

w = Words("vi")
OWNER = "UBND thành phố"


def of(year, *rows, owner=OWNER):
    top = [[f"DỰ TOÁN NĂM {year}"], ["Đơn vị tính: triệu đồng"]]
    return book([*top, [*HEAD, "Cơ quan quản lý"], *([*row, owner] for row in rows)])


def registry():
    return [(u.code, u.owner, u.valid_from, u.valid_to, u.merged_into) for u in open_store().registry()]


def test_a_list_is_begun_from_the_files(app):
    drop(app, {"a.xlsx": of(2025, HOA_SEN, LE_LOI)})
    press(app, "import.registry.begin")
    assert registry() == [
        ("1000001", OWNER, date(2025, 1, 1), None, ""), ("1000002", OWNER, date(2025, 1, 1), None, ""),
    ]  # fmt: skip
    assert w.t("import.registry_written", n=2) in text(app)
    assert "import.registry.begin" not in [button.key for button in app.button]


def listed():
    units = [("1000001", "Trường MN Hoa Sen"), ("1000002", "Trường TH Lê Lợi"), ("1000009", "Trường TH Nhỏ")]
    open_store().register_units(
        [RegisteredUnit(code, name, OWNER, date(2020, 1, 1)) for code, name in units], "t"
    )


def test_changes_are_written_to_the_list_from_their_day(app):
    listed()
    new = [3, "1000003", "Trường THCS Nguyễn Trãi", 800, 8100, 800, 8900]
    drop(app, {"a.xlsx": of(2025, HOA_SEN, LE_LOI, new, owner="UBND phường A (từ 01/7/2025)")})
    assert w.t("import.registry_title", n=4) in text(app)  # two moved, one missing, one new
    assert "Chuyển từ" not in text(app)  # the grid is no HTML; what it would write:
    now = (("1000001", "Hoa Sen"), ("3", "Mới"))
    rows = {code: {"name": name, "owner": "UBND phường A"} for code, name in now}
    july, september = date(2025, 7, 1), date(2025, 9, 1)
    changes = [("1000001", july, ""), ("3", september, ""), ("1000009", september, "1000002")]
    made = loading.registered(changes, rows, open_store().registry())
    assert [(u.code, u.name, u.owner, u.valid_from, u.valid_to, u.merged_into) for u in made] == [
        ("1000001", "Trường MN Hoa Sen", OWNER, date(2020, 1, 1), date(2025, 6, 30), ""),
        ("1000001", "Hoa Sen", "UBND phường A", date(2025, 7, 1), None, ""),
        ("3", "Mới", "UBND phường A", date(2025, 9, 1), None, ""),
        ("1000009", "Trường TH Nhỏ", OWNER, date(2020, 1, 1), date(2025, 8, 31), "1000002"),
    ]


def test_a_unit_that_was_merged_is_said_to_be(app):
    listed()
    gone = RegisteredUnit(
        "1000009", "Trường TH Nhỏ", OWNER, date(2020, 1, 1), date(2025, 8, 31), "", "1000002"
    )
    open_store().register_units([gone], "t")
    drop(app, {"a.xlsx": of(2025, HOA_SEN, LE_LOI)})
    assert "đã sáp nhập vào Trường TH Lê Lợi từ ngày 01/09/2025" in text(app)
    confirm(app)
    kept = open_store().findings(open_store().data_versions(2025)[-1].id)
    finding = next(f for f in kept if f.kind == "unit_merged")
    assert "01/09/2025" in w.finding(finding)
