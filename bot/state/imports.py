"""Files that were shown and wait for somebody to press Import.

Decides that a file waits in a row of its space and nowhere else: a button cannot carry it, a log must not, and asking
for it a second time would let another one be taken than was shown. One file waits in a space, for an hour; the next one
takes its place. With it stands what was shown of it, so that what is done is what was seen.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, bindparam, delete, or_, select

from bot.state.database import Database
from bot.state.retention import FILES
from bot.state.tables import imports
from bot.state.upsert import upsert


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits."""

    content: str
    """JSON, as it was understood."""
    channel: str
    """Where that is to go which has no channel here; empty where nobody said."""
    shown: str
    """What was shown of it, as a checksum."""


class Imports:
    """The store of files that wait."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, space: str, file: Waiting, now: datetime) -> str:
        """Let a file wait, in the place of any other of this space; the token is 22 characters of `A-Z a-z 0-9 - _`."""
        token = token_urlsafe(16)
        row = {"token": token, "content": file.content, "channel": file.channel, "shown": file.shown, "kept_at": now}
        async with self._database.write() as connection:
            await connection.execute(delete(imports).where(imports.c.kept_at < now - FILES))
            new = upsert(connection, imports).values(space=space, **row)
            await connection.execute(new.on_conflict_do_update(index_elements=[imports.c.space], set_=row))
        return token

    async def fetch(self, space: str, token: str, now: datetime) -> Waiting | None:
        """The file that waits under the token in this space; None when it is expired, replaced or another space's."""
        async with self._database.read() as connection:
            row = (await connection.execute(_FETCH, {"space": space, "token": token})).one_or_none()
        if row is None or row.kept_at < now - FILES:
            return None
        return Waiting(row.content, row.channel, row.shown)

    async def drop(self, space: str) -> bool:
        """Let go of what waits in this space; whether anything did."""
        async with self._database.write() as connection:
            return (await connection.execute(delete(imports).where(imports.c.space == space))).rowcount > 0

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """Whether the file that waits is to bring something to this channel, or holds its id.

        A person's own place has their id, under which a file lists them as a moderator and names them in its log.
        """
        async with self._database.read() as connection:
            kept = (await connection.execute(select(imports.c.kept_at).where(*_naming(space, channel)))).scalars()
            return [{"file": "it holds your id", "kept_at": at.isoformat()} for at in kept]

    async def erase_place(self, space: str, channel: str) -> int:
        """Let go of such a file; whoever brought it can bring it again."""
        async with self._database.write() as connection:
            return (await connection.execute(delete(imports).where(*_naming(space, channel)))).rowcount

    async def expire(self, before: datetime, most: int) -> int:
        """Let go of what has waited since before that moment, so much at most; how much it was."""
        old = select(imports.c.space).where(imports.c.kept_at < before).limit(most)
        async with self._database.write() as connection:
            return (await connection.execute(delete(imports).where(imports.c.space.in_(old)))).rowcount


def _naming(space: str, key: str) -> tuple[ColumnElement[bool], ...]:
    named = imports.c.content.contains(json.dumps(key, ensure_ascii=False), autoescape=True)
    return imports.c.space == space, or_(imports.c.channel == key, named)


_FETCH = select(imports).where(imports.c.space == bindparam("space"), imports.c.token == bindparam("token"))
