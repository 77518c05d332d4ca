"""How much of what a plan cuts the law asks for, and where it does."""

from __future__ import annotations

from datetime import UTC, datetime

from budget.obliged import by_law
from budget.report.deck_story import Story
from budget.report.ground_said import ground_said, in_turn_said, split_said
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.risks import made_up
from tests.plans import M, run, service

# Of 1.000 million spent a fifth is own revenue: V1 is of group 3 and owes 2,5 % of its 800 million in 2023,
# 20 million. V2 earns nothing: group 4, which owes nothing.
CITY = [
    service("V1", users=200 * M, professional=1_000 * M, support=800 * M),
    service("V2", professional=1_000 * M, support=1_000 * M),
]
TENTH = 'horizon = 2023\n[[reductions]]\nmethod = "rate"\nrate = 0.10\n'


def test_what_goes_beyond_the_legal_minimum_is_the_plan_s_own() -> None:
    result = run(2022, CITY, TENTH)
    # 10 % of 800 and of 1.000 million
    assert by_law(result, 2023) == (180 * M, 20 * M)
    said = ground_said(result, 2023, Words("vi"))
    assert said == (
        "Số giảm 180 triệu đồng: **20 triệu đồng** là mức bắt buộc của 1/2 đơn vị bị "
        "giảm (2,5\u00a0% mỗi năm so với năm liền trước, cộng dồn trên kinh phí 2022; theo cách hiểu khoản 4 "
        "Điều 35 Nghị "
        "định 60/2021/NĐ-CP), "
        "**160 triệu đồng** do phương án đặt thêm, không bắt buộc."
    )
    # the same two parts in the submission, which has the amount and the articles beside them
    assert split_said(result, 2023, Words("vi")) == (
        "Trong số giảm này, 20 triệu đồng là mức bắt buộc theo luật lũy kế từ năm 2022, 160 triệu đồng do "
        "phương án đặt thêm."
    )


def test_on_a_slide_the_articles_are_left_to_the_notes() -> None:
    # 2,5 % of 800 million of V1, and 10 % of 800 and of 1.000 million
    said = ground_said(run(2022, CITY, TENTH), 2023, Words("en"), "brief")
    # which of it is the law's stands in the columns of the table above
    assert said == "By law 2.5% a year, cumulated on the support of 2022. Cut in all: 180 million đồng."


def test_in_a_meeting_both_parts_are_told_without_the_articles() -> None:
    said = ground_said(run(2022, CITY, TENTH), 2023, Words("vi"), "plain")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Số giảm 180 triệu đồng: mức bắt buộc 20 của 1/2 đơn vị bị giảm (2,5 % mỗi năm, cộng dồn trên "
        "kinh phí 2022), phương án đặt thêm 160, không bắt buộc."
    )


def test_in_a_meeting_the_law_s_part_is_told_of_roadmap_and_measures_together() -> None:
    # V1 covers 20 %, to 30 % in 2023: it earns 100 million more, the budget gives as much less; then the
    # 2,5 % of 800 million are met
    plan = 'horizon = 2023\n[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.3 }\n'
    plan += '[[reductions]]\nmethod = "rate"\nrate = 0.1\nunits = { codes = ["V2"] }\n'
    said = ground_said(run(2022, CITY, plan), 2023, Words("vi"), "plain")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "Số giảm 200 triệu đồng (lộ trình cộng biện pháp): mức bắt buộc 20 của 1/2 đơn vị bị giảm "
        "(2,5 % mỗi năm, cộng dồn trên kinh phí 2022), phương án đặt thêm 180, không bắt buộc."
    )


def test_a_plan_of_the_legal_minimum_sets_nothing_itself() -> None:
    result = run(2022, CITY, 'horizon = 2023\n[[reductions]]\nmethod = "statutory"\n')
    own = "Số giảm này đều là mức bắt buộc theo luật, lũy kế từ năm 2022."
    assert split_said(result, 2023, Words()) == own
    assert by_law(result, 2023) == (20 * M, 20 * M)
    assert "20 triệu đồng đều là mức bắt buộc" in ground_said(result, 2023, Words("vi"))
    assert ground_said(result, 2023, Words("en"), "plain").endswith("on the support of 2022).")


