"""Cards of a plan beside those of another by what they are."""

from __future__ import annotations

from budget.paired import pairs, reordered
from budget.scenario import Scenario, parse_scenario

LEAST = '[[reductions]]\nmethod = "statutory"\n'
RATE = '[[reductions]]\nmethod = "rate"\nrate = 0.02\n'
NAMED = LEAST + 'units = { codes = ["V1", "V2"] }\n'


def plan(text: str) -> Scenario:
    return parse_scenario(f'name = "Một"\n{text}')


def test_one_more_measure_moves_none_of_the_others() -> None:
    was, now = plan(LEAST), plan(RATE + LEAST)
    assert pairs(was, now, "reductions") == [(0, None), (1, 0)]
    assert not reordered(was, now, "reductions")
    assert reordered(plan(LEAST + RATE), now, "reductions")


def test_a_measure_for_other_units_is_the_same_measure_where_no_other_is() -> None:
    assert pairs(plan(LEAST), plan(NAMED), "reductions") == [(0, 0)]
    # the one of the same units is the same; the other came
    assert pairs(plan(LEAST), plan(NAMED + LEAST), "reductions") == [(0, None), (1, 0)]
    assert pairs(plan(LEAST), plan(RATE), "reductions") == [(0, None), (None, 0)]


def test_a_roadmap_of_some_of_the_same_units_is_the_same() -> None:
    road = "[[roadmap]]\nunits = {{ codes = [{}] }}\ntargets = {{ 2025 = 0.5 }}\n"
    was, now = plan(road.format('"V1"') + road.format('"V2"')), plan(road.format('"V2", "V3"'))
    assert pairs(was, now, "roadmap") == [(0, 1), (None, 0)]


def test_a_stage_is_known_by_its_aim_and_its_way() -> None:
    def stages(*said: str) -> Scenario:
        return plan(f'[allocation]\npool = {{ from = "savings" }}\nstages = [{", ".join(said)}]\n')

    norm, half = '{ aim = "norm" }', '{ aim = "norm", level = 0.5 }'
    pupils, staff = '{ aim = "share", by = "pupils" }', '{ aim = "share", by = "staff" }'
    assert pairs(stages(norm, pupils), stages(half, norm, pupils), "stages") == [(0, None), (1, 0), (2, 1)]
    assert pairs(stages(norm, pupils), stages(half, pupils), "stages") == [(0, 0), (1, 1)]
    assert pairs(stages(pupils), stages(staff), "stages") == [(0, 0)]
    assert pairs(plan(""), stages(norm), "stages") == [(0, None)]
