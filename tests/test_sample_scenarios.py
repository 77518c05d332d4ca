"""The scenarios that come with the sample data: they compute, differ and keep what their names promise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from budget.autonomy import GROUPS
from budget.law import national_law
from budget.sample import load_sample
from budget.scenario import Scenario, parse_scenario
from budget.simulate import Result, simulate

FOLDER = Path(__file__).resolve().parents[1] / "data" / "scenarios"
CITY = ("city_a_reallocate", "city_b_cut_ten_percent", "city_c_strong_roadmap")
FILES = (*CITY, "ward_2026")
USELESS = {"no_effect", "selector_empty", "target_ignored", "weights_zero", "reduction_short", "floor_short"}


def scenario(name: str) -> Scenario:
    return parse_scenario((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def results() -> dict[str, Result]:
    law = national_law()
    sample = {name: "ward_2026" if name == "ward_2026" else "city_2022" for name in FILES}
    return {name: simulate(load_sample(sample[name])[1], scenario(name), law) for name in FILES}


def in_all(result: Result, figure: str, year: int, where: Any = slice(None)) -> int:
    return int(result.published(figure)[where, result.year(year)].sum())


def test_every_file_in_the_folder_is_one_of_these() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_lever_moves_something(name: str, results: dict[str, Result]) -> None:
    result = results[name]
    assert result.computed
    assert {f.kind for f in result.findings}.isdisjoint(USELESS)
    assert not [f for f in result.findings if f.severity == "error"]
    assert scenario(name).note


def test_the_three_scenarios_of_the_city_can_be_compared(results: dict[str, Result]) -> None:
    first = results[CITY[0]]
    for name in CITY[1:]:
        assert results[name].years == first.years
        assert (results[name].published("status_quo") == first.published("status_quo")).all()
        assert (results[name]["norm"] == first["norm"]).all()
        assert (results[name].published("support") != first.published("support")).any()


def test_a_spends_what_it_cuts_and_no_more(results: dict[str, Result]) -> None:
    a = results[CITY[0]]
    for year in a.years[1:]:
        assert in_all(a, "released", year) == 0
        assert 0 <= in_all(a, "cut", year) - in_all(a, "increase", year) < 1_000_000  # less than one step


def test_b_takes_ten_percent_of_the_base_from_the_service_units_by_2025(results: dict[str, Result]) -> None:
    b = results[CITY[1]]
    services = ~b.units.school
    base = int(b.units["support"][services].sum())
    taken = in_all(b, "released", 2025, services) + in_all(b, "cut", 2025, services)
    assert taken == (base + 5) // 10
    assert in_all(b, "increase", 2025, services) == 0
    assert 0 <= taken - in_all(b, "increase", 2025) < 1_000_000


def test_c_raises_the_groups_and_brings_every_school_to_its_norm(results: dict[str, Result]) -> None:
    c = results[CITY[2]]
    last = c.year(2027)
    rose = c.group[:, last] < c.group[:, 0]
    assert int(rose[~c.units.school].sum()) == 6  # the two units each of 3a, 3b and 3c
    assert (c["coverage"][c.units.school, last] >= 1 - 1e-9).all()
    worst = [np.nanmin(results[name]["coverage"][c.units.school, last]) for name in CITY]
    assert worst[0] < worst[1] < worst[2]


def test_the_ward_spares_essential_services(results: dict[str, Result]) -> None:
    ward = results["ward_2026"]
    spared = ward.units.school | ward.units["essential"]
    for year in ward.years[1:]:
        assert in_all(ward, "cut", year, spared) == 0
        assert in_all(ward, "cut", year, ~spared) > 0


def test_the_note_of_the_ward_says_why_the_health_station_is_not_cut(results: dict[str, Result]) -> None:
    ward = results["ward_2026"]
    assert "service" not in ward.law.names("essential_kinds", 2026)
    # A 160.555 and 344.046 less 275.237 make 229.364; B 1.920.876, 567.804, 219.795 and 54.949 make 2.763.424
    # (nghìn đồng): 8,2 %, below the 10 % of group 3
    i = ward.units.name.index("Trạm Y tế (mẫu)")
    assert ward["ratio"][i, 0] == pytest.approx(229_364 / 2_763_424, abs=1e-6)
    assert GROUPS[int(ward.assigned[i, 0])] == "4"
    assert not ward.published("cut")[i].any()
    assert "trạm y tế thuộc nhóm 4" in ward.scenario.note
