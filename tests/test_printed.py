"""The same figure in every paper: slides, submission and annex print it alike."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from budget.indicators import Indicators, indicators
from budget.report.numbers import Numbers
from budget.report.printed import plan_parts, rounded
from budget.report.tables import Column, Row, Table, numbered
from budget.report.words import Words
from tests import test_deck as slides
from tests import test_memo as papers
from tests.test_deck import YEAR, amount, results  # noqa: F401 the fixture

N = Numbers("vi", "million")
K = 100_000
"""A tenth of the printed step."""


def test_every_amount_and_every_change_is_rounded_itself(results: Any):  # noqa: F811
    # 10,4 and 10,4 print 10 each, and 20,8 in all 21; from 10,4 to 12,6 it is 2,2: prints 2, not 13 - 10
    rows = [Row({"was": 104 * K, "now": 126 * K, "change": 22 * K}), Row({"was": 104 * K, "now": 104 * K})]
    columns = [Column("was", "", "money"), Column("now", "", "money"), Column("change", "", "signed")]
    table = Table("", columns, numbered(rows, {"was": 208 * K, "now": 230 * K, "change": 22 * K}))
    first, second, total = table.printed(N)
    assert first == {"was": "10", "now": "13", "change": "+2"}
    assert second["was"] == "10"
    assert total == {"was": "21", "now": "23", "change": "+2"}
    # the change of the whole plan: 100,4 to 102,6 is 2,2
    found = replace(indicators(results[0], YEAR), status_quo=1004 * K, support=1026 * K)
    assert plan_parts(found, N)["change"] == 2 * 10**6


def test_a_sentence_says_where_its_printed_parts_do_not_make_the_whole():
    words = Words("vi", "million")
    said = " (làm tròn)"
    # 3.547,4 less 3.314,6 is 232,8: prints 3.547, 3.315 and 233, not 232
    assert rounded(words, 2328 * K, 35474 * K, -33146 * K) == said
    # 3.547,4 less 3.314,4 is 233,0: prints 3.547, 3.314 and 233
    assert rounded(words, 2330 * K, 35474 * K, -33144 * K) == ""
    # 10,4 and 10,4 and a third part that is not told: no matter of rounding
    assert rounded(words, 500 * K, 104 * K, 104 * K) == ""
    assert rounded(Words("en", "million"), 208 * K, 104 * K, 104 * K) == " (rounded)"


def test_a_unit_changes_alike_on_slides_and_in_minutes(results: Any):  # noqa: F811
    """What the slide of losses prints of a unit is its exact change half up, as any table prints it."""
    grid = dict(slides.tables(slides.opened(slides.written(results, proposed=1))))[8]
    result = results[1]
    j = result.year(YEAR)
    was, now = (result.published(name)[:, j] for name in ("status_quo", "support"))
    exact = dict(zip(result.units.name, zip(was.tolist(), now.tolist(), strict=True), strict=True))
    named = [row for row in grid[1:] if row[0] in exact]
    assert len(named) >= 5
    for row in named:
        before, after = exact[row[0]]
        half_up = [
            int(Decimal(x).scaleb(-6).quantize(Decimal(1), ROUND_HALF_UP)) for x in (before, after - before)
        ]
        assert [amount(cell) for cell in row[1:3]] == half_up


def test_a_part_of_a_plan_is_half_up_and_a_line_says_what_rounding_leaves(results: Any):  # noqa: F811
    # 100,4 - 3,4 - 2,4 + 5,4 = 100,0 prints 100, 3, 2, 5 and 100; the printed parts make 100 too
    found = replace(
        indicators(results[0], YEAR),
        status_quo=1004 * K, released=34 * K, cut=24 * K, increase=54 * K, support=1000 * K,
    )  # fmt: skip
    parts = {"status_quo": 100, "released": 3, "cut": 2, "increase": 5, "support": 100}
    whole = {name: part * 10**6 for name, part in parts.items()}
    assert plan_parts(found, N) == {**whole, "change": 0, "rounding": 0}
    # 100,4 - 3,4 - 2,4 + 5,5 = 100,1: 5,5 prints 6, as wherever it stands; 100 - 3 - 2 + 6 = 101
    found = replace(found, increase=55 * K, support=1001 * K)
    assert plan_parts(found, N) == {**whole, "increase": 6 * 10**6, "change": 0, "rounding": -(10**6)}


@pytest.mark.parametrize("k", [0, 1, 2])
def test_every_paper_prints_the_same(results: Any, k: int):  # noqa: F811
    """The submission to the đồng, whatever the unit chosen; slides half up of that; all of it adds up."""
    deck = slides.opened(slides.written(results, proposed=k))
    memo = papers.Document(
        papers.io.BytesIO(papers.written(results, Words("vi", "million"), year=YEAR, proposed=k))
    )
    found: Indicators = indicators(results[k], YEAR)
    grids = {n: rows for n, rows in slides.tables(deck) if len(rows) > 1}
    compared = {row[0]: row[1:] for row in grids[4]}
    proposal = {row[0]: dict(zip(grids[10][0], row, strict=True)) for row in grids[10]}
    in_year = next(row for row in papers.rows(papers.years_of(memo)) if row[0] == str(YEAR))
    annex = papers.rows(papers.annex_of(memo))[2:]
    total = annex[-1]

    parts = [found.status_quo, found.released, found.cut, found.increase, found.support]
    assert [amount(in_year[n]) for n in (1, 2, 3, 4, 5)] == parts
    assert [amount(total[n]) for n in (4, 5, 6, 7, 8)] == parts
    assert amount(in_year[6]) == amount(total[9]) == found.support - found.status_quo

    half_up = [int(part / 10**6 + 0.5) for part in parts]
    lines = [row for row in proposal if row not in ("Nội dung", "Làm tròn")]
    assert [abs(amount(proposal[line][str(YEAR)])) for line in lines] == half_up
    assert amount(compared["Kinh phí giao tự chủ"][k + 1]) == half_up[4]
    assert amount(compared["Kinh phí giao tự chủ"][0]) == half_up[0]
    assert amount(compared["Cấp thêm cho đơn vị"][k + 1]) == half_up[3]
    assert amount(compared["Giảm theo lộ trình, biện pháp"][k + 1]) == int(
        (found.released + found.cut) / 10**6 + 0.5
    )
    exact = found.support - found.status_quo
    change = Decimal(exact).scaleb(-6).quantize(Decimal(1), ROUND_HALF_UP)
    # less than the printed unit is no difference that a slide tells
    told = compared["Chênh lệch"][k + 1]
    assert told == "bằng" if abs(exact) < 10**6 else amount(told) == change
    for year in grids[10][0][1:]:
        of_year = [amount(row[year]) for row in proposal.values() if row[year] != year]
        assert sum(of_year[:-1]) == of_year[-1]

    # every row of the annex subtracts, every column adds up
    units = [row for row in annex if row[0].isdigit()]
    levels = [row for row in annex if row[0].isalpha() and row[1] != total[1]]
    for row in annex:
        assert amount(row[4]) - amount(row[5]) - amount(row[6]) + amount(row[7]) == amount(row[8])
        assert amount(row[8]) - amount(row[4]) == amount(row[9])
    for column in (4, 5, 6, 7, 8, 9):
        assert sum(amount(row[column]) for row in units) == amount(total[column])
        assert sum(amount(row[column]) for row in levels) == amount(total[column])

    # the slide of losses names its units with what the annex has, within the printed step
    of_unit = {row[1]: row for row in units}
    for row in grids[8][1:]:
        if row[0] in of_unit:
            there = of_unit[row[0]]
            for shown, exact in ((row[1], there[4]), (row[2], there[9])):
                assert abs(amount(shown) * 10**6 - amount(exact)) <= 500_000
