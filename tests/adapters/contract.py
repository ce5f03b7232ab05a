"""What every adapter owes every command, whatever the platform: the words in which the contract is written.

Each platform has a module `tests/adapters/<platform>/contract.py` with `meet(app)`, an async context manager that
connects the real adapter to the local platform and gives a `Platform`. `test_contract.py` does the rest.
"""

import re
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from random import Random
from typing import Protocol

from bot.app import App, services_on
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.form import Form
from bot.chat.place import Audience, Permission, Person, Place
from bot.chat.reply import Button, Select
from bot.commands import COMMANDS
from bot.dispatch import Answer, Dispatcher
from bot.services import Shelf
from bot.settings import Settings
from bot.state.stores import open_state
from tests.conversation import Clock
from tests.editions import builtin_edition
from tests.export.files import text_with

SIMPLE = {Kind.TEXT: "generalization", Kind.FLAG: "yes", Kind.TIME: "09:00", Kind.DATE: "2026-12-24"}


class Role(Enum):
    """Who asks: somebody in the space, whom it made a moderator, or who runs it."""

    MEMBER = Permission.MEMBER
    MODERATOR = Permission.MODERATOR
    OWNER = Permission.OWNER


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody sees: everything that can be read, who else sees it, what can be pressed, what is asked."""

    text: str
    is_private: bool
    labels: Sequence[str] = ()
    """Of buttons; of menus what can be chosen."""
    asks: Sequence[str] = ()
    """The fields of a form that was opened, by the names of the options."""


class Platform(Protocol):
    """A local platform with the real adapter."""

    exceptions: Mapping[str, str]
    """Commands that cannot be reached there, by name, with the reason."""
    somebody: str
    somewhere: str
    """Ids of a person and of a channel."""

    def hand(self, text: str) -> str:
        """Make a file with this text ready; what is given for an option that takes a file."""

    def offered(self) -> Collection[str]:
        """The names of the commands that people are offered."""

    async def use(self, command: Command, given: Mapping[str, str], role: Role) -> Shown:
        """Use a command natively, with values by option name."""

    async def send(self, wire: str, role: Role) -> Shown:
        """Press a button that carries this, on a message that everybody sees."""


class Permitted(Platform, Protocol):
    """A local platform of groups, in which there is a moderator beside who runs the space."""

    space: str
    moderator: str
    """The platform's own ids of the space and of that person."""

    async def complete(self, command: Command, option: Option, role: Role) -> Collection[str]:
        """What is suggested for an option: natively where the command is used, else in its form."""


class Recorder(Dispatcher):
    """A dispatcher that keeps what it answered last."""

    last: Answer | None = None

    async def run(self, name: str, request: Request, given: Mapping[str, str]) -> Answer:
        self.last = await super().run(name, request, given)
        return self.last

    async def press(self, wire: str, request: Request, chosen: Sequence[str] = ()) -> Answer:
        self.last = await super().press(wire, request, chosen)
        return self.last

    async def submit(self, wire: str, request: Request, fields: Mapping[str, str]) -> Answer:
        self.last = await super().submit(wire, request, fields)
        return self.last


@asynccontextmanager
async def recorded_app(folder: Path) -> AsyncIterator[App]:
    """The bot as it is, on a database of its own."""
    settings = Settings(_env_file=None, data_dir=folder)
    async with open_state(settings.database_url, settings.data_dir) as stores:
        services = await services_on(stores, Shelf(builtin_edition()), now=Clock(), random=Random(7))
        yield App(settings, services, Recorder(services))


async def example(app: App, platform: Platform, command: Command) -> dict[str, str]:
    """A value for every required option, and for the first one."""
    wanted = [option for at, option in enumerate(command.options) if option.required or at == 0]
    return {option.name: await _value(app, platform, command, option) for option in wanted}


async def _value(app: App, platform: Platform, command: Command, option: Option) -> str:
    match option.kind:
        case Kind.TEXT if option.suggest:
            somebody = Request(Place("test", "contract", "c"), Person("p", "P", runs_space=True))
            found = await app.dispatcher.suggest(command.name, option.name, somebody, "")
            return found[0].value if found else "generalization"
        case Kind.INTEGER:
            return str(option.least or 1)
        case Kind.CHOICE:
            return option.choices[0].value
        case Kind.PERSON | Kind.ROLE:
            return platform.somebody
        case Kind.CHANNEL:
            return platform.somewhere
        case Kind.FILE:
            return platform.hand(text_with())
        case Kind.TEXT | Kind.FLAG | Kind.TIME | Kind.DATE:
            return SIMPLE[option.kind]


def reachable(platform: Platform) -> set[str]:
    """The commands that people are to be offered there."""
    return {command.name for command in COMMANDS if command.surface is not Surface.HIDDEN} - set(platform.exceptions)


def expected(answer: Answer) -> Shown:
    """What somebody has to see of an answer of the core."""
    content = answer.content
    if isinstance(content, Form):
        return Shown("", True, asks=[field.name for field in content.fields])
    labels = [label for control in content.controls for label in _labels(control)]
    return Shown(content.text, answer.audience is Audience.PRIVATE, labels)


def _labels(control: Button | Select) -> list[str]:
    match control:
        case Button(label):
            return [label]
        case Select(choices=choices):
            return [choice.label for choice in choices]


def words(text: str) -> set[str]:
    """The words of a text, without marks and without what a platform puts between them."""
    return set(re.findall(r"[^\W_]+", text.replace("\\", "").replace("\u200b", "").casefold()))


def owned_by(app: App, **settings: object) -> App:
    """The same app with other settings, such as the address of a local platform."""
    return replace(app, settings=app.settings.model_copy(update=settings))
