"""Căn cứ trong văn bản: the documents that the law in force rests on, and what of it is unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from datetime import date

from budget.law import Law
from budget.report.words import Words
from budget.report.workbook_law import in_force

_NUMBER = re.compile(r"\d+/\d{4}/[^\s,;.:()]+")
UNCONFIRMED = "M"


def documents(
    law: Law,
    years: tuple[int, ...],
    *,
    until: date | None = None,
    confirmed: bool = False,
    fields: Container[str] | None = None,
) -> list[str]:
    """Văn bản viện dẫn, such as a decree with its number; highest in rank first, then as they were issued.

    `until`: values that began later are left out; `confirmed`: also those that nobody has checked; `fields`:
    only parameters of these fields.
    """
    found: dict[str, str] = {}
    for parameter in law.deciding:
        if fields is not None and parameter.field not in fields:
            continue
        for value in in_force(parameter, years):
            if (until is not None and value.since > until) or (confirmed and value.mark == UNCONFIRMED):
                continue
            for match in _NUMBER.finditer(value.source):
                kind = _words_before(value.source[: match.start()])
                if kind:
                    found.setdefault(match.group(), f"{kind} {match.group()}")
    return [found[number] for number in sorted(found, key=_rank)]


def cited(listed: Sequence[str], words: Words) -> list[str]:
    """Căn cứ as a paper cites them, each document with its kind and number."""
    return [words.t("memo.ground", kind=kind, number=n) for kind, _, n in (x.rpartition(" ") for x in listed)]


def unconfirmed(law: Law, years: tuple[int, ...], words: Words) -> list[str]:
    """Tên các căn cứ chưa xác nhận in these years (mark M)."""
    return [
        str(getattr(parameter, f"title_{words.language}"))
        for parameter in law.deciding
        if any(value.mark == UNCONFIRMED for value in in_force(parameter, years))
    ]


def last_checked(law: Law) -> date:
    """Ngày đối chiếu gần nhất of any parameter."""
    return max(parameter.checked_on for parameter in law.parameters.values())


def _words_before(text: str) -> str:
    """The name of the kind of document that stands right before its number: its last words from a capital."""
    kind: list[str] = []
    for word in reversed(text.split()):
        if not word.isalpha():
            break
        kind.insert(0, word)
    while kind and not kind[0][0].isupper():
        kind.pop(0)
    return " ".join(kind)


def _rank(number: str) -> tuple[int, int, int]:
    serial, year, code = number.split("/", 2)
    rank = 0 if code.startswith("QH") else 1 if code.startswith("N") else 2 if code.startswith("Q") else 3
    return rank, int(year), int(serial)
