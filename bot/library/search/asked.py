"""What a typed line asks for: its words, what each is worth, and which indexed words each may stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.library.chinese import GRAMMAR
from bot.library.english.light import LIGHT, carries_nothing, is_light
from bot.library.english.spelling import DERIVED, american, bare, forms
from bot.library.english.synonyms import synonyms
from bot.library.search.shelf import SPELT_OUT, Shelf
from bot.library.words import LONGEST, MOST_WORDS, fold, is_chinese, pieces, runs

SYNONYM = 0.65  # how well an everyday word stands for its neighbour
INITIALS = 0.9  # how well `rl` stands for the name that it abbreviates
JOINED = 0.9  # how well two words stand for the one that they make together: super intelligence
PART = 0.7  # how well one word stands for each of the two that were typed without a space
SLIP_OF_A_WORD = 0.7  # what a correction counts where the typed word is known as it stands
UNKNOWN = 0.6  # what an unknown word is worth of the rarest: it may be a name, or nothing
UNKNOWN_PAIR = 0.3  # the same for two Chinese characters: most that stand side by side are no word
OWN_WORDS = 12  # words; whoever types more remembers a line, and everyday words for its words would only blur it
MOST_CORRECTED = 10  # words of one line that are looked up among the near ones, so that a long line costs no more
SINGLE_CHARACTER = 0.3  # what a Chinese character is worth of the pair that it stands in

_VOWEL = re.compile("[aeiou]")  # a word with none is an abbreviation; others only if typed in capitals


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for."""

    word: str
    worth: float
    """How much the answer should carry it: rare words more, words of grammar nothing."""
    stands_for: Mapping[str, float]
    """Indexed words, each with how well it is meant by this one, 0 to 1; empty where nothing is near."""
    known: bool
    """Whether the word or one of its family is indexed as it stands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed line, understood."""

    line: str
    """Folded."""
    terms: tuple[Term, ...]
    fillers: frozenset[str]
    """Its words of grammar, which find nothing but may decide between two that are alike."""
    whole: float
    """What all terms are worth together."""


def understand(typed: str, shelves: Sequence[Shelf], *, forgiving: bool = False) -> Asked:
    """The terms of a typed line. If `forgiving`, known words too may be slips of others that are near."""
    line = fold(typed[:LONGEST])[:LONGEST]
    row = _words(line)
    kept = [word for word in dict.fromkeys(row) if not carries_nothing(word)] or list(dict.fromkeys(row))
    shorthand = {fold(word) for word in typed[:LONGEST].split() if word.isupper()}
    size = sum(len(shelf.entry_of) for shelf in shelves)
    compounds: dict[str, set[str]] = defaultdict(set)
    for left, right in pairwise(row[:MOST_WORDS]):
        compounds[left].add(left + right)
        compounds[right].add(left + right)
    terms, corrected = [], 0
    for word in kept[:MOST_WORDS]:
        means = _Meanings(shelves)
        means.family(word)
        known = bool(means.found)
        if not is_chinese(word):
            if len(kept) <= OWN_WORDS:
                means.everyday(word)
            if word in shorthand or not _VOWEL.search(word):
                means.spelt_out(word)
            if (not known or forgiving) and corrected < MOST_CORRECTED:
                corrected += 1
                means.slips(word, is_last=word == row[-1])
            for joined in compounds.get(word, ()):
                means.family(joined, JOINED)
        terms.append(Term(word, _worth(word, means.found, shelves, size), means.found, known))
    return Asked(line, tuple(terms), frozenset(row[:MOST_WORDS]).difference(kept), sum(term.worth for term in terms))


class _Meanings:
    """The indexed words that a typed word may stand for, gathered from several shelves."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves
        self.found: dict[str, float] = {}

    def _add(self, more: Mapping[str, float], share: float = 1.0) -> None:
        for word, weight in more.items():
            self.found[word] = max(self.found.get(word, 0.0), weight * share)

    def family(self, word: str, share: float = 1.0) -> None:
        for shelf in self._shelves:
            self._add(shelf.vocabulary.kin(word), share)

    def everyday(self, word: str) -> None:
        table = synonyms()
        same = dict.fromkeys((word, *forms(word), *bare(word)))
        for other in dict.fromkeys(other for form in same for other in table.get(form, ())):
            self.family(other, SYNONYM)

    def spelt_out(self, word: str) -> None:
        for shelf in self._shelves:
            if word + SPELT_OUT in shelf.holders:
                self._add({word + SPELT_OUT: INITIALS})

    def slips(self, word: str, *, is_last: bool) -> None:
        share = SLIP_OF_A_WORD if word in self.found else 1.0
        for shelf in self._shelves:
            near = shelf.vocabulary.near(word)
            self._add(near, share)
            self._add(shelf.vocabulary.begun(word), share if is_last else 0.8 * share)
            if not near:
                self._add(dict.fromkeys(shelf.vocabulary.parts(word) or (), PART * share))


def _words(line: str) -> list[str]:
    for filler in GRAMMAR:
        line = line.replace(filler, " ")
    return [american(word) for run in runs(line) for word in pieces(run)]


def _worth(word: str, found: Mapping[str, float], shelves: Iterable[Shelf], size: int) -> float:
    share = LIGHT if is_light(word) else SINGLE_CHARACTER if is_chinese(word) and len(word) == 1 else 1.0
    close = [other for other, weight in found.items() if weight >= DERIVED] or list(found)
    if not close:
        return share * (UNKNOWN_PAIR if is_chinese(word) else UNKNOWN) * log(1 + size)
    held = max(len(shelf.holders.get(other, ())) for shelf in shelves for other in close)
    return share * log(1 + size / (1 + held))
