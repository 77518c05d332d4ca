"""What the meeting concludes: the same items in the submission, on the last slide and in the minutes."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from budget.afterwards import concluded, short_of_minimum, to_minimum, with_minimum
from budget.compare import status_quo_of
from budget.decision import record
from budget.law import national_law
from budget.report.conclusion import FURTHER, KEEP, Agreed, agreed_of, minimum_said
from budget.report.deck import write_deck
from budget.report.forms import write_unit_form
from budget.report.memo import memo_fields
from budget.report.minutes import Decided, minutes_fields, write_minutes
from budget.report.record_said import difference_table
from budget.report.unit_papers import decision_fields
from budget.report.words import Words
from budget.scenario import parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units
from tests.test_memo import CREATED, OFFICE

AT = datetime(2026, 11, 26, 19, 30)  # noqa: DTZ001 - a moment of the office
REASON = "dịch vụ thiết yếu của phường."
APPROVED = "hoàn thiện hồ sơ, trình Ủy ban nhân dân thành phố Biển Xanh phê duyệt; "
CUT = ("before", "cut", "support", "change")
ABOUT: dict[str, Any] = {"organisation": OFFICE, "created": CREATED}


def plan(rates: str = "{ 2023 = 0.01, 2024 = 0.01, 2025 = 0.01 }", horizon: int = 2025) -> Result:
    """Unit 1 of group 3b gives `rates`, which the law asks 2,5 % of; of unit 2, group 4, it asks nothing."""
    row = {"kind": "service", "management": 1_000_000_000}
    rows = [
        row | {"code": "1", "name": "Ban 1", "users": 400_000_000, "support": 600_000_000},
        row | {"code": "2", "name": "Ban 2", "support": 1_000_000_000},
    ]
    text = f'name = "X"\nhorizon = {horizon}\n[[reductions]]\nmethod = "rate"\nrate = {rates}\n'
    return simulate(Units.from_rows(2022, rows), parse_scenario(text), national_law())


def decided(choice: str) -> tuple[Result, Agreed]:
    """The plan as it is decided on, and what was chosen for its unit below the minimum."""
    result = plan()
    if choice != FURTHER:
        return result, Agreed(AT, choice, REASON if choice == KEEP else "")
    after = simulate(result.units, with_minimum(result), result.law)
    return after, Agreed(AT, FURTHER, further=to_minimum(result))


def plain(lines: list[str]) -> list[str]:
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]


def requests(result: Result, decided: Agreed | None) -> list[str]:
    """The section of the submission that asks."""
    return plain(memo_fields([result], words=Words(), year=2025, decided=decided, **ABOUT)["requests"])


def as_asked(item: str, verb: str) -> str:
    """What the meeting concludes as the submission asks for it."""
    item = item.replace("Thống nhất phương án", f"{verb} phương án")
    item = item.replace("Phụ lục Tờ trình lập theo Biên bản này", "Biểu 1, Biểu 2 của Phụ lục Tờ trình")
    return item.replace(APPROVED, "")


def told(result: Result, agreed: Agreed, **more: Any) -> Decided:
    details = record(result, result, 2025, result) | agreed.kept | more
    return Decided(agreed.at, ("A, Chủ tịch",), "“X”, bản 1", "“X”, bản 1", 2022, 1, details, "X")


@pytest.mark.parametrize("choice", ["", FURTHER, KEEP])
def test_submission_last_slide_and_minutes_conclude_the_same(choice: str):
    result, agreed = decided(choice)
    items = plain(minutes_fields(told(result, agreed), words=Words(), organisation=OFFICE)["concluded"])
    assert len(items) == 3
    # 600 and 1.000 triệu đồng less 1 % three times: 0,970299 of 1.600; 26.063.775 less at the minimum
    support = "1.526.414.625" if choice == FURTHER else "1.552.478.400"
    # 1 % less in the first year; 600 × (0,99 − 0,975) = 9 triệu less at the minimum
    first = "1.575.000.000" if choice == FURTHER else "1.584.000.000"
    assert f"của 2 đơn vị: năm 2023 là {first} đồng; " in items[0]
    # the year between: 1.600 × 0,99²; 600 × 0,975² and 1.000 × 0,99² at the minimum
    between = "1.550.475.000" if choice == FURTHER else "1.568.160.000"
    # nothing of an ended period is granted, so that no amount stands in words
    assert f"; năm 2024 là {between} đồng; năm 2025 là {support} đồng; " in items[0]
    assert "bằng chữ" not in items[0]
    # the meeting has a draft of the submission before it and agrees; the period has ended with 2025
    assert items[0].startswith("1. Thống nhất phương án “X” để đối chiếu")
    assert items[0].endswith(" đồng; từng đơn vị, từng năm theo Phụ lục Tờ trình lập theo Biên bản này.")
    asked = requests(result, agreed)
    # the submission adds by how much each unit is cut further
    wanted = [as_asked(item, "Ghi nhận") for item in items]
    assert all(any(line.startswith(one) for line in asked) for one in wanted)
    out = io.BytesIO()
    write_deck(out, [result], words=Words(), year=2025, decided=agreed, **ABOUT)
    slide = list(Presentation(out).slides)[-1]
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for item in items:
        shown = said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")
        assert item.partition(". ")[2] in shown
    paper = io.BytesIO()
    write_minutes(paper, told(result, agreed), words=Words(), organisation=OFFICE)
    printed = plain([p.text for p in Document(paper).paragraphs])
    assert "Họp thông qua phương án kinh phí chi thường xuyên giao tự chủ giai đoạn 2023-2025" in printed
    first = printed.index(items[0])
    assert printed[first : first + 3] == items


def test_after_the_period_nothing_is_submitted_for_signing():
    # the period of the plan ends with 2025
    for day, said, not_said in (
        (datetime(2025, 12, 31), "dự thảo, trình ký các quyết định", "đối chiếu"),  # noqa: DTZ001
        (datetime(2026, 1, 1), "Không ban hành quyết định", "Phê duyệt phương án"),  # noqa: DTZ001
    ):
        agreed = Agreed(day)
        papers = minutes_fields(told(plan(), agreed), words=Words(), organisation=OFFICE)["concluded"]
        about = {**ABOUT, "created": day}
        asked = memo_fields([plan()], words=Words(), year=2025, decided=agreed, **about)["requests"]
        for items in (papers, asked):
            assert sum(said in item for item in items) == 1
            assert not any(not_said in item for item in items)
        # a meeting agrees and has the papers made ready; the submission alone asks for approval
        verb = "Phê duyệt" if day.year == 2025 else "Ghi nhận"
        assert papers[0].startswith("1. Thống nhất phương án “X”")
        assert asked[0] == as_asked(papers[0], verb)
        assert (APPROVED in papers[-1]) == (day.year == 2025)
        assert as_asked(papers[-1], verb) == asked[-1]


def test_the_minutes_name_who_loses_in_the_year_decided_on():
    # 1 % of 600 and of 1.000 triệu in 2023, of which the record in view (2025) tells another amount
    day = datetime(2025, 12, 31)  # noqa: DTZ001
    result = plan()
    quo = status_quo_of(result.units, result.scenario, result.law)
    kept = json.loads(json.dumps(record(result, result, 2025, quo) | {"basis": "hiện trạng 2025"}))

    def moved(at: datetime, details: dict[str, Any]) -> list[str]:
        paper = Decided(at, ("A, Chủ tịch",), "“X”", "“X”", 2022, 1, details, "X")
        return plain(minutes_fields(paper, words=Words(), organisation=OFFICE)["moved"])

    first, then = moved(day, kept)
    assert then.startswith("So với hiện trạng 2025, 2 đơn vị giảm, cộng 48 triệu đồng: ")
    # a period that has ended decides on nothing; an older record does not say; in view, it is told already
    assert moved(datetime(2026, 1, 1), kept) == moved(day, kept | {"first": None}) == [then]  # noqa: DTZ001
    assert record(result, result, 2023, quo)["first"] == {}
    assert first == (
        "Năm 2023, năm được quyết định, so với hiện trạng 2023: 2 đơn vị giảm, cộng 16 triệu đồng: "
        "Ban 2 (−10 triệu đồng, −1,0 %); Ban 1 (−6 triệu đồng, −1,0 %); không đơn vị nào tăng."
    )


def test_a_committee_that_meets_itself_submits_nothing_to_itself():
    day, written = datetime(2025, 12, 31), ("Thống nhất phương án", APPROVED)  # noqa: DTZ001
    for chair, own in (("Lê Văn Bình, Phó Chủ tịch", True), ("Trần Văn Minh, Trưởng phòng", False)):
        agreed = Agreed(day, chair=chair)
        paper = told(plan(), agreed, chair=chair)
        items = plain(minutes_fields(paper, words=Words(), organisation=OFFICE)["concluded"])
        assert [any(said in item for item in items) for said in written] == [not own, not own]
        assert items[0].startswith("1. Thông qua phương án “X” và phân loại mức tự chủ") == own
        assert ("hoàn chỉnh hồ sơ, trình ký các quyết định" in items[-1]) == own
    # what it approves is said once
    out, chair = io.BytesIO(), "Lê Văn Bình, Phó Chủ tịch"
    paper = told(plan(), Agreed(day, chair=chair), chair=chair)
    write_minutes(out, paper, words=Words(), organisation=OFFICE)
    said = [paragraph.text for paragraph in Document(out).paragraphs]
    assert sum("Thông qua phương án" in line for line in said) == 1
    assert any(line.startswith("Kết luận về phương án “X”") for line in said)
    # its minutes go to a committee above where that is whom the office submits to
    above = OFFICE | {"recipient": "UBND tỉnh"}
    paper = told(plan(), Agreed(day), chair="Lê Văn Bình, Chủ tịch")
    items = plain(minutes_fields(paper, words=Words(), organisation=above)["concluded"])
    assert "trình Ủy ban nhân dân tỉnh phê duyệt" in items[-1]


def test_a_proposal_asks_to_choose_and_a_decision_does_not():
    # the period has ended: nothing of it is left to decide
    asked = "cho ý kiến một trong hai hướng: (a) tính giảm thêm cho đủ mức tối thiểu; (b) giữ mức"
    assert any(asked in line for line in requests(plan(), None))
    # 600 × (0,99 − 0,975) = 9; 600 × (0,99² − 0,975²) = 17,685; 600 × (0,99³ − 0,975³) = 26,063775
    unit = ", là của Ban 1: 9.000.000 đồng (2023), 17.685.000 đồng (2024), 26.063.775 đồng (2025)."
    for choice, said, named in (
        ("", "cuộc họp chưa kết luận hướng xử lý", True),
        (FURTHER, "mà phương án trình giảm chưa đủ; phương án được thông qua đã gồm số giảm thêm này", True),
        # no decision of a unit is made any more, so none has the reason
        (
            KEEP,
            "không giảm thêm, giữ mức kinh phí theo phương án. Lý do: dịch vụ thiết yếu của phường.",
            False,
        ),
    ):
        lines = requests(*decided(choice))
        assert not any("một trong hai" in line or "(a)" in line or "hướng:" in line for line in lines)
        assert sum(said in line for line in lines) == 1
        assert any(unit in line for line in lines) == named
    assert any(line.endswith("Lý do: dịch vụ thiết yếu của phường.") for line in lines)


def clauses(result: Result, agreed: Agreed | None, year: int) -> list[str]:
    fields = decision_fields(result, words=Words(), year=year, decided=agreed, **ABOUT)
    return [one["kept"] for one in fields["decisions"]]


def test_only_the_decision_of_a_unit_that_stays_short_says_why():
    kept = Agreed(AT, KEEP, REASON)
    clause = "Giữ mức giảm theo phương án: dịch vụ thiết yếu của phường."
    assert clauses(plan(), kept, 2023) == [clause, ""]
    for none in (None, Agreed(AT)):
        assert clauses(plan(), none, 2023) == ["", ""]


def test_each_unit_gives_its_own_reason_and_the_conclusion_names_whose_it_is():
    row = {"kind": "service", "management": 1_000_000_000, "users": 400_000_000, "support": 600_000_000}
    units = Units.from_rows(2022, [row | {"code": f"{k}", "name": f"Ban {k}"} for k in (1, 2, 3)])
    result = simulate(units, parse_scenario('name = "X"\nhorizon = 2025\n'), national_law())

    def agreed(*reasons: str) -> Agreed:
        return Agreed(
            AT, KEEP, reasons=tuple((f"{k}", f"Ban {k}", said) for k, said in enumerate(reasons, 1))
        )

    own = agreed("thiếu nhi.", "bến cá", "thiếu nhi")
    clause = "Giữ mức giảm theo phương án: {}."
    assert clauses(result, own, 2023) == [clause.format(one) for one in ("thiếu nhi", "bến cá", "thiếu nhi")]
    items = plain(minutes_fields(told(result, own), words=Words(), organisation=OFFICE)["concluded"])
    # 600 × (1 − 0,975³) = 43,8 triệu đồng each
    owes = "(còn phải giảm 44 triệu đồng)"
    assert items[1].endswith(f"Lý do: Ban 1 {owes}, Ban 3 {owes}: thiếu nhi; Ban 2 {owes}: bến cá.")
    said = [agreed("bến cá", "bến cá", "bến cá."), replace(own, note="Quý III rà soát.\nBáo cáo.")]
    alike, noted = (plain(requests(result, one)) for one in said)
    named = (
        f"theo quy định, gồm Ban 1 {owes}; Ban 2 {owes}; Ban 3 {owes}: "
        "không giảm thêm, giữ mức kinh phí theo phương án"
    )
    assert any(named in line and line.endswith("Lý do: bến cá.") for line in alike)
    # what the chair concluded stands behind the items that the minutes number alike
    end = "Thực hiện ý kiến kết luận của chủ trì cuộc họp: Quý III rà soát. Báo cáo."
    assert noted[-1] == f"{len(noted)}. {end}"
    assert len(noted) == len(alike) + 1
    # as a record and the recipe of an export keep it, through JSON
    assert agreed_of(AT, json.loads(json.dumps(own.kept))) == own
    old = Agreed(AT, KEEP, "bến cá.")
    assert agreed_of(AT, json.loads(json.dumps(old.kept))) == old
    assert clauses(result, old, 2023) == [clause.format("bến cá")] * 3
    assert (Agreed(AT).kept, agreed_of(AT, Agreed(AT).kept)) == ({}, Agreed(AT))


def digits(text: str) -> list[int]:
    """The amounts in đồng of a text, in their order."""
    found = re.findall(r"([\d.]+)\s(?:đồng|VND)", text.replace(",", "."))
    return [int(one.replace(".", "")) for one in found]


def test_the_record_of_a_further_cut_comes_back_through_json():
    _, agreed = decided(FURTHER)
    assert agreed_of(AT, json.loads(json.dumps(agreed.kept))) == agreed


@pytest.mark.parametrize("language", ["vi", "en"])
def test_after_a_further_cut_every_paper_bears_the_amounts_after_it(language: str):
    words, (result, further) = Words(language), decided(FURTHER)
    # Ban 1 at 2,5 % a year: 585; 570,375; 556,115625; Ban 2 at 1 %: 990; 980,1; 970,299 triệu đồng
    own = [585_000_000, 570_375_000, 556_115_625]
    other = [990_000_000, 980_100_000, 970_299_000]
    papers = decision_fields(result, words=words, year=2023, decided=further, **ABOUT)["decisions"]
    printed = [digits(one["support"]) + digits(one["later"]) for one in papers]
    assert printed == [own, other]
    # 600 × (0,99 − 0,975) and so on: what the plan submitted lacked, in the words of the decision
    cut = [9_000_000, 17_685_000, 26_063_775]
    assert digits(papers[0]["kept"]) == cut
    assert papers[1]["kept"] == ""
    if language == "vi":
        assert papers[0]["support_words"] == "Năm trăm tám mươi lăm triệu đồng"
    totals = [sum(year) for year in zip(*printed, strict=True)]
    assert totals == [1_575_000_000, 1_550_475_000, 1_526_414_625]
    memo = memo_fields([result], words=words, year=2025, decided=further, **ABOUT)
    details = record(plan(), result, 2025, plan()) | further.kept
    told = Decided(AT, ("A, Chủ tịch",), "“X”, bản 1", "“X2”, bản 1", 2022, 1, details, "X2")
    minutes = minutes_fields(told, words=words, organisation=OFFICE)
    assert digits(memo["requests"][0]) == digits(minutes["concluded"][0]) == totals
    assert digits(memo["requests"][1]) == cut
    assert [digits(memo["support"]), digits(minutes["support"])] == [[totals[2]]] * 2
    # what was submitted and what was decided, and why they are not the same
    table = difference_table(details, Words("vi", "dong")).rows
    assert table[0].cells["submitted"] == "1.552.478.400"
    assert table[0].cells["decided"] == "1.526.414.625"
    assert minutes["changes"] == [words.t("meeting.changed_minimum") + "."]
    rows = [
        {id_: cell.striptags() for id_, cell in row.items() if id_ != "head"} for row in memo["unit_rows"]
    ]
    # 600 and 1.000 triệu đồng; 17,8206 of Ban 1 by the plan submitted, with 26,063775 further 43,884375
    text = [[int(row[id_].replace(",", "").replace(".", "").lstrip("−-")) for id_ in CUT] for row in rows]
    assert text[-1] == [1_600_000_000, 73_585_375, totals[2], 73_585_375]
    (first,) = (row for row, cells in zip(text, rows, strict=True) if cells["name"].startswith("Ban 1"))
    assert first == [600_000_000, 43_884_375, own[2], 43_884_375]


def test_the_form_of_a_unit_agrees_with_its_decision():
    about: dict[str, Any] = {"words": Words(), "organisation": OFFICE, "year": 2024, "created": CREATED}
    # in triệu đồng: 600 × 0,99² = 588,06 by the plan submitted, 600 × 0,975² at the minimum
    for choice, support in (("", 588.06), (FURTHER, 570.375)):
        result, agreed = decided(choice)
        form = io.BytesIO()
        write_unit_form(form, result, "1", **about, decided=agreed)
        rows = [*openpyxl.load_workbook(form).active.iter_rows(values_only=True)]
        (planned,) = (row[-1] for row in rows if row[0] == "IV")
        assert planned == pytest.approx(support, abs=1e-9)


def test_an_older_record_that_cuts_further_than_its_plan_says_so():
    """Its amounts are those of the plan: the paper must not say that they are after the cut."""
    old = Agreed(AT, FURTHER)
    for lines in (
        requests(plan(), old),
        minutes_fields(told(plan(), old), words=Words(), organisation=OFFICE)["concluded"],
    ):
        assert sum("phương án đã khóa chưa gồm số giảm thêm" in line for line in lines) == 1
    assert clauses(plan(), old, 2023) == ["", ""]


def test_a_decision_answers_for_the_years_of_its_own_period():
    # at the minimum to 2025, the end of the first period, and nothing in 2026
    later = plan("{ 2023 = 0.025, 2024 = 0.025, 2025 = 0.025 }", horizon=2026)
    assert (short_of_minimum(later), short_of_minimum(later, 2026)) == (frozenset(), {"1"})
    assert concluded(later, 2025)["below"] == 0
    assert not any("mức tối thiểu" in line for line in requests(later, None))
    kept = Agreed(AT, KEEP, REASON)
    assert clauses(later, kept, 2023) == ["", ""]
    assert [bool(said) for said in clauses(later, kept, 2026)] == [True, False]


def test_an_older_record_knows_no_choice_or_no_conclusion():
    assert agreed_of(AT, {}) == Agreed(AT)
    assert agreed_of(AT, {"origin": "B"}) == Agreed(AT, origin="B")
    assert agreed_of(AT, {"minimum": {"choice": KEEP, "reason": "a"}}) == Agreed(AT, KEEP, "a")
    old = told(plan(), Agreed(AT))
    said = minutes_fields(old, words=Words(), organisation=OFFICE)["concluded"]
    assert any("cuộc họp chưa kết luận hướng xử lý" in line for line in said)
    # the amounts of all years, of the first year too, or of the year in view alone, as the record has them
    every = (
        "năm 2023 là 1.584.000.000 đồng",
        "năm 2024 là 1.568.160.000 đồng",
        "năm 2025 là 1.552.478.400 đồng",
    )
    about = old.record["concluded"]
    alone = {key: amount for key, amount in about.items() if key != "granted"}
    for kept, years in (
        (about, every),
        (alone | {"first_support": 1_584_000_000}, every[::2]),
        (alone, every[2:]),
    ):
        fields = minutes_fields(told(plan(), Agreed(AT), concluded=kept), words=Words(), organisation=OFFICE)
        assert tuple(one in plain(fields["concluded"])[0] for one in every) == tuple(
            one in years for one in every
        )
    older = told(plan(), Agreed(AT), concluded=None)
    fields = minutes_fields(older, words=Words(), organisation=OFFICE)
    assert (fields["concluded"], fields["period"]) == ([], "")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        # the period from 2023 ends with 2025
        (datetime(2025, 12, 31), "người có thẩm quyền cho ý kiến trước khi ký quyết định giao kinh phí"),  # noqa: DTZ001
        (datetime(2026, 1, 1), "giai đoạn đã kết thúc, xem xét khi đối chiếu với số đã giao."),  # noqa: DTZ001
    ],
)
def test_what_was_left_open_waits_for_a_signature_only_while_the_period_lasts(day: datetime, said: str):
    found = minimum_said(concluded(plan(), 2023), Words("vi"), Agreed(day), day.date())
    assert found.startswith("Đối với 1 đơn vị giảm chưa đủ mức tối thiểu")
    assert said in found
    assert ("ký quyết định" in found) == (day.year == 2025)
    kept = minimum_said(concluded(plan(), 2023), Words("vi"), Agreed(day, KEEP, "a"), day.date())
    assert ("ghi lý do trong quyết định của từng đơn vị" in kept) == (day.year == 2025)
