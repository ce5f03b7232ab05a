"""The gateway: hello, identify, ready, servers, heartbeats, resume, invalid sessions, reconnects and close codes.

Rules: docs.discord.com/developers, events/gateway and topics/opcodes-and-status-codes. A session outlives its
connection; what happens meanwhile is kept and replayed when it is resumed.
"""

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord import payloads
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.world import Guild, World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
BAD_TOKEN, BAD_SHARD, BAD_INTENTS, FORBIDDEN_INTENTS = 4004, 4010, 4013, 4014
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
KNOWN_INTENTS = (1 << 26) - 1
IDENTIFIES_A_DAY = 1000
END = b"\x00\x00\xff\xff"


@dataclass(slots=True)
class Session:
    """One shard's session, with everything that was sent to it."""

    id: str
    shard: int
    shards: int
    intents: int
    sent: list[Json] = field(default_factory=list)
    line: "Line | None" = None

    def hears_of(self, guild_id: str) -> bool:
        """Whether a server belongs to this shard; direct messages go to the first."""
        return (int(guild_id) >> 22) % self.shards == self.shard if guild_id else self.shard == 0


class Line:
    """One websocket connection, compressed when the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self._socket = socket
        self._squeeze = zlib.compressobj() if compressed else None
        self.hung_up = False
        """Whether we ended it; only the client's own 1000 or 1001 ends a session."""

    async def send(self, op: int, data: Any = None, *, event: str | None = None, sequence: int | None = None) -> None:
        """Send one message; one to a connection that is gone is lost, as it is in life."""
        if self._socket.closed:
            return
        text = json.dumps({"op": op, "d": data, "s": sequence, "t": event})
        try:
            if self._squeeze is None:
                await self._socket.send_str(text)
            else:
                packed = self._squeeze.compress(text.encode()) + self._squeeze.flush(zlib.Z_SYNC_FLUSH)
                await self._socket.send_bytes(packed)
        except (ConnectionError, RuntimeError):
            return

    async def close(self, code: int) -> None:
        """Hang up."""
        self.hung_up = True
        await self._socket.close(code=code)


