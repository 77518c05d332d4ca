"""What a plan holds, in the words of the submission."""

from __future__ import annotations

from budget.above_cap import roadmap_above
from budget.idle import overruled
from budget.report.above_cap_said import above_said, most_cut_said, unit_above_said
from budget.report.minutes_risks import risks_of
from budget.report.plan_content import content_said
from budget.report.words import Words
from budget.report.workbook_assumptions import blocks
from tests.plans import M, run, school, service

CITY = [
    service("V1", users=200 * M, professional=1_000 * M, support=800 * M),
    school("T1", professional=500 * M, support=500 * M),
]
PLAN = """horizon = 2024
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2024 = 0.30 }
[[reductions]]
method = "rate"
rate = 0.02
[allocation]
pool = { from = "savings", share = 0.5 }
cap = 0.10
stages = [ { aim = "share", by = "pupils" } ]
"""


def test_roadmap_cuts_and_allocation_are_told_as_the_file_has_them() -> None:
    said = " ".join(content_said(run(2022, CITY, PLAN), Words("vi"))).replace("\u00a0", " ")
    assert said.startswith("Lộ trình tự chủ: V1: tự bảo đảm 30 % năm 2024; ")
    assert "Giảm chi: các đơn vị sự nghiệp khác: giảm 2 % mỗi năm." in said
    assert said.endswith(
        "Tăng kinh phí: nguồn 50 % số giảm chi của mọi đơn vị, cho các trường; "
        "mỗi đơn vị tăng không quá 10 % kinh phí năm gốc; phần còn lại chia theo học sinh."
    )


def test_what_each_unit_is_given_at_the_least_is_told() -> None:
    least = PLAN.replace("cap = 0.10", "floor = 0.002")
    for brief in (True, False):
        said = " ".join(content_said(run(2022, CITY, least), Words("vi"), brief=brief))
        assert "mỗi đơn vị trước hết tăng ít nhất 0,2 % kinh phí năm gốc" in said.replace("\u00a0", " ")


def test_why_a_roadmap_falls_is_told_where_it_just_meets_a_target_of_cuts() -> None:
    """A tenth of 800 is 80; 30 and 29 % of 1.000 release 100 and 90, so that no measure takes any."""
    falls = """horizon = 2024
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2023 = 0.30, 2024 = 0.29 }
[[reductions]]
method = "target"
target = { 2023 = 0.10 }
"""
    why = "; mục tiêu tự bảo đảm thấp dần để chỉ giảm đúng mục tiêu giảm chi."
    assert why in content_said(run(2022, CITY, falls), Words("vi"))[0]
    for level in (falls.replace("0.29", "0.30"), falls.replace('"target"\ntarget', '"rate"\nrate')):
        assert why not in content_said(run(2022, CITY, level), Words("vi"))[0]


def test_whom_the_roadmap_alone_takes_beyond_the_cap_of_a_measure_is_told_with_it() -> None:
    """Half of 1.000 asks 300 more revenue than 200, all of it released: 37,5 % of the support of 800."""
    text = (
        "horizon = 2022\n[assumptions]\nprices_follow_costs = false\n"
        '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2022 = 0.5 }\n'
        "revenue_share = 1.0\nrelease = 1.0\n"
        '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.1 }\nmax_cut = '
    )
    of = "biện pháp này không giảm đơn vị nào quá"
    for cap, told in (
        ("0.20", f"{of} 20 % kinh phí năm gốc; riêng lộ trình giảm quá mức này: V1 (37,5 % năm 2022)."),
        ("0.375", f"{of} 37,5 % kinh phí năm gốc."),
    ):
        result, words = run(2021, CITY, text + cap), Words("vi")
        said = " ".join(content_said(result, words)).replace("\u00a0", " ")
        assert said.endswith(told)
        # of the base year, as the cap, and not of the status quo
        most = most_cut_said(result, 2022, words).replace("\u00a0", " ")
        assert most.startswith("So với năm gốc 2021, gốc của trần giảm ")
        assert most.endswith(", giảm nhiều nhất năm 2022 là 37,5 %: V1.")
        # and where the unit is explained, but of no other unit
        beyond = "riêng lộ trình" in told
        own = unit_above_said(result, 2022, 0, words).replace("\u00a0", " ")
        assert own.startswith("Riêng lộ trình giảm 37,5 % kinh phí năm gốc trong năm 2022") == beyond
        assert bool(own) == beyond
        assert unit_above_said(result, 2022, 1, words) == ""
        # in the meeting and in its minutes, by the record
        kept = roadmap_above(result, 2022)
        assert kept == ([{"cap": cap, "listed": [["V1", 2022, 0.375, 2022, 0.375]]}] if beyond else [])
        assert [one.replace("\u00a0", " ") for one in above_said(kept, words)] == (
            ["riêng lộ trình giảm quá trần 20 % ở V1 (37,5 % năm 2022)"] if beyond else []
        )
        risks = risks_of({"year": 2022, "above_cap": kept}, "", (), words)
        line = "Riêng lộ trình giảm quá trần 20 % của biện pháp giảm chi (trần không chặn lộ trình): "
        assert [one.replace("\u00a0", " ") for one in risks] == [f"{line}V1 (37,5 % năm 2022)."] * beyond
    assert risks_of({"year": 2022}, "", (), Words("vi")) == []


