"""Năm ngoài năm xem, bằng lời: what is cut in them before and after, or that units have another amount."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from budget.report.risk_words import year_spans
from budget.report.words import Words


def other_years_said(found: Sequence[Sequence[int]], words: Words) -> str:
    """Câu về các năm khác, `found` as `budget.other_years.other_years`; "" where none is another, and in
    older records.
    """
    moved = [one for one in found if not words.numbers.slight(one[2] - one[1])]
    if moved:
        listed = "; ".join(
            words.t("meeting.other_years_cut", year=year, before=before, after=after)
            for year, before, after in moved
        )
        return words.t("meeting.other_years", listed=listed, unit=words.numbers.unit_name())
    years = year_spans([year for year, *_ in found])
    return words.t("meeting.other_years_units", years=years) if found else ""


def tried_other_years(details: Mapping[str, Any] | str, words: Words) -> str:
    """Phần câu về các năm khác của một lần thử mà năm xem không đổi, as the minutes go on with it; "" where
    that year moves, too, and where a line of an older version does not say.
    """
    if isinstance(details, str) or any(
        not words.numbers.slight(x) for x in details.get("gives", {}).values()
    ):
        return ""
    said = other_years_said(details.get("other_years", ()), words).rstrip(".")
    return f"{said[:1].lower()}{said[1:]}"
