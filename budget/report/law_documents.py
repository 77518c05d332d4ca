"""Căn cứ trong văn bản: the documents that the law in force rests on, and what of it is unconfirmed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from budget.law import DATA, Law
from budget.law_values import UNCONFIRMED, in_force, open_years
from budget.report.law_words import source_words, title_words
from budget.report.risk_words import year_spans
from budget.report.words import Words

_NUMBER = re.compile(r"\d+/\d{4}/[^\s,;.:()]+")
ISSUED, TITLED = "issued.", "titled."
"""How the days and titles begin that the office has filled in among what is said of it; ISO days and titles
by number.
"""
NO_DAYS: Mapping[str, str] = {}
AUTONOMY = ("classification", "funds", "reduction")
"""Fields of the law on which a decision on autonomy rests."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Một văn bản: kind and number, when and by whom it was issued, and its title (trích yếu) by language.

    Without `issued` the day is left to the pen. `always`: cited in every paper of a day from `since` to
    `until`; else they are the first and the last day of what it regulates. `amends`: the number of the
    document that it changes. `mark`: how sure day and title are. `tells`: which of `since` and `until` a
    paper says, because the document does not hold for all that the paper is about. `estimates`: the budget
    years whose submissions cite it, because their estimates are allocated by it.
    """

    number: str
    kind: str
    mark: str
    issued: date | None = None
    issuer_vi: str = ""
    issuer_en: str = ""
    title_vi: str = ""
    title_en: str = ""
    amends: str = ""
    always: bool = False
    since: date = date.min
    until: date = date.max
    tells: tuple[str, ...] = ()
    estimates: Sequence[int] = ()

    def name(self, words: Words) -> str:
        """Tên ngắn: kind and number."""
        return f"{source_words(self.kind, words)} {self.number}"

    def called(self, words: Words) -> str:
        """Tên trong câu: kind and number, as a paper writes them."""
        return words.t("memo.ground_called", kind=source_words(self.kind, words), number=self.number)

    def cited(self, words: Words, amended: str = "") -> str:
        """Dòng căn cứ: kind, number, day, issuer and title, as a paper cites a document; beside the document
        that it amends by the name of that (`amended`) in place of its title.
        """
        day = self.issued
        full = "memo.ground_full" if self.issuer_vi else "memo.ground_law"
        line = words.t(
            "memo.ground_amending" if amended else full,
            amended=amended,
            kind=source_words(self.kind, words),
            number=self.number,
            day=dated(day, words) if day else words.t("memo.blank_day"),
            issuer=getattr(self, f"issuer_{words.language}"),
            title=getattr(self, f"title_{words.language}"),
        )
        told = [_bound(bound, getattr(self, bound), words) for bound in self.tells]
        return f"{line} ({', '.join(told)})" if told else line

    def held(self, first: date, last: date, day: date) -> Issued:
        """The document as a paper of a day cites it that is about the time from `first` to `last`: one that
        began after that or ended before says so; that of a single year has it in its title.
        """
        if self.always or self.since.year == self.until.year:
            return self
        bounds = {"since": self.since > first, "until": self.until < max(last, day)}
        return replace(self, tells=tuple(bound for bound, told in bounds.items() if told))


def _bound(name: str, day: date, words: Words) -> str:
    """From when (since) or until when (until) a document applies; of whole budget years, the year."""
    whole = (day.month, day.day) == ((1, 1) if name == "since" else (12, 31))
    return words.t(f"memo.ground_{name}_year" if whole else f"memo.ground_{name}", day=day, year=day.year)


def dated(day: date, words: Words) -> str:
    """Ngày viết đủ: day below 10 and month below 3 with a zero, as the decree wants."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return words.t("memo.day", day=f"{day.day:02d}", month=month, year=day.year)


@cache
def issued(file: Path = DATA / "documents.toml") -> dict[str, Issued]:
    """Các văn bản biết đủ trích yếu, by number, from data/law/documents.toml."""
    entries = tomllib.loads(file.read_text("utf-8"))["documents"]
    return {entry["number"]: Issued(**entry) for entry in entries}


def grounds(
    law: Law,
    years: tuple[int, ...],
    day: date,
    fields: Container[str] | None = None,
    office: Mapping[str, str] = NO_DAYS,
) -> list[Issued]:
    """Căn cứ của một văn bản ngày `day`: the laws of its authority and the documents of the values in force
    in these years that somebody has checked; highest in rank first, then as they were issued. `fields`: only
    of these. What has ended before the day is no ground of a paper. What amends one of them and is in force
    on the day is cited beside it, whatever the years: a paper is made by the rules of its day; what does not
    hold all the time says from when, until when.
    `office` may hold days and titles that the program does not know (ISSUED, TITLED).
    """
    known = {number: _filled(one, office) for number, one in issued().items()}

    parts = (name.rpartition(" ") for name in documents(law, years, until=day, confirmed=True, fields=fields))
    named = [known.get(number, Issued(number, kind, UNCONFIRMED)) for kind, _, number in parts]
    own = [one for one in known.values() if one.always and one.since <= day <= one.until]
    if fields is None:
        own += [one for one in known.values() if {*one.estimates} & {*years} and (one.issued or day) <= day]
    # a rule may hold for a year that had begun before it was issued, but no paper cites it before its day
    there = [one for one in named if (one.issued or one.since) <= day <= one.until]
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    listed = own + [
        one for one in there if one not in own and (one.always or (one.since <= last and one.until >= first))
    ]
    listed += _amending(listed, known.values(), day)
    told = [one.held(first, last, day) for one in listed]
    return sorted(told, key=lambda one: (_rank(one.number)[0], not one.always, _rank(one.number)))


def _amending(listed: Sequence[Issued], known: Iterable[Issued], day: date) -> list[Issued]:
    """Văn bản sửa đổi đang có hiệu lực của các văn bản đã viện dẫn, those that are not cited yet."""
    cited = {one.number for one in listed}
    return [
        one
        for one in known
        if one.amends in cited
        and one.number not in cited
        and (one.issued or one.since) <= day
        and one.since <= day <= one.until
    ]


def _filled(one: Issued, office: Mapping[str, str]) -> Issued:
    """A document with the day and title that the office has filled in, where the program knows no day."""
    if one.issued is not None:
        return one
    day, title = (office.get(start + one.number, "") for start in (ISSUED, TITLED))
    named = replace(one, title_vi=title, title_en=title) if title else one
    return replace(named, issued=date.fromisoformat(day)) if day else named


def cited_lines(listed: Sequence[Issued], words: Words) -> list[str]:
    """Các dòng căn cứ: one a document, each that amends another in the line of that."""
    amended = {one.number: one for one in listed}
    beside: dict[str, list[Issued]] = {}
    for one in listed:
        if one.amends in amended:
            beside.setdefault(one.amends, []).append(one)
    return [
        "; ".join(
            [one.cited(words), *(more.cited(words, one.called(words)) for more in beside.get(one.number, ()))]
        )
        for one in listed
        if one.amends not in amended
    ]


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


def unconfirmed(law: Law, years: tuple[int, ...], words: Words) -> list[str]:
    """Tên các căn cứ chưa xác nhận in these years (mark M); of one that is so in some of them, which."""
    found = []
    for parameter in law.deciding:
        open_ = open_years(parameter, years)
        title = title_words(parameter, words)
        if open_ and len(open_) < len(years):
            title = words.t("explain.name_of", name=title, of=year_spans(open_))
        found += [title] if open_ else []
    return found


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
