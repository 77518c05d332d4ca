"""Kiểm tra tệp: drop an exported file to learn whether it is the approved one, altered or unknown."""

from __future__ import annotations

import streamlit as st

from pages.shared import cached, parts, state, verify_parts, verifying

MOST_FILES = 20
HOW = ("compared", "marks", "unknown")
"""What is told of the check."""

w = state.words()
parts.header(w.t("page.verify"), w.t("verify.sentence"))
files = st.file_uploader(
    w.t("verify.drop"), accept_multiple_files=True, key="verify.files", label_visibility="collapsed"
)
if not files:
    parts.note_of(w.t("verify.how"), [w.t(f"verify.how_{what}") for what in HOW])
    parts.stop()
if len(files) > MOST_FILES:
    parts.message("warning", w.t("verify.too_many", most=MOST_FILES))
shown: list[verifying.Verdict] = []
for n, file in enumerate(files[:MOST_FILES]):
    with st.spinner(w.t("verify.looking", name=file.name)):
        found = verifying.verdict(cached.store(), file.name, file.getvalue())
    with parts.panel(f"verify-{n}", verify_parts.title(found)):
        verify_parts.show(found, f"verify-{n}", shown)
    shown.append(found)
