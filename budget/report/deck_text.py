"""Chữ vừa khung: words cut, or made smaller, to stay within their box on a slide."""

from __future__ import annotations

import re
from collections.abc import Callable

from budget.report.letters import height_of, without_middle, wrapped

CUT = "…"
NAME_LETTERS = (72, 56, 46, 38, 30, 24, 18)
"""Letters of a name in a title, as many as fit."""


def clip(text: str, width: float, size: float, *, lines: int = 1, bold: bool = False) -> str:
    """Chữ cắt cho vừa: at most so many lines, the last word before the cut whole, with "…" after it."""
    text = " ".join(text.split())
    rows = wrapped(text, width, size, bold=bold)
    if len(rows) <= lines:
        return text
    kept = " ".join(rows[:lines])
    while kept and len(wrapped(kept + CUT, width, size, bold=bold)) > lines:
        shorter = kept.rsplit(" ", 1)[0]
        kept = shorter if shorter != kept else kept[:-1]
    return kept.rstrip(" ,;.:-–(") + CUT


def with_names(say: Callable[..., str], names: dict[str, str], width: float, size: float) -> str:
    """Câu có tên vừa hai dòng: `say` with the names as keywords, cut in their middle as far as two lines of
    this size ask, so that both ends of each name and the end of the sentence stand.
    """
    told = ""
    for letters in NAME_LETTERS:
        told = say(**{key: without_middle(name, letters) for key, name in names.items()})
        if len(wrapped(told, width, size, bold=True)) <= 2:
            break
    return told


def told_in(text: str) -> list[str]:
    """Các câu, and the parts of them that a semicolon ends; neither the letter of a plan that is quoted
    (“B. …”) nor a short form (TP.) ends one.
    """
    return re.split(r"(?<=[.;])(?<!“[A-Z]\.)(?<!\b[A-Z]{2}\.) ", " ".join(text.split()))


def whole_sentences(text: str, width: float, size: float, lines: int) -> str:
    """Các câu trọn vẹn: the first of the text that fit so many lines, with a mark where a list ends
    early; cut within one only where even the first does not.
    """
    kept = ""
    for sentence in told_in(text):
        longer = f"{kept} {sentence}".lstrip()
        if len(wrapped(longer, width, size)) > lines:
            break
        kept = longer
    return re.sub(";$", "; \N{HORIZONTAL ELLIPSIS}", kept) if kept else clip(text, width, size, lines=lines)


def largest(text: str, width: float, height: float, sizes: tuple[int, ...], *, bold: bool = False) -> int:
    """Cỡ chữ lớn nhất at which the text fits the box; the last of `sizes` where none does."""
    return next((s for s in sizes if height_of(text, width, s, bold=bold) <= height), sizes[-1])
