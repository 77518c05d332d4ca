"""Nhật ký: who did what; the versions of data and scenarios, with the way back for what was taken away."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached, grid, history, meeting_record, parts, state

VIEWS = ("log", "data", "scenarios", "decisions")
PAGE = 50

w = state.words()
store = cached.store()


def take_away(version_id: int) -> None:
    """Bỏ một phiên bản dữ liệu khỏi danh sách, with a way back."""
    version = store.data_version(version_id)
    store.hide_data(version_id, cached.author())
    state.keep("log.said", w.t("log.hidden", name=history.data_name(version)))


def bring_back(version_id: int) -> None:
    """Khôi phục một phiên bản dữ liệu."""
    version = store.data_version(version_id)
    store.restore_data(version_id, cached.author())
    state.keep("log.said", w.t("log.restored", name=history.data_name(version)))


def bring_back_scenario(scenario_id: int) -> None:
    """Khôi phục một phương án đã xóa."""
    saved = store.scenario(scenario_id)
    store.restore_scenario(scenario_id, cached.author())
    state.keep("log.said", w.t("log.restored", name=saved.name))


def log() -> None:
    """Các việc đã làm, with filters by person and action; more on demand."""
    shown = state.note("log.shown", PAGE)
    everything = store.log(limit=20 * PAGE)
    people = sorted({entry.who for entry in everything})
    actions = sorted({entry.action for entry in everything}, key=history.action)
    left, right = st.columns(2)
    who = left.selectbox(
        w.t("log.person"),
        people,
        index=None,
        format_func=history.person,
        placeholder=w.t("table.all"),
        key="log.who",
    )
    what = right.selectbox(
        w.t("log.action"),
        actions,
        index=None,
        format_func=history.action,
        placeholder=w.t("table.all"),
        key="log.what",
    )
    entries = store.log(limit=shown + 1, who=who, action=what)
    if not entries:
        parts.note(w.t("log.none_fit" if everything else "log.none"))
        return
    with parts.panel("log"):
        grid.show(history.log_table(entries[:shown]), "log")
    if len(entries) > shown:
        st.button(w.t("log.older"), key="log.older", on_click=state.keep, args=("log.shown", shown + PAGE))


def data() -> None:
    """Các phiên bản dữ liệu."""
    versions = store.data_versions(hidden=True)
    if not versions:
        parts.note(w.t("log.data_none"))
        return
    by_id = {v.id: v for v in versions}
    with parts.panel("data"):
        grid.show(history.data_table(versions), "data")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                w.t("log.pick_version"),
                list(by_id),
                format_func=lambda i: history.data_name(by_id[i]),
                key="log.version",
            )
            if by_id[chosen].hidden_at is not None:
                st.button(w.t("log.restore"), key="log.restore", on_click=bring_back, args=(chosen,))
            else:
                st.button(
                    w.t("log.hide"),
                    key="log.hide",
                    on_click=take_away,
                    args=(chosen,),
                    disabled=by_id[chosen].locked,
                )


def scenarios() -> None:
    """Các phương án và mọi bản của từng phương án."""
    saved = [*store.scenarios(), *store.scenarios(deleted=True)]
    if not saved:
        parts.note(w.t("log.scenarios_none"))
        return
    by_id = {one.id: one for one in saved}
    with parts.panel("scenarios"):
        grid.show(history.scenarios_table(saved), "scenarios")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                w.t("log.name"), list(by_id), format_func=lambda i: by_id[i].name, key="log.scenario"
            )
            if by_id[chosen].deleted_at is not None:
                st.button(w.t("log.restore"), key="log.restore", on_click=bring_back_scenario, args=(chosen,))
    with parts.panel("history"):
        grid.show(history.versions_table(by_id[chosen].name, store.scenario_history(chosen)), "history")


def decisions() -> None:
    """Các quyết định đã chốt."""
    made = store.decisions()
    if not made:
        parts.note(w.t("log.decisions_none"))
        return
    names = {one.decided: store.scenario_version(one.decided).name for one in made}
    with parts.panel("decisions"):
        grid.show(history.decisions_table(made, names), "decisions")
    with parts.panel("decision"):
        by_id = {one.id: one for one in made}
        chosen = st.selectbox(
            w.t("log.decided"),
            list(by_id),
            format_func=lambda i: f"{w.numbers.moment(by_id[i].decided_at)} · {names[by_id[i].decided]}",
            key="log.decision",
        )
        meeting_record.show(by_id[chosen], "decision-record")


parts.header(w.t("page.log"), w.t("log.sentence"))
said = state.note("log.said")
if said:
    parts.message("done", said)
    state.keep("log.said", None)
view = st.segmented_control(
    w.t("log.view"),
    VIEWS,
    format_func=lambda name: w.t(f"log.view_{name}"),
    default=VIEWS[0],
    required=True,
    key="log.view",
    label_visibility="collapsed",
)
{"log": log, "data": data, "scenarios": scenarios, "decisions": decisions}[view]()
