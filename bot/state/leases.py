"""Which process works on a delivery, and until when.

Decides whose clock says that a lease is over: the database's where several processes share it, since their own may
differ, and this process's own on SQLite, where there is one process.
"""

from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, cast, func, literal, type_coerce

from bot.state.moment import MICROSECOND, Moment

LEASE = timedelta(minutes=3)
"""Longer than a post can take; a process that stops for longer has lost what it held."""


def clock(engine: str, own: ColumnElement[datetime]) -> ColumnElement[datetime]:
    """The time that leases are measured with; `own` is that of this process."""
    if engine == "postgresql":
        return type_coerce(cast(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger), Moment)
    return own


def lease_end(engine: str, own: ColumnElement[datetime]) -> ColumnElement[datetime]:
    """When a lease taken now is over."""
    return clock(engine, own) + literal(LEASE // MICROSECOND, BigInteger)
