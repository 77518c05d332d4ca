"""Alembic runs this for every upgrade; `migrate` hands over the connection in its transaction."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
