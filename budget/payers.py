"""Ai chịu các ngoại lệ: what units get with the exceptions made by hand, and what they would get without."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.compare import without_exceptions
from budget.indicators import Reach, norm_gap, reach
from budget.money import Array, down, total, whole
from budget.select import Mask
from budget.simulate import Result

MOST, MOST_PAYING = 5, 3
"""Exceptions, and units that pay for them, that a text names; the others are counted."""

EXCEPTED, PAYING, GAINING, SAME, NOTHING = "excepted", "paying", "gaining", "same", "nothing"


@dataclass(frozen=True)
class Payers:
    """Kinh phí tăng có và không có ngoại lệ trong một năm: with_them, without_them (n,) in whole đồng.

    The pool is the same in both, so what is left of it (`left`, `left_without`, đồng) closes the account.
    """

    with_them: Array
    without_them: Array
    excepted: Mask
    pupils: Array
    left: int
    left_without: int

    @property
    def difference(self) -> Array:
        """Chênh lệch do ngoại lệ (n,), đồng."""
        return self.with_them - self.without_them

    @property
    def granted(self) -> int:
        """Tổng số cấp ngoại lệ, đồng."""
        return total(self.with_them[self.excepted])

    @property
    def paid(self) -> int:
        """Số mà những đơn vị khác nhận ít đi, đồng."""
        return -total(self.difference[self.of(PAYING)])

    @property
    def of_excepted(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Đơn vị có ngoại lệ được ít hơn và nhiều hơn: how many of them and by how much, đồng, each."""
        own = self.difference[self.excepted]
        less, more = own[own < 0], own[own > 0]
        return (len(less), -total(less)), (len(more), total(more))

    @property
    def reach(self) -> Reach:
        """Phạm vi: the units without an exception, up, down or unchanged."""
        others = ~self.excepted
        return reach(self.without_them[others], self.with_them[others], self.pupils[others])

    def of(self, part: str) -> Mask:
        """Những đơn vị của một phần (n,): with an exception, paying for it, gaining by it, with as much as
        before, with nothing in both.
        """
        change = self.difference
        masks: dict[str, Mask] = {
            EXCEPTED: self.excepted,
            PAYING: ~self.excepted & (change < 0),
            GAINING: ~self.excepted & (change > 0),
            SAME: ~self.excepted & (change == 0) & (self.with_them != 0),
            NOTHING: ~self.excepted & (change == 0) & (self.with_them == 0),
        }
        return masks[part]


def _apart(result: Result) -> Mask:
    """Đơn vị không dự các bước chia vì có ngoại lệ (n,): those with an amount in any year."""
    setting = result.steps.given.setting if result.steps else None
    found: Mask = np.zeros(len(result.units), dtype=bool)
    if setting is not None:
        found = np.any(setting.by_hand, axis=1)
    return found


def who_pays(result: Result, plain: Result, year: int) -> Payers:
    """Ai chịu các ngoại lệ: `plain` is the result of the same scenario without them
    (`budget.compare.without_exceptions`).
    """
    j = result.year(year)
    return Payers(
        with_them=whole(result["increase"][:, j]),
        without_them=whole(plain["increase"][:, j]),
        excepted=_apart(result),
        pupils=result["pupils"][:, j],
        left=int(result.totals["unallocated"][j]),
        left_without=int(plain.totals["unallocated"][j]),
    )


def at_norm_by_hand(result: Result, plain: Result, year: int) -> int:
    """Số trường đạt định mức chỉ nhờ ngoại lệ: schools with one that miss something to the norm without any,
    `plain` as for `who_pays`. What is granted by hand counts towards the norm (model, section 7), a repair
    too.
    """
    reached = (norm_gap(result, year) == 0) & (norm_gap(plain, year) > 0)
    return int((_apart(result) & result.units.school & reached).sum())


@dataclass(frozen=True)
class Own:
    """Kinh phí tăng của một đơn vị có và không có ngoại lệ, đồng by year after the base year; `asked`: its
    exception as entered, what it gets by the stages where it has none with an amount.
    """

    with_them: Mapping[int, int]
    without_them: Mapping[int, int]
    asked: Mapping[int, int]

    @property
    def years(self) -> tuple[int, ...]:
        """Các năm sau năm gốc."""
        return tuple(self.with_them)

    @property
    def less(self) -> tuple[int, ...]:
        """Các năm nhận ít hơn khi không có ngoại lệ."""
        return tuple(year for year in self.years if self.difference(year) < 0)

    @property
    def net(self) -> int:
        """Chênh lệch cộng các năm, đồng."""
        return sum(self.difference(year) for year in self.years)

    @property
    def part(self) -> int:
        """Phần được chia nếu không có ngoại lệ, trong số được cấp, cộng các năm, đồng."""
        return sum(min(self.with_them[year], self.without_them[year]) for year in self.years)

    @property
    def filled(self) -> dict[int, int]:
        """Số ghi mỗi năm để không năm nào nhận ít đi, đồng: what it gets, or would get without where that is
        more.
        """
        return {year: max(self.with_them[year], self.without_them[year]) for year in self.years}

    def with_more(self, year: int, more: int) -> dict[int, int]:
        """Số ghi mỗi năm để một năm nhận thêm `more` đồng, and every other year as it is."""
        return {**self.asked, year: self.asked[year] + more}

    def difference(self, year: int) -> int:
        """Chênh lệch của một năm, đồng."""
        return self.with_them[year] - self.without_them[year]


