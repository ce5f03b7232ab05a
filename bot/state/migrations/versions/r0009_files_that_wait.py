"""Files that were shown to a moderator and wait to be imported."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("space", name="pk_imports"),
        sa.ForeignKeyConstraint(["space"], ["spaces.id"], name="fk_imports_space_spaces", ondelete="CASCADE"),
    )
    op.create_index("ix_imports_kept_at", "imports", ["kept_at"])
