"""Bảng giảm chi: what each measure takes, of whom, and who is spared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.cumulated import shares_of
from budget.cuts import MeasureCut, losers, measure_cuts, of_status_quo, only, roadmap_cut, taken
from budget.indicators import Indicators, balance_before, indicators, share
from budget.money import Array, whole
from budget.planning import (
    cut_scope,
    found_by_unit,
    legal_minimum,
    still_owed,
)
from budget.reductions import SCOPE
from budget.report.law_words import source_of
from budget.report.risk_words import offset_said
from budget.report.spared_said import spared_ground
from budget.report.tables import Column, Row, Table, grouped, numbered
from budget.report.targets_said import service_said, targets_said, uncut_said
from budget.risks import level
from budget.scenario import Reduction
from budget.select import Mask
from budget.simulate import Result
from budget.targeted import aims
from budget.units import SCHOOL_KINDS
from pages.shared import explaining, plan_idle, plan_units, plan_view, state
from pages.shared.plan import Plan

FIGURES = {
    "base": "support",
    "status_quo": "status_quo",
    "released": "released",
    "cut": "cut",
    "least": "minimum",
    "balance": "balance",
}
"""Columns of the table by unit that have an explanation of their own."""

_LONG = ("base", "alone", "balance", "balance_quo")
ASIDE = {"dong": ("status_quo", *_LONG), "thousand": _LONG}
"""Columns of the table by unit not shown at first where long amounts would not leave room for all."""


def title(measure: Reduction, base_year: int) -> str:
    """Tên của một thẻ: what the measure does."""
    w = state.words()
    if measure.method == "target":
        reached = sorted((measure.target or {}).items())
        year, value = reached[-1] if reached else (base_year, 0)
        return w.t("reductions.title_target", year=year, value=value)
    if measure.method == "statutory":
        return w.t("reductions.title_statutory")
    if isinstance(measure.rate, dict):
        if shares := shares_of(measure.rate, base_year):
            year, value = max(shares.items())
            return w.t("reductions.title_each", year=year, value=value)
        return w.t("reductions.title_rates")
    return w.t("reductions.title_rate", value=measure.rate or 0)


def inside(plan: Plan) -> Indicators:
    """Chỉ tiêu của phạm vi giảm: the units that a measure or a roadmap is for."""
    return indicators(plan.result(), plan.year, cut_scope(plan.result()))


def outside(plan: Plan) -> Indicators:
    """Chỉ tiêu của các đơn vị ngoài phạm vi giảm."""
    return indicators(plan.result(), plan.year, ~cut_scope(plan.result()))


def targets(plan: Plan) -> str:
    """Số giảm của các đơn vị thuộc mục tiêu; "" where the share of the whole scope says it."""
    return targets_said(plan.result(), plan.year, state.words(), named=True)


def of_service(plan: Plan) -> str:
    """Tỷ lệ của cả các đơn vị sự nghiệp khác, as papers say it, where the target is of others; "" else."""
    w = state.words()
    said = service_said(plan.result(), plan.year, w)
    aimed = bool(said and aims(plan.result(), plan.year))
    return w.t("reductions.reached_service_with", said=said) if aimed else said


def offset(plan: Plan) -> str:
    """Mấy đơn vị trong số bị giảm được cấp thêm không ít hơn; "" for none."""
    n = len(level(plan.result(), plan.year).get("offset", ()))
    return state.words().t("compare.card_scope_offset", n=n) if n else ""


def by_measure(plan: Plan) -> Table:
    """Từng biện pháp giảm bao nhiêu, của mấy đơn vị."""
    t = state.words().t
    found, road = measure_cuts(plan.result(), plan.year), roadmap_cut(plan.result(), plan.year)
    to = explaining.ways(**explaining.EVERY)
    of_road = Row({"what": t("reductions.roadmap"), **_taken(road)}, link=to("", "released"))
    first = [of_road] if plan.scenario.roadmap else []
    rows = []
    idle = plan_idle.notes(plan, "reductions")
    for item, measure, why in zip(found, plan.scenario.reductions, idle, strict=True):
        rows.append(
            Row(
                {
                    "what": title(measure, plan.base_year),
                    "scope": plan_units.described(plan, measure.units, SCOPE),
                    **_taken(item),
                },
                notes={"taken": why} if why else {},
                link=to("", "cut"),
            )
        )
    columns = (
        Column("what", t("reductions.measure")),
        Column("scope", t("reductions.scope")),
        Column("units", t("reductions.units"), "figure"),
        Column("base", t("reductions.base", year=plan.base_year), "money"),
        Column("taken", t("reductions.taken"), "money"),
        Column(
            "share",
            t("reductions.share", base=plan.base_year),
            "percent",
            help=t("reductions.share_measure_help"),
        ),
    )
    found_in, told = inside(plan), level(plan.result(), plan.year)
    every = {
        "what": t("reductions.total"),
        "scope": t("reductions.all_scope"),
        "units": t("reductions.of_scope", n=told.get("cut", 0), scope=found_in.units) + offset(plan),
        "base": found_in.base_support,
        "taken": found_in.saved,
    }
    led = bool(targets(plan))
    if not led:
        every["share"] = found_in.saved_share_of_base
    notes = (uncut_said(plan.result(), plan.year, state.words()), offset_said(told, state.words()))
    named = "; ".join(filter(None, notes))
    noted = {"units": named} if named else {}
    if led:
        # a second percent of the same cut, beside that of the targets above, is there for who points at it
        about = {"share": found_in.saved_share_of_base or 0.0, "base": plan.base_year, "n": found_in.units}
        noted["taken"] = of_service(plan) or t("reductions.share_whole", **about)
    whole = Row(every, notes=noted)
    return Table(t("reductions.table_measures", year=plan.year), columns, [*first, *numbered(rows, whole)])


def _taken(item: MeasureCut) -> dict[str, Any]:
    """Số giảm của một dòng, and of how many units of its scope; blank where it is for nobody."""
    if not item.scope:
        return {"units": "", "taken": item.taken}
    return {
        "units": state.words().t("reductions.of_scope", n=item.units, scope=item.scope),
        "base": item.base,
        "taken": item.taken,
        "share": share(item.taken, item.base),
    }


def by_unit(plan: Plan) -> Table:
    """Giảm của ai: units that lose or owe, by group of the base year, beside the legal minimum."""
    w, result = state.words(), plan.result()
    t = w.t
    least = legal_minimum(result, plan.year)
    shown, owed = losers(result, plan.year, least), still_owed(result, plan.year, least)
    alone = np.zeros(len(owed), dtype=np.int64)
    for i, years in found_by_unit(result, "statutory_missed").items():
        if plan.year in years:
            alone[i] = int(years[plan.year].numbers["excess"])
    lacks = {"owed": owed.astype(np.int64), "alone": alone}
    beside = lacks | {"balance_quo": _quo_balance(result, plan.year)}
    of_quo = of_status_quo(plan.scenario.reductions)
    columns = (
        Column("unit", t("plan.unit_by_group", year=plan.base_year)),
        Column("base", t("reductions.base", year=plan.base_year), "money"),
        Column("status_quo", t("reductions.quo", year=plan.year), "money"),
        Column("released", t("reductions.released"), "money"),
        Column("cut", t("reductions.cut"), "money"),
        *_of_the_cut(plan),
        Column(
            "share",
            t("reductions.share", base=plan.base_year),
            "percent",
            help=t("reductions.share_help"),
            shown=not of_quo,
        ),
        Column(
            "share_of_status_quo",
            t("reductions.share_quo", year=plan.year),
            "percent",
            help=t("reductions.share_quo_help", year=plan.year),
            shown=of_quo,
        ),
        Column("least", t("reductions.least"), "money", help=t("reductions.least_help")),
        *(
            Column(
                name,
                t(f"reductions.{name}", year=plan.year),
                "money",
                help=t(f"reductions.{name}_help", year=plan.year),
                shown=bool(money.any()),
            )
            for name, money in lacks.items()
        ),
        Column("balance", t("reductions.balance"), "signed", help=t("reductions.balance_help")),
        Column(
            "balance_quo",
            t("reductions.balance_quo"),
            "signed",
            help=t("reductions.balance_quo_help", year=plan.year),
        ),
    )
    aside = ASIDE.get(w.money_unit, ())
    columns = tuple(replace(c, shown=c.shown and c.id not in aside) for c in columns)

    def cells(mask: Any) -> dict[str, Any]:
        found = taken(result, plan.year, mask, least)
        short = {name: int(money[mask].sum()) for name, money in beside.items()}
        return {c.id: short[c.id] if c.id in short else getattr(found, c.id) for c in columns[1:]}

    groups, to, to_base = [], explaining.ways(), explaining.ways(year=plan.base_year)
    first = result.group[:, 0]
    for position in sorted(set(first[shown].tolist())):
        mask = shown & (first == position)
        rows = []
        for i in np.flatnonzero(mask).tolist():
            code = result.units.code[i]
            since = bool(least.owes[i] and least.spared[i])
            mark = {"least": t("reductions.spared_since", year=plan.year)} if since else {}
            unit = {"unit": result.units.name[i], **cells(only(result, i))}
            links = {column: to(code, figure) for column, figure in FIGURES.items()}
            links["base"] = to_base(code)
            rows.append(Row(unit, notes=mark, link=to(code, "support"), links=links))
        label = t("reductions.group", group=GROUPS[position], n=int(mask.sum())) if position >= 0 else ""
        of_group = {"groups": (GROUPS[position],)} if position >= 0 else {}
        groups.append((Row({"unit": label, **cells(mask)}, links=_to_sums(of_group)), rows))
    sums_of = cells(shown)
    if (shown != cut_scope(result)).any() or targets(plan):
        # the shares of the scope, or of its targets, stand above; of other units they would be others
        sums_of = {name: found for name, found in sums_of.items() if not name.startswith("share")}
    every = Row({"unit": t("plan.total", n=int(shown.sum())), **sums_of}, links=_to_sums({}))
    return Table(t("reductions.table_units", year=plan.year), columns, grouped(groups, every))


def _quo_balance(result: Result, year: int) -> Array:
    """Thừa, thiếu nguồn theo hiện trạng của từng đơn vị (n,), whole đồng."""
    assert result.steps is not None  # the page shows what was computed
    return whole(balance_before(result.steps, result.year(year)))


def _of_the_cut(plan: Plan) -> list[Column]:
    """Số giảm theo biện pháp gồm gì, where a plan has the legal minimum and cards of its own."""
    t, methods = state.words().t, {measure.method for measure in plan.scenario.reductions}
    if "statutory" not in methods or len(methods) == 1:
        return []
    names = ("by_law", "by_own")
    return [
        Column(n, t(f"reductions.{n}"), "money", help=t(f"reductions.{n}_help"), shown=False) for n in names
    ]


def _of(plan: Plan, schools: Mask) -> dict[str, str]:
    """Đường đến tổng của các trường này; {} where no filter keeps just them."""
    units, first = plan.result().units, plan.result().group[:, 0]
    groups = set(first[schools].tolist())
    if -1 in groups or (units.school & np.isin(first, list(groups)) != schools).any():
        return {}
    of = {"kinds": SCHOOL_KINDS, "groups": tuple(GROUPS[g] for g in sorted(groups))}
    return {"support": explaining.link("", **explaining.EVERY | of, year=plan.base_year)}


def _to_sums(of: dict[str, Any]) -> dict[str, str]:
    """Where the sums lead to which the units that are not shown add nothing."""
    to = explaining.ways(**explaining.EVERY | of)
    return {name: to("", name) for name in ("released", "cut")}


def spared(plan: Plan) -> Table:
    """Ai không phải giảm, và vì sao."""
    w, result = state.words(), plan.result()
    t, units = w.t, result.units
    least = legal_minimum(result, plan.year)
    owed = still_owed(result, plan.year, least)
    first, law = result.group[:, 0], result.law
    exempt = spared_ground(result, plan.year, w)
    applies = source_of(law.at("minimum_yearly_reduction", plan.year), w, plan.year)
    group = t("reductions.by_ground", why=t("reductions.spared_group"), source=applies)
    columns = (
        Column("unit", t("plan.unit")),
        Column("group", t("reductions.group_column", year=plan.base_year)),
        Column("support", t("reductions.base", year=plan.base_year), "money"),
        Column("why", t("reductions.why")),
    )
    rows, to, to_base = [], explaining.ways(), explaining.ways(year=plan.base_year)
    for i in np.flatnonzero(least.spared | (~least.owes & ~units.school)).tolist():
        why = exempt if least.spared[i] else group
        if least.owes[i]:
            # of years before the law spared it
            key, money = ("owing", owed[i]) if owed[i] > 0 else ("paid", least.by_unit[i])
            why = t(f"reductions.spared_{key}", why=why, year=plan.year, money=int(money))
        rows.append(
            Row(
                {
                    "unit": units.name[i],
                    "group": plan_view.group_name(int(first[i])),
                    "support": int(units["support"][i]),
                    "why": why,
                },
                link=to(units.code[i], "ratio"),
                links={"group": to_base(units.code[i], "group"), "support": to_base(units.code[i])},
            )
        )
    schools = units.school & ~least.spared & ~least.owes
    if schools.any():
        cells = {
            "unit": t("reductions.other_schools", n=int(schools.sum())),
            "why": group,
        }
        rows.append(
            Row(
                {**cells, "support": int(units["support"][schools].sum()), "group": ""},
                links=_of(plan, schools),
            )
        )
    return Table(t("reductions.table_spared", year=plan.year), columns, numbered(rows))
