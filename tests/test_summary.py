"""The sentences of a comparison: every figure is the model's, in both languages."""

from __future__ import annotations

import re

import numpy as np
import pytest

from budget.compare import status_quo_of, without
from budget.indicators import Reach
from budget.law import national_law
from budget.report.reached import barely_said, reached
from budget.report.story_said import moved_of
from budget.report.summary import summary
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison, comparison
from budget.sample import load_sample
from budget.scenario import changed, parse_scenario
from budget.simulate import Result, simulate
from tests.conftest import ROOT
from tests.test_page_compare import OTHER, TWICE
from tests.test_page_compare_views import CAPPED

YEAR = 2025


@pytest.fixture(scope="module")
def shown() -> Comparison:
    _, units = load_sample("city_2022")
    files = sorted((ROOT / "data" / "scenarios").glob("city_*.toml"))
    scenarios = [parse_scenario(file.read_text(encoding="utf-8")) for file in files]
    return comparison([simulate(units, scenario, national_law()) for scenario in scenarios], YEAR)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_six_lines_of_full_sentences_tell_of_every_plan(shown: Comparison, language: str) -> None:
    lines = summary(shown, Words(language))
    assert len(lines) == 6
    assert not any("\n" in line or "→" in line for line in lines)
    assert all(line.endswith(".") for line in lines)
    for tag in ("A", "B", "C"):
        assert all(re.search(rf"\b{tag}\b", line) for line in lines)


def plain(lines: tuple[str, ...]) -> list[str]:
    """Without the spaces that no line breaks at."""
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def test_the_sample_city_in_words(shown: Comparison) -> None:
    """Figures that were worked out for the page of the comparison."""
    scope, cuts, support, given, deficits, norm = plain(summary(shown, Words("vi")))
    assert scope == (
        "So sánh 3 phương án năm 2025 với hiện trạng, trên 72 đơn vị, trong đó có 62 trường: "
        "A. Giữ nguyên nguồn, chia lại; "
        "B. Giảm 10 % đến 2025, dành cho trường; C. Lộ trình tự chủ mạnh, bù định mức."
    )
    # A cuts 2.002,495931 of the 29.593 triệu that its seven units of group 3 had in 2022, 64,730625 of it
    # (1.311 x (1 - 0,975^2)) from a preschool; B 10 % of the 33.146 triệu of its scope
    of = "kinh phí năm gốc 2022 của"
    # without that of the preschool it is 1.937,765306, 5,846 % of the 33.146 of all service units
    service = "(cả 10 đơn vị sự nghiệp khác: 1.938 = 5,8 %)"
    assert (
        f"phương án A giảm 2.002 triệu đồng, bằng 6,7 % {of} 7 đơn vị thuộc phạm vi giảm {service}; " in cuts
    )
    assert f"phương án B giảm 3.315 triệu đồng, bằng 10,0 % {of} 10 đơn vị thuộc phạm vi giảm; " in cuts
    # 385.198,900021 is 0,495931 below 385.199,395952: less than a triệu is told to the đồng, with no share
    before = "hiện trạng 385.199 triệu đồng"
    assert f"phương án A là 385.199 triệu đồng, bằng {before} (chênh lẻ −495.931 đồng); " in support
    # 387.535,705546 - 385.199,395952 = 2.336,309594 (0,6065 %), but 387.536 - 385.199 = 2.337 as printed
    more = f"tăng 2.336 triệu đồng (+0,6 %) so với {before}. Số đã làm tròn. "
    assert f"; phương án C là 387.536 triệu đồng, {more}Đơn vị giảm nhiều nhất là " in support
    # A gives in whole triệu what it cuts; B gives all 62 schools the 3.314 whole triệu that it cuts
    assert "phương án B cấp thêm 3.314 triệu đồng cho 62 trường (36.676 học sinh); " in given
    assert " So với hiện trạng, phương án A có 30 đơn vị tăng (" in given
    assert "phương án B có 62 đơn vị tăng (36.676 học sinh), 8 đơn vị giảm, 2 đơn vị không đổi; " in given
    # as the cards have them: A 6 units every year, B 8 to 2025, then none
    # fewer units than under the status quo lack more in all
    lacking, lacked = (lacks(one, Words("vi")) for one in (shown.results[0], shown.basis(0)))
    assert f"phương án A có 47 đơn vị thiếu {lacking} (hiện trạng: 70 đơn vị, {lacked}); " in deficits
    deeper = "phương án A 6 đơn vị (2023-2027); phương án B 8 đơn vị (2023-2025); "
    assert f". Thiếu nhiều hơn hiện trạng cùng năm: {deeper}" in deficits
    missing = "thiếu 14.349 triệu đồng (hiện trạng thiếu 16.286 triệu đồng)"
    assert f"phương án A còn 62 trong 62 trường dưới định mức, {missing}; " in norm
    # five units of B miss the minimum in 2023 and 2024, three of them on to 2027
    assert "phương án A không có đơn vị nào; phương án B 5 đơn vị (2023-2024), 3 đơn vị (2025-2027); " in norm


