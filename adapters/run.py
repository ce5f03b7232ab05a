"""What runs for as long as the bot does: each platform as a task of its own, and the signals.

Decides that a platform which fails says so and leaves the others alone; that the sender of what is posted unasked ends
before the platforms it posts on; that SIGHUP reads the content again; that the first SIGTERM or SIGINT asks everybody
to leave within `GRACE` and that a second one is the system's, which ends the process at once (nothing is lost: what was
acknowledged is on the disk).
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from adapters.health import Health
from bot.app import App
from bot.chat.errors import UserError

GRACE = 14.0  # seconds for everybody to leave; a supervisor usually waits 15 or more
SENDING = 6.0  # of them, for what is being posted; the ledger makes ending it sooner as safe

_log = logging.getLogger(__name__)

Say = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Platform:
    """A place where people meet the bot. `serve` runs until `stop` is set; it says where it can be found when ready."""

    name: str
    serve: Callable[[App, asyncio.Event, Callable[[str], None]], Awaitable[None]]


async def run_platforms(
    app: App, platforms: Sequence[Platform], stop: asyncio.Event, say: Say, health: Health | None = None
) -> list[Exception]:
    """Run all until `stop` is set or none is left; what made those fail that failed.

    `say` is given a platform's name and where it is, or what happened to it.
    """
    failures: list[Exception] = []
    known = health or Health()

    async def one(platform: Platform) -> None:
        def found(where: str) -> None:
            known.ready(platform.name)
            say(platform.name, where)

        known.starting(platform.name)
        try:
            await platform.serve(app, leave, found)
        except UserError as error:
            known.stopped(platform.name)
            failures.append(error)
            say(platform.name, f"stopped: {error}")
        except Exception as error:
            known.stopped(platform.name)
            failures.append(error)
            _log.exception("platform failed", extra={"at": platform.name})
            say(platform.name, f"stopped by an error that nobody foresaw ({type(error).__name__}); the log says where")

    leave, enough = asyncio.Event(), asyncio.Event()
    tasks = [asyncio.create_task(one(platform), name=platform.name) for platform in platforms]
    sending = asyncio.create_task(app.sender.run(enough), name="sender")
    everyone = asyncio.ensure_future(asyncio.gather(*tasks))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait((everyone, stopping), return_when=asyncio.FIRST_COMPLETED)
    enough.set()
    began = monotonic()
    await asyncio.wait((sending,), timeout=SENDING)
    leave.set()
    await asyncio.wait((everyone,), timeout=GRACE - (monotonic() - began))
    for task in tasks:
        if not task.done():
            _log.error("platform did not leave in time", extra={"at": task.get_name(), "seconds": GRACE})
            task.cancel()
    sending.cancel()
    stopping.cancel()
    await asyncio.wait((*tasks, sending))
    return failures


@contextmanager
def signals(reload: Callable[[], Awaitable[object]], stop: asyncio.Event) -> Iterator[None]:
    """Set `stop` and call `reload`, one call after another, by signal within the block."""
    if sys.platform == "win32":  # it has no SIGHUP, and its loop no handlers: there Ctrl-C cancels everything
        yield
        return
    loop = asyncio.get_running_loop()
    turn = asyncio.Lock()
    reloads: set[asyncio.Task[None]] = set()

    def leave() -> None:
        stop.set()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    async def again() -> None:
        try:
            async with turn:
                await reload()
        except Exception:
            _log.exception("content not replaced")

    def called() -> None:
        task = asyncio.create_task(again())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, leave)
    loop.add_signal_handler(signal.SIGHUP, called)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            loop.remove_signal_handler(number)
