"""Lộ trình tự chủ: the cards of the roadmap, the groups by year and what is asked of each unit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from budget.autonomy import GROUPS
from budget.pathways import growing
from budget.planning import asked, held_at, movers, on_roadmap, raised, scope_of, sums, touched
from budget.report.printed import rounded
from budget.report.tables import Column, Row, Table, grouped
from budget.scenario import RoadmapEntry
from budget.select import Mask
from pages.shared import (
    explaining,
    grid,
    parts,
    plan_aside,
    plan_degree,
    plan_degree_sought,
    plan_groups,
    plan_idle,
    plan_levers,
    plan_paces,
    plan_pathways,
    plan_scope,
    plan_targets,
    plan_units,
    plan_view,
    state,
)
from pages.shared.plan import Plan

AT = "roadmap"
NAMED = 3
"""Units that moved to another group that are named one by one."""
ASIDE, BESIDE_PUPILS = {"dong": ("own_before", "pupil_month")}, ("own_before",)
"""Columns of what is asked not shown at first: where long amounts, or what is asked of a pupil, take room."""
VIEWS = ("groups", "targets", "degree", "asked", "paces", "next", "find")


def templates(plan: Plan) -> dict[str, Any]:
    """Mẫu lộ trình: what a new card begins with."""
    last = str(plan.years[-1] if plan.years else plan.base_year + 3)
    return {
        name: {"units": {"kinds": ["service"], "groups": [group]}, "targets": {last: target}}
        for name, group, target in (("to_2", "3a", 1.0), ("to_3a", "3b", 0.7), ("to_3b", "3c", 0.3))
    } | {"own": {"units": {"codes": []}}}  # without units and a target, it takes none from the other cards


def title(plan: Plan, entry: RoadmapEntry) -> str:
    """Tên của một thẻ: for whom, and the last target."""
    t = state.words().t
    who = plan_units.described(plan, entry.units, ())
    if not entry.targets:
        return t("roadmap.title_none", who=who)
    year, value = max(entry.targets.items())
    return t("roadmap.title", who=who, year=year, value=value)


def levers_of(plan: Plan) -> None:
    """Các nhóm đơn vị theo thứ tự; the open one with its levers."""
    t = state.words().t
    fixed = t("roadmap.fixed")
    parts.note(f"{fixed} {t('roadmap.fixed_last')}" if plan.scenario.roadmap else fixed)
    last = plan.years[-1] if plan.years else plan.base_year
    list_of_cards = st.container()
    here = plan_scope.opened(plan, AT, len(plan.scenario.roadmap))
    if here is None:
        parts.html(f'<p class="subtitle">{parts.rich(t("roadmap.none"))}</p>')
    else:
        _open(plan, here)
    with list_of_cards:
        titles = [title(plan, entry) for entry in plan.scenario.roadmap]
        notes, idle = plan_idle.notes(plan, AT), plan_idle.idle(plan, AT)
        plan_scope.cards(
            plan, (AT,), titles, AT, templates(plan), "roadmap", notes=notes, idle=idle, year=last
        )


def _open(plan: Plan, here: int) -> None:
    """The levers of the open card."""
    t, at = state.words().t, (AT, here)
    plan_scope.scope(plan, (*at, "units"), (), f"roadmap.{here}")
    plan_aside.on_roadmap(plan, here)
    plan_levers.yearly(plan, (*at, "targets"), t("roadmap.targets"), none={})
    plan_levers.between(plan)
    degree = raised(plan.result(), plan.scenario.roadmap[here].units)
    if degree.units:
        one = degree.units == 1
        said = t(
            "roadmap.today_one" if one else "roadmap.today",
            low=degree.lowest,
            high=degree.highest,
            year=plan.base_year,
        )
        targets = plan.scenario.roadmap[here].targets
        if targets and float(targets[max(targets)]) <= degree.highest:
            every = float(targets[max(targets)]) <= degree.lowest
            held, key = held_at(plan.result(), here), "every" if every else "some"
            key = ("held" if every else "some_held") if held else key
            said = f"{said}. {t(f'roadmap.below_{key}', n=held)}"
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')
        plan_paces.buttons(plan, at)
    plan_levers.share(
        plan,
        (*at, "revenue_share"),
        t("roadmap.revenue_share"),
        step=0.1,
        default=1.0,
        hint=t("roadmap.revenue_share_help"),
    )
    if saved := _saved(plan, here):
        parts.html(f'<p class="lever-note">{parts.rich(saved)}</p>')
    plan_levers.share(
        plan, (*at, "release"), t("roadmap.release"), step=0.1, default=1.0, hint=t("roadmap.release_help")
    )
    plan_levers.switch(
        plan, (*at, "recover_surplus"), t("roadmap.recover_surplus"), hint=t("roadmap.recover_surplus_help")
    )


def _saved(plan: Plan, here: int) -> str:
    """Vì sao phần tăng thu trong số giảm thấp hơn phần đặt: what the rest takes of spending; "" for none."""
    result, entry = plan.result(), plan.scenario.roadmap[here]
    found = sums(result, plan.year, ("roadmap_revenue", "roadmap_saving"), scope_of(result, entry.units))
    revenue, saving = found["roadmap_revenue"], found["roadmap_saving"]
    if entry.revenue_share in (0, 1) or not (revenue and saving):
        return ""
    told = {"year": plan.year, "share": entry.revenue_share, "revenue": revenue, "saving": saving}
    return state.words().t("roadmap.revenue_share_saved", **told)


def sentence(plan: Plan) -> str:
    """Câu phát hiện: what is asked, of how many, and what it releases."""
    found = asked(plan.result(), plan.year)
    if plan.year == plan.base_year:
        key = "roadmap.sentence_base" if found.on_roadmap else "roadmap.sentence_base_none"
        return state.words().t(key, base=plan.base_year, units=found.on_roadmap)
    now, _ = plan_view.figures(plan)
    t = state.words().t
    return t(
        "roadmap.sentence" if found.on_roadmap else "roadmap.sentence_none",
        year=plan.year,
        base=plan.base_year,
        who=t(
            "roadmap.sentence_some" if found.units < found.on_roadmap else "roadmap.sentence_all",
            asked=found.units,
            units=found.on_roadmap,
        ),
        revenue=found.revenue,
        saved=t("roadmap.sentence_saved", saving=found.saving) if found.saving else "",
        released=_released(plan),
        implausible=found.implausible,
        risen=now.risen,
        all=now.units,
    )


def _released(plan: Plan) -> str:
    """Lộ trình giảm ngân sách bao nhiêu; that the measures cut where it takes nothing itself."""
    w, found = state.words(), asked(plan.result(), plan.year)
    now, _ = plan_view.figures(plan)
    if not found.released and now.cut:
        return w.t("roadmap.sentence_measures", cut=now.cut)
    apart = rounded(w, found.released, found.revenue, found.saving)
    return w.t("roadmap.sentence_released", released=found.released, rounded=apart)


def _released_note(plan: Plan) -> str:
    """Của mấy đơn vị; where that is nothing, what the measures cut instead, and where to see it."""
    found, t = asked(plan.result(), plan.year), state.words().t
    now, _ = plan_view.figures(plan)
    if not found.released and now.cut:
        return t("roadmap.card_released_measures", cut=now.cut)
    return t("roadmap.card_released_note", n=now.released_units, saving=found.saving)


def why(plan: Plan) -> list[str]:
    """Vì sao lộ trình không đòi hỏi gì."""
    result = plan.result()
    if not result.computed:
        return []
    return [*plan_idle.reasons(plan, AT), *plan_view.useless(result, AT, plan.year)]


def results(plan: Plan) -> None:
    """Kết quả: indicators, then one of three views."""
    w, result = state.words(), plan.result()
    t, found = w.t, asked(result, plan.year)
    now, _ = plan_view.figures(plan)
    hard = touched(result, plan.year).get("roadmap_implausible")
    ever = hard.ever if hard else 0
    plan_view.base_year_note(plan)
    plan_view.ended_note(plan)
    said_of_units = st.container()
    unit, to = w.numbers.unit_name(), explaining.ways(**explaining.EVERY)
    parts.cards(
        [
            parts.Card(
                t("roadmap.card_revenue", unit=unit),
                w.numbers.money(found.revenue),
                note=t("roadmap.card_revenue_note", n=found.units),
                link=to("", "roadmap_revenue"),
            ),
            parts.Card(
                t("roadmap.card_released", unit=unit),
                w.numbers.money(found.released),
                note=_released_note(plan),
                link=to("", "released"),
            ),
            parts.Card(
                t("roadmap.card_risen", base=plan.base_year),
                t("plan.units", n=now.risen),
                note=t("roadmap.card_risen_note", fallen=now.fallen, base=plan.base_year),
                link=to("", "ratio"),
            ),
            parts.Card(
                t("roadmap.card_implausible"),
                t("plan.units", n=found.implausible),
                note=t(
                    "roadmap.card_implausible_note",
                    limit=plan.scenario.assumptions.plausible_growth,
                    ever=ever,
                ),
                tone="loss" if ever else "",
                link=to("", "roadmap_revenue"),
            ),
        ]
    )
    movers_of_plan = st.container()
    with parts.panel("roadmap"):
        view = st.segmented_control(
            t("plan.view"),
            VIEWS,
            format_func=lambda v: t(f"roadmap.view_{v}"),
            required=True,
            label_visibility="collapsed",
            **state.chooser("roadmap_view", "roadmap.view", VIEWS, "groups"),
        )
        if view == "groups":
            plan_groups.show(plan)
        elif view == "targets":
            plan_targets.show(plan)
            # a line that comes with an edit would move the grid from under the next click
            said_of_units = movers_of_plan = st.container()
        elif view == "next":
            plan_pathways.show_next(plan)
        elif view == "paces":
            plan_paces.show(plan)
        elif view == "degree":
            plan_degree.show(plan)
        elif view == "find":
            plan_degree_sought.show(plan)
        elif plan.scenario.roadmap:
            grid.show(asked_of(plan), "roadmap.asked")
        else:
            parts.note(t("roadmap.asked_none"))
    with said_of_units:
        plan_view.reasons(plan_view.useless(result, AT, plan.year))
        plan_pathways.warning(plan)
    with movers_of_plan:
        _movers(plan)


def _movers(plan: Plan) -> None:
    """Những đơn vị lên nhóm, xuống nhóm, by name, each with the way to its explanation."""
    t, units = state.words().t, plan.units
    to, to_all = explaining.ways(), explaining.ways(**explaining.EVERY)
    for key, found in zip(("roadmap.risen", "roadmap.fallen"), movers(plan.result(), plan.year), strict=True):
        if not found:
            continue
        names = [parts.link(units.name[i], to(units.code[i], "ratio")) for i in found[:NAMED]]
        if more := found[NAMED:]:
            names.append(parts.link(t("roadmap.more_units", n=len(more)), to_all("", "ratio")))
        said = parts.rich(t(key, year=plan.year, base=plan.base_year))
        parts.html(f'<p class="subtitle">{said} {state.words().list(names)}</p>')


def asked_of(plan: Plan) -> Table:
    """Lộ trình đòi hỏi gì ở từng đơn vị, by group of the base year, the implausible ones marked."""
    w, result = state.words(), plan.result()
    t, j = w.t, result.year(plan.year)
    wrong = {f.unit for f in result.findings.of("roadmap_implausible", plan.year)}
    money = ("roadmap_revenue", "roadmap_saving", "released")
    chosen = on_roadmap(result)
    of_pupils = not np.isnan(result["pupil_month"][chosen, j]).all()
    columns: tuple[Column, ...] = (
        Column("unit", t("plan.unit_by_group", year=plan.base_year)),
        Column("from", t("roadmap.from", year=plan.base_year), "percent"),
        Column("target", t("roadmap.target", year=plan.year), "percent"),
        Column("roadmap_revenue", t("roadmap.add_revenue"), "money", help=t("roadmap.add_revenue_help")),
        Column("own_before", t("roadmap.own", year=plan.base_year), "money", help=t("roadmap.own_help")),
        Column("own_after", t("roadmap.own", year=plan.year), "money", help=t("roadmap.own_after_help")),
        Column("growth", t("roadmap.growth"), "percent", help=t("roadmap.growth_help")),
        Column(
            "pupil_month",
            t("roadmap.pupil_month"),
            "dong",
            help=t("roadmap.pupil_month_help"),
            shown=of_pupils,
        ),
        Column("roadmap_saving", t("roadmap.shed"), "money", help=t("roadmap.shed_help")),
        Column("released", t("roadmap.released"), "money", help=t("roadmap.released_help")),
        Column("mark", t("roadmap.remark")),
    )
    aside = ASIDE.get(w.money_unit, BESIDE_PUPILS if of_pupils else ())
    columns = tuple(replace(c, shown=c.shown and c.id not in aside) for c in columns)
    first, (before, after) = result.group[:, 0], growing(result, plan.year)
    groups = []
    every: Mask = np.isin(np.arange(len(first)), chosen)
    published, to = {name: result.published(name)[:, j] for name in money}, explaining.ways()
    for position in sorted({int(first[i]) for i in chosen}):
        members = [i for i in chosen if first[i] == position]
        rows = []
        for i in members:
            code, each = result.units.code[i], float(result["pupil_month"][i, j])
            rows.append(
                Row(
                    {
                        "unit": result.units.name[i],
                        "from": float(result["ratio"][i, 0]),
                        "target": float(result["target"][i, j]),
                        **{name: int(values[i]) for name, values in published.items()},
                        "own_before": int(before[i]),
                        "own_after": int(after[i]),
                        "growth": float(np.nan_to_num(result["growth"][i, j])),
                        "pupil_month": "-" if np.isnan(each) else each,
                        "mark": t("roadmap.implausible") if code in wrong else "",
                    },
                    warned=frozenset(("growth", "mark") if code in wrong else ()),
                    link=to(code, "roadmap_revenue"),
                    links={name: to(code, name) for name in (*money, "target", "growth", "pupil_month")},
                )
            )
        mask = np.isin(np.arange(len(first)), members)
        label = t("roadmap.group", group=GROUPS[position], n=len(members))
        to_group = explaining.ways(**explaining.EVERY | {"groups": (GROUPS[position],)})
        links = {name: to_group("", name) for name in money}
        groups.append((Row({"unit": label, **sums(result, plan.year, money, mask)}, links=links), rows))
    to_all = explaining.ways(**explaining.EVERY)
    links = {name: to_all("", name) for name in money}
    total = Row(
        {"unit": t("plan.total", n=len(chosen)), **sums(result, plan.year, money, every)}, links=links
    )
    return Table(t("roadmap.table", year=plan.year), columns, grouped(groups, total))
