"""Data versions: what goes in comes out, all or nothing, and an edit never overwrites."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from budget.findings import Finding
from budget.store import (
    EDIT,
    Batch,
    Edit,
    Store,
    StoreConflict,
    StoreInvalid,
    StoreLocked,
    StoreMissing,
    open_store,
)
from budget.units import Source, UnitsError

pytest_plugins = ("tests.store_databases",)


def unit(code: str, **values: Any) -> dict[str, Any]:
    return {"code": code, "name": f"Trường {code}", "kind": "primary", "salary": 800, "support": 900} | values


CELL = Source(file="Tổng hợp 2022.xlsx", sha256="ab" * 32, sheet="Đơn vị", cell="F7", text="800 ")


def test_rows_sources_findings_and_files_come_back_as_given(store: Store) -> None:
    finding = Finding(
        "total_mismatch", "warning", "A1", 2022, "x.xlsx", "S", "F9", {"off": 2_000_000}, ("p",)
    )
    rows = [
        unit("A1", salary=9_007_199_254_740_000 // 8, contributions=None, covers_investment=True, pupils=812),
        unit("B2", kind="service", field="Môi trường", staff=24.5),
    ]
    sources = {
        "A1": {"salary": CELL, "support": Source(by="An", at="2022-01-05T00:00:00+00:00", why="gõ nhầm")}
    }
    [version] = store.add_data(
        [Batch(2022, rows, sources, [finding], [("Tổng hợp 2022.xlsx", b"PK" * 99)], "TP Mẫu")],
        "An",
        "lần đầu",
    )
    assert (version.base_year, version.number, version.units) == (2022, 1, 2)
    assert (version.author, version.note, version.owner, version.origin) == (
        "An",
        "lần đầu",
        "TP Mẫu",
        "import",
    )
    assert store.data_rows(version.id) == rows
    assert store.data(version.id).code == ("A1", "B2")
    assert store.data(version.id)["salary"].tolist() == [1_125_899_906_842_500, 800]
    assert np.isnan(store.data(version.id)["contributions"]).all()
    assert store.sources(version.id, "A1") == sources["A1"]
    assert store.sources(version.id, "B2") == {}
    assert store.all_sources(version.id) == sources | {"B2": {}}
    assert store.findings(version.id) == [finding]
    [kept] = store.data_files(version.id)
    assert (kept.name, kept.size, store.file(kept.sha256)) == ("Tổng hợp 2022.xlsx", 198, b"PK" * 99)


def test_amounts_stay_whole_numbers_and_text_is_composed(store: Store) -> None:
    decomposed = "Tru\u031bo\u031b\u0300ng"  # Trường typed with combining marks
    row = unit("A1", name=decomposed, salary=np.int64(5), support=7.0, covers_investment=np.True_)
    [version] = store.add_data([Batch(2022, [row])], "An")
    [found] = store.data_rows(version.id)
    assert found["name"] == "Tr\u01b0\u1eddng"
    assert [type(found[key]) for key in ("salary", "support", "covers_investment")] == [int, int, bool]


def test_versions_count_within_their_year(store: Store) -> None:
    first = store.add_data([Batch(2022, [unit("A")]), Batch(2023, [unit("A")])], "An")
    second = store.add_data([Batch(2022, [unit("A")], parent=first[0].id)], "An")
    assert [(v.base_year, v.number) for v in first + second] == [(2022, 1), (2023, 1), (2022, 2)]
    assert [v.id for v in store.data_versions(2022)] == [first[0].id, second[0].id]
    assert second[0].parent == first[0].id


def test_a_fault_in_the_second_batch_stores_nothing(store: Store) -> None:
    good = Batch(2022, [unit("A")], files=[("a.xlsx", b"a")])
    with pytest.raises(UnitsError, match="duplicate_code"):
        store.add_data([good, Batch(2023, [unit("A"), unit("A")])], "An")
    # this one shows only inside the transaction, after the first batch was written
    with pytest.raises(StoreMissing) as error:
        store.add_data([good, Batch(2023, [unit("A")], parent=999)], "An")
    assert (error.value.kind, error.value.numbers) == ("store.no_data", {"id": 999})
    assert store.data_versions(hidden=True) == []
    assert store.files() == []
    assert store.log() == []


def test_text_that_no_database_keeps_is_refused(store: Store) -> None:
    with pytest.raises(StoreInvalid, match=r"store\.bad_text"):
        store.add_data([Batch(2022, [unit("A", name="a\0b")])], "An")
    assert store.data_versions() == []


def test_an_edit_makes_a_new_version_and_says_who_and_why(store: Store) -> None:
    sources = {"A": {"salary": CELL, "support": CELL}}
    [v1] = store.add_data([Batch(2022, [unit("A"), unit("B")], sources, files=[("a.xlsx", b"a")])], "An")
    v2 = store.edit_units(v1.id, [Edit("A", "salary", 850, "đối chiếu kho bạc")], "Bình", "sửa lương")
    assert (v2.number, v2.parent, v2.origin, v2.author, v2.units) == (2, v1.id, EDIT, "Bình", 2)
    assert store.data_rows(v1.id) == [unit("A"), unit("B")]
    assert store.data_rows(v2.id) == [unit("A", salary=850), unit("B")]
    by_hand = store.sources(v2.id, "A")["salary"]
    assert (by_hand.by, by_hand.why, by_hand.file) == ("Bình", "đối chiếu kho bạc", "")
    assert by_hand.at
    assert store.sources(v2.id, "A")["support"] == CELL
    assert [f.name for f in store.data_files(v2.id)] == ["a.xlsx"]


def test_units_are_added_and_taken_out_with_a_reason(store: Store) -> None:
    [v1] = store.add_data([Batch(2022, [unit("A"), unit("B"), unit("C")])], "An")
    edits = [("C", "code", "C9", "mã mới")]
    v2 = store.edit_units(v1.id, edits, "An", added=[unit("D")], removed=["B"], why="sáp nhập")
    assert [row["code"] for row in store.data_rows(v2.id)] == ["A", "C9", "D"]
    assert store.sources(v2.id, "D")["salary"].why == "sáp nhập"
    assert store.sources(v2.id, "C9")["code"].why == "mã mới"
    with pytest.raises(StoreInvalid) as error:
        store.edit_units(v2.id, [("D", "code", "A", "?")], "An")
    assert (error.value.kind, error.value.numbers) == ("store.duplicate_code", {"unit": "A"})
    with pytest.raises(StoreMissing, match=r"store\.no_unit"):
        store.edit_units(v2.id, removed=["B"], author="An")
    with pytest.raises(UnitsError, match="not_a_number"):
        store.edit_units(v2.id, [("A", "salary", "nhiều", "?")], "An")
    assert len(store.data_versions()) == 2


def test_two_edits_of_one_version_conflict_until_the_first_is_hidden(store: Store) -> None:
    [v1] = store.add_data([Batch(2022, [unit("A")])], "An")
    v2 = store.edit_units(v1.id, [("A", "salary", 1, "a")], "An")
    with pytest.raises(StoreConflict) as error:
        store.edit_units(v1.id, [("A", "support", 2, "b")], "Bình")
    assert error.value.kind == "store.data_conflict"
    assert (error.value.numbers["number"], error.value.numbers["current"], error.value.numbers["author"]) == (
        1,
        2,
        "An",
    )
    store.hide_data(v2.id, "An")
    v3 = store.edit_units(v1.id, [("A", "support", 2, "b")], "Bình")
    assert store.data_rows(v3.id) == [unit("A", support=2)]


def test_a_hidden_version_comes_back(store: Store) -> None:
    [v1] = store.add_data([Batch(2022, [unit("A")])], "An")
    store.hide_data(v1.id, "An")
    assert store.data_versions() == []
    [hidden] = store.data_versions(hidden=True)
    assert hidden.hidden_at is not None
    assert store.data_rows(v1.id) == [unit("A")]
    store.restore_data(v1.id, "An")
    assert store.data_versions() == [v1]


def test_a_decided_version_is_not_hidden_but_may_be_gone_on_from(store: Store) -> None:
    [v1] = store.add_data([Batch(2022, [unit("A")])], "An")
    store.decide(v1.id, store.save_scenario("A", 'name = "A"', "An").id, "An")
    with pytest.raises(StoreLocked) as error:
        store.hide_data(v1.id, "An")
    assert (error.value.kind, error.value.numbers) == ("store.data_locked", {"year": 2022, "number": 1})
    assert not store.edit_units(v1.id, [("A", "salary", 1, "sau họp")], "An").locked


def test_the_history_of_a_unit_names_the_versions_that_changed_it(store: Store) -> None:
    [v1] = store.add_data([Batch(2022, [unit("A"), unit("B")])], "An")
    v2 = store.edit_units(v1.id, [("B", "salary", 1, "b")], "An")
    v3 = store.edit_units(v2.id, [("A", "salary", 2, "a")], "Bình")
    [v4] = store.add_data([Batch(2023, [unit("A")])], "An")
    history = store.unit_history("A")
    assert [entry.version.id for entry in history] == [v1.id, v3.id, v4.id]
    assert [entry.row["salary"] for entry in history] == [800, 2, 800]
    assert history[1].sources["salary"].why == "a"
    assert store.unit_history("?") == []


@pytest.mark.parametrize("ask", ["data", "data_rows", "data_version", "all_sources", "findings"])
def test_an_unknown_version_is_named(store: Store, ask: str) -> None:
    with pytest.raises(StoreMissing) as error:
        getattr(store, ask)(7)
    assert (error.value.kind, error.value.numbers) == ("store.no_data", {"id": 7})


def test_the_same_file_is_kept_once(store: Store) -> None:
    first = store.keep_file("a.xlsx", b"same", "An")
    assert store.keep_file("b.xlsx", b"same", "An") == first
    assert [f.name for f in store.files()] == ["a.xlsx"]
    # sha256 of "same", from coreutils
    assert first == "0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5"
    with pytest.raises(StoreMissing, match=r"store\.no_file"):
        store.file("00")


def test_many_writers_at_once_get_a_number_each(store: Store) -> None:
    def add(number: int) -> int:
        return store.add_data([Batch(2022, [unit(f"U{number}")])], "An")[0].number

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(add, range(12))) == list(range(1, 13))


def _city(size: int) -> Batch:
    """Every money column filled, every cell with its source."""
    money = [
        "tuition",
        "users",
        "fees",
        "salary",
        "professional",
        "management",
        "other_spending",
        "support",
        "tasks",
    ]
    money += [
        "compensation",
        "orders",
        "science",
        "service_revenue",
        "service_cost",
        "other_revenue",
        "experts",
    ]
    money += ["fee_work", "provisions", "interest", "contributions"]
    rows = [unit(f"U{i:05}", **dict.fromkeys(money, 1_000_000 + i)) for i in range(size)]
    return Batch(2022, rows, {row["code"]: dict.fromkeys(row, CELL) for row in rows})


def test_a_province_is_stored_and_read(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/store.sqlite3")
    batch = _city(40_000)
    [version] = store.add_data([batch], "An")
    stored = store.data(version.id)
    assert len(stored) == 40_000
    assert int(stored["orders"].sum()) == sum(1_000_000 + i for i in range(40_000))
    store.close()
