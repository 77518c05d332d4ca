"""Tự chủ trường học: the frame around every page. Start it with `python3 run.py`."""

from __future__ import annotations

import streamlit as st

from budget.store import StoreError
from pages.shared import cached, frame, parts, state


def main() -> None:
    """Khung: page configuration, language, navigation, then the page itself."""
    try:
        preferences = cached.store().settings(cached.author())
        refused = None
    except StoreError as error:
        preferences, refused = {}, error
    state.start(preferences)
    words = state.words()
    st.set_page_config(
        page_title=words.t("app.title"), page_icon=str(frame.ROOT / "static" / "mark.svg"), layout="wide"
    )
    frame.style()
    if refused:
        parts.message("error", words.t(refused.kind, **refused.numbers))
        st.stop()
    sections = frame.pages()
    page = st.navigation([page for entries in sections.values() for page in entries], position="hidden")
    frame.sidebar(sections, page)
    frame.run(page)
    state.write_address()


main()
