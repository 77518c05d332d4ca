"""Trường trong phạm vi phân bổ mà không được cấp, bằng lời: by name, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from budget.equity import lifted
from budget.indicators import lacking_units
from budget.money import six_digits
from budget.ran_out import held, ran_out
from budget.report.risk_words import FIRST
from budget.report.words import Words
from budget.scenario import NormStage
from budget.simulate import Result
from budget.ungiven import REASONS, ungiven, why_ungiven

TOLD = set(REASONS) - {"rest"}
"""Reasons that are told of several schools alike."""

BY_NORM = {"passed", "met"}
"""Reasons by which a school that lacks money is given none as its norm decides."""


def ungiven_said(result: Result, year: int, words: Words, most: int = FIRST) -> str:
    """Câu kể các trường trong phạm vi mà không được cấp đồng nào trong năm, each reason with its first
    schools, up to `most` (with none of several they are counted); "" for none.
    """
    listed = []
    for reason, schools in ungiven(result, year).items():
        # a last one is named: to say that there is one more takes as much room
        named = [result.units.name[i] for i in (schools if len(schools) == most + 1 else schools[:most])]
        if left := len(schools) - len(named):
            named.append(words.t("deck.ungiven_others" if named else "deck.ungiven_all", n=left))
        told, why = "; ".join(named), _why(result, year, schools, reason, words)
        listed.append(words.t("deck.ungiven_why", listed=told, why=why) if why else told)
    return words.t("deck.ungiven", listed="; ".join(listed)) if listed else ""


def short_ungiven_said(result: Result, year: int, words: Words, most: int = FIRST) -> str:
    """Câu kể trong các trường không được cấp có bao nhiêu trường thiếu nguồn: the first, up to `most`, with
    what each lacks, who lacks most first, and whether the norm decides; "" for none.
    """
    reasons = {i: reason for reason, schools in ungiven(result, year).items() for i in schools}
    short = [(i, now) for i, _, now in lacking_units(result, year) if i in reasons]
    if not short:
        return ""
    names = [
        words.t("deck.ungiven_lacks", name=result.units.name[i], amount=now)
        for i, now in short[: most + (len(short) == most + 1)]
    ]
    if left := len(short) - len(names):
        names.append(words.t("deck.ungiven_others", n=left))
    key = "deck.ungiven_short_all" if len(short) == len(reasons) > 1 else "deck.ungiven_short"
    said = words.t(key, all=len(reasons), n=len(short), listed="; ".join(names))
    by_norm = BY_NORM & {reasons[i] for i, _ in short}
    return f"{said} {words.t('deck.ungiven_by_norm')}" if by_norm else said


def counted_ungiven_said(result: Result, year: int, words: Words) -> str:
    """The same in a paper whose annex has every unit: how many schools by each reason, how many of them and
    of those given something lack money, and whether the norm decides; "" for none.
    """
    said = ungiven_said(result, year, words, 0)
    reasons = {i: reason for reason, schools in ungiven(result, year).items() for i in schools}
    lacking = [i for i, *_ in lacking_units(result, year) if result.units.school[i]]
    short = [i for i in lacking if i in reasons]
    if not short:
        return said
    beside = len(lacking) - len(short)
    given = words.t("memo.ungiven_short_given", n=beside) if beside else ""
    key = "memo.ungiven_short_all" if len(short) == len(reasons) > 1 else "memo.ungiven_short"
    by_norm = words.t("deck.ungiven_by_norm") if BY_NORM & {reasons[i] for i in short} else ""
    return " ".join(filter(None, (said, words.t(key, n=len(short)), given, by_norm)))


def unit_ungiven_said(result: Result, year: int, i: int, words: Words) -> str:
    """Câu nói vì sao trường i không được cấp đồng nào trong năm; of one in deficit also that the norm
    decides, where it does. "" for a unit that is given money, and where there is nothing to give to schools.
    """
    reason = why_ungiven(result, year, i)
    if not reason:
        return ""
    if reason == "passed":
        said = words.t("explain.slip_passed", year=year, **_passed(result, year, (i,), words))
    else:
        why = _why(result, year, (i,), reason, words)
        step = result.scenario.allocation.round_to if result.scenario.allocation else 0
        why = why or words.t(f"explain.ungiven_{reason}", step=step)
        said = words.t("explain.ungiven", year=year, why=why)
    short = reason in BY_NORM and result.published("balance")[i, result.year(year)] < 0
    return f"{said} {words.t('deck.ungiven_by_norm')}" if short else said


def _why(result: Result, year: int, schools: Sequence[int], reason: str, words: Words) -> str:
    """The reason; "" where none is known to be that of all."""
    plan = result.scenario.allocation
    if plan is None or reason not in TOLD:
        return ""
    levels = [stage.level for stage in plan.stages if isinstance(stage, NormStage)]
    told = {"level": min(levels, default=1), "step": plan.round_to}
    told |= _passed(result, year, schools, words, named=True) if reason == "passed" else {}
    covered = lifted(result, result, year, schools)
    at = words.t("deck.ungiven_covered", covered=covered[1]) if covered and reason == "step" else ""
    return words.t(f"deck.ungiven_{reason}", year=year, covered=at, **told)


def _passed(
    result: Result, year: int, schools: Sequence[int], words: Words, *, named: bool = False
) -> dict[str, Any]:
    """Of schools passed over: the least coverage of them, and how far those stand at which the pool ended;
    `named`: with the lowest that its cap holds, which the paper of another school does not name.
    """
    lower, n = ran_out(result, year), words.numbers
    assert lower is not None  # who is passed over is so by such a step
    alike = n.percent(lower.least) == n.percent(lower.most)
    return {
        "least": float(six_digits(result["coverage"][schools, result.year(year)]).min()),
        "reached": n.percent(lower.most)
        if alike
        else words.t("deck.ungiven_between", least=n.percent_bare(lower.least), most=lower.most),
        "capped": words.t(
            f"deck.ungiven_capped{'_named' if named else ''}",
            n=lower.capped,
            name=result.units.name[held(result, year)[0]],
        )
        if lower.capped
        else "",
    }
