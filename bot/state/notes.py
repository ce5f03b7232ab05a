"""What the installation as a whole remembers: a few short values by name, owned by no space.

Decides that such values need no table each: what was last registered where, or when the process was started.
"""

from collections.abc import Callable

from sqlalchemy import select

from bot.state.database import Database
from bot.state.tables import meta
from bot.state.upsert import upsert


class Notes:
    """The store of notes. Names are `subject.what`, such as `discord.commands`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str:
        """What was noted; empty when nothing was."""
        async with self._database.read() as connection:
            return str((await connection.execute(select(meta.c.value).where(meta.c.key == name))).scalar() or "")

    async def put(self, name: str, value: str) -> None:
        """Note it, in place of what was noted before."""
        await self.change(name, lambda _: value)

    async def change(self, name: str, how: Callable[[str], str]) -> str:
        """Note what `how` makes of the value before (empty at first), in one transaction; the new value."""
        async with self._database.write() as connection:
            held = select(meta.c.value).where(meta.c.key == name).with_for_update()
            before = str((await connection.execute(held)).scalar() or "")
            after = how(before)
            new = upsert(connection, meta).values(key=name, value=after)
            await connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": after}))
        return after
