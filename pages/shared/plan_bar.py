"""Thanh công cụ của các trang lập phương án: undo, redo, what was done, and the empty state."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import streamlit as st

from budget.planning import same_result
from budget.scenario import ScenarioError
from budget.store import DataVersion, SavedScenario, StoreError
from pages.shared import (
    cached,
    frozen,
    parts,
    plan,
    plan_menu,
    plan_moved,
    plan_named,
    plan_new,
    plan_scope,
    plan_shown,
    proposing,
    state,
)
from pages.shared.plan import Plan

STYLE = """<style>
.st-key-panel-reductions .figures, .st-key-panel-roadmap .figures,
.st-key-panel-allocation .figures { max-height: max(25.5rem, calc(100vh - 13rem)); }
.st-key-panel-roadmap td:nth-child(2), .st-key-panel-reductions td:nth-child(2),
.st-key-panel-allocation td:nth-child(2) { min-width: var(--unit-column, 9rem); }
.st-key-panel-roadmap:has(.st-key-grid-roadmap-paces-table) td:nth-child(2) { min-width: 0; }
.st-key-panel-roadmap:has(.st-key-grid-roadmap-paces-table) td:nth-child(1) {
  min-width: var(--pace-column, 5.8rem); }
.st-key-panel-allocation td:nth-child(2) { min-width: var(--school-column, 11.5rem); }
.st-key-panel-provisions .figures { max-height: max(32rem, calc(100vh - 19rem)); }
.st-key-panel-provisions td:nth-child(2) { min-width: 14rem; }
.st-key-panel-provisions td:nth-child(3) { min-width: 9rem; }
.st-key-panel-provisions td:nth-child(4) { min-width: 18rem; }
.st-key-panel-provisions .figures tr td:nth-child(5) {
  color: var(--secondary); font-size: 0.75rem; font-weight: 400; }
