"""Which process works on a delivery, and until when.

Decides whose clock says that a lease is over: the database's where several processes share it, since their own may
differ, and this process's own on SQLite, where there is one process.
"""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, cast, func, literal
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.moment import MICROSECOND, stored

LEASE = timedelta(minutes=3)
"""Longer than a post can take; a process that stops for longer has lost what it held."""


def clock(connection: AsyncConnection, now: datetime) -> ColumnElement[int]:
    """The time that leases are measured with, in microseconds since 1970."""
    if connection.dialect.name == "postgresql":
        return cast(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
    return literal(stored(now), BigInteger)


def lease_end(connection: AsyncConnection, now: datetime) -> ColumnElement[int]:
    """When a lease taken now is over."""
    return clock(connection, now) + literal(LEASE // MICROSECOND, BigInteger)
