"""Levels by year in words: each with the years that it holds for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from budget.report.words import Words
from budget.report.workbook_measures import exception_amounts, names_of, selector_words
from budget.scenario import AllocationException, Selector
from budget.units import Units
from tests.plans import school, service


@pytest.mark.parametrize(
    ("by_year", "last", "said"),
    [
        # what is written for a year holds until another is written, and the last until the plan ends
        ({2023: 120}, 2025, "120 đồng mỗi năm 2023-2025"),
        ({2023: 120}, None, "120 đồng mỗi năm từ 2023"),
        (
            {2023: 120, 2024: 80, 2026: 0},
            2027,
            "120 đồng năm 2023; 80 đồng mỗi năm 2024-2025; 0 đồng mỗi năm 2026-2027",
        ),
        ({2025: 120}, 2025, "120 đồng năm 2025"),
        ({}, 2025, "chưa ghi số"),
    ],
)
def test_an_exception_names_all_its_years(by_year: dict[int, int], last: int | None, said: str) -> None:
    entry = AllocationException(unit="T1", by_year={y: Decimal(v) for y, v in by_year.items()})
    found = exception_amounts(entry, Words("vi"), last)
    assert found.replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        # of four service units one or two left out are named, more are not: then those that are in
        (["V1", "V2", "V3"], "các đơn vị sự nghiệp khác trừ V4"),
        (["V1", "V2"], "V1 và V2"),
        (["V1", "V2", "V3", "T1"], "V1, V2, V3 và T1"),
    ],
)
def test_who_is_left_out_of_a_kind_is_named(codes: list[str], said: str) -> None:
    rows = [school("T1"), *(service(f"V{n}") for n in range(1, 5))]
    named = names_of(Units.from_rows(2022, rows))
    assert selector_words(Selector(codes=codes), Words("vi"), "service", named) == said
