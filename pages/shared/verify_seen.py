"""Điều khác ngoài chữ và số: what is hidden, drawn or shown otherwise, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budget.intake.seen import Seen
from budget.intake.seen_dress import HIDDEN
from budget.report.tables import Column, Row, Table
from budget.report.words import Words
from pages.shared import grid, state


def show(seen: Sequence[Seen], key: str, part: str, place: Callable[[str], str]) -> None:
    """Bảng những điều khác; `part` is the head over the parts of the file, which `place` names."""
    if not seen:
        return
    w = state.words()
    heads = {"part": part, **{one: one for one in ("where", "what", "before", "after")}}
    columns = [Column(one, w.t(f"verify.column_{head}")) for one, head in heads.items()]
    rows = [
        Row(
            {
                "part": place(one.part),
                "where": w.t(told) if w.has(told := f"verify.where_{one.where}") else one.where,
                "what": w.t(f"verify.seen_{one.what}"),
                "before": _said(one.before, w),
                "after": _said(one.after, w),
            }
        )
        for one in seen
    ]
    grid.show(Table(w.t("verify.seen", n=len(rows)), columns, rows), f"{key}-seen")


def _said(value: str | None, w: Words) -> str:
    if value is None:
        return w.t("verify.seen_absent")
    return w.t("verify.seen_present") if value in ("", HIDDEN) else value
