"""The REST routes of channels: messages, history, pins, threads.

Decides who may do what in a channel by the bot's permissions there, and that a repeated nonce gives the earlier
message.
"""

from typing import Any

from tests.fakes.discord import payloads
from tests.fakes.discord.messages import Body, apply, check
from tests.fakes.discord.refusal import Faults, Json, Refusal, missing_access, missing_permissions, unknown
from tests.fakes.discord.world import (
    CREATE_PUBLIC_THREADS,
    EPHEMERAL,
    FORUM,
    PIN_MESSAGES,
    PUBLIC_THREAD,
    READ_MESSAGE_HISTORY,
    SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
    VIEW_CHANNEL,
    Channel,
    Message,
    World,
)

NONCE_WINDOW = 120.0  # seconds; “the past few minutes” in the documentation
PIN_LIMIT = 250
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)

Parts = dict[str, str]


class Channels:
    """What a bot does in channels. Each method takes path parts, body and query, and gives status and JSON."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.base = ""
        self._nonces: dict[tuple[str, str], tuple[str, float]] = {}

    def json_of(self, message: Message) -> Json:
        """A message as Discord sends it."""
        return payloads.message(message, self.base)

    async def get_channel(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        return 200, payloads.channel(self._seen(parts))

    async def edit_channel(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        channel.archived = bool(body.json.get("archived", channel.archived))
        channel.name = str(body.json.get("name", channel.name))
        return 200, payloads.channel(channel)

    async def history(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        if not channel.bot_permissions() & READ_MESSAGE_HISTORY:
            return 200, []  # no error: an empty answer proves nothing
        found = [message for message in channel.messages.values() if not message.only_for]
        before, after = int(query.get("before", 2**63)), int(query.get("after", 0))
        found = [message for message in found if after < int(message.id) < before]
        limit = int(query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise Refusal(400, 50035, "Invalid Form Body")
        chosen = found[:limit][::-1] if "after" in query else found[::-1][:limit]
        return 200, [self.json_of(message) for message in chosen]

    async def post(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        self._may(channel, SEND_MESSAGES_IN_THREADS if channel.is_thread else SEND_MESSAGES)
        if channel.refuses is not None:
            raise channel.refuses
        if channel.kind == FORUM:
            raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
        nonce = str(body.json.get("nonce") or "")
        faults = Faults()
        faults.length("nonce", nonce, most=25)
        faults.refuse()
        earlier = self._earlier(channel, nonce) if body.json.get("enforce_nonce") else None
        message = earlier or self._post(channel, body, nonce)
        # Only this answer carries the nonce: whoever looks into the history later has to find a message by its content.
        return 200, self.json_of(message) | ({"nonce": nonce} if nonce else {})

    def _earlier(self, channel: Channel, nonce: str) -> Message | None:
        message_id, at = self._nonces.get((channel.id, nonce), ("", 0.0))
        if not nonce or self.world.clock.now() - at > NONCE_WINDOW:
            return None
        if message_id not in channel.messages:
            raise unknown("Message")  # deleted meanwhile; on purpose (discord-api-docs#6647)
        return channel.messages[message_id]

    def _post(self, channel: Channel, body: Body, nonce: str, message_id: str = "") -> Message:
        if (body.json.get("flags") or 0) & EPHEMERAL:
            raise Refusal(400, 50035, "Invalid Form Body", {"flags": {"_errors": [{"code": "FLAGS_INVALID"}]}})
        check(body)
        message = Message(
            message_id or self.world.new_id(), channel, self.world.bot, self.world.clock.now(), nonce=nonce
        )
        apply(body, message, default_parse=("users", "roles", "everyone"))
        channel.messages[message.id] = message
        channel.archived = False
        if nonce:
            self._nonces[channel.id, nonce] = (message.id, message.at)
        return message

    async def get_message(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        self._may(self._seen(parts), READ_MESSAGE_HISTORY)
        return 200, self.json_of(self.world.message(parts["channel_id"], parts["message_id"]))

    async def edit_message(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        self._seen(parts)
        message = self._own(parts)
        check(body, message)
        apply(body, message, default_parse=("users", "roles", "everyone"))
        message.edits += 1
        message.edited = self.world.clock.now()
        return 200, self.json_of(message)

    async def delete_message(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        del channel.messages[self._own(parts).id]
        return 204, None

    def _own(self, parts: Parts) -> Message:
        message = self.world.message(parts["channel_id"], parts["message_id"])
        if message.author is not self.world.bot:
            raise Refusal(403, 50005, "Cannot edit a message authored by another user")
        return message

    async def pins(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        pinned = [message for message in self._seen(parts).messages.values() if message.pinned]
        items = [{"pinned_at": "2024-01-01T00:00:00+00:00", "message": self.json_of(message)} for message in pinned]
        return 200, {"items": items, "has_more": False}

    async def pin(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        self._may(channel, PIN_MESSAGES)
        message = self.world.message(parts["channel_id"], parts["message_id"])
        if not message.pinned and sum(other.pinned for other in channel.messages.values()) >= PIN_LIMIT:
            raise Refusal(400, 30003, f"Maximum number of pins reached ({PIN_LIMIT})")
        message.pinned = True
        return 204, None

    async def unpin(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        self._may(self._seen(parts), PIN_MESSAGES)
        self.world.message(parts["channel_id"], parts["message_id"]).pinned = False
        return 204, None

    async def thread_from_message(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        message = self.world.message(parts["channel_id"], parts["message_id"])
        if message.thread is not None:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        thread = self._thread(channel, body.json, message.id)
        message.thread = thread
        return 201, payloads.channel(thread)

    async def thread(self, parts: Parts, body: Body, query: Parts) -> tuple[int, Any]:
        channel = self._seen(parts)
        if channel.kind != FORUM:
            return 201, payloads.channel(self._thread(channel, body.json, ""))
        thread = self._thread(channel, body.json, self.world.new_id())
        first = self._post(thread, Body(body.json.get("message") or {}, body.files), "", thread.id)
        return 201, {**payloads.channel(thread), "message": self.json_of(first)}

    def _thread(self, channel: Channel, json: Json, thread_id: str) -> Channel:
        if channel.guild is None or channel.is_thread:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        self._may(channel, SEND_MESSAGES if channel.kind == FORUM else CREATE_PUBLIC_THREADS)
        faults = Faults()
        faults.length("name", json.get("name"), least=1, most=100)
        minutes = json.get("auto_archive_duration") or ARCHIVE_MINUTES[1]
        if minutes not in ARCHIVE_MINUTES:
            faults.add("auto_archive_duration", "BASE_TYPE_CHOICES", f"Must be one of {ARCHIVE_MINUTES}.")
        faults.refuse()
        thread = Channel(thread_id or self.world.new_id(), json["name"], PUBLIC_THREAD, channel.guild, channel)
        thread.archive_minutes = minutes
        thread.owner = self.world.bot.id
        return self.world.keep(thread)

    def _seen(self, parts: Parts) -> Channel:
        channel = self.world.channel(parts["channel_id"])
        if (channel.guild and not channel.guild.has_bot) or not channel.bot_permissions() & VIEW_CHANNEL:
            raise missing_access()
        return channel

    def _may(self, channel: Channel, permission: int) -> None:
        if channel.guild and not channel.bot_permissions() & permission:
            raise missing_permissions()
