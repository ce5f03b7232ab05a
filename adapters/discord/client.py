"""The connection to Discord, from the first start to the last word.

Decides on the least that works: the one intent that servers need, nothing cached of members and messages, no mention
unless an answer lists it, shards when Discord asks for them. Reconnecting, resuming and pacing within a route are
discord.py's; what is ours is when to start, when to stop, and what is said about it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord import registration, starts
from adapters.discord.conversation import Conversation
from adapters.discord.delivery import PATIENCE
from adapters.discord.gated import gated
from adapters.discord.hearing import narrow
from adapters.discord.incoming import PLATFORM
from adapters.discord.pacing import Pacer
from adapters.discord.permissions import invite
from adapters.discord.posting import Posting
from adapters.discord.stopping import reason_of
from bot.app import App
from bot.chat.errors import trace_of
from bot.settings import Settings

COMMANDS_NOTE = "discord.commands"
STARTS_NOTE = "discord.starts"
LEAVING = 10.0  # seconds for answers that are being written when we leave
UNTIL_READY = 2.0  # seconds without news of a further server, after which all are known
BETWEEN_IDENTIFIES = 5.0  # seconds; Discord lets one connection begin in that time
RETRIES = (2, 5, 15, 60, 300)  # seconds between attempts to reach Discord at the start; the last one stays

_log = logging.getLogger(__name__)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody is to hear that there is no voice


@dataclass(frozen=True, slots=True)
class Pace:
    """How long what lasts, in seconds; tests wait for nothing."""

    patience: float = PATIENCE
    between_identifies: float = BETWEEN_IDENTIFIES
    until_ready: float = UNTIL_READY


class Bot(discord.Client):
    """Hears interactions, and forgets them once they are answered."""

    def __init__(self, app: App, on_ready: Callable[[str], None], pace: Pace, pacer: Pacer, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=pace.until_ready,
            allowed_mentions=discord.AllowedMentions.none(),
            http_trace=gated(pacer, app.settings.discord_api_url),
            **options,
        )
        narrow(self._connection.parsers)
        self.app = app
        self._pace = pace
        self._conversation = Conversation(app.dispatcher, app.settings.discord_api_url, pace.patience)
        self._tell_ready = on_ready
        self._has_told = False
        self._answering: set[asyncio.Task[Any]] = set()
        self._posting = Posting(app, self, pacer)

    async def setup_hook(self) -> None:
        """Register the commands, if they are not what was registered last."""
        payload = registration.payload_of(self.app.dispatcher.commands, self.app.dispatcher.translations)
        current = f"{self.application_id} {registration.fingerprint(payload)}"
        notes = self.app.services.stores.notes
        if await notes.get(COMMANDS_NOTE) == current or self.application_id is None:
            return
        try:
            await self.http.bulk_upsert_global_commands(self.application_id, payload)
        except discord.HTTPException as error:
            _log.error("commands were not registered", extra={"status": error.status, "code": error.code})
            return
        await notes.put(COMMANDS_NOTE, current)
        _log.info("commands registered", extra={"count": len(payload)})

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Keep connections apart that begin; the first one need not wait."""
        if not initial:
            await asyncio.sleep(self._pace.between_identifies)

    async def on_connect(self) -> None:
        """Log each new session; say once where we are."""
        _log.info("connected to Discord", extra={"servers": len(self.guilds)})
        if self._has_told:
            return
        self._has_told = True
        where = f"connected as {self.user}, servers: {len(self.guilds)}"
        if not self.guilds and self.application_id is not None:
            where += f". Add it to yours: {invite(self.application_id)}"
        self._tell_ready(where)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer it. Nothing of what goes wrong here may reach the connection."""
        task = asyncio.current_task()
        if task is not None:
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)
        try:
            await self._conversation.hear(interaction)
        except Exception as error:
            _log.error("an interaction failed: %s", trace_of(error))

    async def on_ready(self) -> None:
        """All servers are known: what is due may be posted."""
        self._posting.open()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed; discord.py does not call this for an outage."""
        spaces, now = self.app.services.stores.spaces, self.app.services.now()
        space = await spaces.find(PLATFORM, str(guild.id))
        if space is not None:
            await spaces.leave(space, now)
        _log.info("removed from a server")

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log where, never with which words."""
        _log.exception("an event failed", extra={"event_method": event_method})

    async def leave(self) -> None:
        """Finish the answers that are being written, then hang up."""
        if self._answering:
            await asyncio.wait(set(self._answering), timeout=LEAVING)
        await self._posting.close()
        waiting = self._connection._ready_task  # noqa: SLF001 - close() leaves it waiting for more servers, to fail
        if waiting is not None:
            waiting.cancel()
        await self.close()


_PACE = Pace()


class ShardedBot(Bot, discord.AutoShardedClient):
    """The same with as many connections as Discord asks for."""


async def serve(app: App, stop: asyncio.Event, on_ready: Callable[[str], None], *, pace: Pace = _PACE) -> None:
    """Be on Discord until `stop` is set. Raises StoppedError when Discord will not have us."""
    _point_at(app.settings)
    notes, now = app.services.stores.notes, app.services.now
    wait = starts.wait_before(starts.read(await notes.get(STARTS_NOTE)), now()).total_seconds()
    if wait:
        _log.error("started too often; waiting so that Discord keeps the token valid", extra={"seconds": int(wait)})
        on_ready(f"started too often lately; trying again in {int(wait // 60) + 1} minutes")
        if await _stopped(stop, wait):
            return
    await notes.change(STARTS_NOTE, lambda note: starts.begun(note, now()))
    await _stay(app, stop, on_ready, pace)
    await notes.change(STARTS_NOTE, starts.ended)


async def _stay(app: App, stop: asyncio.Event, on_ready: Callable[[str], None], pace: Pace) -> None:
    """Connect, and connect anew where the library has given up without Discord's having refused us."""
    failures, pacer = 0, Pacer()
    while not stop.is_set():
        bot = Bot(app, on_ready, pace, pacer)
        try:
            bot, spent = await _log_in(bot, lambda shards: ShardedBot(app, on_ready, pace, pacer, shard_count=shards))
            failures = 0
            if not spent or not await _stopped(stop, spent):
                await _until(stop, bot.connect())
        except Exception as error:
            reason = reason_of(error)
            if reason is not None:
                raise reason from error
            wait = RETRIES[min(failures, len(RETRIES) - 1)]
            failures += 1
            _log.warning("Discord cannot be reached: %s", trace_of(error), extra={"again_in": wait})
            await _stopped(stop, wait)
        finally:
            await bot.leave()


