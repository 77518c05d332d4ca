"""Cần biết trước khi đặt điều muốn giảm: one short list, the serious first; the rest is folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared import parts, state

MOST = 5
"""Lines that the list has at the most."""


@dataclass(frozen=True)
class Heed:
    """Một điều cần biết; `more` is folded away: what to do about it, or whom it is of."""

    said: str
    more: str = ""


def show(found: Sequence[Heed]) -> list[str]:
    """Những điều cần biết, the first of what there is; gives back the lines that are to be folded."""
    told = [one for one in found if one.said]
    if told:
        lines = "".join(f"<li>{parts.rich(one.said)}</li>" for one in told[:MOST])
        head = parts.rich(state.words().t("wish.heed"))
        parts.html(f'<div class="heed"><p>{head}</p><ul>{lines}</ul></div>')
    folded = [line for one in told[:MOST] for line in [one.more] if line]
    return folded + [line for one in told[MOST:] for line in (one.said, one.more) if line]
