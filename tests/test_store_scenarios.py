"""Scenarios: versions, undo and redo, conflicts, locks; comparisons and decisions on them."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from budget.scenario import ScenarioError, parse_scenario
from budget.store import (
    Batch,
    MadeFile,
    SavedScenario,
    ScenarioVersion,
    Store,
    StoreConflict,
    StoreInvalid,
    StoreLocked,
    StoreMissing,
)
from budget.store.steps import goes_on

pytest_plugins = ("tests.store_databases",)


def toml(name: str, horizon: int = 2025) -> str:
    return f'name = "{name}"\nhorizon = {horizon}\n'


@pytest.fixture
def saved(store: Store) -> SavedScenario:
    return store.save_scenario("A", toml("A"), "An", 2022, "đầu")


def test_a_scenario_comes_back_as_saved(store: Store, saved: SavedScenario) -> None:
    assert (saved.name, saved.text, saved.number, saved.base_year) == ("A", toml("A"), 1, 2022)
    assert (saved.author, saved.note, saved.position, saved.locked) == ("An", "đầu", 1, False)
    assert (saved.can_undo, saved.can_redo, saved.deleted_at) == (False, False, None)
    assert store.scenario(saved.id) == saved
    assert store.scenarios() == [saved]


def test_the_name_stands_in_the_text_too(store: Store) -> None:
    given = store.save_scenario("Khác", toml("A"), "An")
    assert parse_scenario(given.text).name == "Khác"
    renamed = store.rename_scenario(given.id, "Mới", "An")
    assert (renamed.name, parse_scenario(renamed.text).name, renamed.number) == ("Mới", "Mới", 2)
    assert parse_scenario(renamed.text).horizon == 2025
    assert store.undo(given.id, "An").name == "Khác"
    with pytest.raises(ScenarioError):
        store.rename_scenario(given.id, "", "An")


def test_what_is_no_scenario_is_not_stored(store: Store, saved: SavedScenario) -> None:
    with pytest.raises(ScenarioError):
        store.save_scenario("B", "horizon = ", "An")
    with pytest.raises(ScenarioError):
        store.update_scenario(saved.id, 'name = "A"\nhorizn = 1', "An")
    assert store.scenarios() == [saved]


def test_the_same_text_makes_no_version(store: Store, saved: SavedScenario) -> None:
    assert store.update_scenario(saved.id, toml("A"), "Bình") == saved


def test_undo_and_redo_move_between_versions(store: Store, saved: SavedScenario) -> None:
    for horizon in (2026, 2027):
        store.update_scenario(saved.id, toml("A", horizon), "An")
    back = store.undo(saved.id, "An")
    assert (back.number, back.text, back.can_undo, back.can_redo) == (2, toml("A", 2026), True, True)
    first = store.undo(saved.id, "An")
    assert (first.number, first.can_undo, first.can_redo) == (1, False, True)
    with pytest.raises(StoreInvalid, match=r"store\.no_undo"):
        store.undo(saved.id, "An")
    assert [store.redo(saved.id, "An").number for _ in range(2)] == [2, 3]
    with pytest.raises(StoreInvalid, match=r"store\.no_redo"):
        store.redo(saved.id, "An")


def test_a_plan_is_saved_when_it_was_last_changed_by_undo_too(store: Store, saved: SavedScenario) -> None:
    edited = store.update_scenario(saved.id, toml("A", 2026), "An")
    back = store.undo(saved.id, "An")
    again = store.redo(saved.id, "An")
    later = store.update_scenario(saved.id, toml("A", 2027), "An")
    times = [one.saved_at for one in (saved, edited, back, again, later)]
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert store.scenario(saved.id) == later == store.scenarios()[0]
    # what became of another plan, or of this one besides, is no save of it
    other = store.save_scenario("B", toml("B"), "An")
    [data] = store.add_data([Batch(2022, [{"code": "U", "name": "U", "kind": "primary"}])], "An")
    store.decide(data.id, saved.id, "An")
    assert store.scenario(saved.id).saved_at == later.saved_at
    assert store.scenario(other.id).saved_at == other.saved_at


def test_an_edit_after_undo_keeps_the_old_branch_in_the_history_only(
    store: Store, saved: SavedScenario
) -> None:
    store.update_scenario(saved.id, toml("A", 2026), "An")
    store.undo(saved.id, "An")
    after = store.update_scenario(saved.id, toml("A", 2030), "An")
    assert (after.number, after.can_redo) == (3, False)
    assert store.undo(saved.id, "An").number == 1
    assert store.redo(saved.id, "An").number == 3
    history = store.scenario_history(saved.id)
    assert [(v.number, v.parent, v.text) for v in history] == [
        (1, None, toml("A")),
        (2, 1, toml("A", 2026)),
        (3, 1, toml("A", 2030)),
    ]
    assert store.scenario_version(history[1].id) == history[1]


def levers(inflation: str, pupils: str = "0.5") -> str:
    return f'name = "A"\nhorizon = 2025\n[assumptions]\ninflation = {inflation}\nfollow_pupils = {pupils}\n'


def test_quick_edits_of_one_lever_are_one_step_of_undo(store: Store) -> None:
    saved = store.save_scenario("A", levers("0.01"), "An", 2022)

    def edit(text: str, author: str = "An") -> int:
        return store.update_scenario(saved.id, text, author, one_step=True).number

    assert [edit(levers(one)) for one in ("0.02", "0.03", "0.04")] == [2, 3, 4]
    assert edit(levers("0.04", "0.6")) == 5  # another lever
    assert edit(levers("0.04", "0.7"), "Bình") == 6  # another person
    # every version is kept; 3 and 4 follow the first, as 2 does
    assert [v.parent for v in store.scenario_history(saved.id)] == [None, 1, 1, 1, 4, 5]
    back = [store.undo(saved.id, "An").text for _ in range(3)]
    assert back == [levers("0.04", "0.6"), levers("0.04"), levers("0.01")]
    assert store.redo(saved.id, "An").text == levers("0.04")
    # what was undone is no edit to go on with
    store.undo(saved.id, "An")
    edit(levers("0.05"))
    store.undo(saved.id, "An")
    store.redo(saved.id, "An")
    store.undo(saved.id, "An")
    assert store.scenario(saved.id).text == levers("0.01")


def test_a_later_edit_and_one_of_a_list_are_steps_of_their_own(store: Store) -> None:
    card = '[[reductions]]\nmethod = "rate"\nrate = {}\n'

    def parents(*texts: str) -> list[int | None]:
        saved = store.save_scenario("A", texts[0], "An", 2022)
        for text in texts[1:]:
            store.update_scenario(saved.id, text, "An", one_step=True)
        return [v.parent for v in store.scenario_history(saved.id)]

    head = 'name = "A"\nhorizon = 2025\n'
    assert parents(head, head + card.format("0.01"), head + card.format("0.01") * 2) == [None, 1, 2]
    # the first edit also adds the card; those of its rate after it are one step
    rates = [head + card.format(rate) for rate in ("0.01", "0.02", "0.03", "0.02", "0.01", "0.04")]
    assert parents(head, *rates) == [None, 1, 2, 2, 2, 2, 2]
    first = ScenarioVersion(1, 1, 2, 1, "A", rates[1], "An", datetime(2026, 1, 1, tzinfo=UTC), "")
    for seconds, joins in ((5, True), (6, False)):
        at = first.created_at + timedelta(seconds=seconds)
        assert goes_on(rates[0], first, rates[2], "An", at) is joins


def test_undo_and_redo_behave_like_two_stacks(store: Store) -> None:
    """Against the usual implementation: a list of what was and a list of what was undone."""
    dice = random.Random(20)  # noqa: S311
    for run in range(12):
        scenario = store.save_scenario(f"S{run}", toml(f"S{run}", 2000), "An")
        past, now, future = list[int](), 2000, list[int]()
        for step in range(12):
            if dice.random() < 0.4:
                past, now, future = [*past, now], 2001 + step, []
                scenario = store.update_scenario(scenario.id, toml(f"S{run}", now), "An")
            elif past and dice.random() < 0.6:
                future, now = [*future, now], past.pop()
                scenario = store.undo(scenario.id, "An")
            elif future:
                past, now = [*past, now], future.pop()
                scenario = store.redo(scenario.id, "An")
            assert scenario.text == toml(f"S{run}", now)
            assert (scenario.can_undo, scenario.can_redo) == (bool(past), bool(future))


def test_a_change_of_an_old_copy_is_a_conflict_that_names_the_other(
    store: Store, saved: SavedScenario
) -> None:
    store.update_scenario(saved.id, toml("A", 2026), "Bình", expected_version=1)
    for change in (
        lambda: store.update_scenario(saved.id, toml("A", 2027), "An", expected_version=1),
        lambda: store.rename_scenario(saved.id, "B", "An", expected_version=1),
        lambda: store.undo(saved.id, "An", expected_version=1),
        lambda: store.redo(saved.id, "An", expected_version=1),
    ):
        with pytest.raises(StoreConflict) as error:
            change()
        numbers = error.value.numbers
        assert error.value.kind == "store.conflict"
        assert (numbers["expected"], numbers["current"], numbers["author"]) == (1, 2, "Bình")
    assert store.scenario(saved.id).text == toml("A", 2026)


def test_of_two_changes_at_once_one_is_stored_and_one_conflicts(store: Store, saved: SavedScenario) -> None:
    together = Barrier(2)

    def change(horizon: int) -> str:
        together.wait()
        try:
            return store.update_scenario(saved.id, toml("A", horizon), "An", expected_version=1).text
        except StoreConflict:
            return "conflict"

    with ThreadPoolExecutor(2) as pool:
        results = set(pool.map(change, (2026, 2027)))
    assert "conflict" in results
    assert results == {"conflict", store.scenario(saved.id).text}
    assert len(store.scenario_history(saved.id)) == 2


def test_a_copy_lives_its_own_life(store: Store, saved: SavedScenario) -> None:
    copy = store.duplicate_scenario(saved.id, "A (bản sao)", "Bình")
    store.update_scenario(copy.id, toml("A (bản sao)", 2030), "Bình")
    assert (copy.name, copy.base_year, copy.position, copy.can_undo) == ("A (bản sao)", 2022, 2, False)
    assert store.scenario(saved.id) == saved


def test_a_copy_knows_its_plan_and_a_decision_what_was_submitted(store: Store, saved: SavedScenario) -> None:
    store.update_scenario(saved.id, toml("A", 2030), "An")
    copy = store.duplicate_scenario(saved.id, "B", "Bình")
    assert store.copied_from(copy.id) == (saved.id, 2)
    assert store.copied_from(saved.id) == (0, 0)
    [data] = store.add_data([Batch(2022, [{"code": "U", "name": "U", "kind": "primary"}])], "An")
    # what the meeting changed is a plan of its own, of the one submitted
    agreed = store.save_scenario("A, đã chốt", toml("A, đã chốt", 2029), "Chi")
    store.decide(data.id, agreed.id, "Chi", submitted=store.scenario(saved.id).version_id)
    assert store.copied_from(agreed.id) == (saved.id, 2)
    # and one decided as submitted is its own
    store.decide(data.id, saved.id, "Chi", submitted=store.scenario(saved.id).version_id)
    assert store.copied_from(saved.id) == (0, 0)


def test_a_deleted_scenario_comes_back(store: Store, saved: SavedScenario) -> None:
    store.delete_scenario(saved.id, "An")
    store.delete_scenario(saved.id, "An")
    assert store.scenarios() == []
    assert [s.id for s in store.scenarios(deleted=True)] == [saved.id]
    with pytest.raises(StoreMissing) as error:
        store.update_scenario(saved.id, toml("A", 2030), "Bình")
    assert (error.value.kind, error.value.numbers["name"]) == ("store.scenario_deleted", "A")
    store.restore_scenario(saved.id, "An")
    assert store.scenarios() == [saved]


def test_a_decided_scenario_is_copied_never_changed(store: Store, saved: SavedScenario) -> None:
    [data] = store.add_data([Batch(2022, [{"code": "U", "name": "U", "kind": "primary"}])], "An")
    store.decide(data.id, saved.id, "An")
    for change in (
        lambda: store.update_scenario(saved.id, toml("A", 2027), "An"),
        lambda: store.rename_scenario(saved.id, "B", "An"),
        lambda: store.undo(saved.id, "An"),
        lambda: store.redo(saved.id, "An"),
        lambda: store.delete_scenario(saved.id, "An"),
    ):
        with pytest.raises(StoreLocked) as error:
            change()
        assert (error.value.kind, error.value.numbers) == ("store.scenario_locked", {"name": "A"})
    assert not store.duplicate_scenario(saved.id, "B", "An").locked


def test_comparisons_are_saved_changed_deleted_and_restored(store: Store, saved: SavedScenario) -> None:
    other = store.save_scenario("B", toml("B"), "An")
    first = store.save_comparison("Họp", [other.id, saved.id], "An", settings={"year": 2025})
    assert (first.scenarios, first.baseline, first.settings) == ((other.id, saved.id), None, {"year": 2025})
    second = store.save_comparison("Họp 2", [saved.id], "Bình", baseline=other.id, comparison_id=first.id)
    assert (second.id, second.name, second.scenarios, second.baseline) == (
        first.id,
        "Họp 2",
        (saved.id,),
        other.id,
    )
    assert store.comparisons() == [second]
    store.delete_comparison(first.id, "An")
    assert (store.comparisons(), len(store.comparisons(deleted=True))) == ([], 1)
    store.restore_comparison(first.id, "An")
    assert store.comparisons() == [second]
    with pytest.raises(StoreMissing, match=r"store\.no_scenario"):
        store.save_comparison("?", [99], "An")
    with pytest.raises(StoreMissing, match=r"store\.no_comparison"):
        store.save_comparison("?", [saved.id], "An", comparison_id=99)


def test_a_decision_locks_what_was_decided_and_records_the_difference(
    store: Store, saved: SavedScenario
) -> None:
    [data] = store.add_data([Batch(2022, [{"code": "A", "name": "A", "kind": "primary"}])], "An")
    after = store.update_scenario(saved.id, toml("A", 2026), "An")
    decision = store.decide(
        data.id,
        saved.id,
        "An",
        submitted=saved.version_id,
        people=["Chủ tịch", "Trưởng phòng"],
        details={"support": {"submitted": 100, "decided": 90}},
        expected_version=2,
    )
    assert (decision.submitted, decision.decided, decision.data_version) == (
        saved.version_id,
        after.version_id,
        data.id,
    )
    assert decision.people == ("Chủ tịch", "Trưởng phòng")
    assert decision.details == {"support": {"submitted": 100, "decided": 90}}
    assert store.decisions() == [decision]
    assert store.scenario(saved.id).locked
    assert store.data_version(data.id).locked
    with pytest.raises(StoreConflict, match=r"store\.conflict"):
        store.decide(data.id, saved.id, "An", expected_version=1)


def test_exports_are_found_by_file_and_by_fingerprint(store: Store, saved: SavedScenario) -> None:
    made = store.add_export(
        "aa" * 32, "f1", "xlsx", "So sánh.xlsx", "An", scenario_versions=[saved.version_id]
    )
    store.add_export("bb" * 32, "f2", "docx", "Tờ trình.docx", "An")
    assert made.scenario_versions == (saved.version_id,)
    assert store.exports(sha256="aa" * 32) == [made] == store.exports(fingerprint="f1")
    assert len(store.exports()) == 2


def test_a_set_is_recorded_whole_and_named_once_in_the_log(store: Store, saved: SavedScenario) -> None:
    files = [MadeFile(f"{n:064x}", "f", "docx", f"{n}.docx", details={"unit": str(n)}) for n in range(3)]
    made = store.add_exports([*files, MadeFile("e" * 64, "f", "zip", "hồ sơ.zip")], "An")
    assert made.name == "hồ sơ.zip"
    assert [one.name for one in store.exports()] == ["hồ sơ.zip", "2.docx", "1.docx", "0.docx"]
    assert store.exports(sha256=files[1].sha256)[0].details == {"unit": "1"}
    assert [entry.details["name"] for entry in store.log(action="export")] == ["hồ sơ.zip"]
    with pytest.raises(ValueError, match="no files"):
        store.add_exports([], "An")
