"""Posts that nobody asked for in that moment, on Discord.

Decides that each is one message sent with the bot's own token, since Discord knows a nonce only there; that our token
is its nonce, which keeps a second one from appearing for two minutes, and can be read off the message afterwards; and
that “it is not there” is said only where the history may be read. An outage of a server is waited for.
"""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from typing import TypeVar

import discord
from discord.http import handle_message_parameters

from adapters.discord import marking
from adapters.discord.allowed import lacking
from adapters.discord.forum import ARCHIVES_AFTER, Forums, thread_name
from adapters.discord.history import found_in
from adapters.discord.refusing import NOT_A_TEXT_CHANNEL, THREAD_EXISTS, UNKNOWN_MESSAGE, Answer, failure_of
from adapters.discord.render import Message, allowed_mentions, messages_of
from adapters.discord.requests import Requests
from bot.chat.clean import clean, clip
from bot.chat.outbox import Failure, Removed, TryLater, Unknown, Use
from bot.chat.place import Person, Place
from bot.chat.reply import Reply

NOT_THERE = frozenset({10004, 10007, 50001})  # unknown server, unknown member, missing access
OUTAGE = 60.0  # seconds between two looks at a server that Discord has lost for the moment
ONE_MESSAGE = 3000  # characters of a post that would not fit into one message

Answered = TypeVar("Answered")


class Standing(Enum):
    """What the gateway says of a server."""

    HERE = auto()
    OUTAGE = auto()
    GONE = auto()


