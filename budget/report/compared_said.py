"""Các phương án đã so sánh tại cuộc họp, bằng lời: by mark, with figures, for the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.report.pool_said import beyond_listed
from budget.report.steady_said import CRITERIA, Resting, leading, least_said
from budget.report.turned_said import called, plans_of, turned_over
from budget.report.words import Words
from budget.report.workbook_comparison import tags


def compared_of(
    record: Mapping[str, Any], submitted: str, versions: Sequence[tuple[str, int]], words: Words
) -> list[str]:
    """Các phương án khác đã so sánh tại cuộc họp, a line each with its mark and its figures of the year, and
    the mark of the one `submitted`: what was typed in the meeting goes by marks. None where only one was
    there, or the record does not say. `versions`: as `minutes.Decided` has them.
    """
    listed = record.get("compared", ())
    among = [*versions, *((one["name"], one["number"]) for one in listed)]
    names = [called(one["name"], one["number"], among, words) for one in listed]
    marks = tags([one["name"] for one in listed], words)
    # a name that begins with its mark tells it itself
    told = [
        name if one["name"].startswith(mark) else words.t("minutes.marked", mark=mark, name=name)
        for one, name, mark in zip(listed, names, marks, strict=True)
    ]
    found = [*zip(names, told, listed, strict=True)]
    own = [marked for name, marked, _ in found if name == submitted != marked]
    said = [
        words.t(
            "minutes.compared",
            name=marked,
            share=_share(one, words),
            beyond=beyond_listed(one, words),
            **_figures(one, words),
        )
        for name, marked, one in found
        if name != submitted
    ]
    said += [words.t("minutes.compared_own", name=marked) for marked in own if said]
    short = [
        name if one["name"].startswith(mark) else mark
        for one, name, mark in zip(listed, names, marks, strict=True)
    ]
    return said + [least for least in (_least(listed, short, words),) if said and least]


def first_said(record: Mapping[str, Any], versions: Sequence[tuple[str, int]], words: Words) -> str:
    """Câu về bảng chênh lệch của cuộc họp đã chuyển phương án: whose figures are those submitted, and which
    plan was first, with its own where the record has them; "" where the meeting ended with the first.
    """
    if not turned_over(record):
        return ""
    plans, year = plans_of(record), record.get("year", 0)
    first, now = (called(*one, [*plans, *versions], words) for one in (plans[0], plans[-1]))
    kept = [one for one in record.get("compared", ()) if (one["name"], one["number"]) == plans[0]]
    figures = [words.t("minutes.first_figures", year=year, **_figures(one, words)) for one in kept]
    return words.t("minutes.first_submitted", now=now, first=first, figures="".join(figures))


def _figures(one: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Các con số của một phương án đã so sánh, by the names that the sentences have for them."""
    of = one["figures"]
    return {
        "support": of["support"],
        "saved": of["saved"],
        "increase": of["increase"],
        "deficits": of["deficit_units"],
        # older records do not say
        "deeper": words.t("minutes.compared_deeper", n=one["deeper"]) if "deeper" in one else "",
    }


def _share(one: Mapping[str, Any], words: Words) -> str:
    """Tỷ lệ giảm trên mọi đơn vị sự nghiệp khác, of all plans the same, with what they give up where others
    are cut too; "" for none, and in older records.
    """
    if not one.get("service"):
        return ""
    share, n, *own = one["service"]
    key = "compared_share_own" if own and own != [one["figures"]["saved"]] else "compared_share"
    return words.t(f"minutes.{key}", share=words.share(share), n=n, own=sum(own))


def _least(listed: Sequence[Mapping[str, Any]], told: Sequence[str], words: Words) -> str:
    """Phương án thiếu ít nhất khi hụt số thu tăng, as the slides have it; "" where none leads, where no plan
    counts on revenue, and in older records. `told`: the marks, or names that begin with theirs.
    """
    fails = [one.get("fails") for one in listed]
    found = [one for one in fails if one]
    if len(found) < len(fails) or not any(one["revenue"] for one in found):
        return ""
    leads = {one: leading(told, [of[one] for of in found], one, words) for one in CRITERIA}
    # older records do not say who can hardly reach its roadmap
    of = [
        Resting(name, one["revenue"], one.get("hard", 0), one.get("asked", 0))
        for name, one in zip(told, found, strict=True)
    ]
    said, by = least_said(of, leads, words), Decimal(found[0]["by"])
    return words.t("minutes.compared_least", by=by, told=said) if said else ""
