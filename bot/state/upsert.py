"""Inserting a row that may be there already.

Decides where the two engines' dialects differ in spelling but not in meaning, so that no store asks which
it is on.
"""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection


def upsert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that understands `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return upsert_on(connection.dialect.name, table)


def upsert_on(engine: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """The same, for the engine of that name: for a statement that is made once."""
    return postgresql.insert(table) if engine == "postgresql" else sqlite.insert(table)
