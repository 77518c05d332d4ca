"""Biên bản chốt phương án: what was submitted, what was decided, the difference, who was there and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO

from budget.decision import FIGURES, MONEY
from budget.report.conclusion import agreed_of, conclusions, further_said
from budget.report.law_documents import dated
from budget.report.memo_page import BLANK, Template, cell, filled, office_fields, size_of, template_of
from budget.report.number_words import amount_in_words
from budget.report.package import put
from budget.report.printed import parted
from budget.report.risk_words import (
    below_said,
    kept_said,
    later_said,
    level_said,
    required_said,
    risk_sentences,
)
from budget.report.tables import Column, Row, Table
from budget.report.words import Words

NOBODY: Mapping[str, str] = {}
HEADS = ("figure", "submitted", "decided", "difference")
SIZE, WIDTH = 11, 33
"""Points of the letters in the table, and millimetres of its columns of figures."""
_PERCENT = re.compile(r"(?<![\d.,])(\d[\d.,]*)\s*%")


@dataclass(frozen=True)
class Decided:
    """Một quyết định đã chốt: when, who was there, both plans by name and version, the data they stand on.

    `record` as `budget.decision.record` gives it, with note, tries and "minimum" (see `Agreed`); missing
    parts are left out. `plan`: the name of what was decided, without its version.
    """

    at: datetime
    people: Sequence[str]
    submitted: str
    decided: str
    base_year: int
    data_number: int
    record: Mapping[str, Any]
    plan: str = ""


def difference_table(record: Mapping[str, Any], words: Words) -> Table:
    """Bảng chênh lệch giữa bản trình và bản chốt."""
    columns = [
        Column(c, words.t(f"meeting.record_{c}"), "text" if c == "figure" else "figure") for c in HEADS
    ]
    rows = []
    for name in FIGURES:
        was, now = record.get("submitted", {}).get(name), record.get("decided", {}).get(name)
        if was is None or now is None:
            continue
        n, money = words.numbers, name in MONEY
        write = n.money if money else n.count
        signed = n.money_signed if money else lambda x: words.numbers.count(x, sign=True)
        label = words.t(f"meeting.figure_{name}")
        label += words.t("meeting.in_unit", unit=n.unit_name()) if money else ""
        change = now - was
        cells = {"figure": label, "submitted": write(was), "decided": write(now)}
        rows.append(Row({**cells, "difference": signed(change) if change else "0"}))
    return Table(words.t("meeting.record_title", year=record.get("year", 0)), columns, rows)


def parted_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu dưới bảng chênh lệch, where printed figures do not make the printed difference; "" where all do."""
    ends = [
        (record.get("submitted", {}).get(name), record.get("decided", {}).get(name)) for name in sorted(MONEY)
    ]
    given = [(was, now) for was, now in ends if was is not None and now is not None]
    apart = any(parted(words.numbers, was, now) for was, now in given)
    return words.t("meeting.record_parted") if apart else ""


def changes_of(record: Mapping[str, Any], words: Words) -> list[str]:
    """Những chỗ khác bản trình: every figure of the plan that the meeting changed, old and new."""
    return [_changed(one, words) for one in record.get("changes", ())]


def _changed(one: Mapping[str, Any], words: Words) -> str:
    """A lever and what it was and is: a share of one each, None for a cap that there was or is not."""
    ends = {end: None if one.get(end) is None else Decimal(one[end]) for end in ("before", "after")}
    before, after = ends["before"], ends["after"]
    key = "set" if before is None else "off"
    if before is not None and after is not None:
        key = "up" if after > before else "down"
    said = {end: "" if value is None else words.numbers.rate(value) for end, value in ends.items()}
    name = words.t(f"meeting.lever_{one['lever']}", year=one.get("year") or 0)
    return words.t(f"meeting.changed_{key}", name=name, **said)


def name_for(name: str, record: Mapping[str, Any], words: Words) -> str:
    """Tên cho phương án đã đổi: the old percentages in it give way to the new ones; the same name where it
    names none of them.
    """
    n, turned = words.numbers, []
    for one in record.get("changes", ()):
        before, after = (one.get(end) for end in ("before", "after"))
        if before is not None and after is not None:
            now = n.rate(Decimal(after)).replace("\N{NO-BREAK SPACE}", " ")
            turned.append((n.rate(Decimal(before)).rstrip("%").strip(), now))

    def new(found: re.Match[str]) -> str:
        # each change once, and never what another one has put there
        place = next((k for k, (old, _) in enumerate(turned) if old == found[1]), None)
        return found[0] if place is None else turned.pop(place)[1]

    return _PERCENT.sub(new, name)


