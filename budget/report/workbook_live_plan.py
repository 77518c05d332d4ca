"""Các cột của một phương án: roadmap, reductions and allocation as formulas, with the program's figures
beside them.

What `apportion` shares out (cuts to a target, grants) has no formula: its columns hold the program's values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from budget.autonomy import ratio
from budget.norms import norm_periods
from budget.reductions import minimum_rates
from budget.report.workbook_live_terms import PARTLY, Column, down, steps_of, up, whole
from budget.scenario import SupplementStage
from budget.select import pick
from budget.simulate import Result
from budget.units import KIND


def roads(result: Result) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Lộ trình của từng đơn vị: the number of the last entry that picks it, 0 for none."""
    steps, found = steps_of(result), np.zeros(len(result.units), dtype=np.int64)
    degree = ratio(steps.drivers.own_revenue[:, 0], steps.drivers.spending[:, 0])
    for number, entry in enumerate(result.scenario.roadmap, 1):
        found[pick(entry.units, result.units, steps.drivers.base_group) & ~np.isnan(degree)] = number
    return found


def roadmap_columns(result: Result) -> Iterator[Column]:
    """Lộ trình tự chủ, section 5: what the roadmap asks, and the support after it."""
    r, entries = steps_of(result).roadmap, range(1, len(result.scenario.roadmap) + 1)
    if not entries:
        nothing = ("roadmap_revenue", r.revenue), ("roadmap_saving", r.saving)
        for name, values in nothing:
            yield Column(name, "dong", values, "0", "roadmap")
    else:
        path = "CHOOSE({s.road}," + ",".join(
            f"{{y.road_{e}_start}}*{{own_lines@0}}/{{spending_lines@0}}+{{y.road_{e}_part}}" for e in entries
        )
        yield Column("target", "rate", r.target, 'IF({s.road}=0,"",' + path + "))", "roadmap")
        lean = "{own_lines}+MAX(0.0001,0.000000000001*{spending_lines})"
        asks = f"IF({{s.road}}=0,FALSE,IF({{target}}<=0,FALSE,{lean}<{{target}}*{{spending_lines}}))"
        share = "(1-INDEX({a.road_revenue_share},{s.road}))"
        saving = up(share + "*({spending_lines}-{own_lines}/{target})")
        saving = f"IF({asks},MIN({saving},{down('{operations_lines}')}),0)"
        yield Column("roadmap_saving", "dong", r.saving, lambda j: saving if j else "0", "roadmap")
        revenue = up("MAX(0,{target}*({spending_lines}-{roadmap_saving})-{own_lines})")
        revenue = f"IF({asks},{revenue},0)"
        yield Column("roadmap_revenue", "dong", r.revenue, lambda j: revenue if j else "0", "roadmap")
    yield Column("own_revenue", "dong", r.own_revenue, "{own_lines}+{roadmap_revenue}", "roadmap")
    left = "{spending_lines}-{roadmap_saving}"
    yield Column("planned", "dong", r.spending, f"IF(ABS({left})<0.0001,0,{left})", "roadmap")
    if not entries:
        yield Column("released_to", "dong", r.support, "{status_quo}", "roadmap")
    else:
        release = "INDEX({a.road_release},{s.road})*({roadmap_saving}+{roadmap_revenue})"
        taken = whole(f"MAX(0,{{status_quo}}-{release})")
        surplus = whole(f"MIN({taken},MAX(0,{{planned}}-{{own_revenue}}))")
        formula = (
            f'IF({{s.road}}=0,{{status_quo}},IF(INDEX({{a.road_recover}},{{s.road}})="x",{surplus},{taken}))'
        )
        yield Column("released_to", "dong", r.support, lambda j: formula if j else "{status_quo}", "roadmap")
    own = "{own_lines}-{orders}-{compensation}"
    start = "({own_lines@0}-{orders@0}-{compensation@0})"
    yearly = f"(({own}+{{roadmap_revenue}})/{start})^(1/MAX(1,{{y.n}}))-1"
    growth = f'IF({{roadmap_revenue}}<=0,"",IF({start}<=0,"",{yearly}))'
    yield Column("growth", "rate", r.growth, growth, "roadmap")
    month = 'IF({s.school}*{pupils}>0,{roadmap_revenue}/({pupils}*{y.months_of_tuition}),"")'
    yield Column("pupil_month", "dong", r.pupil_month, month, "roadmap")


