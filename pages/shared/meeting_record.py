"""Biên bản quyết định: what was submitted, what was decided, and the difference; on screen and as a table."""

from __future__ import annotations

from budget.decision import FIGURES, MONEY
from budget.report.tables import Column, Row, Table
from budget.store import Decision
from pages.shared import cached, grid, parts, state


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


def difference(decision: Decision) -> Table:
    """Bảng chênh lệch giữa bản trình và bản chốt."""
    w, kept = state.words(), decision.details
    heads = ("figure", "submitted", "decided", "difference")
    columns = [Column(c, w.t(f"meeting.record_{c}"), "text" if c == "figure" else "figure") for c in heads]
    rows = []
    for name in FIGURES:
        was, now = kept.get("submitted", {}).get(name), kept.get("decided", {}).get(name)
        if was is None or now is None:
            continue
        money = name in MONEY
        write = w.numbers.money if money else w.numbers.count
        signed = w.numbers.money_signed if money else lambda x: w.numbers.count(x, sign=True)
        label = w.t(f"meeting.figure_{name}")
        label += w.t("meeting.in_unit", unit=w.numbers.unit_name()) if money else ""
        change = now - was
        cells = {"figure": label, "submitted": write(was), "decided": write(now)}
        rows.append(Row({**cells, "difference": signed(change) if change else "0"}))
    return Table(w.t("meeting.record_title", year=kept.get("year", 0)), columns, rows)


def about(decision: Decision) -> str:
    """Câu mở đầu của biên bản: when, by whom, on which data, which plan."""
    w = state.words()
    version = cached.store().data_version(decision.data_version)
    submitted, decided = names(decision)
    return w.t(
        "meeting.record_about",
        at=decision.decided_at,
        submitted=submitted,
        decided=decided,
        year=version.base_year,
        number=version.number,
    )


def people(decision: Decision) -> str:
    """Người dự."""
    w = state.words()
    said = w.t("meeting.record_people", names=w.list(list(decision.people)))
    note = str(decision.details.get("note", ""))
    return f"{said} {w.t('meeting.record_note', note=note)}" if note else said


def reach(decision: Decision) -> str:
    """Phạm vi của chênh lệch."""
    w, kept = state.words(), decision.details
    if "up" not in kept:
        return ""
    if kept.get("mark") == kept.get("submitted_mark"):
        return w.t("meeting.record_same")
    return w.t("meeting.record_reach", up=kept["up"], down=kept["down"], same=kept["same"])


def show(decision: Decision, key: str) -> None:
    """Vẽ biên bản."""
    parts.html(f'<p class="sentence">{parts.rich(about(decision))}</p>')
    parts.html(f'<p class="sentence">{parts.rich(people(decision))}</p>')
    grid.show(difference(decision), key)
    marks = decision.details.get("mark", "")
    parts.footnote(reach(decision), fingerprint=str(marks))
