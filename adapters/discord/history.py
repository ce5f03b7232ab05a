"""Looking a message of ours up in the history of a channel.

Decides how far is looked: two thousand messages after the moment in question, a hundred with each request.
"""

from datetime import datetime

import discord

from adapters.discord import marking
from adapters.discord.requests import Requests

PAGE = 100  # messages that Discord gives at once
PAGES = 20


async def found_in(requests: Requests, me: str, channel: str, token: str, since: datetime) -> tuple[str | None, bool]:
    """The id of our message with the token, and whether everything since then was looked at. Raises as requests do."""
    after = str(discord.utils.time_snowflake(since))
    for _ in range(PAGES):
        page = await requests.get(f"/channels/{channel}/messages", after=after, limit=str(PAGE))
        for message in page:
            if message["author"]["id"] == me and marking.carries(message, token):
                return str(message["id"]), True
        if len(page) < PAGE:
            return None, True
        after = max((message["id"] for message in page), key=int)
    return None, False
