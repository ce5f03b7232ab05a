"""The HTTP side: one loopback port for REST, gateway and files, with rate limits, faults and the official description.

Decides the order in which a request is judged: faults of the network, rate limits, the bot's token, then the route.
"""

import asyncio
import json
from typing import Any

from aiohttp import BodyPartReader, web

from tests.fakes.discord import conformance
from tests.fakes.discord.clock import Clock
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.messages import Body
from tests.fakes.discord.refusal import Json, Refusal, not_found, unauthorized
from tests.fakes.discord.rest import Rest
from tests.fakes.discord.traffic import Faults, Rates, TooMany
from tests.fakes.discord.world import Upload

API = "/api/v10"
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


class Server:
    """Serves `rest` and `gateway` on a port of loopback."""

    def __init__(self, rest: Rest, gateway: Gateway, rates: Rates, faults: Faults, clock: Clock, token: str) -> None:
        self.rest = rest
        self.gateway = gateway
        self.rates = rates
        self.faults = faults
        self.clock = clock
        self.nonconforming: list[str] = []
        """Where requests or answers differ from the official description."""
        self.refusals: list[str] = []
        """Every refused request, with what was wrong."""
        self.requests: list[str] = []
        self._authorization = f"Bot {token}"
        self._description = conformance.description()
        self._runner: web.AppRunner | None = None
        self._late: set[asyncio.Task[None]] = set()

    async def start(self, port: int = 0) -> int:
        """Listen on loopback; the port."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.connect)
        app.router.add_get("/gateway/", self.gateway.connect)
        app.router.add_get(f"{API}/gateway", self._gateway_address)
        app.router.add_get(f"{API}/gateway/bot", self._gateway_address)
        for route in self.rest.routes:
            method, _, path = route.partition(" ")
            app.router.add_route(method, API + path, self._serve)
        app.router.add_get("/files/{id}/{name}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._nothing)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.rest.channels.base = f"http://127.0.0.1:{bound}"
        self.gateway.url = f"ws://127.0.0.1:{bound}/gateway"
        return int(bound)

    async def stop(self) -> None:
        """Hang up and stop listening."""
        for task in self._late:
            task.cancel()
        if self._runner is not None:
            await self._runner.cleanup()

    async def landed(self) -> None:
        """Wait until every request that was on its way has arrived."""
        await asyncio.gather(*self._late)

    async def _gateway_address(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != self._authorization:
            return _answer(401, unauthorized().body)
        return _answer(200, self.gateway.budget())

    async def _nothing(self, request: web.Request) -> web.Response:
        self.refusals.append(f"404 {request.method} {request.path}")
        return _answer(404, not_found().body)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        resource = request.match_info.route.resource
        assert resource is not None
        template = resource.canonical.removeprefix(API)
        body = await _body(request, self.rest)
        self.requests.append(f"{request.method} {template}")
        fault = self.faults.draw(request.method, request.path)
        if fault in ("cut", "late"):
            await self._lose(request, template, body, late=fault == "late")
            return web.Response()
        if fault == "too_many":
            return self._done(429, TooMany(0.2, scope="shared").body, TooMany(0.2, scope="shared").headers)
        if fault == "broken":
            return self._done(503, {"code": 0, "message": "503: Service Unavailable"}, {})
        if fault == "slow":
            await self.clock.sleep(self.faults.slow_seconds)
        return self._done(*await self._judge(request, template, body))

    async def _lose(self, request: web.Request, template: str, body: Body, *, late: bool) -> None:
        if late:
            self._late.add(asyncio.create_task(self._later(request, template, body)))
            await self.clock.sleep(self.faults.held_seconds)
        else:
            await self._judge(request, template, body)
        if request.transport is not None:
            request.transport.abort()

    async def _later(self, request: web.Request, template: str, body: Body) -> None:
        await self.clock.sleep(self.faults.held_seconds + self.faults.late_seconds)
        await self._judge(request, template, body)

    async def _judge(self, request: web.Request, template: str, body: Body) -> tuple[int, Any, dict[str, str]]:
        route, parts = f"{request.method} {template}", dict(request.match_info)
        try:
            headers = self.rates.take(route, parts.get("channel_id") or parts.get("webhook_token") or "")
            if template[: template.find("/", 1) + 1] not in WITHOUT_TOKEN:
                self._authorize(request)
            self._hold_request(template, request.method, body)
            status, answer = await self.rest.routes[route](parts, body, dict(request.query))
        except TooMany as refusal:
            return 429, refusal.body, refusal.headers
        except Refusal as refusal:
            self.refusals.append(f"{route}: {refusal}")
            return refusal.status, refusal.body, {}
        if self._description is not None:
            found = conformance.faults_of_answer(self._description, template, request.method, status, answer)
            self.nonconforming += found
        return status, answer, headers

    async def _file(self, request: web.Request) -> web.Response:
        """What somebody attached to a command or a form."""
        found = self.rest.world.attached.get(request.match_info["id"])
        if found is None or found.id in self.rest.world.vanished:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.content, content_type="application/json")

    def _authorize(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != self._authorization:
            raise unauthorized()

    def _hold_request(self, template: str, method: str, body: Body) -> None:
        if self._description is not None and method in ("POST", "PUT", "PATCH"):
            self.nonconforming += conformance.faults_of_request(self._description, template, method, body.json)

    def _done(self, status: int, answer: Any, headers: dict[str, str]) -> web.Response:
        self.rates.saw(status)
        return _answer(status, answer, headers)


def _answer(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    if status == 204:
        return web.Response(status=204, headers=headers)
    # Exactly this type: with a charset behind it, discord.py takes the body for text.
    typed = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(status=status, body=json.dumps(body).encode(), headers=typed)


async def _body(request: web.Request, rest: Rest) -> Body:
    """The JSON of a request, and the files of a multipart one."""
    if request.content_type != "multipart/form-data":
        raw = await request.read()
        return Body(json.loads(raw) if raw else {})
    found: Json = {}
    files: list[tuple[str, str, bytes]] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            found = json.loads(await part.text())
        else:
            files.append((str(part.name), part.filename or "", bytes(await part.read())))
    data = found.get("data") or found
    described = {str(entry["id"]): entry for entry in (data.get("message") or data).get("attachments") or []}
    uploads = [_upload(name, filename, content, described, rest) for name, filename, content in files]
    return Body(found, uploads)


def _upload(name: str, filename: str, content: bytes, described: dict[str, Json], rest: Rest) -> Upload:
    entry = described.get(name.removeprefix("files[").removesuffix("]"), {})
    return Upload(rest.world.new_id(), entry.get("filename") or filename, content, entry.get("description") or "")
