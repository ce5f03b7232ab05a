"""What can stand at the end of a line that is being typed.

Decides what is offered: first the names of the commands that the reader may use; then values for the option that would
take the word (after `name:` that option, else the first that is free); then the names of the options that are left.
Each offer carries the whole line that it makes, so that the page only has to put it in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.web.people import CHANNELS, PEOPLE
from adapters.web.reader import Reader
from bot.chat.command import Command, Kind, Option, Surface
from bot.chat.reply import Choice
from bot.dispatch import Dispatcher

OFFERS = 12  # what is looked through at a glance

_GIVEN = re.compile(r'(?:^|(?<=\s))([a-z][a-z0-9-]*)[:：](?:"[^"]*"|[“][^”]*”|\S*)', re.IGNORECASE)
_NAMED = re.compile(r'(?:^|(?<=\s))([a-z][a-z0-9-]*)[:：](["“][^"”]*|\S*)$', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """One completion: the line it makes, how it is called, and what it means."""

    line: str
    label: str
    help: str = ""


async def offers(line: str, reader: Reader, dispatcher: Dispatcher) -> list[Offer]:
    """At most 12 completions for a line; none where it is no command."""
    typed = line.lstrip()
    if not typed.startswith(("/", "／")):
        return []
    usable = await dispatcher.usable(reader.request())
    slash = [command for command in usable if command.surface is Surface.SLASH]
    typed = typed[1:].lstrip()
    command = _begun(typed, slash)
    if command is None:
        return _commands(typed, slash, reader)
    return await _Rest(command, typed[len(command.name) :].lstrip(), reader, dispatcher).offers()


async def values(command: str, option: str, typed: str, reader: Reader, dispatcher: Dispatcher) -> list[Offer]:
    """At most 12 completions for a field of a form."""
    found = await dispatcher.suggest(command, option, reader.request(), typed)
    return [_value(choice, choice.value) for choice in found[:OFFERS]]


def _begun(typed: str, commands: Sequence[Command]) -> Command | None:
    """The command whose name stands there with a space behind it; the longer name wins."""
    begun = [command for command in commands if typed.lower().startswith(f"{command.name} ")]
    return max(begun, key=lambda command: len(command.name), default=None)


def _commands(typed: str, commands: Sequence[Command], reader: Reader) -> list[Offer]:
    begun = typed.lower()
    ranked = [one for one in commands if one.name.startswith(begun)]
    ranked += [one for one in commands if begun and begun in one.name and one not in ranked]
    return [Offer(f"/{one.name} ", f"/{one.name}", reader.say(one.help)) for one in ranked]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is typed behind the name of a command."""

    command: Command
    typed: str
    reader: Reader
    dispatcher: Dispatcher

    async def offers(self) -> list[Offer]:
        named = _NAMED.search(self.typed)
        option = self.command.option(named[1].lower()) if named else None
        if named and option:
            before = self.typed[: named.start()]
            choices = await self._choices(option, named[2].strip('"“'))
            return [_value(one, self._line(before, f"{option.name}:{_quoted(one.value)}")) for one in choices][:OFFERS]
        given = {match[1].lower() for match in _GIVEN.finditer(self.typed)}
        free = [one for one in self.command.options if one.name not in given]
        return [*await self._first(free), *self._names(free)][:OFFERS]

    async def _first(self, free: Sequence[Option]) -> list[Offer]:
        """Values for the bare words, which belong to the first option that is free."""
        if not free or free[0].kind is Kind.FLAG:
            return []
        bare = _GIVEN.sub("", self.typed).strip()
        named = " ".join(match[0] for match in _GIVEN.finditer(self.typed))
        choices = await self._choices(free[0], bare)
        return [
            _value(
                one, self._line(named and f"{named} ", f"{free[0].name}:{_quoted(one.value)}" if named else one.value)
            )
            for one in choices
            if one.value.casefold() != bare.casefold()
        ]

    def _names(self, free: Sequence[Option]) -> list[Offer]:
        """The options that may be named next, in place of the last word where it begins one."""
        before, _, word = self.typed.rpartition(" ")
        named = [one for one in free if one.name.startswith(word.lower())]
        return [
            Offer(self._line(before and f"{before} ", text), text, self.reader.say(one.help))
            for one in named
            for text in [one.name if one.kind is Kind.FLAG else f"{one.name}:"]
        ]

    async def _choices(self, option: Option, typed: str) -> Sequence[Choice]:
        match option.kind:
            case Kind.PERSON:
                known = [Choice(one.name, one.id) for one in PEOPLE.values()]
            case Kind.CHANNEL:
                known = [Choice(self.reader.say(one.name), one.id) for one in CHANNELS.values()]
            case _ if option.suggest:
                return await self.dispatcher.suggest(self.command.name, option.name, self.reader.request(), typed)
            case _:
                known = [Choice(self.reader.say(one.label), one.value) for one in option.choices]
        begun = typed.casefold()
        return [one for one in known if one.label.casefold().startswith(begun) or one.value.startswith(begun)]

    def _line(self, before: str, text: str) -> str:
        return f"/{self.command.name} {before}{text}"


def _value(choice: Choice, line: str) -> Offer:
    return Offer(line, choice.label, "" if choice.value.casefold() in choice.label.casefold() else choice.value)


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
