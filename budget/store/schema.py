"""Các bảng của kho dữ liệu: the tables as they stand after all migrations; a test holds the two equal."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Time(TypeDecorator[datetime]):
    """Thời điểm: always UTC, in and out with its zone; SQLite itself would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without a zone is a fault of the caller."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _json(name: str) -> Column[object]:
    return Column(name, JSON, nullable=False)


def _time(name: str, *, nullable: bool = False) -> Column[datetime]:
    return Column(name, Time, nullable=nullable)


log = Table(
    "log", metadata, _id(), _time("at"), _text("who"), _text("action"), _text("subject"), _json("details"),
    Index(None, "subject"),
)  # fmt: skip

organisations = Table(
    "organisations", metadata, _id(),
    Column("valid_from", Date, nullable=False, unique=True), Column("valid_to", Date),
    _text("name"), _text("level"), _text("place"), _text("superior"), _json("signatories"), _json("chapters"),
)  # fmt: skip

settings = Table(
    "settings", metadata,
    Column("person", Text, primary_key=True), Column("key", Text, primary_key=True), _json("value"),
)  # fmt: skip

files = Table(
    "files", metadata, Column("sha256", String(64), primary_key=True),
    _text("name"), _whole("size"), _text("author"), _time("added_at"),
    Column("content", LargeBinary, nullable=False),
)  # fmt: skip

data_versions = Table(
    "data_versions", metadata, _id(), _whole("base_year"), _whole("number"), _time("created_at"),
    _text("author"), _text("note"), _text("owner"), _text("origin"),
    Column("parent", ForeignKey("data_versions.id")), _whole("units"),
    Column("locked", Boolean, nullable=False), _time("hidden_at", nullable=True), _json("findings"),
    UniqueConstraint("base_year", "number"),
)  # fmt: skip

# what is known of a unit, never changed: versions that do not differ in a unit share its row
unit_rows = Table(
    "unit_rows", metadata, Column("id", Integer, primary_key=True, autoincrement=False),
    _json("content"), _json("sources"),
)  # fmt: skip

version_rows = Table(
    "version_rows", metadata,
    Column("version_id", ForeignKey("data_versions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    _text("code"), Column("row_id", ForeignKey("unit_rows.id"), nullable=False),
    UniqueConstraint("code", "version_id"),
)  # fmt: skip

version_files = Table(
    "version_files", metadata,
    Column("version_id", ForeignKey("data_versions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sha256", ForeignKey("files.sha256"), nullable=False), _text("name"),
    Index(None, "sha256"),
)  # fmt: skip

# `current` is the number of the version that counts: undo and redo move it, versions stay
scenarios = Table(
    "scenarios", metadata, _id(), Column("base_year", Integer), _whole("position"), _whole("current"),
    Column("locked", Boolean, nullable=False), _time("created_at"), _time("deleted_at", nullable=True),
)  # fmt: skip

# `parent` is the number of the version that this one was made from, null for the first
scenario_versions = Table(
    "scenario_versions", metadata, _id(), Column("scenario_id", ForeignKey("scenarios.id"), nullable=False),
    _whole("number"), Column("parent", Integer), _text("name"), _text("text"),
    _text("author"), _time("created_at"), _text("note"),
    UniqueConstraint("scenario_id", "number"),
)  # fmt: skip

comparisons = Table(
    "comparisons", metadata, _id(), _text("name"), _json("scenarios"),
    Column("baseline", ForeignKey("scenarios.id")), _json("settings"),
    _text("author"), _time("saved_at"), _time("deleted_at", nullable=True),
)  # fmt: skip

decisions = Table(
    "decisions", metadata, _id(), Column("data_version", ForeignKey("data_versions.id"), nullable=False),
    Column("submitted", ForeignKey("scenario_versions.id")),
    Column("decided", ForeignKey("scenario_versions.id"), nullable=False),
    _json("people"), _json("details"), _text("author"), _time("decided_at"),
)  # fmt: skip

exports = Table(
    "exports", metadata, _id(), Column("sha256", String(64), nullable=False), _text("fingerprint"),
    _text("kind"), _text("name"), Column("data_version", ForeignKey("data_versions.id")),
    _json("scenario_versions"), _json("details"), _text("author"), _time("made_at"),
    Index(None, "sha256"), Index(None, "fingerprint"),
)  # fmt: skip

mappings = Table(
    "mappings", metadata, Column("shape", Text, primary_key=True), _json("mapping"),
    _text("author"), _time("saved_at"),
)  # fmt: skip

law_values = Table(
    "law_values", metadata, _id(), _text("parameter"), Column("since", Date, nullable=False), _json("value"),
    _text("document"), Column("document_date", Date), _text("author"), _time("entered_at"),
    _time("withdrawn_at", nullable=True), _text("withdrawn_by"),
)  # fmt: skip

registry = Table(
    "registry", metadata, _id(), _text("code"), _text("name"), _text("owner"),
    Column("valid_from", Date, nullable=False), Column("valid_to", Date),
    _text("renamed_to"), _text("merged_into"),
    UniqueConstraint("code", "valid_from"),
)  # fmt: skip