[class*="st-key-plan-card-"] button { padding: 0.15rem 0.5rem; min-height: 2rem; }
[class*="st-key-plan-card-"] { flex-wrap: nowrap !important; }
[class*="st-key-plan-card-"] > :first-child { flex: 1 1 auto; min-width: 0; }
[class*="st-key-plan-card-"] > :first-child button,
[class*="st-key-plan-card-"] > :first-child button > div { justify-content: flex-start; }
[class*="st-key-plan-card-"] > :not(:first-child) button { padding: 0.1rem 0.15rem; }
[class*="st-key-plan-card-"] button p {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  text-align: left; line-height: 1.3; white-space: normal;
}
p.subtitle a { color: var(--accent); text-decoration: none; }
/* a grid that the card just clicked is about to replace takes no click, and looks so */
[data-testid="stDataFrame"][inert] { opacity: 0.45; }
[class*="st-key-plan-stepped"] {
  position: fixed; bottom: 1rem; z-index: 90; width: min(38rem, 46vw) !important;
  background: var(--paper); box-shadow: 0 2px 14px rgb(0 0 0 / 25%);
  animation: plan-stepped-gone 0.4s 9s forwards;
}
[class*="st-key-plan-stepped-said-long"] { animation-delay: 20s; }
[class*="st-key-plan-stepped"]:is(:hover, :focus-within) { animation-play-state: paused; }
div:has(> [class*="st-key-plan-stepped"]) { position: absolute; }
[class*="st-key-plan-stepped"] .message { max-height: 45vh; overflow-y: auto; }
div:has(> .st-key-wish-done) { position: sticky; top: 0.4rem; z-index: 5; background: var(--paper); }
@keyframes plan-stepped-gone { to { opacity: 0; visibility: hidden; } }
p.lever-note.card-note {
  margin: -0.4rem 0 0.1rem 0.5rem; padding-left: 0.5rem; border-left: 3px solid var(--status-quo);
}
</style>"""


def start(page: str) -> Plan | None:
    """Mở trang: the plan in view, or the empty state with the way to one."""
    w = state.words()
    parts.html(STYLE)
    version = cached.data_version()
    if version is None:
        parts.header(w.t(f"page.{page}"))
        parts.empty(
            w.t(f"{page}.empty_title"),
            w.t(f"{page}.empty_text"),
            w.t("plan.load_data"),
            "pages/data/import.py",
        )
        return None
    try:
        found = plan.current()
    except ScenarioError as error:
        parts.header(w.t(f"page.{page}"))
        for item in error.findings:
            parts.finding(item)
        return None
    if found is None:
        parts.header(w.t(f"page.{page}"))
        said()
        _empty(page, version)
    return found


def head(page: str, now: Plan, sentence: str) -> None:
    """Đầu trang of a plan: title, finding, what was saved when, undo and redo, and the menu."""
    w, saved = state.words(), now.saved
    plan_shown.shows(saved.name, now.result().fingerprint)
    with parts.header(w.t(f"page.{page}"), sentence, saved.saved_at):
        store = cached.store()
        st.button(
            w.t("plan.undo"),
            key="plan.undo",
            icon=":material/undo:",
            shortcut="Ctrl+Z",
            disabled=not saved.can_undo or saved.locked,
            on_click=_do,
            args=(lambda: _step(now, store.undo, "plan.undone"),),
        )
        st.button(
            w.t("plan.redo"),
            key="plan.redo",
            icon=":material/redo:",
            shortcut="Ctrl+Y",
            disabled=not saved.can_redo or saved.locked,
            on_click=_do,
            args=(lambda: _step(now, store.redo, "plan.redone"),),
        )
        menu = st.popover(
            w.t("plan.menu"), icon=":material/folder_open:", key=f"plan.menu.{saved.id}", on_change="rerun"
        )
        if menu.open:
            with menu:
                plan_menu.menu(now, _do)
    said()
    plan_named.line(now, _do)
    if now.locked:
        with st.container(horizontal=True, vertical_alignment="center", key="plan-locked"):
            parts.message("note", w.t("plan.locked"))
            st.button(
                w.t("plan.duplicate"),
                key="plan.duplicate.locked",
                icon=":material/content_copy:",
                type="primary",
                on_click=_do,
                args=(lambda: plan_menu.duplicate(saved),),
            )
        frozen.notices((saved,), now.version, (now.result(),))


def said() -> None:
    """Nói một lần: what the last action did or could not do, and the way back of a deletion."""
    w = state.words()
    message = state.note("plan.message")
    if message:
        # what was done is said over the page, which would move from under the hand when it goes again, and
        # longer where there is something to be minded; what went wrong stays in it
        turn, over = state.note("plan.said", 0) + 1, message[0] in ("done", "note")
        long = "-long" if message[0] == "note" or any(message[2:]) else ""
        with st.container(key=f"plan-stepped-said{long}-{turn}") if over else nullcontext():
            parts.message(*message)
        state.keep("plan.said", turn)
        state.keep("plan.message", None)
    stepped = state.note("plan.stepped")
    if stepped:  # over the title: Ctrl+Z is pressed where the change was made, often below the head
        turn, told = stepped
        # each step in a box of its own: in that of the one before, which has faded out, it would not be seen
        with st.container(key=f"plan-stepped-{turn}"):
            parts.message("done", told)
        state.keep("plan.stepped", None)
    for item in state.note("plan.findings") or ():
        parts.finding(item)
    state.keep("plan.findings", None)
    gone: SavedScenario | None = state.note("plan.deleted")
    if gone is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="plan-deleted"):
            parts.message("done", w.t("plan.deleted", name=gone.name))
            st.button(
                w.t("plan.undelete"),
                key="plan.undelete",
                icon=":material/undo:",
                on_click=_do,
                args=(lambda: _restore(gone),),
            )


def _empty(page: str, version: DataVersion) -> None:
    """Chưa chọn phương án: one button makes one, a second takes those of the sample, others are opened."""
    w = state.words()
    with st.container(border=True, key="panel-plan-empty", horizontal_alignment="center"):
        title, text = parts.rich(w.t(f"{page}.empty_title")), parts.rich(w.t(f"{page}.empty_text"))
        parts.html(f'<div class="empty"><h2>{title}</h2><p>{text}</p></div>')
        with st.container(horizontal=True, horizontal_alignment="center"):
            plan_menu.new(version, "empty", _do, main=True)
        parts.html(f'<p class="subtitle">{parts.rich(w.t("plan.create_each"))}</p>', "content")
        others = cached.store().scenarios()
        if others:
            labels = proposing.marked({saved.id: saved.name for saved in others})
            parts.html(f'<p class="subtitle">{parts.rich(w.t("plan.open"))}</p>', "content")
            with st.container(horizontal=True, horizontal_alignment="center"):
                for saved in others[:6]:
                    st.button(
                        labels[saved.id],
                        key=f"plan.open.{saved.id}",
                        on_click=_do,
                        args=(lambda saved=saved: plan_new.look(saved),),
                    )


def _do(action: Callable[[], Any]) -> None:
    """Làm một việc với kho; a refusal is said in its own words and nothing is lost. The menu closes."""
    state.keep("plan.deleted", None)
    menu = f"plan.menu.{state.scenario_id()}"
    if state.holds(menu):
        state.put(menu, value=False)
    try:
        action()
    except StoreError as error:
        plan.refuse(error)
    except ScenarioError as error:
        state.keep("plan.findings", error.findings)


def _step(now: Plan, step: Callable[[int, str], SavedScenario], key: str) -> None:
    """Hoàn tác hoặc làm lại một bước, and say what it changed."""
    now.clicked()
    author = cached.author()
    after = plan.stepped(now.saved, lambda: step(now.saved.id, author))
    was, made, t = Plan(now.saved, now.version), Plan(after, now.version), state.words().t
    for name in ("roadmap", "reductions"):
        plan_scope.stay_open(was, made, name)
    figures = t("plan.figures_same" if same_result(was.result(), made.result()) else "plan.figures_moved")
    told = t(key, what=plan_moved.moved(was, made), figures=figures)
    state.keep("plan.stepped", (after.number, told))


def _restore(saved: SavedScenario) -> None:
    cached.store().restore_scenario(saved.id, cached.author())
    plan_new.look(cached.store().scenario(saved.id))
