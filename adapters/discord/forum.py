"""Posts in a forum, which takes no message but a thread with its first one.

Decides how a post is found where Discord knows no nonce, so that nothing is repeated before it was looked for: among
the forum's open posts of ours, the newest first.
"""

from datetime import datetime

import discord
from discord.http import handle_message_parameters

from adapters.discord import limits, marking
from adapters.discord.refusing import UNKNOWN_MESSAGE, Answer
from adapters.discord.render import Message
from adapters.discord.requests import Requests
from bot.chat.clean import clean, clip
from bot.chat.place import Place

FORUMS = (15, 16)  # a forum, and one for pictures
LOOKED_AT = 20  # open posts of ours whose first message is read
ARCHIVES_AFTER = 1440  # minutes without a word


class Forums:
    """What is known of channels that are forums. `me` is the bot's own id."""

    def __init__(self, requests: Requests, me: str) -> None:
        self._requests = requests
        self._me = me
        self._known: dict[str, bool] = {}

    def is_known(self, place: Place) -> bool:
        """Whether it is known already to be a forum."""
        return place.thread is None and self._known.get(place.channel, False)

    def is_text(self, channel: str) -> None:
        """A message was taken there."""
        self._known[channel] = False

    async def is_one(self, place: Place) -> bool:
        """Whether it is a forum; asked once. Raises as requests do."""
        if place.thread is not None:
            return False
        if place.channel not in self._known:
            found = await self._requests.get(f"/channels/{place.channel}")
            self._known[place.channel] = found["type"] in FORUMS
        return self._known[place.channel]

    async def post(self, place: Place, message: Message, *, name: str, mentions: discord.AllowedMentions) -> str:
        """Open a post; a thread and its first message share their id."""
        with handle_message_parameters(
            view=message.view(),
            files=message.files(),
            allowed_mentions=mentions,
            channel_payload={"name": thread_name(name), "auto_archive_duration": ARCHIVES_AFTER},
        ) as sent:
            posted = await self._requests.send_message("POST", f"/channels/{place.channel}/threads", sent)
        return str(posted["id"])

    async def find(self, place: Place, token: str, since: datetime | None) -> tuple[str | None, bool]:
        """The post with the token, and whether all that could be it were looked at."""
        after = discord.utils.time_snowflake(since) if since else 0
        active = await self._requests.get(f"/guilds/{place.space}/threads/active")
        ours = [
            thread["id"]
            for thread in active["threads"]
            if thread.get("parent_id") == place.channel
            and thread.get("owner_id") == self._me
            and int(thread["id"]) > after
        ]
        newest = sorted(ours, key=int, reverse=True)
        for thread in newest[:LOOKED_AT]:
            try:
                first = await self._requests.get(f"/channels/{thread}/messages/{thread}")
            except Answer as answer:
                if answer.code == UNKNOWN_MESSAGE:
                    continue
                raise
            if marking.carries(first, token):
                return str(thread), True
        return None, len(newest) <= LOOKED_AT


def thread_name(name: str) -> str:
    """A name that Discord takes for a thread."""
    return clip(clean(name, lines=False).strip(), limits.THREAD_NAME) or "…"