def reach_of(record: Mapping[str, Any], words: Words) -> str:
    """Phạm vi của chênh lệch, and the earlier decision that gives way, in sentences; "" where the record does
    not say.
    """
    if "up" not in record:
        return ""
    if record.get("mark") == record.get("submitted_mark"):
        said = words.t("meeting.record_same")
    else:
        said = words.t("meeting.record_reach", up=record["up"], down=record["down"], same=record["same"])
    return f"{said} {_earlier(record, words)}".rstrip()


def later_of(record: Mapping[str, Any], words: Words, *, brief: bool = False) -> str:
    """Câu về đơn vị thiếu thêm ở các năm sau and why, as `later_said`; "" where the record names none."""
    return later_said(record.get("later", {}), record.get("year", 0), words, brief=brief)


def _earlier(record: Mapping[str, Any], words: Words) -> str:
    """Quyết định trước của cùng năm that this one takes the place of; "" where there was none."""
    for one in record.get("earlier", ())[:1]:
        at = datetime.fromisoformat(one["at"])
        return words.t("meeting.record_earlier", name=one["name"], at=at)
    return ""


def moved_of(record: Mapping[str, Any], words: Words) -> list[str]:
    """Đơn vị tăng, giảm nhiều nhất by what was decided, a sentence each; none where the record names none."""
    found = {who: record.get(who) or {"n": 0, "listed": []} for who in ("gainers", "losers")}
    said = [moved_said(who, found[who], str(record.get("basis", "")), words) for who in found]
    return [one for one in said if one]


def moved_said(who: str, found: Mapping[str, Any], basis: str, words: Words) -> str:
    """Câu về các đơn vị tăng ("gainers") hoặc giảm ("losers"), `found` as `budget.decision.moved` gives it;
    "" for none.
    """
    names = [_moved(*one, words=words) for one in found["listed"]]
    more = found["n"] - len(names)
    if more > 0:
        names.append(words.t("deck.others", n=more))
    if not names:
        return ""
    total = (
        words.t("meeting.record_in_all", amount=_signed(found["amount"], words))
        if found.get("amount")
        else ""
    )
    return words.t(f"meeting.record_{who}", basis=basis, n=found["n"], total=total, listed="; ".join(names))


def _moved(name: str, amount: int, share: float | None = None, *, words: Words) -> str:
    """A record of an older version has no share."""
    said, told = words.share_signed(share), {"name": name, "amount": _signed(amount, words)}
    return (
        words.t("meeting.record_unit_share", share=said, **told)
        if said
        else words.t("meeting.record_unit", **told)
    )


def _signed(amount: int, words: Words) -> str:
    """A difference in the unit of the paper, to the đồng where that would show nothing."""
    n = words.numbers
    return n.dong(amount, sign=True) if n.vanishes(amount) else n.money_with_unit(amount, sign=True)


def compared_of(decided: Decided, words: Words) -> list[str]:
    """Các phương án khác đã so sánh tại cuộc họp, a line each with its figures of the year; none where only
    one was there, or the record does not say.
    """
    found = [
        (words.t("meeting.version", name=one["name"], number=one["number"]), one["figures"])
        for one in decided.record.get("compared", ())
    ]
    return [
        words.t(
            "minutes.compared",
            name=name,
            support=of["support"],
            saved=of["saved"],
            increase=of["increase"],
            deficits=of["deficit_units"],
        )
        for name, of in found
        if name != decided.submitted
    ]


def clock(at: datetime, words: Words) -> str:
    """Giờ, ngày as a paper of the decree on clerical work writes them."""
    hour, minute = f"{at.hour:02}", f"{at.minute:02}"
    return words.t("minutes.clock", hour=hour, minute=minute, day=dated(at.date(), words))


def _stopped(line: str) -> str:
    """A sentence that an officer typed, with its full stop."""
    return line if line.endswith((".", ";", ":", "!", "?", "…")) else f"{line}."


def _present(people: Sequence[str], roles: Mapping[str, str], words: Words) -> list[str]:
    """Thành phần dự họp: chair and secretary first, each with a position, or room for it, and its stop."""
    held = {role: who for role, who in roles.items() if who}
    for role in (role for role, who in held.items() if "," not in who):
        held[role] = words.t("minutes.untitled", who=held[role], blank=BLANK)
    said = [words.t(f"minutes.{role}", who=who) for role, who in held.items()]
    said += [who for who in people if who not in roles.values()]
    cut = [line.rstrip(" ;") if line.endswith(BLANK) else line.rstrip(" .;") for line in said]
    return [f"{line}{'.' if n == len(cut) else ';'}" for n, line in enumerate(cut, 1)]


