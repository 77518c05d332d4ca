"""What a unit must earn, save and find from which a plan takes, and how its slip says it."""

from __future__ import annotations

import numpy as np
import pytest

from budget.asked import (
    asked,
    emptied,
    hard_apart,
    hard_by_year,
    hard_roadmaps,
    on_roadmap,
    short_apart,
    short_by_payer,
)
from budget.law import national_law
from budget.report.hard_said import hard_said, hardest_said
from budget.report.memo import memo_fields
from budget.report.slip import notes_of
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.unit_details import aims_of_plans, duties, lacking_by_year
from budget.units import Units
from tests.plans import M, run, service
from tests.test_memo import CREATED

YEARS = (2023, 2024, 2025)
# A 400, B 1.000, support 600 triệu đồng: 40 %; nothing rises
ROW = {"name": "Ban", "kind": "service", "users": 4 * 10**8, "support": 6 * 10**8, "management": 10**9}
UNITS = Units.from_rows(2022, [ROW | {"code": "1"}, ROW | {"code": "2"}])
HEAD = 'name = "X"\nhorizon = 2025\n'
ROADMAP = f'{HEAD}[[roadmap]]\nunits = {{ codes = ["1"] }}\ntargets = {{ 2025 = 0.70 }}\n'
CUT = '[[reductions]]\nmethod = "rate"\nrate = 0.1\nunits = { codes = ["1"] }\nmax_cut = 0.15\n'


def planned(text: str) -> Result:
    return simulate(UNITS, parse_scenario(text), national_law())


def notes(text: str, year: int, language: str = "vi") -> list[str]:
    said = notes_of(planned(text), year, "1", Words(language))
    return [note.replace("\N{NO-BREAK SPACE}", " ") for note in said]


def test_a_roadmap_asks_revenue_by_which_the_unit_reaches_its_target():
    # 50, 60 and 70 % of 1.000 triệu, of which it earns 400; the State takes as much, so nothing lacks
    found = asked(planned(ROADMAP), 0, YEARS)
    assert found is not None
    assert found.revenue == ((2023, 10**8), (2024, 2 * 10**8), (2025, 3 * 10**8))
    assert (found.saving, found.short) == ((), ())
    assert asked(planned(ROADMAP), 1, YEARS) is None


def test_half_by_saving():
    # 2023: half of 1.000 - 400 / 50 % = 200 is saved; 50 % of 900 less 400 is earned
    found = asked(planned(f"{ROADMAP}revenue_share = 0.5\n"), 0, (2023,))
    assert found is not None
    assert (found.saving, found.revenue) == (((2023, 10**8),), ((2023, 5 * 10**7),))


def test_a_cut_leaves_what_the_unit_must_find():
    # 10 % of 600 triệu; 19 and 27,1 % are held at 15 %
    found = asked(planned(HEAD + CUT), 0, YEARS)
    assert found is not None
    assert found.short == ((2023, 6 * 10**7), (2024, 9 * 10**7), (2025, 9 * 10**7))
    assert (found.revenue, found.saving) == ((), ())


def test_the_slip_tells_every_year_from_its_own_on():
    # 500 after 400 in one year is 25 %; 600 after two years is the root of 1,5, which is 22,47 %
    earn = "Theo lộ trình, đơn vị phải thu thêm: "
    grows = "nguồn thu ngoài ngân sách tăng bình quân"
    assert notes(ROADMAP, 2023)[0] == (
        f"{earn}100.000.000 đồng (2023), 200.000.000 đồng (2024) và 300.000.000 đồng (2025); đến năm 2023 "
        f"{grows} 25,0 % một năm so với năm gốc."
    )
    assert notes(ROADMAP, 2024)[0] == (
        f"{earn}200.000.000 đồng (2024) và 300.000.000 đồng (2025); đến năm 2024 "
        f"{grows} 22,4 % một năm so với năm gốc."
    )
    assert notes(f"{ROADMAP}revenue_share = 0.5\n", 2025, "en")[1].startswith(
        "By the roadmap the unit must save: "
    )


