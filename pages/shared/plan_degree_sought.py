"""Tìm mức của lộ trình: the target of the open card for a wished reduction, and the highest that nobody can
hardly reach.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import streamlit as st

from budget.asked import hard_by_year
from budget.degree_sought import Sought, for_release, of_card, of_service, plausible, wanted_of, with_degree
from budget.report.printed import rounded
from pages.shared import cached, levers, parts, plan_roadmap, plan_scope, state, year_viewed
from pages.shared.plan import Plan

USUAL, LEAST, MOST = 0.1, 0.01, 0.5
"""The reduction that is asked about at first, and the ends of its lever."""


def show(plan: Plan) -> None:
    """Muốn lộ trình giảm bao nhiêu: what the open card has to aim at, whether it can, and a press."""
    w, t = state.words(), state.words().t
    year_viewed.here(plan.years, "roadmap.find.year")
    if plan.year <= plan.base_year:
        parts.note(t("plan.base_year", year=plan.base_year))
        return
    here = plan_scope.opened(plan, "roadmap", len(plan.scenario.roadmap))
    if here is None:
        parts.note(t("roadmap.find_none"))
        return
    result = plan.result()
    within = of_card(result, here)
    title = plan_roadmap.title(plan, plan.scenario.roadmap[here])
    if not within.any():
        parts.note(t("roadmap.find_nobody", title=title))
        return
    key, about = plan.key("roadmap.find"), {"year": plan.year, "base": plan.base_year}
    share = levers.share(
        t("roadmap.find_share", n=int(within.sum()), **about),
        key,
        state.note(key, USUAL),
        low=LEAST,
        high=MOST,
        hint=t("roadmap.find_share_help", title=title),
    )
    state.keep(key, share)
    wanted = wanted_of(result, here, Decimal(repr(share)))
    of = (result.fingerprint, here, plan.year)
    found = cached.derived("degree", (*of, wanted), lambda: for_release(result, here, plan.year, wanted))
    told: dict[str, Any] = about | {"share": share, "wanted": wanted, "left": found.released}
    if missing := found.missing(wanted):
        release = plan.scenario.roadmap[here].release
        told["why"] = t("roadmap.find_release_part", release=release) if release < 1 else ""
        apart = rounded(w, missing, wanted, -found.released)
        parts.sentence(t("roadmap.find_beyond", missing=missing, apart=apart, **told))
    else:
        up = t("roadmap.find_up") if not w.numbers.slight(found.released - wanted) else ""
        beside = {"up": up, "asks": _asks(plan, found), "all": _of_all(plan, here, found)}
        parts.sentence(t("roadmap.find", degree=found.degree, **beside, **told))
        _press(plan, here, found, "wish")
    most = cached.derived("plausible", of, lambda: plausible(result, here, plan.year))
    told = about | {"limit": plan.scenario.assumptions.plausible_growth}
    before = {y: of for y, of in hard_by_year(result, within).items() if y < plan.year}
    if most is None and before:
        years = "; ".join(t("wish.hard_year", n=len(of), year=y) for y, of in before.items())
        parts.sentence(t("roadmap.find_hard_before", years=years, **told))
    elif most is None:
        parts.sentence(t("roadmap.find_all_hard", **told))
    else:
        told |= {"degree": most.degree, "left": most.released, "asks": _asks(plan, most)}
        parts.sentence(t("roadmap.find_plausible", **told))
        _press(plan, here, most, "most")


def _of_all(plan: Plan, here: int, found: Sought) -> str:
    """Phần của các đơn vị mà trang Giảm chi tính, lest the percent of the card be taken for theirs; "" where
    these are the same.
    """
    of = of_service(plan.result(), here, found)
    return state.words().t("roadmap.find_of_all", n=of[0], share=of[1]) if of else ""


def _asks(plan: Plan, found: Sought) -> str:
    """Thu phải tăng, chi phải tiết kiệm, and how many of the units can hardly."""
    t = state.words().t
    saved = t("roadmap.sentence_saved", saving=found.saving) if found.saving else ""
    hard = t("roadmap.find_hard", n=found.hard) if found.hard else ""
    return t("roadmap.find_asks", revenue=found.revenue, saved=saved, hard=hard)


def _press(plan: Plan, here: int, found: Sought, name: str) -> None:
    """Nút đặt mục tiêu ấy; that it stands already where it does."""
    t = state.words().t
    if plan.scenario.roadmap[here].targets.get(plan.year) == found.degree:
        parts.note(t("roadmap.find_stands"))
        return
    told = {"n": here + 1, "degree": found.degree, "year": plan.year}

    def use() -> None:
        plan.scenario = with_degree(plan.scenario, here, plan.year, found.degree)
        plan.save(rerun=False)
        state.keep("plan.message", ("done", t("roadmap.find_used", left=found.released, **told)))

    st.button(
        t("roadmap.find_use", **told),
        key=f"roadmap.find.{name}",
        on_click=use,
        disabled=plan.locked,
        help=t("roadmap.find_use_help"),
    )
