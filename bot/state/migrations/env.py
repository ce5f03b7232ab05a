"""How Alembic runs a migration here; it loads this file by its path.

Decides for one transaction per migration, on SQLite too, and for a look at every reference before it is
committed.
"""

from collections.abc import Collection, Mapping
from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo

from bot.state.examine import VERSION_TABLE
from bot.state.tables import metadata


def references_hold(
    ctx: MigrationContext, step: MigrationInfo, heads: Collection[Any], run_args: Mapping[str, Any]
) -> None:
    """Refuse a step that leaves a row without the row it refers to; called inside the step's transaction."""
    connection = ctx.connection
    if connection is not None and connection.dialect.name == "sqlite":
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
        if loose is not None:
            raise RuntimeError(f"{step} leaves rows of “{loose[0]}” that refer to nothing.")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=True,
    on_version_apply=references_hold,
)
with context.begin_transaction():
    context.run_migrations()
