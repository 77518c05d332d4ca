"""The scenario file: what it may say, what is said of a wrong one, and that it reads back equal."""

from __future__ import annotations

import pickle
import tomllib
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.findings import Finding
from budget.printable import printable
from budget.scenario import (
    DEFAULT_STAGES,
    Allocation,
    Assumptions,
    GroupId,
    KindId,
    NormStage,
    RevenueLine,
    SavingsPool,
    Scenario,
    ScenarioError,
    Selector,
    ShareStage,
    SupplementStage,
    YearlyPool,
    changed,
    dump_scenario,
    parse_scenario,
)
from tests.plans import plan

# --- what every key is when nothing is said (model page, section 12) ----------------------------------------


def test_the_defaults() -> None:
    empty = plan()
    assert (empty.author, empty.note, empty.horizon, empty.classification) == ("", "", None, "period")
    assert (empty.norms, empty.roadmap, empty.reductions, empty.allocation) == ({}, [], [], None)
    assert empty.years(2022) == (2022, 2023, 2024, 2025)
    assert empty.assumptions.model_dump() == {
        "inflation": 0,
        "pay_drift": 0,
        "base_pay_growth": 0,
        "state_pays_rises": 1,
        "state_pays_steps": 1,
        "own_funds_first": True,
        "prices_follow_costs": True,
        "follow_pupils": Decimal("0.5"),
        "compensation_rate": None,  # as the office has entered, else all
        "contributions_share": Decimal("0.15"),
        "plausible_growth": Decimal("0.15"),
        "group1_multiple": 3,
        "pupils_growth": {},
        "staff_growth": {},
        "revenue_growth": {},
    }


def test_the_defaults_of_parts() -> None:
    text = """
    [norms.primary]
    [[roadmap]]
    units = { }
    [[reductions]]
    method = "statutory"
    [allocation]
    """
    full = plan(text)
    assert full.norms["primary"].model_dump() == {
        "teaching_share": 0,
        "per_pupil": 0,
        "per_class": 0,
        "per_post": 0,
        "per_site": 0,
        "per_unit": 0,
        "norm_pay": "base",
        "counts": "all",
        "indexed": False,
    }
    [entry] = full.roadmap
    assert (entry.targets, entry.revenue_share, entry.release, entry.recover_surplus) == ({}, 1, 1, False)
    [measure] = full.reductions
    assert (measure.rate, measure.target, measure.of) == (None, None, "base")
    assert (measure.share_by, measure.max_cut, measure.units) == ("support", None, Selector())
    allocation = full.allocation
    assert allocation is not None
    assert (allocation.floor, allocation.cap, allocation.round_to) == (0, None, 1_000_000)
    assert allocation.exceptions == []
    assert allocation.pool == SavingsPool(share=Decimal(1))
    assert allocation.stages == [
        NormStage(aim="norm", method="lowest_first", level=Decimal(1)),
        SupplementStage(aim="supplement", multiple=Decimal("0.1")),
        ShareStage(aim="share", by="pupils"),
    ]


def test_no_stages_is_not_the_default_ones() -> None:
    assert plan("[allocation]\nstages = []").allocation == Allocation(stages=[])
    assert plan("[allocation]").allocation == Allocation(stages=list(DEFAULT_STAGES))
    assert plan("[allocation]").allocation != plan("[allocation]\nstages = []").allocation
    assert plan().allocation is None


# --- a file with every key ----------------------------------------------------------------------------------

