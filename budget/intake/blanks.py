"""Chỗ trống đã điền: blanks that a paper leaves to the pen, apart from words and figures that changed."""

from __future__ import annotations

import re

from budget.intake.altered import CellChange, Differences

MOST_LETTERS = 60
"""Letters that a blank takes: a number, a day, a name or a title; more is text of its own."""

_DOTS = re.compile(r"(?:…|\.{3})[.…]*")
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d\s?$"), re.compile(r"\s?\d")


def only_filled(changed: Differences) -> bool:
    """Chỉ điền chỗ trống: something differs, and every difference is a blank that was filled in."""
    apart = changed.recalculated or changed.missing or changed.added or changed.seen
    listed = changed.cells
    return bool(listed) and not apart and len(listed) == changed.count and all(map(filled, listed))


def filled(change: CellChange) -> bool:
    """Một đoạn chữ như nguyên bản, but for its blanks (runs of dots), each left as it was or filled in with
    at most MOST_LETTERS letters. A run of dots beside a digit is no blank: what is put there makes another
    figure.
    """
    before, after = change.before, change.after
    if not isinstance(before, str) or not isinstance(after, str):
        return False
    blanks = [found for found in _DOTS.finditer(before) if not _beside_digit(found)]
    if not blanks:
        return False
    starts, ends = [one.start() for one in blanks], [one.end() for one in blanks]
    first, *between = (before[a:b] for a, b in zip([0, *ends], [*starts, len(before)], strict=True))
    if not after.startswith(first):
        return False
    place = len(first)
    for k, words in enumerate(between):
        last = k == len(between) - 1
        # the nearest place, so that no text takes long; the last words must end the piece
        found = after.find(words, place + 1) if not last else len(after) - len(words)
        if found <= place or not after.endswith(words if last else "", place):
            return False
        put = after[place:found].strip()
        if len(put) > MOST_LETTERS or not (any(map(str.isalnum, put)) or put == blanks[k].group()):
            return False
        place = found + len(words)
    return True


def _beside_digit(dots: re.Match[str]) -> bool:
    text = dots.string
    return bool(_DIGIT_BEFORE.search(text[: dots.start()]) or _DIGIT_AFTER.match(text, dots.end()))
