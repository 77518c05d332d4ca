"""Section 7: norms, the pool, and the steps that hand it out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.reference import law
from tests.reference.apportion import apportion, fill, make_whole
from tests.reference.drivers import ZERO, Unit, UnitYear
from tests.reference.measures import Report
from tests.reference.numbers import down, up
from tests.reference.plan import DEFAULT_STAGES, SCHOOLS, Assumptions, by_year, level_of

DEFAULT_TABLE = {"teaching_share": Fraction(19, 100)}


def norm_table(unit: Unit, norms: Mapping[str, Any]) -> Mapping[str, Any]:
    """A kind without a table: 0.19 for schools, else no norm; in a table what is not given is 0."""
    if unit.kind in norms:
        return dict(norms[unit.kind])
    return DEFAULT_TABLE if unit.kind in SCHOOLS else {}


def set_norm(unit: Unit, cell: UnitYear, year: int, norms: Mapping[str, Any], given: Assumptions) -> None:
    table = norm_table(unit, norms)
    k = Fraction(table.get("teaching_share", 0))
    pay = cell.salary
    if table.get("norm_pay", "base") == "base":
        pay /= cell.base_pay_index
    drivers = {
        "per_pupil": cell.pupils,
        "per_class": cell.classes,
        "per_post": cell.posts,
        "per_site": cell.sites,
        "per_unit": Fraction(1),
    }
    counted = sum((Fraction(table.get(key, 0)) * size for key, size in drivers.items()), ZERO)
    cell.norm = max(pay * k / (1 - k), counted)
    if table.get("indexed", False):
        cell.norm *= (1 + given.inflation) ** (year - unit.base_year)
    cell.available = cell.standing - cell.salary
    if table.get("counts", "all") == "all":
        cell.available += cell.revenue_planned


def supplement_multiple(group: str, year: int, given: Assumptions) -> Fraction:
    return given.group1_multiple if group == "1" else law.rate("supplement_cap", year, group)


def pool_of(table: Mapping[str, Any], scope: Sequence[Unit], everyone: Sequence[Unit], year: int) -> Fraction:
    pool = table.get("pool", {"from": "savings"})
    if pool["from"] == "savings":
        saved = sum(u.years[year].status_quo - u.years[year].standing for u in everyone)
        return Fraction(pool.get("share", 1)) * saved
    level = level_of(by_year(pool["by_year"]), year)
    if level < 0:
        raise ValueError(f"a pool below nothing in {year}")
    return level if pool["from"] == "amount" else level * sum((u.support for u in scope), ZERO)


class Allocation:
    """One year's pool on its way to the units of the scope."""

    def __init__(
        self,
        table: Mapping[str, Any],
        scope: Sequence[Unit],
        everyone: Sequence[Unit],
        year: int,
        given: Assumptions,
        report: Report,
    ) -> None:
        self.table, self.scope, self.year, self.given, self.report = table, scope, year, given, report
        self.cells = [unit.years[year] for unit in scope]
        self.codes = [unit.code for unit in scope]
        self.step = int(table.get("round_to", 1_000_000))
        self.pool = down(pool_of(table, scope, everyone, year), self.step)
        self.left = self.pool
        cap = Fraction(table["cap"]) if "cap" in table else None
        self.caps = None if cap is None else [down(cap * u.support, self.step) for u in scope]

    def run(self) -> None:
        self.give_floor()
        for stage in self.table.get("stages", DEFAULT_STAGES):
            if stage["aim"] == "norm":
                self.give_norm(stage)
            elif stage["aim"] == "supplement":
                self.give_supplement(stage)
            elif stage["aim"] == "share":
                self.give_share(stage)
            else:
                raise ValueError(f"aim {stage['aim']!r} is not of section 7")
        if self.left > 0:
            self.report("pool_unallocated", "note", None, self.year)

    def give(self, grants: Sequence[int], filling: bool = False) -> None:
        """Hand out; of supplement money only what fills the gap counts as spent."""
        for cell, grant in zip(self.cells, grants, strict=True):
            cell.given += grant
            cell.spent += min(Fraction(grant), max(ZERO, cell.gap - cell.spent)) if filling else grant
            self.left -= grant

    def room(self, i: int) -> int:
        """cap - given; without a cap all that is left."""
        return self.left if self.caps is None else self.caps[i] - self.cells[i].given

    def uppers(self, needs: Sequence[int]) -> list[int]:
        if self.caps is None:
            return list(needs)
        return [min(need, self.room(i)) for i, need in enumerate(needs)]

    def give_floor(self) -> None:
        share = Fraction(self.table.get("floor", 0))
        floors = [down(share * u.support, self.step) for u in self.scope]
        capped = False
        for i in range(len(floors)):
            if self.caps is not None and self.caps[i] < floors[i]:
                floors[i] = self.caps[i]
                capped = True
        if capped:
            # Ambiguous: the page does not say whose finding it is; taken as one a year for the plan.
            self.report("cap_over_floor", "note", None, self.year)
        if self.left >= sum(floors):
            self.give(floors)
            return
        self.report("floor_short", "warning", None, self.year)
        weights = [u.support for u in self.scope]
        self.give(apportion(self.left, weights, [0] * len(floors), floors, self.step, self.codes))

    def by_need(self, needs: Sequence[int], filling: bool = False) -> None:
        upper = self.uppers(needs)
        amount = min(self.left, sum(upper))
        self.give(apportion(amount, needs, [0] * len(upper), upper, self.step, self.codes), filling)

    def give_norm(self, stage: Mapping[str, Any]) -> None:
        level = Fraction(stage.get("level", 1))
        needs = [
            up(max(ZERO, level * c.norm - c.available - c.spent), self.step) if c.norm > 0 else 0
            for c in self.cells
        ]
        if stage.get("method", "lowest_first") == "proportional":
            self.by_need(needs)
            return
        upper = self.uppers(needs)
        amount = min(self.left, sum(upper))
        quotas = fill(
            Fraction(amount),
            [c.norm for c in self.cells],
            [c.available + c.spent for c in self.cells],
            [0] * len(upper),
            upper,
        )
        self.give(make_whole(amount, quotas, [0] * len(upper), upper, self.step, self.codes))

    def give_supplement(self, stage: Mapping[str, Any]) -> None:
        needs = [self.supplement_need(c, Fraction(stage["multiple"])) for c in self.cells]
        self.by_need(needs, filling=True)

    def supplement_need(self, cell: UnitYear, multiple: Fraction) -> int:
        if cell.assigned is None:
            return 0
        m = min(multiple, supplement_multiple(cell.assigned, self.year, self.given))
        d = ZERO if cell.assigned == "4" else law.rate("development_minimum", self.year, cell.assigned)
        balance = cell.revenue_planned + cell.standing + cell.given - cell.spending_done
        return up(max(ZERO, m * cell.payroll / (1 - d) + cell.reserve - balance), self.step)

    def give_share(self, stage: Mapping[str, Any]) -> None:
        by = stage.get("by", "pupils")
        weights = [share_weight(by, u, c) for u, c in zip(self.scope, self.cells, strict=True)]
        if self.scope and self.left > 0 and not any(weights):
            # Ambiguous: said only where there is something to share and someone to give it to.
            self.report("weights_zero", "note", None, self.year)
            weights = [Fraction(1)] * len(weights)
        upper = [self.room(i) if w > 0 else 0 for i, w in enumerate(weights)]
        amount = min(self.left, sum(upper))
        self.give(apportion(amount, weights, [0] * len(upper), upper, self.step, self.codes))


def share_weight(by: str, unit: Unit, cell: UnitYear) -> Fraction:
    return {
        "pupils": cell.pupils,
        "classes": cell.classes,
        "staff": cell.staff,
        "payroll": cell.payroll,
        "support": unit.support,
        "equal": Fraction(1),
    }[by]
