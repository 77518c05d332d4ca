"""Trang Tham số và Biện pháp: law by year and the measures of every scenario, as named cells that may be
changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budget.autonomy import GROUPS
from budget.drivers import compensation_rate
from budget.norms import NORM_AMOUNTS, norm_of, norm_periods
from budget.report.palette import LIGHT
from budget.report.workbook_book import HEAD_LOOK, INPUT_LOOK, Book, Page, column_name, quoted
from budget.report.workbook_live_years import BANDS, NUMBERS, TABLES, pool_at, rate_of
from budget.report.workbook_measures import names_of, reduction_words, roadmap_words
from budget.report.workbook_print import ROW, SMALL, lines
from budget.scenario import Assumptions, Norm, SavingsPool
from budget.simulate import Result
from budget.units import KIND, SCHOOL_KINDS

_NO_NORM = Norm()

TAB = LIGHT.kinds[0]
"""The colour of the tabs with inputs."""


def cells(
    sheet: str, row: int, column: int, last_row: int | None = None, last_column: int | None = None
) -> str:
    """Địa chỉ tuyệt đối for a defined name; rows and columns from 0."""
    first = f"${column_name(column)}${row + 1}"
    if last_row is None and last_column is None:
        return f"={quoted(sheet)}!{first}"
    end_row, end_column = (
        last_row if last_row is not None else row,
        last_column if last_column is not None else column,
    )
    return f"={quoted(sheet)}!{first}:${column_name(end_column)}${end_row + 1}"


def law_inputs(book: Book, result: Result, years: tuple[int, ...], name: str, mark: str) -> None:
    """Ghi trang Tham số: one row a parameter, one column a year; `result` gives the law and the base year."""
    words, law = book.words, result.law
    page = Page(book, name, [5, 58, 16, *[13.0] * len(years)], mark, breaks=())
    page.largest = SMALL
    page.sheet.set_tab_color(TAB)
    page.title(words.t("workbook.inputs_law_title"), words.t("workbook.inputs_law_basis"))
    page.head([words.t("table.number"), words.t("workbook.law.parameter"), "", *map(str, years)])
    page.repeat(page.row - 1, page.row - 1)
    define = book.book.define_name

    def row(number: int, label: str, key: str, kind: str, values: Sequence[Any], of: str = "") -> None:
        page.cells(
            page.row, {0: ("centre", str(number) if number else ""), 1: ("wrap", label), 2: ("centre", of)}
        )
        for j, (year, value) in enumerate(zip(years, values, strict=True)):
            page.put(page.row, 3 + j, kind, value, ruled=True, **INPUT_LOOK)
            page.height(page.row, ROW * lines(label, page.widths[1]))
            if key:
                define(f"law_{key}_{year}", cells(name, page.row, 3 + j))
        if not number:
            page.keep(page.row)
        page.row += 1

    def title(parameter: str) -> str:
        return str(getattr(law.parameter(parameter), f"title_{words.language}"))

    row(
        1,
        words.t("workbook.calc_year.pay"),
        "base_pay",
        "dong",
        [float(sum(law.months("base_pay", y)) / 12) for y in years],
    )
    number = 1
    for parameter in NUMBERS:
        number += 1
        kind = "count" if parameter == "months_of_tuition" else "rate"
        row(number, title(parameter), parameter, kind, [float(law.number(parameter, y)) for y in years])
    number += 1
    rates = [float(compensation_rate(Assumptions(), law, y)) for y in years]
    row(number, title("compensation_rate"), "compensation_rate", "rate", rates)
    for parameter, keys in (("thresholds", BANDS), *((table, GROUPS) for table in TABLES)):
        number += 1
        kind = "rate" if parameter in ("thresholds", "development_minimum") else "decimal"
        for place, key in enumerate(keys):
            # the cap of group 1 stays empty where the law leaves it to the unit
            open_ = None if parameter == "supplement_cap" and key == GROUPS[0] else 0.0
            tables = [law.table(parameter, y) for y in years]
            values = [float(table[key]) if key in table else open_ for table in tables]
            label = title(parameter) if place == 0 else ""
            row(
                number if place == 0 else 0,
                label,
                f"{parameter}_{key}",
                kind,
                values,
                words.t(f"group.{key}"),
            )
    flags: Mapping[str, tuple[str, list[bool]]] = {
        "payroll_excludes": (
            "payroll_base",
            [law.text("payroll_base", y) == "salary without contributions" for y in years],
        ),
        "bonus_counts": (
            "bonus_base_includes_supplement",
            [law.flag("bonus_base_includes_supplement", y) for y in years],
        ),
        "exempt_poor_only": (
            "exemption",
            [law.text("exemption", y) == "essential without own revenue" for y in years],
        ),
    }
    for key, (parameter, held) in flags.items():
        number += 1
        label = f"{title(parameter)}: {words.t(f'workbook.calc_year.{key}')}"
        row(number, label, key, "flag", [int(flag) for flag in held])
    first = page.row
    for place, kind in enumerate(KIND):
        held = [kind in law.names("essential_kinds", y) for y in years]
        label = title("essential_kinds") if place == 0 else ""
        row(
            number + 1 if place == 0 else 0, label, "", "flag", [int(flag) for flag in held], words.kind(kind)
        )
    for j, year in enumerate(years):
        define(f"law_essential_kinds_{year}", cells(name, first, 3 + j, page.row - 1))
    page.row += 1
    _fixed(page, result, name)


def _fixed(page: Page, result: Result, name: str) -> None:
    """What the formulas need beside the law of each year: base year, last enacted pay, kinds of unit."""
    words, law, define = page.words, result.law, page.book.book.define_name
    page.heading(words.t("workbook.inputs_fixed"))
    for key, value in (("base_year", result.years[0]), ("base_pay_last", law.last_year("base_pay"))):
        page.put(page.row, 1, "text", words.t(f"workbook.calc_year.{key}"), ruled=True)
        page.put(page.row, 2, "year", value, ruled=True)
        define(key, cells(name, page.row, 2))
        page.row += 1
    free = law.names("tuition_free_kinds", result.years[0])
    titles = ("workbook.calc.kind", "workbook.calc.school", "workbook.calc.charges")
    for column, title in enumerate(titles, 1):
        page.put(page.row, column, "wrap", words.t(title), **HEAD_LOOK)
    page.row += 1
    first = page.row
    for kind in KIND:
        school = kind in SCHOOL_KINDS
        page.put(page.row, 1, "text", words.kind(kind), ruled=True)
        page.put(page.row, 2, "flag", int(school), ruled=True)
        page.put(page.row, 3, "flag", int(school and kind not in free), ruled=True)
        page.row += 1
    for column, key in enumerate(("kinds", "kind_school", "kind_charges"), 1):
        define(key, cells(name, first, column, page.row - 1))


def measure_inputs(book: Book, results: Sequence[Result], name: str, mark: str) -> None:
    """Ghi trang Biện pháp: norms, roadmaps, rates of reduction and pool of every scenario."""
    words, years = book.words, max((r.years for r in results), key=len)
    targets = {y for r in results for e in r.scenario.roadmap for y in e.targets}
    targets |= {y for r in results for m in r.scenario.reductions for y in m.target or ()}
    columns = tuple(range(years[0] + 1, max([years[0] + 1, *years, *targets]) + 1))
    count = max(len(NORM_AMOUNTS) + 3, len(columns) + 3)
    page = Page(book, name, [5, 44, *[13.0] * count], mark, breaks=())
    page.sheet.set_tab_color(TAB)
    page.title(words.t("workbook.inputs_measures_title"), words.t("workbook.inputs_measures_basis"))
    for page.plan, result in enumerate(results, 1):
        k = page.plan
        page.heading(f"{k}. {result.scenario.name}")
        _norms(page, result, k, name)
        if result.scenario.roadmap:
            _roadmap(page, result, k, name, columns)
        if result.scenario.reductions:
            _reductions(page, result, k, name, columns)
        if result.scenario.allocation is not None:
            _pool(page, result, k, name, columns)
        page.row += 1
    page.note(words.t("workbook.inputs_note"))


def _norms(page: Page, result: Result, k: int, name: str) -> None:
    words, define, start = page.words, page.book.book.define_name, page.row
    flags = ("current", "support_only", "indexed")
    titles = [words.t(f"workbook.norm_head.{key}") for key in (*NORM_AMOUNTS, *flags)]
    page.head(["", words.t("workbook.part.norms"), *titles])
    first = page.row
    periods = norm_periods(result.scenario, result.law, result.years)
    for within in periods:
        year = result.years[within.start]
        for kind in KIND:
            label = words.kind(kind)
            if len(periods) > 1:
                label = words.t("workbook.norm.from", year=year, text=label)
            _norm(page, label, norm_of(kind, result.scenario, result.law, year) or _NO_NORM)
    for column, key in enumerate((*NORM_AMOUNTS, *flags), 2):
        define(f"pa{k}_norm_{key}", cells(name, first, column, page.row - 1))
    page.keep(*range(start + 1, page.row))
    page.row += 1


def _norm(page: Page, label: str, norm: Norm) -> None:
    page.put(page.row, 1, "text", label, ruled=True)
    for column, key in enumerate(NORM_AMOUNTS, 2):
        form = "rate" if key == "teaching_share" else "dong"
        page.put(page.row, column, form, getattr(norm, key), ruled=True, **INPUT_LOOK)
    held = (norm.norm_pay == "current", norm.counts == "support", norm.indexed)
    for column, flag in enumerate(held, 2 + len(NORM_AMOUNTS)):
        page.put(page.row, column, "centre", "x" if flag else "", ruled=True, **INPUT_LOOK)
    page.row += 1


def _roadmap(page: Page, result: Result, k: int, name: str, years: Sequence[int]) -> None:
    words, define = page.words, page.book.book.define_name
    keys = ("revenue_share", "release", "recover")
    titles = [words.t(f"workbook.road_head.{key}") for key in keys]
    page.head(["", words.t("workbook.part.roadmap"), *titles])
    _years(page, years, 5)
    define(f"pa{k}_road_years", cells(name, page.row - 1, 5, None, 4 + len(years)))
    first, units = page.row, names_of(result.units)
    for e, entry in enumerate(result.scenario.roadmap, 1):
        page.put(page.row, 0, "centre", str(e), ruled=True)
        _said(page, roadmap_words(entry, words, units))
        page.put(page.row, 2, "rate", entry.revenue_share, ruled=True, **INPUT_LOOK)
        page.put(page.row, 3, "rate", entry.release, ruled=True, **INPUT_LOOK)
        page.put(page.row, 4, "centre", "x" if entry.recover_surplus else "", ruled=True, **INPUT_LOOK)
        for column, year in enumerate(years, 5):
            page.put(page.row, column, "rate", entry.targets.get(year), ruled=True, **INPUT_LOOK)
        define(f"pa{k}_road_targets_{e}", cells(name, page.row, 5, None, 4 + len(years)))
        page.row += 1
    for column, key in enumerate(keys, 2):
        define(f"pa{k}_road_{key}", cells(name, first, column, page.row - 1))
    # years stand in the head alone: no row is read without it
    page.keep(*range(first, page.row))
    page.row += 1


def _reductions(page: Page, result: Result, k: int, name: str, years: Sequence[int]) -> None:
    words, define = page.words, page.book.book.define_name
    page.head(["", words.t("workbook.part.reductions"), words.t("workbook.cut_head")])
    _years(page, years, 3)
    define(f"pa{k}_cut_years", cells(name, page.row - 1, 3, None, 2 + len(years)))
    first = page.row
    for m, measure in enumerate(result.scenario.reductions, 1):
        page.put(page.row, 0, "centre", str(m), ruled=True)
        _said(page, reduction_words(measure, words, names_of(result.units)))
        page.put(page.row, 2, "rate", measure.max_cut, ruled=True, **INPUT_LOOK)
        define(f"pa{k}_cut_max_{m}", cells(name, page.row, 2))
        if measure.method == "rate":
            for column, year in enumerate(years, 3):
                page.put(page.row, column, "rate", rate_of(measure.rate, year), ruled=True, **INPUT_LOOK)
            define(f"pa{k}_cut_rates_{m}", cells(name, page.row, 3, None, 2 + len(years)))
        elif measure.method == "target":
            for column, year in enumerate(years, 3):
                aim = (measure.target or {}).get(year)
                page.put(page.row, column, "rate", aim, ruled=True, **INPUT_LOOK)
            define(f"pa{k}_cut_targets_{m}", cells(name, page.row, 3, None, 2 + len(years)))
        page.row += 1
    page.keep(*range(first, page.row))
    page.row += 1


def _pool(page: Page, result: Result, k: int, name: str, years: Sequence[int]) -> None:
    words, plan, define = page.words, result.scenario.allocation, page.book.book.define_name
    if plan is None:
        return
    page.keep(*range(page.row + 1, page.row + 5))
    page.head(["", words.t("workbook.part.allocation"), words.t("workbook.allocation.round_to")])
    page.put(page.row, 1, "text", words.t("workbook.allocation.round_to"), ruled=True)
    page.put(page.row, 2, "dong", plan.round_to, ruled=True, **INPUT_LOOK)
    define(f"pa{k}_round_to", cells(name, page.row, 2))
    page.row += 1
    if isinstance(plan.pool, SavingsPool):
        page.put(page.row, 1, "text", words.t("workbook.pool_head.savings"), ruled=True)
        page.put(page.row, 2, "rate", plan.pool.share, ruled=True, **INPUT_LOOK)
        define(f"pa{k}_pool_share", cells(name, page.row, 2))
        page.row += 2
        return
    page.row += 1
    _years(page, years, 3)
    define(f"pa{k}_pool_years", cells(name, page.row - 1, 3, None, 2 + len(years)))
    kind = "rate" if plan.pool.source == "percent" else "dong"
    page.put(page.row, 1, "text", words.t(f"workbook.pool_head.{plan.pool.source}"), ruled=True)
    for column, year in enumerate(years, 3):
        page.put(page.row, column, kind, pool_at(result.scenario, year), ruled=True, **INPUT_LOOK)
    define(f"pa{k}_pool_by_year", cells(name, page.row, 3, None, 2 + len(years)))
    page.row += 2


def _said(page: Page, text: str) -> None:
    """A measure in words, in a row as high as they need."""
    page.put(page.row, 1, "wrap", text, ruled=True)
    page.height(page.row, ROW * lines(text, page.widths[1]))


def _years(page: Page, years: Sequence[int], column: int) -> None:
    """The years at the right of the head just written."""
    for place, year in enumerate(years, column):
        page.put(page.row - 1, place, "year", year, **HEAD_LOOK)
