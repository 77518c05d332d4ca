"""Small units and scenarios for tests: a unit is what it has, a plan is the text of its file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from budget.autonomy import GROUPS
from budget.law import LawValue, national_law
from budget.scenario import Scenario, parse_scenario
from budget.simulate import Result, simulate
from budget.store import Batch, Store
from budget.units import Units

if TYPE_CHECKING:
    from collections.abc import Iterable

M = 1_000_000
"""Một triệu đồng."""

SCHOOL_KINDS = ("preschool", "primary", "lower_secondary", "combined")


def service(code: str = "V1", **columns: Any) -> dict[str, Any]:
    """A service unit."""
    return {"code": code, "name": code, "kind": "service", **columns}


def school(code: str = "T1", kind: str = "primary", **columns: Any) -> dict[str, Any]:
    """A school."""
    return {"code": code, "name": code, "kind": kind, **columns}


def town() -> list[dict[str, Any]]:
    """A service unit and a school, which the State pays in full."""
    return [
        service(salary=100 * M, professional=100 * M, support=200 * M),
        school(salary=80 * M, professional=20 * M, support=100 * M, pupils=10),
    ]


def with_town(store: Store, text: str) -> Store:
    """The store with the town of 2022 and one plan."""
    store.add_data([Batch(2022, Units.from_rows(2022, town()).rows())], "Lan")
    store.save_scenario("Giảm ít", text, "Lan", 2022)
    return store


def plan(text: str = "") -> Scenario:
    """The scenario of a file that says no more than this."""
    return parse_scenario(f'name = "Thử"\n{text}')


def run(
    year: int, rows: Iterable[dict[str, Any]], text: str = "", own: Iterable[tuple[str, LawValue]] = ()
) -> Result:
    """The result of a plan on the data of a base year, under the law of the country and `own` values."""
    return simulate(Units.from_rows(year, rows), plan(text), national_law().with_own(own))


def own(parameter: str, since: int, value: Any) -> tuple[str, LawValue]:
    """A value of the office's own from a year on."""
    return parameter, LawValue(date(since, 1, 1), value, "V", f"NQ {since}")


def cell(result: Result, figure: str, code: str, year: int) -> int:
    """One published amount."""
    return int(result.published(figure)[result.units.code.index(code), result.year(year)])


def path(result: Result, figure: str, code: str) -> list[int]:
    """A published amount of a unit through the years."""
    return [int(x) for x in result.published(figure)[result.units.code.index(code)]]


def across(result: Result, figure: str, year: int) -> list[int]:
    """A published amount of one year through the units."""
    return [int(x) for x in result.published(figure)[:, result.year(year)]]


def value(result: Result, figure: str, code: str, year: int) -> float:
    """One figure, unrounded."""
    return float(result[figure][result.units.code.index(code), result.year(year)])


def groups(result: Result, code: str, figure: str = "group") -> list[str | None]:
    """The groups of a unit through the years, or the assigned ones."""
    names = [*GROUPS, None]
    return [names[g] for g in getattr(result, figure)[result.units.code.index(code)].tolist()]


def found(result: Result, kind: str) -> list[tuple[str | None, int | None]]:
    """Where a kind of finding stands: unit and year."""
    return [(finding.unit, finding.year) for finding in result.findings.of(kind)]


def kinds_found(result: Result) -> set[str]:
    """All kinds of findings."""
    return {finding.kind for finding in result.findings}
