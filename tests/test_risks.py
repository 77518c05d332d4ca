"""What is to be watched in a year: by kind, with the units below the legal minimum by name."""

from __future__ import annotations

from typing import Any

import pytest

from budget.indicators import lacking_units
from budget.law import national_law
from budget.report.cut_said import level_said
from budget.report.lacking_said import beside_quo_said
from budget.report.minimum_said import minimum_said, spared_said
from budget.report.risk_words import (
    added_said,
    below_said,
    deeper_said,
    offset_said,
    risk_sentences,
    sources_said,
    years_said,
)
from budget.report.safety_said import safety_cells
from budget.report.spared_said import spared_owing
from budget.report.taken_by import taken_by
from budget.report.words import Words
from budget.risks import (
    KINDS,
    below_minimum,
    cumulated,
    given_back,
    level,
    levels,
    minimum,
    other_years,
    required_spans,
    risks,
    safety,
)
from budget.sample import load_sample
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from tests.conftest import ROOT
from tests.plans import M, run, school, service

RATE = {"rate": "0.025", "source": "Khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP"}


@pytest.fixture(scope="module")
def plan() -> Result:
    text = (ROOT / "data" / "scenarios" / "city_b_cut_ten_percent.toml").read_text("utf-8")
    return simulate(load_sample("city_2022")[1], parse_scenario(text), national_law())


def missed(n: int) -> dict[str, Any]:
    listed = [[f"Đơn vị {k}", 30_000_000 - k * 10**6] for k in range(1, min(n, 20) + 1)]
    return {"statutory_missed": {"n": n, "amount": 0, "listed": listed, **RATE}}


def _plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def _minimum(found, year, words):
    return " ".join(minimum_said(found, year, words))


def test_units_below_the_legal_minimum_are_named_with_law_and_what_each_lacks():
    (said,) = risk_sentences(missed(2), Words("vi"))
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "2 đơn vị giảm chưa đủ mức tối thiểu riêng năm (2,5 % so với năm liền trước, khoản 23 Điều 1 "
        "Nghị định 111/2025/NĐ-CP): Đơn vị 1 (còn phải giảm 29 triệu đồng); Đơn vị 2 (còn phải giảm "
        "28 triệu đồng)."
    )


def test_of_more_than_ten_three_are_named_and_the_others_counted():
    (ten,) = risk_sentences(missed(10), Words("vi"))
    assert ten.count("còn phải giảm") == 10
    (eleven,) = risk_sentences(missed(11), Words("vi"))
    owed = "còn phải giảm"
    three = (
        f"Đơn vị 1 ({owed} 29 triệu đồng); Đơn vị 2 ({owed} 28 triệu đồng); Đơn vị 3 ({owed} 27 triệu đồng)"
    )
    assert eleven.endswith(f": {three}; và 8 đơn vị khác.")
    # a slide has no room for ten, nor for the law, which stands beside
    (slide,) = risk_sentences(missed(5), Words("vi"), brief=True)
    assert slide.replace("\N{NO-BREAK SPACE}", " ") == (
        f"5 đơn vị giảm chưa đủ mức tối thiểu riêng năm (2,5 % mỗi năm): {three}; và 2 đơn vị khác."
    )
    # a single one that would be left is named
    (slide,) = risk_sentences(missed(4), Words("vi"), brief=True)
    assert slide.endswith(f": {three}; Đơn vị 4 (còn phải giảm 26 triệu đồng).")


BELOW = {
    "n": 4,
    "listed": [
        ["Cảng cá", [[2023, 2_000_000], [2024, 3_500_000], [2026, 19_000_000]]],
        ["Nhà Thiếu nhi", [[2024, 4_000_000]]],
        ["Đài", [[2024, 3_000_000]]],
        ["Quỹ đất", [[2023, 1_500_000]]],
    ],
}


