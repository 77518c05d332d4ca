"""Giá trị pháp luật bằng lời: what a value says to a reader, with the names of groups, kinds and lines."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from budget.law import LawValue, Parameter
from budget.report.words import Words
from budget.units import COLUMN, KIND


def value_words(parameter: Parameter, value: LawValue, words: Words) -> str:
    """Giá trị bằng lời: shares as percents, groups, kinds and lines by name, with the unit of the
    parameter.
    """
    unit = str(getattr(parameter, f"unit_{words.language}"))
    shares = all(number <= 1 for one in parameter.in_force for number in _numbers(one))

    def number(x: Any) -> str:
        if isinstance(x, str):
            return x if "/" in x else words.numbers.rate(Fraction(x).numerator)
        if shares:
            return words.numbers.rate(x)
        if 1900 <= x < 3000:  # a year has no thousands
            return str(x)
        return words.numbers.count(x) if x == int(x) else words.numbers.decimal(x, 1)

    match value.shape:
        case "flag":
            return words.t("law.yes" if value.value else "law.no")
        case "names":
            return words.list([name_words(name, words) for name in value.value])
        case "text":
            return rule_words(str(value.value), words)
        case "table":
            listed = [f"{words.t(f'group.{name}')}: {number(x)}" for name, x in value.value]
            return "; ".join(listed) + ("" if shares else f" ({unit})")
    return number(value.value) if shares else f"{number(value.value)} {unit}"


def rule_words(rule: str, words: Words) -> str:
    """Một quy tắc bằng lời; one that has no words of its own stands as it is."""
    return words.t(key) if words.has(key := f"law.rule.{rule}") else rule


def name_words(name: str, words: Words) -> str:
    """Tên của một dòng thu, chi hay loại hình trong pháp luật."""
    if name in KIND:
        return words.kind(name)
    return words.column(name) if name in COLUMN else words.t(f"law.line_name.{name}")


def title_words(parameter: Parameter, words: Words) -> str:
    """Tên tham số."""
    return str(getattr(parameter, f"title_{words.language}"))


def _numbers(value: LawValue) -> Iterator[Fraction]:
    if value.shape == "number":
        yield value.number()
    elif value.shape == "table":
        yield from value.table().values()
