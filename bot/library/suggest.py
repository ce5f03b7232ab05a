"""Completions: which of many labels to offer for what is typed so far.

Every label is entered once for each place where a word begins, so that what is typed is looked up as it stands and
found wherever it begins a word. If that leaves room, the words may stand in any order. Only where nothing is found a
slip is forgiven, by looking up the lines that are one slip away. No label is ever compared with what is typed.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bot.library.words import fold, is_chinese

LONGEST = 60  # characters of what is typed that are looked up; a label's words beyond tell no two labels apart
READ_THROUGH = 2_000  # labels that are put into their order; of more, any will do until another letter is typed
SHORTEST_MISSPELT = 4  # letters; with fewer, nearly everything is one slip away
LOOK_BACK = 6  # letters before the place where no label goes on, in which the slip is looked for
KEPT_FOR_SECOND = 5  # labels of a second set that find room beside the first
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person can choose: the `text` they see, the `value` it stands for, and other `words` for it."""

    text: str
    value: str
    words: tuple[str, ...] = ()


class Suggestions:
    """Labels, ready to be completed. Never changes."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        self._labels = labels
        begun = sorted(
            (row[at : at + LONGEST], place, rank)
            for place, label in enumerate(labels)
            for row, rank in _rows(label)
            for at in _beginnings(row)
            for rank in [rank + (at > 0)]
        )
        self._begun = [text for text, _, _ in begun]
        self._place = array("I", (place for _, place, _ in begun))
        self._rank = bytes(rank for _, _, rank in begun)

    @classmethod
    def of(cls, labels: Iterable[Label]) -> "Suggestions":
        """Suggestions of these labels, which are offered in this order where nothing is typed."""
        return cls(tuple(labels))

    def complete(self, typed: str, limit: int = 25) -> tuple[Label, ...]:
        """At most `limit` labels for what is typed so far, the likeliest first.

        Every word may be only begun, in any order, or be misspelt.
        """
        row = _plain(typed[: 2 * LONGEST])[:LONGEST].strip()
        if not row:
            return self._labels[:limit]
        found: dict[int, None] = {}
        for places in (self._as_typed(row), self._in_any_order(row.split())):
            found.update(dict.fromkeys(islice((place for place in places if place not in found), limit)))
            if len(found) >= limit:
                break
        for place in self._misspelt(row) if not found else ():
            found[place] = None
            if len(found) >= limit:
                break
        return tuple(self._labels[place] for place in islice(found, limit))

    def _range(self, beginning: str) -> range:
        return range(bisect_left(self._begun, beginning), bisect_left(self._begun, beginning + "\U0010ffff"))

    def _as_typed(self, row: str) -> Iterator[int]:
        """Labels that begin so, then those with a word that does; each in the order in which they were given."""
        within = self._range(row)[:READ_THROUGH]
        yield from (self._place[at] for at in sorted(within, key=lambda at: (self._rank[at], self._place[at])))

    def _in_any_order(self, words: list[str]) -> Iterator[int]:
        """Labels in which every one of several words is begun, in the order in which they were given."""
        if len(words) < 2:
            return iter(())
        ranges = sorted((self._range(word) for word in words), key=len)
        common = {self._place[at] for at in ranges[0][: 10 * READ_THROUGH]}
        for other in ranges[1:]:
            if len(other) <= 10 * READ_THROUGH:
                common.intersection_update(self._place[at] for at in other)
        return iter(sorted(place for place in common if self._has_all(place, words)))

    def _has_all(self, place: int, words: list[str]) -> bool:
        rows = " ".join(row for row, _ in _rows(self._labels[place]))
        return all(re.search(rf"\b{re.escape(word)}", rows) or (word in rows and is_chinese(word)) for word in words)

    def _misspelt(self, row: str) -> Iterator[int]:
        """Labels for the lines that are one slip from what is typed.

        No label goes on as far as `row` does, so that the slip is where the last one stops, or a little before.
        """
        if len(row) < SHORTEST_MISSPELT:
            return
        known = next(length for length in range(len(row) - 1, -1, -1) if self._is_begun(row[:length]))
        for at in range(known, max(-1, known - LOOK_BACK), -1):
            for line in filter(self._is_begun, _slips_at(row, at)):
                yield from (self._place[at] for at in self._range(line)[:READ_THROUGH])

    def _is_begun(self, line: str) -> bool:
        at = bisect_left(self._begun, line)
        return at < len(self._begun) and self._begun[at].startswith(line)


class Joined(Suggestions):
    """Two sets of suggestions as one; neither is made anew. A few places are kept for the second."""

    def __init__(self, first: Suggestions, second: Suggestions) -> None:
        self._parts = (first, second)

    def complete(self, typed: str, limit: int = 25) -> tuple[Label, ...]:
        """At most `limit` labels, those of the first set before those of the second."""
        first, second = (part.complete(typed, limit) for part in self._parts)
        room = limit - min(len(second), KEPT_FOR_SECOND)
        return (*first[:room], *second)[:limit]


def _rows(label: Label) -> Iterator[tuple[str, int]]:
    """What a label can be found by, with how much later that makes it: its text, its value, other words."""
    yield _plain(label.text), 0
    yield _plain(label.value), 2
    yield from ((_plain(word), 2) for word in label.words)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text).replace("'", "")))


def _beginnings(row: str) -> Iterator[int]:
    for word in _WORD.finditer(row):
        yield from range(*word.span()) if is_chinese(word.group()) else (word.start(),)


def _slips_at(row: str, at: int) -> Iterator[str]:
    """The lines that become `row` by one slip there: two letters turned, one too many, changed or left out."""
    before, letter, after = row[:at], row[at], row[at + 1 :]
    if after:
        yield before + after[0] + letter + after[1:]
    yield before + after
    yield from (before + other + after for other in LETTERS)
    yield from (before + other + letter + after for other in LETTERS)