def test_units_below_the_legal_minimum_in_other_years_are_named_with_years_and_amounts():
    assert below_said(BELOW, Words("vi")) == (
        "Các năm khác của phương án, 4 đơn vị giảm chưa đủ mức tối thiểu riêng năm, còn phải giảm: Cảng "
        "cá (2023: 2 triệu đồng, 2024: 3,5 triệu đồng, 2026: 19 triệu đồng); Nhà Thiếu nhi (2024: 4 triệu "
        "đồng); Đài (2024: 3 triệu đồng); Quỹ đất (2023: 1,5 triệu đồng)."
    )
    assert below_said(BELOW, Words("vi"), brief=True) == (
        "Năm khác, 4 đơn vị giảm chưa đủ mức tối thiểu riêng năm: Cảng cá (2023-2024, 2026, nhiều nhất 19 "
        "triệu đồng năm 2026); và 3 đơn vị khác."
    )
    assert below_said({}, Words("vi")) == ""


def test_where_all_meet_the_minimum_in_the_year_those_that_miss_it_in_others_are_named():
    met = {**RATE, "owe": 5, "missed": 0, "listed": [], "other": {"n": 1, "listed": BELOW["listed"][:1]}}
    met |= {"spared": [], "declared": [], "exempt": [], "but": "essential", "tested": []}
    met["cumulated"] = {"base": 2022, "owe": 7, "n": 1, "listed": [["Mầm non", 65_000_000]], "given": []}
    assert _minimum(met, 2025, Words("vi")).replace("\N{NO-BREAK SPACE}", " ") == (
        "Mức giảm tối thiểu 2,5 % mỗi năm, tính riêng năm 2025 so với năm liền trước, không tính phần thay "
        "đổi của hiện trạng (nhiệm vụ, biên chế, tiền lương): cả 5 đơn vị phải "
        "thực hiện trong năm đều đạt. "
        "Tính riêng từng năm khác của phương án, chưa đạt: Cảng cá (2023-2024, 2026). "
        "Lũy kế từ năm gốc 2022 đến 2025: 1 trong 7 đơn vị phải thực hiện ít nhất một năm chưa giảm đủ: Mầm "
        "non (còn phải giảm 65 triệu đồng)."
    )
    short = {**met, "missed": 2, "listed": [["Đài", 3_000_000], ["Quỹ đất", 1_500_000]], "other": {}}
    short["cumulated"] = {"base": 2022, "owe": 7, "n": 0, "listed": [], "given": []}
    assert _minimum(short, 2025, Words("vi")).endswith(
        "3 trong 5 đơn vị phải thực hiện trong năm đạt, 2 đơn vị chưa đạt: Đài; Quỹ đất. "
        "Lũy kế từ năm gốc 2022 đến 2025: cả 7 đơn vị phải thực hiện ít nhất một năm đã giảm đủ."
    )
    # why 7 owe it since the base year and 5 in the year
    spared = {**short, "spared": ["Mầm non", "GDNN"]}
    assert (
        "chưa đạt: Đài; Quỹ đất. 2 đơn vị phải giảm ở các năm trước, được miễn năm 2025 (đơn vị cung cấp "
        "dịch vụ cơ bản, thiết yếu). Miễn theo loại hình: Mầm non; GDNN. Mức lũy kế vẫn tính "
        "các năm trước của những đơn vị này. "
        "Lũy kế" in _minimum(spared, 2025, Words("vi"))
    )
    # by the mark of the unit's own data, not by its kind
    exempt = {**short, "exempt": ["Hoa Mai"]}
    assert "1 đơn vị nhóm 3 được miễn giảm năm 2025 (" in _minimum(exempt, 2025, Words("vi"))
    assert "): Hoa Mai." in _minimum(exempt, 2025, Words("vi"))
    declared = {**short, "spared": ["Mầm non"], "declared": ["GDNN"]}
    assert (
        "2 đơn vị phải giảm ở các năm trước, được miễn năm 2025 (đơn vị cung cấp dịch vụ cơ bản, thiết yếu). "
        "Miễn theo loại hình: Mầm non. Miễn theo khai báo của đơn vị: GDNN. Mức lũy kế"
        in _minimum(declared, 2025, Words("vi"))
    )
    # an inspector asks of who gives the minimum and is given more in turn
    given = {**short["cumulated"], "given": [["Mầm non", 65_000_000, 104_000_000]]}
    assert _minimum({**short, "cumulated": given}, 2025, Words("vi")).endswith(
        "cả 7 đơn vị phải thực hiện ít nhất một năm đã giảm đủ. Trong các đơn vị "
        "này, được cấp thêm không ít hơn số giảm nên kinh phí năm "
        "2025 không thấp hơn hiện trạng: Mầm non (giảm 65 triệu đồng, cấp thêm 104 triệu đồng)."
    )


