"""Units against the office's list, against last year, and an export that comes back."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from budget.intake.against import Edit, Listed, against_last_year, against_list, edits
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


def found(*known, units=UNITS, year=2025):
    return {(f.kind, f.unit) for f in against_list(units, known, year)}


def test_missing_new_renamed_and_moved_units():
    known = [
        Listed("1", "TH Hòa Phú", "UBND thành phố"),
        Listed("2", "TH B", "UBND thành phố"),
        Listed("4", "TH Tên Cũ", "UBND thành phố", since=date(2020, 9, 1)),
        Listed("5", "TH Đã giải thể", until=date(2022, 12, 31)),
    ]
    assert found(*known) == {
        ("unit_missing", "2"), ("unit_new", "3"), ("unit_renamed", "4"), ("unit_moved", "1"),
    }  # fmt: skip


CITY = Listed("1", "TH Hòa Phú", "UBND thành phố", until=date(2025, 6, 30))
WARD = Listed("1", "TH Hòa Phú", "UBND phường A", since=date(2025, 7, 1))


@pytest.mark.parametrize(
    ("owner", "kind"),
    [("UBND thành phố", "unit_moved_since"), ("UBND phường A", ""), ("UBND xã C", "unit_moved")],
)
def test_a_unit_that_changes_its_owner_within_the_year(owner, kind):
    findings = against_list([{**UNITS[0], "owner": owner}], [WARD, CITY], 2025)
    assert [f.kind for f in findings] == ([kind] if kind else [])
    assert kind != "unit_moved_since" or findings[0].numbers["day"] == date(2025, 7, 1)


def test_a_unit_that_was_merged_is_not_missing_and_not_new():
    into = Listed("1", "TH Hoà Phú")
    gone = Listed("9", "TH Nhỏ", until=date(2025, 8, 31), into="1")
    [finding] = against_list(UNITS[:1], [into, gone], 2025)
    assert (finding.kind, finding.numbers["day"], finding.numbers["into"]) == (
        "unit_merged", date(2025, 9, 1), "TH Hoà Phú",
    )  # fmt: skip
    assert found(into, gone, units=[*UNITS[:1], {"code": "9", "name": "TH Nhỏ"}], year=2026) == {
        ("unit_merged", "9")
    }
    ended = Listed("9", "TH Nhỏ", until=date(2024, 12, 31))
    assert found(into, ended, units=[*UNITS[:1], {"code": "9", "name": "TH Nhỏ"}]) == {("unit_ended", "9")}


def test_what_changed_much_since_last_year():
    before = [{"code": "1", "salary": 1_000, "pupils": 390}, {"code": "4", "salary": 501}]
    found = {(f.unit, f.numbers["column"]) for f in against_last_year(UNITS, before, 2025)}
    assert found == {("4", "salary")}


def test_a_column_a_thousand_times_last_year_is_in_another_unit_of_measure():
    before = [{"code": code, "salary": 5_000, "support": 5_500} for code in "123"]
    now = [{"code": code, "name": f"TH {code}", "salary": 5_100_000, "support": 5_600} for code in "123"]
    [finding] = against_last_year(now, before, 2026)
    assert (finding.kind, finding.severity) == ("unit_of_measure_suspect", "error")
    numbers = finding.numbers
    assert (numbers["amount"], numbers["other"], numbers["count"]) == (5_100_000, 5_100, 3)


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
