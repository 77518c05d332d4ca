"""Cơ quan: name, level and place of the office, from a day on; the theme of this browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from budget.law_review import level_ended
from budget.report.numbers import read_date
from budget.report.office_names import is_committee
from budget.report.signing import committee_signing, signing
from budget.report.tables import Column, Row, Table, numbered
from budget.store import Organisation
from pages.shared import cached, frame, grid, parts, state, themes

LEVELS = ("city", "ward", "province")
SIGNATORIES = ("head", "authority")
"""Who signs: the head of the office its submission and tables, the authority its decisions."""

SIGNED = ("title", "name", "code")
"""What is asked of each: title, name, symbol of the papers."""

DRAFTER = ("office", "code")
"""What is asked of the office that drafts the papers of a committee: its name and its symbol."""

ASKED = {**dict.fromkeys(SIGNATORIES, SIGNED), "drafter": DRAFTER}

w = state.words()
store = cached.store()
today = date.today()  # noqa: DTZ011 the office's own day
now = cached.organisation() or Organisation(valid_from=today, name="", level="")


def signs(role: str) -> dict[str, str]:
    """Người ký of a role, as it is kept."""
    return next((dict(one) for one in now.signatories if one.get("role") == role), {})


def signatories() -> tuple[dict[str, str], ...]:
    """Những người ký, and who drafts for them, as they stand on the page."""
    found = []
    for role, asked in ASKED.items():
        keys = {part: f"organisation.{role}_{part}" for part in asked}
        # the office that drafts is asked of a committee alone: of another what is kept stays
        kept = signs(role)
        typed = {
            part: (state.current(key) or "").strip() if state.holds(key) else kept.get(part, "")
            for part, key in keys.items()
        }
        if any(typed.values()):
            found.append({"role": role, **typed})
    return tuple(found)


def signing_title(role: str) -> None:
    """Đề ký: chosen or typed, and below it the lines that are printed, where there is more than one."""
    key = f"organisation.{role}_title"
    typed = (state.current(key) or "").strip()
    st.selectbox(
        w.t(key),
        list(dict.fromkeys([*w.t(f"{key}_forms").split("|"), *filter(None, [typed])])),
        index=None,
        accept_new_options=True,
        placeholder=w.t(f"{key}_hint"),
        help=w.t(f"{key}_help"),
        key=key,
    )
    lines = (committee_signing if role == "authority" else signing)(typed, w).splitlines()
    if typed and len(lines) > 1:
        parts.note(w.t("organisation.signing_printed", lines=" / ".join(lines).upper()))


def move_up(name: str) -> None:
    """Chuyển tên ủy ban sang cơ quan cấp trên: the name of the office is left to be typed."""
    state.put("organisation.superior", name)
    state.put("organisation.name", "")


def save() -> None:
    """Lưu: refuses an office without a name or a level, which its papers need."""
    name = state.current("organisation.name").strip()
    level = state.current("organisation.level")
    if not name or not level:
        missing = "level" if name else "name"
        state.keep("organisation", ("error", w.t(f"organisation.{missing}_missing")))
        return
    since = read_date(state.current("organisation.valid_from"))
    if since is None:
        state.keep("organisation", ("error", w.t("organisation.date_wrong")))
        return
    typed = Organisation(
        valid_from=since,
        name=name,
        level=level,
        place=state.current("organisation.place").strip(),
        superior=state.current("organisation.superior").strip(),
        signatories=signatories(),
        chapters=now.chapters,
    )
    # what is saved as it stands is no deed for the log
    if typed != replace(now, signatories=tuple(map(dict, now.signatories)), valid_to=None):
        store.set_organisation(typed, cached.author())
    state.keep("organisation", ("done", w.t("organisation.saved", day=since)))


parts.header(w.t("organisation.title"), w.t("organisation.sentence"))
said = state.note("organisation")
if said:
    parts.message(*said)
    state.keep("organisation", None)

for field in ("name", "superior", "place"):
    state.follow(f"organisation.{field}", getattr(now, field))
state.follow("organisation.level", now.level or None)
state.follow("organisation.valid_from", w.numbers.date(now.valid_from))
drafted = is_committee((state.current("organisation.name") or "").strip(), w)
for role, asked in ASKED.items():
    for part in asked if drafted or role in SIGNATORIES else ():
        empty = None if part == "title" else ""
        state.follow(f"organisation.{role}_{part}", signs(role).get(part) or empty)

since = read_date(state.current("organisation.valid_from")) or now.valid_from
ended = level_ended(state.current("organisation.level") or "", since) or cached.level_ended()
if ended is not None:
    parts.message("warning", w.t("organisation.level_ended", day=ended))
with parts.panel("organisation"):
    if drafted:
        typed = (state.current("organisation.name") or "").strip()
        above = (state.current("organisation.superior") or "").strip() or w.t("organisation.committee_none")
        parts.message("warning", w.t("organisation.committee", name=typed, superior=above))
        move = w.t("organisation.committee_move", name=typed)
        st.button(move, key="organisation.move_up", on_click=move_up, args=(typed,))
        for column, part in zip(st.columns(2), DRAFTER, strict=True):
            key = f"organisation.drafter_{part}"
            column.text_input(w.t(key), key=key, placeholder=w.t(f"{key}_hint"), help=w.t(f"{key}_help"))
    left, right = st.columns(2)
    left.text_input(w.t("organisation.name"), key="organisation.name", help=w.t("organisation.name_help"))
    right.text_input(
        w.t("organisation.superior"), key="organisation.superior", help=w.t("organisation.superior_help")
    )
    left.selectbox(
        w.t("organisation.level"),
        LEVELS,
        format_func=lambda level: w.t(f"organisation.level_{level}"),
        placeholder=w.t("organisation.level_choose"),
        help=w.t("organisation.level_help"),
        key="organisation.level",
    )
    right.text_input(w.t("organisation.place"), key="organisation.place", help=w.t("organisation.place_help"))
    left.text_input(w.t("organisation.valid_from"), key="organisation.valid_from")
    for column, role in zip(st.columns(2), SIGNATORIES, strict=True):
        with column:
            signing_title(role)
            for part in SIGNED[1:]:
                key = f"organisation.{role}_{part}"
                st.text_input(w.t(key), key=key, placeholder=w.t(f"{key}_hint"))
    st.button(w.t("organisation.save"), key="organisation.save", type="primary", on_click=save)

with parts.panel("chapters", w.t("organisation.chapters")):
    printed = cached.chapters()
    listed = "; ".join(f"{w.kind(kind)}: {code}" for kind, code in printed.items())
    parts.note(
        w.t("organisation.chapters_printed", codes=listed) if printed else w.t("organisation.chapters_none")
    )
    if st.button(w.t("organisation.chapters_enter"), key="organisation.chapters"):
        frame.follow(f"{state.link('law', view='own')}&parameter=chapter_codes")

with parts.panel("theme", w.t("organisation.theme")):
    themes.choice()

periods = store.organisations()
if periods:
    columns = (
        Column("from", w.t("organisation.from")),
        Column("name", w.t("organisation.name")),
        Column("level", w.t("organisation.level")),
        Column("place", w.t("organisation.place")),
    )
    rows = [
        Row(
            {
                "from": w.numbers.date(period.valid_from),
                "name": period.name,
                "level": w.t(f"organisation.level_{period.level}"),
                "place": period.place,
            }
        )
        for period in periods
    ]
    with parts.panel("periods"):
        grid.show(Table(w.t("organisation.history"), columns, numbered(rows)), "periods")