def test_the_workbook_tells_beside_a_measure_whom_the_roadmap_takes_beyond_its_cap() -> None:
    result, words = run(2022, CITY, PLAN), Words("vi")
    listed = dict(blocks([result], words, beyond=[["riêng lộ trình giảm quá mức này: V1"]]))
    (measure,) = listed["Giảm chi ngân sách"]
    assert str(measure.values[0]).endswith("mỗi năm; riêng lộ trình giảm quá mức này: V1")


def test_of_many_roadmaps_the_span_of_the_targets_is_told_and_a_plan_of_nothing_says_nothing() -> None:
    one = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2024 = 0.30 }\n'
    # 13 units, each a point above the one before
    rows = [service(f"V{n}", professional=100 * M, support=80 * M, users=20 * M) for n in range(13)]
    four = [one.replace("V1", f"V{n}") for n in range(4)]
    said = content_said(run(2022, rows, "horizon = 2024\n" + "".join(four)), Words("vi"))
    assert " ".join(said).replace("\u00a0", " ") == (
        "Lộ trình tự chủ: của 4 đơn vị, mức tự bảo đảm năm 2024: 30 %."
    )
    paths = "".join(one.replace("V1", f"V{n}").replace("0.30", f"0.{30 + n}") for n in range(13))
    said = content_said(run(2022, rows, "horizon = 2024\n" + paths), Words("vi"))
    assert " ".join(said).replace("\u00a0", " ") == (
        "Lộ trình tự chủ: của 13 đơn vị, mức tự bảo đảm năm 2024: 30 % đến 42 %."
    )
    assert content_said(run(2022, CITY, "horizon = 2024\n"), Words("en")) == []
    # of a year that each has a target of, that year
    later = "".join(four).replace("0.30 }", "0.30, 2026 = 0.40 }")
    result = run(2022, rows, "horizon = 2026\n" + later)
    for year, told in ((2024, "năm 2024: 30 %."), (None, "năm 2026: 40 %.")):
        assert content_said(result, Words("vi"), year)[0].replace("\u00a0", " ").endswith(told)


def test_a_step_that_is_given_nothing_says_so_and_why() -> None:
    """5 % of 500 triệu is less than the school lacks of its norm of 1.000: the second step has nothing."""
    text = (
        "horizon = 2024\n[norms.primary]\nper_unit = 1_000_000_000\n[allocation]\n"
        'pool = { from = "percent", by_year = { 2023 = 0.05 } }\n'
        'stages = [ { aim = "norm" }, { aim = "supplement", multiple = 0.1 } ]\n'
    )
    said = " ".join(content_said(run(2022, CITY, text), Words("vi"))).replace("\u00a0", " ")
    assert said.endswith(
        "thu nhập tăng thêm 0,10 lần quỹ lương (không năm nào được cấp, vì các bước trước dùng hết nguồn)."
    )
    # on a slide it is left out
    brief = " ".join(content_said(run(2022, CITY, text), Words("vi"), 2024, brief=True))
    assert "thu nhập tăng thêm" not in brief
    assert "bù lên" in brief
    # where there is room the pool of all years, else that of the year alone
    result = run(2022, CITY, text.replace("2023 = 0.05", "2023 = 0.05, 2024 = 0.06"))
    for alone in (False, True):
        told = content_said(result, Words("vi"), 2024, brief=True, pool_alone=alone)[0]
        assert "6\u00a0%" in told
        assert ("5\u00a0%" in told) != alone


