"""Live sessions: the floor, the agenda, and what the minutes are made from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("stirred_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("host_name", sa.Text(), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("per_turn", sa.BigInteger(), nullable=False),
        sa.Column("pings", sa.Boolean(), nullable=False),
        sa.Column("clock_spent", sa.BigInteger(), nullable=False),
        sa.Column("clock_since", sa.BigInteger(), nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("arrivals", sa.Integer(), nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("speaker_about", sa.Text(), nullable=False),
        sa.Column("speaker_replies", sa.Boolean(), nullable=False),
        sa.Column("speaker_spent", sa.BigInteger(), nullable=False),
        sa.Column("speaker_since", sa.BigInteger(), nullable=True),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("board", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space", "id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["space"], ["spaces.id"], name="fk_sessions_space_spaces", ondelete="CASCADE"),
    )
    runs = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_sessions_running",
        "sessions",
        ["space", "channel", "thread"],
        unique=True,
        sqlite_where=runs,
        postgresql_where=runs,
    )
    op.create_index("ix_sessions_ended_at", "sessions", ["ended_at"])
    _part(
        "session_hands",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("replied", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("placed", sa.Integer(), nullable=False),
    )
    _part(
        "session_voices",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("replies", sa.Integer(), nullable=False),
        sa.Column("spoken", sa.BigInteger(), nullable=False),
        sa.Column("replied_in", sa.Integer(), nullable=False),
        sa.Column("attends", sa.Boolean(), nullable=False),
    )
    _part(
        "session_items",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("is_done", sa.Boolean(), nullable=False),
    )
    _part(
        "session_log",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
    )


def _part(table: str, key: "sa.Column[str] | sa.Column[int]", *columns: "sa.Column[object]") -> None:
    """A table whose rows belong to a session and go with it."""
    op.create_table(
        table,
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        key,
        *columns,
        sa.PrimaryKeyConstraint("space", "session", key.name, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["space", "session"],
            ["sessions.space", "sessions.id"],
            name=f"fk_{table}_session_sessions",
            ondelete="CASCADE",
        ),
    )