def _times(decided: Decided, words: Words) -> dict[str, str]:
    """Giờ bắt đầu as the officer gave it, else as the program saw it; giờ kết thúc, else left to the pen."""
    record = decided.record
    began = datetime.fromisoformat(record["began"]) if record.get("began") else decided.at

    def at(day: datetime, told: str) -> str:
        return clock(datetime.combine(day, time.fromisoformat(record[told]), day.tzinfo), words)

    seen = clock(began, words) if record.get("began") else ""
    return {
        "began": at(began, "opened") if record.get("opened") else seen,
        "ended": at(decided.at, "closed") if record.get("closed") else BLANK,
    }


def _concluded(decided: Decided, organisation: Mapping[str, str], words: Words) -> list[str]:
    """Các nội dung kết luận, numbered as in the submission; none where an older record does not say."""
    about = decided.record.get("concluded")
    if not about:
        return []
    office = organisation.get("name", "") or words.t("deck.office_unset")
    agreed = agreed_of(decided.at, decided.record)
    said = conclusions(about, decided.plan, office, words, agreed)
    return [f"{n}. {line}" for n, line in enumerate(said, 1)]


def _further(decided: Decided, words: Words) -> str:
    """Tổng kinh phí sau khi giảm thêm, and which figures of the minutes are after it; "" for none."""
    about, agreed = decided.record.get("concluded", {}), agreed_of(decided.at, decided.record)
    said = further_said(about, words, agreed)
    return f"{said} {words.t('conclusion.further_minutes')}" if said else ""


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
    words, told = Words(words.language, "dong"), Words(words.language)
    record, n = decided.record, words.numbers
    support = record.get("decided", {}).get("support")
    roles = {role: str(record.get(role, "")) for role in ("chair", "secretary")}
    rows = [row.cells for row in difference_table(record, words).rows]
    size = size_of(((text, WIDTH) for row in rows for id_, text in row.items() if id_ != "figure"), SIZE)
    office = office_fields(organisation, words, decided.at)
    return {
        **office,
        "code": words.t("minutes.code", office=office["archive"]),
        "number": "......",
        "place": organisation.get("place") or words.t("workbook.place_unset"),
        "venue": BLANK * 3,
        "moment": clock(decided.at, words),
        **_times(decided, words),
        "compared": compared_of(decided, told),
        "present": _present(decided.people, roles, words),
        "people": [who for who in decided.people if who not in roles.values()],
        "submitted": decided.submitted,
        "decided": words.t("minutes.born", name=decided.decided, origin=decided.submitted)
        if record.get("origin")
        else decided.decided,
        "base": str(decided.base_year),
        "data": n.count(decided.data_number),
        "year": str(record.get("year", "")),
        "period": words.t("decision.period", **about) if (about := record.get("concluded")) else "",
        "support": n.dong(support) if support is not None else "",
        "support_words": amount_in_words(support, words.language) if support is not None else "",
        "further": _further(decided, words),
        "reach": reach_of(record, words),
        "changes": [_stopped(one) for one in changes_of(record, words)],
        "moved": moved_of(record, told),
        "level": " ".join(
            filter(
                None,
                (
                    level_said(record.get("level", {}), record.get("year", 0), told),
                    kept_said(record.get("kept", 0), told),
                ),
            )
        ),
        "risks": [
            *risk_sentences(record.get("risks", {}), words),
            *filter(None, [below_said(record.get("below", {}), words), later_of(record, words)]),
        ],
        "required": required_said(record.get("required", {}), words),
        **roles,
        # below a signature stands the name, without the position
        **{f"{role}_name": who.partition(",")[0].strip() for role, who in roles.items()},
        "concluded": _concluded(decided, organisation, words),
        "notes": [
            _stopped(line.strip()) for line in str(record.get("note", "")).splitlines() if line.strip()
        ],
        "note": " ".join(str(record.get("note", "")).split()),
        "tries": n.count(record["tries"]) if record.get("tries") else "",
        "tried": [_stopped(str(one)) for one in record.get("tried", ())],
        "figures": [
            {id_: cell(text, SIZE if id_ == "figure" else size) for id_, text in row.items()} for row in rows
        ],
        "mark": str(record.get("mark", "")),
    }
