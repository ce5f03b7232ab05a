"""Which entries of a shelf carry the terms that were asked for, and how much of them.

Rare terms first. A term is followed through its parts as long as it can still bring a better entry than those
found; the remaining terms, all frequent, are only looked up for the best (Turtle and Flood's MaxScore, 1995).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

from bot.library.search.asked import Asked, Term
from bot.library.search.shelf import FREQUENT, Shelf

BEST = 64  # candidates that are ranked to the end
FOLLOWED = 1_500  # parts that a term may be followed through where other terms have brought candidates
MANY = 400  # parts; of more, only the best are looked at more closely, and all topics
LOOKED_UP = 200  # candidates for which the frequent terms are looked up
TIED = 1_500  # candidates between which words of grammar may decide
FILLER = 0.1  # what such a word adds, of all that was asked: it also tells a question from a statement
SURE_OF = 10  # of how many of the best it is made sure that none is missed
EXACT = 0.4  # how much of a part's closeness is that it says nothing else than what was asked


@dataclass(frozen=True, slots=True)
class Match:
    """How one entry answers."""

    coverage: float
    """0 to 1: the share of what was asked that its parts carry together."""
    closest: float
    """0 to about 1: how nearly one of its parts is what was asked, and nothing else."""
    name: float
    """The same for its labels alone."""


@dataclass(slots=True)
class _Carried:
    """What has been found so far."""

    worth: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    """By part: the worth of the terms that it carries."""
    found: list[tuple[Term, Mapping[int, float]]] = field(default_factory=list)
    """For each term the parts that carry it, and how well."""

    def add(self, term: Term, found: Mapping[int, float]) -> None:
        self.found.append((term, found))
        worth, of_term = self.worth, term.worth
        for part, share in found.items():
            worth[part] += of_term * share


def matches(shelf: Shelf, asked: Asked) -> dict[int, Match]:
    """What answers, by its place in the shelf. Of very many, the best are among them."""
    carried = _Carried()
    terms = sorted((term for term in asked.terms if term.stands_for), key=lambda term: _reach(shelf, term))
    left = sum(term.worth for term in terms)
    for at, term in enumerate(terms):
        reach = _reach(shelf, term)
        enough = len(carried.worth) >= BEST and reach > FOLLOWED
        if reach > FREQUENT or enough or (reach > LOOKED_UP and left < _bar(carried.worth)):
            _look_up(shelf, terms[at:], carried)
            break
        carried.add(term, _followed(shelf, term))
        left -= term.worth
    if len(carried.worth) > BEST:
        _break_ties(shelf, asked, carried.worth)
    return _by_entry(shelf, asked, carried)


def _break_ties(shelf: Shelf, asked: Asked, worth: dict[int, float]) -> None:
    parts = set(worth) if len(worth) <= TIED else set(_best(worth, TIED))
    for filler in asked.fillers:
        for part in shelf.holding(filler, parts):
            worth[part] += FILLER * asked.whole


def _reach(shelf: Shelf, term: Term) -> int:
    return sum(len(shelf.holders.get(word, ())) for word in term.stands_for)


def _bar(worth: Mapping[int, float]) -> float:
    best = nlargest(SURE_OF, worth.values())
    return best[-1] if len(best) == SURE_OF else 0.0


def _followed(shelf: Shelf, term: Term) -> dict[int, float]:
    found: dict[int, float] = {}
    for word, share in _worst_first(term):
        found.update(dict.fromkeys(shelf.holders.get(word, ()), share))
    return found


def _look_up(shelf: Shelf, terms: Sequence[Term], carried: _Carried) -> None:
    """Frequent terms, for the best so far, for what holds all of them, and for the shortest that hold each."""
    parts = set(nlargest(LOOKED_UP, carried.worth, key=carried.worth.__getitem__))
    parts.update(shelf.holding_all([term.stands_for for term in terms], LOOKED_UP))
    for term in terms:
        parts.update(shelf.holders.get(max(term.stands_for, key=term.stands_for.__getitem__), ())[:BEST])
    for term in terms:
        found: dict[int, float] = {}
        for word, share in _worst_first(term):
            found.update(dict.fromkeys(shelf.holding(word, parts), share))
        carried.add(term, found)


def _worst_first(term: Term) -> list[tuple[str, float]]:
    return sorted(term.stands_for.items(), key=lambda pair: pair[1])


def _by_entry(shelf: Shelf, asked: Asked, carried: _Carried) -> dict[int, Match]:
    whole, parts = asked.whole or 1.0, _candidates(shelf, carried.worth)
    entry_of, weight_of = shelf.entry_of, shelf.weight_of
    covered: dict[int, float] = defaultdict(float)
    words: dict[int, float] = defaultdict(float)
    for term, found in carried.found:
        best: dict[int, float] = {}
        for part in found.keys() & parts:
            share = found[part]
            words[part] += share
            entry, value = entry_of[part], share * weight_of[part]
            if best.get(entry, 0.0) < value:
                best[entry] = value
        for entry, value in best.items():
            covered[entry] += term.worth * value
    closest = dict.fromkeys(covered, 0.0)
    name = dict.fromkeys(covered, 0.0)
    for part, explained in words.items():
        entry, said = entry_of[part], min(1.0, explained / (shelf.length_of[part] or 1))
        close = weight_of[part] * carried.worth[part] / whole * (1 - EXACT + EXACT * said)
        if close > closest[entry]:
            closest[entry] = close
        if close > name[entry] and shelf.is_name(part):
            name[entry] = close
    return {entry: Match(worth / whole, closest[entry], name[entry]) for entry, worth in covered.items()}


def _candidates(shelf: Shelf, worth: Mapping[int, float]) -> Set[int]:
    """The parts that are looked at more closely: all, or those of the entries with the best, and of all topics."""
    if len(worth) <= MANY:
        return worth.keys()
    entries = {shelf.entry_of[part] for part in _best(worth, 2 * BEST)}
    entries.update(shelf.topics.values())
    return {part for part in worth if shelf.entry_of[part] in entries}


def _best(worth: Mapping[int, float], number: int) -> list[int]:
    """The parts with the highest worth; of those that are worth the same, the ones found first, the shortest."""
    bar = sorted(worth.values())[-number]
    best = [part for part, value in worth.items() if value > bar]
    return best + list(islice((part for part, value in worth.items() if value == bar), number - len(best)))
