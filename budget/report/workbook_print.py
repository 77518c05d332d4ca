"""In trên A4: the scale of a sheet, its columns on pages side by side, the rows that begin a page."""

from __future__ import annotations

import itertools
import math
from collections.abc import Collection, Sequence

from budget.report.letters import TIMES, wrapped

STRETCH = 3.0
"""Characters by which a column of figures becomes wider where its page has room."""

REPEATED = 3
"""Columns that stand on every page of a sheet that takes several side by side: STT, code and name."""

MARGIN = {"left": 0.59, "right": 0.59, "top": 0.59, "bottom": 0.71}
LYING, STANDING = (920, 495.0), (620, 735.0)
"""Pixels across A4 between the margins, and points down it, less what printers differ by: on its side, and
upright."""

SMALL = 75
"""Percent at which a sheet of many rows is printed: letters of eight points. No print is made smaller than
this to save a page."""

ROOM = LYING[0] * 100 // SMALL
"""Pixels that one page holds across before its print is too small; a wider sheet takes pages side by side."""

THIN, SMALLER = 0.4, 0.88
"""A page filled less is nearly empty; so small, as a share, the print may become to save it."""

ROW, UNSET, PADDING = 15.0, 15.0, 5
"""Points of a line, and of a row whose height is not set; pixels of a cell that its words do not use."""


def pixels_of(width: float) -> int:
    """Độ rộng cột in pixels."""
    return round(width * 7 + 5)


def lines(text: str, width: float, size: float = 11, *, bold: bool = False) -> int:
    """Số dòng that a text needs in a column of that width, words kept whole."""
    return len(wrapped(text, (pixels_of(width) - PADDING) / 96, size, bold=bold, face=TIMES))


def scale_of(pixels: int, largest: int = 100, across: int = LYING[0]) -> int:
    """Percent at which so many pixels fit across the page."""
    return max(10, min(largest, int(100 * across / pixels)))


def columns_apart(widths: Sequence[float]) -> list[int]:
    """Cột bắt đầu trang bên cạnh: none where the sheet fits one page, else pages of about equal width."""
    if widest(widths, ()) <= ROOM:
        return []
    total, own = (sum(map(pixels_of, some)) for some in (widths, widths[:REPEATED]))
    # each page but the first repeats its first columns
    across, repeated = max(2, math.ceil((total - own) / max(1, ROOM - own))), sum(widths[:REPEATED])
    each = (sum(widths) + repeated * (across - 1)) / across
    while len(found := _columns_within(widths, repeated, each)) >= across > 1:
        each += 1
    return found


def _columns_within(widths: Sequence[float], repeated: float, each: float) -> list[int]:
    found, used = [], 0.0
    for column, width in enumerate(widths):
        if used + width > each + 1:
            found.append(column)
            used = repeated
        used += width
    return found


def widest(widths: Sequence[float], breaks: Sequence[int]) -> int:
    """Pixels of the widest of the pages side by side."""
    edges = [0, *breaks, len(widths)]
    pixels = [sum(map(pixels_of, widths[a:b])) for a, b in itertools.pairwise(edges)]
    repeated = sum(map(pixels_of, widths[:REPEATED]))
    return max(pixels[0], *(width + repeated for width in pixels[1:])) if breaks else pixels[0]


def stretched(widths: Sequence[float], breaks: Sequence[int], scale: int) -> list[float]:
    """Độ rộng cột, those of figures wider where their page has room at this scale: their headings then take
    fewer lines, and the rows fewer pages.
    """
    made, edges = list(widths), [REPEATED, *breaks, len(widths)]
    repeated = sum(map(pixels_of, widths[:REPEATED]))
    for a, b in itertools.pairwise(edges):
        spare = 100 * LYING[0] / scale - repeated - sum(map(pixels_of, widths[a:b]))
        # a column is rounded to whole pixels
        wider = min(STRETCH, max(0.0, spare / (b - a) - 1) / 7)
        made[a:b] = [width + wider for width in widths[a:b]]
    return made


def pages_down(
    heights: Sequence[float],
    scale: int,
    head: tuple[int, int] | None = None,
    glued: Collection[int] = (),
    forced: Collection[int] = (),
    down: float = LYING[1],
) -> tuple[int, list[int]]:
    """Tỷ lệ in và các hàng bắt đầu trang sau, as `rows_apart`. A page that would be nearly empty, at the end
    or before rows that begin a page, is saved by a slightly smaller print where that does it, else the pages
    share the rows about equally.
    """

    def apart(room: float) -> list[int]:
        return rows_apart(heights, room, head, glued, forced)

    room, smaller = down * 100 / scale, max(min(scale, SMALL), int(scale * SMALLER))
    found = apart(room)
    if not _thin(heights, found, forced, room * THIN):
        return scale, found
    fewer = apart(down * 100 / smaller)
    if len(fewer) < len(found):
        return smaller, fewer
    for share in range(95, 45, -5):
        shared = apart(room * share / 100)
        if len(shared) > len(found):
            break
        found = shared
    return scale, found


def _thin(heights: Sequence[float], found: Sequence[int], forced: Collection[int], least: float) -> bool:
    """Whether a page that only takes what the page before has no room for is filled less than this."""
    return any(
        start not in forced and (end in forced or end == len(heights)) and sum(heights[start:end]) < least
        for start, end in itertools.pairwise([*found, len(heights)])
    )


def rows_apart(
    heights: Sequence[float],
    room: float,
    head: tuple[int, int] | None = None,
    glued: Collection[int] = (),
    forced: Collection[int] = (),
) -> list[int]:
    """Hàng bắt đầu trang sau. heights: points of each row; room: points of a page.

    head: first and last of the rows that every page after them repeats. glued: rows that stay on the page of
    the row before. forced: rows that begin a page whatever room is left.
    """
    found: list[int] = []
    start, used = 0, 0.0
    for row, height in enumerate(heights):
        if row and (row in forced or used + height > room):
            at = row
            while row not in forced and at in glued and at > start + 1:
                at -= 1
            # what does not fit a page at all is parted where it is full
            start = row if at == start + 1 else at
            found.append(start)
            repeats = head is not None and start > head[1]
            used = sum(heights[head[0] : head[1] + 1]) if head and repeats else 0.0
            used += sum(heights[start:row])
        used += height
    return found
