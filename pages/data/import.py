"""Nạp dữ liệu: files are read, shown and judged; nothing is stored before the officer confirms."""

from __future__ import annotations

from io import BytesIO

import streamlit as st

from budget.report.template import write_template
from budget.sample import SAMPLES, load_sample
from pages.shared import (
    cached,
    comparing,
    grid,
    importing,
    importing_ask,
    importing_guesses,
    importing_overview,
    importing_questions,
    importing_registry,
    importing_said,
    importing_units,
    loading,
    loading_sample,
    loading_units,
    parts,
    plan_new,
    state,
)

w = state.words()
store = cached.store()


def load_sample_data(name: str) -> None:
    """Nạp số liệu mẫu and look at it."""
    about, _ = load_sample(name)
    label = about.label[state.language()]
    version = store.add_data([loading_sample.batch(name, label)], cached.author(), label)[0]
    state.choose("data", version.id)
    state.choose("year", version.base_year)
    state.keep("loaded", w.t("import.loaded", year=version.base_year, units=version.units))


with parts.header(w.t("page.import"), w.t("import.sentence")):
    buffer = BytesIO()
    write_template(buffer, w)
    st.download_button(
        w.t("import.template"), buffer.getvalue(), w.t("import.template_file"), grid.XLSX,
        key="import.template", icon=":material/download:", on_click="ignore",
    )  # fmt: skip

loaded = state.note("loaded")
if loaded:
    parts.message("done", loaded)
    with st.container(horizontal=True):
        if st.button(w.t("import.look"), key="import.look", type="primary", icon=":material/monitoring:"):
            state.keep("loaded", None)
            st.switch_page("pages/status/overview.py")
        if st.button(w.t("import.look_units"), key="import.look_units"):
            state.keep("loaded", None)
            st.switch_page("pages/data/units.py")
        version = cached.data_version()
        ready = plan_new.ready(version) if version is not None else []
        if (
            version is not None
            and ready
            and st.button(
                w.t("import.look_plans", n=len(ready)) if len(ready) > 1 else w.t("import.look_plan"),
                key="import.look_plans",
                icon=":material/compare_arrows:",
            )
        ):
            state.keep("loaded", None)
            state.choose("year", None)
            comparing.load_samples(version)
            # a single plan is looked at: there is nothing to compare it with
            st.switch_page("pages/compare/compare.py" if len(ready) > 1 else "pages/plan/provisions.py")

left, right = st.columns((2, 1))
with left, parts.panel("files", w.t("import.files_title"), w.t("import.files_text")):
    dropped = st.file_uploader(
        w.t("import.files_title"),
        accept_multiple_files=True,
        key=importing.uploader_key(),
        label_visibility="collapsed",
        on_change=state.keep,
        args=("loaded", None),
    )
with right, parts.panel("samples", w.t("import.samples_title"), w.t("import.samples_text")):
    for name in SAMPLES:
        about, units = load_sample(name)
        label = w.t("import.sample", name=about.label[state.language()], units=len(units))
        st.button(label, key=f"import.{name}", on_click=load_sample_data, args=(name,), width="stretch")

now = importing.take(dropped or [])
if now is None:
    parts.stop()

known = loading.known_years(store, loading_units.years(now.readings))
lines = now.lines
merge = importing_overview.merging(known)
kept = loading.kept_codes(store, known) if merge else {}
found = loading.findings(now.readings, now.answers, lines, kept)
compared = [] if loading_units.open_units(lines) else loading.compared(store, lines, now.answers, merge=merge)
blocking = importing_questions.blocking(now, [*found, *compared], lines)

if blocking.keys() & {"refused", "questions"} or now.answers.out or importing_guesses.there(now):
    with parts.panel("asked"):
        importing_overview.refused_note(now)
        importing_ask.ask(now, [*found, *compared])
        importing_guesses.ask(now)
if loading_units.unknown(lines):
    importing_units.show(now, lines)
with parts.panel("read"):
    importing_overview.show(now, lines, found)
with parts.panel("confirm"):
    importing_overview.way(known)
    importing_ask.owners(now)
    importing_overview.confirm(now, lines, [*found, *compared], blocking, merge=merge)
viewed = cached.data_version()
base = viewed if viewed and viewed.base_year in loading_units.years(now.readings) else next(iter(known), None)
if base is not None and not loading_units.open_units(lines):
    importing_said.edits_panel(lines, base)
importing_overview.preview(now, lines, found)
if not loading_units.open_units(lines) and (compared or importing_registry.there(lines, compared)):
    with parts.panel("compared"):
        if compared:
            title = w.t("import.compared_title", n=len(compared))
            importing_said.findings_table(compared, "compared", title=title)
        importing_registry.show(lines, compared)
if found:
    with parts.panel("said"):
        importing_said.findings_table(found, "said")
        importing_said.marked_books(now, found)
