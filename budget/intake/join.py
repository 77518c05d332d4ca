"""Several tables of one file: which count, which repeat, which belong together (nhiều bảng)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from budget.findings import NOTE, WARNING, Finding
from budget.intake.halves import pairs
from budget.intake.lines import numbers_of
from budget.intake.reading import Sources, Table, sum_units


def settle_tables(file: str, tables: list[Table]) -> tuple[list[Table], list[Finding]]:
    """Decide which tables count: a summary of units that another table has does not; halves are joined."""
    settled = list(tables)
    findings: list[Finding] = []
    if any(table.used and not table.form for table in settled):
        # Beside a list of units, an upright table is a guide or an example, not a unit of its own.
        settled = [replace(table, used=False) if table.form else table for table in settled]
    used = [index for index, table in enumerate(settled) if table.used]
    visible = [index for index in used if settled[index].visible]
    if visible:
        for index in set(used) - set(visible):
            settled[index] = replace(settled[index], used=False)
            findings.append(_second(file, settled[index], "hidden", ""))
    order = sorted(
        visible or used,
        key=lambda i: (
            "salary" not in numbers_of(settled[i]),
            -len(numbers_of(settled[i])),
            -len(settled[i].units),
            i,
        ),
    )
    kept: list[int] = []
    for index in order:
        table = settled[index]
        partner = next((other for other in kept if _overlap(settled[other], table)), None)
        if partner is None:
            kept.append(index)
            continue
        settled[index] = replace(table, used=False)
        if numbers_of(table) & numbers_of(settled[partner]):
            findings.append(_second(file, table, "repeats", settled[partner].sheet))
        else:
            settled[partner] = _join(settled[partner], table)
            findings.append(_second(file, table, "joined", settled[partner].sheet))
    pages = {table.sheet for table in settled if table.used}
    for before, table in zip(tables, settled, strict=True):
        if not table.used and (not before.used or before.form) and table.sheet in pages:
            findings.append(_second(file, table, "other", ""))
    return settled, findings


def _second(file: str, table: Table, why: str, other: str) -> Finding:
    severity = NOTE if why == "joined" else WARNING
    cell = f"{table.left}{table.head_rows[0]}"
    return Finding(
        "second_table",
        severity,
        file=file,
        sheet=table.sheet,
        cell=cell,
        numbers={"why": why, "other": other},
    )


def _overlap(first: Table, second: Table) -> bool:
    """Tell whether most units of the second table stand in the first, for the same year or drawn from it."""
    if first.form or second.form or not second.units or _side_by_side(first, second):
        return False
    if len(pairs(first, second)) * 2 <= len(second.units):
        return False
    return first.year == second.year or _drawn(first, second)


def _side_by_side(first: Table, second: Table) -> bool:
    """Tell whether two tables are years of one table, whose columns stand beside one another."""
    place, year, _ = first.place.partition("@")
    return bool(year) and second.place.startswith(f"{place}@")


def _drawn(first: Table, second: Table) -> bool:
    """Tell whether the second table is made from the first, whatever year its title speaks of.

    It has no pay, and the first has; or most of its columns are strange and those of the first are not.
    """
    if not numbers_of(first) & numbers_of(second):
        return False
    without_pay = "salary" in numbers_of(first) and "salary" not in numbers_of(second)
    strange = [sum(1 for h in table.columns if not h.id) for table in (first, second)]
    worked_out = (
        numbers_of(second) <= numbers_of(first)
        and strange[1] > len(numbers_of(second))
        and strange[0] < len(numbers_of(first))
    )
    return without_pay or worked_out


def _join(first: Table, second: Table) -> Table:
    """The units of the first table with the columns only the second has; units of the second alone follow."""
    sources, more = first.sources, second.sources
    if not isinstance(sources, Sources) or not isinstance(more, Sources):
        return first
    where = {there: here for here, there in pairs(first, second).items()}
    units: list[dict[str, Any]] = []
    rows: list[int] = []
    cells: list[Any] = []
    place = more.places[0]
    for number, unit in enumerate(first.units):
        index = where.get(number)
        extra = {} if index is None else second.units[index]
        joined = {**{i: v for i, v in extra.items() if i not in unit}, **unit}
        for id_ in ("code", "ward", "field", "owner", "kind"):
            joined[id_] = unit.get(id_) or extra.get(id_, "")
        units.append(joined)
        rows.append(-1 if index is None else place.rows[index])
        cells.append([] if index is None else place.cells[index])
    alone = sorted(set(range(len(second.units))) - set(where.values()))
    units += [second.units[index] for index in alone]
    places = [
        replace(p, rows=[*p.rows, *([-1] * len(alone))], cells=[*p.cells, *([()] * len(alone))])
        for p in sources.places
    ]
    places.append(
        replace(
            place,
            rows=[*rows, *(place.rows[i] for i in alone)],
            cells=[*cells, *(place.cells[i] for i in alone)],
        )
    )
    return replace(
        first,
        units=units,
        sources=Sources(sources.file, sources.sha256, places),
        totals=sum_units(units),
        findings=(
            *first.findings,
            *(f for f in second.findings if f.kind not in {"missing_column", "year_missing"}),
        ),
    )
