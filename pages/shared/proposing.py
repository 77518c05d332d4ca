"""Phương án đề nghị đã ghi: which plan the office proposes, since when and by whom, until it is decided."""

from __future__ import annotations

from collections.abc import Mapping

from budget.printable import printable
from budget.store import LogEntry, SavedScenario
from pages.shared import cached, sample_plans, state

ACTION, WITHDRAWN = "scenario_propose", "scenario_unpropose"
"""Lines of the log; the newest of the two holds."""

REASONED = "scenario_propose_reason"
"""A line of the log that gives another reason to the proposal before it; empty takes it back."""

LONGEST_REASON = 600


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


def reason() -> str:
    """Lý do của lần đề nghị còn hiệu lực; "" where none was given."""
    last = reasoned()
    return str(last.details.get("reason", "")) if last else ""


def reasoned() -> LogEntry | None:
    """Dòng nhật ký có lý do của lần đề nghị còn hiệu lực; None where nothing is proposed."""
    last = recorded()
    if last is None:
        return None
    newer = cached.store().log(1, action=REASONED, subject=last.subject, since=last.at)
    return next(iter(newer), last)


def worded(typed: str) -> str:
    """Một lý do đã gõ, its blanks put in order."""
    return " ".join(printable(typed).split())[:LONGEST_REASON]


def record(saved: SavedScenario, why: str = "") -> None:
    """Ghi phương án đề nghị vào nhật ký, in place of the one before; `why` as it was typed."""
    given = worded(why)
    _write(ACTION, saved, **({"reason": given} if given else {}))


def give_reason(saved: SavedScenario, why: str) -> None:
    """Ghi lý do khác cho phương án đã ghi đề nghị, "" for none; what is there already is not written anew."""
    before, given = reason(), worded(why)
    if given != before:
        _write(REASONED, saved, reason=given, before=before)


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


def in_papers(scenario_id: int) -> str:
    """Câu trong giấy tờ: which plan was recorded as proposed, when and by whom; "" for one that was not, or
    that was changed since.
    """
    w, last = state.words(), recorded()
    if last is None or plan_of(last) != scenario_id or changed(last):
        return ""
    by = w.t("propose.by", name=last.who) if last.who else ""
    return w.t("propose.in_papers", name=cached.store().scenario(scenario_id).name, at=last.at, by=by)


def changed(last: LogEntry) -> SavedScenario | None:
    """Phương án đã ghi đề nghị, where another version of it counts now than the one recorded, of other
    content: one that was only renamed is the same plan.
    """
    store = cached.store()
    now = store.scenario(plan_of(last))
    number = last.details.get("number", now.number)
    if now.number == number:
        return None
    was = next((one.text for one in store.scenario_history(now.id) if one.number == number), None)
    if was is not None and cached.scenario(was).content == cached.scenario(now.text).content:
        return None
    return now


def other(last: LogEntry) -> str:
    """Câu: that another plan than the one chosen is recorded, which and since when."""
    name = cached.store().scenario(plan_of(last)).name
    return state.words().t("propose.other", name=name, at=last.at)


def marked(names: Mapping[int, str]) -> dict[int, str]:
    """Tên các phương án trong một danh sách, by id, which says so of samples and of the one recorded."""
    own, w = plan(), state.words()
    told = sample_plans.marked(names)
    return {i: w.t("propose.marked", name=name) if i == own else name for i, name in told.items()}


def _write(action: str, saved: SavedScenario, **more: str) -> None:
    about = {"name": saved.name, "number": saved.number, **more}
    cached.store().add_log(cached.author(), action, f"scenario:{saved.id}", about)
