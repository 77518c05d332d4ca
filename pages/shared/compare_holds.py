"""Khi một yếu tố lệch: whether each plan does no worse than it was made to, and what the worst case costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from budget.indicators import Indicators
from budget.report.tables import Column, Row, Table, grouped
from budget.robustness import Swing, enacted_until, gained, missed, price_level, rate_of, swings
from pages.shared import cached, grid, parts, state
from pages.shared.comparing import Compared
from pages.shared.explaining import EVERY
from pages.shared.varying import Variation

Case = tuple[Variation, tuple[str, ...]]
"""Một trường hợp kém hơn: the factor moved, and of PROMISED what the plan then misses."""

WORST = ("saved", "schools_at_norm", "deficit_units", "lacking")
"""What the sentence on the worst case tells."""

QUO = ("quo_deficit", "quo_lacking")
"""Columns of the status quo under the same variation."""

SIDE_BY_SIDE = 2
"""More plans than this stand below one another, each with the status quo of its own assumptions."""


def moved_by(compared: Compared, k: int, moves: Mapping[str, Decimal]) -> tuple[Swing, ...]:
    """Phương án thứ k khi từng yếu tố lệch, of those that the law leaves open in the year; computed once for
    the table and the chart.
    """
    result, year = compared.shown.results[k], compared.year
    free = {factor: by for factor, by in moves.items() if not enacted_until(result.law, factor, year)}
    return cached.derived(
        "swings",
        (result.fingerprint, *free.items(), year),
        lambda: swings(result.units, result.scenario, result.law, year, free),
    )


def enacted(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Nói yếu tố nào đã ban hành đến năm đang xem, so that moving it changes nothing yet."""
    w, law = state.words(), compared.shown.results[0].law
    for factor in (name for name, by in moves.items() if by):
        if last := enacted_until(law, factor, compared.year):
            told = {"factor": w.t(f"compare.factor_{factor}"), "last": last, "next": last + 1}
            parts.note(w.t("compare.holds_enacted", year=compared.year, **told))


def _seen(amount: int) -> int:
    """Số tiền như bảng in ra, đồng: where two print alike, the plan does as it was made to."""
    n = state.words().numbers
    return n.in_dong(n.in_steps(amount))