def test_a_plan_names_who_misses_the_minimum_in_every_year_but_the_one_in_view(plan: Result):
    found = below_minimum(plan, 2025)
    names = dict(zip(plan.units.code, plan.units.name, strict=True))
    listed = {
        (names[str(f.unit)], f.year, int(f.numbers["excess"]))
        for f in plan.findings.of("statutory_missed")
        if f.year != 2025
    }
    assert {(name, year, amount) for name, lacks in found["listed"] for year, amount in lacks} == listed
    assert found["n"] == len(found["listed"]) > 1
    worst = [max(amount for _, amount in lacks) for _, lacks in found["listed"]]
    assert worst == sorted(worst, reverse=True)


def test_other_years_are_told_in_one_sentence_with_each_number_once():
    found = {"statutory_missed": {2023: 6, 2024: 6, 2026: 6}, "deficit": {2023: 9, 2024: 8}}
    assert years_said(found, Words("vi")) == (
        "Các năm khác của phương án, số đơn vị giảm chưa đủ mức tối thiểu riêng năm: 6 (các năm 2023-2024, "
        "2026); số đơn vị thiếu nguồn: 9 (năm 2023), 8 (năm 2024)."
    )
    assert years_said({}, Words("vi")) == ""


def test_a_plan_tells_every_year_but_the_one_in_view_and_the_base_year(plan: Result):
    found = other_years(plan, 2025)
    told = {(kind, year): n for kind, years in found.items() for year, n in years.items()}
    listed = [(f.kind, f.year) for f in plan.findings if f.year not in (None, 2022, 2025)]
    assert ("below_norm", 2023) in told
    assert all(n == listed.count(one) for one, n in told.items())
    assert {one for one in listed if one[0] in KINDS} == set(told)


def test_the_plan_says_its_risks_as_its_findings_do(plan: Result):
    found = risks(plan, 2025)
    listed = [one for one in plan.findings.of("statutory_missed") if one.year == 2025]
    assert found["statutory_missed"]["n"] == len(listed) > 0
    assert found["statutory_missed"]["amount"] == sum(int(one.numbers["excess"]) for one in listed)
    names = dict(zip(plan.units.code, plan.units.name, strict=True))
    assert {name for name, _ in found["statutory_missed"]["listed"]} == {names[str(o.unit)] for o in listed}
    amounts = [amount for _, amount in found["statutory_missed"]["listed"]]
    assert amounts == sorted(amounts, reverse=True)
    # from 2025 on the rate stands in Decree 111/2025
    assert {key: found["statutory_missed"][key] for key in RATE} == RATE
    assert "floor_short" not in found


def test_what_is_owed_since_the_base_year_is_told_beside_the_year_alone():
    """A unit of group 3b with 600 that gives nothing, and one with 400 that gives a tenth in 2023.

    Asked since 2022 are 2,5 % and 2,5 % of what is left: 600 × (1 − 0,975²) = 29,625 and 400 × ... = 19,75,
    which the second's 40 cover.
    """
    rows = [
        service("V1", users=400 * M, management=1_000 * M, support=600 * M),
        service("V2", users=600 * M, management=1_000 * M, support=400 * M),
    ]
    cut = '[[reductions]]\nunits = { codes = ["V2"] }\nmethod = "rate"\nrate = { 2023 = 0.1 }\n'
    result = run(2022, rows, "horizon = 2024\n" + cut)
    one = {"base": 2022, "owe": 2, "n": 1, "given": []}
    assert cumulated(result, 2024) == one | {"listed": [["V1", 29_625_000]]}
    assert cumulated(result, 2023) == one | {"listed": [["V1", 15 * M]]}
    # of 2024 alone both miss it
    assert minimum(result, 2024)["missed"] == 2


