"""Kiểu giá trị trong tệp phương án: ids, numbers and years as a file may give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from budget.printable import printable

KindId = Literal["preschool", "primary", "lower_secondary", "combined", "service"]
GroupId = Literal["1", "2", "3a", "3b", "3c", "4"]
RevenueLine = Literal[
    "tuition",
    "compensation",
    "orders",
    "users",
    "science",
    "service_revenue",
    "service_cost",
    "fees",
    "other_revenue",
]


def _number(value: object) -> object:
    """Numbers only: neither text nor true or false is taken for an amount."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_wanted", "a number is wanted")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise PydanticCustomError("number_wanted", "a number is wanted")
    return number


def _year(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[12]\d{3}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2999:
        return value
    raise PydanticCustomError("year_wanted", "a year is wanted")


Text = Annotated[str, AfterValidator(printable)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Year = Annotated[int, BeforeValidator(_year)]
Share = Annotated[Number, Field(ge=0, le=1)]
Growth = Annotated[Number, Field(gt=-1, le=10)]
Positive = Annotated[Number, Field(ge=0, le=Decimal("1e15"))]


def _rate_tag(value: object) -> str:
    return "table" if isinstance(value, Mapping) else "number"


Rate = Annotated[
    Annotated[Share, Tag("number")] | Annotated[dict[Year, Share], Tag("table")], Discriminator(_rate_tag)
]
"""One rate for every year, or a table of years."""
