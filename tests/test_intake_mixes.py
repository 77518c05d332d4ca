"""Habits mixed by chance: every unit found, every amount to the đồng, every wrong total at its cell."""

from __future__ import annotations

import pytest

from tests.intake.books import read
from tests.intake.mixes import mix


@pytest.mark.parametrize("seed", range(60))
def test_a_table_of_mixed_habits_is_read_to_the_dong(seed):
    made = mix(seed)
    reading = read(made.data, made.name)
    assert [{id_: unit[id_] for id_ in made.units[0]} for unit in reading.units] == made.units
    assert reading.used[0].year == 2025
    assert [f.cell for f in reading.findings if f.kind == "total_mismatch"] == made.wrong


def test_the_mixes_hold_what_they_are_made_for():
    made = [mix(seed) for seed in range(60)]
    assert sum(bool(m.wrong) for m in made) > 5
    assert {m.name for m in made} == {"a.xlsx", "a.csv"}