def conclude(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Câu kết luận: which plans do worse than they were made to, and in which cases; nothing where no factor
    can be moved in the year.
    """
    plans = [compared.shown.at(result) for result in compared.shown.results]
    moved = [moved_by(compared, k, moves) for k in range(len(plans))]
    if moved[0]:
        first, *others = _falling(compared, plans, moved)
        said = state.words().t("compare.holds_said", year=compared.year, said=first)
        lines = [said, *others, _against_quo(compared, plans, moved), *_lost(compared, plans, moved)]
        parts.html(f'<p class="sentence">{"<br> ".join(map(parts.rich, lines))}</p>')


def _falling(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> list[str]:
    """What is said of the plans that do worse in the same cases."""
    w = state.words()
    alike: dict[tuple[Case, ...], list[str]] = {}
    for tag, plan, of_plan in zip(compared.tags, plans, moved, strict=True):
        tried = (
            (Variation(swing.factor, by), missed(found, plan, _seen))
            for swing in of_plan
            for by, found in swing.sides
        )
        alike.setdefault(tuple((case, worse) for case, worse in tried if worse), []).append(tag)
    said = []
    for cases, tags in alike.items():
        key = "compare.holds_fall" if cases else "compare.holds_stand"
        said.append(w.t(key, who=_who(tags, plans), cases="; ".join(_worse(cases))))
    return said


def _who(tags: list[str], plans: list[Indicators]) -> str:
    """Phương án nào, by their letters or all of them."""
    w = state.words()
    return w.list(tags) if len(tags) < len(plans) else w.t("compare.holds_all", n=len(tags))


def _worse(cases: tuple[Case, ...]) -> list[str]:
    """Kém ở chỉ tiêu nào, and in which cases."""
    w = state.words()
    of: dict[str, list[str]] = {}
    for case, worse in cases:
        factor = w.t(f"compare.factor_{case.what}").lower()
        for name in worse:
            of.setdefault(name, []).append(w.t("compare.holds_move", factor=factor, by=case.by))
    return [
        w.t("compare.holds_when", lost=w.t(f"compare.missed_{name}"), cases=", ".join(told))
        for name, told in of.items()
    ]


def _lost(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> list[str]:
    """Which plans then lack least and most beyond what they lack as made, where they differ in it."""
    more = [
        _seen(max(found.lacking for swing in of_plan for _, found in swing.sides) - plan.lacking)
        for plan, of_plan in zip(plans, moved, strict=True)
    ]
    w, low, high = state.words(), min(more), max(more)
    if low == high:
        return []
    least, most = (
        w.list([tag for tag, one in zip(compared.tags, more, strict=True) if one == end])
        for end in (low, high)
    )
    return [w.t("compare.holds_lost", least=least, low=low, most=most, high=high)]


def _against_quo(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> str:
    """Bao nhiêu đơn vị thiếu hơn hiện trạng cùng biến động, at most over the cases, by plans alike in it."""
    w = state.words()
    alike: dict[str, list[str]] = {}
    for tag, plan, of_plan in zip(compared.tags, plans, moved, strict=True):
        cases = ((found.deeper_units, swing.factor, by) for swing in of_plan for by, found in swing.sides)
        n, factor, by = max(cases, key=lambda case: case[0])
        key = "some" if n > plan.deeper_units else "same" if plan.deeper_units else "none"
        case = w.t("compare.holds_move", factor=w.t(f"compare.factor_{factor}").lower(), by=by)
        most = {"n": max(n, plan.deeper_units), "made": plan.deeper_units, "case": case}
        alike.setdefault(w.t(f"compare.holds_quo_{key}", **most), []).append(tag)
    told = [w.t("compare.holds_quo_of", who=_who(tags, plans), said=said) for said, tags in alike.items()]
    return w.t("compare.holds_quo", said="; ".join(told))


def show(compared: Compared, moves: Mapping[str, Decimal]) -> None:
    """Bảng trả lời: a row a factor and side, for each plan whether it does worse and what is then lacking,
    above a sentence a plan on its worst case, folded; nothing where no factor can be moved in the year.
    """
    w, shown = state.words(), compared.shown
    plans = [shown.at(result) for result in shown.results]
    moved = [moved_by(compared, k, moves) for k in range(len(plans))]
    if not moved[0]:
        return
    with parts.panel("holds"):
        grid.show(_table(compared, plans, moved), "compare-holds")
        worst = [_worst(compared, k, plan, moved[k]) for k, plan in enumerate(plans)]
        notes = [w.t("compare.holds_note", year=shown.year), _price_level(compared, moves["inflation"])]
        parts.details(w.t("compare.holds_details"), [line for line in (*worst, *notes) if line])


def _price_level(compared: Compared, by: Decimal) -> str:
    """Trượt giá lệch cộng dồn đến năm đang xem; "" where prices are not moved or the plans differ in them."""
    results, year = compared.shown.results, compared.shown.year
    if not by or len({rate_of(result.scenario, "inflation") for result in results}) > 1:
        return ""
    years = year - results[0].years[0]
    higher, lower = (price_level(results[0].scenario, side, years) for side in (by, -by))
    told = {"by": by, "years": years, "year": year, "higher": higher, "lower": abs(lower)}
    return state.words().t("compare.holds_price_level", **told) if years else ""


def _worst(compared: Compared, k: int, plan: Indicators, swung: tuple[Swing, ...]) -> str:
    """Trường hợp thiếu nhiều nhất của một phương án: what it then saves, brings to the norm and lacks."""
    w = state.words()
    cases = [(swing.factor, by, found) for swing in swung for by, found in swing.sides]
    factor, by, found = max(cases, key=lambda case: case[2].lacking)
    told = [
        w.t(
            f"compare.worst_{figure}{'_same' if _alike(figure, before, after) else ''}",
            before=before,
            after=after,
        )
        for figure in WORST
        for before, after in [(int(getattr(plan, figure)), int(getattr(found, figure)))]
    ]
    told.append(w.t("compare.worst_quo", n=found.quo_deficit_units, lacking=found.quo_lacking))
    case = _case(compared, factor, by)
    return w.t("compare.worst", name=compared.label(k), case=case, told="; ".join(told))


def _alike(figure: str, before: int, after: int) -> bool:
    """Two figures of WORST that read the same."""
    return before == after or (figure in ("saved", "lacking") and _seen(before) == _seen(after))


def _table(compared: Compared, plans: list[Indicators], moved: list[tuple[Swing, ...]]) -> Table:
    """Plans side by side with the status quo that they share, else one below another."""
    w = state.words()
    title = w.t("compare.holds_title", year=compared.year)
    cells = [_cells(plan, one) for plan, one in zip(plans, moved, strict=True)]
    links = [_links(compared, k, one) for k, one in enumerate(moved)]
    cases = _cases(compared, moved[0])
    columns = [
        Column("case", w.t("compare.holds_case")),
        Column("quo_deficit", w.t("compare.holds_quo_deficit"), "count"),
        Column("quo_lacking", w.t("compare.holds_quo_lacking"), "money"),
    ]
    shared = all(
        [case[name] for case in of] == [case[name] for case in cells[0]] for of in cells for name in QUO
    )
    if len(plans) > SIDE_BY_SIDE or not shared:
        groups = []
        for k, of_plan in enumerate(cells):
            names = [compared.label(k), *cases[1:]]
            first, *rest = (
                Row({"case": name, **cell}, links=to)
                for name, cell, to in zip(names, of_plan, links[k], strict=True)
            )
            groups.append((first, rest))
        return Table(title, [*columns, *_columns("", "")], grouped(groups))
    for k, tag in enumerate(compared.tags):
        columns += _columns(str(k), tag)
    rows = [
        Row(
            {"case": case} | _merged([of_plan[n] for of_plan in cells]),
            links=_merged([of_plan[n] for of_plan in links]),
        )
        for n, case in enumerate(cases)
    ]
    return Table(title, columns, rows)


def _merged(of_plans: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One row of several plans: the columns of each with its number, those of the status quo once."""
    return {
        name if name in QUO else f"{name}{k}": value
        for k, of_plan in enumerate(of_plans)
        for name, value in of_plan.items()
    }


def _links(compared: Compared, k: int, moved: tuple[Swing, ...]) -> list[dict[str, str]]:
    """Đường đến giải trình của số còn thiếu, by case as `_cases`."""
    varied = [Variation(swing.factor, by) for swing in moved for by, _ in swing.sides]
    found = []
    for one in (None, *varied):
        to, quo = (compared.ways(k, varied=one, quo=of_quo, **EVERY) for of_quo in (False, True))
        found.append(
            dict.fromkeys(("deficit", "lacking"), to("", "deficit"))
            | dict.fromkeys(QUO, quo("", "deficit"))
            | {"deeper": to("", "deeper")}
        )
    return found


def _columns(suffix: str, tag: str) -> list[Column]:
    w = state.words()
    names = {name: w.t(f"compare.holds_{name}") for name in ("answer", "deficit", "lacking", "deeper")}
    if tag:
        names = {name: w.t("compare.tagged", tag=tag, what=what) for name, what in names.items()}
    else:
        names = {name: what[:1].upper() + what[1:] for name, what in names.items()}
    return [
        Column(f"answer{suffix}", names["answer"], "figure"),
        Column(f"deficit{suffix}", names["deficit"], "count"),
        Column(f"lacking{suffix}", names["lacking"], "money"),
        Column(f"deeper{suffix}", names["deeper"], "count", w.t("compare.holds_deeper_help"), zero="0"),
    ]


def _cases(compared: Compared, moved: tuple[Swing, ...]) -> list[str]:
    """The plan as it is, then every factor higher and lower."""
    named = [_case(compared, swing.factor, by) for swing in moved for by, _ in swing.sides]
    return [state.words().t("compare.holds_plan"), *named]


def _case(compared: Compared, factor: str, by: Decimal) -> str:
    """Một yếu tố lệch bao nhiêu; with the rate that comes of it where all plans have the same one."""
    w = state.words()
    said = Variation(factor, by).said()
    rates = {rate_of(result.scenario, factor) for result in compared.shown.results}
    rate = rates.pop() if len(rates) == 1 else None
    if rate is None:
        return said
    return w.t("compare.holds_rate", case=said, before=rate, after=rate + by)


def _cells(plan: Indicators, moved: tuple[Swing, ...]) -> list[dict[str, str | int]]:
    """The answer, what the plan lacks, and what the status quo then lacks, by case as `_cases`."""
    w = state.words()
    cells = [_cell(w.t("compare.holds_as_made"), plan)]
    for swing in moved:
        for _, found in swing.sides:
            lost = ", ".join(w.t(f"compare.missed_{name}") for name in missed(found, plan, _seen))
            more = ", ".join(w.t(f"compare.gained_{name}") for name in gained(found, plan, _seen))
            key = "both" if lost and more else "no" if lost else "better" if more else "as_made"
            cells.append(_cell(w.t(f"compare.holds_{key}", lost=lost, more=more), found))
    return cells


def _cell(answer: str, found: Indicators) -> dict[str, str | int]:
    return {
        "answer": answer,
        "deficit": found.deficit_units,
        "lacking": found.lacking,
        "deeper": found.deeper_units,
        "quo_deficit": found.quo_deficit_units,
        "quo_lacking": found.quo_lacking,
    }
