"""Mức của cần bằng lời: what a lever of a meeting stands at, and what the meeting changed of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.decision import MINIMUM
from budget.live import ROADMAP, TARGET
from budget.report.words import Words


def level_said(lever: str, value: Decimal | float | None, words: Words) -> str:
    """Một mức: a share of one as a percent, what is added to a roadmap in points, None as "no cap"."""
    if value is None:
        return words.t("meeting.no_cap")
    if lever == ROADMAP:
        points = (Decimal(str(value)) * 100).normalize()
        exponent = points.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        return words.numbers.plain(points, places, sign=bool(points))
    return words.numbers.rate(value)


def step_said(lever: str, step: Decimal, words: Words) -> str:
    """Một nấc kéo, with its sign."""
    if lever == ROADMAP:
        return level_said(lever, step, words)
    return ("+" if step > 0 else "\N{MINUS SIGN}") + words.numbers.rate(abs(step))


def lever_name(lever: str, year: int, words: Words) -> str:
    """Tên của một cần, with the year of a figure by year, 0 where it is none."""
    key = "rate_year" if lever == "rate" and year else lever
    return words.t(f"meeting.lever_{key}", year=year)


def lever_said(lever: str, year: int, value: float | None, *, words: Words) -> str:
    """Một cần ở một mức, as the log says it."""
    return words.t(
        "meeting.lever_at",
        name=lever_name(lever, year, words),
        value=level_said(lever, value, words),
    )


def turned_back(details: Mapping[str, Any]) -> bool:
    """Lần thử đã trở về đúng bản trình: every lever as the plan has it."""
    was = {(name, year): level for name, year, level in details.get("before", ())}
    levers = details.get("levers", ())
    return bool(levers) and all(stands(one, was) for one in levers)


def stands(lever: Sequence[Any], was: Mapping[tuple[str, int], float | None]) -> bool:
    """Cần đứng như trong bản trình."""
    name, year, level = lever
    return (name, year) in was and was[name, year] == level


def turned_said(
    lever: str,
    year: int,
    value: float | None,
    *,
    was: Mapping[tuple[str, int], float | None],
    words: Words,
    named: bool = False,
) -> str:
    """Một cần đã thử: its level, and beside it where that `was` another in the plan that it was tried on, by
    lever and year: another try may have stood between them. `named`: that plan is told beside it.
    """
    if (lever, year) not in was or was[lever, year] == value:
        return lever_said(lever, year, value, words=words)
    levels = {"before": was[lever, year], "after": value}
    if lever != ROADMAP and None not in levels.values():
        said = {end: level_said(lever, level, words) for end, level in levels.items()}
        key = "changed_instead_named" if named else "changed_instead"
        return words.t(f"meeting.{key}", name=lever_name(lever, year, words), **said)
    ends = {end: None if level is None else repr(round(level, 6)) for end, level in levels.items()}
    return changed_said({"lever": lever, "year": year, **ends}, words)


def changed_said(one: Mapping[str, Any], words: Words) -> str:
    """Một chỗ khác bản trình, as a decision record holds it: a lever and what it was and is, None for a cap
    that there was or is not; or that the legal minimum was added.
    """
    if one["lever"] == MINIMUM:
        return words.t("meeting.changed_minimum")
    ends = {end: None if one.get(end) is None else Decimal(one[end]) for end in ("before", "after")}
    before, after = ends["before"], ends["after"]
    key = "set" if before is None or one["lever"] == ROADMAP else "off"
    if key == "off" and before is not None and after is not None:
        key = "up" if after > before else "down"
    said = {end: level_said(one["lever"], value, words) for end, value in ends.items()}
    name = lever_name(one["lever"], one.get("year") or 0, words)
    return words.t(f"meeting.changed_{key}", name=name, **said)


def below_said(details: Mapping[str, Any], words: Words) -> str:
    """Mức thử thấp hơn mục tiêu của bản trình, lest a target that was lowered and is reached be taken for the
    one wanted; "" where none was lowered.
    """
    was = {(name, year): level for name, year, level in details.get("before", ()) if name == TARGET}
    lowered = [
        was[name, year] for name, year, level in details["levers"] if level < was.get((name, year), level)
    ]
    return words.t("meeting.try_below", was=max(lowered)) if lowered else ""
