"""Tăng kinh phí cho trường: the levers of pool, norms, floor, cap and stages."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import streamlit as st

from budget.allocation import SCOPE
from budget.indicators import indicators
from budget.planning import grants
from budget.pooled import pool_as
from budget.report.tables import Column, Row, Table, numbered
from budget.report.workbook_measures import allocation_words
from budget.scenario import Allocation, NormStage, SavingsPool, SupplementStage
from pages.shared import (
    explaining,
    levers,
    parts,
    plan_exceptions,
    plan_idle,
    plan_left,
    plan_levers,
    plan_norms,
    plan_reductions_tables,
    plan_scope,
    state,
)
from pages.shared.plan import Plan, number

AT = "allocation"
SOURCES = ("savings", "percent", "amount")
PARTS = ("pool", "norms", "stages", "exceptions")
BY = ("pupils", "classes", "staff", "payroll", "support", "equal")
STEPS = (1_000, 100_000, 1_000_000, 10_000_000)
STAGES = (AT, "stages")
MILLION = Decimal("1e-6")


def _begun(plan: Plan) -> str:
    """Phân bổ vừa lập bắt đầu với gì: its pool, its cap and its stages."""
    w, given = state.words(), plan.scenario.allocation
    told = allocation_words(given, w, last=plan.years[-1]) if given else {}
    stages = [said for key, said in told.items() if key.startswith("stage")]
    return w.t("allocation.begun", stages="; ".join(stages), **{k: told.get(k, "") for k in ("pool", "cap")})


def levers_of(plan: Plan) -> None:
    """Các cần, a part at a time: pool and limits, norms by kind, stages in order."""
    t = state.words().t
    parts.note(t("allocation.fixed"))
    if plan.scenario.allocation is None:
        parts.html(f'<p class="subtitle">{parts.rich(t("allocation.none"))}</p>')

        def begin() -> None:
            plan.set((AT,), {"cap": 0.1})
            plan.save(rerun=False)
            state.keep("plan.message", ("done", _begun(plan)))

        st.button(
            t("allocation.begin"),
            key="allocation.begin",
            type="primary",
            on_click=begin,
            disabled=plan.locked,
        )
        plan_norms.levers_of(plan)
        return
    key = "allocation.part"
    # a link from the list of provisions names the part that it is about
    asked = st.query_params.get("part", "")
    state.follow(key, state.note(key, asked if asked in PARTS else "pool"))
    part = st.segmented_control(
        t("plan.view"),
        PARTS,
        format_func=lambda p: t(f"allocation.part_{p}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        width="stretch",
    )
    state.keep(key, part)
    {
        "pool": _pool,
        "norms": plan_norms.levers_of,
        "stages": _stages,
        "exceptions": plan_exceptions.levers_of,
    }[str(part)](plan)


def _pool(plan: Plan) -> None:
    """Nguồn và giới hạn."""
    t = state.words().t
    plan_now = plan.scenario.allocation
    assert plan_now is not None
    source = plan_now.pool.source
    key = plan.key("allocation.source")
    state.follow(key, source)
    chosen = str(
        st.segmented_control(
            t("allocation.source"),
            SOURCES,
            format_func=lambda s: t(f"allocation.source_{s}"),
            key=key,
            required=True,
            disabled=plan.locked,
        )
    )
    if chosen != source:
        first = str(plan.base_year + 1)
        start: dict[str, Any] = {
            "savings": {"from": "savings"},
            "percent": {"from": "percent", "by_year": {first: 0.02}},
            "amount": {"from": "amount", "by_year": {first: 5_000_000_000}},
        }
        result = plan.result()
        same = pool_as(result, chosen) if result.computed else {}
        plan.set((AT, "pool"), same or start[chosen])
    pool = plan.scenario.allocation.pool if plan.scenario.allocation else plan_now.pool
    saved = None
    if isinstance(pool, SavingsPool):
        plan_levers.share(
            plan, (AT, "pool", "share"), t("allocation.share"), step=0.05, default=1.0, value=pool.share
        )
        saved = st.container()
    elif pool.source == "percent":
        plan_levers.yearly(
            plan, (AT, "pool", "by_year"), t("allocation.percent_by_year", base=plan.base_year), none={}
        )
    else:
        plan_levers.yearly(plan, (AT, "pool", "by_year"), t("allocation.amount_by_year"), MILLION, none={})
    _limit(plan, "cap", 0.1, 0.5)
    _limit(plan, "floor", 0.01, 0.1)
    more = parts.fold(t("allocation.more"), "allocation.more")
    if more:
        with more:
            _more(plan, plan_now)
    if saved:
        with saved:  # once all levers are read: whose cut is made up, and what is left over, come of them
            _saved(plan)


def _saved(plan: Plan) -> None:
    """Số giảm làm nguồn, and what whole steps leave of it."""
    t, taken = state.words().t, grants(plan.result(), plan.year)
    back = plan_reductions_tables.offset(plan)
    levers.below(t("allocation.saved", year=plan.year, saved=taken.saved, n=taken.savers, offset=back))
    if taken.lost:
        levers.below(t("allocation.saved_rest", rest=taken.lost))
    now, kept = plan.scenario.allocation, indicators(plan.result(), plan.year).kept
    pool = now.pool if now else None
    if isinstance(pool, SavingsPool) and pool.share < 1 and not state.words().numbers.slight(kept):
        levers.below(t("allocation.saved_kept", kept=kept))


def _more(plan: Plan, now: Allocation) -> None:
    """Đơn vị được chia và bước làm tròn, that are seldom changed."""
    w = state.words()
    plan_scope.scope(plan, (AT, "units"), SCOPE, "allocation.units")
    key = plan.key("allocation.round_to")
    state.follow(key, now.round_to)
    options = sorted({*STEPS, now.round_to})
    step = st.selectbox(
        w.t("allocation.round_to"), options, format_func=w.numbers.dong, key=key, disabled=plan.locked
    )
    if step != now.round_to:
        plan.set((AT, "round_to"), step)


def _limit(plan: Plan, name: str, start: float, high: float) -> None:
    """A cap or a floor, as a share of the base support; none at 0 (cap: switched off)."""
    t = state.words().t
    if name == "floor":
        plan_levers.share(
            plan, (AT, name), t("allocation.floor"), high=high, step=0.005, default=0.0,
            hint=t("allocation.floor_help"), today=t("allocation.of_base", base=plan.base_year),
        )  # fmt: skip
        return
    now = plan.scenario.allocation
    capped = now is not None and now.cap is not None
    key = plan.key("allocation.capped")
    state.follow(key, capped)
    wanted = st.toggle(t("allocation.capped"), key=key, help=t("allocation.cap_help"), disabled=plan.locked)
    if wanted != capped:
        plan.set((AT, name), start if wanted else None)
    if wanted:
        value = now.cap if now is not None and now.cap is not None else start
        plan_levers.share(
            plan,
            (AT, name),
            t("allocation.cap"),
            high=high,
            step=0.01,
            default=start,
            value=value,
            today=t("allocation.of_base", base=plan.base_year),
        )


def stage_title(stage: Any) -> str:
    """Tên của một bước chia."""
    t = state.words().t
    if isinstance(stage, NormStage):
        return t(f"allocation.stage_{stage.method}", level=stage.level)
    if isinstance(stage, SupplementStage):
        return t("allocation.stage_supplement", multiple=stage.multiple)
    return t("allocation.stage_share", by=stage.by)


def _stages(plan: Plan) -> None:
    """Các bước chia theo thứ tự; the open one with its levers."""
    t = state.words().t
    now = plan.scenario.allocation
    assert now is not None
    templates = {
        "norm": {"aim": "norm"},
        "supplement": {"aim": "supplement", "multiple": 0.1},
        "share": {"aim": "share", "by": "pupils"},
    }
    list_of_cards = st.container()
    here = plan_scope.opened(plan, "stages", len(now.stages))
    if here is None:
        parts.html(f'<p class="subtitle">{parts.rich(t("allocation.no_stages"))}</p>')
    else:
        _stage(plan, now, here)
    with list_of_cards:
        stages = plan.scenario.allocation.stages if plan.scenario.allocation else []
        titles, notes = [stage_title(s) for s in stages], plan_idle.notes(plan, "stages")
        plan_scope.cards(plan, STAGES, titles, "stages", templates, "allocation", notes=notes)


def _stage(plan: Plan, now: Allocation, here: int) -> None:
    """The levers of the open stage."""
    t, stage = state.words().t, now.stages[here]

    def put(name: str, value: Any) -> None:
        _put_stage(here, name, plan, value)

    key = plan.key(f"stages.{here}.{stage.aim}")
    if isinstance(stage, NormStage):
        method = levers.choice(
            t("allocation.method"),
            f"{key}.method",
            stage.method,
            ("lowest_first", "proportional"),
            lambda m: t(f"allocation.method_{m}"),
            hint=t("allocation.method_help"),
            disabled=plan.locked,
        )
        if method != stage.method:
            put("method", method)
        level = levers.share(
            t("allocation.level"),
            f"{key}.level",
            float(stage.level),
            high=1.2,
            step=0.05,
            default=None if plan.locked else 1.0,
            disabled=plan.locked,
        )
        plan_left.box(plan, f"{key}.level", (*STAGES, here), partial(_put_stage, here, "level"))
        if level != float(stage.level):
            put("level", level)
    elif isinstance(stage, SupplementStage):
        multiple = levers.share(
            t("allocation.multiple"),
            f"{key}.multiple",
            float(stage.multiple),
            high=1.0,
            step=0.01,
            default=None if plan.locked else 0.1,
            hint=t("allocation.multiple_help"),
            disabled=plan.locked,
        )
        plan_left.box(plan, f"{key}.multiple", (*STAGES, here), partial(_put_stage, here, "multiple"))
        if multiple != float(stage.multiple):
            put("multiple", multiple)
    else:
        state.follow(f"{key}.by", stage.by)
        by = st.selectbox(
            t("allocation.by"),
            BY,
            format_func=lambda b: t(f"allocation.by_{b}"),
            key=f"{key}.by",
            disabled=plan.locked,
        )
        if by != stage.by:
            put("by", by)


def _put_stage(here: int, name: str, plan: Plan, value: Any) -> None:
    """Đặt một mục của bước chia: the whole list then stands in the file."""
    if plan.scenario.allocation:
        entries = [stage.model_dump(exclude_unset=True) for stage in plan.scenario.allocation.stages]
        entries[here][name] = number(value)
        plan.set(STAGES, entries)


def stages_table(plan: Plan) -> Table:
    """Các bước chia và số đã chia của năm xem."""
    t = state.words().t
    found = grants(plan.result(), plan.year)
    now = plan.scenario.allocation
    first = (("allocation.part_exceptions", found.exceptions), ("allocation.floor", found.floor))
    to = explaining.ways(**explaining.EVERY)
    to_units = to("", "increase")
    rows = [Row({"what": t(key), "amount": amount}, link=to_units) for key, amount in first if amount]
    rows += [
        Row(
            {"what": stage_title(stage), "amount": amount},
            notes={"amount": why} if why else {},
            link=to_units,
        )
        for stage, amount, why in zip(
            now.stages if now else (), found.stages, plan_idle.notes(plan, "stages"), strict=True
        )
    ]
    left, printed, what = found.unallocated, state.words().numbers.money, t("allocation.left")
    if left and printed(left) == printed(0):
        # what prints as nothing is told to the đồng, as the sentence above does
        what = t("allocation.left_exact", what=what, amount=left)
    rows.append(Row({"what": what, "amount": left}, link=to("", "unallocated")))
    columns = (Column("what", t("allocation.stages")), Column("amount", t("allocation.amount"), "money"))
    every = Row({"what": t("allocation.pool"), "amount": found.pool}, link=to("", "pool"))
    return Table(t("allocation.table_stages", year=plan.year), columns, numbered(rows, every))
