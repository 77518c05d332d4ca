"""Các ngoại lệ bằng lời: what single units are granted by hand, why, in which years, and who pays for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budget.payers import excepted
from budget.report.conclusion import told
from budget.report.deck_story import Story
from budget.report.risk_words import and_others, others, year_spans
from budget.report.words import Words

PLACE = 4
"""Where an entry has the part that its unit would get without exceptions; older records end before it."""


def exceptions_of(story: Story) -> str:
    """Các ngoại lệ của phương án: what each unit is granted in the year and in all, with the reason, and who
    is given less for it; "" for none that is granted anything.
    """
    found, year, words = excepted(story.result, story.shown.year), story.shown.year, story.words
    if not found:
        return ""
    listed = [
        words.t(
            "memo.exception",
            unit=unit,
            amount=amount,
            year=year,
            total=in_all,
            part=_part(in_all, part, words),
            reason=reason_said(why, words),
        )
        for unit, amount, in_all, why, *part in found["listed"]
    ]
    return _told("memo.exceptions", found, listed, year, words)


def exceptions_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về các ngoại lệ của một biên bản: to whom how much in all, why, and who is given less for it; ""
    for none, and in older records.
    """
    found = record.get("exceptions")
    if not found:
        return ""
    listed = [
        words.t(
            "minutes.exception",
            unit=unit,
            amount=in_all,
            part=_part(in_all, part, words),
            reason=reason_said(why, words),
        )
        for unit, _, in_all, why, *part in found["listed"]
    ]
    return _told("minutes.exceptions", found, listed, record["year"], words)


def _told(key: str, found: Mapping[str, Any], listed: list[str], year: int, words: Words) -> str:
    """The sentence of a `key` on what is `found`, as `excepted`, and who pays."""
    sums = {name: found[name] for name in ("n", "total")}
    many = words.t(key, years=_years(found, words), listed="; ".join(_all(listed, found, words)), **sums)
    return " ".join(filter(None, (many, _beyond(found, words), paid_said(found, year, words))))


def _part(in_all: int, part: Sequence[int], words: Words) -> str:
    """Bao nhiêu trong số cấp riêng bằng phần được chia nếu không cấp riêng; "" for nothing, and in older
    records, which have no `part`.
    """
    of = sum(part)
    key = "memo.exception_part_all" if of == in_all else "memo.exception_part"
    return words.t(key, part=of) if of else ""


def _beyond(found: Mapping[str, Any], words: Words) -> str:
    """Câu nói các đơn vị đó được hơn hay kém phần được chia bao nhiêu; "" where they would have no part, for
    a single one whose line says it, and in older records.
    """
    more = found.get("beyond", ())
    if not more or sum(amount for _, amount in more) == found["total"]:
        return ""
    # the line tells no year in which it gets less
    if found["n"] == 1 and len(found["listed"][0]) > PLACE and all(amount > 0 for _, amount in more):
        return ""
    listed = [
        words.t(f"memo.exceptions_{'more' if amount > 0 else 'less'}", year=year, amount=abs(amount))
        for year, amount in more
    ]
    return words.t("memo.exceptions_beyond", n=found["n"], listed="; ".join(listed))


def _all(listed: list[str], found: Mapping[str, Any], words: Words) -> list[str]:
    return listed + others(found["n"] - len(listed), words)


def _years(found: Mapping[str, Any], words: Words) -> str:
    """The years with an amount; an older record has the first and the last of the plan."""
    years = found.get("years") or range(found["first"], found["last"] + 1)
    return words.t(
        "memo.exception_years" if len(years) > 1 else "memo.exception_year", years=year_spans(years)
    )


def paid_said(found: Mapping[str, Any], year: int, words: Words) -> str:
    """Câu nói ai được cấp ít đi vì ngoại lệ trong năm, those that lose most by name; "" for no exceptions,
    and in older records.
    """
    if "paid" not in found:
        return ""
    paid = found["paid"]
    if not paid["n"]:
        return words.t("memo.exceptions_paid_none", year=year)
    names = [words.t("memo.exception_paying", unit=unit, amount=amount) for unit, amount in paid["listed"]]
    listed = and_others(names, paid["n"], words)
    key = "memo.exceptions_paid" if len(names) < paid["n"] else "memo.exceptions_paid_all"
    return words.t(key, year=year, n=paid["n"], amount=paid["amount"], listed=listed)


def exceptions_brief(story: Story) -> list[str]:
    """Các ngoại lệ trên một trang chiếu, the fullest first: with name and reason of each, with names, or how
    many; and what others are given less. [] for none that is granted anything.
    """
    found, year, words = excepted(story.result, story.shown.year), story.shown.year, story.words
    if not found:
        return []
    told_names = [
        [
            words.t("deck.exception", unit=unit, amount=amount, reason=reason_said(why, words))
            for unit, amount, _, why, *_ in found["listed"]
        ],
        [words.t("deck.exception_bare", unit=unit, amount=amount) for unit, amount, *_ in found["listed"]],
    ]
    paid = found["paid"]
    pay = words.t(
        "deck.exceptions_paid" if paid["n"] else "deck.exceptions_paid_none",
        n=paid["n"],
        amount=paid["amount"],
    )
    sums = {"n": found["n"], "amount": found["granted"], "year": year, "paid": pay}
    listed = [": " + "; ".join(_all(names, found, words)) for names in told_names]
    return [words.t("deck.exceptions", listed=one, **sums) for one in [*listed, ""]]


def reason_said(reason: str, words: Words) -> str:
    """Lý do của một ngoại lệ, or that none is given."""
    return words.t("memo.exception_reason" if reason else "memo.exception_no_reason", reason=told(reason))
