"""Which units a selector picks."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from budget.autonomy import group_index
from budget.law import national_law
from budget.scenario import Selector
from budget.select import pick
from budget.units import Units
from tests.plans import school, service

UNITS = Units.from_rows(
    2022,
    [
        school("T1", ward="Phú Thủy", orders=50, salary=100),  # 3b
        school("M1", "preschool", ward="Mũi Né", salary=100),  # 4
        service("V1", ward="Phú Thủy", field="Văn hóa", orders=100, salary=100, covers_investment=True),  # 1
        service("V2", ward="", field="môi trường", orders=100, salary=100),  # 2
        service("V3", ward="Mũi Né", field="văn hóa"),  # none
        school("T01", orders=10, salary=100),  # 3c
        school("C1", "combined", orders=70, salary=100),  # 3a
    ],
)
GROUP = group_index(
    UNITS["orders"], UNITS["salary"], UNITS["covers_investment"], national_law().table("thresholds", 2022)
)


def picked(**conditions: Any) -> list[str]:
    mask = pick(Selector(**conditions), UNITS, GROUP)
    return [code for code, chosen in zip(UNITS.code, mask, strict=True) if chosen]


@pytest.mark.parametrize(
    ("conditions", "codes"),
    [
        ({}, ["T1", "M1", "V1", "V2", "V3", "T01", "C1"]),
        ({"kinds": ["primary"]}, ["T1", "T01"]),
        ({"kinds": ["primary", "service"]}, ["T1", "V1", "V2", "V3", "T01"]),
        ({"fields": ["văn hóa"]}, ["V1", "V3"]),
        ({"wards": ["Phú Thủy"]}, ["T1", "V1"]),
        ({"codes": ["T1", "V2", "?"]}, ["T1", "V2"]),
        ({"groups": ["1"]}, ["V1"]),
        ({"groups": ["2"]}, ["V2"]),
        ({"groups": ["3a", "3b", "3c"]}, ["T1", "T01", "C1"]),
        ({"groups": ["4"]}, ["M1"]),
        ({"groups": ["1", "2", "3a", "3b", "3c", "4"]}, ["T1", "M1", "V1", "V2", "T01", "C1"]),
    ],
)
def test_one_condition(conditions: dict[str, list[str]], codes: list[str]) -> None:
    assert picked(**conditions) == codes


def test_all_conditions_must_hold() -> None:
    assert picked(kinds=["service"], wards=["Phú Thủy"]) == ["V1"]
    assert picked(fields=["văn hóa"], groups=["1"]) == ["V1"]
    assert picked(codes=["T1", "M1"], wards=["Mũi Né"]) == ["M1"]
    assert picked(codes=["T1"], groups=["4"]) == []


@pytest.mark.parametrize("condition", ["kinds", "fields", "wards", "codes", "groups"])
def test_an_empty_list_picks_nothing(condition: str) -> None:
    assert picked(**{condition: []}) == []


def test_codes_are_compared_to_the_letter() -> None:
    assert picked(codes=["T1"]) == ["T1"]
    assert picked(codes=["t1", "T1 ", "T001"]) == []


def test_fields_and_wards_are_compared_as_people_read_them() -> None:
    # capitals, spaces around, and letters composed of two characters
    assert picked(fields=["VĂN HÓA "]) == ["V1", "V3"]
    assert picked(wards=[unicodedata.normalize("NFD", "mũi né")]) == ["M1", "V3"]
    assert picked(wards=["Mui Ne"]) == []
    assert picked(wards=[""]) == ["V2", "T01", "C1"]


def test_the_kinds_of_a_measure_count_only_without_kinds_and_codes() -> None:
    assert picked(kinds=["service"]) == ["V1", "V2", "V3"]
    for conditions, codes in (
        ({}, ["V1", "V2", "V3"]),
        ({"wards": ["Phú Thủy"]}, ["V1"]),
        ({"groups": ["3b"]}, []),
        ({"codes": ["T1", "V1"]}, ["T1", "V1"]),
        ({"codes": []}, []),
        ({"kinds": ["primary"]}, ["T1", "T01"]),
        ({"kinds": []}, []),
    ):
        mask = pick(Selector(**conditions), UNITS, GROUP, kinds=("service",))
        assert [code for code, chosen in zip(UNITS.code, mask, strict=True) if chosen] == codes