def test_who_owes_the_minimum_of_earlier_years_only_is_named():
    """A preschool of group 3b with revenue of its own owes 2,5 % until 2024; from 2025 on Decree 111/2025
    spares essential services, with revenue or without. A service unit owes it throughout.
    """
    rows = [
        school("T1", "preschool", users=400 * M, salary=1_000 * M, support=600 * M),
        service("V1", users=400 * M, management=1_000 * M, support=600 * M),
    ]
    result = run(2022, rows, "horizon = 2026")
    of_2024, of_2025 = minimum(result, 2024), minimum(result, 2025)
    assert (of_2024["owe"], of_2024["spared"], of_2024["cumulated"]["owe"]) == (2, [], 2)
    assert (of_2025["owe"], of_2025["spared"], of_2025["cumulated"]["owe"]) == (1, ["T1"], 2)
    assert of_2025["exempt"] == []
    # of 600 million 2,5 % twice: 15 and 14,625
    (said,) = spared_owing(result, 2025, Words("vi")).items()
    assert (said[0], said[1].replace("\N{NO-BREAK SPACE}", " ")) == (
        0,
        "T1: được miễn năm 2025 nhưng còn mức tối thiểu của 2023-2024 chưa giảm, 30 triệu đồng.",
    )
    assert not spared_owing(result, 2024, Words("vi"))
    # based in a year in which the law exempts the school, it has owed nothing in any year
    later = [rows[0] | {"code": "T1"}, rows[1]]
    assert minimum(run(2026, later, "horizon = 2027"), 2027)["exempt"] == ["T1"]
    # a service unit is essential only by its own mark
    marked = minimum(run(2022, [rows[0], rows[1] | {"essential": True}], "horizon = 2026"), 2025)
    assert (marked["spared"], marked["declared"]) == (["T1"], ["V1"])
    first, second = "khoản 4 Điều 35 Nghị định 60/2021/NĐ-CP", "khoản 23 Điều 1 Nghị định 111/2025/NĐ-CP"
    every = required_spans(result.law, result.years[1:])
    assert sources_said(every, Words("vi")) == f"{first} (các năm 2023-2024); {second} (từ năm 2025)"
    # a decision of the first period ends with 2025
    until = required_spans(result.law, (2024, 2025))
    assert sources_said(until, Words("vi")) == f"{first} (năm 2024); {second} (năm 2025)"
    assert sources_said(required_spans(result.law, (2025, 2026)), Words("vi")) == second
    assert required_spans(result.law, (2020,)) == []


def test_one_that_the_law_spares_is_told_apart_by_whether_its_cut_is_the_minimum_of_years_before():
    """A preschool with 600 owes 2,5 % in 2023 and 2024, 15 + 14,625, and is spared in 2025: a measure of the
    minimum still takes these 29,625; a tenth of its own, 60, is 30,375 more.
    """
    rows = [school("T1", "preschool", users=400 * M, salary=1_000 * M, support=600 * M)]
    paid = run(2022, rows, 'horizon = 2026\n[[reductions]]\nmethod = "statutory"\nunits.codes = ["T1"]')
    assert minimum(paid, 2025)["beyond"] == [["T1", 0, 0, 29_625_000, 0]]
    assert _plain(spared_said(minimum(paid, 2025), 2025, Words("vi"))[-1]) == (
        "Trong các đơn vị được miễn, phương án vẫn giảm năm 2025, theo biện pháp giảm chi: T1 (30 triệu "
        "đồng, thuộc mức tối thiểu lũy kế của các năm trước khi được miễn)."
    )
    by = _plain(taken_by(paid, 2025, "T1", Words("vi")))
    assert by == "Mức tối thiểu lũy kế của các năm trước khi được miễn"
    assert taken_by(paid, 2024, "T1", Words("vi")) == "Mức tối thiểu theo quy định"
    own = 'horizon = 2026\n[[reductions]]\nmethod = "rate"\nrate = { 2025 = 0.1 }\nunits.codes = ["T1"]'
    assert minimum(run(2022, rows, own), 2025)["beyond"] == [["T1", 0, 30_375_000, 29_625_000, 0]]
    # what a roadmap takes counts for the minimum of the years before, and is told once: 32 + 272 = 304
    road = [["T1", 32 * M, 0, 272 * M, 304 * M], ["T2", 0, 30 * M, 0, 0]]
    assert _plain(spared_said(minimum(paid, 2025) | {"beyond": road}, 2025, Words("vi"))[-1]) == (
        "Trong các đơn vị được miễn, phương án vẫn giảm năm 2025, theo lộ trình tự chủ: T1 (304 triệu đồng, "
        "trong đó 272 triệu đồng thuộc mức tối thiểu lũy kế của các năm trước khi được miễn). Trong các đơn "
        "vị được miễn, phương án vẫn giảm năm 2025, theo biện pháp giảm chi chứ không theo mức tối thiểu: T2 "
        "(30 triệu đồng)."
    )


