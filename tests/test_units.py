"""The data dictionary and the units of a base year."""

from __future__ import annotations

import hashlib
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from budget.units import COLUMN, COLUMNS, KIND, KINDS, Units, UnitsError

HEADINGS = {  # the headings that offices see, in their order
    "code": "Mã đơn vị",
    "name": "Tên đơn vị",
    "kind": "Loại hình",
    "field": "Lĩnh vực",
    "ward": "Phường, xã",
    "owner": "Cơ quan quản lý",
    "tuition": "Học phí",
    "compensation": "NSNN cấp bù học phí",
    "orders": "NSNN đặt hàng, đấu thầu",
    "users": "Thu dịch vụ sự nghiệp công khác từ người thụ hưởng",
    "science": "Thu nhiệm vụ khoa học và công nghệ",
    "service_revenue": "Dịch vụ không sử dụng NSNN: số thu",
    "service_cost": "Dịch vụ không sử dụng NSNN: chi phí",
    "fees": "Phí được để lại chi thường xuyên",
    "other_revenue": "Thu hợp pháp khác (đã trừ chi phí)",
    "salary": "Tiền lương, phụ cấp, các khoản đóng góp",
    "contributions": "trong đó: các khoản đóng góp theo lương",
    "experts": "Chi thuê chuyên gia",
    "professional": "Chi hoạt động chuyên môn",
    "fee_work": "Chi thực hiện công việc, dịch vụ thu phí",
    "management": "Chi quản lý, mua sắm, sửa chữa thường xuyên",
    "provisions": "Trích lập dự phòng",
    "interest": "Chi trả lãi tiền vay",
    "other_spending": "Chi thường xuyên khác",
    "support": "NSNN hỗ trợ chi thường xuyên giao tự chủ",
    "tasks": "NSNN cấp chi thường xuyên không giao tự chủ",
    "pupils": "Học sinh",
    "classes": "Lớp",
    "sites": "Điểm trường",
    "staff_quota": "Biên chế giao",
    "staff": "Có mặt",
    "covers_investment": "Tự bảo đảm chi đầu tư (x)",
    "essential": "Dịch vụ cơ bản, thiết yếu (x)",
}


def school(code: str, **cells: Any) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Trường {code}",
        "kind": "primary",
        "salary": 1_000,
        "support": 1_000,
    } | cells


def test_the_dictionary_has_every_heading_in_its_order() -> None:
    assert {c.id: c.vi for c in COLUMNS} == HEADINGS
    assert [c.id for c in COLUMNS] == list(HEADINGS)
    assert [k.vi for k in KINDS] == ["Mầm non", "Tiểu học", "THCS", "Nhiều cấp", "Sự nghiệp khác"]
    assert [k.item for k in KINDS] == ["071", "072", "073", "", ""]
    assert [k.school for k in KINDS] == [True, True, True, True, False]


def test_what_enters_own_revenue_and_spending_is_declared() -> None:
    def entering(what: str) -> set[str]:
        return {c.id for c in COLUMNS if c.enters == what}

    assert entering("A") == {
        "tuition", "compensation", "orders", "users", "science", "fees", "other_revenue",
    }  # fmt: skip
    assert entering("A-surplus") == {"service_revenue", "service_cost"}
    assert entering("B") == {
        "salary", "experts", "professional", "fee_work", "management", "provisions", "interest",
        "other_spending",
    }  # fmt: skip
    assert entering("S") == {"support"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda c: c.id)
def test_every_column_is_described_in_both_languages(column: Any) -> None:
    assert column.en
    assert column.description_vi.endswith(".")
    assert column.description_en.endswith(".")
    assert column.example
    assert column.type in {"text", "choice", "money", "count", "mark"}
    assert column.block in {"identity", "revenue", "spending", "support", "driver", "mark"}
    assert not column.per or column.per in COLUMN
    if column.low:
        assert float(column.low) < float(column.high)


def test_every_part_of_own_revenue_and_spending_names_its_row_and_law() -> None:
    for column in COLUMNS:
        if column.enters:
            assert column.form_row, column.id
            assert "Điều" in column.source, column.id


