"""Tên nói sai mức: one quiet line, and one click to the name that tells the rate that the plan has now."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import streamlit as st

from budget.naming import PERCENT, Misnamed, misnamed, target_told
from budget.report.numbers import Numbers
from budget.report.targets_said import alone_said
from budget.scenario import ScenarioError
from budget.targeted import roadmap_alone
from pages.shared import cached, parts, plan, state
from pages.shared.plan import Plan

COPIES = 9
"""Marks of a copy that are taken off a name: "(bản sao)", "(bản sao 2)", ..."""


def line(now: Plan, do: Callable[[Callable[[], None]], None]) -> None:
    """Vẽ dòng đổi tên, where there is one; `do` acts on the store, as for all that the bar offers."""
    w = state.words()
    if now.locked:
        return
    if (found := _found(now)) is not None:
        name = _better(now.saved.name, found, w.numbers)
        said = w.t("plan.misnamed", told=found.told, rate=found.rate)
    elif (beyond := _beyond(now)) is not None:
        name, said = beyond
    else:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="plan-misnamed"):
        parts.note(said)
        st.button(
            w.t("plan.misnamed_use", name=name),
            key="plan.misnamed.use",
            type="tertiary",
            on_click=do,
            args=(lambda: _rename(now, name),),
        )


def _found(now: Plan) -> Misnamed | None:
    """On the oldest version that bears the name: there it was given."""
    saved = now.saved

    def read() -> Misnamed | None:
        named = (v for v in cached.store().scenario_history(saved.id) if v.name == saved.name)
        with suppress(ScenarioError):
            return misnamed(saved.name, cached.scenario(next(named).text), now.scenario)
        return None

    return cached.derived("misnamed", (saved.id, saved.version_id), read)


def _beyond(now: Plan) -> tuple[str, str] | None:
    """Tên nói mục tiêu mà lộ trình tự nó đã vượt: a name that tells what is cut, and why; None where the name
    is true, or another plan has the better one.
    """
    w, result, found = state.words(), now.result(), target_told(now.saved.name, now.scenario)
    if found is None or not result.computed or found[1] not in result.years:
        return None
    told, year = found
    alone, passed = alone_said(result, year, w), roadmap_alone(result, year)
    if not alone or passed is None:
        return None
    name = w.t("plan.beyond_name", share=w.share(passed[0]), year=year)
    said = w.t("plan.misnamed_beyond", told=told, year=year, alone=alone)
    return None if name in {one.name for one in cached.store().scenarios()} else (name, said)


def _better(name: str, found: Misnamed, numbers: Numbers) -> str:
    """Tên với mức mới, without the mark of a copy unless another plan has that name."""
    t, known = state.words().t, {one.name for one in cached.store().scenarios()}
    number = numbers.rate(found.rate).rstrip("%").rstrip()
    whole = PERCENT.sub(lambda told: told[0].replace(told[1], number), name)
    marks = [
        t("plan.copy_name", name=""),
        *(t("plan.copy_name_next", name="", n=n) for n in range(2, COPIES + 1)),
    ]
    bare = next((whole.removesuffix(mark) for mark in marks if whole.endswith(mark)), whole)
    return whole if bare in known else bare


def _rename(now: Plan, name: str) -> None:
    store, author = cached.store(), cached.author()
    plan.stepped(now.saved, lambda: store.rename_scenario(now.saved.id, name, author))
