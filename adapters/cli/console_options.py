"""Who sits at the console, where, and where what they do is kept: the options that `chat` and `ask` share.

Decides that the console keeps its own store, `console/` in the data folder, so that it works beside a running bot,
which holds the other one; that `--fresh` keeps nothing; and that PostgreSQL, which many processes can use at once, is
shared where it is set up. A terminal shows answers alone: what is posted unasked elsewhere never comes here, and the
commands that set it up say so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from adapters import logs
from adapters.console.conversation import PLATFORM, Conversation, Seat
from bot.app import App, build_app
from bot.chat.clean import clean
from bot.settings import Settings, read_settings
from bot.state.refusals import RunningError

FOLDER = "console"  # in the data folder
TRIES, PAUSE = 20, 0.25  # times and seconds that one question waits for another one to let go of the store
ADVICE = "Or add --fresh, which keeps nothing, or --data-dir FOLDER."


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the console keeps what it is told to keep."""

    data_dir: Path | None
    """The folder named on the command line."""
    fresh: bool

    @contextmanager
    def settings(self) -> Iterator[Settings]:
        """The settings with the console's own store. Raises UserError."""
        if self.fresh:
            with TemporaryDirectory(prefix="commonplace-") as folder:
                yield read_settings(data_dir=Path(folder), database_url="")
        elif self.data_dir:
            yield read_settings(data_dir=self.data_dir, database_url="")
        else:
            settings = read_settings()
            yield settings.model_copy(update={"data_dir": settings.data_dir / FOLDER})


@asynccontextmanager
async def conversation(settings: Settings, seat: Seat, *, tries: int = TRIES) -> AsyncIterator[Conversation]:
    """A conversation on the core. Raises what `build_app` raises; RunningError only after some waiting."""
    async with AsyncExitStack() as stack:
        app = await _opened(settings, stack, tries)
        app.outboxes.silence(PLATFORM)
        yield Conversation(app.dispatcher, seat.request)


async def _opened(settings: Settings, stack: AsyncExitStack, tries: int) -> App:
    while True:
        try:
            return await stack.enter_async_context(build_app(settings))
        except RunningError:
            tries -= 1
            if tries <= 0:
                raise
            await asyncio.sleep(PAUSE)


def log_quietly(settings: Settings) -> None:
    """Somebody at a prompt is told of warnings, each in one line; LOG_LEVEL=debug shows everything."""
    everything = settings.log_level == "debug"
    logs.set_up("debug" if everything else "warning", brief=not everything)


def console_options(command: Callable[..., None]) -> Callable[..., None]:
    """Adds the options to a command, which is given `seat` and `keeping` for them."""

    @click.option("--person", default="reader", metavar="NAME", callback=_name, help="Who asks.  [default: reader]")
    @click.option("--space", default="console", metavar="NAME", callback=_name, help="The group.  [default: console]")
    @click.option("--channel", default="general", metavar="NAME", callback=_name, help="Where.  [default: general]")
    @click.option("--moderator", is_flag=True, help="Ask as somebody who runs the space.")
    @click.option("--language", default="en", metavar="TAG", callback=_name, help="What to answer in, such as zh-CN.")
    @click.option(
        "--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Keep what is kept in this folder."
    )
    @click.option("--fresh", is_flag=True, help="Begin with nothing, and keep nothing at the end.")
    @wraps(command)
    def seated(
        person: str,
        space: str,
        channel: str,
        moderator: bool,
        language: str,
        data_dir: Path | None,
        fresh: bool,
        **rest: Any,
    ) -> None:
        command(seat=Seat(person, space, channel, moderator, language), keeping=Keeping(data_dir, fresh), **rest)

    return seated


def _name(context: click.Context, option: click.Parameter, value: str) -> str:
    name = clean(value, lines=False).strip()
    if not name or len(name) > 100:
        raise click.BadParameter("give a name of 1 to 100 characters.")
    return name
