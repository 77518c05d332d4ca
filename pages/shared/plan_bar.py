"""Thanh công cụ của các trang lập phương án: undo, redo, the menu of a scenario, and the empty state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from budget.planning import same_result
from budget.report.workbook_comparison import MOST
from budget.scenario import ScenarioError, parse_scenario
from budget.store import DataVersion, SavedScenario, StoreError
from pages.shared import (
    cached,
    frozen,
    meeting,
    parts,
    plan,
    plan_moved,
    plan_named,
    plan_new,
    plan_scope,
    proposing,
    state,
)
from pages.shared.plan import Plan

TOML = "application/toml"

STYLE = """<style>
.st-key-panel-reductions .figures, .st-key-panel-roadmap .figures,
.st-key-panel-allocation .figures { max-height: max(25.5rem, calc(100vh - 13rem)); }
.st-key-panel-roadmap td:nth-child(2), .st-key-panel-reductions td:nth-child(2),
.st-key-panel-allocation td:nth-child(2) { min-width: 9rem; }
.st-key-panel-allocation td:nth-child(2) { min-width: 11.5rem; }
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
                _menu(now)
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
                args=(lambda: _duplicate(saved),),
            )
        frozen.notices((saved,), now.version, (now.result(),))


def said() -> None:
    """Nói một lần: what the last action did or could not do, and the way back of a deletion."""
    w = state.words()
    message = state.note("plan.message")
    if message:
        parts.message(*message)
        state.keep("plan.message", None)
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


def _menu(now: Plan) -> None:
    """Việc làm được với phương án."""
    w, saved = state.words(), now.saved
    _new(now.version, "menu")
    st.button(
        w.t("plan.duplicate"),
        key="plan.duplicate",
        icon=":material/content_copy:",
        type="tertiary",
        on_click=_do,
        args=(lambda: _duplicate(saved),),
    )
    name = f"plan.name.{saved.version_id}"
    with st.container(horizontal=True, vertical_alignment="bottom", key="plan-name"):
        st.text_input(w.t("plan.name"), saved.name, key=name, max_chars=200, disabled=saved.locked)
        st.button(
            w.t("plan.rename"),
            key="plan.rename",
            disabled=saved.locked,
            on_click=_do,
            args=(lambda: _rename(saved, name),),
        )
    st.download_button(
        w.t("plan.download"),
        saved.text,
        f"{_file_name(saved.name)}.toml",
        TOML,
        key="plan.download",
        icon=":material/download:",
        type="tertiary",
        on_click="ignore",
    )
    _upload(now.version, "menu")
    meeting.menu(saved, _do)
    st.button(
        w.t("plan.delete"),
        key="plan.delete",
        icon=":material/delete:",
        type="tertiary",
        disabled=saved.locked,
        on_click=_do,
        args=(lambda: _delete(saved),),
    )


def _new(version: DataVersion, where: str, *, main: bool = False) -> None:
    w = state.words()
    st.button(
        w.t("plan.create"),
        key=f"plan.create.{where}",
        icon=":material/add:",
        type="primary" if main else "tertiary",
        help=w.t("plan.create_help"),
        on_click=_do,
        args=(lambda: plan_new.create(version),),
    )
    st.button(
        w.t("plan.create_empty"),
        key=f"plan.empty.{where}",
        icon=":material/note_add:",
        type="secondary" if main else "tertiary",
        help=w.t("plan.create_empty_help"),
        on_click=_do,
        args=(lambda: plan_new.create(version, empty=True),),
    )
    ready = plan_new.ready(version)
    if ready:
        st.button(
            w.t("plan.take_ready", n=len(ready)),
            key=f"plan.ready.{where}",
            icon=":material/library_add:",
            type="secondary" if main else "tertiary",
            on_click=_do,
            args=(lambda: plan_new.take_ready(version),),
        )


def _upload(version: DataVersion, where: str) -> None:
    w = state.words()
    key = f"plan.upload.{where}.{state.note('plan.uploads', 0)}"
    st.file_uploader(
        w.t("plan.upload"), type=["toml"], key=key, on_change=_do, args=(lambda: _take_file(key, version),)
    )


def _empty(page: str, version: DataVersion) -> None:
    """Chưa chọn phương án: one button makes one, a second takes those of the sample, others are opened."""
    w = state.words()
    with st.container(border=True, key="panel-plan-empty", horizontal_alignment="center"):
        title, text = parts.rich(w.t(f"{page}.empty_title")), parts.rich(w.t(f"{page}.empty_text"))
        parts.html(f'<div class="empty"><h2>{title}</h2><p>{text}</p></div>')
        with st.container(horizontal=True, horizontal_alignment="center"):
            _new(version, "empty", main=True)
        parts.html(f'<p class="subtitle">{parts.rich(w.t("plan.create_help"))}</p>', "content")
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
    state.keep("plan.message", ("done", t(key, what=plan_moved.moved(was, made), figures=figures)))


def _duplicate(saved: SavedScenario) -> None:
    """Nhân bản, and look at the copy: beside the plan it was made of where that is compared, and proposed in
    its place.
    """
    copy = cached.store().duplicate_scenario(saved.id, plan_new.copy_name(saved), cached.author())
    plan_new.look(copy)
    among, key = state.compared(), "plan.duplicated"
    if among:
        joins = len(among) < MOST
        key = "plan.duplicated_compared" if joins else "plan.duplicated_alone"
        if joins:
            state.choose("compared", (*among, copy.id))
            state.choose("proposed", None)
    state.keep("plan.message", ("done", state.words().t(key, name=copy.name, most=MOST)))


def _rename(saved: SavedScenario, key: str) -> None:
    wanted = state.current(key).strip()
    if not wanted:
        state.keep("plan.message", ("error", state.words().t("plan.name_missing")))
        return
    store, author = cached.store(), cached.author()
    plan.stepped(saved, lambda: store.rename_scenario(saved.id, wanted, author))


def _delete(saved: SavedScenario) -> None:
    cached.store().delete_scenario(saved.id, cached.author())
    left = cached.store().scenarios()
    state.choose("scenario", left[0].id if left else None)
    state.keep("plan.deleted", saved)


def _restore(saved: SavedScenario) -> None:
    cached.store().restore_scenario(saved.id, cached.author())
    plan_new.look(cached.store().scenario(saved.id))


def _take_file(key: str, version: DataVersion) -> None:
    """Nạp tệp phương án: read in full before anything is stored."""
    file = state.current(key)
    if file is None:
        return
    state.keep("plan.uploads", state.note("plan.uploads", 0) + 1)
    w = state.words()
    try:
        text = file.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        state.keep("plan.message", ("error", w.t("plan.not_text", file=file.name)))
        return
    taken = plan_new.take(parse_scenario(text), version)
    state.keep("plan.message", ("done", w.t("plan.uploaded", name=taken.name)))


def _file_name(name: str) -> str:
    kept = "".join(c if c.isalnum() or c in " -_" else "" for c in name).strip()
    return kept[:80] or "plan"
