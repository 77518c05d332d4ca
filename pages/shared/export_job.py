"""Một lần xuất và nút tải một tệp: what the pages that hand out files share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from budget.report.bundle_entry import Entry
from pages.shared.exporting import MIME, Recorder

ICONS = {
    "book": "download",
    "deck": "slideshow",
    "memo": "description",
    "forms": "table_view",
    "minutes": "history_edu",
    "decision": "gavel",
    "decisions": "gavel",
    "slip": "receipt_long",
    "slips": "receipt_long",
    "unit_form": "table_view",
    "data": "table",
    "plan": "description",
}


@dataclass(frozen=True)
class Job:
    """Một lần xuất: who records it, the versions of the plans, how the files can be made again, and when."""

    recorder: Recorder
    versions: Sequence[int]
    recipe: Mapping[str, Any]
    now: datetime


def download(job: Job, entry: Entry, label: str, key: str) -> None:
    """Nút tải một tệp, made and recorded when it is pressed."""
    st.download_button(
        label,
        job.recorder.entry(entry, job.versions, job.recipe),
        entry.base,
        MIME[entry.kind],
        key=key,
        icon=f":material/{ICONS[entry.what]}:",
        width="content" if entry.what == "book" else "stretch",
        on_click="ignore",
    )
