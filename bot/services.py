"""What a handler may use. It is passed in; nothing in the house is a global.

Decides that the library and its index are replaced together and at once, so that an answer never mixes two editions.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random

from bot.boards import Boards
from bot.chat.command import Command
from bot.daily.sender import Sender
from bot.library.entries import (
    entries_added,
    entries_of,
    labels_added,
    labels_of,
    source_labels,
    speaker_labels,
    speakers_added,
    topic_labels,
)
from bot.library.library import Library
from bot.library.own import OwnItem, pack_of
from bot.library.provenance import Kind, status_of
from bot.library.reach import EVERYTHING, Reach, Route
from bot.library.records import Claim, Topic
from bot.library.search import Index
from bot.library.suggest import Joined, Suggestions
from bot.library.witnesses import Witnesses
from bot.state.stores import Stores


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One state of the library with what is computed from it once, so that no command does it again."""

    library: Library
    index: Index
    witnesses: Witnesses
    """What a pasted line is held against."""
    quotations: tuple[str, ...]
    """Ids of what comes when nothing is asked for: the quotations, or the reports where there are no others."""
    prompts: tuple[str, ...]
    claims: tuple[Claim, ...]
    reading_order: tuple[Topic, ...]
    about: Suggestions
    topics: Suggestions
    speakers: Suggestions
    sources: Suggestions
    _kept: "dict[tuple[Route | None, int], Edition]" = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, library: Library, index: Index | None = None) -> "Edition":
        """The library with its index, made here unless it is given. Takes as long as that: not for the event loop."""
        quoted = tuple(one.id for one in library.quotes.values() if status_of(one).kind is not Kind.REPORTED)
        return cls(
            library=library,
            index=index or Index.of(entries_of(library)),
            witnesses=Witnesses(library),
            quotations=quoted or tuple(library.quotes),
            prompts=tuple(library.prompts),
            claims=tuple(library.claims.values()),
            reading_order=tuple(library.topics.values()),
            about=Suggestions.of(labels_of(library)),
            topics=Suggestions.of(topic_labels(library)),
            speakers=Suggestions.of(speaker_labels(library)),
            sources=Suggestions.of(source_labels(library)),
        )

    def without(self, ids: Collection[str], sources: Collection[str]) -> "Edition":
        """The edition as a group sees it that hides these records and has switched these sources off."""
        library = self.library.without(ids, sources)
        gone = frozenset(self.library.quotes) - frozenset(library.quotes)
        return Edition.of(library, self.index.without({*ids, *gone}))

    def within(self, reach: Reach) -> "Edition":
        """The edition in which a draw comes on nothing that is further on, unless all of it is; made once for each."""
        if reach.section is None:
            return self
        key = reach.route, reach.at
        if key not in self._kept:
            library = self.library
            quotations = tuple(one.id for one in reach.within(library.quotes[key] for key in self.quotations))
            prompts = tuple(one.id for one in reach.within(library.prompts[key] for key in self.prompts))
            self._kept[key] = replace(
                self,
                quotations=quotations or self.quotations,
                prompts=prompts or self.prompts,
                claims=tuple(reach.within(self.claims)) or self.claims,
                _kept={},
            )
        return self._kept[key]

    def merged(self, items: Sequence[OwnItem]) -> "Edition":
        """The edition with what a group added itself; only that is indexed, everything else is shared."""
        pack, origins = pack_of(items, self.library)
        library = self.library.merged(pack, origins)
        quoted = tuple(quote.id for quote in pack.quotes)
        return replace(
            self,
            library=library,
            index=self.index.merged(entries_added(pack, library)),
            witnesses=self.witnesses.merged(library, pack.quotes),
            quotations=(*self.quotations, *quoted),
            prompts=(*self.prompts, *(prompt.id for prompt in pack.prompts)),
            about=Joined(self.about, Suggestions.of(labels_added(pack))),
            speakers=Joined(self.speakers, Suggestions.of(speakers_added(pack))),
            _kept={},
        )


class Shelf:
    """Holds the edition in force."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def replace(self, edition: Edition) -> None:
        """Put another edition in force, from the next request on."""
        self.edition = edition


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers are given beside the request."""

    shelf: Shelf
    stores: Stores
    commands: tuple[Command, ...]
    now: Callable[[], datetime]
    random: Random
    boards: Boards
    sender: Sender
    """What posts unasked; it knows the outboxes, and what comes next."""
    view: Edition | None = None
    """The edition as the space of the request sees it; None outside a request."""
    reach: Reach = EVERYTHING
    """How far the answer to the request may show things."""

    @property
    def edition(self) -> Edition:
        """The edition to answer from."""
        return self.view or self.shelf.edition

    @property
    def library(self) -> Library:
        """The library in force."""
        return self.edition.library

    @property
    def index(self) -> Index:
        """The index of the library in force."""
        return self.edition.index
