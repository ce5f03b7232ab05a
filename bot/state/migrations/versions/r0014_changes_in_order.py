"""The changes of a space have numbers, so that their order does not hang on a clock."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.drop_index("ix_changes_space_at", "changes")
    with op.batch_alter_table("changes") as changes:
        changes.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE changes SET number = counted.place FROM"
        " (SELECT id, row_number() OVER (PARTITION BY space ORDER BY at, id) AS place FROM changes) AS counted"
        " WHERE counted.id = changes.id"
    )
    with op.batch_alter_table("changes") as changes:
        changes.alter_column("number", server_default=None)
    op.create_index("ix_changes_space_number", "changes", ["space", "number"])
