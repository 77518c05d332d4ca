"""Nâng cấp cơ sở dữ liệu: the tables are brought up to date on opening, by one process at a time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from budget.store.errors import StoreNewer, translated

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

HEAD = "0001"
"""Bản mới nhất của các bảng: the last of the migrations. Tables that are there already need no Alembic, which
is slow to load.
"""

# Alembic keeps the migration that is running in a variable of its module
_ONE_AT_A_TIME = threading.Lock()


def config() -> Config:
    """Cấu hình Alembic: the migrations that come with the program."""
    from alembic.config import Config  # noqa: PLC0415

    result = Config()
    result.set_main_option("script_location", "budget.store:migrations")
    return result


def upgrade(engine: Engine) -> None:
    """Đưa các bảng lên bản mới nhất, all or nothing.

    Raises StoreNewer (newer) when a newer program has been here, and touches nothing; StoreUnavailable.
    """
    place = engine.url.render_as_string()
    with translated(place):
        with engine.connect() as connection:
            if _revision(connection) == HEAD:
                return
        with _ONE_AT_A_TIME:
            _migrate(engine, place)


def _migrate(engine: Engine, place: str) -> None:
    from alembic import command  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    settings = config()
    script = ScriptDirectory.from_config(settings)
    with engine.connect() as connection:
        if _is_current(connection, script, place):
            return
    with engine.execution_options(writes=True).begin() as connection:
        # another process may have been first while this one waited for its turn
        if not _is_current(connection, script, place):
            settings.attributes["connection"] = connection
            command.upgrade(settings, "head")


def _is_current(connection: Connection, script: ScriptDirectory, place: str) -> bool:
    found = _revision(connection)
    known = {revision.revision for revision in script.walk_revisions()}
    if found is not None and found not in known:
        raise StoreNewer("newer", place=place, found=found, known=script.get_current_head())
    return found == script.get_current_head()


def _revision(connection: Connection) -> str | None:
    """Bản của các bảng đang có; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
