"""What came in a channel is found without a look at all that a space ever got."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    begun = sa.text("channel != ''")
    op.create_index(
        "ix_deliveries_channel",
        "deliveries",
        ["space", "channel", "due_at"],
        sqlite_where=begun,
        postgresql_where=begun,
    )
