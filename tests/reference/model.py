"""The year loop, the published figures and the findings (section 10), in the shape of `run --json`."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.reference import law
from tests.reference.allocation import Allocation, set_norm
from tests.reference.drivers import Unit, UnitYear, group, in_group_3, nothing, project, status_quo
from tests.reference.funds import balance, distribute, prepare
from tests.reference.measures import follow_roadmap, implausible, reduce
from tests.reference.numbers import six_digits, whole
from tests.reference.plan import SCHOOLS, Assumptions, by_year, picks, with_kinds

SUMMED = ("support", "released", "cut", "increase")


def run(base_year: int, rows: Sequence[Mapping[str, Any]], scenario: Mapping[str, Any]) -> dict[str, Any]:
    """One object of `scenarios` in `run --json`, without fingerprint and without the findings' texts."""
    years = list(range(base_year, int(scenario.get("horizon", base_year + 3)) + 1))
    result: dict[str, Any] = {
        "name": scenario["name"],
        "years": years,
        "units": [],
        "totals": {},
        "findings": [],
    }
    try:
        return {**result, **Run(base_year, rows, scenario, years).published()}
    except law.NoLawValue as missing:
        finding = {"kind": "no_law_value", "severity": "error", "unit": None, "year": missing.year}
        return {**result, "findings": [finding]}


class Run:
    def __init__(
        self,
        base_year: int,
        rows: Sequence[Mapping[str, Any]],
        scenario: Mapping[str, Any],
        years: Sequence[int],
    ) -> None:
        self.base_year, self.scenario, self.years = base_year, scenario, years
        self.given = Assumptions(scenario.get("assumptions", {}))
        self.mode = scenario.get("classification", "period")
        self.units = [Unit(row, base_year) for row in rows]
        self.findings: list[dict[str, Any]] = []
        self.pools: dict[int, tuple[int, int]] = {}
        self.read_plan()
        for year in years:
            self.compute(year)
        for taken in self.taken:
            if taken == 0:
                self.report("no_effect", "note", None, None)

    def report(self, kind: str, severity: str, unit: str | None, year: int | None) -> None:
        self.findings.append({"kind": kind, "severity": severity, "unit": unit, "year": year})

    def scope(self, selector: Mapping[str, Any]) -> list[Unit]:
        picked = [unit for unit in self.units if picks(selector, unit.row, unit.group)]
        if not picked:
            self.report("selector_empty", "note", None, None)
        return picked

    def read_plan(self) -> None:
        """Scopes and the targets that come too early; one finding for each such target, of its own year."""
        self.entries: dict[str, Mapping[str, Any]] = {}
        for entry in self.scenario.get("roadmap", []):
            self.entries.update({unit.code: entry for unit in self.scope(entry["units"])})
            self.early(entry.get("targets", {}))
        self.measures: list[tuple[Mapping[str, Any], list[Unit]]] = []
        for measure in self.scenario.get("reductions", []):
            self.measures.append((measure, self.scope(with_kinds(measure.get("units"), ["service"]))))
            if measure["method"] == "target":
                self.early(measure["target"])
        self.taken = [0] * len(self.measures)
        self.table = self.scenario.get("allocation")
        self.fed = [] if self.table is None else self.scope(with_kinds(self.table.get("units"), SCHOOLS))

    def early(self, targets: Mapping[str, Any]) -> None:
        for year in sorted(by_year(targets)):
            if year <= self.base_year:
                self.report("target_ignored", "note", None, year)

    def compute(self, year: int) -> None:
        for unit in self.units:
            cell = unit.years[year] = project(unit, year, self.given)
            status_quo(unit, cell, year, self.given, self.mode)
            follow_roadmap(unit, cell, year, self.entries.get(unit.code))
            cell.standing = cell.after_roadmap
            cell.assigned = self.assign(unit, cell, year)
            prepare(unit, cell, year, self.given)
        if year > self.base_year:
            for i, (measure, scope) in enumerate(self.measures):
                self.taken[i] += reduce(measure, scope, year, self.report)
        for unit in self.units:
            set_norm(unit, unit.years[year], year, self.scenario.get("norms", {}), self.given)
        self.pools[year] = (0, 0)
        if year > self.base_year and self.table is not None:
            allocation = Allocation(self.table, self.fed, self.units, year, self.given, self.report)
            allocation.run()
            self.pools[year] = (allocation.pool, allocation.left)
        for unit in self.units:
            distribute(unit.years[year], year, self.given)

    def assign(self, unit: Unit, cell: UnitYear, year: int) -> str | None:
        earlier = {
            y: group(c.revenue_planned, c.spending_planned, unit.covers_investment, y)
            for y, c in unit.years.items()
        }
        return unit.class_of(year, earlier, earlier[year], self.mode)

    def published(self) -> dict[str, Any]:
        units = [
            {
                "code": u.code,
                "name": u.row.get("name", ""),
                "kind": u.kind,
                "years": {str(y): cells(u, u.years[y], y) for y in self.years},
            }
            for u in self.units
        ]
        totals = {}
        for year in self.years:
            rows = [unit["years"][str(year)] for unit in units]
            pool, left = self.pools[year]
            totals[str(year)] = {
                **{key: sum(row[key] for row in rows) for key in SUMMED},
                "unallocated": left,
                "pool": pool,
            }
        for unit, shown in zip(self.units, units, strict=True):
            for year in self.years:
                self.judge(unit, year, shown["years"])
        return {"units": units, "totals": totals, "findings": self.findings}

    def judge(self, unit: Unit, year: int, shown: Mapping[str, Mapping[str, Any]]) -> None:
        """Section 10 for one unit and year, on published numbers."""
        row, code = shown[str(year)], unit.code
        before = shown[str(year - 1)] if year > self.base_year else None
        dependent = row["group"] == "4" or in_group_3(row["group"])
        # Ambiguous: section 10 says only "B = 0"; taken of each year, on the B'' that the ratio divides by.
        said = [
            ("ratio_undefined", "warning", row["ratio"] is None),
            ("deficit", "warning", row["balance"] < 0),
        ]
        if before is not None:
            # Ambiguous: a change is one between two groups, since the finding names both.
            changed = None not in {row["group"], before["group"]} and row["group"] != before["group"]
            said += [
                ("roadmap_implausible", "warning", implausible(unit, unit.years[year], year, self.given)),
                ("statutory_missed", "warning", statutory_missed(unit, year)),
                ("group_drop", "warning", dependent and before["group"] in {"1", "2"}),
                ("group_changed", "note", changed),
            ]
        said += [
            (
                "support_above_need",
                "note",
                dependent and row["support"] > row["spending"] - row["own_revenue"],
            ),
            ("below_norm", "note", self.judged_by_norm(unit) and below_one(row["coverage"])),
            ("near_threshold", "note", near_threshold(row["ratio"], year)),
        ]
        for kind, severity, holds in said:
            if holds:
                self.report(kind, severity, code, year)

    def judged_by_norm(self, unit: Unit) -> bool:
        return unit.school and (self.table is None or unit in self.fed)


