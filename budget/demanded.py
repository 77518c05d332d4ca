"""Đối chiếu yêu cầu: what a plan comes to where it is to cut, leave no unit in want and give to schools below
their norm.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from budget.compare import status_quo_of
from budget.equity import farthest
from budget.indicators import deeper, indicators, lacking_units, norm_gap
from budget.planning import cut_scope
from budget.risks import gone_and_given, other_years, safety
from budget.scenario import NormStage
from budget.simulate import Result
from budget.target_course import course
from budget.targeted import Aimed, aims, of_service, roadmap_alone
from budget.ungiven import ungiven
from budget.units import KIND

FIRST = 3
"""Schools that stand by name of those that are given most."""

OUTSIDE = "outside"
"""Why a school below its norm is given nothing that the allocation is not for."""


def demanded(result: Result, year: int) -> dict[str, Any]:
    """Phương án so với từng yêu cầu, as a record keeps it: the "cut" ("saved" đồng, "share" of what the
    "units" of the scope have in the "base" year, "alone" where the roadmap by itself takes more than all
    targets ask and no measure takes anything, "years": what its only target reaches in each other one, and
    why these differ, its "course", "service": what is cut of all [units, share] where the target is of
    others), who is "lacking" (as `_lacking`), how many lack more than under the
    status quo by [year, n] ("deeper"; "years" after the base one) and how many of those of the year are
    schools ("deeper_schools"), of those of every year ("deeper_schools_years": [year, n]), who is "given"
    what (as `_given`).

    Raises ValueError for a scenario that was not computed.
    """
    of_all = of_service(result, year, [one.units for one in aims(result, year)])
    inside, of_year = indicators(result, year, cut_scope(result)), safety(result)["deeper"]
    schools = {y: int((result.units.school & (deeper(result, y) > 0)).sum()) for y in {*of_year, year}}
    return {
        "cut": {
            "saved": inside.saved,
            "share": inside.saved_share_of_base or 0.0,
            "units": inside.units,
            "base": result.years[0],
            "alone": not inside.cut and roadmap_alone(result, year) is not None,
            "years": [
                [y, one.now.reached] for y in result.years[1:] if y != year for one in _only(result, y)
            ],
            "course": list(course(result)),
            "service": [of_all.units, of_all.share] if of_all else None,
        },
        "lacking": _lacking(result, year),
        "deeper": [[y, n] for y, n in of_year.items()],
        "deeper_schools": schools[year],
        "deeper_schools_years": [[y, schools[y]] for y in of_year],
        "years": list(result.years[1:]),
        "given": _given(result, year),
    }


def _only(result: Result, year: int) -> Sequence[Aimed]:
    """Mục tiêu duy nhất của năm; [] for none, and for several."""
    found = aims(result, year)
    return found if len(found) == 1 else []


def _lacking(result: Result, year: int) -> dict[str, Any]:
    """Đơn vị thiếu nguồn: how many ("n") and đồng ("amount"), both of the status quo ("quo_n", "quo_amount"),
    how many are "schools", from how many the plan takes nothing ("uncut"), whether it gives by the norm
    while a school is among them ("by_norm"), and how many units lack in other "years" [year, n].
    """
    found, gone = indicators(result, year), gone_and_given(result, year)[0]
    short = [i for i, *_ in lacking_units(result, year)]
    schools = sum(bool(result.units.school[i]) for i in short)
    stages = result.scenario.allocation.stages if result.scenario.allocation else ()
    return {
        "n": found.deficit_units,
        "amount": found.lacking,
        "quo_n": found.quo_deficit_units,
        "quo_amount": found.quo_lacking,
        "schools": schools,
        "uncut": sum(not gone[i] for i in short),
        "by_norm": bool(schools) and any(isinstance(stage, NormStage) for stage in stages),
        "years": [[y, n] for y, n in other_years(result, year).get("deficit", {}).items()],
    }


def _given(result: Result, year: int) -> dict[str, Any]:
    """Trường dưới định mức theo hiện trạng được cấp: how many there are ("below"), how many are given
    something ("n") and đồng ("amount"), how many "others" are, and of those left out [reason, n] ("left"), by
    the reasons of `ungiven`, and OUTSIDE; of those given by level [kind, n] ("levels"), and the FIRST that
    are given "most" [name, đồng]; how many schools are "still" below then, the đồng that they
    miss, and the "lowest" of them [name, what it has of its norm].
    """
    quo, more = status_quo_of(result.units, result.scenario, result.law), gone_and_given(result, year)[1]
    below = result.units.school & (norm_gap(quo, year) > 0)
    why = {i: reason for reason, schools in ungiven(result, year).items() for i in schools}
    left: dict[str, int] = {}
    for i in np.flatnonzero(below & (more == 0)).tolist():
        reason = why.get(i, OUTSIDE)
        left[reason] = left.get(reason, 0) + 1
    given, kinds = below & (more > 0), np.array(result.units.kind)
    misses = norm_gap(result, year)[result.units.school]
    most = sorted(np.flatnonzero(given).tolist(), key=lambda i: (-int(more[i]), result.units.code[i]))[:FIRST]
    return {
        "below": int(below.sum()),
        "n": int(given.sum()),
        "amount": int(more[below].sum()),
        "others": int((~below & (more > 0)).sum()),
        "levels": [[kind, n] for kind in KIND if (n := int((given & (kinds == kind)).sum()))],
        "most": [[result.units.name[i], int(more[i])] for i in most],
        "left": [[reason, n] for reason, n in left.items()],
        "still": [int((misses > 0).sum()), int(misses.sum())],
        "lowest": [[result.units.name[i], share] for i, share in farthest(result, year, 1)],
    }
