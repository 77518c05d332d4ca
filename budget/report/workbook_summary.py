"""Trang Tóm tắt: what each scenario does, in sentences, charts and indicators, for the Committee."""

from __future__ import annotations

from collections.abc import Mapping

from budget.compare import BAND_EDGE, BANDS
from budget.completeness import pending_figures
from budget.indicators import indicators, share
from budget.reductions import SCOPE
from budget.report.differing import difference_said
from budget.report.reached import reached
from budget.report.tables import roman
from budget.report.targets_said import aim_of_year_said
from budget.report.words import Words
from budget.report.workbook_book import GROUP_LOOK, Book, Page
from budget.report.workbook_charts import MOVED, band_chart, change_chart, moved_chart, side_by_side
from budget.report.workbook_comparison import Comparison, basis_name, basis_of_years, quo_name, unsaid_tags
from budget.report.workbook_exported import warn
from budget.report.workbook_frame import decision_line, official_head, signatures
from budget.report.workbook_indicators import BLOCKS, Line
from budget.report.workbook_live import Live, share_of_units
from budget.report.workbook_print import ROW, lines
from budget.report.workbook_said import Told, aim_formula, sentence_formula
from budget.targeted import aimed_units, aims

NUMBER, LABEL, MEASURE, FIRST = 0, 1, 2, 3
"""Columns of the sheet; the scenarios begin at FIRST."""

LEAST_COLUMNS, LEAST_CHART_ROWS = 5, 22

HEAD = "head"
"""The row of headings of the table of indicators."""

LARGEST = 78
"""Percent at which the table of indicators fits on one page."""
_SIGNED = {"money": "signed", "signed": "signed", "count": "count_signed"}


def summary_sheet(
    book: Book,
    shown: Comparison,
    live: Live | None,
    organisation: Mapping[str, str],
    name: str,
    mark: str,
    decided: str = "",
) -> None:
    """Ghi trang Tóm tắt. `decided`: the sentence on the plan decided on, "" for none."""
    scenarios, quos = len(shown.results), len(shown.quos)
    columns = max(quos + 2 * scenarios, LEAST_COLUMNS, len(shown.years), len(BANDS))
    width = max(15.5 if columns < 9 else 13.0, book.width("money"))
    page = Page(book, name, [5, 40, 11, *[width] * columns], mark, breaks=())
    words = book.words
    official_head(page, organisation)
    page.title(
        summary_title(shown, words),
        words.t(
            "workbook.summary_basis",
            base=shown.results[0].years[0],
            units=len(shown.results[0].units),
            schools=int(shown.results[0].units.school.sum()),
            pupils=indicators(shown.results[0], shown.results[0].years[0]).pupils,
        ),
    )
    decision_line(page, decided)
    warn(page, live, *range(1, scenarios + 1))
    _aims(page, shown, live)
    said = page.row
    for k in range(scenarios):
        page.line(sentence(shown, k, words), "wrap")
    page.row += 1
    charts, chart_rows = page.row, LEAST_CHART_ROWS + 2 * max(0, scenarios - 3)
    page.row += chart_rows + 1
    page.forced.add(page.row)
    lines = _indicators(page, shown, live)
    page.forced.add(page.row)
    support_rows, change_rows = _support_by_year(page, shown, live), _change_by_year(page, shown)
    band_rows = _bands(page, shown, live)
    if live:
        _say_again(page, shown, said, (support_rows, change_rows, band_rows), lines)
    titled = not live
    drawn = [band_chart(page, shown, band_rows, titled)]
    if any(not words.numbers.slight(change) for k in range(scenarios) for _, change in shown.changes(k)):
        drawn.insert(0, change_chart(page, shown, change_rows, titled))
    # totals may be alike where much is moved
    if any(getattr(shown.at(result), figure) for result in shown.results for figure in MOVED):
        drawn.insert(0, moved_chart(page, shown, lines[HEAD], lines, titled))
    side_by_side(page, drawn, charts, chart_rows)
    page.row += 1
    if marked := unsaid_tags(shown, words):
        page.note(words.t("workbook.note_tags", listed=marked))
    printed = {"first": name, "last": words.t("workbook.sheet.years")}
    page.note(words.t("workbook.note_print", **printed))
    page.note(words.t("workbook.note_live" if live else "workbook.note_static"))
    for pending in pending_figures(shown.results[0].units):
        told = words.t("workbook.note_pending", n=len(pending.units), column=pending.column)
        page.note(told)
    if shown.norms_apart:
        page.note(words.t("workbook.note_norms"))
    for note in ("note_exact", "note_reach", "note_fingerprint"):
        page.note(words.t(f"workbook.{note}", mark=shown.fingerprint))
    signatures(page, organisation)
    page.largest = LARGEST
    page.sheet.activate()


