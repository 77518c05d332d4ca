"""Phụ lục theo năm của tờ trình: what every unit is given in each year that its decision names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from budget.autonomy import GROUPS
from budget.form_lines import form_year
from budget.money import total, whole
from budget.report.deck_story import Story
from budget.report.memo_page import cell, size_of
from budget.report.memo_tables import units_by_kind
from budget.report.tables import Column, Row, Table
from budget.report.word_table import BREAK, Align, Line, word_table
from budget.simulate import Result

WIDTH, NUMBER, NAME, GROUP = 252.0, 9.0, 56.0, 18.0
"""Millimetres of a landscape page, and of the columns before the years."""

SIZE = 10
"""Points of the letters; what an amount differs by stands a point smaller."""

CLOSING = 4
"""Rows at the end that stand on one page, so that the total is never nearly alone."""


def by_year_rows(story: Story) -> Table:
    """Kinh phí từng đơn vị các năm của giai đoạn, by level: support and its difference from the status quo
    of the same year, đồng; * where data are provisional; rows add up to their level and to the total.
    """
    result, years = story.result, tuple(story.granted)
    columns = [Column("name", ""), Column("group", "")]
    for year in years:
        columns += [Column(f"support{year}", "", "money"), Column(f"change{year}", "", "signed")]
    rows = units_by_kind(
        story, lambda i: _group(story, i, years), lambda members: _amounts(result, members, years)
    )
    return Table("", columns, rows)


def unit_years(story: Story) -> Markup | str:
    """The same as a table of Word, what changes below the amount; "" where the period has one year only."""
    years, words, table = tuple(story.granted), story.words, by_year_rows(story)
    if len(years) < 2:
        return ""
    each = (WIDTH - NUMBER - NAME - GROUP) / len(years)
    printed = table.printed(words.numbers)
    figures = [
        (texts[f"{what}{year}"], each)
        for texts in printed
        for year in years
        for what in ("support", "change")
    ]
    size, last = size_of(figures, SIZE, bold=True), len(table.rows) - 1
    lines = [
        Line(
            _cells(row, texts, years, size),
            kept=row.level == "group" or last - CLOSING < n < last,
        )
        for n, (row, texts) in enumerate(zip(table.rows, printed, strict=True))
    ]
    heads = [words.t(f"memo.by_year_{name}") for name in ("number", "name", "group")]
    heads += [words.t("memo.by_year_year", year=year) for year in years]
    right: list[Align] = ["right"] * len(years)
    aligns: list[Align] = ["center", "left", "center", *right]
    return word_table(heads, lines, (NUMBER, NAME, GROUP, *[each] * len(years)), aligns, SIZE)


def beside_of(story: Story) -> str:
    """Kinh phí đặt hàng và phí để lại of all units in their first year; "" for none."""
    lines = form_year(story.result, year := story.period[0]).lines
    found = {name: total(whole(lines[name])) for name in ("orders", "fees")}
    key = "memo.beside_ended" if story.ended else "memo.beside"
    return story.words.t(key, year=year, **found) if any(found.values()) else ""


def _cells(row: Row, texts: Mapping[str, str], years: Sequence[int], size: int) -> list[Markup]:
    bold = row.level != "unit"
    first = [cell(text, SIZE, bold=bold) for text in (row.number, texts["name"], texts["group"])]
    return [*first, *(_year_cell(row, texts, year, size, bold=bold) for year in years)]


def _year_cell(row: Row, texts: Mapping[str, str], year: int, size: int, *, bold: bool) -> Markup:
    amount = cell(texts[f"support{year}"], size, bold=bold)
    if not row.cells[f"change{year}"]:
        return amount
    return amount + BREAK + cell(texts[f"change{year}"], size - 1)


def _amounts(result: Result, members: Sequence[int], years: Sequence[int]) -> dict[str, Any]:
    """The sums by year of what is published of some units."""
    chosen, found = list(members), dict[str, Any]()
    for year in years:
        j = result.year(year)
        support, quo = (total(whole(result[figure][:, j][chosen])) for figure in ("support", "status_quo"))
        found |= {f"support{year}": support, f"change{year}": support - quo}
    return found


def _group(story: Story, i: int, years: Sequence[int]) -> str:
    """Nhóm được giao của một đơn vị in the first year, and from which year another."""
    said, before = "", ""
    for year in years:
        given = int(story.result.assigned[i, story.result.year(year)])
        group = GROUPS[given] if given >= 0 else ""
        if group != before and before:
            said += story.words.t("memo.by_year_then", group=group or "…", year=year)
        elif group != before:
            said = group
        before = group or before
    return said