def own(result: Result, plain: Result, code: str) -> Own:
    """Đơn vị được hay mất vì ngoại lệ, `plain` as for `who_pays`: in no year in which an exception has an
    amount, nor in any other, does its unit take part in the stages.
    """
    i = result.units.position(code)
    with_them, without_them = (whole(of["increase"][i]) for of in (result, plain))
    years = list(enumerate(result.years))[1:]
    setting = result.steps.given.setting if result.steps else None
    asked = with_them if setting is None or not setting.by_hand[i].any() else whole(setting.by_hand[i])
    by_year = ({y: int(money[j]) for j, y in years} for money in (with_them, without_them, asked))
    return Own(*by_year)


@dataclass(frozen=True)
class AboveCap:
    """Ngoại lệ và trần: the `cap` on what the steps give the unit, đồng, and by how much the exception
    passes it, by year after the base year in which it does.
    """

    cap: int
    beyond: Mapping[int, int]


def above_cap(result: Result, code: str) -> AboveCap | None:
    """Ngoại lệ của một đơn vị vượt trần bao nhiêu: the cap holds for the floor and the stages, not for an
    exception. None without a cap, and for a unit that the steps are not for.
    """
    plan, i = result.scenario.allocation, result.units.position(code)
    if plan is None or plan.cap is None or result.steps is None or not result.steps.scope[i]:
        return None
    cap = int(down(float(plan.cap) * result.units["support"][i], float(plan.round_to)))
    given = granted_to(result, code).by_year
    return AboveCap(cap, {year: money - cap for year, money in given.items() if money > cap})


@dataclass(frozen=True)
class Granted:
    """Số cấp ngoại lệ cho một đơn vị qua các năm: by year after the base year, and in all, đồng."""

    by_year: Mapping[int, int]

    @property
    def in_all(self) -> int:
        """Cộng các năm, đồng."""
        return sum(self.by_year.values())


def granted_to(result: Result, code: str) -> Granted:
    """Số cấp ngoại lệ cho một đơn vị: an amount runs on until another is given. Nothing for a unit that is
    not in the data.
    """
    if result.steps is None or code not in result.units.code:
        return Granted({})
    money = result.steps.given.exceptions[result.units.position(code)]
    return Granted({year: int(money[j]) for j, year in enumerate(result.years) if j})


def running_on(result: Result) -> int:
    """Mấy ngoại lệ đi tiếp sau năm cuối đã ghi, with its amount: it holds until another, or 0, is given."""
    plan = result.scenario.allocation
    given = [one.by_year for one in (plan.exceptions if plan else ()) if one.by_year]
    return sum(max(of) < result.years[-1] and of[max(of)] > 0 for of in given)


def excepted(result: Result, year: int) -> dict[str, Any]:
    """Các ngoại lệ được cấp của một phương án: "n" units, "total" đồng in the "years" in which one has an
    amount, "granted" đồng of `year`, "beyond" [year, đồng] what they get more or less than without any,
    "paid" as `paid_for`, "listed" [name, đồng of `year`, đồng in all, reason, `Own.part`] of at most MOST,
    the largest of `year` first, equal ones in the order of the plan; {} for none.
    """
    plan = result.scenario.allocation
    given = [(one, granted_to(result, one.unit)) for one in (plan.exceptions if plan else ())]
    given = [(one, money) for one, money in given if money.in_all]
    if not given:
        return {}
    name, plain = dict(zip(result.units.code, result.units.name, strict=True)), without_exceptions(result)
    first = sorted(given, key=lambda one: -one[1].by_year.get(year, 0))[: MOST + (len(given) == MOST + 1)]
    return {
        "n": len(given),
        "total": sum(money.in_all for _, money in given),
        "years": [y for y in result.years[1:] if any(money.by_year[y] for _, money in given)],
        "granted": sum(money.by_year.get(year, 0) for _, money in given),
        "beyond": _beyond(result, plain),
        "paid": paid_for(result, plain, year),
        "listed": [
            [
                name[one.unit],
                money.by_year.get(year, 0),
                money.in_all,
                " ".join(one.reason.split()),
                own(result, plain, one.unit).part,
            ]
            for one, money in first
        ],
    }


def _beyond(result: Result, plain: Result) -> list[list[int]]:
    """Đơn vị có ngoại lệ được hơn hay kém phần được chia: [year, đồng] of the years in which it differs."""
    mine = _apart(result)
    more = whole(result["increase"] - plain["increase"])[mine].sum(axis=0)
    return [[y, int(more[j])] for j, y in enumerate(result.years) if j and more[j]]


def paid_for(result: Result, plain: Result, year: int) -> dict[str, Any]:
    """Ai chịu các ngoại lệ trong năm: "n" other units that are given less than without them, "amount" đồng in
    all, "listed" [name, đồng] of the MOST_PAYING that lose most, a single one that would be left among them;
    equal ones in the order of the data. `plain` as for `who_pays`.
    """
    found = who_pays(result, plain, year)
    paying, less = found.of(PAYING), -found.difference
    order = np.argsort(-np.where(paying, less, 0), kind="stable")
    n = int(paying.sum())
    first = order[: min(n, MOST_PAYING + (n == MOST_PAYING + 1))].tolist()
    listed = [[result.units.name[i], int(less[i])] for i in first]
    return {"n": n, "amount": found.paid, "listed": listed}
