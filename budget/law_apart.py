"""Tỷ lệ riêng của một lĩnh vực mà mô hình chưa tính: the model has one rate; that of some units is told for
review.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from budget.law import DATA
from budget.simulate import Result

SET_ASIDE = "own_revenue_rate"


@dataclass(frozen=True, slots=True)
class Apart:
    """Một tỷ lệ riêng: of which parameter, words in the field or name of its units, the share, and what the
    field is called by language.
    """

    parameter: str
    fields: tuple[str, ...]
    value: Decimal
    labels: Mapping[str, str]


@cache
def rates_apart(file: Path = DATA / "apart.toml") -> tuple[Apart, ...]:
    """Các tỷ lệ riêng, from data/law/apart.toml."""
    listed = tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)["rates"]
    return tuple(
        Apart(
            one["parameter"],
            tuple(one["fields"]),
            one["value"],
            {"vi": one["label_vi"], "en": one["label_en"]},
        )
        for one in listed
    )


def set_aside_apart(result: Result, i: int, year: int) -> Apart | None:
    """Tỷ lệ trích riêng của đơn vị i that the model does not use; None where it sets nothing aside in the
    year or has no rate of its own.
    """
    if not result.published("set_aside")[i, result.year(year)]:
        return None
    units = result.units
    about = f"{units.field[i]} {units.name[i]}".casefold()
    return next(
        (
            one
            for one in rates_apart()
            if one.parameter == SET_ASIDE and not units.school[i] and any(f in about for f in one.fields)
        ),
        None,
    )
