"""A local Slack that runs: its server, its workspace, and how deliveries reach the application.

Decides the secrets it gives out and the way of delivery: Socket Mode, or HTTP once `request_url` is set.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

from aiohttp import web

from tests.fakes.slack import payloads, response_urls
from tests.fakes.slack.api import WebApi
from tests.fakes.slack.clock import Clock
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.limits import RateLimits
from tests.fakes.slack.oauth import OAuth
from tests.fakes.slack.posting import Posting
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.sockets import SocketMode
from tests.fakes.slack.uploads import Uploads, handed_out
from tests.fakes.slack.world import BOT_SCOPES, Channel, Installation, Member

EVENT_TRIES = 4  # at once, then after 0, 60 and 300 seconds; here one after the other


class LocalSlack:
    """One workspace with the application in it. `patience` is how long Slack waits for an acknowledgement."""

    def __init__(
        self, *, clock: Clock | None = None, faults: Faults | None = None, patience: float = 3.0, seed: int = 0
    ) -> None:
        clock = clock or Clock()
        self.service = Service(clock, faults or Faults(), RateLimits(clock))
        self.workspace = self.service.workspace
        self.faults = self.service.faults
        self.sockets = SocketMode(self.service, seed)
        self.uploads = Uploads(self.service)
        self.patience = patience
        self.manifest: Json = {}
        self.app_token = "xapp-1-A0APP-canary-app-token"
        self.bot_token = "xoxb-0-canary-bot-token"
        self.signing_secret = "canary-signing-secret"
        self.client_id, self.client_secret = "1.2", "canary-client-secret"
        self.oauth = OAuth(self.service, self.client_id, self.client_secret)
        self.delivered: list[tuple[str, Json]] = []
        self._posting: Posting | None = None
        self._acknowledged = asyncio.Event()
        self._ids = Random(7)

    @property
    def api_url(self) -> str:
        """What SLACK_API_URL is to be."""
        return f"{self.service.address}/api/"

    @property
    def request_url(self) -> str:
        """Where deliveries are posted; empty for Socket Mode."""
        return self._posting.url if self._posting else ""

    @request_url.setter
    def request_url(self, url: str) -> None:
        self._posting = Posting(url, self.signing_secret) if url else None

    def install(self, scopes: frozenset[str] = BOT_SCOPES) -> None:
        """Put the app into the workspace without asking anybody."""
        self.workspace.installation = Installation(self.bot_token, scopes)

    def add_member(self, name: str, *, is_admin: bool = False, locale: str = "en-US") -> Member:
        """Somebody joins the workspace."""
        member = Member(f"U0{name.upper()}", name, is_admin, locale)
        self.workspace.members[member.id] = member
        return member

    def add_channel(self, name: str, *members: Member, with_app: bool = True, is_private: bool = False) -> Channel:
        """A channel is opened."""
        inside = {member.id for member in members} | ({self.workspace.bot_user} if with_app else set())
        channel = Channel(f"C0{name.upper()}", name, inside, is_private)
        self.workspace.channels[channel.id] = channel
        return channel

    async def deliver(self, kind: str, payload: Json) -> Json | None:
        """Send something to the application; its acknowledgement. Events are tried again, as Slack does."""
        self.delivered.append((kind, payload))
        tries = EVENT_TRIES if kind == "events_api" else 1
        for attempt in range(tries):
            answer = await self._try(kind, payload, attempt)
            if answer is not None:
                self._acknowledged.set()
                return answer
        return None

    async def acknowledged(self) -> None:
        """Wait until a delivery is acknowledged."""
        self._acknowledged.clear()
        await self._acknowledged.wait()

    async def deliver_again(self, index: int = -1) -> Json | None:
        """Send something a second time, as after a lost acknowledgement or by somebody who recorded it."""
        kind, payload = self.delivered[index]
        return await self._try(kind, payload, 1)

    async def _try(self, kind: str, payload: Json, attempt: int) -> Json | None:
        way = self._posting or self.sockets
        return await way.deliver(kind, payload, self.patience, attempt, "timeout" if attempt else "")

    async def _pump(self) -> None:
        while True:
            content = await self.service.events.get()
            await self.deliver("events_api", payloads.event(self.service, content))

    def _routes(self) -> web.Application:
        application = web.Application(client_max_size=8 << 20)
        api = WebApi(self.service, self.sockets, self.oauth, self.uploads, app_token=self.app_token)

        async def answered(request: web.Request) -> web.StreamResponse:
            return await response_urls.answer(self.service, request)

        async def file(request: web.Request) -> web.StreamResponse:
            return await handed_out(self.service, request)

        application.router.add_route("*", "/api/{method}", api.handle)
        application.router.add_get("/files-pri/{file}/{name}", file)
        application.router.add_post("/response/{team}/{secret}", answered)
        application.router.add_get("/link", self.sockets.connect)
        application.router.add_post("/upload/{file}", self.uploads.receive)
        return application

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator["LocalSlack"]:
        """Serve on loopback until the block ends."""
        runner = web.AppRunner(self._routes(), access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", port)
        await site.start()
        self.service.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        pump = asyncio.create_task(self._pump())
        try:
            yield self
        finally:
            pump.cancel()
            for connection in list(self.sockets.connections):
                await self.sockets.drop(connection)
            await runner.cleanup()
