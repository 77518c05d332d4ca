"""Xếp các trường của bảng tăng kinh phí: by what, and in each level or all together."""

from __future__ import annotations

import math
from collections.abc import Callable

import streamlit as st

from budget.equity import per_pupil
from budget.money import Array
from budget.risks import gained
from budget.simulate import Result
from pages.shared import parts, state

ORDERS = ("increase", "pupil", "before")
"""By what schools are put in order: most gained, most a pupil, least of the norm before."""
AMONG = ("level", "all")
"""Whether those of each level are put in order, or all schools together."""


def ask() -> None:
    """Xếp các trường theo gì, in each level or all together, kept in the address."""
    t = state.words().t
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        parts.html(f'<p class="lever-note">{parts.rich(t("allocation.sort"))}</p>', "content")
        for name, choices in (("among", AMONG), ("sort", ORDERS)):
            st.segmented_control(
                t("allocation.sort"),
                choices,
                format_func=lambda one, name=name: t(f"allocation.{name}_{one}"),
                required=True,
                label_visibility="collapsed",
                **state.chooser(name, f"allocation.{name}", choices, choices[0]),
            )


def flat() -> bool:
    """Mọi trường xếp chung, without the sums of the levels."""
    return bool(state.get("among") == AMONG[1])


def key(result: Result, year: int, covered: Array) -> Callable[[int], float]:
    """Khóa xếp của trường thứ i as chosen, the first the smallest; `covered` (n,) of the norm before. What
    only repays a school's own cut is no gain of it.
    """
    gains = gained(result, year)
    keys: dict[str, Callable[[int], float]] = {
        "pupil": lambda i: -(per_pupil(int(gains[i]), result, year, [i]) or 0),
        "before": lambda i: math.inf if math.isnan(covered[i]) else float(covered[i]),
    }
    return keys.get(state.get("sort"), lambda i: -float(gains[i]))
