"""What is due, and what is to be planned, is read from its index in the order in which it is taken."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    on_its_way = sa.text("next_at IS NOT NULL")
    op.drop_index("ix_deliveries_next_at", "deliveries")
    op.create_index(
        "ix_deliveries_next_at",
        "deliveries",
        ["platform", "next_at", "due_at"],
        sqlite_where=on_its_way,
        postgresql_where=on_its_way,
    )
    never = 253_370_764_800_000_000  # bot.state.spaces.NEVER
    op.execute(
        f"UPDATE schedules SET planned_through = {never}"  # noqa: S608 - a number
        " WHERE space IN (SELECT id FROM spaces WHERE left_at IS NOT NULL)"
    )
    active = sa.text("state != 'paused'")
    op.drop_index("ix_schedules_planned_through", "schedules")
    op.create_index(
        "ix_schedules_planned_through",
        "schedules",
        ["planned_through", "space"],
        sqlite_where=active,
        postgresql_where=active,
    )
