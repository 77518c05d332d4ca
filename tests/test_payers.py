"""Who pays for exceptions: by hand, on three schools that share a pool by pupils."""

from __future__ import annotations

from budget.compare import without_exceptions
from budget.payers import (
    EXCEPTED,
    GAINING,
    NOTHING,
    PAYING,
    SAME,
    Payers,
    at_norm_by_hand,
    excepted,
    granted_to,
    own,
    paid_for,
    running_on,
    who_pays,
)
from budget.report.excepted_said import exceptions_said
from budget.report.words import Words
from tests.test_exceptions import MILLION, result
from tests.test_ungiven import given


def payers(exceptions: str, pool: int = 90) -> Payers:
    found = result(exceptions, pool)
    return who_pays(found, without_exceptions(found), 2023)


def test_two_schools_pay_for_the_third():
    # 90 for three: 30 each; A takes 50, the others share 40
    found = payers('{ unit = "A", by_year = { 2023 = 50_000_000 } }')
    assert (found.difference / MILLION).tolist() == [20, -10, -10]
    assert [found.of(part).tolist() for part in (EXCEPTED, PAYING)] == [
        [True, False, False],
        [False, True, True],
    ]
    assert not found.of(GAINING).any()
    assert not found.of(SAME).any()
    assert (found.granted, found.paid) == (50 * MILLION, 20 * MILLION)
    assert (found.reach.down, found.reach.pupils_down, found.reach.units) == (2, 200, 2)
    assert (found.left, found.left_without) == (0, 0)
    assert found.of_excepted == ((0, 0), (1, 20 * MILLION))
    # of two with an exception one gets 40 more, the other 25 less; C alone pays the rest, 15
    two = payers(
        '{ unit = "A", by_year = { 2023 = 70_000_000 } }, { unit = "B", by_year = { 2023 = 5_000_000 } }'
    )
    assert (two.of_excepted, two.paid) == (((1, 25 * MILLION), (1, 40 * MILLION)), 15 * MILLION)


def test_a_unit_that_takes_less_than_its_part_leaves_it_to_the_others():
    # A takes 10 of its 30: B and C get 40 each
    found = payers('{ unit = "A", by_year = { 2023 = 10_000_000 } }')
    assert (found.difference / MILLION).tolist() == [-20, 10, 10]
    assert found.of(GAINING).tolist() == [False, True, True]
    assert found.paid == 0


def test_what_is_left_of_the_pool_closes_the_account():
    # everybody an exception: 30 of 90 given, 60 left; without them all is shared
    found = payers(
        ", ".join(f'{{ unit = "{code}", by_year = {{ 2023 = 10_000_000 }} }}' for code in ("A", "B", "C"))
    )
    assert (found.left, found.left_without) == (60 * MILLION, 0)
    assert (found.difference / MILLION).tolist() == [-20, -20, -20]


def test_who_gets_nothing_either_way_is_not_among_those_with_as_much_as_before():
    # a pool of 30 is all A's: B and C get 10 each without it, and nothing with it
    found = payers('{ unit = "A", by_year = { 2023 = 30_000_000 } }', 30)
    assert found.of(PAYING).tolist() == [False, True, True]
    assert not found.of(NOTHING).any()
    # without any pool nobody gets anything with or without
    found = payers('{ unit = "A", by_year = { 2023 = 30_000_000 } }', 0)
    assert found.of(NOTHING).tolist() == [False, True, True]


def test_an_amount_runs_on_until_another_is_given():
    # 2023 and 2024 are the years of the plan
    later = '{ unit = "B", by_year = { 2024 = 5_000_000 } }'
    found = result(f'{{ unit = "A", by_year = {{ 2023 = 20_000_000 }} }}, {later}')
    granted = granted_to(found, "A")
    assert granted.by_year == {2023: 20 * MILLION, 2024: 20 * MILLION}
    assert granted.in_all == 40 * MILLION
    assert granted_to(found, "B").by_year == {2023: 0, 2024: 5 * MILLION}
    assert granted_to(found, "Z").by_year == {}


def test_a_unit_with_an_amount_in_one_year_alone_gives_up_its_part_of_the_others():
    # 90 for three: 30 each; A gets 50 from 2024 on and nothing in 2023
    found = result('{ unit = "A", by_year = { 2024 = 50_000_000 } }')
    mine = own(found, without_exceptions(found), "A")
    assert mine.with_them == {2023: 0, 2024: 50 * MILLION}
    assert mine.without_them == {2023: 30 * MILLION, 2024: 30 * MILLION}
    assert (mine.less, mine.net) == ((2023,), -10 * MILLION)
    assert mine.filled == {2023: 30 * MILLION, 2024: 50 * MILLION}
    # 20 on top of the 50 that it is to have in 2024; in 2023 it has nothing
    assert mine.with_more(2024, 20 * MILLION) == {2023: 0, 2024: 70 * MILLION}
    # a unit whose exception has no amount yet shares, and keeps its part of the other year
    bare = result('{ unit = "A", by_year = {} }')
    assert own(bare, without_exceptions(bare), "A").with_more(2023, 5 * MILLION) == {
        2023: 35 * MILLION,
        2024: 30 * MILLION,
    }
    # more by hand than the pool has: as it was entered, not as it is granted
    much = result('{ unit = "A", by_year = { 2023 = 100_000_000 } }')
    scarce = own(much, without_exceptions(much), "A")
    assert (scarce.with_them[2023], scarce.with_more(2023, MILLION)[2023]) == (90 * MILLION, 101 * MILLION)
    # with these amounts nobody gets less in 2023 than without any exception
    written = ", ".join(f"{year} = {amount}" for year, amount in mine.filled.items())
    full = result(f'{{ unit = "A", by_year = {{ {written} }} }}')
    assert own(full, without_exceptions(full), "A").less == ()
    assert not who_pays(full, without_exceptions(full), 2023).difference.any()


