"""What the log of changes says of one channel.

Decides that a change is about a channel where its subject names it or where before or after holds it; and that an
import, which tells of many subjects at once, loses those that are about the channel and keeps the others.
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.changes import IMPORT, Change, Value, changes_of
from bot.state.database import Database
from bot.state.tables import changes


class ChangesOfPlaces:
    """The log, asked about channels."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """The changes that are about this channel."""
        async with self._database.read() as connection:
            return [
                {"at": one.at.isoformat(), "subject": one.subject} for one in await _about(connection, space, channel)
            ]

    async def erase_place(self, space: str, channel: str) -> int:
        """Let go of what the log says of this channel; how many changes said something."""
        async with self._database.write() as connection:
            told = await _about(connection, space, channel)
            for change in told:
                exactly = changes.c.space == space, changes.c.id == change.id
                kept = without(change, channel)
                if kept is None:
                    await connection.execute(delete(changes).where(*exactly))
                else:
                    values = {"before": _dumped(kept.before), "after": _dumped(kept.after)}
                    await connection.execute(update(changes).where(*exactly).values(**values))
        return len(told)


def is_about(change: Change, channel: str) -> bool:
    """Whether the change says anything of the channel with this id."""
    return _names(change.subject, channel) or _holds(change.before, channel) or _holds(change.after, channel)


def without(change: Change, channel: str) -> Change | None:
    """The change without what it says of the channel; None where nothing is left."""
    match change.before, change.after:
        case dict(before), dict(after) if change.subject == IMPORT:
            told = set(_told(before, channel)) | set(_told(after, channel))
            kept = replace(change, before=_but(before, told), after=_but(after, told))
            return kept if kept.before or kept.after else None
        case _:
            return None if is_about(change, channel) else change


async def _about(connection: AsyncConnection, space: str, channel: str) -> list[Change]:
    # The database narrows it down; whether it is the id and not a part of a word is read from the values.
    columns = changes.c.subject, changes.c.before, changes.c.after
    near = or_(*(column.contains(channel, autoescape=True) for column in columns))
    rows = await connection.execute(select(changes).where(changes.c.space == space, near).order_by(changes.c.number))
    return [one for one in changes_of(rows.mappings()) if is_about(one, channel)]


def _told(part: dict[str, Value], channel: str) -> Iterable[str]:
    return (subject for subject, value in part.items() if _names(subject, channel) or _holds(value, channel))


def _but(part: dict[str, Value], told: set[str]) -> dict[str, Value]:
    return {subject: value for subject, value in part.items() if subject not in told}


def _names(subject: str, channel: str) -> bool:
    return subject.startswith("setting ") and subject.split(" ")[2:] == [channel]


def _holds(value: Value, channel: str) -> bool:
    match value:
        case dict():
            return any(_told(value, channel))
        case list():
            return any(_holds(part, channel) for part in value)
        case _:
            return value == channel


def _dumped(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)