def test_the_slip_tells_what_is_to_be_found_in_place_of_the_deficit():
    said = notes(HEAD + CUT, 2024)
    balance = "Để cân đối thu, chi sau khi giảm kinh phí, đơn vị phải thu thêm hoặc tiết kiệm chi: "
    assert said[0] == f"{balance}90.000.000 đồng (2024) và 90.000.000 đồng (2025)."
    assert not any("thiếu nguồn" in note for note in said)


def test_beyond_a_roadmap_it_says_so():
    # what the roadmap takes counts towards the 10 %: nothing more is cut in 2023
    assert not any(note.startswith("Ngoài lộ trình") for note in notes(ROADMAP + CUT, 2023))
    # costs of 1.100, 1.210 and 1.331: the unit earns 550, 726, 931,7, the State takes 150, 326, 531,7 of 600
    dearer = "[assumptions]\ninflation = 0.1\nprices_follow_costs = false\n[[roadmap]]"
    said = notes(ROADMAP.replace("[[roadmap]]", dearer), 2023)
    assert said[1] == (
        "Ngoài lộ trình, để cân đối thu, chi còn phải thu thêm hoặc tiết kiệm chi: 100.000.000 đồng (2023), "
        "210.000.000 đồng (2024) và 331.000.000 đồng (2025). "
        # as much as 400 and 600 are below these costs
        "Số này đã thiếu sẵn theo hiện trạng, không do phương án."
    )


def test_what_was_short_before_is_told_apart_from_what_the_cut_takes():
    # costs of 1.100 in 2023 against 400 and 600: 100 triệu are short; 10 % of 600 more by the cut. In 2024
    # costs of 1.210 and 15 %: 210 and 90
    dearer = "[assumptions]\ninflation = 0.1\nprices_follow_costs = false\n"
    result = planned(HEAD + dearer + CUT)
    found = asked(result, 0, (2023, 2024))
    assert found is not None
    assert found.short == ((2023, 16 * 10**7), (2024, 30 * 10**7))
    assert found.before == ((2023, 10 * 10**7), (2024, 21 * 10**7))
    (said,) = [note for note in notes(HEAD + dearer + CUT, 2025) if "cân đối thu" in note]
    assert said.endswith(
        "421.000.000 đồng (2025, gồm 90.000.000 đồng do phương án và 331.000.000 đồng đã thiếu sẵn theo "
        "hiện trạng)."
    )


def test_the_submission_names_who_is_on_a_roadmap_and_what_it_asks():
    # 2025 by halves: 1.000 - 400 / 70 % = 428,57 is saved for half, up to whole đồng; 70 % of what is left
    saving = 214_285_715
    revenue = 150_000_000  # 70 % of 785.714.285 = 549.999.999,5, less 400, up to whole đồng
    (one,) = on_roadmap(planned(f"{ROADMAP}revenue_share = 0.5\n"), 2025)
    assert (one.name, one.revenue, one.saving) == ("Ban", revenue, saving)
    # 550 of 400 after three years: the third root of 1,375
    assert one.growth == pytest.approx(1.375 ** (1 / 3) - 1)
    assert on_roadmap(planned(HEAD + CUT), 2025) == []


def test_the_submission_says_how_many_with_a_roadmap_it_asks_nothing_of():
    # the second unit stands at 40 % and has to reach no more: a slide that counts the roadmaps counts two
    idle = '[[roadmap]]\nunits = { codes = ["2"] }\ntargets = { 2025 = 0.40 }\n'
    half = f"{ROADMAP}revenue_share = 0.5\n"
    for language, said in (
        ("vi", "của 1 đơn vị (1 trong 2 đơn vị có lộ trình không phải thu thêm, tiết kiệm chi năm này): Ban"),
        ("en", "of 1 unit (of the 2 units on a roadmap 1 has nothing to earn or save in the year): Ban must"),
    ):
        told = memo_fields([planned(half + idle)], words=Words(language), year=2025, created=CREATED)
        assert said in " ".join(told["risks"]).replace("\N{NO-BREAK SPACE}", " ")


