"""Định mức của phương án: the levers of the norm of a kind, and whose norm it is."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from budget.allocation import SCOPE
from budget.norms import NORM_AMOUNTS, NORM_CHOICES, norm_of, office_norm
from budget.planning import grants
from budget.scenario import Norm, Scenario
from pages.shared import levers, parts, plan_left, plan_levers, plan_typed, state
from pages.shared.plan import Plan, current

AMOUNTS = NORM_AMOUNTS[1:]


def levers_of(plan: Plan) -> None:
    """Các cần định mức của một loại hình."""
    w = state.words()
    t = w.t
    kinds = [k for k in w.kinds() if k in plan.units.kind and k in SCOPE] or list(SCOPE)
    key = "allocation.kind"
    state.follow(key, state.note(key, kinds[0]))
    kind = str(st.selectbox(t("allocation.kind"), kinds, format_func=w.kind, key=key))
    state.keep(key, kind)
    year = plan.year
    norm = norm_of(kind, plan.scenario, plan.law, year) or Norm()
    unsaid = norm_of(kind, Scenario(name="-"), plan.law, year) or Norm()
    origin = st.container()

    share_key = plan.key(f"norms.{kind}.teaching_share")
    today = grants(plan.result(), plan.year).teaching.get(kind)
    share = levers.share(
        t("allocation.teaching_share"),
        share_key,
        float(norm.teaching_share),
        high=0.4,
        step=0.005,
        default=None if plan.locked else float(unsaid.teaching_share),
        mark=plan_levers.law_mark(plan, "default_teaching_share", year),
        today="" if today is None else t("allocation.today_share", share=today, year=plan.base_year),
        hint=t("allocation.teaching_share_help"),
        disabled=plan.locked,
    )
    plan_left.box(plan, share_key, ("norms", kind), partial(_put, kind, norm, "teaching_share"))
    if share != float(norm.teaching_share):
        _put(kind, norm, "teaching_share", plan, share)
    values: plan_levers.Cells = {
        (i, 0): (getattr(norm, name) / 1_000_000).normalize() for i, name in enumerate(AMOUNTS)
    }
    grid_key = plan.key(f"norms.{kind}.amounts")
    rows = [t(f"allocation.{name}") for name in AMOUNTS]
    take = partial(_put_amounts, kind, norm, values)
    typed = plan_levers.cells(
        grid_key,
        rows,
        [w.t("number.million")],
        values,
        "",
        stub=t("allocation.norm_amounts"),
        plan=plan,
        path=("norms", kind),
        take=take,
        bounds=plan_typed.NOT_NEGATIVE,
    )
    take(plan, typed)
    with st.expander(t("allocation.norm_more")):
        for name, on in NORM_CHOICES.items():
            switch_key = plan.key(f"norms.{kind}.{name}")
            held = getattr(norm, name) == on
            wanted = levers.switch(
                t(f"allocation.{name}"),
                switch_key,
                held,
                hint=t(f"allocation.{name}_help"),
                disabled=plan.locked,
            )
            if wanted != held:
                _put(kind, norm, name, plan, on if wanted else getattr(Norm(), name))
    with origin:
        _origin(plan, kind)


def _put(kind: str, norm: Norm, name: str, plan: Plan, value: Any) -> None:
    """Đặt một mục của định mức; the plan then has a norm of its own, that begins as `norm`."""
    if kind not in plan.scenario.norms:
        plan.set(("norms", kind), norm.model_dump(exclude_defaults=True))
    plan.set(("norms", kind, name), value)


def _put_amounts(
    kind: str, norm: Norm, values: plan_levers.Cells, plan: Plan, typed: plan_levers.Cells
) -> None:
    for (i, _), value in typed.items():
        if value != values[i, 0]:
            _put(kind, norm, AMOUNTS[i], plan, (value or Decimal(0)) * 1_000_000)


def _origin(plan: Plan, kind: str) -> None:
    """Định mức lấy từ đâu: the default, the office's document, or the plan's table, that may be dropped."""
    w = state.words()
    office = office_norm(kind, plan.law, plan.year)
    if kind not in plan.scenario.norms:
        said = w.t("allocation.norm_default")
        if office is not None:
            said = w.t("allocation.norm_office", source=office.source, day=office.since)
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')
        return

    def drop() -> None:
        # this visit may have saved an edit since it opened the plan
        now = current()
        if now is not None:
            now.set(("norms", kind), None)
            now.save(rerun=False)

    label = w.t("allocation.norm_drop" if office is None else "allocation.norm_drop_office")
    st.button(label, key=plan.key(f"norms.{kind}.drop"), type="tertiary", on_click=drop, disabled=plan.locked)
