"""Lưới mục tiêu: targets unit by unit in a grid to type or paste into, what is reached beside them, and the
longest step that a year may have.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from html import escape

import streamlit as st

from budget.autonomy import GROUPS, UNDEFINED
from budget.pathways import Spread, Step, beyond, entries_of, longest_steps, own_targets, spread
from budget.planning import on_roadmap
from budget.report.palette import palette, readable_on
from budget.scenario import RoadmapEntry
from pages.shared import parts, plan_deeper, plan_degrees, plan_hard, plan_levers, plan_typed, state
from pages.shared.plan import Plan
from pages.shared.plan_groups import crossings

AT = "roadmap"
HUNDRED = Decimal(100)
REACHED = ("year", "years")
"""What is reached in the year in view, or in every year."""
LISTED = 3
"""Units that are told one by one."""
YEAR, STEP = 84, 98
"""Pixels of the columns to read."""


def show(plan: Plan) -> None:
    """Lưới mục tiêu: units by years, in percent; what is typed or pasted becomes a part of its own."""
    t, result = state.words().t, plan.result()
    # in the order of the data, so that no row moves while targets are typed
    chosen = set(on_roadmap(result))
    rows = [i for i, school in enumerate(result.units.school) if not school or i in chosen]
    parts.html(f'<p class="subtitle">{parts.rich(t("roadmap.grid_help"))}</p>')
    yearly, most = _choices(plan, rows)
    every = entries_of(result)
    follows = [every[i] for i in rows]
    held = {
        (r, c): (entry.targets[y] * HUNDRED).normalize() if entry and y in entry.targets else None
        for r, entry in enumerate(follows)
        for c, y in enumerate(plan.years)
    }
    names = [result.units.name[i] for i in rows]
    codes = [result.units.code[i] for i in rows]
    take = partial(_put, codes, follows, plan.years, held)
    typed = plan_levers.cells(
        plan.key("roadmap.grid"),
        names,
        [str(y) for y in plan.years],
        held,
        "",
        stub=t("plan.unit"),
        beside=_beside(plan, rows, yearly=yearly, most=most),
        plan=plan,
        path=(AT,),
        take=take,
        bounds=plan_typed.NOT_NEGATIVE,
    )
    edited = typed != held
    take(plan, typed)
    if edited:
        beyond = {r for (r, c), v in typed.items() if v is not None and v > HUNDRED and v != held[r, c]}
        if beyond:
            state.keep("plan.message", ("warning", t("roadmap.above", n=len(beyond))))
        plan.save()
        if not plan.refused:
            st.rerun()
        for item in plan.refused:
            parts.finding(item)
    plan_deeper.line(plan)
    plan_hard.lines(plan)


def _put(
    codes: Sequence[str],
    follows: Sequence[RoadmapEntry | None],
    years: Sequence[int],
    held: plan_levers.Cells,
    plan: Plan,
    typed: plan_levers.Cells,
) -> None:
    """Đặt mục tiêu vừa gõ of each unit whose row was edited."""
    for r in sorted({r for (r, c), value in typed.items() if value != held[r, c]}):
        own = {y: v / HUNDRED for c, y in enumerate(years) if (v := typed[r, c]) is not None}
        plan.set((AT,), own_targets(plan.scenario, codes[r], follows[r], own))


def _choices(plan: Plan, rows: Sequence[int]) -> tuple[bool, Decimal | None]:
    """Mức đạt của năm xem hay từng năm, and the longest step of a year, both kept in the address; the files
    of the units `rows`.
    """
    t = state.words().t
    with st.container(horizontal=True, vertical_alignment="center", key="plan-targets"):
        chosen = st.segmented_control(
            t("roadmap.reached"),
            REACHED,
            format_func=lambda one: t(f"roadmap.reached_{one}", year=plan.year),
            required=True,
            label_visibility="collapsed",
            **state.chooser("reached", "roadmap.reached.kind", REACHED, "year"),
        )
        said, told = parts.rich(t("roadmap.step")), escape(t("roadmap.step_help"))
        parts.html(f'<p class="lever-note" title="{told}">{said}</p>', "content")
        points = st.number_input(
            t("roadmap.step"),
            min_value=1,
            max_value=100,
            step=1,
            placeholder=t("roadmap.step_none"),
            label_visibility="collapsed",
            width=112,
            **state.chooser("step"),
        )
        most = None if points is None else Decimal(points) / HUNDRED
        found = () if most is None else beyond(plan.result(), most)
        if most is not None and found:
            st.button(
                t("roadmap.step_spread"),
                key="roadmap.step.spread",
                on_click=_spread,
                args=(plan, most),
                disabled=plan.locked,
            )
        st.space("stretch")
        plan_degrees.downloads(plan, rows, "roadmap.grid")
    if points is not None:
        _limit(plan, int(points), found)
    return chosen == "years", most


def _limit(plan: Plan, points: int, found: Sequence[Step]) -> None:
    """Những bước vượt giới hạn, or that there are none."""
    t = state.words().t
    if not found:
        parts.note(t("roadmap.step_kept", most=points))
        return
    said = [f"{plan.units.name[one.unit]} {_rise(one)}" for one in found[:LISTED]]
    if more := found[LISTED:]:
        said.append(t("roadmap.more_units", n=len(more)))
    parts.message("warning", t("roadmap.step_beyond", n=len(found), most=points), "; ".join(said))


def _spread(plan: Plan, most: Decimal) -> None:
    made = spread(plan.result(), most)
    plan.set((AT,), made.entries)
    plan.save(rerun=False)
    state.keep("plan.message", ("warning" if made.short else "done", _told(plan, made, most)))


def _told(plan: Plan, made: Spread, most: Decimal) -> str:
    """Đã rải mục tiêu của ai, and who comes later to its target or not within the plan."""
    w, names = state.words(), plan.units.name
    said = [w.t("roadmap.step_done", n=made.units, most=int(most * HUNDRED))]
    for key, units in (("roadmap.step_late", made.late), ("roadmap.step_short", made.short)):
        if units:
            listed = [names[i] for i in units[:LISTED]]
            if more := units[LISTED:]:
                listed.append(w.t("roadmap.more_units", n=len(more)))
            said.append(w.t(key, n=len(units), names=w.list(listed), year=plan.years[-1]))
    return " ".join(said)


def _rise(one: Step) -> str:
    """Bước của một năm: by how many points, in which year."""
    rise = state.words().numbers.decimal(one.rise * 100, 1)
    return f"+{rise} ({one.year})"


def _beside(
    plan: Plan, rows: Sequence[int], *, yearly: bool, most: Decimal | None
) -> tuple[plan_levers.Beside, ...]:
    """Cột chỉ đọc bên phải: the longest step of each unit where it is limited, and what is reached."""
    if most is None:
        return _by_year(plan, rows, plan.result().years) if yearly else (_degrees(plan, rows),)
    years = plan.result().years if yearly else (plan.year,)
    return (_steps(plan, rows, most), *_by_year(plan, rows, years))


def _steps(plan: Plan, rows: Sequence[int], most: Decimal) -> plan_levers.Beside:
    """Bước dài nhất của từng đơn vị; those beyond the limit in the ink of a loss."""
    loss = palette(state.theme()).loss
    longest, wrong = longest_steps(plan.result()), {one.unit for one in beyond(plan.result(), most)}
    paint = f"background-color: {loss}; color: {readable_on(loss, theme=state.theme())}"
    return plan_levers.Beside(
        state.words().t("roadmap.step_longest"),
        [_rise(longest[i]) if i in longest else "" for i in rows],
        [paint if i in wrong else "" for i in rows],
        STEP,
    )


def _painted(group: int) -> str:
    color = palette(state.theme()).groups[group]
    return f"background-color: {color}; color: {readable_on(color, theme=state.theme())}"


def _degree(plan: Plan, i: int, j: int) -> str:
    """Mức tự bảo đảm without the sign of the percent, which the heading has."""
    return state.words().numbers.percent(float(plan.result()["ratio"][i, j])).rstrip("\N{NO-BREAK SPACE}%")


def _by_year(plan: Plan, rows: Sequence[int], years: Sequence[int]) -> tuple[plan_levers.Beside, ...]:
    """Mức tự bảo đảm của từng năm, in the colour of its group; a threshold that is crossed is marked."""
    w, result = state.words(), plan.result()
    crossed = {i: crossings(result.group[i].tolist()) for i in rows}
    found = []
    for year in years:
        j = result.year(year)
        texts, styles = [], []
        for i in rows:
            group = int(result.group[i, j])
            known = group != UNDEFINED
            texts.append(f"{_degree(plan, i, j)} · {GROUPS[group]}{crossed[i][j]}" if known else "")
            styles.append(_painted(group) if known else "")
        found.append(plan_levers.Beside(w.t("roadmap.reached_in", year=year), texts, styles, YEAR))
    return tuple(found)


def _degrees(plan: Plan, rows: Sequence[int]) -> plan_levers.Beside:
    """Mức tự bảo đảm năm gốc và năm xem beside the targets, percent, in the colour of the group that is
    reached; a rise or a fall since the base year is marked.
    """
    result = plan.result()
    years = sorted({plan.base_year, plan.year})
    at = [result.year(year) for year in years]
    texts, styles = [], []
    for i in rows:
        now, first = int(result.group[i, at[-1]]), int(result.group[i, 0])
        if now == UNDEFINED:
            texts.append("")
            styles.append("")
            continue
        mark = "▲" if now < first else "▼" if now > first else "·"
        texts.append(f"{' → '.join(_degree(plan, i, j) for j in at)} {mark} {GROUPS[now]}")
        styles.append(_painted(now))
    return plan_levers.Beside(f"{' → '.join(map(str, years))} (%)", texts, styles)
