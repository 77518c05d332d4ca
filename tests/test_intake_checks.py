"""Checks over the units that were read, and a sentence for every finding."""

from __future__ import annotations

import pytest

from budget.findings import Finding
from budget.report.words import Words
from tests.intake.books import HEAD, TOP, book, kinds, read
from tests.intake.corpus import FACTS, reading

FULL = [*HEAD, "Số lớp", "Biên chế", "Có mặt", "Học phí", "Các khoản đóng góp theo lương"]


def unit(**values):
    row = dict.fromkeys(FULL) | {
        "STT": 1, "Mã đơn vị": "01", "Tên trường": "Trường TH A", "Số HS": 600, "Quỹ lương": 5200,
        "Chi hoạt động": 500, "Kinh phí tự chủ": 5700, "Số lớp": 18, "Có mặt": 35,
    }  # fmt: skip
    return list((row | values).values())


def found(**values):
    return kinds(read(book([*TOP, FULL, unit(**values)])))


def test_a_sound_unit_gives_nothing():
    assert found() == set()


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({"Quỹ lương": -5}, "negative_amount"),
        ({"Số HS": -1}, "negative_amount"),
        ({"Số HS": 60_000}, "implausible"),
        ({"Học phí": 20_000}, "implausible"),
        ({"Học phí": 60_000}, "unit_of_measure_suspect"),
        ({"Quỹ lương": 5_200_000, "Kinh phí tự chủ": 5_700_000}, "unit_of_measure_suspect"),
        ({"Kinh phí tự chủ": 2_000}, "inconsistent_balance"),
        ({"Các khoản đóng góp theo lương": 6_000}, "contributions_above_salary"),
        ({"Số lớp": 10}, "class_size"),
        ({"Biên chế": 40}, "staff_above_norm"),
    ],
)
def test_what_is_wrong_is_found(values, kind):
    assert kind in found(**values)


@pytest.mark.parametrize(("people", "above"), [(39, False), (40, True)])
def test_posts_on_both_sides_of_the_norm(people, above):
    assert ("staff_above_norm" in found(**{"Biên chế": people})) is above  # 18 x 1,5 + 12 = 39


@pytest.mark.parametrize(("pupils", "above"), [(630, False), (631, True)])
def test_pupils_a_class_on_both_sides_of_the_norm(pupils, above):
    assert ("class_size" in found(**{"Số HS": pupils})) is above  # 18 x 35 = 630


def listed(name, **wrong):
    """Four schools of 100 to 400 pupils, pay 900 and support 1.000 (million) for each hundred of them."""
    rows = [*TOP, ["STT", "Mã đơn vị", "Tên trường", "Số HS", "Quỹ lương", "Chi hoạt động", "Học phí", name]]
    for n in range(1, 5):
        row = {"Quỹ lương": 900 * n, "Chi hoạt động": 100 * n, "Học phí": 40 * n, name: 1000 * n}
        row |= {column: value * n for column, value in wrong.items()}
        rows.append([n, f"0{n}", f"Trường TH Số {n}", 100 * n, *row.values()])
    return read(book(rows))


def suspects(reading):
    found = [f for f in reading.findings if f.kind == "unit_of_measure_suspect"]
    return [(f.cell, f.numbers["factor"], f.numbers["amount"], f.numbers["other"]) for f in found]


M = 1_000_000


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({}, []),
        ({"Quỹ lương": 900_000}, [("E5", 1000, 900_000 * M, 900 * M)]),
        ({"Chi hoạt động": 100_000}, [("F5", 1000, 100_000 * M, 100 * M)]),
        ({"Chi hoạt động": 0.1}, [("F5", 1000, 100_000, 100 * M)]),
        ({"Học phí": 40_000_000}, [("G5", 1_000_000, 40 * M * M, 40 * M)]),
        ({"Học phí": 800}, []),  # 800 of 900 for pay: much, but no other unit of measure
    ],
)
def test_each_money_column_is_held_against_the_others(wrong, expected):
    assert suspects(listed("Kinh phí tự chủ", **wrong)) == expected


def test_what_follows_from_a_wrong_unit_of_measure_is_not_said_again():
    said = kinds(listed("Kinh phí tự chủ", **{"Quỹ lương": 900_000}))
    assert said == {"unit_of_measure_suspect"}


def test_pay_is_judged_by_the_unit_when_neither_pupils_nor_people_are_known():
    rows = [["ĐVT: triệu đồng"], ["STT", "Mã đơn vị", "Tên trường", "Quỹ lương", "Kinh phí tự chủ"]]
    rows += [[n, f"0{n}", f"Trường TH Số {n}", 4_000_000, 4400] for n in (1, 2)]
    assert suspects(read(book(rows))) == [("D3", 1000, 4_000_000 * M, 4000 * M)]


def test_spending_of_which_a_part_is_not_known_is_not_judged():
    assert "implausible" not in found(**{"Quỹ lương": "abc"})


def test_spending_for_a_pupil_is_told_as_spending():
    reading = read(book([*TOP, HEAD, [1, "01", "Trường TH A", 60, 5200, 500, 5700]]))
    finding = next(f for f in reading.findings if f.kind == "implausible" and f.cell == "E5")
    assert (finding.numbers["column"], finding.numbers["each"]) == ("spending", 95 * M)  # 5.700 for 60 pupils
    assert Words("vi").finding(finding) == (
        "Trường TH A, “chi thường xuyên”: 95.000.000 đồng một học sinh, "
        "thường gặp từ 8.000.000 đến 12.000.000 đồng. Kiểm tra lại số."
    )


def test_norms_hold_from_the_day_they_are_in_force():
    rows = [["DỰ TOÁN NĂM 2022"], ["ĐVT: triệu đồng"], FULL, unit(**{"Số lớp": 10})]
    assert "class_size" not in kinds(read(book(rows)))


def test_a_unit_without_any_amount_is_named():
    rows = [
        *TOP,
        HEAD,
        [1, "01", "Trường TH A", 600, None, None, None],
        [2, "02", "TH B", 600, 5200, 500, 5700],
    ]
    assert "empty_unit" in kinds(read(book(rows)), "C5")


def test_the_same_name_under_another_owner():
    head = [*HEAD, "Cơ quan quản lý"]
    rows = [
        *TOP,
        head,
        [1, "01", "TH A", 600, 5200, 500, 5700, "UBND phường B"],
        [2, "02", "TH A", 600, 5200, 500, 5700, "UBND xã C"],
    ]
    assert "same_name_other_owner" in kinds(read(book(rows)), "C6")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_finding_has_a_sentence(language):
    words = Words(language)
    rows = [
        ["ĐVT: đồng"],
        [None, None, "ĐVT: triệu đồng"],
        FULL,
        unit(**{"Quỹ lương": "abc", "Số lớp": 10, "Có mặt": 90, "Học phí": "1.234"}),
        unit(**{"Quỹ lương": -5, "Tên trường": "Hoa Sen", "Số HS": 60_000}),
        [None, None, "Cộng", 5, 6, 7, 8],
        [None, None, None, None, None, None, None, None, None, None, None, None, 77],
    ]
    findings: list[Finding] = list(read(book(rows, hidden_rows=[5], hidden_columns=["E"])).findings)
    findings += [finding for name in FACTS for finding in reading(name).findings]
    findings += read(b"%PDF", "a.pdf").findings
    for finding in findings:
        sentence = words.finding(finding)
        assert "{" not in sentence
        assert sentence.endswith(".")
