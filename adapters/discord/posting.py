"""The outbox of one client: open while Discord's servers are known, closed when the client leaves.

Decides what the gateway's word on a server means: `unavailable` is an outage, in which nothing changes; a server that
is not in the list, once the list is there, is one that the bot is not on.
"""

import discord
from aiohttp import ClientSession

from adapters.discord.incoming import PLATFORM
from adapters.discord.outbox import DiscordOutbox, Standing
from adapters.discord.pacing import Pacer
from adapters.discord.requests import Requests
from bot.app import App


class Posting:
    """Opens and closes the outbox of `client`."""

    def __init__(self, app: App, client: discord.Client, pacer: Pacer) -> None:
        self._app = app
        self._client = client
        self._pacer = pacer
        self._session: ClientSession | None = None

    def open(self) -> None:
        """Let posts leave, unless they do already."""
        me, settings = self._client.user, self._app.settings
        if me is None or self._session is not None:
            return
        self._session = ClientSession()
        token = settings.discord_token.get_secret_value()
        requests = Requests(self._session, settings.discord_api_url, token, self._pacer)
        outbox = DiscordOutbox(requests, str(me.id), self.standing, roles=self.roles)
        self._app.outboxes.open(PLATFORM, outbox)

    async def close(self) -> None:
        """Let them wait."""
        if self._session is not None:
            self._app.outboxes.close(PLATFORM)
            await self._session.close()

    def standing(self, space: str) -> Standing:
        """What the gateway says of a server."""
        guild = self._client.get_guild(int(space)) if space.isdigit() else None
        if guild is None:
            return Standing.GONE if self._client.is_ready() else Standing.OUTAGE
        return Standing.OUTAGE if guild.unavailable else Standing.HERE

    def roles(self, space: str) -> tuple[str, ...]:
        """The ids of a server's roles, as the gateway told them."""
        guild = self._client.get_guild(int(space)) if space.isdigit() else None
        return tuple(str(role.id) for role in guild.roles) if guild else ()