def test_the_submission_names_both_of_two_units_whose_revenue_has_to_grow_fastest_first():
    # B has to earn 500 more of 4.000, A 200 more of 400: less money, but 50 % against 12,5 % in three years
    rows = [
        ROW | {"code": "A", "name": "A"},
        ROW | {"code": "B", "name": "B", "users": 4 * 10**9, "management": 9 * 10**9, "support": 5 * 10**9},
        ROW | {"code": "C", "name": "C"},
    ]
    roadmap = '[[roadmap]]\nunits = {{ codes = ["{}"] }}\ntargets = {{ 2025 = {} }}\n'
    two = roadmap.format("A", "0.6") + roadmap.format("B", "0.5")

    def told(text: str, language: str = "vi") -> str:
        result = simulate(Units.from_rows(2022, rows), parse_scenario(HEAD + text), national_law())
        found = memo_fields([result], words=Words(language), year=2025, created=CREATED)
        return " ".join(found["risks"]).replace("\N{NO-BREAK SPACE}", " ")

    said = told(two)
    assert (
        "của 2 đơn vị, cộng phải thu thêm 700 triệu đồng so với dự kiến khi không có lộ trình: "
        "A phải thu thêm 200 triệu đồng" in said
    )
    assert "; B phải thu thêm 500 triệu đồng" in said
    # of three or four all stand by name, of five the fastest alone
    three = told(two + roadmap.format("C", "0.5"))
    assert "phải thu thêm 800 triệu đồng so với dự kiến khi không có lộ trình: A phải thu thêm" in three
    assert "; C phải thu thêm 100 triệu đồng" in three
    assert "đơn vị khác" not in three.partition("phải thu thêm 800 triệu đồng")[2].partition(").")[0]
    rows += [ROW | {"code": code, "name": code} for code in "DE"]
    assert "; và 4 đơn vị khác." in told(two + "".join(roadmap.format(code, "0.5") for code in "CDE"))


def test_the_submission_says_in_which_year_a_unit_is_given_no_support_any_more():
    # all of 1.000 is earned in 2025, so nothing is given; 50 % before
    full = ROADMAP.replace("2025 = 0.70", "2024 = 0.50, 2025 = 1")
    assert emptied(planned(full), YEARS) == [("Ban", [2025])]
    assert emptied(planned(ROADMAP), YEARS) == []
    said = memo_fields([planned(full)], words=Words(), year=2024, created=CREATED)["risks"]
    assert "1 đơn vị có năm không còn kinh phí giao tự chủ (0 đồng) theo phương án: Ban (năm 2025)." in said


def test_who_is_short_in_other_years_alone_is_told_with_each_amount():
    # of 600 triệu 10 % are cut in 2023 alone
    result = planned(f'{HEAD}[[reductions]]\nmethod = "target"\ntarget = {{ 2023 = 0.1, 2024 = 0.0 }}\n')
    assert short_apart(result, 2025, YEARS) == [("Ban", ((2023, 6 * 10**7),)), ("Ban", ((2023, 6 * 10**7),))]
    assert short_apart(result, 2023, YEARS) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "vi",
            (
                "Kinh phí năm 2025 tính trên lộ trình tự chủ của 1 đơn vị: Ban phải thu thêm 150 triệu đồng "
                "ngoài 400 triệu đồng dự kiến (năm gốc thu ngoài NSNN 400 triệu đồng; cả hai phần tăng "
                "bình quân 11,1 % "
                "mỗi năm), phải tiết kiệm chi 214 triệu đồng."
            ),
        ),
        (
            "en",
            (
                "Support of 2025 rests on the roadmap to autonomy of 1 unit: Ban must earn 150 million "
                "đồng more than the 400 million đồng expected (400 million đồng earned besides State "
                "money in the base year; "
                "both together grow by 11.1% a year on average), must save 214 million đồng."
            ),
        ),
    ],
)
def test_section_four_says_what_the_plan_rests_on(language: str, said: str):
    # the third root of 1,375 is 1,1120
    found = memo_fields(
        [planned(f"{ROADMAP}revenue_share = 0.5\n")], words=Words(language), year=2025, created=CREATED
    )
    assert said in [line.replace("\N{NO-BREAK SPACE}", " ") for line in found["risks"]]