def below_one(coverage: str | None) -> bool:
    return coverage is not None and Fraction(coverage) < 1


def near_threshold(ratio: str | None, year: int) -> bool:
    return ratio is not None and any(
        abs(Fraction(ratio) - Fraction(threshold)) <= Fraction(1, 100)
        for _, threshold in law.at("thresholds", year)
    )


def statutory_missed(unit: Unit, year: int) -> bool:
    if not in_group_3(unit.group) or unit.exempt(year):
        return False
    now, before = (
        unit.years[y].standing - (unit.years[y].status_quo - unit.support) for y in (year, year - 1)
    )
    return now - (1 - law.rate("minimum_yearly_reduction", year)) * before > 1


def cells(unit: Unit, cell: UnitYear, year: int) -> dict[str, Any]:
    """The published figures of one unit and year, in the order of files.md."""
    a, b = cell.revenue_planned, cell.spending_done
    ratio = None if nothing(b) else a / b
    shown: dict[str, Any] = {
        "pupils": cell.pupils,
        "own_revenue": a,
        "spending": b,
        "salary": cell.salary,
        "operations": b - cell.salary,
        "status_quo": cell.status_quo,
        "released": cell.status_quo - cell.after_roadmap,
        "cut": cell.after_roadmap - cell.standing,
        "increase": cell.given,
        "support": cell.standing + cell.given,
        "balance": balance(cell),
        "ratio": six_digits(ratio),
        "group": group(a, b, unit.covers_investment, year),
        "assigned": cell.assigned,
        "norm": cell.norm,
        "coverage": six_digits((cell.available + cell.spent) / cell.norm if cell.norm else None),
        "roadmap_revenue": cell.roadmap_revenue,
        "roadmap_saving": cell.roadmap_saving,
        "set_aside": cell.set_aside,
        "used_for_pay": cell.used,
        "reserve": cell.reserve,
        **cell.funds,
    }
    return {key: whole(value) if isinstance(value, Fraction | int) else value for key, value in shown.items()}
