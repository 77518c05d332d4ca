"""Biên bản chốt phương án: what was submitted, what was decided, the difference, who was there and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from budget.report.compared_said import compared_of, first_said
from budget.report.conclusion import Agreed, agreed_of, conclusions, reasoned
from budget.report.cut_said import level_said, sources_told
from budget.report.demanded_said import demanded_said, ordered
from budget.report.excepted_said import exceptions_said
from budget.report.law_documents import dated
from budget.report.memo_page import BLANK, Template, cell, filled, office_fields, size_of, template_of
from budget.report.minutes_risks import added_of, risks_of, spared_of, unknown_of
from budget.report.number_words import amount_in_words
from budget.report.office_names import approves, headed, in_full, is_committee, names_committee, presides
from budget.report.other_years_said import tried_other_years
from budget.report.package import put
from budget.report.pool_said import pool_told
from budget.report.record_said import (
    changes_of,
    difference_table,
    first_moved_of,
    given_said,
    moved_of,
    reach_of,
    reached_said,
    tried_said,
    ungiven_below_of,
    ungiven_of,
)
from budget.report.risk_words import (
    kept_said,
    offset_said,
    required_in,
    required_said,
)
from budget.report.targets_said import aims_said, left_out_said
from budget.report.turned_said import called, elsewhere, plans_of, reason_of, tried_on, turned_said
from budget.report.vote_said import vote_said
from budget.report.words import Words

NOBODY: Mapping[str, str] = {}
SIZE, WIDTH = 11, 33
"""Points of the letters in the table, and millimetres of its columns of figures."""


FEW = 5
"""Tries that the minutes tell."""

EDGES = " ,.;"
"""What an officer leaves at the ends of a line."""


@dataclass(frozen=True)
class Decided:
    """Một quyết định đã chốt: when, who was there, both plans by name and version, the data they stand on.

    `record` as `budget.decision.record` gives it, with note, tries and "minimum" (see `Agreed`); missing
    parts are left out. `plan`: the name of what was decided, without its version. `versions`: names and
    numbers of the plans submitted and decided on. `data_alone`: whether the data had no other version then.
    """

    at: datetime
    people: Sequence[str]
    submitted: str
    decided: str
    base_year: int
    data_number: int
    record: Mapping[str, Any]
    plan: str = ""
    versions: Sequence[tuple[str, int]] = ()
    data_alone: bool = False


def body_of(organisation: Mapping[str, str], chair: str, words: Words, at: datetime) -> dict[str, str]:
    """Cuộc họp của ai: head and symbol of the minutes are those of the committee that its chairman presides
    over, who sends them to the office; else of the office.
    """
    office, committee = office_fields(organisation, words, at), presides(chair, organisation, words)
    head = {
        "head_above": "",
        "head_name": headed(in_full(committee, words), words),
        "recipient": office["office"],
    }
    return office | (head if committee else {}) | {"code": minutes_code(organisation, chair, words)}


def minutes_code(organisation: Mapping[str, str], chair: str, words: Words) -> str:
    """Ký hiệu biên bản: of whose meeting it is."""
    if presides(chair, organisation, words) or is_committee(organisation.get("name", ""), words):
        return words.t("minutes.code", office=words.t("minutes.committee_symbol"))
    return words.t("minutes.code", office=office_fields(organisation, words)["archive"])


def minutes_called(agreed: Agreed, organisation: Mapping[str, str], words: Words) -> str:
    """Biên bản mà tờ trình và quyết định căn cứ, with room for its number."""
    code = minutes_code(organisation, agreed.chair, words)
    return words.t("minutes.called", code=code, day=dated(agreed.at.date(), words))


def clock(at: datetime, words: Words) -> str:
    """Giờ, ngày as a paper of the decree on clerical work writes them."""
    hour, minute = f"{at.hour:02}", f"{at.minute:02}"
    return words.t("minutes.clock", hour=hour, minute=minute, day=dated(at.date(), words))


def _lines(record: Mapping[str, Any], field: str) -> list[str]:
    """Từng đoạn của một nội dung gõ khi chốt."""
    return [_stopped(line.strip()) for line in str(record.get(field, "")).splitlines() if line.strip()]


def _stopped(line: str) -> str:
    """A sentence that an officer typed, with its full stop."""
    return line if line.endswith((".", ";", ":", "!", "?", "…")) else f"{line}."


def _present(people: Sequence[str], roles: Mapping[str, str], committee: str, words: Words) -> list[str]:
    """Thành phần dự họp: chair and secretary first, each with name and position, or room for them, and its
    stop; a chairman with the committee that he presides over.
    """
    held = {role: who.strip(EDGES) or BLANK for role, who in roles.items()}
    if committee and not names_committee(held["chair"], words):
        held["chair"] = words.t("minutes.presides", who=held["chair"], committee=committee)
    for role in (role for role, who in held.items() if "," not in who):
        held[role] = words.t("minutes.untitled", who=held[role], blank=BLANK)
    said = [words.t(f"minutes.{role}", who=who) for role, who in held.items()]
    said += [one for who in _others(people, roles) if (one := who.strip(EDGES))]
    cut = [line if line.endswith(BLANK) else line.rstrip(EDGES) for line in said]
    return [f"{line}{'.' if n == len(cut) else ';'}" for n, line in enumerate(cut, 1)]


def _titled(roles: Mapping[str, str], people: Sequence[str]) -> dict[str, str]:
    """Chủ trì, thư ký, each with the position that stands beside the name among those present where none
    was given.
    """
    return {
        role: who
        if _apart(who)[1]
        else next((one for one in people if _apart(one)[1] and _same(one, who)), who)
        for role, who in roles.items()
    }


def _others(people: Sequence[str], roles: Mapping[str, str]) -> list[str]:
    """Người dự khác chủ trì, thư ký: nobody is told twice, with a position and without."""
    return [who for who in people if not any(_same(who, one) for one in roles.values())]


def _same(first: str, second: str) -> bool:
    """Cùng một người: one name, whatever the position: one is given short, another in full."""
    (name, _), (other, _) = _apart(first), _apart(second)
    return bool(name) and name == other


def _apart(who: str) -> tuple[str, str]:
    name, _, title = who.strip(EDGES).casefold().partition(",")
    return name.strip(), title.strip()


def _times(decided: Decided, words: Words) -> dict[str, str]:
    """Giờ bắt đầu as the officer gave it, else as the program saw it, but left to the pen where that is the
    minute of the decision; giờ kết thúc, else left to the pen.
    """
    record = decided.record
    began = datetime.fromisoformat(record["began"]) if record.get("began") else decided.at

    def at(day: datetime, told: str) -> str:
        return clock(datetime.combine(day, time.fromisoformat(record[told]), day.tzinfo), words)

    seen = clock(began, words) if record.get("began") else ""
    opened = at(began, "opened") if record.get("opened") else seen
    return {
        "began": BLANK if opened == clock(decided.at, words) else opened,
        "ended": at(decided.at, "closed") if record.get("closed") else BLANK,
    }


def _tried(decided: Decided, words: Words, *, apart: bool) -> list[str]:
    """Các thay đổi đã thử, the last FEW of them a line each, each with its plan where they are of several
    (`apart`); the log has the others.
    """
    tries, among = decided.record.get("tried", ()), [*decided.versions, *plans_of(decided.record)]
    said = []
    for one in tries[-FEW:]:
        parts = (tried_said(one, words, named=apart), given_said(one, words), reached_said(one, words))
        told = "; ".join(filter(None, (*parts, tried_other_years(one, words))))
        on = tried_on(one, among, words) if apart else ""
        said.append(f"{on}{told[:1].lower()}{told[1:]}" if on else told)
    more = len(tries) - len(said)
    said += [words.t("meeting.tries_more", n=more)] if more else []
    return [_stopped(one) for one in said]


def where(venue: str, place: str) -> str:
    """Nơi họp, with the place of the office where it names neither that nor, behind a comma, another."""
    return venue if "," in venue or place.casefold() in venue.casefold() else f"{venue}, {place}"


def proposed_said(record: Mapping[str, Any], words: Words, among: Sequence[tuple[str, int]]) -> str:
    """Lý do đề nghị; of a meeting that went over to another plan whose it is; "" for none. `among`: the plans
    submitted and decided on.
    """
    why, plans = str(record.get("proposed_reason", "")), plans_of(record)
    if turning := reason_of(record):
        return reasoned(turning, words, "minutes.turned_reason")
    if not plans:
        return reasoned(why, words)
    name = called(*plans[-1], [*plans, *among], words)
    return reasoned(why, words, "minutes.reasoned", name=name)


def _concluded(decided: Decided, organisation: Mapping[str, str], chair: str, words: Words) -> list[str]:
    """Các nội dung kết luận, numbered as in the submission; none where an older record does not say."""
    about = decided.record.get("concluded")
    if not about:
        return []
    office = organisation.get("name", "") or words.t("deck.office_unset")
    agreed = agreed_of(decided.at, decided.record)
    authority = office_fields(organisation, words)["recipient"]
    presided = approves(chair, authority, organisation, words)
    whose = (words, agreed, decided.at.date(), authority)
    said = conclusions(about, decided.plan, office, *whose, presided=presided)
    return [f"{n}. {line}" for n, line in enumerate(said, 1)]


def _level(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Mức giảm without its targets, where the record keeps each target by itself."""
    found: Mapping[str, Any] = record.get("level", {})
    return {**found, "targets": []} if found and record.get("aims") else found