class DiscordOutbox:
    """The port's outbox. `me` is the bot's own id; `standing` tells whether it is still on a server.

    `roles` gives the ids of a server's roles: Discord pings them otherwise than people.
    """

    def __init__(
        self,
        requests: Requests,
        me: str,
        standing: Callable[[str], Standing],
        *,
        roles: Callable[[str], Collection[str]] = lambda _: (),
    ) -> None:
        self._requests = requests
        self._me = me
        self._standing = standing
        self._roles = roles
        self._forums = Forums(requests, me)

    async def repeats_safely(self, place: Place) -> bool:
        """In a channel, but not in a forum: a thread takes no nonce."""
        return not await self._tried(place, [], self._forums.is_one(place))

    async def turn(self, place: Place) -> None:
        """Wait for the gate, and for the channel's own limit."""
        await self._requests.pacer.turn(f"POST /channels/{_where(place)}/messages")

    async def post(self, place: Place, reply: Reply, token: str) -> str:
        """Post, once."""
        self._hold_in_outage(place)
        roles = self._pinged(place, reply)
        message, mentions = _only(reply, roles), allowed_mentions(reply, roles)
        marking.mark(message.items, token)
        try:
            if self._forums.is_known(place):
                return await self._forums.post(place, message, name=reply.text, mentions=mentions)
            return await self._post(place, message, token, mentions)
        except Answer as answer:
            if answer.code == UNKNOWN_MESSAGE:
                return token  # it was posted, and deleted since (discord-api-docs#6647)
            if answer.code == NOT_A_TEXT_CHANNEL and await self._tried(place, [], self._forums.is_one(place)):
                posting = self._forums.post(place, message, name=reply.text, mentions=mentions)
                return await self._tried(place, [Use.POST], posting)
            raise await self._failure(answer, place, [Use.POST]) from None

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Put something else in the place of a message."""
        roles = self._pinged(place, reply)
        rendered, mentions = _only(reply, roles), allowed_mentions(reply, roles)
        with handle_message_parameters(
            view=rendered.view(), attachments=rendered.files(), allowed_mentions=mentions
        ) as sent:
            path = f"/channels/{await self._home(place, message)}/messages/{message}"
            await self._tried(place, [Use.POST], self._requests.send_message("PATCH", path, sent))

    async def find(self, place: Place, token: str, since: datetime) -> str | None:
        """Our message with the token, if it is there."""
        self._hold_in_outage(place)
        try:
            if await self._forums.is_one(place):
                found, is_whole = await self._forums.find(place, token, since)
            else:
                found, is_whole = await found_in(self._requests, self._me, _where(place), token, since)
            if found is not None:
                return found
            missing = await lacking(self._requests, self._me, place.space, _where(place), [Use.FIND])
        except Answer as answer:
            raise await self._failure(answer, place, [Use.FIND]) from None
        if missing:
            raise Unknown(f"I cannot see whether it arrived: I lack “{_listed(missing)}” in that channel.")
        if not is_whole:
            raise Unknown("So much was written in that channel since that I cannot see whether it arrived.")
        return None

    async def open_thread(self, place: Place, message: str, name: str) -> Place:
        """The thread under a message; it has the message's own id."""
        if place.thread is not None:
            return place
        if not await self._tried(place, [], self._forums.is_one(place)):
            path = f"/channels/{place.channel}/messages/{message}/threads"
            try:
                await self._requests.send("POST", path, _thread(name))
            except Answer as answer:
                if answer.code != THREAD_EXISTS:
                    raise await self._failure(answer, place, [Use.THREAD]) from None
        return replace(place, thread=message)

    async def pin(self, place: Place, message: str) -> None:
        """Pin it."""
        path = f"/channels/{await self._home(place, message)}/messages/pins/{message}"
        await self._tried(place, [Use.PIN], self._requests.send("PUT", path))

    async def unpin(self, place: Place, message: str) -> None:
        """Take the pin away."""
        path = f"/channels/{await self._home(place, message)}/messages/pins/{message}"
        try:
            await self._requests.send("DELETE", path)
        except Answer as answer:
            if answer.code != UNKNOWN_MESSAGE:
                raise await self._failure(answer, place, [Use.PIN]) from None

    async def missing(self, place: Place, uses: Collection[Use]) -> tuple[str, ...]:
        """The permissions that are missing, by their names in Discord's settings."""
        self._hold_in_outage(place)
        return await self._tried(place, [], lacking(self._requests, self._me, place.space, _where(place), uses))

    async def has_role(self, place: Place, role: str) -> bool | None:
        """Whether the server still has the role."""
        self._hold_in_outage(place)
        roles = await self._tried(place, [], self._requests.get(f"/guilds/{place.space}/roles"))
        return any(one["id"] == role for one in roles)

    async def visit(self, place: Place) -> datetime | None:
        """Look at oneself as a member of the server; in somebody's own space, at oneself."""
        self._hold_in_outage(place)
        path = f"/guilds/{place.space}/members/{self._me}" if place.space.isdecimal() else "/users/@me"
        try:
            await self._requests.get(path)
        except Answer as answer:
            if answer.code in NOT_THERE:
                raise Removed("I am not on this server any more.") from None
            raise failure_of(answer) from None
        return self._requests.date

    async def direct(self, place: Place, person: Person) -> Place:
        """The direct messages with somebody."""
        opened = await self._tried(
            place, [], self._requests.send("POST", "/users/@me/channels", {"recipient_id": person.id})
        )
        return replace(place, channel=str(opened["id"]), thread=None)

    async def _post(self, place: Place, message: Message, token: str, mentions: discord.AllowedMentions) -> str:
        with handle_message_parameters(
            view=message.view(), files=message.files(), allowed_mentions=mentions, nonce=token
        ) as sent:
            path = f"/channels/{_where(place)}/messages"
            posted = await self._requests.send_message("POST", path, sent, is_paced=True)
        self._forums.is_text(place.channel)
        return str(posted["id"])

    async def _home(self, place: Place, message: str) -> str:
        """The channel in which a message stands."""
        return message if await self._tried(place, [], self._forums.is_one(place)) else _where(place)

    async def _tried(self, place: Place, uses: Collection[Use], request: Awaitable[Answered]) -> Answered:
        try:
            return await request
        except Answer as answer:
            raise await self._failure(answer, place, uses) from None

    async def _failure(self, answer: Answer, place: Place, uses: Collection[Use]) -> Failure:
        """What an answer means, with what the gateway knows of the server."""
        if answer.status in (403, 404):
            self._hold_in_outage(place)
            if self._standing(place.space) is Standing.GONE:
                return Removed("I am not on this server any more.")
        if answer.status != 403 or not uses:
            return failure_of(answer)
        try:
            missing = await lacking(self._requests, self._me, place.space, _where(place), uses)
        except (Answer, Failure):
            missing = ()
        return failure_of(answer, _listed(missing))

    def _pinged(self, place: Place, reply: Reply) -> list[str]:
        """The roles among whom it mentions; everybody's role, which has the id of the server, is never one."""
        there = self._roles(place.space) if reply.mentions else ()
        return [one for one in reply.mentions if one in there and one != place.space]

    def _hold_in_outage(self, place: Place) -> None:
        if self._standing(place.space) is Standing.OUTAGE:
            raise TryLater("Discord has an outage on this server.", OUTAGE)


def _where(place: Place) -> str:
    return place.thread or place.channel


def _listed(permissions: Collection[str]) -> str:
    return "” and “".join(permissions)


def _thread(name: str) -> dict[str, object]:
    return {"name": thread_name(name), "auto_archive_duration": ARCHIVES_AFTER}


def _only(reply: Reply, roles: Collection[str]) -> Message:
    """The reply as one message; one that is too long says less, and ends in “…”."""
    messages = messages_of(reply, str, roles)
    if len(messages) == 1:
        return messages[0]
    shorter = Reply(clip(clean(reply.text), ONE_MESSAGE), controls=reply.controls, mentions=reply.mentions)
    return messages_of(shorter, str, roles)[0]
