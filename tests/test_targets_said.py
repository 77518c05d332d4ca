"""What the units of a target give up is told apart from others: amount and percent of the same units."""

from __future__ import annotations

from datetime import datetime

import pytest

from budget.cuts import of_status_quo, uncut
from budget.decision import beside, record
from budget.report.cut_said import sources_told
from budget.report.memo import memo_fields
from budget.report.targets_said import (
    aims_of_plan,
    aims_said,
    left_out_said,
    service_said,
    targets_brief,
    targets_measured,
    targets_said,
    uncut_said,
)
from budget.report.words import Words
from budget.risks import level
from budget.simulate import Result
from budget.targeted import Led, aims, led, target_cuts
from tests.plans import M, plan, run, school, service

TARGET = '[[reductions]]\nmethod = "target"\ntarget = {{ 2025 = 0.10 }}\nof = "{of}"\n'
RATE = '[[reductions]]\nmethod = "rate"\nrate = {{ {year} = 0.05 }}\nunits = {{ codes = ["T1"] }}\n'


def city(supports: tuple[int, int, int], of: str = "base", rate_in: int = 2025) -> Result:
    """Two service units, of which a tenth is taken, and a school, of which a twentieth is."""
    first, second, third = supports
    rows = [service("V1", support=first), service("V2", support=second), school("T1", support=third)]
    return run(2022, rows, TARGET.format(of=of) + RATE.format(year=rate_in))


def said(result: Result, language: str = "vi", unit: str = "million", year: int = 2025) -> str:
    return targets_said(result, year, Words(language, unit)).replace("\N{NO-BREAK SPACE}", " ")


def test_amount_and_percent_are_of_the_same_units():
    """A tenth of 1.000 + 600 is 160, a twentieth of 400 is 20; the 180 of all are 11,3 % of the 1.600."""
    found = city((1000 * M, 600 * M, 400 * M))
    assert said(found) == (
        "trong đó 160 của 2 đơn vị thuộc mục tiêu, bằng 10,0 % năm gốc 2022 của các đơn vị đó; "
        "20 của 1 đơn vị khác"
    )
    assert said(found, "en") == (
        "of which 160 by the 2 units of the target, 10.0% of the base year 2022 of those units; "
        "20 by 1 other unit"
    )


def test_a_plan_without_a_target_tells_the_share_of_all_service_units_beside_that_of_its_scope():
    """5 % of the 1.000 of V1 are 50, which are 3,1 % of the 1.600 of both."""
    rows = [service("V1", support=1_000 * M), service("V2", support=600 * M)]
    one = '[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.05 }\nunits = { codes = ["V1"] }\n'
    told = service_said(run(2022, rows, one), 2025, Words("vi", "million")).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "cả 2 đơn vị sự nghiệp khác: 3,1 %"
    assert beside(run(2022, rows, one), 2025)["service"] == [0.03125, 2, 50 * M]
    # of a plan that cuts a school besides, with its amount
    more = run(2022, [*rows, school("T1", support=400 * M)], one + RATE.format(year=2025))
    told = service_said(more, 2025, Words("vi", "million")).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "cả 2 đơn vị sự nghiệp khác: 50 = 3,1 %"
    both = one.replace('units = { codes = ["V1"] }\n', "")
    assert service_said(run(2022, rows, both), 2025, Words("vi", "million")) == ""


def test_a_page_names_the_few_units_outside_the_target():
    found = city((1000 * M, 600 * M, 400 * M))
    told = targets_said(found, 2025, Words(), named=True).replace("\N{NO-BREAK SPACE}", " ")
    assert told.endswith("của các đơn vị đó; 20 của T1 ngoài mục tiêu")


def test_the_percent_that_leads_is_that_of_the_one_target_else_of_the_whole_scope():
    """A tenth of 1.000 + 600 is 160; with the 20 of the school 180 are 9 % of 2.000. Without a target the 20
    are 5 % of the 400 of the school, all that is in scope.
    """
    assert led(city((1000 * M, 600 * M, 400 * M)), 2025) == Led(0.1, 2, aimed=True, saved=160 * M)
    assert led(city((1000 * M, 600 * M, 400 * M), of="status_quo"), 2025).quo
    rate = run(2022, [school("T1", support=400 * M)], RATE.format(year=2025))
    assert led(rate, 2025) == Led(0.05, 1)


