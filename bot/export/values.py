"""The values of the format: moments, days, lines of text, ids.

Decides that a value has one spelling and a bound, that a text neither begins nor ends with a space (the library's own
records would drop it, and be empty), and that what pydantic would take beside (`86400` for a day) is none.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError


def _moment(given: object) -> object:
    """A point in time between 2000 and 2100, with its zone: whatever else pydantic would take is none."""
    if isinstance(given, datetime):
        return given
    try:
        found = datetime.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 2000 <= found.year < 2100:
        raise PydanticCustomError("moment", "a moment such as 2026-11-21T09:00:00Z")
    return found.astimezone(UTC)


def _day(given: object) -> object:
    if isinstance(given, date):
        return given
    try:
        found = date.fromisoformat(given) if isinstance(given, str) and _DAY.fullmatch(given) else None
    except ValueError:
        found = None
    if found is None or not 2000 <= found.year < 2100:
        raise PydanticCustomError("day", "a day such as 2026-11-21")
    return found


def _clock(given: object) -> object:
    if isinstance(given, time):
        return given
    if not (isinstance(given, str) and _CLOCK.fullmatch(given)):
        raise PydanticCustomError("clock", "a time of day such as 09:00")
    return time.fromisoformat(given)


_DAY, _CLOCK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")

Moment = Annotated[datetime, BeforeValidator(_moment)]
Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[time, BeforeValidator(_clock), PlainSerializer(lambda at: f"{at:%H:%M}", when_used="json")]

LINE = r"^\S([^\n]*\S)?$"
Line = Annotated[str, StringConstraints(max_length=300, pattern=LINE)]
Key = Annotated[str, StringConstraints(max_length=100, pattern=LINE)]
"""An id of the platform's: a channel's, a role's, a person's."""
MaybeLine = Annotated[str, StringConstraints(max_length=300, pattern=rf"{LINE}|^$")]
MaybeKey = Annotated[str, StringConstraints(max_length=100, pattern=rf"{LINE}|^$")]
MaybeSlug = Annotated[str, StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=40)]
OwnId = Annotated[str, StringConstraints(pattern=r"^OUR-P?[1-9][0-9]{0,3}$")]
Words = Annotated[str, StringConstraints(max_length=1500, pattern=r"^\S([\s\S]*\S)?$")]
Note = Annotated[str, StringConstraints(max_length=2000)]
Seconds = Annotated[int, Field(ge=0, le=100 * 24 * 3600)]
