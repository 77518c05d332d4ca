"""Bảng số liệu: a table declared once, and printed as HTML, as a data frame and as files in the same order.

Sums are given, never computed here. In a unit larger than the đồng every figure is its exact value half up
(see `numbers`), the same wherever it stands; where printed rows miss their printed total, a line of its own
says what rounding leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from html import escape
from typing import Any, Literal

import pandas as pd

from budget.report.headings import unbroken
from budget.report.numbers import Numbers, exact, is_missing
from budget.report.words import Words
from budget.report.words_apart import standing_out

Kind = Literal[
    "text",
    "figure",
    "money",
    "signed",
    "dong",
    "percent",
    "percent_signed",
    "rate",
    "count",
    "count_signed",
    "decimal",
    "year",
]
Level = Literal["unit", "group", "total", "rounding"]

_MONEY = ("money", "signed")
_PRINTED = ("text", "figure")
_SIGNED = ("signed", "percent_signed", "count_signed")

LEAST_SHARE = 0.001
"""The smallest share that prints as more than 0,0 %."""

ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Column:
    """Một cột: `kind` decides how a value is printed; money is given in đồng, percents as fractions of one. A
    "figure" is printed by the caller ("14 / 21") and stands right; "dong" is money to the đồng in any unit of
    the table, as its heading says. A cell of words stays as it is. `help` says formula and basis (the table
    adds to percents how they are cut). `good` is the direction that is a gain in a column of differences;
    "none" keeps the ink neutral. A column that is not `shown` is there to be chosen. `zero` is what 0 prints
    as. `whole` is the heading in a file of text alone, which no note below it explains, where it is another.
    """

    id: str
    heading: str
    kind: Kind = "text"
    help: str = ""
    good: Literal["up", "down", "none"] = "up"
    shown: bool = True
    zero: str = "-"
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Một dòng: values by column id; None or NaN is missing, 0 prints as "-".

    `number` is the STT. `estimated` names the columns whose figure is an estimate (italics), `notes` explains
    a cell. `link` is the address of this app where the row's name leads, `links` where single cells lead,
    by column id. `kinds` are those of cells that a file holds as other figures than their column. `rounded`
    names the columns in which the printed rows below miss the sum, `warned` those that tell of something bad,
    in the ink of a loss. `marked`: where, from and to, the text of
    a cell stands out on the screen.
    """

    cells: Mapping[str, Any]
    level: Level = "unit"
    number: str = ""
    estimated: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    rounded: frozenset[str] = frozenset()
    warned: frozenset[str] = frozenset()
    marked: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)

    def column(self, column: Column) -> Column:
        """Cột như ô của dòng này trong tệp."""
        return replace(column, kind=self.kinds[column.id]) if column.id in self.kinds else column