EVERY_KEY = """
name = "Mọi khóa"
author = "Nguyễn Văn Ất"
note = "dòng một\\ndòng hai"
horizon = 2031
classification = "yearly"

[assumptions]
inflation = 0.035
pay_drift = 0.01
base_pay_growth = 0.07
state_pays_rises = 0.9
state_pays_steps = 0.8
own_funds_first = false
prices_follow_costs = false
follow_pupils = 0.25
compensation_rate = 0.95
contributions_share = 0.2
plausible_growth = 0.1
group1_multiple = 1.5
pupils_growth = { preschool = -0.01, primary = 0.02, lower_secondary = 0.03, combined = 0.04, service = 0.05 }
staff_growth = { preschool = 0.01, primary = -0.02, lower_secondary = 0.03, combined = 0.04, service = 0.05 }

[assumptions.revenue_growth]
tuition = 0.01
compensation = 0.02
orders = 0.03
users = 0.04
science = 0.05
service_revenue = 0.06
service_cost = 0
fees = 0.08
other_revenue = 0.09

[norms.preschool]
teaching_share = 0.2
per_pupil = 1_000_000
per_class = 2_000_000.5
per_post = 3_000_000
per_site = 4_000_000
per_unit = 5_000_000
norm_pay = "current"
counts = "support"
indexed = true

[norms.service]

[[roadmap]]
units = { kinds = ["service"], fields = ["môi trường"], wards = ["A"], codes = ["V1"], groups = ["3b", "4"] }
targets = { 2025 = 0.4, 2030 = 0.7 }
revenue_share = 0.8
release = 0.5
recover_surplus = true

[[roadmap]]
units = { }

[[reductions]]
units = { codes = [] }
method = "rate"
rate = 0.05

[[reductions]]
method = "rate"
rate = { 2025 = 0.05, 2026 = 0 }
max_cut = 0.2

[[reductions]]
method = "statutory"

[[reductions]]
method = "target"
target = { 2026 = 0.1 }
of = "status_quo"
share_by = "headroom"

[allocation]
units = { kinds = ["preschool"] }
pool = { from = "percent", by_year = { 2025 = 0.05, 2027 = 0.06 } }
floor = 0.01
cap = 0.1
round_to = 500_000
stages = [
    { aim = "norm", method = "proportional", level = 0.9 },
    { aim = "supplement", multiple = 0.2 },
    { aim = "share", by = "payroll" },
]
exceptions = [{ unit = "T1", by_year = { 2025 = 1_000_000 }, reason = "lớp mới" }]
"""


def test_a_file_with_every_key_says_what_it_says() -> None:
    full = parse_scenario(EVERY_KEY)
    assert full.horizon == 2031
    assert full.assumptions.inflation == Decimal("0.035")
    assert full.assumptions.revenue_growth["service_cost"] == 0
    assert full.norms["preschool"].per_class == Decimal("2000000.5")
    assert full.roadmap[0].targets == {2025: Decimal("0.4"), 2030: Decimal("0.7")}
    assert full.reductions[1].rate == {2025: Decimal("0.05"), 2026: 0}
    assert full.allocation is not None
    assert isinstance(full.allocation.pool, YearlyPool)
    assert full.allocation.pool.source == "percent"


def test_a_file_with_every_key_leaves_none_out() -> None:
    def keys(model: Any) -> set[str]:
        return {field.alias or name for name, field in model.model_fields.items()}

    raw = tomllib.loads(EVERY_KEY)
    assert raw.keys() == keys(Scenario)
    assert raw["assumptions"].keys() == keys(Assumptions)
    assert set(raw["assumptions"]["pupils_growth"]) == set(get_args(KindId))
    assert set(raw["assumptions"]["revenue_growth"]) == set(get_args(RevenueLine))
    assert raw["allocation"].keys() == keys(Allocation)
    assert raw["roadmap"][0]["units"].keys() == keys(Selector)
    assert {key for measure in raw["reductions"] for key in measure} == {
        "units",
        "method",
        "rate",
        "target",
        "of",
        "share_by",
        "max_cut",
    }


# --- round trip ---------------------------------------------------------------------------------------------


def reads_back(scenario: Scenario) -> Scenario:
    again = parse_scenario(dump_scenario(scenario))
    assert again == scenario
    assert hash(again) == hash(scenario)
    assert again.fingerprint == scenario.fingerprint
    return again


