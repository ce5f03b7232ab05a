"""What becomes of what a reader does: it goes through the dispatcher, and its answer is posted where it belongs.

Decides five things. A line that begins with a slash is a command; any other is said to the room. An answer that
replaces a message keeps to those who saw the message. A form stays, with what was typed, until its command succeeds.
A discussion is opened under the message that was pressed, or, where the others cannot see that, under one of its own.
And of the private notes on presses of one message, such as the board of a session, only the last one stays.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adapters.web.message import Message, Said
from adapters.web.reader import Reader
from adapters.web.room import Room, Rooms
from bot.chat.clean import clean, clip
from bot.chat.command import Kind, Quoted
from bot.chat.form import Form
from bot.chat.handed import Files, NothingHanded
from bot.chat.place import Audience
from bot.chat.reply import Button, Reply
from bot.dispatch import Answer, Dispatcher

NO_FILES = NothingHanded()
LINE_LIMIT = 6000  # characters of one line: the longest text a command takes
ASKED_LIMIT = 140  # characters of a typed line that are repeated beside its answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to show first after something was done."""

    message: Message | None = None
    thread: str = ""
    """The thread it stands in, which the reader is led to."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Carries what readers do to the core, and answers into the rooms."""

    dispatcher: Dispatcher
    rooms: Rooms
    now: Callable[[], datetime]

    async def say(self, reader: Reader, line: str, thread: str = "") -> Outcome:
        """Say a line to the room, or ask the book when it begins with a slash."""
        line = line[:LINE_LIMIT].strip()
        if not clean(line).strip():
            return Outcome()
        above = self._room(reader).get(thread, reader.person.id)
        thread = above.id if above and above.opens else ""
        if line[0] not in "/／":
            said = self._room(reader).post(
                Said(line, reader.person.id), self.now(), author=reader.person.name, thread=thread
            )
            return Outcome(said, thread)
        answer = await self.dispatcher.type(line, reader.request(thread or None))
        return self._answer(reader, answer, clip(clean(line, lines=False), ASKED_LIMIT), thread)

    async def press(self, reader: Reader, under: str, wire: str, chosen: Sequence[str]) -> Outcome:
        """Press a button, or choose from a menu, of the message with the id `under`."""
        pressed = self._room(reader).get(under, reader.person.id)
        thread = pressed.thread if pressed else ""
        answer = await self.dispatcher.press(wire, reader.request(thread or None), chosen)
        asked = _pressed(reader, pressed, wire, chosen)
        content = answer.content
        if isinstance(content, Form) or not pressed:
            return self._answer(reader, answer, asked, thread)
        if content.is_error:
            return self._note(reader, pressed, content, asked)
        if answer.replaces and (pressed.only_for or answer.audience is Audience.CHANNEL):
            return Outcome(self._room(reader).edit(pressed, content), thread)
        if content.opens and not thread:
            return self._open(reader, pressed, content, asked)
        if answer.audience is Audience.PRIVATE and not (content.controls or content.files):
            return self._note(reader, pressed, content, asked)
        return self._answer(reader, answer, asked, thread)

    async def submit(
        self, reader: Reader, under: str, wire: str, fields: Mapping[str, str], files: Files = NO_FILES
    ) -> Outcome:
        """Send the form of the message with the id `under`, with the files that were chosen in it."""
        room, form = self._room(reader), self._room(reader).get(under, reader.person.id)
        thread = form.thread if form else ""
        answer = await self.dispatcher.submit(wire, replace(reader.request(thread or None), files=files), fields)
        if form and isinstance(form.content, Form):
            if isinstance(answer.content, Form):
                return Outcome(room.edit(form, answer.content), thread)
            if answer.content.is_error:
                return Outcome(room.edit(form, _refused(form.content, fields, answer.content.text)), thread)
            room.remove(form)
        return self._answer(reader, answer, form.asked if form else "", thread)

    async def act(self, reader: Reader, under: str, command: str) -> Outcome:
        """Use a message command on the message with the id `under`."""
        on = self._room(reader).get(under, reader.person.id)
        if not on:
            return Outcome()
        said = on.content if isinstance(on.content, Said) else None
        quoted = Quoted(on.text, on.author if said else "", author_id=said.by if said else "")
        answer = await self.dispatcher.run(command, reader.request(on.thread or None, quoted), {})
        title = next((one.title for one in self.dispatcher.commands if one.name == command), command)
        return self._answer(reader, answer, reader.say(title), on.thread)

    def dismiss(self, reader: Reader, under: str) -> Outcome:
        """Put away a message that only this reader sees."""
        message = self._room(reader).get(under, reader.person.id)
        if message and message.only_for:
            self._room(reader).remove(message)
        return Outcome()

    def _room(self, reader: Reader) -> Room:
        return self.rooms.room(reader.channel.id)

    def _answer(self, reader: Reader, answer: Answer, asked: str, thread: str) -> Outcome:
        content = answer.content
        if isinstance(content, Reply) and content.opens and not thread:
            return self._open(reader, None, content, asked)
        message = self._room(reader).post(
            content,
            self.now(),
            author=reader.person.name,
            asked=asked,
            only_for=reader.person.id if answer.audience is Audience.PRIVATE else "",
            thread=thread,
        )
        return Outcome(message, thread)

    def _note(self, reader: Reader, pressed: Message, content: Reply, asked: str) -> Outcome:
        """Tell whoever pressed, in place of what they were told the last time they pressed there."""
        room, person = self._room(reader), reader.person
        for one in room.seen_by(person.id, pressed.thread):
            if one.only_for == person.id and one.noted_on == pressed.id:
                room.remove(one)
        note = room.post(
            content,
            self.now(),
            author=person.name,
            asked=asked,
            only_for=person.id,
            thread=pressed.thread,
            noted_on=pressed.id,
        )
        return Outcome(note, pressed.thread)

    def _open(self, reader: Reader, pressed: Message | None, content: Reply, asked: str) -> Outcome:
        room, now, name = self._room(reader), self.now(), content.opens
        if pressed is None or pressed.only_for:
            # The name alone: what was private stays so, although it is discussed.
            under = room.post(Reply(name), now, author=reader.person.name, asked=asked, opens=name)
        else:
            under = room.open(pressed, name)
        first = room.post(content, now, author=reader.person.name, asked=asked, thread=under.id)
        return Outcome(first, under.id)


def _pressed(reader: Reader, message: Message | None, wire: str, chosen: Sequence[str]) -> str:
    """What stands beside the answer: the label of the button, or of what was chosen."""
    controls = message.content.controls if message and isinstance(message.content, Reply) else ()
    control = next((one for one in controls if one.does.encode() == wire), None)
    match control:
        case None:
            return ""
        case Button(label=label):
            return label
        case _:
            return next((choice.label for choice in control.choices if choice.value in chosen), control.label)


def _refused(form: Form, fields: Mapping[str, str], why: str) -> Form:
    """The form with what was typed and the reason why it was not taken."""
    typed = tuple(
        replace(one, value="" if one.kind is Kind.FILE else fields.get(one.name, ""), error="") for one in form.fields
    )
    return replace(form, fields=typed, text=why)