def lacks(result: Result, words: Words) -> str:
    """What the units of a result lack in the year, as the sum of their balances below zero, in print."""
    balance = result.published("balance")[:, result.year(YEAR)]
    return words.numbers.money_with_unit(-int(balance[balance < 0].sum())).replace("\N{NO-BREAK SPACE}", " ")


def test_every_figure_is_the_models(shown: Comparison) -> None:
    _, cuts, support, given, deficits, norm = plain(summary(shown, Words("en")))
    n = Words("en").numbers
    # of the plans that ask it, as the sums of their units; only in C they can hardly reach it
    hard = [len(tuple(one.findings.of("roadmap_implausible", YEAR))) for one in shown.results]
    assert hard[:2] == [0, 0]
    asked = [n.money(int(one.published("roadmap_revenue")[:, one.year(YEAR)].sum())) for one in shown.results]
    limit = "(revenue to grow by more than 15% a year on average)"
    assert (
        f" Revenue added by roadmaps in 2025: plan B counts on {asked[1]} million đồng; plan C counts on "
        f"{asked[2]} million đồng, hard to reach for {hard[2]} units {limit}."
    ) in deficits
    for k, tag in enumerate("ABC"):
        result = shown.results[k]
        now, was, reach = shown.at(result), shown.at(shown.basis(k)), shown.reach(k)
        assert f"plan {tag} takes {n.money(now.saved)} million đồng, " in cuts
        assert f"plan {tag} comes to {n.money(now.support)} million đồng, " in support
        j, units = result.year(YEAR), result.units
        got = result.published("increase")[:, j]
        assert not got[~units.school].any()
        # of each school whole pupils
        pupils = n.count(int(np.rint(result["pupils"][(got > 0) & units.school, j]).sum()))
        to = f"{n.money(int(got.sum()))} million đồng to {int((got > 0).sum())} schools ({pupils} pupils)"
        assert f"plan {tag} gives {to}" in given
        assert re.search(rf"in plan {tag} {reach.up} units gain [^;]*, {reach.down} units lose", given)
        by = [lacks(one, Words("en")) for one in (result, shown.basis(k))]
        assert f"plan {tag} has {now.deficit_units} units in deficit by {by[0]} (" in deficits
        assert f"(the status quo: {was.deficit_units}, by {by[1]})" in deficits
        below = f"{now.schools_with_norm - now.schools_at_norm} of {now.schools_with_norm} schools below it"
        assert f"plan {tag} has {below}, lacking {n.money(now.norm_gap)} million đồng" in norm
        assert f"(the status quo lacks {n.money(was.norm_gap)} million đồng)" in norm


def test_the_unit_that_loses_most_is_named(shown: Comparison) -> None:
    """A tenth of the 1.973.000.000 of the loudspeaker station in one plan, of the 719.000.000 of the port in
    the other.
    """
    first = shown.results[0]
    codes = {"X": "9101466", "Y": "9101650"}
    plans = [
        f'name = "{name}"\n[[reductions]]\nmethod = "rate"\nrate = {{ 2025 = 0.1 }}\n'
        f'units = {{ codes = ["{code}"] }}\n'
        for name, code in codes.items()
    ]
    found = comparison([simulate(first.units, parse_scenario(plan), first.law) for plan in plans], YEAR)
    station = "Trung tâm Truyền thanh (mẫu)"
    support = plain(summary(found, Words("vi")))[2]
    assert support.endswith(f" Đơn vị giảm nhiều nhất là {station}, giảm 197 triệu đồng theo phương án X.")
    loses = f"The unit that loses most is {station}, 197 million đồng less in plan X."
    assert loses in plain(summary(found, Words("en")))[2]


