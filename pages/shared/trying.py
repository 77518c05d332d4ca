"""Bản thử của cuộc họp: the levels that the log holds, and the plan that they make of the one submitted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal

import streamlit as st

from budget.live import with_levers
from budget.scenario import Scenario
from budget.store import DataVersion, LogEntry, SavedScenario
from pages.shared import cached

ACTION = "meeting_try"

ADDRESS = "try"
"""What an address calls a try, by its id in the log."""

Values = Mapping[str, float | None]


def subject(saved: SavedScenario) -> str:
    """Bản trình as the log names it."""
    return f"scenario:{saved.id}"


def asked() -> int | None:
    """Lần thử mà địa chỉ nêu; it need not be there."""
    with suppress(ValueError):  # an address may hold anything
        return int(st.query_params.get(ADDRESS, ""))
    return None


def found(number: int, saved: SavedScenario, version: DataVersion) -> LogEntry | None:
    """Lần thử này trên bản trình và số liệu này; None where it was made on others."""
    entries = cached.store().log(limit=1, before=number + 1, action=ACTION, subject=subject(saved))
    here = {"data": version.id, "version": saved.version_id}
    return next(
        (e for e in entries if e.id == number and all(e.details.get(k) == v for k, v in here.items())), None
    )


def scenario(saved: SavedScenario, values: Values) -> Scenario:
    """Bản thử: the plan submitted with its levers where they stand. Raises ScenarioError."""
    exact = {name: exactly(value) for name, value in values.items()}
    return with_levers(cached.scenario(saved.text), exact)


def exactly(value: float | None) -> Decimal | None:
    """Mức của một cần as it was typed."""
    return None if value is None else Decimal(repr(round(value, 6)))
