"""Vì sao một thẻ không có tác dụng, in a sentence: for the cards of roadmap, reductions and allocation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budget.idle import MET, WORKING, Idle, idle_measures, idle_parts
from budget.idle_grants import idle_exceptions, idle_stages
from budget.simulate import Result
from pages.shared import state
from pages.shared.plan import Plan, copy_of

FOUND: dict[str, Callable[[Result, int], Sequence[Idle | None]]] = {
    "roadmap": idle_parts,
    "reductions": idle_measures,
    "stages": idle_stages,
    "exceptions": idle_exceptions,
}


def notes(plan: Plan, part: str) -> list[str]:
    """Lời dưới từng thẻ, in their order; "" for a card that works, nothing where nothing was computed."""
    return [said_of(idle, plan.year) if idle else "" for idle in FOUND[part](plan.result(), plan.year)]


def idle(plan: Plan, part: str) -> dict[int, bool]:
    """Vị trí các thẻ không có tác dụng gì in the year in view; whether in every year, so that it can be taken
    out with no figure changed. One that cannot reach its target is none of them: its target stands.
    """
    found = enumerate(FOUND[part](plan.result(), plan.year))
    return {
        place: one.always
        for place, one in found
        if one and one.why not in WORKING and "missing" not in one.numbers
    }


def reasons(plan: Plan, part: str) -> list[str]:
    """Các thẻ vừa đổi mà không có tác dụng, each with its number and why."""
    t, path = state.words().t, ("allocation", part) if part in ("stages", "exceptions") else (part,)
    before, now = copy_of(plan.start, path) or [], copy_of(plan.scenario, path) or []
    return [
        t("idle.card", n=n + 1, said=said)
        for n, said in enumerate(notes(plan, part))
        if said and (n >= len(before) or before[n] != now[n])
    ]


def said_of(idle: Idle, year: int) -> str:
    """Câu nói vì sao một thẻ không có tác dụng, in the `year` or in all."""
    t = state.words().t
    why = t(f"idle.{idle.why}", **{"year": year, **idle.numbers})
    if idle.why in WORKING:
        return why
    if idle.why in MET:
        return t("idle.met_always" if idle.always else "idle.met", why=why, year=year)
    if "missing" in idle.numbers:
        return t("idle.short", why=why, **idle.numbers)
    return t("idle.every_year", why=why) if idle.always else t("idle.in_year", why=why, year=year)