def test_what_is_cut_each_year_is_told_as_a_share_of_the_base_year_of_the_scope():
    # 10 % of 900 triệu by 2025, a third of it more each year: 30, 60 and 90 triệu; the school is not in scope
    found = levels(
        run(
            2022,
            [
                service("1", management=900 * M, support=900 * M),
                school("2", management=500 * M, support=500 * M),
            ],
            """horizon = 2025
            [[reductions]]
            method = "target"
            target = { 2025 = 0.10 }
            """,
        )
    )
    assert {year: saved for year, (saved, _) in found.items()} == {2023: 30 * M, 2024: 60 * M, 2025: 90 * M}
    assert [round(share, 6) for _, share in found.values()] == [0.033333, 0.066667, 0.1]


def test_a_target_is_told_of_the_units_that_it_is_of_where_the_plan_cuts_others_too():
    """12 % of 900 triệu is 108; with 5 % of another 100 the plan cuts 113 of 1.000, which is 11,3 %."""
    text = """
        horizon = 2023
        [[reductions]]
        method = "target"
        target = { 2023 = 0.12 }
        units = { codes = ["1", "2"] }
        """
    rows = [service(str(k), management=m * M, support=m * M) for k, m in ((1, 600), (2, 300), (3, 100))]
    more = """
        [[reductions]]
        method = "rate"
        rate = 0.05
        units = { codes = ["3"] }
        """

    def told(plan: str) -> str:
        found = level(run(2022, rows, plan), 2023)
        return level_said(found, 2023, Words()).replace("\N{NO-BREAK SPACE}", " ")

    met = "Mục tiêu 12 % tính trên kinh phí năm gốc 2022 của 2 đơn vị thuộc biện pháp giảm chi: "
    assert (
        f"{met}đạt (12,0 %). Tính trên số gốc khác: 11,3 % kinh phí năm gốc 2022 của cả 3 đơn vị sự nghiệp "
        "khác, chỉ tính số giảm của các đơn vị này; 11,3 % hiện trạng 2023 của các đơn vị trong phạm vi."
        in told(text + more)
    )
    # a slide has the target in place of the share of all
    short = level_said(level(run(2022, rows, text + more), 2023), 2023, Words(), brief=True)
    assert short.replace("\N{NO-BREAK SPACE}", " ") == (
        f"Số giảm chi năm 2023 là 113 triệu đồng, lấy từ 3 đơn vị. {met}đạt (12,0 %)."
    )
    # minutes, which tell the target first, name the share of all service units, no third one
    minuted = level_said(
        level(run(2022, rows, text + more), 2023), 2023, Words(), aims="Mục tiêu: đạt (12,0 %)."
    )
    assert "cả 3 đơn vị sự nghiệp khác" in minuted
    assert "3 đơn vị trong phạm vi" not in minuted
    # of the same units the share above says it
    assert "số giảm bằng 12,0 %." in told(text)
    assert "Mục tiêu" not in told(text)
    # no unit may lose more than a tenth: 90 of 900
    assert (
        f"{met}chưa đạt, mới giảm 10,0 %. Tính trên số gốc khác: 9,0 % kinh phí năm gốc 2022 của cả 3 đơn vị"
        in (told(text + "max_cut = 0.10\n"))
    )


