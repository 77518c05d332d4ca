"""Nâng cấp cơ sở dữ liệu: the tables are brought up to date on opening, by one process at a time."""

from __future__ import annotations

import threading

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from budget.store.errors import StoreNewer, translated

# Alembic keeps the migration that is running in a variable of its module
_ONE_AT_A_TIME = threading.Lock()


def config() -> Config:
    """Cấu hình Alembic: the migrations that come with the program."""
    result = Config()
    result.set_main_option("script_location", "budget.store:migrations")
    return result


def upgrade(engine: Engine) -> None:
    """Đưa các bảng lên bản mới nhất, all or nothing.

    Raises StoreNewer (newer) when a newer program has been here, and touches nothing; StoreUnavailable.
    """
    settings = config()
    script = ScriptDirectory.from_config(settings)
    place = engine.url.render_as_string()
    with _ONE_AT_A_TIME, translated(place):
        with engine.connect() as connection:
            if _is_current(connection, script, place):
                return
        with engine.execution_options(writes=True).begin() as connection:
            # another process may have been first while this one waited for its turn
            if not _is_current(connection, script, place):
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")


def _is_current(connection: Connection, script: ScriptDirectory, place: str) -> bool:
    found = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if found is not None and found not in known:
        raise StoreNewer("newer", place=place, found=found, known=script.get_current_head())
    return found == script.get_current_head()
