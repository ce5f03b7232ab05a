"""What can stand where the cursor is.

Decides what is offered while a line is typed: names of commands the person may use, then values for the option that
would take the word (after `name:` that option, else the first that is free), then the names of the other options.
"""

import re
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from adapters.console.conversation import Conversation
from bot.chat.clean import clean
from bot.chat.command import Command, Kind, Option, Surface
from bot.chat.form import Field

_NAMED = re.compile(r'(?:^|\s)([a-z][a-z0-9-]*):("[^"]*|\S*)$')
_GIVEN = re.compile(r'(?:^|\s)([a-z][a-z0-9-]*):(?:"[^"]*"|\S*)')


@dataclass(frozen=True, slots=True)
class LineCompleter(Completer):
    """Completes a whole line."""

    conversation: Conversation

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> list[Completion]:
        """Nothing: completing asks the core, which is asynchronous."""
        return []

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What fits before the cursor."""
        typed = document.text_before_cursor.lstrip()
        usable = await self.conversation.usable()
        if typed.startswith("use "):
            for completion in _uses(typed, usable):
                yield completion
            return
        line = typed.removeprefix("/")
        slash = [command for command in usable if command.surface is Surface.SLASH]
        command = _begun(line, slash)
        if command is None:
            for completion in _names(typed, line, slash):
                yield completion
            return
        async for completion in self._values(command, line[len(command.name) :].lstrip()):
            yield completion

    async def _values(self, command: Command, rest: str) -> AsyncGenerator[Completion, None]:
        given = {match[1]: "" for match in _GIVEN.finditer(rest)}
        named = _NAMED.search(rest)
        option = command.option(named[1]) if named else None
        if named and option:
            part = named[2].removeprefix('"')
            for value, label in await self._choices(command, option, part):
                yield _completion(f'"{value}"' if " " in value else value, label, len(named[2]))
            return
        bare = _GIVEN.sub("", rest).lstrip()
        free = [option for option in command.options if option.name not in given]
        if free and free[0].kind is not Kind.FLAG:
            for value, label in await self._choices(command, free[0], bare):
                yield _completion(value, label, len(bare))
        word = bare.rpartition(" ")[2]
        for option in free:
            if option.name.startswith(word) and (bare or option is not (free[0] if free else None)):
                text = option.name if option.kind is Kind.FLAG else f"{option.name}:"
                yield _completion(text, option.help, len(word))

    async def _choices(self, command: Command, option: Option, typed: str) -> Sequence[tuple[str, str]]:
        if option.suggest:
            found = await self.conversation.suggest(command.name, option.name, typed)
        else:
            found = tuple(choice for choice in option.choices if choice.value.startswith(typed.lower()))
        return [(choice.value, choice.label) for choice in found]


@dataclass(frozen=True, slots=True)
class FieldCompleter(Completer):
    """Completes one field of a form."""

    conversation: Conversation
    command: str
    field: Field

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> list[Completion]:
        """The field's own choices; what the core suggests is asked for asynchronously."""
        typed = document.text_before_cursor
        return [
            _completion(choice.value, choice.label, len(typed))
            for choice in self.field.choices
            if choice.value.startswith(typed.lower())
        ]

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """What fits into the field."""
        typed = document.text_before_cursor
        for completion in self.get_completions(document, complete_event):
            yield completion
        if self.field.suggests:
            for choice in await self.conversation.suggest(self.command, self.field.name, typed):
                yield _completion(choice.value, choice.label, len(typed))


def _begun(line: str, commands: Sequence[Command]) -> Command | None:
    """The command whose name is typed with a space behind it; the longer name wins."""
    begun = [command for command in commands if line.lower().startswith(command.name + " ")]
    return max(begun, key=lambda command: len(command.name), default=None)


def _names(typed: str, line: str, commands: Sequence[Command]) -> list[Completion]:
    return [
        _completion(f"/{command.name} ", command.help, len(typed), f"/{command.name}")
        for command in commands
        if command.name.startswith(line.lower())
    ]


def _uses(typed: str, commands: Sequence[Command]) -> list[Completion]:
    return [
        _completion(f"use {command.name} ", command.help, len(typed), command.name)
        for command in commands
        if command.surface is Surface.MESSAGE and f"use {command.name} ".startswith(typed)
    ]


def _completion(text: str, meaning: str, replaces: int, shown: str = "") -> Completion:
    text, meaning = clean(text, lines=False), clean(meaning, lines=False)
    return Completion(text, -replaces, display=shown or text, display_meta="" if meaning == text else meaning)