def test_printed_parts_that_miss_the_printed_whole_are_called_rounded():
    """160,4 and 20,4 print as 160 and 20, their 180,8 as 181; to the đồng they add."""
    found = city((1004 * M, 600 * M, 408 * M))
    assert "160 của 2" in said(found)
    assert said(found).endswith("; 20 của 1 đơn vị khác (làm tròn)")
    assert said(found, "en").endswith("; 20 by 1 other unit (rounded)")
    assert "160.400.000 của 2" in said(found, unit="dong")
    assert said(found, unit="dong").endswith("; 20.400.000 của 1 đơn vị khác")


def test_a_paper_says_of_a_plan_whether_it_reaches_its_target_in_the_year_of_it():
    """A tenth of 1.600 is 160; with at most 5 % of each 80 are cut, 5 % of the 1.600."""
    rows = [service("V1", support=1000 * M), service("V2", support=600 * M)]
    target = '[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.02, 2025 = 0.10 }\n'

    def told(more: str) -> str:
        return aims_of_plan(run(2022, rows, target + more), 2024, Words()).replace("\N{NO-BREAK SPACE}", " ")

    assert told("max_cut = 0.05\n") == (
        "Đặt mục tiêu giảm 10 % năm gốc 2022 của 2 đơn vị năm 2025: đạt 5,0 %, còn phải giảm 80 triệu đồng."
    )
    assert told("") == "Mục tiêu giảm 10 % năm gốc 2022 của 2 đơn vị năm 2025: đạt (10,0 %)."


def test_why_fewer_units_are_cut_than_are_in_scope():
    """V1 gives up 100 of its 1.000 in 2025, less before; V2 has nothing; T1 is cut in 2025 only."""
    words, found = Words("vi"), city((1000 * M, 0, 400 * M))
    assert uncut(found, 2024) == (1, 1)
    assert uncut_said(found, 2024, words) == "1 không nhận hỗ trợ, 1 không bị giảm"
    assert uncut(found, 2025) == (1, 0)
    assert uncut_said(found, 2025, Words("en")) == "1 without support"
    # all are cut, and before the first year none is
    every = city((1000 * M, 600 * M, 400 * M))
    assert (uncut_said(every, 2025, words), uncut_said(every, 2022, words)) == ("", "")


def test_where_no_other_unit_is_cut_the_whole_amount_is_of_the_target():
    # the school is cut in 2026 only
    found = city((1000 * M, 600 * M, 400 * M), rate_in=2026)
    assert said(found) == "bằng 10,0 % năm gốc 2022 của 2 đơn vị thuộc mục tiêu"
    assert said(found, "en") == "or 10.0% of the base year 2022 of the 2 units of the target"


def test_a_target_of_the_status_quo_is_told_as_a_share_of_that():
    # nothing changes the status quo of units without pay or pupils
    assert "bằng 10,0 % hiện trạng 2025 của các đơn vị đó" in said(city((10 * M, 6 * M, 4 * M), "status_quo"))


@pytest.mark.parametrize(
    ("bases", "leads"),
    [
        ([], False),
        (["base"], False),
        (["status_quo"], True),
        (["status_quo", "base"], False),
        ([None], False),
    ],
)
def test_the_status_quo_leads_where_every_target_is_a_share_of_it(bases, leads):
    """None: a measure by rate, which is a share of the base year."""
    target = 'method = "target"\ntarget = {{ 2025 = 0.1 }}\nof = "{}"'
    rate = 'method = "rate"\nrate = 0.01'
    cards = "".join(f"[[reductions]]\n{target.format(of) if of else rate}\n" for of in bases)
    assert of_status_quo(plan(cards).reductions) is leads


def test_the_base_year_says_nothing_of_a_target():
    assert said(city((1000 * M, 600 * M, 400 * M)), year=2022) == ""


