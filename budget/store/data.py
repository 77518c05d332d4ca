"""Phiên bản dữ liệu: the units of a base year, stored whole, never changed; an edit makes a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from budget.findings import Finding
from budget.store.base import now
from budget.store.codec import columns, identity, one, pack, plain, row_content, text, unpack
from budget.store.errors import StoreLocked, StoreMissing
from budget.store.files import Files, keep
from budget.store.records import Batch, DataVersion, KeptFile, UnitVersion
from budget.store.schema import data_versions, files, unit_rows, version_files, version_rows
from budget.store.unchanged import kept
from budget.units import Source, Units

Member = tuple[str, int]
"""A unit of a version: its code and the id of its row in unit_rows."""
_CHUNK = 2000
"""Rows turned into JSON at a time: bounds the memory of a large import."""


def find_version(connection: Connection, version_id: int) -> DataVersion:
    """Phiên bản dữ liệu theo mã số. Raises StoreMissing (no_data)."""
    query = select(*columns(data_versions, DataVersion)).where(data_versions.c.id == version_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise StoreMissing("no_data", id=version_id)
    return one(DataVersion, row)


def insert_rows(
    connection: Connection, rows: Sequence[Mapping[str, Any]], sources: Mapping[str, Mapping[str, Source]]
) -> list[Member]:
    """Ghi nội dung các đơn vị; `sources` by the code that the row has now."""
    told = {identity(code): cells for code, cells in sources.items()}
    first: int = connection.scalar(select(func.coalesce(func.max(unit_rows.c.id), 0))) or 0
    members: list[Member] = []
    for start in range(0, len(rows), _CHUNK):
        chunk = []
        for row in rows[start : start + _CHUNK]:
            content = row_content(row)
            members.append((identity(content["code"]), first + len(members) + 1))
            packed = pack(told.get(members[-1][0], {}))
            chunk.append({"id": members[-1][1], "content": content, "sources": packed})
        connection.execute(insert(unit_rows), chunk)
    return members


def insert_version(
    connection: Connection,
    members: Sequence[Member],
    kept: Sequence[tuple[str, str]],
    findings: list[dict[str, Any]],
    **about: Any,
) -> DataVersion:
    """Ghi một phiên bản mới: `members` in their order, `kept` the (sha256, name) of its files."""
    last = select(func.coalesce(func.max(data_versions.c.number), 0))
    number = connection.scalar(last.where(data_versions.c.base_year == about["base_year"])) or 0
    values = about | {"number": number + 1, "created_at": now(), "units": len(members), "locked": False}
    query = insert(data_versions).values(**values, findings=findings).returning(data_versions.c.id)
    identity = connection.scalar(query) or 0
    if members:
        rows = [
            {"version_id": identity, "position": position, "code": code, "row_id": row}
            for position, (code, row) in enumerate(members)
        ]
        connection.execute(insert(version_rows), rows)
    if kept:
        places = [
            {"version_id": identity, "position": position, "sha256": sha256, "name": name}
            for position, (sha256, name) in enumerate(kept)
        ]
        connection.execute(insert(version_files), places)
    return find_version(connection, identity)


class Data(Files):
    """Kho phiên bản dữ liệu."""

    def add_data(self, batches: Sequence[Batch], author: str, note: str = "") -> list[DataVersion]:
        """Nạp dữ liệu: one new version a batch, with its files, all or nothing.

        Raises UnitsError for rows that are no units, before anything is stored; StoreMissing (no_data) for an
        unknown parent.
        """
        for batch in batches:
            Units.from_rows(batch.base_year, batch.rows)
        with self._write() as connection:
            return [self._add(connection, batch, author, note) for batch in batches]

    def _add(self, connection: Connection, batch: Batch, author: str, note: str) -> DataVersion:
        if batch.parent is not None:
            find_version(connection, batch.parent)
        kept = [(keep(connection, name, content, author)[0], text(name)) for name, content in batch.files]
        version = insert_version(
            connection,
            insert_rows(connection, batch.rows, batch.sources),
            kept,
            [plain(asdict(finding)) for finding in batch.findings],
            base_year=batch.base_year,
            author=text(author),
            note=text(note),
            owner=text(batch.owner),
            origin=batch.origin,
            parent=batch.parent,
        )
        about = {"year": version.base_year, "number": version.number, "units": version.units}
        names = [name for _, name in kept]
        subject = f"data:{version.id}"
        self._note(
            connection, author, "data_add", subject, **about, origin=batch.origin, files=names, note=note
        )
        return version

    @kept
    def data_versions(self, base_year: int | None = None, *, hidden: bool = False) -> list[DataVersion]:
        """Các phiên bản dữ liệu, by year and number; with `hidden`, those that were taken away too."""
        query = select(*columns(data_versions, DataVersion))
        if base_year is not None:
            query = query.where(data_versions.c.base_year == base_year)
        if not hidden:
            query = query.where(data_versions.c.hidden_at.is_(None))
        query = query.order_by(data_versions.c.base_year, data_versions.c.number)
        with self._read() as connection:
            return [one(DataVersion, row) for row in connection.execute(query)]

    def data_version(self, version_id: int) -> DataVersion:
        """Một phiên bản dữ liệu, hidden or not. Raises StoreMissing (no_data)."""
        with self._read() as connection:
            return find_version(connection, version_id)

    def data(self, version_id: int) -> Units:
        """Các đơn vị của một phiên bản dữ liệu. Raises StoreMissing (no_data)."""
        with self._read() as connection:
            version = find_version(connection, version_id)
            return Units.from_rows(version.base_year, self._rows(connection, version_id))

    def data_rows(self, version_id: int) -> list[dict[str, Any]]:
        """Các dòng như đã nạp, in their order. Raises StoreMissing (no_data)."""
        with self._read() as connection:
            find_version(connection, version_id)
            return list(self._rows(connection, version_id))

    @staticmethod
    def _rows(connection: Connection, version_id: int) -> Iterator[dict[str, Any]]:
        query = (
            select(unit_rows.c.content)
            .join(version_rows, version_rows.c.row_id == unit_rows.c.id)
            .where(version_rows.c.version_id == version_id)
            .order_by(version_rows.c.position)
        )
        yield from connection.scalars(query)

    def all_sources(self, version_id: int) -> dict[str, dict[str, Source]]:
        """Nguồn của mọi số liệu: unit code -> column -> Source. Raises StoreMissing (no_data)."""
        query = (
            select(version_rows.c.code, unit_rows.c.sources)
            .join(unit_rows, version_rows.c.row_id == unit_rows.c.id)
            .where(version_rows.c.version_id == version_id)
            .order_by(version_rows.c.position)
        )
        with self._read() as connection:
            find_version(connection, version_id)
            return {row.code: unpack(row.sources) for row in connection.execute(query)}

    def sources(self, version_id: int, code: str) -> dict[str, Source]:
        """Nguồn các số liệu của một đơn vị, by column. Raises StoreMissing (no_unit)."""
        query = (
            select(unit_rows.c.sources)
            .join(version_rows, version_rows.c.row_id == unit_rows.c.id)
            .where(version_rows.c.version_id == version_id, version_rows.c.code == identity(code))
        )
        with self._read() as connection:
            packed = connection.scalar(query)
        if packed is None:
            raise StoreMissing("no_unit", unit=code, id=version_id)
        return unpack(packed)

    def findings(self, version_id: int) -> list[Finding]:
        """Các phát hiện lúc nạp. Raises StoreMissing (no_data)."""
        query = select(data_versions.c.findings).where(data_versions.c.id == version_id)
        with self._read() as connection:
            found = connection.scalar(query)
        if found is None:
            raise StoreMissing("no_data", id=version_id)
        return [Finding(**item | {"law": tuple(item["law"])}) for item in found]

    def data_files(self, version_id: int) -> list[KeptFile]:
        """Các tệp gốc của một phiên bản dữ liệu, under the names they had in that import."""
        f = files.c
        query = (
            select(f.sha256, version_files.c.name, f.size, f.author, f.added_at)
            .join(files, files.c.sha256 == version_files.c.sha256)
            .where(version_files.c.version_id == version_id)
            .order_by(version_files.c.position)
        )
        with self._read() as connection:
            return [one(KeptFile, row) for row in connection.execute(query)]

    def unit_history(self, code: str) -> list[UnitVersion]:
        """Lịch sử một đơn vị: every version that changed something of it against the one before, by year."""
        query = (
            select(*columns(data_versions, DataVersion), unit_rows.c.content, unit_rows.c.sources)
            .join(version_rows, version_rows.c.version_id == data_versions.c.id)
            .join(unit_rows, unit_rows.c.id == version_rows.c.row_id)
            .where(version_rows.c.code == identity(code), data_versions.c.hidden_at.is_(None))
            .order_by(data_versions.c.base_year, data_versions.c.number)
        )
        history: list[UnitVersion] = []
        before: tuple[Any, ...] = ()
        with self._read() as connection:
            for *version, content, sources in connection.execute(query):
                about = DataVersion(*version)
                if before != (about.base_year, content, sources):
                    history.append(UnitVersion(about, content, unpack(sources)))
                before = about.base_year, content, sources
        return history

    def hide_data(self, version_id: int, author: str) -> None:
        """Bỏ một phiên bản dữ liệu khỏi danh sách; `restore_data` brings it back.

        Raises StoreMissing (no_data); StoreLocked (data_locked) when a decision rests on it.
        """
        with self._write() as connection:
            version = find_version(connection, version_id)
            if version.locked:
                raise StoreLocked("data_locked", year=version.base_year, number=version.number)
            self._set_hidden(connection, version, author, hidden=True)

    def restore_data(self, version_id: int, author: str) -> None:
        """Đưa một phiên bản dữ liệu trở lại danh sách. Raises StoreMissing (no_data)."""
        with self._write() as connection:
            self._set_hidden(connection, find_version(connection, version_id), author, hidden=False)

    def _set_hidden(self, connection: Connection, version: DataVersion, author: str, *, hidden: bool) -> None:
        if (version.hidden_at is not None) == hidden:
            return
        change = update(data_versions).where(data_versions.c.id == version.id)
        connection.execute(change.values(hidden_at=now() if hidden else None))
        about = {"year": version.base_year, "number": version.number}
        action = "data_hide" if hidden else "data_restore"
        self._note(connection, author, action, f"data:{version.id}", **about)
