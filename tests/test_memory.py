"""What the process keeps of the memory that a plan gave back."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGES_TOUCHED_ANEW = """
import resource
import numpy as np
from budget.memory import keep_memory

def plan():
    # forty tables of 40.000 units x 10 years, given back at the end
    return len([np.ones(400_000) for _ in range(40)])

if {keeps}:
    keep_memory()
plan(), plan()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
plan()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def touched_anew(*, keeps: bool) -> int:
    """Pages that a third plan in a row has to ask the system for."""
    program = PAGES_TOUCHED_ANEW.format(keeps=keeps)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps memory when told to")
def test_the_memory_of_one_plan_serves_the_next():
    assert touched_anew(keeps=True) < 0.1 * touched_anew(keeps=False)


LOOKED_FOR_GARBAGE = """
import gc
from budget.memory import collect_seldom

if {seldom}:
    collect_seldom()
before = gc.get_stats()[0]["collections"]
made = [[] for _ in range(40_000)]
print(gc.get_stats()[0]["collections"] - before)
"""


@pytest.mark.parametrize(("seldom", "looked"), [(True, False), (False, True)])
def test_what_a_page_makes_is_not_looked_through_again_and_again(*, seldom: bool, looked: bool):
    program = LOOKED_FOR_GARBAGE.format(seldom=seldom)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True)
    assert (int(done.stdout) > 0) is looked
