"""The web chat as a running server: its routes, its start and its end.

Decides that it listens where it is told, says its address when it is ready, logs no request, and lets every open
stream go before it ends; and that what is posted unasked may come for exactly as long as it serves.
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from time import time_ns

from aiohttp import web
from aiohttp.typedefs import Middleware

from adapters.web import api, kept, moving, stream
from adapters.web.addressed import reader_of
from adapters.web.guard import Handler, guard, headed, names_of
from adapters.web.handed import FORM_LIMIT
from adapters.web.html import Html
from adapters.web.icons import FAVICON
from adapters.web.library import pages as library_pages
from adapters.web.page import conversation, discussion
from adapters.web.people import PLATFORM
from adapters.web.room import Rooms
from adapters.web.showing import Showing
from adapters.web.stage import Stage
from adapters.web.stream import STREAM
from adapters.web.talk import LINE_LIMIT
from adapters.web.welcome import examples
from bot.app import App
from bot.chat.errors import trace_of

LEAVING = 5.0  # seconds that open requests have at the end

_STATIC = Path(__file__).parent / "static"
_log = logging.getLogger(__name__)


async def serve(
    app: App, *, host: str, port: int, stop: asyncio.Event, on_ready: Callable[[str], None], has_clock: bool = False
) -> None:
    """Serve the web chat until `stop` is set. `on_ready` is given its address. Raises OSError if the port is taken.

    `has_clock` offers the panel that moves the clock: only where nothing but the web chat runs.
    """
    # What the core kept from before a restart, such as the id of a board, must name nothing here.
    stage = Stage(app, Rooms(first=time_ns() // 1_000_000), has_clock=has_clock)
    names: set[str] = set()
    runner = web.AppRunner(application(stage, lambda: frozenset(names)), access_log=None, shutdown_timeout=LEAVING)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        bound = runner.addresses[0][1]
        names |= names_of(host, bound)
        app.outboxes.open(PLATFORM, stage.outbox)
        on_ready(f"http://{_shown(host)}:{bound}/")
        await stop.wait()
        stage.rooms.close()
    finally:
        app.outboxes.close(PLATFORM)
        await runner.cleanup()
        await stage.close()


def application(stage: Stage, names: Callable[[], frozenset[str]]) -> web.Application:
    """All routes; `names` are the `Host` headers that are answered."""
    showing = Showing(stage.app.dispatcher)
    served = web.Application(
        middlewares=[_no_traceback, guard(names), _in_one_scene(stage)], client_max_size=FORM_LIMIT
    )
    served.on_response_prepare.append(headed)
    served.add_routes(
        [
            *_pages(stage, showing),
            *api.routes(stage, showing),
            *stream.routes(stage, showing),
            *moving.routes(stage),
            *kept.routes(stage),
            *library_pages.routes(lambda: stage.app),
            web.static("/static", _STATIC),
        ]
    )
    return served


def _pages(stage: Stage, showing: Showing) -> list[web.RouteDef]:
    async def room(request: web.Request) -> web.Response:
        reader = reader_of(request)
        dispatcher = stage.app.dispatcher
        edition = await dispatcher.edition(reader.request())
        shown = conversation(
            stage.rooms.room(reader.channel.id),
            reader,
            showing,
            examples(edition.library, dispatcher.commands),
            thread=request.query.get("thread", ""),
            draft=request.query.get("draft", "")[:LINE_LIMIT],
            time=await stage.time() if stage.has_clock else None,
            with_clock="clock" in request.query,
        )
        return page(shown)

    async def beside(request: web.Request) -> web.Response:
        reader = reader_of(request)
        room = stage.rooms.room(reader.channel.id)
        found = room.get(request.match_info["thread"], reader.person.id)
        if found is None or not found.opens:
            raise web.HTTPNotFound(text="This discussion is not kept any more.")
        return page(discussion(found, room, reader, showing))

    async def favicon(request: web.Request) -> web.Response:
        return web.Response(text=FAVICON, content_type="image/svg+xml")

    return [
        web.get("/", room),
        web.get(r"/discussion/{thread:\d{1,15}}", beside),
        web.get("/favicon.svg", favicon),
    ]


def page(shown: Html) -> web.Response:
    """A page or a part of one."""
    return web.Response(text=shown, content_type="text/html")


@web.middleware
async def _no_traceback(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An error of ours is logged without anybody's words and answered with one sentence."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:
        _log.error("web request failed: %s", trace_of(error), extra={"path": request.path})
        return web.Response(status=500, text="Something went wrong on this side. Try again.")


def _in_one_scene(stage: Stage) -> Middleware:
    """A scene is not closed while a request is answered in it; the stream asks nothing of it, and goes on."""

    @web.middleware
    async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == STREAM:
            return await handler(request)
        with stage.scene.answering():
            return await handler(request)

    return answered


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
