"""Rủi ro của một phương án trong một năm: what is to be watched, by kind, as a record can keep it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budget.compare import Change, change_of_total
from budget.indicators import deeper, indicators
from budget.law import Law, NoLawValue
from budget.law_review import applied
from budget.planning import (
    cut_scope,
    given_up,
    legal_minimum,
    minimum_tested,
    still_owed,
    units_cut,
    units_owing,
)
from budget.simulate import Result
from budget.spared import spared_cut
from budget.targeted import aim, of_service

KINDS = (
    "deficit",
    "statutory_missed",
    "roadmap_implausible",
    "group_drop",
    "reduction_short",
    "floor_short",
    "below_norm",
    "near_threshold",
)
AMOUNTS = {"deficit": "missing", "statutory_missed": "excess", "roadmap_implausible": "revenue"}
"""Kinds that say an amount of every unit, and its name in the finding."""

NAMED = ("deficit", "statutory_missed", "roadmap_implausible")
"""Kinds whose units are called by name."""

FEW, MOST = 5, 20
"""Units whose test of the legal minimum a text can show, and units that are kept by name."""


def risks(result: Result, year: int) -> dict[str, dict[str, Any]]:
    """Các rủi ro của năm, by kind in the order of KINDS; a kind without a finding is left out.

    Each: "n" findings; "amount" of all in đồng; "listed" [name, đồng], the largest first, at most MOST; of a
    missed minimum also its "rate" (decimal in text) and the "source" of it; of a roadmap that is hard to
    reach the yearly growth ("limit") above which it is; of those near a threshold their "names".

    Law: minimum_yearly_reduction.
    """
    names = dict(zip(result.units.code, result.units.name, strict=True))
    found: dict[str, dict[str, Any]] = {}
    for kind in KINDS:
        listed = list(result.findings.of(kind, year))
        if not listed:
            continue
        found[kind] = {"n": len(listed)}
        if kind in AMOUNTS:
            amounts = [(int(one.numbers[AMOUNTS[kind]]), str(one.unit)) for one in listed]
            found[kind]["amount"] = sum(amount for amount, _ in amounts)
            if kind in NAMED:
                amounts.sort(key=lambda one: (-one[0], one[1]))
                found[kind]["listed"] = [[names[code], amount] for amount, code in amounts[:MOST]]
        if kind == "statutory_missed":
            found[kind] |= required(result.law, year)
        if kind == "roadmap_implausible":
            found[kind]["limit"] = str(result.scenario.assumptions.plausible_growth)
        if kind == "near_threshold":
            found[kind]["names"] = [names[str(one.unit)] for one in listed[:MOST]]
    return found


def other_years(result: Result, year: int) -> dict[str, dict[int, int]]:
    """Các rủi ro của những năm khác trong kỳ, as `by_year`; a kind of that year alone is left out."""
    found = {
        kind: {other: n for other, n in counts.items() if other != year}
        for kind, counts in by_year(result).items()
    }
    return {kind: counts for kind, counts in found.items() if counts}


def by_year(result: Result) -> dict[str, dict[int, int]]:
    """Các rủi ro theo năm, by kind in the order of KINDS: how many findings each year after the base year has
    that has any; a kind without one is left out.
    """
    found: dict[str, dict[int, int]] = {}
    for kind in KINDS:
        counts = result.findings.years(kind)
        if later := {year: counts[year] for year in result.years[1:] if counts[year]}:
            found[kind] = later
    return found


def worse_years(result: Result) -> dict[str, dict[int, int]]:
    """Đơn vị thiếu thêm so với hiện trạng cùng năm ("deeper") and those that cut less than the law's minimum
    ("statutory_missed"): how many units each year after the base year has that has any.
    """
    fallen = {year: int((deeper(result, year) > 0).sum()) for year in result.years[1:]}
    missed = result.findings.years("statutory_missed")
    return {
        "deeper": {year: n for year, n in fallen.items() if n},
        "statutory_missed": dict(sorted(missed.items())),
    }


def hard_years(result: Result) -> dict[int, int]:
    """Đơn vị khó đạt lộ trình: how many in each year that has any, as the finding `roadmap_implausible`."""
    return dict(sorted(result.findings.years("roadmap_implausible").items()))


def safety(result: Result) -> dict[str, dict[int, int]]:
    """An toàn của phương án theo năm sau năm gốc: how many units lack more than under the status quo of the
    year ("deeper"), and how many have not cut the legal minimum cumulated from the base year ("owing"), years
    without any left out.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    owing = {
        year: int((still_owed(result, year, legal_minimum(result, year)) > 0).sum())
        for year in result.years[1:]
        if required(result.law, year)
    }
    return {
        "deeper": worse_years(result)["deeper"],
        "owing": {year: n for year, n in owing.items() if n},
    }


