"""Giá trị riêng của cơ quan: the form, what it refuses and why, the list and the withdrawal."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import streamlit as st

from budget.law import Law, LawValue, Parameter, national_law
from budget.law_review import FIXED, is_share, later_national, refusal
from budget.report.law_words import name_words, rule_words, title_words, value_words
from budget.report.numbers import read_date
from budget.report.tables import Column, Row, Table, numbered
from budget.units import KIND
from pages.shared import cached, grid, parts, state

PREFIX = "law.own"


class RefusedError(ValueError):
    """Không nhận: carries the sentence that says what was found and what to do."""


def show(law: Law) -> None:
    """Phần giá trị riêng: what was said last, the list, the form."""
    w = state.words()
    said = state.note(PREFIX)
    if said:
        parts.message(*said)
        state.keep(PREFIX, None)
    left, right = st.columns((3, 2))
    with left, parts.panel("own"):
        _listing(law)
    with right, parts.panel("own-add", w.t("law.own_add")):
        _form(law)


def _listing(law: Law) -> None:
    w, own = state.words(), cached.store().law_values()
    parts.note(w.t("law.own_text"))
    if not own:
        parts.note(w.t("law.own_none"))
        return
    columns = (
        Column("parameter", w.t("law.parameter")),
        Column("value", w.t("law.value")),
        Column("since", w.t("law.since")),
        Column("source", w.t("law.source")),
        Column("by", w.t("law.entered")),
    )
    rows, names = [], {}
    for one in own:
        parameter = law.parameter(one.parameter)
        value = LawValue(one.since, one.value, cached.READ, one.document, own=True)
        title, day = title_words(parameter, w), w.numbers.date(one.since)
        document = one.document
        if one.document_date:
            document = f"{document} ({w.numbers.date(one.document_date)})"
        cells = {
            "parameter": title,
            "value": value_words(parameter, value, w),
            "since": day,
            "source": document,
            "by": f"{one.author} · {w.numbers.moment(one.entered_at)}",
        }
        rows.append(Row(cells))
        names[one.id] = f"{title} · {day}"
    grid.show(Table(w.t("law.own_title"), columns, numbered(rows)), "own", files=False)
    for one in own:
        later = later_national(national_law().parameter(one.parameter), one.since)
        if later:
            days = w.list([w.numbers.date(value.since) for value in later])
            parts.message("note", w.t("law.own_later", days=days), names[one.id])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            w.t("law.withdraw_which"), list(names), format_func=names.__getitem__, key=f"{PREFIX}.which"
        )
        st.button(w.t("law.withdraw"), key=f"{PREFIX}.withdraw", on_click=_withdraw)


def _withdraw() -> None:
    w, store = state.words(), cached.store()
    chosen = state.current(f"{PREFIX}.which")
    gone = next((one for one in store.law_values() if one.id == chosen), None)
    store.withdraw_law_value(chosen, cached.author())
    if gone is not None:
        title = title_words(national_law().parameter(gone.parameter), w)
        state.keep(PREFIX, ("note", w.t("law.withdrawn", title=title, day=gone.since)))


def _form(law: Law) -> None:
    w, national = state.words(), national_law()
    known = [name for name in national.parameters if name not in FIXED]
    chosen = st.selectbox(
        w.t("law.parameter"),
        known,
        format_func=lambda name: title_words(national.parameter(name), w),
        key=f"{PREFIX}.parameter",
    )
    parameter = national.parameter(chosen)
    newest = parameter.values[-1]
    today = value_words(parameter, newest, w)
    parts.note(w.t("law.today", value=today, source=newest.source))
    _value_field(parameter, newest)
    left, right = st.columns(2)
    left.text_input(w.t("law.new_since"), key=f"{PREFIX}.since", placeholder=w.t("law.day_help"))
    right.text_input(w.t("law.new_document_date"), key=f"{PREFIX}.day", placeholder=w.t("law.day_help"))
    st.text_input(w.t("law.new_document"), key=f"{PREFIX}.document", placeholder=w.t("law.document_help"))
    st.button(w.t("law.add"), key=f"{PREFIX}.add", type="primary", on_click=_add, args=(law, parameter))


def _key(parameter: Parameter, part: str = "") -> str:
    return f"{PREFIX}.value.{parameter.id}.{part}"


def _value_field(parameter: Parameter, newest: LawValue) -> None:
    """The input that fits the shape of the parameter."""
    w = state.words()
    match newest.shape:
        case "flag":
            st.segmented_control(
                w.t("law.new_value"),
                [True, False],
                format_func=lambda yes: w.t("law.yes" if yes else "law.no"),
                key=_key(parameter),
            )
        case "names":
            st.multiselect(
                w.t("law.new_value"),
                _choices(parameter),
                format_func=lambda name: name_words(name, w),
                key=_key(parameter),
                placeholder=value_words(parameter, newest, w),
            )
        case "text":
            st.selectbox(
                w.t("law.new_value"),
                _choices(parameter),
                format_func=lambda rule: rule_words(rule, w),
                key=_key(parameter),
            )
        case "table":
            columns = st.columns(len(newest.value))
            for column, (group, number) in zip(columns, newest.value, strict=True):
                column.text_input(
                    w.t(f"group.{group}"), key=_key(parameter, group), placeholder=_example(parameter, number)
                )
            parts.note(_help(parameter))
        case _:
            shown = value_words(parameter, newest, w)
            st.text_input(w.t("law.new_value"), key=_key(parameter), placeholder=shown, help=_help(parameter))


def _choices(parameter: Parameter) -> list[str]:
    """What a list may hold: all kinds, or the lines that any national value names; the rules there
    have been.
    """
    if parameter.values[-1].shape == "text":
        return list(dict.fromkeys(str(value.value) for value in parameter.values))
    named = list(dict.fromkeys(name for value in parameter.values for name in value.names()))
    return list(KIND) if any(name in KIND for name in named) else named


def _example(parameter: Parameter, number: Any) -> str:
    numbers = state.words().numbers
    return numbers.rate(number) if is_share(parameter) else numbers.decimal(number, 1)


def _help(parameter: Parameter) -> str:
    w = state.words()
    if is_share(parameter):
        return w.t("law.help_share")
    return w.t("law.help_number", unit=str(getattr(parameter, f"unit_{w.language}")))


def _add(law: Law, parameter: Parameter) -> None:
    """Thêm: reads and checks every field; refuses with a sentence, or stores the value."""
    w = state.words()
    title = title_words(parameter, w)
    try:
        value, since, document, day = _read(law, parameter)
    except RefusedError as refused:
        state.keep(PREFIX, ("error", str(refused)))
        return
    cached.store().add_law_value(parameter.id, since, value, document, cached.author(), document_date=day)
    shown = value_words(parameter, LawValue(since, _tuples(value), cached.READ, document), w)
    state.keep(PREFIX, ("note", w.t("law.added", title=title, day=since, value=shown)))
    for part in ("since", "document", "day"):
        state.put(f"{PREFIX}.{part}", "")


def _read(law: Law, parameter: Parameter) -> tuple[Any, date, str, date | None]:
    w = state.words()
    value = _read_value(parameter)
    text = state.current(f"{PREFIX}.since").strip()
    since = read_date(text)
    if since is None:
        raise RefusedError(w.t("law.no_day", text=text))
    document = state.current(f"{PREFIX}.document").strip()
    if not document:
        raise RefusedError(w.t("law.no_document"))
    written = state.current(f"{PREFIX}.day").strip()
    day = read_date(written)
    if written and day is None:
        raise RefusedError(w.t("law.no_document_day", text=written))
    why = refusal(law, parameter.id, LawValue(since, _tuples(value), cached.READ, document))
    if why:
        raise RefusedError(w.t(f"law.refused_{why}"))
    return value, since, document, day


def _read_value(parameter: Parameter) -> Any:
    w, newest = state.words(), parameter.values[-1]
    title = title_words(parameter, w)
    match newest.shape:
        case "flag" | "text" | "names":
            chosen = state.current(_key(parameter))
            if chosen is None or chosen == []:
                raise RefusedError(w.t("law.no_choice", title=title))
            return chosen
        case "table":
            return {
                group: _number(parameter, state.current(_key(parameter, group)), w.t(f"group.{group}"))
                for group, _ in newest.value
            }
        case _:
            return _number(parameter, state.current(_key(parameter)), title)


def _number(parameter: Parameter, text: str, name: str) -> Any:
    """A number as people write it; a share as a percentage or a fraction such as 4/9."""
    w, bare = state.words(), text.strip()
    if is_share(parameter) and re.fullmatch(r"\d+\s*/\s*[1-9]\d*", bare):
        return str(Fraction(bare.replace(" ", "")))
    number = w.numbers.read(bare.removesuffix("%"))
    if number is None:
        raise RefusedError(w.t("law.no_value", text=text, name=name, help=_help(parameter)))
    if bare.endswith("%"):
        number /= 100
    return int(number) if number == number.to_integral_value() else Decimal(number)


def _tuples(value: Any) -> Any:
    """Lists and tables as a law value holds them."""
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value
