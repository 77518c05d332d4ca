"""Who of the scope of the cuts loses nothing, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from budget.report.deck_story import Story
from budget.report.unlost_said import END, FIRST_YEAR, other_years, unlost_rows, unlost_said, with_group
from budget.report.words import Words
from budget.report.workbook_comparison import comparison
from budget.unlost import unlost
from tests.plans import M, across, run, service

if TYPE_CHECKING:
    from budget.simulate import Result

PLAN = """
[[roadmap]]
units = { codes = ["V5"] }
targets = { 2028 = 0.5 }
[[reductions]]
method = "statutory"
units = { codes = ["V1", "V2", "V3", "V4", "V6"] }
[[reductions]]
method = "rate"
rate = { 2028 = 0.01 }
units = { codes = ["V7"] }
[allocation]
units = { codes = ["V6"] }
pool = { from = "percent", by_year = { 2027 = 0.05 } }
floor = 0.05
round_to = 1
stages = []
"""


def unit(code: str, earned: int, **columns: Any) -> dict[str, Any]:
    """A unit that spends 100 million and gets what it does not earn."""
    return service(code, professional=100 * M, users=earned * M, support=(100 - earned) * M, **columns)


def planned() -> Result:
    rows = [unit("V1", 20), unit("V2", 0), unit("V3", 20, essential=True), unit("V4", 100)]
    return run(2026, [*rows, unit("V5", 80), unit("V6", 20), unit("V7", 0)], PLAN)


def test_a_unit_of_group_four_that_the_target_leaves_out_is_told_so():
    """V2 earns nothing: the law asks nothing of it, and the target is of V1 alone."""
    plan = (
        '[[reductions]]\nmethod = "statutory"\n[[reductions]]\nmethod = "target"\ntarget = { 2027 = 0.1 }\n'
    )
    rows = [unit("V1", 20), unit("V2", 0)]
    assert unlost(run(2026, rows, f'{plan}units = {{ codes = ["V1"] }}\n'), 2027) == {"untargeted": [1]}


def test_each_unit_that_keeps_its_support_has_one_reason():
    result = planned()
    # V1 and V6 owe 2,5 % of 80 million; V6 gets 5 % of them
    assert across(result, "support", 2027) == [78 * M, 100 * M, 80 * M, 0, 20 * M, 82 * M, 100 * M]
    assert unlost(result, 2027) == {
        "nothing": [3],  # it pays for itself
        "made_up": [5],
        "exempt": [2],  # group 3, of an essential service
        "outside": [1],  # group 4
        "above": [4],  # at 80 %, to 50 %
        "rest": [6],  # its rate begins in 2028
    }


def test_a_unit_that_a_target_takes_nothing_of_as_the_roadmap_of_others_meets_it_is_told_so():
    """V1 goes from 20 to 40 %, which frees 20 of the 160 million that both have: more than a tenth."""
    plan = (
        '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2027 = 0.4 }\nrelease = 1\n'
        '[[reductions]]\nmethod = "target"\ntarget = { 2027 = 0.1 }\n'
    )
    result = run(2026, [unit("V1", 20), unit("V2", 20)], plan)
    assert across(result, "support", 2027) == [60 * M, 80 * M]
    assert unlost(result, 2027) == {"met": [1]}
    # a fifth is not met by the roadmap, and V2 gives
    assert unlost(run(2026, [unit("V1", 20), unit("V2", 20)], plan.replace("0.1 }", "0.2 }")), 2027) == {}


def test_a_unit_of_group_3_that_the_law_spares_is_named_where_no_measure_means_it():
    # both at 20 %, between 10 and 30: group 3c; the other one is not of group 3
    rows = [unit("V1", 20), unit("V2", 20, essential=True), unit("V3", 0)]
    result = run(2026, rows, '[[reductions]]\nmethod = "statutory"\nunits = { codes = ["V1"] }\n')
    assert unlost(result, 2027) == {"spared": [1]}


def test_a_row_names_three_units_and_counts_the_others():
    rows = [unit("V1", 20), *(unit(f"E{n}", 20, essential=True) for n in range(1, 6))]
    result = run(2026, rows, '[[reductions]]\nmethod = "statutory"\n')
    story = Story(comparison([result], 2027), 0, Words(), {}, datetime(2026, 11, 27, tzinfo=UTC))
    (row,) = unlost_rows(story)
    assert row.cells["unit"] == "Không giảm: E1; E2; E3; và 2 đơn vị khác"
    # a fifth of what they spend is their own: 10 to 30 %
    assert (
        row.cells["why"] == "Nhóm 3c · được miễn theo cách hiểu (đơn vị cung cấp dịch vụ cơ bản, thiết yếu)"
    )
    assert (row.cells["before"], row.cells["change"]) == (400 * M, 0)
    assert unlost_said(story) == (
        "Không giảm: E1; E2; E3; và 2 đơn vị khác "
        "(nhóm 3c · được miễn theo cách hiểu (đơn vị cung cấp dịch vụ cơ bản, thiết yếu))."
    )


def test_the_groups_of_several_units_stand_once_each_and_the_change_at_the_end_beside():
    result = planned()
    story = Story(comparison([result], 2027), 0, Words("en"), {}, datetime(2026, 11, 27, tzinfo=UTC))
    # V2 and V7 earn nothing, V4 all that it spends but no investment, V1 a fifth
    assert with_group(story, [1, 6, 3, 0], "Roadmap") == "Group 2, 3c, 4 · roadmap"
    # to 2029, the last year: V1 has 80, 78, 76,05 and 74,14875 million, V7 99 of its 100 since 2028
    changes = other_years(story)
    assert (changes[END].tolist()[0], changes[END].tolist()[6]) == (-5_851_250, -1 * M)
    # in the year that is decided on V1 has 78 of its 80
    assert changes[FIRST_YEAR].tolist()[0] == -2 * M
    rest = next(row for row in unlost_rows(story) if row.cells["unit"] == "No loss: V7")
    assert (rest.cells["change"], rest.cells["end"]) == (0, -1 * M)
