"""`commonplace run`: start what is set up.

Decides what is said at the start, on one screen: which library, where the data are, what was started and where, and how
to get what was not. Logs go to the standard error.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import nullcontext
from errno import EADDRINUSE
from importlib.metadata import version

import click

from adapters import logs
from adapters.cli.codes import BAD, CONFIGURATION
from adapters.cli.endings import LaterError, code_of, told
from adapters.health import Health, health_served
from adapters.memory import set_aside
from adapters.run import Platform, run_platforms, signals
from adapters.stillness import ends_when_still
from bot.app import App, build_app, content_folders
from bot.chat.errors import UserError
from bot.settings import Settings, read_settings

LOOPBACK = ("127.0.0.1", "::1", "localhost")

_log = logging.getLogger(__name__)

NOTHING = """\
commonplace: nothing is set up to start.

  Discord:                         set DISCORD_TOKEN (Developer Portal, your app, Bot, Reset Token)
  Slack:                           set SLACK_BOT_TOKEN and SLACK_APP_TOKEN (see: commonplace manifest slack)
  The web chat needs no account:   commonplace run --web
  A chat in this terminal:         commonplace chat
"""


@click.command()
@click.option("--web", is_flag=True, help="Start the web chat.")
@click.option("--host", metavar="ADDRESS", help="Where the web chat listens.  [WEB_HOST; default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Its port; 0 takes a free one.  [WEB_PORT; default: 8600]")
def run(web: bool, host: str | None, port: int | None) -> None:
    """Start the bot and keep it running: every platform that is set up, and the web chat where --web asks for it.

    \b
      commonplace run --web                 a chat and the library in your browser
      commonplace run --web --port 0        on any free port

    The web chat has no login; whoever reaches its address can use it, so keep it on loopback.

    \b
    Signals
      SIGHUP             read the content again; a broken version changes nothing
      SIGTERM, SIGINT    leave within 15 seconds; a second one ends at once
      SIGALRM            ends a process on PostgreSQL that stood still for long

    Exit code: 0 after a signal, 1 when every platform failed, 75 when the data or the port are in use, 78 when nothing
    is set up or a setting, the content or the data need a person.
    """
    with told():
        given = {"web_host": host, "web_port": port}
        settings = read_settings(**{name: value for name, value in given.items() if value is not None})
        logs.set_up(settings.log_level)
        platforms = _platforms(settings, web=web)
        if not platforms:
            click.echo(NOTHING, err=True, nl=False)
            raise SystemExit(CONFIGURATION)
        code = asyncio.run(_run(settings, platforms))
    raise SystemExit(code)


def _platforms(settings: Settings, *, web: bool) -> tuple[Platform, ...]:
    """What is set up; a platform's library is imported only for it."""
    found: list[Platform] = []
    if settings.discord_token.get_secret_value():
        from adapters.discord.client import serve as serve_discord

        found.append(Platform("Discord", serve_discord))
    if _wants_slack(settings):
        from adapters.slack.app import serve as serve_slack

        found.append(Platform("Slack", serve_slack))
    if web:
        from adapters.web.server import serve

        if settings.web_host not in LOOPBACK:
            _log.warning("the web chat can be reached from other machines and has no login")

        is_alone = not found

        async def serve_web(app: App, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
            host, port = settings.web_host, settings.web_port
            try:
                await serve(app, host=host, port=port, stop=stop, on_ready=ready, has_clock=is_alone)
            except OSError as error:
                if error.errno != EADDRINUSE:
                    raise
                taken = f"port {settings.web_port} is taken by another program"
                raise LaterError(f"{taken}. End that one, or take any free port with --port 0.") from error

        found.append(Platform("Web chat", serve_web))
    return tuple(found)


def _wants_slack(settings: Settings) -> bool:
    """Whether anything of Slack's is set; half a configuration is the platform's own to say, and stops no other."""
    from adapters.slack.modes import mode_of

    try:
        return mode_of(settings) is not None
    except UserError:
        return True


async def _run(settings: Settings, platforms: tuple[Platform, ...]) -> int:
    stop = asyncio.Event()
    async with build_app(settings) as app:
        set_aside()

        async def reload() -> None:
            if await app.reload():
                set_aside()

        is_shared = app.services.stores.database.shared
        # Alone on its database, a process that wakes up late does nothing that another has done meanwhile.
        async with ends_when_still() if is_shared else nullcontext():
            with signals(reload, stop):
                _introduce(app)
                failures = await _serve(app, platforms, stop)
    if len(failures) < len(platforms):
        return 0
    return code_of(failures[0]) or BAD


async def _serve(app: App, platforms: tuple[Platform, ...], stop: asyncio.Event) -> list[Exception]:
    health, port = Health(), app.settings.health_port
    async with health_served(app, health, port) if port else nullcontext():
        return await run_platforms(app, platforms, stop, _say, health)


def _introduce(app: App) -> None:
    library = app.services.library
    counts = f"{len(library.quotes)} quotations, {len(library.topics)} topics, {len(library.sources)} sources"
    click.echo(f"Commonplace {version('commonplace-bot')}\n")
    _say("Library", f"edition {library.edition}: {counts}")
    _say("", ", ".join(str(folder) for folder in content_folders(app.settings)))
    _say("Data", "PostgreSQL (DATABASE_URL)" if app.settings.database_url else str(app.settings.data_dir.absolute()))


def _say(name: str, what: str) -> None:
    click.echo(f"  {name:<10}  {what}")
