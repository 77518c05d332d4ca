"""Vì sao các năm giảm khác mục tiêu: before its year a target is led up to, after it the roadmap goes on."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from budget.passing import SEEN
from budget.planning import sums
from budget.simulate import Result
from budget.targeted import aim, roadmap_alone


class Course(NamedTuple):
    """Đường đi của mục tiêu duy nhất: the year `until` which it is approached step by step, and `since` which
    the roadmap alone takes more than it asks; 0 where that is not so.
    """

    until: int = 0
    since: int = 0


def course(result: Result) -> Course:
    """Đường đi của mục tiêu giảm chi; nothing for a plan of no target, or several, whose figures of a year
    have no one reason.

    Raises ValueError for a scenario that was not computed.
    """
    if result.steps is None:
        raise ValueError("the scenario was not computed: a parameter of the law has no value")
    targets = list(filter(None, result.steps.reductions.targets))
    last = max(targets[0].measure.target or (), default=0) if len(targets) == 1 else 0
    if last <= result.years[0]:
        return Course()
    target, years = targets[0], result.years[1:]
    led = {y: aim(result, y, target) for y in years if y <= last}
    rises = all(first.share < second.share for first, second in pairwise(led.values()))
    kept = all(abs(one.reached - one.share) < SEEN for one in led.values() if one.year < last)
    after = [y for y in years if y > last]
    taken = {y: sums(result, y, ("released", "cut"), target.scope) for y in result.years}
    on = [
        y
        for y in after
        if roadmap_alone(result, y) and not taken[y]["cut"] and taken[y]["released"] > taken[last]["released"]
    ]
    goes_on = bool(on) and on == after[-len(on) :]
    return Course(last if rises and kept and min(years) < last else 0, on[0] if goes_on else 0)
