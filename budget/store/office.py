"""Của riêng cơ quan: organisation over time, units, settings, values of the law, mappings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, or_, select, update

from budget.store.base import Base, now
from budget.store.codec import columns, exact, identity, one, plain, text
from budget.store.errors import StoreMissing
from budget.store.records import Organisation, OwnLawValue, RegisteredUnit
from budget.store.schema import law_values, mappings, organisations, registry, settings
from budget.store.unchanged import kept


def _put(connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Update the row that has this key, or insert it; writers come one at a time."""
    own = [table.c[name] == value for name, value in key.items()]
    if connection.execute(update(table).where(*own).values(**values)).rowcount == 0:
        connection.execute(insert(table).values(**key, **values))


def _in_force(start: Column[Any], end: Column[Any], on: date) -> tuple[Any, ...]:
    return start <= on, or_(end.is_(None), end >= on)


class Office(Base):
    """Kho của cơ quan."""

    @kept
    def organisation(self, on: date) -> Organisation | None:
        """Cơ quan vào ngày này; None when nothing was entered for it."""
        o = organisations.c
        query = select(*columns(organisations, Organisation)).where(*_in_force(o.valid_from, o.valid_to, on))
        with self._read() as connection:
            row = connection.execute(query.order_by(o.valid_from.desc()).limit(1)).one_or_none()
        return None if row is None else one(Organisation, row)

    def organisations(self) -> list[Organisation]:
        """Cơ quan qua các thời kỳ, oldest first."""
        query = select(*columns(organisations, Organisation)).order_by(organisations.c.valid_from)
        with self._read() as connection:
            return [one(Organisation, row) for row in connection.execute(query)]

    def set_organisation(self, organisation: Organisation, author: str) -> None:
        """Đặt thông tin cơ quan từ `valid_from`, in place of what was set for that day before."""
        values = asdict(organisation)
        since = values.pop("valid_from")
        ends = values.pop("valid_to")
        with self._write() as connection:
            _put(connection, organisations, {"valid_from": since}, plain(values) | {"valid_to": ends})
            about = values | {"valid_from": since, "valid_to": ends}
            self._note(connection, author, "organisation_set", f"organisation:{since}", **about)

    def settings(self, person: str = "") -> dict[str, Any]:
        """Cài đặt của một người: those of everybody (person "") with his own over them."""
        query = select(settings.c.key, settings.c.value).where(settings.c.person.in_(["", text(person)]))
        with self._read() as connection:
            rows = connection.execute(query.order_by(settings.c.person)).all()
        return {row.key: row.value for row in rows}

    def view_of(self, person: str = "") -> dict[str, Any]:
        """Cách xem mà chính người này chọn, nothing of everybody's: whoever gave no name chooses for nobody
        else.
        """
        query = select(settings.c.key, settings.c.value).where(settings.c.person == text(person))
        with self._read() as connection:
            return {row.key: row.value for row in connection.execute(query)}

    def set_settings(self, values: Mapping[str, Any], person: str = "", author: str | None = None) -> None:
        """Lưu cài đặt: these keys, the others stay. `author`: who sets them, without it the person."""
        person = text(person)
        with self._write() as connection:
            for key, value in values.items():
                _put(connection, settings, {"person": person, "key": text(key)}, {"value": plain(value)})
            who = person if author is None else author
            self._note(connection, who, "settings_set", f"settings:{person}", **values)

    def remember_view(self, values: Mapping[str, Any], person: str = "") -> None:
        """Nhớ cách xem của một người, such as the columns of a table: no deed for the log."""
        with self._write() as connection:
            for key, value in values.items():
                place = {"person": text(person), "key": text(key)}
                _put(connection, settings, place, {"value": plain(value)})

    def mapping(self, shape: str) -> dict[str, Any] | None:
        """Cách đọc đã xác nhận cho dạng bảng này, or None."""
        with self._read() as connection:
            found = connection.scalar(select(mappings.c.mapping).where(mappings.c.shape == text(shape)))
        return None if found is None else dict(found)

    def remember_mapping(self, shape: str, mapping: Mapping[str, Any], author: str) -> None:
        """Nhớ cách đọc của dạng bảng này, in place of an older one."""
        with self._write() as connection:
            about = {"mapping": plain(mapping), "author": text(author), "saved_at": now()}
            _put(connection, mappings, {"shape": text(shape)}, about)
            self._note(connection, author, "mapping_set", f"mapping:{shape}", mapping=mapping)

    def forget_mapping(self, shape: str, author: str) -> None:
        """Quên cách đọc của dạng bảng này."""
        with self._write() as connection:
            if connection.execute(delete(mappings).where(mappings.c.shape == text(shape))).rowcount:
                self._note(connection, author, "mapping_forget", f"mapping:{shape}")

    @kept
    def law_values(self, *, withdrawn: bool = False, at: datetime | None = None) -> list[OwnLawValue]:
        """Giá trị riêng của cơ quan, by parameter and day: those that hold now, or held `at` a moment; with
        `withdrawn`, those taken back too.
        """
        query, gone = select(*columns(law_values, OwnLawValue)), law_values.c.withdrawn_at
        if at is not None:
            query = query.where(law_values.c.entered_at <= at)
        if not withdrawn:
            query = query.where(gone.is_(None) if at is None else gone.is_(None) | (gone > at))
        query = query.order_by(law_values.c.parameter, law_values.c.since, law_values.c.id)
        with self._read() as connection:
            return [_law_value(OwnLawValue(*row)) for row in connection.execute(query)]

    def add_law_value(
        self,
        parameter: str,
        since: date,
        value: Any,
        document: str,
        author: str,
        *,
        document_date: date | None = None,
    ) -> OwnLawValue:
        """Nhập giá trị riêng: `value` int, Decimal, text, true, false, lists and tables of them."""
        with self._write() as connection:
            values = {
                "parameter": parameter,
                "since": since,
                "value": plain(value),
                "document": text(document),
            }
            values |= {"document_date": document_date, "author": text(author), "entered_at": now()}
            query = insert(law_values).values(values | {"withdrawn_by": ""})
            row = connection.execute(query.returning(*columns(law_values, OwnLawValue))).one()
            self._note(
                connection, author, "law_add", f"law:{row.id}",
                parameter=parameter, since=since, value=value, document=document,
            )  # fmt: skip
            return _law_value(OwnLawValue(*row))

    def withdraw_law_value(self, value_id: int, author: str) -> None:
        """Rút giá trị riêng; it stays in the history. Raises StoreMissing (no_law_value)."""
        with self._write() as connection:
            there = (law_values.c.id == value_id) & law_values.c.withdrawn_at.is_(None)
            change = update(law_values).where(there).values(withdrawn_at=now(), withdrawn_by=text(author))
            parameter = connection.scalar(change.returning(law_values.c.parameter))
            if parameter is None:
                raise StoreMissing("no_law_value", id=value_id)
            self._note(connection, author, "law_withdraw", f"law:{value_id}", parameter=parameter)

    def registry(self, on: date | None = None) -> list[RegisteredUnit]:
        """Danh mục đơn vị vào một ngày, or of all times, by code and day."""
        query = select(*columns(registry, RegisteredUnit))
        if on is not None:
            query = query.where(*_in_force(registry.c.valid_from, registry.c.valid_to, on))
        with self._read() as connection:
            rows = connection.execute(query.order_by(registry.c.code, registry.c.valid_from))
            return [one(RegisteredUnit, row) for row in rows]

    def register_units(self, units: Iterable[RegisteredUnit], author: str) -> None:
        """Ghi vào danh mục, all or nothing; the same code and `valid_from` again replaces what was there."""
        with self._write() as connection:
            codes = []
            for unit in units:
                values = asdict(unit)
                days = {"valid_to": values.pop("valid_to")}
                key = {"valid_from": values.pop("valid_from"), "code": identity(values.pop("code"))}
                _put(connection, registry, key, plain(values) | days)
                codes.append(key["code"])
            self._note(connection, author, "registry_set", "registry", units=codes)


def _law_value(raw: OwnLawValue) -> OwnLawValue:
    return replace(raw, value=exact(raw.value))
