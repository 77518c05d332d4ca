"""Năm khác giảm quá mục tiêu của thẻ: which years, and one press that lowers what takes too much in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from budget.lowering import Deeper, deeper_then, falls_to_target, met, missed_then, owing_then
from budget.passing import lowered_in, passed_years
from budget.simulate import Result
from pages.shared import cached, parts, plan_units, state
from pages.shared.plan import Plan


def show(plan: Plan, here: int) -> None:
    """Lời và nút ở thẻ mục tiêu `here`, of the years but that in view; nothing where none passes it."""
    w, result, measure = state.words(), plan.result(), plan.scenario.reductions[here]
    if not result.computed or measure.method != "target":
        return
    found = passed_years(result, here + 1)
    years = tuple(year for year in found if year != plan.year)
    if not years:
        return
    listed = w.list([w.t("reductions.passed_year", year=y, share=found[y]) for y in years])
    parts.note(w.t("reductions.passed", listed=listed))

    def lower_them() -> None:
        # many plans are tried for it: only when it is asked for
        then = lowered_in(result, here + 1, years)
        if then.scenario == result.scenario:
            state.keep("plan.message", ("note", w.t("reductions.passed_least")))
            return
        more = worse(plan, (result.fingerprint, here, *years), lambda: then)
        plan.scenario = then.scenario
        plan.save(rerun=False)
        falls = w.t("reductions.passed_falls") if falls_to_target(then) else ""
        done = w.t("reductions.passed_done", years=told, cards=_cards(plan, result, then))
        said = done, _here(plan.year, result, then, here), falls, more
        state.keep("plan.message", ("done", " ".join(filter(None, said))))

    told = w.list([str(y) for y in years])
    st.button(
        w.t("reductions.passed_use", years=told),
        key=f"reductions.passed.{here}",
        on_click=lower_them,
        disabled=plan.locked,
        help=w.t("reductions.passed_help"),
    )


def _cards(plan: Plan, result: Result, then: Result) -> str:
    """Mục tiêu lộ trình bị hạ: that of which card in which year, from and to; "" where only measures were."""
    w, moved = state.words(), []
    for old, new in zip(result.scenario.roadmap, then.scenario.roadmap, strict=False):
        name = plan_units.described(plan, old.units, ())
        for year, after in new.targets.items():
            before = old.targets.get(year)
            if before != after:
                key = "passed_card" if before is not None else "passed_card_new"
                moved.append(w.t(f"reductions.{key}", name=name, year=year, before=before, after=after))
    return w.t("reductions.passed_cards", listed="; ".join(moved)) if moved else ""


def _here(year: int, result: Result, then: Result, here: int) -> str:
    """Năm xem cũng giảm khác đi, where a path that it lies on was lowered; "" where it does not."""
    w = state.words()
    was, now = (met(one, year, here + 1) for one in (result, then))
    if was is None or (now is not None and w.share(now.reached) == w.share(was.reached)):
        return ""
    after = now.reached if now is not None else was.share
    return w.t("reductions.passed_here", year=year, before=w.share(was.reached), after=w.share(after))


def worse(plan: Plan, key: tuple[Any, ...], make: Callable[[], Result]) -> str:
    """Mấy đơn vị thiếu nhiều hơn hiện trạng và năm nào chưa đạt mục tiêu khi đổi, known before the press: a
    card asks for no condition as a wish does; "" where nothing gets worse. `key` tells changes apart.
    """
    w, result, year = state.words(), plan.result(), plan.year
    found, missed, owes = cached.derived("worse", (year, *key), lambda: _worse(result, make(), year))
    listed = "; ".join(w.t("reductions.short_year", year=y, missing=more) for y, more in missed.items())
    short = w.t("reductions.lower_missed", listed=listed) if missed else ""
    short = " ".join(filter(None, (short, owing(owes))))
    if found is None:
        return short
    apart = found.any_year != found.then
    others = w.t("reductions.lower_deeper_any", n=found.any_year, last=result.years[-1]) if apart else ""
    return f"{w.t('reductions.lower_deeper', n=found.then, year=year, now=found.now, others=others)} {short}"


def owing(found: tuple[int, int, int] | None) -> str:
    """Mấy đơn vị khi đó giảm chưa đủ mức tối thiểu, as `owing_then` gives it; "" for no more than now."""
    if found is None:
        return ""
    now, n, owed = found
    return state.words().t("reductions.lower_owing", now=now, n=n, owed=owed)


def _worse(
    result: Result, then: Result, year: int
) -> tuple[Deeper | None, dict[int, int], tuple[int, int, int] | None]:
    return deeper_then(result, then, year), missed_then(result, then), owing_then(result, then, year)
