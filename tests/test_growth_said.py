"""Why the support under the status quo is another than in the base year, in words."""

from __future__ import annotations

import pytest

from budget.compare import status_quo_of
from budget.report.growth_said import growth_main, growth_said
from budget.report.words import Words
from tests.plans import M, run, school

ROWS = [school("T1", support=1_000 * M, salary=900 * M)]


@pytest.mark.parametrize(
    ("year", "rate", "said"),
    [
        # 2.530.000 from July 2026 holds for all of 2027, and 7 % on it are 2.707.100: those no decree has
        (
            2027,
            "0.07",
            (
                "2.707.100 đồng một tháng (Nghị định 161/2026/NĐ-CP; từ năm 2027 thêm 7 % mỗi năm theo giả "
                "định của phương án)"
            ),
        ),
        (2027, "0", "2.530.000 đồng một tháng (Nghị định 161/2026/NĐ-CP)"),
        # the decree's own years rest on it alone
        (2025, "0.07", "2.340.000 đồng một tháng (Nghị định 73/2024/NĐ-CP)"),
    ],
)
def test_pay_that_the_plan_assumes_is_not_told_as_enacted(year: int, rate: str, said: str) -> None:
    plan = run(2022, ROWS, f"horizon = 2027\n[assumptions]\nbase_pay_growth = {rate}\n")
    quo = status_quo_of(plan.units, plan.scenario, plan.law)
    for told in (growth_main(quo, year, Words()), growth_said(quo, year, Words())):
        assert said in told.replace("\N{NO-BREAK SPACE}", " ")
