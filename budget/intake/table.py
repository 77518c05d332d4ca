"""A region of a sheet made into a table of units with findings (từ vùng bảng đến danh sách đơn vị)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from budget.findings import ERROR, NOTE, WARNING, Finding
from budget.intake.across import check_across
from budget.intake.amounts import Amount, Habit, exact, habit_of, in_dong, read_amount, smallest_readings
from budget.intake.columns import Heading, headings_of, map_headings
from budget.intake.grid import CellError, Grid, address, as_text, is_number, letters, position
from budget.intake.layout import Region
from budget.intake.measure import Measure, Year, measures_in_head, measures_near, owner_near, years_near
from budget.intake.reading import Check, Place, Sources, Table, cells_of, sum_units
from budget.intake.rows import (
    CONTINUED,
    UNIT,
    Row,
    Shape,
    is_part_label,
    kind_of,
    looks_like_unit,
    read_rows,
    shape_of,
)
from budget.intake.text import fold, key
from budget.intake.totals import TotalCheck, check_totals
from budget.intake.wordlists import word_lists
from budget.units import COLUMN, KINDS, UNKNOWN_IF_EMPTY

MONEY_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.type == "money")
NUMBER_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.type in {"money", "count"})
REVENUE_IDS = frozenset(id_ for id_, column in COLUMN.items() if column.block == "revenue")


@dataclass
class Draft:
    """A table in the making: grid, region, choices, and what was found so far."""

    grid: Grid
    region: Region
    file: str
    sha256: str
    choice: Mapping[str, Any]
    headings: list[Heading] = field(default_factory=list)
    shape: Shape = field(default_factory=Shape)
    rows: list[Row] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    money_unit: str = ""
    year: int | None = None
    owner: str = ""
    habits: dict[int, Habit] = field(default_factory=dict)
    years: list[Year] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

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


def draft_of(grid: Grid, region: Region, file: str, sha256: str, choice: Mapping[str, Any]) -> Draft:
    """Understand head, rows, unit of measure, year and owner of a region."""
    draft = Draft(grid, region, file, sha256, choice)
    left_out = {letter: "" for letter in choice.get("other_years", ())}
    draft.headings = map_headings(headings_of(grid, region), {**left_out, **choice.get("mapping", {})})
    draft.shape = shape_of(grid, region, draft.headings)
    _name_by_content(draft)
    leave_out = frozenset(int(row) - 1 for row in choice.get("leave_out", ()))
    draft.rows = read_rows(grid, region, draft.shape, leave_out)
    draft.measures = measures_near(grid, region)
    years = years_near(grid, region, file)
    draft.year = choice.get("year") or (years[0].year if years else None)
    draft.owner = choice.get("owner") or owner_near(grid, region)[0]
    if not draft.measures:
        draft.measures = measures_in_head(grid, region)
    draft.money_unit = choice.get("money_unit") or (draft.measures[-1].scale if draft.measures else "")
    draft.years = years
    _habits(draft)
    return draft


_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
LEAST = 50_000_000
"""No unit pays its people, or is supported, with less than this in a year (đồng)."""


def _habits(draft: Draft) -> None:
    """How each column writes numbers; the table as a whole speaks for the columns that show nothing."""
    texts = {
        h.column: list(_texts(draft, h.column)) for h in draft.headings if h.column in draft.shape.values
    }
    table = habit_of((text for column in texts.values() for text in column), alike=0)
    for heading in draft.headings:
        scale = heading.scale or draft.money_unit or "dong"
        small = (
            smallest_readings(texts.get(heading.column, ())) if heading.id in {"salary", "support"} else []
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


def _texts(draft: Draft, column: int) -> Iterable[str]:
    for row in draft.rows:
        value = draft.grid.value(row.row, column)
        if isinstance(value, str) and any(ch.isdigit() for ch in value):
            yield value


def _name_by_content(draft: Draft) -> None:
    """Take a column whose cells are names of units for the name, when no heading says so."""
    if any(heading.id == "name" for heading in draft.headings) or draft.choice.get("mapping"):
        return
    column = draft.shape.name
    if column is None:
        return
    sample = [
        text
        for row in range(draft.region.first, min(draft.region.last + 1, draft.region.first + 200))
        if isinstance(text := draft.grid.value(row, column), str)
    ]
    units = sum(1 for text in sample if looks_like_unit(text))
    if units >= 1 and units * 2 >= len(sample):
        draft.headings = [
            replace(h, id="name", confidence=0.75) if h.column == column else h for h in draft.headings
        ]


def years_beside(draft: Draft) -> list[Mapping[str, Any]]:
    """Choices that read a table whose columns stand there once for each of several years, one for each year."""
    years: dict[int, list[str]] = {}
    for heading in draft.headings:
        found = [int(year) for text in heading.path for year in _YEAR.findall(text)]
        if found and not heading.id.startswith("_"):
            years.setdefault(found[0], []).append(heading.letter)
    mapped = {h.letter: h.id for h in draft.headings if h.id in MONEY_IDS}
    doubled = [y for y, letters_ in years.items() if any(letter in mapped for letter in letters_)]
    spare = [y for y, letters_ in years.items() if not any(letter in mapped for letter in letters_)]
    if len(years) < 2 or draft.choice.get("mapping") or (len(doubled) < 2 and not spare):
        return []
    return [
        {**draft.choice, "year": year, "other_years": [x for y in years if y != year for x in years[y]]}
        for year in sorted(years)
    ]


def is_unit_table(draft: Draft) -> bool:
    """Tell whether a region lists units with figures of the data dictionary (or is a form for them, still empty)."""
    ids = {heading.id for heading in draft.headings}
    if "name" not in ids or len(ids & NUMBER_IDS) + len(ids & MONEY_IDS) < 2:
        return False
    name = next(heading for heading in draft.headings if heading.id == "name")
    units = [row for row in draft.rows if row.role == UNIT]
    if not any(row.amounts for row in units):
        return not units and "code" in ids and len(ids & MONEY_IDS) > 2
    named = sum(1 for row in units if looks_like_unit(row.label))
    return name.confidence >= 0.9 or named * 2 >= len(units)


def _year_findings(draft: Draft) -> None:
    if draft.choice.get("year"):
        return
    if draft.year is None:
        draft.say("year_missing", WARNING)
        return
    above = [year for year in draft.years if year.cell and position(year.cell)[0] < draft.region.head[0]]
    other = next((year for year in above if year.year != draft.year), None)
    elsewhere = next((year for year in draft.years if not year.cell and year.year != draft.year), None)
    if other:
        draft.say("year_conflict", WARNING, other.cell, taken=draft.year, other=other.year, text=other.text)
    elif elsewhere and not any(year.year == draft.year and not year.cell for year in draft.years):
        draft.say("year_conflict", NOTE, "", taken=draft.year, other=elsewhere.year, text=elsewhere.text)


def finish(draft: Draft) -> Table:
    """Read the units, check the totals, and gather the findings of a table that lists units."""
    _measure_findings(draft, listed=True)
    _column_findings(draft)
    _year_findings(draft)
    units, place = _units(draft)
    if not units:
        draft.say("no_units", ERROR, address(draft.region.head[0], draft.region.left))
    table = _table(draft)
    return replace(
        table,
        units=units,
        sources=Sources(draft.file, draft.sha256, [place]),
        totals=sum_units(units),
        findings=tuple(draft.findings),
    )


def plain_table(draft: Draft) -> Table:
    """The table of a region that lists no units: roles, checks and findings, but no units."""
    _measure_findings(draft, listed=False)
    _unreadable_cells(draft)
    return replace(_table(draft), used=False, findings=tuple(draft.findings))


def _unreadable_cells(draft: Draft) -> None:
    """Error cells and formulas without a value of a table that lists no units."""
    for row in draft.rows:
        for column in range(draft.region.left, draft.region.right + 1):
            value = draft.grid.value(row.row, column)
            if isinstance(value, CellError):
                draft.say("error_cell", WARNING, address(row.row, column), text=str(value), of_unit="", column="")
            elif value is None and (row.row, column) in draft.grid.stale:
                draft.say("no_cached_value", WARNING, address(row.row, column), of_unit="", column="")


def _table(draft: Draft) -> Table:
    region = draft.region
    roles = {row + 1: "head" for row in region.head}
    if region.number_row is not None:
        roles[region.number_row + 1] = "numbers"
    roles |= {row.row + 1: row.role for row in draft.rows}
    checks = _totals(draft)
    return Table(
        sheet=draft.grid.name,
        visible=draft.grid.visible,
        year=draft.year,
        owner=draft.owner,
        money_unit=draft.money_unit,
        head_rows=tuple(row + 1 for row in region.head),
        number_row=None if region.number_row is None else region.number_row + 1,
        first_row=region.first + 1,
        last_row=region.last + 1,
        left=letters(region.left),
        right=letters(region.right),
        columns=tuple(draft.headings),
        roles=roles,
        unit_cells=tuple(measure.cell for measure in draft.measures),
        unit_texts=tuple(measure.text for measure in draft.measures),
        shape=fingerprint(draft.headings),
        checks=checks,
    )


def fingerprint(headings: Iterable[Heading]) -> str:
    """The shape of a table: a hash of its headings, years left out (dấu nhận dạng mẫu bảng)."""
    words = "|".join(f"{h.letter}:{''.join(c for c in fold(h.text) if not c.isdigit())}" for h in headings)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


# -- unit of measure and columns ---------------------------------------------------------------------------


def _measure_findings(draft: Draft, *, listed: bool) -> None:
    chosen = draft.choice.get("money_unit")
    scales = {measure.scale for measure in draft.measures}
    of_columns = {h.scale for h in draft.headings if h.scale and h.id in MONEY_IDS}
    if chosen:
        return
    if len(scales) > 1:
        taken, other = (
            draft.measures[-1],
            next(m for m in draft.measures if m.scale != draft.measures[-1].scale),
        )
        draft.say(
            "unit_of_measure_conflict", ERROR, other.cell, taken=taken.scale, other=other.scale,
            text=other.text, taken_text=taken.text, taken_cell=taken.cell,
        )  # fmt: skip
    elif len(scales | of_columns) > 1 and of_columns:
        heading = next(h for h in draft.headings if h.id in MONEY_IDS and h.scale and {h.scale} != scales)
        cell = address(draft.region.head[-1], heading.column)
        taken_text = draft.measures[-1].text if draft.measures else heading.text
        taken_cell = draft.measures[-1].cell if draft.measures else cell
        draft.say(
            "unit_of_measure_conflict", WARNING, cell, taken=heading.scale, other=next(iter(scales - {heading.scale}), heading.scale),
            text=heading.text, taken_text=taken_text, taken_cell=taken_cell,
        )  # fmt: skip
    if not listed:
        return
    if not scales and not of_columns and not draft.money_unit:
        draft.money_unit = _likely_scale(draft)
        draft.say(
            "unit_of_measure_missing",
            WARNING,
            address(draft.region.head[0], draft.region.left),
            taken=draft.money_unit,
        )
    elif not draft.money_unit and of_columns:
        draft.money_unit = next(h.scale for h in draft.headings if h.scale and h.id in MONEY_IDS)


def _likely_scale(draft: Draft) -> str:
    """The scale that makes the largest money column plausible for units of this size, when none is written."""
    largest = 0
    for heading in draft.headings:
        if heading.id in {"salary", "support"}:
            values = sorted(
                v
                for row in draft.rows
                if row.role == UNIT and is_number(v := draft.grid.value(row.row, heading.column))
            )
            if values:
                largest = max(largest, int(values[len(values) // 2]))
    if not largest or largest >= 20_000_000:
        return "dong"
    return "thousand" if largest >= 50_000 else "million"


def _column_findings(draft: Draft) -> None:
    ids = {heading.id for heading in draft.headings}
    head = address(draft.region.head[0], draft.region.left)
    for id_ in ("name", "salary"):
        if id_ not in ids:
            draft.say("missing_column", ERROR, head, column=id_)
    if "support" not in ids and not ids & REVENUE_IDS:
        draft.say("missing_column", ERROR, head, column="support")
    if "code" not in ids:
        count = sum(1 for row in draft.rows if row.role == UNIT)
        draft.say("missing_code", WARNING, head, count=count, of_unit="")
    for heading in draft.headings:
        if heading.id or heading.chosen or heading.letter in draft.choice.get("other_years", ()):
            continue
        cell = address(draft.region.head[-1], heading.column)
        if any(
            draft.grid.value(row.row, heading.column) is not None for row in draft.rows if row.role == UNIT
        ):
            draft.say("unmapped_column", WARNING, cell, text=heading.text, letter=heading.letter)


# -- units -------------------------------------------------------------------------------------------------


def _units(draft: Draft) -> tuple[list[dict[str, Any]], Place]:
    used = [(heading, COLUMN[heading.id]) for heading in draft.headings if heading.id in COLUMN]
    units: list[dict[str, Any]] = []
    rows: list[int] = []
    read: list[list[Any]] = []
    lines = [row for row in draft.rows if row.role in {UNIT, CONTINUED}]
    inside = _parts_of_users(draft)
    for line, row in enumerate(lines):
        if row.role == CONTINUED:
            continue
        cells = _cells(draft.grid, row)
        unit: dict[str, Any] = {}
        values = [cells[heading.column] if heading.column < len(cells) else None for heading, _ in used]
        for (heading, column), value in zip(used, values, strict=True):
            if type(value) is int and column.type == "money":
                unit[column.id] = in_dong(value, heading.scale or draft.money_unit)
            else:
                unit[column.id] = cell_value(draft, row, heading, column.type)
        if inside and unit["users"]:
            unit["users"] = max(0, unit["users"] - sum(unit[id_] or 0 for id_ in inside))
        _identity(draft, row, unit, lines[line + 1 : line + 4])
        units.append(unit)
        rows.append(row.row)
        read.append(values)
    return units, Place(draft.grid.name, {column.id: heading.column for heading, column in used}, rows, read)


def _parts_of_users(draft: Draft) -> tuple[str, ...]:
    """Columns that say of themselves to be part of the charges to users before them (Phụ lục 3: trong đó đặt hàng)."""
    ids = [heading.id for heading in draft.headings]
    if "users" not in ids:
        return ()
    after = draft.headings[ids.index("users") + 1 :]
    parts = []
    for heading in after:
        if heading.id not in {"orders", "tuition", "compensation"} or not any(
            is_part_label(t) for t in heading.path
        ):
            break
        parts.append(heading.id)
    return tuple(parts)


def _cells(grid: Grid, row: Row) -> list[Any]:
    """The cells of a unit; amounts that stand a row lower fill the empty ones."""
    cells = grid.rows[row.row]
    for more in row.more:
        below = grid.rows[more]
        width = max(len(cells), len(below))
        cells = [
            next((line[c] for line in (cells, below) if c < len(line) and line[c] is not None), None)
            for c in range(width)
        ]
    return cells


def _identity(draft: Draft, row: Row, unit: dict[str, Any], following: list[Row]) -> None:
    name = row.label
    for after in following:
        if after.role != CONTINUED:
            break
        name = f"{name} {after.label}".strip()
    unit["name"] = name
    unit["code"] = unit.get("code") or ""
    if not unit["code"] and any(h.id == "code" for h in draft.headings):
        column = next(h.column for h in draft.headings if h.id == "code")
        draft.say("missing_code", ERROR, address(row.row, column), count=1, of_unit=_of(name))
    unit["kind"] = _kind(draft, row, unit)
    for id_ in ("field", "ward"):
        unit[id_] = unit.get(id_) or ""
    unit["ward"] = unit["ward"] or row.ward
    unit["owner"] = unit.get("owner") or draft.owner


def _of(name: str) -> str:
    """The unit a finding speaks of, in brackets after the cell."""
    return f" ({name})" if name else ""


def _kind(draft: Draft, row: Row, unit: Mapping[str, Any]) -> str:
    written = str(unit.get("kind") or "")
    if written:
        found = kind_by_word(written)
        if found:
            return found
        column = next(h.column for h in draft.headings if h.id == "kind")
        guess = kind_of(row.label) or row.kind
        draft.say("unknown_kind", ERROR, address(row.row, column), text=written, unit_name=row.label)
        return guess
    found = kind_of(row.label)
    if found in {"combined", ""} or (
        found == "service" and row.kind in {"preschool", "primary", "lower_secondary"}
    ):
        found = found if found == "combined" else row.kind or found
    if not found:
        draft.say("unknown_kind", ERROR, address(row.row, row.column), text="", unit_name=row.label)
    return found


def has_amount(value: Any) -> bool:
    """Tell whether a cell holds a number, as number or as text."""
    return is_number(value) or (
        isinstance(value, str) and value[:1] in "0123456789(-+" and value[-1:] in "0123456789)"
    )


def kind_by_word(text: str) -> str:
    """The kind a cell names: its word, a synonym, or khoản 071, 072, 073 (also 070-071)."""
    folded = fold(text)
    for kind in KINDS:
        if folded in {kind.id, fold(kind.vi), fold(kind.en)} or folded in {fold(word) for word in kind.also}:
            return kind.id
    digits = [part.lstrip("0") for part in folded.split() if part.isdigit()]
    for kind in KINDS:
        if kind.item and kind.item.lstrip("0") in digits:
            return kind.id
    return kind_of(text)


def cell_value(draft: Draft, row: Row, heading: Heading, kind: str) -> Any:
    """The value of one cell by the type of its column; what cannot be known is None, with a finding."""
    place = (row.row, heading.column)
    for more in row.more:
        if draft.grid.value(*place) is None:
            place = (more, heading.column)
    value = draft.grid.value(*place)
    if place in draft.grid.stale and value is None:
        draft.say("no_cached_value", ERROR, address(*place), of_unit=_of(row.label), column=heading.id)
        return None
    if isinstance(value, CellError):
        draft.say(
            "error_cell", ERROR, address(*place), text=str(value), of_unit=_of(row.label), column=heading.id
        )
        return None if kind in {"money", "count"} else ("" if kind != "mark" else False)
    if kind in {"text", "choice"}:
        return _text(draft, place, value)
    if kind == "mark":
        return _mark(draft, place, value, heading.id)
    return _amount(draft, place, value, heading, kind, row)


def _text(draft: Draft, place: tuple[int, int], value: Any) -> str:
    """A text cell; a ditto mark says what the cell above says."""
    text = as_text(value).strip()
    row = place[0]
    if not text:
        return as_text(_merged_above(draft, place)).strip()
    while text.lower() in word_lists().raw["ditto"] and row > draft.region.first:
        row -= 1
        text = draft.grid.text(row, place[1]).strip()
    return text


def _merged_above(draft: Draft, place: tuple[int, int]) -> Any:
    """The value of a cell that is merged downwards over this one."""
    for top, left, bottom, _ in draft.grid.merged:
        if left == place[1] and top < place[0] <= bottom and top >= draft.region.first:
            return draft.grid.value(top, left)
    return None


def _mark(draft: Draft, place: tuple[int, int], value: Any, heading_id: str) -> bool:
    if isinstance(value, bool):
        return value
    text = as_text(value).strip().lower()
    if text in word_lists().raw["yes"]:
        return True
    if text not in word_lists().raw["no"]:
        draft.say("unreadable_amount", ERROR, address(*place), text=text, of_unit="", column=heading_id)
    return False


def _amount(draft: Draft, place: tuple[int, int], value: Any, heading: Heading, kind: str, row: Row) -> Any:
    empty = None if heading.id in UNKNOWN_IF_EMPTY else 0
    if value is None:
        return empty
    if is_number(value):
        return _scaled(exact(value), heading.scale or draft.money_unit, kind)
    cell = address(*place)
    if not isinstance(value, str):
        draft.say(
            "unreadable_amount", ERROR, cell, text=as_text(value), of_unit=_of(row.label), column=heading.id
        )
        return None
    amount = read_amount(value, draft.habits.get(heading.column, Habit()))
    if amount.state == "number" and amount.value is not None:
        return _scaled(amount.value, amount.scale or heading.scale or draft.money_unit, kind)
    if amount.state == "empty":
        return 0
    _unreadable(draft, cell, value, amount, heading, row)
    return None


def _unreadable(draft: Draft, cell: str, text: str, amount: Amount, heading: Heading, row: Row) -> None:
    if amount.state == "ambiguous":
        first, second = (float(reading) for reading in amount.readings)
        draft.say(
            "ambiguous_number",
            ERROR,
            cell,
            text=text,
            first=first,
            second=second,
            of_unit=_of(row.label),
            column=heading.id,
        )
    else:
        severity = WARNING if amount.state == "place" else ERROR
        draft.say("unreadable_amount", severity, cell, text=text, of_unit=_of(row.label), column=heading.id)


def _scaled(value: Decimal | int, scale: str, kind: str) -> int | float:
    if kind == "money":
        return in_dong(value, scale or "dong")
    return int(value) if value == int(value) else float(value)


# -- totals ------------------------------------------------------------------------------------------------


def _totals(draft: Draft) -> tuple[Check, ...]:
    texts: set[tuple[int, int]] = set()
    columns = {h.column: _numbers(draft, h, texts) for h in draft.headings if _additive(h)}
    columns = {column: numbers for column, numbers in columns.items() if numbers}
    sure = frozenset(h.column for h in draft.headings if h.id in NUMBER_IDS)
    checks = check_totals(draft.rows, columns, sure, frozenset(texts))
    wrong = {(check.row, check.column): check.difference for check in checks if not check.adds_up}
    checks += [
        check
        for check in check_across(draft.grid, draft.region, draft.headings, columns)
        if check.adds_up or not _explained(check, wrong)
    ]
    headings = {h.column: h for h in draft.headings}
    labels = {row.row: row.label for row in draft.rows}
    for check in checks:
        if not check.adds_up:
            _mismatch(draft, check, headings[check.column], labels.get(check.row, ""))
    return tuple(
        Check(address(c.row, c.column), c.printed, c.total, cells_of(c.parts), c.adds_up, c.difference)
        for c in checks
    )


def _explained(check: TotalCheck, wrong: Mapping[tuple[int, int], Decimal | int]) -> bool:
    """Tell whether a row's sum fails only because sums of its columns, already named, are wrong."""
    own = wrong.get((check.row, check.column), 0)
    return bool(wrong) and check.difference == own - sum(wrong.get(part, 0) for part in check.parts)


