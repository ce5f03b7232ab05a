"""Which texts of the library a pasted line may come from: an index of the word runs of everything it prints.

Made once for a library. Single words and runs of three are kept as numbers in one sorted array (8 bytes each, so that
100,000 quotations need some 60 MB and no garbage collection); the line's runs are looked up, the rarest first,
until the budget of look-ups is spent. So the work is bounded by the line, whatever the library holds.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from math import log
from zlib import crc32

from bot.library.fingerprints import Trace, Traces
from bot.library.folding import words
from bot.library.library import Library
from bot.library.pasted import Names
from bot.library.records import Claim, ClaimKind, FalseQuotation, Form, Quote, Wording

RUN_LENGTHS = (1, 3)
MOST_LOOKED_AT = 20_000  # entries of the index that one line may touch; a real line touches a few hundred
MOST_CANDIDATES = 12
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


class Witnesses:
    """All witnesses of a library, found by the words that a line shares with them."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.names = Names(library)
        self.traces = Traces(library.fingerprints)
        self._all = tuple(_witnesses(library))
        self._lengths = array("L")
        spread: Counter[str] = Counter()
        # Sorted in 256 parts: one sorted list of Python numbers would take five times the memory of the result.
        parts = [array("Q") for _ in range(256)]
        for number, witness in enumerate(self._all):
            row = words(witness.text)
            self._lengths.append(len(row))
            spread.update(set(row))
            for run in {_WHOLE + " ".join(row), *_runs(row)}:
                key = crc32(run.encode())
                parts[key >> 24].append(key << 32 | number)
        self._reports: dict[tuple[str, int], list[Witness]] = defaultdict(list)
        for witness in self._all:
            if witness.nature in {Nature.REPORTED, Nature.ARTICLE}:
                for place in _places(witness):
                    self._reports[place].append(witness)
        top = self.rarity(0) or 1
        self._weights = {word: 0.2 + self.rarity(many) / top for word, many in spread.items()}
        self._index = array("Q")
        for part in parts:
            self._index.extend(sorted(part))

    def alike(self, row: Sequence[str]) -> list[Witness]:
        """At most `MOST_CANDIDATES` witnesses that share rare words or long runs with these folded words."""
        places = {run: self._span(run) for run in _runs(row)}
        spans = sorted((end - start, start, run) for run, (start, end) in places.items() if end > start)
        votes: defaultdict[int, float] = defaultdict(float)
        looked_at = 0
        for many, start, run in spans:
            looked_at += many
            if looked_at > MOST_LOOKED_AT:
                break
            weight = (run.count(" ") + 1) * self.rarity(many)
            for entry in self._index[start : start + many]:
                votes[entry & 0xFFFFFFFF] += weight
        # By votes the long texts win, by votes per word the short ones: both have their turn.
        by_votes = sorted(votes, key=lambda number: (-votes[number], number))[:MOST_CANDIDATES]
        dense = sorted(votes, key=lambda number: (-votes[number] / (self._lengths[number] + 2), number))
        chosen = dict.fromkeys((*by_votes, *dense[: MOST_CANDIDATES // 2]))
        return [self._all[number] for number in chosen]

    def same(self, row: Sequence[str]) -> list[Witness]:
        """The witnesses whose words are exactly these, however common each of them is."""
        start, end = self._span(_WHOLE + " ".join(row))
        found = (self._all[entry & 0xFFFFFFFF] for entry in self._index[start : min(end, start + MOST_CANDIDATES)])
        return [witness for witness in found if witness.row == tuple(row)]

    def reports_near(self, trace: Trace) -> Iterator[tuple[Witness, int]]:
        """What the library says, in its own words, about that line of a source and those around it, nearest first."""
        for distance in range(NEAR + 1):
            for line in dict.fromkeys((trace.line - distance, trace.line + distance)):
                yield from ((witness, distance) for witness in self._reports.get((trace.source, line), ()))

    def rarity(self, many: int) -> float:
        """How much a run tells that stands in so many witnesses: nothing when all of them have it."""
        return max(log((len(self._all) + 1) / (many + 0.5)), 0.0)

    def weigh(self, word: str) -> float:
        """What a folded word tells, from 0.2 (`the`) to 1.2 (in no witness)."""
        return self._weights.get(word, 1.2)

    def _span(self, run: str) -> tuple[int, int]:
        key = crc32(run.encode()) << 32
        start = bisect_left(self._index, key)
        return start, bisect_left(self._index, key + (1 << 32), lo=start)


_WHOLE = "="  # before a whole text, so that it is not taken for a run of its words


def _runs(row: Sequence[str]) -> Iterator[str]:
    for length in RUN_LENGTHS:
        for start in range(len(row) - length + 1):
            yield " ".join(row[start : start + length])


def _witnesses(library: Library) -> Iterator[Witness]:
    for quote in library.quotes.values():
        for wording in quote.wordings:
            nature = Nature.QUOTED if wording.form is Form.VERBATIM else Nature.REPORTED
            yield Witness(wording.text, nature, quote, wording)
    for false in library.false_quotations:
        yield Witness(false.text, Nature.NOBODYS, false)
    for claim in library.claims.values():
        # A view has an owner, who is reported; everything else is the source's own voice.
        yield Witness(claim.claim, Nature.REPORTED if claim.kind is ClaimKind.VIEW else Nature.ARTICLE, claim)


def _places(witness: Witness) -> Iterator[tuple[str, int]]:
    """The lines of the sources that carry a witness."""
    if witness.wording is not None:
        yield witness.wording.source, witness.wording.line
    elif isinstance(witness.record, Claim):
        for passage in witness.record.passages:
            source, _, lines = passage.partition(":")
            start, _, end = lines.partition("-")
            yield from ((source, line) for line in range(int(start), int(end or start) + 1))
