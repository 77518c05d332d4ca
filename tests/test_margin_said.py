"""How much a plan has to spare against its target, which says why draws miss it."""

from __future__ import annotations

from typing import cast

import numpy as np

from budget.report.margin_said import margin_said
from budget.report.words import Words
from budget.simulate import Result
from budget.targeted import margin
from budget.trials import Trials
from tests.plans import M, run, service

ROAD = """[assumptions]
inflation = 0
pay_drift = 0
[[roadmap]]
units = {}
targets = { 2024 = 0.5 }
"""


def cut_to(share: str, more: str = "") -> Result:
    """A unit of 600 million of support, whose roadmap takes 50 million in 2023 and 100 in 2024."""
    row = service(management=1000 * M, users=400 * M, support=600 * M)
    card = f'[[reductions]]\nmethod = "target"\ntarget = {{ 2024 = {share} }}\n{more}'
    return run(2022, [row], ROAD + (card if share else ""))


def test_what_a_plan_cuts_beyond_its_target_is_its_margin():
    # a tenth are 60 million, half of it in 2023; a fifth are 120, which the card makes up
    assert margin(cut_to("0.1"), 2024) == 40 * M
    assert margin(cut_to("0.1"), 2023) == 20 * M
    assert margin(cut_to("0.2"), 2024) == 0
    # with nothing to be taken beyond 17 % of 600 = 102 million
    assert margin(cut_to("0.2", "max_cut = 0.17\n"), 2024) == -18 * M
    assert margin(cut_to(""), 2024) is None


def test_plans_that_miss_their_target_in_draws_say_what_they_have_to_spare():
    results = [cut_to("0.1"), cut_to("0.2"), cut_to("0.2", "max_cut = 0.17\n"), cut_to("0.1"), cut_to("")]
    shares = (0.55, 0.67, 0.0, 1.0, np.nan)
    tried = {
        k: cast("Trials", Trials((2022, 2023, 2024), 100, {}, {"targets": np.array([np.nan, 1, share])}))
        for k, share in enumerate(shares)
    }
    said = margin_said("ABCDE", results, tried, 2024, Words("vi")).replace("\N{NO-BREAK SPACE}", " ")
    assert "so với mục tiêu: A dư 40 triệu đồng; B vừa đủ; C còn thiếu 18 triệu đồng. " in said
    assert not margin_said("ABCDE", results, {3: tried[3], 4: tried[4]}, 2024, Words("vi"))
    assert not margin_said("ABCDE", results, tried, 2023, Words("vi"))
