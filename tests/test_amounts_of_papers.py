"""Every amount that submission and slides print to the đồng is one that the model has, or a sum of such."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from docx import Document
from numpy.typing import NDArray
from pptx import Presentation

from budget.compare import status_quo_of
from budget.drivers import pay_indices
from budget.money import whole
from budget.planning import legal_minimum, minimum_tested, still_owed
from budget.report.deck import write_deck
from budget.report.memo import write_memo
from budget.report.words import Words
from budget.simulate import MONEY, Result
from tests.test_rendered import MADE, OFFICE, YEAR, of_units

Amounts = NDArray[np.int64]

BANDS = (-np.inf, -0.05, 0.0, 0.05, np.inf)
"""Where the bands of winners and losers end, shares of the status quo."""


@pytest.fixture(scope="module")
def results() -> list[Result]:
    return of_units(72)


def amounts(result: Result, figure: str) -> Amounts:
    """A figure (n, Y) in whole đồng, 0 where there is none."""
    return whole(np.nan_to_num(result[figure])).astype(np.int64)


def known(results: list[Result]) -> set[int]:
    """What the model has: of every unit and year each figure and its difference between plans, and the sums
    of these over all units, over what rises and what falls, by kind, by kind of school or not, and by band.
    """
    units, law = results[0].units, results[0].law
    quo = status_quo_of(units, results[0].scenario, law)
    kinds = np.array(units.kind)
    parts = [np.ones(len(units), bool), units.school, ~units.school, *(kinds == k for k in set(units.kind))]
    found: set[int] = set()
    for values in (one for result in (*results, quo) for one in of_result(result, [quo, *results])):
        found.update(np.abs(values).ravel().tolist())
        # what only some units have is never summed
        for part in parts if len(values) == len(units) else ():
            for some in (values[part], values[part].clip(0), values[part].clip(None, 0)):
                found.update(np.abs(some.sum(axis=0)).tolist())
    for result in results:
        found |= of_bands(amounts(quo, "support"), amounts(result, "support"))
    # the base pay of each year, from that of the base year
    years = results[0].years
    pay = float(law.number("base_pay", years[0]))
    return found | {round(pay * float(p)) for p in pay_indices(results[0].scenario.assumptions, law, years)}


def of_result(result: Result, others: list[Result]) -> Iterator[Amounts]:
    """The figures of a plan, its differences to others, and what its papers tell beside: what is released and
    cut, missing to the norm, ordered, kept of fees, and still owed by law.
    """
    assert result.steps is not None
    yield from (amounts(result, figure) for figure in MONEY)
    for other in others:
        yield from (amounts(result, f) - amounts(other, f) for f in ("support", "balance"))
    yield amounts(result, "released") + amounts(result, "cut")
    # a difference is rounded once
    missing = np.where(result["norm"] > 0, result["norm"] - result["available"], 0.0)
    yield whole(missing.clip(0)).astype(np.int64)
    yield from (whole(result.steps.drivers.lines[line]).astype(np.int64) for line in ("orders", "fees"))
    # own revenue without what the State pays, from which a roadmap goes up
    drivers = result.steps.drivers
    state = drivers.lines["orders"] + drivers.lines["compensation"]
    yield whole(drivers.own_revenue - state).astype(np.int64)
    # by what the legal minimum of a year alone is tested, and what of it is missed
    missed = [one.numbers["excess"] for one in result.findings.of("statutory_missed")]
    yield np.array(missed, dtype=np.int64)[:, None]
    for year in result.years[1:]:
        yield np.array([stood[1:] for stood in minimum_tested(result, year)], dtype=np.int64)
    for year in result.years[1:]:
        yield still_owed(result, year, legal_minimum(result, year)).astype(np.int64)[:, None]


def of_bands(was: Amounts, now: Amounts) -> set[int]:
    """The sums of what is gained and lost, by band and year."""
    moved = now - was
    share = np.divide(moved, was, out=np.zeros(moved.shape), where=was != 0)
    found = set()
    for low, high in pairwise(BANDS):
        within = (share > low) & (share <= high) if high > 0 else (share >= low) & (share < high)
        found.update(np.abs(np.where(within, moved, 0).sum(axis=0)).tolist())
    return found


def printed(text: str, words: Words) -> set[int]:
    """The amounts of seven digits and more: those to the đồng."""
    group = re.escape("." if words.language == "vi" else ",")
    return {int(re.sub(r"\D", "", one)) for one in re.findall(rf"\d{{1,3}}(?:{group}\d{{3}}){{2,}}", text)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_submission_and_slides_print_no_amount_that_the_model_has_not(
    results: list[Result], language: str
) -> None:
    words, there = Words(language), known(results)
    out = io.BytesIO()
    write_memo(out, results, words=words, organisation=OFFICE, year=YEAR, proposed=1, created=MADE)
    paper = Document(io.BytesIO(out.getvalue()))
    lines = [one.text for one in paper.paragraphs]
    lines += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    said = printed("\n".join(lines), words)
    # 72 units in several years: the annex alone has hundreds
    assert len(said) > 300
    assert said <= there
    out = io.BytesIO()
    write_deck(out, results, words=words, organisation=OFFICE, year=YEAR, proposed=1, created=MADE)
    lines = []
    for slide in Presentation(io.BytesIO(out.getvalue())).slides:
        lines += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        lines.append(slide.notes_slide.notes_text_frame.text)
    said = printed("\n".join(lines), words)
    assert len(said) > 80
    assert said <= there
