"""Spaces, settings, drawn, saved, parked, and the installation's id."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "spaces",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_spaces"),
        sa.UniqueConstraint("platform", "key", "generation", name="uq_spaces_platform_key_generation"),
    )
    op.create_index(
        "uq_spaces_present",
        "spaces",
        ["platform", "key"],
        unique=True,
        sqlite_where=sa.text("left_at IS NULL"),
        postgresql_where=sa.text("left_at IS NULL"),
    )
    op.create_index(
        "ix_spaces_left_at",
        "spaces",
        ["left_at"],
        sqlite_where=sa.text("left_at IS NOT NULL"),
        postgresql_where=sa.text("left_at IS NOT NULL"),
    )
    op.create_table(
        "settings",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("space", "scope", "key", name="pk_settings"),
        _belongs_to_space("settings"),
    )
    op.create_table(
        "drawn",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("space", "channel", "item", name="pk_drawn"),
        _belongs_to_space("drawn"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "saved",
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("space", "person", "item", name="pk_saved"),
        _belongs_to_space("saved"),
    )
    op.create_table(
        "parked",
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("space", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("parked_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_parked"),
        _belongs_to_space("parked"),
    )
    op.create_index("ix_parked_parked_at", "parked", ["parked_at"])
    op.create_index("ix_parked_space", "parked", ["space"])


def _belongs_to_space(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["space"], ["spaces.id"], name=f"fk_{table}_space_spaces", ondelete="CASCADE")
