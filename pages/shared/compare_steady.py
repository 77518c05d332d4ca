"""Câu trả lời về độ bền vững: who leads by what, the weakness of the plan proposed, and a row a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from budget.report.safest_said import Moved, Reached, headline
from budget.report.steady_said import Steady, absorbed_said, drawn_said, steady_of, steady_said
from budget.report.steady_table import steady_table
from budget.report.tables import Table
from budget.robustness import UNEARNED, Swing, worst
from budget.trials import Trials
from pages.shared import compare_holds, compare_safest, grid, parts, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY
from pages.shared.varying import Variation


def waiting(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Trong khi chờ các lần thử: the same, faint and without their shares or files; nothing where no factor
    can be moved in the year.
    """
    moved = _moved(compared, moves)
    if moved:
        again = f"<em>{parts.rich(state.words().t('compare.holds_again'))}</em> "
        table = _table(compared, moved, ()).to_html(state.words())
        parts.html(f'<div style="opacity: 0.55">{again}{_said(compared, moved, ())}{table}</div>')


def show(
    compared: Compared, moves: Mapping[str, Decimal], tried: Mapping[int, Trials], *, earned: bool
) -> None:
    """Câu trả lời và bảng, with the shares of the draws; `earned`: these take the revenue of the roadmap as
    earned.
    """
    w, moved = state.words(), _moved(compared, moves)
    if not moved:
        return
    shares = compare_safest.reached(compared, tried)
    compare_safest.keep(compared, moved, shares)
    parts.html(_said(compared, moved, shares, earned=earned))
    with parts.panel("steady"):
        grid.show(_table(compared, moved, shares), "compare-steady")
        made = [compared.shown.at(result).lacking for result in compared.shown.results]
        if said := absorbed_said(_failing(compared, moved), made, _short_by(moved), w):
            parts.note(said)
        parts.note(w.t("compare.steady_legend_earned" if earned else "compare.steady_legend"))


def _moved(compared: Compared, moves: Mapping[str, Decimal]) -> list[tuple[Swing, ...]]:
    return [of for _, of in compare_holds.tried_of(compared, moves)]


def _failing(compared: Compared, moved: Moved) -> list[Steady]:
    """Các phương án khi hụt thu tăng theo lộ trình; [] where that is not tried."""
    short = [swing for of in moved for swing in of if swing.factor == UNEARNED]
    if len(short) < len(moved):
        return []
    plans = zip(compared.tags, short, compared.shown.results, strict=True)
    return [steady_of(tag, one, swing.low, compared.year) for tag, swing, one in plans]


def _short_by(moved: Moved) -> Decimal:
    """Hụt bao nhiêu phần thu tăng; 0 where that is not tried."""
    return next((of.change for of in moved[0] if of.factor == UNEARNED), Decimal(0))


def _said(compared: Compared, moved: Moved, shares: Reached, *, earned: bool = False) -> str:
    """Hai câu: the answer with what speaks against it, and the weakness of the plan proposed."""
    w, plans = state.words(), _failing(compared, moved)
    answer = (
        steady_said(plans, _short_by(moved), w) if plans else headline(compared.tags, moved, compared.year, w)
    )
    against = drawn_said(plans, shares, w, earned=earned) if plans else ""
    answer = " ".join(filter(None, (answer, against)))
    said = filter(None, (answer, compare_safest.weakness(compared, moved, shares)))
    return f'<p class="sentence">{"<br>".join(map(parts.rich, said))}</p>'


def _table(compared: Compared, moved: Moved, shares: Reached) -> Table:
    """Bảng, each figure with the way to what explains it."""
    w, names = state.words(), [compared.label(k) for k in range(len(moved))]
    title = w.t("compare.steady_title", year=compared.year)
    table = steady_table(title, names, _failing(compared, moved), moved, shares, w)
    rows = []
    for k, (row, of) in enumerate(zip(table.rows, moved, strict=True)):
        factor, by, _ = worst(of)
        links = {"lacking": compared.ways(k, varied=Variation(factor, by), **EVERY)("", "deficit")}
        for swing in of:
            if swing.factor == UNEARNED:
                to = compared.ways(k, varied=Variation(UNEARNED, -swing.change), **EVERY)
                links |= {"short": to("", "deficit"), "deeper": to("", "deeper")}
        rows.append(replace(row, link=compared.ways(k)("", "deficit"), links=links))
    return replace(table, rows=rows)