def test_a_unit_without_any_amount_has_no_exception():
    # its 30 come from the stages, as those of the others
    found = payers('{ unit = "A", by_year = {} }, { unit = "B", by_year = { 2023 = 0 } }')
    assert not found.of(EXCEPTED).any()
    assert (found.granted, found.paid) == (0, 0)


def test_without_exceptions_nobody_pays():
    found = payers("")
    assert not found.difference.any()
    assert found.of(SAME).all()


def test_what_a_text_tells_of_who_pays():
    # 90 for three: 30 each; A takes 50, the others share 40 and are given 10 less each
    found = result('{ unit = "A", by_year = { 2023 = 50_000_000 } }')
    each = [["B", 10 * MILLION], ["C", 10 * MILLION]]
    assert paid_for(found, without_exceptions(found), 2023) == {
        "n": 2,
        "amount": 20 * MILLION,
        "listed": each,
    }
    # A alone is granted its amount: nobody else loses of what it would have got anyway
    less = result('{ unit = "A", by_year = { 2023 = 30_000_000 } }')
    assert paid_for(less, without_exceptions(less), 2023) == {"n": 0, "amount": 0, "listed": []}


def test_what_an_exception_gives_beyond_its_part_is_told_by_year():
    # 30 each without; A gets 50 in 2024 and nothing in 2023, as a unit with an exception takes no part
    told = excepted(result('{ unit = "A", by_year = { 2024 = 50_000_000 } }'), 2024)
    assert told["beyond"] == [[2023, -30 * MILLION], [2024, 20 * MILLION]]
    said = exceptions_said({"exceptions": told, "year": 2024}, Words("vi", "million"))
    assert (
        "So với phần được chia nếu không cấp riêng, 1 đơn vị này được ít hơn 30 triệu đồng năm 2023; "
        "nhiều hơn 20 triệu đồng năm 2024." in said.replace("\N{NO-BREAK SPACE}", " ")
    )
    # older records do not say
    del told["beyond"]
    assert "nếu không cấp riêng, 1" not in exceptions_said({"exceptions": told, "year": 2024}, Words())


def test_the_largest_exceptions_of_the_year_stand_first_equal_ones_as_the_plan_has_them():
    """In 2024, the year in view, B has 30, C and A have 10 each; in 2023 A has the most."""
    entries = (
        '{ unit = "C", by_year = { 2023 = 10_000_000 } }',
        '{ unit = "A", by_year = { 2023 = 40_000_000, 2024 = 10_000_000 } }',
        '{ unit = "B", by_year = { 2024 = 30_000_000 } }',
    )
    found = result(", ".join(entries))
    assert [name for name, *_ in excepted(found, 2024)["listed"]] == ["B", "C", "A"]
    # 30 each without any: of A's 40 and 10 it would get 30 and 10, of C's 10 each both, of B's 30 all
    parts = {name: part for name, *_, part in excepted(found, 2023)["listed"]}
    assert parts == {"A": 40 * MILLION, "C": 20 * MILLION, "B": 30 * MILLION}
    assert list(parts) == ["A", "C", "B"]


def test_the_years_of_exceptions_are_those_with_an_amount():
    # a year before the first amount has none, and 0 ends it
    told = excepted(result('{ unit = "A", by_year = { 2024 = 50_000_000 } }'), 2023)
    assert (told["years"], told["granted"], told["total"]) == ([2024], 0, 50 * MILLION)
    told = excepted(result('{ unit = "A", by_year = { 2023 = 50_000_000, 2024 = 0 } }'), 2023)
    assert (told["years"], told["granted"], told["total"]) == ([2023], 50 * MILLION, 50 * MILLION)


def test_an_amount_that_holds_beyond_the_last_year_entered_is_counted():
    """The plan ends in 2024: A's 50 of 2023 go on, B's are ended by 0, C's are entered to the end."""
    entries = (
        '{ unit = "A", by_year = { 2023 = 50_000_000 } }',
        '{ unit = "B", by_year = { 2023 = 5_000_000, 2024 = 0 } }',
        '{ unit = "C", by_year = { 2024 = 5_000_000 } }',
    )
    assert [running_on(result(one, 90)) for one in entries] == [1, 0, 0]
    assert running_on(result(", ".join(entries), 90)) == 1


BY_HAND = 'exceptions = [{ unit = "A", by_year = { 2022 = 20_000_000 } }]'


def test_a_school_is_at_its_norm_by_hand_where_it_would_miss_it_without_exceptions():
    # A has 20 and B 30 of the 40 that the norm asks, C all; the lowest first, 15 bring both to 32,5
    plain = given(15)
    by_hand = given(15, more=BY_HAND)
    assert at_norm_by_hand(plain, plain, 2022) == 0
    # 15 of the 20 that are asked by hand can be granted: 35 of 40
    assert at_norm_by_hand(by_hand, plain, 2022) == 0
    # with 25 A and B would reach 37,5; by hand A has its 40
    more = given(25, more=BY_HAND)
    assert at_norm_by_hand(more, given(25), 2022) == 1
    # with 30 both reach it by the stages, too
    full = given(30, more=BY_HAND)
    assert at_norm_by_hand(full, given(30), 2022) == 0
