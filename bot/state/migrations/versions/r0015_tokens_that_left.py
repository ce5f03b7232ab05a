"""A token is looked for once its delivery was begun, so that only those are in the index."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    with op.batch_alter_table("deliveries") as deliveries:
        deliveries.drop_constraint("uq_deliveries_token", type_="unique")
        # On SQLite the table is made anew; so it is to the letter as one that was made just now.
        deliveries.drop_constraint("uq_deliveries_space_schedule_kind_day", type_="unique")
        deliveries.create_unique_constraint(
            "uq_deliveries_space_schedule_kind_day", ["space", "schedule", "kind", "day"]
        )
    begun = sa.text("attempt > 0")
    op.create_index(
        "uq_deliveries_token", "deliveries", ["token"], unique=True, sqlite_where=begun, postgresql_where=begun
    )
