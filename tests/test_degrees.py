"""From where to where a try in a meeting moves the targets of a roadmap, and how the minutes say so."""

from __future__ import annotations

from typing import Any

from budget.degrees import degrees
from budget.report.record_said import given_said, tried_said
from budget.report.words import Words
from tests.plans import M, run, service

CITY = [
    service("V1", users=300 * M, professional=1_000 * M, support=700 * M),
    service("V2", users=100 * M, professional=200 * M, support=100 * M),
    service("V3", users=50 * M, professional=200 * M, support=150 * M),
]
PLAN = """
horizon = 2023
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2022 = %s }
[[roadmap]]
units = { codes = ["V2"] }
targets = { 2022 = %s }
"""


def test_the_targets_of_the_units_on_the_roadmap_are_told_from_the_lowest_to_the_highest() -> None:
    before, after = run(2021, CITY, PLAN % (0.45, 0.6)), run(2021, CITY, PLAN % (0.4, 0.55))
    found = degrees(before, after, 2022)
    assert found == {"degrees": {"year": 2022, "before": [0.45, 0.6], "after": [0.4, 0.55]}}
    said = tried_said(found | {"levers": [["roadmap", 0, -0.05]]}, Words("vi")).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert said.endswith("(mục tiêu tự bảo đảm năm 2022: 45,0 % đến 60,0 % → 40,0 % đến 55,0 %)")
    assert degrees(run(2021, CITY, "horizon = 2023\n"), after, 2022) == {}


def test_a_total_that_moves_by_just_what_is_cut_is_told_as_that_and_not_by_what_prints_apart() -> None:
    """138,4 triệu đồng more are cut, of 1.000,3 then 1.138,7 that print 139 apart; the total goes from$
    5.000,4 to 4.862,0, which print 138 apart.
    """
    figures = {"saved": 1_138_700_000, "support": 4_862_000_000}
    tried = {"levers": [["cap", 0, 0.05]], "figures": figures}
    more = tried | {"gives": {"saved": 138_400_000, "change": -138_400_000}}
    assert "giảm chi thêm 139 triệu đồng, tổng kinh phí giảm đúng bằng số đó" in tried_said(
        more, Words("vi", "million")
    ).replace("\N{NO-BREAK SPACE}", " ")
    less = tried | {"gives": {"saved": -138_400_000, "change": 138_400_000}}
    assert tried_said(less, Words("en", "million")).endswith("less cut, total support up by just that")
    # a part of it is given, so the total falls by less
    given = tried | {"gives": {"saved": 138_400_000, "change": -38_400_000}}
    assert "tổng kinh phí giảm 38 triệu đồng" in tried_said(given, Words("vi", "million")).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    # nothing moves: neither is told as moved
    still = tried | {"gives": {"saved": 0, "change": 0}}
    assert "số giảm chi không đổi, tổng kinh phí không đổi" in tried_said(still, Words("vi")).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_a_try_tells_what_units_have_to_earn_more_and_what_has_no_source() -> None:
    w = Words("vi", "million")
    tried = {"levers": [["cap", 0, 0.05]], "gives": {"saved": 0}}

    def plain(details: dict[str, Any]) -> str:
        return tried_said(details, w).replace("\N{NO-BREAK SPACE}", " ")

    asked = plain(tried | {"asks": [5_523_000_000, 6_230_000_000]})
    assert asked == plain(tried) + ", phải thu thêm từ 5.523 thành 6.230 triệu đồng"
    # an older line says nothing of it, nor does one where it stays
    assert plain(tried | {"asks": [5_523_000_000, 5_523_000_000]}) == plain(tried)
    figures = {"saved": 0, "increase": 813_000_000, "deficit_units": 0, "missing": 0}
    told = given_said({"figures": figures, "no_source": 813_000_000}, w).replace("\N{NO-BREAK SPACE}", " ")
    assert told.endswith("; cấp thêm vượt số giảm chi 813 triệu đồng, chưa xác định nguồn bố trí")
    assert "nguồn bố trí" not in given_said({"figures": figures}, w)