async def _log_in(bot: Bot, sharded: Callable[[int], Bot]) -> tuple[Bot, float]:
    """The client that Discord asks for, logged in: one connection, or shards. And how many seconds it has to wait."""
    token = bot.app.settings.discord_token.get_secret_value()
    await bot.login(token)
    shards, _, limit = await bot.http.get_bot_gateway()
    spent = limit["reset_after"] / 1000 if limit["remaining"] < shards else 0.0
    if spent:
        _log.error("Discord allows no further identify today; waiting", extra={"seconds": int(spent)})
    if shards <= 1:
        return bot, spent
    await bot.close()
    many = sharded(shards)
    await many.login(token)
    return many, spent


async def _until(stop: asyncio.Event, connection: Any) -> None:
    """Hold the connection until `stop` is set; raises what ended it before."""
    connected, stopping = asyncio.ensure_future(connection), asyncio.create_task(stop.wait())
    await asyncio.wait({connected, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if connected.done():
        connected.result()
    connected.cancel()
    await asyncio.wait({connected})


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    """Wait so long, or until `stop` is set; whether it was."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return False
    return True


def _point_at(settings: Settings) -> None:
    """Where discord.py looks for Discord. It keeps both addresses on its classes."""
    Route.BASE = settings.discord_api_url
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)