def test_what_the_law_asks_beyond_what_is_cut_is_told_of_whom() -> None:
    # 10 % of V2 alone, and 1 % of V1: 8 of the 20 million that it owes
    plan = TENTH + 'units = { codes = ["V2"] }\n[[reductions]]\nmethod = "rate"\nrate = 0.01\n'
    said = ground_said(run(2022, CITY, plan + 'units = { codes = ["V1"] }\n'), 2023, Words("vi"))
    assert said.endswith(" Mức bắt buộc tất cả 20 triệu đồng: phương án chưa giảm 12 triệu đồng của V1.")
    # 8,5 and 11,5 print as 9 and 12
    odd = plan.replace("0.01\n", "0.010625\n") + 'units = { codes = ["V1"] }\n'
    said = ground_said(run(2022, CITY, odd), 2023, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert "tất cả 20 triệu đồng (làm tròn): phương án chưa giảm 12" in said
    # two units are cut by 1,075 % of 800, 8,6 of 20 each: 11,4 each print as 11, their sum of 22,8 as 23
    two = [service(code, users=200 * M, professional=1_000 * M, support=800 * M) for code in ("V1", "V2")]
    said = ground_said(run(2022, two, TENTH.replace("0.10", "0.01075")), 2023, Words("vi"))
    assert said.endswith(" tất cả 40 triệu đồng: phương án chưa giảm 23 triệu đồng (làm tròn) của 2 đơn vị.")


def test_what_the_law_asks_of_nobody_is_the_plan_s_own_and_no_cut_says_nothing() -> None:
    only = TENTH + 'units = { codes = ["V2"] }\n'
    # V1 is not cut, and owes its 20 million
    assert ground_said(run(2022, CITY, only), 2023, Words("vi")).endswith(
        "100 triệu đồng do phương án đặt; không đơn vị nào trong số này bắt buộc phải giảm. "
        "Mức bắt buộc tất cả 20 triệu đồng: phương án chưa giảm 20 triệu đồng của V1."
    )
    assert ground_said(run(2022, CITY, "horizon = 2023\n"), 2023, Words("vi")) == ""
    own = "Số giảm này đều do phương án đặt, không phải mức bắt buộc theo luật."
    assert split_said(run(2022, CITY, only), 2023, Words("vi")) == own
    assert split_said(run(2022, CITY, "horizon = 2023\n"), 2023, Words("vi")) == ""


def test_what_is_given_back_to_a_unit_that_is_cut_is_told() -> None:
    # all 180 million go to T1 and V1 by halves: V1 is cut 80 and given 90, and does not lose
    city = [
        *CITY,
        {"code": "T1", "name": "T1", "kind": "primary", "professional": 500 * M, "support": 500 * M},
    ]
    gift = (
        '[allocation]\npool = { from = "savings", share = 1.0 }\nunits = { codes = ["V1", "T1"] }\n'
        'stages = [ { aim = "share", by = "equal" } ]\n'
    )
    result = run(2022, city, TENTH + 'units = { codes = ["V1", "V2"] }\n' + gift)
    story = Story(comparison([result], 2023), 0, Words("vi"), {}, datetime(2026, 11, 27, tzinfo=UTC))
    # of 180 million given V1 is given 80 back; T1 gains 90, V1 10; V2 is cut 100 and given nothing
    assert made_up(result, 2023).tolist() == [80 * M, 0, 0]
    assert in_turn_said(story) == (
        "Tổng số cấp thêm của phương án 180 triệu đồng, trong đó 80 triệu đồng bù lại phần giảm của V1."
    )
    assert "(gồm 80 triệu đồng của V1, được cấp lại đủ)" in ground_said(result, 2023, Words("vi"))
    # below the table of those that lose, which adds up to less
    assert "được cấp lại đủ nên không ở trong bảng" in ground_said(result, 2023, Words("vi"), "brief")
