"""Handing out whole steps: by hand, against an exact second implementation, and what always holds."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import budget.apportion as module
from budget.apportion import apportion, in_steps, level, lowest_first
from tests import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES = "ABCDEFGHIJKLMNOPQRST"
FREE = 10**12
"""An upper bound that never binds."""


def array(values: Sequence[float]) -> Any:
    return np.array(values, dtype=np.float64)


def shared(
    total: int,
    weights: Sequence[float],
    lower: Sequence[int] | None = None,
    upper: Sequence[int] | None = None,
    step: int = 1,
    codes: Sequence[str] = CODES,
) -> list[int]:
    lower, upper = lower or [0] * len(weights), upper or [FREE] * len(weights)
    return counted(
        apportion(
            total, array(weights), array(lower), array(upper), float(step), ranks(codes, len(weights))
        ).money
    )


def raised(
    amount: int,
    norms: Sequence[float],
    covered: Sequence[float],
    upper: Sequence[int],
    step: int = 1,
    codes: Sequence[str] = CODES,
) -> list[int]:
    rank = ranks(codes, len(norms))
    return counted(lowest_first(amount, array(norms), array(covered), array(upper), float(step), rank).money)


def ranks(codes: Sequence[str], count: int) -> Any:
    order = sorted(range(count), key=lambda i: codes[i])
    return np.array([order.index(i) for i in range(count)], dtype=np.intp)


def counted(given: Any) -> list[int]:
    assert all(x == int(x) for x in given)
    return [int(x) for x in given]


# --- by hand ------------------------------------------------------------------------------------------------


def test_published_apportionments() -> None:
    # 33,33 each: one step is left over, all fractions are equal, the lowest code takes it.
    assert shared(100, [1, 1, 1]) == [34, 33, 33]
    # 225,806 + 354,839 + 419,355: 998 rounded down, two steps left for ,839 and ,806.
    assert shared(1_000, [7, 11, 13]) == [226, 355, 419]


def test_ties_go_to_the_lower_code_and_not_to_the_first_row() -> None:
    assert shared(100, [1, 1, 1], codes=["C", "A", "B"]) == [33, 34, 33]
    assert shared(101, [1, 1, 1], codes=["C", "A", "B"]) == [33, 34, 34]


def test_a_bound_that_binds_hands_its_part_to_the_others() -> None:
    # By 1 : 1 : 2 of 100 the third would get 50; held at 30, the rest of 70 is shared 35 : 35.
    assert shared(100, [1, 1, 2], upper=[FREE, FREE, 30]) == [35, 35, 30]
    # The first is held up at 40; 60 are shared 20 : 40.
    assert shared(100, [1, 1, 2], lower=[40, 0, 0]) == [40, 20, 40]
    # One up, one down: A keeps 40, C stops at 30, B takes the 30 that are left.
    assert shared(100, [1, 1, 2], lower=[40, 0, 0], upper=[FREE, FREE, 30]) == [40, 30, 30]


def test_a_unit_of_weight_0_keeps_its_lower_bound() -> None:
    assert shared(100, [0, 1, 1], lower=[10, 0, 0]) == [10, 45, 45]
    assert shared(100, [0, 1, 1]) == [0, 50, 50]
    # It counts with its lower bound in both sums: at most 10 + 30 + 30 can be given.
    assert shared(70, [0, 1, 1], lower=[10, 0, 0], upper=[99, 30, 30]) == [10, 30, 30]
    with pytest.raises(ValueError, match=r"\b71\b.*\b70\b"):
        shared(71, [0, 1, 1], lower=[10, 0, 0], upper=[99, 30, 30])


def test_both_ends_give_the_bounds_themselves() -> None:
    assert shared(60, [5, 0.001, 1], upper=[10, 20, 30]) == [10, 20, 30]
    assert shared(6, [5, 0.001, 1], lower=[1, 2, 3], upper=[10, 20, 30]) == [1, 2, 3]
    assert shared(0, [1, 2]) == [0, 0]
    assert shared(0, []) == []


@pytest.mark.parametrize("total", [5, 61])
def test_a_total_beyond_the_bounds_is_an_error_with_both_numbers(total: int) -> None:
    with pytest.raises(ValueError, match=rf"\b{total}\b.*\b6\b.*\b60\b"):
        shared(total, [1, 1, 1], lower=[1, 2, 3], upper=[10, 20, 30])


@pytest.mark.parametrize(
    ("total", "lower", "upper"), [(15, [0, 0], [50, 50]), (20, [5, 0], [50, 50]), (20, [0, 0], [50, 55])]
)
def test_what_is_no_multiple_of_the_step_is_an_error(total: int, lower: list[int], upper: list[int]) -> None:
    with pytest.raises(ValueError, match="multiples of the step 10"):
        shared(total, [1, 1], lower=lower, upper=upper, step=10)


def test_whole_steps_of_a_million() -> None:
    # 98 triệu by 31,4 : 61,2 : 5,4: quotas 31,4; 61,2; 5,4; the step left over goes to the larger ,4 of the
    # lower code.
    million = 1_000_000
    assert shared(98 * million, [31.4, 61.2, 5.4], step=million) == [32 * million, 61 * million, 5 * million]


def test_a_step_left_over_never_passes_an_upper_bound() -> None:
    # Quotas 10/3 each; the first may take 3 only, so the step goes to the second.
    assert shared(10, [1, 1, 1], upper=[3, 9, 9]) == [3, 4, 3]


def test_fractions_are_compared_in_millionths_of_a_step() -> None:
    # Quotas 0,5000001 and 0,4999999 are both 0,500000: the lower code takes the step though its part is the
    # smaller.
    assert shared(1, [4_999_999, 5_000_001], codes=["A", "B"]) == [1, 0]
    # 0,500002 and 0,499998 are told apart.
    assert shared(1, [499_998, 500_002], codes=["A", "B"]) == [0, 1]


def test_lowest_first_by_hand() -> None:
    # Coverage 0,2; 0,5; 0,5. 30 lift the first to 0,5 and touch nobody else.
    norms, covered, free = [100, 100, 200], [20, 50, 100], [80, 50, 100]
    assert raised(30, norms, covered, free) == [30, 0, 0]
    # 70: 400 c - 170 = 70, c = 0,6.
    assert raised(70, norms, covered, free) == [40, 10, 20]
    # The first may take 20 only: 300 c - 150 = 30, c = 0,6.
    assert raised(50, norms, covered, [20, 50, 100]) == [20, 10, 20]
    # All of the need, and more than it.
    assert raised(230, norms, covered, free) == free
    assert raised(0, norms, covered, free) == [0, 0, 0]


def test_lowest_first_with_a_negative_coverage() -> None:
    # -0,5 and 0,25: 40 lift the first to -0,1; 100 c + 50 = 40.
    assert raised(40, [100, 100], [-50, 25], [150, 75]) == [40, 0]
    # 95: 200 c + 25 = 95, c = 0,35.
    assert raised(95, [100, 100], [-50, 25], [150, 75]) == [85, 10]


def test_lowest_first_leaves_out_units_without_a_norm() -> None:
    assert raised(10, [0, 100], [-500, 50], [0, 50]) == [0, 10]


def test_a_level_stays_in_its_stretch_beside_a_norm_of_one_dong() -> None:
    # 3 tỷ: B, at -0,29, is full with 2 tỷ; A takes the third tỷ by a coverage of 0,0001. C and D have norms
    # of 1 đồng, so that a running sum off by 0,0005 đồng would move the level by hundreds of percent.
    norms, covered = [10**13, 10**13, 1, 1], [0, -2_939_074_799_532, 0, 5 * 10**12]
    upper = [10**9, 2 * 10**9, 10**9, 2 * 10**9]
    assert raised(3 * 10**9, norms, covered, upper, 10**9, codes="DCBA") == [10**9, 2 * 10**9, 0, 0]


def test_lowest_first_in_whole_steps() -> None:
    # Three equal units share 10 steps: 4, 3, 3, the fourth to the lowest code.
    assert raised(10, [7, 7, 7], [1, 1, 1], [6, 6, 6], codes=["B", "A", "C"]) == [3, 4, 3]


def stepped(
    quota: Sequence[float],
    amount: int,
    upper: Sequence[int],
    lower: Sequence[int] | None = None,
    codes: Sequence[str] = CODES,
) -> list[int]:
    count = len(quota)
    low = array(lower or [0] * count)
    return counted(in_steps(array(quota), amount, low, array(upper), 1.0, ranks(codes, count)))


def test_quotas_that_binary_rounding_lifted_give_steps_back() -> None:
    # 6 stand where 5 are to be given: equal parts, so that the highest code gives back.
    assert stepped([2, 2, 2], 5, [9, 9, 9], codes="BCA") == [2, 1, 2]
    # 1 + 2 + 3 of 5: the parts are 0,4; 0,1; 0,7, the smallest gives back.
    assert stepped([1.4, 2.1, 3.7], 5, [9, 9, 9]) == [1, 1, 3]
    # The unit of the smallest part stands at its lower bound; the next gives.
    assert stepped([1.4, 2.1, 3.7], 5, [9, 9, 9], [0, 2, 0]) == [0, 2, 3]
    # Two steps of two units, then a third step of the one that still can.
    assert stepped([3.5, 1.2], 1, [9, 9]) == [1, 0]


def test_more_steps_than_units_that_take_one_are_given_in_turns() -> None:
    # 1 + 1 of 5: each takes one, the third step goes to the larger part.
    assert stepped([1.2, 1.9], 5, [9, 9]) == [2, 3]
    # The larger part may take no more than 2.
    assert stepped([1.2, 1.9], 5, [9, 2]) == [3, 2]


def test_the_steps_left_over_among_many() -> None:
    # Parts of 0,0 to 0,9, thirty units each: 100 steps go to all of 0,9, 0,8 and 0,7, then to the ten lowest
    # codes of 0,6.
    count = 300
    tenths = [(7 * i) % 10 for i in range(count)]
    codes = [f"{(i * 77) % count:03d}" for i in range(count)]
    quota = [1 + t / 10 for t in tenths]
    first = sorted(range(count), key=lambda i: (-tenths[i], codes[i]))[:100]
    assert stepped(quota, count + 100, [9] * count, codes=codes) == [
        2 if i in first else 1 for i in range(count)
    ]


def test_a_part_of_the_units_keeps_its_places_among_all() -> None:
    # 10 by 1 and 3: 2,5 and 7,5, of equal fractions the lower code takes the step left over. The first stands
    # third among four units, the second first; the others have no part in it.
    split = apportion(10, array([1, 3]), array([0, 1]), array([9, 8]), 1.0, ranks("AB", 2))
    everywhere = split.among(np.array([2, 0]), 4)
    assert (everywhere.amount, everywhere.step, everywhere.level) == (10, 1, 2.5)
    assert counted(everywhere.money) == [7, 0, 3, 0]
    assert everywhere.quota.tolist() == [7.5, 0, 2.5, 0]
    assert everywhere.slope.tolist() == [3, 0, 1, 0]
    assert (everywhere.lower.tolist(), everywhere.upper.tolist()) == ([1, 0, 0, 0], [8, 0, 9, 0])
    assert everywhere.rounded.tolist() == [7, 0, 2, 0]
    assert everywhere.more.tolist() == [0, 0, 1, 0]
    assert everywhere.fraction.tolist() == [0.5, 0, 0.5, 0]
    assert everywhere.free.tolist() == [True, False, True, False]


def test_at_the_common_level_stands_who_is_held_by_no_bound() -> None:
    # A level of 2: the first gets it, the second has its 5 already, the third may have no more than 1, the
    # fourth weighs nothing; 2 + 5 + 1 are 8.
    split = apportion(8, array([1, 1, 1, 0]), array([0, 5, 0, 0]), array([9, 9, 1, 9]), 1.0, ranks(CODES, 4))
    assert (split.level, counted(split.money)) == (2, [2, 5, 1, 0])
    assert split.free.tolist() == [True, False, False, False]
    # Where all stand at their bounds there is no level.
    most = apportion(19, array([1, 1, 1, 0]), array([0, 5, 0, 0]), array([9, 9, 1, 9]), 1.0, ranks(CODES, 4))
    assert (counted(most.money), most.free.tolist()) == ([9, 9, 1, 0], [False] * 4)


# --- against the exact second implementation ----------------------------------------------------------------


def bounds(r: random.Random, count: int, step: int) -> tuple[list[int], list[int]]:
    width = r.choice([1, 3, 20, 1_000, 10**6])
    lower = [step * r.randint(0, width) if r.random() < 0.3 else 0 for _ in range(count)]
    return lower, [low + step * r.choice([0, 1, r.randint(0, width), width]) for low in lower]


def somewhere(r: random.Random, least: int, most: int, step: int) -> int:
    return r.choice(
        [
            least,
            most,
            min(most, least + step),
            max(least, most - step),
            step * r.randint(least // step, most // step),
        ]
    )


@pytest.mark.parametrize("many", [2, module.MANY])
@pytest.mark.parametrize("block", range(4))
def test_apportion_equals_the_exact_one(block: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where breakpoints are many, those near the level are found first: here from three units on."""
    monkeypatch.setattr(module, "MANY", many)
    r = random.Random(block)  # noqa: S311 - nothing is secret here
    for _ in range(900):
        count, step = r.randint(1, 10), r.choice([1, 1, 7, 1_000, 1_000_000])
        pattern = r.choice(
            [[1], [0, 1, 2], range(1, 9), range(10**3), [0, 0, 0, 5], range(10**6, 10**9, 999)]
        )
        weights = [r.choice(pattern) for _ in range(count)]
        lower, upper = bounds(r, count, step)
        codes = r.sample(CODES, count)
        top = [high if w else low for w, low, high in zip(weights, lower, upper, strict=True)]
        total = somewhere(r, sum(lower), sum(top), step)
        given = shared(total, weights, lower, upper, step, codes)
        assert given == exact.apportion(total, weights, lower, upper, step, codes)


