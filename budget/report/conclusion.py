"""Kết luận về phương án: the same items in the submission, on the last slide and in the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from budget.report.law_words import lowered, source_words
from budget.report.number_words import amount_in_words
from budget.report.risk_words import and_others
from budget.report.turned_said import kept_met, kept_turns
from budget.report.words import Words

NOTHING: Mapping[str, Any] = {}
FURTHER, KEEP = "further", "keep"
CHOICES = (FURTHER, KEEP)
"""Hướng xử lý đơn vị giảm chưa đủ mức tối thiểu: cut further to it, or keep the level of the plan."""


Telling = Literal["named", "counted", "minutes"]
TELLING: tuple[Telling, ...] = ("named", "counted", "minutes")
"""Cách nêu lý do giữ mức, the fullest first: with the names of the units, with how many they are, or that the
minutes have them.
"""

Reasons = tuple[tuple[str, str, str], ...]
"""Lý do giữ mức of each unit: code, name, reason."""


@dataclass(frozen=True)
class Agreed:
    """Việc chốt của một phương án: when, and what the meeting chose for the units below the legal minimum,
    one of CHOICES with the `reasons` of the units; "" while it is left open, and in older records, of which
    some have one `reason` for all units. `further`: what the units were cut beyond the plan before it, as
    `budget.afterwards.to_minimum`. `origin`: the name of the plan that the meeting changed into this one, ""
    where it was decided on as submitted. `chair`: who presided, with the position. `turned`: how the meeting
    went over to this plan from another, as `turned_said.kept_turns`; {} where it began with this one. `note`:
    what the chair concluded beside, as typed. `met`: the vote and what was tried, as `turned_said.kept_met`.
    """

    at: datetime
    choice: str = ""
    reason: str = ""
    reasons: Reasons = ()
    origin: str = ""
    chair: str = ""
    further: Mapping[str, Any] = field(default_factory=dict)
    turned: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    met: Mapping[str, Any] = field(default_factory=dict)

    def reason_of(self, code: str) -> str:
        """Lý do giữ mức của một đơn vị, without its full stop."""
        own = (reason for unit, _, reason in self.reasons if unit == code)
        return told(next(own, self.reason))

    @property
    def kept(self) -> dict[str, Any]:
        """As a record or the recipe of an export keeps it."""
        return of_record(self.choice, self.reason, self.reasons, self.further)


def told(reason: str) -> str:
    """A reason within a sentence."""
    return reason.strip(" .")


def reasoned(why: str, words: Words, key: str = "propose.reasoned", **about: str) -> str:
    """Câu về lý do đề nghị as the office typed it; "" for none."""
    return words.t(key, reason=told(why), **about) if told(why) else ""


def of_record(
    choice: str, reason: str = "", reasons: Reasons = (), further: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """Điều cuộc họp chọn, as a record keeps it under "minimum"; nothing while it is left open."""
    of_units = {"reasons": [list(one) for one in reasons]} if reasons else {"reason": reason}
    cut = {"further": dict(further)} if further else {}
    return {"minimum": {"choice": choice, **of_units, **cut}} if choice else {}


def agreed_of(at: datetime, record: Mapping[str, Any]) -> Agreed:
    """Việc chốt as a record (or the recipe of an export) keeps it under "minimum", "origin" and "chair"; a
    recipe, whose year is that of its paper, has the turns apart.
    """
    chosen = record.get("minimum") or {}
    reasons = tuple((str(code), str(name), str(why)) for code, name, why in chosen.get("reasons", ()))
    choice, reason = str(chosen.get("choice", "")), str(chosen.get("reason", ""))
    origin, chair, note = (str(record.get(key, "")) for key in ("origin", "chair", "note"))
    further, turned = dict(chosen.get("further") or {}), record.get("turned") or kept_turns(record)
    met = record.get("met") or kept_met(record)
    return Agreed(at, choice, reason, reasons, origin, chair, further, turned, note, met)


def conclusions(
    about: Mapping[str, Any],
    name: str,
    office: str,
    words: Words,
    agreed: Agreed | None,
    day: date,
    authority: str = "",
    reasons: Telling = "named",
    *,
    in_words: bool = True,
    presided: bool = False,
) -> list[str]:
    """Các nội dung kết luận, without numbers. `about` as `budget.afterwards.concluded`; `name`: of the plan,
    `office`: who submits it; `agreed`: None while the plan is proposed; `day`: of the paper. `authority`: to
    whom what a meeting agrees on is submitted for approval; "" for what a submission asks of it. `reasons`:
    how those of the units are told; `in_words`: amounts in words, too, for which a slide may have no room.
    `presided`: the authority itself is meeting, which approves and has nothing submitted to itself.
    """
    named = {**about, "name": name, "office": office, "authority": authority}
    over = "_ended" if ended(about, day) else ""
    how = "_asked" if not authority else "_presided" if presided and not over else ""
    amounts = _amounts(about, words, day, authority, in_words=in_words)
    granted = words.t(f"conclusion.support{how}{over}", name=name, amounts=amounts)
    said = [" ".join(filter(None, (granted, yearly_said(about, words, day))))]
    source, minimum = (
        source_said(about, words, day, authority),
        minimum_said(about, words, agreed, day, reasons),
    )
    said += filter(None, [source, minimum])
    orders = words.t(f"conclusion.orders{over or how}", **named, rest=rest_said(about, words))
    later = words.t("conclusion.orders_later", **about) if about["last"] < about["end"] else ""
    return [*said, f"{orders}{later}."]


def _amounts(about: Mapping[str, Any], words: Words, day: date, authority: str, *, in_words: bool) -> str:
    """Kinh phí của từng năm của quyết định và của năm so sánh, in figures; in words, too, what is granted: no
    forecast, as `yearly_said` tells it, and nothing of an ended period. Older records have the first year
    ("first_support"), or none, beside the year in view.
    """
    in_words &= not ended(about, day)
    bound = {about["first"]} if yearly_said(about, words, day) else None
    listed = dict(about.get("granted", ()))
    if "first_support" in about:
        listed[about["first"]] = about["first_support"]
    listed[about["year"]] = about["support"]
    said = [
        words.t("conclusion.amount", year=y, amount=x, said=amount_in_words(x, words.language))
        if in_words and (bound is None or y in bound)
        else words.t("conclusion.amount_between", year=y, amount=x)
        for y, x in sorted(listed.items())
    ]
    yearly = about["first"] < min(about["last"], about["end"])
    where = "" if authority else "_asked_yearly" if yearly else "_asked"
    return words.t(
        "conclusion.amounts",
        units=about["units"],
        listed="; ".join(said),
        yearly=words.t("conclusion.yearly") if yearly else "",
        annex=words.t(f"conclusion.annex{where}"),
    )


def yearly_said(about: Mapping[str, Any], words: Words, day: date) -> str:
    """Năm nào được quyết định, and that later ones are a forecast, by which rule; "" where no later year is,
    for a period that has ended by the `day` of the paper, and in older records.
    """
    first, last = about["first"], min(about["last"], about["end"])
    if not about.get("yearly") or first >= last or ended(about, day):
        return ""
    source = source_words(lowered(about["yearly"]), words)
    later = words.t(
        "conclusion.later_years" if first + 1 < last else "conclusion.later_year", first=first + 1, last=last
    )
    return words.t("conclusion.binding", first=first, later=later, source=source)


def source_said(about: Mapping[str, Any], words: Words, day: date, authority: str = "") -> str:
    """Nguồn phải quyết định cho số cấp thêm vượt số giảm chi: how much in which year, and room for the
    source, which the data do not have; "" for none, for a period that has ended, and in older records.
    `authority` as for `conclusions`.
    """
    beyond = [] if ended(about, day) else about.get("beyond", ())
    listed = years_beyond(beyond, words)
    key = "source" if authority else "source_asked"
    return words.t(f"conclusion.{key}", listed=listed, authority=authority) if listed else ""


def years_beyond(beyond: Iterable[tuple[int, int]], words: Words) -> str:
    """“1.129 triệu đồng (2027), 742 triệu đồng (2030)”; "" where nothing of it prints."""
    return ", ".join(
        words.t("conclusion.beyond_year", year=year, amount=amount)
        for year, amount in beyond
        if not words.numbers.slight(amount)
    )


def rest_said(about: Mapping[str, Any], words: Words) -> str:
    """Of which stability period the years are that a plan is decided on for, where it began before them; ""
    where it begins with them, and in older records. One that no text names is marked. `about`: "since",
    "first" and "last" year, "unsure".
    """
    since, unsure = about.get("since", about["first"]), about.get("unsure", False)
    if since < about["first"]:
        mark = unsure_mark(words, unsure=unsure)
        return words.t("conclusion.rest", since=since, last=about["last"], mark=mark)
    return words.t("conclusion.whole_unsure") if unsure else ""


def unsure_mark(words: Words, *, unsure: bool) -> str:
    """Dấu sau thời kỳ ổn định that no text was found to name."""
    return words.t("conclusion.unsure") if unsure else ""


def ended(about: Mapping[str, Any], day: date) -> bool:
    """Giai đoạn đã kết thúc before the day of a paper: nothing of it is granted any more."""
    return bool(about.get("base", 0) < about["first"] and about["last"] < day.year)


def minimum_said(
    about: Mapping[str, Any], words: Words, agreed: Agreed | None, day: date, reasons: Telling = "named"
) -> str:
    """Hướng xử lý đơn vị giảm chưa đủ mức tối thiểu; "" where no unit is, or was before a further cut.

    A record of an older version cuts further than its own plan does ("apart"). `day`: of the paper; of a
    period that has ended nothing waits for a signature, and no decision of a unit has its reason.
    """
    if agreed and agreed.further:
        return words.t("conclusion.minimum_further", n=agreed.further["n"], base=agreed.further["base"])
    if not about.get("below"):
        return ""
    key = (agreed.choice or "open") if agreed else "proposed"
    owing = _owing(about, words) if key == KEEP and reasons == "named" else {}
    reason = _reasons(agreed, words, reasons, owing) if agreed else ""
    told_as = "apart" if key == FURTHER else f"{key}_ended" if ended(about, day) else key
    # where each has a reason of its own, it stands by name with that
    apart = agreed is not None and len(_by_reason(agreed)) > 1
    listed = and_others([*owing.values()], about["below"], words) if owing and not apart else ""
    who = words.t("conclusion.minimum_listed", listed=listed) if listed else ""
    said = {"base": about.get("base", 0), "n": about["below"], "reason": reason, "listed": who}
    return words.t(f"conclusion.minimum_{told_as}", **said)


def _owing(about: Mapping[str, Any], words: Words) -> dict[str, str]:
    """Tên từng đơn vị giảm chưa đủ và số còn thiếu lũy kế, by code; its year where that is not the last of
    what is decided on; none in older records.
    """
    last, w = min(about["last"], about["end"]), Words(words.language, paper=True)
    return {
        code: w.t(f"conclusion.owing{'' if year == last else '_until'}", name=name, year=year, amount=amount)
        for code, name, year, amount in about.get("owing", ())
    }


def note_said(agreed: Agreed | None, words: Words) -> str:
    """Ý kiến kết luận của chủ trì as the meeting has it; "" for none."""
    note = " ".join(agreed.note.split()) if agreed else ""
    return words.t("conclusion.note", note=told(note)) if told(note) else ""


def _by_reason(agreed: Agreed) -> dict[str, list[tuple[str, str]]]:
    """Each reason with its units, code and name."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name, reason in agreed.reasons:
        found.setdefault(told(reason), []).append((code, name))
    return found


def _reasons(agreed: Agreed, words: Words, telling: Telling, owing: Mapping[str, str]) -> str:
    """The one reason of all, or each with its units by name, as `owing` has them, or by number; or that the
    minutes have them.
    """
    if telling == "minutes":
        return words.t("conclusion.reasons_minutes")
    by_reason = _by_reason(agreed)
    if len(by_reason) < 2:
        return next(iter(by_reason), told(agreed.reason))
    key = "reason_units" if telling == "named" else "reason_counted"
    return "; ".join(
        words.t(
            f"conclusion.{key}",
            names=", ".join(owing.get(code, name) for code, name in units),
            n=len(units),
            reason=reason,
        )
        for reason, units in by_reason.items()
    )