def test_a_target_of_other_units_leads_with_its_own_share_alone(shown: Comparison) -> None:
    first = shown.results[0]
    twice = simulate(first.units, parse_scenario(TWICE), first.law)
    cuts = plain(summary(comparison([twice, first], YEAR), Words("vi")))[1]
    of = "trong đó 10 đơn vị thuộc mục tiêu giảm 3.315 triệu đồng, bằng 10,0 % kinh phí năm gốc 2022"
    assert f" giảm 3.379 triệu đồng, {of} của các đơn vị đó; " in cuts


def test_what_adds_as_printed_is_not_called_rounded(shown: Comparison) -> None:
    # in whole đồng nothing is rounded
    assert "làm tròn" not in summary(shown, Words("vi", "dong"))[2]
    quo = "bằng hiện trạng 385.199.395.952 đồng (chênh lẻ −495.931 đồng);"
    assert f" là 385.198.900.021 đồng, {quo}" in plain(summary(shown, Words("vi", "dong")))[2]


def test_a_plan_without_such_a_year_says_none(shown: Comparison) -> None:
    first = shown.results[0]
    still = without(first.scenario, plan=True, allocation=True).model_copy(update={"name": "Chưa giảm"})
    quo = simulate(first.units, still, first.law)
    told = plain(summary(comparison([first, quo], YEAR), Words("vi")))
    # who gives nothing up is no deeper in deficit, which is said of it too, and none of its amounts differs
    still_so = "phương án “Chưa giảm”"
    assert told[1].endswith(f"; {still_so} không giảm chi.")
    assert f"; {still_so} không cấp thêm. " in told[3]
    lacked = lacks(quo, Words("vi"))
    assert f"; {still_so} có 70 đơn vị thiếu {lacked} (hiện trạng: 70 đơn vị, {lacked}). " in told[4]
    assert told[4].endswith(f"; {still_so} không có đơn vị nào.")
    assert f"; {still_so} là 385.199 triệu đồng, bằng hiện trạng 385.199 triệu đồng. Đơn vị giảm " in told[2]


def test_the_baseline_is_not_compared_with_itself(shown: Comparison) -> None:
    scope, _, support, given, deficits, norm = plain(summary(comparison(shown.results, YEAR, 0), Words("vi")))
    name = f"“{shown.results[0].scenario.name}”"
    assert f" với {name}, trên " in scope
    assert support.startswith("Về tổng kinh phí năm 2025, phương án B là ")
    assert f" So với {name}, phương án B có " in given
    a, b = (lacks(one, Words("vi")) for one in shown.results[:2])
    against = f"phương án B có 44 đơn vị thiếu {b} ({name}: 47 đơn vị, {a}); "
    assert f"phương án A có 47 đơn vị thiếu {a}; {against}" in deficits
    assert "phương án A còn 62 trong 62 trường dưới định mức, thiếu 14.349 triệu đồng; " in norm


def test_plans_on_other_assumptions_stand_beside_their_own_status_quo(shown: Comparison) -> None:
    """Each total beside that of its own status quo, as the model has both; 3.314.558.900 are cut of the one
    and 3.314.000.000 given: 558.900 đồng are over.
    """
    first = shown.results[0]
    other = simulate(first.units, parse_scenario(OTHER), first.law)
    both = comparison([other, first], YEAR)
    scope, _, support, *_ = plain(summary(both, Words("vi")))
    assert " với hiện trạng riêng của từng phương án (giả định khác nhau), trên " in scope
    ends = []
    for result in both.results:
        quo = status_quo_of(result.units, result.scenario, result.law)
        j = result.year(YEAR)
        ends.append(
            [Words("vi").numbers.money(int(of.published("support")[:, j].sum())) for of in (quo, result)]
        )
    (was, now), (was_first, now_first) = ends
    assert was != was_first
    for name, before, after, over in (
        ("“Giảm 10 %”", was, now, "558.900"),
        ("A", was_first, now_first, "495.931"),
    ):
        quo_own = f"bằng hiện trạng riêng {before} triệu đồng (chênh lẻ −{over} đồng)"
        assert f"phương án {name} là {after} triệu đồng, {quo_own}" in support