@pytest.mark.parametrize("many", [2, module.MANY])
@pytest.mark.parametrize("block", range(4))
def test_lowest_first_equals_the_exact_one(block: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where breakpoints are many, those near the level are found first: here from three units on."""
    monkeypatch.setattr(module, "MANY", many)
    r = random.Random(100 + block)  # noqa: S311 - nothing is secret here
    for _ in range(700):
        count, step = r.randint(1, 10), r.choice([1, 1, 1_000, 1_000_000])
        size = step * r.choice([5, 100, 10**4])
        norms = [r.choice([0, size, r.randint(1, 2 * size)]) for _ in range(count)]
        covered = [r.choice([0, size // 2, r.randint(-size, 2 * size)]) for _ in range(count)]
        _, upper = bounds(r, count, step)
        codes = r.sample(CODES, count)
        amount = somewhere(r, 0, sum(high for n, high in zip(norms, upper, strict=True) if n), step)
        given = raised(amount, norms, covered, upper, step, codes)
        assert given == exact.lowest_first(amount, norms, covered, upper, step, codes)


# --- what holds for every input -----------------------------------------------------------------------------


def test_where_floats_are_coarser_than_a_dong_the_sum_is_still_the_total() -> None:
    # 6,1 triệu tỷ: one quota in float64 is off by most of a đồng, so that the parts rounded down pass the
    # total.
    total, weights = 6_108_407_555_566_630, [867_902_575, 215_240_825, 70_717_298]
    upper = [8_906_307_248_437_218, 7_509_009_520_319_575, 5_699_141_386_928_410]
    given = shared(total, weights, [0, 0, 0], upper)
    assert sum(given) == total
    expected = exact.apportion(total, weights, [0, 0, 0], upper, 1, CODES[:3])
    assert all(abs(x - y) <= 1 for x, y in zip(given, expected, strict=True))


@st.composite
def inputs(draw: st.DrawFn) -> tuple[int, list[int], list[int], list[int], int]:
    count, step = draw(st.integers(1, 8)), draw(st.sampled_from([1, 5, 1_000_000]))
    column = st.lists(st.integers(0, 50), min_size=count, max_size=count)
    # a few pupils, or money to the đồng; the same weight twice, or none at all, comes often
    weight = st.one_of(st.integers(0, 50), st.integers(0, 10**12), st.sampled_from([0, 7]))
    weights = draw(st.lists(weight, min_size=count, max_size=count))
    lows, widths = draw(column), draw(column)
    lower = [step * low for low in lows]
    upper = [low + step * wide for low, wide in zip(lower, widths, strict=True)]
    most = sum(high if w else low for w, low, high in zip(weights, lower, upper, strict=True))
    total = step * draw(st.integers(sum(lower) // step, most // step))
    return total, weights, lower, upper, step


@given(inputs())
def test_the_sum_is_the_total_and_bounds_hold(case: tuple[int, list[int], list[int], list[int], int]) -> None:
    total, weights, lower, upper, step = case
    given = shared(total, weights, lower, upper, step)
    assert sum(given) == total
    assert all(low <= x <= high for low, x, high in zip(lower, given, upper, strict=True))
    assert all(x % step == 0 for x in given)
    assert all(x == low for x, low, w in zip(given, lower, weights, strict=True) if w == 0)


@given(inputs(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    case: tuple[int, list[int], list[int], list[int], int], r: random.Random
) -> None:
    total, weights, lower, upper, step = case
    given = shared(total, weights, lower, upper, step)
    order = r.sample(range(len(weights)), len(weights))
    moved = shared(
        total,
        [weights[i] for i in order],
        [lower[i] for i in order],
        [upper[i] for i in order],
        step,
        [CODES[i] for i in order],
    )
    assert moved == [given[i] for i in order]


@given(inputs(), st.integers(1, 20))
def test_a_larger_total_lowers_nobody_by_more_than_a_step(
    case: tuple[int, list[int], list[int], list[int], int], more: int
) -> None:
    total, weights, lower, upper, step = case
    top = [high if w else low for w, low, high in zip(weights, lower, upper, strict=True)]
    larger = min(sum(top), total + more * step)
    before, after = (shared(x, weights, lower, upper, step) for x in (total, larger))
    assert all(b >= a - step for a, b in zip(before, after, strict=True))
    if sum(lower) < total and larger < sum(top):  # between the ends a level can be asked for
        w, low, high = array(weights), array(lower), array(top)
        first, second = (level(x, w, np.zeros_like(w), low, high) for x in (total, larger))
        quotas = [np.clip(at * w, low, high) for at in (first, second)]
        assert np.all(quotas[1] >= quotas[0] - 1e-6)


@given(inputs())
def test_equal_units_differ_by_one_step_at_most(
    case: tuple[int, list[int], list[int], list[int], int],
) -> None:
    total, weights, lower, upper, step = case
    given = shared(total, weights, lower, upper, step)
    alike: dict[tuple[int, int, int], list[int]] = {}
    for w, low, high, x in zip(weights, lower, upper, given, strict=True):
        alike.setdefault((w, low, high), []).append(x)
    assert all(max(xs) - min(xs) <= step for xs in alike.values())


@given(inputs(), st.integers(0, 10), st.integers(0, 20), st.randoms(use_true_random=False))
def test_the_lowest_are_raised_whatever_the_order_and_more_money_lowers_nobody_by_more_than_a_step(
    case: tuple[int, list[int], list[int], list[int], int], tenths: int, more: int, r: random.Random
) -> None:
    _, norms, _, upper, step = case
    covered = [step * r.randint(-60, 60) for _ in norms]
    most = sum(high for n, high in zip(norms, upper, strict=True) if n)
    amount = most * tenths // (10 * step) * step
    given = raised(amount, norms, covered, upper, step)
    order = r.sample(range(len(norms)), len(norms))
    mixed = [[column[i] for i in order] for column in (norms, covered, upper)]
    moved = raised(amount, mixed[0], mixed[1], mixed[2], step, [CODES[i] for i in order])
    assert moved == [given[i] for i in order]
    after = raised(min(most, amount + more * step), norms, covered, upper, step)
    assert all(b >= a - step for a, b in zip(given, after, strict=True))


@given(inputs(), st.lists(st.integers(-60, 60), min_size=8, max_size=8))
def test_lowest_first_gives_all_within_bounds_and_raises_the_lowest(
    case: tuple[int, list[int], list[int], list[int], int], covered: list[int]
) -> None:
    _, norms, _, upper, step = case
    covered = [step * c for c in covered[: len(norms)]]
    upper = [high if n else 0 for n, high in zip(norms, upper, strict=True)]
    norms = [step * n for n in norms]
    amount = sum(upper) // (2 * step) * step
    given = raised(amount, norms, covered, upper, step)
    assert sum(given) == amount
    assert all(0 <= x <= high for x, high in zip(given, upper, strict=True))
    # Who got more than a step stands at most a step above anybody who could have taken more.
    for i, x in enumerate(given):
        for k, y in enumerate(given):
            if x > step and norms[k] and y < upper[k]:
                assert (covered[i] + x - step) / norms[i] <= (covered[k] + y + step) / norms[k] + 1e-9
