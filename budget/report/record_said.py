"""Nội dung quyết định bằng lời: the table of both plans, what the meeting changed, whom it reaches; on screen
and in the minutes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from budget.decision import FIGURES, MONEY
from budget.live import ROADMAP
from budget.report.conclusion import ended
from budget.report.dictionary import LANGUAGES
from budget.report.lever_said import below_said, changed_said, stands, turned_said
from budget.report.other_years_said import other_years_said
from budget.report.printed import seen_change
from budget.report.risk_words import and_others, earlier_said, first_of, later_said, units_cell
from budget.report.tables import Column, Row, Table
from budget.report.targets_said import aims_said
from budget.report.tried_asks_said import asks_said, unsourced_part
from budget.report.turned_said import turned_over
from budget.report.words import Words

HARDLY = 1_000_000
"""Below this, đồng, a total of the whole plan has moved by roundings alone."""

TAKEN = ("saved",)
"""Amounts that a record holds above zero and that the budget gives less."""

FIRST_NAMED = 6
"""Units that lose in the year decided on and stand by name; a single one that would be left does, too."""

GIVES = ("saved", "increase", "deficit_units", "missing")
"""Figures that the minutes tell of a try."""

HEADS = ("figure", "submitted", "decided", "difference")

GAVE = {"change": "support", "gap": "norm_gap"}
"""Figures of a try whose change has a name of its own."""

_PERCENT = re.compile(r"(?<![\d.,])(\d[\d.,]*)\s*%")


def difference_table(record: Mapping[str, Any], words: Words) -> Table:
    """Bảng chênh lệch giữa bản trình và bản chốt; what is taken from the units stands below zero, and its
    difference says whether more or less is taken.
    """
    # another plan than the one that the meeting began with
    turned = {"submitted": "_turned"} if turned_over(record) else {}
    columns = [
        Column(c, words.t(f"meeting.record_{c}{turned.get(c, '')}"), "text" if c == "figure" else "figure")
        for c in HEADS
    ]
    n, rows = words.numbers, []
    for name in FIGURES:
        was, now = record.get("submitted", {}).get(name), record.get("decided", {}).get(name)
        if was is None or now is None:
            continue
        money = name in MONEY
        write = n.money if money else partial(units_cell, words=words)
        taken = name in TAKEN
        cells = {
            "figure": _label(name, words),
            "submitted": write(-was if taken else was),
            "decided": write(-now if taken else now),
        }
        # as its row adds up in sight
        change = n.in_dong(n.in_steps(now) - n.in_steps(was)) if money else now - was
        rows.append(Row({**cells, "difference": _difference(change, words, money=money, taken=taken)}))
    if (was := record.get("deeper_submitted")) is not None:
        now = len(record["deeper"])
        cells = {
            "figure": _label("deeper", words),
            "submitted": units_cell(was, words),
            "decided": units_cell(now, words),
        }
        rows.append(Row({**cells, "difference": _difference(now - was, words, money=False, taken=False)}))
    return Table(words.t("meeting.record_title", year=record.get("year", 0)), columns, rows)


def _difference(change: int, words: Words, *, money: bool, taken: bool) -> str:
    """Chênh lệch của một chỉ tiêu, signed; of what is `taken`, less of which is no rise, in words."""
    if not change:
        return "0"
    if taken:
        return words.t(f"meeting.record_{'more' if change > 0 else 'less'}", amount=abs(change))
    return words.numbers.money_signed(change) if money else words.numbers.count(change, sign=True)


def _label(name: str, words: Words) -> str:
    label = words.t(f"meeting.figure_{name}")
    return label + words.t("meeting.in_unit", unit=words.numbers.unit_name()) if name in MONEY else label


def changes_of(record: Mapping[str, Any], words: Words) -> list[str]:
    """Những chỗ khác bản trình: every figure of the plan that the meeting changed, old and new."""
    return [changed_said(one, words) for one in record.get("changes", ())]


def name_for(name: str, record: Mapping[str, Any], words: Words) -> str:
    """Tên cho phương án đã đổi: the old percentages in it give way to the new ones; the same name where it
    names none of them.
    """
    n, turned = words.numbers, []
    for one in record.get("changes", ()):
        before, after = (one.get(end) for end in ("before", "after"))
        if one["lever"] == ROADMAP:
            continue
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
        said = words.t("meeting.record_same_turned" if turned_over(record) else "meeting.record_same")
    else:
        of = {name: record[name] for name in ("year", "up", "down", "same")}
        others = other_years_said(record.get("other_years", ()), words)
        said = f"{words.t('meeting.record_reach', **of)} {others}".rstrip()
    return f"{said} {_earlier(record, words)}".rstrip()


def earlier_of(record: Mapping[str, Any], words: Words) -> str:
    """Câu về đơn vị thiếu thêm ở các năm trước, as `earlier_said`; "" where the record names none."""
    return earlier_said(record.get("deeper_before", {}), record.get("year", 0), words)


def later_of(record: Mapping[str, Any], words: Words, *, brief: bool = False) -> str:
    """Câu về đơn vị thiếu thêm ở các năm sau and why, as `later_said`; "" where the record names none."""
    return later_said(record.get("later", {}), record.get("year", 0), words, brief=brief)


def _earlier(record: Mapping[str, Any], words: Words) -> str:
    """Quyết định trước của cùng năm that this one takes the place of; "" where there was none."""
    for one in record.get("earlier", ())[:1]:
        at = datetime.fromisoformat(one["at"])
        return words.t("meeting.record_earlier", name=one["name"], at=at)
    return ""


def first_moved_of(record: Mapping[str, Any], words: Words, day: date) -> str:
    """Ai giảm, bao nhiêu đơn vị tăng riêng năm được quyết định, where that is not the year in view; "" for a
    period that has ended by the `day` of the minutes, and in older records.
    """
    found, about = record.get("first"), record.get("concluded") or {}
    if not found or not about or ended(about, day):
        return ""
    losers, gainers = found["losers"], found["gainers"]
    most = FIRST_NAMED + (losers["n"] == FIRST_NAMED + 1)
    names = [_moved(*one, words=words) for one in losers["listed"][:most]]
    said = [
        words.t(f"meeting.record_first_{who}", n=of["n"], amount=_in_all(of["amount"], words), listed=listed)
        if of["n"]
        else words.t(f"meeting.record_first_no_{who}")
        for who, of, listed in (
            ("losers", losers, and_others(names, losers["n"], words)),
            ("gainers", gainers, ""),
        )
    ]
    year = about["first"]
    return words.t(
        "meeting.record_first", year=year, basis=_basis(record, words, year), listed="; ".join(said)
    )


def moved_of(record: Mapping[str, Any], words: Words) -> list[str]:
    """Đơn vị tăng, giảm nhiều nhất by what was decided, a sentence each, and where all
    stand who are left out of them; none where the record names none.
    """
    found = {who: record.get(who) or {"n": 0, "listed": []} for who in ("gainers", "losers")}
    basis = _basis(record, words, record.get("year", 0))
    said = [one for who in found if (one := moved_said(who, found[who], basis, words))]
    if any(of["n"] > len(of["listed"]) for of in found.values()):
        said[-1] += " " + words.t("meeting.record_moved_all")
    return said


def _basis(record: Mapping[str, Any], words: Words, year: int) -> str:
    """Căn cứ so sánh của một năm: a status quo in the language of the reader, whatever that of the meeting
    was.
    """
    basis = str(record.get("basis", ""))
    quos = [Words(one).t("workbook.status_quo_of_year", year=record.get("year", 0)) for one in LANGUAGES]
    return words.t("workbook.status_quo_of_year", year=year) if basis in quos else basis


def ungiven_of(record: Mapping[str, Any], words: Words) -> str:
    """Trường không còn được cấp so với bản trình, by name; "" for none, and in older records."""
    found = record.get("ungiven_anew") or {"n": 0, "listed": []}
    listed = and_others(found["listed"], found["n"], words)
    return words.t("meeting.record_ungiven", n=found["n"], listed=listed) if listed else ""


def ungiven_below_of(record: Mapping[str, Any], words: Words) -> str:
    """Trường dưới định mức mà không được cấp, by name, or how many where they are too many to name; "" for
    none, and in older records.
    """
    found = record.get("ungiven_below") or {"n": 0, "listed": []}
    many = "_many" if found["n"] > len(found["listed"]) else ""
    told = {"n": found["n"], "year": record.get("year", 0), "listed": "; ".join(found["listed"])}
    return words.t(f"meeting.record_ungiven_below{many}", **told) if found["n"] else ""


def moved_said(who: str, found: Mapping[str, Any], basis: str, words: Words) -> str:
    """Câu về các đơn vị tăng ("gainers") hoặc giảm ("losers"), `found` as `budget.decision.moved` gives it;
    "" for none. `basis`: "" where the sentence before has told it, or an older record does not.
    """
    names = [_moved(*one, words=words) for one in found["listed"]]
    more = found["n"] - len(names)
    if more > 0:
        names.append(words.t("deck.others", n=more))
    if not names:
        return ""
    total = (
        words.t("meeting.record_in_all", amount=_in_all(found["amount"], words))
        if found.get("amount")
        else ""
    )
    key = f"meeting.record_{who}" if basis else f"meeting.record_{who}_too"
    return words.t(key, basis=basis, n=found["n"], total=total, listed="; ".join(names))


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
    return _exact(amount, words, sign=True)


def _in_all(amount: int, words: Words) -> str:
    """The same of many units together, behind a word that says whether they gain or lose: without a sign."""
    return _exact(abs(amount), words, sign=False)


def _exact(amount: int, words: Words, *, sign: bool) -> str:
    n = words.numbers
    return n.dong(amount, sign=sign) if n.vanishes(amount) else n.money_with_unit(amount, sign=sign)


def tried_said(details: Mapping[str, Any] | str, w: Words, *, named: bool = False) -> str:
    """Một lần thử thành lời: the levels that the levers had, from which of the plan submitted, or of that
    `named` beside it, and what they gave; a line of the log, or of a record, of an older version says not
    from which, or holds the sentence alone.
    """
    if isinstance(details, str):
        return details
    was = {(name, year): level for name, year, level in details.get("before", ())}
    # a lever that was turned back stands as in the plan
    moved = [one for one in details.get("levers", ()) if not stands(one, was)] or details.get("levers", ())
    turned = [turned_said(*one, was=was, words=w, named=named) for one in moved]
    levers = "; ".join([*turned[:1], *(one[:1].lower() + one[1:] for one in turned[1:])])
    if found := details.get("degrees"):
        before, after = (_between(found[end], w) for end in ("before", "after"))
        levers = w.t("meeting.try_degrees", levers=levers, year=found["year"], before=before, after=after)
    gives = details.get("gives")
    if not levers or not gives:
        return levers or str(details.get("text", ""))
    # what hardly moves is left to the figures, unless nothing else does
    told = [what for what in gives if abs(gives[what]) >= HARDLY] or list(gives)
    now = details.get("figures", {})
    gave = ", ".join(
        w.t(f"meeting.gave_{what}_alike_{'up' if gives[what] > 0 else 'down'}")
        if what == "change"
        and "saved" in told
        and gives[what] == -gives["saved"]
        and abs(gives[what]) >= HARDLY
        else w.t(f"meeting.gave_{what}", moved=_gave(what, gives[what], now.get(GAVE.get(what, what)), w))
        for what in told
    )
    asks = asks_said(details.get("asks", ()), w)
    return w.t("meeting.try_logged", levers=levers, gave=", ".join(filter(None, (gave, asks))))


def _between(ends: Sequence[float], w: Words) -> str:
    """Từ thấp nhất đến cao nhất, or the one that all have."""
    low, high = map(w.numbers.percent, ends)
    return low if low == high else w.t("meeting.lever_between", low=low, high=high)


def given_said(details: Mapping[str, Any] | str, words: Words) -> str:
    """Kết quả của một lần thử: what it cuts and gives in all, how many units lack how much; "" where a line
    of an older version does not say.
    """
    if isinstance(details, str) or not (found := details.get("figures")):
        return ""
    told = words.t("meeting.try_gives", **{name: found[name] for name in GIVES})
    return "; ".join(filter(None, (told, unsourced_part(details.get("no_source", 0), words))))


def reached_said(details: Mapping[str, Any] | str, words: Words) -> str:
    """Kết quả của một lần thử so với điều muốn đạt: how far each target is reached, and who lacks more than
    under the status quo by it, or that nobody does; "" where a line of an older version does not say.
    """
    if isinstance(details, str):
        return ""
    aimed, deeper = aims_said(details, words).removesuffix("."), details.get("deeper", ())
    aimed += below_said(details, words) if aimed else ""
    names = [
        words.t("deck.risk_lacks_more", name=name, amount=amount)
        for name, amount in deeper[: first_of(len(deeper))]
    ]
    listed = and_others(names, len(deeper), words)
    none = words.t("meeting.try_deeper_none") if "deeper" in details else ""
    lacking = words.t("meeting.try_deeper", n=len(deeper), listed=listed) if listed else none
    return "; ".join(filter(None, (f"{aimed[:1].lower()}{aimed[1:]}", lacking)))


def _gave(what: str, amount: int, now: int | None, w: Words) -> str:
    """Tăng, giảm bao nhiêu so với bản trình, đồng, in words; a cut is no rise that falls. `now`: what it came
    to, which is printed beside that of the plan submitted.
    """
    key = "meeting.saved" if what == "saved" else "meeting.moved"
    if not amount:
        return w.t(f"{key}_same")
    if abs(amount) < HARDLY:
        return w.t(f"{key}_hardly", amount=amount)
    seen = amount if now is None else seen_change(w.numbers, now - amount, now)
    return w.t(f"{key}_{'up' if amount > 0 else 'down'}", amount=w.numbers.visible(abs(seen)))
