"""The five lines of a comparison: every figure is the model's, in both languages."""

from __future__ import annotations

import re

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
from budget.scenario import parse_scenario
from budget.simulate import simulate
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


LONGEST = 40
"""Words of a line of three plans that a letter can take as it is."""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_five_short_lines_tell_of_every_plan(shown: Comparison, language: str) -> None:
    lines = summary(shown, Words(language))
    assert len(lines) == 5
    assert not any("\n" in line for line in lines)
    assert max(len(line.split()) for line in lines) <= LONGEST
    for tag in ("A", "B", "C"):
        assert all(re.search(rf"\b{tag}\b", line) for line in lines)


def test_the_sample_city_in_words(shown: Comparison) -> None:
    """Figures that were worked out for the page of the comparison."""
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in summary(shown, Words("vi"))]
    scope, cuts, support, deficits, norm = lines
    assert scope == (
        "3 phương án, năm 2025, 72 đơn vị (62 trường): A. Giữ nguyên nguồn, chia lại; "
        "B. Giảm 10 % đến 2025, dành cho trường; C. Lộ trình tự chủ mạnh, bù định mức."
    )
    # A cuts 2.002,495931 of the 29.593 triệu that its seven units of group 3 had in 2022, 64,730625 of it
    # (1.311 x (1 - 0,975^2)) from a preschool; B 10 % of the 33.146 triệu of its scope
    assert "A 2.002 (6,7 % của 7), 30 tăng, 6 giảm; B 3.315 (10,0 % của 10), 62 tăng, 8 giảm; " in cuts
    # 385.198,900021 is 0,495931 below 385.199,395952: less than a triệu is told to the đồng, with no share
    assert "hiện trạng → phương án: A 385.199→385.199 (−495.931 đồng); " in support
    # 387.535,705546 - 385.199,395952 = 2.336,309594 (0,6065 %), but 387.536 - 385.199 = 2.337 as printed
    assert "; C 385.199→387.536, +2.336 (+0,6 %). Số đã làm tròn. Giảm nhiều nhất: " in support
    # as the cards have them: A 6 units every year, B 8 to 2025, then none
    assert "Đơn vị thiếu nguồn sau khi cấp thêm, hiện trạng → phương án: A 70→47; " in deficits
    assert ". Thiếu nhiều hơn hiện trạng: A 6 (2023-2027); B 8 (2023-2025); " in deficits
    assert "A 0/62 (16.286→14.349); " in norm
    # five units of B miss the minimum in 2023 and 2024, three of them on to 2027
    assert "; B 5 (2023-2024), 3 (2025-2027); " in norm


def test_every_figure_is_the_models(shown: Comparison) -> None:
    _, cuts, support, deficits, norm = summary(shown, Words("en"))
    n = Words("en").numbers
    # of the plans that ask it: only C has a roadmap
    hard = [len(tuple(one.findings.of("roadmap_implausible", YEAR))) for one in shown.results]
    assert hard[:2] == [0, 0]
    assert f" Roadmap hard to reach: C {hard[2]}." in deficits
    for k, tag in enumerate("ABC"):
        now, was, reach = shown.at(shown.results[k]), shown.at(shown.basis(k)), shown.reach(k)
        assert f"{tag} {n.money(now.saved)} (" in cuts
        assert f"), {reach.up} up, {reach.down} down" in cuts
        assert f"{tag} {n.money(was.support)}→{n.money(now.support)}" in support
        assert f"{tag} {was.deficit_units}→{now.deficit_units}" in deficits
        assert f"{tag} {now.schools_at_norm}/{now.schools_with_norm} " in norm
        assert f"({n.money(was.norm_gap)}→{n.money(now.norm_gap)})" in norm


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
    support = summary(found, Words("vi"))[2]
    assert support.endswith(" Giảm nhiều nhất: Trung tâm Truyền thanh (mẫu) −197 (X).")
    assert "Loses most: Trung tâm Truyền thanh (mẫu) −197 (X)." in summary(found, Words("en"))[2]


