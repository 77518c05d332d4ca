"""Tỷ lệ của một thẻ giảm chi: one for every year, one for each, or what they come to of the base year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from budget.cumulated import Reached, reached, share_by, shares_of, yearly_rates
from budget.report.words import Words
from budget.scenario import Reduction
from pages.shared import parts, plan_levers, plan_typed, state
from pages.shared.plan import Path, Plan, copy_of

KINDS = ("even", "yearly", "cumulated")
HUNDRED = Decimal(100)
TYPED, TENTH = Decimal("0.000001"), Decimal("0.001")
NAMED = 2
"""Units that a sentence names; the others are counted."""


def each(plan: Plan, year: int, share: Decimal = Decimal("0.1")) -> dict[str, Decimal]:
    """Tỷ lệ từng năm để mỗi đơn vị cùng giảm một mức so với năm gốc đến một năm, as a plan stores them."""
    return _stored({year: share}, plan.base_year)


def levers(plan: Plan, at: tuple[str, int], here: int, mark: str, year: int) -> None:
    """Cách tính tỷ lệ và tỷ lệ của thẻ đang mở; `mark` is what the law asks, a fresh share is
    for `year`.
    """
    t, path = state.words().t, (*at, "rate")
    kind = _kind(plan, path, plan.scenario.reductions[here])
    key = plan.key(f"{at[0]}.{at[1]}.kind")
    state.follow(key, kind)
    stood = st.segmented_control(
        t("reductions.rate_kind"),
        KINDS,
        format_func=lambda one: t(f"reductions.rate_kind_{one}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        disabled=plan.locked,
    )
    if stood != kind:
        rates = plan.scenario.reductions[here].rate
        shares = _come_to(plan, rates, year) if stood == "cumulated" else None
        state.keep(_name(plan, path), shares)
        plan.set(
            path, _turned(plan, rates, str(stood)) if shares is None else _stored(shares, plan.base_year)
        )
    if stood == "even":
        label = t("reductions.rate", base=plan.base_year)
        plan_levers.share(plan, path, label, high=0.2, step=0.005, default=0.02, mark=mark)
    elif stood == "yearly":
        plan_levers.yearly(
            plan, path, t("reductions.rate_by_year", base=plan.base_year), none={}, bounds=plan_typed.PERCENT
        )
    else:
        _cumulated(plan, path, here)


def _kind(plan: Plan, path: Path, measure: Reduction) -> str:
    """Thẻ đang tính tỷ lệ cách nào: that of its figures; where these may be of either, as it was typed."""
    rates = measure.rate
    if not isinstance(rates, Mapping):
        return "even"
    return "cumulated" if _typed(plan, path, rates) is not None else "yearly"


def _typed(plan: Plan, path: Path, rates: Mapping[int, Decimal]) -> dict[int, Decimal] | None:
    """Các mức cộng lại: as they were typed while the rates are still those; else as few as say all."""
    held: dict[int, Decimal] | None = state.note(_name(plan, path))
    if held is not None and yearly_rates(held, plan.base_year) == dict(rates):
        return held
    return shares_of(rates, plan.base_year)


def _come_to(plan: Plan, rates: Any, year: int) -> dict[int, Decimal]:
    """Mức cộng lại mà tỷ lệ đang có đạt đến từng năm; a tenth by the year in view of a card that takes
    nothing.
    """
    given = rates if isinstance(rates, Mapping) else dict.fromkeys(plan.years, rates or Decimal(0))
    shares = {y: share_by(given, y) for y in plan.years}
    return shares if any(shares.values()) else {year: Decimal("0.1")}


def _turned(plan: Plan, rates: Any, kind: str) -> Any:
    """The rate of a card that is turned to another kind, as near to what it was as the kind can say."""
    if kind == "yearly" and isinstance(rates, Mapping):
        return {str(y): _to(rate, TYPED) for y, rate in rates.items()}
    if kind == "yearly":
        return {str(y): rates for y in plan.years}
    return _to(next(iter(rates.values()), Decimal(0)), TENTH)


def _to(rate: Decimal, step: Decimal) -> Decimal:
    return rate.quantize(step)


def _cumulated(plan: Plan, path: Path, here: int) -> None:
    """Lưới mức cộng lại theo năm, as that of targets, and what the scope reaches in the year in view."""
    w, rates = state.words(), copy_of(plan.scenario, path) or {}
    held = _typed(plan, path, rates) or {}
    years = sorted({*plan.years, *held})
    values = {
        (0, j): None if (share := held.get(y)) is None else (share * HUNDRED).normalize()
        for j, y in enumerate(years)
    }
    take = partial(_put, path, tuple(years))
    typed = plan_levers.cells(
        plan.key(".".join(map(str, (*path, "shares")))),
        [""],
        [str(y) for y in years],
        values,
        w.t("reductions.rate_cumulated", base=plan.base_year),
        plan=plan,
        path=path,
        take=take,
        bounds=plan_typed.PERCENT,
    )
    if typed != values:
        take(plan, typed)
        held = {y: share / HUNDRED for j, y in enumerate(years) if (share := typed[0, j]) is not None}
    plan_levers.between(plan)
    falls = [y for y, before in zip(sorted(held)[1:], sorted(held), strict=False) if held[y] < held[before]]
    if falls:
        parts.message("warning", w.t("reductions.rate_falls", year=falls[0]))
    if plan.year > plan.base_year and plan.result().computed:
        said = _reached(plan, reached(plan.result(), plan.year, here + 1), w)
        parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def _put(path: Path, years: Sequence[int], plan: Plan, typed: plan_levers.Cells) -> None:
    shares = {y: share / HUNDRED for j, y in enumerate(years) if (share := typed[0, j]) is not None}
    state.keep(_name(plan, path), shares)
    plan.set(path, _stored(shares, plan.base_year))


def _stored(shares: Mapping[int, Decimal], base_year: int) -> dict[str, Decimal]:
    return {str(y): rate for y, rate in yearly_rates(shares, base_year).items()}


def _reached(plan: Plan, found: Reached, w: Words) -> str:
    """Cả phạm vi đạt bao nhiêu, of whom more is taken already and who cannot give the share."""
    told = {"share": found.share, "n": found.units, "taken": found.taken, "of": found.of}
    said = [w.t("reductions.each_reached", year=plan.year, base=plan.base_year, **told)]
    if found.more.any():
        said.append(w.t("reductions.each_more", names=_named(plan, found.more, w)))
    if found.short.any():
        said.append(w.t("reductions.each_short", missing=found.missing, names=_named(plan, found.short, w)))
    return " ".join(said)


def _named(plan: Plan, within: Any, w: Words) -> str:
    return w.few([plan.units.name[i] for i in np.flatnonzero(within)], most=NAMED)


def _name(plan: Plan, path: Path) -> str:
    return plan.key(".".join(map(str, (*path, "typed"))))