def _aims(page: Page, shown: Comparison, live: Live | None) -> None:
    """Mục tiêu của từng phương án trong năm, a line each: its basis and what of it is reached, as in every
    paper.
    """
    words, look, quos = page.words, page.book.format("wrap"), len(shown.quos)
    for k, result in enumerate(shown.results):
        base, name = result.years[0], result.scenario.name
        for one, units in zip(aims(result, shown.year), aimed_units(result, shown.year), strict=True):
            told = words.t("workbook.aim", name=name, aim=aim_of_year_said(one, base, words))
            page.line(told, "wrap")
            reached = share_of_units(live.of(quos + k), units, shown.year, quo=one.quo) if live else ""
            if reached:
                made = aim_formula(one, reached, name, base, words)
                page.sheet.write_formula(page.row - 1, 0, made, look, told)


def summary_title(shown: Comparison, words: Words) -> str:
    """Tên của sổ."""
    if len(shown.results) == 1:
        return words.t("workbook.summary_title_one", year=shown.year)
    return words.t("workbook.summary_title", n=len(shown.results), year=shown.year)


def sentence(shown: Comparison, k: int, words: Words) -> str:
    """Câu kết luận của phương án: its support, the difference, what is cut and given, and how many units
    and pupils it reaches.
    """
    found, basis = shown.at(shown.results[k]), shown.at(shown.basis(k))
    by = shown.change(k)
    return words.t(
        "workbook.sentence",
        name=shown.results[k].scenario.name,
        year=shown.year,
        support=found.support,
        difference=difference_said(
            by, basis_name(shown, k, words), words, words.share_signed(share(by, basis.support))
        ),
        saved=found.saved,
        increase=found.increase,
        reach=reached(shown.reach(k), words),
    )


def _say_again(
    page: Page, shown: Comparison, said: int, rows: tuple[int, int, int], lines: Mapping[str, int]
) -> None:
    """The sentences of the plans, from row `said`, as formulas over the tables of support, of change and of
    bands, by the first row of each, and over `lines` of the indicators.
    """
    support, change, bands = rows
    scenarios, j, look = len(shown.results), FIRST + shown.years.index(shown.year), page.book.format("wrap")
    for k, result in enumerate(shown.results):
        if not shown.at(shown.basis(k)).support:
            continue
        units, pupils = (
            [page.at(bands + block * scenarios + k, FIRST + c) for c in range(len(BANDS))] for block in (0, 1)
        )
        own = FIRST + len(shown.quos) + k
        moved = (page.at(lines["saved"], own), page.at(lines["increase"], own))
        cells = (page.at(support + len(shown.quos) + k, j), *moved, page.at(change + k, j))
        basis = basis_name(shown, k, page.words)
        told, name = Told(*cells, units, pupils), result.scenario.name
        made = sentence_formula(told, name, shown.year, basis, page.words)
        page.sheet.write_formula(said + k, 0, made, look, sentence(shown, k, page.words))


def _indicators(page: Page, shown: Comparison, live: Live | None) -> dict[str, int]:
    """The table of indicators; gives back the row of each by its name, and that of its HEAD."""
    words, quos = page.words, len(shown.quos)
    rows: dict[str, int] = {}
    page.heading(words.t("workbook.indicators", year=shown.year))
    page.unit_line(FIRST + quos + 2 * len(shown.results) - 1)
    names = [quo_name(shown, q, words) for q in range(quos)]
    names += [result.scenario.name for result in shown.results]
    differences = [
        words.t("workbook.against", name=r.scenario.name, basis=basis_name(shown, k, words))
        for k, r in enumerate(shown.results)
    ]
    titles = [words.t("table.number"), words.t("workbook.indicator"), words.t("workbook.measure_head")]
    page.head([*titles, *names, *differences], longest=8)
    rows[HEAD] = page.row - 1
    page.sheet.freeze_panes(0, FIRST)
    all_ = (*shown.quos, *shown.results)
    found = [shown.at(result) for result in all_]
    service = [indicators(result, shown.year, result.units.of_kinds(SCOPE)) for result in all_]
    for block, (title, block_lines) in enumerate(BLOCKS, 1):
        page.cells(
            page.row,
            {NUMBER: ("centre", roman(block)), LABEL: ("text", words.t(f"workbook.block.{title}"))}
            | dict.fromkeys(range(MEASURE, FIRST + len(names) + len(differences)), ("text", "")),
            **GROUP_LOOK,
        )
        page.row += 1
        page.keep(page.row)
        for number, line in enumerate(block_lines, 1):
            label, money = _label(line, shown, words), line.measure == "money"
            measure = words.numbers.unit_name() if money else words.t(f"workbook.measure.{line.measure}")
            _label_cells(page, str(number), label, measure)
            values = [line.read(one) for one in (service if line.of_service else found)]
            for c, value in enumerate(values):
                if line.by_norm and shown.norms_apart and c < quos:
                    page.put(page.row, FIRST + c, "text", "", ruled=True)
                    continue
                made = live.indicator(c, line.id, shown.year, line) if live else ""
                formula = page.book.scaled(line.kind, made)
                formula = f"{{{formula}}}" if "MEDIAN" in formula else formula
                page.put(page.row, FIRST + c, line.kind, value, formula=formula, ruled=True)
            _differences(page, shown, line, values)
            rows[line.id] = page.row
            page.row += 1
    page.row += 1
    return rows


