"""Biểu chi tiết của tờ trình: what its body sums up, a line a unit: targets, what is asked, who lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from budget.report.deck_story import Story
from budget.report.memo_page import cell, size_of
from budget.report.memo_years import CLOSING, NAME, NUMBER, SIZE, WIDTH
from budget.report.story_said import marked, norm_rules
from budget.report.word_table import Align, Line, paragraph, word_table
from budget.unit_details import Duty, aim_year, aims_of_plans, duties, lacking_by_year

HEAD, ABOVE = 13, 8
"""Points of the letters of the title of a table, and above it."""

NAMES, SHARE, MISSED = 46.0, 13.0, 30.0
"""Millimetres of the names beside many columns, of a column of shares, and of that of what is missed in which
years.
"""

MOST_YEARS = 5
"""Years that fit beside the names."""


@dataclass(frozen=True)
class Sheet:
    """Một biểu: its title, headings, the texts of its rows, the first two the number and the name, and the
    widths of the columns after these in millimetres.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def details(story: Story, first: int) -> Markup | str:
    """Các biểu chi tiết từng đơn vị as tables of Word, numbered from `first`; "" where there is none."""
    sheets = [one for one in (_aims(story), _duties(story), _lacking(story)) if one.rows]
    said = [_drawn(one, story, n) for n, one in enumerate(sheets, first)]
    if rules := norm_rules(story):
        note = cell(story.words.t("memo.details_norm", year=story.shown.year, norms=rules), SIZE + 1)
        said.append(paragraph(note, before=ABOVE))
    return Markup().join(said)


def _drawn(sheet: Sheet, story: Story, number: int) -> Markup:
    words = story.words
    title = cell(words.t("memo.details_title", number=number, title=sheet.title), HEAD, bold=True)
    heads = [words.t("memo.by_year_number"), words.t("memo.by_year_name"), *sheet.heads]
    widths = (NUMBER, WIDTH - NUMBER - sum(sheet.widths), *sheet.widths)
    # what is missed in which years may break between them
    figures = [
        (text, width)
        for row in sheet.rows
        for text, width in zip(row[2:], sheet.widths, strict=True)
        if width != MISSED
    ]
    size = size_of(figures, SIZE, bold=any(not row[0] for row in sheet.rows))
    lines = [
        Line(
            [cell(text, SIZE if n < 2 else size, bold=not row[0]) for n, text in enumerate(row)],
            kept=0 < left < CLOSING,
        )
        for left, row in zip(reversed(range(len(sheet.rows))), sheet.rows, strict=True)
    ]
    right: list[Align] = ["right"] * len(sheet.widths)
    return paragraph(title, before=ABOVE) + word_table(heads, lines, widths, ["center", "left", *right], SIZE)


def _aims(story: Story) -> Sheet:
    """Mục tiêu tự bảo đảm của từng đơn vị, by plan."""
    words, every = story.words, story.shown.results
    plans = [k for k, result in enumerate(every) if result.scenario.roadmap]
    found = aims_of_plans([every[k] for k in plans]) if plans else []
    heads = [words.t("memo.details_aim", name=marked(story, k), year=aim_year(every[k])) for k in plans]
    rows = [
        [
            str(n),
            name,
            *("-" if aim is None else words.numbers.rate(Decimal(str(round(aim, 6)))) for aim in aims),
        ]
        for n, (name, aims) in enumerate(found, 1)
    ]
    each = (WIDTH - NUMBER - NAME) / max(1, len(plans))
    return Sheet(words.t("memo.details_aims"), heads, rows, [min(48.0, each)] * len(plans))


def _duties(story: Story) -> Sheet:
    """Lộ trình và mức giảm tối thiểu đòi hỏi gì ở từng đơn vị trong năm."""
    words, year = story.words, story.shown.year
    heads = [
        words.t(f"memo.details_{key}", year=year, before=year - 1, base=story.result.years[0])
        for key in (
            "earned",
            "revenue",
            "growth",
            "saving",
            "tested_before",
            "tested",
            "share",
            "owed",
            "missed",
        )
    ]
    rows = [[str(n), one.name, *_duty(one, story)] for n, one in enumerate(duties(story.result, year), 1)]
    money = (WIDTH - NUMBER - NAMES - 2 * SHARE - MISSED) / 6
    widths = (money, money, SHARE, money, money, money, SHARE, money, MISSED)
    return Sheet(words.t("memo.details_duties", year=year), heads, rows, widths)


def _duty(one: Duty, story: Story) -> list[str]:
    words, n = story.words, story.words.numbers

    def money(amount: int) -> str:
        return n.money(amount) if amount else "-"

    asked = ["-"] * 4
    if (of := one.roadmap) is not None:
        growth = "-" if of.growth is None else n.percent(of.growth)
        asked = [money(of.earned), money(of.revenue), growth, money(of.saving)]
    stands = ["-"] * 3
    if one.tested is not None:
        before, now = one.tested
        stands = [money(before), money(now), n.percent_signed(now / before - 1) if before else "-"]
    missed = "; ".join(
        words.t("memo.details_in_year", year=year, amount=amount) for year, amount in one.missed
    )
    return [*asked, *stands, money(one.owed), missed or "-"]


def _lacking(story: Story) -> Sheet:
    """Đơn vị thiếu nguồn của từng năm, as many years after the period as fit, with what they lack in all."""
    words, year, n = story.words, story.shown.year, story.words.numbers
    years = sorted({year, *story.granted})
    years += [later for later in story.result.years if later > years[-1]][: max(0, MOST_YEARS - len(years))]
    found = lacking_by_year(story.result, year, years)
    heads = [words.t("memo.details_quo", year=year), *(words.t("memo.details_plan", year=y) for y in years)]

    def money(amount: int) -> str:
        return n.money(amount) if amount else "-"

    rows = [[str(k), name, *map(money, (quo, *by_year))] for k, (name, quo, by_year) in enumerate(found, 1)]
    if found:
        sums = [sum(column) for column in zip(*((quo, *by_year) for _, quo, by_year in found), strict=True)]
        rows.append(["", words.t("table.total"), *map(money, sums)])
    each = min(30.0, (WIDTH - NUMBER - NAME) / len(heads))
    return Sheet(words.t("memo.details_lacking"), heads, rows, [each] * len(heads))
