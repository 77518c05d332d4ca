"""Tên các dòng, cột của trang tính in the reader's language."""

from __future__ import annotations

import re

from budget.law import Law
from budget.report.words import Words
from budget.report.workbook_live_years import TABLES
from budget.units import COLUMN

_NUMBERED = re.compile(r"(?P<stem>[a-z_]+?)_(?P<number>\d+)(?:_(?P<part>[a-z]+))?$")


def label(name: str, words: Words, law: Law) -> str:
    """Tên của một dòng hoặc cột: of the law its title, of data its heading, else a word of its own."""
    if name in law.parameters:
        return _title(law, name, words)
    for table in (*TABLES, "threshold"):
        if name.startswith(f"{table}_"):
            group = words.t(f"group.{name.removeprefix(table + '_')}")
            return f"{_title(law, table if table in TABLES else 'thresholds', words)}: {group}"
    if name.startswith("growth_") and name.removeprefix("growth_") in COLUMN:
        return words.t("workbook.calc.growth_of", line=words.column(name.removeprefix("growth_")))
    if found := _NUMBERED.match(name):
        key = f"{found['stem']}_{found['part'] or 'of'}"
        return words.t(f"workbook.calc.{key}", number=int(found["number"]))
    for family in ("calc", "calc_year", "column"):
        if words.has(f"workbook.{family}.{name}"):
            return words.t(f"workbook.{family}.{name}")
    return words.column(name)


def _title(law: Law, parameter: str, words: Words) -> str:
    return str(getattr(law.parameter(parameter), f"title_{words.language}"))
