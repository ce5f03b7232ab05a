"""What anybody would write first on Discord: a process that answers every interaction with a constant string.

Decides that it registers our commands, since nobody could use them otherwise.
"""

import os
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.registration import payload_of
from bot.commands import COMMANDS


class Plain(discord.Client):
    """It knows one sentence."""

    async def setup_hook(self) -> None:
        assert self.application_id is not None
        await self.http.bulk_upsert_global_commands(self.application_id, payload_of(COMMANDS, lambda sentence: {}))

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("A constant string.")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    client = Plain(intents=discord.Intents(guilds=True), max_messages=None)
    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)
