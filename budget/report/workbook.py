"""Sổ Excel của một bảng so sánh: one to six scenarios in the layout of a finance office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from budget.report.data_file import Given
from budget.report.palette import LIGHT, inks_of
from budget.report.tried_said import Tried
from budget.report.words import Words
from budget.report.workbook_assumptions import assumptions_sheet
from budget.report.workbook_book import Book
from budget.report.workbook_checks import checks_sheet
from budget.report.workbook_compare import compare_sheet
from budget.report.workbook_comparison import AgreedOn, Comparison, comparison, decided_line, quo_name
from budget.report.workbook_data import FIRST_ROW, data_sheet
from budget.report.workbook_exported import exported_sheet, inputs_moved
from budget.report.workbook_findings import findings_sheet
from budget.report.workbook_law import law_sheet
from budget.report.workbook_live import Live, live
from budget.report.workbook_live_inputs import law_inputs, measure_inputs
from budget.report.workbook_live_sheet import Data, write_calculation
from budget.report.workbook_names import sheet_names
from budget.report.workbook_scenario import scenario_sheet
from budget.report.workbook_summary import summary_sheet, summary_title
from budget.report.workbook_tried import tried_sheet
from budget.report.workbook_yearly import years_sheet
from budget.simulate import Result

SHEETS = (
    "summary",
    "compare",
    "years",
    "assumptions",
    "measures",
    "law",
    "parameters",
    "data",
    "findings",
    "checks",
    "exported",
)
NOBODY: Mapping[str, str] = {}


def write_comparison(
    target: str | Path | BinaryIO,
    results: Sequence[Result],
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    year: int | None = None,
    baseline: int | None = None,
    created: datetime,
    decided: AgreedOn = None,
    formulas: bool = True,
    given: Given = None,
    tried: Tried | None = None,
) -> None:
    """Xuất bảng so sánh ra Excel: summary, comparison, a sheet a scenario, assumptions, law, data, findings.

    results: one to six, computed on the same data. `words` sets language and unit of money. `organisation`
    may have
    superior, name, place, preparer, signatory, signatory_title, and "recorded", who proposed which plan when.
    `year` None: the last that all scenarios
    reach.
    `baseline`: the scenario (from 0) that all are compared with, None for the status quo. `created` is the
    day of the
    signature block and of the file's properties: equal input gives equal bytes. `decided`: the place
    of the plan that was decided on, and how, None for none. `given`: as for `data_csv`. `tried`: what came of
    draws of the plans, a sheet of its own. Raises ValueError as `comparison`.
    """
    shown = comparison(results, year, baseline)
    fixed = {sheet: words.t(f"workbook.sheet.{sheet}") for sheet in (*SHEETS, *(["tried"] if tried else []))}
    quos = [words.t("workbook.sheet.calculation_quo", number=q + 1) for q in range(len(shown.quos))]
    made = [words.t("workbook.sheet.calculation", number=k + 1) for k in range(len(results))]
    own = sheet_names([*fixed.values(), *quos, *made], [result.scenario.name for result in results])
    data = Data(fixed["data"], FIRST_ROW, len(shown.results[0].units))
    moment = created.astimezone(UTC) if created.tzinfo else created
    book = Book(target, words, summary_title(shown, words), moment, shown.largest)
    if decided:
        place, agreed = decided
        plans = [" ".join(result.scenario.name.split()) for result in results]
        book.inks = inks_of(plans, LIGHT.scenarios, place, " ".join(agreed.origin.split()))
    alive = live(shown, [*quos, *made], data, words) if formulas else None
    said = decided_line(shown, decided, words) or organisation.get("recorded", "")
    _write(book, shown, alive, fixed, own, organisation, said, given, tried)
    book.close()


def _write(
    book: Book,
    shown: Comparison,
    alive: Live | None,
    fixed: Mapping[str, str],
    names: Sequence[str],
    organisation: Mapping[str, str],
    said: str,
    given: Given,
    tried: Tried | None,
) -> None:
    """`said`: of the decision, or of who proposed which plan; "" for neither."""
    words, first = book.words, shown.results[0]
    whole = words.t("footnote.compared", mark=shown.fingerprint)
    book.book.set_custom_property("fingerprint", shown.fingerprint)
    summary_sheet(book, shown, alive, organisation, fixed["summary"], whole, said)
    totals = compare_sheet(book, shown, alive, organisation, fixed["compare"], whole, said)
    for k, (result, name) in enumerate(zip(shown.results, names, strict=True)):
        own = words.t("footnote.fingerprint", mark=result.fingerprint)
        book.book.set_custom_property(f"fingerprint {k + 1}", result.fingerprint)
        scenario_sheet(book, shown, alive, k, organisation, name, own)
    years_sheet(book, shown, alive, fixed["years"], whole)
    if tried:
        tried_sheet(book, shown, tried, fixed["tried"], whole)
    # what is not meant to be handed in says so on every page
    aside = words.t("workbook.aside", mark=whole)
    assumptions_sheet(book, shown, fixed["assumptions"], aside, live=alive is not None)
    if alive:
        measure_inputs(book, shown.results, fixed["measures"], aside)
    law_sheet(book, first.law, shown.years, fixed["law"], aside)
    if alive:
        law_inputs(book, first, shown.years, fixed["parameters"], aside)
    data_sheet(book, first.units, fixed["data"], aside, live=alive is not None, given=given)
    findings_sheet(book, shown, fixed["findings"], aside)
    if alive:
        moved = inputs_moved(alive, fixed["exported"])
        checks_sheet(book, alive, totals, moved, fixed["checks"], aside)
        titles = [quo_name(shown, q, words) for q in range(len(shown.quos))]
        titles += [result.scenario.name for result in shown.results]
        for calculation, title in zip((*alive.quos, *alive.scenarios), titles, strict=True):
            own = words.t("footnote.fingerprint", mark=calculation.result.fingerprint)
            write_calculation(book, calculation, title, words.t("workbook.aside", mark=own))
        if moved:
            exported_sheet(book, moved, fixed["exported"], aside)
