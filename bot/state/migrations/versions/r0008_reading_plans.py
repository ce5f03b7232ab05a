"""The reading plan of a group, and how far people have come in it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", name="pk_plans"),
        _belongs_to_space("plans"),
    )
    op.create_table(
        "reached",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("space", "person", name="pk_reached"),
        _belongs_to_space("reached"),
    )


def _belongs_to_space(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["space"], ["spaces.id"], name=f"fk_{table}_space_spaces", ondelete="CASCADE")