def below_minimum(result: Result, but: int | None = None) -> dict[str, Any]:
    """Đơn vị giảm chưa đủ mức tối thiểu của luật trong các năm, the year `but` left out: "n" units, "listed"
    [name, [[year, đồng], ...]] of at most MOST, that which lacks most in a year first; {} for none.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    names = dict(zip(result.units.code, result.units.name, strict=True))
    lacks: dict[str, list[list[int]]] = {}
    for one in result.findings.of("statutory_missed"):
        if one.year != but:
            lacks.setdefault(str(one.unit), []).append([int(one.year or 0), int(one.numbers["excess"])])
    order = sorted(lacks, key=lambda code: (-max(amount for _, amount in lacks[code]), code))
    return lacks and {"n": len(lacks), "listed": [[names[c], sorted(lacks[c])] for c in order[:MOST]]}


def required(law: Law, year: int) -> dict[str, str]:
    """Căn cứ của việc giảm chi: the least yearly "rate" of the law (decimal in text) and its "source"; {}
    where the law of the year names none.

    Law: minimum_yearly_reduction.
    """
    try:
        value = applied(law, "minimum_yearly_reduction", year)[0]
    except NoLawValue:
        return {}
    return {"rate": str(value.value), "source": value.source}


def required_spans(law: Law, years: Iterable[int]) -> list[dict[str, Any]]:
    """Căn cứ của việc giảm chi theo từng năm: as `required`, with whom the law of those years spares ("but",
    a rule) and from which year to which ("first", "last"), years in a row with the same rule as one span.

    Law: minimum_yearly_reduction, exemption.
    """
    found: list[dict[str, Any]] = []
    for year in years:
        rule = required(law, year)
        if not rule:
            continue
        rule["but"] = law.text("exemption", year)
        before = {key: found[-1][key] for key in rule} if found and found[-1]["last"] == year - 1 else None
        if before == rule:
            found[-1]["last"] = year
        else:
            found.append({**rule, "first": year, "last": year})
    return found


def level(result: Result, year: int) -> dict[str, Any]:
    """Mức giảm của phương án so với gì: "saved" đồng by roadmap and measures, as a share "of_base" and
    "of_quo" of the support of the "units" in scope in the "base" year and under the status quo, from how many
    of them ("cut") and as a share "of_cut" of the base support of these, whom it leaves less than the status
    quo ("lost", as `_lost`), the names of those that are given at least as much in turn ("offset"), the
    "targets" of measures that are not of the same units or not met, as `_targets`, and beside these what all
    "service" units give up, as `_of_service`; {} where nothing is saved.
    """
    found = indicators(result, year, cut_scope(result))
    if not found.saved:
        return {}
    return {
        "saved": found.saved,
        "of_base": found.saved_share_of_base,
        "of_quo": found.saved_share_of_status_quo,
        "units": found.units,
        "cut": units_cut(result, year),
        "of_cut": indicators(result, year, given_up(result, year) > 0).saved_share_of_base,
        "lost": _lost(result, year),
        "offset": _offset(result, year),
        "targets": (
            targets := [t for t in _targets(result, year) if t["short"] or t["units"] != found.units]
        ),
        "service": _of_service(result, year, [t["units"] for t in targets]),
        "base": result.years[0],
    }


def _lost(result: Result, year: int) -> dict[str, Any]:
    """Các đơn vị có kinh phí thấp hơn hiện trạng: how many ("n"), and by what "share" of that, theirs; {} for
    none.
    """
    was, now = (result.published(of)[:, result.year(year)].tolist() for of in ("status_quo", "support"))
    found = [Change(before, after) for before, after in zip(was, now, strict=True) if after < before]
    return {"n": len(found), "share": -(change_of_total(found).share or 0.0)} if found else {}


def _of_service(result: Result, year: int, units: list[int]) -> dict[str, Any]:
    """Phần giảm của các đơn vị sự nghiệp khác so với kinh phí năm gốc của mọi đơn vị này ("share", "units"),
    where the targets are of other `units` in number; {} else.
    """
    found = of_service(result, year, units)
    return {"units": found.units, "share": found.share} if found else {}


def _targets(result: Result, year: int) -> list[dict[str, Any]]:
    """Mục tiêu của các biện pháp trong năm: the "share" of what its "units" have together ("of" base or
    status quo), what of it is "reached", and whether it is "short" of it.
    """
    assert result.steps is not None
    found = []
    for target in filter(None, result.steps.reductions.targets):
        one = aim(result, year, target)
        told = {"of": target.measure.of, "share": one.share, "reached": one.reached}
        found.append(told | {"short": bool(one.missing), "units": len(target.rows)})
    return [one for one in found if one["share"]]


def _offset(result: Result, year: int) -> list[str]:
    """Units that are cut and do not lose, by name."""
    gone, given = gone_and_given(result, year)
    found = np.flatnonzero((gone > 0) & (given >= gone))
    return [result.units.name[i] for i in found.tolist()]


def levels(result: Result) -> dict[int, tuple[int, float]]:
    """Mức giảm từng năm sau năm gốc: đồng saved by roadmap and measures, and that as a share of what the
    units in scope had in the base year.
    """
    scope = cut_scope(result)
    found = {year: indicators(result, year, scope) for year in result.years[1:]}
    return {year: (one.saved, one.saved_share_of_base or 0.0) for year, one in found.items()}


def minimum(result: Result, year: int) -> dict[str, Any]:
    """Mức giảm tối thiểu của luật, riêng năm: how many units "owe" it and how many of them "missed" it, these
    as in `risks` ("listed"), how each of at most FEW that owe it is "tested" (`minimum_tested`), who owes it
    of earlier years but is "spared" in this one and by which rule ("but"), who of these only by the mark in
    the data ("declared"), who of group 3 is "exempt" and has owed it in no year, whether
    that is a "reading" of the law (by kind alone), whom of all these the plan cuts in the year for all that
    ("beyond", as `spared_cut`), who misses it in "other"
    years, as `below_minimum`, and how it stands "cumulated", as `cumulated`; with what `required` says. {}
    where the law of the year names none.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    rule = required(result.law, year)
    missed = risks(result, year).get("statutory_missed", {"n": 0, "listed": []})
    least, names = legal_minimum(result, year), result.units.name
    spared, exempt = least.owes & least.spared, least.spared & ~least.owes
    by_kind = result.units.of_kinds(result.law.names("essential_kinds", year))
    owe = units_owing(result, year)
    return rule and {
        **rule,
        "owe": owe,
        "tested": minimum_tested(result, year) if owe <= FEW else [],
        "missed": missed["n"],
        "listed": missed["listed"],
        "spared": [names[i] for i in np.flatnonzero(spared & by_kind)],
        "declared": [names[i] for i in np.flatnonzero(spared & ~by_kind)],
        "exempt": [names[i] for i in np.flatnonzero(exempt)],
        "reading": bool((exempt & by_kind).any()),
        "but": result.law.text("exemption", year),
        "beyond": spared_cut(result, year, least),
        "other": below_minimum(result, year),
        "cumulated": cumulated(result, year),
    }