def test_every_key_survives_the_round_trip() -> None:
    full = parse_scenario(EVERY_KEY)
    reads_back(full)
    # What is written is the file itself but for its order and its numbers' form.
    assert tomllib.loads(dump_scenario(full)).keys() == tomllib.loads(EVERY_KEY).keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[allocation]",
        "[allocation]\nstages = []",
        "[allocation]\npool = { share = 0.3 }",
        '[allocation]\npool = { from = "amount", by_year = { } }',
        "[norms.primary]",
        "[norms.primary]\n[norms.service]\nper_unit = 1",
        "[[roadmap]]\nunits = { }",
        "[[roadmap]]\nunits = { kinds = [] }\ntargets = { 2025 = 0 }",
        '[[reductions]]\nmethod = "rate"\nrate = 0',
        '[[reductions]]\nmethod = "rate"\nrate = { }',
        '[[reductions]]\nmethod = "target"\ntarget = { }',
        '[[reductions]]\nmethod = "statutory"\nmax_cut = 0',
        "[assumptions]\nrevenue_growth = { service_cost = 0 }",
        "[assumptions]\ninflation = 1e-7",
        "[assumptions]\nfollow_pupils = 0.50",
    ],
)
def test_what_is_little_survives_too(text: str) -> None:
    reads_back(plan(text))


def test_an_allocation_of_defaults_is_still_an_allocation() -> None:
    assert reads_back(plan("[allocation]")).allocation is not None
    assert "[allocation]" in dump_scenario(plan("[allocation]"))
    assert "allocation" not in dump_scenario(plan())


def test_names_and_notes_keep_their_letters() -> None:
    for text in ('Giảm 10 % "đến" 2025', "a\\b", "dòng\nmới\ttab", "'", "é é", "name = 1"):
        named = plan().model_copy(update={"name": text, "note": text, "author": text})
        assert reads_back(named).name == text


kinds = st.sampled_from(get_args(KindId))
rates = st.decimals("-0.9", "5", places=4)
shares = st.decimals("0", "1", places=5)
amounts = st.decimals("0", "1e12", places=1)
years = st.integers(2021, 2035)
selectors = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.lists(kinds, max_size=2),
        "fields": st.lists(st.text(max_size=5), max_size=2),
        "codes": st.lists(st.text(max_size=5), max_size=2),
        "groups": st.lists(st.sampled_from(get_args(GroupId)), max_size=2),
    },
)
scenarios = st.fixed_dictionaries(
    # a name of nothing but letters that no document can hold is none
    {"name": st.text(min_size=1, max_size=20).filter(lambda name: printable(name).strip())},
    optional={
        "horizon": st.integers(2021, 2040),
        "assumptions": st.fixed_dictionaries(
            {},
            optional={
                "inflation": rates,
                "contributions_share": shares,
                "own_funds_first": st.booleans(),
                "pupils_growth": st.dictionaries(kinds, rates),
            },
        ),
        "norms": st.dictionaries(
            kinds, st.fixed_dictionaries({}, optional={"per_pupil": amounts, "indexed": st.booleans()})
        ),
        "roadmap": st.lists(
            st.fixed_dictionaries(
                {"units": selectors}, optional={"targets": st.dictionaries(years, shares), "release": shares}
            ),
            max_size=2,
        ),
        "reductions": st.lists(
            st.one_of(
                st.fixed_dictionaries({"method": st.just("rate"), "rate": shares}),
                st.fixed_dictionaries({"method": st.just("rate"), "rate": st.dictionaries(years, shares)}),
                st.fixed_dictionaries(
                    {"method": st.just("target"), "target": st.dictionaries(years, shares)}
                ),
            ),
            max_size=2,
        ),
        "allocation": st.fixed_dictionaries(
            {},
            optional={
                "units": selectors,
                "floor": shares,
                "cap": shares,
                "round_to": st.integers(1, 10**7),
                "stages": st.lists(
                    st.sampled_from([{"aim": "norm"}, {"aim": "supplement", "multiple": 1}, {"aim": "share"}])
                ),
            },
        ),
    },
)


