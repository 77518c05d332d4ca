"""Thứ tự chữ cái tiếng Việt: Đ stands behind D and not behind Z, Phường 10 behind Phường 2."""

from __future__ import annotations

import re
import unicodedata

_OWN = {"\N{COMBINING BREVE}": 1, "\N{COMBINING CIRCUMFLEX ACCENT}": 2, "\N{COMBINING HORN}": 3}
"""Marks that make another letter, in their order behind the letter without; tones make none."""

_STROKE = "\N{LATIN SMALL LETTER D WITH STROKE}"


def in_order(name: str) -> tuple[tuple[tuple[int, ...], ...], str]:
    """Khóa xếp tên theo chữ cái: by letters first, a number by its value, by tones only where the letters
    are the same.
    """
    parts = re.split(r"(\d+)", unicodedata.normalize("NFD", name.casefold()))
    return tuple((int(part),) if part.isdecimal() else _letters(part) for part in parts), name


def _letters(text: str) -> tuple[int, ...]:
    ranks: list[int] = []
    for sign in text:
        if sign in _OWN and ranks:
            ranks[-1] += _OWN[sign]
        elif not unicodedata.combining(sign):
            ranks.append(4 * ord("d") + 1 if sign == _STROKE else 4 * ord(sign))
    return tuple(ranks)