class Gateway:
    """All sessions. Tests hang up, ask for reconnects, invalidate sessions and refuse identifies."""

    def __init__(self, world: World, token: str, application_id: str) -> None:
        self._world = world
        self._token = token
        self._application_id = application_id
        self.url = ""
        self.shards = 1
        """How many shards the bot is told to use."""
        self.refuse_with = 0
        """A close code for every identify, such as 4004."""
        self.acknowledges = True
        self.heartbeat = 41.25  # seconds
        self.sessions: dict[str, Session] = {}
        self.events: list[str] = []
        """What happened, in order: identify, resume, resumed, invalid, close."""
        self._changed = asyncio.Event()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection."""
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
        await line.send(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
        session: Session | None = None
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            heard = json.loads(message.data)
            match heard["op"]:
                case 1:
                    self._note("heartbeat")
                    if self.acknowledges:
                        await line.send(ACK)
                case 2:
                    session = await self._identify(line, heard["d"])
                case 6:
                    session = await self._resume(line, heard["d"])
        if session is not None and session.line is line:
            session.line = None
            if socket.close_code in (1000, 1001) and not line.hung_up:
                self.sessions.pop(session.id, None)
        self._note("close")
        return socket

    async def _identify(self, line: Line, data: Json) -> Session | None:
        self._note("identify")
        shard, shards = data.get("shard") or (0, 1)
        refusal = self.refuse_with or _refusal(data, self._token, shard, shards)
        if refusal:
            await line.close(refusal)
            return None
        session = Session(self._world.new_id(), shard, shards, data["intents"], line=line)
        self.sessions[session.id] = session
        guilds = [guild for guild in self._world.guilds.values() if guild.has_bot and session.hears_of(guild.id)]
        ready = {
            "v": 10,
            "user": payloads.user(self._world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [shard, shards],
            "application": {"id": self._application_id, "flags": 0},
        }
        await self._send(session, "READY", ready)
        for guild in guilds:
            if not guild.unavailable:
                await self._send(session, "GUILD_CREATE", payloads.guild_create(guild, self._world))
        self._note("ready")
        return session

    async def _resume(self, line: Line, data: Json) -> Session | None:
        self._note("resume")
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._token or session is None:
            self._note("invalid")
            await line.send(INVALID, False)
            return None
        session.line = line
        for missed in [event for event in session.sent if event["s"] > data["seq"]]:
            await line.send(DISPATCH, missed["d"], event=missed["t"], sequence=missed["s"])
        await self._send(session, "RESUMED", {})
        self._note("resumed")
        return session

    async def dispatch(self, event: str, data: Json, guild_id: str = "") -> None:
        """Send an event to the shard that it belongs to, or keep it for that session's next connection."""
        for session in list(self.sessions.values()):
            if session.hears_of(guild_id):
                await self._send(session, event, data)

    async def _send(self, session: Session, event: str, data: Json) -> None:
        sequence = len(session.sent) + 1
        session.sent.append({"d": data, "t": event, "s": sequence})
        if session.line is not None:
            await session.line.send(DISPATCH, data, event=event, sequence=sequence)

    async def drop(self, code: int = 4000) -> None:
        """Hang up on everybody with a close code."""
        for line in self._lines():
            await line.close(code)

    async def ask_to_reconnect(self) -> None:
        """Opcode 7."""
        for line in self._lines():
            await line.send(RECONNECT)

    async def invalidate(self, *, resumable: bool) -> None:
        """Opcode 9; one that cannot be resumed forgets the session."""
        lines = self._lines()
        if not resumable:
            self.sessions.clear()
        for line in lines:
            await line.send(INVALID, resumable)

    async def remove_guild(self, guild: Guild, *, outage: bool) -> None:
        """GUILD_DELETE: an outage, or the bot was removed."""
        data: Json = {"id": guild.id} | ({"unavailable": True} if outage else {})
        await self.dispatch("GUILD_DELETE", data, guild.id)

    async def return_guild(self, guild: Guild) -> None:
        """GUILD_CREATE: the end of an outage, or the bot was invited."""
        await self.dispatch("GUILD_CREATE", payloads.guild_create(guild, self._world), guild.id)

    async def until(self, event: str, times: int = 1, *, guard: float = 10) -> None:
        """Wait until something in `events` has happened so many times; `guard` ends a test that would hang."""
        try:
            async with asyncio.timeout(guard):
                while self.events.count(event) < times:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"Waited for {event} × {times}; the gateway saw {self.events}.") from None

    async def arrived(self) -> None:
        """Wait until every client has read what was sent to it: each is asked for a heartbeat, and answers in order."""
        lines = self._lines()
        for line in lines:
            await line.send(HEARTBEAT)
        await self.until("heartbeat", self.events.count("heartbeat") + len(lines))

    def budget(self) -> Json:
        """What GET /gateway/bot says."""
        left = IDENTIFIES_A_DAY - self.events.count("identify")
        limit = {"total": IDENTIFIES_A_DAY, "remaining": max(left, 0), "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self.url, "shards": self.shards, "session_start_limit": limit}

    def _lines(self) -> list[Line]:
        return [session.line for session in self.sessions.values() if session.line]

    def _note(self, event: str) -> None:
        self.events.append(event)
        self._changed.set()


def _refusal(data: Json, token: str, shard: int, shards: int) -> int:
    if data.get("token") != token:
        return BAD_TOKEN
    if not 0 <= shard < shards:
        return BAD_SHARD
    if not isinstance(data.get("intents"), int) or data["intents"] & ~KNOWN_INTENTS:
        return BAD_INTENTS
    return FORBIDDEN_INTENTS if data["intents"] & PRIVILEGED else 0
