"""The program against the reference: `python -m tests.reference.compare --cases 500 --seed 1`."""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from tests.reference.cities import Case, case
from tests.reference.model import SUMMED, run

RATIOS = ("ratio", "coverage")
EXACT = ("group", "assigned", "pupils")


def expected(c: Case) -> dict[str, Any]:
    return run(c.base_year, c.rows, tomllib.loads(c.scenario, parse_float=Decimal))


def actual(c: Case) -> dict[str, Any]:
    from budget.law import national_law
    from budget.published import scenario_json
    from budget.scenario import parse_scenario
    from budget.simulate import simulate
    from budget.units import Units

    units = Units.from_rows(c.base_year, c.rows)
    return scenario_json(simulate(units, parse_scenario(c.scenario), national_law()))


def differences(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    """Every place where the two disagree by more than float64 may (1 đồng, one millionth)."""
    for key in ("name", "years"):
        if want[key] != got[key]:
            yield f"{key}: reference {want[key]!r}, program {got[key]!r}"
    theirs = {unit["code"]: unit for unit in got["units"]}
    if sorted(theirs) != sorted(unit["code"] for unit in want["units"]):
        yield f"units: program has {sorted(theirs)}"
        return
    for unit in want["units"]:
        for year, row in unit["years"].items():
            yield from row_differences(f"{unit['code']} {year}", row, theirs[unit["code"]]["years"][year])
    yield from total_differences(want, got)
    yield from finding_differences(want, got)


def row_differences(where: str, want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    if list(want) != list(got):
        yield f"{where}: keys {list(got)}"
        return
    for key, value in want.items():
        if key in EXACT or value is None or got[key] is None:
            same = value == got[key]
        elif key in RATIOS:
            below = want["spending" if key == "ratio" else "norm"]
            same = abs(Decimal(value) - Decimal(got[key])) <= ratio_slack(Decimal(value), below)
        else:
            same = type(got[key]) is int and abs(value - got[key]) <= 1
        if not same:
            yield f"{where} {key}: reference {value}, program {got[key]}"
    if got["support"] != got["status_quo"] - got["released"] - got["cut"] + got["increase"]:
        yield f"{where}: the program's support is not status_quo - released - cut + increase"


def ratio_slack(ratio: Decimal, denominator: int) -> Decimal:
    """A millionth; more where float64 cannot: milliards over a few đồng, or over less than one."""
    coarse = (1 + abs(ratio)) * Decimal("1e-4") / denominator if denominator else 1 + abs(ratio)
    return max(Decimal("1e-6"), abs(ratio) * Decimal("1e-12"), coarse)


def total_differences(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    if list(want["totals"]) != list(got["totals"]):
        yield f"totals: years {list(got['totals'])}"
        return
    for year, totals in got["totals"].items():
        for key in SUMMED:
            summed = sum(unit["years"][year][key] for unit in got["units"])
            if totals[key] != summed:
                yield f"totals {year} {key}: program {totals[key]}, its units sum to {summed}"
        for key in ("pool", "unallocated"):
            if totals[key] != want["totals"][year][key]:
                yield f"totals {year} {key}: reference {want['totals'][year][key]}, program {totals[key]}"
        if totals["pool"] != totals["increase"] + totals["unallocated"]:
            yield f"totals {year}: the program's pool is not increase + unallocated"


def finding_differences(want: Mapping[str, Any], got: Mapping[str, Any]) -> Iterator[str]:
    def counted(result: Mapping[str, Any]) -> Counter[tuple[str, str, str | None, int | None]]:
        return Counter((f["kind"], f["severity"], f["unit"], f["year"]) for f in result["findings"])

    ours, theirs = counted(want), counted(got)
    for finding in sorted((ours - theirs).elements(), key=str):
        yield f"finding only in the reference: {finding}"
    for finding in sorted((theirs - ours).elements(), key=str):
        yield f"finding only in the program: {finding}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=12, help="differences shown for each case")
    parser.add_argument(
        "--print", action="store_true", help="print the units and the scenario of a case that differs"
    )
    options = parser.parse_args()
    differ = 0
    for seed in range(options.seed, options.seed + options.cases):
        c = case(seed)
        try:
            found = list(differences(expected(c), actual(c)))
        except Exception as problem:
            found = [f"{type(problem).__name__}: {problem}"]
        if found:
            differ += 1
            say(f"seed {seed}, base year {c.base_year}: {len(found)} differences", *found[: options.show])
            if options.print:
                say(*map(str, c.rows), c.scenario)
    say(f"{options.cases} cases, {differ} differ")
    return 1 if differ else 0


def say(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