def cumulated(result: Result, year: int) -> dict[str, Any]:
    """Mức giảm tối thiểu lũy kế từ năm gốc: how many units "owe" it since the "base" year, how many of them
    have not cut it ("n"), what each still owes ("listed" [name, đồng] of at most MOST, the largest first),
    and who of them is "given" as much in turn, as `given_back`.
    """
    least = legal_minimum(result, year)
    owed, units = still_owed(result, year, least), result.units
    order = sorted(np.flatnonzero(owed > 0).tolist(), key=lambda i: (-int(owed[i]), units.code[i]))
    return {
        "base": result.years[0],
        "owe": int(least.owes.sum()),
        "n": len(order),
        "listed": [[units.name[i], int(owed[i])] for i in order[:MOST]],
        "given": given_back(result, year),
    }


def given_back(result: Result, year: int) -> list[list[Any]]:
    """Đơn vị phải giảm theo mức tối thiểu, bị giảm mà được cấp thêm không ít hơn: [name, đồng cut,
    đồng given] of the year, in the order of the data; their support does not fall below the status quo.

    Law: minimum_yearly_reduction, exemption, essential_kinds.
    """
    gone, given = gone_and_given(result, year)
    found = np.flatnonzero(legal_minimum(result, year).owes & (gone > 0) & (given >= gone))
    return [[result.units.name[i], int(gone[i]), int(given[i])] for i in found.tolist()]


def gone_and_given(result: Result, year: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Số giảm theo lộ trình và biện pháp, và số cấp thêm của từng đơn vị trong năm (n,), whole đồng."""
    return given_up(result, year).astype(np.int64), result.published("increase")[:, result.year(year)]


def gained(result: Result, year: int) -> NDArray[Any]:
    """Tăng, giảm so với hiện trạng cùng năm (n,), whole đồng: what is given less the unit's own cut."""
    change = result.published("support") - result.published("status_quo")
    return change[:, result.year(year)]


def made_up(result: Result, year: int) -> NDArray[Any]:
    """Phần cấp thêm bù lại số giảm của chính đơn vị (n,), whole đồng: by this much what it is given is more
    than what it gains against the status quo.
    """
    gone, given = gone_and_given(result, year)
    back: NDArray[Any] = np.minimum(gone, given)
    return back
