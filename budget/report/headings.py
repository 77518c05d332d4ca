"""Tiêu đề cột: which words of a heading stay together on a line."""

from __future__ import annotations

from html import escape

SHORT = 5
"""Letters up to which two neighbours in a heading stay together."""


def unbroken(text: str) -> str:
    """Tiêu đề HTML, escaped: two short words ("tỷ lệ") and a figure with its percent sign stay on a line."""
    words, pieces = text.split(" "), []
    while words:
        pair = " ".join(words[:2])
        percent = words[0][-1:].isdigit() and pair.endswith(" %")
        if words[1:] and (len(pair) <= SHORT or percent):
            pieces.append(f'<span class="whole">{escape(pair)}</span>')
            words = words[2:]
        else:
            pieces.append(escape(words.pop(0)))
    return " ".join(pieces)
