"""A region of a sheet made into a table of units with findings (từ vùng bảng đến danh sách đơn vị)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median
from typing import Any

from budget.findings import ERROR, NOTE, WARNING
from budget.intake.amounts import in_dong
from budget.intake.columns import Heading
from budget.intake.draft import MONEY_IDS, Draft, fingerprint, item_ids
from budget.intake.grid import CellError, Grid, address, letters
from budget.intake.guard import PAY
from budget.intake.items import items_by_unit, labels_of
from budget.intake.labels import is_part_label, kind_of
from budget.intake.official import is_summary
from budget.intake.reading import Place, Sources, Table, sum_units
from budget.intake.rows import CONTINUED, UNIT, Row
from budget.intake.said import column_findings, year_findings
from budget.intake.sums import totals_of
from budget.intake.values import cell_value, kind_by_word, of_unit, owner_and_day, source_value
from budget.units import COLUMN, UNKNOWN_IF_EMPTY


def finish(draft: Draft) -> Table:
    """Read the units, check the totals, and gather the findings of a table that lists units."""
    _measure_findings(draft, listed=True)
    column_findings(draft)
    year_findings(draft)
    units, place = _units(draft)
    places = [place, *_items(draft, units)]
    for (owner, day), members in draft.since.items():
        column = next((h.column for h in draft.headings if h.id == "owner"), members[0].column)
        cell = address(members[0].row, column)
        draft.say("owner_since", NOTE, cell, owner=owner, day=day, count=len(members))
    if not units:
        draft.say("no_units", ERROR, address(draft.region.head[0], draft.region.left))
    table = _table(draft)
    return replace(
        table,
        units=units,
        sources=Sources(draft.file, draft.sha256, places),
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
                draft.say(
                    "error_cell", WARNING, address(row.row, column), text=str(value), of_unit="", column=""
                )
            elif value is None and (row.row, column) in draft.grid.stale:
                draft.say("no_cached_value", WARNING, address(row.row, column), of_unit="", column="")


def _table(draft: Draft) -> Table:
    region = draft.region
    roles = {row + 1: "head" for row in region.head}
    if region.number_row is not None:
        roles[region.number_row + 1] = "numbers"
    roles |= {row.row + 1: row.role for row in draft.rows}
    checks = totals_of(draft)
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
        place=draft.place,
        items=labels_of(draft.rows, draft.choice.get("lines", {})) if draft.item_column is not None else (),
    )


def _measure_findings(draft: Draft, *, listed: bool) -> None:
    chosen = draft.choice.get("money_unit")
    scales = {measure.scale for measure in draft.measures}
    by_hand = draft.choice.get("scales", {})
    told = [h for h in draft.headings if h.scale and h.id in MONEY_IDS and h.letter not in by_hand]
    of_columns = {h.scale for h in told}
    if chosen:
        return
    if len(scales) > 1:
        taken, other = (
            draft.measures[-1],
            next(m for m in draft.measures if m.scale != draft.measures[-1].scale),
        )
        draft.say(
            "unit_of_measure_conflict",
            ERROR,
            other.cell,
            taken=taken.scale,
            other=other.scale,
            text=other.text,
            taken_text=taken.text,
            taken_cell=taken.cell,
        )
    elif len(scales | of_columns) > 1 and of_columns:
        heading = next(h for h in told if {h.scale} != scales)
        cell = address(draft.region.head[-1], heading.column)
        taken_text = draft.measures[-1].text if draft.measures else heading.text
        taken_cell = draft.measures[-1].cell if draft.measures else cell
        draft.say(
            "unit_of_measure_conflict",
            WARNING,
            cell,
            taken=heading.scale,
            other=next(iter(scales - {heading.scale}), heading.scale),
            text=heading.text,
            taken_text=taken_text,
            taken_cell=taken_cell,
        )
    if not listed:
        return
    money = any(h.id in MONEY_IDS for h in draft.headings) or item_ids(draft) & MONEY_IDS
    if money and not scales and not of_columns and not draft.money_unit:
        draft.money_unit = likely_scale(_pay(draft))
        draft.say(
            "unit_of_measure_missing",
            WARNING,
            address(draft.region.head[0], draft.region.left),
            taken=draft.money_unit,
        )
    elif not draft.money_unit and of_columns:
        draft.money_unit = next(h.scale for h in draft.headings if h.scale and h.id in MONEY_IDS)


def _pay(draft: Draft) -> list[list[Decimal | int]]:
    """The amounts of pay and of support, each as printed, of the units or of their budget lines."""
    places = {
        h.id: [(row.row, h.column) for row in draft.rows if row.role == UNIT]
        for h in draft.headings
        if h.id in PAY
    }
    for row in draft.rows:
        if row.item in PAY and draft.item_column is not None:
            places.setdefault(row.item, []).append((row.row, draft.item_column))
    return [[v for at in cells if (v := draft.printed(*at)) is not None] for cells in places.values()]


def likely_scale(columns: Iterable[Sequence[Decimal | int]]) -> str:
    """The scale that makes pay or support plausible for a unit, when none is written."""
    largest = max((median(map(float, values)) for values in columns if values), default=0.0)
    if not largest or largest >= 20_000_000:
        return "dong"
    return "thousand" if largest >= 50_000 else "million"


def _units(draft: Draft) -> tuple[list[dict[str, Any]], Place]:
    used = [(heading, COLUMN[heading.id]) for heading in draft.headings if heading.id in COLUMN]
    added: dict[str, list[Heading]] = {}
    for heading in draft.headings:
        if heading.adds:
            added.setdefault(heading.adds, []).append(heading)
    texts: dict[tuple[int, int], Any] = {}
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
        texts |= _add(draft, row, cells, added, unit)
        if inside and unit["users"]:
            unit["users"] = max(0, unit["users"] - sum(unit[id_] or 0 for id_ in inside))
        _identity(draft, row, unit, lines[line + 1 : line + 4])
        units.append(unit)
        rows.append(row.row)
        read.append([source_value(draft, value) for value in values])
    own = {column.id: heading.column for heading, column in used}
    further = {id_: [h.column for h in columns] for id_, columns in added.items()}
    return units, Place(draft.grid.name, own, rows, read, further, texts)


def _add(
    draft: Draft, row: Row, cells: list[Any], added: Mapping[str, Sequence[Heading]], unit: dict[str, Any]
) -> dict[tuple[int, int], Any]:
    """Add the amounts of further columns to those of a unit; what stands in them, by (row, column)."""
    texts = {}
    for id_, columns in added.items():
        for heading in columns:
            value = cells[heading.column] if heading.column < len(cells) else None
            texts[row.row, heading.column] = source_value(draft, value)
            if heading.id in unit:  # a part known by itself was read already
                more = unit[heading.id] if value is not None else 0
            else:
                more = cell_value(draft, row, replace(heading, id=id_), COLUMN[id_].type)
            unit[id_] = None if more is None or unit[id_] is None else unit[id_] + more
    return texts


def _items(draft: Draft, units: list[dict[str, Any]]) -> list[Place]:
    """Give the units what their budget lines say; where each column of them stands."""
    if draft.item_column is None:
        return []
    heading = next(h for h in draft.headings if h.column == draft.item_column)
    known = {h.id for h in draft.headings if h.id in COLUMN}
    by_unit = items_by_unit(draft.rows)
    places = []
    for id_ in dict.fromkeys(id_ for items in by_unit for id_ in items if id_ not in known):
        rows: list[int] = []
        cells: list[list[Any]] = []
        for unit, items in zip(units, by_unit, strict=True):
            row = items.get(id_)
            if row is None:
                unit[id_] = None if id_ in UNKNOWN_IF_EMPTY else 0
            else:
                unit[id_] = cell_value(draft, row, replace(heading, id=id_), COLUMN[id_].type)
            rows.append(-1 if row is None else row.row)
            cells.append([] if row is None else [draft.grid.value(row.row, heading.column)])
        places.append(Place(draft.grid.name, {id_: heading.column}, rows, cells))
    return places


def _parts_of_users(draft: Draft) -> tuple[str, ...]:
    """Columns that are part of the charges to users before them (Phụ lục 3: trong đó đặt hàng)."""
    ids = [heading.id for heading in draft.headings]
    if "users" not in ids:
        return ()
    after = draft.headings[ids.index("users") + 1 :]
    official = is_summary(draft.grid, draft.region)
    parts = []
    for heading in after:
        part = official or any(is_part_label(text) for text in heading.path)
        if heading.id not in {"orders", "tuition", "compensation"} or not part:
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
        draft.say("missing_code", ERROR, address(row.row, column), count=1, of_unit=of_unit(name))
    unit["kind"] = _kind(draft, row, unit)
    for id_ in ("field", "ward"):
        unit[id_] = unit.get(id_) or ""
    unit["ward"] = unit["ward"] or row.ward
    written = unit.get("owner") or draft.owner
    unit["owner"], day = owner_and_day(written)
    if day is not None:
        draft.since.setdefault((unit["owner"], day), []).append(row)


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
