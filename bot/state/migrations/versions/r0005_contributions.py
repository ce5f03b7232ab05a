"""What members suggest, and the library of each group's own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "submissions",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("raised", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("space", "id", name="pk_submissions"),
        sa.UniqueConstraint("space", "item", name="uq_submissions_space_item"),
        _belongs_to_space("submissions"),
    )
    op.create_index("ix_submissions_space_state_sent_at", "submissions", ["space", "state", "sent_at"])
    op.create_index("ix_submissions_space_by", "submissions", ["space", "by"])
    op.create_table(
        "own_libraries",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space", name="pk_own_libraries"),
        _belongs_to_space("own_libraries"),
    )
    op.create_table(
        "blocked",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("space", "fingerprint", name="pk_blocked"),
        _belongs_to_space("blocked"),
    )


def _belongs_to_space(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["space"], ["spaces.id"], name=f"fk_{table}_space_spaces", ondelete="CASCADE")
