"""Chữ in được: text as documents, slides and workbooks can hold it."""

from __future__ import annotations

_NONE = dict.fromkeys({*range(32), 0x7F, 0xFFFE, 0xFFFF} - set(map(ord, "\t\n\r")), " ")


def printable(text: str) -> str:
    """Chữ không có ký tự điều khiển: each is a blank, for a document ends a sentence there or is refused
    whole. The same type of text comes back.
    """
    return text.translate(_NONE)
