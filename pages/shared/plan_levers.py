"""Cần điều chỉnh của phương án: each bound to a key of the scenario, that is set when its value changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from budget.report.entry import write_number
from budget.report.law_words import says_unconfirmed, source_of
from budget.report.letters import without_middle
from pages.shared import cached, levers, parts, plan_left, plan_typed, state
from pages.shared.plan import Path, Plan, copy_of
from pages.shared.plan_typed import HUNDRED, Bounds

Cells = dict[tuple[int, int], Decimal | None]
"""Số đã gõ vào một lưới, by (row, column); None for an empty cell."""

LETTERS, NAME, READ = 39, 264, 124
BESIDE_ONE, NAME_OF_ONE = 27, 196
BESIDE_TWO, NAME_OF_TWO = 29, 208
"""Letters of a name that fit in its column, and the width of that column and of the one to read beside: with
years to type in, with one figure, with two columns to read.
"""

FIT, YEAR, ROOMY, FIGURE = 2, 60, 68, 96
"""With more columns to read beside than FIT a grid scrolls whatever its widths: names are then as wide as
with one, and a year is ROOMY; else it is as wide as YEAR, and one figure of few as FIGURE.
"""


def share(plan: Plan, path: Path, label: str, **about: Any) -> float:
    """Cần tỷ lệ trên một khóa của phương án; `value` where the key may be absent, `unsaid` what then holds:
    moved back there, the lever takes the key away.
    """
    value = float(about.pop("value", None) or copy_of(plan.scenario, path) or 0)
    unsaid = about.pop("unsaid", None)
    key = _key(plan, path, unsaid)
    chosen = levers.share(label, key, value, **about | _locked(plan))
    if chosen != value:
        plan.set(path, None if chosen == unsaid else chosen)
    return chosen


def number(plan: Plan, path: Path, label: str, value: int, **about: Any) -> int:
    """Cần số nguyên trên một khóa của phương án."""
    key = _key(plan, path)
    chosen = levers.number(label, key, value, **about | _locked(plan))
    if chosen != value:
        plan.set(path, chosen)
    return chosen


def choice(plan: Plan, path: Path, label: str, options: Sequence[str], words: str, **about: Any) -> str:
    """Cần lựa chọn; the words of an option stand at `<words>_<option>`."""
    w = state.words()
    value = str(copy_of(plan.scenario, path))
    key = _key(plan, path)
    chosen = levers.choice(
        label,
        key,
        value,
        options,
        lambda o: w.t(f"{words}_{o}", base=plan.base_year),
        disabled=plan.locked,
        **about,
    )
    if chosen != value:
        plan.set(path, chosen)
    return chosen


def pick(plan: Plan, path: Path, label: str, options: Sequence[str], words: str) -> str:
    """Ô chọn một trong nhiều; the words of an option stand at `<words>_<option>`."""
    w = state.words()
    value = str(copy_of(plan.scenario, path))
    key = _key(plan, path)
    state.follow(key, value)
    chosen = str(
        st.selectbox(
            label,
            options,
            format_func=lambda o: w.t(f"{words}_{o}"),
            key=key,
            disabled=plan.locked,
            on_change=plan_left.heard,
            args=(key,),
        )
    )
    if chosen != value:
        plan.set(path, chosen)
    return chosen


def switch(plan: Plan, path: Path, label: str, **about: Any) -> bool:
    """Cần bật tắt trên một khóa của phương án."""
    value = bool(copy_of(plan.scenario, path))
    key = _key(plan, path)
    chosen = levers.switch(label, key, value, disabled=plan.locked, **about)
    if chosen != value:
        plan.set(path, chosen)
    return chosen


def law_mark(plan: Plan, parameter: str, year: int) -> str:
    """Mốc pháp lý: the article that sets the value in force; and how sure it is where that is open."""
    w, found = state.words(), plan.law.at(parameter, year)
    mark, source = found.mark_in(year), source_of(found, w, year)
    said = mark == cached.READ or says_unconfirmed(source, w)
    return w.t(
        "plan.law_level" if said else "plan.law_level_open", value=found.number(), source=source, mark=mark
    )


@dataclass(frozen=True)
class Beside:
    """Cột chỉ đọc bên lưới nhập: a text in each row, each painted by a style ("" for none)."""

    heading: str
    texts: Sequence[str]
    styles: Sequence[str]
    width: int = READ


def cells(
    key: str,
    rows: Sequence[str],
    columns: Sequence[str],
    values: Mapping[tuple[int, int], Decimal | None],
    label: str,
    *,
    stub: str = "",
    beside: Sequence[Beside] = (),
    plan: Plan,
    path: Path,
    take: Callable[[Plan, Cells], None],
    bounds: Bounds = plan_typed.ANY,
) -> Cells:
    """Lưới nhập số: texts in the app's language, by (row, column); what is no number, or lies outside
    the `bounds`, is refused in its cell alone, which keeps the figure before it.

    `take` puts what was typed into a plan, at `path`; it does so itself only where a click hid the grid.

    `beside` are columns to read, right of those to type in, so that a block pasted stays together.

    The grid keeps the base that it was opened with; another saved value (undo, another plan) or another
    column beside opens it anew, as does its return after it was not drawn, when the edits in its state are
    gone.
    """
    w = state.words()
    n = w.numbers
    held = state.note(key) or (0, None, None, None)
    turn, shape, base, last = held
    # other columns beside make another grid of it, without the edits of the one before
    now = (tuple(rows), tuple(columns), tuple(one.heading for one in beside), n.language)
    if shape != now or last != dict(values) or not state.holds(f"{key}.{turn}"):
        turn, base, last = turn + 1, dict(values), dict(values)
    texts = pd.DataFrame(
        [[write_number((base or {}).get((i, j)), n) for j in range(len(columns))] for i in range(len(rows))],
        columns=list(columns),
    )
    if stub:
        # the grid cuts a text at its end, where names of units differ
        letters = BESIDE_TWO if len(beside) == FIT else LETTERS if len(columns) > 1 else BESIDE_ONE
        texts.insert(0, stub, [without_middle(row, letters) for row in rows])
    width = FIGURE if len(columns) <= 2 else ROOMY if len(beside) > FIT else YEAR
    config = {name: st.column_config.TextColumn(width=width) for name in columns}
    if stub and len(columns) != 2:
        wide = NAME_OF_TWO if len(beside) == FIT else NAME if len(columns) > 2 else NAME_OF_ONE
        config[stub] = st.column_config.TextColumn(width=wide, pinned=len(beside) > 1)
    for one in beside:
        texts[one.heading] = list(one.texts)
        config[one.heading] = st.column_config.TextColumn(width=one.width)
    if label:
        st.markdown(f"**{label}**")
    read = [*([stub] if stub else []), *(one.heading for one in beside)]
    edited = st.data_editor(
        _painted(texts, beside) if beside else texts,
        key=f"{key}.{turn}",
        hide_index=True,
        row_height=28,
        width="stretch",
        disabled=True if plan.locked else read or False,
        column_config=config,
        placeholder="",
        on_change=plan_left.heard,
        args=(f"{key}.{turn}",),
    )
    found, refused = dict(last or {}), list[tuple[str, str]]()
    for i in range(len(rows)):
        for j, name in enumerate(columns):
            cell = edited[name].iloc[i]
            text = "" if pd.isna(cell) else str(cell)
            try:
                found[i, j] = plan_typed.read(text, bounds)
            except ValueError as wrong:
                refused.append((str(wrong), ", ".join(filter(None, (rows[i], name)))))
                found[i, j] = (last or {}).get((i, j))
    state.keep(key, (turn, now, base, found))
    plan_typed.tell(f"{key}.refused", refused)
    plan_left.box(
        plan, f"{key}.{turn}", path, partial(_hidden, tuple(columns), dict(last or {}), take, bounds)
    )
    return found


def _hidden(
    columns: tuple[str, ...],
    last: Cells,
    take: Callable[[Plan, Cells], None],
    bounds: Bounds,
    plan: Plan,
    edits: Any,
) -> None:
    """What the state of a grid that is not drawn any more has of edits; what is refused is left out."""
    found = dict(last)
    for row, cells_of in edits["edited_rows"].items():
        for name, text in cells_of.items():
            with suppress(ValueError):
                found[int(row), columns.index(name)] = plan_typed.read(str(text or ""), bounds)
    take(plan, found)


def _painted(texts: pd.DataFrame, beside: Sequence[Beside]) -> Any:
    """The grid with the columns beside it painted; Streamlit paints only what is not typed in."""
    painted = texts.style
    for one in beside:
        painted = painted.apply(lambda _, styles=one.styles: list(styles), subset=[one.heading])
    return painted


def yearly(
    plan: Plan,
    path: Path,
    label: str,
    scale: Decimal = HUNDRED,
    years: Sequence[int] = (),
    *,
    none: Any = None,
    bounds: Bounds = plan_typed.NOT_NEGATIVE,
) -> None:
    """Số theo năm: a row of years; `scale` turns what is stored into what is typed. Empty years are left out.

    `none` is stored when every cell is empty; the `bounds` are those of what is typed.
    """
    held = {int(y): v for y, v in (copy_of(plan.scenario, path) or {}).items()}
    shown = sorted({*(years or plan.years), *held})
    values = {(0, j): _typed(held.get(y), scale) for j, y in enumerate(shown)}
    take = partial(_put_years, path, tuple(shown), scale, none)
    heads = [str(y) for y in shown]
    typed = cells(
        _name(plan, path), [""], heads, values, label, plan=plan, path=path, take=take, bounds=bounds
    )
    if typed != values:
        take(plan, typed)


def _put_years(path: Path, years: Sequence[int], scale: Decimal, none: Any, plan: Plan, typed: Cells) -> None:
    kept = {str(y): v / scale for j, y in enumerate(years) if (v := typed[0, j]) is not None}
    plan.set(path, kept or none)


def between(plan: Plan) -> None:
    """Năm để trống của một dãy mục tiêu: lies on the line between the targets beside it."""
    said = state.words().t("plan.between", base=plan.base_year)
    parts.html(f'<p class="lever-note">{parts.rich(said)}</p>')


def rates(
    plan: Plan,
    path: Path,
    rows: Sequence[str],
    columns: Sequence[tuple[str, str]],
    name: Callable[[str], str],
) -> None:
    """Lưới tỷ lệ: `rows` are keys of the tables named in `columns` as (table, heading) below `path`."""
    tables = [copy_of(plan.scenario, (*path, table)) or {} for table, _ in columns]
    values = {
        (i, j): _typed(table.get(row, Decimal(0)), HUNDRED)
        for j, table in enumerate(tables)
        for i, row in enumerate(rows)
    }
    heads = [heading for _, heading in columns]
    key = _name(plan, (*path, *(table for table, _ in columns)))
    names = [name(r) for r in rows]
    take = partial(_put_rates, path, tuple(rows), tuple(table for table, _ in columns), values)
    take(plan, cells(key, names, heads, values, "", stub=" ", plan=plan, path=path, take=take))


def _put_rates(
    path: Path,
    rows: Sequence[str],
    tables: Sequence[str],
    values: Mapping[tuple[int, int], Decimal | None],
    plan: Plan,
    typed: Cells,
) -> None:
    for (i, j), value in typed.items():
        if value != values[i, j]:
            plan.set((*path, tables[j], rows[i]), None if not value else value / HUNDRED)


def opened(key: str, value: Any) -> tuple[str, Any]:
    """Ô nhập trong khung đóng mở: its key and the value that it was opened with.

    What is drawn inside a closed popover is made in the browser only when that opens, and would then miss a
    value that was put into the state: it needs its default, and another key when the saved value is changed
    elsewhere, or when it was not drawn in the meantime and its state is gone.
    """
    turn, first, last = state.note(key) or (0, None, None)
    if last != value or not state.holds(f"{key}.{turn}"):
        turn, first = turn + 1, value
    state.keep(key, (turn, first, value))
    return f"{key}.{turn}", first


def taken(key: str, value: Any) -> None:
    """Ghi nhận giá trị vừa chọn of an input made with `opened`."""
    turn, first, _ = state.note(key)
    state.keep(key, (turn, first, value))


def _typed(value: Decimal | None, scale: Decimal) -> Decimal | None:
    return None if value is None else (value * scale).normalize()


def _key(plan: Plan, path: Path, unsaid: Any = None) -> str:
    """The key of the input for a path, that is heard of too when the click after it hides it."""
    key = _name(plan, path)
    plan_left.box(plan, key, path, partial(_put, path, unsaid))
    return key


def _put(path: Path, unsaid: Any, plan: Plan, value: Any) -> None:
    plan.set(path, None if value == unsaid else value)


def _name(plan: Plan, path: Path) -> str:
    return plan.key(".".join(str(part) for part in path))


def _locked(plan: Plan) -> dict[str, Any]:
    """A lever of a decided plan stands still and has no reset."""
    return {"disabled": True, "default": None} if plan.locked else {}
