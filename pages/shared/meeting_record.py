"""Biên bản quyết định: what was submitted, what was decided, and the difference; on screen and as a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import streamlit as st

from budget.report.bundle_entry import Entry
from budget.report.conclusion import Agreed, agreed_of, ended, minimum_said, yearly_said
from budget.report.minutes import Decided, proposed_said, write_minutes
from budget.report.minutes_risks import unearned_of
from budget.report.record_said import changes_of, difference_table, reach_of
from budget.report.targets_said import aims_said
from budget.report.turned_said import began_said, called, plans_of, turned_said
from budget.report.vote_said import vote_said
from budget.store import DataVersion, Decision, SavedScenario
from pages.shared import cached, exporting, frozen, grid, parts, state, verify_plan


def asked(about: Mapping[str, Any], owing: int) -> str:
    """Điều đề nghị chốt: what is granted in which years, that which is decided on first, and what of it is a
    projection or has ended. `owing`: units below the legal minimum, cumulated to the last of these years.
    """
    w = state.words()
    t, day = w.t, datetime.now().astimezone().date()
    told, more = over(about), about["first"] < min(about["last"], about["end"])
    period = t("meeting.decide_period_ended", **about) if told and more else ""
    amount, later = dict(about["granted"]).get(about["first"]), yearly_said(about, w, day)
    first = amount is not None and not told and about["first"] < about["year"]
    asks = "decide_first" if first else "decide_asked"
    said = [t(f"meeting.{asks}", period=period, amount=amount, **about), later]
    if told:
        said.append(told)
    elif about["last"] < about["end"]:
        said.append(t("meeting.decide_later", **about))
    if about["below"]:
        key = "decide_below_last" if owing == about["below"] else "decide_below_some"
        when = t(f"meeting.{key}", left=owing, **about)
        said.append(t("meeting.decide_below", n=about["below"], when=when))
    said.append(t("meeting.decide_follows_ended" if told else "meeting.decide_follows"))
    return " ".join(filter(None, said))


def over(about: Mapping[str, Any]) -> str:
    """Câu về giai đoạn đã kết thúc: it is decided on for reference alone; "" before its end."""
    past = ended(about, datetime.now().astimezone().date())
    return state.words().t("meeting.decide_ended", **about) if past else ""


def earlier(version: DataVersion, year: int) -> list[dict[str, str]]:
    """Các quyết định trước của cùng năm, cùng số liệu, newest first: the name of the plan, and when."""
    store = cached.store()
    return [
        {"name": store.scenario_version(one.decided).name, "at": one.decided_at.astimezone().isoformat()}
        for one in verify_plan.of_year(store, version, year)
    ]


def names(decision: Decision) -> tuple[str, str]:
    """Tên bản trình và bản chốt, with the numbers of their versions."""
    w, store = state.words(), cached.store()
    found = []
    for version_id in (decision.submitted, decision.decided):
        if version_id is None:
            found.append(w.t("meeting.nothing_submitted"))
            continue
        version = store.scenario_version(version_id)
        found.append(w.t("meeting.version", name=version.name, number=version.number))
    return found[0], found[1]


def about(decision: Decision) -> str:
    """Câu mở đầu của biên bản: when, by whom, on which data, which plan."""
    w = state.words()
    version = cached.store().data_version(decision.data_version)
    submitted, decided = names(decision)
    said = w.t(
        "meeting.record_about",
        at=decision.decided_at,
        submitted=submitted,
        decided=decided,
        year=version.base_year,
        number=version.number,
    )
    return f"{said} {began_with(decision.details)}".rstrip()


def began_with(details: Mapping[str, Any]) -> str:
    """Câu: with which plan the meeting began and when it went over to another; "" where it did not."""
    w = state.words()
    return f"{began_said(details, w)} {turned_said(details, w)}".strip()


def people(decision: Decision) -> str:
    """Người dự, where, and who presided."""
    w = state.words()
    said = w.t("meeting.record_people", names="; ".join(decision.people))
    for role in ("venue", "chair", "secretary"):
        if decision.details.get(role):
            said += " " + w.t(f"meeting.record_{role}", name=decision.details[role])
    return said


def voted(decision: Decision) -> str:
    """Biểu quyết và ý kiến kết luận; "" for neither."""
    w, note = state.words(), " ".join(str(decision.details.get("note", "")).split())
    told = w.t("meeting.record_note", note=note) if note else ""
    return " ".join(filter(None, (vote_said(decision.details, w), told)))


def minimum(decision: Decision) -> str:
    """Hướng xử lý đơn vị giảm chưa đủ mức tối thiểu, with what is left by year; "" where no unit is."""
    about = decision.details.get("concluded") or {}
    agreed = agreed_of(decision.decided_at, decision.details)
    return minimum_said(about, state.words(), agreed, decision.decided_at.date())


def reason(decision: Decision) -> str:
    """Lý do đề nghị as the minutes have it; "" for none."""
    return proposed_said(decision.details, state.words(), told_of(decision).versions)


def unearned(decision: Decision) -> str:
    """Khi thu tăng theo lộ trình hụt, without names; "" where the plan asks for none."""
    return unearned_of(decision.details.get("unearned", {}), state.words(), named=False)


def reached(decision: Decision) -> str:
    """Mỗi mục tiêu giảm chi đạt đến đâu, where no line of what was asked says it, and whom what was changed
    reaches; "" where neither is known.
    """
    w, details = state.words(), decision.details
    aims = "" if details.get("demanded") else aims_said(details, w)
    return " ".join(filter(None, (aims, reach_of(details, w))))


def stamp(details: Mapping[str, Any]) -> str:
    """Dấu của quyết định, and what it stamps: the same stands on the papers of this plan on this data."""
    mark = str(details.get("mark", ""))
    return state.words().t("meeting.stamp", mark=mark) if mark else ""


def told_of(decision: Decision) -> Decided:
    """Quyết định as the minutes tell it: a version only where there was another to take it for."""
    w, store = state.words(), cached.store()
    data = store.data_version(decision.data_version)
    both = [
        None if version_id is None else store.scenario_version(version_id)
        for version_id in (decision.submitted, decision.decided)
    ]
    versions = [(version.name, version.number) for version in both if version]
    others = [(one["name"], one["number"]) for one in decision.details.get("compared", ())]
    others += plans_of(decision.details)
    submitted, decided = (
        called(version.name, version.number, [*versions, *others], w)
        if version
        else w.t("meeting.nothing_submitted")
        for version in both
    )
    return Decided(
        decision.decided_at.astimezone(),
        decision.people,
        submitted,
        decided,
        data.base_year,
        data.number,
        decision.details,
        " ".join(versions[-1][0].split()),
        versions=versions,
        data_alone=_alone(data, decision.decided_at),
    )


def _alone(data: DataVersion, at: datetime) -> bool:
    """Whether the data had no other version of their year when they were decided on."""
    known = cached.store().data_versions(data.base_year, hidden=True)
    return all(one.id == data.id or one.created_at > at for one in known)


def minutes(decision: Decision, plan: int = 0) -> Entry:
    """Biên bản của một quyết định, not made yet; `plan`: the place of the decided plan in the comparison."""
    w, office = state.words(paper=True), exporting.office(cached.organisation(), decision.author)
    told = told_of(decision)

    def made() -> bytes:
        target, own = BytesIO(), exporting.templates(cached.store(), w.language)
        write_minutes(target, told, words=w, organisation=office, template=own.get("minutes"))
        return target.getvalue()

    name = exporting.file_name(w.t("minutes.file"), f"{told.at:%Y%m%d-%H%M}") + ".docx"
    return Entry("minutes", name, str(decision.details.get("mark", "")), (plan,), made)


def of_plan(saved: SavedScenario, version: DataVersion, plan: int) -> Entry | None:
    """Biên bản của một phương án đã chốt; None while it is not decided on."""
    made = decision_on(saved, version)
    return minutes(made, plan) if made else None


def agreed(saved: SavedScenario, version: DataVersion) -> Agreed | None:
    """Việc chốt một phương án, on this computer's clock; None while it is not decided on."""
    made = decision_on(saved, version)
    return agreed_of(made.decided_at.astimezone(), made.details) if made else None


