"""Kết quả biểu quyết bằng lời: of how many present, and how many of them did not vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.report.words import Words

VOTES = ("for", "against", "other")
"""How somebody may have voted."""


def vote_said(record: Mapping[str, Any], words: Words) -> str:
    """Câu về kết quả biểu quyết: of how many present, and how many of them did not vote; "" where no vote was
    recorded. A record of an older version does not hold how many were present.
    """
    found = record.get("vote")
    if not found:
        return ""
    votes = {f"n_{one}": found[one] for one in VOTES}
    if "present" not in found:
        return words.t("meeting.record_vote", **votes)
    present, silent = found["present"], not_voting(found, found["present"])
    key = "meeting.record_vote_silent" if silent else "meeting.record_vote_of"
    told = words.t(key, n_present=present, silent=silent, **votes)
    return f"{told} {words.t('meeting.record_vote_minor')}" if minor(found, present) else told


def minor(vote: Mapping[str, int | None], present: int) -> bool:
    """Số tán thành chưa quá một nửa số người có mặt; not where no vote for it was written down."""
    agreed = vote["for"]
    return agreed is not None and 2 * agreed <= present


def not_voting(vote: Mapping[str, int | None], present: int) -> int:
    """Số người có mặt mà không biểu quyết; 0 where all did."""
    return max(0, present - sum(vote[one] or 0 for one in VOTES))
