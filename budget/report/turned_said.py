"""Chuyển phương án giữa cuộc họp bằng lời: which plan it began with, when it went over to which, and on which
a try was made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from budget.report.words import Words

DEEPER = "deeper"
"""Where a plan of a meeting has its number of units that lack more than under the status quo of the year."""

Plan = tuple[str, int]
"""Name of a plan and number of its version."""


def called(name: str, number: int, among: Sequence[Plan], words: Words) -> str:
    """Tên phương án, with its version where another one of the same name stands beside it."""
    several = any(other == name and n != number for other, n in among)
    return (
        words.t("meeting.version", name=name, number=number)
        if several
        else words.t("compare.quoted", name=name)
    )


def plans_of(record: Mapping[str, Any]) -> list[Plan]:
    """Các phương án mà cuộc họp xem xét, from that with which it began; none in older records, and where it
    never left the first.
    """
    return [(one["name"], one["number"]) for one in record.get("turns", ())]


def turned_over(record: Mapping[str, Any]) -> bool:
    """Cuộc họp kết thúc ở phương án khác với lúc bắt đầu."""
    plans = plans_of(record)
    return plans[-1:] != plans[:1]


def kept_turns(record: Mapping[str, Any]) -> dict[str, Any]:
    """Các lần chuyển of a record and the year in view then, for a paper made later, with the "reason" that
    the meeting gave; {} for none.
    """
    if not record.get("turns"):
        return {}
    why = reason_of(record)
    return {name: record[name] for name in ("turns", "year") if name in record} | (
        {"reason": why} if why else {}
    )


def kept_met(record: Mapping[str, Any]) -> dict[str, Any]:
    """Biểu quyết và các mức đã thử of a record, for a paper made later: "vote", how many "tries", and of each
    that the record has its "levers" and the plan that it was "on"; {} for none.
    """
    kept = ("levers", "on")
    tried = [
        {name: one[name] for name in kept if name in one}
        for one in record.get("tried", ())
        if "levers" in one
    ]
    of_tries = {"tries": record.get("tries", len(tried)), "tried": tried} if tried else {}
    return ({"vote": record["vote"]} if record.get("vote") else {}) | of_tries


def reason_of(record: Mapping[str, Any]) -> str:
    """Lý do chuyển mà cuộc họp nêu: that of the plan it went over to, unless the office had proposed it with
    that reason before; "" for none.
    """
    why, turns = str(record.get("proposed_reason", "")), record.get("turns", ())
    if not why or not turned_over(record):
        return ""
    given = record.get("proposed_at")
    before = given and datetime.fromisoformat(given) < datetime.fromisoformat(turns[0]["at"])
    return "" if before else why


def began_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu: with which plan the meeting began; "" where it never left the first."""
    plans = plans_of(record)
    return words.t("minutes.turned_began", name=called(*plans[0], plans, words)) if plans else ""


def turned_said(record: Mapping[str, Any], words: Words, among: Sequence[Plan] = ()) -> str:
    """Câu: what `turns_said` tells, and that the last is what is meant by the one submitted; "" for none."""
    said, plans = turns_said(record, words, among), plans_of(record)
    if not said:
        return ""
    now = words.t("minutes.turned_now", name=called(*plans[-1], [*plans, *among], words))
    return f"{said} {now}"


def turns_said(record: Mapping[str, Any], words: Words, among: Sequence[Plan] = ()) -> str:
    """Câu: when the meeting went over to which plan, and how many lack more than under the status quo of the
    year in view by the one and the other; "" where it did not.
    """
    among = [*plans_of(record), *among]
    said = [
        words.t(
            f"minutes.{_key(was, one)}",
            at=datetime.fromisoformat(one["at"]),
            name=called(one["name"], one["number"], among, words),
            year=record.get("year", 0),
            was=_count(was, words),
            now=_count(one, words),
        )
        for was, one in pairwise(record.get("turns", ()))
    ]
    return " ".join(said)


def _key(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Whether a turn says how many lack more; older records, and plans that end before the year, do not."""
    if DEEPER not in was or DEEPER not in now:
        return "turned"
    return "turned_deeper_same" if was[DEEPER] == now[DEEPER] else "turned_deeper"


def _count(one: Mapping[str, Any], words: Words) -> str:
    n = one.get(DEEPER)
    return words.numbers.count(n) if n else words.t("minutes.turned_none")


def tried_on(details: Mapping[str, Any] | str, among: Sequence[Plan], words: Words) -> str:
    """“Phương án “A”: ” before a try; "" in a record of an older version, which does not say."""
    on = None if isinstance(details, str) else details.get("on")
    return words.t("minutes.tried_on", name=called(on["name"], on["number"], among, words)) if on else ""


def elsewhere(record: Mapping[str, Any], submitted: Plan | None) -> bool:
    """Whether a try was made on another plan than the one the decision is compared with, or the meeting began
    with another.
    """
    made = [one.get("on") for one in record.get("tried", ()) if not isinstance(one, str)]
    return bool(record.get("turns")) or any(on and (on["name"], on["number"]) != submitted for on in made)
