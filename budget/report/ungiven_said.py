"""Trường trong phạm vi phân bổ mà không được cấp, bằng lời: by name, and why."""

from __future__ import annotations

from collections.abc import Sequence

from budget.equity import lifted
from budget.granted import passed_over
from budget.report.risk_words import FIRST
from budget.report.words import Words
from budget.scenario import NormStage
from budget.simulate import Result
from budget.ungiven import ungiven


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


def _why(result: Result, year: int, schools: Sequence[int], reason: str, words: Words) -> str:
    """The reason; "" where none is known."""
    plan = result.scenario.allocation
    if plan is None or reason == "rest":
        return ""
    levels = [stage.level for stage in plan.stages if isinstance(stage, NormStage)]
    raised = [over[0] for i in schools if (over := passed_over(result, year, i))]
    told = {"level": min(levels, default=1), "raised": min(raised, default=0.0), "step": plan.round_to}
    covered = lifted(result, result, year, schools)
    at = words.t("deck.ungiven_covered", covered=covered[1]) if covered and reason == "step" else ""
    return words.t(f"deck.ungiven_{reason}", year=year, covered=at, **told)
