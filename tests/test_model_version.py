"""The same input never gives other figures under the same model version: what is printed on files says which
program made them.

This says nothing of whether the figures are right, only that they are those of this version: where the model
is mended, MODEL_VERSION goes up and the line below is written anew; where only samples or law files change,
the line alone is.
"""

from __future__ import annotations

import hashlib

import numpy as np

from budget.law import national_law
from budget.money import whole
from budget.sample import load_sample
from budget.simulate import MODEL_VERSION, MONEY, simulate
from tests.test_sample_scenarios import FILES, scenario

RECORDED = ("2", "da179e6f98603fa3", "14b551abf3b10609")
"""Model version, what went in, what came out."""


def marks() -> tuple[str, str]:
    """What goes in and what comes out of the sample city's and ward's plans, as SHA-256."""
    inside, outside = hashlib.sha256(), hashlib.sha256()
    for name in FILES:
        units = load_sample("ward_2026" if name == "ward_2026" else "city_2022")[1]
        result = simulate(units, scenario(name), national_law())
        for part in (result.units, result.scenario, result.law):
            inside.update(part.fingerprint.encode())
        for figure in MONEY:
            whole_dong = np.nan_to_num(whole(result[figure]), nan=-1)
            outside.update(whole_dong.astype("<i8").tobytes())
        outside.update(result.assigned.astype("<i8").tobytes())
    return inside.hexdigest()[:16], outside.hexdigest()[:16]


def test_other_figures_of_the_same_input_are_another_version_of_the_model() -> None:
    version, inside, outside = RECORDED
    assert (version, *marks()) == (MODEL_VERSION, inside, outside)
