"""The reference itself: the worked example to the đồng, and small cases worked out by hand."""

import json
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.reference import law, run
from tests.reference.apportion import apportion
from tests.reference.drivers import group
from tests.reference.numbers import down, root_growth, six_digits, up, whole

EXAMPLE = Path(__file__).resolve().parents[2] / "shared" / "data" / "worked_example.json"
MILLION = 1_000_000


def computed(base_year: int, rows: list[dict[str, Any]], text: str = 'name = "x"') -> dict[str, Any]:
    rows = [{"name": row["code"], **row} for row in rows]
    return run(base_year, rows, tomllib.loads(text, parse_float=Decimal))


def cell(result: dict[str, Any], code: str, year: int) -> dict[str, Any]:
    return next(unit for unit in result["units"] if unit["code"] == code)["years"][str(year)]


def found(result: dict[str, Any], kind: str) -> list[tuple[str | None, int | None]]:
    return [(f["unit"], f["year"]) for f in result["findings"] if f["kind"] == kind]


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the worked example is not beside this checkout")
def test_worked_example() -> None:
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    result = run(
        example["base_year"], example["units"], tomllib.loads(example["scenario"], parse_float=Decimal)
    )
    wanted = example["results"]
    assert json.dumps(result["units"]) == json.dumps(wanted["units"])
    assert (result["name"], result["years"], result["totals"]) == (
        wanted["name"],
        wanted["years"],
        wanted["totals"],
    )
    pick = ("kind", "severity", "unit", "year")
    assert sorted([f[key] for key in pick] for f in result["findings"]) == sorted(
        [f[key] for key in pick] for f in wanted["findings"]
    )


@pytest.mark.parametrize(
    ("x", "rounded"),
    [
        ("0.5", 1),
        ("-0.5", -1),
        ("0.4999", 1),
        ("0.49989", 0),
        ("-2.4", -2),
        ("1234567.5", 1_234_568),
    ],
)
def test_whole_dong(x: str, rounded: int) -> None:
    assert whole(Fraction(x)) == rounded


def test_steps() -> None:
    assert (down(Fraction("2.9999")), down(Fraction("2.9998")), down(Fraction(1_999_999), MILLION)) == (
        3,
        2,
        MILLION,
    )
    assert (up(Fraction("3.0001")), up(Fraction("3.0002")), up(Fraction(MILLION + 1), MILLION)) == (
        3,
        4,
        2 * MILLION,
    )


def test_six_digits() -> None:
    assert six_digits(Fraction(-1, 2_000_000)) == "-0.000001"
    assert six_digits(Fraction(2, 3)) == "0.666667"
    assert six_digits(None) is None


def test_growth_in_millionths() -> None:
    assert root_growth(Fraction("1.15") ** 3, 3) == 150_000
    assert root_growth(Fraction("1.21"), 2) == 100_000
    assert root_growth(Fraction("0.81"), 2) == -100_000
    assert root_growth(Fraction(0), 2) == -MILLION


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (1000, [7, 11, 13], [226, 355, 419]),
        (10, [0, 1, 1], [0, 5, 5]),
    ],
)
def test_apportion(total: int, weights: list[int], shares: list[int]) -> None:
    n = len(weights)
    assert apportion(total, weights, [0] * n, [total] * n, 1, "ABC"[:n]) == shares
    # The code breaks ties, not the order of rows.
    assert apportion(total, weights[::-1], [0] * n, [total] * n, 1, "CBA"[-n:]) == shares[::-1]


def test_apportion_within_bounds() -> None:
    # 60 over 1:1:4: the third stops at 30, the others share what is left.
    assert apportion(60, [1, 1, 4], [0, 0, 0], [60, 60, 30], 1, "ABC") == [15, 15, 30]
    # The first keeps its lower bound; 35 go over 1:4.
    assert apportion(60, [1, 1, 4], [25, 0, 0], [60, 60, 60], 1, "ABC") == [25, 7, 28]
    with pytest.raises(ValueError, match=r"101.*100"):
        apportion(101, [1, 1], [0, 0], [50, 50], 1, "AB")
    with pytest.raises(ValueError, match=r"9.*10"):
        apportion(9, [1, 1], [5, 5], [50, 50], 1, "AB")
    with pytest.raises(ValueError, match=r"15.*step 10"):
        apportion(15, [1, 1], [0, 0], [50, 50], 10, "AB")


