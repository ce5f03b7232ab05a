"""Entries and changes as one reader is to see them: what the page, the stream and the answers share.

Decides who is told of a change: whoever may see its entry, and of a private one nobody else, not even that it is gone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from adapters.web.completing import Offer
from adapters.web.entry import entry
from adapters.web.html import Html, join
from adapters.web.message import Message
from adapters.web.reader import Reader
from adapters.web.room import Change
from bot.chat.clean import clean
from bot.chat.command import Command, Surface
from bot.dispatch import Dispatcher


@dataclass(frozen=True, slots=True)
class Showing:
    """Shows entries to readers."""

    dispatcher: Dispatcher

    def entry(self, message: Message, reader: Reader) -> Html:
        """One entry."""
        return entry(message, reader, self._usable())

    def entries(self, messages: Iterable[Message], reader: Reader) -> Html:
        """Several entries, one after the other."""
        return join(self.entry(message, reader) for message in messages)

    def change(self, change: Change, reader: Reader) -> dict[str, Any] | None:
        """A change as the page's script takes it; None when the reader is not to know of it."""
        message = change.message
        if not message.is_seen_by(reader.person.id):
            return None
        told: dict[str, Any] = {"number": message.number, "version": message.version, "thread": message.thread}
        return told | ({"gone": True} if change.gone else {"html": self.entry(message, reader)})

    def offer(self, offer: Offer) -> dict[str, str]:
        """A completion as the page's script takes it: plain text, which it puts in as text."""
        return {"line": offer.line, "label": clean(offer.label, lines=False), "help": clean(offer.help, lines=False)}

    def _usable(self) -> list[Command]:
        return [command for command in self.dispatcher.commands if command.surface is Surface.MESSAGE]
