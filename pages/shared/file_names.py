"""Tên tệp của bảng và hình tải về: from their titles, with the plan and the year in view."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from pages.shared import plan_shown, state

if TYPE_CHECKING:
    import plotly.graph_objects as go

PLAN_LETTERS, NAME_LETTERS = 40, 90
"""Letters of a file name for the plan, and of all of it."""

_CLAUSES = re.compile(r"(.{20,})[,;:] ")
"""As many whole clauses of a title as there are, at least so many letters."""


def clean(title: str, most: int = 80) -> str:
    """Tên tệp từ một tiêu đề: its words and figures without what no file may be called by; of more than
    `most` letters what stands before a mark of punctuation, else whole words; may be empty.
    """
    text = " ".join(title.split())
    if len(text) > most:
        head = text[: most + 1]
        told = _CLAUSES.match(head)
        text = told[1] if told else head.rpartition(" ")[0] or text[:most]
    return "".join(c for c in text if c.isalnum() or c in " -_,.%+−").strip(" .,")


def of_title(title: str, plan: str = "") -> str:
    """Tên tệp của bảng hay hình: the plan (else the one shown) first, unless in the title; may be empty."""
    plan = plan or plan_shown.name()
    named = clean(plan, PLAN_LETTERS) if plan not in title else ""
    return " - ".join(filter(None, (named, clean(title, NAME_LETTERS - len(named)))))


def of_picture(figure: go.Figure) -> str:
    """Tên tệp của hình: the title of a chart, after the plans that it draws, with the year unless told."""
    head = re.match(r"<b>(.*?)</b>", figure.layout.title.text or "")
    plan = (figure.layout.meta or {}).get("plan", "")
    if not head and not plan:
        return ""
    title = unescape(head[1].replace("<br>", " ")) if head else ""
    name, year = of_title(title, plan), str(state.year() or "")
    return name if year in name else f"{name} - {year}"
