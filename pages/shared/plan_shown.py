"""Phương án mà trang đang hiện: files of its tables and charts name it."""

from __future__ import annotations

from datetime import datetime

from pages.shared import state


def begin() -> None:
    """Mở trang: it shows no plan yet."""
    state.keep(state.SHOWN, None)


def shows(plan: str, fingerprint: str) -> None:
    """Trang hiện phương án này, to the end of the run."""
    state.keep(state.SHOWN, (plan, fingerprint))


def name() -> str:
    """Tên phương án đang hiện; "" for none."""
    plan, _ = state.note(state.SHOWN, ("", ""))
    return str(plan)


def said() -> str:
    """Phương án, dấu kiểm tra và ngày lập of a file that the page gives; "" where it shows no plan."""
    plan, mark = state.note(state.SHOWN, ("", ""))
    day = datetime.now().astimezone().date()
    return state.words().t("table.of_plan", name=plan, mark=blocks(mark), day=day) if plan else ""


def blocks(fingerprint: str) -> str:
    """Dấu kiểm tra in groups of four, as it is printed."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))
