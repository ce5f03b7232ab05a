"""Which indexed words a typed word may stand for, and how well each does.

Typos are looked for among the words of the vocabulary and never in the texts: a million texts have a few hundred
thousand words, of which a few hundred share a half with the typed one. A slip leaves one half of a word as it was,
so that the words with the same first or the same last half are all that one slip can reach (no misses); for two
slips a third takes the place of the half, and a slip in each of the outer thirds is missed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sized
from functools import lru_cache
from heapq import nlargest
from math import exp, log

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.english import words as endings
from bot.library.english.light import carries_nothing
from bot.library.english.spelling import DERIVED, forms, head, kinship

MOST_NEAR = 8  # words that one typed word may stand for, besides itself and its family
MOST_KIN = 64  # words with the same beginning that are looked at for the family
SHORTEST_MISSPELT = 4  # letters; nearly every shorter word is one slip away from some other
SHORTEST_TWICE_MISSPELT = 7  # letters; below, two slips turn a word into almost anything
HEADS = 0.9  # what remains of a kinship that irregular forms have by their heads: thought, thinking
BEGUN = 0.7  # how well `generali` stands for generalization
ONE_SLIP, TWO_SLIPS = 0.85, 0.6  # how well a misspelt word stands for what it may mean
REMEMBERED = 8_192  # words whose families are kept: everyday words lead to the same ones again and again
OTHER_FIRST = 0.75  # what remains if the first letter differs, where fingers slip least: dinner is hardly winner
LONG = 9  # letters; of so long a word the others say enough, whatever the first is
SAFE = 6  # letters; in shorter words a slip leaves less to know the word by
LIKELIER = 4.5  # what a slip costs against how often the word occurs, in nats


class Vocabulary:
    """The words of an index and how often each occurs. Never changes."""

    def __init__(self, holders: Mapping[str, Sized]) -> None:
        self._holders = holders
        self._sorted = sorted(holders)
        # By length first, so that a common ending such as -tion is cut down to the words of the right length.
        self._backwards = sorted(chr(len(word)) + word[::-1] for word in holders)

        self.kin = lru_cache(REMEMBERED)(self._kin)
        """The word itself, where it is known, and the words of its family, each with how well it is meant."""

    def _kin(self, word: str) -> Mapping[str, float]:
        found = {form: 0.95 for form in forms(word) if form in self._holders}
        if word in self._holders:
            found[word] = 1.0
        for length in range(max(3, len(word) // 2 - 1), len(word) + 1):
            first, last = self._range(word[:length])
            if last - first <= MOST_KIN:
                for other in self._sorted[first:last]:
                    close = kinship(word, other) or HEADS * kinship(head(word), head(other))
                    if close:
                        found[other] = max(close, found.get(other, 0.0))
                break
        return found

    def begun(self, word: str) -> dict[str, float]:
        """The most frequent words that begin with this one, for a word that was not typed to its end."""
        first, last = self._range(word)
        if len(word) < SHORTEST_MISSPELT or last - first > MOST_KIN:
            return {}
        return dict.fromkeys(nlargest(MOST_NEAR, self._sorted[first:last], key=self._frequency), BEGUN)

    def near(self, word: str) -> dict[str, float]:
        """The words that this one, or it without its ending, may be a slip of; the best at most `ONE_SLIP`."""
        near = self._near(word)
        if near or len(word) < SHORTEST_TWICE_MISSPELT:
            return near
        for ending in sorted((ending for ending in endings("endings") if word.endswith(ending)), key=len):
            stem = word.removesuffix(ending)
            for other, share in self._near(stem).items() if len(stem) > SHORTEST_MISSPELT else ():
                near[other] = max(DERIVED * share, near.get(other, 0.0))
        return near

    def _near(self, word: str) -> dict[str, float]:
        if len(word) < SHORTEST_MISSPELT or not word.isalpha():
            return {}
        close = self._within(word, 1) | self._within(_BRITISH_SLIP.sub(r"iz\1", word), 1)
        if len(word) >= SHORTEST_TWICE_MISSPELT and not close:
            close = self._within(word, 2)
        likely = {other: _likelihood(word, other, slips, self._frequency(other)) for other, slips in close.items()}
        best = nlargest(MOST_NEAR, likely, key=likely.__getitem__)
        return {
            other: (ONE_SLIP if close[other] == 1 else TWO_SLIPS)
            * min(1.0, len(word) / SAFE)
            * (1.0 if word[0] == other[0] or len(word) >= LONG else OTHER_FIRST)
            * (0.5 + 0.5 * exp(max(-3.0, likely[other] - likely[best[0]])))
            for other in best
        }

    def parts(self, word: str) -> tuple[str, str] | None:
        """Two known words that were typed as one, or None."""
        halves = ((word[:at], word[at:]) for at in range(SHORTEST_MISSPELT, len(word) - SHORTEST_MISSPELT + 1))
        known = [pair for pair in halves if all(half in self and not carries_nothing(half) for half in pair)]
        return max(known, key=lambda pair: min(map(self._frequency, pair)), default=None)

    def __contains__(self, word: str) -> bool:
        return word in self._holders

    def _frequency(self, word: str) -> int:
        return len(self._holders[word])

    def _range(self, beginning: str) -> tuple[int, int]:
        return (
            bisect_left(self._sorted, beginning),
            bisect_left(self._sorted, beginning + "\U0010ffff"),
        )

    def _within(self, word: str, slips: int) -> dict[str, int]:
        choices = list(self._reachable(word, slips))
        found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=64)
        return {str(other): int(slips) for other, slips, _ in found if slips and not carries_nothing(str(other))}

    def _reachable(self, word: str, slips: int) -> Iterator[str]:
        kept = max(2, len(word) // (slips + 1))
        if (turned := word[: kept - 1] + word[kept : kept + 1] + word[kept - 1] + word[kept + 1 :]) in self._holders:
            yield turned  # the two letters on either side of the middle changed places: neither half is as it was
        first, last = self._range(word[:kept])
        yield from self._sorted[first:last]
        for length in range(max(1, len(word) - slips), len(word) + slips + 1):
            ending = chr(length) + word[: -kept - 1 : -1]
            first = bisect_left(self._backwards, ending)
            last = bisect_left(self._backwards, ending + "\U0010ffff")
            yield from (other[:0:-1] for other in self._backwards[first:last])


def _likelihood(typed: str, meant: str, slips: int, frequency: int) -> float:
    """The noisy channel in nats: how easily this slip happens, and how often the word occurs."""
    easy = 0.0
    if sorted(typed) == sorted(meant):
        easy = 1.5  # letters that changed places
    elif _single(typed) == _single(meant):
        easy = 1.5  # a letter doubled, or one of two forgotten
    elif _consonants(typed) == _consonants(meant):
        easy = 0.8  # only vowels differ
    first = 1.0 if typed[0] == meant[0] else 0.0
    return -LIKELIER * slips + easy + first + log(1 + frequency)


def _single(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _consonants(word: str) -> str:
    return word.translate(_NO_VOWELS)


# `generalisaton`: British and misspelt, so that no rule for whole endings knows it.
_BRITISH_SLIP = re.compile(r"is(a|e|i)(?=.)")
_NO_VOWELS = str.maketrans("", "", "aeiouy")
