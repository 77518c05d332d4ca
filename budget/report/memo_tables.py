"""Bảng của tờ trình: the plan year by year, and every unit by level with sub-totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from budget.autonomy import GROUPS, UNDEFINED
from budget.indicators import indicators
from budget.money import Array, total, whole
from budget.report.deck_story import Story
from budget.report.numbers import MINUS
from budget.report.tables import Column, Level, Row, Table, grouped
from budget.simulate import Result
from budget.units import KIND

FIGURES: Mapping[str, str] = {
    "before": "status_quo",
    "released": "released",
    "cut": "cut",
    "increase": "increase",
    "support": "support",
}


def year_rows(story: Story) -> list[dict[str, str]]:
    """Kinh phí theo từng năm của phương án đề nghị, as printed: each year's figures add up across."""
    numbers = story.words.numbers
    found = [indicators(story.result, year) for year in story.result.years]
    columns = [Column(str(one.year), "", "money") for one in found]
    lines: tuple[tuple[Level, list[int]], ...] = (
        ("group", [one.status_quo for one in found]),
        ("group", [one.from_status_quo for one in found]),
        ("unit", [-one.released for one in found]),
        ("unit", [-one.cut for one in found]),
        ("unit", [one.increase for one in found]),
        ("total", [one.support for one in found]),
    )
    years = [str(one.year) for one in found]
    rows = [Row(dict(zip(years, amounts, strict=True)), level) for level, amounts in lines]
    printed = Table("", columns, rows).printed(numbers)
    parts = ("quo", "change", "released", "cut", "increase", "support")
    by_year = []
    for one in found:
        texts = {part: row[str(one.year)] for part, row in zip(parts, printed, strict=True)}
        # what is taken is headed as such, and needs no sign
        texts |= {part: texts[part].removeprefix(MINUS) for part in ("released", "cut")}
        by_year.append({"year": str(one.year)} | texts)
    return by_year


def unit_rows(story: Story) -> Table:
    """Kinh phí từng đơn vị trong năm, by level; rows of money add up to their level and to the total."""
    words, result, j = story.words, story.result, story.result.year(story.shown.year)
    units = result.units
    columns = [
        Column("name", ""),
        Column("group", ""),
        Column("pupils", "", "count"),
        *(Column(c, "", "money") for c in FIGURES),
        Column("change", "", "signed"),
        Column("share", "", "percent_signed"),
    ]
    kinds = np.array(units.kind)
    groups = []
    for kind in KIND:
        members = np.flatnonzero(kinds == kind).tolist()
        if members:
            rows = [
                Row(
                    {
                        "name": units.name[i],
                        "group": GROUPS[g] if (g := int(result.assigned[i, j])) >= 0 else "",
                    }
                    | _amounts(result, j, [i])
                )
                for i in members
            ]
            label = words.t("memo.kind", kind=kind, n=len(members))
            groups.append(({"name": label} | _amounts(result, j, members), rows))
    everyone = {"name": words.t("table.total")} | _amounts(result, j, range(len(units)))
    return Table("", columns, grouped(groups, everyone))


def _group(result: Result, i: int, j: int) -> str:
    group = int(result.assigned[i, j])
    return "" if group == UNDEFINED else GROUPS[group]


def _amounts(result: Result, j: int, members: Sequence[int]) -> dict[str, Any]:
    """The figures of some units: sums of what is published of each."""

    def of(amounts: Array) -> int:
        return total(whole(amounts[list(members), j]))

    found = {name: of(result[figure]) for name, figure in FIGURES.items()}
    change = found["support"] - found["before"]
    share = change / found["before"] if found["before"] else None
    return found | {"pupils": of(result["pupils"]), "change": change, "share": share}
