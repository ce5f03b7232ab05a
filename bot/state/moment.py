"""How a point in time and a length of time are stored.

Decides for whole microseconds, since 1970 in UTC or of the length, in a 64-bit integer: the same on both engines,
sorted by the index as they are, and without either engine's own ideas about zones.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware datetime outside, microseconds since 1970 inside. A naive datetime raises ValueError."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else stored(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else _read(value)


class Span(TypeDecorator[timedelta]):
    """A timedelta outside, its microseconds inside."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        return None if value is None else value // MICROSECOND

    def process_result_value(self, value: Any | None, dialect: Dialect) -> timedelta | None:
        return None if value is None else value * MICROSECOND


@lru_cache(maxsize=4096)
def _read(value: int) -> datetime:
    """The point in time that an integer stands for. The posts of a day share theirs, so they are kept."""
    return EPOCH + value * MICROSECOND


def stored(moment: datetime) -> int:
    """The integer that stands for `moment`. Raises ValueError for a datetime without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; use datetime.now(UTC)")
    return (moment - EPOCH) // MICROSECOND
