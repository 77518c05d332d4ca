"""Nhật ký thành lời: what a line of the log says beyond its action; versions of data and scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budget.report.minutes import changes_of
from budget.report.tables import Column, Row, Table
from budget.store import DataVersion, Decision, LogEntry, SavedScenario, ScenarioVersion
from budget.store.codec import exact
from pages.shared import editing, state

EDITS_SAID = 5
"""Edits of one line of the log that are told, the others are counted."""


def person(name: str) -> str:
    """Người làm; an empty name is said."""
    return name or state.words().t("log.somebody")


def about(entry: LogEntry) -> str:
    """Điều được làm, from the entry's details: a name, a version, how many cells, which files."""
    w, details = state.words(), entry.details
    if entry.action.startswith("data_"):
        return "; ".join(_data(details))
    if entry.action == "settings_set":
        return "; ".join(_setting(key, value) for key, value in details.items())
    if details.get("old_name"):
        return w.t("log.about.renamed", before=str(details["old_name"]), name=str(details["name"]))
    said = [str(details[key]) for key in ("name", "parameter", "text", "note") if details.get(key)]
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


def _setting(key: str, value: Any) -> str:
    """Một cài đặt: the officer's name, or a template of the office in place of the program's."""
    w = state.words()
    what, _, more = key.partition(".")
    if what == "template":
        paper = w.t(f"templates.{more.partition('.')[0]}")
        return w.t("log.about.template" if value else "log.about.template_back", paper=paper)
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
    rows = [
        Row(
            {
                "at": w.numbers.moment(entry.at),
                "by": person(entry.who),
                "action": action(entry.action),
                "what": about(entry),
            }
        )
        for entry in entries
    ]
    return Table(w.t("log.rows", n=len(rows)), columns, rows)


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
    w = state.words()
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
                else w.t("log.state_locked" if one.locked else "log.state_here"),
            }
        )
        for one in saved
    ]
    return Table(w.t("log.scenarios_title", n=len(rows)), columns, rows)


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
    rows = [
        Row(
            {
                "saves": v.number,
                "parent": v.parent or 0,
                "name": v.name,
                "at": w.numbers.moment(v.created_at),
                "by": person(v.author),
                "note": v.note,
            }
        )
        for v in reversed(versions)
    ]
    return Table(w.t("log.history_title", name=name), columns, rows)


def decisions_table(decisions: Sequence[Decision], names: Mapping[int, str]) -> Table:
    """Các quyết định; `names` of scenario versions by id."""
    w = state.words()
    columns = (
        Column("at", w.t("log.at")),
        Column("decided", w.t("log.decided")),
        Column("people", w.t("log.people")),
        Column("by", w.t("log.by")),
    )
    rows = [
        Row(
            {
                "at": w.numbers.moment(one.decided_at),
                "decided": names[one.decided],
                "people": "; ".join(one.people),
                "by": person(one.author),
            }
        )
        for one in decisions
    ]
    return Table(w.t("log.decisions_title", n=len(rows)), columns, rows)
