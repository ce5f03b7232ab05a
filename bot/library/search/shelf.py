"""Entries cut into parts, and for each word the parts that hold it, the shortest part first.

A part is one sentence or name of an entry: a wording, a label, an alias, a sentence about it. Parts are numbered
by their length, so that the first parts of any word are those that a query explains best; where a word is too
frequent to be followed to its end, its beginning is what matters. Very frequent words have a row of bits beside
their list, so that “which parts hold all of these” is one operation however many there are.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum

from bot.library.english.light import carries_nothing, is_light
from bot.library.english.spelling import american
from bot.library.search.entry import Entry
from bot.library.search.vocabulary import Vocabulary
from bot.library.words import fold, runs, words

FREQUENT = 4_000  # parts that are followed for one word; above, bits are kept (at a million texts, 0.4 % of the words)
FEW = 20_000  # entries; of more, neither initials nor folded texts are kept, which would double the memory
SPELT_OUT = "."  # ends what is indexed as the initials of other words, so that it is never taken for a word

_HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")  # pre-training is also pretraining
_SOME_BIT = re.compile(rb"[^\0]", re.DOTALL)


class Field(IntEnum):
    """Where in an entry a part stands."""

    TEXT = 0
    LABEL = 1
    ALIAS = 2
    SHARED = 3
    ABOUT = 4


WEIGHT = {Field.TEXT: 1.0, Field.LABEL: 1.0, Field.ALIAS: 0.95, Field.SHARED: 0.75, Field.ABOUT: 0.5}
"""How much a word found there counts. Names are as good as the words themselves; sentences about it are hints."""


class Shelf:
    """An unchanging set of entries with its word lists."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        parts = [(place, field, text) for place, entry in enumerate(self.entries) for field, text in _parts(entry)]
        parts.sort(key=lambda part: len(part[2]))
        self._folded = [fold(entry.text) for entry in self.entries] if len(self.entries) <= FEW else None
        self.entry_of = array("I", (place for place, _, _ in parts))
        self.field_of = bytes(field for _, field, _ in parts)
        self.weight_of = [WEIGHT[field] for _, field, _ in parts]
        self.length_of = bytearray(len(parts))
        """How many words a part has that carry something, 255 at most."""
        self.holders = self._held(text for _, _, text in parts)
        """For each word the parts that hold it, the shortest first."""
        self._bits = {word: self._row(held) for word, held in self.holders.items() if len(held) > FREQUENT}
        self.vocabulary = Vocabulary({word: held for word, held in self.holders.items() if word[-1] != SPELT_OUT})
        self.topics = {entry.key: place for place, entry in enumerate(self.entries) if entry.kind == "topic"}
        self.members: dict[str, list[int]] = defaultdict(list)
        """For each topic the places of the entries that belong to it."""
        for place, entry in enumerate(self.entries):
            for topic in entry.topics:
                self.members[topic].append(place)

    def _held(self, texts: Iterable[str]) -> "dict[str, array[int]]":
        holders: dict[str, array[int]] = defaultdict(lambda: array("I"))
        spelt, telling, few = _Spelt(), _Telling(), len(self.entries) <= FEW
        for part, text in enumerate(texts):
            folded = fold(text)
            held = set(map(spelt.__getitem__, words(folded)))
            self.length_of[part] = min(255, sum(map(telling.__getitem__, held)))
            if "-" in folded:
                held.update(spelt[match.group().replace("-", "")] for match in _HYPHENATED.finditer(folded))
            if few and self.field_of[part] <= Field.ALIAS:
                held.update(_initials(folded))
            for word in held:
                holders[word].append(part)
        return dict(holders)

    def folded(self, place: int) -> str:
        """An entry's own words, folded: kept where entries are few."""
        return self._folded[place] if self._folded else fold(self.entries[place].text)

    def is_name(self, part: int) -> bool:
        """Whether a part is a label."""
        return self.field_of[part] == Field.LABEL

    def holding(self, word: str, parts: set[int]) -> Iterable[int]:
        """Which of these parts hold the word."""
        row = self._bits.get(word)
        if row is None:
            return parts.intersection(self.holders.get(word, ()))
        return [part for part in parts if row[part >> 3] >> (part & 7) & 1]

    def holding_all(self, asked: Iterable[Iterable[str]], limit: int) -> Iterator[int]:
        """About the first `limit` parts that hold of each group of words at least one that is frequent."""
        whole = (1 << len(self.entry_of)) - 1
        for group in asked:
            row = 0
            for word in group:
                row |= int.from_bytes(self._bits.get(word, b""), "little")
            whole &= row
        found = 0
        for match in _SOME_BIT.finditer(whole.to_bytes((len(self.entry_of) >> 3) + 1, "little")):
            for bit in range(8):
                if match.group()[0] & 1 << bit:
                    yield match.start() * 8 + bit
                    found += 1
            if found >= limit:
                return

    def _row(self, held: Iterable[int]) -> bytes:
        row = bytearray((len(self.entry_of) >> 3) + 1)
        for part in held:
            row[part >> 3] |= 1 << (part & 7)
        return bytes(row)


class _Spelt(dict[str, str]):
    """The American spelling of each word, looked up once."""

    def __missing__(self, word: str) -> str:
        self[word] = spelling = american(word)
        return spelling


class _Telling(dict[str, bool]):
    """Whether each word carries something, looked up once."""

    def __missing__(self, word: str) -> bool:
        self[word] = tells = not is_light(word)
        return tells


def _initials(folded: str) -> Iterator[str]:
    """The initials of up to five words in a row: `machine learning` has `ml.`."""
    letters = "".join(run[0] for run in runs(folded) if not carries_nothing(run) and run[0].isascii())
    for first in range(len(letters)):
        yield from (letters[first:last] + SPELT_OUT for last in range(first + 2, min(first + 5, len(letters)) + 1))


def _parts(entry: Entry) -> Iterator[tuple[Field, str]]:
    for text in entry.text.split("\n"):
        yield Field.TEXT, text
    yield from ((Field.LABEL, text) for text in entry.labels)
    yield from ((Field.ALIAS, text) for text in entry.aliases)
    yield from ((Field.SHARED, text) for text in entry.shared)
    yield from ((Field.ABOUT, text) for text in entry.about)
