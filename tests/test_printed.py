"""The same figure in every paper: slides, submission and annex print it alike, and it adds up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from budget.indicators import Indicators, indicators
from budget.report.numbers import Numbers
from budget.report.printed import plan_parts, printed_kinds, printed_units
from budget.report.words import Words
from tests import test_deck as slides
from tests import test_memo as papers
from tests.test_deck import YEAR, amount, results  # noqa: F401 the fixture

N = Numbers("vi", "million")
K = 100_000
"""A tenth of the printed step."""


def test_units_make_their_level_and_levels_the_total():
    # preschool 10,4 + 10,4 = 20,8; primary 5,5; service 0,3: in all 26,6, which prints 27.
    # Levels: 20, 5 and 0 make 25; the two largest remainders, 0,8 and 0,5, go up: 21, 6, 0.
    # Units: 10 and 10 make 20, so that the first of the equal remainders goes up.
    amounts = np.array([104, 55, 104, 3]) * K
    kinds = ("preschool", "primary", "preschool", "service")
    assert printed_units(amounts, kinds, N) == [11 * 10**6, 6 * 10**6, 10 * 10**6, 0]
    by_kind = {"preschool": 208 * K, "primary": 55 * K, "service": 3 * K}
    assert printed_kinds(by_kind, N) == {"preschool": 21 * 10**6, "primary": 6 * 10**6, "service": 0}


def test_a_difference_stands_between_the_printed_figures():
    # 10,4 prints 10 and 12,6 prints 13: 3, not 2,2 half up
    assert N.difference(104 * K, 126 * K) == 3 * 10**6
    assert N.difference(126 * K, 104 * K) == -3 * 10**6
    assert N.difference(104 * K, 102 * K) == 0
    assert Numbers("vi", "dong").difference(104 * K, 126 * K) == 22 * K


def test_the_parts_of_a_plan_make_what_is_printed_of_it(results: Any):  # noqa: F811
    # 100,4 - 3,4 - 2,3 + 5,2 = 99,9: prints 100 and 100, so that the parts make 0. Rounded down they are
    # -4, -3 and 5, -2 in all: of the remainders 0,6, 0,7 and 0,2 the two largest go up.
    found = replace(
        indicators(results[0], YEAR),
        status_quo=1004 * K, released=34 * K, cut=23 * K, increase=52 * K, support=999 * K,
    )  # fmt: skip
    assert plan_parts(found, N) == {
        "status_quo": 100 * 10**6,
        "released": 3 * 10**6,
        "cut": 2 * 10**6,
        "increase": 5 * 10**6,
        "support": 100 * 10**6,
        "change": 0,
        "saved": 5 * 10**6,
    }


@pytest.mark.parametrize("k", [0, 1, 2])
def test_every_paper_prints_the_same(results: Any, k: int):  # noqa: F811
    """Slides, both tables of the submission: totals, parts, levels and units."""
    deck = slides.opened(slides.written(results, proposed=k))
    memo = papers.Document(
        papers.io.BytesIO(papers.written(results, Words("vi", "million"), year=YEAR, proposed=k))
    )
    found: Indicators = indicators(results[k], YEAR)
    grids = {n: rows for n, rows in slides.tables(deck) if len(rows) > 1}
    compared = {row[0]: row[1:] for row in grids[4]}
    proposal = {row[0]: dict(zip(grids[10][0], row, strict=True))[str(YEAR)] for row in grids[10]}
    in_year = next(row for row in papers.rows(memo.tables[1]) if row[0] == str(YEAR))
    annex = papers.rows(memo.tables[-1])[2:]
    total = annex[-1]

    # support and status quo half up, in four places; what they differ by is what a reader subtracts
    half_up = {name: int(getattr(found, name) / 10**6 + 0.5) for name in ("support", "status_quo")}
    said = [compared["Kinh phí NSNN hỗ trợ"][k + 1], list(proposal.values())[-1], in_year[5], total[8]]
    assert {amount(text) for text in said} == {half_up["support"]}
    said = [compared["Kinh phí NSNN hỗ trợ"][0], list(proposal.values())[1], in_year[1], total[4]]
    assert {amount(text) for text in said} == {half_up["status_quo"]}
    change = half_up["support"] - half_up["status_quo"]
    assert {amount(text) for text in (compared["Chênh lệch"][k + 1], in_year[6], total[9])} == {change}

    # the parts between them
    for line, place in ((2, 2), (3, 3), (4, 4)):
        shown = {abs(amount(list(proposal.values())[line])), amount(in_year[place]), amount(total[place + 3])}
        assert len(shown) == 1
    assert amount(compared["Tăng cho đơn vị"][k + 1]) == amount(in_year[4])
    assert amount(in_year[1]) - amount(in_year[2]) - amount(in_year[3]) + amount(in_year[4]) == amount(
        in_year[5]
    )

    # every row of the annex subtracts, every column adds up
    units = [row for row in annex if row[0].isdigit()]
    levels = [row for row in annex if row[0].isalpha() and row[1] != total[1]]
    for row in annex:
        assert amount(row[8]) - amount(row[4]) == amount(row[9])
    for column in (4, 5, 6, 7, 8, 9):
        assert sum(amount(row[column]) for row in units) == amount(total[column])
        assert sum(amount(row[column]) for row in levels) == amount(total[column])

    # the slide of losses names its units as the annex does
    of_unit = {row[1]: row for row in units}
    for row in grids[8][1:]:
        if row[0] in of_unit:
            there = of_unit[row[0]]
            assert [row[2], row[3], row[4]] == [there[4], there[8], there[9]]
    assert sum(amount(row[4]) for row in grids[8][1:-1]) == amount(grids[8][-1][4])
