"""Việc đơn vị phải làm, trên phiếu giải trình: what its roadmap asks of it and what else it must find."""

from __future__ import annotations

import math

from budget.asked import Asked, ByYear
from budget.report.words import Words
from budget.simulate import Result


def asked_said(must: Asked | None, result: Result, year: int, i: int, words: Words) -> list[str]:
    """What a roadmap asks of the unit from the year on, and what it must find besides."""
    if must is None:
        return []
    said = []
    if must.revenue:
        growth = float(result["growth"][i, result.year(year)])
        made = "" if math.isnan(growth) else words.t("explain.slip_growth", year=year, growth=growth)
        said.append(words.t("explain.slip_revenue", listed=_by_year(must.revenue, words), growth=made))
    if must.saving:
        said.append(words.t("explain.slip_saving", listed=_by_year(must.saving, words)))
    if must.short:
        said.append(_short_said(must, words))
    return said


def _short_said(must: Asked, words: Words) -> str:
    """What is short by year, and what of it is not of the plan."""
    key = f"explain.slip_{'short_more' if must.revenue or must.saving else 'short'}"
    if must.before == must.short:
        listed = _by_year(must.short, words)
        return f"{words.t(key, listed=listed)} {words.t('explain.slip_short_quo')}"
    before = dict(must.before)
    listed = words.list([_short_of(year, amount, before.get(year, 0), words) for year, amount in must.short])
    return words.t(key, listed=listed)


def _short_of(year: int, amount: int, before: int, words: Words) -> str:
    if not before:
        return words.t("decision.later_year", year=year, amount=amount)
    parts = {"amount": amount, "before": before, "taken": amount - before}
    return words.t("explain.slip_short_part", year=year, **parts)


def _by_year(amounts: ByYear, words: Words) -> str:
    return words.list([words.t("decision.later_year", year=year, amount=amount) for year, amount in amounts])
