"""Printed totals and sub-totals against their rows, exact as printed (đối chiếu tổng, cộng nhóm)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budget.intake.labels import is_part_label
from budget.intake.rows import CONTINUED, GROUP, HEAD, IGNORED, ITEM, PART, SUBTOTAL, TOTAL, UNIT, Row

Number = Decimal | int
Column = Mapping[int, Number]  # row -> number as printed


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A printed total in a cell and the parts it was held against (0-based places)."""

    row: int
    column: int
    printed: Number
    total: Number
    parts: tuple[tuple[int, int], ...]

    @property
    def difference(self) -> Number:
        """Printed minus the sum of the parts."""
        return self.printed - self.total

    @property
    def adds_up(self) -> bool:
        """Equal but for the last of the 15 digits that a spreadsheet keeps."""
        noise = Decimal("0.0000005") * max(1, int(abs(Decimal(self.printed))) // 10**8)
        return abs(Decimal(self.difference)) <= noise


@dataclass(frozen=True, slots=True)
class Parent:
    """A row that should be a sum, and the sets of rows it could be the sum of, the likeliest first."""

    row: int
    sets: tuple[tuple[int, ...], ...]
    sure: bool  # it is called a total
    level: str  # rows of one class are sums alike, or none of them is


def check_totals(
    rows: Sequence[Row],
    columns: Mapping[int, Column],
    sure: frozenset[int],
    texts: frozenset[tuple[int, int]] = frozenset(),
) -> list[TotalCheck]:
    """Hold every total row against its rows, column by column.

    columns: numbers by column and row; sure: columns known to hold amounts or counts; texts: cells whose
    number is written as text, which a spreadsheet's own sum leaves out: with or without them a sum is right.
    Returns one check for each printed total that has parts; those of an unlikely sum are left out.
    """
    parents = parents_of(rows)
    judged = {parent.row: _choose(parent, columns, texts) for parent in parents}
    trust = _trust(parents, judged)
    result: list[TotalCheck] = []
    for parent in parents:
        checks = judged[parent.row]
        some = any(check.adds_up and check.printed for check in checks)
        result += [c for c in checks if c.adds_up or _believed(c, parent, some, trust, columns, sure)]
    return result


def _choose(
    parent: Parent, columns: Mapping[int, Column], texts: frozenset[tuple[int, int]]
) -> list[TotalCheck]:
    """The checks of the set of parts that fits most columns; each column may fit another set."""
    by_set: list[dict[int, TotalCheck]] = []
    for parts in parent.sets:
        checks: dict[int, TotalCheck] = {}
        for column, numbers in columns.items():
            if parent.row not in numbers:
                continue
            known = [row for row in parts if row in numbers]
            if not known:
                continue
            check = _sum_of(parent.row, column, known, numbers)
            plain = [row for row in known if (row, column) not in texts]
            if not check.adds_up and plain and len(plain) < len(known):
                without = _sum_of(parent.row, column, plain, numbers)
                check = without if without.adds_up else check
            checks[column] = check
        by_set.append(checks)
    if not by_set:
        return []
    best = max(by_set, key=lambda checks: sum(1 for c in checks.values() if c.adds_up and c.printed))
    chosen = dict(best)
    for checks in by_set:
        for column, check in checks.items():
            if check.adds_up and not (column in chosen and chosen[column].adds_up):
                chosen[column] = check
    return [chosen[column] for column in sorted(chosen)]


def _sum_of(row: int, column: int, parts: Sequence[int], numbers: Column) -> TotalCheck:
    total: Number = sum((numbers[part] for part in parts), start=0)
    return TotalCheck(row, column, numbers[row], total, tuple((part, column) for part in parts))


Trust = Mapping[tuple[str, int], tuple[int, int]]


def _trust(parents: Sequence[Parent], judged: Mapping[int, list[TotalCheck]]) -> Trust:
    """How many sums of each class of rows and column add up, and how many do not; class "" for all."""
    counts: dict[tuple[str, int], tuple[int, int]] = {}
    for parent in parents:
        for check in judged[parent.row]:
            for place in ((parent.level, check.column), ("", check.column), (parent.level, -1), ("", -1)):
                good, bad = counts.get(place, (0, 0))
                counts[place] = (good + 1, bad) if check.adds_up else (good, bad + 1)
    return counts


def _believed(
    check: TotalCheck,
    parent: Parent,
    some: bool,
    trust: Trust,
    columns: Mapping[int, Column],
    sure: frozenset[int],
) -> bool:
    """Tell whether a sum that fails is a wrong total, not a row or a column that is no sum at all."""
    good, bad = trust["", check.column]
    if check.column not in sure:
        if _looks_like_mean(check, columns):
            return False
        meant = parent.sure and (_is_near(check) or (some and len(check.parts) > 2))
        if good < bad and not meant:
            return False
        if not some and good == 0 and not meant:
            return False
    if parent.sure:
        return True
    alike_good, alike_bad = trust[parent.level, -1]
    return (
        some
        or (good > 2 and good >= 3 * bad)  # nearly every sum of the column holds
        or (alike_good >= alike_bad and alike_good > 0)
        or (check.column in sure and alike_bad <= 2 * alike_good + 1)
    )


def _is_near(check: TotalCheck) -> bool:
    """Tell whether a printed total is about the sum of its parts, as a wrong total is and a mean is not."""
    return abs(Decimal(check.difference)) * 2 <= abs(Decimal(check.total))


def _looks_like_mean(check: TotalCheck, columns: Mapping[int, Column]) -> bool:
    values = [columns[check.column][row] for row, _ in check.parts]
    return len(values) > 2 and min(values) <= check.printed <= max(values) and min(values) >= 0


def parents_of(rows: Sequence[Row]) -> list[Parent]:
    """Every row that may be a sum, with its possible parts (dòng tổng và các dòng thành phần)."""
    lines = [row for row in rows if row.role not in {CONTINUED, IGNORED, HEAD}]
    levels = outline(lines)
    parents: list[Parent] = []
    for index, row in enumerate(lines):
        if row.role in {TOTAL, SUBTOTAL}:
            sets = _sets_of_total(lines, levels, index)
        else:
            sets = _sets_of_group(lines, levels, index)
        sets = tuple(dict.fromkeys(parts for parts in sets if parts))
        if sets:
            parents.append(Parent(row.row, sets, row.role in {TOTAL, SUBTOTAL}, _class(row)))
    return parents


def _class(row: Row) -> str:
    """Rows of one class stand on one level of the outline."""
    if row.role in {TOTAL, SUBTOTAL}:
        return row.role
    if row.role == PART and not row.mark:
        return "part"
    if row.role == UNIT:
        return "unit"
    return row.mark or f"plain{row.column}"


def outline(lines: Sequence[Row]) -> list[int]:
    """The level of every row: a class seen before closes all below it, a new one opens a level."""
    stack: list[str] = []
    levels: list[int] = []
    for row in lines:
        name = _class(row)
        if row.role in {TOTAL, SUBTOTAL}:
            levels.append(-1)
            continue
        if name in stack:
            del stack[stack.index(name) + 1 :]
        else:
            stack.append(name)
        levels.append(len(stack) - 1)
    return levels


def _sets_of_group(lines: Sequence[Row], levels: Sequence[int], index: int) -> tuple[tuple[int, ...], ...]:
    """What a group row may be the sum of: the level right below it, or all its units."""
    level = levels[index]
    span: list[int] = []
    for after in range(index + 1, len(lines)):
        if levels[after] == -1:
            if lines[after].role == TOTAL:
                break
            continue
        if levels[after] <= level or (lines[index].role == PART and lines[after].role != PART):
            break
        span.append(after)
    if not span:
        return ()
    first = levels[span[0]]
    below = tuple(lines[i].row for i in span if levels[i] == first)
    deeper = tuple(lines[i].row for i in span if levels[i] == first + 1)
    units = tuple(lines[i].row for i in span if lines[i].role == UNIT)
    if lines[index].role in {UNIT, PART, ITEM} and is_listed_as_part(lines[span[0]]):
        return ()
    return (below, units, deeper) if lines[index].role == GROUP else (below,)


def is_listed_as_part(row: Row) -> bool:
    """Rows under "Trong đó" need not add up to the row above."""
    return row.role in {PART, ITEM} and (is_part_label(row.label) or (row.role == PART and not row.mark))


def _sets_of_total(lines: Sequence[Row], levels: Sequence[int], index: int) -> tuple[tuple[int, ...], ...]:
    """What a total may be the sum of: the top level, the units, the sub-totals; before it, or after it."""
    row = lines[index]
    start = 0
    for before in range(index - 1, -1, -1):
        if lines[before].role == TOTAL or (row.role == SUBTOTAL and lines[before].role == SUBTOTAL):
            start = before + 1
            break
    end = len(lines)
    for after in range(index + 1, len(lines)):
        if lines[after].role == TOTAL:
            end = after
            break
    sets: list[tuple[int, ...]] = []
    for span in (range(start, index), range(index + 1, end)):
        sets += _sets_in(lines, levels, span)
    if row.role == SUBTOTAL:
        sets = _since_group(lines, levels, start, index) + sets
    everything = range(index)
    if start:
        sets += _sets_in(lines, levels, everything)
    return tuple(sets)


def _sets_in(lines: Sequence[Row], levels: Sequence[int], span: range) -> list[tuple[int, ...]]:
    if not span:
        return []
    present = [levels[i] for i in span if levels[i] >= 0]
    subtotals = tuple(lines[i].row for i in span if lines[i].role == SUBTOTAL)
    sets: list[tuple[int, ...]] = []
    if present:
        top = min(present)
        sets.append(tuple(lines[i].row for i in span if levels[i] == top))
        sets.append(tuple(lines[i].row for i in span if lines[i].role == UNIT))
        sets.append(tuple(lines[i].row for i in span if levels[i] == top + 1))
        sets.append(tuple(lines[i].row for i in span if lines[i].role == GROUP))
    if subtotals:
        after = max(i for i in span if lines[i].role == SUBTOTAL)
        rest = tuple(lines[i].row for i in span if i > after and lines[i].role == UNIT)
        groups = tuple(lines[i].row for i in span if lines[i].role == GROUP and lines[i].amounts)
        sets[:0] = [subtotals + rest, subtotals + groups]
        sets.append(rest)
    return sets


def _since_group(
    lines: Sequence[Row], levels: Sequence[int], start: int, index: int
) -> list[tuple[int, ...]]:
    """The rows between a sub-total and the group row above it."""
    first = start
    for before in range(index - 1, start - 1, -1):
        if lines[before].role == GROUP:
            first = before + 1
            break
    units = tuple(lines[i].row for i in range(first, index) if lines[i].role == UNIT)
    return [units, *_sets_in(lines, levels, range(first, index))]
