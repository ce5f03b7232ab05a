"""The order of what answers: how few signals make one score, and what each is worth.

The weights were set on one half of the query set in `tests/benchmarks/search` and checked on the other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import fuzz

from bot.library.search.asked import Asked
from bot.library.search.entry import Entry
from bot.library.search.match import BEST, Match
from bot.library.search.names import NAMED_KINDS
from bot.library.search.shelf import Shelf

COVERAGE = 1.0  # the share of what was asked that the entry carries
CLOSEST = 1.0  # how nearly one sentence or name of it is what was asked
PHRASE = 0.8  # how much of the typed line stands in its text as it was typed, slips included
TOPIC = 1.0  # how nearly the name of its main topic is what was asked
SIDE_TOPIC = 0.45  # the same for its other topics
CALLED = 0.9  # how nearly it must be the name to count as asked for by name
BY_NAME = 3.0  # what the name is worth then: more than all words in passing can be
PASSING = 0.1  # what remains of the other signals then, so that what belongs to the name fits alike
BORNE = 0.8  # what a quotation's answer is worth for its topic
VERBATIM = 0.15  # a quotation before a report of one, where both fit alike
TELLING = 20  # letters; a shorter line stands in many texts by chance, as “agi” does in “aging”
MOST_TOPICS = 8  # topics whose quotations are looked at although no word of theirs was asked for
COMPARED = 120  # letters of the line; the first of a pasted quotation know it from any other
UNLIKE = 50.0  # per cent: below, rapidfuzz finds as much of the typed line in any text

NO_MATCH = Match(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with its score and what the score is made of."""

    place: int
    score: float
    coverage: float
    closest: float
    phrase: float
    """0 to 1: how much of the typed line stands in its text as it was typed."""
    named: float
    """0 to 1: how nearly its topic is what was asked, by name or otherwise; for a topic or a speaker, it itself."""
    name: float
    """0 to 1: how nearly its own labels are what was asked."""


def topics_of(shelf: Shelf, found: Mapping[int, Match]) -> dict[str, Match]:
    """How the topics of a shelf answer, by their keys."""
    return {key: found[place] for key, place in shelf.topics.items() if place in found}


def ranked(
    shelf: Shelf, asked: Asked, found: Mapping[int, Match], topics: Mapping[str, Match], kinds: Collection[str]
) -> list[Ranked]:
    """The best entries of these kinds, best first, at most `BEST`; `topics` are those of all shelves."""
    candidates = {place: match for place, match in found.items() if shelf.entries[place].kind in kinds}
    for topic in nlargest(MOST_TOPICS, topics, key=lambda key: topics[key].closest):
        for place in shelf.members.get(topic, ()):
            if shelf.entries[place].kind in kinds:
                candidates.setdefault(place, NO_MATCH)
    if "topic" in kinds:
        candidates |= _borne(shelf, found)
    rough = {place: _rough(match, _named(shelf, place, match, topics)) for place, match in candidates.items()}
    best = nlargest(BEST, rough, key=rough.__getitem__)
    scored = [_scored(shelf, asked, place, candidates[place], topics) for place in best]
    return sorted(scored, key=lambda one: (-one.score, one.place))


def _rough(match: Match, named: float) -> float:
    return COVERAGE * match.coverage + CLOSEST * match.closest + TOPIC * named


def _scored(shelf: Shelf, asked: Asked, place: int, match: Match, topics: Mapping[str, Match]) -> Ranked:
    entry, named = shelf.entries[place], _named(shelf, place, match, topics)
    alike = fuzz.partial_ratio(asked.line[:COMPARED], shelf.folded(place), score_cutoff=UNLIKE)
    phrase = max(0.0, alike - UNLIKE) / (100 - UNLIKE) * min(1.0, len(asked.line) / TELLING)
    score = _rough(match, named) + PHRASE * phrase
    called = match.name if entry.kind in NAMED_KINDS else _best(entry, topics, by_name=True)
    if called >= CALLED:
        score = PASSING * score + BY_NAME * called
    score += VERBATIM * entry.verbatim
    return Ranked(place, score, match.coverage, match.closest, phrase, named, match.name)


def _named(shelf: Shelf, place: int, match: Match, topics: Mapping[str, Match]) -> float:
    entry = shelf.entries[place]
    return match.closest if entry.kind in NAMED_KINDS or not entry.topics else _best(entry, topics)


def _best(entry: Entry, topics: Mapping[str, Match], *, by_name: bool = False) -> float:
    """How nearly one of an entry's topics is what was asked; of a side topic less."""
    best, share = 0.0, 1.0
    for key in entry.topics:
        match = topics.get(key, NO_MATCH)
        best = max(best, share * (match.name if by_name else match.closest))
        share = SIDE_TOPIC
    return best


def _borne(shelf: Shelf, found: Mapping[int, Match]) -> dict[int, Match]:
    """Topics as their quotations answer, where these answer better: the words of a quotation find its topic."""
    borne: dict[int, Match] = {}
    for place, match in found.items():
        entry = shelf.entries[place]
        if entry.kind != "quote" or not entry.topics or entry.topics[0] not in shelf.topics:
            continue
        topic = shelf.topics[entry.topics[0]]
        best = borne.get(topic) or found.get(topic, NO_MATCH)
        borne[topic] = Match(
            max(best.coverage, BORNE * match.coverage), max(best.closest, BORNE * match.closest), best.name
        )
    return borne