def _aims(record: Mapping[str, Any], words: Words) -> str:
    """Câu về các mục tiêu, which lines of their own tell in a record that has them."""
    return "" if record.get("demanded") else aims_said(record, words)


def write_minutes(
    target: str | Path | BinaryIO,
    decided: Decided,
    *,
    words: Words,
    organisation: Mapping[str, str] = NOBODY,
    template: Template | None = None,
) -> None:
    """Xuất biên bản (Word). `organisation` as `office_fields`; `template`: of the office, with the same
    fields. Equal input gives equal bytes.
    """
    title = words.t("minutes.title", year=decided.record.get("year", decided.base_year))
    context = minutes_fields(decided, words=words, organisation=organisation)
    author = organisation.get("preparer", "")
    source = template or template_of("minutes", words)
    put(target, filled(source, context, title=title, author=author, created=decided.at))


def minutes_fields(
    decided: Decided, *, words: Words, organisation: Mapping[str, str] = NOBODY
) -> dict[str, Any]:
    """Các trường của biên bản, as `paper_fields` lists them."""
    # as in the submission: what is decided on to the đồng, what is told about it in triệu đồng
    words, told = Words(words.language, "dong"), Words(words.language, paper=True)
    record, n = decided.record, words.numbers
    support = record.get("decided", {}).get("support")
    place = organisation.get("place") or words.t("workbook.place_unset")
    venue = record.get("venue") or BLANK * 3
    roles = _titled({role: str(record.get(role, "")) for role in ("chair", "secretary")}, decided.people)
    rows = [row.cells for row in difference_table(record, words).rows]
    began, apart = plans_of(record)[:1], elsewhere(record, next(iter(decided.versions), None))
    # a difference in words may stand on two lines, but no amount
    parts = [part for row in rows for id_, text in row.items() if id_ != "figure" for part in text.split(" ")]
    size = size_of(((part, WIDTH) for part in parts), SIZE)
    return {
        **body_of(organisation, roles["chair"], words, decided.at),
        "number": "......",
        "place": place,
        "venue": venue,
        "where": where(venue, place),
        "moment": clock(decided.at, words),
        **_times(decided, words),
        "compared": compared_of(record, decided.submitted, decided.versions, told),
        "present": _present(decided.people, roles, presides(roles["chair"], organisation, words), words),
        "people": _others(decided.people, roles),
        "submitted": called(*began[0], [*plans_of(record), *decided.versions], words)
        if began
        else decided.submitted,
        "turned": turned_said(record, words, decided.versions),
        "decided": words.t("minutes.born", name=decided.decided, origin=decided.submitted)
        if record.get("origin")
        else decided.decided,
        "reason": proposed_said(record, words, decided.versions),
        "base": str(decided.base_year),
        "data": n.count(decided.data_number),
        "data_several": "" if decided.data_alone else "x",
        "year": str(record.get("year", "")),
        "period": words.t("decision.period", **about) if (about := record.get("concluded")) else "",
        "support": n.dong(support) if support is not None else "",
        "support_words": amount_in_words(support, words.language) if support is not None else "",
        "exceptions": exceptions_said(record, told),
        "reach": reach_of(record, words),
        "changes": [_stopped(one) for one in changes_of(record, words)],
        "moved": [
            *filter(None, [first_moved_of(record, told, decided.at.date())]),
            *moved_of(record, told),
            *filter(None, [ungiven_of(record, told), ungiven_below_of(record, told)]),
            # right above the table
            *filter(None, [first_said(record, decided.versions, told)]),
        ],
        "order": ordered(record, words),
        "demanded": demanded_said(record, told),
        "level": " ".join(
            filter(
                None,
                (
                    level_said(_level(record), record.get("year", 0), told, aims=_aims(record, told)),
                    sources_told(record, decided.base_year, told),
                    left_out_said(record, told),
                    offset_said(record.get("level", {}), told),
                    kept_said(record.get("kept", 0), told),
                    pool_told(record, told),
                ),
            )
        ),
        "risks": [
            *risks_of(record, decided.decided, decided.versions, told),
            *filter(None, [added_of(record, told, decided.at.date())]),
            *unknown_of(record, told),
        ],
        "required": " ".join(
            filter(None, (required_said(required_in(record), words), spared_of(record, told)))
        ),
        **{role: who or BLANK for role, who in roles.items()},
        # below a signature stands the name, without the position
        **{f"{role}_name": who.partition(",")[0].strip() or BLANK for role, who in roles.items()},
        "concluded": _concluded(decided, organisation, roles["chair"], words),
        "vote": vote_said(record, words),
        "notes": _lines(record, "note"),
        "discussed": _lines(record, "discussed"),
        "note": " ".join(str(record.get("note", "")).split()),
        "tries": n.count(record["tries"]) if record.get("tries") else "",
        "tried": _tried(decided, told, apart=apart),
        "tried_apart": "x" if apart else "",
        "figures": [
            {id_: cell(text, SIZE if id_ == "figure" else size) for id_, text in row.items()} for row in rows
        ],
        "mark": str(record.get("mark", "")),
    }
