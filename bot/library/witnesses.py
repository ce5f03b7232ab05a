"""Which texts of the library a pasted line may come from, and what kind of text each is.

Made once for a library. What a group adds for itself is a small part beside it: the large one is shared by everybody
and not made again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from bot.library.fingerprints import Trace, Traces
from bot.library.folding import words
from bot.library.library import Library
from bot.library.pasted import Names
from bot.library.records import Claim, ClaimKind, FalseQuotation, Form, Quote, Wording
from bot.library.runs import Runs

NEAR = 4  # lines of a source: a report is noted with the first line of the passage that it tells


class Nature(Enum):
    """What kind of text a witness is."""

    QUOTED = auto()
    """Somebody's words as printed."""
    REPORTED = auto()
    """Our words for what a source says that somebody said or thinks."""
    NOBODYS = auto()
    """Printed as if it were a quotation, or easily taken for one, and nobody's words."""
    ARTICLE = auto()
    """Our words for what a source says in its own voice."""


@dataclass(frozen=True)
class Witness:
    """One text that a pasted line can be held against, and the record that it stands in."""

    text: str
    nature: Nature
    record: Quote | FalseQuotation | Claim
    wording: Wording | None = None

    @cached_property
    def row(self) -> tuple[str, ...]:
        """Its folded words; kept only for witnesses that have been asked for them."""
        return words(self.text)


@dataclass(frozen=True, slots=True)
class _Part:
    """Witnesses with the index over their words."""

    witnesses: tuple[Witness, ...]
    runs: Runs

    @classmethod
    def of(cls, witnesses: Iterable[Witness]) -> "_Part":
        held = tuple(witnesses)
        return cls(held, Runs(words(witness.text) for witness in held))

    def alike(self, row: Sequence[str]) -> Iterator[Witness]:
        return (self.witnesses[number] for number in self.runs.alike(row))

    def same(self, row: Sequence[str]) -> Iterator[Witness]:
        found = (self.witnesses[number] for number in self.runs.same(row))
        return (witness for witness in found if witness.row == tuple(row))


class Witnesses:
    """All witnesses of a library, found by the words that a line shares with them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.names = Names(library)
        self.traces = Traces(library.fingerprints)
        every = tuple(_witnesses(library))
        self.parts: tuple[_Part, ...] = (_Part.of(every),)
        self._reports = _by_place(every)

    def merged(self, library: Library, quotes: Iterable[Quote]) -> "Witnesses":
        """The witnesses of `library`, which is this one with `quotes` beside; only those are indexed."""
        merged = copy(self)
        merged.library = library
        merged.names = Names(library)
        merged.parts = (*self.parts, _Part.of(_quoted(quotes)))
        return merged

    def alike(self, row: Sequence[str]) -> list[Witness]:
        """A dozen or two that share rare words or long runs with these folded words."""
        return [witness for part in self.parts for witness in part.alike(row)]

    def same(self, row: Sequence[str]) -> list[Witness]:
        """The witnesses whose words are exactly these, however common each of them is."""
        return [witness for part in self.parts for witness in part.same(row)]

    def reports_near(self, trace: Trace) -> Iterator[tuple[Witness, int]]:
        """What the library says, in its own words, about that line of a source and those around it, nearest first."""
        for distance in range(NEAR + 1):
            for line in dict.fromkeys((trace.line - distance, trace.line + distance)):
                yield from ((witness, distance) for witness in self._reports.get((trace.source, line), ()))

    def weigh(self, word: str) -> float:
        """What a folded word tells, by how many witnesses of the library itself have it."""
        return self.parts[0].runs.weigh(word)


def _witnesses(library: Library) -> Iterator[Witness]:
    yield from _quoted(library.quotes.values())
    for false in library.false_quotations:
        yield Witness(false.text, Nature.NOBODYS, false)
    for claim in library.claims.values():
        # A view has an owner, who is reported; everything else is the source's own voice.
        yield Witness(claim.claim, Nature.REPORTED if claim.kind is ClaimKind.VIEW else Nature.ARTICLE, claim)


def _quoted(quotes: Iterable[Quote]) -> Iterator[Witness]:
    for quote in quotes:
        for wording in quote.wordings:
            nature = Nature.QUOTED if wording.form is Form.VERBATIM else Nature.REPORTED
            yield Witness(wording.text, nature, quote, wording)


def _by_place(witnesses: Iterable[Witness]) -> Mapping[tuple[str, int], Sequence[Witness]]:
    """What is told in our words, by source and line."""
    found: dict[tuple[str, int], list[Witness]] = defaultdict(list)
    for witness in witnesses:
        if witness.nature in {Nature.REPORTED, Nature.ARTICLE}:
            for place in _places(witness):
                found[place].append(witness)
    return found


def _places(witness: Witness) -> Iterator[tuple[str, int]]:
    """The lines of the sources that carry a witness."""
    if witness.wording is not None:
        yield witness.wording.source, witness.wording.line
    elif isinstance(witness.record, Claim):
        for passage in witness.record.passages:
            source, _, lines = passage.partition(":")
            start, _, end = lines.partition("-")
            yield from ((source, line) for line in range(int(start), int(end or start) + 1))
