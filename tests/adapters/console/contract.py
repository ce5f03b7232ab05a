"""The contract of the adapters, at the console: what a person types, and what is printed then."""

import io
import re
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from rich.console import Console

from adapters.console.completion import LineCompleter
from adapters.console.conversation import Conversation, Seat
from adapters.console.lines import spell_fields
from adapters.console.render import shown
from bot.app import App
from bot.chat.command import Command, Surface
from bot.chat.form import Form
from bot.dispatch import Answer
from tests.adapters.contract import Role, Shown

PRESSABLE = re.compile(r"\[\d+\]\N{NO-BREAK SPACE}(.+?)(?=  \[|$)", re.MULTILINE)


class AtConsole:
    """Every command as it is typed."""

    exceptions: Mapping[str, str] = {}
    somebody = "ben"
    somewhere = "books"

    def __init__(self, app: App, offered: Collection[str], folder: Path) -> None:
        self._offered = offered
        self._folder = folder
        self._seats = {role: Conversation(app.dispatcher, Seat(moderator=role is Role.OWNER).request) for role in Role}

    def hand(self, text: str) -> str:
        """The path of a file."""
        path = self._folder / "file.json"
        path.write_text(text, encoding="utf-8")
        return str(path)

    def offered(self) -> Collection[str]:
        """The names of the commands that completion offers."""
        return self._offered

    async def use(self, command: Command, given: Mapping[str, str], role: Role) -> Shown:
        """Type a command; a message command with the text of a message."""
        line = f"/{command.name} {spell_fields(given)}"
        if command.surface is Surface.MESSAGE:
            line = f"use {command.name} Scaling is over."
        return _shown(await self._seats[role].answer(line))

    async def send(self, wire: str, role: Role) -> Shown:
        """Press a button."""
        return _shown(await self._seats[role].answer(f"press {wire}"))


def _shown(answer: Answer) -> Shown:
    screen = io.StringIO()
    Console(file=screen, width=10_000, highlight=False, emoji=False, markup=False).print(shown(answer))
    text = screen.getvalue()
    if isinstance(answer.content, Form):
        lines = text.splitlines()
        asked = [field for field in answer.content.fields if any(line.startswith(field.label) for line in lines[2:])]
        return Shown(text, True, asks=[field.name for field in asked])
    is_private = text.startswith(("Only you see this.", "✗"))
    return Shown(text, is_private, PRESSABLE.findall(text))


async def _completed(completer: LineCompleter, typed: str) -> list[str]:
    found = completer.get_completions_async(Document(typed), CompleteEvent())
    return [completion.text.removeprefix("use ").strip("/ ") async for completion in found]


@asynccontextmanager
async def meet(app: App) -> AsyncIterator[AtConsole]:
    """A conversation for each role."""
    completer = LineCompleter(Conversation(app.dispatcher, Seat(moderator=True).request))
    offered = [*await _completed(completer, ""), *await _completed(completer, "use ")]
    yield AtConsole(app, offered, app.settings.data_dir)
