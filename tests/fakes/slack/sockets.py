"""Socket Mode: tickets, up to ten connections, envelopes and their acknowledgement, refreshes, dead sockets.

Source: docs.slack.dev, apis/events-api/using-socket-mode. Which connection gets an envelope is drawn from a seed.
"""

import asyncio
import json
from dataclasses import dataclass
from random import Random
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.fakes.slack.checks import RefusedError
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json

CONNECTIONS = 10


@dataclass(eq=False)
class Connection:
    """One open socket. A `deaf` one looks alive and delivers nothing; a `frozen` one does not even answer pings."""

    socket: web.WebSocketResponse
    deaf: bool = False
    frozen: bool = False
    sent: int = 0


class SocketMode:
    """The sockets of the application."""

    def __init__(self, service: Service, seed: int = 0) -> None:
        self._service = service
        self._random = Random(seed)
        self._unused: set[str] = set()
        self.tickets: list[str] = []
        """All that were ever given out."""
        self.is_busy = False
        """Whether further connections are answered 503."""
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Condition()
        self.connections: list[Connection] = []
        self.opened = 0
        self.turned_away = asyncio.Event()

    def open(self, service: Service, given: Json) -> Json:
        """apps.connections.open."""
        if len(self.connections) >= CONNECTIONS:
            raise RefusedError("too_many_websockets")
        ticket = uuid4().hex
        self._unused.add(ticket)
        self.tickets.append(ticket)
        return {"url": f"{service.address.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id=A0APP"}

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A connection with a ticket, until it is closed."""
        ticket = request.query.get("ticket", "")
        if self.is_busy:
            self.turned_away.set()
            return web.Response(status=503)
        if ticket not in self._unused:
            return web.Response(status=401)
        self._unused.discard(ticket)
        connection = Connection(web.WebSocketResponse(autoping=False))
        await connection.socket.prepare(request)
        self.connections.append(connection)
        self.opened += 1
        await connection.socket.send_json(self._hello())
        await self._tell()
        try:
            await self._listen(connection)
        finally:
            self.connections.remove(connection)
            await self._tell()
        return connection.socket

    async def connected(self, count: int) -> None:
        """Wait until that many connections are open."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.connections) == count)

    async def opened_ever(self, count: int) -> None:
        """Wait until that many connections have been opened since the start."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.opened >= count)

    async def deliver(
        self, kind: str, payload: Json, patience: float, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Send an envelope to one of the connections; its acknowledgement, or None when there was none in time."""
        alive = [connection for connection in self.connections if not connection.socket.closed]
        if not alive:
            return None
        connection = self._random.choice(alive)
        envelope: Json = {
            "envelope_id": str(uuid4()),
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        answer = self._waiting[envelope["envelope_id"]] = asyncio.get_running_loop().create_future()
        connection.sent += 1
        if not connection.deaf and not connection.frozen:
            await connection.socket.send_json(envelope)
        try:
            return await asyncio.wait_for(answer, patience)
        except TimeoutError:
            return None
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def ask_to_leave(self, connection: Connection, reason: str = "warning") -> None:
        """Tell a connection that it will be closed: `warning`, `refresh_requested` or `link_disabled`."""
        await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

    async def drop(self, connection: Connection) -> None:
        """Close a connection without a word."""
        await connection.socket.close(code=1001)

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is WSMsgType.PING and not connection.frozen:
                await connection.socket.pong(message.data)
            if message.type is WSMsgType.TEXT and not connection.deaf:
                answer = json.loads(message.data)
                waiting = self._waiting.get(answer.get("envelope_id"))
                if waiting is not None and not waiting.done():
                    waiting.set_result(answer)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "connection_info": {"app_id": "A0APP"},
            "debug_info": {
                "host": "local",
                "started": "2026-11-21",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()