def decision_on(saved: SavedScenario, version: DataVersion) -> Decision | None:
    """Quyết định đã chốt trên đúng bản này và số liệu này."""
    return frozen.decision_of(saved.version_id, version.id)


def take(decision: Decision, key: str) -> None:
    """Nút tải biên bản; what leaves is recorded as every export."""
    w, entry = state.words(), minutes(decision)
    keeper = exporting.Recorder(cached.store(), state.person(), decision.data_version)
    plan = cached.store().scenario_version(decision.decided).name
    details = {"what": entry.what, "decision": decision.id, "language": w.language, "plan": plan}
    st.download_button(
        w.t("minutes.take"),
        keeper.keep(entry.make, entry.kind, entry.name, entry.mark, [decision.decided], details),
        entry.name,
        exporting.MIME[entry.kind],
        key=f"{key}-take",
        icon=":material/description:",
        on_click="ignore",
    )


def show(decision: Decision, key: str) -> None:
    """Vẽ biên bản."""
    parts.sentence(about(decision))
    said = " ".join(filter(None, (people(decision), voted(decision))))
    parts.sentence(said)
    changes = changes_of(decision.details, state.words())
    if changes:
        said = state.words().t("meeting.record_changes", changes="; ".join(changes))
        parts.sentence(said)
    if said := minimum(decision):
        parts.sentence(said)
    grid.show(difference_table(decision.details, state.words()), key)
    take(decision, key)
    below = (reached(decision), stamp(decision.details))
    parts.footnote(" ".join(filter(None, below)))
