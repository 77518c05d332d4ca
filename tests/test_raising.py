"""How far the roadmap must rise for a target that the measures miss."""

from __future__ import annotations

from decimal import Decimal

from budget.live import ROADMAP, with_levers
from budget.raising import missed, raised
from budget.scenario import Scenario
from tests.plans import M, plan, run, service

FLAT = "horizon = 2023\n[assumptions]\ninflation = 0\npay_drift = 0\n"
PATH = '[[roadmap]]\nunits = { codes = ["V1"] }\ntargets = { 2023 = 0.35 }\n'
ROW = service(users=300 * M, management=1_000 * M, support=700 * M)


def test_the_roadmap_rises_to_the_first_whole_point_at_which_the_target_is_met():
    """At 35 % the unit gives up 50 of 700 and has nothing left after spending; 10 % are 70: at 37 %."""
    text = FLAT + PATH + '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\nshare_by = "headroom"\n'
    result, made = run(2022, [ROW], text), plan(text)

    def at(level: Decimal) -> Scenario:
        return with_levers(made, {ROADMAP: level})

    assert [one.share for one in missed(result, 2023)] == [0.1]
    found = raised(result, 2023, at, Decimal(0))
    assert found is not None
    assert (found[0], missed(found[1], 2023)) == (Decimal("0.02"), [])
    assert found[1].published("released")[:, 1].tolist() == [70 * M]
    # 40 % of 700 are 280, at 63 %: 28 points, beyond the reach of the lever
    far = text.replace("2023 = 0.1 ", "2023 = 0.4 ")
    assert (
        raised(run(2022, [ROW], far), 2023, lambda by: with_levers(plan(far), {ROADMAP: by}), Decimal(0))
        is None
    )
