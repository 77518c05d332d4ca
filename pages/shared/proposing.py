"""Phương án đề nghị đã ghi: which plan the office proposes, since when and by whom, until it is decided."""

from __future__ import annotations

from collections.abc import Mapping

from budget.store import LogEntry, SavedScenario
from pages.shared import cached, sample_plans, state

ACTION, WITHDRAWN = "scenario_propose", "scenario_unpropose"
"""Lines of the log; the newest of the two holds."""


def recorded() -> LogEntry | None:
    """Lần đề nghị còn hiệu lực; None where there is none, or it was withdrawn, its plan deleted, or a plan
    decided since.
    """
    store = cached.store()
    last = next(iter(store.log(1, action=ACTION)), None)
    if last is None or store.log(1, action=WITHDRAWN, since=last.at):
        return None
    if plan_of(last) not in {saved.id for saved in store.scenarios()}:
        return None
    return None if any(one.decided_at >= last.at for one in store.decisions()) else last


def plan() -> int | None:
    """Mã của phương án đề nghị đã ghi."""
    last = recorded()
    return plan_of(last) if last else None


def plan_of(entry: LogEntry) -> int:
    """Mã phương án của một lần đề nghị."""
    return int(entry.subject.partition(":")[2])


def record(saved: SavedScenario) -> None:
    """Ghi phương án đề nghị vào nhật ký, in place of the one before."""
    _write(ACTION, saved)


def withdraw(saved: SavedScenario) -> None:
    """Thôi đề nghị."""
    _write(WITHDRAWN, saved)


def said(last: LogEntry) -> str:
    """Câu: recorded since when, and by whom where that is known; and where the plan was changed since."""
    w, moved = state.words(), changed(last)
    by = w.t("propose.by", name=last.who) if last.who else ""
    told = w.t("propose.recorded", at=last.at, by=by)
    if moved is None:
        return told
    by = w.t("propose.changed_by", name=moved.author) if moved.author else ""
    versions = {"was": last.details["number"], "now": moved.number}
    return f"{told} {w.t('propose.changed', at=moved.saved_at, by=by, **versions)}"


def changed(last: LogEntry) -> SavedScenario | None:
    """Phương án đã ghi đề nghị, where another version of it counts now than the one recorded."""
    now = cached.store().scenario(plan_of(last))
    return now if now.number != last.details.get("number", now.number) else None


def other(last: LogEntry) -> str:
    """Câu: that another plan than the one chosen is recorded, which and since when."""
    name = cached.store().scenario(plan_of(last)).name
    return state.words().t("propose.other", name=name, at=last.at)


def marked(names: Mapping[int, str]) -> dict[int, str]:
    """Tên các phương án trong một danh sách, by id, which says so of samples and of the one recorded."""
    own, w = plan(), state.words()
    told = sample_plans.marked(names)
    return {i: w.t("propose.marked", name=name) if i == own else name for i, name in told.items()}


def _write(action: str, saved: SavedScenario) -> None:
    cached.store().add_log(
        cached.author(), action, f"scenario:{saved.id}", {"name": saved.name, "number": saved.number}
    )
