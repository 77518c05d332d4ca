"""Dòng nhật ký kể theo cách riêng: names given, the office's own values, its list of units, its details."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from budget.law_values import LawValue, frozen
from budget.report.demanded_said import ORDER
from budget.report.law_words import title_words, value_words
from budget.store import LogEntry
from pages.shared import cached, leader_order, proposing, signing, state


def _named(entry: LogEntry) -> list[str]:
    """Khai tên: who, in place of whom or since when nobody."""
    w, details = state.words(), entry.details
    name, before = str(details.get("name") or ""), str(details.get("before") or "")
    if not name:
        return [w.t("log.about.unnamed", name=before)]
    said = [w.t("log.about.named", name=name)]
    if before:
        said.append(w.t("log.about.named_before", name=before))
    if details.get("since"):
        said.append(w.t("log.about.named_since", since=datetime.fromisoformat(str(details["since"]))))
    return said


def _law(entry: LogEntry) -> list[str]:
    """Giá trị riêng nhập hay rút: which, from when, by which document; by its name alone where the program
    knows the parameter no more.
    """
    w, of = state.words(), str(entry.details.get("parameter") or "")
    parameter = cached.law().parameters.get(of)
    if parameter is None:
        return [of]
    title, number = title_words(parameter, w), entry.subject.partition(":")[2]
    kept = (one for one in cached.store().law_values(withdrawn=True) if str(one.id) == number)
    values = [
        (one, LawValue(one.since, frozen(one.value), cached.READ, one.document, own=True)) for one in kept
    ]
    said = [
        w.t("log.about.law", title=title, value=value_words(parameter, value, w), since=one.since)
        for one, value in values
    ]
    return [*said, *(one.document for one, _ in values)] or [title]


def _registry(entry: LogEntry) -> list[str]:
    return [state.words().t("log.about.registry", n=len(entry.details.get("units") or ()))]


def _office(entry: LogEntry) -> list[str]:
    """Thông tin cơ quan: its name, and what is another than it was set before."""
    w = state.words()
    earlier = cached.store().log(1, before=entry.id, action=entry.action)
    before, after = _facts(earlier[0].details) if earlier else {}, _facts(entry.details)
    said = [str(entry.details.get("name") or "")]
    for key in dict.fromkeys([*after, *before]):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            how = "changed" if was and now else "set" if now else "emptied"
            what = w.t(f"organisation.{key}")
            said.append(w.t(f"log.about.{how}", what=what, before=was, after=now))
    return said


def _facts(details: Mapping[str, Any]) -> dict[str, str]:
    """What an organisation is set to, in words by the key of its label; the name stands apart."""
    w, level = state.words(), str(details.get("level") or "")
    found = {key: str(details.get(key) or "") for key in ("superior", "place")}
    found["level"] = w.t(f"organisation.level_{level}") if level else ""
    for one in details.get("signatories") or ():
        found |= {f"{one['role']}_{part}": str(text) for part, text in one.items() if part != "role"}
    # of a signatory that the page does not ask for, the log tells nothing rather than fail whole
    return {key: text for key, text in found.items() if text and w.has(f"organisation.{key}")}


def _proposed(entry: LogEntry) -> list[str]:
    """Đề nghị: which version of which plan, and the reason given, changed or taken back."""
    w, details = state.words(), entry.details
    said = [str(details.get("name") or ""), *_typed(entry, "reason", "propose.reason")]
    return [*said, w.t("log.about.number", number=details["number"])] if "number" in details else said


def _order(entry: LogEntry) -> list[str]:
    return _typed(entry, ORDER, "order.name")


def _typed(entry: LogEntry, field: str, name: str) -> list[str]:
    """Một nội dung đã gõ: set, changed or taken back; nothing where there is none."""
    was, now = (str(entry.details.get(key) or "") for key in ("before", field))
    if not (was or now):
        return []
    w, how = state.words(), "changed" if was and now else "set" if now else "emptied"
    return [w.t(f"log.about.{how}", what=w.t(name), before=was, after=now)]


SAID: Mapping[str, Callable[[LogEntry], list[str]]] = {
    signing.NAMED: _named,
    proposing.ACTION: _proposed,
    proposing.REASONED: _proposed,
    leader_order.ACTION: _order,
    "law_add": _law,
    "law_withdraw": _law,
    "registry_set": _registry,
    "organisation_set": _office,
}
"""Lines that are told in a way of their own."""
