"""What was asked of a plan and what it comes to: the cut, who is short or shorter, who is given money."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

from docx import Document

from budget.decision import answered
from budget.planning import least_covered
from budget.report.demanded_said import demanded, demanded_said, told_there
from budget.report.minutes import Decided, minutes_fields, write_minutes
from budget.report.words import Words
from budget.target_course import course
from tests.plans import M, run, service
from tests.test_ungiven import has

PLAN = (
    "horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n"
    '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.10 }\n'
    '[allocation]\npool = { from = "savings", share = 1.0 }\nstages = [{ aim = "norm" }]\n'
)
GIVES = PLAN.index("[allocation]")


def said(text: str, language: str = "vi") -> list[str]:
    """A, B and C have 20, 30 and 40 of the 40 million that the norm asks; B spends 3 million more than it
    has, V1 the 100 million that it has.
    """
    rows = [has("A", 20), has("B", 33) | {"support": 130 * M}, has("C", 40)]
    found = answered(run(2021, [*rows, service("V1", professional=100 * M, support=100 * M)], text), 2022)
    lines = demanded_said(found, Words(language, "million"))
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def test_each_thing_that_was_asked_is_answered_in_a_line():
    """A tenth of V1 is 10, all given to A, which then stands at 30 of 40 as B; V1 lacks 10, B 3 as before."""
    assert said(PLAN) == [
        "Mục tiêu 10 % năm gốc 2021 của 1 đơn vị: đạt (10,0 %).",
        (
            "Đơn vị thiếu nguồn (chi vượt thu): còn 2 đơn vị (1 trường), "
            "13 triệu đồng (hiện trạng 2022: 1 đơn vị, 3 triệu đồng); 1 đơn vị không bị giảm, thiếu "
            "sẵn theo hiện trạng, 1 đơn vị bị giảm. Nguồn chia theo định mức, không theo số thiếu nguồn."
        ),
        (
            "Đơn vị thiếu nhiều hơn hiện trạng: 1 đơn vị (trong đó không có trường nào), thêm 10 triệu đồng: "
            "V1 (thêm 10 triệu đồng)."
        ),
        (
            "Cấp cho trường dưới định mức: 1 trong 2 trường được cấp 10 triệu đồng; 1 trường không "
            "được cấp: nguồn hết ở các trường thấp hơn. Sau đó 2 trường vẫn dưới định mức, thiếu 20 triệu "
            "đồng; thấp nhất là A, đạt 75,0 % định mức."
        ),
        "Ai được: Tiểu học 1 trường; nhiều nhất: A (10 triệu đồng). Từng trường: Biểu 1 Phụ lục Tờ trình.",
    ]


def test_a_target_of_some_is_told_of_all_too_and_what_meets_it_does_not_print_as_less():
    """10,96 % of V1 are 10,96 million: 5,48 % of what V1 and V2 have, and 10,96 %, not 10,9."""
    plan = PLAN.replace("0.10 }", "0.1096 }").replace(
        "[allocation]", 'units = { codes = ["V1"] }\n[allocation]'
    )
    rows = [service(code, professional=100 * M, support=100 * M) for code in ("V1", "V2")]
    found = demanded_said(answered(run(2021, rows, plan), 2022), Words())[0].replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert found == (
        "Mục tiêu 10,96 % năm gốc 2021 của 1 đơn vị: đạt (10,96 %); "
        "tính trên cả 2 đơn vị sự nghiệp khác: 5,4 %."
    )
    free = plan.replace('method = "target"\ntarget = { 2022 = 0.1096 }', 'method = "rate"\nrate = 0.1')
    assert demanded_said(answered(run(2021, rows, free), 2022), Words("en"))[0].endswith(
        "; of all 2 other service units: 5.0%."
    )


def test_how_many_of_those_that_lack_more_are_schools():
    """A tenth of V1 and of the schools is cut, none given back: B and V1 lack more, A and C have more than
    they spend; of B alone the line says that it is a school. A record of before does not tell them apart.
    """
    cut = PLAN[:GIVES] + "units = { codes = [{}] }\n"

    def line(codes: str) -> str:
        return said(cut.replace("{}", codes))[2].partition(", thêm")[0]

    assert line('"B", "V1"').endswith(": 2 đơn vị (trong đó 1 trường)")
    assert line('"B"').endswith(": 1 đơn vị (trong đó 1 trường)")
    assert line('"A", "B"').endswith(": 2 đơn vị (đều là trường)")
    found = answered(run(2021, [service("V1", professional=100 * M, support=100 * M)], PLAN), 2022)
    del found["demanded"]["deeper_schools"]
    assert ": 1 đơn vị, thêm" in demanded_said(found, Words("vi"))[2].replace("\N{NO-BREAK SPACE}", " ")


def test_how_many_of_those_that_lack_more_in_other_years_are_schools():
    """A tenth of V1 is cut from 2022, and in 2023 a twentieth of B, which spends more than it has."""
    two = PLAN[:GIVES].replace("horizon = 2022", "horizon = 2023") + 'units = { codes = ["V1"] }\n'
    school = '[[reductions]]\nmethod = "rate"\nrate = { 2023 = 0.05 }\nunits = { codes = ["B"] }\n'
    assert said(two)[2].endswith("; năm khác, số đơn vị: 1 (năm 2023), không có trường nào.")
    assert said(two + school)[2].endswith(
        "; năm khác, số đơn vị: 2 (năm 2023), trong đó số trường: 1 (năm 2023)."
    )


def test_how_many_units_lack_in_other_years_stands_with_those_of_the_year():
    """B spends 3 million more than it has in each year, V1 lacks from 2023 the tenth that is cut then: in
    view of 2023, one lacks in 2022; in view of 2022, two in 2023 and 2024. Where no other year has one, and
    in a record of before, no such part.
    """
    plan = (
        PLAN[:GIVES].replace("horizon = 2022", "horizon = 2024").replace("{ 2022 = 0.10 }", "{ 2023 = 0.1 }")
    )
    plan = plan.replace('"target"\ntarget', '"rate"\nrate') + 'units = { codes = ["V1"] }\n'
    rows = [has("B", 33) | {"support": 130 * M}, service("V1", professional=100 * M, support=100 * M)]
    result = run(2021, rows, plan)

    def line(year: int, *, old: bool = False) -> str:
        found = answered(result, year)
        if old:
            del found["demanded"]["lacking"]["years"]
        return plain_line(demanded_said(found, Words("vi", "million"))[1])

    assert line(2022).endswith(
        "; 1 đơn vị không bị giảm, thiếu sẵn theo hiện trạng; năm khác, số đơn vị: 2 (các năm 2023-2024)."
    )
    assert line(2023).endswith(", 1 đơn vị bị giảm; năm khác, số đơn vị: 1 (năm 2022), 2 (năm 2024).")
    assert "năm khác" not in line(2022, old=True)
    # B has in each year what it spends
    even = [has("B", 30), *rows[1:]]
    found = answered(run(2021, even, plan.replace("2023 = 0.1", "2023 = 0")), 2022)
    assert plain_line(demanded_said(found, Words("en", "million"))[1]).endswith("0 million đồng).")
    only = answered(run(2021, even, plan), 2022)
    assert plain_line(demanded_said(only, Words("vi", "million"))[1]).endswith(
        "không có (hiện trạng 2022: 0 đơn vị, 0 triệu đồng); năm khác, số đơn vị: 1 (các năm 2023-2024)."
    )


def test_what_the_target_reaches_in_other_years_is_told():
    """10 % by 2024 are 3,3 % in 2022, the year in view, 6,6 % in 2023 and 10 % from 2024 on."""
    later = PLAN.replace("{ 2022 = 0.10 }", "{ 2024 = 0.10 }").replace("horizon = 2022", "horizon = 2025")
    assert said(later)[0].endswith("; năm khác: 6,6 % (2023), 10,0 % (2024-2025), vì trước 2024 đi dần.")


ROADMAP = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.02, 2025 = 0.30 }\n'


def test_why_a_target_comes_out_otherwise_in_other_years_is_told_where_it_is_so():
    """10 % by 2023; the roadmap of V1, of 100 spent and nothing earned, takes 2 % then, 16 % and 30 % of it
    after that. A target of 2022 alone has no way to it; where the roadmap already takes more than the way,
    and where targets are several, no such reason is told.
    """
    rows = [service("V1", professional=100 * M, support=100 * M)]
    head = PLAN[:GIVES].replace("horizon = 2022", "horizon = 2025")
    late = head.replace("{ 2022 = 0.10 }", "{ 2023 = 0.10 }")
    assert course(run(2021, rows, late + ROADMAP)) == (2023, 2024)
    assert course(run(2021, rows, late)) == (2023, 0)
    assert course(run(2021, rows, head + ROADMAP)) == (0, 2024)
    early = ROADMAP.replace("2023 = 0.02", "2022 = 0.08")
    assert course(run(2021, rows, late + early)) == (0, 2024)
    twice = late + '[[reductions]]\nmethod = "target"\ntarget = { 2022 = 0.05 }\n'
    assert course(run(2021, rows, twice)) == (0, 0)
    found = answered(run(2021, rows, late + ROADMAP), 2023)
    line = demanded_said(found, Words("vi"))[0].replace("\N{NO-BREAK SPACE}", " ")
    assert line.endswith("30,0 % (2025), vì trước 2023 đi dần, từ 2024 lộ trình giảm tiếp.")
    # a year after it that misses the target has another reason, which is not told
    later = {
        **found["demanded"]["cut"],
        "course": [2023, 0],
        "years": [[2022, 0.05], [2024, 0.088], [2025, 0.1]],
    }
    missed = found | {"demanded": found["demanded"] | {"cut": later}}
    line = demanded_said(missed, Words("vi"))[0].replace("\N{NO-BREAK SPACE}", " ")
    assert line.endswith("; năm khác: 5,0 % (2022), 10,0 % (2025), vì trước 2023 đi dần; 8,8 % (2024).")
    # a record of before does not say why
    del found["demanded"]["cut"]["course"]
    assert "vì" not in demanded_said(found, Words("vi"))[0]


def test_a_plan_without_a_target_or_without_money_to_give_says_so():
    """The status quo leaves B alone short, by 3; without a target a rate of 5 % takes 5 of the 100 of V1."""
    still = said("horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n", "en")
    assert still == [
        "The plan cuts nothing in 2022.",
        (
            "Units short of funds (spending above revenue): 1 unit (1 school), "
            "3 million đồng (status quo 2022: 1 unit, 3 million đồng); 1 of these is not cut, and short "
            "under the status quo already."
        ),
        "Units shorter than under the status quo: none, in 2022.",
        "Money for schools below the norm: the plan gives nothing in 2022.",
    ]
    rate = PLAN[:GIVES].replace('"target"\ntarget = { 2022 = 0.10 }', '"rate"\nrate = { 2022 = 0.05 }')
    assert said(rate)[0] == (
        "Phương án không đặt mục tiêu giảm chi năm 2022; giảm 5 triệu đồng, bằng 5,0 % năm gốc 2021 "
        "của 1 đơn vị trong phạm vi."
    )


def test_the_order_stands_above_the_lines_as_it_was_typed():
    found = answered(run(2021, [has("A", 20)], PLAN), 2022)
    usual, *lines = demanded(found, Words())
    assert usual == "Đối chiếu các yêu cầu thường đặt ra, năm 2022:"
    order = "=Giảm **10 %** {n} <b>&."
    assert demanded(found | {"order": order}, Words()) == [
        f"Yêu cầu: “{order}”",
        "Đối chiếu yêu cầu, năm 2022 (chỉ các nội dung sau):",
        *lines,
    ]


def test_older_records_have_no_such_lines():
    assert demanded_said({"year": 2022, "deeper": [], "aims": []}, Words()) == []
    assert not told_there({"deeper": []})


def test_the_minutes_tell_it_and_what_the_law_and_the_roadmap_have_of_the_cut():
    """Of 30 million 18 are owed by law, so that the plan adds 12; the target is told once, by its line."""
    found = answered(run(2021, [service("V1", professional=100 * M, support=100 * M)], PLAN), 2022)
    record = found | {"law": (30 * M, 18 * M), "asked": {"n": 2, "revenue": 20 * M, "saving": 10 * M}}
    told = Decided(datetime(2026, 11, 23, 14, 32).astimezone(), (), "A", "A", 2021, 1, record)
    fields = minutes_fields(told, words=Words())
    assert fields["demanded"][0].startswith("Mục tiêu 10")
    assert "Mục tiêu" not in fields["level"]
    assert fields["level"].replace("\N{NO-BREAK SPACE}", " ") == (
        "Trong số giảm này, 18 triệu đồng là mức bắt buộc theo luật lũy kế từ năm 2021, 12 triệu đồng "
        "do phương án đặt thêm. Lộ trình tính trên 2 đơn vị thu thêm 20 triệu đồng so với dự kiến khi không "
        "có lộ trình, tiết kiệm chi 10 triệu đồng."
    )
    out = io.BytesIO()
    write_minutes(out, replace(told, record=record | {"order": "@Một & <b>hai"}), words=Words())
    paper = [p.text for p in Document(out).paragraphs]
    at = paper.index("Đối chiếu yêu cầu, năm 2022 (chỉ các nội dung sau):")
    assert paper[at - 1] == "Yêu cầu: “@Một & <b>hai”"
    # V1, the only one that lacks more, stands by name in the lines above
    assert not any("thiếu nhiều hơn" in line for line in fields["risks"])


def test_a_target_of_the_plan_is_no_answer_to_an_order_of_another():
    """The plan's own tenth is met; an order of 15 % is not answered by that."""
    rows = [has("A", 20), service("V1", professional=100 * M, support=100 * M)]
    found = answered(run(2021, rows, PLAN), 2022)
    words = Words("vi", "million")
    told = {order: plain_line(demanded_said(found, words, order)[0]) for order in ("15 %", "Giảm 10%", "")}
    assert told["15 %"] == (
        "Mục tiêu 10 % năm gốc 2021 của 1 đơn vị: đạt (10,0 %); đây là mục tiêu của phương án, yêu cầu ghi "
        "15 %."
    )
    assert told["Giảm 10%"] == told[""] == "Mục tiêu 10 % năm gốc 2021 của 1 đơn vị: đạt (10,0 %)."
    # as a record of a meeting holds it
    assert plain_line(demanded_said(found | {"order": "15 %"}, words)[0]) == told["15 %"]


def test_the_lowest_school_is_that_of_the_answer() -> None:
    """A has 30 of 40 with the 10 of V1; without a school there is none below."""
    rows = [has("A", 20), has("C", 40), service("V1", professional=100 * M, support=100 * M)]
    assert least_covered(run(2021, rows, PLAN), 2022) == 0.75
    assert least_covered(run(2021, rows[2:], PLAN), 2022) == 1.0


def plain_line(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
