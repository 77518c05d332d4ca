"""Biểu chi tiết của tờ trình: what its body sums up, a line a unit: targets, what is asked, who lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from budget.report.deck_story import Story
from budget.report.memo_page import cell, size_of
from budget.report.memo_years import CLOSING, NAME, NUMBER, SIZE, WIDTH
from budget.report.risk_words import FIRST, sources_said, year_spans
from budget.report.story_said import marked, norm_rules
from budget.report.word_table import Align, Line, paragraph, word_table
from budget.report.words import Words
from budget.risks import required_spans
from budget.unit_details import Duty, aims_of_plans, common_year, duties, lacking_by_year

HEAD, ABOVE = 13, 8
"""Points of the letters of the title of a table, and above it."""

NAMES, SHARE, MISSED = 46.0, 18.0, 32.0
"""Millimetres of the names beside many columns, of a column of shares, and of that of what is missed in which
years.
"""

MONEY, AIM = 30.0, 48.0
"""The widest column of amounts, and of the targets of a plan."""

MOST_YEARS, MOST_AMOUNTS = 5, 8
"""Years of which what units lack fits beside their names, and columns of amounts in letters that are read in
print: of more, years after the period stand without their status quo.
"""

DUTIES = {
    "earned": 0.0,
    "expected": 0.0,
    "revenue": 0.0,
    "growth": SHARE,
    "saving": 0.0,
    "tested_before": 0.0,
    "tested": 0.0,
    "share": SHARE,
    "owed": 0.0,
    "missed": MISSED,
}
"""Columns of what is asked of each unit, with their widths; 0: an amount."""

OF_ROADMAP = 5
"""How many of them, the first, are of the roadmap, the others of the legal minimum: two tables where one has
no room for letters as large as those of the others.
"""


@dataclass(frozen=True)
class Sheet:
    """Một biểu: its title, headings, the texts of its rows, the first two the number and the name, the widths
    of the columns after these in millimetres, and what stands below it; that alone where it has no rows.
    """

    title: str = ""
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    widths: Sequence[float] = ()
    note: str = ""


def details(story: Story, first: int) -> Markup | str:
    """Các biểu chi tiết từng đơn vị as tables of Word, numbered from `first`; "" where there is none."""
    said, number, rules = list[Markup](), first, norm_rules(story)
    norms = rules and story.words.t("memo.details_norm", year=story.shown.year, norms=rules)
    for one in (_aims(story), *_duties(story), _lacking(story), Sheet(note=norms)):
        if one.rows:
            said.append(_drawn(one, story, number))
            number += 1
        if one.note:
            said.append(paragraph(cell(one.note, SIZE + 1), before=ABOVE, kept=False))
    return Markup().join(said)


def _drawn(sheet: Sheet, story: Story, number: int) -> Markup:
    words = story.words
    title = cell(words.t("memo.details_title", number=number, title=sheet.title), HEAD, bold=True)
    heads = [words.t("memo.by_year_number"), words.t("memo.by_year_name"), *sheet.heads]
    widths = (NUMBER, WIDTH - NUMBER - sum(sheet.widths), *sheet.widths)
    size = _size(sheet)
    lines = [
        Line(
            [cell(text, SIZE if n < 2 else size, bold=not row[0]) for n, text in enumerate(row)],
            kept=0 < left < CLOSING,
        )
        for left, row in zip(reversed(range(len(sheet.rows))), sheet.rows, strict=True)
    ]
    right: list[Align] = ["right"] * len(sheet.widths)
    return paragraph(title, before=ABOVE) + word_table(heads, lines, widths, ["center", "left", *right], SIZE)


def _size(sheet: Sheet) -> int:
    """Cỡ chữ của các số; what is missed in which years may break between them."""
    figures = [
        (text, width)
        for row in sheet.rows
        for text, width in zip(row[2:], sheet.widths, strict=True)
        if width != MISSED
    ]
    return size_of(figures, SIZE, bold=any(not row[0] for row in sheet.rows))


def _aims(story: Story) -> Sheet:
    """Mục tiêu tự bảo đảm của từng đơn vị, by plan; of few units a line."""
    words, every = story.words, story.shown.results
    plans = [k for k, result in enumerate(every) if result.scenario.roadmap]
    found = aims_of_plans([every[k] for k in plans]) if plans else []
    printed = [(name, [_aim(aim, had, words) for aim in aims]) for name, had, aims in found]
    if len(found) <= FIRST:
        return Sheet(note=_few_aims(story, plans, printed))
    year = common_year([every[k] for k in plans])
    heads = [words.t("memo.details_aim", name=marked(story, k), year=year) for k in plans]
    rows = [[str(n), name, *(aim or "-" for aim in aims)] for n, (name, aims) in enumerate(printed, 1)]
    each = (WIDTH - NUMBER - NAME) / len(plans)
    met = any(aim is not None and had >= aim for _, had, aims in found for aim in aims)
    note = words.t("memo.details_aims_note") if met else ""
    return Sheet(words.t("memo.details_aims"), heads, rows, [min(AIM, each)] * len(plans), note)


def _few_aims(story: Story, plans: Sequence[int], printed: Sequence[tuple[str, Sequence[str]]]) -> str:
    """“Mục tiêu …: Ban 100 % (PA 1, năm 2030)”; "" for none."""
    words, tags, every = story.words, story.plan_tags(), story.shown.results
    year = common_year([every[k] for k in plans]) if plans else 0
    named = {k: words.t("memo.details_aim", name=tags[k], year=year) for k in plans}
    listed = [
        f"{name} {', '.join(f'{aim} ({named[k]})' for k, aim in zip(plans, aims, strict=True) if aim)}"
        for name, aims in printed
    ]
    return words.t("memo.details_few_aims", listed="; ".join(listed)) if listed else ""


def _aim(aim: float | None, had: float, words: Words) -> str:
    """Một mục tiêu, with a word where the unit had as much in the base year (`had`)."""
    if aim is None:
        return ""
    told = words.numbers.rate(Decimal(str(round(aim, 6))))
    return words.t("memo.details_aim_met", aim=told) if had >= aim else told


def _duties(story: Story) -> list[Sheet]:
    """Lộ trình và mức giảm tối thiểu đòi hỏi gì ở từng đơn vị trong năm, together or in two tables."""
    found = [(one.name, _duty(one, story)) for one in duties(story.result, story.shown.year)]
    whole = _duty_sheet(story, "duties", found, range(len(DUTIES)))
    if _size(whole) >= SIZE:
        return [replace(whole, note=_duty_note(story))]
    roadmap = _duty_sheet(story, "roadmap", found, range(OF_ROADMAP))
    minimum = _duty_sheet(story, "minimum", found, range(OF_ROADMAP, len(DUTIES)))
    return [roadmap, replace(minimum, note=_duty_note(story))]


def _duty_sheet(
    story: Story, what: str, found: Sequence[tuple[str, Sequence[str]]], columns: Sequence[int]
) -> Sheet:
    """Some columns of them; neither one that is empty of all, nor a unit of which all are."""
    words, year = story.words, story.shown.year
    told = [(name, row) for name, row in found if any(row[k] != "-" for k in columns)]
    kept = [k for k in columns if any(row[k] != "-" for _, row in told)]
    names = {"year": year, "before": year - 1, "base": story.result.years[0]}
    heads = [words.t(f"memo.details_{list(DUTIES)[k]}", **names) for k in kept]
    rows = [[str(n), name, *(row[k] for k in kept)] for n, (name, row) in enumerate(told, 1)]
    widths = _duty_widths([list(DUTIES.values())[k] for k in kept])
    return Sheet(words.t(f"memo.details_{what}", year=year), heads, rows, widths)


def _duty_note(story: Story) -> str:
    """Vì sao các số này khác số của Biểu 1, and why years do not add up to the cumulated sum."""
    words, year, found = story.words, story.shown.year, duties(story.result, story.shown.year)
    tested = any(one.tested is not None for one in found)
    source = sources_said(required_spans(story.result.law, [year]), words) if tested else ""
    several = any(one.owed and len(one.missed) > 1 for one in found)
    said = [
        words.t("memo.details_tested_note", source=source) if source else "",
        words.t("memo.details_owed_note") if several else "",
    ]
    return " ".join(filter(None, said))


def _duty_widths(fixed: Sequence[float]) -> list[float]:
    """Of the columns of amounts, which have no width of their own, what is left."""
    left = (WIDTH - NUMBER - NAMES - sum(fixed)) / max(1, fixed.count(0))
    return [width or min(MONEY, left) for width in fixed]


def _duty(one: Duty, story: Story) -> list[str]:
    words, n = story.words, story.words.numbers

    def money(amount: int) -> str:
        return n.money(amount) if amount else "-"

    asked = ["-"] * OF_ROADMAP
    if (of := one.roadmap) is not None:
        growth = "-" if of.growth is None else n.percent(of.growth)
        asked = [money(of.earned), money(of.expected), money(of.revenue), growth, money(of.saving)]
    stands = ["-"] * 3
    if one.tested is not None:
        before, now = one.tested
        stands = [money(before), money(now), n.percent_signed(now / before - 1) if before else "-"]
    missed = "; ".join(
        words.t("memo.details_in_year", year=year, amount=amount) for year, amount in one.missed
    )
    return [*asked, *stands, money(one.owed), missed or "-"]


def _lacking(story: Story) -> Sheet:
    """Đơn vị thiếu nguồn của từng năm, as many years after the period as fit, as many of them as
    have room beside their status quo, the first of the period and the year shown before others; and what
    they lack in all.
    """
    words, year, n = story.words, story.shown.year, story.words.numbers
    years = sorted({year, *story.granted})
    years += [later for later in story.result.years if later > years[-1]][: max(0, MOST_YEARS - len(years))]
    order = dict.fromkeys([years[0], year, *years])
    quos = sorted(list(order)[: max(2, MOST_AMOUNTS - len(years))])
    columns = [(what, y) for y in years for what in ("quo", "plan") if what == "plan" or y in quos]
    found = []
    for name, quo, plan in lacking_by_year(story.result, year, years, quos):
        amounts = {"quo": dict(zip(quos, quo, strict=True)), "plan": dict(zip(years, plan, strict=True))}
        found.append((name, [amounts[what][y] for what, y in columns]))
    heads = [words.t(f"memo.details_{what}", year=y) for what, y in columns]

    def money(amount: int) -> str:
        return n.money(amount) if amount else "-"

    rows = [[str(k), name, *map(money, amounts)] for k, (name, amounts) in enumerate(found, 1)]
    if found:
        sums = [sum(column) for column in zip(*(amounts for _, amounts in found), strict=True)]
        rows.append(["", words.t("table.total"), *map(money, sums)])
    each = min(MONEY, (WIDTH - NUMBER - NAMES) / len(heads))
    left = [y for y in years if y not in quos]
    note = words.t("memo.details_quo_left", years=year_spans(left)) if left else ""
    return Sheet(words.t("memo.details_lacking"), heads, rows, [each] * len(heads), note)
