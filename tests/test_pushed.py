"""A target of a measure beside a roadmap: what the roadmap does not give of it, the measure takes."""

from __future__ import annotations

from budget.lowering import Beside, beside_roadmap
from budget.paces import Pushed, pushed
from budget.simulate import Result
from tests.plans import M, run, service

# support 600 + 400; V2 covers 400 of 800, each point more of its degree releases 8
CITY = [
    service("V1", professional=600 * M, support=600 * M),
    service("V2", users=400 * M, professional=800 * M, support=400 * M),
]
TARGET = '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\n'


def plan(first: float, more: str = "") -> Result:
    """V2 to `first` in 2023 and 60 % in 2025, and a tenth of all from 2023 on."""
    road = f'[[roadmap]]\nunits = {{ codes = ["V2"] }}\ntargets = {{ 2023 = {first}, 2025 = 0.6 }}\n'
    return run(2022, CITY, road + TARGET + more)


def test_a_slower_roadmap_leaves_more_of_a_target_to_the_measure() -> None:
    # of the target's 100, 55 % in 2023 releases 40 and 57,5 % in 2024 60; 51 % releases 8 and 55,5 % 44;
    # from 2025 on both release 80
    fast, slow = plan(0.55), plan(0.51)
    assert pushed(fast, slow) == (Pushed(1, {2023: 32 * M, 2024: 16 * M}),)
    assert pushed(slow, fast) == ()
    assert pushed(fast, fast) == ()


def test_what_roadmap_and_measure_take_of_a_target() -> None:
    assert beside_roadmap(plan(0.55), 2023, 1) == Beside(0.1, 100 * M, 40 * M, 0, 60 * M, 0)
    # no unit may lose more than 5 %, 30 of V1 and 20 of V2, of which the roadmap took all
    assert beside_roadmap(plan(0.55, "max_cut = 0.05\n"), 2023, 1) == Beside(
        0.1, 100 * M, 40 * M, 0, 30 * M, 30 * M
    )
    # the roadmap alone reaches 65 %, 120, and the measure takes nothing; neither does anything in 2022
    assert beside_roadmap(plan(0.65), 2023, 1) is None
    assert beside_roadmap(plan(0.55), 2022, 1) is None


def test_a_measure_without_a_roadmap_has_nothing_beside_it() -> None:
    assert beside_roadmap(run(2022, CITY, TARGET), 2023, 1) is None
