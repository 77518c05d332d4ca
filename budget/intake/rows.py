"""What each row of a table is: unit, group, part, sub-total, total, or nothing of use (vai trò từng dòng)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budget.intake.columns import Heading
from budget.intake.grid import Grid, Value, is_number
from budget.intake.labels import (
    is_group_label,
    is_part_label,
    is_subtotal_label,
    is_total_label,
    kind_of,
    looks_like_unit,
)
from budget.intake.layout import Region
from budget.intake.marks import mark_of, split_mark
from budget.intake.wordlists import word_lists

UNIT, GROUP, PART, SUBTOTAL, TOTAL = "unit", "group", "part", "subtotal", "total"
CONTINUED, IGNORED, HEAD = "continued", "ignored", "head"
ITEM = "item"


@dataclass(slots=True)
class Row:
    """A row with content: its place, ordinal mark, label, role, and what it holds besides the label."""

    row: int
    mark: str
    label: str
    column: int  # where the label stands
    amounts: int  # cells that hold or should hold an amount
    role: str = ""
    kind: str = ""  # kind of unit, from the group above or the label
    ward: str = ""  # from the group above
    item: str = ""  # the column of the dictionary that a budget line below a unit speaks of
    aside: bool = False  # its label stands in the column of ordinal numbers
    listed: bool = False  # it has a code and a kind of its own, so it is a unit whatever its name
    more: list[int] = field(default_factory=list)  # further rows that hold its amounts


@dataclass(slots=True)
class Shape:
    """The columns that say what a row is (0-based, None where there is none)."""

    number: int | None = None
    name: int | None = None
    code: int | None = None
    kind: int | None = None
    values: list[int] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)


def shape_of(grid: Grid, region: Region, headings: Sequence[Heading]) -> Shape:
    """Find number, name and value columns by their headings, else by what they hold."""
    shape = Shape()
    for heading in headings:
        if heading.id == "_number" and shape.number is None:
            shape.number = heading.column
        elif heading.id == "name":
            shape.name = heading.column
        elif heading.id == "code":
            shape.code = heading.column
        elif heading.id == "kind":
            shape.kind = heading.column
    sample = range(region.first, min(region.last + 1, region.first + 80))
    for heading in headings:
        column = heading.column
        if column in {shape.number, shape.name, shape.code}:
            continue
        values = [grid.value(row, column) for row in sample]
        texts = sum(1 for value in values if isinstance(value, str) and not any(ch.isdigit() for ch in value))
        numbers = sum(
            1 for value in values if is_number(value) or (isinstance(value, str) and value[:1].isdigit())
        )
        (shape.texts if texts > numbers else shape.values).append(column)
    if shape.number is None and region.left not in {shape.name, shape.code}:
        marks = [mark_of(grid.value(row, region.left)) for row in sample]
        if sum(1 for mark in marks if mark) > len(marks) / 3:
            shape.number = region.left
    if shape.name is None:
        shape.name = _name_by_content(grid, sample, shape)
    return shape


def _name_by_content(grid: Grid, sample: Sequence[int], shape: Shape) -> int | None:
    """The first column of texts, when no heading names it."""
    for column in sorted(shape.texts):
        if column != shape.number:
            shape.texts.remove(column)
            return column
    return None


def read_rows(grid: Grid, region: Region, shape: Shape, leave_out: frozenset[int] = frozenset()) -> list[Row]:
    """Every row with content of a region; those in `leave_out` (0-based) are ignored, others have no role."""
    rows: list[Row] = []
    for index in range(region.first, region.last + 1):
        cells = grid.rows[index] if index < grid.height else []
        if not any(value is not None for value in cells[region.left : region.right + 1]):
            continue
        row = _row(cells, index, region, shape)
        if index in region.repeated:
            row.role = HEAD
        elif index in leave_out:
            row.role = IGNORED
        rows.append(row)
    return rows


def _row(cells: list[Value], index: int, region: Region, shape: Shape) -> Row:
    def at(column: int | None) -> Value:
        return cells[column] if column is not None and column < len(cells) else None

    mark, label, column = "", "", shape.name if shape.name is not None else region.left
    ordinal, name = at(shape.number), at(shape.name)
    mark = mark_of(ordinal)
    aside = isinstance(ordinal, str) and not mark and len(ordinal) > 2
    if aside:
        label, column = str(ordinal), shape.number or 0
    if isinstance(name, str):
        if name.strip("-_+*• "):
            label, column, aside = name, shape.name or 0, False
        else:
            mark = mark or "bullet-"
    if not label:
        found = next(
            (
                (c, v)
                for c, v in enumerate(cells)
                if c in shape.texts and isinstance(v, str) and not mark_of(v)
            ),
            None,
        )
        first_value = min(shape.values, default=region.right + 1)
        if found and found[0] < first_value and len(found[1]) > 1:
            column, label = found
    own, rest = split_mark(label)
    if own and (not mark or own.startswith("bullet")):
        mark = mark or own
    if own:
        label = rest
    amounts = sum(1 for c in shape.values if c < len(cells) and _is_amount(cells[c]))
    listed = bool(at(shape.code) and at(shape.kind))
    return Row(index, mark, label.strip(), column, amounts, aside=aside, listed=listed)


def _is_amount(value: Value) -> bool:
    return value is not None and not (isinstance(value, str) and not any(ch.isdigit() for ch in value))


def settle_roles(rows: list[Row]) -> None:
    """Give every row without one its role; what a mark means depends on the marks of the other rows."""
    counted = {
        mark: sum(1 for row in rows if row.mark == mark and not row.role) for mark in {r.mark for r in rows}
    }
    leaf = _leaf_mark(rows, counted)
    plain = _has_plain_rows(rows, leaf)
    group_kind = group_ward = ""
    previous: Row | None = None
    for row in rows:
        if not row.role and not _belongs_above(row, previous, plain):
            row.role = _role(row, previous, leaf, counted)
        if row.role == GROUP:
            group_kind = kind_of(row.label) or ("" if row.mark in {"roman", "capital"} else group_kind)
            group_ward = row.label if word_lists().begins("ward_starts", row.label) else group_ward
        row.kind, row.ward = group_kind, group_ward
        if row.role not in {CONTINUED, IGNORED, HEAD, ITEM}:
            previous = row
    _settle_totals(rows)


def _settle_totals(rows: list[Row]) -> None:
    """A total between units, with another total to come, is a sub-total."""
    totals = [i for i, row in enumerate(rows) if row.role == TOTAL]
    units = [i for i, row in enumerate(rows) if row.role in {UNIT, GROUP}]
    settled = False
    for index in totals[:-1]:
        closes = settled or any(index < unit < totals[-1] for unit in units)
        if closes and any(unit < index for unit in units):
            rows[index].role, settled = SUBTOTAL, True


def _has_plain_rows(rows: Sequence[Row], leaf: str) -> bool:
    """Tell whether rows without a mark, with amounts of their own, stand among marked ones, as groups do."""
    return bool(leaf) and any(
        before.amounts and row.amounts and row.label and not row.mark and not row.role
        for before, row in pairwise(rows)
        if not is_total_label(row.label)
    )


def _belongs_above(row: Row, previous: Row | None, plain: bool) -> bool:
    """Amounts that stand a row below their name: the row is taken into the one above.

    plain: rows without a mark are groups in this table, unless their label only goes on.
    """
    if (
        previous is None
        or previous.amounts
        or not row.amounts
        or row.mark
        or row.listed
        or row.aside
        or previous.role not in {UNIT, GROUP}
        or (plain and row.label and not _goes_on(row.label))
    ):
        return False
    apart = row.row - (previous.more[-1] if previous.more else previous.row)
    if apart != 1 or is_total_label(row.label) or is_subtotal_label(row.label) or is_part_label(row.label):
        return False
    if row.label and (previous.role == GROUP or looks_like_unit(row.label) or is_group_label(row.label)):
        return False
    previous.more.append(row.row)
    previous.amounts = row.amounts
    previous.label = f"{previous.label} {row.label}".strip()
    row.role, row.label = CONTINUED, ""
    return True


def _leaf_mark(rows: list[Row], counted: dict[str, int]) -> str:
    """The mark that the units carry: the one most rows with a unit's name have."""
    named: dict[str, int] = {}
    for row in rows:
        if not row.role and looks_like_unit(row.label) and not is_total_label(row.label):
            named[row.mark] = named.get(row.mark, 0) + 1
    if named:
        return max(named, key=lambda mark: (named[mark], mark == "digit"))
    if counted.get("digit"):
        return "digit"
    plain = {mark: n for mark, n in counted.items() if not mark.startswith("bullet")}
    return max(plain, key=lambda mark: plain[mark], default="")


