"""Đo tốc độ của mô hình: seconds, unit-years a second and memory, on cities that are made up."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from budget.apportion import apportion
from budget.indicators import indicators
from budget.law import national_law
from budget.scenario import Scenario, changed, parse_scenario
from budget.simulate import Result, simulate
from budget.units import Units

if sys.platform != "win32":
    from resource import RUSAGE_SELF, getrusage

SIZES, COUNTS, YEARS = (80, 1_500, 40_000), (1, 100, 1_000), 10
BUDGET_SECONDS = 60.0
"""A case that would take longer is measured on fewer scenarios and says so."""

PLAN = """
name = "benchmark"
horizon = 2031
[assumptions]
inflation = 0.035
pay_drift = 0.01
pupils_growth = { primary = 0.01, preschool = -0.01 }
[[roadmap]]
units = { kinds = ["service"] }
targets = { 2026 = 0.5, 2030 = 0.7 }
revenue_share = 0.6
[[reductions]]
method = "statutory"
[[reductions]]
method = "target"
target = { 2028 = 0.15 }
max_cut = 0.3
[allocation]
floor = 0.002
cap = 0.2
pool = { from = "savings", share = 1 }
stages = [{ aim = "norm" }, { aim = "supplement", multiple = 0.1 }, { aim = "share", by = "pupils" }]
"""


@dataclass(frozen=True)
class Measure:
    """Một phép đo: units, scenarios asked for and run, seconds for those run, peak memory of the process in
    bytes (0: unknown).
    """

    units: int
    scenarios: int
    run: int
    seconds: float
    memory: int

    @property
    def unit_years(self) -> float:
        """Số đơn vị-năm mỗi giây."""
        return self.units * YEARS * self.run / self.seconds


def made_up(count: int, seed: int = 1) -> Units:
    """Đơn vị giả để đo: schools and one service unit in eight, lognormal in size."""
    random = np.random.default_rng(seed)
    kinds = random.choice(
        ("preschool", "primary", "lower_secondary", "service"), count, p=(0.35, 0.32, 0.205, 0.125)
    )
    pupils = np.round(random.lognormal(6.2, 0.5, count)) * (kinds != "service")
    salary = np.round(random.lognormal(22.2, 0.5, count), -3)
    operations = np.round(salary * random.uniform(0.06, 0.3, count), -3)
    own = np.round(
        (salary + operations) * np.where(kinds == "service", random.uniform(0, 1.2, count), 0.04), -3
    )
    support = np.maximum(0, salary + operations - own)
    columns = {
        "pupils": pupils,
        "classes": np.ceil(pupils / 32),
        "staff": np.ceil(salary / 1.5e8),
        "salary": salary,
        "contributions": np.round(salary * 0.15),
        "professional": operations,
        "users": own,
        "support": support,
    }
    lists = {name: values.astype(np.int64).tolist() for name, values in columns.items()}
    return Units.from_rows(
        2022,
        (
            {"code": f"{i:07d}", "name": f"{i}", "kind": str(kinds[i])} | {n: v[i] for n, v in lists.items()}
            for i in range(count)
        ),
    )


def scenarios(count: int) -> Iterator[Scenario]:
    """Các phương án để đo, each with another price and another share for the schools."""
    plan = parse_scenario(PLAN)
    for k in range(count):
        plan = changed(plan, ("assumptions", "inflation"), round(0.02 + 0.00003 * k, 6))
        yield plan


def measures() -> Iterator[Measure]:
    """Các phép đo, one size and number of scenarios after the other; of each scenario only indicators are
    kept.
    """
    law = national_law()
    for size in SIZES:
        units = made_up(size)
        simulate(units, next(scenarios(1)), law)
        for count in COUNTS:
            gc.collect()
            seconds, run, kept = 0.0, 0, []
            for scenario in scenarios(count):
                start = time.perf_counter()
                result = simulate(units, scenario, law)
                if count > 1:
                    kept.append(indicators(result, result.years[-1]))
                seconds += time.perf_counter() - start
                run += 1
                if seconds > BUDGET_SECONDS:
                    break
            yield Measure(size, count, run, seconds, peak_memory())


def array_seconds(units: Units, scenario: Scenario) -> float:
    """Thời gian tính một phương án, seconds, the median of five."""
    return _median(lambda: simulate(units, scenario, national_law()))


def apportion_seconds(count: int = 40_000) -> float:
    """Thời gian phân bổ một số tiền cho `count` đơn vị, seconds, the median of five."""
    random = np.random.default_rng(2)
    weights = np.round(random.lognormal(20, 1, count))
    upper = np.round(weights * random.uniform(0.05, 0.4, count))
    amount, rank = float(np.floor(upper.sum() * 0.6)), np.arange(count)
    return _median(lambda: apportion(amount, weights, np.zeros(count), upper, 1.0, rank))


@dataclass(frozen=True)
class Bandwidth:
    """Tốc độ bộ nhớ của một luồng, bytes a second: copy a = b, triad a = b + 3 c in NumPy's two passes."""

    copy: float
    triad: float


def bandwidth(count: int = 2**25) -> Bandwidth:
    """Đo tốc độ bộ nhớ as STREAM does, bytes read and bytes written; `count` numbers of 8 bytes an array."""
    a, b, c = np.zeros(count), np.ones(count), np.ones(count)

    def triad() -> None:
        np.multiply(c, 3.0, out=a)
        np.add(a, b, out=a)

    copy_seconds, triad_seconds = _median(lambda: np.copyto(a, b)), _median(triad)
    return Bandwidth(2 * a.nbytes / copy_seconds, 5 * a.nbytes / triad_seconds)


def least_bytes(result: Result) -> int:
    """Số byte ít nhất phải đọc và ghi: every column of the units read once, every figure, group, total and
    finding written once.
    """
    arrays: list[ArrayLike] = [
        *result.units.values.values(),
        *result.figures.values(),
        *result.totals.values(),
    ]
    arrays += [result.group, result.assigned]
    for block in result.findings.blocks:
        arrays += [block.unit, block.year, *block.numbers.values()]
    return sum(np.asarray(array).nbytes for array in arrays)


def _median(work: Callable[[], object]) -> float:
    """Seconds of one run, the median of five after a first one that is not counted."""
    work()
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peak_memory() -> int:
    """Bộ nhớ cao nhất của tiến trình, bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
