"""Tìm mức giảm: how much can be cut without a deficit, which two conditions conflict, and what roadmap would
do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import streamlit as st

from budget.asked import hard_by_year
from budget.granted import Excess, Takes, excess, kept_anyway, takes
from budget.granting import breaks
from budget.indicators import indicators
from budget.planning import cut_scope, same_result
from budget.report.printed import rounded
from budget.wished import wish_scope
from budget.wishes import CutWish, cut_wish
from pages.shared import (
    grid,
    levers,
    parts,
    plan_lower,
    plan_obliged,
    plan_reductions_tables,
    plan_roadmap,
    plan_wish_asked,
    plan_wish_granted,
    plan_wish_heed,
    plan_wish_limit,
    plan_wish_looser,
    plan_wish_needed,
    plan_wish_outside,
    plan_wish_owed,
    plan_wish_put,
    plan_wish_relaid,
    plan_wish_use,
    plan_wish_without,
    plan_wish_years,
    state,
    year_viewed,
)
from pages.shared.plan import Plan
from pages.shared.plan_wish_heed import Heed

USUAL = 0.1
"""The reduction that is asked about when the plan has no target of its own."""
LOWEST, HIGHEST = 0.01, 0.5
NAMED = 4
"""Cards that are named with what they take; the others are counted."""
CONDITIONS = ("none", "no_more")
"""No unit in deficit, or none deeper than under the status quo."""


def show(plan: Plan) -> None:
    """Muốn giảm bao nhiêu: the wish, whether it can be had, and what would make it so."""
    t = state.words().t
    year_viewed.here(plan.years, "wish.year")
    if plan.year <= plan.base_year:
        return
    key = plan.key("wish")
    share = levers.share(
        t("wish.share", year=plan.year, base=plan.base_year, n=int(wish_scope(plan.result()).sum())),
        key,
        state.note(key, _wanted(plan)),
        high=HIGHEST,
        low=LOWEST,
        hint=t("wish.share_help", year=plan.year),
    )
    state.keep(key, share)
    plan_wish_without.show(plan)
    _counts(plan)
    # the condition is the officer's, whatever plan is in view, and stands in the address
    condition = levers.choice(
        t("wish.condition"),
        plan.key("wish.condition"),
        kept if (kept := state.get("condition")) in CONDITIONS else CONDITIONS[0],
        CONDITIONS,
        lambda name: t(f"wish.condition_{name}"),
        hint=t("wish.condition_help"),
    )
    state.choose("condition", condition if condition != CONDITIONS[0] else "")
    found = cut_wish(plan.result(), plan.year, Decimal(repr(share)), no_more=condition == "no_more")
    # what is said before the press is what the press sets
    wish = plan_wish_granted.as_will_be(plan, found, share)
    _said(plan, found, wish, share)
    _answer(plan, found, wish, share)


def _counts(plan: Plan) -> None:
    """Tìm mức đếm đơn vị nào, where the sentence that heads the page counts others."""
    of, headed = wish_scope(plan.result()), cut_scope(plan.result())
    if (of != headed).any():
        key = "wish.counts_of" if plan_wish_outside.partial(plan) else "wish.counts"
        said = state.words().t(key, n=int(of.sum()), scope=int(headed.sum()))
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def _answer(plan: Plan, found: CutWish, wish: CutWish, share: float) -> None:
    """Điều muốn có nếu đặt vào phương án: what stands against it, the button, the table of what it asks; how
    it was found is folded below. `found`: the wish by itself, `wish`: as the button would set it.
    """
    t = state.words().t
    plan_wish_put.done()
    now = takes(plan.result(), plan.year)
    details = _found(plan, wish, now)
    if wish.beyond:
        plan_wish_heed.show([Heed(plan_wish_outside.left_out(plan))])
        parts.details(t("wish.details"), details)
        return
    then = plan_wish_granted.granted(plan, found, share)
    after = takes(then.result(), plan.year)
    bound = kept_anyway(plan.result(), plan.year) > wish.wanted
    beyond = excess(then.result(), plan.year, wish.wanted)
    granted = same_result(plan.result(), then.result())
    # a plan that cuts as much and leaves fewer units in want is another one, too
    mends = breaks(then.result(), plan.year, wish) < breaks(plan.result(), plan.year, wish)
    offered = not granted and (mends or not (bound and _same_cuts(plan, then)))
    # where the button is not offered, the plan as it stands is the answer
    stands = then if offered else plan
    owed = offered and plan_wish_owed.owed(plan, wish)
    if owed:
        plan_wish_owed.show(plan, wish, share, now)
    elif now.total > wish.wanted and not (granted and beyond.rounded):
        _over(plan, then, wish, share, now.total, after, beyond, bound=bound)
    early = plan_wish_granted.early(plan, then, found)
    why = plan_wish_use.why_more(wish, beyond, early=early, year=plan.year)
    why = why or plan_wish_owed.why(plan, beyond)
    if not granted or beyond.rounded:
        gives = _gives(plan, wish, share, after.total, beyond, why, granted=granted)
        if granted:
            parts.note(gives)
            plan_wish_outside.still(plan)
        else:
            details.append(gives)
    if offered:
        plan_wish_use.show(plan, then, wish, share, after.total, why, owed=owed)
        details += [*plan_wish_use.needs(then), *plan_wish_needed.between(plan, then)]
        details += [t("wish.keeps")] if _kept(plan, then) else []
    answered = not offered and wish.feasible
    heed = plan_wish_years.heeds(stands, no_more=wish.no_more, granted=not offered, answered=answered)
    heed = [
        *(heed if offered or granted else heed[1:]),
        *plan_wish_limit.above(stands),
        Heed(plan_obliged.exempt_said(stands)),
    ]
    if offered:
        first, *rest = plan_wish_use.heeds(plan, then, wish, after.total)
        heed += [Heed(plan_wish_outside.told(plan, then)), first, *_hard(then, wish), *rest]
    else:
        heed += [*_hard(then, wish), Heed(plan_obliged.alone_said(then))]
    folded = plan_wish_heed.show([*heed, Heed(plan_wish_outside.left_out(plan))])
    _other_ways(plan, wish, share)
    details = folded + plan_wish_years.show(stands, no_more=wish.no_more, granted=not offered) + details
    if wish.asked.any():
        grid.show(plan_wish_needed.needed(plan, wish), "wish.needed")
        details += plan_wish_needed.lower(plan, wish)
    parts.details(t("wish.details"), details)


def _other_ways(plan: Plan, wish: CutWish, share: float) -> None:
    """Cách khác: a milder condition, another roadmap, below what the button sets and apart from it."""
    head = st.container()
    looser = plan_wish_looser.show(plan, wish, share)
    if plan_wish_relaid.show(plan, wish, share) or looser:
        with head:
            parts.html(f'<h3 class="other-ways">{parts.rich(state.words().t("wish.other_ways"))}</h3>')


def _kept(plan: Plan, then: Plan) -> bool:
    """Có thẻ lộ trình mới để đơn vị giữ phần thu tăng thêm."""
    return any(one.release == 0 for one in then.scenario.roadmap if one not in plan.scenario.roadmap)


def _wanted(plan: Plan) -> float:
    for measure in reversed(plan.scenario.reductions):
        if measure.target:
            return min(HIGHEST, float(max(measure.target.values())))
    return USUAL


def _said(plan: Plan, found: CutWish, wish: CutWish, share: float) -> None:
    """Được hay chưa, in one sentence; `found` and `wish` as in `_answer`."""
    t = state.words().t
    of = "_of" if plan_wish_outside.partial(plan) else ""
    condition = t(f"wish.{'no_more' if wish.no_more else 'none'}{of}", year=plan.year)
    most = wish.reachable_share
    stands = "wish.conflict" if most else "wish.conflict_none"
    # to cut less is a way out only where it asks no unit for more
    fewer = cut_wish(plan.result(), plan.year, Decimal(repr(most)), no_more=wish.no_more)
    less = bool(most) and not fewer.asked.any()
    said = t(
        "wish.feasible" if wish.feasible else "wish.beyond" if wish.beyond else stands,
        share=share,
        year=plan.year,
        who=plan_wish_outside.who(plan, wish),
        condition=condition,
        wanted=wish.wanted,
        reachable=wish.reachable,
        within=plan_wish_limit.within(plan),
        only=plan_wish_years.only(plan, no_more=wish.no_more) if wish.feasible else "",
        less=t("wish.conflict_less", most=most) if less else "",
        missing=wish.missing,
        rounded=rounded(state.words(), wish.missing, wish.wanted, -wish.reachable),
        now=plan_wish_looser.now_lacks(plan, wish, possible=bool(most)),
        beyond=wish.beyond,
        asked=int(wish.asked.sum()),
        revenue=wish.revenue,
        had=plan_wish_asked.had(plan, wish),
        spare=plan_wish_asked.over(plan, found, wish, share),
        short=t("wish.conflict_short", n=wish.short, deficit=wish.deficit)
        if wish.short and not wish.no_more
        else "",
    )
    parts.sentence(said)


def _found(plan: Plan, wish: CutWish, gives: Takes) -> list[str]:
    """Cách tính: what the plan cuts now, who lacks money before any cut, and whom the answer leaves out."""
    t = state.words().t
    now = t(
        "wish.now_cut",
        year=plan.year,
        base=plan.base_year,
        gone=wish.gone,
        share=wish.gone_share,
        who=plan_wish_outside.who(plan, wish),
        roadmap=gives.by_roadmap,
        measures=gives.by_measures,
        rounded=rounded(state.words(), wish.gone, gives.by_roadmap, gives.by_measures),
    )
    told = [now]
    if wish.short:
        told.append(t("wish.short", n=wish.short, deficit=wish.deficit))
    if wish.owing:
        told.append(t("wish.owing", n=wish.owing))
    others = indicators(plan.result(), plan.year, ~wish_scope(plan.result()))
    if others.deficit_units:
        outside = {
            "who": plan_wish_outside.who(plan, wish),
            "n": others.deficit_units,
            "deficit": abs(others.deficit),
        }
        told.append(t("wish.outside", year=plan.year, **outside))
    return told


def _over(
    plan: Plan,
    then: Plan,
    wish: CutWish,
    share: float,
    now: int,
    after: Takes,
    beyond: Excess,
    *,
    bound: bool,
) -> None:
    """Phương án đã giảm nhiều hơn mức muốn, đồng: what the wish would leave of it; where roadmap and minimum
    are `bound` to take more, which cards take it and what would have to be taken out.
    """
    w = state.words()
    less = after.total < now and not w.numbers.slight(now - after.total)
    told: dict[str, Any] = {"share": share, "year": then.year, "more": now - wish.wanted}
    told |= {"left": after.total, "apart": rounded(w, now - wish.wanted, now, -wish.wanted)}
    told |= {"of": after.total / wish.base, "base": then.base_year, "still": after.total - wish.wanted}
    told["still_apart"] = rounded(w, told["still"], after.total, -wish.wanted)
    if not bound:
        if less:
            parts.message("note", w.t("wish.over_measures", **told))
        return
    told["how"] = w.t("wish.over_both" if wish.asked.any() else "wish.over_target", share=share)
    if (beyond.rounded and not beyond.least) or after.total <= wish.wanted:
        # the new roadmap takes the place of the cards that cut more: nothing has to be taken out of them
        if less:
            parts.message("note", w.t("wish.over_met", **told))
        return
    roads, measures = then.scenario.roadmap, then.scenario.reductions
    cards = [(money, plan_roadmap.title(then, roads[n - 1])) for n, money in after.roadmap.items()]
    cards.sort(key=lambda card: -card[0])
    cards += [
        (money, plan_reductions_tables.title(measures[n - 1], then.base_year))
        for n, money in after.measures.items()
    ]
    named = [w.t("wish.card", title=title, money=money) for money, title in cards[:NAMED]]
    if len(cards) > NAMED:
        rest = sum(money for money, _ in cards[NAMED:])
        named.append(w.t("wish.cards_more", n=len(cards) - NAMED, money=rest))
    by = {"roadmap": after.by_roadmap, "measures": after.by_measures}
    told["rounded"] = rounded(w, after.total, after.by_roadmap, after.by_measures)
    way, found = w.t("wish.over_law"), None
    if after.roadmap:
        service = wish_scope(then.result())
        found = plan_lower.way_of(
            then, max(wish.wanted, beyond.least), service, after, told["still"], kept=wish
        )
        beside = plan_lower.then_said(plan, then, found, wish.wanted)
        way = f"{w.t('wish.over_way', way=found.said, **told)} {beside}".rstrip()
    parts.message("warning", w.t("wish.over", cards=w.list(named), **by, **told), remedy=way)
    if found is not None:
        plan_lower.press(plan, then, found, "wish.lower")


def _gives(
    plan: Plan, wish: CutWish, share: float, after: int, beyond: Excess, why: str, *, granted: bool
) -> str:
    """Đề xuất giảm bao nhiêu, the same before and after it is `granted`; `why` it is more than wished."""
    t = state.words().t
    told: dict[str, Any] = {"share": share, "year": plan.year, "base": plan.base_year, "left": after}
    told["who"] = plan_wish_outside.who(plan, wish)
    said = t("wish.already" if granted else "wish.gives", of=after / wish.base if wish.base else 0.0, **told)
    if not why or not state.words().numbers.in_steps(beyond.more):
        return said
    apart = rounded(state.words(), beyond.more, after, -wish.wanted)
    return f"{said} {t('wish.more_than', more=beyond.more, apart=apart, why=why)}"


def _same_cuts(plan: Plan, then: Plan) -> bool:
    """Điều muốn có không đổi số giảm của đơn vị sự nghiệp khác nào in the year in view."""
    before, after = plan.result(), then.result()
    j, asked_of = before.year(plan.year), wish_scope(before)
    cuts = ((before[name][asked_of, j], after[name][asked_of, j]) for name in ("released", "cut"))
    return all(np.array_equal(was, now) for was, now in cuts)


def _hard(then: Plan, wish: CutWish) -> list[Heed]:
    """Đơn vị khó đạt: how many, in the year and in others, warned of before the wish is granted; folded, who
    they are; [] for none.
    """
    w, result = state.words(), then.result()
    every = hard_by_year(result, wish_scope(result))
    if not every or not wish.asked.any():
        return []
    others = "; ".join(w.t("wish.hard_year", n=len(of), year=y) for y, of in every.items() if y != then.year)
    told = {"year": then.year, "limit": then.scenario.assumptions.plausible_growth}
    found = every.get(then.year, [])
    if not found:
        return [Heed(w.t("wish.hard_elsewhere", others=others, **told))]
    who = w.t("wish.hard_units", names=w.list(found))
    beside = w.t("wish.hard_others", listed=others) if others else ""
    return [Heed(w.t("wish.hard", n=len(found), others=beside, **told), who)]
