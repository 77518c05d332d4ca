"""A folder of messy files, as an officer drops it: questions answered in the browser, units in the list."""

from __future__ import annotations

import re

import openpyxl

from budget.report.words import Words
from tests import messy_files
from tests.e2e.browser import settle
from tests.e2e.test_main_job import go
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book

w = Words("vi")


def put(page, folder, files) -> None:
    """Drops files and waits until they are read."""
    paths = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        paths.append(str(folder / name))
    page.set_input_files("input[type=file]", paths)
    page.get_by_role("button", name=w.t("import.forget")).wait_for()
    settle(page)


def press(page, name, role="button") -> None:
    page.get_by_role(role, name=name).click()
    settle(page)


def test_four_messy_files_become_units(page, tmp_path):
    files = messy_files.folder()
    four = ("tong hop co ma.xlsx", "khoi MN TH.xlsx", "phu thuy.csv", "don vi khac.xlsx")
    page.goto("/import")
    settle(page)
    put(page, tmp_path, {name: files[name] for name in four})
    confirm = page.get_by_role("button", name=w.t("import.confirm", n=11))
    assert confirm.is_disabled()
    press(page, "2025", "radio")
    guess = w.t("import.guessed")
    press(page, f"{w.t('number.million')} {guess}", "radio")
    press(page, re.compile("TAM-001"))
    press(page, f"{w.kind('service')} {guess}", "radio")
    assert confirm.is_enabled()
    confirm.click()
    settle(page)
    go(page, "units")
    assert page.get_by_text(w.t("units.list", n=11)).is_visible()
    for name in (
        "Trường Tiểu học Phú Thủy",
        "Trường TH Mũi Né 2",
        "Ban Quản lý chợ",
        "Trường Mầm non Hoa Sen",
    ):
        assert page.locator(".figures").get_by_text(name).first.is_visible()


def test_the_error_workbook_is_mended_and_dropped_again(start_server, new_page, tmp_path):
    page = new_page(start_server().url)
    page.goto("/import")
    settle(page)
    put(page, tmp_path, {"duc thang.xlsx": messy_files.one_school()})
    with page.expect_download() as download:
        page.get_by_role("button", name=w.t("import.marked_action", file="duc thang.xlsx")).click()
    mended = tmp_path / download.value.suggested_filename
    download.value.save_as(mended)
    opened = openpyxl.load_workbook(mended)
    assert opened.sheetnames == ["Sheet1", w.t("error_book.sheet")]
    assert opened["Sheet1"]["E4"].comment is not None
    opened["Sheet1"]["E4"] = 4700
    opened.save(mended)
    press(page, w.t("import.forget"))
    put(page, tmp_path, {mended.name: mended.read_bytes()})
    press(page, w.t("import.confirm", n=2))
    assert page.get_by_text(w.t("import.loaded", units=2, year=2025)).is_visible()


def test_a_cell_that_differs_is_taken_as_an_edit(start_server, new_page, tmp_path):
    page = new_page(start_server().url)
    page.goto("/import")
    settle(page)
    put(page, tmp_path, {"dau.xlsx": book([*TOP, HEAD, HOA_SEN, LE_LOI])})
    press(page, w.t("import.confirm", n=2))
    put(page, tmp_path, {"sua.xlsx": book([*TOP, HEAD, [*HOA_SEN[:4], 2450, *HOA_SEN[5:]], LE_LOI])})
    press(page, w.t("import.take_edits", n=1))
    go(page, "units")
    assert page.get_by_text("2.450").first.is_visible()