def test_in_brief_for_a_line_of_a_letter():
    found = city((1000 * M, 600 * M, 400 * M))
    assert (
        targets_brief(found, 2025, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
        == "trong đó 2 đơn vị thuộc mục tiêu giảm 160 triệu đồng, bằng 10,0 % kinh phí năm gốc 2022 của các "
        "đơn vị đó"
    )
    assert targets_brief(city((10 * M, 6 * M, 4 * M), "status_quo"), 2025, Words("en")) == (
        "of which 2 million đồng from the 2 units of the target, 10.0% of their status quo support of 2025"
    )


def test_more_than_the_target_is_not_called_the_target():
    """A tenth of 1.600 is 160; a measure takes a fifth of V1's 1.000 before it: 200, 12,5 % of 1.600."""
    rows = [service("V1", support=1000 * M), service("V2", support=600 * M), school("T1", support=400 * M)]
    more = '[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.2 }\nunits = { codes = ["V1"] }\n'
    found = run(2022, rows, more + TARGET.format(of="base") + RATE.format(year=2025))
    cuts = target_cuts(found, 2025)
    assert cuts is not None
    assert [(one.saved, one.aim, one.wanted) for one in cuts.targets] == [(200 * M, 0.1, 160 * M)]
    said = targets_brief(found, 2025, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "trong đó 2 đơn vị thuộc mục tiêu giảm 200 triệu đồng, bằng 12,5 % kinh phí năm gốc 2022 của các "
        "đơn vị đó"
    )


def test_a_target_of_other_units_than_the_scope_says_by_what_it_is_measured():
    def told(result: Result, language: str = "vi", year: int = 2025) -> str:
        return targets_measured(result, year, Words(language)).replace("\N{NO-BREAK SPACE}", " ")

    # 160 of the 1.600 of two units; of the 2.000 of all three the 180 are 9,0 %
    found = city((1000 * M, 600 * M, 400 * M))
    assert told(found) == "mục tiêu 10 % năm gốc 2022 của 2 đơn vị: đạt (10,0 %)"
    assert told(found, "en") == "target of 10% of the base year 2022 of 2 units: met (10.0%)"
    assert "mục tiêu 10 % hiện trạng 2025 của 2 đơn vị: đạt (10,0 %)" in told(
        city((1000 * M, 600 * M, 400 * M), "status_quo")
    )
    # nothing is cut in the base year
    assert told(found, year=2022) == ""
    # at most 5 % of a unit may be taken: 80 of 1.600
    plan = TARGET.format(of="base") + "max_cut = 0.05\n"
    short = run(2022, [service("V1", support=1000 * M), service("V2", support=600 * M)], plan)
    assert told(short) == "mục tiêu 10 % năm gốc 2022 của 2 đơn vị: chưa đạt (mới 5,0 %)"


def test_a_target_of_the_year_is_told_with_its_last_year():
    def told(more: str, language: str = "vi", year: int = 2023) -> str:
        text = f'[[reductions]]\nmethod = "target"\ntarget = {{ 2023 = 0.02, 2025 = 0.10 }}\n{more}'
        rows = [
            service("V1", support=1000 * M),
            service("V2", support=600 * M),
            school("T1", support=400 * M),
        ]
        result = run(2022, rows, text + RATE.format(year=2023))
        return targets_measured(result, year, Words(language)).replace("\N{NO-BREAK SPACE}", " ")

    # 2 % of 1.600 is 32, 10 % in 2025 is 160
    met = "mục tiêu 2 % năm gốc 2022 của 2 đơn vị: đạt (2,0 %)"
    assert told("") == f"{met}, đến 2025 là 10 %: đạt (10,0 %)"
    # at most 5 % of a unit may be taken: 80 of the 160
    assert told("max_cut = 0.05\n") == f"{met}, đến 2025 là 10 %: còn phải giảm 80 triệu đồng"
    assert told("max_cut = 0.05\n", "en").endswith(": met (2.0%), 10% by 2025: 80 million đồng still to cut")
    # in the last year there is no later one
    assert told("", year=2025) == "mục tiêu 10 % năm gốc 2022 của 2 đơn vị: đạt (10,0 %)"


def test_a_target_stands_as_the_whole_plan_leaves_it_further_cuts_included():
    """A tenth of 1.000 + 600 is 160, of V1 100; V1 is then cut to 132 of its 1.000: 192 of 1.600, 12,0 %.
    The school's 20 of 400 are of no target.
    """
    more = '[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.132 }\nunits = { codes = ["V1"] }\n'
    rows = [service("V1", support=1000 * M), service("V2", support=600 * M), school("T1", support=400 * M)]
    plan = TARGET.format(of="base") + RATE.format(year=2025)
    submitted, decided = run(2022, rows, plan), run(2022, rows, plan + more)
    kept = record(submitted, decided, 2025, submitted)
    told = aims_said(kept, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Mục tiêu 10 % năm gốc 2022 của 2 đơn vị: đạt (12,0 %)."
    # as the comparison has it
    assert "192 của 2 đơn vị thuộc mục tiêu, bằng 12,0 % năm gốc" in said(decided)
    assert kept["level"]["targets"][0]["reached"] == pytest.approx(0.12)


@pytest.mark.parametrize(("rate", "reached", "missing"), [("0.082", 0.07, 48 * M), ("0.146", 0.11, 0)])
def test_a_target_that_came_to_its_limit_is_met_once_other_measures_cut_enough(rate, reached, missing):
    """At most 5 % of a unit: 50 + 30 of the 160. V1 to 82: 112 of 1.600, 48 are missing; to 146: 176."""
    more = f'[[reductions]]\nmethod = "rate"\nrate = {{ 2025 = {rate} }}\nunits = {{ codes = ["V1"] }}\n'
    rows = [service("V1", support=1000 * M), service("V2", support=600 * M)]
    found = run(2022, rows, TARGET.format(of="base") + "max_cut = 0.05\n" + more)
    (one,) = aims(found, 2025)
    assert (one.now.reached, one.now.missing) == (pytest.approx(reached), missing)
    assert bool(level(found, 2025)["targets"]) == bool(missing)


def test_who_is_left_out_of_the_target_is_named():
    """A tenth of 1.000 + 600 alone; the third has the roadmap and measures of nobody."""
    rows = [service(f"V{n}", support=M * amount) for n, amount in enumerate((1000, 600, 400), 1)]
    two = TARGET.format(of="base") + 'units = { codes = ["V1", "V2"] }\n'
    out = record(*[run(2022, rows, two)] * 2, 2025, run(2022, rows, two))
    assert left_out_said(out, Words()) == (
        "Mục tiêu giảm chi không tính 1 đơn vị sự nghiệp khác, không bị giảm năm 2025: V3."
    )
    assert left_out_said(out, Words("en")) == (
        "The target of the cuts leaves out 1 service unit, not cut in 2025: V3."
    )
    # one that gives up something by another measure is not told as kept
    cut = run(2022, rows, two + RATE.format(year=2025).replace("T1", "V3"))
    assert left_out_said(record(cut, cut, 2025, cut), Words()) == (
        "Mục tiêu giảm chi không tính 1 đơn vị sự nghiệp khác: V3."
    )
    # of all there is nobody to tell of; an older record does not say
    every = city((1000 * M, 600 * M, 400 * M))
    assert left_out_said(record(every, every, 2025, every), Words()) == left_out_said({}, Words()) == ""


def test_a_record_keeps_the_targets_of_the_roadmap_as_it_names_them():
    roadmap = '[[roadmap]]\nunits = {{ codes = ["{}"] }}\ntargets = {{ {} }}\n'
    text = roadmap.format("V1", "2024 = 0.4, 2025 = 0.6") + roadmap.format("V2", "2025 = 0.5")
    rows = [service(code, users=20 * M, management=100 * M, support=80 * M) for code in ("V1", "V2")]
    result = run(2022, rows, text)
    kept = record(result, result, 2025, result)["targets"]
    assert kept == {"n": 2, "listed": [[2024, "0.4", "0.4"], [2025, "0.5", "0.6"]]}
    told = sources_told({"targets": kept}, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Mục tiêu lộ trình của 2 đơn vị: tự bảo đảm 40 % năm 2024, 50 % đến 60 % năm 2025."
    # of a year that one card names the range is of both units: in 2023 V2 is a third of the way from 20 % to
    # 50, in 2025 V1 two thirds of that from 60 % to 80, 73,33, cut to a tenth
    text = roadmap.format("V1", "2023 = 0.6, 2026 = 0.8") + roadmap.format("V2", "2025 = 0.5")
    wide = run(2022, rows, text)
    listed = record(wide, wide, 2025, wide)["targets"]["listed"]
    assert listed == [[2023, "0.3", "0.6"], [2025, "0.5", "0.733"]]
    # older records do not say
    assert sources_told({}, 2022, Words()) == ""
    # 39 % after 40 release 19 of 80, which meets a target of 10 %: why it falls
    falls = roadmap.format("V1", "2024 = 0.4, 2025 = 0.39")
    aimed = '[[reductions]]\nunits = { codes = ["V1"] }\nmethod = "target"\ntarget = { 2024 = 0.1 }\n'
    lower = run(2022, rows, falls + aimed)
    kept = record(lower, lower, 2025, lower)["targets"]
    assert kept["falls"]
    told = sources_told({"targets": kept}, 2022, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert told.endswith("40 % năm 2024, 39 % năm 2025; thấp dần để chỉ giảm đúng mục tiêu giảm chi.")


def test_a_submission_tells_what_a_plan_without_a_target_cuts_and_who_lacks_where_revenue_fails():
    """5 % of 300 + 100 are 20 triệu. V1 earns half of its 200 triệu and is led to 60 %: 20 triệu more, of
    which a fifth fails: 4.
    """
    rows = [
        service("V1", users=100 * M, management=200 * M, support=100 * M),
        service("V2", management=300 * M, support=300 * M),
    ]
    led_on = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2025 = 0.6 }\nrevenue_share = 1.0\n'
    plans = [
        run(2022, rows, "[assumptions]\nprices_follow_costs = false\n" + text)
        for text in (led_on, '[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.05 }\n')
    ]
    day = datetime(2022, 11, 5, 8).astimezone()
    fields = memo_fields(plans, words=Words(), year=2025, proposed=0, created=day)
    plain = [
        [line.replace("\N{NO-BREAK SPACE}", " ") for line in fields[name]] for name in ("plans", "risks")
    ]
    cut = "Số giảm chi năm 2025: 20 triệu đồng (5,0 % kinh phí năm gốc 2022 của 2 đơn vị trong phạm vi)."
    assert next(line for line in plain[0] if "Số giảm chi" in line).endswith(cut)
    assert any(
        "trong ngoặc: số đơn vị thiếu nhiều hơn hiện trạng. 1 đơn vị của " in line for line in plain[1]
    )
    assert any(": V1 (thêm 4 triệu đồng)." in line for line in plain[1])


def test_a_submission_tells_the_share_of_all_service_units_of_a_plan_that_cuts_fewer():
    """5 % of the 300 of V2 are 15, and 3,75 % of the 400 of both; so are they as a target of V2 alone."""
    rows = [
        service("V1", management=100 * M, support=100 * M),
        service("V2", management=300 * M, support=300 * M),
    ]
    alone = 'units = { codes = ["V2"] }\n'
    plans = [
        run(2022, rows, f"[[reductions]]\n{text}\n{alone}")
        for text in (
            'method = "rate"\nrate = { 2025 = 0.01 }',
            'method = "rate"\nrate = { 2025 = 0.05 }',
            'method = "target"\ntarget = { 2025 = 0.05 }',
        )
    ]
    day = datetime(2022, 11, 5, 8).astimezone()
    fields = memo_fields(plans, words=Words(), year=2025, proposed=0, created=day)
    told = [line.replace("\N{NO-BREAK SPACE}", " ") for line in fields["plans"]]
    in_scope = "(5,0 % kinh phí năm gốc 2022 của 1 đơn vị trong phạm vi; cả 2 đơn vị sự nghiệp khác: 3,7 %)."
    assert any(line.endswith(f"Số giảm chi năm 2025: 15 triệu đồng {in_scope}") for line in told)
    base = "3,7 % kinh phí năm gốc 2022 của cả 2 đơn vị sự nghiệp khác"
    assert any(line.endswith(f"Giảm năm 2025: {base}, chỉ tính số giảm của các đơn vị này.") for line in told)
