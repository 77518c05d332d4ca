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
        ({"Học phí": 60_000}, "implausible"),
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
