"""What slides say beside their tables: where money comes from, what the law asks, who else gains."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from budget.demanded import demanded
from budget.law import national_law
from budget.report.deck_effects import risk_lines, risk_years
from budget.report.deck_kept import kept_said
from budget.report.deck_moved import SHOWN_GAINERS, loss_rows
from budget.report.deck_options import what_of
from budget.report.deck_slides import compare_subtitle
from budget.report.deck_story import Story
from budget.report.first_year_said import first_year_said
from budget.report.ground_said import back_of_cut_said, end_said, shares_said
from budget.report.hard_said import relies_said
from budget.report.law_words import groups_said
from budget.report.pool_said import beyond_said, pool_said, roadmap_said, unearned_said
from budget.report.steady_said import Steady, absorbed_said, drawn_said, steadies, steady_listed, steady_said
from budget.report.story_said import after_given
from budget.report.supported_said import unsupported_said
from budget.report.targets_said import alone_said
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.robustness import SHORT
from budget.simulate import Result
from budget.targeted import roadmap_alone
from pages.shared.meeting_moved import unnamed
from tests.plans import M, run, school, service, town
from tests.test_filling import GIVEN, STILL, given

if TYPE_CHECKING:
    from budget.indicators import Indicators

NOW = datetime(2026, 11, 26, 8, 0)  # noqa: DTZ001 - a day of the office


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def story(result: Result, year: int, language: str = "vi") -> Story:
    return Story(comparison([result], year), 0, Words(language, "million"), {}, NOW)


def cut(rate: str) -> Result:
    """A unit of group 3b with 600 million, of which the law asks 2,5 % a year to 2025."""
    row = service(management=1000 * M, users=400 * M, support=600 * M)
    rates = f"{{ 2023 = {rate}, 2024 = {rate}, 2025 = {rate} }}"
    measure = f'[[reductions]]\nmethod = "rate"\nrate = {rates}\n' if rate else ""
    return run(2022, [row], f"horizon = 2025\n{measure}")


def test_a_plan_on_the_slide_of_plans_leads_with_its_measure_and_then_tells_its_sums():
    """Where room ends the sums fall away first: they stand on the slide of the comparison, too."""
    text = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.10 }\nunits = { codes = ["V1"] }\n'
    given = 'pool = { from = "savings", share = 1.0 }\nstages = [{ aim = "share", by = "pupils" }]\n'
    result = run(2022, town(), f"horizon = 2023\n{text}[allocation]\n{given}")
    measure, sums, rest = what_of(story(result, 2023), result).partition(
        "Năm 2023: giảm 20 triệu đồng, cấp thêm 20 triệu đồng cho 1 đơn vị."
    )
    assert measure.startswith("Giảm chi: ")
    assert sums
    assert "Tăng kinh phí: " in rest


@pytest.mark.parametrize(
    ("codes", "end"),
    [(["V1", "T1"], "; số giảm, tăng ở tiêu đề đã trừ phần cấp lại, ở bảng chưa trừ"), (["V1"], "")],
)
def test_the_slide_of_the_comparison_says_that_losses_are_after_what_is_given_back(
    codes: list[str], end: str
):
    """A tenth is taken of the unit and of the school, which gets all of it: what was its own comes back, so
    that the unit alone loses, less than is saved. Where only the unit is cut it loses what is saved.
    """
    scope = f"units = {{ codes = {codes} }}\n"
    text = f'[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = 0.10 }}\n{scope}'
    given = 'pool = { from = "savings", share = 1.0 }\nstages = [{ aim = "share", by = "pupils" }]\n'
    result = run(2022, town(), f"horizon = 2023\n{text}[allocation]\n{given}")
    assert compare_subtitle(story(result, 2023)).endswith(f"tổng kinh phí bằng hiện trạng 2023{end}")


@pytest.mark.parametrize(
    ("codes", "to", "end"),
    [
        # 20 triệu of the unit, which gets back its two thirds; the school has the other third
        (["V1"], ["V1", "T1"], " (gồm 13 triệu đồng được cấp lại)"),
        # 10 triệu of the school come back with 20 of the unit
        (["V1", "T1"], ["T1"], " (gồm 10 triệu đồng được cấp lại đủ)"),
        (["V1"], ["T1"], ""),
    ],
)
def test_the_first_slide_tells_how_much_of_the_cut_comes_back_to_those_cut(
    codes: list[str], to: list[str], end: str
):
    """By it the cut there is more than what units lose in the titles of the slides after it."""
    text = f'[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = 0.10 }}\nunits = {{ codes = {codes} }}\n'
    given = f'units = {{ codes = {to} }}\nstages = [{{ aim = "share", by = "support" }}]\n'
    result = run(2022, town(), f"horizon = 2023\n{text}[allocation]\n{given}")
    assert back_of_cut_said(story(result, 2023)) == end


@pytest.mark.parametrize(
    ("language", "rate", "said"),
    [
        # 600 × (1 − 0,95³) = 85,575; by law 600 × (1 − 0,975³) = 43,884; 41,691 beyond it
        ("vi", "0.05", "Năm 2025: số giảm 86 triệu đồng, bắt buộc 44, đặt thêm 42."),
        ("en", "0.05", "In 2025 cuts of 86 million đồng: 44 by law, 42 by the plan."),
        # 600 × (1 − 0,96³) = 69,158; 25,274 beyond the law: 44 and 25 print no 69
        ("vi", "0.04", "Năm 2025: số giảm 69 triệu đồng, bắt buộc 44, đặt thêm 25."),
        # 600 × (1 − 0,97³) = 52,396; 8,512 beyond: 44 and 9 make 53, printed is 52
        ("vi", "0.03", "Năm 2025: số giảm 52 triệu đồng, bắt buộc 44, đặt thêm 9 (làm tròn)."),
        # what the law asks in full, and less than it: nothing is added
        ("vi", "0.025", "Năm 2025: số giảm 44 triệu đồng, đều là mức bắt buộc."),
        ("en", "0.025", "In 2025 cuts of 44 million đồng, all by law."),
        ("vi", "0.01", "Năm 2025: số giảm 18 triệu đồng, đều là mức bắt buộc."),
        ("vi", "", ""),
    ],
)
def test_law_and_choice_at_the_end_are_told_apart_where_the_plan_adds(language: str, rate: str, said: str):
    assert plain(end_said(story(cut(rate), 2023, language))) == said


@pytest.mark.parametrize(
    ("language", "pool", "beyond"),
    [
        (
            "vi",
            "Nguồn so với kinh phí 2026 của 3 đơn vị: 10 % mỗi năm từ 2027",
            ", trong đó 28 ngoài số giảm (chưa xác định nguồn bố trí)",
        ),
        (
            "en",
            "Pool of the 2026 support of 3 units: 10% a year from 2027",
            ", 28 of it beyond the cuts (source not set)",
        ),
    ],
)
def test_more_than_the_cuts_give_is_told_with_its_source(language: str, pool: str, beyond: str):
    # a tenth of 100, 95 and 80 million with no cut: 27,5
    result, words = given(), Words(language, "million")
    found = story(result, 2027).found
    assert plain(pool_said(result, words)) == pool
    assert plain(beyond_said(result, found, words)) == beyond


def test_what_the_cuts_pay_needs_no_other_source():
    words = Words("vi", "million")
    saved = '[[reductions]]\nmethod = "rate"\nunits = { codes = ["V1"] }\nrate = { 2027 = 0.5 }\n'
    pool = GIVEN.replace(
        '{ from = "percent", by_year = { 2027 = 0.10 } }', '{ from = "savings", share = 0.5 }'
    )
    result = given(pool + saved)
    # half of the 50 million that V1 gives goes to V2 and V3, or less
    assert plain(pool_said(result, words)) == "Nguồn: 50 % số giảm chi"
    assert not beyond_said(result, story(result, 2027).found, words)
    assert not pool_said(given(STILL), words)


def gaining(n: int) -> Story:
    """So many units of 100, 99, ... million, each of which is given a tenth."""
    rows = [service(f"V{k:02}", professional=100 * M, support=(100 - k) * M) for k in range(n)]
    text = GIVEN.replace('{ codes = ["V1", "V2", "V3"] }', '{ kinds = ["service"] }')
    return story(run(2026, rows, text), 2027)


def line(shown: Story) -> str:
    return plain(unnamed(shown, loss_rows(shown, shown.gainers(), SHOWN_GAINERS)[0]))


def test_the_other_units_that_gain_are_named_while_they_are_few():
    # the table names five of more than six: 10; 9,9; 9,8; 9,7; 9,6
    assert line(gaining(6)) == ""
    # 9,5 and 9,4 million are left
    assert line(gaining(7)) == "Các đơn vị tăng khác: V05 +10; V06 +9."
    assert line(gaining(15)).count(";") == 9
    assert line(gaining(16)) == "Các đơn vị tăng khác: Phụ lục Tờ trình."


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        # the plan runs to 2030, the target of both is of 2029
        ("{ 2029 = 0.8 }", "lộ trình của 2 đơn vị, mục tiêu 80 % năm 2029"),
        # half of the way from 60 to 100 % where the plan ends
        ("{ 2028 = 0.6, 2032 = 1.0 }", "lộ trình của 2 đơn vị, mục tiêu 80 % năm 2030"),
        ("{ 2028 = 0.6, 2030 = 0.9 }", "lộ trình của 2 đơn vị, mục tiêu 90 % năm 2030"),
        # a last target below that before it
        (
            "{ 2028 = 0.6, 2030 = 0.55 }",
            "lộ trình của 2 đơn vị, mục tiêu 60 % năm 2028, thấp dần còn 55 % năm 2030",
        ),
    ],
)
def test_a_roadmap_is_told_with_the_year_of_its_last_target(targets: str, said: str):
    rows = [service(code, management=1000 * M, users=400 * M, support=600 * M) for code in ("V1", "V2")]
    roadmap = f'horizon = 2030\n[[roadmap]]\nunits = {{ kinds = ["service"] }}\ntargets = {targets}\n'
    assert plain(roadmap_said(run(2026, rows, roadmap), Words())) == said


def test_what_units_lack_when_a_fifth_of_the_roadmap_s_revenue_fails_is_told():
    # of 1.000 million spent 600 come from the budget; at 50 % the unit earns 100 more and the budget gives
    # 100 less; without 20 of them it lacks 20
    row = service(management=1000 * M, users=400 * M, support=600 * M)
    flat = "[assumptions]\ninflation = 0\npay_drift = 0\n"
    result = run(2022, [row], flat + "[[roadmap]]\nunits = {}\ntargets = { 2024 = 0.5 }\n")
    assert plain(unearned_said(result, 2024, Words("vi"))) == (
        "Hụt 20 % số thu tăng theo lộ trình: 1 đơn vị thiếu 20 triệu đồng; 1 đơn vị thiếu nhiều hơn "
        "hiện trạng: V1."
    )
    still = run(2022, [row], flat)
    assert not unearned_said(still, 2024, Words("vi"))
    # beside one that asks for none: each by its mark, and that one stands best by all three
    assert plain(steady_listed(steadies([still, result], "AB", 2024), Words("vi"))) == (
        "Hụt 20 % số thu tăng theo lộ trình thì thiếu: A 0 triệu đồng (0); B 20 triệu đồng (1); trong ngoặc: "
        "số đơn vị thiếu nhiều hơn hiện trạng. Khi hụt 20 % thu tăng, "
        "thiếu ít nhất, ít đơn vị thiếu hơn hiện trạng nhất và ít phụ thuộc thu tăng nhất là A."
    )
    # of plans that all ask for none there is nothing to lose, and one alone leads none
    assert plain(steady_listed(steadies([still, still], "AB", 2024), Words("vi"))) == (
        "Không phương án nào trông vào thu tăng của đơn vị; các phương án không khác đáng kể ở "
        "số tiền thiếu và số đơn vị thiếu hơn hiện trạng."
    )
    assert not steady_listed(steadies([result], "A", 2024), Words("vi"))
    # to 60 % its 400 have to become 600 in two years: 1,5 is 1,2247 twice, beyond what is plausible
    far = run(2022, [row], flat + "[[roadmap]]\nunits = {}\ntargets = { 2024 = 0.6 }\n")
    (one,) = steadies([far], "A", 2024)
    assert (one.hard, one.asked, [round(growth, 4) for growth in one.growth]) == (1, 1, [0.2247])
    # where a plan is decided on that stands beside what the failing revenue does
    assert plain(relies_said(far, 2024, Words("vi"))) == (
        "Trông vào 200 triệu đồng thu tăng theo lộ trình; 1/1 đơn vị khó đạt lộ trình."
    )
    assert not relies_said(still, 2024, Words("vi"))
    # as on a slide that has no room for names
    assert [plain(one) for one in risk_lines(story(far, 2024), brief=True, bare=True)][-1] == (
        "Phương án trông vào 200 triệu đồng thu tăng; 1 đơn vị khó đạt lộ trình."
    )


def test_criteria_that_point_to_different_plans_are_each_told_with_theirs():
    def plan(tag: str, lacking: int, deeper: int, revenue: int) -> Steady:
        found = SimpleNamespace(lacking=lacking * M, deeper_units=deeper)
        return Steady(tag, cast("Indicators", found), revenue * M)

    a, b, c = plan("A", 6752, 8, 0), plan("B", 4001, 4, 10463), plan("C", 4778, 6, 0)
    assert plain(steady_said([a, b, c], SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, thiếu ít nhất và ít đơn vị thiếu hơn "
        "hiện trạng nhất là B; ít phụ thuộc thu tăng nhất là A và C. Nhưng B trông vào thu tăng 10.463 triệu "
        "đồng."
    )
    # it lacks least as far as its roadmap is reached; of a plan that leads nowhere that is not said
    hard = [replace(b, hard=4, asked=4), replace(plan("D", 9000, 9, 20000), hard=1, asked=2)]
    assert plain(steady_said([a, *hard, c], SHORT, Words("vi"))).endswith(
        ". Nhưng B trông vào thu tăng 10.463 triệu đồng, 4 trong 4 đơn vị khó đạt lộ trình."
    )
    # B2 prints as B does, E leads beside them with other figures: one "nhưng", and each figure once
    copies = [*hard[:1], replace(hard[0], tag="B2", revenue=b.revenue + 1), replace(hard[0], tag="E", hard=1)]
    assert plain(steady_said([a, *copies, c], SHORT, Words("vi"))).endswith(
        ". Nhưng B và B2 đều trông vào thu tăng 10.463 triệu đồng, mỗi phương án có 4 trong 4 đơn vị khó đạt "
        "lộ trình; E trông vào thu tăng 10.463 triệu đồng, 1 trong 4 đơn vị khó đạt lộ trình."
    )
    # B lacks as much as made, A too but it counts on nothing, C more than made
    d = replace(c, revenue=805 * M)
    assert plain(absorbed_said([a, b, d], [6752 * M, 4001 * M, 4000 * M], SHORT, Words("vi"))) == (
        "B: hụt 20 % thu tăng mà số thiếu vẫn như đã lập, vì phần dư của các đơn vị bù đủ số thu hụt."
    )
    assert not absorbed_said([a, d], [6752 * M, 4000 * M], SHORT, Words("vi"))
    # one that asks no revenue of anybody depends on none, however much it lacks: it leads by no outcome
    plans = [plan("A", 6394, 6, 0), plan("B", 4694, 8, 1052), plan("C", 3445, 8, 4300)]
    assert plain(steady_said(plans, SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, thiếu ít nhất là C; ít đơn vị thiếu hơn hiện "
        "trạng nhất và ít phụ thuộc thu tăng nhất là A."
    )
    # the outcomes of the one that leads by both come first, those of others after them
    plans = [plan("A", 3394, 6, 500), plan("B", 4694, 8, 0), plan("C", 3445, 8, 4300)]
    assert plain(steady_said(plans, SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, thiếu ít nhất và ít đơn vị thiếu hơn hiện trạng nhất là "
        "A; ít phụ thuộc thu tăng nhất là B. Nhưng A trông vào thu tăng 500 triệu đồng."
    )
    # in the draws, which take its revenue as earned, another plan makes no unit worse
    drawn = [{"none_deeper": 0.0}, {"none_deeper": 1.0}, {"none_deeper": 0.0}]
    assert plain(drawn_said(plans, drawn, Words("vi"), earned=True)) == (
        "Còn khi thu lộ trình đủ, xét các lần thử thì ít làm đơn vị thiếu hơn hiện trạng nhất là B (100 % "
        "số lần thử không có đơn vị nào)."
    )
    assert not drawn_said(plans, drawn[1:], Words("vi"), earned=True)
    assert not drawn_said(plans, (), Words("vi"), earned=True)
    # as many units lack more by both: the other outcome tells them apart, from more than a hundredth on
    ten, twelve = plan("A", 4833, 7, 2864), plan("B", 4785, 7, 3456)
    assert plain(steady_said([ten, twelve], SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, thiếu ít nhất là B; các phương án như nhau ở số đơn vị thiếu hơn hiện "
        "trạng; ít phụ thuộc thu tăng nhất là A. Nhưng B trông vào thu tăng 3.456 triệu đồng."
    )
    near = plan("A", 4832, 7, 2864)
    assert plain(steady_said([near, twelve], SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, các phương án không khác đáng kể ở số tiền thiếu và số đơn vị thiếu hơn hiện "
        "trạng; ít phụ thuộc thu tăng nhất là A."
    )
    # what leads counts on least, and has fewest units that can hardly reach their roadmap: no "nhưng"
    best, other = (
        replace(plan("A", 4000, 5, 2653), hard=4, asked=8),
        replace(plan("B", 4500, 7, 3315), hard=6, asked=8),
    )
    assert plain(steady_said([best, other], SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, thiếu ít nhất, ít đơn vị thiếu hơn hiện trạng nhất và ít phụ thuộc thu tăng "
        "nhất là A."
    )
    # alike in both outcomes, whatever they depend on
    same = [ten, replace(twelve, found=ten.found)]
    assert plain(steady_said(same, SHORT, Words("vi"))) == (
        "Khi hụt 20 % thu tăng, các phương án không khác đáng kể ở số tiền thiếu và số đơn vị thiếu "
        "hơn hiện trạng; ít phụ thuộc thu tăng nhất là A."
    )


def test_a_roadmap_that_takes_more_than_a_target_says_what_it_takes_alone():
    # as above 100 of 600 million; a target of a tenth has nothing left to take, one of a fifth takes 20 more
    row = service(management=1000 * M, users=400 * M, support=600 * M)
    plan = "[assumptions]\ninflation = 0\npay_drift = 0\n[[roadmap]]\nunits = {}\ntargets = { 2024 = 0.5 }\n"
    plan += '[[reductions]]\nmethod = "target"\ntarget = { 2024 = %s }\n'
    assert roadmap_alone(run(2022, [row], plan % 0.1), 2024) == pytest.approx((1 / 6, 0.1))
    assert demanded(run(2022, [row], plan % 0.1), 2024)["cut"]["alone"]
    assert not demanded(run(2022, [row], plan % 0.2), 2024)["cut"]["alone"]
    assert plain(alone_said(run(2022, [row], plan % 0.1), 2024, Words("vi"))) == "lộ trình tự nó giảm 16,6 %"
    # 100 are above 99,96, but both print as 16,6 % of 600
    near = run(2022, [row], plan % 0.1666)
    assert roadmap_alone(near, 2024) is not None
    assert not alone_said(near, 2024, Words("vi"))
    assert roadmap_alone(run(2022, [row], plan % 0.2), 2024) is None
    assert roadmap_alone(run(2022, [row], plan.partition("[[reductions")[0]), 2024) is None


def test_the_two_shares_of_a_cut_are_told_together():
    """Pay rises from 1,49 to 2,34 million: without a plan the 149 million of 2022 are 234 in 2025, of which
    a tenth of 149 is 6,36 %.
    """
    cut = '[assumptions]\npay_drift = 0\n[[reductions]]\nmethod = "target"\ntarget = { 2025 = 0.1 }\n'
    result = run(2022, [service(salary=149 * M, support=149 * M)], cut)
    assert plain(shares_said(story(result, 2025))) == (
        "10,0 % là so với kinh phí năm gốc 2022 (1 đơn vị trong phạm vi giảm); \N{MINUS SIGN}6,3 % là so với "
        "hiện trạng 2025 của 1 đơn vị giảm."
    )
    # of a target of one of two equal units the percent is that of this one; of both it is half
    rows = [service(code, salary=149 * M, support=149 * M) for code in ("V1", "V2")]
    alone = cut + 'units = { codes = ["V1"] }\n'
    assert plain(shares_said(story(run(2022, rows, alone), 2025))) == (
        "10,0 % là so với kinh phí năm gốc 2022 (1 đơn vị trong phạm vi giảm; cả 2 đơn vị sự nghiệp khác: 5,0"
        " %); \N{MINUS SIGN}6,3 % là so với hiện trạng 2025 của 1 đơn vị giảm."
    )
    # in 2023 half the year is paid by 1,8: 164,5; a tenth of 149 and a twentieth: 22,35 of 298 and of 329
    first = 'target = { 2023 = 0.1 }\nunits = { codes = ["V1"] }\n'
    more = '[[reductions]]\nmethod = "rate"\nrate = 0.05\nunits = { codes = ["V2"] }\n'
    two = run(2022, rows, "horizon = 2023\n" + cut.replace("target = { 2025 = 0.1 }\n", first) + more)
    assert plain(shares_said(story(two, 2023))) == (
        "10,0 % là so với kinh phí năm gốc 2022 (1 đơn vị thuộc mục tiêu; cả 2 đơn vị sự nghiệp khác: 7,5 "
        "%); \N{MINUS SIGN}6,7 % là so với hiện trạng 2023 của 2 đơn vị giảm."
    )
    # 14,9 million cut; of units that lose 14,9 nothing is given back, of such that lose 7,4 something is
    assert not after_given(story(result, 2025), 14_900_000)
    assert after_given(story(result, 2025), 7_400_000)
    # where nothing rises both are of the same amount
    assert shares_said(story(run(2022, [service(professional=100 * M, support=100 * M)], cut), 2025)) == ""


def test_the_groups_are_told_by_the_share_that_a_unit_covers_itself():
    # Điều 9 Nghị định 60/2021/NĐ-CP
    said = groups_said(national_law(), 2022, Words()).replace("\N{NO-BREAK SPACE}", " ")
    listed = "1, 2 từ 100 %, 3a từ 70 %, 3b từ 30 %, 3c từ 10 %, nhóm 4 dưới 10 %"
    assert said == f"Nhóm theo mức tự bảo đảm chi thường xuyên: {listed}."


def test_units_that_get_nothing_are_named_or_counted_by_group():
    def paid(*support: int) -> Result:
        # who spends 100 million and earns 100 is of group 2 and gets nothing
        rows = [service(f"V{k}", professional=100 * M, users=(100 - s) * M, support=s * M)
                for k, s in enumerate(support)]  # fmt: skip
        return run(2026, rows, "horizon = 2026")

    vi = Words("vi")
    assert not unsupported_said(paid(20, 95), vi)
    own = "Không nhận hỗ trợ vì tự bảo đảm chi thường xuyên: "
    assert unsupported_said(paid(0, 50, 0), vi) == f"{own}V0 (nhóm 2); V2 (nhóm 2)."
    assert unsupported_said(paid(0, 0, 0, 50), vi) == f"{own}3 đơn vị nhóm 2."
    # without support and without revenue is no autonomy
    rows = [service("V1", professional=100 * M)]
    assert unsupported_said(run(2026, rows, "horizon = 2026"), vi) == "Không nhận hỗ trợ: V1 (nhóm 4)."


def test_the_year_decided_on_is_told_alone():
    # V1 to V3 get 275 million and a tenth of it more in 2027, the first year of 2027-2030: 27,5 and 302,5
    said = "Năm 2027 (năm được quyết định): giảm 0, cấp thêm 28, tổng kinh phí 303 triệu đồng"
    assert plain(first_year_said(story(given(), 2028))) == f"{said}; 3 đơn vị tăng, 0 giảm."


def test_the_request_says_who_lacks_no_more_and_where_the_money_goes_only_while_that_is_so():
    """The service unit has 300 beside what it needs: a cut of 2 % leaves it no deficit; the school lacks 500
    of its norm of 1.000. Paid to the service unit, too, the money does not go to schools alone.
    """
    rows = [
        service("V1", professional=1000 * M, users=500 * M, support=800 * M),
        school("T1", professional=500 * M, support=500 * M),
    ]
    text = (
        'horizon = 2024\n[norms.primary]\nper_unit = 1_000_000_000\n[[reductions]]\nmethod = "rate"\n'
        'rate = 0.02\n[allocation]\npool = { from = "savings" }\n'
    )
    schools = run(2022, rows, text + 'stages = [ { aim = "norm" } ]\n')
    assert plain(kept_said(story(schools, 2024))) == (
        "Không đơn vị nào thiếu hơn hiện trạng (2023-2024); toàn bộ số cấp thêm là cho trường dưới định mức."
    )
    every = "units = { kinds = ['service', 'primary'] }\nstages = [ { aim = 'share', by = 'support' } ]\n"
    assert plain(kept_said(story(run(2022, rows, text + every), 2024))) == (
        "Không đơn vị nào thiếu hơn hiện trạng (2023-2024)."
    )
    # a unit with nothing to spare lacks what it is cut; a plan that cuts nothing keeps no promise
    rows[0] = service("V1", professional=1000 * M, users=200 * M, support=800 * M)
    deeper = run(2022, rows, text + 'stages = [ { aim = "norm" } ]\n')
    assert plain(kept_said(story(deeper, 2024))) == "Toàn bộ số cấp thêm là cho trường dưới định mức."
    assert kept_said(story(run(2022, rows, "horizon = 2024\n"), 2024)) == ""


def test_units_hard_to_lead_to_their_roadmap_in_all_years_are_not_named_twice():
    """From 500 of 1.000 million to 700 in 2024 and 980 in 2025: by 40 % a year, and 25 % and more."""
    row = service(management=1000 * M, users=500 * M, support=500 * M)
    plan = "horizon = 2025\n[[roadmap]]\nunits = {}\nrevenue_share = 1.0\n"
    result = run(2023, [row], f"{plan}targets = {{ 2024 = 0.7, 2025 = 0.98 }}\n")
    told = plain(" ".join(risk_years(story(result, 2024))))
    assert "1 đơn vị khó đạt lộ trình năm 2024 cũng khó đạt năm 2025." in told
    assert "V1" not in told
