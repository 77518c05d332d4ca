"""Pháp luật của phương án đã chốt: a decided plan stays computed under the values of the law that the office
had then, whatever it enters or withdraws later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.decision import figures
from budget.law import Law
from budget.simulate import Result
from budget.store import DataVersion, Decision, SavedScenario
from pages.shared import cached, parts, state


def decision_of(plan: int, data: int, until: datetime | None = None) -> Decision | None:
    """Quyết định mới nhất về bản phương án này trên bản số liệu này, not after `until`."""
    for one in cached.store().decisions():
        if one.decided == plan and one.data_version == data and (until is None or one.decided_at <= until):
            return one
    return None


def law_of(plan: int, data: int, at: datetime | None = None) -> Law:
    """Pháp luật mà bản phương án này được tính: of the moment when it was decided, else today's, or that of
    `at`, the moment in view.
    """
    made = decision_of(plan, data, at)
    return cached.law(made.decided_at if made else at)


def results(plans: Sequence[int], data: int, at: datetime) -> list[Result]:
    """Kết quả các bản phương án as they stood at a moment."""
    texts = {plan: cached.store().scenario_version(plan).text for plan in plans}
    return [cached.result(cached.scenario(texts[plan]), data, law_of(plan, data, at)) for plan in plans]


def notices(saved: Sequence[SavedScenario], version: DataVersion, results: Sequence[Result]) -> None:
    """Các câu về phương án đã chốt whose law is no longer today's, or whose figures are no longer those that
    were decided, because the program computes otherwise.
    """
    w, today = state.words(), cached.law()
    for plan, result in zip(saved, results, strict=True):
        made = decision_of(plan.version_id, version.id)
        if made is None:
            continue
        if apart(made, result):
            told = {"name": plan.name, "at": made.decided_at, "year": made.details["year"]}
            was, now = made.details["decided"], figures(result, made.details["year"])
            parts.message("warning", w.t("decided.apart", was=was["support"], now=now["support"], **told))
        if result.law.fingerprint != today.fingerprint:
            parts.message("note", w.t("decided.law_then", name=plan.name, at=made.decided_at))


def apart(made: Decision, result: Result) -> bool:
    """Số tính bây giờ khác số đã chốt, in the year of the decision; older records may hold fewer figures."""
    year, kept = made.details.get("year"), made.details.get("decided", {})
    if year not in result.years:
        return False
    now = figures(result, year)
    return any(now[name] != value for name, value in kept.items() if name in now)
