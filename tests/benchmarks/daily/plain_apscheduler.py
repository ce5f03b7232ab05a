"""A daily prompt by APScheduler 3, as its documentation has it: a cron job for each channel, in a store on disk.

Decides in its favour where the documentation leaves a choice: a job is added once, as a command would add it, and not
replaced at each start, which would forget what was missed; what was missed may be made up for within three hours, once.
"""

import json
import os

import discord
import yarl
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from discord.gateway import DiscordWebSocket
from discord.http import Route

LATE = 3 * 3600  # seconds


class Daily(discord.Client):
    """Posts a prompt in each channel at its time."""

    async def setup_hook(self) -> None:
        store = SQLAlchemyJobStore(url=f"sqlite:///{os.environ['DATA_DIR']}/jobs.sqlite3")
        defaults = {"coalesce": True, "misfire_grace_time": LATE}
        self.scheduler = AsyncIOScheduler(jobstores={"default": store}, job_defaults=defaults)
        self.scheduler.start(paused=True)
        for channel, at, zone in json.loads(os.environ["PROMPTS"]):
            if self.scheduler.get_job(channel) is None:
                hour, minute = at.split(":")
                self.scheduler.add_job(
                    ask, "cron", hour=hour, minute=minute, timezone=zone, args=[int(channel)], id=channel
                )

    async def on_ready(self) -> None:
        self.scheduler.resume()


client = Daily(intents=discord.Intents(guilds=True), max_messages=None)


async def ask(channel: int) -> None:
    """Post the prompt."""
    await client.get_partial_messageable(channel).send("What do you think?")


if __name__ == "__main__":
    Route.BASE = os.environ["DISCORD_API_URL"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])
    client.run(os.environ["DISCORD_TOKEN"], log_handler=None)
