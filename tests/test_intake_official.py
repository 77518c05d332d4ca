"""The forms of TT 56/2022/TT-BTC, written from the circular and not by this program, read to the đồng."""

from __future__ import annotations

import pytest

from tests.intake import official
from tests.intake.books import kinds, read
from tests.intake.official import YEARS, M

PLANS = {
    "million": official.plan(),
    "thousand": official.plan(thousand=True),
    "old letters": official.old_plan(),
}


@pytest.mark.parametrize("way", PLANS)
def test_every_line_of_the_unit_plan_in_every_year(way):
    """The year of the estimate counts by its expected outturn: 4.010 + 4 x 150 = 4.610 of pay in 2023."""
    reading = read(PLANS[way])
    assert [table.year for table in reading.used] == list(YEARS)
    for table in reading.used:
        [unit] = table.units
        truth = official.plan_truth()[table.year]
        assert {id_: unit.get(id_, 0) for id_ in truth} == {id_: value * M for id_, value in truth.items()}
        assert unit["name"].upper() == "TRƯỜNG TIỂU HỌC HÀM TIẾN 2"
        assert unit["kind"] == "primary"
        assert unit["owner"].upper() == "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ BIỂN XANH"
    assert reading.used[4].units[0]["salary"] == 4610 * M
    assert not reading.errors
    assert reading.used[0].money_unit == ("million" if way == "million" else "thousand")


@pytest.mark.parametrize("one_sheet", [False, True])
def test_every_unit_of_the_summary_in_every_year(one_sheet):
    """Users pay what column 4 says less the orders of column 5."""
    reading = read(official.summary(one_sheet=one_sheet))
    assert [table.year for table in reading.used] == [2019, 2020, 2021, 2022, 2023, 2024]
    for table in reading.used:
        truth = official.summary_truth(table.year)
        assert {unit["name"] for unit in table.units} == truth.keys()
        for unit in table.units:
            expected = dict(truth[unit["name"]])
            expected["users"] = expected.pop("services") - expected["orders"]
            assert {id_: unit[id_] for id_ in expected} == {id_: v * M for id_, v in expected.items()}
    assert not reading.errors
    assert "unmapped_column" not in kinds(reading)