def test_units_that_are_cut_and_given_more_are_told_apart_from_those_that_lose():
    """5 % of 100 triệu đồng each; of a pool of 20 the school gets all, and stands 15 above the status quo."""
    rows = [
        school(management=100 * M, support=100 * M, pupils=10),
        service(management=100 * M, support=100 * M),
    ]
    text = """
        horizon = 2023
        [[reductions]]
        method = "rate"
        rate = 0.05
        units = { kinds = ["primary", "service"] }
        [allocation]
        pool = { from = "amount", by_year = { 2023 = 20_000_000 } }
        [[allocation.stages]]
        aim = "share"
        """
    found = level(run(2022, rows, text), 2023)
    assert (found["cut"], found["offset"]) == (2, ["T1"])
    said = offset_said(found, Words()).replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("không giảm so với hiện trạng: T1.")
    assert "lấy từ 2 đơn vị (1 đơn vị được cấp lại đủ)." in level_said(found, 2023, Words(), brief=True)
    # both are of group 4, of which the law asks nothing
    assert given_back(run(2022, rows, text), 2023) == []
    # without the pool both lose, and nothing is said
    alone = level(run(2022, rows, text.partition("[allocation]")[0]), 2023)
    assert (alone["cut"], alone["offset"], offset_said(alone, Words())) == (2, [], "")
    assert offset_said({"cut": 2}, Words()) == ""


def test_units_in_deficit_are_named_in_a_text_and_counted_on_a_slide() -> None:
    found = {"deficit": {"n": 2, "amount": 3_500_000, "listed": [["Đài", 2_500_000], ["Quỹ đất", 1_000_000]]}}
    said = ["2 đơn vị thiếu nguồn, tổng số thiếu 3,5 triệu đồng"]
    assert risk_sentences(found, Words("vi"), 20) == [
        f"{said[0]}: Đài (thiếu 2,5 triệu đồng); Quỹ đất (thiếu 1 triệu đồng)."
    ]
    assert risk_sentences(found, Words("vi")) == [f"{said[0]}."]


def test_what_is_given_beyond_the_cuts_and_who_lacks_more_by_the_plan_are_said() -> None:
    assert added_said([], Words("vi")) == deeper_said([], Words("vi")) == ""
    said = added_said([(2027, 1_128_858_509), (2030, 741_819_226)], Words("vi"))
    listed = "1,1 tỷ đồng (năm 2027), 0,7 tỷ đồng (năm 2030)"
    assert said.endswith(f"phương án chưa xác định nguồn bố trí: {listed}.")
    assert deeper_said([("Bến cảng", 524_000_000)], Words("vi")) == (
        "1 đơn vị thiếu nhiều hơn hiện trạng vì phương án: Bến cảng (thêm 524 triệu đồng)."
    )


def test_the_figures_of_the_minimum_leave_out_what_the_status_quo_itself_adds():
    """A unit of group 3b with 600 of which 2,5 % a year are cut: 585, then 570,375, whatever the pay adds;
    the roadmap of another takes all of its 400 by 2024.
    """
    rows = [
        service("V1", users=400 * M, salary=500 * M, management=500 * M, support=600 * M),
        service("V2", users=600 * M, management=1_000 * M, support=400 * M),
    ]
    path = '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2024 = 1.0 }\n'
    cut = '[[reductions]]\nunits = { codes = ["V1"] }\nmethod = "statutory"\n'
    result = run(2022, rows, f"horizon = 2024\n{path}{cut}")
    assert result.published("support")[0, 2] > 570_375_000
    found = minimum(result, 2024)
    assert found["tested"][0] == ("V1", 585 * M, 570_375_000)
    # half of the way from 60 to 100 % asks 200 in 2023; nothing is left in 2024
    assert found["tested"][1] == ("V2", 200 * M, 0)
    (said, *_) = minimum_said(found, 2024, Words())
    assert said.replace("\N{NO-BREAK SPACE}", " ").endswith(
        "Kinh phí để tính, năm 2023 → 2024: V1 585 → 570 triệu đồng (−2,5 %); V2 không còn nhận kinh phí."
    )


