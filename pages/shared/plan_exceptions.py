"""Ngoại lệ bằng tay: a unit's own amount by year with its reason, and who pays for it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from budget.payers import EXCEPTED, GAINING, NOTHING, PAYING, SAME, Payers, who_pays
from budget.planning import grants, schools_served
from budget.report.tables import Column, Row, Table, grouped
from budget.report.words import searchable
from budget.scenario import AllocationException, changed
from budget.simulate import Result
from pages.shared import (
    cached,
    explaining,
    parts,
    plan_excepted,
    plan_idle,
    plan_left,
    plan_levers,
    plan_scope,
    state,
)
from pages.shared.plan import Plan
from pages.shared.varying import NO_EXCEPTIONS, Variation

AT = ("allocation", "exceptions")
MILLION = Decimal("1e-6")


def of(plan: Plan) -> list[AllocationException]:
    """Các ngoại lệ của phương án."""
    return plan.scenario.allocation.exceptions if plan.scenario.allocation else []


def levers_of(plan: Plan) -> None:
    """Các ngoại lệ; the open one with its amounts and its reason."""
    t = state.words().t
    found, units = of(plan), plan.units
    names = dict(zip(units.code, units.name, strict=True))
    titles = [names.get(entry.unit, entry.unit) for entry in found]
    here = plan_scope.opened(plan, "exceptions", len(found))
    list_of_cards = st.container()
    _add(plan, names)
    if here is None:
        parts.html(f'<p class="subtitle">{parts.rich(t("allocation.no_exceptions"))}</p>')
    else:
        _open(plan, here, titles[here])
    with list_of_cards:
        notes = plan_idle.notes(plan, "exceptions")
        plan_scope.cards(plan, AT, titles, "exceptions", {}, "allocation", notes=notes, moves=False)


def _open(plan: Plan, here: int, name: str) -> None:
    """The amounts and the reason of the open exception."""
    t, entry, at = state.words().t, of(plan)[here], (*AT, here)
    plan_levers.yearly(plan, (*at, "by_year"), t("allocation.exception_by_year", name=name), MILLION, none={})
    step = plan.scenario.allocation.round_to if plan.scenario.allocation else 1
    note = f"{t('allocation.exception_runs', step=step)} {plan_excepted.cap(plan, here)}"
    parts.html(f'<p class="lever-note">{parts.rich(note.strip())}</p>')
    plan_excepted.show(plan, here)
    key = plan.key(f"exceptions.{here}.{entry.unit}.reason")
    state.follow(key, entry.reason)
    reason = st.text_area(
        t("allocation.exception_reason"),
        key=key,
        max_chars=2000,
        height=80,
        placeholder=t("allocation.exception_reason_hint"),
        disabled=plan.locked,
        on_change=plan_left.heard,
        args=(key,),
    )
    plan_left.box(plan, key, at, partial(_put_reason, here))
    if reason != entry.reason:
        _put_reason(here, plan, reason)


def _put_reason(here: int, plan: Plan, reason: str) -> None:
    plan.set((*AT, here, "reason"), reason or None)


def _add(plan: Plan, names: dict[str, str]) -> None:
    """Ô thêm: the unit that is chosen has a card at once, with nothing granted yet.

    The search of a select box finds no letter without its marks: there is a box to search in above it.
    """
    t = state.words().t
    taken = {entry.unit for entry in of(plan)}
    key = plan.key(f"exceptions.add.{len(taken)}")

    def add() -> None:
        plan.set((*AT, len(of(plan))), {"unit": state.current(key), "by_year": {}})
        plan_scope.open_card(plan, "exceptions", len(of(plan)) - 1)
        plan.save(rerun=False)

    wanted = searchable(
        st.text_input(
            t("allocation.exception_find"),
            key=plan.key(f"exceptions.find.{len(taken)}"),
            placeholder=t("allocation.exception_find"),
            icon=":material/search:",
            label_visibility="collapsed",
            disabled=plan.locked,
        )
    )
    offered = [c for c in names if c not in taken and wanted in searchable(f"{c} {names[c]}")]
    if not offered:
        parts.html(f'<p class="lever-note">{parts.rich(t("allocation.exception_unfound"))}</p>')
        return
    hint = t("allocation.exception_found", n=len(offered)) if wanted else t("allocation.exception_add")
    st.selectbox(
        t("allocation.exception_add"),
        offered,
        index=None,
        format_func=lambda code: f"{code} · {names[code]}",
        placeholder=hint,
        key=key,
        label_visibility="collapsed",
        on_change=add,
        disabled=plan.locked,
    )


def payers(plan: Plan) -> Payers:
    """Ai chịu, in the year in view."""
    return who_pays(plan.result(), plain(plan), plan.year)


def plain(plan: Plan) -> Result:
    """Phương án không có ngoại lệ nào."""
    return cached.result(changed(plan.scenario, AT, None), plan.version.id, plan.law)


def sentence(plan: Plan, found: Payers) -> str:
    """Câu nói ai chịu: how much, by how many units and pupils."""
    t, reach = state.words().t, found.reach
    (n, less), (of, more) = found.of_excepted
    told = {"n": n, "less": less, "of": of, "more": more}
    lose = f" {t('allocation.payers_less', **told)}" if less else ""
    if not found.excepted.any():
        return t("allocation.payers_empty")
    if not found.granted:
        return t("allocation.payers_none", year=plan.year) + lose
    served = schools_served(plan.result())
    others = int((found.of(NOTHING) & ~served).sum())
    said = t(
        "allocation.payers" if reach.down else "allocation.payers_nobody",
        year=plan.year,
        granted=found.granted,
        units=int(found.excepted.sum()),
        paid=found.paid,
        down=reach.down,
        pupils=reach.pupils_down,
        up=reach.up,
        same=int(found.of(SAME).sum()),
        none=int((found.of(NOTHING) & served).sum()),
        others=t("allocation.payers_others", n=others) if others else "",
    )
    return said + lose


def table(plan: Plan, found: Payers) -> Table:
    """Ai chịu ngoại lệ: with, without and the difference, unit by unit; the pool closes the account."""
    t, units = state.words().t, plan.units
    reasons = {entry.unit: entry.reason for entry in of(plan)}
    heads = plan.result().published("pupils")[:, plan.result().year(plan.year)]
    columns = (
        Column("unit", t("plan.unit")),
        Column("pupils", t("allocation.pupils"), "count"),
        Column("with", t("allocation.with_exceptions"), "money"),
        Column("without", t("allocation.without_exceptions"), "money"),
        Column("difference", t("allocation.difference"), "signed"),
        Column("reason", t("allocation.exception_reason")),
    )
    money = {"with": found.with_them, "without": found.without_them, "difference": found.difference}
    groups: list[tuple[dict[str, Any] | Row, list[Row]]] = []
    to, without = explaining.ways(), explaining.ways(varied=Variation(NO_EXCEPTIONS))
    for part in (EXCEPTED, PAYING, GAINING, SAME):
        mask = found.of(part)
        if not mask.any():
            continue
        rows = [
            Row(
                {
                    "unit": units.name[i],
                    "pupils": int(heads[i]),
                    **{name: int(values[i]) for name, values in money.items()},
                    "reason": reasons.get(units.code[i], ""),
                },
                link=to(units.code[i], "increase"),
                links={
                    "pupils": to(units.code[i], "pupils"),
                    "with": to(units.code[i], "increase"),
                    "without": without(units.code[i], "increase"),
                },
            )
            for i in _largest_first(mask, found)
        ]
        sums = {name: int(values[mask].sum()) for name, values in money.items()}
        label = t(f"allocation.part_{part}", n=len(rows))
        groups.append(({"unit": label, "pupils": int(heads[mask].sum()), **sums}, rows))
    left, before = found.left, found.left_without
    if left or before:
        cells: dict[str, Any] = {"with": left, "without": before, "difference": left - before}
        head = Row(
            {"unit": t("allocation.left"), **cells},
            links={"with": to("", "unallocated"), "without": without("", "unallocated")},
        )
        groups.append((head, []))
    pool = grants(plan.result(), plan.year).pool
    cells = {"unit": t("allocation.pool"), "with": pool, "without": pool, "difference": 0}
    every = Row(cells, link=to("", "pool"), links={"with": to("", "pool"), "without": without("", "pool")})
    return Table(t("allocation.table_payers", year=plan.year), columns, grouped(groups, every))


def _largest_first(mask: Any, found: Payers) -> list[int]:
    """Those who pay or take the most first."""
    here = np.flatnonzero(mask)
    return [int(i) for i in here[np.argsort(-np.abs(found.difference[here]), kind="stable")]]
