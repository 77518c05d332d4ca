"""Chữ khác nhau giữa hai đoạn: the words in which two texts differ, so that only these stand out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from html import escape

Spans = tuple[tuple[int, int], ...]
"""Places in a text, from and to, in their order."""

WORD = re.compile(r"[^ ,;:()]+(?:[,.:][^ ,;:()]+)*")
"""A word or a figure, without the marks around it: only a blank that breaks a line ends it."""


def words_apart(one: str, other: str) -> tuple[Spans, Spans]:
    """Chỗ khác nhau của hai đoạn: where each has words that the other has not; () where nothing is alike, as
    then nothing stands out, or all is.
    """
    found, others = ([m.span() for m in WORD.finditer(text)] for text in (one, other))
    told, others_told = ([text[a:z] for a, z in of] for text, of in ((one, found), (other, others)))
    moves = SequenceMatcher(None, told, others_told, autojunk=False).get_opcodes()
    if all(tag != "equal" for tag, *_ in moves):
        return (), ()
    apart = [move for move in moves if move[0] != "equal"]
    return (
        tuple((found[a][0], found[z - 1][1]) for _, a, z, _, _ in apart if z > a),
        tuple((others[a][0], others[z - 1][1]) for _, _, _, a, z in apart if z > a),
    )


def standing_out(text: str, marked: Sequence[tuple[int, int]]) -> str:
    """Đoạn chữ trên trang, escaped, bold where it is marked."""
    pieces, end = [], 0
    for a, z in marked:
        pieces += [escape(text[end:a]), f"<strong>{escape(text[a:z])}</strong>"]
        end = z
    return "".join([*pieces, escape(text[end:])])
