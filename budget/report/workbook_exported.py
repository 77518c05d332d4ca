"""Trang Khi xuất: the inputs as they were exported, so that the workbook tells by itself when what the
program shared out no longer fits them.

A column a run of input cells: the plan that they belong to (0: all), how many differ, then their values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from budget.report.palette import LIGHT
from budget.report.workbook_book import Book, Page, Typed, Value, column_name, quoted
from budget.report.workbook_live import Live
from budget.report.workbook_live_sheet import Calculation

PLANS, COUNTS, FIRST = 0, 1, 2
"""Rows (from 0) of the plan, of the number of cells that differ, and of the first value."""


@dataclass(frozen=True)
class Run:
    """Các ô liền nhau của một cột: the plan (from 1, 0 for all), their address and their values."""

    plan: int
    cells: str
    values: Sequence[Value]


def shares_out(calculation: Calculation) -> bool:
    """Có phần chia do chương trình tính, which no formula follows: cuts to a target, grants."""
    scenario = calculation.result.scenario
    targets = any(measure.method == "target" for measure in scenario.reductions)
    return targets or scenario.allocation is not None


def inputs_moved(live: Live, name: str) -> dict[int, str]:
    """Số ô khác khi xuất: by plan (from 1) with a part that the program shares out, its formula."""
    of, counts = (f"{quoted(name)}!$B${row + 1}:$XFD${row + 1}" for row in (PLANS, COUNTS))
    return {
        k: f"SUMIF({of},0,{counts})+SUMIF({of},{k},{counts})"
        for k, calculation in enumerate(live.scenarios, 1)
        if shares_out(calculation)
    }


def exported_sheet(book: Book, plans: Iterable[int], name: str, mark: str) -> None:
    """Ghi trang ẩn Khi xuất, after all inputs of these plans (from 1) are written."""
    words, sheet = book.words, Page(book, name, [40], mark, breaks=()).sheet
    for row, key in ((PLANS, "plan"), (COUNTS, "changed"), (FIRST, "values")):
        sheet.write_string(row, 0, words.t(f"workbook.exported.{key}"), book.format())
    for place, run in enumerate(_runs(book.typed, {0, *plans}), 1):
        letter = column_name(place)
        copy = f"{letter}${FIRST + 1}:{letter}${FIRST + len(run.values)}"
        sheet.write_number(PLANS, place, run.plan, book.format("flag"))
        # a blank cell equals 0 to a spreadsheet, but not to the model: their lengths tell them apart
        differs = f"SUMPRODUCT((({run.cells}<>{copy})+(LEN({run.cells})<>LEN({copy}))>0)*1)"
        sheet.write_formula(COUNTS, place, f"={differs}", book.format("flag"), 0)
        for row, value in enumerate(run.values, FIRST):
            if isinstance(value, str):
                sheet.write_string(row, place, value, book.format())
            elif value is not None:
                sheet.write_number(row, place, float(value), book.format())
    sheet.hide()


def warn(page: Page, live: Live | None, *plans: int) -> None:
    """Dòng báo ở đầu trang, in the empty row above the next: nothing until an input has changed of what was
    shared out for these plans (from 1).
    """
    told = [k for k in plans if live and shares_out(live.scenarios[k - 1])]
    if live is None or not told:
        return
    words = page.words
    names = [
        f'IF({changed(k)}>0,"{_in_formula(live.scenarios[k - 1].result.scenario.name)}; ","")' for k in told
    ]
    wrong = "+".join(f"({changed(k)}>0)" for k in told)
    before, after = (_in_formula(part) for part in words.t("workbook.exported.warning", names="|").split("|"))
    formula = f'=IF({wrong}=0,"","{before}"&{"&".join(names)}&"{after}")'
    look = page.book.format("wrap", bold=True, font_color=LIGHT.error)
    page.sheet.merge_range(page.row - 1, page.first, page.row - 1, page.last, "", look)
    page.sheet.write_formula(page.row - 1, page.first, formula, look, "")


def changed(plan: int) -> str:
    """Tên của ô đếm on the sheet of checks: how many inputs of a plan (from 1) have changed."""
    return f"pa{plan}_changed"


def _in_formula(text: str) -> str:
    return text.replace('"', '""')


def _runs(typed: Iterable[Typed], plans: set[int]) -> Iterator[Run]:
    """The input cells of these plans, column by column."""
    cells = sorted((cell for cell in typed if cell[1] in plans), key=lambda cell: cell[:4])
    # cells that follow one another have the same distance from their place in the list
    together = groupby(enumerate(cells), lambda at: (*at[1][:3], at[1][3] - at[0]))
    for (sheet, plan, column, _), found in together:
        run = [cell for _, cell in found]
        letter = column_name(column)
        address = f"{quoted(sheet)}!${letter}${run[0][3] + 1}:${letter}${run[-1][3] + 1}"
        yield Run(plan, address, [cell[4] for cell in run])
