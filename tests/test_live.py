"""The two levers of a meeting and what its decision record keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from budget.cumulated import yearly_rates
from budget.decision import figures, record
from budget.live import Lever, applies_to, live_levers, most, stepped, steps, turned, wishes, with_levers
from budget.report.lever_said import lever_name
from budget.report.record_said import changes_of, name_for, tried_said
from budget.report.words import Words
from budget.scenario import ScenarioError, parse_scenario
from budget.simulate import simulate
from tests.plans import M, plan, run, school, service


def test_a_target_is_turned_and_the_cap_beside_it():
    scenario = plan(
        '[[reductions]]\nmethod = "statutory"\n[[reductions]]\nmethod = "target"\n'
        "target = { 2024 = 0.05, 2025 = 0.10 }\n[allocation]\ncap = 0.08\n"
    )
    target, cap = live_levers(scenario, 2025, 2022)
    assert (target.id, target.year, target.value) == ("target", 2025, Decimal("0.1"))
    assert (cap.id, cap.value) == ("cap", Decimal("0.08"))
    tried = with_levers(scenario, {"target": Decimal("0.15"), "cap": None})
    assert tried.reductions[1].target == {2024: Decimal("0.05"), 2025: Decimal("0.15")}
    assert tried.allocation is not None
    assert tried.allocation.cap is None
    assert with_levers(scenario, {"target": Decimal("0.10")}) == scenario


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ('[[reductions]]\nmethod = "rate"\nrate = 0.02\n', [("rate", Decimal("0.02"))]),
        (
            '[[reductions]]\nmethod = "rate"\nrate = { 2024 = 0.02, 2025 = 0.03 }\n',
            [("rate", Decimal("0.03"))],
        ),
        ("[allocation]\n", [("share", Decimal(1)), ("cap", None)]),
        (
            '[allocation]\npool = { from = "percent", by_year = { 2024 = 0.02, 2025 = 0.04 } }\n',
            [("percent", Decimal("0.04")), ("cap", None)],
        ),
        ('[allocation]\npool = { from = "amount", by_year = { 2024 = 5 } }\n', [("cap", None)]),
    ],
)
def test_each_plan_has_the_levers_that_it_can_turn(text: str, expected: list[tuple[str, Decimal]]):
    assert [(one.id, one.value) for one in live_levers(plan(text), 2025, 2022)] == expected


TARGET = '[[reductions]]\nmethod = "target"\ntarget = { 2024 = 0.05, 2026 = 0.12 }\n'
RATE = '[[reductions]]\nmethod = "rate"\nrate = { 2024 = 0.02, 2026 = 0.03 }\n'
POOL = '[allocation]\npool = { from = "percent", by_year = { 2024 = 0.02, 2026 = 0.03 } }\n'


@pytest.mark.parametrize(
    ("text", "years"),
    [
        # a year between two targets stands on the line to the second, one after the last on its level
        (TARGET, {2023: 2024, 2024: 2024, 2025: 2026, 2026: 2026, 2027: 2026}),
        # what a rate of 2024 took stays taken in 2025; a pool holds until the next one
        (RATE, {2023: 2024, 2024: 2024, 2025: 2024, 2026: 2026, 2027: 2026}),
        (POOL, {2023: 2024, 2024: 2024, 2025: 2024, 2026: 2026, 2027: 2026}),
    ],
)
def test_of_figures_by_year_the_one_that_the_year_in_view_stands_on_is_turned(text, years):
    scenario = plan(text)
    assert {year: live_levers(scenario, year, 2022)[0].year for year in years} == years


@pytest.mark.parametrize(
    ("text", "base", "years"),
    [
        # a target or a rate of the base year or before it takes nothing in any year
        (TARGET, 2024, {2025: 2026, 2026: 2026}),
        (RATE, 2024, {2025: 2026, 2026: 2026}),
        (RATE, 2026, {2027: None}),
        # on the data of 2024 the pool of that year still holds in 2025; on those of 2025 that of 2026 follows
        (POOL, 2024, {2025: 2024, 2026: 2026}),
        (POOL, 2025, {2026: 2026, 2027: 2026}),
        # all levels of a plan may lie before
        (POOL, 2027, {2028: 2026}),
    ],
)
def test_a_figure_that_no_year_after_the_base_year_reads_is_no_lever(text, base, years):
    found = {year: live_levers(plan(text), year, base) for year in years}
    assert {
        year: next((one.year for one in of if one.id != "cap"), None) for year, of in found.items()
    } == years


def test_a_roadmap_whose_targets_lie_before_the_data_is_no_lever():
    assert [one.id for one in live_levers(plan(ROADMAP), 2026, 2024)] == ["roadmap"]
    assert live_levers(plan(ROADMAP), 2026, 2025) == ()


def test_every_year_is_tried_and_recorded_under_its_own_name():
    """A pool of 2 and 3 % of 100 million. At 5 % from 2024, 5 million in 2024 and 2025, still 3 in 2026."""
    rows = [school(salary=100 * M, support=100 * M, pupils=10)]
    submitted = run(2022, rows, f"horizon = 2026\n{POOL}floor = 1\nround_to = 1\n")
    pool = live_levers(submitted.scenario, 2025, 2022)[0]
    assert pool.key == "percent 2024"
    tried = with_levers(submitted.scenario, {pool.key: Decimal("0.05")})
    now = simulate(submitted.units, tried, submitted.law)
    given = {y: int(now.published("increase")[0, now.year(y)]) for y in (2023, 2024, 2025, 2026)}
    assert given == {2023: 0, 2024: 5 * M, 2025: 5 * M, 2026: 3 * M}
    # the last year goes by the id alone, as a log of an older version holds it
    both = with_levers(tried, {"percent": Decimal("0.04")})
    assert [(one.year, one.before, one.after) for one in turned(submitted.scenario, both)] == [
        (2024, Decimal("0.02"), Decimal("0.05")),
        (2026, Decimal("0.03"), Decimal("0.04")),
    ]
    kept = record(submitted, simulate(submitted.units, both, submitted.law), 2025, run(2022, rows))
    name = "uồn cho trường từ năm {}, so với kinh phí năm gốc: từ {} % lên {} %"
    name = name.replace(" %", "\N{NO-BREAK SPACE}%")
    first, last = name.format(2024, 2, 5), name.format(2026, 3, 4)
    assert changes_of(kept, Words()) == [f"Ng{first}", f"Ng{last}"]
    tries = {"levers": [("percent", 2024, 0.05), ("percent", 2026, 0.04)]}
    tries |= {"before": [("percent", 2024, 0.02), ("percent", 2026, 0.03)]}
    instead = [
        " từ 2 % lên 5 %",
        " 5 % thay cho 2 % của bản trình",
        " từ 3 % lên 4 %",
        " 4 % thay cho 3 % của bản trình",
    ]
    instead = [one.replace(" %", "\N{NO-BREAK SPACE}%") for one in instead]
    said = f"Ng{first}; ng{last}".replace(*instead[:2]).replace(*instead[2:])
    assert tried_said(tries, Words()) == said


def test_a_rate_by_year_names_its_year():
    assert lever_name("rate", 2026, Words()) == "Tỷ lệ giảm chi năm 2026"
    assert lever_name("rate", 0, Words()) == "Tỷ lệ giảm chi mỗi năm"


def test_shares_of_the_base_year_that_yearly_rates_come_to_are_turned_as_such():
    """4 % by 2023 and 10 % by 2025; the straight line is at 7 % in 2024. A unit of 100 million gives up
    what stands there, and with 12 % by 2025 on the line 8 %.
    """
    rates = yearly_rates({2023: Decimal("0.04"), 2025: Decimal("0.10")}, 2022)
    listed = ", ".join(f"{year} = {rate}" for year, rate in rates.items())
    text = f'[[reductions]]\nmethod = "rate"\nrate = {{ {listed} }}\n'
    scenario = plan(text)
    found = {year: live_levers(scenario, year, 2022)[0] for year in (2023, 2024, 2025, 2026)}
    assert {year: (one.key, one.value) for year, one in found.items()} == {
        2023: ("cumulated 2023", Decimal("0.04")),
        **dict.fromkeys((2024, 2025, 2026), ("cumulated", Decimal("0.10"))),
    }
    tried = with_levers(scenario, {"cumulated": Decimal("0.12")})
    (moved,) = turned(scenario, tried)
    assert (moved.id, moved.year, moved.before, moved.after) == (
        *("cumulated", 2025), Decimal("0.10"), Decimal("0.12"),
    )  # fmt: skip
    now = run(2022, [service(professional=100 * M, support=100 * M)], text)
    result = simulate(now.units, tried, now.law)
    assert [int(result["cut"][0, result.year(year)]) for year in (2023, 2024, 2025)] == [4 * M, 8 * M, 12 * M]
    # less by 2025 than by 2023 takes that of 2023 down with it; nothing at all leaves no rate
    assert [one.after for one in turned(scenario, with_levers(scenario, {"cumulated": Decimal("0.03")}))] == [
        *(Decimal("0.03"),) * 2
    ]
    assert with_levers(scenario, {"cumulated": Decimal(0)}).reductions[0].rate == {}


ROADMAP = (
    '[[roadmap]]\nunits = { kinds = ["service"] }\ntargets = { 2023 = 0.5, 2025 = 0.98 }\n'
    '[[roadmap]]\nunits = { codes = ["V2"] }\ntargets = { 2025 = 0.02 }\n'
)


@pytest.mark.parametrize(
    ("by", "first", "second", "moved"),
    [
        # no target above all that a unit spends, none below nothing
        ("0.05", {2023: "0.55", 2025: "1"}, {2025: "0.07"}, "0.05"),
        ("-0.05", {2023: "0.45", 2025: "0.93"}, {2025: "0"}, "-0.05"),
        ("0", {2023: "0.5", 2025: "0.98"}, {2025: "0.02"}, None),
    ],
)
def test_the_lever_of_the_roadmap_moves_every_target(by, first, second, moved):
    submitted = plan(ROADMAP)
    assert [one.id for one in live_levers(submitted, 2023, 2022)] == ["roadmap"]
    now = with_levers(submitted, {"roadmap": Decimal(by)})
    wanted = [{year: Decimal(value) for year, value in one.items()} for one in (first, second)]
    assert [entry.targets for entry in now.roadmap] == wanted
    ends = [(one.before, one.after) for one in turned(submitted, now)]
    assert ends == ([] if moved is None else [(0, Decimal(moved))])


def test_five_points_more_are_earned_and_the_budget_gives_as_much_less():
    """A unit that spends 100 and earns 40 million: at 50 % it earns 10 million more, at 55 % 15."""
    rows = [service(professional=100 * M, support=60 * M, service_revenue=40 * M)]
    submitted = run(2022, rows, ROADMAP)
    tried = with_levers(submitted.scenario, {"roadmap": Decimal("0.05")})
    now = simulate(submitted.units, tried, submitted.law)
    for result, more in ((submitted, 10 * M), (now, 15 * M)):
        assert int(result.published("roadmap_revenue")[0, 1]) == more
        assert int(result.published("released")[0, 1]) == more
    assert result.steps is not None
    (lever,) = live_levers(submitted.scenario, 2023, 2022)
    assert applies_to(lever, result.steps, result) == (1, 60 * M)
    kept = record(submitted, now, 2023, run(2022, rows))
    assert kept["changes"] == [{"lever": "roadmap", "year": None, "before": "0", "after": "0.05"}]
    assert changes_of(kept, Words()) == ["Mọi mục tiêu của lộ trình cộng thêm (điểm phần trăm): đặt mức +5"]
    # the levels of a plan's name are its own: no 0 % gives way to 5 %
    assert name_for("Giảm 0 % chi", kept, Words()) == "Giảm 0 % chi"


def test_a_step_stays_within_the_reach_of_the_lever():
    assert steps("target") == tuple(map(Decimal, ("-0.05", "-0.01", "-0.005", "0.005", "0.01", "0.05")))
    assert stepped("target", Decimal("0.1"), Decimal("0.05")) == Decimal("0.15")
    assert stepped("target", Decimal("0.02"), Decimal("-0.05")) == 0
    assert stepped("target", Decimal("0.38"), Decimal("0.05")) == Decimal("0.4")
    assert stepped("target", Decimal("0.6"), Decimal("0.05")) == Decimal("0.6")
    assert stepped("cap", None, Decimal("0.01")) == Decimal("0.1")
    # the roadmap alone goes below what was submitted
    assert stepped("roadmap", Decimal(0), Decimal("-0.05")) == Decimal("-0.05")
    assert stepped("roadmap", Decimal("-0.18"), Decimal("-0.05")) == Decimal("-0.2")


def test_a_value_that_no_plan_may_have_is_refused():
    with pytest.raises(ScenarioError):
        with_levers(plan("[allocation]\n"), {"share": Decimal(-1)})


def test_the_record_holds_both_sides_and_whom_the_difference_reaches():
    rows = [
        service(salary=100 * M, professional=100 * M, support=200 * M),
        school(salary=80 * M, professional=20 * M, support=100 * M, pupils=10),
    ]
    cut = '[[reductions]]\nunits = {{ kinds = ["service"] }}\nmethod = "rate"\nrate = {}\n'
    submitted, decided = run(2022, rows, cut.format("0.02")), run(2022, rows, cut.format("0.05"))
    basis = run(2022, rows)
    kept = record(submitted, decided, 2023, basis)
    was = int(basis.published("support")[0, 1])
    assert kept["losers"] == {
        "n": 1,
        "amount": -10 * M,
        "listed": [[basis.units.name[0], -10 * M, -10 * M / was]],
    }
    assert kept["gainers"] == {"n": 0, "amount": 0, "listed": []}
    # 10 of the 200 million that the one unit in scope had in the base year
    assert (kept["level"]["saved"], kept["level"]["units"], kept["level"]["base"]) == (10 * M, 1, 2022)
    assert kept["level"]["of_base"] == pytest.approx(0.05)
    assert kept["level"]["of_quo"] == pytest.approx(10 * M / was)
    # Decree 60/2021 until 2024, from 2025 Decree 111/2025, which spares all essential services
    spans = [(one["first"], one["last"], one["rate"], one["but"]) for one in kept["required"]["spans"]]
    assert spans == [
        (2023, 2024, "0.025", "essential without own revenue"),
        (2025, 2025, "0.025", "essential"),
    ]
    # 2 % and 5 % of the 200 million of the base year
    assert (kept["submitted"]["saved"], kept["decided"]["saved"]) == (4 * M, 10 * M)
    assert kept["decided"]["support"] - kept["submitted"]["support"] == -6 * M
    assert (kept["up"], kept["down"], kept["same"]) == (0, 1, 1)
    assert kept["mark"] != kept["submitted_mark"]
    assert kept["decided"] == figures(decided, 2023)
    # the unit with nothing to spare lacks 4 by the one and 10 by the other; nobody was given anything
    assert (kept["deeper_submitted"], len(kept["deeper"])) == (1, 1)
    assert kept["ungiven_anew"] == {"n": 0, "listed": []}
    with pytest.raises(ValueError, match="different data"):
        record(submitted, run(2022, rows[:1]), 2023, basis)


def test_what_was_tried_reads_back_as_a_plan():
    tried = with_levers(plan("[allocation]\n"), {"share": Decimal("0.5")})
    assert parse_scenario('name = "Thử"\n[allocation]\npool = { from = "savings", share = 0.5 }\n') == tried


def test_a_lever_takes_what_is_within_its_reach_or_where_the_plan_stands():
    levers = {"target": Lever("target", (), Decimal("0.1")), "cap": Lever("cap", (), Decimal("0.6"))}
    assert most(levers["target"]) == Decimal("0.4")
    # the plan's own cap lies beyond the half that a meeting goes to
    assert most(levers["cap"]) == Decimal("0.6")
    assert most(Lever("cap", (), None)) == Decimal("0.5")


def test_a_level_that_was_only_passed_through_is_no_try():
    start = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)

    def at(*seconds: float) -> list[tuple[datetime, str]]:
        return [(start + timedelta(seconds=s), "target") for s in seconds]

    # 10 to 9 and at once to 8, which was read for 14 seconds; up to 13 and 2 seconds later down to 12
    assert wishes(at(0, 1, 15, 17)) == [1, 3]
    # 5 seconds are a look, at whatever came next
    assert wishes(at(0, 4.9, 9.9)) == [1, 2]
    # another lever turns what the level gave: it is told as it stood
    assert wishes([*at(0, 1), (start + timedelta(seconds=2), "cap")]) == [1, 2]
    assert wishes(at(0, 1)) == [1]
    assert wishes([]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the units that are no schools, 200 and 50 million
        ('[[reductions]]\nmethod = "rate"\nrate = 0.02\n', [(2, 250 * M)]),
        # of these one alone by its code; the cap goes to the two schools, 100 and 30 million
        (
            (
                '[[reductions]]\nunits = { codes = ["V2"] }\nmethod = "target"\ntarget = { 2023 = 0.1 }\n'
                "[allocation]\ncap = 0.05\n"
            ),
            [(1, 50 * M), (2, 130 * M)],
        ),
        # what is saved and the cap both go to the one school of the allocation
        ('[allocation]\ncap = 0.05\nunits = { codes = ["T2"] }\n', [(1, 30 * M), (1, 30 * M)]),
    ],
)
def test_a_lever_says_how_many_units_it_touches_and_what_they_had(text: str, expected: list[tuple[int, int]]):
    rows = [
        service(salary=100 * M, professional=100 * M, support=200 * M),
        service("V2", salary=50 * M, support=50 * M),
        school(salary=100 * M, support=100 * M, pupils=10),
        school("T2", salary=30 * M, support=30 * M, pupils=10),
    ]
    result = run(2022, rows, text)
    assert result.steps is not None
    assert [
        applies_to(one, result.steps, result) for one in live_levers(result.scenario, 2023, 2022)
    ] == expected