@pytest.mark.parametrize(
    ("a", "name"),
    [
        (0, "4"),
        (999, "4"),
        (1_000, "3c"),
        (2_999, "3c"),
        (3_000, "3b"),
        (6_999, "3b"),
        (7_000, "3a"),
        (9_999, "3a"),
        (10_000, "2"),
    ],
)
def test_both_sides_of_every_threshold(a: int, name: str) -> None:
    assert group(Fraction(a), Fraction(10_000), False, 2022) == name
    assert group(Fraction(a), Fraction(10_000), True, 2022) == ("1" if name == "2" else name)


def test_base_pay() -> None:
    # 6 months of 1.490.000 and 6 of 1.800.000; after 2026 the last value grows from its year on.
    assert law.base_pay(2023, Fraction(0)) == 1_645_000
    assert law.base_pay(2026, Fraction(1, 10)) == 2_435_000
    assert law.base_pay(2028, Fraction(1, 10)) == Fraction(2_530_000 * 121, 100)


def test_tuition_exemption() -> None:
    school = {
        "code": "A",
        "kind": "lower_secondary",
        "tuition": 180 * MILLION,
        "professional": 3_600 * MILLION,
    }
    text = 'name = "x"\nhorizon = 2026\n[assumptions]\ncompensation_rate = 0.5'
    result = computed(2024, [school], text)
    # 4/9 of 180 are exempt in 2025, and half of that comes back as compensation: 100 + 40; then 0 + 90.
    assert [cell(result, "A", y)["own_revenue"] // MILLION for y in (2024, 2025, 2026)] == [180, 140, 90]
    # From 2025 on, the five ninths still charged go in 2026.
    assert cell(computed(2025, [school], text), "A", 2026)["own_revenue"] == 90 * MILLION
    primary = {**school, "kind": "primary"}
    assert cell(computed(2024, [primary], text), "A", 2026)["own_revenue"] == 180 * MILLION


def test_statutory_reduction() -> None:
    unit = {
        "code": "V",
        "kind": "service",
        "users": 600 * MILLION,
        "professional": 2_000 * MILLION,
        "support": 1_400 * MILLION,
    }
    text = 'name = "x"\nhorizon = 2024\n[[reductions]]\nmethod = "statutory"'
    result = computed(2022, [unit], text)
    # 2,5 % of 1.400 are 35; two years leave 1.400 * 0,975^2 = 1.330,875.
    assert [cell(result, "V", y)["cut"] for y in (2022, 2023, 2024)] == [0, 35_000_000, 69_125_000]
    assert not found(result, "statutory_missed")
    assert found(computed(2022, [unit], text.split("[[", maxsplit=1)[0]), "statutory_missed") == [
        ("V", 2023),
        ("V", 2024),
    ]
    # Essential with own revenue: spared from 2025 only.
    essential = computed(2023, [{**unit, "essential": True}], text.replace("2024", "2025"))
    assert [cell(essential, "V", y)["cut"] for y in (2024, 2025)] == [35_000_000, 35_000_000]


def test_distribution() -> None:
    school = {
        "code": "A",
        "kind": "preschool",
        "salary": 1_000 * MILLION,
        "contributions": 200 * MILLION,
        "professional": 100 * MILLION,
        "support": 1_500 * MILLION,
    }
    service = {
        "code": "B",
        "kind": "service",
        "users": 3_000 * MILLION,
        "salary": 600 * MILLION,
        "contributions": 120 * MILLION,
        "professional": 400 * MILLION,
    }
    part = {
        "code": "C",
        "kind": "service",
        "users": 600 * MILLION,
        "salary": 1_200 * MILLION,
        "support": 4_000 * MILLION,
    }

    def millions(result: dict[str, Any], code: str, year: int) -> list[float]:
        row = cell(result, code, year)
        return [row[key] / MILLION for key in ("balance", "development", "supplement", "bonus", "carried")]

    in_2025, in_2022 = computed(2025, [school, service]), computed(2022, [part])
    # Group 4: 0,3 * (1.000 - 200) paid, the rest carried.
    assert millions(in_2025, "A", 2025) == [400, 0, 240, 0, 160]
    # Group 2: 25 %; 3 * 480 of the 1.500 left; the last 60 are below 3 * (480 + 1.440) / 12.
    assert millions(in_2025, "B", 2025) == [2_000, 500, 1_440, 60, 0]
    # Group 3b in 2022: 15 % of 3.400 = 510; 2 * 1.200; bonus 2 * 1.200 / 12; the last 290 to development.
    assert millions(in_2022, "C", 2022) == [3_400, 800, 2_400, 200, 0]


def test_supplement_stage() -> None:
    school = {
        "code": "A",
        "kind": "primary",
        "salary": 1_000 * MILLION,
        "professional": 100 * MILLION,
        "support": 1_100 * MILLION,
    }
    dearer = {**school, "code": "B", "users": 550 * MILLION, "support": 550 * MILLION}
    text = """name = "x"
horizon = 2022
[allocation]
pool = { from = "amount", by_year = { 2022 = 300_000_000 } }
stages = [ { aim = "supplement", multiple = 0.1 } ]"""
    result = computed(2021, [school, dearer], text)
    # Group 4: 0,1 * 1.000. Group 3b must set aside 15 % first: 100 / 0,85 = 117,6, up to 118.
    assert [cell(result, code, 2022)["increase"] for code in "AB"] == [100 * MILLION, 118 * MILLION]
    assert [cell(result, code, 2022)["spending"] for code in "AB"] == [1_100 * MILLION] * 2
    assert cell(result, "A", 2022)["supplement"] == 100 * MILLION
    assert cell(result, "B", 2022)["supplement"] == 100_300_000
    assert result["totals"]["2022"]["unallocated"] == 82 * MILLION
    assert found(result, "pool_unallocated") == [(None, 2022)]
    assert found(result, "support_above_need") == [("A", 2022), ("B", 2022)]


def test_floor_that_the_pool_cannot_pay() -> None:
    rows = [
        {"code": code, "kind": "primary", "salary": s * MILLION, "support": s * MILLION}
        for code, s in [("A", 300), ("B", 700)]
    ]
    text = """name = "x"
horizon = 2022
[allocation]
floor = 0.1
stages = []
pool = { from = "amount", by_year = { 2022 = 50_000_000 } }"""
    result = computed(2021, rows, text)
    assert [cell(result, code, 2022)["increase"] for code in "AB"] == [15 * MILLION, 35 * MILLION]
    assert found(result, "floor_short") == [(None, 2022)]
    capped = computed(2021, rows, text.replace("floor = 0.1", "floor = 0.1\ncap = 0.04"))
    assert [cell(capped, code, 2022)["increase"] for code in "AB"] == [12 * MILLION, 28 * MILLION]
    assert found(capped, "cap_over_floor") == [(None, 2022)]


def test_class_stands_for_its_period() -> None:
    # 3a at 72 %; pay rises with the State paying them, so the degree sinks below 70 % in 2023 already.
    unit = {
        "code": "A",
        "kind": "combined",
        "users": 720 * MILLION,
        "salary": 1_000 * MILLION,
        "support": 280 * MILLION,
    }
    result = computed(2022, [unit], 'name = "x"\nhorizon = 2027')
    assert [cell(result, "A", y)["group"] for y in (2022, 2023, 2026)] == ["3a", "3b", "3b"]
    assert [cell(result, "A", y)["assigned"] for y in (2022, 2023, 2025, 2026, 2027)] == ["3a"] * 3 + [
        "3b"
    ] * 2
    yearly = computed(2022, [unit], 'name = "x"\nhorizon = 2027\nclassification = "yearly"')
    assert [cell(yearly, "A", y)["assigned"] for y in (2022, 2023)] == ["3a", "3b"]


def test_no_law_value() -> None:
    result = computed(2020, [{"code": "A", "kind": "primary", "salary": MILLION}])
    assert (result["units"], result["totals"]) == ([], {})
    assert [(f["kind"], f["severity"], f["year"]) for f in result["findings"]] == [
        ("no_law_value", "error", 2020)
    ]
