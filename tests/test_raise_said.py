"""On what ground schools are given more: the document of the office's norm, or that it has to name one."""

from __future__ import annotations

from budget.report.raise_said import raise_ground_said
from budget.report.words import Words
from budget.simulate import Result
from tests.plans import M, own, run, school, service

CITY = [
    service("V1", professional=100 * M, support=100 * M),
    school("T1", salary=80 * M, support=100 * M, pupils=10),
    school("M1", "preschool", salary=80 * M, support=100 * M, pupils=10),
]
POOL = '[allocation]\npool = { from = "amount", by_year = { 2023 = 10_000_000 } }\n'
GIVEN = f'{POOL}stages = [{{ aim = "share" }}]\n'


def result(text: str = GIVEN, *kinds: str) -> Result:
    norms = [own(f"{kind}_norm", 2022, {"per_pupil": M}) for kind in kinds]
    return run(2022, CITY, f"horizon = 2023\n{text}", norms)


def said(found: Result, language: str = "vi", year: int = 2023) -> str:
    return raise_ground_said(found, year, Words(language))


def test_without_a_norm_of_the_office_it_has_to_name_the_ground():
    assert (
        said(result())
        == "Căn cứ của việc tăng kinh phí cho trường: ...... (ghi số, ngày văn bản của địa phương)."
    )


def test_the_document_of_the_norm_is_the_ground_of_the_kinds_that_have_one():
    named = "Căn cứ của việc tăng kinh phí cho trường: định mức tại NQ 2022."
    assert said(result(GIVEN, "primary", "preschool")) == named
    assert said(result(GIVEN, "primary")).startswith(f"{named} Các loại trường còn lại")
    # the plan's own norm comes before that of the office, and is no document
    ruled = f"{GIVEN}[norms.primary]\nper_pupil = 2_000_000\n"
    assert said(result(ruled, "primary")) == said(result())


def test_where_no_school_is_given_more_nothing_is_said():
    assert said(result("")) == ""
    assert said(result(), year=2022) == ""
    assert said(result(), "en").startswith("Legal ground for the increase to schools: ...... (")