def test_those_who_lack_most_are_named_with_who_must_pay_for_what_is_lacking():
    # A lacks 100 triệu, each 100 more than the one before; of five three are named, the worst first
    row = {"kind": "primary", "management": 10**9}
    rows = [row | {"code": c, "name": c, "support": (9 - n) * 10**8} for n, c in enumerate("ABCDE")]
    result = simulate(Units.from_rows(2022, rows), parse_scenario(HEAD), national_law())
    found = memo_fields([result], words=Words(), year=2025, created=CREATED)["risks"]
    assert found[0].replace("\N{NO-BREAK SPACE}", " ") == (
        "5 đơn vị thiếu nguồn, cộng 1.500 triệu đồng: E (thiếu 500 triệu đồng); D (thiếu 400 "
        "triệu đồng); C (thiếu 300 triệu đồng); và 2 đơn vị khác. Trong đó: 5 đơn vị nhóm 4 ngân sách phải "
        "bảo đảm 1.500 triệu đồng, phương án chưa có nguồn."
    )


def test_the_slide_of_risks_sets_what_the_hardest_roadmap_asks_beside_what_its_unit_earns():
    # of A 400 triệu 300 more are asked by 2025; the third root of 1,75 is 1,2050: above what the plan holds
    # plausible
    said = hardest_said(planned(ROADMAP), 2025, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Lộ trình yêu cầu thu thêm nhiều nhất ở Ban: năm 2022 thu ngoài NSNN 400; năm 2025 dự kiến "
        "400, phải thêm 300, tức tăng 20,5 % mỗi năm."
    )
    assert hardest_said(planned(HEAD), 2025, Words("vi")) == hard_said(planned(HEAD), 2025, Words("vi")) == ""