def test_of_more_than_five_who_owe_the_minimum_no_figures_are_told():
    rows = [service(f"V{n}", users=400 * M, management=1_000 * M, support=600 * M) for n in range(6)]
    result = run(2022, rows, 'horizon = 2023\n[[reductions]]\nmethod = "statutory"\n')
    assert (minimum(result, 2023)["owe"], minimum(result, 2023)["tested"]) == (6, [])


def test_units_near_a_threshold_are_named_a_single_one_that_would_be_left_too():
    # 695 of 1.000 are half a percent below the threshold of group 3a
    rows = [service(f"V{n}", users=695 * M, management=1_000 * M, support=305 * M) for n in range(1, 5)]
    found = {"near_threshold": risks(run(2022, rows, "horizon = 2023\n"), 2023)["near_threshold"]}
    assert risk_sentences(found, Words()) == ["4 đơn vị sát ngưỡng phân loại (dễ đổi nhóm): V1; V2; V3; V4."]
    # the record of an older decision has no names
    assert risk_sentences({"near_threshold": {"n": 4}}, Words()) == [
        "4 đơn vị sát ngưỡng phân loại (dễ đổi nhóm)."
    ]


def test_the_cut_is_also_a_share_of_the_units_that_are_cut():
    """Of two units with 600 and 200 in scope the first gives a tenth: 60 of 800 are 7,5 %, of 600 10 %."""
    rows = [
        service("V1", users=400 * M, management=1_000 * M, support=600 * M),
        service("V2", users=400 * M, management=600 * M, support=200 * M),
    ]
    scope = 'units = { codes = ["V1", "V2"] }\nmethod = "rate"\nrate = { 2023 = 0 }\n'
    cut = '[[reductions]]\nunits = { codes = ["V1"] }\nmethod = "rate"\nrate = 0.1\n'
    found = level(run(2022, rows, f"horizon = 2023\n[[reductions]]\n{scope}{cut}"), 2023)
    # and of the status quo of the unit that loses, 600: 60 are 10 % of it, 7,5 % of that of both
    others = (
        "Tính trên số gốc khác: 10,0 % kinh phí năm gốc 2022 của riêng 1 đơn vị bị giảm; 10,0 % hiện trạng "
        "2023 của 1 đơn vị có kinh phí thấp hơn hiện trạng."
    )
    told = _plain(level_said(found, 2023, Words()))
    assert told == (
        "Số giảm chi năm 2023 là 60 triệu đồng, lấy từ 1 đơn vị (1 đơn vị còn lại trong phạm vi không bị "
        "giảm năm này). So với kinh phí năm gốc 2022 của 2 đơn vị trong phạm vi, số giảm bằng 7,5 %. "
        f"{others}"
    )
    # beside a target that a record has told, the share of all is one of the others, unless it is the same
    met, of_scope = "Mục tiêu …: đạt ({}).", "7,5 % kinh phí năm gốc 2022 của 2 đơn vị trong phạm vi; "
    for share, more in (("10,0 %", of_scope), ("7,5\N{NO-BREAK SPACE}%", "")):
        told = _plain(level_said(found, 2023, Words(), aims=met.format(share)))
        assert told.endswith(_plain(f"{met.format(share)} {others.replace('khác: ', f'khác: {more}')}"))
    # older records do not say
    found.pop("lost")
    assert "trong phạm vi, số giảm bằng 7,5 %." in level_said(found, 2023, Words()).replace(
        "\N{NO-BREAK SPACE}", " "
    )
    found.pop("of_cut")
    assert "riêng" not in level_said(found, 2023, Words())