def reduction_columns(result: Result) -> Iterator[Column]:
    """Giảm chi, section 6: measures in order; what `apportion` shares out is a value."""
    steps, measures = steps_of(result), result.scenario.reductions
    if any(measure.method == "statutory" for measure in measures):
        rates = minimum_rates(result.units, steps.drivers, result.law, result.years)
        kept = np.cumprod(1.0 - rates, axis=1)
        essential = 'OR({d.essential}="x",INDEX({l.essential_kinds},{s.kind})=1)'
        exempt = f"AND({essential},OR({{y.exempt_poor_only}}=0,{{own_lines@0}}<=0))"
        owes = f"AND({PARTLY.format(g='{assigned_quo@0}')},NOT({exempt}))"
        formula = f"{{kept@-1}}*(1-IF({owes},{{y.minimum_yearly_reduction}},0))"
        yield Column("kept", "index", kept, lambda j: formula if j else "1", "reductions")
    stands = "{released_to}"
    for m, (measure, cut) in enumerate(zip(measures, steps.reductions.cuts, strict=True), 1):
        if measure.method == "target":
            yield Column(f"cut_{m}", "dong", cut, "", "reductions")
        else:
            kept_share = f"{{y.kept_{m}}}" if measure.method == "rate" else "{kept}"
            yield Column(f"cut_{m}", "dong", cut, _cut_by_rate(m, kept_share, stands), "reductions")
        stands = f"{stands}-{{cut_{m}}}"
    yield Column("reduced", "dong", steps.reductions.support, stands, "reductions")


def _cut_by_rate(m: int, kept: str, stands: str) -> Callable[[int], str]:
    """A cut down to what the rates leave of the base year's support, within the measure's limit."""
    taken = f"({{status_quo}}-({stands}))"
    most = f"{{a.cut_max_{m}}}*{{d.support}}-{taken}"
    limit = f'IF({{a.cut_max_{m}}}="",{stands},{down(f"MAX(0,MIN({stands},{most}))")})'
    aim = whole(f"MAX(0,{{d.support}}*(1-{kept})-{taken})")
    formula = f"IF({{s.scope_{m}}}=1,MIN({limit},{aim}),0)"
    return lambda j: formula if j else "0"


def allocation_columns(result: Result) -> Iterator[Column]:
    """Định mức và phân bổ, section 7: the norm, and what the program gives: values, because `apportion`
    shares it out."""
    steps, plan = steps_of(result), result.scenario.allocation
    given = steps.given
    share = "INDEX({a.norm_teaching_share},#)"
    pay = 'IF(INDEX({a.norm_current},#)="x",1,{y.pay_index})'
    quota = "{d.staff_quota}*{staff_index}"
    parts = (
        ("per_pupil", "{pupils}"),
        ("per_class", "{classes}"),
        ("per_post", f"IF({quota}>0,{quota},{{staff}})"),
        ("per_site", "{d.sites}"),
        ("per_unit", "1"),
    )
    by_unit = "+".join(f"INDEX({{a.norm_{name}}},#)*{count}" for name, count in parts)
    indexed = 'IF(INDEX({a.norm_indexed},#)="x",{y.prices},1)'
    formula = f"MAX({{salary}}/{pay}*{share}/(1-{share}),{by_unit})*{indexed}"
    yield Column("norm", "dong", result["norm"], _by_period(result, formula), "allocation")
    names: list[str] = []
    if plan is not None:
        if given.exceptions.any():
            yield Column("exceptions", "dong", given.exceptions, "", "allocation")
            names.append("exceptions")
        if given.floor.any():
            yield Column("floor", "dong", given.floor, "", "allocation")
            names.append("floor")
        for number, grants in enumerate(given.stages, 1):
            yield Column(f"stage_{number}", "dong", grants, "", "allocation")
            names.append(f"stage_{number}")
    total = "+".join(f"{{{name}}}" for name in names) or "0"
    yield Column("increase", "dong", given.increase, total, "allocation")
    gap = "MAX(0,{planned}-{own_revenue}-{reduced})"
    yield Column("spent", "dong", given.spent, _spent(result, names, gap), "allocation")
    formula = f"{{planned}}+MAX(0,{{spent}}-{gap})"
    yield Column("spending", "dong", given.spending, formula, "allocation")
    formula = 'IF(INDEX({a.norm_support_only},#)="x",0,{own_revenue})+{reduced}-{salary}+{spent}'
    yield Column("available", "dong", result["available"], _by_period(result, formula), "allocation")


def _by_period(result: Result, formula: str) -> Callable[[int], str]:
    """The formula of each year, # being the row of the unit's kind in the table of norms: one block of kinds
    for each period in which the norms stay the same.
    """
    blocks = enumerate(norm_periods(result.scenario, result.law, result.years))
    rows = [p * len(KIND) for p, within in blocks for _ in result.years[within]]
    return [formula.replace("#", f"{{s.kind}}+{row}" if row else "{s.kind}") for row in rows].__getitem__


def _spent(result: Result, names: Sequence[str], gap: str) -> str:
    """Money given pays for what is done; a supplement only as far as it fills what was missing."""
    plan = result.scenario.allocation
    stages = {f"stage_{n}": stage for n, stage in enumerate(plan.stages if plan else (), 1)}
    spent = "0"
    for name in names:
        if isinstance(stages.get(name), SupplementStage):
            spent = f"({spent}+MIN({{{name}}},MAX(0,{gap}-({spent}))))"
        else:
            spent = f"{spent}+{{{name}}}"
    return spent
