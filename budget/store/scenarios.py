"""Phương án đã lưu: every change is a version; undo and redo move the pointer; none is lost."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Text, case, cast, exists, func, insert, literal, select, update

from budget.scenario import dump_scenario, parse_scenario
from budget.store.base import Base, now
from budget.store.codec import columns, one, text
from budget.store.errors import StoreConflict, StoreInvalid, StoreLocked, StoreMissing
from budget.store.records import SavedScenario, ScenarioVersion
from budget.store.schema import decisions, log, scenario_versions, scenarios
from budget.store.steps import goes_on
from budget.store.unchanged import kept


@cache
def _saved() -> Select[Any]:
    """All scenarios as they stand, in the order of the fields of SavedScenario. Put together once: every page
    asks for them several times.
    """
    later = scenario_versions.alias()
    child = exists().where(later.c.scenario_id == scenarios.c.id, later.c.parent == scenarios.c.current)
    s, v = scenarios.c, scenario_versions.c
    # undo and redo bring back an older version: saved is then when they did
    steps = log.c.action.in_(("scenario_undo", "scenario_redo"))
    own = log.c.subject == literal("scenario:").concat(cast(s.id, Text))
    step = select(func.max(log.c.at)).where(own, steps).scalar_subquery()
    at = case((step > v.created_at, step), else_=v.created_at)
    saved = (s.id, v.name, v.text, v.number, v.id, v.author, at, v.note)
    marks = (s.base_year, s.position, s.locked, s.deleted_at, v.parent.is_not(None), child)
    return select(*saved, *marks).join(scenario_versions, (v.scenario_id == s.id) & (v.number == s.current))


def find_scenario(connection: Connection, scenario_id: int) -> SavedScenario:
    """Phương án theo mã số, deleted or not. Raises StoreMissing (no_scenario)."""
    row = connection.execute(_saved().where(scenarios.c.id == scenario_id)).one_or_none()
    if row is None:
        raise StoreMissing("no_scenario", id=scenario_id)
    return one(SavedScenario, row)


def _changeable(connection: Connection, scenario_id: int, expected: int | None = None) -> SavedScenario:
    saved = find_scenario(connection, scenario_id)
    if saved.locked:
        raise StoreLocked("scenario_locked", name=saved.name)
    if saved.deleted_at is not None:
        raise StoreMissing("scenario_deleted", name=saved.name, at=saved.deleted_at)
    if expected is not None and expected != saved.number:
        about = {"name": saved.name, "expected": expected, "current": saved.number}
        raise StoreConflict("conflict", **about, author=saved.author, at=saved.saved_at)
    return saved


def _renamed(toml: str, name: str, **others: str) -> str:
    scenario = parse_scenario(toml)
    if scenario.name == name and not others:
        return toml
    renamed = dump_scenario(scenario.model_copy(update={"name": name, **others}))
    parse_scenario(renamed)  # a copy is not checked, and not every text is a name
    return renamed


class Scenarios(Base):
    """Kho phương án."""

    def save_scenario(
        self, name: str, toml: str, author: str, base_year: int | None = None, note: str = ""
    ) -> SavedScenario:
        """Lưu phương án mới, last in the order, under `name` (also in its text). Raises ScenarioError."""
        name = text(name)
        toml = _renamed(text(toml), name)
        with self._write() as connection:
            version = {"name": name, "text": toml, "author": text(author), "note": text(note)}
            saved = self._create(connection, base_year, **version)
            self._note(connection, author, "scenario_save", f"scenario:{saved.id}", name=name, note=note)
            return saved

    def _create(self, connection: Connection, base_year: int | None, **first_version: str) -> SavedScenario:
        last = connection.scalar(select(func.coalesce(func.max(scenarios.c.position), 0))) or 0
        about: dict[str, Any] = {"base_year": base_year, "position": last + 1, "created_at": now()}
        new = insert(scenarios).values(about | {"current": 0, "locked": False}).returning(scenarios.c.id)
        return self._add_version(connection, connection.scalar(new) or 0, None, **first_version)

    @staticmethod
    def _add_version(
        connection: Connection, scenario_id: int, parent: int | None, **version: str
    ) -> SavedScenario:
        """`version`: name, text, author and note."""
        v = scenario_versions.c
        last = select(func.coalesce(func.max(v.number), 0)).where(v.scenario_id == scenario_id)
        number = (connection.scalar(last) or 0) + 1
        place = {"scenario_id": scenario_id, "number": number, "parent": parent, "created_at": now()}
        connection.execute(insert(scenario_versions).values(**place, **version))
        return _point(connection, scenario_id, number)

    def update_scenario(
        self,
        scenario_id: int,
        toml: str,
        author: str,
        note: str = "",
        expected_version: int | None = None,
        *,
        one_step: bool = False,
    ) -> SavedScenario:
        """Lưu thay đổi: a new version that follows the current one; its name is the one in the text.

        The same text again makes no version. With `one_step` the quick edits of one lever are undone
        together: the version follows the one before the first of them. `expected_version`: the number that
        the caller's copy has.
        Raises StoreConflict (conflict) when another version counts by now; StoreLocked (scenario_locked);
        StoreMissing (no_scenario); ScenarioError.
        """
        toml = text(toml)
        name = parse_scenario(toml).name
        with self._write() as connection:
            saved = _changeable(connection, scenario_id, expected_version)
            if toml == saved.text:
                return saved
            version = {"name": name, "text": toml, "author": text(author), "note": text(note)}
            parent = _before(connection, saved, toml, version["author"]) if one_step else saved.number
            after = self._add_version(connection, scenario_id, parent, **version)
            self._log_move(connection, author, "scenario_update", saved, after, note=note)
            return after

    def _log_move(
        self,
        connection: Connection,
        author: str,
        action: str,
        before: SavedScenario,
        after: SavedScenario,
        **details: Any,
    ) -> None:
        about = {"name": after.name, "from": before.number, "to": after.number}
        self._note(connection, author, action, f"scenario:{after.id}", **about, **details)

    def rename_scenario(
        self, scenario_id: int, name: str, author: str, expected_version: int | None = None
    ) -> SavedScenario:
        """Đổi tên: a version like any other, so that it can be undone. Raises as `update_scenario`."""
        name = text(name)
        with self._write() as connection:
            saved = _changeable(connection, scenario_id, expected_version)
            if name == saved.name:
                return saved
            version = {"name": name, "text": _renamed(saved.text, name), "author": text(author), "note": ""}
            after = self._add_version(connection, scenario_id, saved.number, **version)
            self._log_move(connection, author, "scenario_rename", saved, after, old_name=saved.name)
            return after

    def undo(self, scenario_id: int, author: str, expected_version: int | None = None) -> SavedScenario:
        """Hoàn tác: back to the version that the current one was made from.

        Raises StoreInvalid (no_undo) at the first version, and as `update_scenario`.
        """
        v = scenario_versions.c
        with self._write() as connection:
            saved = _changeable(connection, scenario_id, expected_version)
            own = (v.scenario_id == scenario_id) & (v.number == saved.number)
            parent = connection.scalar(select(v.parent).where(own))
            if parent is None:
                raise StoreInvalid("no_undo", name=saved.name)
            after = _point(connection, scenario_id, parent)
            self._log_move(connection, author, "scenario_undo", saved, after)
            return find_scenario(connection, scenario_id)

    def redo(self, scenario_id: int, author: str, expected_version: int | None = None) -> SavedScenario:
        """Làm lại: on to the newest version made from the current one; an older branch stays in the history.

        Raises StoreInvalid (no_redo) at the last version, and as `update_scenario`.
        """
        v = scenario_versions.c
        with self._write() as connection:
            saved = _changeable(connection, scenario_id, expected_version)
            made_from = (v.scenario_id == scenario_id) & (v.parent == saved.number)
            child = connection.scalar(select(func.max(v.number)).where(made_from))
            if child is None:
                raise StoreInvalid("no_redo", name=saved.name)
            after = _point(connection, scenario_id, child)
            self._log_move(connection, author, "scenario_redo", saved, after)
            return find_scenario(connection, scenario_id)

    def duplicate_scenario(self, scenario_id: int, name: str, author: str) -> SavedScenario:
        """Nhân bản dưới tên mới, a locked one too; without the description, which is of the plan that it
        was written for. Raises StoreMissing (no_scenario).
        """
        name = text(name)
        with self._write() as connection:
            saved = find_scenario(connection, scenario_id)
            version = {
                "name": name,
                "text": _renamed(saved.text, name, note=""),
                "author": text(author),
                "note": "",
            }
            copy = self._create(connection, saved.base_year, **version)
            about = {"name": name, "original": saved.id, "from": saved.number, "source_name": saved.name}
            self._note(connection, author, "scenario_duplicate", f"scenario:{copy.id}", **about)
            return copy

    def delete_scenario(self, scenario_id: int, author: str) -> None:
        """Xóa, with a way back (`restore_scenario`). Raises StoreLocked (scenario_locked), StoreMissing."""
        with self._write() as connection:
            if find_scenario(connection, scenario_id).deleted_at is None:
                saved = _changeable(connection, scenario_id)
                self._mark(connection, saved, author, "scenario_delete", deleted_at=now())

    def restore_scenario(self, scenario_id: int, author: str) -> None:
        """Khôi phục phương án đã xóa. Raises StoreMissing (no_scenario)."""
        with self._write() as connection:
            saved = find_scenario(connection, scenario_id)
            if saved.deleted_at is not None:
                self._mark(connection, saved, author, "scenario_restore", deleted_at=None)

    def _mark(
        self, connection: Connection, saved: SavedScenario, author: str, action: str, **marks: Any
    ) -> None:
        connection.execute(update(scenarios).where(scenarios.c.id == saved.id).values(marks))
        self._note(connection, author, action, f"scenario:{saved.id}", name=saved.name, number=saved.number)

    @kept
    def scenarios(self, *, deleted: bool = False) -> list[SavedScenario]:
        """Các phương án in their order; with `deleted`, the deleted ones instead."""
        there = scenarios.c.deleted_at.is_not(None) if deleted else scenarios.c.deleted_at.is_(None)
        query = _saved().where(there).order_by(scenarios.c.position, scenarios.c.id)
        with self._read() as connection:
            return [one(SavedScenario, row) for row in connection.execute(query)]

    @kept
    def scenario(self, scenario_id: int) -> SavedScenario:
        """Một phương án, deleted or not. Raises StoreMissing (no_scenario)."""
        with self._read() as connection:
            return find_scenario(connection, scenario_id)

    def scenario_history(self, scenario_id: int) -> list[ScenarioVersion]:
        """Mọi phiên bản của một phương án, oldest first, those out of reach of redo too."""
        query = select(*columns(scenario_versions, ScenarioVersion))
        query = query.where(scenario_versions.c.scenario_id == scenario_id).order_by(
            scenario_versions.c.number
        )
        with self._read() as connection:
            return [one(ScenarioVersion, row) for row in connection.execute(query)]

    def copied_from(self, scenario_id: int) -> tuple[int, int]:
        """Phương án gốc của một bản sao and the number of its version that was copied: of a copy made as
        such, or of what a meeting decided on in place of what was submitted. (0, 0) for neither.
        """
        made = self.log(1, action="scenario_duplicate", subject=f"scenario:{scenario_id}")
        for line in made:
            return int(line.details["original"]), int(line.details["from"])
        v = scenario_versions.c
        own = select(v.id).where(v.scenario_id == scenario_id)
        submitted = select(decisions.c.submitted).where(decisions.c.decided.in_(own))
        query = select(v.scenario_id, v.number).where(v.id.in_(submitted), v.scenario_id != scenario_id)
        with self._read() as connection:
            row = connection.execute(query.order_by(v.id).limit(1)).one_or_none()
        return (row.scenario_id, row.number) if row else (0, 0)

    def scenario_version(self, version_id: int) -> ScenarioVersion:
        """Một phiên bản phương án theo mã số của nó. Raises StoreMissing (no_scenario)."""
        query = select(*columns(scenario_versions, ScenarioVersion)).where(
            scenario_versions.c.id == version_id
        )
        with self._read() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise StoreMissing("no_scenario", id=version_id)
        return one(ScenarioVersion, row)


def _before(connection: Connection, saved: SavedScenario, toml: str, author: str) -> int:
    """Bản mà một lần sửa theo sau: the current one, or the one before it where the edit only goes on with it
    and nothing was undone.
    """
    v = scenario_versions.c
    query = select(*columns(scenario_versions, ScenarioVersion)).where(v.scenario_id == saved.id)
    current = one(ScenarioVersion, connection.execute(query.order_by(v.number.desc()).limit(1)).one())
    if current.number != saved.number or current.parent is None:
        return saved.number
    text_before = connection.scalar(
        select(v.text).where((v.scenario_id == saved.id) & (v.number == current.parent))
    )
    return current.parent if goes_on(text_before or "", current, toml, author, now()) else saved.number


def _point(connection: Connection, scenario_id: int, number: int) -> SavedScenario:
    """Let a version count; the scenario as it stands then."""
    connection.execute(update(scenarios).where(scenarios.c.id == scenario_id).values(current=number))
    return find_scenario(connection, scenario_id)
