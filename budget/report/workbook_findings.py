"""Trang Phát hiện: how many findings each scenario has, by kind, and the weightiest of them in sentences."""

from __future__ import annotations

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.report.palette import LIGHT
from budget.report.workbook_book import Book, Page
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_print import ROW, SMALL, lines

MOST_OF_A_KIND = 25
"""Sentences of one kind and scenario; more would be read by nobody."""

SEVERITIES = (ERROR, WARNING, NOTE)
_WIDTHS = (5.0, 11.0, 36.0, 10.0, 106.0)


def findings_sheet(book: Book, shown: Comparison, name: str, mark: str) -> None:
    """Ghi trang Phát hiện."""
    words, results = book.words, shown.results
    page = Page(book, name, _WIDTHS, mark)
    page.largest = SMALL
    page.title(
        words.t("workbook.findings_title"),
        words.t("workbook.findings_basis", year=shown.year),
        words.t("workbook.findings_area"),
    )
    kinds = sorted(
        {(SEVERITIES.index(b.severity), b.kind) for result in results for b in result.findings.blocks}
    )
    page.heading(words.t("workbook.findings_counts"))
    page.head(
        [
            words.t("table.number"),
            words.t("workbook.severity"),
            words.t("app.scenario"),
            "",
            words.t("workbook.finding_kind"),
        ]
    )
    head = page.row - 1
    page.put(
        head,
        3,
        "wrap",
        words.t("workbook.finding_count"),
        ruled=True,
        bold=True,
        align="center",
        bg_color="#E3EBF0",
    )
    number = 0
    for severity, kind in kinds:
        for result in results:
            count = result.findings.count(kind)
            if count:
                number += 1
                page.cells(
                    page.row,
                    {
                        0: ("centre", str(number)),
                        1: ("centre", words.t(f"severity.{SEVERITIES[severity]}")),
                        2: ("wrap", result.scenario.name),
                        4: (
                            "wrap",
                            words.t(f"workbook.finding.{kind}")
                            if words.has(f"workbook.finding.{kind}")
                            else kind,
                        ),
                    },
                )
                page.put(page.row, 3, "count", count, ruled=True, align="center")
                page.height(page.row, ROW * lines(result.scenario.name, _WIDTHS[2]))
                page.row += 1
    if not kinds:
        page.line(words.t("workbook.findings_none"), "wrap")
        return
    page.row += 1
    weighty = [kind for severity, kind in kinds if SEVERITIES[severity] != NOTE]
    _sentences(page, shown, [kind for _, kind in kinds], len(weighty))


def _sentences(page: Page, shown: Comparison, kinds: list[str], printed: int) -> None:
    """`printed`: how many kinds, from the first, are printed; notes are for the screen."""
    words = page.words
    page.heading(words.t("workbook.findings_sentences"))
    head = page.row
    titles = ("table.number", "workbook.severity", "app.scenario", "workbook.year", "workbook.finding_head")
    page.head([words.t(title) for title in titles])
    number = left_out = 0
    names = dict(zip(shown.results[0].units.code, shown.results[0].units.name, strict=True))
    for place, kind in enumerate(kinds):
        if place == printed:
            page.area(page.row, len(_WIDTHS))
        for result in shown.results:
            found = list(result.findings.of(kind))
            chosen = sorted(found, key=lambda f: (f.year is not None and f.year != shown.year, f.year or 0))
            left_out += max(0, len(found) - MOST_OF_A_KIND)
            for finding in chosen[:MOST_OF_A_KIND]:
                number += 1
                _sentence(page, number, finding, result.scenario.name, names)
    page.sheet.autofilter(head, 0, page.row - 1, len(_WIDTHS) - 1)
    page.repeat(head, head)
    page.row += 1
    if left_out:
        page.note(words.t("workbook.findings_left_out", count=left_out, most=MOST_OF_A_KIND))


def _sentence(page: Page, number: int, finding: Finding, scenario: str, names: dict[str, str]) -> None:
    words = page.words
    text = words.finding(finding, names)
    color = {ERROR: LIGHT.error, WARNING: LIGHT.warning}.get(finding.severity, LIGHT.ink)
    page.put(page.row, 0, "count", number, ruled=True, align="center")
    page.put(page.row, 1, "centre", words.t(f"severity.{finding.severity}"), ruled=True, font_color=color)
    page.put(page.row, 2, "wrap", scenario, ruled=True)
    page.put(page.row, 3, "year", finding.year, ruled=True, align="center")
    page.put(page.row, 4, "wrap", text, ruled=True)
    need = max(lines(text, _WIDTHS[4]), lines(scenario, _WIDTHS[2]))
    page.height(page.row, ROW * need)
    page.row += 1
