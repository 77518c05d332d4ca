"""Tệp gốc của số liệu: the files that figures were read from, as they came."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from budget.units import Source
from pages.shared import cached, file_names, state


def take(sources: Iterable[Source], key: str) -> None:
    """Nút tải từng tệp gốc that the figures were read from; none for what was typed or is no longer kept."""
    w, store = state.words(), cached.store()
    kept = {file.sha256 for file in store.files()}
    named = {source.sha256: source.file for source in sources if source.sha256 in kept}
    for number, (sha256, file) in enumerate(named.items()):
        name = file_names.clean(file) or sha256[:12]
        st.download_button(
            w.t("units.take_original", file=name),
            partial(store.file, sha256),
            name,
            "application/octet-stream",
            key=f"{key}.original.{number}",
            type="tertiary",
            icon=":material/attach_file:",
            on_click="ignore",
        )
