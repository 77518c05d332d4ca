"""Names in the order of the Vietnamese alphabet."""

from __future__ import annotations

from budget.alphabet import in_order


def test_names_stand_as_a_vietnamese_list_has_them() -> None:
    listed = [
        "Bãi Dài",
        "Chợ Mới",
        "Đồi Thông",
        "Hải Đăng",
        "Phường 2",
        "Phường 10",
        "Thanh Hải",
        "Thạnh Hải",
        "Ưng Hòa",
    ]
    assert sorted(listed, key=in_order) == listed
    # a, ă and â are letters of their own, in whatever form their marks come
    assert sorted(["âm", "ăn", "an", "a\N{COMBINING BREVE}n"], key=in_order)[0] == "an"
    assert sorted(["đa", "dy"], key=in_order) == ["dy", "đa"]
    assert sorted(["7", "a", ""], key=in_order) == ["", "7", "a"]
