"""Units against the office's list, against last year, and an export that comes back."""

from __future__ import annotations

from budget.intake.against import Edit, against_last_year, against_list, edits

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
