"""The daily prompt: what is scheduled, and what became of each day."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "schedules",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("pauses", sa.Text(), nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.Column("order", sa.Text(), nullable=False),
        sa.Column("at_end", sa.Text(), nullable=False),
        sa.Column("opens_thread", sa.Boolean(), nullable=False),
        sa.Column("pins", sa.Boolean(), nullable=False),
        sa.Column("ping", sa.Text(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("on_unknown", sa.Text(), nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("locks", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("round_began", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("failing", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("planned_through", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("set_in", sa.Text(), nullable=False),
        sa.Column("set_by_name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", "id", name="pk_schedules"),
        _belongs_to_space("schedules"),
        sqlite_with_rowid=False,
    )
    active = sa.text("state != 'paused'")
    op.create_index(
        "ix_schedules_planned_through",
        "schedules",
        ["planned_through", "space"],
        sqlite_where=active,
        postgresql_where=active,
    )
    op.create_table(
        "deliveries",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("schedule", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.BigInteger(), nullable=True),
        sa.Column("looked", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Text(), nullable=False),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", "schedule", "kind", "day", name="pk_deliveries"),
        _belongs_to_space("deliveries"),
    )
    _index("uq_deliveries_token", ["token"], "attempt > 0", unique=True)
    _index("ix_deliveries_next_at", ["platform", "next_at", "due_at"], "next_at IS NOT NULL")
    _index("ix_deliveries_due_at", ["due_at"], "next_at IS NULL")
    _index("ix_deliveries_channel", ["space", "channel", "due_at"], "channel != ''")


def _index(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    only = sa.text(where)
    op.create_index(name, "deliveries", columns, unique=unique, sqlite_where=only, postgresql_where=only)


def _belongs_to_space(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["space"], ["spaces.id"], name=f"fk_{table}_space_spaces", ondelete="CASCADE")