def test_a_target_of_other_units_leads_with_its_own_share_alone(shown: Comparison) -> None:
    first = shown.results[0]
    twice = simulate(first.units, parse_scenario(TWICE), first.law)
    cuts = summary(comparison([twice, first], YEAR), Words("vi"))[1].replace("\N{NO-BREAK SPACE}", " ")
    assert " 3.379 (10 đơn vị thuộc mục tiêu 3.315 = 10,0 %), " in cuts


def test_what_adds_as_printed_is_not_called_rounded(shown: Comparison) -> None:
    # in whole đồng nothing is rounded
    assert "làm tròn" not in summary(shown, Words("vi", "dong"))[2]
    assert " 385.199.395.952→385.198.900.021 (−495.931 đồng);" in summary(shown, Words("vi", "dong"))[2]


def test_a_plan_without_such_a_year_says_none(shown: Comparison) -> None:
    first = shown.results[0]
    still = without(first.scenario, plan=True, allocation=True).model_copy(update={"name": "Chưa giảm"})
    quo = simulate(first.units, still, first.law)
    told = summary(comparison([first, quo], YEAR), Words("vi"))
    # who gives nothing up is no deeper in deficit, which is said of it too, and none of its amounts differs
    assert "; “Chưa giảm” 70→70. " in told[3]
    assert told[3].endswith("; “Chưa giảm” 0.")
    assert "; “Chưa giảm” 385.199, bằng. Giảm nhiều nhất: " in told[2]


def test_the_baseline_is_not_compared_with_itself(shown: Comparison) -> None:
    _, cuts, support, deficits, _ = summary(comparison(shown.results, YEAR, 0), Words("vi"))
    assert f"“{shown.results[0].scenario.name}” → phương án: B " in support
    assert "A 2.002 (6,7\N{NO-BREAK SPACE}% của 7); B" in cuts
    assert " → phương án: A 47; B 47→" in deficits


def test_plans_on_other_assumptions_stand_beside_their_own_status_quo(shown: Comparison) -> None:
    """Each total beside that of its own status quo, as the model has both; 3.314.558.900 are cut of the one
    and 3.314.000.000 given: 558.900 đồng are over.
    """
    first = shown.results[0]
    other = simulate(first.units, parse_scenario(OTHER), first.law)
    both = comparison([other, first], YEAR)
    support = summary(both, Words("vi"))[2]
    assert "hiện trạng riêng (giả định khác nhau) → phương án: " in support
    ends = []
    for result in both.results:
        quo = status_quo_of(result.units, result.scenario, result.law)
        j = result.year(YEAR)
        ends.append(
            [Words("vi").numbers.money(int(of.published("support")[:, j].sum())) for of in (quo, result)]
        )
    (was, now), (was_first, now_first) = ends
    assert was != was_first
    assert f"“Giảm 10 %” {was}→{now} (−558.900 đồng); A {was_first}→{now_first} (−495.931 đồng)." in support


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
    told = summary(comparison([named, shown.results[1]], YEAR), Words("vi"))
    assert ": “Phương án 1” 70→47; " in told[3]
    assert "hiện trạng: “Phương án 1” 6 (2023-2027); " in told[3]
    # where plans are listed nothing follows a name
    assert "): Phương án 1; B." in told[0]


def test_plans_with_norms_of_their_own_say_so(shown: Comparison) -> None:
    units, law = load_sample("city_2022")[1], national_law()
    text = "name = '{}'\nhorizon = 2025\n[norms.preschool]\nteaching_share = {}\n"
    plans = [parse_scenario(text.format(name, share)) for name, share in (("A", "0.19"), ("B", "0.15"))]
    apart = comparison([simulate(units, plan, law) for plan in plans], YEAR)
    assert "; mỗi phương án theo định mức riêng): " in summary(apart, Words("vi"))[-1]
    assert "định mức riêng" not in summary(shown, Words("vi"))[-1]