def test_where_those_not_cut_have_no_support_the_share_is_told_once():
    rows = [
        service("V1", users=400 * M, management=1_000 * M, support=600 * M),
        service("V2", users=600 * M, management=600 * M),
    ]
    cut = '[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
    said = level_said(level(run(2022, rows, f"horizon = 2023\n{cut}"), 2023), 2023, Words())
    assert "của 2 đơn vị trong phạm vi, số giảm bằng 10,0 %. " in said.replace("\N{NO-BREAK SPACE}", " ")


def test_who_lacks_most_comes_first_with_what_it_lacks_without_the_plan():
    # of 100 in triệu both earn nothing and get what they spend, cut by 10 and by 20 %; the third is not cut
    rows = [service(code, professional=100 * M, support=100 * M) for code in ("V1", "V2", "V3")]
    cuts = "".join(
        f'[[reductions]]\nmethod = "rate"\nrate = {{ 2023 = {rate} }}\nunits = {{ codes = ["{code}"] }}\n'
        for code, rate in (("V1", 0.1), ("V2", 0.2))
    )
    result = run(2022, rows, f"horizon = 2023\n{cuts}[assumptions]\ninflation = 0\n")
    assert lacking_units(result, 2023) == [(1, 0, 20 * M), (0, 0, 10 * M)]
    said = [beside_quo_said(result, 2023, i, Words()) for i in range(3)]
    assert said == ["Hiện trạng 2023 (không có phương án) không thiếu nguồn."] * 2 + [""]


def test_a_unit_that_lacks_as_much_without_the_plan_says_so():
    # each lacks 10 of 100 as it is; the second loses 5 more
    rows = [service(code, professional=100 * M, support=90 * M) for code in ("V1", "V2")]
    cut = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.05 }\nunits = { codes = ["V2"] }\n'
    result = run(2022, rows, f"horizon = 2023\n{cut}[assumptions]\ninflation = 0\n")
    assert [beside_quo_said(result, 2023, i, Words()) for i in range(2)] == [
        "Bằng hiện trạng 2023 (không có phương án).",
        "Hiện trạng 2023 (không có phương án) thiếu 10.000.000 đồng.",
    ]


def test_the_safety_of_a_plan_is_counted_by_year():
    """Prices stand still. V1 has 1.000 for 1.000 and loses 4 % of its 600 from 2023 on: it lacks 24 in both
    years. The law asks 600 × (1 − 0,975) = 15 up to 2023 and 29,625 up to 2024, of which 24 are not enough.
    V2 gives nothing and owes in both.
    """
    rows = [
        service("V1", users=400 * M, management=1_000 * M, support=600 * M),
        service("V2", users=600 * M, management=1_000 * M, support=400 * M),
    ]
    cut = '[[reductions]]\nunits = { codes = ["V1"] }\nmethod = "rate"\nrate = { 2023 = 0.04, 2024 = 0.0 }\n'
    still = "horizon = 2024\n[assumptions]\nprices_follow_costs = false\n"
    found = safety(run(2022, rows, still + cut))
    assert found == {"deeper": {2023: 1, 2024: 1}, "owing": {2023: 1, 2024: 2}}
    cells = safety_cells(run(2022, rows, still + cut), Words("vi"))
    assert cells == ["1 (2023-2024)", "từ 1 đến 2 (2023-2024)"]
    assert safety_cells(run(2022, rows, "horizon = 2022"), Words("vi")) == ["không", "không"]


def test_parts_that_do_not_make_their_sum_as_printed_are_told_to_be_rounded():
    # 277,6 and 189,7 are 467,3: as printed 278 + 190 = 468
    lacking = [("A", 277_600_000), ("B", 189_700_000)]
    said = deeper_said(lacking, Words("vi", "million")).replace("\N{NO-BREAK SPACE}", " ")
    assert "thêm tất cả 467 triệu đồng (làm tròn): A (thêm 278 triệu đồng); B (thêm 190 triệu đồng)." in said
    # 278 and 189 make 467, and of parts that are not all named there is nothing to add up
    assert "làm tròn" not in deeper_said([("A", 278_000_000), ("B", 189_000_000)], Words("vi", "million"))
    assert "làm tròn" not in deeper_said([*lacking, *lacking, ("C", 1_400_000)], Words("vi", "million"))