def test_where_room_ends_what_the_plan_itself_cuts_stands() -> None:
    """On a slide the target comes before the minimum of the law, and both before the roadmap; a scope that
    leaves few of its kind out is told by these there, too.
    """
    rows = [service(f"V{k}", users=400 * M, management=1_000 * M, support=600 * M) for k in range(1, 5)]
    text = (
        'horizon = 2023\n[[reductions]]\nmethod = "statutory"\n[[reductions]]\nmethod = "target"\n'
        'target = { 2023 = 0.1 }\nunits = { codes = ["V1", "V2", "V3"] }\n'
        '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.41 }\n'
    )
    result = run(2022, rows, text)
    brief = " ".join(content_said(result, Words("vi"), brief=True)).replace("\u00a0", " ")
    target = "các đơn vị sự nghiệp khác trừ V4: giảm 10 %"
    assert brief.startswith(f"Giảm chi: {target}")
    places = [brief.index(one) for one in (target, "mức tối thiểu", "Lộ trình tự chủ")]
    assert places == sorted(places)
    # in the annex in the order in which they are computed
    whole = " ".join(content_said(result, Words("vi"))).replace("\u00a0", " ")
    places = [whole.index(one) for one in ("Lộ trình tự chủ", "mức tối thiểu", target)]
    assert places == sorted(places)


def test_a_measure_that_the_roadmap_has_met_already_says_so() -> None:
    """To 60 % of 1.000 triệu the unit has to earn 200 more, far beyond 1 % of its support of 600."""
    rows = [service("V1", users=400 * M, management=1_000 * M, support=600 * M)]
    path = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.6 }\n'
    cut = '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.01 }\n'
    result = run(2022, rows, f"horizon = 2023\n{path}{cut}")
    met = " (đã đạt nhờ lộ trình, không giảm thêm)."
    assert content_said(result, Words("vi"), 2023)[-1].endswith(met)
    # without a year nothing is said, and a measure that takes something says nothing
    assert "đã đạt" not in content_said(result, Words("vi"))[-1]
    assert "đã đạt" not in content_said(run(2022, rows, f"horizon = 2023\n{cut}"), Words("vi"), 2023)[-1]


def test_a_unit_beyond_a_cap_in_the_year_in_view_is_told_with_that_year_and_with_its_highest() -> None:
    """From 20 to 28 and 30 % of 1.000 the roadmap releases 80 and 100 of 800: 10 and 12,5 %."""
    text = """horizon = 2025
[[roadmap]]
units = { codes = ["V1"] }
targets = { 2023 = 0.28, 2024 = 0.30 }
[[reductions]]
method = "target"
target = { 2023 = 0.10 }
max_cut = """

    def told(cap: str, year: int, language: str = "vi") -> str:
        plan = run(2022, CITY, text + cap)
        return " ".join(content_said(plan, Words(language), year)).replace("\u00a0", " ")

    assert "quá mức này: V1 (10,0 % năm 2023, cao nhất 12,5 % năm 2024)" in told("0.05", 2023)
    assert "V1 (10.0% in 2023, highest 12.5% in 2024)" in told("0.05", 2023, "en")
    # 2025 keeps the 12,5 % of 2024; 2023 is within 10 %
    assert "quá mức này: V1 (12,5 % năm 2025)" in told("0.05", 2025)
    assert "quá mức này: V1 (12,5 % năm 2024)" in told("0.10", 2023)


def test_a_part_of_the_roadmap_whose_units_follow_a_later_one_is_no_content_and_is_marked() -> None:
    part = '[[roadmap]]\nunits = {{ codes = ["V1"] }}\ntargets = {{ 2024 = {} }}\n'
    result = run(2022, CITY, "horizon = 2024\n" + part.format("0.282") + part.format("0.6"))
    assert overruled(result) == (True, False)
    (said,) = content_said(result, Words("vi"))
    assert "60 %" in said.replace("\u00a0", " ")
    assert "28,2" not in said
    _, listed = next(one for one in blocks([result], Words("vi"), gone=[overruled(result)]) if "Lộ" in one[0])
    marked = [" (không có tác dụng: đơn vị theo thẻ sau)" in str(entry.values[0]) for entry in listed]
    assert marked == [True, False]
    # one that keeps a unit of its own is content
    rows = [*CITY, service("V2", users=100 * M, professional=1_000 * M, support=900 * M)]
    both = part.format("0.282").replace('"V1"', '"V1", "V2"')
    result = run(2022, rows, "horizon = 2024\n" + both + part.format("0.6"))
    assert overruled(result) == (False, False)
    assert "28,2" in content_said(result, Words("vi"))[0]
