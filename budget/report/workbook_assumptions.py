"""Trang Giả định: what every scenario assumes and does, beside what holds when nothing is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, get_args

from budget.drivers import compensation_rate
from budget.idle import overruled
from budget.law import Law
from budget.norms import office_norm
from budget.payers import excepted
from budget.report.above_cap_said import roadmap_said
from budget.report.excepted_said import paid_said
from budget.report.palette import LIGHT
from budget.report.tables import roman
from budget.report.words import Words
from budget.report.workbook_book import (
    GROUP_LOOK,
    INPUT_LOOK,
    Book,
    Page,
    Value,
    column_name,
    quoted,
)
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_measures import (
    NAMELESS,
    Names,
    allocation_words,
    names_of,
    norm_by_year,
    reduction_words,
    roadmap_words,
)
from budget.report.workbook_print import ROW, SMALL, lines
from budget.scenario import Assumptions, Scenario
from budget.scenario_types import RevenueLine
from budget.units import KIND

RATES = (
    "inflation",
    "pay_drift",
    "base_pay_growth",
    "state_pays_rises",
    "state_pays_steps",
    "follow_pupils",
    "compensation_rate",
    "contributions_share",
    "plausible_growth",
)
FLAGS = ("own_funds_first", "prices_follow_costs")
INPUTS = "assumptions."
"""How the keys of the inputs begin."""

JUDGED = "assumptions.plausible_growth"
"""What is only said in findings: no cell follows it."""

MULTIPLES = ("group1_multiple",)
GROWTH: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pupils_growth", tuple(KIND)),
    ("staff_growth", tuple(KIND)),
    ("revenue_growth", get_args(RevenueLine)),
)
_FIRST = 3


@dataclass(frozen=True)
class Entry:
    """Một dòng giả định: label, kind of cell, what holds by default and in each scenario.

    `key` is its place in the scenario file, such as assumptions.inflation; "" for a sentence. `office`: what
    holds in a scenario is a value of the office's own. `bare`: of one of several of its sort, what it is
    called without its number.
    """

    label: str
    kind: str
    default: Value
    values: tuple[Value, ...]
    key: str = ""
    office: bool = False
    bare: str = ""


def entry_words(entry: Entry, value: Value, words: Words) -> str:
    """Một giá trị của dòng, as it is read: rates as percents, years without separators; "" for none."""
    if value is None:
        return ""
    if entry.kind == "rate":
        return words.numbers.rate(Decimal(value))
    if entry.kind == "decimal":
        return words.numbers.decimal(Decimal(value))
    return str(value)


class Planned(Protocol):
    """Phương án với các năm và pháp luật của nó: what its provisions are worded from, such as a Result."""

    @property
    def scenario(self) -> Scenario: ...
    @property
    def years(self) -> tuple[int, ...]: ...
    @property
    def law(self) -> Law: ...


def assumptions_sheet(book: Book, shown: Comparison, name: str, mark: str, *, live: bool = False) -> None:
    """Ghi trang Giả định."""
    words, scenarios = book.words, len(shown.results)
    width = 42.0 if scenarios < 3 else 34.0 if scenarios == 3 else 26.0
    page = Page(book, name, [5, 36, 16, *[width] * scenarios], mark)
    page.largest = SMALL
    page.title(words.t("workbook.assumptions_title"), words.t("workbook.assumptions_basis"))
    titles = [words.t("table.number"), words.t("workbook.assumption"), words.t("workbook.default")]
    head = page.row
    page.head([*titles, *(result.scenario.name for result in shown.results)])
    page.sheet.freeze_panes(page.row, 2)
    page.repeat(head, head)
    beyond = [[roadmap_said(r, m, words, shown.year) for m in r.scenario.reductions] for r in shown.results]
    paid = [paid_said(excepted(r, shown.year), shown.year, words) for r in shown.results]
    gone = [overruled(r) for r in shown.results]
    for block, (title, entries) in enumerate(
        blocks(shown.results, words, names_of(shown.results[0].units), beyond, paid, gone), 1
    ):
        columns = dict.fromkeys(range(2, _FIRST + scenarios), ("text", ""))
        page.cells(page.row, {0: ("centre", roman(block)), 1: ("text", title), **columns}, **GROUP_LOOK)
        page.row += 1
        page.keep(page.row)
        first = page.row
        for number, entry in enumerate(entries, 1):
            _entry(page, number, entry, live=live)
        if live:
            _names(page, entries, first)
    page.row += 1
    page.note(words.t("workbook.note_changed"))


def _entry(page: Page, number: int, entry: Entry, *, live: bool) -> None:
    page.cells(page.row, {0: ("centre", str(number)), 1: ("wrap", entry.label)})
    sentence = entry.kind == "text" and entry.key == ""
    kind = entry.kind if entry.kind != "text" else "wrap"
    align: dict[str, Any] = {} if sentence else {"align": "center"}
    page.put(page.row, 2, kind, entry.default, ruled=True, font_color=LIGHT.secondary, **align)
    for k, value in enumerate(entry.values):
        changed = value != entry.default and value not in (None, "")
        ink: dict[str, Any] = {"bold": True, "font_color": LIGHT.accent} if changed else {}
        look = INPUT_LOOK if live and entry.key.startswith(INPUTS) and entry.key != JUDGED else {}
        page.plan = k + 1
        page.put(page.row, _FIRST + k, kind, value, ruled=True, **align | look | ink)
    need = [lines(v, page.widths[_FIRST], bold=True) for v in entry.values if isinstance(v, str)]
    need += [lines(entry.label, page.widths[1]), lines(str(entry.default or ""), page.widths[2])]
    page.height(page.row, ROW * max(need))
    page.row += 1


def _names(page: Page, entries: Sequence[Entry], first: int) -> None:
    """The inputs of each scenario as named cells (pa1_inflation), tables also as a whole
    (pa1_pupils_growth)."""
    define, words = page.book.book.define_name, page.words
    scenarios = range(len(entries[0].values) if entries else 0)
    tables = {entry.key.split(".")[1] for entry in entries if entry.key.count(".") == 2}
    for k in scenarios:
        sheet, column = quoted(page.name), column_name(_FIRST + k)
        for row, entry in enumerate(entries, first + 1):
            if entry.key.startswith(INPUTS):
                key = entry.key.removeprefix(INPUTS).replace(".", "_")
                define(f"pa{k + 1}_{key}", f"={sheet}!${column}${row}")
            if entry.key.startswith(INPUTS) and entry.kind == "text":
                choices = [words.t("workbook.yes"), words.t("workbook.no")]
                rule = {"validate": "list", "source": choices}
                page.sheet.data_validation(row - 1, _FIRST + k, row - 1, _FIRST + k, rule)
        for table in tables:
            cells = f"${column}${first + 1}:${column}${first + len(entries)}"
            define(f"pa{k + 1}_{table}", f"={sheet}!{cells}")


def blocks(
    results: Sequence[Planned],
    words: Words,
    names: Names = NAMELESS,
    beyond: Sequence[Sequence[str]] = (),
    paid: Sequence[str] = (),
    gone: Sequence[Sequence[bool]] = (),
) -> Iterator[tuple[str, list[Entry]]]:
    """Các phần của trang: general, assumptions, growth, norms, roadmap, reductions, allocation; with `names`
    units are called by their names; `beyond`: what is said of each measure of each plan beside it, "" for
    nothing; `paid`: of the exceptions of each plan; `gone`: which parts of the roadmap of each plan set
    nothing, as later ones have their units.
    """
    scenarios = [result.scenario for result in results]
    yield words.t("workbook.part.general"), _general(results, words)
    yield words.t("workbook.part.assumptions"), list(_assumptions(results, words))
    for table, lines_of in GROWTH:
        yield words.t(f"workbook.part.{table}"), list(_growth(scenarios, words, table, lines_of))
    yield words.t("workbook.part.norms"), list(_norms(results, words))
    none, number = words.t("workbook.none"), words.t
    for part, listed, said in (
        (
            "roadmap",
            [_road(s, words, names, gone[k] if gone else ()) for k, s in enumerate(scenarios)],
            "workbook.roadmap_number",
        ),
        (
            "reductions",
            [_cuts(s, words, names, beyond[k] if beyond else ()) for k, s in enumerate(scenarios)],
            "workbook.reduction_number",
        ),
    ):
        rows = max(1, *map(len, listed))
        yield (
            words.t(f"workbook.part.{part}"),
            [
                Entry(
                    number(said, number=n + 1),
                    "text",
                    none,
                    tuple(_nth(some, n, none) for some in listed),
                    bare=words.t(f"alike.{part}"),
                )
                for n in range(rows)
            ],
        )
    yield words.t("workbook.part.allocation"), list(_allocation(results, words, names, paid))


def _general(results: Sequence[Planned], words: Words) -> list[Entry]:
    first, last = results[0].years[0], results[0].years[0] + 3
    default = Scenario(name="-")
    return [
        Entry(words.t("workbook.base_year"), "year", first, tuple(first for _ in results)),
        Entry(
            words.t("workbook.horizon"),
            "year",
            last,
            tuple(result.years[-1] for result in results),
            "horizon",
        ),
        Entry(
            words.t("workbook.classification_head"),
            "text",
            words.t(f"workbook.classification.{default.classification}"),
            tuple(words.t(f"workbook.classification.{r.scenario.classification}") for r in results),
            "classification",
        ),
    ]


def _assumptions(results: Sequence[Planned], words: Words) -> Iterator[Entry]:
    default = Assumptions()

    def held(name: str, given: Assumptions) -> bool | Decimal | None:
        if name != "compensation_rate":
            return getattr(given, name)  # type: ignore[no-any-return]
        law = results[0].law
        rates = {compensation_rate(given, law, year) for result in results for year in result.years}
        if len(rates) > 1:
            return None  # the sheet of the law has the office's rate by year
        rate = rates.pop()
        return Decimal(rate.numerator) / rate.denominator

    def plain(kind: str, value: bool | Decimal | None) -> Value:
        return words.t("workbook.yes" if value else "workbook.no") if kind == "text" else value

    for name in Assumptions.model_fields:
        kind = (
            "rate" if name in RATES else "text" if name in FLAGS else "decimal" if name in MULTIPLES else ""
        )
        if kind:
            values = tuple(plain(kind, held(name, r.scenario.assumptions)) for r in results)
            label = words.t(f"workbook.assumption_of.{name}")
            office = name == "compensation_rate" and any(map(_office_rate, results))
            yield Entry(label, kind, plain(kind, held(name, default)), values, f"assumptions.{name}", office)


def _office_rate(result: Planned) -> bool:
    """Mức cấp bù của cơ quan is what holds in the last year."""
    last = date(result.years[-1], 1, 1)
    unsaid = result.scenario.assumptions.compensation_rate is None
    return unsaid and result.law.find("compensation_rate", last) is not None


def _road(scenario: Scenario, words: Words, names: Names, gone: Sequence[bool]) -> list[str]:
    """Các phần lộ trình, those that set nothing marked."""
    said = [roadmap_words(entry, words, names) for entry in scenario.roadmap]
    marks = [words.t("workbook.roadmap.overruled") if one else "" for one in gone] or [""] * len(said)
    return [f"{path}{mark}" for path, mark in zip(said, marks, strict=True)]


def _cuts(scenario: Scenario, words: Words, names: Names, beyond: Sequence[str]) -> list[str]:
    """Các biện pháp giảm chi, each with what is said beside it."""
    said = [reduction_words(measure, words, names) for measure in scenario.reductions]
    return ["; ".join(filter(None, both)) for both in zip(said, beyond or [""] * len(said), strict=True)]


def _growth(scenarios: Sequence[Scenario], words: Words, table: str, names: Sequence[str]) -> Iterator[Entry]:
    say: Callable[[str], str] = words.column if table == "revenue_growth" else words.kind
    for name in names:
        # a cost without a growth of its own takes that of its revenue
        default = None if name == "service_cost" else Decimal(0)
        values = tuple(getattr(s.assumptions, table).get(name, default) for s in scenarios)
        yield Entry(say(name), "rate", default, values, f"assumptions.{table}.{name}")


def _norms(results: Sequence[Planned], words: Words) -> Iterator[Entry]:
    law = results[0].law
    years = max((result.years for result in results), key=len)
    for kind in KIND:
        default, *found = (
            norm_by_year(kind, scenario, law, years, words)
            for scenario in (Scenario(name="-"), *(result.scenario for result in results))
        )
        office = office_norm(kind, law, years[-1]) is not None
        unsaid = any(kind not in {str(k) for k in result.scenario.norms} for result in results)
        yield Entry(words.kind(kind), "text", default, tuple(found), office=office and unsaid)


def _allocation(
    results: Sequence[Planned], words: Words, names: Names, paid: Sequence[str]
) -> Iterator[Entry]:
    none = words.t("workbook.none")
    given = [(result.scenario.allocation, result.years[-1]) for result in results]
    said = [allocation_words(plan, words, names, last) if plan else {} for plan, last in given]
    for parts, of in zip(said, paid, strict=False):
        if of:
            parts["exceptions"] += f". {of}"
    for key in dict.fromkeys(key for parts in said for key in parts):
        part, _, number = key.partition(" ")
        label = words.t(f"workbook.allocation.{part}", number=int(number or 0))
        bare = words.t("alike.stages") if number else ""
        yield Entry(label, "text", none, tuple(parts.get(key, none) for parts in said), bare=bare)
    if not any(said):
        yield Entry(words.t("workbook.allocation.pool", number=0), "text", none, tuple(none for _ in said))


def _nth(listed: Sequence[str], n: int, otherwise: str) -> str:
    return listed[n] if n < len(listed) else otherwise
