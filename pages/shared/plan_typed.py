"""Ô đã gõ trong lưới nhập: read exactly, and refused in words where it is no number or lies out of bounds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from budget.report.entry import read_number, write_number
from pages.shared import parts, state

HUNDRED = Decimal(100)

Bounds = tuple[Decimal | None, Decimal | None]
"""Số nhỏ nhất và lớn nhất mà một ô nhận, as it is typed; None for no such end."""
ANY: Bounds = (None, None)
NOT_NEGATIVE: Bounds = (Decimal(0), None)
PERCENT: Bounds = (Decimal(0), HUNDRED)


def read(text: str, bounds: Bounds) -> Decimal | None:
    """Đọc một ô: None where nothing stands. Raises ValueError, which says what is wrong with it."""
    w, (least, most) = state.words(), bounds
    try:
        value = read_number(text, w.numbers)
    except ValueError as error:
        raise ValueError(w.t("plan.not_a_number", text=text)) from error
    low = least is not None and value is not None and value < least
    if low or (most is not None and value is not None and value > most):
        key = "plan.out_of_bounds" if most is not None else "plan.below_least"
        raise ValueError(w.t(key, text=text, **_ends(bounds)))
    return value


def _ends(bounds: Bounds) -> dict[str, str]:
    n = state.words().numbers
    return {name: write_number(end, n) for name, end in zip(("least", "most"), bounds, strict=True)}


def tell(key: str, refused: Sequence[tuple[str, str]]) -> None:
    """Những ô bị từ chối: what is wrong and where, below the grid; of a new one also where it is seen, for
    the line below a long grid may lie outside the window.
    """
    for wrong, where in refused:
        parts.message("error", wrong, where=where)
        if (wrong, where) not in state.note(key, ()):
            # a longer one ends in words that Streamlit has in English alone
            st.toast(": ".join(filter(None, (where, wrong.partition(". ")[0]))), icon=":material/error:")
    state.keep(key, tuple(refused))
