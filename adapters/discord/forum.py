"""Posts in a forum, which takes no message but a thread with its first one.

Decides how a post is kept from coming twice where Discord knows no nonce: it is looked for first among the forum's open
posts of ours, and none is begun before one that we lost sight of must have landed. After a start nobody knows what was
under way before, so then it waits as well.
"""

from collections.abc import Callable
from datetime import datetime

import discord
from discord.http import handle_message_parameters

from adapters.discord import limits, marking
from adapters.discord.refusing import UNKNOWN_MESSAGE, Answer
from adapters.discord.render import Message
from adapters.discord.requests import Requests
from bot.chat.clean import clean, clip
from bot.chat.outbox import TryLater, Unknown
from bot.chat.place import Place

FORUMS = (15, 16)  # a forum, and one for pictures
LANDS = 30.0  # seconds in which a request that was lost sight of lands, or never does
LOOKED_AT = 20  # open posts of ours whose first message is read
ARCHIVES_AFTER = 1440  # minutes without a word


class Forums:
    """What is known of channels that are forums. `me` is the bot's own id."""

    def __init__(self, requests: Requests, me: str, clock: Callable[[], float]) -> None:
        self._requests = requests
        self._me = me
        self._clock = clock
        self._opened_at = clock()
        self._lost: dict[str, float] = {}
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

    async def post(
        self, place: Place, message: Message, token: str, *, name: str, mentions: discord.AllowedMentions
    ) -> str:
        """Open a post, or give the one that is there; a thread and its first message share their id."""
        lost_at = self._lost.get(token, self._opened_at)
        if (wait := lost_at + LANDS - self._clock()) > 0:
            raise TryLater("A post of a forum is not repeated before the first one must have landed.", wait)
        found, _ = await self.find(place, token, None)
        if found is not None:
            return found
        with handle_message_parameters(
            view=message.view(),
            files=message.files(),
            allowed_mentions=mentions,
            channel_payload={"name": thread_name(name), "auto_archive_duration": ARCHIVES_AFTER},
        ) as sent:
            try:
                posted = await self._requests.send_message("POST", f"/channels/{place.channel}/threads", sent)
            except Unknown:
                now = self._clock()
                self._lost = {one: at for one, at in self._lost.items() if at + LANDS > now} | {token: now}
                raise
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