def test_an_empty_amount_is_zero_but_empty_contributions_are_unknown() -> None:
    units = Units.from_rows(2022, [school("T1", tuition=None)])
    assert units["tuition"].tolist() == [0.0]
    assert math.isnan(units["contributions"][0])
    row = units.rows()[0]
    assert (row["tuition"], row["contributions"], row["ward"], row["essential"]) == (0, None, "", False)


def test_rows_come_back_as_they_went_in() -> None:
    rows = [
        school("T1", tuition=12_345, pupils=612.5, contributions=0, essential=True, ward="Phường 1"),
        school("M1", kind="service", field="chợ", users=8_999_999_999_999_999),
    ]
    back = Units.from_rows(2022, rows).rows()
    for row, again in zip(rows, back, strict=True):
        assert {key: again[key] for key in row} == row
        assert list(again) == list(HEADINGS)
    assert Units.from_rows(2022, back).rows() == back


def test_whole_decimals_and_floats_are_amounts() -> None:
    units = Units.from_rows(2022, [school("T1", salary=Decimal("12.0"), support=7.0, users=np.int64(5))])
    assert (units["salary"][0], units["support"][0], units["users"][0]) == (12.0, 7.0, 5.0)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("unknown_column", {"salery": 1}),
        ("missing_code", {"code": " "}),
        ("duplicate_code", {"code": "T1"}),
        ("unknown_kind", {"kind": "high_school"}),
        ("unknown_kind", {"kind": None}),
        ("not_whole", {"salary": 0.5}),
        ("not_whole", {"salary": Decimal("0.5")}),
        ("not_a_number", {"salary": "12"}),
        ("not_a_number", {"salary": True}),
        ("not_a_number", {"salary": math.nan}),
        ("not_a_number", {"pupils": math.nan}),
        ("too_large", {"salary": 9_000_000_000_000_000}),
        ("too_large", {"salary": -9_000_000_000_000_000}),
        ("too_large", {"salary": 10**400}),
        ("too_large", {"salary": math.inf}),
        ("not_a_mark", {"essential": "x"}),
    ],
)
def test_a_fault_says_its_kind_and_place(kind: str, cells: dict[str, Any]) -> None:
    with pytest.raises(UnitsError) as caught:
        Units.from_rows(2022, [school("T1"), school("T2") | cells])
    assert caught.value.kind == kind
    assert caught.value.row == 2
    assert f"{kind}: row 2" in str(caught.value)


def test_arrays_cannot_be_changed() -> None:
    units = Units.from_rows(2022, [school("T1")])
    with pytest.raises(ValueError, match="read-only"):
        units["salary"][0] = 1
    with pytest.raises(TypeError):
        units.values["salary"] = units["support"]  # type: ignore[index]


def test_positions_ranks_and_schools() -> None:
    units = Units.from_rows(2022, [school("b"), school("B", kind="service"), school("10"), school("9")])
    assert units.code_rank.tolist() == [3, 2, 0, 1]  # digits, capitals, small letters: by code point
    assert units.school.tolist() == [True, False, True, True]
    assert units.position("10") == 2
    assert len(units) == 4
    with pytest.raises(KeyError):
        units.position("11")


def test_names_are_composed_unicode() -> None:
    assert Units.from_rows(2022, [school("T1", name=" Ho\u0300a ")]).name == ("Hòa",)


def test_the_fingerprint_is_of_the_content_not_of_the_order() -> None:
    rows = [school("T1"), school("T2", tuition=5)]
    units = Units.from_rows(2022, rows)
    assert units.fingerprint == Units.from_rows(2022, rows[::-1]).fingerprint
    assert units.fingerprint != Units.from_rows(2023, rows).fingerprint
    assert units.fingerprint != Units.from_rows(2022, [rows[0], school("T2", tuition=6)]).fingerprint
    assert units.fingerprint != Units.from_rows(2022, [rows[0], school("T2", contributions=0)]).fingerprint


def test_the_fingerprint_of_no_units_is_that_of_its_canonical_json() -> None:
    assert (
        Units.from_rows(2022, []).fingerprint == hashlib.sha256(b'{"base_year":2022,"units":[]}').hexdigest()
    )


def test_kinds_can_be_written_in_other_ways() -> None:
    assert "Mẫu giáo" in KIND["preschool"].also
    assert "TH&THCS" in KIND["combined"].also
