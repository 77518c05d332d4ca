"""Sổ tự tính lại: what every cell of the sheets for readers is made of, as formulas over the calculation
sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from budget.autonomy import GROUPS
from budget.compare import BAND_EDGE, BAND_HALF
from budget.reductions import SCOPE
from budget.report.words import Words
from budget.report.workbook_comparison import Comparison
from budget.report.workbook_indicators import Line
from budget.report.workbook_live_sheet import Calculation, Data
from budget.report.workbook_live_terms import NAME, published, whole
from budget.select import Mask
from budget.units import KIND

MOST_UNIT_YEARS = 20_000
"""Units x years x calculations beyond which a workbook of formulas is too large to open with pleasure."""

MOST_PIECES = 60
"""Runs of units of which a formula sums something."""

AT_NORM = "0.9999994999"
"""A coverage that is published as 1.000000 or more: six digits, half up."""

WHOLE_ALREADY = frozenset({"status_quo", "increase", "support", "roadmap_revenue", "roadmap_saving"})
FIGURES: Mapping[str, str] = {
    "operations": "({spending}-{salary})",
    "released": "({status_quo}-{released_to})",
    "cut": "({released_to}-{reduced})",
}
_SHARES = ("ratio", "coverage", "target")


@dataclass(frozen=True)
class Live:
    """Các trang tính của sổ: one for each status quo and scenario of the comparison."""

    shown: Comparison
    quos: tuple[Calculation, ...]
    scenarios: tuple[Calculation, ...]
    names: tuple[str, ...]

    def of(self, place: int) -> Calculation:
        """Phép tính thứ `place` of the status quos and then the scenarios."""
        return (*self.quos, *self.scenarios)[place]

    def unit(self, place: int, figure: str, i: int, year: int) -> str:
        """Số công bố của một đơn vị, as it is printed; "" where the calculation has no such figure."""
        c = self.of(place)
        j = c.result.year(year)
        if figure in FIGURES:
            return published(_cells(FIGURES[figure], lambda name: c.cell(name, i, j)))
        if figure not in c:
            return ""
        cell = c.cell(figure, i, j)
        if figure in _SHARES:
            return f'IF({cell}="","",TRUNC({cell}+SIGN({cell})*0.000000001,3))'
        if figure in ("group", "assigned"):
            names = ",".join(f'"{group}"' for group in GROUPS)
            return f'CHOOSE({cell}+1,"",{names})'
        if figure == "supplement_multiple" or figure in WHOLE_ALREADY:
            return cell
        return published(cell)

    def total(self, place: int, figure: str, year: int) -> str:
        """Tổng của một năm, of a figure that is whole for every unit, or of the year as such (pool,
        unallocated)."""
        c = self.of(place)
        j = c.result.year(year)
        if figure in ("pool", "unallocated"):
            return c.of_year(figure, j) if c.has_year_row(figure) else "0"
        parts = {"released": ("status_quo", "released_to"), "cut": ("released_to", "reduced")}.get(
            figure, (figure,)
        )
        return "-".join(f"SUM({c.range(part, j)})" for part in parts)

    def indicator(self, place: int, name: str, year: int, line: Line | None = None) -> str:
        """Một chỉ tiêu của một năm."""
        c = self.of(place)
        j = c.result.year(year)
        now: Callable[[str], str] = lambda figure: c.range(figure, j)  # noqa: E731
        if line is not None and line.of_kind:
            return f"SUMIF({now('kind')},{list(KIND).index(line.of_kind) + 1},{now('support')})"
        if line is not None and line.of_group:
            return f"COUNTIF({now('group')},{GROUPS.index(line.of_group) + 1})"
        if name in ("support", "status_quo", "released", "cut", "increase", "pool", "unallocated"):
            return self.total(place, name, year)
        if name == "saved_share_of_service":
            return _share_of_service(c, year)
        support, quo = (self.total(place, figure, year) for figure in ("support", "status_quo"))
        base = f"SUM({c.data.range('support')})"
        saved = f"{self.total(place, 'released', year)}+{self.total(place, 'cut', year)}"
        normed = f"{now('school')}*({now('norm')}<>0)"
        below = f"{normed}*({now('available')}<{now('norm')}*{AT_NORM})"
        group, before = now("group"), c.range("group", 0)
        both = f"({group}>0)*({before}>0)"
        pays = f"{now('school')}*({whole(now('supplement'))}>0)"
        lacks = f"({now('balance')}<=-0.4999)"
        plan = place - len(self.quos)
        quo_of = self.of(self.shown.quo_of[plan] if plan >= 0 else place)
        lack, lacked = _lack(now("balance")), _lack(quo_of.range("balance", j))
        missing = f"({now('norm')}-{now('available')})"
        formulas = {
            "saved": saved,
            "base_support": base,
            "from_base": f"{support}-{base}",
            "from_base_share": _share(f"({support}-{base})", base),
            "from_status_quo": f"{support}-{quo}",
            "from_status_quo_share": _share(f"({support}-{quo})", quo),
            "saved_share_of_base": _share(f"({saved})", base),
            "saved_share_of_status_quo": _share(f"({saved})", quo),
            "risen": f"SUMPRODUCT({both}*({group}<{before}))",
            "fallen": f"SUMPRODUCT({both}*({group}>{before}))",
            "schools_at_norm": f"SUMPRODUCT({normed})-SUMPRODUCT({below})",
            "pupils_below_norm": f"SUMPRODUCT({below}*{whole(now('pupils'))})",
            "norm_gap": f"SUMPRODUCT({normed}*({missing}>0)*{whole(missing)})",
            "supplement_schools": f"SUMPRODUCT({pays})",
            "median_multiple": f"IF(SUMPRODUCT({pays})=0,0,MEDIAN(IF({pays},{now('supplement_multiple')})))",
            "deficit_units": f"SUMPRODUCT({lacks}*1)",
            "lacking": f"SUMPRODUCT({lack})",
            "deeper_units": f"SUMPRODUCT(({lack}>{lacked})*1)",
            "deeper": f"SUMPRODUCT(({lack}>{lacked})*({lack}-{lacked}))",
        }
        return formulas[name]

    def band(self, k: int, band: str, figure: str) -> str:
        """Số đơn vị, học sinh hoặc số tiền của một mức tăng, giảm của phương án thứ k."""
        year = self.shown.year
        c, basis = self.scenarios[k], self.of(self.basis(k))
        j, b = c.result.year(year), basis.result.year(year)
        after, before = c.range("support", j), basis.range("support", b)
        change, edge = f"({after}-{before})", f"{BAND_EDGE + BAND_HALF}*ABS({before})"
        within = {
            "up_more": f"({change}>0)*({change}>={edge})",
            "up": f"({change}>0)*({change}<{edge})",
            "same": f"({change}=0)",
            "down": f"({change}<0)*({change}>-{edge})",
            "down_more": f"({change}<0)*({change}<=-{edge})",
        }[band]
        times = {"units": "1", "pupils": whole(c.range("pupils", j)), "money": change}[figure]
        return f"SUMPRODUCT({within}*{times})"

    def basis(self, k: int) -> int:
        """What scenario k is compared with, as a place of `of`."""
        shown = self.shown
        return shown.quo_of[k] if shown.baseline is None else len(self.quos) + shown.baseline


def live(shown: Comparison, names: Sequence[str], data: Data, words: Words) -> Live | None:
    """Lập các trang tính; None where the workbook would be too large. `names`: of their sheets, status quos
    first."""
    results = (*shown.quos, *shown.results)
    if sum(len(result.units) * len(result.years) for result in results) > MOST_UNIT_YEARS or not data.count:
        return None
    yes, quos = words.t("workbook.yes"), len(shown.quos)
    prefixes = [f"pa{shown.quo_of.index(q) + 1}" for q in range(quos)]
    prefixes += [f"pa{k}" for k in range(1, len(shown.results) + 1)]
    made = [
        Calculation(result, name, prefix, data, yes)
        for result, name, prefix in zip(results, names, prefixes, strict=True)
    ]
    return Live(shown, tuple(made[:quos]), tuple(made[quos:]), tuple(names))


def _cells(template: str, cell: Callable[[str], str]) -> str:
    return NAME.sub(lambda match: cell(match[2]), template)


def _lack(balance: str) -> str:
    """What units lack, whole đồng, 0 where they lack nothing."""
    return f"(({balance}<=-0.4999)*INT(ABS({balance})+0.5001))"


def _share_of_service(c: Calculation, year: int) -> str:
    """What the service units give up as a share of what all of them had in the base year; "" where there are
    none, or they lie too scattered for a formula.
    """
    service = c.result.units.of_kinds(SCOPE)
    of = share_of_units(c, service, year, quo=False) if service.any() else ""
    return of and f'IFERROR(TRUNC({of}+SIGN({of})*0.000000001,3),"")'


def share_of_units(c: Calculation, within: Mask, year: int, *, quo: bool) -> str:
    """What these units give up in a year as a share of their support in the base year, or of that of the
    status quo; "" where they lie too scattered for a formula.
    """
    pieces, j = _pieces(within), c.result.year(year)
    if len(pieces) > MOST_PIECES:
        return ""

    def summed(figure: str) -> str:
        ends = ([c.cell(figure, int(i), j) for i in (piece[0], piece[-1])] for piece in pieces)
        return f"SUM({','.join(first + ':' + last.rpartition('!')[2] for first, last in ends)})"

    base = (c.data.range("support", int(piece[0]), int(piece[-1])) for piece in pieces)
    of = summed("status_quo") if quo else f"SUM({','.join(base)})"
    return f"(({summed('status_quo')}-{summed('reduced')})/{of})"


def _pieces(within: Mask) -> list[Any]:
    """Rows of units that follow one another."""
    which = np.flatnonzero(within)
    return [piece for piece in np.split(which, np.flatnonzero(np.diff(which) > 1) + 1) if piece.size]


def _share(part: str, of: str) -> str:
    """A share as it is printed: cut to a tenth of a percent."""
    return f'IF({of}=0,"",TRUNC({part}/({of})+SIGN({part})*0.000000001,3))'
