"""Số giảm của các đơn vị thuộc mục tiêu bằng lời: amount and percent of the same units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from budget.cuts import uncut
from budget.money import total
from budget.passing import SEEN
from budget.planning import cut_scope, given_up
from budget.report.printed import rounded
from budget.report.risk_words import and_others, first_of
from budget.report.words import Words
from budget.simulate import Result
from budget.targeted import (
    Aim,
    Aimed,
    TargetCut,
    TargetCuts,
    aims,
    of_service,
    roadmap_alone,
    target_cuts,
)

FINE = Decimal("0.0001")
"""To what the share of a target is told, a fraction of one."""

NAMED = 3
"""Units outside the targets that are named; more are counted."""


def targets_said(result: Result, year: int, words: Words, *, named: bool = False) -> str:
    """“trong đó 3.315 của 10 đơn vị thuộc mục tiêu, bằng 10,0 % năm gốc 2022 của các đơn vị đó; 65 của 1 đơn
    vị khác”, after the amount of all; "" where the share of the whole scope says it. `named`: a few others by
    name.
    """
    found = target_cuts(result, year)
    if found is None or not found.saved:
        return ""
    if not found.others and len(found.targets) == 1:
        one = found.targets[0]
        return words.t("deck.target_all", of=_of(one, result, year, words), n=one.units)
    said = [
        words.t("deck.target_part", saved=one.saved, of=_of(one, result, year, words), n=one.units)
        for one in found.targets
    ]
    if found.others:
        names = [result.units.name[i] for i in found.outside] if named and found.others <= NAMED else []
        key = "deck.target_rest_named" if names else "deck.target_rest"
        said.append(words.t(key, rest=found.rest, n=found.others, names=words.list(names)))
    return words.t("deck.target_parts", said="; ".join(said), rounded=_rounded(found, words))


def _of(one: TargetCut, result: Result, year: int, words: Words) -> str:
    """Tỷ lệ và gốc của nó: of the units of the target themselves."""
    of_year = year if one.quo else result.years[0]
    key = "deck.target_of_quo" if one.quo else "deck.target_of_base"
    return words.t(key, share=words.share(one.share), year=of_year)


def _rounded(found: TargetCuts, words: Words) -> str:
    return rounded(words, found.saved, *(one.saved for one in found.targets), found.rest)


def alone_said(result: Result, year: int, words: Words) -> str:
    """“lộ trình tự nó giảm 12,0 %”: why the plan cuts more than its targets ask; "" where it does not, or by
    so little that the percent prints as the one wanted.
    """
    found = roadmap_alone(result, year) if year > result.years[0] else None
    if found is None or len({words.share(one) for one in found}) == 1:
        return ""
    return words.t("meeting.roadmap_alone", share=words.share(found[0]))


def service_said(result: Result, year: int, words: Words) -> str:
    """“cả 10 đơn vị sự nghiệp khác: 9,4 %”, where the target is of others, with the amount where the plan
    cuts more than these; "" else.
    """
    found = of_service(result, year, [one.units for one in aims(result, year)])
    if found is None:
        return ""
    whole = total(given_up(result, year))
    apart = words.numbers.money(found.saved) != words.numbers.money(whole)
    key = f"reductions.reached_service{'_amount' if apart else ''}"
    return words.t(key, n=found.units, saved=found.saved, share=words.share(found.share))


def uncut_said(result: Result, year: int, words: Words) -> str:
    """“2 không được ngân sách hỗ trợ, 1 không bị giảm”: why fewer units are cut than are in scope; "" where
    all are, or none.
    """
    counts = dict(zip(("without", "others"), uncut(result, year), strict=True))
    if not any(counts.values()) or sum(counts.values()) == int(cut_scope(result).sum()):
        return ""
    return ", ".join(words.t(f"reductions.uncut_{why}", n=n) for why, n in counts.items() if n)


def targets_brief(result: Result, year: int, words: Words) -> str:
    """“trong đó 10 đơn vị thuộc mục tiêu giảm 3.315 triệu đồng, bằng 10,0 % kinh phí năm gốc 2022 của các đơn
    vị đó” of each target of other units than the scope; "" for none.
    """
    found = target_cuts(result, year)
    said = []
    for one in found.targets if found and found.saved else ():
        key = f"summary.target_{'quo' if one.quo else 'base'}"
        of_year = year if one.quo else result.years[0]
        said.append(words.t(key, saved=one.saved, share=words.share(one.share), year=of_year, n=one.units))
    return ", ".join(said)


def targets_measured(result: Result, year: int, words: Words) -> str:
    """“mục tiêu 10 % năm gốc 2022 của 10 đơn vị: đạt (10,1 %)”, of each target that the share of the whole
    scope does not tell: by what it is measured, and whether it is met, in its last year too; "" for none.
    """
    scope = int(cut_scope(result).sum())
    return "; ".join(
        aim_said(one, result.years[0], words)
        for one in aims(result, year)
        if one.missed or one.units != scope
    )


def aims_met(result: Result, year: int, words: Words) -> str:
    """“ (mục tiêu 10 %: đạt, 10,1 %)”: whether each target of the year is met; that there is none where the
    plan sets none.
    """
    listed = "; ".join(
        words.t(
            f"meeting.what_aim_{_how(one.now)}",
            share=words.numbers.rate(share_wanted(one.now)),
            reached=_reached(one.now, words),
        )
        for one in aims(result, year)
    )
    return words.t("meeting.what_aim", listed=listed) if listed else words.t("meeting.what_aim_none")


def aim_of_year_said(one: Aimed, base: int, words: Words) -> str:
    """“mục tiêu 6 % năm gốc 2022 của 10 đơn vị: đạt (6,2 %)”: how a target stands in the year."""
    key = "deck.target_missed" if one.now.missing else "deck.target_met"
    return words.t(key, of=wanted_said(one, base, words), n=one.units, reached=_reached(one.now, words))


def wanted_said(one: Aimed, base: int, words: Words) -> str:
    """“6 % năm gốc 2022”: how much of what is wanted in the year."""
    key = "deck.target_of_quo" if one.quo else "deck.target_of_base"
    return words.t(
        key, share=words.numbers.rate(share_wanted(one.now)), year=one.now.year if one.quo else base
    )


def aim_said(one: Aimed, base: int, words: Words) -> str:
    """“mục tiêu 6 % năm gốc 2022 của 10 đơn vị: đạt (6,2 %), đến 2025 là 10 %: còn thiếu 12 triệu đồng”: how
    a target stands in the year, and in the last that it names.
    """
    last, n, told = one.last, words.numbers, aim_of_year_said(one, base, words)
    if last is None:
        return told
    key = "deck.target_last_missed" if last.missing else "deck.target_last_met"
    later = words.t(
        key,
        year=last.year,
        share=n.rate(share_wanted(last)),
        reached=_reached(last, words),
        missing=last.missing,
    )
    return f"{told}, {later}"


def _how(aim: Aim) -> str:
    """Chưa đạt, đạt hay giảm quá mục tiêu, as words are named."""
    return "missed" if aim.missing else "passed" if aim.reached >= aim.share + SEEN else "met"


def aims_of_plan(result: Result, year: int, words: Words) -> str:
    """“Đặt mục tiêu giảm 10 % …: đạt 6,6 %, còn thiếu 304 triệu đồng.”: of each target whether it is met in
    the last year that it names, a sentence each; "" for none.
    """
    said = []
    for one in aims(result, year):
        end = one.last or one.now
        of = wanted_said(replace(one, now=end), result.years[0], words)
        told = {"year": end.year, "reached": _reached(end, words), "missing": end.missing}
        said.append(words.t(f"memo.aim_{_how(end)}", of=of, n=one.units, **told))
    return " ".join(said)


def aims_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về từng mục tiêu giảm chi của bản được quyết định, as its record keeps them; "" for none, and in
    older records.
    """
    said = []
    for kept in record.get("aims", ()):
        last = Aim(**kept["last"]) if kept["last"] else None
        one = Aimed(kept["quo"], kept["units"], Aim(**kept["now"]), last)
        said.append(aim_said(one, kept["base"], words))
    listed = "; ".join(said)
    return f"{listed[:1].upper()}{listed[1:]}." if said else ""


def left_out_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về đơn vị mà mục tiêu giảm chi không tính, as a record keeps them; "" for none, and in older
    records.
    """
    found = record.get("left_out")
    if not found:
        return ""
    names = found["listed"]
    listed = and_others(names[: first_of(len(names))], len(names), words)
    key = "minutes.left_out" if found["cut"] else "minutes.left_out_kept"
    return words.t(key, n=len(names), listed=listed, year=record.get("year", 0))


def _reached(aim: Aim, words: Words) -> str:
    return words.share(aim.reached) if aim.missing else words.reached(aim.reached, share_wanted(aim))


def share_wanted(aim: Aim) -> Decimal:
    """Mức của mục tiêu, as finely as it is told: a fraction of one."""
    return Decimal(repr(aim.share)).quantize(FINE)
