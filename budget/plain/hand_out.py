"""Phân bổ của một năm, từng đơn vị (model, section 7): savings of all units for the schools."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from budget.autonomy import UNDEFINED
from budget.money import down_number
from budget.plain.cells import Number, PlainYear
from budget.scenario import Allocation, NormStage, SavingsPool, ShareStage, SupplementStage

if TYPE_CHECKING:
    from budget.plain.model import PlainModel


def hand_out(model: PlainModel, now: PlainYear) -> None:
    """Chia nguồn của năm: the floor, then the stages, each with what is left."""
    plan = model.scenario.allocation
    assert plan is not None
    assert isinstance(plan.pool, SavingsPool)
    saved = sum(cell.status_quo - cell.support for cell in now.cells)
    now.pool = now.left = down_number(Fraction(plan.pool.share) * saved, plan.round_to)
    round_ = _Round(model, plan, now)
    round_.floor()
    for stage in plan.stages:
        match stage:
            case NormStage():
                round_.norm(stage)
            case SupplementStage():
                round_.supplement(stage)
            case ShareStage():
                round_.share()
    if now.left:
        now.say("pool_unallocated")


class _Round:
    """Một lượt chia: the schools of the year, and what each may still get."""

    def __init__(self, model: PlainModel, plan: Allocation, now: PlainYear) -> None:
        self.model, self.plan, self.now, self.step = model, plan, now, plan.round_to
        self.cells = [cell for cell in now.cells if cell.unit.school]
        self.ranks = [cell.unit.rank for cell in self.cells]
        cap = None if plan.cap is None else model.number(plan.cap)
        self.caps = [
            None if cap is None else model.down(cap * cell.unit.row["support"], self.step)
            for cell in self.cells
        ]

    def room(self, needs: Sequence[int]) -> list[int]:
        """Each need as far as the cap leaves room."""
        return [
            need if cap is None else min(need, cap - cell.increase)
            for need, cap, cell in zip(needs, self.caps, self.cells, strict=True)
        ]

    def give(self, weights: Sequence[Number], upper: Sequence[int], *, fills_gap: bool = False) -> None:
        """In proportion to the weights; a supplement is spent only as far as it fills the gap."""
        upper = [u if w > 0 else 0 for w, u in zip(weights, upper, strict=True)]
        amount = min(self.now.left, sum(upper))
        self.take(self.model.apportion(amount, weights, upper, self.step, self.ranks), fills_gap)

    def take(self, grants: Sequence[int], fills_gap: bool = False) -> None:
        """Every school takes its grant out of what is left."""
        for cell, grant in zip(self.cells, grants, strict=True):
            cell.increase += grant
            cell.spent += min(grant, max(0, cell.gap - cell.spent)) if fills_gap else grant
        self.now.left -= sum(grants)

    def floor(self) -> None:
        """Mức tăng tối thiểu."""
        share = self.model.number(self.plan.floor)
        wanted = [self.model.down(share * cell.unit.row["support"], self.step) for cell in self.cells]
        floors = self.room(wanted)
        if floors != wanted:
            self.now.say("cap_over_floor")
        if sum(floors) > self.now.left:
            self.now.say("floor_short")
            self.give([cell.unit.row["support"] for cell in self.cells], floors)
        else:
            self.take(floors)

    def norm(self, stage: NormStage) -> None:
        """Bù từ nơi thấp nhất đến định mức."""
        level = self.model.number(stage.level)
        covered = [cell.available + cell.spent for cell in self.cells]
        upper = self.room(
            [
                self.model.up(max(0, level * cell.norm - has), self.step) if cell.norm > 0 else 0
                for cell, has in zip(self.cells, covered, strict=True)
            ]
        )
        amount = min(self.now.left, sum(upper))
        if amount == sum(upper):
            self.take(upper)
        elif amount > 0:
            norms = [cell.norm for cell in self.cells]
            self.take(self.model.raised(amount, norms, covered, upper, self.step, self.ranks))

    def supplement(self, stage: SupplementStage) -> None:
        """Thu nhập tăng thêm theo hệ số."""
        model, year = self.model, self.now.year
        multiple = model.number(stage.multiple)
        least, caps = model.by_group("development_minimum", year), model.by_group("supplement_cap", year)
        needs = []
        for cell in self.cells:
            if cell.assigned == UNDEFINED:
                needs.append(0)
                continue
            wanted = min(multiple, caps[cell.assigned]) * cell.payroll / (1 - least[cell.assigned])
            spending = cell.spending + max(0, cell.spent - cell.gap)
            has = cell.own_revenue + cell.support + cell.increase - spending
            needs.append(model.up(max(0, wanted + cell.reserve - has), self.step))
        self.give(needs, self.room(needs), fills_gap=True)

    def share(self) -> None:
        """Chia theo số học sinh."""
        self.give([cell.pupils for cell in self.cells], self.room([self.now.left] * len(self.cells)))
