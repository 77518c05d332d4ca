"""What a plan rests on that nobody confirmed: norms without a document, values of the law."""

from __future__ import annotations

from budget.afterwards import added
from budget.law import national_law
from budget.law_values import open_years
from budget.report.law_documents import unconfirmed
from budget.report.words import Words
from budget.unknown import unknown
from tests.plans import M, run, school, service

ROWS = [
    school(code="P", salary=800 * M, support=900 * M),
    school(code="M", kind="preschool", salary=800 * M, support=900 * M),
    service("V1", professional=100 * M, support=100 * M),
]


def test_a_norm_that_the_plan_sets_and_the_one_that_is_taken_have_no_document():
    """The plan sets that of primary schools; without one of the office preschools have the default; a
    service unit has none. Without schools nothing is to be said.
    """
    found = unknown(run(2021, ROWS, "horizon = 2022\n[norms.primary]\nper_pupil = 400_000\n"), 2022)
    assert (found["own"], found["taken"]) == (["primary"], ["preschool"])
    found = unknown(run(2021, ROWS[2:], "horizon = 2022\n"), 2022)
    assert (found["own"], found["taken"]) == ([], [])


def test_values_that_nobody_confirmed_are_counted_as_the_slides_count_them():
    result = run(2021, ROWS, "horizon = 2022\n")
    assert unknown(result, 2022)["values"] == len(unconfirmed(result.law, (2021, 2022), Words()))
    # the period to 2025 was read, that from 2026 on is inferred
    assert open_years(national_law().parameters["stability_periods"], (2025, 2026, 2027)) == [2026, 2027]


def test_what_is_given_beyond_the_cuts_is_listed_by_year():
    """A pool of 5 million in 2024 alone and 8 from 2027 on, all given to P, and nothing is cut. The period
    ends in 2025, so that 2027 is told only where it is in view.
    """
    plan = (
        "horizon = 2027\n[norms.primary]\nper_unit = 4_000_000_000\n[allocation]\n"
        'pool = { from = "amount", by_year = { 2024 = 5_000_000, 2025 = 0, 2027 = 8_000_000 } }\n'
        'stages = [{ aim = "norm" }]\nunits = { codes = ["P"] }\n'
    )
    result = run(2021, ROWS, plan)
    assert added(result, 2024) == [[2024, 5 * M]]
    assert added(result, 2027) == [[2024, 5 * M], [2027, 8 * M]]
    assert added(run(2021, ROWS, "horizon = 2023\n"), 2023) == []
