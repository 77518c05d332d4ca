"""Tìm mức trong các năm khác: the goal seek answers for the year in view; who still lacks money in others."""

from __future__ import annotations

import streamlit as st

from budget.granted import Broken, broken_years
from pages.shared import parts, state
from pages.shared.plan import Plan

NAMED = 6
"""Units that are named in one sentence, over all years; of more, the sums stand there and the names apart."""


def show(then: Plan, *, no_more: bool) -> None:
    """Các năm khác của câu trả lời, with the wish granted (`then`): who lacks money, each with its amount."""
    w = state.words()
    years = [str(year) for year in then.years[1:] if year != then.year]
    if not years:
        return
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        parts.note(w.t("wish.years_hold", years=w.list(years)))
        return
    parts.message("warning", told(then, no_more=no_more), remedy=w.t("wish.years_way"))
    if not _few(broken):
        with st.expander(w.t("wish.years_units")):
            lines = "".join(
                f'<p class="lever-note">{parts.rich(_year(one, names=True))}</p>' for one in broken
            )
            parts.html(lines)


def told(then: Plan, *, no_more: bool) -> str:
    """Câu về các năm khác còn thiếu nguồn; "" where all keep the condition."""
    broken = broken_years(then.result(), then.year, no_more=no_more)
    if not broken:
        return ""
    years = "; ".join(_year(one, names=_few(broken)) for one in broken)
    key = "wish.years_deeper" if no_more else "wish.years_short"
    return state.words().t(key, year=then.year, years=years)


def _few(broken: tuple[Broken, ...]) -> bool:
    return sum(len(one.lacks) for one in broken) <= NAMED


def _year(one: Broken, *, names: bool) -> str:
    """“năm 2023: 2 đơn vị, 30 triệu đồng (A 20 triệu đồng, B 10 triệu đồng)”."""
    t = state.words().t
    said = t("wish.years_year", year=one.year, n=len(one.lacks), amount=one.amount)
    named = ", ".join(t("wish.years_unit", name=name, amount=amount) for name, amount in one.lacks)
    return f"{said} ({named})" if names else said
