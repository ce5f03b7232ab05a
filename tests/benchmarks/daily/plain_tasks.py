"""A daily prompt by `discord.ext.tasks`, as its documentation has it: a loop at a time of day, for each channel.

Decides for an aware time in the group's own zone, which the documentation allows, and not for its example in UTC.
"""

import json
import os
from datetime import time
from zoneinfo import ZoneInfo

import discord
import yarl
from discord.ext import tasks
from discord.gateway import DiscordWebSocket
from discord.http import Route


class Daily(discord.Client):
    """Posts a prompt in each channel at its time."""

    async def setup_hook(self) -> None:
        self.loops = []
        for channel, at, zone in json.loads(os.environ["PROMPTS"]):
            loop = tasks.loop(time=time.fromisoformat(at).replace(tzinfo=ZoneInfo(zone)))(self.ask)
            loop.before_loop(self.wait_until_ready)
            loop.start(int(channel))
            self.loops.append(loop)

    async def ask(self, channel: int) -> None:
        """Post the prompt."""
        await self.get_partial_messageable(channel).send("What do you think?")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    client = Daily(intents=discord.Intents(guilds=True), max_messages=None)
    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)
