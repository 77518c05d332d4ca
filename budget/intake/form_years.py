"""Which column of an upright form stands for which year (cột nào của biểu là năm nào)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from budget.findings import WARNING, Finding
from budget.intake.columns import Heading, year_named
from budget.intake.draft import Draft
from budget.intake.grid import address
from budget.intake.text import fold

NO_YEAR = 0
"""As the answer to which year a column is of: it is not to be taken."""


def columns_by_year(draft: Draft, columns: Sequence[Heading]) -> dict[int | None, Heading]:
    """The column taken for each year, None where it is not known; a second one of a year is told of."""
    chosen: Mapping[str, int] = draft.choice.get("years", {})
    taken: dict[int | None, Heading] = {}
    for heading in sorted(columns, key=lambda h: (h.letter not in chosen, *_rank(h))):
        year = chosen.get(heading.letter, _year(heading) or draft.year)
        if year == NO_YEAR:
            continue
        first = taken.setdefault(year, heading)
        if first is not heading and year and first.letter not in chosen:
            _say_two(draft, year, first, heading)
    return taken


def beside_taken(findings: Sequence[Finding], taken: Collection[str]) -> list[Finding]:
    """The findings of a form: a wrong total in a column that is not taken (by letter) stands in no way."""
    return [
        replace(f, severity=WARNING)
        if f.kind == "total_mismatch" and "".join(c for c in f.cell if c.isalpha()) not in taken
        else f
        for f in findings
    ]


def _rank(heading: Heading) -> tuple[int, int]:
    """Of two columns of one year the expected outturn counts before the estimate."""
    words = f" {fold(heading.text)} "
    return (0 if " uoc " in words or " thuc hien " in words else 1, heading.column)


def _year(heading: Heading) -> int | None:
    return next((year for text in reversed(heading.path) if (year := year_named(text))), None)


def _say_two(draft: Draft, year: int, taken: Heading, other: Heading) -> None:
    """Two columns of one year: that the first stands for it is only a guess."""
    draft.say(
        "two_columns_of_year", WARNING, address(draft.region.head[-1], taken.column), of_year=year,
        letter=taken.letter, text=taken.dated, other_letter=other.letter, other_text=other.dated,
    )  # fmt: skip