@given(scenarios)
def test_whatever_a_scenario_says_survives_the_round_trip(raw: dict[str, Any]) -> None:
    reads_back(Scenario.model_validate(raw))


# --- equality -----------------------------------------------------------------------------------------------


def test_equal_numbers_are_equal_scenarios() -> None:
    same = [plan(f"[assumptions]\ninflation = {number}") for number in ("0.1", "0.10", "1e-1", "0.1000")]
    assert len({*same}) == 1
    assert len({scenario.fingerprint for scenario in same}) == 1
    whole = [plan(f"[norms.primary]\nper_pupil = {number}") for number in ("2_000_000", "2000000.0", "2e6")]
    assert len({scenario.fingerprint for scenario in whole}) == 1


def test_what_is_written_or_left_to_its_default_is_the_same() -> None:
    assert plan('classification = "period"') == plan()
    assert plan("[assumptions]\nfollow_pupils = 0.5") == plan("[assumptions]") == plan()
    assert plan("roadmap = []\nreductions = []").fingerprint == plan().fingerprint
    default = '[{ aim = "norm" }, { aim = "supplement", multiple = 0.1 }, { aim = "share", by = "pupils" }]'
    assert plan(f"[allocation]\nstages = {default}") == plan("[allocation]")


@pytest.mark.parametrize(
    "text",
    [
        "[allocation]",
        "[allocation]\nstages = []",
        "[norms.primary]",
        "horizon = 2025",
        "[[roadmap]]\nunits = { }",
        '[[reductions]]\nmethod = "statutory"',
        'note = "x"',
        "[assumptions]\nrevenue_growth = { service_cost = 0 }",
        "[assumptions]\ncompensation_rate = 1",
    ],
)
def test_what_differs_is_another_scenario(text: str) -> None:
    assert plan(text) != plan()
    assert plan(text).fingerprint != plan().fingerprint


def test_a_stated_compensation_rate_stays_stated() -> None:
    # the default is the office's rate, or 1 where it has none; who states 1 keeps it
    stated = plan("[assumptions]\ncompensation_rate = 1")
    assert stated.assumptions.compensation_rate == 1
    assert parse_scenario(dump_scenario(stated)) == stated
    assert changed(stated, ("assumptions", "compensation_rate"), None) == plan()


def test_the_order_of_tables_matters_not_and_that_of_measures_does() -> None:
    first, second = '[[reductions]]\nmethod = "statutory"\n', '[[reductions]]\nmethod = "rate"\nrate = 0.1\n'
    assert plan(first + second).fingerprint != plan(second + first).fingerprint
    table = "[norms.primary]\nper_pupil = 1\n"
    assert plan(table + first).fingerprint == plan(first + table).fingerprint


def test_a_scenario_can_travel() -> None:
    full = parse_scenario(EVERY_KEY)
    assert pickle.loads(pickle.dumps(full)) == full  # noqa: S301 - our own


# --- wrong files --------------------------------------------------------------------------------------------


def complaints(text: str) -> list[Finding]:
    """The findings of a wrong file, in the order of the file."""
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text)
    assert all(finding.severity == "error" for finding in caught.value.findings)
    return list(caught.value.findings)


def complaint(text: str) -> tuple[str, dict[str, Any]]:
    """The only finding of a wrong file."""
    [finding] = complaints(f'name = "x"\n{text}')
    return finding.kind, dict(finding.numbers)


