"""Bảng độ bền vững: a row a plan with what it comes to where revenue fails, in its worst move and in the
draws; the best of each column stands out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from budget.report.safest_said import Moved, Reached, move_said, seen
from budget.report.steady_said import Steady, counting
from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from budget.robustness import TARGETS, UNEARNED, worst

SHARES = (TARGETS, "saved", "no_more_deficits", "none_deeper")
"""Goals of which the table has the share of draws that reach them; the table of the draws has them all."""


@dataclass(frozen=True)
class Ranked:
    """Một cột: the value of each plan, None of a plan not tried, and what it is ranked by, the least first:
    () of a column that ranks nothing, NaN of a plan with nothing to rank.
    """

    column: Column
    values: Sequence[Any]
    ranks: Sequence[float] = ()

    def best(self) -> list[int]:
        """Phương án đứng đầu cột; none where all that are known are alike."""
        known = {rank for rank in self.ranks if not math.isnan(rank)}
        return [k for k, rank in enumerate(self.ranks) if rank == min(known)] if len(known) > 1 else []


def steady_table(
    title: str, names: Sequence[str], plans: Sequence[Steady], moved: Moved, shares: Reached, words: Words
) -> Table:
    """Một dòng một phương án: `plans` where revenue fails, () where that is not tried; the worst of
    the factors `moved`, and the `shares` of the draws, {} of a plan not tried.
    """
    ranked = [*_failing(plans, words), *_worst(moved, words), *_drawn(shares, words)]
    columns = [Column("plan", words.t("app.scenario")), *(one.column for one in ranked)]
    rows = []
    for k, name in enumerate(names):
        cells = {one.column.id: one.values[k] for one in ranked if one.values[k] is not None}
        rows.append(Row({"plan": name} | cells))
    texts = Table(title, columns, rows).printed(words.numbers)
    marked = [
        {one.column.id: ((0, len(texts[k][one.column.id])),) for one in ranked if k in one.best()}
        for k in range(len(rows))
    ]
    return Table(title, columns, [Row(row.cells, marked=of) for row, of in zip(rows, marked, strict=True)])


def _failing(plans: Sequence[Steady], words: Words) -> Iterator[Ranked]:
    """Khi thu tăng hụt; nothing where no plan counts on it."""
    if not counting(plans):
        return
    lacking, deeper, revenue = (
        [one.at(criterion) for one in plans] for criterion in ("lacking", "deeper", "revenue")
    )
    yield _money("short", lacking, words)
    of_quo = Column("deeper", _head("deeper", words), "count", words.t("compare.holds_deeper_help"), zero="0")
    yield Ranked(of_quo, deeper, deeper)
    yield _money("revenue", revenue, words)
    if any(one.hard for one in plans):
        said = [
            words.t("meeting.steady_of", n=one.hard, asked=one.asked) if one.asked else "-" for one in plans
        ]
        yield Ranked(Column("hard", _head("hard", words), "figure"), said)


def _worst(moved: Moved, words: Words) -> Iterator[Ranked]:
    """Yếu tố lệch xấu nhất, of each plan its own, and what is lacking then; nothing where revenue that fails
    is all that is tried.
    """
    if all(any(swing.factor != UNEARNED for swing in of) for of in moved):
        listed = [worst(of) for of in moved]
        said = [move_said(factor, by, words) for factor, by, _ in listed]
        yield Ranked(Column("worst", _head("worst", words)), said)
        yield _money("lacking", [found.lacking for *_, found in listed], words)


def _drawn(shares: Reached, words: Words) -> Iterator[Ranked]:
    """Tỷ lệ lần thử đạt từng mục tiêu mà có phương án có thể lỡ."""
    for goal in SHARES:
        reached = [of.get(goal) for of in shares]
        if all(share is None or math.isnan(share) for share in reached):
            continue
        column = share_column(
            goal, words.t(f"compare.reached_{goal}"), words, words.t(f"compare.goal_{goal}")
        )
        shares_of = [None if share is None else share_cell(share) for share in reached]
        yield Ranked(column, shares_of, [math.nan if share is None else -share for share in reached])


def _money(key: str, amounts: Sequence[int], words: Words) -> Ranked:
    """Một cột tiền; amounts that print alike are alike."""
    column = Column(key, _head(key, words), "money", zero="0")
    return Ranked(column, amounts, [seen(amount, words) for amount in amounts])


def _head(key: str, words: Words) -> str:
    return words.t(f"compare.steady_column_{key}")


def share_column(name: str, heading: str, words: Words, said: str = "") -> Column:
    """Cột tỷ lệ lần thử đạt: none of them is 0 %."""
    return Column(name, heading, "rate", said, zero=words.numbers.rate(0))


def share_cell(reached: float) -> float | str:
    """Tỷ lệ lần thử đạt; "-" where there is nothing that could be missed."""
    return "-" if math.isnan(reached) else reached
