"""Moderators, and the log of what they change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "moderators",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", "kind", "who", name="pk_moderators"),
        _belongs_to_space("moderators"),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("undone", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
        _belongs_to_space("changes"),
    )
    op.create_index("ix_changes_space_number", "changes", ["space", "number"])


def _belongs_to_space(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["space"], ["spaces.id"], name=f"fk_{table}_space_spaces", ondelete="CASCADE")
