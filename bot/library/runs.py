"""Which of many texts share words with a line: an index of their word runs.

Made once. Single words and runs of three are kept as numbers in one sorted array (8 bytes each, so that 100,000
quotations need some 60 MB and no garbage collection); the line's runs are looked up, the rarest first, until the budget
of look-ups is spent. So the work is bounded by the line, whatever the library holds.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from zlib import crc32

LENGTHS = (1, 3)
MOST_LOOKED_AT = 20_000  # entries of the index that one line may touch; a real line touches a few hundred
MOST_CANDIDATES = 12

_WHOLE = "="  # before a whole text, so that it is not taken for a run of its words


class Runs:
    """The index over texts, each given as its folded words and known by its number from 0."""

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._lengths = array("L")
        spread: Counter[str] = Counter()
        # Sorted in 256 parts: one sorted list of Python numbers would take five times the memory of the result.
        parts = [array("Q") for _ in range(256)]
        for number, row in enumerate(rows):
            self._lengths.append(len(row))
            spread.update(set(row))
            for run in {_WHOLE + " ".join(row), *_runs(row)}:
                key = crc32(run.encode())
                parts[key >> 24].append(key << 32 | number)
        top = self.rarity(0) or 1
        self._weights = {word: 0.2 + self.rarity(many) / top for word, many in spread.items()}
        self._index = array("Q")
        for part in parts:
            self._index.extend(sorted(part))

    def alike(self, row: Sequence[str]) -> list[int]:
        """At most `MOST_CANDIDATES` texts that share rare words or long runs with these folded words."""
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
        return list(dict.fromkeys((*by_votes, *dense[: MOST_CANDIDATES // 2])))

    def same(self, row: Sequence[str]) -> list[int]:
        """A few texts that may consist of exactly these words, however common each of them is."""
        start, end = self._span(_WHOLE + " ".join(row))
        return [entry & 0xFFFFFFFF for entry in self._index[start : min(end, start + MOST_CANDIDATES)]]

    def rarity(self, many: int) -> float:
        """How much a run tells that stands in so many texts: nothing when all of them have it."""
        return max(log((len(self._lengths) + 1) / (many + 0.5)), 0.0)

    def weigh(self, word: str) -> float:
        """What a folded word tells, from 0.2 (`the`) to 1.2 (in no text)."""
        return self._weights.get(word, 1.2)

    def _span(self, run: str) -> tuple[int, int]:
        key = crc32(run.encode()) << 32
        start = bisect_left(self._index, key)
        return start, bisect_left(self._index, key + (1 << 32), lo=start)


def _runs(row: Sequence[str]) -> Iterator[str]:
    for length in LENGTHS:
        for start in range(len(row) - length + 1):
            yield " ".join(row[start : start + length])
