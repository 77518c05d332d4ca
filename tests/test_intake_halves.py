"""Tables of the same units: known by code, by name only offered, columns put together."""

from __future__ import annotations

import pytest

from budget.intake import halves, read_files
from tests.intake.books import HEAD, HOA_SEN, LE_LOI, TOP, book, kinds, read

PEOPLE = ["STT", "Mã đơn vị", "Tên trường", "Số lớp", "Biên chế"]
CLASSES = [[1, "1000001", "Trường MN Hoa Sen", 8, 20], [2, "1000002", "Trường TH Lê Lợi", 18, 35]]


def without_code(rows):
    return [[cell for place, cell in enumerate(row) if place != 1] for row in rows]


def found(*tables):
    readings = [read(book([*TOP, *rows]), f"{n}.xlsx") for n, rows in enumerate(tables)]
    return halves([(reading.file, table) for reading in readings for table in reading.used])


def test_a_table_with_other_columns_of_the_same_units_adds_to_it():
    half = found([PEOPLE, *reversed(CLASSES)], [HEAD, HOA_SEN, LE_LOI])[0]
    assert (half.file, half.other_file, half.by_code) == ("0.xlsx", "1.xlsx", True)
    assert half.pairs == {0: 1, 1: 0}


def test_two_tables_with_the_same_columns_do_not_both_add():
    found_ = found([HEAD, HOA_SEN, LE_LOI], [PEOPLE, *CLASSES], [PEOPLE, *CLASSES])
    assert [(half.file, half.other_file) for half in found_] == [("1.xlsx", "0.xlsx")]


def test_without_codes_it_is_offered_by_name():
    half = found([HEAD, HOA_SEN, LE_LOI], without_code([PEOPLE, *CLASSES]))[0]
    assert (half.file, half.by_code) == ("1.xlsx", False)


@pytest.mark.parametrize(
    "rows",
    [
        [[*PEOPLE, "Quỹ lương"], *([*row, 2400] for row in CLASSES)],  # a column of both
        [PEOPLE, [1, "9", "Trường MN Hoa Sen", 8, 20], [2, "8", "Trường TH Lê Lợi", 18, 35]],  # other codes
        [["DỰ TOÁN NĂM 2024"], PEOPLE, *CLASSES],  # another year
    ],
)
def test_what_is_no_half(rows):
    top = TOP if rows[0][0] == "STT" else TOP[2:]
    readings = [
        read(book([*TOP, HEAD, HOA_SEN, LE_LOI]), "a.xlsx"),
        read(book([*rows[:-3], *top, *rows[-3:]])),
    ]
    assert halves([(r.file, table) for r in readings for table in r.used]) == []


def test_units_of_one_name_keep_their_own_columns_where_codes_tell_them_apart():
    money = [
        *TOP,
        HEAD,
        [1, "01", "Trường TH A", 600, 5200, 500, 5700],
        [2, "02", "Trường TH A", 500, 4200, 400, 4600],
    ]
    people = [*TOP, PEOPLE, [1, "02", "Trường TH A", 15, 28], [2, "01", "Trường TH A", 18, 35]]
    units = read(book(("Tiền", money), ("Lớp", people))).units
    assert [(u["code"], u["salary"] // 10**6, u["classes"]) for u in units] == [
        ("01", 5200, 18),
        ("02", 4200, 15),
    ]


def test_halves_in_two_files_are_no_units_twice():
    money, people = book([*TOP, HEAD, HOA_SEN, LE_LOI]), book([*TOP, PEOPLE, *CLASSES])
    for reading in read_files([("a.xlsx", money), ("b.xlsx", people)]):
        assert not kinds(reading) & {"duplicate_code", "similar_names"}
