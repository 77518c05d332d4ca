"""What is granted by hand, told on papers and slides with who is given less for it."""

from __future__ import annotations

from datetime import datetime

from budget.payers import excepted
from budget.report.deck_story import Story
from budget.report.excepted_said import exceptions_brief, exceptions_of, paid_said
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
    beyond = (
        "So với phần được chia nếu không cấp riêng, 1 đơn vị này được nhiều hơn 20 triệu đồng năm 2023; "
        "nhiều hơn 20 triệu đồng năm 2024."
    )
    assert told.endswith(f"(lý do: mái dột). {beyond} {paid}")
    english = plain(exceptions_of(story(result(FIFTY), "en")))
    assert (
        "In 2023, 2 other units are given less than by the same pool without this, 20 million đồng in all: B"
        in english
    )


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
