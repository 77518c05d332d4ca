"""Tự chủ trường học: the frame around every page. Start it with `python3 run.py`."""

from __future__ import annotations

import streamlit as st

from budget.store import StoreError
from pages.shared import cached, frame, parts, state


def main() -> None:
    """Khung: page configuration, language, navigation, then the page itself."""
    state.start()
    words = state.words()
    icon = str(frame.ROOT / "static" / "mark.svg")
    st.set_page_config(page_title=words.t("app.title"), page_icon=icon, layout="wide")
    frame.style()
    try:
        cached.store()
    except StoreError as error:
        parts.message("error", words.t(error.kind, **error.numbers))
        st.stop()
    sections = frame.pages()
    page = frame.navigation(sections)
    frame.sidebar(sections, page)
    # before the page too: one that leads to another ends there
    state.write_address()
    frame.run(page)
    state.write_address()


main()
