"""Hiện trạng: where the units stand in the base year."""

from __future__ import annotations

from pages.shared import parts, state

w = state.words()
parts.header(w.t("page.overview"))
if state.data_version() is None:
    parts.empty(
        w.t("overview.empty_title"),
        w.t("overview.empty_text"),
        w.t("overview.empty_action"),
        "pages/data/import.py",
    )