@pytest.mark.parametrize(
    ("text", "key", "nearest"),
    [
        ("horizont = 2027", "horizont", "horizon"),
        ("[assumption]", "assumption", "assumptions"),
        ("[norm.primary]", "norm", "norms"),
        ("[[reduction]]", "reduction", "reductions"),
        ("[assumptions]\ninflatoin = 0.1", "assumptions.inflatoin", "inflation"),
        ("[assumptions]\npupil_growth = { }", "assumptions.pupil_growth", "pupils_growth"),
        ("[assumptions.pupils_growth]\nprimry = 0.1", "assumptions.pupils_growth.primry", "primary"),
        ("[assumptions.staff_growth]\nservices = 0.1", "assumptions.staff_growth.services", "service"),
        ("[assumptions.revenue_growth]\ntution = 0.1", "assumptions.revenue_growth.tution", "tuition"),
        ("[norms.preschol]", "norms.preschol", "preschool"),
        ("[norms.primary]\nper_pupils = 1", "norms.primary.per_pupils", "per_pupil"),
        ("[norms.primary]\nper-pupil = 1", "norms.primary.per-pupil", "per_pupil"),
        ('[norms.primary]\n"per[pupil]" = 1', "norms.primary.per[pupil]", "per_pupil"),
        ("[[roadmap]]\nunits = { }\ntarget = { }", "roadmap[1].target", "targets"),
        ('[[roadmap]]\nunits = { kind = ["service"] }', "roadmap[1].units.kind", "kinds"),
        (
            '[[reductions]]\nmethod = "statutory"\n[[reductions]]\nmethod = "statutory"\nmaxcut = 1',
            "reductions[2].maxcut",
            "max_cut",
        ),
        ("[allocation]\nstage = []", "allocation.stage", "stages"),
        ("[allocation]\nroundto = 1", "allocation.roundto", "round_to"),
        (
            '[allocation]\nexceptions = [{ unit = "T1", by_year = { }, reasons = "" }]',
            "allocation.exceptions[1].reasons",
            "reason",
        ),
        ("[allocation]\npool = { shares = 1 }", "allocation.pool.shares", "share"),
        # a key that another kind of pool or stage has is unknown here
        ('[allocation]\npool = { from = "savings", by_year = { } }', "allocation.pool.by_year", "share"),
        ('[allocation]\npool = { from = "amount", by_year = { }, sum = 1 }', "allocation.pool.sum", "from"),
        ('[allocation]\nstages = [{ aim = "norm", levle = 1 }]', "allocation.stages[1].levle", "level"),
        ('[allocation]\nstages = [{ aim = "share", buy = 1 }]', "allocation.stages[1].buy", "by"),
        (
            '[allocation]\nstages = [{ aim = "norm" }, { aim = "supplement", multiple = 1, multple = 1 }]',
            "allocation.stages[2].multple",
            "multiple",
        ),
        # words that the program uses for its own parts are keys like others
        ("savings = 1", "savings", None),
        ("[allocation]\npool = { savings = 1 }", "allocation.pool.savings", None),
        ("[norms.primary]\nnorm = 1", "norms.primary.norm", None),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(text: str, key: str, nearest: str | None) -> None:
    kind, numbers = complaint(text)
    assert (kind, numbers["key"]) == ("scenario_unknown_key", key)
    assert numbers["nearest"] != key.rpartition(".")[2]
    assert numbers["nearest"]
    if nearest:
        assert numbers["nearest"] == nearest


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[roadmap]]\ntargets = { 2024 = 0.5 }", "roadmap[1].units"),
        ("[[reductions]]\nrate = 0.1", "reductions[1].method"),
        ('[[reductions]]\nmethod = "rate"', "reductions[1].rate"),
        ('[[reductions]]\nmethod = "target"', "reductions[1].target"),
        ('[[reductions]]\nmethod = "rate"\ntarget = { 2024 = 0.1 }', "reductions[1].rate"),
        ('[allocation]\npool = { from = "amount" }', "allocation.pool.by_year"),
        ('[allocation]\npool = { from = "percent" }', "allocation.pool.by_year"),
        ('[allocation]\nstages = [{ aim = "supplement" }]', "allocation.stages[1].multiple"),
        ('[allocation]\nstages = [{ aim = "norm" }, { by = "pupils" }]', "allocation.stages[2].aim"),
    ],
)
def test_a_key_that_must_be_there_is_named(text: str, key: str) -> None:
    assert complaint(text) == ("scenario_key_missing", {"key": key})


