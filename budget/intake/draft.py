"""A region of a sheet, understood: columns, rows, unit of measure, year, owner (bảng đang đọc dở)."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from budget.findings import Finding
from budget.intake.added import add_parts
from budget.intake.amounts import Habit, exact, habit_of, in_dong, read_amount, smallest_readings
from budget.intake.columns import Heading, headings_of, map_headings
from budget.intake.grid import Grid, address, is_number
from budget.intake.headings import is_foreign, knows
from budget.intake.items import mark_items, settle_items
from budget.intake.labels import is_measure, looks_like_unit, names_works
from budget.intake.layout import Region
from budget.intake.measure import Measure, Year, measures_in_head, measures_near, owner_near, years_near
from budget.intake.official import with_numbers
from budget.intake.rows import UNIT, Row, Shape, read_rows, settle_roles, shape_of
from budget.intake.text import fold
from budget.intake.wordlists import word_lists
from budget.units import COLUMN

MONEY_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.type == "money")
NUMBER_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.type in {"money", "count"})
REVENUE_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.block == "revenue")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
KHOAN = 999
"""The largest number that may be a khoản of the state budget index."""
LEAST = 50_000_000
"""No unit pays its people, or is supported, with less than this in a year (đồng)."""


@dataclass
class Draft:
    """A table in the making: grid, region, choices, and what was found so far."""

    grid: Grid
    region: Region
    file: str
    sha256: str
    choice: Mapping[str, Any]
    place: str = ""
    headings: list[Heading] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    rows: list[Row] = field(default_factory=list)
    item_column: int | None = None  # of the amounts of budget lines below the units
    measures: list[Measure] = field(default_factory=list)
    money_unit: str = ""
    year: int | None = None
    owner: str = ""
    habits: dict[int, Habit] = field(default_factory=dict)
    of_numbers: dict[int, bool] = field(default_factory=dict)  # by column; in one a cross says none
    years: list[Year] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    since: dict[tuple[str, date], list[Row]] = field(default_factory=dict)  # owners with the day they begin

    def say(self, kind: str, severity: str, cell: str = "", **numbers: Any) -> None:
        """Note a finding at a cell of this sheet."""
        self.findings.append(
            Finding(
                kind,
                severity,
                file=self.file,
                sheet=self.grid.name,
                cell=cell,
                numbers=numbers,
                year=self.year,
            )
        )

    def printed(self, row: int, column: int) -> Decimal | int | None:
        """The number in a cell as printed, a text by the habit of its column; None for none."""
        value = self.grid.value(row, column)
        if is_number(value):
            return exact(value)
        if not isinstance(value, str):
            return None
        return read_amount(value, self.habits.get(column, Habit())).value


def region_place(sheet: str, region: Region) -> str:
    """What answers about a region are kept under: its sheet and the first cell of its head."""
    return f"{sheet}!{address(region.head[0], region.left)}"


def draft_of(
    grid: Grid,
    region: Region,
    file: str,
    sha256: str,
    choice: Mapping[str, Any],
    above: Draft | None = None,
    place: str = "",
) -> Draft:
    """Understand head, rows, unit of measure, year and owner of a region.

    above: the table before it on the sheet; its unit of measure, year and owner hold on below.
    place: what answers about it are kept under, where that is not the region's own.
    """
    draft = Draft(grid, region, file, sha256, choice, place or region_place(grid.name, region))
    left_out = dict.fromkeys(choice.get("other_years", ()), "")
    scales = choice.get("scales", {})
    headings = [replace(h, scale=scales.get(h.letter, h.scale)) for h in headings_of(grid, region)]
    draft.headings = map_headings(headings, {**left_out, **choice.get("mapping", {})})
    draft.headings = with_numbers(grid, region, draft.headings)
    draft.headings = [replace(h, id="") if _holds_amounts(draft, h) else h for h in draft.headings]
    draft.headings = add_parts(grid, region, draft.headings)
    draft.shape = shape_of(grid, region, draft.headings)
    leave_out = frozenset(int(row) - 1 for row in choice.get("leave_out", ()))
    draft.rows = read_rows(grid, region, draft.shape, leave_out)
    mark_items(draft.rows, choice.get("lines", {}))
    _name_by_content(draft)
    settle_roles(draft.rows)
    draft.headings, draft.item_column = settle_items(grid, draft.rows, draft.headings)
    draft.measures = measures_near(grid, region)
    years = years_near(grid, region, file)
    draft.year = choice.get("year") or (years[0].year if years else None)
    draft.owner = choice.get("owner") or owner_near(grid, region)[0]
    if not draft.measures and _in_foreign_money(draft):
        draft.headings = [
            replace(h, id="", adds="") if h.id in MONEY_IDS and not h.chosen else h for h in draft.headings
        ]
    elif not draft.measures:
        draft.measures = measures_in_head(grid, region) or (above.measures if above else [])
    draft.money_unit = choice.get("money_unit") or (draft.measures[-1].scale if draft.measures else "")
    draft.years = years
    if above is not None:
        draft.year, draft.owner = draft.year or above.year, draft.owner or above.owner
    _habits(draft)
    return draft


def _in_foreign_money(draft: Draft) -> bool:
    """Tell whether the unit of measure above a table is foreign money (Đơn vị tính: triệu USD)."""
    rows = draft.grid.rows[draft.region.title : draft.region.first]
    texts = [value for row in rows for value in row if isinstance(value, str)]
    return any(is_foreign(text) for text in texts if is_measure(text) and not knows(text))


def _holds_amounts(draft: Draft, heading: Heading) -> bool:
    """Tell whether a column that only its heading takes for words holds numbers: Vốn thực hiện is no name."""
    if heading.id not in {"name", "field", "ward", "owner", "kind"} or heading.chosen:
        return False
    least = KHOAN if heading.id == "kind" else -math.inf  # a kind may be written as its khoản: 071
    sample = range(draft.region.first, min(draft.region.last + 1, draft.region.first + 200))
    values = [v for row in sample if (v := draft.grid.value(row, heading.column)) is not None]
    return 2 * sum(1 for value in values if is_number(value) and value > least) > len(values)


def _habits(draft: Draft) -> None:
    """How each column writes numbers; the table as a whole speaks for the columns that show nothing."""
    texts = {
        h.column: list(_texts(draft, h.column)) for h in draft.headings if h.column in draft.shape.values
    }
    table = habit_of((text for column in texts.values() for text in column), alike=0)
    for heading in draft.headings:
        scale = heading.scale or draft.money_unit or "dong"
        small = (
            smallest_readings(_texts(draft, heading.column, UNIT))
            if heading.id in {"salary", "support"}
            else []
        )
        absurd = len(small) > 1 and in_dong(max(small), scale) < LEAST
        alike = 2 if absurd else 3 if heading.id not in MONEY_IDS or scale in {"dong", "thousand"} else 0
        habit = habit_of(texts.get(heading.column, ()), table, alike)
        draft.habits[heading.column] = habit
        if absurd and habit.group and not table.group:
            table = habit
    for heading in draft.headings:
        if not draft.habits[heading.column].group:
            draft.habits[heading.column] = habit_of(texts.get(heading.column, ()), table, 0)


def _texts(draft: Draft, column: int, role: str = "") -> Iterable[str]:
    lines = draft.grid.rows
    for row in draft.rows:
        cells = lines[row.row]
        if column >= len(cells) or type(cells[column]) is not str or (role and row.role != role):
            continue
        text = str(cells[column])
        if any(ch.isdigit() for ch in text):
            yield text


def _name_by_content(draft: Draft) -> None:
    """Take a column whose cells are names of units for the name, when no heading says so."""
    if any(heading.id == "name" for heading in draft.headings) or draft.choice.get("mapping"):
        return
    column = draft.shape.name
    if column is None:
        return
    items = {row.row for row in draft.rows if row.item}
    sample = [
        text
        for row in range(draft.region.first, min(draft.region.last + 1, draft.region.first + 200))
        if isinstance(text := draft.grid.value(row, column), str) and row not in items
    ]
    units = sum(1 for text in sample if looks_like_unit(text))
    if units >= 1 and units * 2 >= len(sample):
        draft.headings = [
            replace(h, id="name", confidence=0.75) if h.column == column else h for h in draft.headings
        ]


def years_beside(draft: Draft) -> dict[int, Mapping[str, Any]]:
    """The choices, by year, that read a table once for each year that its columns stand side by side for.

    Figures beside them that name no year are those of the year of the table, else of the last one.  Under
    "beside" a choice holds what was confirmed of the first, second, ... year of a table of this shape.
    """
    years: dict[int, list[str]] = {}
    for heading in draft.headings:
        found = [int(year) for text in heading.path for year in _YEAR.findall(text)]
        if found and (heading.id == "_total" or not heading.id.startswith("_")):
            years.setdefault(found[0], []).append(heading.letter)
    mapped = {h.letter: h.id for h in draft.headings if h.id in MONEY_IDS}
    doubled = [y for y, letters_ in years.items() if any(letter in mapped for letter in letters_)]
    spare = [y for y, letters_ in years.items() if not any(letter in mapped for letter in letters_)]
    if len(years) < 2 or draft.choice.get("mapping") or (len(doubled) < 2 and not spare):
        return {}
    kept = draft.choice.get("beside", {})
    dated = {letter for letters_ in years.values() for letter in letters_}
    undated = [h.letter for h in draft.headings if h.id in NUMBER_IDS and h.letter not in dated]
    main = draft.year if draft.year in years else max(years)
    return {
        year: {
            **draft.choice,
            **kept.get(str(number), {}),
            "year": year,
            "other_years": [letter for y in years if y != year for letter in years[y]]
            + (undated if year != main else []),
            "undated": undated if year == main else [],
        }
        for number, year in enumerate(sorted(years))
    }


def item_ids(draft: Draft) -> set[str]:
    """The columns that budget lines below the units speak of (khoản mục dưới tên đơn vị)."""
    return {row.item for row in draft.rows if row.item} if draft.item_column is not None else set()


def is_unit_table(draft: Draft) -> bool:
    """Tell whether a region lists units with figures of the dictionary (or is an empty form for them)."""
    ids = {heading.id for heading in draft.headings} | item_ids(draft)
    if "name" not in ids or len(ids & NUMBER_IDS) + len(ids & MONEY_IDS) < 2:
        return False
    name = next(heading for heading in draft.headings if heading.id == "name")
    if not name.chosen and any(names_works(text) for text in name.path):
        return False  # a list of works, whatever some of them are called
    units = [row for row in draft.rows if row.role == UNIT]
    if draft.item_column is None and not any(row.amounts for row in units):
        return not units and "code" in ids and len(ids & MONEY_IDS) > 2
    measures = word_lists().words("column_measures")
    if sum(1 for row in units if fold(row.label) in measures) * 2 > len(units):
        return False  # the column headed "Đơn vị" holds units of measure
    named = sum(1 for row in units if looks_like_unit(row.label))
    return name.confidence >= 0.9 or named * 2 >= len(units)


def fingerprint(headings: Iterable[Heading]) -> str:
    """The shape of a table: a hash of its headings, years left out (dấu nhận dạng mẫu bảng)."""
    words = "|".join(f"{h.letter}:{''.join(c for c in fold(h.text) if not c.isdigit())}" for h in headings)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
