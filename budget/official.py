"""Ví dụ chính thức: the worked examples that the Ministry of Finance printed, recomputed with the model.

The printed figures are data (`data/official/*.toml`); where the circular's own arithmetic slips, the right
figure stands beside the printed one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from budget.autonomy import GROUPS, group_index, ratio, support_need
from budget.drivers import project
from budget.law import Law, national_law
from budget.money import Array, whole
from budget.scenario import Assumptions
from budget.units import Units

DATA = Path(__file__).resolve().parent.parent / "data" / "official"

FIGURES = ("own_revenue", "spending", "ratio", "group", "support")
"""What an example prints: A, B, the degree, the group and the State's support."""

Figure = int | Decimal | str


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """Kết quả tính lại một ví dụ: what is printed, what is right where that slips, what the model computes.

    The mappings hold figures of FIGURES: amounts in whole đồng (int), the ratio as a fraction of one
    truncated to a tenth of a percent (Decimal), the group (text). `computed` is empty where the example
    gives too little. `differs` names the figures that are neither as printed nor, where the circular slips,
    as is right.
    """

    id: str
    document_vi: str
    document_en: str
    name_vi: str
    name_en: str
    printed: Mapping[str, Figure]
    right: Mapping[str, Figure]
    computed: Mapping[str, Figure]
    differs: tuple[str, ...]
    note_vi: str = ""
    note_en: str = ""

    @property
    def slips(self) -> tuple[str, ...]:
        """Các số in sai: the figures in which the circular slips."""
        return tuple(self.right)

    @property
    def recomputed(self) -> bool:
        """Tính lại được: the example gives enough for it."""
        return bool(self.computed)

    @property
    def agrees(self) -> bool:
        """Khớp: recomputed, and every figure as printed or, where the circular slips, as is right."""
        return self.recomputed and not self.differs


def run_examples(folder: Path = DATA, law: Law | None = None) -> list[ExampleResult]:
    """Tính lại các ví dụ chính thức in the order of file and example.

    `law`: the national law by default. Errors: NoLawValue; UnitsError where a line is no column of the units.
    Law: revenue_lines, spending_lines, thresholds.
    """
    files = sorted(folder.glob("*.toml"))
    pages = [tomllib.loads(file.read_text("utf-8"), parse_float=Decimal) for file in files]
    return [
        _recompute(page, example, law or national_law()) for page in pages for example in page["examples"]
    ]


def _recompute(page: Mapping[str, Any], example: Mapping[str, Any], law: Law) -> ExampleResult:
    step = page["money_unit"]
    printed = _figures(example["printed"], step)
    right = _figures(example.get("right", {}), step)
    computed: dict[str, Figure] = {}
    if "lines" in example:
        lines = {line: amount * step for line, amount in example["lines"].items()}
        own_revenue, spending = _totals(example["kind"], lines, law, page["year"])
        computed = _degree(own_revenue, spending, law, page["year"])
    elif "totals" in example:
        totals = {name: np.array([float(amount * step)]) for name, amount in example["totals"].items()}
        computed = _degree(totals["own_revenue"], totals["spending"], law, page["year"])
    expected = {**printed, **right}
    differs = tuple(name for name in expected if computed and not _same(name, computed[name], expected[name]))
    return ExampleResult(
        id=example["id"],
        document_vi=page["document_vi"],
        document_en=page["document_en"],
        name_vi=example["name_vi"],
        name_en=example["name_en"],
        printed=printed,
        right=right,
        computed=computed,
        differs=differs,
        note_vi=example.get("note_vi", ""),
        note_en=example.get("note_en", ""),
    )


def _figures(raw: Mapping[str, Any], step: int) -> dict[str, Figure]:
    """The figures of a TOML table, where amounts stand in the money unit and the degree in percent."""
    read: dict[str, Figure] = {}
    for name, value in raw.items():
        if name == "percent":
            read["ratio"] = Decimal(value) / 100
        else:
            read[name] = value if name == "group" else value * step
    return read


def _totals(kind: str, lines: Mapping[str, int], law: Law, year: int) -> tuple[Array, Array]:
    """A and B of one unit, as the model makes them of its lines in the base year."""
    units = Units.from_rows(year, [{"code": "1", "kind": kind, **lines}])
    drivers = project(units, Assumptions(), law, (year,))
    return drivers.own_revenue[:, 0], drivers.spending[:, 0]


def _degree(own_revenue: Array, spending: Array, law: Law, year: int) -> dict[str, Figure]:
    if spending[0] == 0:
        return {}  # no degree and no group
    group = group_index(own_revenue, spending, covers_investment=False, bands=law.table("thresholds", year))
    # the circular truncates to one decimal
    tenths = math.floor((float(ratio(own_revenue, spending)[0]) + 1e-9) * 1000)
    return {
        "own_revenue": int(whole(own_revenue)[0]),
        "spending": int(whole(spending)[0]),
        "ratio": Decimal(tenths) / 1000,
        "group": GROUPS[group[0]],
        "support": int(whole(support_need(own_revenue, spending, group))[0]),
    }


def _same(name: str, computed: Figure, expected: Figure) -> bool:
    # the examples print group 3 without its band
    return str(computed).startswith(str(expected)) if name == "group" else computed == expected
