"""Điều được quyết định so với điều được trình: the figures that a decision record keeps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from decimal import ROUND_DOWN, Decimal
from typing import Any

from budget.above_cap import roadmap_above
from budget.afterwards import (
    added,
    beyond_unsourced,
    concluded,
    deeper_earlier,
    deeper_later,
    given_beyond,
    minimum_added,
    unsourced,
)
from budget.asked import hard_apart, hard_roadmaps, on_roadmap, short_by_payer
from budget.compare import Change
from budget.demanded import demanded
from budget.indicators import deepest, indicators, reach
from budget.live import turned
from budget.lowering import falls_to_target
from budget.money import whole
from budget.obliged import by_law
from budget.other_years import other_years
from budget.payers import excepted
from budget.planning import on_roadmap as chosen
from budget.pooled import pool_of
from budget.risks import MOST, below_minimum, cumulated, level, minimum, required_spans, risks
from budget.robustness import PRICES, SHORT, SPREAD, dearer
from budget.shortfall import added_revenue, asks_of, unearned
from budget.simulate import Result
from budget.targeted import aims, left_out, service_cut
from budget.ungiven import ungiven_anew, ungiven_below
from budget.unknown import unknown

FIGURES = ("support", "saved", "increase", "schools_at_norm", "norm_gap", "deficit_units", "missing")
MONEY = frozenset({"support", "saved", "increase", "norm_gap", "missing"})
READ = {"missing": "lacking"}
"""Figures that an indicator of another name holds."""

MINIMUM = "minimum"
"""The measure that brings units to the legal minimum, where the meeting added it."""

SPARED = ("spared", "declared", "exempt", "reading", "but", "beyond")
"""What a record keeps of those whom the legal minimum spares."""

NAMED = {"gainers": 5, "losers": MOST}
"""Units that a record names of those that gain or lose."""

CUT = Decimal("0.001")
"""To what a degree that nobody set is cut."""


def figures(result: Result, year: int) -> dict[str, int]:
    """Các con số của một phương án trong một năm, by FIGURES: whole đồng or counts; "missing" is what the
    units with a deficit lack.
    """
    found = indicators(result, year)
    return {name: int(getattr(found, READ.get(name, name))) for name in FIGURES}


def apart(first: Result, second: Result, year: int) -> dict[str, int]:
    """Chênh lệch của phương án sau so với phương án trước trong một năm, by FIGURES: đồng or counts."""
    was, now = figures(first, year), figures(second, year)
    return {name: now[name] - was[name] for name in FIGURES}


def beside(result: Result, year: int) -> dict[str, Any]:
    """Một phương án đã so sánh tại cuộc họp: its `figures`, what it gives "beyond" its cuts, đồng, whether
    that is "unsourced", how many units lack more than under the status quo ("deeper"), what it comes to
    where revenue "fails", as `_fails`, and the share of what all "service" units had that it cuts, [share,
    units, đồng], [] for nothing.
    """
    service = service_cut(result, year)
    return {
        "service": [service.share, service.units, service.saved] if service else [],
        "figures": figures(result, year),
        "beyond": given_beyond(result, year),
        "unsourced": unsourced(result),
        "deeper": indicators(result, year).deeper_units,
        "fails": _fails(result, year),
    }


def outcome_of(submitted: Result, tried: Result, year: int) -> dict[str, Any]:
    """Kết quả của một lần thử so với điều muốn đạt: "aims" and "deeper" as in `record`; "asks" as `asks_of`,
    and what is given with "no_source", as `beyond_unsourced`.
    """
    outcome = {"aims": _aims(tried, year), "deeper": _deeper(tried, year)}
    return outcome | {"asks": asks_of(submitted, tried, year), "no_source": beyond_unsourced(tried, year)}


def answered(result: Result, year: int) -> dict[str, Any]:
    """Phương án so với từng yêu cầu: "aims" and "deeper" of the "year", and "demanded" as `demanded`."""
    outcome = {"aims": _aims(result, year), "deeper": _deeper(result, year)}
    return {"year": year, "demanded": demanded(result, year)} | outcome


def record(submitted: Result, decided: Result, year: int, basis: Result) -> dict[str, Any]:
    """Nội dung quyết định: figures of both, their fingerprints, the levers turned ("changes": lever, year,
    before, after as decimals in text, None: none; MINIMUM alone), whom the difference between them reaches,
    what it is in "other_years", who gains and loses most by what was decided against `basis` ("gainers",
    "losers": how many, đồng in all, names with đồng and share; "first" has the same of the first year, where
    another is in view), and of what
    was decided "level", "risks" and "required" as `budget.risks` gives them, "aims" as
    `budget.targeted.aims` with the "base" year, "demanded" as `budget.demanded.demanded`, "law" as
    `budget.obliged.by_law`, "asked" (what the roadmap asks, as `_asked`), "targets" (of it, as `_targets`),
    "left_out" as `budget.targeted.left_out`, "kept" (đồng cut and given to nobody),
    "above_cap" (whom the roadmap alone takes beyond the cap of a measure, as `roadmap_above`),
    "pool" as `budget.pooled.pool_of`, "concluded" as `budget.afterwards.concluded`, "added" as
    `budget.afterwards.added`, "unknown" as `budget.unknown.unknown`, "below" (who misses the
    legal minimum in other years),
    "hard" (who can hardly reach its roadmap in other years, as `hard_apart`), "deeper" (who lacks more than
    under the status quo: name and đồng, in the order of `deepest`), "deeper_submitted" (how many do by what
    was submitted), "ungiven_anew" (schools that are given nothing, though what was submitted gave them: how
    many, names), "ungiven_below" (the same of the schools below the norm that are given nothing),
    "deeper_before" and "later" (who does in the years before and after, as `deeper_later`),
    "exceptions" (what single units are given by hand, as `excepted`), "payers" (who has to find what is
    lacking, as `short_by_payer`), "unearned" (who would lack more were a share of the roadmap's revenue
    missing, as `_unearned`), "fails" (the figures then, as `_fails`), "dearer" (what lacks where prices rise
    more, as `dearer_of`), "spared" (whom the legal minimum spares, and who is cut for all that, as
    `minimum`) and "cumulated" (who misses it to the end of the plan, as `cumulated`).

    All stand on the same units and reach `year`; raises ValueError where they do not.
    """
    if submitted.units.fingerprint != decided.units.fingerprint:
        raise ValueError("what was submitted and what was decided stand on different data")
    was, now = (whole(r["support"][:, r.year(year)]) for r in (submitted, decided))
    about = concluded(decided, year)
    first = about["first"]
    touched = reach(was, now, whole(decided["pupils"][:, decided.year(year)]))
    return answered(decided, year) | {
        "submitted": figures(submitted, year),
        "decided": figures(decided, year),
        "submitted_mark": submitted.fingerprint,
        "mark": decided.fingerprint,
        "up": touched.up,
        "down": touched.down,
        "same": touched.same,
        "other_years": other_years(submitted, decided, year),
        "gainers": moved(basis, decided, year, "gainers"),
        "losers": moved(basis, decided, year, "losers"),
        "first": {who: moved(basis, decided, first, who) for who in NAMED} if first != year else {},
        "level": level(decided, year),
        "law": by_law(decided, year),
        "asked": _asked(decided, year),
        "targets": _targets(decided),
        "left_out": left_out(decided, year),
        "risks": risks(decided, year),
        "required": {"spans": required_spans(decided.law, decided.years[1:])},
        "kept": indicators(decided, year).kept,
        "above_cap": roadmap_above(decided, year),
        "pool": pool_of(decided),
        "concluded": about,
        "added": added(decided, year),
        "unknown": unknown(decided, year),
        "below": below_minimum(decided, year),
        "hard": hard_apart(decided, year),
        "deeper_submitted": len(_deeper(submitted, year)),
        "ungiven_anew": _some(decided, ungiven_anew(decided, submitted, year)),
        "ungiven_below": _some(decided, ungiven_below(decided, year)),
        "deeper_before": deeper_earlier(decided, year),
        "later": deeper_later(decided, year),
        "payers": short_by_payer(decided, year),
        "unearned": _unearned(decided, year),
        "fails": _fails(decided, year),
        "dearer": dearer_of(decided, year),
        "spared": {name: found[name] for name in SPARED} if (found := minimum(decided, year)) else {},
        "cumulated": cumulated(decided, decided.years[-1]) if found else {},
        "exceptions": excepted(decided, year),
        "changes": [
            {"lever": one.id, "year": one.year, "before": _text(one.before), "after": _text(one.after)}
            for one in turned(submitted.scenario, decided.scenario)
        ]
        + [{"lever": MINIMUM}] * minimum_added(submitted.scenario, decided.scenario),
    }


def _asked(result: Result, year: int) -> dict[str, int]:
    """Lộ trình đòi hỏi trong năm: of how many units ("n") how much "revenue" and "saving", đồng."""
    found = on_roadmap(result, year)
    told = {what: sum(getattr(one, what) for one in found) for what in ("revenue", "saving")}
    return {"n": len(found), **told}


def _targets(result: Result) -> dict[str, Any]:
    """Mục tiêu của lộ trình: of how many units ("n"), and in each year that any of their cards names, or the
    last of the plan, the lowest and the highest that all of them have ("listed": year and both, decimals in
    text), and whether it "falls" as `falls_to_target`; {} for no roadmap.
    """
    units, entries = chosen(result), result.scenario.roadmap
    if not units:
        return {}
    named = {year for entry in entries for year in entry.targets} & set(result.years[1:])
    aims = {year: result["target"][units, result.year(year)] for year in named or result.years[-1:]}
    given = {target for entry in entries for target in entry.targets.values()}
    listed = [[year, *(_degree(end, given) for end in (of.min(), of.max()))] for year, of in aims.items()]
    falls = {"falls": True} if falls_to_target(result) else {}
    return {"n": len(units), "listed": sorted(listed), **falls}


def _degree(target: float, given: Collection[Decimal]) -> str:
    """One on the way between those that are `given` is cut to a tenth of a percent, as it is printed."""
    degree = round(Decimal(float(target)), 6)
    return str((degree if degree in given else degree.quantize(CUT, ROUND_DOWN)).normalize())


def _unearned(result: Result, year: int) -> dict[str, Any]:
    """Nếu thu tăng theo lộ trình hụt: which share of it ("by", decimal in text), how many units lack how much
    then ("n", "lacking") and who of them more than under the status quo ("listed": name and đồng, in the
    order of `deepest`); {} where the roadmap asks for no revenue in the year.
    """
    if not added_revenue(result, year):
        return {}
    then = unearned(result, SHORT)
    found = indicators(then, year)
    listed = [(result.units.name[i], more[year]) for i, more in deepest(then, (year,))]
    return {"by": str(SHORT), "n": found.deficit_units, "lacking": found.lacking, "listed": listed}


def _fails(result: Result, year: int) -> dict[str, Any]:
    """Khi hụt SHORT ("by") số thu tăng theo lộ trình: what all units lack, đồng, how many lack more than
    under the status quo ("deeper"), the "revenue" that the roadmap asks for, đồng, and how many of the units
    "asked" can "hard"ly reach it.
    """
    found = indicators(unearned(result, SHORT), year)
    told = {"lacking": found.lacking, "deeper": found.deeper_units}
    counted = {"hard": len(hard_roadmaps(result, year)), "asked": len(on_roadmap(result, year))}
    return {"by": str(SHORT), **told, "revenue": added_revenue(result, year), **counted}


def dearer_of(result: Result, year: int) -> dict[str, Any]:
    """Khi trượt giá cao hơn: by how much a year ("by") than the plan's own rate ("on", both decimals in
    text), what all units lack then, đồng, and how many lack more than under the status quo ("deeper"), with
    both as made ("before", "made").
    """
    plan, found = indicators(result, year), dearer(result, year)
    rates = {"by": str(SPREAD[PRICES]), "on": str(result.scenario.assumptions.inflation)}
    then = {"lacking": found.lacking, "deeper": found.deeper_units}
    return {**rates, **then, "before": plan.lacking, "made": plan.deeper_units}


def _deeper(result: Result, year: int) -> list[tuple[str, int]]:
    return [(result.units.name[i], more[year]) for i, more in deepest(result, (year,))]


def _some(result: Result, units: Sequence[int]) -> dict[str, Any]:
    """Bao nhiêu đơn vị ("n"), and the names of the first ("listed"), of one more than these of all."""
    first = units[: MOST + (len(units) == MOST + 1)]
    return {"n": len(units), "listed": [result.units.name[i] for i in first]}


def _aims(result: Result, year: int) -> list[dict[str, Any]]:
    return [{"base": result.years[0], **asdict(one)} for one in aims(result, year)]


def moved(basis: Result, decided: Result, year: int, who: str) -> dict[str, Any]:
    """Đơn vị tăng ("gainers") hoặc giảm ("losers") nhiều nhất, the largest first; equal ones by code."""
    was, now = (whole(r.published("support")[:, r.year(year)]).tolist() for r in (basis, decided))
    units = decided.units
    rows = zip(units.code, units.name, was, now, strict=True)
    sign = 1 if who == "gainers" else -1
    found = [(code, name, Change(int(a), int(b))) for code, name, a, b in rows if (b - a) * sign > 0]
    found.sort(key=lambda one: (-abs(one[2].difference), one[0]))
    # a single one that would be left stands by name, too
    most = NAMED[who] + (len(found) == NAMED[who] + 1)
    named = [[name, change.difference, change.share] for _, name, change in found[:most]]
    return {"n": len(found), "amount": sum(one.difference for *_, one in found), "listed": named}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
