"""Đơn vị chưa rõ: units without a code or a kind. Matches by name are offered, never taken silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from budget.intake.identity import Known, alike, made_up, matches
from budget.report.tables import Column, Row, Table
from budget.units import KIND, KINDS
from pages.shared import cached, grid, importing, loading, loading_units, parts, state
from pages.shared.importing import Work
from pages.shared.loading_units import Line

SHOWN = 300
"""Units in the grid at once; the buttons settle all of them."""
OFFERED = 12
_EDITOR = "import.units"


def show(now: Work, of: Sequence[Line]) -> None:
    """Hỏi mã và loại hình, first for many units at once, then one by one in a grid."""
    w = state.words()
    asked = loading_units.unknown(of)
    known = loading.known_units(cached.store())
    still = loading_units.open_units(of)
    with parts.panel("who", w.t("import.who_title", n=len(asked), left=len(still)), w.t("import.who_text")):
        _offer(of, still, known)
        _kinds(still)
        with st.expander(w.t("import.one_by_one", n=len(asked)), key="import.one_by_one"):
            _grid(now, asked, known)


def found_by_name(of: Sequence[Line], still: Sequence[Line], known: Sequence[Known]) -> dict[str, Known]:
    """Các đơn vị trùng tên với đúng một đơn vị đã biết whose code no other unit of the files has: by mark."""
    used = {str(line.row["code"]) for line in of if line.row["code"]}
    found: dict[str, Known] = {}
    for line in still:
        same = matches(str(line.row["name"]), known) if not line.row["code"] else ()
        if len(same) == 1 and same[0].code not in used:
            found[line.who] = same[0]
    codes = [unit.code for unit in found.values()]
    return {who: unit for who, unit in found.items() if codes.count(unit.code) == 1}


def _offer(of: Sequence[Line], still: Sequence[Line], known: Sequence[Known]) -> None:
    """Codes of units of the same name, then made-up ones for the others: each with one click."""
    w = state.words()
    codeless = [line for line in still if not line.row["code"]]
    if not codeless:
        return
    named = found_by_name(of, still, known)
    if named:
        grid.show(_matched(codeless, named), "import.matches")
        st.button(
            w.t("import.take_matches", n=len(named)), key="import.take_matches", type="primary",
            on_click=_settle, args=({who: unit.code for who, unit in named.items()}, {}, "match"),
        )  # fmt: skip
    rest = [line for line in codeless if line.who not in named]
    if rest:
        taken = {unit.code for unit in known} | {str(line.row["code"]) for line in of}
        codes = made_up(w.t("import.code_prefix"), taken, len(rest))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                w.t("import.make_up", n=len(rest), first=codes[0], last=codes[-1]), key="import.make_up",
                on_click=_settle,
                args=(dict(zip([line.who for line in rest], codes, strict=True)), {}, "made_up"),
            )  # fmt: skip
            parts.html(f'<p class="subtitle">{parts.rich(w.t("import.make_up_why"))}</p>', "content")


def _matched(codeless: Sequence[Line], named: Mapping[str, Known]) -> Table:
    w = state.words()
    columns = (
        Column("name", w.t("import.in_file")),
        Column("code", w.column("code")),
        Column("known", w.t("import.in_list")),
        Column("owner", w.column("owner")),
    )
    rows = [
        Row(
            {
                "name": line.row["name"],
                "code": named[line.who].code,
                "known": named[line.who].name,
                "owner": named[line.who].owner or None,
            }
        )
        for line in codeless
        if line.who in named
    ]
    return Table(w.t("import.matches"), columns, rows)


def _kinds(still: Sequence[Line]) -> None:
    """One answer for all units whose kind is written the same way, or is not written on one sheet."""
    w = state.words()
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in still:
        if not line.row["kind"]:
            written = line.written("kind")
            groups.setdefault((written, "" if written else f"{line.file}|{line.table.sheet}"), []).append(
                line
            )
    for number, ((written, place), members) in enumerate(list(groups.items())[:OFFERED]):
        names = w.list([str(line.row["name"]) for line in members[:3]])
        what = w.t("import.kind_written", text=written) if written else w.t("import.kind_unwritten")
        key = f"import.kind.{number}.{written}.{place}"
        st.segmented_control(
            w.t("import.ask_kind", what=what, n=len(members), names=names),
            [kind.id for kind in KINDS],
            format_func=partial(_kind_word, guess=str(members[0].read.get("kind") or "")),
            key=key,
            on_change=_group_kind,
            args=([line.who for line in members], key),
        )


def _kind_word(kind: str, guess: str) -> str:
    w = state.words()
    return f"{w.kind(kind)} {w.t('import.guessed')}" if kind == guess else w.kind(kind)


def _group_kind(whos: Sequence[str], key: str) -> None:
    kind = state.current(key)
    if kind:
        _settle({}, dict.fromkeys(whos, kind), "typed")


def _settle(codes: Mapping[str, str], kinds: Mapping[str, str], how: str) -> None:
    """Settled for many: the grid opens anew with it."""
    importing.identify(codes, kinds, how)
    state.keep(_EDITOR, None)


def _grid(now: Work, asked: Sequence[Line], known: Sequence[Known]) -> None:
    """Each unit with its code and kind to type; the base stands still while the officer types."""
    w = state.words()
    shown = list(asked[:SHOWN])
    marks = tuple(line.who for line in shown)
    turn, base_marks, base = state.note(_EDITOR) or (0, (), None)
    if base is None or base_marks != marks:
        turn, base = state.note(f"{_EDITOR}.turn", 0) + 1, _base(now, shown, known)
        state.keep(_EDITOR, (turn, marks, base))
        state.keep(f"{_EDITOR}.turn", turn)
    kinds = {w.kind(kind.id): kind.id for kind in KINDS}
    frame = base.copy()
    frame.columns = pd.Index(
        [w.column(c) if c in ("code", "name", "kind") else w.t(f"import.{c}") for c in base]
    )
    frame[w.column("kind")] = [w.kind(kind) if kind in KIND else "" for kind in base["kind"]]
    key = f"{_EDITOR}.grid.{turn}"
    st.data_editor(
        frame,
        key=key,
        hide_index=True,
        row_height=30,
        width="stretch",
        height=min(420, 40 + 30 * len(frame)),
        disabled=[c for c in frame.columns if c not in (w.column("code"), w.column("kind"))],
        column_config={
            w.column("code"): st.column_config.TextColumn(width="small"),
            w.column("kind"): st.column_config.SelectboxColumn(options=["", *kinds], width="small"),
            w.column("name"): st.column_config.TextColumn(width="medium"),
        },
        on_change=typed,
        args=(key, marks, kinds),
    )
    if len(asked) > SHOWN:
        parts.note(w.t("import.more", n=len(asked) - SHOWN))


def _base(now: Work, shown: Sequence[Line], known: Sequence[Known]) -> pd.DataFrame:
    w = state.words()
    rows = []
    for line in shown:
        how = now.answers.how.get(line.who, "") if not line.read.get("code") else ""
        name = str(line.row["name"])
        near = (matches(name, known) or alike(name, known)) if not line.row["code"] else ()
        rows.append(
            {
                "name": name,
                "file": line.file,
                "cell": line.cell(),
                "code": line.row["code"],
                "kind": line.row["kind"],
                "code_from": w.t(f"import.how.{how}") if how else "",
                "near": "; ".join(f"{unit.code} {unit.name}" for unit in near),
            }
        )
    return pd.DataFrame(
        rows, columns=["name", "code", "kind", "near", "code_from", "file", "cell"], dtype=object
    )


def typed(key: str, marks: Sequence[str], kinds: Mapping[str, str]) -> None:
    """Ghi các ô đã sửa trong lưới."""
    w = state.words()
    changes: Mapping[int, Mapping[str, Any]] = state.current(key)["edited_rows"]
    codes = {
        marks[int(row)]: str(cells[w.column("code")] or "").strip()
        for row, cells in changes.items()
        if w.column("code") in cells
    }
    chosen = {
        marks[int(row)]: kinds.get(cells[w.column("kind")] or "", "")
        for row, cells in changes.items()
        if w.column("kind") in cells
    }
    importing.identify(codes, chosen, "typed")
