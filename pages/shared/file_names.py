"""Tên tệp của bảng và hình tải về: of tables from their titles, of charts by what they show, with the plan
and the year in view.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pages.shared import plan_shown, state

if TYPE_CHECKING:
    import plotly.graph_objects as go

PLAN_LETTERS, NAME_LETTERS = 40, 90
"""Letters of a file name for the plan, and of all of it."""
BETWEEN = " - "
"""Between the parts of a name."""

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


def of_title(title: str) -> str:
    """Tên tệp của bảng: the plan shown first, unless it is in the title; may be empty."""
    plan = plan_shown.name()
    named = clean(plan, PLAN_LETTERS) if plan not in title else ""
    return BETWEEN.join(filter(None, (named, clean(title, NAME_LETTERS - len(named)))))


def of_picture(figure: go.Figure, key: str, year: int | None = None) -> str:
    """Tên tệp của hình: what the chart by this key shows, the plans that it draws, and its `year`, else the
    one in view.
    """
    what = state.words().t(f"picture.{key.replace('.', '-')}")
    of = str(year or state.year() or "")
    plans = (figure.layout.meta or {}).get("plan") or plan_shown.name()
    room = NAME_LETTERS - len(what) - len(of) - 2 * len(BETWEEN)
    return BETWEEN.join(filter(None, (what, clean(plans, room), of)))
