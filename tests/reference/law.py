"""Dated values of the law, from the reference's own copy."""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

TABLES = tomllib.loads(Path(__file__).with_name("law.toml").read_text(encoding="utf-8"))


class NoLawValue(Exception):
    """A parameter has no value in a year that is needed."""

    def __init__(self, parameter: str, year: int) -> None:
        super().__init__(f"{parameter} has no value in {year}")
        self.parameter, self.year = parameter, year


def at(parameter: str, year: int) -> Any:
    """The value in force in a budget year: the latest one that began by then."""
    begun = [since for since in TABLES[parameter] if int(since) <= year]
    if not begun:
        raise NoLawValue(parameter, year)
    return TABLES[parameter][max(begun, key=int)]


def rate(parameter: str, year: int, group: str | None = None) -> Fraction:
    value = at(parameter, year)
    return Fraction(value if group is None else value[group])


def base_pay(year: int, growth: Fraction) -> Fraction:
    """Section 3: mean of the twelve firsts of the month, growing after the last enacted value's year."""
    enacted = sorted(TABLES["base_pay"].items())
    total = 0
    for month in range(1, 13):
        begun = [value for since, value in enacted if since <= f"{year:04d}-{month:02d}"]
        if not begun:
            raise NoLawValue("base_pay", year)
        total += begun[-1]
    last_year = int(enacted[-1][0][:4])
    return Fraction(total, 12) * (1 + growth) ** max(0, year - last_year)


def period(year: int) -> int:
    """First year of the stability period that a year lies in."""
    return int(at("stability_periods", year))
