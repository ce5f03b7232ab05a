"""The index: ranks entries for typed words, or says that nothing fits."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from bot.library.search.asked import understand
from bot.library.search.entry import Entry, Found, Hit, Near
from bot.library.search.fits import fits
from bot.library.search.match import matches
from bot.library.search.names import MOST_OFFERED, Names
from bot.library.search.rank import Ranked, ranked, topics_of
from bot.library.search.shelf import Shelf

CLOSE_BY_NAME = 0.4  # how much of what was asked a name must say to be offered where nothing fits
REMEMBERED = 100  # answers to names that are kept, about 7 KiB each
SATISFIED = 0.75  # coverage; where the best entry carries less, known words too may have been slips of others


class Index:
    """Everything that can be found, ready to be searched. Never changes; `merged` makes another one."""

    def __init__(
        self, shelves: tuple[Shelf, ...], names: tuple[Names, ...], hidden: frozenset[str] = frozenset()
    ) -> None:
        self._shelves = shelves
        self._names = names
        self._hidden = hidden
        # Most people choose a name that is offered while they type. What they type in their own words is not kept.
        self._found_by_name = lru_cache(REMEMBERED)(self._found)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """An index of these entries; keys are expected to be unique."""
        kept = tuple(entries)
        return cls((Shelf(kept),), (Names(kept),))

    def merged(self, more: Iterable[Entry]) -> "Index":
        """An index of these entries and `more`; only `more` is indexed, what was there is shared."""
        kept = tuple(more)
        return Index((*self._shelves, Shelf(kept)), (*self._names, Names(kept)), self._hidden)

    def without(self, keys: Collection[str]) -> "Index":
        """An index in which the entries with these keys are not found; nothing is indexed again."""
        return Index(self._shelves, self._names, self._hidden | frozenset(keys))

    def resolve(self, typed: str) -> Entry | None:
        """What `typed` names exactly: an id (`gen-1` is `GEN-01`), a topic, a speaker or a source."""
        found = (names.find(typed) for names in self._names)
        return next((entry for entry in found if entry is not None and entry.key not in self._hidden), None)

    def search(self, typed: str, kinds: Collection[str] = ("quote",), limit: int = 64) -> Found:
        """The best entries of these kinds, best first; none where too little of what was typed is in any."""
        named = self.resolve(typed)
        find = self._found if named is None else self._found_by_name
        return find(typed, tuple(kinds), limit, named)

    def _found(self, typed: str, kinds: tuple[str, ...], limit: int, named: Entry | None) -> Found:
        answers = self.ranking(typed, kinds)
        if named and named.kind in kinds:
            answers.sort(key=lambda answer: answer[0] is not named)
        if not answers or not (fits(answers[0][1]) or _is_of(answers[0][0], named)):
            return Found(near=self._near(typed))
        hits = (Hit(entry.key, entry.kind, one.score, one.coverage) for entry, one in answers[:limit])
        return Found(tuple(hits), fits=True)

    def ranking(self, typed: str, kinds: Collection[str]) -> list[tuple[Entry, Ranked]]:
        """What comes nearest, best first, whether or not it fits."""
        asked = understand(typed, self._shelves)
        found = [matches(shelf, asked) for shelf in self._shelves]
        top = max((match.coverage for shelf in found for match in shelf.values()), default=0.0)
        if top < SATISFIED:
            asked = understand(typed, self._shelves, forgiving=True)
            found = [matches(shelf, asked) for shelf in self._shelves]
        pairs = list(zip(self._shelves, found, strict=True))
        topics = {key: match for shelf, matched in pairs for key, match in topics_of(shelf, matched).items()}
        answers = [
            (shelf.entries[one.place], one)
            for shelf, matched in pairs
            for one in ranked(shelf, asked, matched, topics, kinds)
            if shelf.entries[one.place].key not in self._hidden
        ]
        return sorted(answers, key=lambda answer: -answer[1].score)

    def _near(self, typed: str) -> tuple[Near, ...]:
        """What is close by name: a name that is a slip away, else topics whose name says much of what was asked."""
        slips = [near for names in self._names for near in names.near(typed)]
        alike = slips or [
            Near(entry.labels[0], entry.key, entry.kind, typed)
            for entry, one in self.ranking(typed, ["topic"])[:MOST_OFFERED]
            if one.name >= CLOSE_BY_NAME
        ]
        return tuple(near for near in alike if near.key not in self._hidden)[:MOST_OFFERED]


def _is_of(entry: Entry, named: Entry | None) -> bool:
    return named is not None and (entry is named or named.key in (*entry.topics, entry.speaker))
