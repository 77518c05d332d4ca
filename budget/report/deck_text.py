"""Chữ vừa khung: how much room words take in the deck's font, so that nothing runs out of its box."""

from __future__ import annotations

import math
import unicodedata

LINE = 1.2
"""Height of a line, in sizes of its letters."""

CUT = "…"

_WIDTHS = {
    **dict.fromkeys("'", 0.191),
    **dict.fromkeys("ijl|", 0.225),
    **dict.fromkeys("ftI .,:;/![]\N{NO-BREAK SPACE}", 0.278),
    **dict.fromkeys("r()-·“”", 0.333),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("+−=<>", 0.584),
    **dict.fromkeys("FTZ", 0.611),
    **dict.fromkeys("ABEKPSVXY&", 0.667),
    **dict.fromkeys("wCDHNRU", 0.722),
    **dict.fromkeys("GOQ", 0.778),
    **dict.fromkeys("mM", 0.833),
    **dict.fromkeys("%", 0.889),
    **dict.fromkeys("W…", 1.0),
}
"""Widths of Arial's letters in sizes; the others have OTHER."""

OTHER = 0.556
BOLD = 1.09
SAFE = 1.01


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Độ rộng của một dòng chữ, in inches at `size` points."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return sum(_WIDTHS.get(c, OTHER) for c in letters) * size / 72 * (BOLD if bold else SAFE)


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Các dòng of a text in a box `width` inches wide, broken between words, a long word within it."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        for word in paragraph.split(" "):
            longer = f"{row} {word}" if row else word
            if width_of(longer, size, bold=bold) <= width:
                row = longer
                continue
            if row:
                rows.append(row)
            row = word
            while width_of(row, size, bold=bold) > width and len(row) > 1:
                most = max(1, math.floor(len(row) * width / width_of(row, size, bold=bold)))
                rows.append(row[:most])
                row = row[most:]
        rows.append(row)
    return rows


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Chiều cao của một đoạn chữ, in inches."""
    return len(wrapped(text, width, size, bold=bold)) * size * LINE / 72


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


def largest(text: str, width: float, height: float, sizes: tuple[int, ...], *, bold: bool = False) -> int:
    """Cỡ chữ lớn nhất at which the text fits the box; the last of `sizes` where none does."""
    return next((s for s in sizes if height_of(text, width, s, bold=bold) <= height), sizes[-1])
