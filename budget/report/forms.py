"""Biểu mẫu của thông tư: the two summary tables of the office, and the form of one unit filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from budget.afterwards import period_of, period_unsure, stable_since
from budget.form_lines import SUMMARY, FormYear, form_year
from budget.report.conclusion import Agreed, unsure_mark
from budget.report.forms_unit import unit_form
from budget.report.tables import roman
from budget.report.words import Words
from budget.report.workbook_book import GROUP_LOOK, TOTAL_LOOK, Book, Page
from budget.report.workbook_frame import official_head, signatures
from budget.report.workbook_print import ROW, lines
from budget.simulate import Result

NOBODY: Mapping[str, str] = {}
OWNER = "owner"
"""Field of the office: the body that the form of every unit names as managing it, whatever the data name."""

REVENUE = ("services", "orders", "science", "fees", "surplus", "other_revenue")
SPENDING = ("salary", "professional", "management", "other_spending")
BLOCKS = (("1", ("1",)), ("2", ("2",)), ("3", ("3a", "3b", "3c")), ("4", ("4",)), ("none", ("",)))
"""Các khối I-IV of the tables, by group; units without one come last."""

FIRST_REVENUE, FIRST_SPENDING, RATIO = 2, 9, 14
"""Columns from 0: total revenue, total spending, the degree."""

WIDTHS = (5.0, 36.0, *[11.0] * 7, *[11.5] * 5, 9.5)


def write_summary_forms(
    target: str | Path | BinaryIO,
    result: Result,
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    created: datetime,
) -> None:
    """Xuất Phụ lục 3: Biểu 1 (the years that are there) and Biểu 2 (the first year of the next period).

    `year` None: the first after the base year. Amounts are in triệu đồng, exact in the cells; totals and
    degrees are formulas. `organisation` as for the workbook. Equal input gives equal bytes. Raises ValueError
    for a year out of reach or a scenario that was not computed.
    """
    spoken = Words(words.language, "million")
    planned = result.years[min(1, len(result.years) - 1)] if year is None else year
    past, plan = form_year(result, result.years[0]), form_year(result, planned)
    title = spoken.t("forms.summary_title")
    book = Book(target, spoken, title, created.astimezone(UTC) if created.tzinfo else created)
    mark = spoken.t("footnote.fingerprint", mark=result.fingerprint)
    book.book.set_custom_property("fingerprint", result.fingerprint)
    _table(book, result, past, 1, organisation, mark)
    _table(book, result, plan, 2, organisation, mark)
    book.close()


def write_unit_form(
    target: str | Path | BinaryIO,
    result: Result,
    unit: str,
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    created: datetime,
    decided: Agreed | None = None,
) -> None:
    """Xuất Phụ lục 2, Biểu mẫu số 1 of one unit, filled in as far as the data go. `unit`: its code;
    `decided`: how the plan was decided on.

    Raises KeyError for a unit that there is not; else as `write_summary_forms`.
    """
    spoken = Words(words.language, "million")
    planned = result.years[min(1, len(result.years) - 1)] if year is None else year
    place = result.units.position(unit)
    name = result.units.name[place]
    book = Book(
        target,
        spoken,
        spoken.t("forms.unit_title", year=planned),
        created.astimezone(UTC) if created.tzinfo else created,
    )
    mark = spoken.t("footnote.fingerprint", mark=result.fingerprint)
    book.book.set_custom_property("fingerprint", result.fingerprint)
    # the body that manages the unit as the office wants it or the data name it, else the one above the office
    bodies = (
        organisation.get(OWNER),
        result.units.owner[place],
        *map(organisation.get, ("superior", "name")),
    )
    above = next(filter(None, bodies), "")
    own = dict(organisation) | {"superior": above, "name": name}
    own |= {"signatory": "", "preparer": "", "signatory_title": spoken.t("workbook.signatory")}
    plan = form_year(result, planned)
    unit_form(book, result, place, plan, own, mark)
    book.close()


def owners_apart(owners: Sequence[str], organisation: Mapping[str, str]) -> list[tuple[str, int]]:
    """Cơ quan quản lý ghi trong số liệu mà không phải cơ quan này: each with how many units name it, the most
    first. What the data name stands in the head of the unit's form, but for OWNER. `organisation` may have
    superior, name.
    """
    own = {_folded(organisation.get(who, "")) for who in ("superior", "name")}
    apart = (" ".join(owner.split()) for owner in owners if owner.strip() and _folded(owner) not in own)
    return Counter(apart).most_common()


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _table(
    book: Book,
    result: Result,
    shown: FormYear,
    number: int,
    organisation: Mapping[str, str],
    mark: str,
) -> None:
    words, plan = book.words, number == 2
    tail = (13.0, 14.0) if plan else (11.0, 11.0, 11.0)
    page = Page(book, words.t("forms.sheet", number=number), [*WIDTHS, *tail], mark, breaks=[])
    official_head(page, organisation)
    page.title(
        words.t("forms.summary_title"),
        _heading(result, shown.year, number, words),
    )
    page.unit_line()
    first = _heads(page, shown, plan=plan)
    page.sheet.freeze_panes(first, 2)
    page.repeat(first - 3, first - 1)
    totals: list[int] = []
    block_number = 0
    for name, groups in BLOCKS:
        members = [i for i, group in enumerate(shown.group) if group in groups]
        if name == "none" and not members:
            continue
        block_number += 1
        totals.append(page.row)
        label = words.t(f"forms.block_{name}")
        _row(page, shown, members, (roman(block_number), label), plan=plan, look=GROUP_LOOK)
        for n, i in enumerate(members, 1):
            _row(page, shown, [i], (str(n), result.units.name[i]), plan=plan, look={}, unit=i)
    everyone = range(len(shown.group))
    _row(page, shown, list(everyone), ("", words.t("table.total")), plan=plan, look=TOTAL_LOOK, parts=totals)
    page.row += 1
    page.line(words.t("forms.note_plan" if plan else "forms.note_past", year=shown.year), "wrap", italic=True)
    signatures(page, organisation)


def _heading(result: Result, year: int, number: int, words: Words) -> str:
    """Tên biểu: a year that no stability period begins with is not called the first of one."""
    first, last = period_of(result, year)
    since, mark = stable_since(result, year), unsure_mark(words, unsure=period_unsure(result, year))
    rest = "_rest" if number == 2 and since < first else ""
    return words.t(f"forms.table_{number}{rest}", year=year, since=since, last=last, mark=mark)


def _heads(page: Page, shown: FormYear, *, plan: bool) -> int:
    """The three rows of headings: groups of columns, columns, their numbers."""
    words, top = page.words, page.row
    look: dict[str, Any] = {"bold": True, "align": "center", "ruled": True}
    spans = [(FIRST_REVENUE, FIRST_SPENDING - 1, "revenue"), (FIRST_SPENDING, RATIO - 1, "spending")]
    if not plan:
        spans.append((RATIO + 1, RATIO + 3, "fund"))
    columns = ["number", "unit", "total", *REVENUE, "total", *SPENDING, "ratio"]
    columns += ["development", "proposal"] if plan else ["total", "from_result", "from_depreciation"]
    grouped = {c for start, end, _ in spans for c in range(start, end + 1)}
    style = page.book.format("wrap", **look)
    for start, end, name in spans:
        page.sheet.merge_range(top, start, top, end, words.t(f"forms.over_{name}"), style)
    for column, name in enumerate(columns):
        text = words.t(f"forms.column_{name}")
        if column in grouped:
            page.put(top + 1, column, "wrap", text, **look)
        else:
            page.sheet.merge_range(top, column, top + 1, column, text, style)
    formulas = {
        FIRST_REVENUE: "3=4+6+7+8+9",
        FIRST_SPENDING: "10=11+12+13+14",
        RATIO: "15=3/10×100%",
    }
    if not plan:
        formulas[RATIO + 1] = "16=17+18"
    for column in range(len(columns)):
        text = formulas.get(column, str(column + 1))
        page.put(top + 2, column, "wrap", text, ruled=True, italic=True, align="center", font_size=8)
    page.height(top, 32)
    page.height(top + 1, 62)
    page.height(top + 2, 26)
    page.row = top + 3
    return page.row


def _row(
    page: Page,
    shown: FormYear,
    members: Sequence[int],
    label: tuple[str, str],
    *,
    plan: bool,
    look: Mapping[str, Any],
    unit: int | None = None,
    parts: Sequence[int] = (),
) -> None:
    """One row: of a unit its figures, of a block or the total the sums, as formulas over what stands below
    or, with `parts`, over the rows of the blocks.
    """
    row = page.row
    style: dict[str, Any] = {"ruled": True, **look}
    page.put(row, 0, "centre", label[0], **style)
    page.put(row, 1, "wrap", label[1], **style)
    page.height(row, ROW * lines(label[1], WIDTHS[1], bold=bool(look)))
    if unit is None and not parts:
        page.keep(row + 1)
    columns = dict(zip((FIRST_REVENUE + 1 + n for n in range(len(REVENUE))), REVENUE, strict=True))
    columns |= dict(zip((FIRST_SPENDING + 1 + n for n in range(len(SPENDING))), SPENDING, strict=True))
    for column, name in columns.items():
        value = sum(int(shown.of(SUMMARY[name])[i]) for i in members)
        page.put(row, column, "money", value, formula=_sum(page, column, members, unit, parts), **style)
    revenue = sum(int(shown.own_revenue[i]) for i in members)
    spending = sum(int(shown.spending[i]) for i in members)
    a, b = page.at(row, FIRST_REVENUE), page.at(row, FIRST_SPENDING)
    over = [FIRST_REVENUE + n for n in (1, 3, 4, 5, 6)]
    page.put(row, FIRST_REVENUE, "money", revenue, formula=_plus(page, row, over), **style)
    over = [FIRST_SPENDING + n for n in range(1, 5)]
    page.put(row, FIRST_SPENDING, "money", spending, formula=_plus(page, row, over), **style)
    degree = float(shown.ratio[unit]) if unit is not None else revenue / spending if spending else None
    formula = f'=IF({b}=0,"",TRUNC({a}/{b}+0.000000001,3))'
    page.put(row, RATIO, "percent", degree, formula=formula, **style)
    if plan:
        fund = sum(int(shown.development[i]) for i in members)
        page.put(row, RATIO + 1, "money", fund, formula=_sum(page, RATIO + 1, members, unit, parts), **style)
        group = page.words.t(f"group.{shown.group[unit] or 'none'}") if unit is not None else ""
        page.put(row, RATIO + 2, "centre", group, **style)
    else:
        for column in range(RATIO + 1, RATIO + 4):
            page.put(row, column, "text", "", **style)
    page.row += 1


def _sum(page: Page, column: int, members: Sequence[int], unit: int | None, parts: Sequence[int]) -> str:
    if unit is not None:
        return ""
    if parts:
        return _plus_rows(page, column, parts)
    if not members:
        return ""
    return f"=SUM({page.at(page.row + 1, column)}:{page.at(page.row + len(members), column)})"


def _plus(page: Page, row: int, columns: Sequence[int]) -> str:
    return "=" + "+".join(page.at(row, column) for column in columns)


def _plus_rows(page: Page, column: int, rows: Sequence[int]) -> str:
    return "=" + "+".join(page.at(row, column) for row in rows)
