"""Giải trình: one unit, the ladder of its figure, down to law, assumption and source cell; a slip
as a file, or to print.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import streamlit as st

from budget.report.above_cap_said import unit_above_said
from budget.report.lacking_said import beside_quo_said
from budget.report.record_said import tried_said
from budget.report.slip import notes_of
from budget.report.spared_said import spared_said
from budget.report.ungiven_said import unit_ungiven_said
from budget.simulate import Result
from pages.shared import (
    cached,
    explaining,
    explaining_apart,
    explaining_found,
    explaining_paper,
    explaining_plan,
    explaining_total,
    frame,
    grid,
    originals,
    parts,
    state,
    trying,
)

w = state.words()
store = cached.store()


def head(said: str, kinds: Collection[str] = ()) -> None:
    """Đầu trang: the sentence, and beside the title whether the plan or its status quo is explained; the
    title says on whose assumptions a status quo rests, and a line why the comparison has another, and the
    plans another norm of the `kinds` in view.
    """
    with above:
        with parts.header(explaining_plan.title(plan, w), said):
            explaining_plan.quo_choice(w)
        of = kinds if view in explaining_plan.BY_NORM else ()
        if still := explaining_plan.still_said(plan, year, of, w):
            parts.note(still)


def unit(result: Result, year: int, view: str, code: str) -> None:
    """Một đơn vị: its ladders, what is to be noted about it, and the slip."""
    where = plan.origin(code)
    found = [f for f in result.findings if f.unit == code and f.year == year]
    place = result.units.position(code)
    says = (unit_ungiven_said, spared_said, unit_above_said)
    told = [one for say in says if (one := say(result, year, place, w))]
    quo = plan.saved is None or explaining_plan.quo()
    beside = "" if quo else beside_quo_said(result, year, place, w)
    explaining_apart.show(result, year, code, np.array(result.units.code) == code)
    left, right = st.columns((5, 2))
    with left, parts.panel("ladder"):
        parts.note(w.t("explain.ladder_text"))
        explaining.ladders(result, code, year, view, where)
        originals.take(where.sources.values(), "explain")
    with right:
        with st.container(horizontal=True, gap="small"):
            explaining_paper.download(plan, result, code, year)
            st.button(
                w.t("explain.print"),
                key="explain.print",
                icon=":material/print:",
                help=w.t("explain.print_help"),
                on_click=state.keep,
                args=("explain.print", True),
            )
        into = explaining.goes_into(result, code, year, view)
        if into:
            with parts.panel("reach", w.t("explain.reach")):
                parts.html(f'<div class="reached">{into}</div>')
        with parts.panel("findings", w.t("explain.findings", year=year)):
            for one in told:
                parts.note(one)
            for item in found:
                parts.finding(item, names, beside if item.kind == "deficit" else "")
            if not (told or found):
                parts.note(w.t("explain.findings_none", year=year))
    parts.html(explaining.slip(result, version, code, year, notes_of(result, year, code, w), where))
    if state.note("explain.print"):
        state.keep("explain.print", None)
        explaining.print_now()


def made_of() -> None:
    """Lời nhắc: that what is seen is not the saved plan."""
    if plan.tried:
        said = tried_said(plan.tried.details, w)
        parts.note(w.t("explain.tried", at=plan.tried.at, said=said))
    elif trying.asked():
        parts.message("warning", w.t("explain.tried_gone"))
    if plan.varied:
        parts.note(w.t("explain.varied", said=plan.varied.said()))


version = frame.data(w.t("explain.title"), "explain")
plan = explaining_plan.explained(version)
result = plan.result()
names = dict(zip(result.units.code, result.units.name, strict=True))
asked, year = state.unit(), state.year() or result.years[-1]
if asked and asked not in names:
    state.choose("unit", "")

explaining.style()
above = st.container()
made_of()
with st.container(horizontal=True, vertical_alignment="bottom", key="explain-bar"):
    code = explaining.unit_choice(w, names)
    view = explaining.figure_choice(w)
if asked and asked not in names:
    parts.message("warning", w.t("explain.gone", code=asked))
if not result.computed:
    head(w.t("explain.not_computed"))
    for item in result.findings:
        parts.finding(item, names)
    parts.stop()
if explaining.of_plan():
    head(explaining_total.sentence(result, year, view, None))
    with parts.panel("ladder"):
        parts.note(w.t("explain.ladder_text"))
        explaining.ladders(result, "", year, view, plan.origin(""))
elif code:
    head(explaining.sentence(result, code, year, view), (result.units.kind[result.units.position(code)],))
    unit(result, year, view, code)
elif kind := explaining_found.asked():
    head(explaining_found.sentence(result, year, kind))
    explaining_found.show(result, year, kind, explaining_total.kept(result))
else:
    here, where = explaining_total.kept(result), plan.origin("")
    kinds = [result.units.kind[i] for i in np.flatnonzero(here)]
    head(explaining_total.sentence(result, year, view, here), dict.fromkeys(kinds))
    for name in explaining.PLAN.get(view, ()) if here.all() else ():
        with parts.panel(f"plan-{name}"):
            explaining.ladders(result, "", year, name, where)
    if here.any():
        explaining_apart.show(result, year, "", here)
        explaining_total.show(result, year, view, here, where)
    else:
        grid.nothing_found()
parts.footnote(
    w.t("explain.basis", scenario=explaining_plan.scenario_name(result)), fingerprint=result.fingerprint
)
