"""Trang Kiểm tra: the workbook's own tests, which follow every change of its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from budget.report.palette import LIGHT
from budget.report.words import Words
from budget.report.workbook_book import TOTAL_LOOK, Book, Page
from budget.report.workbook_comparison import quo_name
from budget.report.workbook_exported import changed
from budget.report.workbook_live import Live
from budget.report.workbook_live_inputs import cells
from budget.report.workbook_live_sheet import Calculation
from budget.report.workbook_live_terms import whole
from budget.report.workbook_print import ROW, lines

SLACK = 0.5
"""What a difference of whole amounts may be and still be none, in đồng."""


def checks_sheet(
    book: Book, live: Live, totals: Sequence[str], moved: Mapping[int, str], name: str, mark: str
) -> None:
    """Ghi trang Kiểm tra: one row a test, its difference (0 when it holds) and the verdict.

    `totals`: the cells of the sheet of comparison with the total of each status quo and scenario. `moved`: by
    plan (from 1) with a part that the program shares out, how many inputs differ from those exported.
    """
    words = book.words
    page = Page(book, name, [5, 100, 16, 14], mark, breaks=())
    page.title(words.t("workbook.checks_title"), words.t("workbook.checks_basis"))
    verdict = page.row
    page.row += 2
    titles = ("check.check", "check.difference", "check.result")
    page.head([words.t("table.number"), *(words.t(f"workbook.{title}") for title in titles)])
    page.sheet.freeze_panes(page.row, 0)
    page.repeat(page.row - 1, page.row - 1)
    first, good, bad = page.row, words.t("workbook.check.ok"), words.t("workbook.check.wrong")
    tests = [(_moved(live, k, words), formula, changed(k)) for k, formula in moved.items()]
    tests += [(text, formula, "") for text, formula in _tests(live, totals, words)]
    for number, (text, formula, called) in enumerate(tests, 1):
        page.cells(page.row, {0: ("centre", str(number)), 1: ("wrap", text)})
        page.height(page.row, ROW * lines(text, page.widths[1]))
        if called:
            book.book.define_name(called, cells(name, page.row, 2))
        page.put(page.row, 2, "dong", 0, formula=f"={formula}", ruled=True)
        judged = f'=IF(ABS({page.at(page.row, 2)})<{SLACK},"{good}","{bad}")'
        page.put(page.row, 3, "centre", good, formula=judged, ruled=True)
        page.row += 1
    span = f"D{first + 1}:D{page.row}"
    formula = f'=IF(COUNTIF({span},"{good}")=ROWS({span}),"{good}","{bad}")'
    page.put(verdict, 1, "text", words.t("workbook.check.all"), ruled=True, **TOTAL_LOOK)
    page.put(verdict, 3, "centre", good, formula=formula, ruled=True, **TOTAL_LOOK)
    wrong: dict[str, Any] = {"font_color": LIGHT.error, "bold": True}
    for judged_cells in (span, f"D{verdict + 1}"):
        rule = {"type": "cell", "criteria": "==", "value": f'"{bad}"', "format": book.book.add_format(wrong)}
        page.sheet.conditional_format(judged_cells, rule)
    page.row += 1
    page.note(words.t("workbook.inputs_note"))


def _moved(live: Live, plan: int, words: Words) -> str:
    return words.t("workbook.check.moved", name=live.scenarios[plan - 1].result.scenario.name)


def _tests(live: Live, totals: Sequence[str], words: Words) -> Iterator[tuple[str, str]]:
    """Lời và công thức của từng phép thử; the formula is 0 where it holds."""
    data = live.scenarios[0].data
    kinds = live.scenarios[0].range("kind", 0)
    wrong = f"SUMPRODUCT(ISERROR({kinds})*1)+ROWS({data.range('kind')})-ROWS({kinds})"
    yield words.t("workbook.check.data"), wrong
    names = [quo_name(live.shown, q, words) for q in range(len(live.quos))]
    names += [c.result.scenario.name for c in live.scenarios]
    for c, name in zip((*live.quos, *live.scenarios), names, strict=True):
        yield words.t("workbook.check.errors", name=name), f"SUMPRODUCT(ISERROR({c.everything})*1)"
    each, year = words.numbers.in_unit(1), live.shown.year
    for c, name, total in zip((*live.quos, *live.scenarios), names, totals, strict=True):
        text = words.t("workbook.check.total", name=name, year=year)
        yield text, f"{total}/{each}-SUM({c.range('support', c.result.year(year))})"
    for c in live.scenarios:
        name = c.result.scenario.name
        for j, year in enumerate(c.result.years):
            for key, formula in _of_year(c, j):
                number = int(key.partition(" ")[2] or 0)
                yield (
                    words.t(f"workbook.check.{key.partition(' ')[0]}", name=name, year=year, number=number),
                    formula,
                )


def _of_year(c: Calculation, j: int) -> Iterator[tuple[str, str]]:
    def of(figure: str) -> str:
        return c.range(figure, j)

    cuts = "".join(f"-{of(f'cut_{m}')}" for m in range(1, len(c.result.scenario.reductions) + 1))
    made = f"{of('status_quo')}-({of('status_quo')}-{of('released_to')}){cuts}+{of('increase')}"
    yield "identity", f"SUMPRODUCT(ABS({of('support')}-({made})))"
    spread = f"{of('supplement')}+{of('bonus')}+{of('development')}+{of('carried')}"
    yield "funds", f"SUMPRODUCT(({of('assigned')}>0)*ABS({of('result')}-({spread})))"
    if j and c.result.scenario.allocation is not None:
        step, left = f"{c.prefix}_round_to", f"{c.of_year('pool', j)}-SUM({of('increase')})"
        # what the program left of the pool stands as it was; a pool that has moved since shows here
        yield "pool", f"{left}-{int(c.result.totals['unallocated'][j])}"
        yield "grants", f"SUMPRODUCT(({of('increase')}<0)+ABS(MOD({of('increase')},{step})))"
    if j:
        yield from _targets(c, j)


def _targets(c: Calculation, j: int) -> Iterator[tuple[str, str]]:
    """What a target asks for, less what was cut and what the program said is short."""
    result, stands = c.result, c.range("released_to", j)
    quo = c.range("status_quo", j)
    for m, measure in enumerate(result.scenario.reductions, 1):
        cut = c.range(f"cut_{m}", j)
        if measure.method == "target":
            scope = c.range(f"scope_{m}", j)
            of = c.data.range("support") if measure.of == "base" else quo
            aim = whole(f"{c.of_year(f'aim_{m}_part', j)}*SUMPRODUCT({scope}*{of})")
            need = f"MAX(0,{aim}-SUMPRODUCT({scope}*({quo}-({stands}))))"
            short = sum(
                int(finding.numbers["missing"])
                for finding in result.findings.of("reduction_short")
                if finding.year == result.years[j] and finding.numbers["number"] == m
            )
            yield f"target {m}", f"{need}-SUM({cut})-{short}"
        stands = f"{stands}-{cut}"
