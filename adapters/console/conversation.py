"""One person in one channel of the console, and the answer that can be pressed next.

Decides that whatever can be pressed in an answer has a number: typing it presses. It holds the last answer for that
and nothing else; everything that lasts is in the store.
"""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar, assert_never

from adapters.console.handed import LocalFiles
from adapters.console.lines import Pressed, Submitted, Typed, Used, read_line
from bot.chat.command import Command, Quoted, Request, Surface
from bot.chat.form import Form
from bot.chat.place import Person, Place
from bot.chat.reply import Button, Choice, Reply, Select
from bot.dispatch import Answer, Dispatcher

PLATFORM = "console"

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button, or one choice of a menu."""

    label: str
    wire: str
    chosen: tuple[str, ...] = ()


def pressables(content: Reply | Form) -> tuple[Pressable, ...]:
    """What can be pressed, in the order shown: the buttons, then the choices of each menu. Number 1 is the first."""
    if isinstance(content, Form):
        return ()
    buttons: list[Pressable] = []
    choices: list[Pressable] = []
    for control in content.controls:
        wire = control.does.encode()
        match control:
            case Button():
                buttons.append(Pressable(control.label, wire))
            case Select():
                choices += (Pressable(choice.label, wire, (choice.value,)) for choice in control.choices)
            case _:
                assert_never(control)
    return (*buttons, *choices)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at the console, and where."""

    person: str = "reader"
    space: str = "console"
    channel: str = "general"
    moderator: bool = False
    """Whether they run the space."""
    language: str = "en"

    @property
    def request(self) -> Request:
        """What they ask with."""
        person = Person(self.person, self.person, runs_space=self.moderator)
        return Request(Place(PLATFORM, self.space, self.channel), person, self.language, files=LocalFiles())


class Conversation:
    """Answers lines one after another."""

    def __init__(self, dispatcher: Dispatcher, request: Request) -> None:
        self.dispatcher = dispatcher
        self.request = request
        self._pressable: tuple[Pressable, ...] = ()
        self._asked: set[asyncio.Task[Any]] = set()

    async def answer(self, line: str) -> Answer:
        """The answer to whatever was typed; never raises for what a person can type."""
        number = line.strip()
        if number.isdecimal() and len(number) < 3 and 0 < int(number) <= len(self._pressable):
            return await self.press(self._pressable[int(number) - 1])
        match read_line(line):
            case Typed(text):
                return self._kept(await self.dispatcher.type(text, self.request))
            case Pressed(wire, chosen):
                return self._kept(await self.dispatcher.press(wire, self.request, chosen))
            case Submitted(wire, fields):
                return await self.submit(wire, fields)
            case Used(command, text, whole):
                return self._kept(await self._use(command, text, whole))

    async def press(self, what: Pressable) -> Answer:
        """The answer to a press."""
        return self._kept(await self.dispatcher.press(what.wire, self.request, what.chosen))

    async def submit(self, wire: str, fields: Mapping[str, str]) -> Answer:
        """The answer to a form."""
        return self._kept(await self.dispatcher.submit(wire, self.request, fields))

    async def suggest(self, command: str, option: str, typed: str) -> tuple[Choice, ...]:
        """Completions."""
        return await self._to_the_end(self.dispatcher.suggest(command, option, self.request, typed))

    async def usable(self) -> tuple[Command, ...]:
        """The commands that this person may use."""
        return await self._to_the_end(self.dispatcher.usable(self.request))

    async def settle(self) -> None:
        """Wait for what is still being asked."""
        if self._asked:
            await asyncio.wait(self._asked)

    async def _to_the_end(self, asking: Coroutine[Any, Any, Found]) -> Found:
        """What was asked. The next key cancels who waits, but not the asking, which would leave a connection open."""
        task = asyncio.create_task(asking)
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)
        return await asyncio.shield(task)

    async def _use(self, name: str, text: str, line: str) -> Answer:
        if not any(command.name == name and command.surface is Surface.MESSAGE for command in self.dispatcher.commands):
            return await self.dispatcher.type(line, self.request)
        return await self.dispatcher.run(name, replace(self.request, message=Quoted(text)), {})

    def _kept(self, answer: Answer) -> Answer:
        self._pressable = pressables(answer.content)
        return answer
