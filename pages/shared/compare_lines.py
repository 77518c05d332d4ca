"""Các chỉ tiêu của bảng so sánh: what each is called, how it is read and written, and what explains it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from budget.autonomy import GROUPS
from budget.indicators import Indicators
from budget.report.printed import parted
from budget.targeted import Led
from budget.units import SCHOOL_KINDS
from pages.shared import state
from pages.shared.explaining import EVERY

if TYPE_CHECKING:
    from pages.shared.comparing import Compared

Spec = Literal["money", "count", "percent", "percent_signed", "decimal"]
Good = Literal["up", "down", "none"]

FIGURES = {
    "support": "support",
    "from_base_share": "from_base",
    "released": "released",
    "cut": "cut",
    "pool": "pool",
    "increase": "increase",
    "unallocated": "unallocated",
    "schools_at_norm": "coverage",
    "norm_gap": "coverage",
    "pupils_below_norm": "coverage",
    "supplement_schools": "supplement",
    "median_multiple": "supplement",
    "deficit_units": "deficit",
    "lacking": "deficit",
    "deeper_units": "deeper",
    "deeper": "deeper",
    "risen": "ratio",
    "fallen": "ratio",
}
"""Indicators -> the figure that explains them, by its units or of the whole plan."""

OF_SCHOOLS = ("supplement_schools", "median_multiple")
"""Indicators of the schools alone, of a figure that other units have too."""


@dataclass(frozen=True, slots=True)
class Line:
    """Một chỉ tiêu: its label, how its figure is written and read, and which direction is a gain.

    `compared` False: there is no difference to show. `shared`: the difference has a percentage. `figure` is
    what explains it unit by unit, of these `kinds` alone where they are named. `behind` names fields that
    count the units, schools and pupils behind an amount.
    """

    label: str
    spec: Spec
    read: Callable[[Indicators], Any]
    good: Good = "none"
    compared: bool = True
    shared: bool = False
    figure: str = ""
    kinds: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    @property
    def by_norm(self) -> bool:
        """Tính theo định mức của phương án: another norm measures another figure of the same status quo."""
        return self.figure == "coverage"


BEHIND = {
    "released": ("released_units",),
    "cut": ("cut_units",),
    "increase": ("increase_units", "increase_pupils"),
    "norm_gap": ("schools_below_norm",),
}
"""Amounts -> what counts whom they are of."""


def moved(line: Line, found: Sequence[Indicators], bases: Sequence[Indicators]) -> bool:
    """Có phương án nào khác căn cứ: a line in which nothing moves says so by its figures alone."""
    return any(line.read(now) != line.read(basis) for now, basis in zip(found, bases, strict=True))


def uneven(found: Sequence[Indicators], bases: Sequence[Indicators], *, among: bool) -> bool:
    """Có chênh lệch đã in không bằng hiệu hai số đã in beside it, so that a note says why."""
    numbers = state.words().numbers

    def apart(was: int, now: int) -> bool:
        return not numbers.slight(now - was) and parted(numbers, was, now)

    return any(
        apart(line.read(basis), line.read(now))
        for _, some in blocks(found[0], found[0].year, among=among)
        for line in some
        if line.spec == "money" and line.compared
        for now, basis in zip(found, bases, strict=True)
    )


def behind(line: Line, now: Indicators) -> str:
    """Bao nhiêu đơn vị, trường, học sinh đứng sau một số tiền; "" where nobody does."""
    w = state.words()
    counts = [(name, getattr(now, name)) for name in line.behind]
    return w.list([w.t(f"compare.behind_{name}", n=n) for name, n in counts if n])


def blocks(first: Indicators, base_year: int, *, among: bool) -> list[tuple[str, list[Line]]]:
    """The lines in their blocks, without kinds that the data do not have.

    `among`: scenarios are compared with one another; the status quo itself takes and gives nothing.
    """
    kinds = [_of_kind(kind, count) for kind, count in first.units_by_kind.items() if count]
    every: dict[str, Any] = {"n": first.units, "base": base_year, "year": first.year}
    groups = [_of_group(group) for group in GROUPS]
    w = state.words()
    support = w.t("compare.of_kind", kind=w.t("compare.line_support"), n=first.units)
    return [
        (
            "support",
            [
                replace(_line("support", "money", "up", shared=True), label=support),
                _line("from_base_share", "percent_signed", compared=False, **every),
                *kinds,
            ],
        ),
        (
            "plan",
            [
                _line("released", "money", compared=among),
                _line("cut", "money", compared=among),
                _line("pool", "money", compared=among),
                _line("increase", "money", "up", compared=among),
                _line("unallocated", "money", compared=among),
            ],
        ),
        (
            "schools",
            [
                _line("schools_at_norm", "count", "up", n=first.schools_with_norm),
                _line("norm_gap", "money", "down"),
                _line("pupils_below_norm", "count", "down"),
                _line("supplement_schools", "count", "up"),
                _line("median_multiple", "decimal", compared=False),
            ],
        ),
        (
            "balance",
            [
                _line("deficit_units", "count", "down"),
                _line("lacking", "money", "down"),
                _line("deeper_units", "count", "down", compared=among),
                _line("deeper", "money", "down", compared=among),
            ],
        ),
        (
            "groups",
            [*groups, _line("risen", "count", "up", **every), _line("fallen", "count", "down", **every)],
        ),
    ]


def led_by(one: Led) -> str:
    """Tỷ lệ giảm tính trên những đơn vị nào, and of which year where it is not the base year."""
    key = "aimed_quo" if one.quo else "aimed" if one.aimed else "scope"
    return state.words().t(f"compare.led_{key}", n=one.units)


def led_way(compared: Compared, k: int, one: Led, year: int) -> str:
    """Đến giải trình của tỷ lệ: its division where it is of the whole scope, else what each unit gives up."""
    figure = "given_up" if one.aimed else "saved_share_of_scope"
    return compared.ways(k, **EVERY, year=year)("", figure)


def _of_kind(kind: str, count: int) -> Line:
    w = state.words()
    return Line(
        w.t("compare.of_kind", kind=w.kind(kind), n=count),
        "money",
        lambda i: i.support_by_kind[kind],
        "up",
        # what others are cut has one percent, the one that the plan leads with
        shared=kind in SCHOOL_KINDS,
        figure="support",
        kinds=(kind,),
    )


def _of_group(group: str) -> Line:
    return Line(state.words().t(f"group.{group}"), "count", lambda i: i.units_by_group[group], figure="ratio")


def _line(
    field: str, spec: Spec, good: Good = "none", *, compared: bool = True, shared: bool = False, **said: Any
) -> Line:
    label = state.words().t(f"compare.line_{field}", **said)
    figure, kinds = FIGURES.get(field, ""), SCHOOL_KINDS if field in OF_SCHOOLS else ()
    behind = BEHIND.get(field, ())
    return Line(label, spec, lambda i: getattr(i, field), good, compared, shared, figure, kinds, behind)