def test_a_file_without_a_name() -> None:
    [finding] = complaints("horizon = 2027")
    assert (finding.kind, dict(finding.numbers)) == ("scenario_key_missing", {"key": "name"})


@pytest.mark.parametrize(
    ("text", "key", "found", "allowed"),
    [
        ('classification = "x"', "classification", "x", "period yearly"),
        ('[norms.primary]\nnorm_pay = "x"', "norms.primary.norm_pay", "x", "base current"),
        ('[norms.primary]\ncounts = "x"', "norms.primary.counts", "x", "all support"),
        ('[[roadmap]]\nunits = { groups = ["4", "3"] }', "roadmap[1].units.groups[2]", "3", "1 2 3a 3b 3c 4"),
        ('[[reductions]]\nmethod = "x"', "reductions[1].method", "x", "rate statutory target"),
        (
            '[[reductions]]\nmethod = "target"\ntarget = { }\nshare_by = "x"',
            "reductions[1].share_by",
            "x",
            "support operations equal headroom autonomy",
        ),
        (
            '[[reductions]]\nmethod = "target"\ntarget = { }\nof = "x"',
            "reductions[1].of",
            "x",
            "base status_quo",
        ),
        ('[allocation]\npool = { from = "x" }', "allocation.pool", '{"from": "x"}', "savings amount percent"),
        (
            '[allocation]\nstages = [{ aim = "x" }]',
            "allocation.stages[1]",
            '{"aim": "x"}',
            "norm supplement share",
        ),
        (
            '[allocation]\nstages = [{ aim = "share", by = "pupil" }]',
            "allocation.stages[1].by",
            "pupil",
            "pupils classes staff payroll support equal",
        ),
    ],
)
def test_a_wrong_choice_is_answered_with_the_right_ones(
    text: str, key: str, found: str, allowed: str
) -> None:
    choices = ", ".join(allowed.split())
    assert complaint(text) == ("scenario_wrong_choice", {"key": key, "found": found, "allowed": choices})


