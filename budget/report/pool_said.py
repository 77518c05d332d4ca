"""Nguồn và lộ trình của phương án, bằng lời: where money comes from, what targets there are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from budget.afterwards import unsourced
from budget.indicators import Indicators, deepest, indicators
from budget.lowering import falls_to_target
from budget.money import Array
from budget.planning import on_roadmap
from budget.pooled import pool_of
from budget.report.conclusion import years_beyond
from budget.report.risk_words import and_others, first_of
from budget.report.words import Words
from budget.report.workbook_measures import levels
from budget.robustness import SHORT
from budget.shortfall import unearned
from budget.simulate import Result


def pool_said(result: Result, w: Words) -> str:
    """Nguồn tăng kinh phí của từng năm, and of what it is a share; "" where the plan gives nothing more."""
    return pool_listed(pool_of(result), w)


def pool_listed(pool: Mapping[str, Any], w: Words) -> str:
    """The same of a `pool` as `budget.pooled.pool_of` gives it and a record keeps it; "" in older ones."""
    if "share" in pool:
        return w.t("meeting.pool_savings", share=Decimal(pool["share"]))
    if not pool:
        return ""
    by_year = {year: Decimal(level) for year, level in pool["by_year"]}
    if "n" not in pool:
        return w.t("meeting.pool_amount", listed=levels(by_year, w.numbers.money_with_unit, w, None))
    key = "pool_schools" if pool["schools"] else "pool_units"
    listed = levels(by_year, w.numbers.rate, w, None)
    return w.t(f"meeting.{key}", listed=listed, base=pool["base"], n=pool["n"])


def pool_told(record: Mapping[str, Any], w: Words) -> str:
    """Câu về nguồn của phương án của một biên bản; "" for none, and in older records."""
    said = pool_listed(record.get("pool", {}), w)
    return f"{said}." if said else ""


def beyond_said(result: Result, found: Indicators, w: Words) -> str:
    """Phần cấp thêm ngoài số giảm, and that the plan does not set its source; "" for none."""
    more = found.increase - found.saved
    if w.numbers.slight(more) or more < 0:
        return ""
    source = w.t("meeting.what_unsourced") if unsourced(result) else ""
    return w.t("meeting.what_beyond", beyond=more) + source


def beyond_listed(one: Mapping[str, Any], w: Words) -> str:
    """The same of a plan that a record has beside the others; "" in older records."""
    more = one.get("beyond", 0)
    if w.numbers.slight(more):
        return ""
    source = w.t("meeting.what_unsourced") if one["unsourced"] else ""
    return w.t("meeting.what_beyond", beyond=more) + source


def unsourced_said(about: Mapping[str, Any], w: Words) -> str:
    """Câu đề nghị quyết định nguồn của phần cấp thêm ngoài số giảm chi, `about` as
    `budget.afterwards.concluded`; "" for none.
    """
    listed = years_beyond(about.get("beyond", ()), w)
    return w.t("meeting.unsourced", listed=listed) if listed else ""


def roadmap_said(result: Result, w: Words) -> str:
    """Lộ trình: of how many units, and to which degree by the year of its last target or the end of the
    plan, from the lowest to the highest; of one that falls also its highest.
    """
    chosen = on_roadmap(result)
    aims = result["target"][chosen]
    years = {year for entry in result.scenario.roadmap for year in entry.targets}
    last = max(years)
    told = {"n": len(chosen), "aim": _between(aims[:, -1], w), "last": min(last, result.years[-1])}
    most = {year: _most(aims[:, result.year(year)]) for year in sorted(years & set(result.years))}
    peak = max(most, key=most.__getitem__, default=last)
    if not most or most[peak] <= _most(aims[:, -1]):
        return w.t("meeting.what_roadmap", **told)
    high = _between(aims[:, result.year(peak)], w)
    why = w.t("meeting.roadmap_falls_why") if falls_to_target(result) else ""
    return w.t("meeting.what_roadmap_falls", peak=high, at=peak, why=why, **told)


def _most(aims: Array) -> float:
    """Mục tiêu cao nhất của một năm; a unit of which another card asks later has none yet."""
    return round(float(np.nanmax(aims, initial=0.0)), 6)


def _between(aims: Array, w: Words) -> str:
    """“33 %”, or from the lowest to the highest of the degrees `aims` (n,)."""
    low, high = (Decimal(str(round(float(end), 6))) for end in (np.nanmin(aims), np.nanmax(aims)))
    return w.numbers.rate(low) if low == high else w.t("meeting.roadmap_between", low=low, high=high)


def unearned_said(result: Result, year: int, w: Words, *, named: bool = True) -> str:
    """Nếu thu tăng theo lộ trình hụt SHORT: how many units lack how much then, and how many of them more than
    under the status quo, the first by name where `named`; "" where it asks for none.
    """
    if not result["roadmap_revenue"][:, result.year(year)].any():
        return ""
    found, who = _unearned(result, year, w, named=named)
    told = {"by": SHORT, "n": found.deficit_units, "lacking": found.lacking}
    return w.t("meeting.short_unearned", who=who, **told)


def unearned_named(result: Result, year: int, who: str, w: Words) -> str:
    """Câu kể đơn vị thiếu nhiều hơn hiện trạng khi hụt SHORT thu tăng của phương án `who`, the first with how
    much more; "" for none.
    """
    more = deepest(unearned(result, SHORT), (year,))
    names = [
        w.t("deck.risk_lacks_more", name=result.units.name[i], amount=by_year[year])
        for i, by_year in more[: first_of(len(more))]
    ]
    listed = and_others(names, len(more), w)
    return w.t("compare.fails_named", n=len(more), who=who, listed=listed) if names else ""


def _unearned(result: Result, year: int, w: Words, *, named: bool) -> tuple[Indicators, str]:
    """Khi hụt SHORT số thu tăng: the figures then, and how many units lack more than under the status quo."""
    then = unearned(result, SHORT)
    more = deepest(then, (year,))
    names = [result.units.name[i] for i, _ in more[: first_of(len(more))]] if named else []
    listed = f": {and_others(names, len(more), w)}" if names else ""
    who = w.t("meeting.short_deeper" if more else "meeting.short_deeper_none", n=len(more), listed=listed)
    return indicators(then, year), who
