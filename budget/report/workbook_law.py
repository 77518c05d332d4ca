"""Trang Căn cứ: every parameter of the law in force in the years of the plan, with document, day and mark."""

from __future__ import annotations

from typing import Any

from budget.law import Law, LawValue, Parameter
from budget.law_values import in_force
from budget.report.law_words import source_of, value_words
from budget.report.palette import LIGHT
from budget.report.workbook_book import Book, Page
from budget.report.workbook_print import ROW, lines

WIDTHS = (5.0, 30.0, 34.0, 11.0, 34.0, 15.0, 38.0)


def law_sheet(book: Book, law: Law, years: tuple[int, ...], name: str, mark: str) -> None:
    """Ghi trang Căn cứ. `years`: the first and last are those in which the values are in force."""
    words, page = book.words, Page(book, name, WIDTHS, mark)
    page.title(words.t("workbook.law_title", first=years[0], last=years[-1]), words.t("workbook.law_basis"))
    titles = ("parameter", "value", "since", "source", "mark", "note")
    head = page.row
    page.head([words.t("table.number"), *(words.t(f"workbook.law.{title}") for title in titles)])
    page.sheet.freeze_panes(page.row, 2)
    page.repeat(head, head)
    shown = [(one, found) for one in law.parameters.values() if (found := in_force(one, years))]
    for number, (parameter, found) in enumerate(shown, 1):
        for place, value in enumerate(found):
            _row(page, number if place == 0 else 0, parameter, value)
    page.sheet.autofilter(head, 0, page.row - 1, len(WIDTHS) - 1)
    page.row += 1
    page.note(words.t("law.basis"))
    if any(value.mark == "V2" for _, found in shown for value in found):
        page.note(words.t("law.mark_note.V2"))


def _row(page: Page, number: int, parameter: Parameter, value: LawValue) -> None:
    words = page.words
    title = str(getattr(parameter, f"title_{words.language}"))
    note = str(getattr(value, f"note_{words.language}"))
    texts = [
        title,
        value_words(parameter, value, words),
        words.numbers.date(value.since) if value.since.year > 1900 else words.t("workbook.law.always"),
        source_of(value, words),
        words.t(f"law.mark.{value.mark}"),
        note,
    ]
    unsure: dict[str, Any] = {"font_color": LIGHT.warning, "bold": True} if value.mark == "M" else {}
    page.put(page.row, 0, "centre", str(number) if number else "", ruled=True)
    for column, text in enumerate(texts, 1):
        kind = "centre" if column in (3, 5) else "wrap"
        page.put(page.row, column, kind, text, ruled=True, **(unsure if column == 5 else {}))
    need = (lines(text, width) for text, width in zip(texts, WIDTHS[1:], strict=True))
    page.height(page.row, ROW * max(need))
    page.row += 1
