"""Biểu mẫu số 1 của đơn vị: nine columns, the rows of the circular, filled in as far as the data go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from budget.form_lines import PAID_BY_USERS, SERVICES, FormYear, form_year
from budget.report.workbook_book import GROUP_LOOK, Book, Page
from budget.report.workbook_frame import official_head, signatures
from budget.report.workbook_print import ROW, lines
from budget.simulate import Result

PAST_YEARS = 4
ESTIMATED, PLANNED = 2 + PAST_YEARS + 1, 2 + PAST_YEARS + 2
"""Columns from 0: this year as it is expected to end, and the first year of the plan."""

WIDTHS = (6.0, 62.0, *[11.0] * 7)

Read = Callable[[FormYear, int], float]


@dataclass(frozen=True)
class Line:
    """Một dòng của biểu: its number, its word `forms.row_<id>`, how it is read (None: left to the unit).

    `over`: numbers of the lines that it is the sum of; `planned`: whether the plan's column has it.
    """

    number: str
    id: str
    read: Read | None = None
    over: tuple[str, ...] = ()
    kind: str = "money"
    planned: bool = True
    strong: bool = False


def _line(*ids: str) -> Read:
    return lambda shown, i: float(shown.of(ids)[i])


ROWS: tuple[Line, ...] = (
    Line("I", "revenue", lambda s, i: float(s.own_revenue[i]), ("1", "2", "3", "4", "5"), strong=True),
    Line("1", "services", _line(*SERVICES)),
    Line("1.1", "orders", _line("orders")),
    Line("1.2", "users", _line(*PAID_BY_USERS)),
    Line("", "tuition", _line("tuition")),
    Line("", "other_users", _line("users")),
    Line("", "compensation", _line("compensation")),
    Line("2", "science", _line("science")),
    Line("3", "surplus", _line("surplus_services")),
    Line("4", "fees", _line("fees")),
    Line("5", "other_revenue", _line("other_revenue")),
    Line(
        "II",
        "spending",
        lambda s, i: float(s.spending[i]),
        tuple(f"II.{n}" for n in range(1, 9)),
        strong=True,
    ),
    Line("II.1", "salary", _line("salary")),
    Line("II.2", "experts", _line("experts")),
    Line("II.3", "professional", _line("professional")),
    Line("II.4", "fee_work", _line("fee_work")),
    Line("II.5", "management", _line("management")),
    Line("II.6", "provisions", _line("provisions")),
    Line("II.7", "interest", _line("interest")),
    Line("II.8", "other_spending", _line("other_spending")),
    Line("III", "ratio", lambda s, i: float(s.ratio[i]), kind="percent", strong=True),
    Line("IV", "support", lambda s, i: float(s.support[i]), strong=True),
    Line("V", "distribution", planned=False, strong=True),
    Line("V.1", "development", planned=False),
    Line("", "development_result", planned=False),
    Line("", "development_depreciation", planned=False),
    Line("V.2", "supplement", planned=False),
    Line("V.3", "bonus", planned=False),
    Line("V.4", "other_funds", planned=False),
    Line("", "saving_use", planned=False),
    Line("VI", "income", planned=False, strong=True),
    Line("", "income_below_1", planned=False),
    Line("", "income_1_2", planned=False),
    Line("", "income_2_3", planned=False),
    Line("", "income_above_3", planned=False),
    Line("", "income_highest", planned=False),
    Line("", "income_lowest", planned=False),
    Line("VII", "tasks", strong=True),
)


def unit_form(
    book: Book,
    result: Result,
    place: int,
    plan: FormYear,
    organisation: Mapping[str, str],
    mark: str,
) -> None:
    """Ghi Biểu mẫu số 1 của một đơn vị; `plan`: the planned year."""
    words, units, planned = book.words, result.units, plan.year
    base = form_year(result, result.years[0])
    page = Page(book, words.t("forms.sheet", number=1), WIDTHS, mark, breaks=[])
    page.upright()
    official_head(page, organisation)
    page.title(words.t("forms.unit_title", year=planned), words.t("forms.unit_about"))
    page.line(words.t("forms.unit_name", name=units.name[place]))
    page.line(words.t("forms.unit_code", code=units.code[place]))
    if chapter := organisation.get(f"chapter.{units.kind[place]}", ""):
        page.line(words.t("forms.unit_chapter", chapter=chapter))
    page.unit_line()
    first = _heads(page, base.year, planned)
    page.sheet.freeze_panes(first, 2)
    rows = {line.number: first + n for n, line in enumerate(ROWS) if line.number}
    for line in ROWS:
        _row(page, line, rows, {ESTIMATED: base, PLANNED: plan}, place, float(units["tasks"][place]))
    page.row += 1
    page.line(words.t("forms.note_unit", base=base.year, plan=planned), "wrap", italic=True)
    signatures(page, organisation)


def _row(
    page: Page,
    line: Line,
    rows: Mapping[str, int],
    years: Mapping[int, FormYear],
    place: int,
    tasks: float,
) -> None:
    look: dict[str, Any] = {"ruled": True, **(GROUP_LOOK if line.strong else {})}
    number = line.number.removeprefix("II.").removeprefix("V.")
    page.put(page.row, 0, "centre", number, **look)
    italic: dict[str, Any] = {} if line.number else {"italic": True}
    text = page.words.t(f"forms.row_{line.id}")
    page.put(page.row, 1, "wrap", text, **look, **italic)
    page.height(page.row, ROW * lines(text, WIDTHS[1], bold=line.strong))
    for column in range(2, PLANNED + 1):
        shown = years.get(column)
        value: float | None = None
        formula = ""
        if shown is not None and line.read is not None:
            value = line.read(shown, place)
            formula = _formula(page, line, rows, column)
        elif line.id == "tasks" and column == ESTIMATED:
            value = tasks
        page.put(page.row, column, line.kind, value, formula=formula, **look)
    page.row += 1


def _formula(page: Page, line: Line, rows: Mapping[str, int], column: int) -> str:
    if line.over:
        return "=" + "+".join(page.at(rows[number], column) for number in line.over)
    if line.id == "ratio":
        a, b = page.at(rows["I"], column), page.at(rows["II"], column)
        return f'=IF({b}=0,"",TRUNC({a}/{b}+0.000000001,3))'
    return ""


def _heads(page: Page, base: int, planned: int) -> int:
    words, top = page.words, page.row
    look: dict[str, Any] = {"bold": True, "align": "center", "ruled": True}
    style = page.book.format("wrap", **look)
    for column, name in enumerate(("number", "content")):
        page.sheet.merge_range(top, column, top + 1, column, words.t(f"forms.column_{name}"), style)
    page.sheet.merge_range(top, 2, top, ESTIMATED, words.t("forms.over_past"), style)
    page.put(top, PLANNED, "wrap", words.t("forms.over_next"), **look)
    years = [words.t("forms.done", year=base - PAST_YEARS + n) for n in range(PAST_YEARS)]
    years += [words.t("forms.estimate", year=base), words.t("forms.expected", year=base)]
    years.append(words.t("forms.planned", year=planned))
    for column, text in enumerate(years, 2):
        page.put(top + 1, column, "wrap", text, **look)
    for column in range(PLANNED + 1):
        page.put(top + 2, column, "centre", f"{column + 1}", ruled=True, italic=True, font_size=9)
    page.height(top, 47)
    page.height(top + 1, 46)
    page.row = top + 3
    return page.row
