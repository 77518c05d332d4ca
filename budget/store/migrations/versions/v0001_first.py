"""The first tables: data, scenarios, decisions, the office's own, and the log that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column

revision = "0001"
down_revision = None

_TIME = sa.DateTime(timezone=True)
_APPEND_ONLY = ("log", "decisions")


def upgrade() -> None:
    """Tạo các bảng đầu tiên."""
    op.create_table(
        "data_versions",
        Column("id", sa.Integer, nullable=False),
        Column("base_year", sa.Integer, nullable=False),
        Column("number", sa.Integer, nullable=False),
        Column("created_at", _TIME, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("note", sa.Text, nullable=False),
        Column("owner", sa.Text, nullable=False),
        Column("origin", sa.Text, nullable=False),
        Column("parent", sa.Integer, nullable=True),
        Column("units", sa.Integer, nullable=False),
        Column("locked", sa.Boolean, nullable=False),
        Column("hidden_at", _TIME, nullable=True),
        Column("findings", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["parent"], ["data_versions.id"], name="fk_data_versions_parent_data_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_versions"),
        sa.UniqueConstraint("base_year", "number", name="uq_data_versions_base_year_number"),
    )
    op.create_table(
        "files",
        Column("sha256", sa.String(length=64), nullable=False),
        Column("name", sa.Text, nullable=False),
        Column("size", sa.Integer, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("added_at", _TIME, nullable=False),
        Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_files"),
    )
    op.create_table(
        "law_values",
        Column("id", sa.Integer, nullable=False),
        Column("parameter", sa.Text, nullable=False),
        Column("since", sa.Date, nullable=False),
        Column("value", sa.JSON, nullable=False),
        Column("document", sa.Text, nullable=False),
        Column("document_date", sa.Date, nullable=True),
        Column("author", sa.Text, nullable=False),
        Column("entered_at", _TIME, nullable=False),
        Column("withdrawn_at", _TIME, nullable=True),
        Column("withdrawn_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_law_values"),
    )
    op.create_table(
        "log",
        Column("id", sa.Integer, nullable=False),
        Column("at", _TIME, nullable=False),
        Column("who", sa.Text, nullable=False),
        Column("action", sa.Text, nullable=False),
        Column("subject", sa.Text, nullable=False),
        Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log"),
    )
    op.create_index("ix_log_subject", "log", ["subject"])
    op.create_table(
        "mappings",
        Column("shape", sa.Text, nullable=False),
        Column("mapping", sa.JSON, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("saved_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("shape", name="pk_mappings"),
    )
    op.create_table(
        "organisations",
        Column("id", sa.Integer, nullable=False),
        Column("valid_from", sa.Date, nullable=False),
        Column("valid_to", sa.Date, nullable=True),
        Column("name", sa.Text, nullable=False),
        Column("level", sa.Text, nullable=False),
        Column("place", sa.Text, nullable=False),
        Column("superior", sa.Text, nullable=False),
        Column("signatories", sa.JSON, nullable=False),
        Column("chapters", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
        sa.UniqueConstraint("valid_from", name="uq_organisations_valid_from"),
    )
    op.create_table(
        "registry",
        Column("id", sa.Integer, nullable=False),
        Column("code", sa.Text, nullable=False),
        Column("name", sa.Text, nullable=False),
        Column("owner", sa.Text, nullable=False),
        Column("valid_from", sa.Date, nullable=False),
        Column("valid_to", sa.Date, nullable=True),
        Column("renamed_to", sa.Text, nullable=False),
        Column("merged_into", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registry"),
        sa.UniqueConstraint("code", "valid_from", name="uq_registry_code_valid_from"),
    )
    op.create_table(
        "scenarios",
        Column("id", sa.Integer, nullable=False),
        Column("base_year", sa.Integer, nullable=True),
        Column("position", sa.Integer, nullable=False),
        Column("current", sa.Integer, nullable=False),
        Column("locked", sa.Boolean, nullable=False),
        Column("created_at", _TIME, nullable=False),
        Column("deleted_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_scenarios"),
    )
    op.create_table(
        "settings",
        Column("person", sa.Text, nullable=False),
        Column("key", sa.Text, nullable=False),
        Column("value", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("person", "key", name="pk_settings"),
    )
    op.create_table(
        "unit_rows",
        Column("id", sa.Integer, autoincrement=False, nullable=False),
        Column("content", sa.JSON, nullable=False),
        Column("sources", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unit_rows"),
    )
    op.create_table(
        "comparisons",
        Column("id", sa.Integer, nullable=False),
        Column("name", sa.Text, nullable=False),
        Column("scenarios", sa.JSON, nullable=False),
        Column("baseline", sa.Integer, nullable=True),
        Column("settings", sa.JSON, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("saved_at", _TIME, nullable=False),
        Column("deleted_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(["baseline"], ["scenarios.id"], name="fk_comparisons_baseline_scenarios"),
        sa.PrimaryKeyConstraint("id", name="pk_comparisons"),
    )
    op.create_table(
        "exports",
        Column("id", sa.Integer, nullable=False),
        Column("sha256", sa.String(length=64), nullable=False),
        Column("fingerprint", sa.Text, nullable=False),
        Column("kind", sa.Text, nullable=False),
        Column("name", sa.Text, nullable=False),
        Column("data_version", sa.Integer, nullable=True),
        Column("scenario_versions", sa.JSON, nullable=False),
        Column("details", sa.JSON, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("made_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["data_version"], ["data_versions.id"], name="fk_exports_data_version_data_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_fingerprint", "exports", ["fingerprint"])
    op.create_index("ix_exports_sha256", "exports", ["sha256"])
    op.create_table(
        "scenario_versions",
        Column("id", sa.Integer, nullable=False),
        Column("scenario_id", sa.Integer, nullable=False),
        Column("number", sa.Integer, nullable=False),
        Column("parent", sa.Integer, nullable=True),
        Column("name", sa.Text, nullable=False),
        Column("text", sa.Text, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("created_at", _TIME, nullable=False),
        Column("note", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenarios.id"], name="fk_scenario_versions_scenario_id_scenarios"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_scenario_versions"),
        sa.UniqueConstraint("scenario_id", "number", name="uq_scenario_versions_scenario_id_number"),
    )
    op.create_table(
        "version_files",
        Column("version_id", sa.Integer, nullable=False),
        Column("position", sa.Integer, autoincrement=False, nullable=False),
        Column("sha256", sa.String(length=64), nullable=False),
        Column("name", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_version_files_sha256_files"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["data_versions.id"], name="fk_version_files_version_id_data_versions"
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name="pk_version_files"),
    )
    op.create_index("ix_version_files_sha256", "version_files", ["sha256"])
    op.create_table(
        "version_rows",
        Column("version_id", sa.Integer, nullable=False),
        Column("position", sa.Integer, autoincrement=False, nullable=False),
        Column("code", sa.Text, nullable=False),
        Column("row_id", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["row_id"], ["unit_rows.id"], name="fk_version_rows_row_id_unit_rows"),
        sa.ForeignKeyConstraint(
            ["version_id"], ["data_versions.id"], name="fk_version_rows_version_id_data_versions"
        ),
        sa.PrimaryKeyConstraint("version_id", "position", name="pk_version_rows"),
        sa.UniqueConstraint("code", "version_id", name="uq_version_rows_code_version_id"),
    )
    op.create_table(
        "decisions",
        Column("id", sa.Integer, nullable=False),
        Column("data_version", sa.Integer, nullable=False),
        Column("submitted", sa.Integer, nullable=True),
        Column("decided", sa.Integer, nullable=False),
        Column("people", sa.JSON, nullable=False),
        Column("details", sa.JSON, nullable=False),
        Column("author", sa.Text, nullable=False),
        Column("decided_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["data_version"], ["data_versions.id"], name="fk_decisions_data_version_data_versions"
        ),
        sa.ForeignKeyConstraint(
            ["decided"], ["scenario_versions.id"], name="fk_decisions_decided_scenario_versions"
        ),
        sa.ForeignKeyConstraint(
            ["submitted"], ["scenario_versions.id"], name="fk_decisions_submitted_scenario_versions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    for table in _APPEND_ONLY:
        if op.get_bind().dialect.name == "sqlite":
            _keep_in_sqlite(table)
        else:
            _keep_in_postgresql(table)


def _keep_in_sqlite(table: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for action in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} {refuse}")
    # INSERT OR REPLACE deletes without asking the DELETE trigger
    there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - our own table names
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def _keep_in_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )
