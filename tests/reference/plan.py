"""Section 12 with its defaults, selectors and the lines that targets draw (section 0, 5, 6)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

SCHOOLS = ("preschool", "primary", "lower_secondary", "combined")

ASSUMPTIONS: dict[str, Any] = {
    "inflation": 0,
    "pay_drift": 0,
    "base_pay_growth": 0,
    "state_pays_rises": 1,
    "state_pays_steps": 1,
    "own_funds_first": True,
    "prices_follow_costs": True,
    "follow_pupils": Decimal("0.5"),
    "compensation_rate": 1,
    "contributions_share": Decimal("0.15"),
    "plausible_growth": Decimal("0.15"),
    "group1_multiple": 3,
}
DEFAULT_STAGES: list[dict[str, Any]] = [
    {"aim": "norm"},
    {"aim": "supplement", "multiple": Decimal("0.1")},
    {"aim": "share", "by": "pupils"},
]


class Assumptions:
    """Numbers as fractions, switches as they are, growth tables by kind or line."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        given = {**ASSUMPTIONS, **table}
        self.own_funds_first = bool(given["own_funds_first"])
        self.prices_follow_costs = bool(given["prices_follow_costs"])
        self.inflation = Fraction(given["inflation"])
        self.pay_drift = Fraction(given["pay_drift"])
        self.base_pay_growth = Fraction(given["base_pay_growth"])
        self.state_pays_rises = Fraction(given["state_pays_rises"])
        self.state_pays_steps = Fraction(given["state_pays_steps"])
        self.follow_pupils = Fraction(given["follow_pupils"])
        self.compensation_rate = Fraction(given["compensation_rate"])
        self.contributions_share = Fraction(given["contributions_share"])
        self.plausible_growth = Fraction(given["plausible_growth"])
        self.group1_multiple = Fraction(given["group1_multiple"])
        self.pupils_growth = rates(given.get("pupils_growth", {}))
        self.staff_growth = rates(given.get("staff_growth", {}))
        self.revenue_growth = rates(given.get("revenue_growth", {}))
        if "service_cost" not in self.revenue_growth and "service_revenue" in self.revenue_growth:
            self.revenue_growth["service_cost"] = self.revenue_growth["service_revenue"]


def rates(table: Mapping[str, Any]) -> dict[str, Fraction]:
    return {key: Fraction(value) for key, value in table.items()}


def by_year(table: Mapping[str, Any]) -> dict[int, Fraction]:
    return {int(year): Fraction(value) for year, value in table.items()}


def picks(selector: Mapping[str, Sequence[str]], unit: Mapping[str, Any], base_group: str | None) -> bool:
    """All conditions given must hold; an empty list picks nothing; an empty selector picks all."""
    values = {
        "kinds": unit["kind"],
        "fields": unit.get("field") or "",
        "wards": unit.get("ward") or "",
        "codes": unit["code"],
        "groups": base_group,
    }
    return all(values[condition] in wanted for condition, wanted in selector.items())


def with_kinds(selector: Mapping[str, Any] | None, kinds: Sequence[str]) -> dict[str, Any]:
    """The default of reductions and of the allocation: `kinds` where neither kinds nor codes are given."""
    selector = dict(selector or {})
    if "kinds" not in selector and "codes" not in selector:
        selector["kinds"] = list(kinds)
    return selector


def on_the_line(start: tuple[int, Fraction], targets: Mapping[int, Fraction], year: int) -> Fraction:
    """Linear from the start through the targets in order of year, level after the last.

    Ambiguous: with no target left after b the line is level at its start (section 5 says no more).
    """
    points = [start, *sorted((t, v) for t, v in targets.items() if t > start[0])]
    for (y0, v0), (y1, v1) in pairwise(points):
        if year <= y1:
            return v0 + (v1 - v0) * Fraction(year - y0, y1 - y0)
    return points[-1][1]


def level_of(table: Mapping[int, Fraction], year: int) -> Fraction:
    """by_year: a year not given takes the latest earlier year's value; before the first, 0."""
    earlier = [y for y in table if y <= year]
    return table[max(earlier)] if earlier else Fraction(0)
