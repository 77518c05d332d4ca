"""Figures and their units, and spans of years, stay on a line of a slide or a paper."""

from __future__ import annotations

import pytest

from budget.report.letters import wrapped
from budget.report.together import figures_together, together

SPACE, HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("giảm 1.240 triệu đồng", f"giảm 1.240{SPACE}triệu đồng"),
        ("B. Giảm 10 % đến 2025", f"B. Giảm 10{SPACE}% đến 2025"),
        ("3.6 billion đồng", f"3.6{SPACE}billion đồng"),
        ("906.604 đồng", f"906.604{SPACE}đồng"),
        ("năm 2025 đồng loạt", f"năm 2025{SPACE}đồng loạt"),
        ("72 đơn vị", "72 đơn vị"),
    ],
)
def test_a_figure_stays_with_its_unit(text: str, kept: str):
    assert figures_together(text) == kept


def test_two_years_stay_together_and_numbers_of_documents_as_they_are():
    assert together("(2025-2027)") == f"(2025{HYPHEN}2027)"
    assert together("60/2021/NĐ-CP, 2025-CP, 12025-2027") == "60/2021/NĐ-CP, 2025-CP, 12025-2027"


def test_lines_are_measured_as_they_will_break():
    # at eighteen points the figure and its unit take 1,5 inches together
    assert all(not row.endswith("10") for row in wrapped("Phương án B. Giảm 10 % đến 2025", 1.7, 18))