def _label_cells(page: Page, number: str, label: str, measure: str) -> None:
    """Số thứ tự, tên và đơn vị tính của một dòng, as high as its name needs."""
    cells = {NUMBER: ("centre", number), LABEL: ("wrap", label), MEASURE: ("centre", measure)}
    page.cells(page.row, cells)
    page.height(page.row, ROW * lines(label, page.widths[LABEL]))


def _differences(page: Page, shown: Comparison, line: Line, values: list[float]) -> None:
    quos = len(shown.quos)
    start = FIRST + len(values)
    for k in range(len(shown.results)):
        against = quos + shown.baseline if shown.baseline is not None else shown.quo_of[k]
        if not line.compared or (line.by_norm and shown.norms_apart):
            page.put(page.row, start + k, "text", "", ruled=True)
            continue
        here, there = page.at(page.row, FIRST + quos + k), page.at(page.row, FIRST + against)
        value = values[quos + k] - values[against]
        page.put(page.row, start + k, _SIGNED[line.kind], value, formula=f"={here}-{there}", ruled=True)


def _label(line: Line, shown: Comparison, words: Words) -> str:
    if line.of_kind:
        return words.t("workbook.indicator_of_kind", kind=line.of_kind)
    if line.of_group:
        return words.t(f"group.{line.of_group}")
    return words.t(
        f"workbook.line.{line.id}", base=shown.results[0].years[0], year=shown.year, edge=BAND_EDGE
    )


def _support_by_year(page: Page, shown: Comparison, live: Live | None) -> int:
    """The support of every year, the first row (from 0) of figures is given back: status quos, then
    scenarios."""
    words, years = page.words, shown.years
    page.heading(words.t("workbook.support_by_year"))
    page.unit_line(FIRST + len(years) - 1)
    page.head(
        [words.t("table.number"), words.t("app.scenario"), words.t("workbook.measure_head"), *map(str, years)]
    )
    first = page.row
    names = [quo_name(shown, q, words) for q in range(len(shown.quos))]
    names += [result.scenario.name for result in shown.results]
    for place, (name, result) in enumerate(zip(names, (*shown.quos, *shown.results), strict=True)):
        _label_cells(page, str(place + 1), name, words.numbers.unit_name())
        totals = dict(zip(result.years, result.totals["support"].tolist(), strict=True))
        for c, year in enumerate(years):
            made = live.total(place, "support", year) if live and year in totals else ""
            formula = page.book.scaled("money", made)
            page.put(page.row, FIRST + c, "money", totals.get(year), formula=formula, ruled=True)
        page.row += 1
    page.row += 1
    return first


def _change_by_year(page: Page, shown: Comparison) -> int:
    """The differences of the table before, which ends one row above; the first row (from 0) is given back."""
    words, quos, scenarios = page.words, len(shown.quos), len(shown.results)
    above = page.row - 1 - quos - scenarios
    page.heading(words.t("workbook.change_by_year", basis=basis_of_years(shown, words)))
    page.unit_line(FIRST + len(shown.years) - 1)
    page.head(
        [
            words.t("table.number"),
            words.t("app.scenario"),
            words.t("workbook.measure_head"),
            *map(str, shown.years),
        ]
    )
    first = page.row
    for k, result in enumerate(shown.results):
        _label_cells(page, str(k + 1), result.scenario.name, words.numbers.unit_name())
        own = above + quos + k
        against = above + (shown.quo_of[k] if shown.baseline is None else quos + shown.baseline)
        for c, (_, change) in enumerate(shown.changes(k)):
            formula = f"={page.at(own, FIRST + c)}-{page.at(against, FIRST + c)}"
            page.put(page.row, FIRST + c, "signed", change, formula=formula, ruled=True)
        page.row += 1
    page.row += 1
    return first


def _bands(page: Page, shown: Comparison, live: Live | None) -> int:
    """Units, pupils and money by band of change; the first row (from 0) of units is given back."""
    words = page.words
    page.heading(words.t("workbook.bands", year=shown.year, basis=basis_name(shown, 0, words)))
    titles = [words.t(f"workbook.band.{band}", edge=BAND_EDGE) for band in BANDS]
    page.head([words.t("table.number"), words.t("app.scenario"), words.t("workbook.measure_head"), *titles])
    first = page.row
    measures = (
        ("count", "units", words.t("workbook.measure.units")),
        ("count", "pupils", words.t("workbook.measure.pupils")),
        ("signed", "money", words.numbers.unit_name()),
    )
    for block, (kind, figure, measure) in enumerate(measures, 1):
        for k, result in enumerate(shown.results):
            _label_cells(page, f"{block}.{k + 1}", result.scenario.name, measure)
            for c, band in enumerate(shown.bands(k)):
                formula = page.book.scaled(kind, live.band(k, band.id, figure)) if live else ""
                page.put(page.row, FIRST + c, kind, getattr(band, figure), formula=formula, ruled=True)
            page.row += 1
    return first
