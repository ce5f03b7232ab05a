"""Serving Slack from the first call to the last answer.

Decides that Socket Mode and HTTP end in the same listeners; that a token which Slack refuses stops the start with what
to do; and that a shutdown first takes no more deliveries, then finishes what was begun.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout, web

from adapters.slack.calls import Calls
from adapters.slack.desk import PLATFORM
from adapters.slack.entry import Entry
from adapters.slack.install import Installations, authorize_many, authorize_one, flow_of, token_of_one
from adapters.slack.joining import joined
from adapters.slack.listening import Listening
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH
from adapters.slack.modes import Distributed, OverHttp, SocketMode, mode_of
from adapters.slack.outbox import HISTORY_APART_MANY, HISTORY_APART_ONE, SlackOutbox, TokenOf
from adapters.slack.pace import USUAL, Pace
from adapters.slack.posting import Gates
from adapters.slack.proving import answered, proved
from adapters.slack.sockets import Sockets
from bot.app import App
from bot.chat.errors import UserError

LEAVE = 10.0  # seconds for what was begun

Ready = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run of the adapter is given."""

    app: App
    calls: Calls
    pace: Pace
    stop: asyncio.Event
    on_ready: Ready


async def serve(app: App, stop: asyncio.Event, on_ready: Ready, pace: Pace = USUAL) -> None:
    """Serve Slack until `stop` is set. Raises UserError when it is not configured, or Slack refuses the tokens."""
    mode = mode_of(app.settings)
    timeout = ClientTimeout(total=30)
    async with ClientSession(timeout=timeout) as session:
        run = _Run(app, Calls(session, app.settings.slack_api_url, pace.sleep), pace, stop, on_ready)
        match mode:
            case None:
                raise UserError("Slack is not configured. Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN.")
            case SocketMode():
                await _serve_sockets(run, mode)
            case OverHttp():
                await _serve_http(run, mode)
            case Distributed():
                await _serve_many(run, mode)


async def _serve_sockets(run: _Run, mode: SocketMode) -> None:
    token = await proved(mode.bot_token, run.calls, run.stop)
    client = run.calls.client()
    opened = await answered(
        run.calls, lambda: client.apps_connections_open(app_token=mode.app_token), "SLACK_APP_TOKEN", run.stop
    )
    if token is None or opened is None:
        return
    bolt, listening = joined(run.app, run.calls, run.pace, authorize_one(token))
    sockets = Sockets(bolt, mode.app_token, client, run.pace.clock)
    try:
        await sockets.open(str(opened["url"]))
        with _posting(run, token_of_one(token), HISTORY_APART_ONE):
            run.on_ready(f"{token.team}, over Socket Mode")
            await sockets.watch(run.stop)
    finally:
        await sockets.close()
        await listening.idle(LEAVE)


async def _serve_http(run: _Run, mode: OverHttp) -> None:
    token = await proved(mode.bot_token, run.calls, run.stop)
    if token is None:
        return
    bolt, listening = joined(run.app, run.calls, run.pace, authorize_one(token), signing_secret=mode.signing_secret)
    async with _listening_at(run.app, Entry(bolt, mode.signing_secret), listening) as address:
        with _posting(run, token_of_one(token), HISTORY_APART_ONE):
            run.on_ready(f"{address}{EVENTS_PATH}; {token.team}")
            await run.stop.wait()


async def _serve_many(run: _Run, mode: Distributed) -> None:
    engine = run.app.services.stores.database.engine
    installations = Installations(mode.client_id, engine, mode.keys)
    authorize = authorize_many(installations)
    bolt, listening = joined(run.app, run.calls, run.pace, authorize, installations, mode.signing_secret)
    flow = flow_of(mode, run.calls, installations, engine)
    async with _listening_at(run.app, Entry(bolt, mode.signing_secret, flow), listening) as address:
        with _posting(run, installations.token_of, HISTORY_APART_MANY):
            run.on_ready(f"{address}{EVENTS_PATH}; install at {mode.public_url.rstrip('/')}{INSTALL_PATH}")
            await run.stop.wait()


@contextmanager
def _posting(run: _Run, token_of: TokenOf, history_apart: float) -> Iterator[None]:
    """Let posts leave that nobody asked for in that moment, until the block ends."""
    gates = Gates(run.pace.sleep, run.pace.clock)
    run.app.outboxes.open(PLATFORM, SlackOutbox(run.calls, token_of, gates, history_apart))
    try:
        yield
    finally:
        run.app.outboxes.close(PLATFORM)


@asynccontextmanager
async def _listening_at(app: App, entry: Entry, listening: Listening) -> AsyncIterator[str]:
    """Serve the entry until the block ends; then take no more, and finish what was begun."""
    runner = web.AppRunner(entry.application(), access_log=None, shutdown_timeout=LEAVE)
    host, port = app.settings.slack_host, app.settings.slack_port
    try:
        await runner.setup()
        await _begin(web.TCPSite(runner, host, port), f"{host}:{port}")
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        for site in list(runner.sites):
            await site.stop()
        await listening.idle(LEAVE)
        await runner.cleanup()


async def _begin(site: web.TCPSite, where: str) -> None:
    try:
        await site.start()
    except OSError as error:
        raise UserError(f"SLACK_PORT: {where} cannot be listened on ({error.strerror}).") from None