@pytest.mark.parametrize(
    ("text", "key", "found", "bound"),
    [
        ("horizon = 1800", "horizon", "1800", "≥ 1900"),
        ("horizon = 20255", "horizon", "20255", "≤ 2999"),
        ("[assumptions]\ninflation = -1", "assumptions.inflation", "-1", "> -1"),
        ("[assumptions]\ninflation = 10.5", "assumptions.inflation", "10.5", "≤ 10"),
        ("[assumptions.pupils_growth]\nprimary = 11", "assumptions.pupils_growth.primary", "11", "≤ 10"),
        ("[assumptions]\ncontributions_share = 1.01", "assumptions.contributions_share", "1.01", "≤ 1"),
        ("[assumptions]\ncompensation_rate = -0.1", "assumptions.compensation_rate", "-0.1", "≥ 0"),
        ("[assumptions]\nstate_pays_rises = -1", "assumptions.state_pays_rises", "-1", "≥ 0"),
        ("[assumptions]\ngroup1_multiple = -1", "assumptions.group1_multiple", "-1", "≥ 0"),
        ("[norms.primary]\nteaching_share = 1", "norms.primary.teaching_share", "1", "< 1"),
        ("[norms.primary]\nper_pupil = -5", "norms.primary.per_pupil", "-5", "≥ 0"),
        ("[[roadmap]]\nunits = { }\nrevenue_share = 1.1", "roadmap[1].revenue_share", "1.1", "≤ 1"),
        ("[[roadmap]]\nunits = { }\nrelease = -0.1", "roadmap[1].release", "-0.1", "≥ 0"),
        ("[[roadmap]]\nunits = { }\ntargets = { 2024 = -0.5 }", "roadmap[1].targets.2024", "-0.5", "≥ 0"),
        ('[[reductions]]\nmethod = "rate"\nrate = 1.5', "reductions[1].rate", "1.5", "≤ 1"),
        ('[[reductions]]\nmethod = "rate"\nrate = { 2024 = -1 }', "reductions[1].rate.2024", "-1", "≥ 0"),
        (
            '[[reductions]]\nmethod = "target"\ntarget = { 2024 = -0.1 }',
            "reductions[1].target.2024",
            "-0.1",
            "≥ 0",
        ),
        ('[[reductions]]\nmethod = "statutory"\nmax_cut = -1', "reductions[1].max_cut", "-1", "≥ 0"),
        ("[allocation]\nfloor = -0.1", "allocation.floor", "-0.1", "≥ 0"),
        ("[allocation]\ncap = -0.1", "allocation.cap", "-0.1", "≥ 0"),
        ("[allocation]\nround_to = 0", "allocation.round_to", "0", "≥ 1"),
        # a negative pool is an error (model page, section 7)
        (
            '[allocation]\npool = { from = "amount", by_year = { 2024 = -1 } }',
            "allocation.pool.by_year.2024",
            "-1",
            "≥ 0",
        ),
        ("[allocation]\npool = { share = -1 }", "allocation.pool.share", "-1", "≥ 0"),
        ('[allocation]\nstages = [{ aim = "norm", level = -1 }]', "allocation.stages[1].level", "-1", "≥ 0"),
        (
            '[allocation]\nstages = [{ aim = "supplement", multiple = -1 }]',
            "allocation.stages[1].multiple",
            "-1",
            "≥ 0",
        ),
    ],
)
def test_a_value_out_of_range_is_named_with_its_bound(text: str, key: str, found: str, bound: str) -> None:
    assert complaint(text) == ("scenario_out_of_range", {"key": key, "found": found, "bound": bound})


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ('horizon = "2027"', "horizon", "2027"),
        ("horizon = 2027.5", "horizon", "2027.5"),
        ("horizon = true", "horizon", "true"),
        ("note = 3", "note", "3"),
        ("assumptions = 3", "assumptions", "3"),
        ('[assumptions]\ninflation = "3 %"', "assumptions.inflation", "3 %"),
        ("[assumptions]\ninflation = true", "assumptions.inflation", "true"),
        ("[assumptions]\ninflation = nan", "assumptions.inflation", "NaN"),
        ("[assumptions]\ninflation = inf", "assumptions.inflation", "Infinity"),
        ("[assumptions]\ninflation = 2025-01-01", "assumptions.inflation", "2025-01-01"),
        ("[assumptions]\nown_funds_first = 1", "assumptions.own_funds_first", "1"),
        ('[norms.primary]\nindexed = "yes"', "norms.primary.indexed", "yes"),
        ("[roadmap]\nunits = { }", "roadmap", '{"units": {}}'),
        ("[[roadmap]]\nunits = { }\ntargets = { 24 = 0.5 }", "roadmap[1].targets.24", "24"),
        ("[[roadmap]]\nunits = { }\ntargets = { 20245 = 0.5 }", "roadmap[1].targets.20245", "20245"),
        ('[[roadmap]]\nunits = { kinds = "service" }', "roadmap[1].units.kinds", "service"),
        ("[[roadmap]]\nunits = { codes = [1049689] }", "roadmap[1].units.codes[1]", "1049689"),
        ('[[reductions]]\nmethod = "rate"\nrate = "10 %"', "reductions[1].rate", "10 %"),
        ('[[reductions]]\nmethod = "rate"\nrate = { 24 = 0.1 }', "reductions[1].rate.24", "24"),
        ('[[reductions]]\nmethod = "rate"\nrate = { 2024 = "x" }', "reductions[1].rate.2024", "x"),
        ('[[reductions]]\nmethod = "target"\ntarget = 0.1', "reductions[1].target", "0.1"),
        ("[[allocation]]", "allocation", "[{}]"),
        ("[allocation]\nround_to = 0.5", "allocation.round_to", "0.5"),
        ('[allocation]\ncap = "x"', "allocation.cap", "x"),
        ("[allocation]\npool = 3", "allocation.pool", "3"),
        ('[allocation]\npool = "savings"', "allocation.pool", "savings"),
        ('[allocation]\nstages = ["norm"]', "allocation.stages[1]", "norm"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_and_shown(text: str, key: str, found: str) -> None:
    assert complaint(text) == ("scenario_wrong_value", {"key": key, "found": found})


@pytest.mark.parametrize("name", ['""', '"  "', "1", "[]"])
def test_a_name_is_wanted(name: str) -> None:
    [finding] = complaints(f"name = {name}")
    assert (finding.kind, finding.numbers["key"]) == ("scenario_wrong_value", "name")


def test_every_wrong_place_has_its_finding() -> None:
    text = (
        'name = "x"\nhorizont = 1\n[assumptions]\ninflation = "x"\nfollow = 1\n'
        '[[reductions]]\nmethod = "rate"\n[allocation]\ncap = -1\n'
    )
    assert {(f.kind, f.numbers["key"]) for f in complaints(text)} == {
        ("scenario_unknown_key", "horizont"),
        ("scenario_wrong_value", "assumptions.inflation"),
        ("scenario_unknown_key", "assumptions.follow"),
        ("scenario_key_missing", "reductions[1].rate"),
        ("scenario_out_of_range", "allocation.cap"),
    }


def test_a_long_value_is_shown_in_part() -> None:
    kind, numbers = complaint(f'[assumptions]\ninflation = "{"x" * 200}"')
    assert kind == "scenario_wrong_value"
    assert numbers["found"] == "x" * 57 + "..."


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = = 3", 2),
        ("\n\n[assumptions\n", 4),
        ("[assumptions]\ninflation = 0,1", 3),
        ("[assumptions]\ninflation = 3 %", 3),
        ("note = 'a\nb'", 2),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(text: str, line: int) -> None:
    kind, numbers = complaint(text)
    assert kind == "scenario_not_toml"
    assert f"line {line}," in numbers["reason"]


def test_a_mark_that_editors_put_before_a_text_is_not_part_of_it() -> None:
    assert parse_scenario('\ufeffname = "x"').name == "x"


# --- edits --------------------------------------------------------------------------------------------------


def test_one_key_is_changed_by_its_path() -> None:
    empty = plan()
    assert changed(empty, ("assumptions", "inflation"), Decimal("0.03")) == plan(
        "[assumptions]\ninflation = 0.03"
    )
    assert changed(empty, ("norms", "primary", "per_pupil"), 5) == plan("[norms.primary]\nper_pupil = 5")
    cut = changed(empty, ("reductions", 0), {"method": "statutory"})
    assert cut == plan('[[reductions]]\nmethod = "statutory"')
    assert changed(cut, ("reductions", 0, "max_cut"), Decimal("0.1")).reductions[0].max_cut == Decimal("0.1")
    assert changed(cut, ("reductions", 0), None) == empty
    assert changed(plan("horizon = 2030"), ("horizon",), None) == empty
    assert changed(empty, ("allocation",), {}) == plan("[allocation]")
    with pytest.raises(ScenarioError):
        changed(empty, ("assumptions", "inflatoin"), 1)
    assert empty == plan()


def test_letters_that_no_document_can_hold_are_blanks():
    """A document would end the sentence at the first, and a chart with such a name cannot be made at all."""
    told = parse_scenario('name = "A\\u0007B"\nnote = "một\\u0001\\nhai\\uFFFF"')
    assert (told.name, told.note) == ("A B", "một \nhai ")
    assert parse_scenario(dump_scenario(told)) == told
    with pytest.raises(ScenarioError):
        parse_scenario('name = "\\u0007"')