def test_no_sentence_judges(shown: Comparison) -> None:
    told = " ".join((*summary(shown, Words("vi")), *summary(shown, Words("en")))).lower()
    for judged in ("tốt nhất", "nên ", "kém", "hợp lý", "best", "should", "better", "worse"):
        assert judged not in told


def test_pupils_are_named_only_where_there_are_any():
    # eight service units lose: no pupil is in them
    found = Reach(up=2, down=8, same=1, pupils_up=700, pupils_down=0, pupils_same=50)
    said = "2 đơn vị tăng (700 học sinh), 8 đơn vị giảm, 1 đơn vị không đổi (50 học sinh)"
    assert reached(found, Words("vi")) == said
    assert "8 units lose, 1 unchanged" in reached(found, Words("en"))


def test_who_loses_and_who_gains_most_is_told_with_the_summary(shown: Comparison) -> None:
    """Plan B takes from eight service units and gives 62 schools what it takes."""
    said = moved_of(shown, 1, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    losers, _, gainers = said.partition(" 62 đơn vị tăng, cộng ")
    assert losers.startswith("So với hiện trạng 2025, 8 đơn vị giảm, cộng ")
    assert (losers.count(";"), gainers.count(";")) == (7, 3)
    assert gainers.endswith("; và 59 đơn vị khác.")


def test_who_gains_next_to_nothing_is_told_in_papers_as_on_the_card(shown: Comparison) -> None:
    """Of 1.311 triệu a preschool loses 64,730625 and gets 65, within its limit of 5 %: 269.375 đồng more."""
    first = shown.results[0]
    capped = comparison([first, simulate(first.units, parse_scenario(CAPPED), first.law)], YEAR)
    assert barely_said(capped, 1, Words("vi")) == "Trong số tăng, 1 đơn vị dưới 1.000.000 đồng."
    assert moved_of(capped, 1, Words("vi")).endswith(" Trong số tăng, 1 đơn vị dưới 1.000.000 đồng.")
    assert not barely_said(capped, 0, Words("vi"))
    # compared with another plan its gain is another
    assert not barely_said(comparison(capped.results, YEAR, 0), 1, Words("vi"))


def test_a_name_that_ends_in_a_number_does_not_run_into_a_figure(shown: Comparison) -> None:
    first = shown.results[0]
    named = simulate(first.units, first.scenario.model_copy(update={"name": "Phương án 1"}), first.law)
    told = plain(summary(comparison([named, shown.results[1]], YEAR), Words("vi")))
    assert ", phương án “Phương án 1” có 47 đơn vị thiếu " in told[4]
    assert ": phương án “Phương án 1” 6 đơn vị (2023-2027); " in told[4]
    # where plans are listed nothing follows a name
    assert " trường: Phương án 1; B." in told[0]


def test_plans_with_norms_of_their_own_say_so(shown: Comparison) -> None:
    units, law = load_sample("city_2022")[1], national_law()
    text = "name = '{}'\nhorizon = 2025\n[norms.preschool]\nteaching_share = {}\n"
    plans = [parse_scenario(text.format(name, share)) for name, share in (("A", "0.19"), ("B", "0.15"))]
    apart = comparison([simulate(units, plan, law) for plan in plans], YEAR)
    assert " (mỗi phương án theo định mức riêng), " in summary(apart, Words("vi"))[-1]
    assert "định mức riêng" not in summary(shown, Words("vi"))[-1]


def test_others_that_are_given_something_stand_beside_the_schools(shown: Comparison) -> None:
    """100 triệu by hand to the port of plan A."""
    first = shown.results[0]
    given = first.scenario.model_dump(by_alias=True, exclude_unset=True)["allocation"]
    given["exceptions"] = [{"unit": "9101650", "by_year": {YEAR: 100_000_000}, "reason": "Thử"}]
    more = simulate(first.units, changed(first.scenario, ("allocation",), given), first.law)
    said = plain(summary(comparison([more, shown.results[1]], YEAR), Words("vi")))[3]
    assert " học sinh) và 100 triệu đồng cho 1 đơn vị khác; phương án B " in said
