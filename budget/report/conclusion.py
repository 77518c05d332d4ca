"""Kết luận về phương án: the same items in the submission, on the last slide and in the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from budget.report.words import Words

FURTHER, KEEP = "further", "keep"
CHOICES = (FURTHER, KEEP)
"""Hướng xử lý đơn vị giảm chưa đủ mức tối thiểu: cut further to it, or keep the level of the plan."""


@dataclass(frozen=True)
class Agreed:
    """Việc chốt của một phương án: when, and what the meeting chose for the units below the legal minimum,
    one of CHOICES with its reason; "" while it is left open, and in older records.
    """

    at: datetime
    choice: str = ""
    reason: str = ""


def agreed_of(at: datetime, record: Mapping[str, Any]) -> Agreed:
    """Việc chốt as a record (or the recipe of an export) keeps it under "minimum"."""
    chosen = record.get("minimum") or {}
    return Agreed(at, str(chosen.get("choice", "")), str(chosen.get("reason", "")))


def conclusions(
    about: Mapping[str, Any], name: str, office: str, words: Words, agreed: Agreed | None
) -> list[str]:
    """Các nội dung kết luận, without numbers. `about` as `budget.afterwards.concluded`; `name`: of the plan,
    `office`: who submits it; `agreed`: None while the plan is proposed.
    """
    named = {**about, "name": name, "office": office}
    own = words.t("conclusion.support_decided" if agreed else "conclusion.support", **named)
    if about["first"] < about["last"]:
        own += words.t("conclusion.support_period", **about)
    said = [f"{own}."]
    if about["below"]:
        key = (agreed.choice or "open") if agreed else "proposed"
        reason = agreed.reason.rstrip(" .") if agreed else ""
        said.append(words.t(f"conclusion.minimum_{key}", n=about["below"], reason=reason))
    orders = words.t("conclusion.orders", **named)
    later = words.t("conclusion.orders_later", **about) if about["last"] < about["end"] else ""
    return [*said, f"{orders}{later}."]
