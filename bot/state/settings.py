"""What moderators have chosen, for a space or for one channel of it.

Decides that only what somebody chose is stored (defaults live with the commands that have them), that a
channel's choice goes before the space's, and that a space's settings are read once and then answered from
memory, since every command asks for them. Where several processes write, a change reaches the others within
five seconds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import bindparam, delete, or_, select, update

from bot.state.changes import record
from bot.state.database import Database
from bot.state.recent import LIFETIME, Recent
from bot.state.tables import settings
from bot.state.upsert import upsert

REMEMBERED = 10_000
"""Spaces whose settings are kept in memory."""

SPACE = ""
"""The scope of a setting that holds in the whole space."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice, and who made it."""

    scope: str
    """`SPACE`, or the id of a channel."""
    key: str
    value: str
    """A word as people type it, or JSON where the setting is a list."""
    changed_by: str
    """The moderator's id; empty once that person had it erased."""
    changed_at: datetime


class Settings:
    """The store of settings."""

    personal = frozenset({settings.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        self._chosen: Recent[str, tuple[Setting, ...]] = Recent(
            most=REMEMBERED, lifetime=LIFETIME if database.shared else None
        )

    async def effective(self, space: str, channel: str) -> Mapping[str, str]:
        """What holds in this channel: its own choices, then the space's. Keys that nobody chose are missing."""
        chosen = await self.chosen(space)
        values = {setting.key: setting.value for setting in chosen if setting.scope == SPACE}
        values.update((setting.key, setting.value) for setting in chosen if setting.scope == channel)
        return MappingProxyType(values)

    async def get(self, space: str, key: str, *, channel: str = SPACE) -> Setting | None:
        """The choice made for exactly this scope, if any."""
        chosen = await self.chosen(space)
        return next((setting for setting in chosen if (setting.scope, setting.key) == (channel, key)), None)

    async def chosen(self, space: str) -> tuple[Setting, ...]:
        """All choices of the space, its own first, then each channel's; by name."""

        async def load() -> tuple[Setting, ...]:
            async with self._database.read() as connection:
                return tuple(Setting(*row) for row in await connection.execute(_CHOSEN, {"space": space}))

        return await self._chosen.get(space, load)

    async def set(self, space: str, key: str, value: str, *, by: str, now: datetime, channel: str = SPACE) -> None:
        """Choose `value` for the space, or for one channel of it."""
        row = {"value": value, "changed_by": by, "changed_at": now}
        async with self._database.write() as connection:
            before = await connection.scalar(_VALUE, {"space": space, "scope": channel, "key": key})
            new = upsert(connection, settings).values(space=space, scope=channel, key=key, **row)
            await connection.execute(new.on_conflict_do_update(index_elements=_KEY, set_=row))
            await record(connection, space, setting_subject(key, channel), before, value, by=by, now=now)
        self._chosen.forget(space)

    async def reset(self, space: str, key: str, *, by: str, now: datetime, channel: str = SPACE) -> bool:
        """Take the choice back, so that the wider scope or the default holds again; whether there was one."""
        exactly = settings.c.space == space, settings.c.scope == channel, settings.c.key == key
        async with self._database.write() as connection:
            before = await connection.scalar(_VALUE, {"space": space, "scope": channel, "key": key})
            await connection.execute(delete(settings).where(*exactly))
            await record(connection, space, setting_subject(key, channel), before, None, by=by, now=now)
        self._chosen.forget(space)
        return before is not None

    def forget(self, space: str) -> None:
        """To be called after a commit of somebody else's that changed what is kept here."""
        self._chosen.forget(space)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """The choices this person made as a moderator."""
        return [
            {
                "setting": made.key,
                "channel": made.scope,
                "value": made.value,
                "changed_at": made.changed_at.isoformat(),
            }
            for made in await self.chosen(space)
            if made.changed_by == person
        ]

    async def erase_person(self, space: str, person: str) -> int:
        """Forget that this person made a choice. The choice is the space's and stays."""
        theirs = settings.c.space == space, settings.c.changed_by == person
        async with self._database.write() as connection:
            changed = await connection.execute(update(settings).where(*theirs).values(changed_by=""))
        self._chosen.forget(space)
        return changed.rowcount

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """What was chosen for this channel, or chose it."""
        chosen = await self.chosen(space)
        theirs = [made for made in chosen if channel in (made.scope, made.value)]
        return [{"setting": made.key, "value": made.value} for made in theirs]

    async def erase_place(self, space: str, channel: str) -> int:
        """Let go of what was chosen for this channel, or chose it."""
        theirs = settings.c.space == space, or_(settings.c.scope == channel, settings.c.value == channel)
        async with self._database.write() as connection:
            gone = await connection.execute(delete(settings).where(*theirs))
        self._chosen.forget(space)
        return gone.rowcount


def setting_subject(key: str, channel: str) -> str:
    """What the log calls a setting: “setting lookups”, with the channel behind it where it is that of one."""
    return f"setting {key} {channel}".strip()


_KEY = [settings.c.space, settings.c.scope, settings.c.key]
_CHOSEN = (
    select(*settings.c["scope", "key", "value", "changed_by", "changed_at"])
    .where(settings.c.space == bindparam("space"))
    .order_by(settings.c.scope, settings.c.key)
)
_VALUE = select(settings.c.value).where(
    settings.c.space == bindparam("space"),
    settings.c.scope == bindparam("scope"),
    settings.c.key == bindparam("key"),
)
