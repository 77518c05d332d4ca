"""What a plan publishes: whole đồng, ratios with six digits, in the fixed order of the interface."""

from __future__ import annotations

import json

import pytest

from budget.published import ORDER, ratio_text, scenario_json
from tests.plans import M, run, school, service

ROWS = [
    school("T1", name="Trường Tiểu học 1", tuition=10, salary=1_000_003, professional=33, support=1_000_026),
    service("V1", name="Trung tâm", users=3, professional=9, support=6),
    service("V2", name="Đơn vị không chi", users=5),
]
TEXT = "horizon = 2024\n[assumptions]\ninflation = 0.033\n"


def test_the_order_of_keys_is_that_of_the_interface() -> None:
    published = scenario_json(run(2022, ROWS, TEXT))
    assert list(published) == ["name", "fingerprint", "years", "units", "totals", "findings"]
    first = published["units"][0]
    assert list(first) == ["code", "name", "kind", "years"]
    assert (first["code"], first["name"], first["kind"]) == ("T1", "Trường Tiểu học 1", "primary")
    assert list(first["years"]) == ["2022", "2023", "2024"]
    assert (
        list(first["years"]["2023"])
        == list(ORDER)
        == [
            *("pupils", "own_revenue", "spending", "salary", "operations", "status_quo", "released", "cut"),
            *("increase", "support", "balance", "ratio", "group", "assigned", "norm", "coverage"),
            *("roadmap_revenue", "roadmap_saving", "set_aside", "used_for_pay", "reserve", "development"),
            *("supplement", "bonus", "carried"),
        ]
    )
    assert list(published["totals"]["2022"]) == [
        "support",
        "released",
        "cut",
        "increase",
        "unallocated",
        "pool",
    ]


def test_amounts_are_whole_dong_and_ratios_text() -> None:
    published = scenario_json(run(2022, ROWS, TEXT))
    for unit in published["units"]:
        for row in unit["years"].values():
            for name, value in row.items():
                if name in ("ratio", "coverage"):
                    assert value is None or (isinstance(value, str) and len(value.split(".")[1]) == 6)
                elif name in ("group", "assigned"):
                    assert value in (None, "1", "2", "3a", "3b", "3c", "4")
                else:
                    assert type(value) is int
    # 9 x 1,033 = 9,297 and 3 x 1,033 = 3,099
    assert published["units"][1]["years"]["2023"]["spending"] == 9
    assert published["units"][1]["years"]["2023"]["own_revenue"] == 3
    assert published["units"][1]["years"]["2023"]["ratio"] == "0.333333"
    assert published["units"][1]["years"]["2023"]["group"] == "3b"


def test_what_is_undefined_is_nothing() -> None:
    row = scenario_json(run(2022, ROWS, TEXT))["units"][2]["years"]["2022"]
    assert (row["ratio"], row["group"], row["assigned"], row["coverage"]) == (None, None, None, None)
    assert (row["own_revenue"], row["spending"], row["norm"]) == (5, 0, 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.3, "0.300000"),
        (2 / 3, "0.666667"),
        (0.1234565, "0.123457"),
        (0.0, "0.000000"),
        (1.0, "1.000000"),
        (-0.25, "-0.250000"),
        (-1e-9, "0.000000"),
        (12.5, "12.500000"),
        (float("nan"), None),
    ],
)
def test_a_ratio_has_six_digits(value: float, text: str | None) -> None:
    assert ratio_text(value) == text


def test_published_rows_and_totals_add_up() -> None:
    text = (
        TEXT + '[[reductions]]\nmethod = "target"\ntarget = { 2023 = 0.1 }\n'
        '[allocation]\nround_to = 1\nstages = [{ aim = "share" }]\n'
    )
    published = scenario_json(run(2022, ROWS, text))
    for year, totals in published["totals"].items():
        rows = [unit["years"][year] for unit in published["units"]]
        for row in rows:
            assert row["support"] == row["status_quo"] - row["released"] - row["cut"] + row["increase"]
        for name in ("support", "released", "cut", "increase"):
            assert totals[name] == sum(row[name] for row in rows)
        assert totals["pool"] == totals["increase"] + totals["unallocated"]


def test_findings_have_their_place_and_their_sentence() -> None:
    published = scenario_json(run(2022, ROWS, TEXT), lambda finding: f"{finding.kind}!")
    assert {
        "kind": "ratio_undefined",
        "severity": "warning",
        "unit": "V2",
        "year": 2023,
        "text": "ratio_undefined!",
    } in (published["findings"])
    selector = scenario_json(run(2022, ROWS, '[[roadmap]]\nunits = { codes = ["?"] }'))["findings"]
    assert {"kind": "selector_empty", "severity": "note", "unit": None, "year": None, "text": ""} in selector


def test_a_plan_without_law_publishes_why_and_nothing_else() -> None:
    published = scenario_json(run(2018, ROWS))
    assert (published["units"], published["totals"]) == ([], {})
    assert published["years"] == [2018, 2019, 2020, 2021]
    [finding] = published["findings"]
    assert (finding["kind"], finding["severity"], finding["unit"], finding["year"]) == (
        "no_law_value",
        "error",
        None,
        2018,
    )


def test_it_is_json_and_the_same_every_time() -> None:
    result = run(2022, [{**row, "support": 5 * M} for row in ROWS], TEXT)
    text = json.dumps(scenario_json(result), allow_nan=False)
    assert text == json.dumps(scenario_json(run(2022, [{**row, "support": 5 * M} for row in ROWS], TEXT)))
