"""The REST routes of servers that a bot needs: its roles, itself as a member, open threads; and direct messages."""

from typing import Any

from tests.fakes.discord import payloads
from tests.fakes.discord.messages import Body
from tests.fakes.discord.refusal import missing_access, unknown
from tests.fakes.discord.world import DIRECT, Channel, Guild, World

Parts = dict[str, str]


class Servers:
    """What a bot asks about servers. Each method takes path parts, body and query, and gives status and JSON."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def roles(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, payloads.roles_of(self._seen(parts))

    async def member(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        self._seen(parts)
        found = dict(payloads.member_of(self.world.members[parts["user_id"]]))
        del found["permissions"]  # only an interaction brings them
        return 200, found

    async def threads(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        guild = self._seen(parts)
        open_ones = [one for one in self.world.channels.values() if one.guild is guild and one.is_thread]
        return 200, {
            "threads": [payloads.channel(one) for one in open_ones if not one.archived],
            "members": [],
            "has_more": False,
        }

    async def direct(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        person = self.world.members[str(body.json["recipient_id"])]
        name = f"direct {person.id}"
        there = [one for one in self.world.channels.values() if one.kind == DIRECT and one.name == name]
        channel: Channel = there[0] if there else self.world.add_channel(name, None, DIRECT)
        return 200, payloads.channel(channel)

    def _seen(self, parts: Parts) -> Guild:
        guild = self.world.guilds.get(parts["guild_id"])
        if guild is None:
            raise unknown("Guild")
        if not guild.has_bot:
            raise missing_access()
        return guild
