"""A daily prompt can say by name who set it up."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    name = sa.Column("set_by_name", sa.Text(), nullable=False, server_default="")
    with op.batch_alter_table("schedules") as schedules:
        schedules.add_column(name)
    with op.batch_alter_table("schedules") as schedules:
        schedules.alter_column("set_by_name", server_default=None)