def test_the_units_that_can_hardly_meet_their_roadmap_are_named_and_not_the_one_that_must_earn_most():
    """Lớn earns 3.000 of 5.000 and must reach 72 %: 600 more, 9,5 % a year. Nhỏ earns 100 of 1.000 and must
    reach 12,5 %: 25 more, 11,8 % a year; in 2023 already 12 %: 20 more, 20 %. Hard is what is above 10 %.
    """
    paths = {"Lớn": "2024 = 0.72", "Nhỏ": "2023 = 0.12, 2024 = 0.125"}
    text = "horizon = 2024\n[assumptions]\nplausible_growth = 0.1\n" + "".join(
        f'[[roadmap]]\nunits = {{ codes = ["{code}"] }}\ntargets = {{ {path} }}\n'
        for code, path in paths.items()
    )
    rows = [
        service("Lớn", users=3_000 * M, management=5_000 * M, support=2_000 * M),
        service("Nhỏ", users=100 * M, management=1_000 * M, support=900 * M),
    ]
    result = run(2022, rows, text)
    assert [one.name for one in hard_roadmaps(result, 2024)] == ["Nhỏ"]
    assert hard_apart(result, 2024) == [["Nhỏ", [2023]]]
    every, small = np.ones(len(rows), dtype=bool), np.array([row["name"] == "Nhỏ" for row in rows])
    assert hard_by_year(result, every) == {2023: ["Nhỏ"], 2024: ["Nhỏ"]}
    assert hard_by_year(result, every & ~small) == {}
    said = hard_said(result, 2024, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "1 đơn vị khó đạt lộ trình năm 2024: Nhỏ (phải thêm 25, tức tăng 11,8 % mỗi năm). "
        "Các năm khác của phương án, 1 đơn vị khó đạt lộ trình: Nhỏ (2023)."
    )
    most = hardest_said(result, 2024, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert most.startswith(
        "Lộ trình yêu cầu thu thêm nhiều nhất ở Lớn (không khó đạt): năm 2022 thu ngoài NSNN 3.000;"
    )


def test_the_details_of_the_annex_have_what_each_unit_is_asked_and_lacks():
    one, other = duties(planned(ROADMAP), 2025)
    assert one.roadmap is not None
    assert (one.name, one.roadmap.earned, one.roadmap.revenue) == ("Ban", 4 * 10**8, 3 * 10**8)
    # nothing is taken of the other, which is of group 3b: 600 less 2,5 % each year: 585; 570,375; 556,115625
    assert (other.roadmap, other.tested, other.owed) == (None, (6 * 10**8, 6 * 10**8), 43_884_375)
    assert [year for year, _ in other.missed] == [2023, 2024, 2025]
    assert aims_of_plans([planned(ROADMAP), planned(HEAD)]) == [("Ban", 0.4, [0.7, None])]
    # where plans name other years, in the last of them: what is reached in 2024 stays
    sooner = ROADMAP.replace("2025 = 0.70", "2024 = 0.60")
    assert aims_of_plans([planned(ROADMAP), planned(sooner)]) == [("Ban", 0.4, [0.7, 0.6])]
    # 10 % of 600, then 9 % of it more, held at 15 %: 60, 90 and 90 triệu that nothing lacked before
    lacking = lacking_by_year(planned(HEAD + CUT), 2025, YEARS, [2023, 2025])
    assert lacking == [("Ban", [0, 0], [6 * 10**7, 9 * 10**7, 9 * 10**7])]


def test_the_annex_tells_few_targets_in_a_line_and_has_no_empty_column():
    found = memo_fields([planned(ROADMAP)], words=Words(), year=2025, created=CREATED)["details"]
    said = str(found).replace("\N{NO-BREAK SPACE}", " ")
    assert "Mục tiêu tự bảo đảm theo lộ trình: Ban 70 % (" in said
    # all of it is earned
    assert "Dự kiến thu năm 2025, không lộ trình" in said
    assert "Phải thu thêm so với dự kiến" in said
    assert "Phải tiết kiệm chi" not in said
    # the other unit misses 15 triệu in 2023, less in each year after, as the year before was cut in full
    assert "không cộng thành số lũy kế" in said


def test_what_is_asked_of_each_unit_stands_in_two_tables_where_one_has_no_room_for_its_amounts():
    """Of 14 digits and their points in eight columns of figures letters would be smaller than the others."""
    rows = [service("Lớn", users=30_000_000 * M, management=60_000_000 * M, support=20_000_000 * M)]
    asked = 'units = { codes = ["Lớn"] }\ntargets = { 2025 = 0.60 }\nrevenue_share = 0.5\n'
    result = run(2022, rows, f"horizon = 2025\n[[roadmap]]\n{asked}")
    said = str(memo_fields([result], words=Words(), year=2025, created=CREATED)["details"])
    assert said.index("Yêu cầu của lộ trình, năm 2025") < said.index("Mức giảm tối thiểu, năm 2025")
    assert "Lộ trình và mức giảm tối thiểu" not in said


def test_who_has_to_find_what_lacks_is_told_apart_by_whom_the_state_carries():
    # A and B earn nothing, so that the State carries them, and miss 100 and 200 of 1.000 triệu; D earns 400
    # of 1.000 and misses all 600 that it had
    row = {"kind": "primary", "management": 10**9}
    rows = [
        row | {"code": code, "name": code, "support": (1000 - lacks) * 10**6}
        for code, lacks in (("A", 100), ("B", 200), ("C", 0))
    ]
    units = Units.from_rows(2022, [*rows, ROW | {"code": "D", "support": 0}])
    result = simulate(units, parse_scenario(HEAD), national_law())
    assert short_by_payer(result, 2025) == {"own": (1, 600 * 10**6), "state": (2, 300 * 10**6)}
    # D has no support
    assert memo_fields([result], words=Words(), year=2025, created=CREATED)["units"] == "3 trong 4"
    carried = simulate(Units.from_rows(2022, rows), parse_scenario(HEAD), national_law())
    assert short_by_payer(carried, 2025) == {"state": (2, 300 * 10**6)}
