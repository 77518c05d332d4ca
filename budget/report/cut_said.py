"""Mức giảm của phương án so với gì, bằng lời: first its target, then what else it is a share of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from budget.report.printed import rounded
from budget.report.words import Words


def level_said(
    level: Mapping[str, Any], year: int, words: Words, *, brief: bool = False, aims: str = ""
) -> str:
    """Câu nói mức giảm là của cái gì, `level` as `budget.risks.level` gives it: the targets lead, or `aims`
    where a record has told them, else the share of all units in scope; every other share stands in one
    sentence after it, with what it is of, that of the scope only where none of all service units does. ""
    where nothing is saved. `brief`: for a slide, without these.
    """
    if not level:
        return ""
    said = words.t("deck.level", year=year, saved=level["saved"], cut=_from(level, words, brief=brief))
    # the record of a decision that was made before targets were told apart has none
    targets = [_target_said(one, level["base"], year, words) for one in level.get("targets", ())]
    whole = words.share(level["of_base"] or 0)
    of_scope = {"base": level["base"], "n": level["units"], "share": whole}
    lead = [aims] if aims else targets or [words.t("deck.level_base", **of_scope)]
    if brief:
        return " ".join([said, *lead])
    others = [*_others(level, year, words)]
    # one cut has one set of percents: of the units of its target and, beside it, of all service units
    if aims and whole not in aims and not level.get("service"):
        others.insert(0, words.t("deck.level_of_scope", **of_scope))
    listed = [words.t("deck.level_others", listed="; ".join(others))] if others else []
    return " ".join([said, *lead, *listed])


def _from(level: Mapping[str, Any], words: Words, *, brief: bool) -> str:
    """Lấy từ bao nhiêu đơn vị, and in one bracket how many are given it back and how many are not cut."""
    # the record of a decision that was made before units cut were counted has no such number
    cut = words.t("deck.level_cut", cut=level["cut"]) if "cut" in level else ""
    offset, rest = level.get("offset", ()), level["units"] - level.get("cut", level["units"])
    beside = [words.t("deck.level_given", n=len(offset))] if offset else []
    beside += [words.t("deck.level_rest", n=rest)] if rest > 0 and not brief else []
    return cut + (words.t("deck.level_beside", listed="; ".join(beside)) if beside else "")


def _others(level: Mapping[str, Any], year: int, words: Words) -> Iterator[str]:
    """Các tỷ lệ khác của số giảm, each with what it is of; one that prints as that before it is left out."""
    whole, of_cut = words.share(level["of_base"] or 0), level.get("of_cut")
    rest = level["units"] - level.get("cut", level["units"])
    # older records do not say; where the units that are not cut have no support, it is the same share
    service = level.get("service")
    if not service and rest > 0 and of_cut and (alone := words.share(of_cut)) != whole:
        yield words.t("deck.level_alone", base=level["base"], n=level["cut"], share=alone)
    if service:
        of_all = {"n": service["units"], "share": words.share(service["share"])}
        yield words.t("deck.level_service", base=level["base"], **of_all)
    share, lost = words.share(level["of_quo"] or 0), level.get("lost", {})
    # of those that lose, as on a slide, where that is no share of all; older records do not say
    if lost and (alone := words.share(lost["share"])) != share:
        yield words.t("deck.level_lost", year=year, n=lost["n"], share=alone)
    else:
        yield words.t("deck.level_quo", year=year, of_quo=share)


def _target_said(target: Mapping[str, Any], base: int, year: int, words: Words) -> str:
    """Mục tiêu của một biện pháp đạt hay chưa, of the units that it is of: the plan may cut others too."""
    quo = target["of"] == "status_quo"
    of = words.t("deck.level_target_quo" if quo else "deck.level_target_base", year=year if quo else base)
    return words.t(
        "deck.level_target_short" if target["short"] else "deck.level_target_met",
        # the path to a later target goes through shares such as 6,67 %
        share=round(Decimal(repr(target["share"])), 4),
        n=target["units"],
        of=of,
        reached=words.share(target["reached"]),
    )


def parted_said(saved: int, asked: int, base: int, words: Words) -> str:
    """Số giảm chi chia theo căn cứ, beside the sentence that tells the amount: what the law asks of the units
    and what the plan sets above it; "" for no cut.
    """
    own = saved - asked
    key = "none" if not asked else "all" if words.numbers.slight(own) else "both"
    told = {"asked": asked, "own": own, "rounded": rounded(words, saved, asked, own)}
    return words.t(f"memo.split_{key}", base=base, **told) if saved else ""


def sources_told(record: Mapping[str, Any], base: int, words: Words) -> str:
    """Số giảm chi của một biên bản từ đâu ra: what of it the law asks, which targets the roadmap has, and
    on what revenue and saving of it the cut stands; "" for none, and in older records.
    """
    saved, owed = record.get("law", (0, 0))
    asked = record.get("asked", {})
    told = words.t("minutes.asked", **asked) if asked.get("n") else ""
    aims = _targets_said(record.get("targets") or {}, words)
    return " ".join(filter(None, (parted_said(saved, owed, base, words), aims, told)))


def _targets_said(targets: Mapping[str, Any], words: Words) -> str:
    """Câu về mục tiêu của lộ trình, as a record keeps them: in each year that they name, from the lowest to
    the highest.
    """
    listed = [
        words.t("minutes.target_year", year=year, aim=_between(Decimal(low), Decimal(high), words))
        for year, low, high in targets.get("listed", ())
    ]
    falls = words.t("minutes.targets_fall") if targets.get("falls") else ""
    return words.t("minutes.targets", n=targets["n"], listed=", ".join(listed), falls=falls) if listed else ""


def _between(low: Decimal, high: Decimal, words: Words) -> str:
    if low == high:
        return words.numbers.rate(low)
    return words.t("meeting.roadmap_between", low=low, high=high)
