"""Schools whose budgets are published, through a filled template, the reader and the model.

tests/data/published.csv holds the figures with their addresses; amounts are đồng.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from budget.autonomy import GROUPS
from budget.intake import read_files, stop
from budget.law import national_law
from budget.report.template import write_template
from budget.report.words import Words
from budget.scenario import Scenario
from budget.simulate import Result, simulate
from budget.units import COLUMN, Units

if TYPE_CHECKING:
    from collections.abc import Iterator

MONEY = ("tuition", "salary", "other_spending", "support", "tasks")


def published() -> list[dict[str, str]]:
    with (Path(__file__).parent / "data" / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


SCHOOLS = published()
IDS = [f"{row['name']} {row['year']}" for row in SCHOOLS]


@pytest.fixture(scope="module", autouse=True)
def _reader() -> Iterator[None]:
    yield
    stop()


def unit(school: dict[str, str]) -> dict[str, Any]:
    text = {key: value for key, value in school.items() if key in COLUMN and key not in MONEY}
    return text | {key: int(school[key]) for key in MONEY if school[key]}


def through_a_template(school: dict[str, str], year: int, money_unit: str = "dong") -> list[dict[str, Any]]:
    workbook = io.BytesIO()
    write_template(workbook, rows=[unit(school)], year=year, owner=school["ward"], money_unit=money_unit)
    reading = read_files([("published.xlsx", workbook.getvalue())])[0]
    assert not reading.refused
    assert reading.findings == ()
    assert [table.year for table in reading.used] == [year]
    return reading.units


def computed_as_2022(school: dict[str, str]) -> Result:
    units = Units.from_rows(2022, through_a_template(school, 2022))
    return simulate(units, Scenario(name="Hiện trạng"), national_law())


@pytest.mark.parametrize("money_unit", ["dong", "thousand", "million"])
@pytest.mark.parametrize("school", SCHOOLS, ids=IDS)
def test_a_published_budget_is_read_to_the_dong(school: dict[str, str], money_unit: str) -> None:
    (read,) = through_a_template(school, int(school["year"]), money_unit)
    assert {key: read[key] for key in unit(school)} == unit(school)
    assert read["contributions"] is None  # never published, so unknown


@pytest.mark.parametrize("school", SCHOOLS, ids=IDS)
def test_every_figure_names_the_page_it_is_from(school: dict[str, str]) -> None:
    assert school["source"].startswith("http")
    assert school["year"] in school["note"]


def test_dai_an_covers_four_percent_and_is_in_group_4() -> None:
    # 116.955.000 / 2.873.042.000 = 0,040707...
    school = next(row for row in SCHOOLS if row["name"] == "Trường Mầm non Đại An")
    result = computed_as_2022(school)
    assert result.published("own_revenue")[0, 0] == 116_955_000
    assert result.published("spending")[0, 0] == 2_873_042_000
    assert result.published("support")[0, 0] == 2_756_087_000
    assert result.published("balance")[0, 0] == 0
    ratio = result["ratio"][0, 0]
    assert round(ratio, 6) == 0.040708
    assert Words("vi").numbers.percent(float(ratio)) == "4,0\N{NO-BREAK SPACE}%"
    assert GROUPS[result.group[0, 0]] == "4"


@pytest.mark.parametrize(
    ("name", "year", "spending", "share"),
    [
        ("Trường MN Thỏ Hồng", "2018", 1_773_300_000, "87,6"),
        ("Trường THCS Quang Trung", "2017", 6_627_551_000, "90,4"),
        ("Trường THCS Quang Trung", "2016", 6_480_716_000, "92,5"),  # 92,596: truncated, as the circular does
    ],
)
def test_schools_without_published_revenue_are_in_group_4(
    name: str, year: str, spending: int, share: str
) -> None:
    result = computed_as_2022(next(row for row in SCHOOLS if (row["name"], row["year"]) == (name, year)))
    assert result.published("spending")[0, 0] == spending
    assert result.published("own_revenue")[0, 0] == 0
    assert GROUPS[result.group[0, 0]] == "4"
    pay = float(result["salary"][0, 0] / result["spending"][0, 0])
    assert Words("vi").numbers.percent(pay) == share + "\N{NO-BREAK SPACE}%"
