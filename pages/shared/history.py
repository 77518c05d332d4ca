"""Nhật ký thành lời: what a line of the log says beyond its action; versions of data and scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from budget.report.other_years_said import tried_other_years
from budget.report.record_said import changes_of, tried_said
from budget.report.tables import Column, Row, Table
from budget.scenario import ScenarioError
from budget.store import DataVersion, Decision, LogEntry, SavedScenario, ScenarioVersion
from budget.store.codec import exact
from pages.shared import cached, editing, plan_moved, proposing, state
from pages.shared.history_lines import SAID
from pages.shared.plan import Plan

EDITS_SAID = 5
"""Edits of one line of the log that are told, the others are counted."""

DECIDED = ("support", "saved", "increase")
"""Figures of a decision that the list of all has."""

MOVES = ("scenario_update", "scenario_undo", "scenario_redo")
"""Lines that lead from one version of a plan to another: the two texts say what was changed."""

Versions = Mapping[int, Mapping[int, ScenarioVersion]]
"""Phương án -> số bản -> bản."""


def person(name: str) -> str:
    """Người làm; an empty name is said."""
    return name or state.words().t("log.somebody")


def about(entry: LogEntry, versions: Versions) -> str:
    """Điều được làm, worded anew from the entry's details and the `versions` of plans that it leads from and
    to, so that every language tells it: a name, what was changed, how many cells, which files.
    """
    w, details = state.words(), entry.details
    if entry.action.startswith("data_"):
        return "; ".join(_data(details))
    if entry.action in SAID:
        return "; ".join(SAID[entry.action](entry))
    if entry.action == "settings_set":
        return "; ".join(_setting(key, value) for key, value in details.items())
    if details.get("old_name"):
        return w.t("log.about.renamed", before=str(details["old_name"]), name=str(details["name"]))
    what = _moved(entry, versions)
    note = what or tried_said(details, w) or str(details.get("note") or "")
    # of a try that leaves its year as it is, what it changes in others
    others = tried_other_years(details, w) if details.get("levers") else ""
    said = [one for one in (str(details.get("name") or ""), note, others) if one]
    if entry.action == "export" and details.get("plan"):
        said.append(w.t("log.about.plan", name=str(details["plan"])))
    if entry.action == "decide":
        said += changes_of(details, w)
    if entry.action == "scenario_duplicate" and details.get("source_name"):
        said.append(w.t("log.about.source", name=str(details["source_name"])))
    number = details.get("to") or details.get("number")
    if entry.action.startswith("scenario_") and isinstance(number, int):
        said.append(w.t("log.about.number", number=number))
    return "; ".join(said)


def _moved(entry: LogEntry, versions: Versions) -> str:
    """Điều đã đổi giữa hai bản; "" where the line is of something else, or the program reads them no more."""
    if entry.action not in MOVES:
        return ""
    of = versions.get(plan_of(entry), {})
    before, after = (of.get(entry.details.get(end, 0)) for end in ("from", "to"))
    return between(before, after) if before and after else ""


def plan_of(entry: LogEntry) -> int:
    """Mã phương án of a line; 0 where it is about something else."""
    what, _, number = entry.subject.partition(":")
    return int(number) if what == "scenario" and number.isdigit() else 0


def between(before: ScenarioVersion, after: ScenarioVersion) -> str:
    """Điều khác nhau giữa hai bản của một phương án, on the data in view; "" without data or for a text that
    the program reads no more.
    """
    version = cached.data_version()
    if version is None:
        return ""
    saved = cached.store().scenario(after.scenario_id)
    try:
        was, now = (Plan(replace(saved, text=one.text), version) for one in (before, after))
        return plan_moved.moved(was, now, plan_moved.LOG)
    except ScenarioError:
        return ""


def _setting(key: str, value: Any) -> str:
    """Một cài đặt: the officer's name, a template of the office in place of the program's, the day of
    issue and the title of a document.
    """
    w = state.words()
    what, _, more = key.partition(".")
    if what == "template":
        paper = w.t(f"templates.{more.partition('.')[0]}")
        return w.t("log.about.template" if value else "log.about.template_back", paper=paper)
    if what in ("issued", "titled"):
        return w.t(
            f"log.about.{what}" if value else f"log.about.{what}_back", number=more, day=value, title=value
        )
    return w.t("log.about.officer", name=person(str(value))) if what == "officer" else key


def _data(details: Mapping[str, Any]) -> list[str]:
    w = state.words()
    if "year" not in details or "number" not in details:
        return []
    known = {"year": details["year"], "number": details["number"]}
    if "units" in details:
        said = [w.t("log.about.data_units", units=details["units"], **known)]
    else:
        said = [w.t("log.about.data", **known)]
    if details.get("edits"):
        said.append(w.t("log.about.edits", n=len(details["edits"])))
        said += [_edit(edit) for edit in details["edits"][:EDITS_SAID]]
    if details.get("files"):
        said.append(w.t("log.about.files", names=", ".join(map(str, details["files"]))))
    note = details.get("why") or details.get("note")
    return [*said, str(note)] if note else said


def _edit(edit: Mapping[str, Any]) -> str:
    """Một số đã sửa: unit, column, before and after, and the reason; `old` is not kept in older lines."""
    w, column = state.words(), str(edit["column"])
    old, new = (
        editing.said(column, exact(edit[of])) if of in edit else w.t("log.about.not_kept")
        for of in ("old", "value")
    )
    told = {"unit": str(edit["code"]), "column": w.column(column), "old": old, "new": new}
    return w.t("log.about.edit", **told, why=str(edit.get("why") or ""))


def log_table(entries: Sequence[LogEntry]) -> Table:
    """Các việc đã làm, newest first."""
    w = state.words()
    columns = (
        Column("at", w.t("log.at")),
        Column("by", w.t("log.person")),
        Column("action", w.t("log.action")),
        Column("what", w.t("log.what")),
    )
    # no line ever changes: what it says depends on the words, the data in view and the law alone
    key = (w.language, w.numbers.money_unit, state.data_version(), cached.law().fingerprint)
    said = cached.derived("log", (*key, *(entry.id for entry in entries)), lambda: _all(entries))
    rows = [
        Row(
            {
                "at": w.numbers.moment(entry.at),
                "by": person(entry.who),
                "action": action(entry.action),
                "what": what,
            }
        )
        for entry, what in zip(entries, said, strict=True)
    ]
    return Table(w.t("log.rows", n=len(rows)), columns, rows)


def _all(entries: Sequence[LogEntry]) -> list[str]:
    plans = {plan_of(entry) for entry in entries if entry.action in MOVES}
    kept = {plan: {v.number: v for v in cached.store().scenario_history(plan)} for plan in plans}
    return [about(entry, kept) for entry in entries]


def action(name: str) -> str:
    """Tên việc in words."""
    w = state.words()
    return w.t(f"action.{name}") if w.has(f"action.{name}") else name


def data_name(version: DataVersion) -> str:
    """Tên phiên bản dữ liệu."""
    return state.words().t("app.version", year=version.base_year, number=version.number)


def data_table(versions: Sequence[DataVersion]) -> Table:
    """Các phiên bản dữ liệu, those taken away too."""
    w = state.words()
    ids = ("version", "at", "by", "units", "origin", "state", "note")
    columns = [Column(i, w.t(f"log.{i}"), "count" if i == "units" else "text") for i in ids]
    rows = [
        Row(
            {
                "version": data_name(v),
                "at": w.numbers.moment(v.created_at),
                "by": person(v.author),
                "units": v.units,
                "origin": w.t(f"log.origin_{v.origin}"),
                "state": _state(v),
                "note": v.note,
            }
        )
        for v in versions
    ]
    return Table(w.t("log.data_title", n=len(rows)), columns, rows)


def _state(version: DataVersion) -> str:
    w = state.words()
    if version.hidden_at is not None:
        return w.t("log.state_hidden", at=version.hidden_at)
    return w.t("log.state_locked" if version.locked else "log.state_here")


def scenarios_table(saved: Sequence[SavedScenario]) -> Table:
    """Các phương án, the deleted ones too."""
    w, proposed = state.words(), proposing.plan()
    columns = (
        Column("name", w.t("log.name")),
        Column("saves", w.t("log.saves"), "count"),
        Column("at", w.t("log.at")),
        Column("by", w.t("log.by")),
        Column("state", w.t("log.state")),
    )
    rows = [
        Row(
            {
                "name": one.name,
                "saves": one.number,
                "at": w.numbers.moment(one.saved_at),
                "by": person(one.author),
                "state": w.t("log.state_deleted", at=one.deleted_at)
                if one.deleted_at is not None
                else w.t(_here(one, proposed)),
            }
        )
        for one in saved
    ]
    return Table(w.t("log.scenarios_title", n=len(rows)), columns, rows)


def _here(saved: SavedScenario, proposed: int | None) -> str:
    if saved.id == proposed:
        return "log.state_proposed"
    return "log.state_locked" if saved.locked else "log.state_here"


def versions_table(name: str, versions: Sequence[ScenarioVersion]) -> Table:
    """Mọi bản của một phương án, newest first."""
    w = state.words()
    columns = (
        Column("saves", w.t("log.saves"), "count"),
        Column("parent", w.t("log.parent"), "count"),
        Column("name", w.t("log.name")),
        Column("at", w.t("log.at")),
        Column("by", w.t("log.by")),
        Column("note", w.t("log.note")),
    )
    by_number = {v.number: v for v in versions}
    rows = [
        Row(
            {
                "saves": v.number,
                "parent": v.parent or 0,
                "name": v.name,
                "at": w.numbers.moment(v.created_at),
                "by": person(v.author),
                "note": (between(by_number[v.parent], v) if v.parent in by_number else "") or v.note,
            }
        )
        for v in reversed(versions)
    ]
    return Table(w.t("log.history_title", name=name), columns, rows)


def decisions_table(decisions: Sequence[Decision], names: Mapping[int, str]) -> Table:
    """Các quyết định on one page, with the year that each is of and its main figures; `names` of scenario
    versions by id.
    """
    w = state.words()
    columns = (
        Column("at", w.t("log.at")),
        Column("decided", w.t("log.decided")),
        Column("year", w.t("log.decided_year"), "year"),
        *(Column(name, w.t(f"meeting.figure_{name}"), "money") for name in DECIDED),
        Column("chair", w.t("log.chair")),
        Column("people", w.t("log.people")),
        Column("by", w.t("log.by")),
    )
    rows = [
        Row(
            {
                "at": w.numbers.moment(one.decided_at),
                "decided": names[one.decided],
                "year": one.details.get("year"),
                **{name: one.details.get("decided", {}).get(name) for name in DECIDED},
                "chair": str(one.details.get("chair", "")),
                "people": "; ".join(one.people),
                "by": person(one.author),
            }
        )
        for one in decisions
    ]
    return Table(w.t("log.decisions_title", n=len(rows)), columns, rows)
