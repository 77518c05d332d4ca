"""Trang So sánh: every unit's support in every scenario, beside the status quo, with differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from budget.autonomy import GROUPS
from budget.indicators import share
from budget.report.workbook_book import Book, Page, Value, column_name
from budget.report.workbook_comparison import Comparison, basis_name, quo_name
from budget.report.workbook_frame import decision_line, signatures
from budget.report.workbook_live import Live
from budget.report.workbook_print import ROOM, SMALL, widest
from budget.report.workbook_units import IDENTITY, WIDTHS, Field, units_table


def compare_sheet(
    book: Book,
    shown: Comparison,
    live: Live | None,
    organisation: Mapping[str, str],
    name: str,
    mark: str,
    decided: str = "",
) -> list[str]:
    """Ghi trang So sánh, and say where the total of each status quo and scenario stands. `decided`: the
    sentence on the plan decided on, "" for none.
    """
    words, units = book.words, shown.results[0].units
    fields = _fields(shown, book, live)
    widths = [*WIDTHS, *(book.width(field.kind) + 0.8 for field in fields)]
    page = Page(book, name, widths, mark, breaks=_breaks(shown, widths))
    page.title(
        words.t("workbook.compare_title", year=shown.year),
        words.t("workbook.compare_basis", basis=basis_name(shown, 0, words), base=units.base_year),
    )
    page.largest = SMALL
    decision_line(page, decided)
    page.unit_line()
    written = units_table(page, units, fields, words.t("table.total"))
    page.sheet.freeze_panes(written.total + 1, IDENTITY)
    page.repeat(written.head, written.total - 1)
    signatures(page, organisation, first=page.first)
    quos = len(shown.quos)
    columns = [*range(quos), *(quos + 3 * k for k in range(len(shown.results)))]
    return [page.at(written.total, IDENTITY + 1 + column, sheet=True) for column in columns]


def _breaks(shown: Comparison, widths: Sequence[float]) -> list[int] | None:
    """Where the sheet is too wide, a page begins with the second half of the scenarios."""
    if widest(widths, ()) <= ROOM:
        return None
    first = IDENTITY + 1 + len(shown.quos)
    return [first + 3 * ((len(shown.results) + 1) // 2)] if len(shown.results) > 1 else None


def _fields(shown: Comparison, book: Book, live: Live | None) -> list[Field]:
    words, base = book.words, shown.results[0]

    def source(place: int, figure: str, year: int) -> Callable[[int], str] | None:
        if live is None:
            return None
        return lambda i: book.scaled(
            "money" if figure == "support" else "", live.unit(place, figure, i, year)
        )

    groups: list[Value] = [GROUPS[g] if g >= 0 else "" for g in base.group[:, 0].tolist()]
    fields = [
        Field(
            words.t("workbook.column.base_group", year=base.years[0]),
            "centre",
            groups,
            source=source(0, "group", base.years[0]),
        )
    ]
    support = [shown.support(result).tolist() for result in (*shown.quos, *shown.results)]
    quos, start = len(shown.quos), IDENTITY + 1
    fields += [
        Field(
            quo_name(shown, q, words), "money", support[q], adds=True, source=source(q, "support", shown.year)
        )
        for q in range(quos)
    ]
    for k, result in enumerate(shown.results):
        own = start + quos + 3 * k
        against = start + (shown.quo_of[k] if shown.baseline is None else quos + 3 * shown.baseline)
        before = support[shown.quo_of[k] if shown.baseline is None else quos + shown.baseline]
        after, over = support[quos + k], result.scenario.name
        fields += [
            Field(
                words.t("workbook.column.support"),
                "money",
                after,
                adds=True,
                over=over,
                source=source(quos + k, "support", shown.year),
            ),
            difference(words.t("workbook.column.difference"), before, after, against, own, over),
            share_of_difference(words.t("workbook.column.share"), before, after, against, own + 1, over),
        ]
    return fields


def difference(
    heading: str, before: Sequence[float], after: Sequence[float], against: int, own: int, over: str = ""
) -> Field:
    """Cột chênh lệch of two columns (from 0), in đồng."""
    a, b = column_name(against), column_name(own)
    change = [y - x for x, y in zip(before, after, strict=True)]
    return Field(
        heading,
        "signed",
        change,
        formula=lambda row: f"={b}{row}-{a}{row}",
        total=lambda members: sum(change[i] for i in members),
        note=f"={own + 1}-{against + 1}",
        over=over,
    )


def share_of_difference(
    heading: str, before: Sequence[float], after: Sequence[float], against: int, change: int, over: str = ""
) -> Field:
    """Cột tỷ lệ chênh lệch, as it is printed: cut to a tenth of a percent; empty where there was nothing
    before."""
    a, d = column_name(against), column_name(change)

    def of(members: Sequence[int]) -> Value:
        old = sum(before[i] for i in members)
        return share(sum(after[i] for i in members) - old, old)

    return Field(
        heading,
        "percent_signed",
        [of([i]) for i in range(len(before))],
        formula=lambda row: f'=IF({a}{row}=0,"",TRUNC({d}{row}/{a}{row}+SIGN({d}{row})*0.000000001,3))',
        total=of,
        note=f"={change + 1}/{against + 1}",
        over=over,
    )