@dataclass(frozen=True, slots=True)
class Table:
    """Bảng: `title` for its head and its files, columns and rows in their order; `file` what its files are
    called where that is not the title.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    file: str = ""

    @property
    def has_money(self) -> bool:
        """Có cột tiền: the unit of measure must then stand above the table."""
        return any(column.kind in _MONEY for column in self.columns)

    @property
    def has_numbers(self) -> bool:
        """Có số thứ tự: without any there is no column for them."""
        return any(row.number for row in self.rows)

    def printed(self, numbers: Numbers) -> list[dict[str, str]]:
        """Từng ô thành chữ: one mapping of column id to text a row; "" is missing, "-" zero."""
        return [{c.id: _text(c, row.cells.get(c.id), numbers) for c in self.columns} for row in self.rows]

    def with_rounding(self, words: Words) -> Table:
        """Bảng có dòng "Làm tròn": at the end of a group and before the total, where what is printed of the
        rows misses what is printed of their sum.
        """
        rows: list[Row] = []
        heads: list[Row] = []
        members: list[Row] = []
        for row in [*self.rows, None]:
            if heads and (row is None or row.level != "unit"):
                rows += self._rounding(members, heads[-1], words)
            if row is None:
                break
            if row.level == "total" and sum(other.level == "total" for other in self.rows) == 1:
                rows += self._rounding(heads or members, row, words)
            if row.level == "unit":
                members.append(row)
            else:
                members, heads = [], [*heads, row] if row.level == "group" else []
            rows.append(row)
        return replace(self, rows=rows)

    def with_one_rounding(self, words: Words) -> Table:
        """Bảng có một dòng "Làm tròn" above its total, where the printed rows miss it: a group and the total
        whose own printed parts miss them are marked. Groups that nothing adds up keep a line each.
        """
        totals, groups = ([row for row in self.rows if row.level == level] for level in ("total", "group"))
        if len(totals) != 1 or not groups:
            return self.with_rounding(words)
        of: list[tuple[Row, list[Row]]] = []
        for row in self.rows:
            if row.level == "group":
                of.append((row, []))
            elif row.level == "unit" and of:
                of[-1][1].append(row)
        marked = {id(row): self._marked(row, members, words) for row, members in of}
        marked[id(totals[0])] = self._marked(totals[0], groups, words)
        least = [row for head, members in of for row in members or [head]]
        rows: list[Row] = []
        for row in self.rows:
            rows += self._rounding(least, row, words) if row.level == "total" else []
            rows.append(marked.get(id(row), row))
        return replace(self, rows=rows)

    def _marked(self, row: Row, parts: Sequence[Row], words: Words) -> Row:
        """The row with what its printed parts come to, in the cells that they miss."""
        n = words.numbers
        told = {
            name: words.t("table.rounded", sum=n.in_dong(n.in_steps(_amount(row.cells.get(name)))) - missed)
            for name, missed in self._missed(parts, row, words).items()
        }
        return replace(row, notes=told | dict(row.notes), rounded=frozenset(told))

    def _missed(self, parts: Sequence[Row], whole: Row, words: Words) -> dict[str, int]:
        """What the printed parts miss of their printed whole, đồng by column; {} where nothing is missed or
        the parts are not those of the whole.
        """
        n, found = words.numbers, dict[str, int]()
        for column in self.columns:
            cells = [row.cells.get(column.id) for row in (whole, *parts)]
            if column.kind not in _MONEY or any(isinstance(a, str) for a in cells):
                continue
            total, *given = map(_amount, cells)
            missed = n.in_steps(total) - sum(map(n.in_steps, given))
            if missed and abs(n.in_unit(sum(given, Decimal(0)) - total)) < n.step:
                found[column.id] = n.in_dong(missed)
        return found

    def _rounding(self, parts: Sequence[Row], whole: Row, words: Words) -> list[Row]:
        """What the printed parts miss of their printed whole, in one row; none where nothing is missed."""
        found = self._missed(parts, whole, words)
        stub = next((c.id for c in self.columns if c.kind == "text" and whole.cells.get(c.id)), None)
        if not found or stub is None:
            return []
        # below the rounding of the last group, that of the sum of the groups has a name of its own
        of_groups = whole.level == "total" and parts and parts[0].level == "group"
        label = words.t("table.rounding_groups" if of_groups else "table.rounding")
        return [Row({stub: label, **found}, "rounding")]

    def to_html(self, words: Words) -> str:
        """Bảng HTML: quiet, with figures aligned right, head and total pinned. Everything is escaped."""
        table = self.with_one_rounding(words)
        numbered = self.has_numbers
        head = [_heading(c, words) for c in self.columns]
        if numbered:
            head.insert(0, f'<th class="number" scope="col">{escape(words.t("table.number"))}</th>')
        body = "".join(
            _row(row, texts, self.columns, words, numbered=numbered)
            for row, texts in zip(table.rows, table.printed(words.numbers), strict=True)
        )
        return (
            f'<div class="figures" role="region" tabindex="0" aria-label="{escape(self.title)}"><table>'
            f"<thead><tr>{''.join(head)}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def to_frame(self, numbers: Numbers | None = None) -> pd.DataFrame:
        """Bảng dữ liệu with headings: printed text where `numbers` is given, else the values as they are."""
        if numbers is not None:
            table = pd.DataFrame(self.printed(numbers), columns=[c.id for c in self.columns], dtype=object)
        else:
            table = pd.DataFrame(
                {c.id: [row.cells.get(c.id) for row in self.rows] for c in self.columns}, dtype=object
            )
            for c in self.columns:
                if c.kind not in _PRINTED:
                    table[c.id] = pd.to_numeric(table[c.id])
        table.columns = pd.Index([c.heading for c in self.columns])
        return table


def grouped(
    groups: Sequence[tuple[Mapping[str, Any] | Row, Sequence[Row]]],
    total: Mapping[str, Any] | Row | None = None,
) -> list[Row]:
    """Dòng theo nhóm: (the group's row or its cells, its rows), numbered I, II, ... and 1, 2, ...; total
    last.
    """
    rows: list[Row] = []
    for place, (head, members) in enumerate(groups, 1):
        rows.append(_at_level(head, "group", roman(place)))
        rows += [replace(row, number=str(n)) for n, row in enumerate(members, 1)]
    return [*rows, _at_level(total, "total")] if total is not None else rows


def numbered(rows: Sequence[Row], total: Mapping[str, Any] | Row | None = None) -> list[Row]:
    """Dòng không nhóm, numbered 1, 2, ...; total last."""
    listed = [replace(row, number=str(n)) for n, row in enumerate(rows, 1)]
    return [*listed, _at_level(total, "total")] if total is not None else listed


def roman(n: int) -> str:
    """Số La Mã, 1 to 39."""
    text = ""
    for value, letters in ROMAN:
        text += letters * (n // value)
        n %= value
    return text


def _at_level(row: Mapping[str, Any] | Row, level: Level, number: str = "") -> Row:
    return replace(row if isinstance(row, Row) else Row(row), level=level, number=number)


def _amount(value: Any) -> Decimal:
    """An amount exactly, đồng; what is missing adds nothing."""
    return Decimal(0) if is_missing(value) else exact(value or 0)


def _text(column: Column, value: Any, n: Numbers) -> str:
    if value is None or value == "" or is_missing(value):
        return ""
    if column.kind in _PRINTED or isinstance(value, str):
        return str(value)
    # a multiple of some billionths is what division leaves of none
    if value == 0 or (column.kind == "decimal" and n.decimal(abs(value)) == n.decimal(0)):
        return column.zero
    write: dict[str, Callable[[Any], str]] = {
        "money": n.money,
        "signed": n.money_signed,
        "dong": n.count,
        "percent": n.percent,
        "percent_signed": n.percent_signed,
        "rate": n.rate,
        "year": lambda x: str(int(x)),
        "count": n.count,
        "count_signed": lambda x: n.count(x, sign=True),
        "decimal": n.decimal,
    }
    return write[column.kind](value)


def help_of(column: Column, words: Words) -> str:
    """Chú giải của một cột: its own, and for measured percents that they are cut and not rounded."""
    cut = words.t("table.percent_cut") if column.kind in ("percent", "percent_signed") else ""
    return "\n".join(said for said in (column.help, cut) if said)


def _heading(column: Column, words: Words) -> str:
    said = help_of(column, words)
    title = f' title="{escape(said)}"' if said else ""
    style = ' class="text"' if column.kind == "text" else ""
    return f'<th scope="col"{style}{title}>{unbroken(column.heading)}</th>'


def _row(
    row: Row, texts: Mapping[str, str], columns: Sequence[Column], words: Words, *, numbered: bool
) -> str:
    cells = [f'<td class="number">{escape(row.number)}</td>'] if numbered else []
    filled = [column.id for column in columns if texts[column.id]]
    stub = "name" if "name" in filled else next(iter(filled), "")
    for column in columns:
        text = standing_out(texts[column.id], row.marked.get(column.id, ()))
        if row.link and column.id == stub:
            text = f'<a href="{escape(row.link)}" target="_self">{text}</a>'
        elif text and column.id in row.links:
            # by keyboard the row's own link leads there, with all its figures
            reach = ' tabindex="-1"' if row.link else ""
            text = f'<a class="cell" href="{escape(row.links[column.id])}" target="_self"{reach}>{text}</a>'
        if text == "" and column.kind != "text" and column.id in row.cells:
            text = f'<span class="missing" title="{escape(words.t("number.unknown"))}"></span>'
        cells.append(f"<td{_attributes(row, column, words.numbers)}>{text}</td>")
    return f'<tr class="{row.level}">{"".join(cells)}</tr>'


def _attributes(row: Row, column: Column, numbers: Numbers) -> str:
    styles = ["text"] if column.kind == "text" else []
    if column.id == "code":
        styles.append("code")
    value = row.cells.get(column.id)
    judged = column.kind in _SIGNED and column.good != "none" and row.level != "rounding"
    if judged and value is not None and not is_missing(value):
        # what prints as nothing, or as one for less than one, is neither gain nor loss
        least = {"signed": numbers.in_dong(numbers.step), "percent_signed": LEAST_SHARE}.get(column.kind, 1)
        if abs(value) >= least:
            styles.append("gain" if (value > 0) == (column.good == "up") else "loss")
    styles += [
        name
        for name, of in (("estimated", row.estimated), ("rounded", row.rounded), ("loss", row.warned))
        if column.id in of
    ]
    style = f' class="{" ".join(styles)}"' if styles else ""
    note = row.notes.get(column.id)
    return style + (f' title="{escape(note)}"' if note else "")
