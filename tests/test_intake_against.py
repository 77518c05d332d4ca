"""Units against the office's list, against last year, and an export that comes back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl

from budget.intake.against import Edit, against_last_year, against_list, edits
from budget.law import national_law
from budget.report.words import Words
from budget.report.workbook import write_comparison
from budget.scenario import Scenario
from budget.simulate import simulate
from budget.units import Units
from tests.intake.books import read

UNITS = [
    {"code": "1", "name": "TH Hoà Phú", "owner": "UBND phường A", "salary": 5_000, "pupils": 400},
    {"code": "3", "name": "TH Mới", "owner": "", "salary": 1_000},
    {"code": "4", "name": "TH Tên Mới", "owner": "UBND thành phố", "salary": 100},
]


def test_missing_new_renamed_and_moved_units():
    known = [
        {"code": "1", "name": "TH Hòa Phú", "owner": "UBND thành phố"},
        {"code": "2", "name": "TH B", "owner": "UBND thành phố"},
        {"code": "4", "name": "TH Tên Cũ", "owner": "UBND thành phố", "since": 2020},
        {"code": "5", "name": "TH Đã giải thể", "until": 2022},
    ]
    found = {(f.kind, f.unit) for f in against_list(UNITS, known, 2025)}
    assert found == {("unit_missing", "2"), ("unit_new", "3"), ("unit_renamed", "4"), ("unit_moved", "1")}


def test_what_changed_much_since_last_year():
    before = [{"code": "1", "salary": 1_000, "pupils": 390}, {"code": "4", "salary": 501}]
    found = {(f.unit, f.numbers["column"]) for f in against_last_year(UNITS, before, 2025)}
    assert found == {("4", "salary")}


def test_the_differing_cells_of_an_export_are_edits():
    old = [
        {
            "code": "1",
            "name": "TH Hòa Phú",
            "owner": "UBND phường A",
            "salary": 5_000,
            "pupils": 390,
            "tasks": 7,
        }
    ]
    assert edits(old, UNITS) == [Edit("1", "TH Hoà Phú", "pupils", 390, 400)]


ROWS = [
    {
        "code": f"00{n}",
        "name": f"Trường Tiểu học Số {n}",
        "kind": "primary",
        "ward": "Phường A",
        "owner": "UBND thành phố",
        "salary": 5_000_000_001 * n,
        "professional": 500_000_000,
        "tuition": 7,
        "support": 5_400_000_000 * n,
        "pupils": 600 * n,
        "classes": 18 * n,
        "staff": 35 * n,
        "essential": n == 2,
    }
    for n in (1, 2)
]


def test_an_exported_workbook_comes_back_and_shows_what_was_changed_in_it():
    units = Units.from_rows(2022, ROWS)
    result = simulate(units, Scenario(name="Thử", horizon=2023), national_law())
    target = io.BytesIO()
    write_comparison(target, [result], words=Words("vi"), created=datetime(2026, 1, 5, tzinfo=UTC))
    assert edits(units.rows(), read(target.getvalue()).units) == []
    made = openpyxl.load_workbook(target)
    sheet = made["Dữ liệu"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 5_000_000_001)
    cell.value = 5_100_000_000
    changed = io.BytesIO()
    made.save(changed)
    found = edits(units.rows(), read(changed.getvalue()).units)
    assert found == [Edit("001", "Trường Tiểu học Số 1", "salary", 5_000_000_001, 5_100_000_000)]
