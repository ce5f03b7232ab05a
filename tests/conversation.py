"""A whole conversation with the core, without any platform: say, press, choose, fill in, and read the answer.

What a test holds on to is what a person would see. Each step returns the text of the answer.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from bot.app import App, build_app
from bot.chat.command import Quoted, Request
from bot.chat.form import Form
from bot.chat.place import Own, Person, Place
from bot.chat.reply import Button, Reply, Select
from bot.dispatch import Answer
from bot.settings import Settings

ADA = Person("ada", "Ada")
BEN = Person("ben", "Ben")
MODERATOR = Person("mo", "Mo", runs_space=True)
HERE = Place("test", "club", "general")
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    time: datetime = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **span: float) -> None:
        """Move it on, as `timedelta` takes it: `hours=3`."""
        self.time += timedelta(**span)


@dataclass
class Chat:
    """Somebody in a channel. `answer` is the last one."""

    app: App
    clock: Clock
    place: Place = HERE
    person: Person = ADA
    locale: str = "en"
    own: Own = Own.NOTHING
    answers: list[Answer] = field(default_factory=list)

    def request(self, message: Quoted | None = None) -> Request:
        """What a platform would hand to the dispatcher."""
        return Request(self.place, self.person, self.locale, message, own=self.own)

    def seat(self, person: Person = ADA, place: Place = HERE, locale: str = "en", own: Own = Own.NOTHING) -> "Chat":
        """Somebody else, or the same person elsewhere, in the same running bot."""
        return Chat(self.app, self.clock, place, person, locale, own)

    @property
    def answer(self) -> Answer:
        return self.answers[-1]

    @property
    def reply(self) -> Reply:
        """The last answer, which was no form."""
        assert isinstance(self.answer.content, Reply)
        return self.answer.content

    @property
    def form(self) -> Form:
        """The last answer, which was a form."""
        assert isinstance(self.answer.content, Form)
        return self.answer.content

    @property
    def labels(self) -> list[str]:
        """What can be pressed or opened under the last answer."""
        return [control.label for control in self.reply.controls]

    async def say(self, line: str) -> str:
        """Type a line."""
        return self._heard(await self.app.dispatcher.type(line, self.request()))

    async def press(self, label: str) -> str:
        """Press a button of the last answer."""
        return await self.send(self._control(label, Button).does.encode())

    async def choose(self, label: str, value: str) -> str:
        """Choose a value in a menu of the last answer."""
        menu = self._control(label, Select)
        assert isinstance(menu, Select)
        assert value in [choice.value for choice in menu.choices]
        return await self.send(menu.does.encode(), [value])

    async def send(self, wire: str, chosen: Sequence[str] = ()) -> str:
        """Send a wire value as a platform would."""
        return self._heard(await self.app.dispatcher.press(wire, self.request(), chosen))

    async def fill(self, **fields: str) -> str:
        """Send the form that was asked for."""
        return self._heard(await self.app.dispatcher.submit(self.form.does.encode(), self.request(), fields))

    async def use(self, command: str, text: str, author: str = "", author_id: str = "") -> str:
        """Use a message action on somebody's message."""
        message = Quoted(text, author, author_id=author_id)
        return self._heard(await self.app.dispatcher.run(command, self.request(message), {}))

    async def suggested(self, command: str, option: str, typed: str) -> list[str]:
        """The completions offered for an option."""
        found = await self.app.dispatcher.suggest(command, option, self.request(), typed)
        return [choice.label for choice in found]

    def _control(self, label: str, kind: type[Button | Select]) -> Button | Select:
        found = [control for control in self.reply.controls if control.label == label and isinstance(control, kind)]
        assert found, f"No “{label}” among {self.labels}"
        return found[0]

    def _heard(self, answer: Answer) -> str:
        self.answers.append(answer)
        content = answer.content
        return content.text if isinstance(content, Reply) else f"{content.title}: {content.text}"


@asynccontextmanager
async def conversation(
    folder: Path,
    content: Sequence[Path] = (),
    clock: Clock | None = None,
    seconds: Callable[[], float] | None = None,
    database_url: str = "",
) -> AsyncIterator[Chat]:
    """A running core on a database of its own in `folder`; the built-in library unless `content` is given.

    `seconds` is a counter that the clock is held against; without one it is believed however it is moved.
    """
    clock = clock or Clock()
    settings = Settings(_env_file=None, data_dir=folder, content_dir=tuple(content), database_url=database_url)
    async with build_app(settings, now=clock, seconds=seconds, random=Random(7)) as app:
        yield Chat(app, clock)
