"""Socket Mode: two connections, and somebody who looks after them.

Decides for two connections, since slack_sdk closes one before it opens the next, and a command that falls into the gap
is lost; and that a connection which looks alive but delivers nothing is replaced: after five minutes of silence, and
after one minute when the other one had something to say meanwhile (slackapi/bolt-python#417, #1529). A connection that
no longer answers pings is found by slack_sdk itself, within 40 seconds.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import QUIET

CONNECTIONS = 2  # Slack allows 10
PING = 10.0  # seconds between pings; four without an answer mean a dead connection
SILENCE = 300.0  # seconds without any message after which a connection is replaced
SUSPICION = 60.0  # the same, when the other connection has had at least `TRAFFIC` messages meanwhile
TRAFFIC = 3
LOOK = 10.0  # seconds between two looks at the connections

_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Line:
    """One connection. `heard_at` is when the last message came, `heard` how many came since it was opened."""

    handler: AsyncSocketModeHandler
    heard_at: float
    others: int = field(default=0)
    """Messages that other connections had since this one had its last."""


class Sockets:
    """The connections of the app."""

    def __init__(self, bolt: AsyncApp, app_token: str, client: AsyncWebClient, clock: Callable[[], float]) -> None:
        self._bolt = bolt
        self._app_token = app_token
        self._client = client
        self._clock = clock
        self.lines: list[Line] = []

    async def open(self, url: str) -> None:
        """Open the connections; the first one at the address that proved the token to be good."""
        for number in range(CONNECTIONS):
            handler = AsyncSocketModeHandler(self._bolt, self._app_token, QUIET, self._client, ping_interval=PING)
            if number == 0:
                handler.client.wss_uri = url
            line = Line(handler, self._clock())
            handler.client.on_message_listeners.append(self._listener(line))
            self.lines.append(line)
            await handler.client.connect()  # type: ignore[no-untyped-call]

    async def watch(self, stop: asyncio.Event) -> None:
        """Look after the connections until `stop` is set."""
        while not stop.is_set():
            try:
                await asyncio.wait_for(stop.wait(), LOOK)
            except TimeoutError:
                await self.tend()

    async def tend(self) -> None:
        """Replace a connection that has been silent for too long; one at a time, so that the other can listen."""
        now = self._clock()
        for line in self.lines:
            silent = now - line.heard_at
            is_suspect = silent >= SUSPICION and line.others >= TRAFFIC
            if silent >= SILENCE or is_suspect:
                line.heard_at, line.others = now, 0
                if is_suspect:
                    _log.warning("a connection to Slack looked alive and delivered nothing; it is replaced")
                try:
                    await line.handler.client.connect_to_new_endpoint(force=True)
                except Exception as error:
                    _log.warning("connection not replaced", extra={"reason": type(error).__name__})
                return

    async def close(self) -> None:
        """Close all."""
        for line in self.lines:
            await line.handler.client.close()  # type: ignore[no-untyped-call]

    def _listener(self, line: Line) -> Callable[[WSMessage], "asyncio.Future[None]"]:
        async def heard(message: WSMessage) -> None:
            line.heard_at, line.others = self._clock(), 0
            for other in self.lines:
                if other is not line:
                    other.others += 1

        return heard  # type: ignore[return-value]  # slack_sdk awaits what a listener returns
