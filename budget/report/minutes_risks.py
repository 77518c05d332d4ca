"""Rủi ro trong biên bản: what a record has of the risks of the plan decided on, as slides and submission tell
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from budget.report.above_cap_said import above_said
from budget.report.conclusion import source_said
from budget.report.dearer_said import dearer_said
from budget.report.demanded_said import told_there
from budget.report.hard_said import hard_apart_said
from budget.report.minimum_said import spared_said
from budget.report.record_said import earlier_of, later_of
from budget.report.risk_words import (
    added_said,
    and_others,
    below_said,
    deeper_said,
    first_of,
    named_of,
    risk_sentences,
)
from budget.report.steady_said import fails_said
from budget.report.turned_said import Plan, called
from budget.report.words import Words
from budget.report.workbook_measures import within

HARD = 5
"""Units hard to lead to their roadmap that the minutes name."""


def risks_of(record: Mapping[str, Any], name: str, apart: Sequence[Plan], words: Words) -> list[str]:
    """Các rủi ro của phương án được thông qua, a line each; `name`, `apart` as for `all_fail_said`."""
    told = (
        hard_apart_said(record.get("hard", ()), words),
        "" if told_there(record) else deeper_said(record.get("deeper", ()), words),
        " ".join(
            filter(
                None,
                (unearned_of(record.get("unearned", {}), words), all_fail_said(record, name, apart, words)),
            )
        ),
        _dearer_said(record.get("dearer", {}), words),
        *above_said(record.get("above_cap", ()), words, "minutes.above_cap"),
        _below_said(record, words),
        _cumulated_said(record, words),
        earlier_of(record, words),
        later_of(record, words),
    )
    found, payers = record.get("risks", {}), payers_said(record.get("payers", {}), words)
    listed = dict(zip(found, risk_sentences(found, words, HARD, lacking=False), strict=True))
    if payers:
        listed["deficit"] = " ".join(filter(None, (listed.get("deficit", ""), payers)))
    return [*listed.values(), *filter(None, told)]


def added_of(record: Mapping[str, Any], words: Words, day: date) -> str:
    """Câu về phần cấp thêm ngoài số giảm chi, as the submission has it; "" where the conclusion asks for the
    source of all its years, and in older records.
    """
    found, about = record.get("added", ()), record.get("concluded") or {}
    asked = dict(about.get("beyond", ())) if about and source_said(about, words, day) else {}
    slight = words.numbers.slight
    apart = any(year not in asked and not slight(amount) for year, amount in found)
    return added_said(found, words) if apart else ""


def unknown_of(record: Mapping[str, Any], words: Words) -> list[str]:
    """Điều chưa biết của phương án, `budget.unknown`: that its norm has no document, and how many values of
    the law nobody confirmed; none in older records.
    """
    found = record.get("unknown", {})
    whose = {who: [within(words.kind(kind)) for kind in found.get(who, ())] for who in ("own", "taken")}
    listed = [words.t(f"minutes.norm_{who}", kinds=words.list(of)) for who, of in whose.items() if of]
    norm = words.t("minutes.norm", listed=", ".join(listed)) if listed else ""
    values = words.t("minutes.values", n=found["values"]) if found.get("values") else ""
    return [*filter(None, (norm, values))]


def _dearer_said(found: Mapping[str, Any], words: Words) -> str:
    """Câu về trượt giá cao hơn, and what it is higher than; older records do not say that."""
    said = dearer_said(found, words)
    on = words.t("minutes.dearer_on", rate=Decimal(found["on"])) if said and "on" in found else ""
    return f"{said} {on}".rstrip()


def _below_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về mức tối thiểu riêng các năm khác, as `below_said`, and why its amounts are no parts of those
    cumulated, where the conclusion tells of these.
    """
    said, about = below_said(record.get("below", {}), words), record.get("concluded") or {}
    apart = words.t("minutes.below_apart", base=about["base"]) if said and about.get("below") else ""
    return f"{said} {apart}".rstrip()


def _cumulated_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về mức tối thiểu lũy kế đến năm cuối của phương án, where that lies behind the years decided on,
    whose own the conclusion has; "" where all meet it, and in older records.
    """
    found, about = record.get("cumulated", {}), record.get("concluded") or {}
    if not found.get("n") or about.get("end", 0) <= about.get("last", 0):
        return ""
    listed = named_of("statutory_missed", found, words, first_of(found["n"]))
    counts = {name: found[name] for name in ("base", "owe", "n")}
    return words.t("deck.minimum_short", year=about["end"], listed=listed, **counts)


def spared_of(record: Mapping[str, Any], words: Words) -> str:
    """Đơn vị được miễn mức giảm tối thiểu trong năm, and who of them is cut; "" for none, and in older
    records.
    """
    found = record.get("spared")
    return " ".join(spared_said(found, record.get("year", 0), words)) if found else ""


def payers_said(payers: Mapping[str, Sequence[int]], words: Words) -> str:
    """Ai phải lo phần thiếu nguồn, `payers` as `budget.asked.short_by_payer`; "" for none, and in older
    records.
    """
    listed = [words.t(f"memo.lacking_{who}", n=n, amount=amount) for who, (n, amount) in payers.items()]
    return words.t("minutes.payers", listed="; ".join(listed)) if listed else ""


def unearned_of(unearned: Mapping[str, Any], words: Words, *, named: bool = True) -> str:
    """Khi thu tăng theo lộ trình hụt: how many units lack how much, and who of them more than under the
    status quo, by name where `named`; `unearned` as a record keeps it; "" where the roadmap asks for none.
    Older records have the last alone.
    """
    listed = unearned.get("listed", ())
    names = [
        words.t("deck.risk_lacks_more", name=name, amount=amount)
        for name, amount in listed[: first_of(len(listed))]
    ]
    told = and_others(names, len(listed), words)
    if "n" not in unearned:
        by = Decimal(unearned.get("by", 0))
        return words.t("deck.unearned", by=by, n=len(listed), listed=told) if told else ""
    key = "meeting.short_deeper" if told else "meeting.short_deeper_none"
    who = words.t(key, n=len(listed), listed=f": {told}" if named else "")
    figures = {name: unearned[name] for name in ("n", "lacking")}
    return words.t("meeting.short_unearned", by=Decimal(unearned["by"]), who=who, **figures)


def all_fail_said(record: Mapping[str, Any], name: str, apart: Sequence[Plan], words: Words) -> str:
    """Các phương án cạnh nhau khi thu tăng theo lộ trình hụt, as `fails_said`, that decided on first, by its
    `name`; "" where none counts on it, and in older records. `apart`: the plans submitted and decided on.
    """
    others = [one for one in record.get("compared", ()) if (one["name"], one["number"]) not in apart]
    among = [*apart, *((one["name"], one["number"]) for one in others)]
    found = [(name, record.get("fails"))]
    found += [(called(one["name"], one["number"], among, words), one.get("fails")) for one in others]
    told = [(who, of) for who, of in found if of]
    if len(told) < len(found) or not any(of["revenue"] for _, of in told):
        return ""
    listed = [(who, of["lacking"], of["deeper"]) for who, of in told]
    return fails_said(listed, Decimal(record["fails"]["by"]), words, above=bool(record.get("unearned")))
