"""`commonplace chat`: talk with the book in this terminal.

Decides that it needs a terminal; a pipe is told of `ask`.
"""

import asyncio
import sys

import click
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from adapters.cli.console_options import ADVICE, Keeping, console_options, conversation, log_quietly
from adapters.cli.endings import told
from adapters.console.chat import converse
from adapters.console.conversation import Seat
from adapters.console.render import page
from bot.settings import Settings


@click.command()
@console_options
def chat(seat: Seat, keeping: Keeping) -> None:
    """Talk with the book in this terminal.

    \b
      commonplace chat
      commonplace chat --moderator --fresh      try what moderators can do; nothing is kept

    Type as in a chat: /quote generalization. Tab completes, a number presses that button, a form is asked field by
    field. Ctrl-C drops a line or a form; Ctrl-D leaves.

    What you save, and the history of what you typed, is kept in console/ in the data folder (DATA_DIR), apart from a
    running bot, which can go on; with DATABASE_URL, saved things are in that database.
    """
    if not sys.stdin.isatty():
        raise click.UsageError("chat needs a terminal. For a pipe there is: commonplace ask")
    with told(ADVICE), keeping.settings() as settings:
        log_quietly(settings)
        asyncio.run(_talk(settings, seat, fresh=keeping.fresh))


async def _talk(settings: Settings, seat: Seat, *, fresh: bool) -> None:
    async with conversation(settings, seat, tries=1) as talk:
        await converse(talk, page(sys.stdout), _history(settings, fresh=fresh))


def _history(settings: Settings, *, fresh: bool) -> History:
    if fresh:
        return InMemoryHistory()
    path = settings.data_dir / "history"
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    return FileHistory(path)
