"""Sửa tay dữ liệu: cells with their reason, units added and taken out; what was before stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from budget.store.base import now
from budget.store.codec import identity, plain, text, unpack
from budget.store.data import Data, Member, find_version, insert_rows, insert_version
from budget.store.errors import StoreConflict, StoreInvalid, StoreMissing
from budget.store.records import EDIT, DataVersion, Edit
from budget.store.schema import data_versions, unit_rows, version_files, version_rows
from budget.units import Source, Units

Rows = dict[str, dict[str, Any]]
Sources = dict[str, dict[str, Source]]
_CHUNK = 500
"""Ids in one question: databases bound the number of parameters."""


class Edits(Data):
    """Sửa dữ liệu."""

    def edit_units(
        self,
        version_id: int,
        edits: Iterable[Edit | tuple[str, str, Any, str]] = (),
        author: str = "",
        note: str = "",
        *,
        added: Sequence[Mapping[str, Any]] = (),
        removed: Iterable[str] = (),
        why: str = "",
    ) -> DataVersion:
        """Sửa dữ liệu: a new version that differs from `version_id` in these cells and units only.

        `edits`: (code, column, value, why); the Source of each becomes who, when and why. `added`: rows
        of new units, `removed`: codes of units taken out, both for the reason `why`. Raises StoreMissing
        (no_data, no_unit); StoreConflict (data_conflict) when another edit of this version is there already:
        edit that one, or hide it first; StoreInvalid (duplicate_code); UnitsError for values that are none.
        """
        changes, gone = [Edit(*edit) for edit in edits], {identity(code) for code in removed}
        with self._write() as connection:
            parent = find_version(connection, version_id)
            _check_newest(connection, parent)
            members = _members(connection, version_id)
            _check_known(parent, [change.code for change in changes] + sorted(gone), members)
            by = Source(by=text(author), at=now().isoformat(timespec="seconds"), why=text(why))
            rows, sources, olds = _changed(connection, members, changes, by)
            new = [dict(row) for row in added]
            # a sheet of sources for each row, by the code that it has from now on
            told = {rows[code]["code"]: cells for code, cells in sources.items()}
            told |= {row["code"]: dict.fromkeys(row, by) for row in new}
            Units.from_rows(parent.base_year, [*rows.values(), *new])
            written = insert_rows(connection, [*rows.values(), *new], told)
            replaced = dict(zip(rows, written, strict=False))
            after = [replaced.get(code, (code, row)) for code, row in members.items() if code not in gone]
            after += written[len(rows) :]
            _check_codes(after)
            version = insert_version(
                connection,
                after,
                _files(connection, version_id),
                connection.scalar(select(data_versions.c.findings).where(data_versions.c.id == version_id))
                or [],
                base_year=parent.base_year,
                author=text(author),
                note=text(note),
                owner=parent.owner,
                origin=EDIT,
                parent=version_id,
            )
            self._note(
                connection, author, "data_edit", f"data:{version.id}",
                year=version.base_year, number=version.number, parent=parent.number, note=note,
                edits=[plain({**c._asdict(), "old": old}) for c, old in zip(changes, olds, strict=True)],
                added=[row["code"] for row in new], removed=sorted(gone), why=why,
            )  # fmt: skip
            return version


def _check_newest(connection: Connection, parent: DataVersion) -> None:
    """Two edits of one version would each lack the other's changes."""
    query = (
        select(data_versions.c.number, data_versions.c.author, data_versions.c.created_at)
        .where(data_versions.c.parent == parent.id, data_versions.c.hidden_at.is_(None))
        .order_by(data_versions.c.number.desc())
    )
    child = connection.execute(query).first()
    if child is not None:
        about = {"year": parent.base_year, "number": parent.number, "current": child.number}
        raise StoreConflict("data_conflict", **about, author=child.author, at=child.created_at)


def _members(connection: Connection, version_id: int) -> dict[str, int]:
    query = (
        select(version_rows.c.code, version_rows.c.row_id)
        .where(version_rows.c.version_id == version_id)
        .order_by(version_rows.c.position)
    )
    return {row.code: row.row_id for row in connection.execute(query)}


def _check_known(parent: DataVersion, codes: Iterable[str], members: Mapping[str, int]) -> None:
    for code in codes:
        if identity(code) not in members:
            raise StoreMissing(
                "no_unit", unit=code, year=parent.base_year, number=parent.number, id=parent.id
            )


def _changed(
    connection: Connection, members: Mapping[str, int], changes: Sequence[Edit], by: Source
) -> tuple[Rows, Sources, list[Any]]:
    """Rows and sources of the units that change, by their code until now; the value before each change."""
    codes = {members[identity(change.code)]: identity(change.code) for change in changes}
    rows: Rows = {}
    sources: Sources = {}
    ids = list(codes)
    for start in range(0, len(ids), _CHUNK):
        query = select(unit_rows).where(unit_rows.c.id.in_(ids[start : start + _CHUNK]))
        for row in connection.execute(query):
            rows[codes[row.id]], sources[codes[row.id]] = row.content, unpack(row.sources)
    olds = []
    for code, column, value, why in changes:
        olds.append(rows[identity(code)].get(column))
        rows[identity(code)][column] = value
        sources[identity(code)][column] = Source(by=by.by, at=by.at, why=text(why))
    return rows, sources, olds


def _check_codes(members: Sequence[Member]) -> None:
    seen: set[str] = set()
    for code, _ in members:
        if code in seen:
            raise StoreInvalid("duplicate_code", unit=code)
        seen.add(code)


def _files(connection: Connection, version_id: int) -> list[tuple[str, str]]:
    query = (
        select(version_files.c.sha256, version_files.c.name)
        .where(version_files.c.version_id == version_id)
        .order_by(version_files.c.position)
    )
    return [(row.sha256, row.name) for row in connection.execute(query)]
