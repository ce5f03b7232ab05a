"""What a button stands for, and a notice that went to somebody directly, are found by the person whose they are.

Of what was parked before nobody is known any more; it is gone within thirty days.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NEW = (("parked", "by"), ("parked", "said_by"), ("deliveries", "reader"))


def upgrade() -> None:
    for table, name in NEW:
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as changed:
            changed.alter_column(name, server_default=None)
