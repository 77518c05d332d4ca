"""Ô nhập giá trị riêng: the inputs that fit the shape of a parameter, and what was typed in them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import streamlit as st

from budget.law import Parameter
from budget.law_review import is_share, offered
from budget.norms import NORM_AMOUNTS, NORM_CHOICES
from budget.report.law_words import entry_words, name_words, rule_words, title_words, value_words
from pages.shared import parts, state

PREFIX = "law.own"
SHARE = NORM_AMOUNTS[0]
MILLION = 1_000_000
LARGEST = 100_000
"""Triệu đồng: a larger norm for one head or site was typed in đồng."""


class RefusedError(ValueError):
    """Không nhận: carries the sentence that says what was found and what to do."""


def field(parameter: Parameter) -> None:
    """Ô nhập giá trị of a parameter."""
    w, label = state.words(), state.words().t("law.new_value")
    match parameter.shape:
        case "flag":
            st.segmented_control(
                label,
                [True, False],
                format_func=lambda yes: w.t("law.yes" if yes else "law.no"),
                key=_key(parameter),
            )
        case "names":
            st.multiselect(
                label,
                offered(parameter),
                format_func=lambda name: name_words(name, w),
                key=_key(parameter),
                select_all=False,
                placeholder=value_words(parameter, parameter.values[-1], w),
            )
        case "text":
            st.selectbox(
                label, offered(parameter), format_func=lambda rule: rule_words(rule, w), key=_key(parameter)
            )
        case "table" | "codes":
            _table(parameter)
        case "norm":
            _norm(parameter)
        case _:
            known = [value_words(parameter, value, w) for value in parameter.values[-1:]]
            st.text_input(label, key=_key(parameter), placeholder="".join(known), help=_help(parameter))


def read(parameter: Parameter) -> Any:
    """Giá trị đã gõ, as the store keeps it. Raises RefusedError."""
    w = state.words()
    match parameter.shape:
        case "flag" | "text" | "names":
            chosen = state.current(_key(parameter))
            if chosen is None or chosen == []:
                raise RefusedError(w.t("law.no_choice", title=title_words(parameter, w)))
            return chosen
        case "table":
            return {
                name: _number(parameter, state.current(_key(parameter, name)), entry_words(name, w))
                for name, _ in parameter.values[-1].value
            }
        case "codes":
            return _codes(parameter)
        case "norm":
            return _read_norm(parameter)
        case _:
            return _number(parameter, state.current(_key(parameter)), title_words(parameter, w))


def _key(parameter: Parameter, part: str = "") -> str:
    return f"{PREFIX}.value.{parameter.id}.{part}"


def _table(parameter: Parameter) -> None:
    """One input for each group or kind, with the newest national value in it."""
    w, numbers = state.words(), state.words().numbers
    entries = parameter.values[-1].value
    columns = st.columns(len(entries) if len(entries) > 5 else 3)
    for place, (name, number) in enumerate(entries):
        example = numbers.rate(number) if is_share(parameter) else _written(number)
        columns[place % len(columns)].text_input(
            entry_words(name, w), key=_key(parameter, name), placeholder=example
        )
    parts.note(_help(parameter))


def _written(number: Any) -> str:
    """Một số không phân nhóm, with the decimal point of the language only where it has decimals."""
    numbers = state.words().numbers
    return str(number) if number == int(number) else numbers.decimal(number, 1)


def _norm(parameter: Parameter) -> None:
    """A share, amounts in triệu đồng, and how the norm is counted."""
    t = state.words().t
    columns = st.columns(3)
    for place, name in enumerate(NORM_AMOUNTS):
        columns[place % 3].text_input(
            t(f"law.norm_{name}"),
            key=_key(parameter, name),
            placeholder="%" if name == SHARE else t("number.million"),
            help=t("law.help_norm"),
        )
    with st.container(horizontal=True):
        for name in NORM_CHOICES:
            st.checkbox(t(f"allocation.{name}"), key=_key(parameter, name), help=t(f"allocation.{name}_help"))


def _read_norm(parameter: Parameter) -> dict[str, Any]:
    """What was typed; empty inputs are left out, as in the table of a scenario."""
    w = state.words()
    found: dict[str, Any] = {}
    for name in NORM_AMOUNTS:
        text, label = state.current(_key(parameter, name)).strip(), w.t(f"law.norm_{name}")
        if not text:
            continue
        if name == SHARE:
            share = Fraction(_share(text, label))
            found[name] = _plain(Decimal(share.numerator) / share.denominator)
            continue
        number = w.numbers.read(text)
        if number is None:
            raise RefusedError(w.t("law.no_value", text=text, name=label, help=w.t("law.help_norm")))
        if number > LARGEST:
            raise RefusedError(w.t("law.too_large", text=text, name=label))
        found[name] = _plain(number * MILLION)
    chosen = {name: on for name, on in NORM_CHOICES.items() if state.current(_key(parameter, name))}
    return found | chosen


def _codes(parameter: Parameter) -> dict[str, int]:
    w, found = state.words(), {}
    for kind, _ in parameter.values[-1].value:
        text = state.current(_key(parameter, kind)).strip()
        if text and not re.fullmatch(r"\d{3}", text):
            raise RefusedError(w.t("law.refused_codes", text=text, name=w.kind(kind)))
        if text:
            found[kind] = int(text)
    if not found:
        raise RefusedError(w.t("law.no_code"))
    return found


def _help(parameter: Parameter) -> str:
    w = state.words()
    if is_share(parameter):
        return w.t("law.help_share")
    if parameter.shape == "codes":
        return w.t("law.help_codes")
    return w.t("law.help_number", unit=str(getattr(parameter, f"unit_{w.language}")))


def _number(parameter: Parameter, text: str, name: str) -> Any:
    """A number as people write it."""
    w = state.words()
    if is_share(parameter):
        return _share(text, name)
    number = w.numbers.read(text)
    if number is None:
        raise RefusedError(w.t("law.no_value", text=text, name=name, help=_help(parameter)))
    return _plain(number)


def _share(text: str, name: str) -> Any:
    """A share, as a percentage or a fraction such as 4/9; of a bare 3 nobody knows which it is."""
    w, bare = state.words(), text.strip()
    if re.fullmatch(r"\d+\s*/\s*[1-9]\d*", bare):
        return str(Fraction(bare.replace(" ", "")))
    number = w.numbers.read(bare.removesuffix("%"))
    if number is None:
        raise RefusedError(w.t("law.no_value", text=text, name=name, help=w.t("law.help_share")))
    if number and not bare.endswith("%"):
        raise RefusedError(w.t("law.no_percent", text=text, name=name))
    return _plain(number / 100)


def _plain(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number
