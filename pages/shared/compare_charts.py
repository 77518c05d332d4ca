"""Biểu đồ so sánh: support by year, winners and losers, and the way of the money in one scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budget.compare import BANDS, Step, changes_by_year
from budget.report import charts, charts_bars
from budget.report.chart_style import Look, Series, in_lines
from budget.report.differing import difference_said
from budget.report.printed import rounded
from pages.shared import comparing, plan_reductions_tables, state
from pages.shared.comparing import Compared, basis_name
from pages.shared.explaining import EVERY
from pages.shared.plan_allocation_levers import stage_title

if TYPE_CHECKING:
    from collections.abc import Callable

    import plotly.graph_objects as go

    from budget.simulate import Result

LINE = 14
"""Letters on a line below a column of the waterfall."""

STEP_FIGURES = {
    "base": "support",
    "status_quo": "status_quo",
    "released": "released",
    "cut": "cut",
    "exceptions": "increase",
    "floor": "increase",
    "norm": "increase",
    "supplement": "increase",
    "share": "increase",
    "support": "support",
}
"""Steps of the way of the money -> the figure that explains them."""


def by_year(compared: Compared, *, differences: bool) -> go.Figure:
    """Kinh phí theo năm, or its difference to the baseline; the baseline dashed and grey."""
    w, shown = state.words(), compared.shown
    look, years = compared.look(66), list(shown.years)
    moves = {k: changes_by_year(shown.basis(k), shown.results[k]) for k in compared.others}
    now = {k: moves[k][shown.year].difference for k in compared.others}
    most = max(now.values(), key=abs)

    def moved(k: int, name: str) -> str:
        key = "compare.years_same" if w.numbers.slight(now[k]) else "compare.years_said"
        return w.part(most, key, name=name, change=now[k])

    said = _together(compared, moved)
    title = w.t("compare.years_title", year=shown.year, basis=basis_name(compared), said=w.list(said))
    series = []
    for k in compared.others:
        known = moves[k]
        values = [
            (known[y].difference if differences else known[y].after) if y in known else float("nan")
            for y in years
        ]
        texts = [
            w.t("compare.years_hover", name=compared.saved[k].name, year=y, amount=known[y].after,
                change=known[y].difference, basis=basis_name(compared)) if y in known else ""
            for y in years
        ]  # fmt: skip
        to = compared.apart if differences else compared.ways
        codes = [to(k, **EVERY, year=y)("") for y in years]
        series.append(Series(compared.tags[k], values, look.colors.scenarios[k], texts, codes=codes))
    first, *more = _bases(compared, differences=differences)
    what = "compare.years_differences" if differences else "compare.years_amounts"
    subtitle = w.t(what, basis=basis_name(compared))
    return charts.lines(
        look,
        years,
        [*series, *more],
        title,
        subtitle,
        status_quo=first,
        from_zero=not differences,
        height=270,
    )


def _bases(compared: Compared, *, differences: bool) -> list[Series]:
    """Đường của căn cứ so sánh: one for all differences, and of the amounts one for each status quo."""
    w, shown = state.words(), compared.shown
    years, ink = shown.years, state.look().colors.status_quo
    found = list(enumerate(shown.quos)) if shown.baseline is None else [(0, shown.results[shown.baseline])]
    if differences:
        found = found[:1]
    lines = []
    for q, result in found:
        to = compared.quo_ways if shown.baseline is None else compared.ways
        codes = [to(shown.baseline or q, **EVERY, year=y)("") for y in years]
        totals = dict(zip(result.years, result.totals["support"].tolist(), strict=True))
        name = tag = basis_name(compared) if differences else comparing.quo_tag(compared, q)
        if shown.baseline is not None:
            name, tag = basis_name(compared), compared.tags[shown.baseline]
        level = [0.0 if differences else totals.get(y, float("nan")) for y in years]
        texts = [
            w.t("compare.amount_hover", name=name, year=y, amount=totals[y]) if y in totals else ""
            for y in years
        ]
        lines.append(Series(tag, level, ink, texts, dashed=True, codes=codes))
    return lines


def given_by_year(compared: Compared) -> go.Figure | None:
    """Số cấp thêm theo năm: what the plans move between units, where their totals are alike; None where none
    moves anything.
    """
    w, shown = state.words(), compared.shown
    look, years, given = compared.look(66), list(shown.years), _given(compared)
    if not any(amount for known in given.values() for amount in known.values()):
        return None
    most = max(known[shown.year] for known in given.values())
    said = _together(
        compared, lambda k, name: w.part(most, "compare.given_said", name=name, amount=given[k][shown.year])
    )
    title = w.t("compare.given_title", year=shown.year, said=w.list(said))
    return charts.lines(
        look, years, given_lines(compared, look), title, w.t("compare.given_what"), from_zero=True, height=230
    )


def given_lines(compared: Compared, look: Look) -> list[Series]:
    """Đường số cấp thêm theo năm của từng phương án khác căn cứ."""
    w, years, lines = state.words(), compared.shown.years, []
    for k, known in _given(compared).items():
        name = compared.saved[k].name
        texts = [w.t("compare.amount_hover", name=name, year=y, amount=known.get(y)) for y in years]
        codes = [compared.ways(k, **EVERY, year=y)("", "increase") for y in years]
        values = [known.get(y, float("nan")) for y in years]
        lines.append(Series(compared.tags[k], values, look.colors.scenarios[k], texts, codes=codes))
    return lines


def _given(compared: Compared) -> dict[int, dict[int, float]]:
    results = compared.shown.results
    return {
        k: dict(zip(results[k].years, results[k].totals["increase"].tolist(), strict=True))
        for k in compared.others
    }


def winners(compared: Compared) -> go.Figure:
    """Được và mất: one bar a scenario, cut into the bands from most lost to most gained."""
    w, shown = state.words(), compared.shown
    found = {k: {band.id: band for band in shown.bands(k)} for k in compared.others}
    order = tuple(reversed(BANDS))
    labels = [w.t(f"compare.band_{band}") for band in order]
    rows = [(compared.tags[k], [found[k][band].units for band in order]) for k in compared.others]
    texts = [
        [
            w.t(
                "compare.band_hover",
                name=compared.saved[k].name,
                band=w.t(f"compare.band_{band}"),
                units=found[k][band].units,
                pupils=found[k][band].pupils,
                money=found[k][band].money,
            )
            for band in order
        ]
        for k in compared.others
    ]
    title = _moved(compared)
    subtitle = w.t("compare.bands_subtitle", year=shown.year, basis=basis_name(compared))
    codes = [[compared.to_units([band], k) for band in order] for k in compared.others]
    reaches = [shown.reach(k) for k in compared.others]
    ends = [w.t("compare.bands_end", up=r.up, down=r.down, same=r.same) for r in reaches]
    look = compared.look(66)
    return charts_bars.bands(look, labels, rows, title, subtitle, texts=texts, codes=codes, ends=ends)


def _named(compared: Compared) -> list[tuple[int, str]]:
    """Các phương án được so, as a title names them: one alone by its name, several by their marks."""
    one = len(compared.others) == 1
    return [(k, compared.name(k) if one else compared.tags[k]) for k in compared.others]


def _together(compared: Compared, said: Callable[[int, str], str]) -> list[str]:
    """Lời của từng phương án: plans of which the same is `said` in one, by their names."""
    alike: dict[str, list[tuple[int, str]]] = {}
    for k, name in _named(compared):
        alike.setdefault(said(k, ""), []).append((k, name))
    return [said(same[0][0], ", ".join(name for _, name in same)) for same in alike.values()]


def _moved(compared: Compared) -> str:
    """Số đơn vị tăng, giảm theo từng phương án."""
    w, shown = state.words(), compared.shown
    named = _named(compared)
    if len(named) == 1:
        ((k, name),) = named
        reach = shown.reach(k)
        return w.t("compare.bands_title", name=name, up=reach.up, down=reach.down, same=reach.same)

    def counted(way: str) -> str:
        told = _together(
            compared, lambda k, name: w.t("compare.bands_said", name=name, n=getattr(shown.reach(k), way))
        )
        return w.list(told)

    return w.t("compare.bands_titles", up=counted("up"), down=counted("down"))


def step_name(step: Step, steps: tuple[Step, ...], result: Result, year: int) -> str:
    """Tên một bước; with the title of the measure or the stage where there are several of its like. A share
    is of what is left only where another step comes before it.
    """
    w, base, plan = state.words(), result.years[0], result.scenario
    given = [other for other in steps[: steps.index(step)] if STEP_FIGURES[other.id] == "increase"]
    alone = step.id == "share" and not given
    name = w.t(f"compare.step_{step.id}{'_alone' if alone else ''}", year=year, base=base)
    if not step.number or sum(other.id == step.id for other in steps) < 2:
        return name
    if step.id == "cut":
        what = plan_reductions_tables.title(plan.reductions[step.number - 1], base)
    else:
        what = stage_title(plan.allocation.stages[step.number - 1]) if plan.allocation else ""
    return w.t("compare.step_named", name=name, number=step.number, what=what)


def _whom(step: Step) -> str:
    """Của bao nhiêu đơn vị, and pupils of a grant."""
    counts = {"units": step.units, "pupils": step.pupils}
    said = [state.words().t(f"compare.behind_increase_{what}", n=n) for what, n in counts.items() if n]
    return state.words().list(said)


def _quo_year(year: int) -> str:
    return state.words().t("workbook.status_quo_of_year", year=year)


def path(compared: Compared, k: int, steps: tuple[Step, ...]) -> go.Figure | None:
    """Thác nước của phương án k: what each part of the plan takes and gives, against the status quo; None
    where it does neither.
    """
    w, shown = state.words(), compared.shown
    found = shown.at(shown.results[k])
    moved = [step for step in steps if step.id not in ("base", "status_quo", "support") and step.amount]
    if not moved:
        return None
    names = [step_name(step, steps, shown.results[k], shown.year) for step in moved]
    names.append(w.t("compare.step_net", year=shown.year))
    reach = w.t("compare.bands_end", up=found.reach.up, down=found.reach.down, same=found.reach.same)
    # below a column its units, in its hover their pupils too
    whom = [*(w.t("compare.behind_increase_units", n=step.units) for step in moved), ""]
    labels = [
        "\n".join([*in_lines(name, LINE), *filter(None, [units])])
        for name, units in zip(names, whom, strict=True)
    ]
    to = compared.ways(k, **EVERY)
    values = [*(float(step.amount) for step in moved), float(found.from_status_quo)]
    title = w.t(
        "compare.path_title",
        name=compared.name(k),
        saved=found.saved,
        increase=found.increase,
        difference=difference_said(found.from_status_quo, _quo_year(shown.year), w),
        rounded=""
        if w.numbers.slight(found.from_status_quo)
        else rounded(w, found.from_status_quo, found.increase, -found.saved),
    )
    return charts.waterfall(
        state.look(84, filed=compared.name(k)),
        labels,
        values,
        [False] * len(moved) + [True],
        title,
        w.t("compare.path_subtitle", year=shown.year, units=found.units),
        texts=[
            f"{name} · {w.numbers.dong(v, sign=True)} · {of}"
            for name, v, of in zip(names, values, [*map(_whom, moved), reach], strict=True)
        ],
        codes=[*(to("", STEP_FIGURES[step.id]) for step in moved), to("", "change")],
    )
