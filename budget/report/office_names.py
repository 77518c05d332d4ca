"""Tên cơ quan trong thể thức: a committee (UBND) is told from its offices, and spelt in full in a head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from budget.report.letters import TIMES, width_of
from budget.report.words import Words

HEAD_WIDTH, HEAD_SIZE = 71.0, 12
"""Millimetres and points of the office's side of the head of a paper."""

MOST_LINES = 4
GLUE = "\N{NO-BREAK SPACE}"


def is_committee(name: str, words: Words) -> bool:
    """Tên là của một Ủy ban nhân dân, and not of the office of it that prepares papers."""
    return re.match(_begins(words), name.strip(), re.IGNORECASE) is not None


def in_full(name: str, words: Words) -> str:
    """Tên viết đủ, as the decree has it: “UBND TP. A” as “Ủy ban nhân dân thành phố A”."""
    if not is_committee(name, words):
        return name
    rest = re.sub(_begins(words), "", name.strip(), flags=re.IGNORECASE)
    for one in words.t("signing.places").split("|"):
        short, _, place = one.partition("=")
        rest = re.sub(rf"^{short}(?:\.\s*|\s+)", f"{place} ", rest, flags=re.IGNORECASE)
    return f"{words.t('signing.committee')} {rest}".strip()


def head_of(organisation: Mapping[str, str], words: Words) -> tuple[str, str]:
    """Đầu văn bản: the body above and the office; a committee names no body above itself."""
    name, above = organisation.get("name", ""), organisation.get("superior", "")
    return "" if is_committee(name, words) else in_full(above, words), in_full(name, words)


def headed(name: str, words: Words) -> str:
    """Tên cơ quan trong đầu văn bản: one that is longer than a line breaks behind a comma, before “và” or the
    name of a place, “phường Hải Đăng”, where it can, else into even lines, and never within that name.
    """
    kinds = "|".join(words.t("signing.place_kinds").split("|"))
    place = re.search(rf".*(?<!\S)((?:{kinds})\s.*)", name, re.IGNORECASE)
    parts = name.split()
    if place and _room(place[1]) <= HEAD_WIDTH:
        parts = [*name[: place.start(1)].split(), GLUE.join(place[1].split())]
    joins = words.t("signing.joins").split("|")
    good = {
        n
        for n in range(1, len(parts))
        if parts[n - 1].endswith(",") or parts[n] in joins or (place and GLUE in parts[n])
    }
    for breaks in range(min(len(parts), MOST_LINES)):
        found = [(at, _lines(parts, at)) for at in combinations(range(1, len(parts)), breaks)]
        fits = [(at, lines) for at, lines in found if _longest(lines) <= HEAD_WIDTH]
        if fits:
            _, lines = min(fits, key=lambda one: (len({*one[0]} - good), _longest(one[1])))
            return " ".join(lines) if breaks else name
    return name


def _lines(parts: Sequence[str], at: Sequence[int]) -> list[str]:
    """The words in lines that end before these."""
    return [GLUE.join(parts[start:end]) for start, end in zip((0, *at), (*at, len(parts)), strict=True)]


def _longest(lines: Sequence[str]) -> float:
    return max(map(_room, lines), default=0.0)


def _room(line: str) -> float:
    """Millimetres in capital letters."""
    return width_of(line.upper(), HEAD_SIZE, bold=True, face=TIMES) * 25.4


def decides(organisation: Mapping[str, str], words: Words) -> str:
    """Cơ quan quyết định: named as such, a committee that prepares its own papers, or the body above."""
    own = organisation.get("name", "")
    own = own if is_committee(own, words) else organisation.get("superior", "")
    return organisation.get("authority", "") or own


def presides(chair: str, organisation: Mapping[str, str], words: Words) -> str:
    """Ủy ban mà người này chủ trì họp: `chair` is a name with its position, a chairman or deputy of the
    committee that decides; "" for anybody else, such as the head of an office.
    """
    committee, (_, _, held) = decides(organisation, words), chair.partition(",")
    listed = "|".join(map(re.escape, words.t("signing.presides").split("|")))
    chairs = re.match(rf"\s*(?:{listed})(?!\w)", held, re.IGNORECASE)
    return committee if chairs and is_committee(committee, words) else ""


def approves(chair: str, authority: str, organisation: Mapping[str, str], words: Words) -> bool:
    """Cuộc họp của chính ủy ban phê duyệt: the `authority`, its name in full, to which others submit."""
    committee = presides(chair, organisation, words)
    return bool(committee) and in_full(committee, words) == authority


def names_committee(chair: str, words: Words) -> bool:
    """Chức vụ đã ghi tên ủy ban: “Lê Văn A, Chủ tịch UBND xã B”."""
    return re.search(_begins(words), chair, re.IGNORECASE) is not None


def _begins(words: Words) -> str:
    listed = "|".join(map(re.escape, words.t("signing.committee_forms").split("|")))
    return rf"(?:{listed})(?!\w)\s*"
