"""What belongs to the office: organisation, settings, mappings, law values, list of units; the log."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from budget.store import Batch, Organisation, RegisteredUnit, Store, StoreMissing
from budget.store.engine import database_url

pytest_plugins = ("tests.store_databases",)

WORDS = Path(__file__).resolve().parents[1] / "data" / "words"
CITY = Organisation(
    date(2022, 1, 1),
    "UBND thành phố Mẫu",
    "city",
    "Mẫu",
    "UBND tỉnh Mẫu",
    ({"role": "head", "title": "Trưởng phòng", "name": "Nguyễn Văn An"},),
    {"education": "622"},
)
WARD = Organisation(date(2025, 7, 1), "UBND phường Mẫu", "ward", "Mẫu")


def test_the_organisation_is_the_one_of_the_day(store: Store) -> None:
    assert store.organisation(date(2025, 1, 1)) is None
    store.set_organisation(WARD, "An")
    store.set_organisation(CITY, "An")
    assert store.organisation(date(2021, 12, 31)) is None
    assert store.organisation(date(2025, 6, 30)) == CITY
    assert store.organisation(date(2025, 7, 1)) == WARD
    assert store.organisations() == [CITY, WARD]
    ended = Organisation(WARD.valid_from, "UBND phường Mới", "ward", valid_to=date(2026, 12, 31))
    store.set_organisation(ended, "An")
    assert store.organisation(date(2026, 12, 31)) == ended
    assert store.organisation(date(2027, 1, 1)) == CITY


def test_settings_of_a_person_stand_over_those_of_everybody(store: Store) -> None:
    store.set_settings({"language": "vi", "money_unit": "million"})
    store.set_settings({"money_unit": "billion", "columns": ["code", "name"]}, "An")
    store.set_settings({"columns": ["code"]}, "An")
    assert store.settings() == {"language": "vi", "money_unit": "million"}
    assert store.settings("An") == {"language": "vi", "money_unit": "billion", "columns": ["code"]}


def test_a_mapping_is_remembered_by_shape(store: Store) -> None:
    assert store.mapping("s1") is None
    store.remember_mapping("s1", {"C": "salary"}, "An")
    store.remember_mapping("s1", {"C": "support", "head": 2}, "An")
    assert store.mapping("s1") == {"C": "support", "head": 2}
    store.forget_mapping("s1", "An")
    assert store.mapping("s1") is None


def test_own_law_values_stay_exact_and_are_withdrawn_not_erased(store: Store) -> None:
    since, signed = date(2023, 1, 1), date(2022, 12, 9)
    value: dict[str, Any] = {"rates": [Decimal("0.10"), 1], "text": "a", "flag": True}
    rate = store.add_law_value("reduction.rate", since, Decimal("0.175"), "NQ 1", "An", document_date=signed)
    table = store.add_law_value("norm.table", since, value, "QĐ 2", "An")
    assert (rate.value, rate.document_date, table.value) == (Decimal("0.175"), signed, value)
    assert isinstance(store.law_values()[1].value, Decimal)
    assert store.law_values() == [table, rate]
    store.withdraw_law_value(rate.id, "Bình")
    assert store.law_values() == [table]
    assert store.law_values(withdrawn=True)[1].withdrawn_at is not None
    with pytest.raises(StoreMissing, match=r"store\.no_law_value"):
        store.withdraw_law_value(rate.id, "Bình")


def test_the_list_of_units_knows_owners_and_mergers_by_date(store: Store) -> None:
    moved = RegisteredUnit("A", "TH A", "TP Mẫu", date(2022, 1, 1), date(2025, 6, 30))
    after = RegisteredUnit("A", "TH A", "Phường Mẫu", date(2025, 7, 1))
    merged = RegisteredUnit("B", "TH B", "TP Mẫu", date(2022, 1, 1), date(2023, 12, 31), merged_into="A")
    store.register_units([moved, after, merged], "An")
    store.register_units([after], "An")
    assert store.registry() == [moved, after, merged]
    assert store.registry(date(2023, 6, 1)) == [moved, merged]
    assert store.registry(date(2025, 7, 1)) == [after]


CHANGES = [
    "scenario_save",
    "data_add",
    "data_edit",
    "data_hide",
    "data_restore",
    "file_keep",
    "scenario_update",
    "scenario_rename",
    "scenario_undo",
    "scenario_redo",
    "scenario_duplicate",
    "scenario_delete",
    "scenario_restore",
    "comparison_save",
    "comparison_delete",
    "comparison_restore",
    "decide",
    "export",
    "organisation_set",
    "settings_set",
    "mapping_set",
    "mapping_forget",
    "law_add",
    "law_withdraw",
    "registry_set",
]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_change_has_its_word(language: str) -> None:
    """Pages may log more than the store itself does, such as a try in a meeting or a proposal."""
    words = tomllib.loads((WORDS / f"{language}.toml").read_text("utf-8"))
    of_pages = {
        "meeting_plan",
        "meeting_try",
        "order_set",
        "person_name",
        "scenario_propose",
        "scenario_propose_reason",
        "scenario_unpropose",
    }
    assert sorted({*CHANGES, *of_pages}) == sorted(words["action"])


def test_every_change_writes_its_line_in_the_log(store: Store) -> None:
    a = store.save_scenario("A", 'name = "A"', "An").id
    [v1] = store.add_data([Batch(2022, [{"code": "U", "name": "U", "kind": "primary"}])], "An")
    store.edit_units(v1.id, [("U", "salary", 5, "vì")], "An")
    store.hide_data(v1.id, "An")
    store.restore_data(v1.id, "An")
    store.keep_file("f", b"f", "An")
    store.update_scenario(a, 'name = "A"\nhorizon = 2030', "An")
    store.rename_scenario(a, "B", "An")
    store.undo(a, "An")
    store.redo(a, "An")
    b = store.duplicate_scenario(a, "C", "An").id
    store.delete_scenario(b, "An")
    store.restore_scenario(b, "An")
    c = store.save_comparison("S", [a], "An").id
    store.delete_comparison(c, "An")
    store.restore_comparison(c, "An")
    store.decide(v1.id, a, "An")
    store.add_export("aa", "f", "xlsx", "n", "An")
    store.set_organisation(CITY, "An")
    store.set_settings({"language": "en"}, "An")
    store.remember_mapping("s", {}, "An")
    store.forget_mapping("s", "An")
    law = store.add_law_value("p", date(2022, 1, 1), 1, "d", "An").id
    store.withdraw_law_value(law, "An")
    store.register_units([RegisteredUnit("U", "U", "", date(2022, 1, 1))], "An")
    store.add_log("An", "meeting_try", "scenario:1", {"pool": Decimal("0.5")})
    entries = store.log()
    assert {entry.who for entry in entries} == {"An"}
    done = [entry.action for entry in reversed(entries)]
    assert done == [*CHANGES, "meeting_try"]
    edit = entries[-3].details
    assert edit["edits"] == [{"code": "U", "column": "salary", "old": None, "value": 5, "why": "vì"}]


def test_the_log_is_read_newest_first_by_page_and_filter(store: Store) -> None:
    start = datetime.now(UTC)
    for number in range(5):
        store.add_log("An" if number % 2 else "Bình", "try", f"scenario:{number}", {"n": number})
    page = store.log(2)
    assert [entry.details["n"] for entry in page] == [4, 3]
    assert [entry.details["n"] for entry in store.log(2, before=page[-1].id)] == [2, 1]
    assert [entry.details["n"] for entry in store.log(who="An", action="try")] == [3, 1]
    assert [entry.details["n"] for entry in store.log(subject="scenario:2")] == [2]
    assert len(store.log(since=start)) == 5
    assert store.log(since=start + timedelta(hours=1)) == []
    assert page[0].at.utcoffset() == timedelta(0)


ATTACKS = {
    "sqlite": (
        "UPDATE {table} SET id = 9",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ),
    "postgresql": ("UPDATE {table} SET id = 9", "DELETE FROM {table}", "TRUNCATE {table} CASCADE"),
}


@pytest.mark.parametrize("table", ["log", "decisions"])
def test_the_log_and_the_decisions_only_grow(store: Store, database: str, table: str) -> None:
    [v1] = store.add_data([Batch(2022, [{"code": "U", "name": "U", "kind": "primary"}])], "An")
    store.decide(v1.id, store.save_scenario("A", 'name = "A"', "An").id, "An")
    engine = create_engine(database_url(database))
    for attack in ATTACKS[engine.dialect.name]:
        with pytest.raises(DBAPIError, match=f"{table} is append-only"), engine.begin() as connection:
            connection.execute(text(attack.format(table=table)))
    engine.dispose()
    assert (len(store.log()), len(store.decisions())) == (3, 1)
