"""Số giảm của các đơn vị thuộc mục tiêu bằng lời: amount and percent of the same units."""

from __future__ import annotations

from decimal import Decimal

from budget.report.printed import rounded
from budget.report.words import Words
from budget.risks import level
from budget.simulate import Result
from budget.targeted import TargetCut, TargetCuts, target_cuts


def targets_said(result: Result, year: int, words: Words) -> str:
    """“trong đó 3.315 của 10 đơn vị thuộc mục tiêu, bằng 10,0 % năm gốc 2022 của các đơn vị đó; 65 của 1 đơn
    vị khác”, after the amount of all; "" where the share of the whole scope says it.
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
        said.append(words.t("deck.target_rest", rest=found.rest, n=found.others))
    return words.t("deck.target_parts", said="; ".join(said), rounded=_rounded(found, words))


def _of(one: TargetCut, result: Result, year: int, words: Words) -> str:
    """Tỷ lệ và gốc của nó: of the units of the target themselves."""
    of_year = year if one.quo else result.years[0]
    key = "deck.target_of_quo" if one.quo else "deck.target_of_base"
    return words.t(key, share=words.share(one.share), year=of_year)


def _rounded(found: TargetCuts, words: Words) -> str:
    return rounded(words, found.saved, *(one.saved for one in found.targets), found.rest)


def targets_brief(result: Result, year: int, words: Words) -> str:
    """“mục tiêu 3.315 = 10,0 %” of each target of other units than the scope; "" for none."""
    found = target_cuts(result, year)
    said = []
    for one in found.targets if found and found.saved else ():
        share = words.share(one.share)
        key = "summary.target_quo" if one.quo else "summary.target_base"
        said.append(words.t(key, saved=one.saved, share=share, year=year))
    return ", ".join(said)


def targets_measured(result: Result, year: int, words: Words) -> str:
    """“mục tiêu 10 % năm gốc 2022 của 10 đơn vị: đạt (10,1 %)”, of each target that the share of the whole
    scope does not tell: by what it is measured, and whether it is met; "" for none.
    """
    found, base = level(result, year), result.years[0]
    said = []
    for one in found.get("targets", ()):
        quo = one["of"] == "status_quo"
        share = words.numbers.rate(round(Decimal(repr(one["share"])), 4))
        key = "deck.target_of_quo" if quo else "deck.target_of_base"
        told = words.t(
            "deck.target_missed" if one["short"] else "deck.target_met",
            of=words.t(key, share=share, year=year if quo else base),
            n=one["units"],
            reached=words.share(one["reached"]),
        )
        said.append(told)
    return "; ".join(said)
