"""Chữ không ngắt dòng: a figure stays with its unit or percent sign, and the two years of a span together, on
slides and papers.
"""

from __future__ import annotations

import re
from functools import cache

from budget.report.dictionary import LANGUAGES, dictionary
from budget.report.numbers import MONEY_UNITS

NBSP, HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"

SPAN = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b)")
"""The hyphen of a span of years."""


def figures_together(text: str) -> str:
    """Số liền với đơn vị tính: with a space that no line breaks at, in the names of plans too."""
    return _before_unit().sub(NBSP, text)


def together(text: str) -> str:
    """The same, and spans of years by a hyphen that no line breaks at."""
    return SPAN.sub(HYPHEN, figures_together(text))


@cache
def _before_unit() -> re.Pattern[str]:
    """The space between a figure and what it counts."""
    units = {dictionary(language)[f"number.{unit}"] for language in LANGUAGES for unit in MONEY_UNITS}
    listed = "|".join(sorted(map(re.escape, {unit.split()[0] for unit in units})))
    return re.compile(rf"(?<=\d) (?=%|(?:{listed})\b)")
