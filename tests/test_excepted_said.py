"""What is granted by hand, told on papers and slides with who is given less for it."""

from __future__ import annotations

from datetime import datetime

from budget.payers import excepted
from budget.report.deck_story import Story
from budget.report.excepted_said import exceptions_brief, exceptions_of, exceptions_said, paid_said
from budget.report.gains_said import below_gains
from budget.report.words import Words
from budget.report.workbook_assumptions import blocks
from budget.report.workbook_comparison import comparison
from budget.simulate import Result
from tests.test_exceptions import result

CREATED = datetime(2026, 1, 5, 8, 0)  # noqa: DTZ001 - a day of the office
FIFTY = '{ unit = "A", by_year = { 2023 = 50_000_000 }, reason = "mái dột." }'


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def story(found: Result, language: str = "vi") -> Story:
    return Story(comparison([found], 2023), 0, Words(language, "million"), {}, CREATED)


def test_the_papers_say_who_is_given_less_and_how_much():
    # 90 for three: 30 each; A takes 50, so that B and C are given 10 less each
    paid = (
        "Năm 2023, 2 đơn vị khác được cấp thêm ít hơn so với cùng nguồn mà không cấp riêng, "
        "cộng 20 triệu đồng: "
        "B 10 triệu đồng; C 10 triệu đồng."
    )
    told = plain(exceptions_of(story(result(FIFTY))))
    assert "cấp riêng cho 1 đơn vị tổng cộng 100 triệu đồng trong các năm 2023-2024: A 50" in told
    # 30 in each of both years are what A would be given anyway
    part = "cả kỳ 100 triệu đồng, trong đó 60 triệu đồng bằng phần được chia nếu không cấp riêng"
    assert told.endswith(f"{part} (lý do: mái dột). {paid}")
    english = plain(exceptions_of(story(result(FIFTY), "en")))
    assert (
        "In 2023, 2 other units are given less than by the same pool without this, 20 million đồng in all: B"
        in english
    )


def test_how_much_of_an_exception_its_unit_would_get_anyway_stands_with_it():
    """30 each without any. Of 20 a year all is what A would get; with B, who gets 50, the sentence on both
    follows: 20 + 50 - 60 are 10 more. In a year in which A gets nothing by hand it is given 30 less, which
    its line cannot tell. A record of before has the sentence alone.
    """
    twenty = '{ unit = "A", by_year = { 2023 = 20_000_000 } }'
    within = plain(exceptions_of(story(result(twenty))))
    assert "cả kỳ 40 triệu đồng, đều nằm trong phần được chia nếu không cấp riêng (chưa ghi" in within
    both = plain(exceptions_of(story(result(f"{twenty}, {FIFTY.replace('A', 'B')}"))))
    # B, the larger of the year, stands first
    assert ": B 50 triệu đồng năm 2023, cả kỳ 100 triệu đồng, trong đó 60 triệu đồng bằng" in both
    assert "2 đơn vị này được nhiều hơn 10 triệu đồng năm 2023; nhiều hơn 10 triệu đồng năm 2024." in both
    later = plain(exceptions_of(story(result('{ unit = "A", by_year = { 2024 = 50_000_000 } }'))))
    assert "cả kỳ 50 triệu đồng, trong đó 30 triệu đồng bằng phần được chia" in later
    assert "1 đơn vị này được ít hơn 30 triệu đồng năm 2023; nhiều hơn 20 triệu đồng năm 2024." in later
    record = {"exceptions": excepted(result(FIFTY), 2023), "year": 2023}
    words = Words("vi", "million")
    minutes = plain(exceptions_said(record, words))
    assert "A 100 triệu đồng, trong đó 60 triệu đồng bằng phần được chia nếu không cấp riêng (lý" in minutes
    assert "1 đơn vị này" not in minutes
    record["exceptions"]["listed"] = [one[:4] for one in record["exceptions"]["listed"]]
    before = plain(exceptions_said(record, words))
    assert "A 100 triệu đồng (lý do: mái dột). So với phần được chia nếu không cấp riêng, 1 đơn" in before


def test_the_sheet_of_assumptions_says_it_behind_the_amounts():
    found = result(FIFTY)
    paid = paid_said(excepted(found, 2023), 2023, Words())
    (entry,) = [e for _, es in blocks([found], Words(), paid=[paid]) for e in es if e.label == "Ngoại lệ"]
    assert str(entry.values[0]).endswith(f"(lý do: mái dột.). {paid}")


def test_only_years_with_an_amount_are_named():
    later = '{ unit = "A", by_year = { 2024 = 50_000_000 } }'
    told = plain(exceptions_of(story(result(later))))
    assert "tổng cộng 50 triệu đồng trong năm 2024: " in told
    # in 2023 A alone takes no part: B and C are given more, and nobody less
    assert told.endswith(
        "Năm 2023, không đơn vị nào khác được cấp thêm ít hơn so với cùng nguồn mà không cấp riêng."
    )


def test_the_slide_of_who_gains_tells_unit_amount_and_reason_in_as_much_as_there_is_room_for():
    told = (
        "Cấp riêng 1 đơn vị 50 triệu đồng: A 50 (lý do: mái dột); 2 đơn vị khác được ít hơn 20 triệu đồng "
        "so với cùng nguồn mà không cấp riêng."
    )
    assert plain(below_gains(story(result(FIFTY)))) == told
    full, bare, counted = exceptions_brief(story(result(FIFTY)))
    assert plain(full) == told
    assert plain(bare) == told.replace(" (lý do: mái dột)", "")
    assert plain(counted) == told.replace(": A 50 (lý do: mái dột)", "")
    # a long reason is left to the notes
    long = FIFTY.replace("mái dột.", "mái dột " * 40)
    assert plain(below_gains(story(result(long)))) == plain(bare)
    assert below_gains(story(result(""))) == ""
