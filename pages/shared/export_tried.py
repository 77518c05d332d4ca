"""Kèm độ bền vững khi xuất: the plans tried as chosen under the comparison, and tried again for a rebuild."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from budget.indicators import indicators
from budget.report.tried_said import Tried
from budget.robustness import SPREAD, UNEARNED, free, swings
from budget.shortfall import asks
from budget.simulate import Result
from budget.trials import Trials, Tries, trials, tries_of
from pages.shared import cached, compare_holds, parts, state
from pages.shared.compare_robust import COUNTS
from pages.shared.comparing import Compared
from pages.shared.varying import STEPS, USUAL

IN_FILES = ("book", "deck", "memo", "bundle")
"""Files that tell what came of the draws."""


def chosen(results: Sequence[Result]) -> Tries:
    """Cách thử đang chọn ở So sánh, or the usual one."""
    spread = {factor: Decimal(_of(factor, STEPS[factor], str(USUAL[factor]))) for factor in SPREAD}
    short = Decimal(0)
    if any(map(asks, results)):
        short = Decimal(_of(UNEARNED, STEPS[UNEARNED], str(USUAL[UNEARNED])))
    if short and state.get("unearned_drawn"):
        spread[UNEARNED] = short
    return Tries(int(_of("draws", COUNTS, COUNTS[0])), int(state.get("seed")), spread, short)


def _of(choice: str, options: Sequence[Any], usual: Any) -> Any:
    value = state.get(choice)
    return value if value in options else usual


def offered(results: Sequence[Result]) -> Tries | None:
    """Cách thử mà trang cho chọn kèm; None where nothing is varied, or the plans have no year to try."""
    how = chosen(results)
    return how if any(how.spread.values()) and len(results[0].years) > 1 else None


def said(results: Sequence[Result], tried: Tried | None) -> str:
    """Câu dưới các nút: whether the files are with the tries; "" where none are offered."""
    how = offered(results)
    return state.words().t(f"export.tried_{'on' if tried else 'off'}", n=how.count) if how else ""


def choose(compared: Compared) -> Tried | None:
    """Ô chọn kèm độ bền vững; the draws with their progress once it is on, None while it is not."""
    w, results = state.words(), compared.shown.results
    how = offered(results)
    if how is None:
        return None
    label, told = w.t("export.tried", n=how.count), w.t("export.tried_help")
    on = st.toggle(label, help=told, **state.chooser("tried", "export.tried"))
    parts.note(w.t("export.tried_adds"))
    if not on:
        return None
    found = []
    for k, result in enumerate(results):
        about = {"name": compared.label(k, 40), "n": how.count, "place": k + 1, "of": len(results)}
        key = (result.fingerprint, *how.spread.items(), how.count, how.seed)
        said = w.t("compare.robust_working", **about)
        found.append(cached.slowly("trials", key, partial(_trials, result, how), said))
    made = tuple(compared.shown.at(result) for result in results)
    moved = tuple(compare_holds.moved_by(compared, k, how.alone) for k in range(len(results)))
    return Tried(how, tuple(found), made, moved)


def _trials(result: Result, how: Tries, progress: Callable[[float], None] | None = None) -> Trials:
    return trials(
        result.units,
        result.scenario,
        result.law,
        spread=how.spread,
        count=how.count,
        seed=how.seed,
        progress=progress,
    )


def again(results: Sequence[Result], recipe: Mapping[str, Any]) -> Tried | None:
    """Thử lại as a recipe says; None where it names no draws (older files have none), or the file tells none.

    Raises as `tries_of`.
    """
    if "tried" not in recipe or recipe["what"] not in IN_FILES:
        return None
    how = tries_of(recipe["tried"])
    year = int(recipe["year"])
    return Tried(
        how,
        tuple(_trials(result, how) for result in results),
        tuple(indicators(result, year) for result in results),
        tuple(
            swings(one.units, one.scenario, one.law, year, free(one.law, how.alone, year)) for one in results
        ),
    )
