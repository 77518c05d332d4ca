"""Việc làm được với một phương án: the menu of a plan, and the ways to a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from budget.report.workbook_comparison import MOST
from budget.scenario import parse_scenario
from budget.store import DataVersion, SavedScenario
from pages.shared import cached, meeting_proposed, plan, plan_new, state
from pages.shared.plan import Plan

TOML = "application/toml"

Do = Callable[[Callable[[], Any]], None]
"""Does one thing with the store, and says what it refuses."""


def menu(now: Plan, do: Do) -> None:
    """Việc làm được với phương án."""
    w, saved = state.words(), now.saved
    new(now.version, "menu", do)
    st.button(
        w.t("plan.duplicate"),
        key="plan.duplicate",
        icon=":material/content_copy:",
        type="tertiary",
        on_click=do,
        args=(lambda: duplicate(saved),),
    )
    name = f"plan.name.{saved.version_id}"
    with (
        st.form("plan-rename", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", key="plan-name"),
    ):
        st.text_input(w.t("plan.name"), saved.name, key=name, max_chars=200, disabled=saved.locked)
        st.form_submit_button(
            w.t("plan.rename"),
            key="plan.rename",
            disabled=saved.locked,
            on_click=do,
            args=(lambda: _rename(saved, name),),
        )
    told = f"plan.note.{saved.version_id}"
    st.text_area(
        w.t("plan.note"),
        now.scenario.note,
        key=told,
        max_chars=300,
        height=80,
        disabled=now.locked,
        on_change=do,
        args=(lambda: _describe(now, told),),
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
    _upload(now.version, "menu", do)
    meeting_proposed.menu(saved, do)
    st.button(
        w.t("plan.delete"),
        key="plan.delete",
        icon=":material/delete:",
        type="tertiary",
        disabled=saved.locked,
        on_click=do,
        args=(lambda: _delete(saved),),
    )


def new(version: DataVersion, where: str, do: Do, *, main: bool = False) -> None:
    """Các cách có một phương án: anew, without a card, those of the sample."""
    w = state.words()
    st.button(
        w.t("plan.create"),
        key=f"plan.create.{where}",
        icon=":material/add:",
        type="primary" if main else "tertiary",
        help=w.t("plan.create_help"),
        on_click=do,
        args=(lambda: plan_new.create(version),),
    )
    st.button(
        w.t("plan.create_empty"),
        key=f"plan.empty.{where}",
        icon=":material/note_add:",
        type="secondary" if main else "tertiary",
        help=w.t("plan.create_empty_help"),
        on_click=do,
        args=(lambda: plan_new.create(version, empty=True),),
    )
    ready = plan_new.ready(version)
    if ready:
        st.button(
            w.t("plan.take_ready", n=len(ready)),
            key=f"plan.ready.{where}",
            icon=":material/library_add:",
            type="secondary" if main else "tertiary",
            on_click=do,
            args=(lambda: plan_new.take_ready(version),),
        )


def _upload(version: DataVersion, where: str, do: Do) -> None:
    w = state.words()
    key = f"plan.upload.{where}.{state.note('plan.uploads', 0)}"
    st.file_uploader(
        w.t("plan.upload"), type=["toml"], key=key, on_change=do, args=(lambda: _take_file(key, version),)
    )


def duplicate(saved: SavedScenario) -> None:
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


def _describe(now: Plan, key: str) -> None:
    now.set(("note",), state.current(key).strip() or None)
    now.save(rerun=False)


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