def _mismatch(draft: Draft, check: TotalCheck, heading: Heading, label: str) -> None:
    money = heading.id in MONEY_IDS or (heading.id not in COLUMN and bool(draft.money_unit))
    scale = heading.scale or draft.money_unit
    convert = (
        (lambda n: in_dong(n, scale or "dong")) if money else (lambda n: float(n) if n != int(n) else int(n))
    )
    parts = cells_of(check.parts)
    draft.say(
        "total_mismatch", ERROR, address(check.row, check.column),
        text=label, column=heading.id, heading=heading.text,
        printed=convert(check.printed), sum=convert(check.total), difference=convert(check.difference),
        parts=",".join(parts), first_part=parts[0], last_part=parts[-1], count=len(parts), measure="dong" if money else "plain",
    )  # fmt: skip


def _additive(heading: Heading) -> bool:
    if heading.id in {"_number", "_ratio", "_year", "_chapter", "_group", "_note", "_measure"}:
        return False
    if heading.id in COLUMN:
        return heading.id in NUMBER_IDS
    words = word_lists().words("not_additive")
    if any(fold(text) in word_lists().words("not_additive_exact") for text in heading.path):
        return False
    leaf = fold(heading.path[-1]) if heading.path else ""
    return (
        not any(leaf == word or leaf.startswith(word + " ") for word in words if word)
        and "%" not in heading.text
    )


