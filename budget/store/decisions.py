"""So sánh đã lưu, quyết định đã chốt, tệp đã xuất: what the office keeps of its work on the scenarios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from budget.store.base import Base, now
from budget.store.codec import columns, one, plain, text
from budget.store.data import find_version
from budget.store.errors import StoreConflict, StoreMissing
from budget.store.records import Decision, Export, MadeFile, SavedComparison
from budget.store.scenarios import find_scenario
from budget.store.schema import comparisons, data_versions, decisions, exports, scenarios
from budget.store.unchanged import kept


class Decisions(Base):
    """Kho so sánh, quyết định và tệp đã xuất."""

    def save_comparison(
        self,
        name: str,
        scenario_ids: Sequence[int],
        author: str,
        *,
        baseline: int | None = None,
        settings: Mapping[str, Any] | None = None,
        comparison_id: int | None = None,
    ) -> SavedComparison:
        """Lưu bảng so sánh, a new one or over `comparison_id`; baseline None is the status quo.

        Raises StoreMissing (no_scenario, no_comparison).
        """
        with self._write() as connection:
            for number in [*scenario_ids, *([] if baseline is None else [baseline])]:
                find_scenario(connection, number)
            values: dict[str, Any] = {
                "name": text(name),
                "scenarios": list(scenario_ids),
                "baseline": baseline,
            }
            values |= {"settings": plain(settings or {}), "author": text(author), "saved_at": now()}
            if comparison_id is None:
                query = insert(comparisons).values(values).returning(comparisons.c.id)
                comparison_id = connection.scalar(query) or 0
            else:
                connection.execute(
                    update(comparisons).where(comparisons.c.id == comparison_id).values(values)
                )
            saved = _comparison(connection, comparison_id)
            self._note(
                connection, author, "comparison_save", f"comparison:{saved.id}",
                name=saved.name, scenarios=saved.scenarios, baseline=baseline,
            )  # fmt: skip
            return saved

    def delete_comparison(self, comparison_id: int, author: str) -> None:
        """Xóa bảng so sánh, with a way back. Raises StoreMissing (no_comparison)."""
        self._set_deleted(comparison_id, author, deleted=True)

    def restore_comparison(self, comparison_id: int, author: str) -> None:
        """Khôi phục bảng so sánh đã xóa. Raises StoreMissing (no_comparison)."""
        self._set_deleted(comparison_id, author, deleted=False)

    def _set_deleted(self, comparison_id: int, author: str, *, deleted: bool) -> None:
        with self._write() as connection:
            saved = _comparison(connection, comparison_id)
            if (saved.deleted_at is not None) == deleted:
                return
            change = update(comparisons).where(comparisons.c.id == comparison_id)
            connection.execute(change.values(deleted_at=now() if deleted else None))
            action = "comparison_delete" if deleted else "comparison_restore"
            self._note(connection, author, action, f"comparison:{comparison_id}", name=saved.name)

    def comparisons(self, *, deleted: bool = False) -> list[SavedComparison]:
        """Các bảng so sánh đã lưu, by name; with `deleted`, the deleted ones instead."""
        there = comparisons.c.deleted_at.is_not(None) if deleted else comparisons.c.deleted_at.is_(None)
        query = select(*columns(comparisons, SavedComparison)).where(there)
        with self._read() as connection:
            found = connection.execute(query.order_by(comparisons.c.name, comparisons.c.id))
            return [one(SavedComparison, row) for row in found]

    def decide(
        self,
        data_version: int,
        scenario_id: int,
        author: str,
        *,
        submitted: int | None = None,
        people: Sequence[str] = (),
        details: Mapping[str, Any] | None = None,
        expected_version: int | None = None,
    ) -> Decision:
        """Chốt phương án: locks the data version and the scenario as they stand and writes the record.

        `submitted`: id of the scenario version that was put before the meeting; `details`: how the decision
        differs from it, in names and figures. Raises StoreMissing (no_data, no_scenario); StoreConflict
        (conflict) when another version of the scenario counts than `expected_version`.
        """
        with self._write() as connection:
            data = find_version(connection, data_version)
            saved = find_scenario(connection, scenario_id)
            if expected_version not in {None, saved.number}:
                about = {"name": saved.name, "expected": expected_version, "current": saved.number}
                raise StoreConflict("conflict", **about, author=saved.author, at=saved.saved_at)
            connection.execute(update(data_versions).where(data_versions.c.id == data.id).values(locked=True))
            connection.execute(update(scenarios).where(scenarios.c.id == saved.id).values(locked=True))
            values: dict[str, Any] = {
                "data_version": data.id,
                "submitted": submitted,
                "decided": saved.version_id,
            }
            values |= {"people": plain(people), "details": plain(details or {})}
            values |= {"author": text(author), "decided_at": now()}
            query = insert(decisions).values(values).returning(*columns(decisions, Decision))
            decision = one(Decision, connection.execute(query).one())
            self._note(
                connection, author, "decide", f"decision:{decision.id}",
                name=saved.name, version=saved.number, year=data.base_year, number=data.number, people=people,
                decided_year=decision.details.get("year"), changes=decision.details.get("changes", ()),
            )  # fmt: skip
            return decision

    @kept
    def decisions(self) -> list[Decision]:
        """Các quyết định đã chốt, newest first."""
        query = select(*columns(decisions, Decision)).order_by(decisions.c.id.desc())
        with self._read() as connection:
            return [one(Decision, row) for row in connection.execute(query)]

    def add_export(
        self,
        sha256: str,
        fingerprint: str,
        kind: str,
        name: str,
        author: str,
        *,
        data_version: int | None = None,
        scenario_versions: Sequence[int] = (),
        details: Mapping[str, Any] | None = None,
    ) -> Export:
        """Ghi nhận một tệp đã xuất: `kind` such as xlsx; its bytes are kept with `keep_file`, if at all."""
        file = MadeFile(
            sha256, fingerprint, kind, name, data_version, tuple(scenario_versions), details or {}
        )
        return self.add_exports([file], author)

    def add_exports(self, files: Sequence[MadeFile], author: str) -> Export:
        """Ghi nhận các tệp của một bộ at once, the set itself last, which alone the log names and which is
        given back. Raises ValueError for no files.
        """
        if not files:
            raise ValueError("a set of no files")
        with self._write() as connection:
            moment, made = now(), []
            for file in files:
                values: dict[str, Any] = {
                    "sha256": file.sha256,
                    "fingerprint": file.fingerprint,
                    "kind": file.kind,
                    "name": text(file.name),
                }
                values |= {
                    "data_version": file.data_version,
                    "scenario_versions": list(file.scenario_versions),
                }
                values |= {"details": plain(file.details), "author": text(author), "made_at": moment}
                query = insert(exports).values(values).returning(*columns(exports, Export))
                made.append(one(Export, connection.execute(query).one()))
            export = made[-1]
            about = {"name": export.name, "kind": export.kind, "fingerprint": export.fingerprint}
            about["plan"] = text(export.details.get("plan", ""))
            self._note(connection, author, "export", f"export:{export.id}", **about)
            return export

    def exports(self, *, sha256: str | None = None, fingerprint: str | None = None) -> list[Export]:
        """Các tệp đã xuất, newest first: all, or those with this SHA-256 or this fingerprint."""
        query = select(*columns(exports, Export)).order_by(exports.c.id.desc())
        if sha256 is not None:
            query = query.where(exports.c.sha256 == sha256)
        if fingerprint is not None:
            query = query.where(exports.c.fingerprint == fingerprint)
        with self._read() as connection:
            return [one(Export, row) for row in connection.execute(query)]


def _comparison(connection: Connection, comparison_id: int) -> SavedComparison:
    query = select(*columns(comparisons, SavedComparison)).where(comparisons.c.id == comparison_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise StoreMissing("no_comparison", id=comparison_id)
    return one(SavedComparison, row)
