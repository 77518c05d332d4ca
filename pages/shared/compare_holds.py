"""Còn đạt không: whether each plan still reaches its target when one factor turns out higher or lower."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from budget.indicators import Indicators
from budget.report.tables import Column, Row, Table, grouped
from budget.robustness import Swing, missed, swings
from pages.shared import cached, compare_parts, grid, parts, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY


def moved_by(compared: Compared, k: int, moves: Mapping[str, Decimal]) -> tuple[Swing, ...]:
    """Phương án thứ k khi từng yếu tố lệch; computed once for the table and the chart."""
    result, year = compared.shown.results[k], compared.year
    return cached.derived(
        "swings",
        (result.fingerprint, *moves.items(), year),
        lambda: swings(result.units, result.scenario, result.law, year, moves),
    )


def show(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Bảng trả lời: a row a factor and side, for each plan whether it holds and how many units lack money."""
    w, shown = state.words(), compared.shown
    plans = [shown.at(result) for result in shown.results]
    moved = [moved_by(compared, k, moves) for k in range(len(plans))]
    with parts.panel("holds"):
        grid.show(_table(compared, plans, moved), "compare-holds")
        parts.note(w.t("compare.holds_note", year=shown.year))


def _table(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> Table:
    """Plans side by side, many one below another."""
    w = state.words()
    title = _title(compared, plans, moved)
    cells = [_cells(plan, one) for plan, one in zip(plans, moved, strict=True)]
    cases = _cases(moved[0])
    links = [compared.ways(k, **EVERY)("", "deficit") for k in range(len(plans))]
    first = Column("case", w.t("compare.holds_case"))
    if len(plans) > compare_parts.SIDE_BY_SIDE:
        groups = [
            (
                Row({"case": compared.label(k), **of_plan[0]}, links={"deficit": links[k]}),
                [Row({"case": case, **cell}) for case, cell in zip(cases[1:], of_plan[1:], strict=True)],
            )
            for k, of_plan in enumerate(cells)
        ]
        return Table(title, [first, *_columns("", "")], grouped(groups))
    columns = [first]
    for k, tag in enumerate(compared.tags):
        columns += _columns(str(k), tag)
    rows = [
        Row(
            {"case": case}
            | {f"{name}{k}": of_plan[n][name] for k, of_plan in enumerate(cells) for name in of_plan[n]},
            # the plan as it is has its explanation; what is tried here has none
            links={f"deficit{k}": to for k, to in enumerate(links)} if n == 0 else {},
        )
        for n, case in enumerate(cases)
    ]
    return Table(title, columns, rows)


def _title(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> str:
    """The message: in how many of the cases each plan holds."""
    w = state.words()
    said = [
        w.t(
            "compare.holds_of",
            tag=compared.tags[k],
            held=sum(not missed(found, plans[k]) for swing in of for _, found in swing.sides),
            cases=2 * len(of),
        )
        for k, of in enumerate(moved)
    ]
    return w.t("compare.holds_title", year=compared.year, said=w.list(said))


def _columns(suffix: str, tag: str) -> list[Column]:
    w = state.words()
    names = {"answer": w.t("compare.holds_answer"), "deficit": w.t("compare.holds_deficit")}
    if tag:
        names = {name: w.t("compare.tagged", tag=tag, what=what) for name, what in names.items()}
    return [
        Column(f"answer{suffix}", names["answer"], "figure"),
        Column(f"deficit{suffix}", names["deficit"], "count"),
    ]


def _cases(moved: tuple[Swing, ...]) -> list[str]:
    """The plan as it is, then every factor higher and lower."""
    w = state.words()
    cases = [w.t("compare.holds_plan")]
    for swing in moved:
        for by, _ in swing.sides:
            side = "higher" if by > 0 else "lower"
            factor = w.t(f"compare.factor_{swing.factor}")
            cases.append(w.t(f"compare.holds_{side}", factor=factor, by=abs(by)))
    return cases


def _cells(plan: Indicators, moved: tuple[Swing, ...]) -> list[dict[str, str | int]]:
    """The answer and the units in deficit of one plan, by case as `_cases`."""
    w = state.words()
    cells: list[dict[str, str | int]] = [{"deficit": plan.deficit_units}]
    for swing in moved:
        for _, found in swing.sides:
            lost = [w.t(f"compare.missed_{name}") for name in missed(found, plan)]
            said = w.t("compare.holds_no", lost=", ".join(lost)) if lost else w.t("compare.holds_yes")
            cells.append({"answer": said, "deficit": found.deficit_units})
    return cells
