"""Bảng so sánh đã lưu: save what is compared under a name, open it again, delete it."""

from __future__ import annotations

import streamlit as st

from budget.store import SavedComparison
from pages.shared import cached, parts, state
from pages.shared.comparing import Compared

GONE = "compare.saved.gone"
"""Note of the comparison that was deleted last, with the way back."""


def menu(compared: Compared | None) -> None:
    """Nút mở ra danh sách bảng đã lưu, and the name under which the one in view is saved."""
    w, store = state.words(), cached.store()
    with st.popover(w.t("compare.saved_open"), icon=":material/bookmark:"):
        kept = {one.id: one for one in store.comparisons()}
        if kept:
            picked = st.selectbox(
                w.t("compare.saved_pick"),
                kept,
                format_func=lambda i: kept[i].name,
                key="compare.saved.pick",
            )
            with st.container(horizontal=True):
                st.button(
                    w.t("compare.saved_open_action"), key="compare.saved.open", on_click=_open, args=(picked,)
                )
                st.button(
                    w.t("compare.saved_delete"),
                    key="compare.saved.delete",
                    type="tertiary",
                    on_click=_delete,
                    args=(kept[picked],),
                )
        else:
            parts.note(w.t("compare.saved_none"))
        gone: SavedComparison | None = state.note(GONE)
        if gone is not None:
            parts.note(w.t("compare.saved_deleted", name=gone.name))
            st.button(
                w.t("compare.saved_undelete"),
                key="compare.saved.undelete",
                icon=":material/undo:",
                on_click=_restore,
                args=(gone,),
            )
        if compared is not None:
            st.text_input(w.t("compare.saved_name"), key="compare.saved.name", max_chars=120)
            st.button(w.t("compare.saved_save"), key="compare.saved.save", on_click=_save, args=(compared,))
        said = state.note("compare.saved")
        if said:
            parts.note(said)
            state.keep("compare.saved", None)


def _save(compared: Compared) -> None:
    """Under a name that is there already, the saved comparison becomes the one in view."""
    w, store = state.words(), cached.store()
    name = str(state.current("compare.saved.name") or "").strip()
    if not name:
        state.keep("compare.saved", w.t("compare.saved_unnamed"))
        return
    same = [one.id for one in store.comparisons() if one.name == name]
    baseline = compared.shown.baseline
    saved = store.save_comparison(
        name,
        [one.id for one in compared.saved],
        cached.author(),
        baseline=None if baseline is None else compared.saved[baseline].id,
        settings={"year": compared.year},
        comparison_id=same[0] if same else None,
    )
    state.put("compare.saved.name", "")
    state.put("compare.saved.pick", saved.id)
    state.keep("compare.saved", w.t("compare.saved_done", name=saved.name))


def _open(comparison_id: int) -> None:
    store = cached.store()
    saved = next(one for one in store.comparisons() if one.id == comparison_id)
    there = {one.id for one in store.scenarios()}
    left = tuple(i for i in saved.scenarios if i in there)
    state.choose("compared", left)
    state.choose("baseline", saved.baseline if saved.baseline in there else None)
    if saved.settings.get("year"):
        state.choose("year", int(saved.settings["year"]))
    if len(left) < len(saved.scenarios):
        missing = len(saved.scenarios) - len(left)
        state.keep("compare.saved", state.words().t("compare.saved_gone", missing=missing))


def _delete(saved: SavedComparison) -> None:
    cached.store().delete_comparison(saved.id, cached.author())
    state.keep(GONE, saved)


def _restore(saved: SavedComparison) -> None:
    cached.store().restore_comparison(saved.id, cached.author())
    state.put("compare.saved.pick", saved.id)
    state.keep(GONE, None)
