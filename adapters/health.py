"""Whether the bot is alive and ready, for supervisors and containers: `/livez` and `/readyz` on loopback.

Decides that alive means the event loop turns, and ready means that the database takes a write and every platform that
was started is connected. The answers hold reasons and no identifiers.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.app import App

HOST = "127.0.0.1"
PATIENCE = 5.0  # seconds for the database, and for whoever asks

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Health:
    """What is known of each platform: `starting`, `ready` or `stopped`."""

    platforms: dict[str, str] = field(default_factory=dict)

    def starting(self, name: str) -> None:
        """A platform is being started."""
        self.platforms[name] = "starting"

    def ready(self, name: str) -> None:
        """A platform is connected."""
        self.platforms[name] = "ready"

    def stopped(self, name: str) -> None:
        """A platform has failed."""
        self.platforms[name] = "stopped"


@asynccontextmanager
async def health_served(app: App, health: Health, port: int) -> AsyncIterator[None]:
    """Answer on loopback within the block. A port that is taken is logged and keeps nobody from starting."""

    async def live(_: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def ready(_: web.Request) -> web.Response:
        reasons = {name: state for name, state in health.platforms.items() if state != "ready"}
        if not await _writable(app):
            reasons["database"] = "takes no write"
        return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)

    site = web.Application()
    site.add_routes([web.get("/livez", live), web.get("/readyz", ready)])
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        _log.warning("no health checks: port %s is not to be had (%s); set HEALTH_PORT", port, type(error).__name__)
    try:
        yield
    finally:
        await runner.cleanup()


async def ask_health(port: int) -> tuple[bool, str]:
    """Whether the bot that answers on this port is ready, and what it said."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=PATIENCE)) as session,
            session.get(f"http://{HOST}:{port}/readyz") as answer,
        ):
            return answer.status == 200, await answer.text()
    except (ClientError, TimeoutError) as error:
        return False, f"no answer on port {port} ({type(error).__name__})"


async def _writable(app: App) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await app.services.stores.notes.put("health.checked", app.services.now().isoformat())
    except Exception as error:
        _log.error("the database takes no write: %s", type(error).__name__)
        return False
    return True
