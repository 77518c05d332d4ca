"""Tên trang tính: sheet names that Excel takes, made from the names of scenarios."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LONGEST = 31
"""Characters of a sheet name, counted as Excel counts them (UTF-16)."""

FORBIDDEN = frozenset("[]:*?/\\")
RESERVED = frozenset({"history"})


def sheet_names(fixed: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Tên trang cho từng phương án: one for each of `wanted`, all different, also from the `fixed` ones.

    What Excel forbids becomes a space; a long name ends in "…" at a word; a name that is taken gets a number.
    """
    taken = {name.casefold() for name in fixed} | RESERVED
    names = []
    for number, name in enumerate(wanted, 1):
        clean = _clean(name) or str(number)
        found, copy = _short(clean, LONGEST), 1
        while found.casefold() in taken:
            copy += 1
            tail = f" ({copy})"
            found = _short(clean, LONGEST - len(tail)) + tail
        taken.add(found.casefold())
        names.append(found)
    return names


def _clean(name: str) -> str:
    letters = (
        " " if letter in FORBIDDEN or unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter
        for letter in unicodedata.normalize("NFC", name)
    )
    # an apostrophe at either end would quote the name
    return " ".join("".join(letters).split()).strip("' ")


def _short(name: str, longest: int) -> str:
    if _length(name) <= longest:
        return name
    while _length(name) > longest - 1:
        name = name[:-1]
    words = name.rsplit(" ", 1)
    kept = words[0] if len(words[0]) > longest // 2 else name
    return kept.rstrip(" ,;.-'") + "…"


def _length(name: str) -> int:
    return len(name.encode("utf-16-le")) // 2
