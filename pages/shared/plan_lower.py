"""Mục tiêu đã đạt nhờ thẻ khác: by which cards, and which to lower to what, for a cut of just the target."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from budget.granted import Takes, missed_years, takes
from budget.idle import idle_measures
from budget.least_set import as_well, worse
from budget.lowering import Lower, beside_roadmap, lower, lowered, met, owing_then
from budget.money import total
from budget.passing import SEEN
from budget.planning import given_up
from budget.report.printed import rounded
from budget.select import Mask
from budget.simulate import Result
from budget.wishes import CutWish
from pages.shared import cached, parts, plan_passing, plan_reductions_tables, plan_roadmap, plan_scope, state
from pages.shared.plan import Plan


@dataclass(frozen=True)
class Way:
    """Cách giảm đúng mức muốn: what is `said` of it, and the card to `lower` where one press can do it."""

    said: str
    lower: Lower | None


def already(plan: Plan, here: int) -> None:
    """Thẻ mục tiêu không giảm thêm, said on the open card: what takes as much already, and the way out."""
    w, result = state.words(), plan.result()
    found = met(result, plan.year, here + 1) if result.computed and plan.year > plan.base_year else None
    if found is None:
        _beside(plan, here)
        plan_passing.show(plan, here)
        return
    told = {"share": found.share, "year": plan.year}
    by = "both" if found.by_roadmap and found.by_measures else "roadmap" if found.by_roadmap else "measures"
    said = w.t(
        f"reductions.met_{by}",
        wanted=found.wanted,
        taken=found.taken,
        of=found.reached,
        road=found.by_roadmap,
        earlier=found.by_measures,
        **told,
    )
    remedy = w.t("reductions.met_slight") if found.over > 0 else ""
    passes = found.reached >= found.share + SEEN
    if passes:
        cards = takes(result, plan.year, found.scope)
        way = way_of(plan, found.wanted, found.scope, cards, found.over, but=here + 1)
        one = way.lower
        then = _worse(plan, one) if one else ""
        keeps = w.t("reductions.lower_release") if one and one.part == "roadmap" else ""
        remedy = " ".join(filter(None, [w.t("reductions.met_wish", **told), way.said, then, keeps]))
    parts.note(f"{said} {remedy}".strip())
    if passes:
        press(plan, plan, way, f"reductions.lower.{here}")
    plan_passing.show(plan, here)


def short(plan: Plan) -> str:
    """Thẻ chưa đạt mục tiêu trong năm, by their titles; what is missing where the card does not tell it; and
    of every other year what all cards together miss. "" for none.
    """
    w, result, year = state.words(), plan.result(), plan.year
    every = tuple(result.findings.of("reduction_short"))
    found = [one for one in every if one.year == year]
    elsewhere = short_elsewhere(plan)
    if not found:
        return elsewhere
    titles = [_measure(plan, n + 1) for n in range(len(plan.scenario.reductions))]
    told, said = idle_measures(result, year), []
    for one in found:
        place = int(one.numbers["number"]) - 1
        card, missing = plan_scope.quoted(titles, place), one.numbers["missing"]
        said.append(card if told[place] else w.t("reductions.short_by", card=card, missing=missing))
    return f"{w.t('reductions.short', year=year, cards='; '.join(said))} {elsewhere}".strip()


def short_elsewhere(plan: Plan) -> str:
    """Mục tiêu chưa đạt ở các năm khác năm xem, and by how much; "" for none."""
    w = state.words()
    listed = [
        w.t("reductions.short_year", year=year, missing=missing)
        for year, missing in missed_years(plan.result()).items()
        if year != plan.year
    ]
    return w.t("reductions.short_years", listed="; ".join(listed)) if listed else ""


def _beside(plan: Plan, here: int) -> None:
    """Phần của lộ trình trong mục tiêu: what it spares the card, which a slower roadmap would not."""
    w = state.words()
    t = w.t
    found = beside_roadmap(plan.result(), plan.year, here + 1)
    if found is None:
        return
    earlier = t("reductions.own_roadmap_earlier", earlier=found.earlier) if found.earlier else ""
    short = t("reductions.own_roadmap_short", missing=found.missing) if found.missing else ""
    told = {"share": found.share, "wanted": found.wanted, "road": found.road, "cut": found.cut}
    odd = rounded(w, found.wanted, found.road, found.earlier, found.cut, found.missing)
    said = t("reductions.own_roadmap", year=plan.year, earlier=earlier, short=short, rounded=odd, **told)
    # where the card is at its limits it takes no more
    parts.note(said if found.missing else f"{said} {t('reductions.own_roadmap_slower')}")


def way_of(
    plan: Plan,
    wanted: int,
    within: Mask,
    found: Takes,
    over: int,
    but: int = 0,
    kept: CutWish | None = None,
) -> Way:
    """Hạ thẻ nào xuống mức nào, or that they are as low as they can be; where no card alone can do it, the
    cards that take and what is over, đồng. The condition of a wish is `kept`.
    """
    w, result, year = state.words(), plan.result(), plan.year
    key = (result.fingerprint, year, wanted, but)
    for keeps in (lambda then: as_well(then, result, year, kept), None) if kept else (None,):
        told = (*key, kept.no_more if kept and keeps else None)
        one = cached.derived("lower", told, partial(lower, result, year, wanted, within, but, keeps))
        if one is not None:
            n = worse(lowered(result, one), result, kept) if kept and not keeps else 0
            breaks = w.t("reductions.lower_breaks", n=n) if n else ""
            sure = None if n or one.after == one.before else one
            return Way(f"{_said(plan, one)} {breaks}".strip(), sure)
    titles = [plan_roadmap.title(plan, plan.scenario.roadmap[n - 1]) for n in found.roadmap]
    titles += [_measure(plan, n) for n in found.measures if n != but]
    listed = w.list([f"“{title}”" for title in titles])
    return Way(w.t("reductions.lower_many", over=over, cards=listed), None)


def _worse(plan: Plan, one: Lower) -> str:
    """Hạ thẻ thì điều gì kém đi."""
    result = plan.result()
    key = (result.fingerprint, one.part, one.number, one.year or 0, str(one.after))
    return plan_passing.worse(plan, key, lambda: lowered(result, one))


def then_said(plan: Plan, then: Plan, way: Way, wanted: int) -> str:
    """Cả phương án giảm bao nhiêu và ai chưa đủ mức tối thiểu, once the card is lowered in the plan `then`:
    what is not told by the đồng `wanted` of the wish; "" where no press does it.
    """
    w, one, year = state.words(), way.lower, plan.year
    if one is None:
        return ""
    key = (then.result().fingerprint, year, one.part, one.number, one.year or 0, str(one.after))
    after = cached.derived("lowered", key, lambda: _lowered(plan.result(), then.result(), one, year))
    whole, owes = after
    # what is a step of the unit more is told by the button
    other = abs(whole - wanted) > w.numbers.least
    said = w.t("reductions.lower_whole", all=whole) if other else ""
    return " ".join(filter(None, (said, plan_passing.owing(owes))))


def _lowered(
    result: Result, before: Result, one: Lower, year: int
) -> tuple[int, tuple[int, int, int] | None]:
    then = lowered(before, one)
    return total(given_up(then, year)), owing_then(result, then, year)


def press(plan: Plan, then: Plan, way: Way, key: str) -> None:
    """Nút hạ thẻ đúng như lời nói, of the plan `then`, which it sets at once where that is not `plan`."""
    one, w = way.lower, state.words()
    if one is None:
        return

    def lower_it() -> None:
        plan.scenario = lowered(then.result(), one).scenario
        plan.save(rerun=False)

    st.button(
        w.t(f"reductions.lower_use{'' if then is plan else '_set'}", n=one.number, after=one.after),
        key=key,
        on_click=lower_it,
        disabled=plan.locked,
        help=w.t("reductions.lower_use_help"),
    )


def _said(plan: Plan, one: Lower) -> str:
    if one.after == one.before:
        return state.words().t("reductions.lower_least")
    title = (
        plan_roadmap.title(plan, plan.scenario.roadmap[one.number - 1])
        if one.part == "roadmap"
        else _measure(plan, one.number)
    )
    key = f"reductions.lower_{one.part}" if one.year is not None else "reductions.lower_rate"
    told = {"n": one.number, "title": title, "year": one.year or 0}
    said = state.words().t(key, before=one.before, after=one.after, **told)
    return " ".join(filter(None, (said, _behind(plan, one))))


def _behind(plan: Plan, one: Lower) -> str:
    """Mục tiêu năm trước của thẻ lộ trình thành cao hơn, so that the path goes back; "" where it does not."""
    if one.part != "roadmap" or one.year is None:
        return ""
    targets = plan.scenario.roadmap[one.number - 1].targets
    higher = {y: value for y, value in targets.items() if y < one.year and value > one.after}
    if not higher:
        return ""
    year, value = max(higher.items())
    told = {"before": year, "value": value, "year": one.year, "after": one.after}
    return state.words().t("reductions.lower_behind", **told)


def _measure(plan: Plan, number: int) -> str:
    return plan_reductions_tables.title(plan.scenario.reductions[number - 1], plan.base_year)
