"""Phương án mà trang đang hiện, hay các phương án đang so sánh: files of its tables and charts name them."""

from __future__ import annotations

from datetime import datetime

from pages.shared import state

COMPARED = "plan.compared"
"""Note: what files say of the plans that the page compares."""


def begin() -> None:
    """Mở trang: it shows no plan yet."""
    state.keep(state.SHOWN, None)
    state.keep(COMPARED, None)


def shows(plan: str, fingerprint: str) -> None:
    """Trang hiện phương án này, to the end of the run."""
    state.keep(state.SHOWN, (plan, fingerprint))


def compares(told: str) -> None:
    """Trang so sánh các phương án, to the end of the run: the lines that its files say of them and of their
    data.
    """
    state.keep(COMPARED, told)


def name() -> str:
    """Tên phương án đang hiện; "" for none."""
    plan, _ = state.note(state.SHOWN, ("", ""))
    return str(plan)


def said() -> str:
    """Phương án, dấu kiểm tra và ngày lập of a file that the page gives, or of plans compared in several
    lines; "" where it shows none.
    """
    plan, mark = state.note(state.SHOWN, ("", ""))
    w, day = state.words(), datetime.now().astimezone().date()
    if plan:
        return w.t("table.of_plan", name=plan, mark=blocks(mark), day=day)
    compared = state.note(COMPARED)
    return f"{compared} · {w.t('table.made', day=day)}" if compared else ""


def blocks(fingerprint: str) -> str:
    """Dấu kiểm tra in groups of four, as it is printed."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))
