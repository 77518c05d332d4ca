"""Thể thức đề ký: the lines above a signature, by Annex I of the decree on clerical work."""

from __future__ import annotations

import re

from budget.report.words import Words


def signing(title: str, words: Words) -> str:
    """Quyền hạn, chức vụ của người ký, a line each: what an office has typed in one line is parted at "/",
    and before a mark (TM., KT., TL., TUQ., Q.) or a deputy; a deputy who signs alone signs for the head.
    """
    deputy, marks = words.t("signing.deputy"), map(re.escape, words.t("signing.marks").split())
    begins = rf"(?:{'|'.join(marks)}|{deputy}\s)"
    parted = re.split(rf"\s*[/;\n]\s*|\s*,?\s+(?={begins})", title.strip(), flags=re.IGNORECASE)
    lines = [line.strip() for line in parted if line.strip()]
    if len(lines) == 1 and re.match(rf"{deputy}\s", lines[0], re.IGNORECASE):
        head = re.sub(rf"\s+{words.t('signing.in_charge')}$", "", lines[0], flags=re.IGNORECASE)
        lines.insert(0, words.t("signing.for_head", head=head[len(deputy) :].strip()))
    return "\n".join(lines)


def position(title: str, words: Words) -> str:
    """Chức vụ của một người, as a list of those present names it: the last of the lines above a signature."""
    return next(reversed(signing(title, words).splitlines()), "")


def committee_signing(title: str, words: Words) -> str:
    """Đề ký của quyết định: who signs for a committee says so, whatever short title the office gave."""
    for role in ("chair", "deputy"):
        if title.casefold() == words.t(f"decision.title_{role}").casefold():
            return words.t(f"decision.{role}")
    return signing(title, words) or words.t("decision.chair")
