"""Vòng lặp năm của bản tính đối chiếu (model, sections 4 to 10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import isnan, nan
from typing import Any

from budget.autonomy import FIRST, FOURTH, GROUPS, SECOND, THIRD_A, THIRD_C, UNDEFINED
from budget.checks import NEAR
from budget.money import whole_number
from budget.norms import norm_of
from budget.plain.cells import Cell, Number, PlainYear
from budget.plain.drivers import PlainDrivers
from budget.plain.hand_out import hand_out
from budget.roadmap import yearly_path
from budget.units import KIND


class PlainModel(PlainDrivers):
    """Mô hình tính từng đơn vị, năm này qua năm khác."""

    def run(self) -> Iterator[PlainYear]:
        """Các năm của phương án, one after the other; a year is let go when the next one is done."""
        before = None
        taken = [0] * len(self.scenario.reductions)
        for n, year in enumerate(self.years):
            now = PlainYear(year, n, self.project(year, n))
            self.status_quo(now)
            self.roadmap(now)
            self.prepare(now)
            if n:
                taken = [a + b for a, b in zip(taken, self.reductions(now), strict=True)]
            for cell in now.cells:
                cell.comparable = cell.support - cell.status_quo + cell.unit.row["support"]
            self.norms(now)
            if n and self.scenario.allocation is not None:
                hand_out(self, now)
            self.funds(now)
            self.findings(now, before or now)
            if n == len(self.years) - 1:
                now.findings["no_effect", -1] += taken.count(0)
                now.findings += {}
            before = now
            yield now

    def status_quo(self, now: PlainYear) -> None:
        """Hiện trạng (section 4)."""
        pays_rises, pays_steps = (
            self.number(x) for x in (self.given.state_pays_rises, self.given.state_pays_steps)
        )
        pay, rate = self.pay[now.n], self.number(self.law.number("saving_rate", now.year))
        set_aside = self.set_aside_of(now.year)
        for cell in now.cells:
            base, salary = cell.base, cell.unit.row["salary"]
            part: Number = 1
            if FIRST <= base.group <= SECOND:
                part = 0
            elif THIRD_A <= base.group <= THIRD_C and not cell.unit.school:
                part = 1 - base.ratio
            rise = pays_rises * part * salary * (pay - 1)
            steps = pays_steps * part * (cell.salary - salary * pay)
            group = self.assigned(cell, now.year, planned=False)
            grown = set_aside(cell, group, 0) - set_aside(base, group, 0)
            cell.own_part = (1 - part) * salary * max(0, pay - 1)
            if self.given.own_funds_first:
                cell.used_for_pay = min(max(0, grown - cell.own_part), max(0, rise))
            stands = cell.unit.row["support"] + rise + steps - cell.used_for_pay
            cell.status_quo = cell.support = self.whole(max(0, stands))
            cell.saving = rate * max(0, min(cell.operations, cell.status_quo - cell.salary))

    def set_aside_of(self, year: int) -> Callable[[Cell, int, Number], Number]:
        """Cách trích của một năm: what a cell sets aside in a group, `added` counted in `users`."""
        rate = self.number(self.law.number("own_revenue_rate", year))
        names = self.law.names("own_revenue_lines", year)

        def set_aside(cell: Cell, group: int, added: Number) -> Number:
            if group < THIRD_A:
                return 0
            lines = cell.lines
            amounts = {
                "tuition": lines["tuition"],
                "users": lines["users"] + added,
                "surplus_services": lines["surplus_services"],
                "fees_surplus": max(0, lines["fees"] - lines["fee_work"]),
            }
            return rate * sum(amounts[name] for name in names)

        return set_aside

    def roadmap(self, now: PlainYear) -> None:
        """Lộ trình tự chủ (section 5): one entry for kinds."""
        (entry,) = self.scenario.roadmap
        weights, parts = yearly_path({y: Fraction(t) for y, t in entry.targets.items()}, self.years)
        weight, part = self.number(weights[now.n]), self.number(parts[now.n])
        earns, release = self.number(entry.revenue_share), self.number(entry.release)
        limit = int(self.given.plausible_growth * 1_000_000)
        months = self.number(self.law.number("months_of_tuition", now.year))
        for i, cell in enumerate(now.cells):
            a, b, base = cell.own_revenue, cell.spending, cell.base
            if cell.unit.row["kind"] in (entry.units.kinds or ()) and not isnan(base.ratio):
                cell.target = r = base.ratio * weight + part
                if now.n and r > 0 and r * b - a > max(self.lean, b / 10**15):
                    saving = min(self.up((1 - earns) * (b - a / r)), self.down(cell.operations))
                    revenue = self.up(max(0, r * (b - saving) - a))
                    cell.roadmap_saving, cell.roadmap_revenue = saving, revenue
                    cell.own_revenue, cell.spending = a + revenue, b - saving
                    if abs(cell.spending) < self.lean:
                        cell.spending = self.of(0)
                    cell.operations -= saving
                    cell.support = self.whole(max(0, cell.status_quo - release * (saving + revenue)))
                    cell.released = cell.status_quo - cell.support
            if cell.roadmap_revenue > 0:
                own, start = a - own_of_state(cell), base.own_revenue - own_of_state(base)
                if start > 0:
                    times = max(0, own + cell.roadmap_revenue) / start
                    cell.growth = times ** (self.of(1) / now.n) - 1
                if start <= 0 or self.millionths(cell.growth) > limit:
                    now.say("roadmap_implausible", i)
            if cell.unit.school and cell.pupils > 0:
                cell.pupil_month = cell.roadmap_revenue / (cell.pupils * months)

    def prepare(self, now: PlainYear) -> None:
        """Nhóm được giao và số giữ lại của năm (section 9)."""
        set_aside = self.set_aside_of(now.year)
        for cell in now.cells:
            group = cell.assigned = self.assigned(cell, now.year, planned=True)
            cell.set_aside = set_aside(cell, group, cell.roadmap_revenue)
            before = set_aside(cell.base, group, 0)
            cell.reserve = max(0, cell.set_aside - before - cell.own_part - cell.used_for_pay)

    def exempt(self, cell: Cell, year: int) -> bool:
        """Được miễn mức giảm tối thiểu của năm, or not in group 3 at all."""
        if not THIRD_A <= cell.base.group <= THIRD_C:
            return True
        row = cell.unit.row
        essential = row["essential"] or row["kind"] in self.law.names("essential_kinds", year)
        if self.law.text("exemption", year) == "essential without own revenue":
            return bool(essential and cell.base.own_revenue <= 0)
        return bool(essential)

    def reductions(self, now: PlainYear) -> list[int]:
        """Giảm chi (section 6): the least by law, or a target shared by the support that stands."""
        taken = []
        for measure in self.scenario.reductions:
            cells = [cell for cell in now.cells if cell.unit.row["kind"] == "service"]
            most = None if measure.max_cut is None else self.number(measure.max_cut)
            limits = [
                cell.support
                if most is None
                else self.down(max(0, min(cell.support, most * cell.unit.row["support"] - cell.taken)))
                for cell in cells
            ]
            if measure.method == "statutory":
                cuts = self.least_cuts(now, cells, limits)
            else:
                targets = {y: Fraction(t) for y, t in (measure.target or {}).items()}
                _, shares = yearly_path(targets, self.years)
                cuts = self.shared_cuts(now, shares[now.n], cells, limits)
            for cell, cut in zip(cells, cuts, strict=True):
                cell.cut += cut
                cell.support -= cut
            taken.append(sum(cuts))
        return taken

    def least_cuts(self, now: PlainYear, cells: list[Cell], limits: list[int]) -> list[int]:
        """Mức giảm tối thiểu hằng năm theo luật."""
        rate = self.number(self.law.number("minimum_yearly_reduction", now.year))
        cuts = []
        for cell, limit in zip(cells, limits, strict=True):
            if not self.exempt(cell, now.year):
                cell.unit.kept *= 1 - rate
            aim = cell.unit.row["support"] * (1 - cell.unit.kept)
            cuts.append(min(limit, self.whole(max(0, aim - cell.taken))))
        return cuts

    def shared_cuts(self, now: PlainYear, share: Fraction, cells: list[Cell], limits: list[int]) -> list[int]:
        """Giảm đến mục tiêu chung."""
        base = sum(int(cell.unit.row["support"]) for cell in cells)
        need = max(0, whole_number(share * base) - sum(cell.taken for cell in cells))
        weights = [cell.support for cell in cells]
        if need and not any(weights):
            now.say("weights_zero")
            weights = [1] * len(cells)
        amount = min(need, sum(limit for limit, w in zip(limits, weights, strict=True) if w > 0))
        if amount < need:
            now.say("reduction_short")
        return self.apportion(amount, weights, limits, 1, [cell.unit.rank for cell in cells])

    def norms(self, now: PlainYear) -> None:
        """Định mức chi hoạt động, và số còn lại sau lương (section 7)."""
        tables = {kind: norm_of(kind, self.scenario, self.law, now.year) for kind in KIND}
        prices = (1 + self.number(self.given.inflation)) ** now.n
        number = self.number
        each = {
            kind: {name: number(value) for name, value in table if not isinstance(value, str)}
            for kind, table in tables.items()
            if table is not None
        }
        for cell in now.cells:
            cell.gap = max(0, cell.spending - cell.own_revenue - cell.support)
            cell.available = cell.own_revenue + cell.support - cell.salary
            table, kind = tables[cell.unit.row["kind"]], cell.unit.row["kind"]
            if table is None:
                continue
            amounts, share = each[kind], each[kind]["teaching_share"]
            counted = (
                amounts["per_pupil"] * cell.pupils
                + amounts["per_class"] * cell.classes
                + amounts["per_post"] * (cell.posts or cell.staff)
                + amounts["per_site"] * cell.unit.row["sites"]
                + amounts["per_unit"]
            )
            base = cell.salary / self.pay[now.n] if table.norm_pay == "base" else cell.salary
            cell.norm = max(base * share / (1 - share), counted) * (prices if table.indexed else 1)
            if table.counts == "support":
                cell.available = cell.support - cell.salary

    def funds(self, now: PlainYear) -> None:
        """Kết quả năm và các quỹ (section 9), then what is published of the year."""
        law, year = self.law, now.year
        least, caps, months = (
            self.by_group(name, year) for name in ("development_minimum", "supplement_cap", "bonus_months")
        )
        on_supplement = law.flag("bonus_base_includes_supplement", year)
        for cell in now.cells:
            cell.spending += max(0, cell.spent - cell.gap)
            cell.operations = cell.spending - cell.salary
            cell.support += cell.increase
            cell.available += cell.spent
            cell.balance = cell.own_revenue + cell.support - cell.spending
            cell.group = self.group(cell, year)
            cell.ratio = cell.own_revenue / cell.spending if cell.spending else nan
            cell.coverage = cell.available / cell.norm if cell.norm else nan
            group, left = cell.assigned, max(0, cell.balance - cell.reserve)
            if group == UNDEFINED:
                continue
            cell.development = least[group] * left
            left -= cell.development
            cell.supplement = min(left, caps[group] * cell.payroll)
            left -= cell.supplement
            if group == FOURTH:
                cell.carried = left
            else:
                base = cell.payroll + (cell.supplement if on_supplement else 0)
                cell.bonus = min(left, months[group] * base / 12)
                cell.development += left - cell.bonus
            if cell.payroll:
                cell.supplement_multiple = cell.supplement / cell.payroll

    def by_group(self, parameter: str, year: int) -> list[Number]:
        """A table of the law by position of the group; group 1 decides its multiple of pay itself."""
        table: dict[str, Any] = dict(self.law.table(parameter, year))
        if parameter == "supplement_cap":
            table = {GROUPS[FIRST]: self.given.group1_multiple, **table}
        return [self.number(table.get(name, 0)) for name in GROUPS]

    def findings(self, now: PlainYear, before: PlainYear) -> None:
        """Phát hiện (section 10), on published numbers."""
        thresholds = [int(t * 1_000_000) for t in self.law.table("thresholds", now.year).values() if t > 0]
        near = int(NEAR * 1_000_000)
        stays = 1 - self.number(self.law.number("minimum_yearly_reduction", now.year))
        for i, (cell, last) in enumerate(zip(now.cells, before.cells, strict=True)):
            dependent = cell.group >= THIRD_A
            if isnan(cell.ratio):
                now.say("ratio_undefined", i)
            else:
                degree = self.millionths(cell.ratio)
                if any(abs(degree - threshold) <= near for threshold in thresholds):
                    now.say("near_threshold", i)
            if self.whole(cell.balance) < 0:
                now.say("deficit", i)
            if now.n and cell.comparable - stays * last.comparable > 1 and not self.exempt(cell, now.year):
                now.say("statutory_missed", i)
            if UNDEFINED not in (cell.group, last.group) and cell.group != last.group:
                now.say("group_changed", i)
                if dependent and last.group <= SECOND:
                    now.say("group_drop", i)
            if dependent and cell.support > self.whole(cell.spending) - self.whole(cell.own_revenue):
                now.say("support_above_need", i)
            if cell.unit.school and not isnan(cell.coverage) and self.millionths(cell.coverage) < 1_000_000:
                now.say("below_norm", i)


def own_of_state(cell: Cell) -> Number:
    """Nguồn thu do ngân sách trả: orders and compensation, which are no money of the unit's own."""
    return cell.lines["orders"] + cell.lines["compensation"]
