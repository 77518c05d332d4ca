"""Chữ vừa khung: words cut, or made smaller, to stay within their box on a slide."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence

from budget.report.letters import height_of, without_middle, wrapped

CUT = "…"
LEADING, BESIDE = 1.2, 0.4
"""Lines that a line takes, and that the room above and below the words of a cell does."""

NUMBERED, GAP, TIGHT = 0.55, 8.0, 4.0
"""Inches before the words of a numbered list; points below each of its items, and of those of a full list."""

NAME_LETTERS = (72, 56, 46, 38, 30, 24, 18)
"""Letters of a name in a title, as many as fit."""


def clip(text: str, width: float, size: float, *, lines: int = 1, bold: bool = False) -> str:
    """Chữ cắt cho vừa: at most so many lines, the last word before the cut whole, with "…" after it, and no
    number there without what it counts.
    """
    text = " ".join(text.split())
    rows = wrapped(text, width, size, bold=bold)
    if len(rows) <= lines:
        return text
    kept = " ".join(rows[:lines])
    while kept and len(wrapped(kept + CUT, width, size, bold=bold)) > lines:
        shorter = kept.rsplit(" ", 1)[0]
        kept = shorter if shorter != kept else kept[:-1]
    return re.sub(r"[,;] \d[\d.,]*$", "", kept).rstrip(" ,;.:-–(") + CUT


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
    return re.split(r"(?<=[.;])(?<!“[A-Z]\.)(?<!\b[A-Z]{2}\.) ", re.sub(r"[ \t\n]+", " ", text.strip()))


def whole_sentences(
    text: str, width: float, size: float, lines: int, rest: Callable[[int], str] | None = None
) -> str:
    """Các câu trọn vẹn: the first of the text that fit so many lines, with a mark where a list ends early, or
    with the `rest`, of how many are left out; cut within one only where even the first does not.
    """
    every, kept = told_in(text), ""
    for n in range(len(every), 0, -1) if rest else ():
        told = " ".join(every[:n])
        if rest and n < len(every):
            told = f"{re.sub(';$', '.', told)} {rest(len(every) - n)}"
        if len(wrapped(told, width, size)) <= lines:
            return told
    for sentence in every:
        longer = f"{kept} {sentence}".lstrip()
        if len(wrapped(_ended(longer), width, size)) > lines:
            break
        kept = longer
    return _ended(kept) if kept else clip(text, width, size, lines=lines)


def _ended(text: str) -> str:
    """With the mark of a list that ends early."""
    return re.sub(";$", f"; {CUT}", text)


def by_words(
    cells: Sequence[Sequence[str]], widths: Sequence[float], height: float, size: float, fullest: int
) -> list[float]:
    """Độ cao các hàng của một bảng toàn câu, in inches, by the lines that each gets of the `height`: room for
    the cells before its last, and for two lines; the row `fullest` for all before another for more.
    """
    line = size * LEADING / 72
    lines = [
        [len(wrapped(text, width, size)) for text, width in zip(row, widths, strict=True)] for row in cells
    ]
    least = [min(max(of), max(2, *of[:-1])) for of in lines]
    room = int(height / line - len(lines) * BESIDE)
    given = lines_of([max(of) for of in lines], least, room, fullest)
    spare = max(0.0, height - sum(given) * line) / len(given)
    return [n * line + spare for n in given]


def lines_of(wanted: Sequence[int], least: Sequence[int], room: int, first: int) -> list[int]:
    """Số dòng của từng hàng trong `room` lines: to each the least, as far as that goes, then to `first` what
    it wants, and what is left to the others line by line.
    """
    given = list(least)
    while sum(given) > room and max(given) > 1:
        given[given.index(max(given))] -= 1
    given[first] += max(0, min(wanted[first] - given[first], room - sum(given)))
    while room > sum(given) and any(map(operator.lt, given, wanted)):
        for n in range(len(given)):
            given[n] += given[n] < wanted[n] and room > sum(given)
    return given


def list_fits(texts: Sequence[str], width: float, height: float, size: float) -> bool:
    """Whether a numbered list stands whole in its box at this size."""
    return sum(len(wrapped(text, width - NUMBERED, size)) for text in texts) <= list_room(texts, height, size)


def list_whole(texts: Sequence[str], width: float, height: float, size: float) -> bool:
    """Whether it does with its items closer, the last that `Deck.listed` tries before it cuts."""
    lines = sum(len(wrapped(text, width - NUMBERED, size)) for text in texts)
    return lines <= list_room(texts, height, size, TIGHT)


def list_room(texts: Sequence[str], height: float, size: float, gap: float = GAP) -> int:
    """The lines that a list of these texts has room for."""
    return int((height * 72 - gap * len(texts)) / (size * LEADING))


def shared_lines(rows: Sequence[int], first: Sequence[int], room: int) -> list[int]:
    """Số dòng của từng mục: how many of its `rows` each text gets of the room: those of its first sentence;
    where there is no room for these two if it has them; and the first ones all.
    """
    least = next((n for n in (2, 1) if sum(min(n, some) for some in rows) <= room), 1)
    given = list(first) if sum(first) <= room else [min(least, some) for some in rows]
    spare = room - sum(given)
    for n, some in enumerate(rows):
        more = max(0, min(spare, some - given[n]))
        given[n] += more
        spare -= more
    return given


def largest(text: str, width: float, height: float, sizes: tuple[int, ...], *, bold: bool = False) -> int:
    """Cỡ chữ lớn nhất at which the text fits the box; the last of `sizes` where none does."""
    return next((s for s in sizes if height_of(text, width, s, bold=bold) <= height), sizes[-1])
