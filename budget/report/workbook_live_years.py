"""Số liệu của từng năm trong trang tính: pay, prices, law, and the paths of roadmaps and measures."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from budget.autonomy import GROUPS
from budget.drivers import REVENUE_LINES, compensation_rate, pay_indices
from budget.handout import latest
from budget.report.workbook_live_terms import YearRow
from budget.roadmap import yearly_path
from budget.scenario import SavingsPool, Scenario
from budget.simulate import Result

BANDS = ("2", "3a", "3b", "3c")
TABLES = ("development_minimum", "supplement_cap", "bonus_months")
NUMBERS = (
    "own_revenue_rate",
    "saving_rate",
    "minimum_yearly_reduction",
    "tuition_exempt_share",
    "months_of_tuition",
)
NO_YEAR = 9999
"""Stands for "no target follows"."""


def year_rows(result: Result) -> list[YearRow]:
    """Các số liệu của năm, in the order in which they build on one another."""
    return [*_drivers(result), *_law(result), *_roadmap(result), *_reductions(result), *_pool(result)]


def _drivers(result: Result) -> Iterator[YearRow]:
    years, law, assumed = result.years, result.law, result.scenario.assumptions
    n = np.arange(len(years))
    index = [float(p) for p in pay_indices(assumed, law, years)]
    beyond = max(0, years[0] - law.last_year("base_pay"))
    first = float(
        sum(law.months("base_pay", years[0])) / 12 * (1 + Fraction(assumed.base_pay_growth)) ** beyond
    )
    yield YearRow("year", "year", lambda j: "{y.year@-1}+1" if j else "{g.base_year}", list(years))
    yield YearRow("n", "decimal0", "{y.year}-{y.year@0}", n.tolist())
    grown = "{l.base_pay}*(1+{a.base_pay_growth})^MAX(0,{y.year}-{g.base_pay_last})"
    yield YearRow("pay", "dong", grown, [first * p for p in index])
    yield YearRow("pay_index", "index", "{y.pay}/{y.pay@0}", index)
    prices = (1.0 + float(assumed.inflation)) ** n
    yield YearRow("prices", "index", "(1+{a.inflation})^{y.n}", prices.tolist())
    drift = (1.0 + float(assumed.pay_drift)) ** n
    yield YearRow("drift", "index", "(1+{a.pay_drift})^{y.n}", drift.tolist())
    growth = {str(line): float(rate) for line, rate in assumed.revenue_growth.items()}
    for line in REVENUE_LINES:
        own, rate = f"{{a.revenue_growth_{line}}}", growth.get(line, 0.0)
        if line == "service_cost":
            # a cost without a growth of its own takes that of its revenue
            own = f'IF({own}="",{{a.revenue_growth_service_revenue}},{own})'
            rate = growth.get(line, growth.get("service_revenue", 0.0))
        yield YearRow(f"growth_{line}", "index", f"(1+{own})^{{y.n}}", ((1.0 + rate) ** n).tolist())


def _law(result: Result) -> Iterator[YearRow]:
    years, law = result.years, result.law
    for name in NUMBERS:
        values = [float(law.number(name, y)) for y in years]
        yield YearRow(name, "rate" if name != "months_of_tuition" else "decimal0", f"{{l.{name}}}", values)
    share = [law.number("tuition_exempt_share", y) for y in years]
    newly = [float((e - share[0]) / (1 - share[0])) if share[0] != 1 else 0.0 for e in share]
    start = "{y.tuition_exempt_share@0}"
    formula = f"IF({start}=1,0,({{y.tuition_exempt_share}}-{start})/(1-{start}))"
    yield YearRow("newly_exempt", "rate", formula, newly)
    rates = [float(compensation_rate(result.scenario.assumptions, law, y)) for y in years]
    formula = 'IF({a.compensation_rate}="",{l.compensation_rate},{a.compensation_rate})'
    yield YearRow("compensation_rate", "rate", formula, rates)
    for band in BANDS:
        values = [float(law.table("thresholds", y)[band]) for y in years]
        yield YearRow(f"threshold_{band}", "rate", f"{{l.thresholds_{band}}}", values)
    for name in TABLES:
        kind = "rate" if name == "development_minimum" else "decimal"
        for group in GROUPS:
            values = [float(law.table(name, y).get(group, 0)) for y in years]
            formula = f"{{l.{name}_{group}}}"
            if name == "supplement_cap" and group == GROUPS[0]:
                # group 1 decides for itself, unless the law sets a cap
                own = float(result.scenario.assumptions.group1_multiple)
                values = [float(law.table(name, y).get(group, own)) for y in years]
                formula = f'IF({formula}="",{{a.group1_multiple}},{formula})'
            yield YearRow(f"{name}_{group}", kind, formula, values)
    flags = {
        "payroll_excludes": [law.text("payroll_base", y) == "salary without contributions" for y in years],
        "bonus_counts": [law.flag("bonus_base_includes_supplement", y) for y in years],
        "exempt_poor_only": [law.text("exemption", y) == "essential without own revenue" for y in years],
    }
    for name, held in flags.items():
        yield YearRow(name, "decimal0", f"{{l.{name}}}", [int(flag) for flag in held])


def _roadmap(result: Result) -> Iterator[YearRow]:
    years, targets = result.years, "{{a.road_targets_{e}}}"
    for e, entry in enumerate(result.scenario.roadmap, 1):
        wanted = {y: Fraction(t) for y, t in entry.targets.items()}
        weights, parts = yearly_path(wanted, years)
        yield from _path(
            f"road_{e}", targets.format(e=e), "{a.road_years}", sorted(wanted), weights, parts, years
        )


def _path(
    name: str,
    targets: str,
    of_years: str,
    wanted: list[int],
    weights: list[Fraction],
    parts: list[Fraction],
    years: tuple[int, ...],
) -> Iterator[YearRow]:
    """A straight way through targets: the target year before, the one after, what is left of the start, what
    is reached."""
    after_base = [y for y in wanted if y > years[0]]
    before = [max((t for t in after_base if t <= y), default=0) for y in years]
    after = [min((t for t in after_base if t > y), default=NO_YEAR) for y in years]
    given = f'({targets}<>"")*({of_years}>{{y.year@0}})'
    last = f"SUMPRODUCT(MAX({given}*({of_years}<={{y.year}})*{of_years}))"
    following = f"{NO_YEAR}-SUMPRODUCT(MAX({given}*({of_years}>{{y.year}})*({NO_YEAR}-{of_years})))"
    yield YearRow(f"{name}_before", "year_or_none", last, before)
    yield YearRow(f"{name}_after", "year_or_none", following, after)
    b, a = f"{{y.{name}_before}}", f"{{y.{name}_after}}"
    since = f"IF({b}=0,{{y.year@0}},{b})"
    share = f"IF({a}={NO_YEAR},0,({{y.year}}-{since})/({a}-{since}))"
    yield YearRow(f"{name}_start", "rate", f"IF({b}=0,1-{share},0)", [float(w) for w in weights])
    reached = f"SUMIF({of_years},{b},{targets})*(1-{share})+SUMIF({of_years},{a},{targets})*{share}"
    yield YearRow(f"{name}_part", "rate", reached, [float(p) for p in parts])


def _reductions(result: Result) -> Iterator[YearRow]:
    years = result.years
    for m, measure in enumerate(result.scenario.reductions, 1):
        if measure.method == "rate":
            rates = [0.0] + [rate_of(measure.rate, y) for y in years[1:]]
            kept = list(itertools.accumulate((1.0 - r for r in rates), lambda a, b: a * b))
            of_year = f"SUMIF({{a.cut_years}},{{y.year}},{{a.cut_rates_{m}}})"
            yield YearRow(f"rate_{m}", "rate", lambda j, f=of_year: f if j else "0", rates)  # type: ignore[misc]
            formula = f"{{y.kept_{m}@-1}}*(1-{{y.rate_{m}}})"
            yield YearRow(f"kept_{m}", "index", lambda j, f=formula: f if j else "1", kept)  # type: ignore[misc]
        elif measure.method == "target":
            wanted = {y: Fraction(t) for y, t in (measure.target or {}).items()}
            weights, parts = yearly_path(wanted, years)
            targets = f"{{a.cut_targets_{m}}}"
            yield from _path(f"aim_{m}", targets, "{a.cut_years}", sorted(wanted), weights, parts, years)


def rate_of(rate: object, year: int) -> float:
    """Tỷ lệ giảm của một năm: a number holds for every year, a table is 0 in years not given."""
    return float(rate.get(year, 0) if isinstance(rate, dict) else rate)  # type: ignore[arg-type]


def _pool(result: Result) -> Iterator[YearRow]:
    plan = result.scenario.allocation
    if plan is None:
        return
    if isinstance(plan.pool, SavingsPool):
        amount = "{a.pool_share}*(SUM({c.status_quo})-SUM({c.reduced}))"
    else:
        amount = "SUMIF({a.pool_years},{y.year},{a.pool_by_year})"
        if plan.pool.source == "percent":
            amount += "*SUMPRODUCT({c.scope}*{x.support})"
    rounded = f"INT(({amount}+0.0001)/{{a.round_to}})*{{a.round_to}}"
    pool, left = result.totals["pool"].tolist(), result.totals["unallocated"].tolist()
    yield YearRow("pool", "dong", lambda j: rounded if j else "0", pool)
    yield YearRow("unallocated", "dong", "{y.pool}-SUM({c.increase})", left)


def pool_at(scenario: Scenario, year: int) -> float:
    """Mức của năm trong bảng nguồn: the latest that is given, before the first 0."""
    plan = scenario.allocation
    if plan is None or isinstance(plan.pool, SavingsPool):
        return 0.0
    return float(latest(plan.pool.by_year, year))
