"""What is over is found by when it was due; what a schedule has, by its space, in whose order all is written."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    over = sa.text("next_at IS NULL")
    op.drop_index("ix_deliveries_schedule_due_at", "deliveries")
    op.create_index("ix_deliveries_due_at", "deliveries", ["due_at"], sqlite_where=over, postgresql_where=over)