def _numbers(draft: Draft, heading: Heading, texts: set[tuple[int, int]]) -> dict[int, Decimal | int]:
    """The numbers of a column as printed, by row; texts by the habit of the column, noted in `texts`."""
    numbers: dict[int, Decimal | int] = {}
    habit = draft.habits.get(heading.column, Habit())
    column, lines = heading.column, draft.grid.rows
    for row in draft.rows:
        if row.role == CONTINUED:
            continue
        cells = lines[row.row]
        value = cells[column] if column < len(cells) else None
        if value is None and row.more:
            value = next((v for r in row.more if (v := draft.grid.value(r, column)) is not None), None)
        if type(value) is int:
            numbers[row.row] = value
        elif is_number(value):
            numbers[row.row] = exact(value)
        elif isinstance(value, str) and value[-1:] in "0123456789)":
            amount = read_amount(value, habit)
            if amount.state == "number" and amount.value is not None and not amount.scale:
                numbers[row.row] = amount.value
                texts.add((row.row, column))
    return numbers


def similar(first: str, second: str) -> bool:
    """Tell whether two names are the same text with the tone mark in another place."""
    return key(first) == key(second)


__all__ = ["NOTE", "Draft", "draft_of", "fingerprint", "finish", "is_unit_table", "plain_table", "similar"]
