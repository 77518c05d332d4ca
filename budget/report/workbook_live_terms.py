"""Ngôn ngữ công thức: templates of the calculation sheets, and how they become cells.

A template names what it needs, and every name becomes a reference of the row and year in which it stands:

    {salary}        the column of the same year        {salary@0}      of the base year; @2 the third; @-1
    the year before
    {s.kind}        a column that knows no years       {d.salary}      the unit's cell on the sheet of data
    {y.prices}      the figure of the year             {y.prices@0}    of the base year
    {a.inflation}   the scenario's input               {l.saving_rate} the law's value of the year
    {c.support}     all units' cells of a column       {x.support}     all units' data      {g.kinds}  a name
    as it is
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from budget.simulate import Result, Steps

NAME = re.compile(r"\{(?:([sdyalcxg])\.)?(\w+)(?:@(-?\d+))?\}")

PARTLY = "{g}>=3,{g}<=5"
"""Groups 3a, 3b and 3c, by their place from 1."""

Template = str | Callable[[int], str]
"""A template, or one for each year (from 0)."""


@dataclass(frozen=True)
class YearRow:
    """Một số liệu của năm, the same for all units: its words, kind of cell, template and the program's
    values (Y,)."""

    id: str
    kind: str
    template: Template
    values: Sequence[Any]
    label: str = ""


@dataclass(frozen=True)
class Column:
    """Một cột của trang tính: `values` (n,) or (n, Y) are the program's; without a template they are all
    there is.

    `over`: the part of the model that the column belongs to.
    """

    id: str
    kind: str
    values: Any
    template: Template = ""
    over: str = ""
    label: str = ""


def template_of(template: Template, j: int) -> str:
    """The template of a year."""
    return template if isinstance(template, str) else template(j)


def filled(template: str, find: Callable[[str, str, int], str], j: int) -> str:
    """Công thức từ mẫu: `find(family, name, year)` gives a reference; the family is "" or one of s d y a l c
    x g."""

    def reference(match: re.Match[str]) -> str:
        family, name, at = match.groups()
        year = j if at is None else j + int(at) if at.startswith("-") else int(at)
        return find(family or "", name, year)

    return "=" + NAME.sub(reference, template)


def whole(amount: str) -> str:
    """Làm tròn đến đồng an amount that is not negative, as the model does."""
    return f"INT({amount}+0.5001)"


def published(amount: str) -> str:
    """Số công bố of any amount: |x| + 0.0001, half up, then the sign."""
    return f"SIGN({amount})*INT(ABS({amount})+0.5001)"


def up(amount: str) -> str:
    """Làm tròn lên đồng."""
    return f"-INT(-({amount}-0.0001))"


def down(amount: str) -> str:
    """Làm tròn xuống đồng."""
    return f"INT({amount}+0.0001)"


def group(own: str, spending: str) -> str:
    """Nhóm tự chủ: 1 to 6 for groups 1, 2, 3a, 3b, 3c, 4; 0 where nothing is spent."""
    lean = f"{own}+MAX(0.0001,0.000000000001*{spending})"
    found = "6"
    for place, band in ((5, "3c"), (4, "3b"), (3, "3a")):
        found = f"IF({lean}>={{y.threshold_{band}}}*{spending},{place},{found})"
    # groups 1 and 2 pay for all they do; the mark of investment tells them apart
    found = f'IF({lean}>={{y.threshold_2}}*{spending},IF({{d.covers_investment}}="x",1,2),{found})'
    return f"IF({spending}=0,0,IF({own}<=0,6,{found}))"


def steps_of(result: Result) -> Steps:
    """Các bước tính của một phương án đã tính."""
    if result.steps is None:
        raise ValueError(f"scenario {result.scenario.name!r} was not computed")
    return result.steps