def _role(row: Row, previous: Row | None, leaf: str, counted: dict[str, int]) -> str:
    if not row.label:
        return IGNORED if not row.mark else (UNIT if row.amounts and row.mark == leaf else IGNORED)
    if is_total_label(row.label) and row.mark in {"", "roman", "capital"}:
        return TOTAL
    if row.listed:
        return UNIT
    if is_subtotal_label(row.label) and not looks_like_unit(row.label):
        return SUBTOTAL
    if is_part_label(row.label):
        return PART
    if row.aside and not looks_like_unit(row.label):
        return GROUP
    if (
        previous is not None
        and previous.role == UNIT
        and _left_open(previous.label)
        and not row.amounts
        and not row.mark
    ):
        return CONTINUED
    numbered = row.mark == leaf == "digit"
    if word_lists().begins("group_always", row.label):
        return GROUP
    school = word_lists().begins("unit_starts", row.label)
    if is_group_label(row.label) and not (numbered and (school or (row.amounts and counted[leaf] > 4))):
        return GROUP
    if row.mark == leaf and (leaf or row.amounts or looks_like_unit(row.label)):
        return UNIT if leaf or looks_like_unit(row.label) or row.amounts else IGNORED
    return _other_role(row, previous, leaf, counted)


def _other_role(row: Row, previous: Row | None, leaf: str, counted: dict[str, int]) -> str:
    """The role of a row whose mark is not the one most units carry."""
    unit_name = looks_like_unit(row.label)
    if row.mark in {"roman", "capital", "capital2"}:
        return UNIT if unit_name and row.amounts and leaf == "" else GROUP
    if row.mark.startswith("bullet") or row.mark in {"small", "paren"} or row.mark.startswith("dotted"):
        if unit_name and row.amounts:
            return UNIT
        return PART if previous is not None and leaf else GROUP
    if row.mark == "digit":
        return GROUP if leaf.startswith("dotted") or not row.amounts else UNIT
    if unit_name and row.amounts:
        return UNIT
    if not row.amounts:
        if previous is not None and previous.role == UNIT and _goes_on(row.label):
            return CONTINUED
        return UNIT if unit_name and leaf == "" else GROUP
    return GROUP if leaf and counted.get(leaf, 0) > 1 else UNIT


def _left_open(label: str) -> bool:
    """Tell whether a name is not at its end: Trung tâm Giáo dục nghề nghiệp -."""
    return label[-1:] in set("-–,&(")


def _goes_on(label: str) -> bool:
    """Tell whether a label without numbers goes on with the name above: small first letter or a bracket."""
    return label[:1].islower() or label[:1] in "(,;/&0123456789"
