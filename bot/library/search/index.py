"""The index: ranks entries for typed words, or says that nothing fits."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.library.search.entry import Entry, Found, Hit, Near
from bot.library.words import LONGEST, fold, runs, typed_words, words

FITS = 0.45  # coverage below which nothing fits
NAMED = 2.0  # what the named topic adds; more than all words in passing together


class Index:
    """Everything that can be found, ready to be searched. Never changes; `merged` makes another one."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._texts = [fold(" ".join((entry.text, *entry.labels, *entry.aliases))) for entry in entries]
        self._holders: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, Entry] = {}
        for place, entry in enumerate(entries):
            for word in words(self._texts[place]):
                self._holders[word].add(place)
            for name in (entry.key, *(entry.labels if entry.kind in ("topic", "speaker", "source") else ())):
                self._names.setdefault(_name(name), entry)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Index":
        """An index of these entries; keys are expected to be unique."""
        return cls(tuple(entries))

    def merged(self, more: Iterable[Entry]) -> "Index":
        """An index of these entries and `more`."""
        return Index((*self._entries, *more))

    def resolve(self, typed: str) -> Entry | None:
        """What `typed` names exactly: an id (`gen-1` is `GEN-01`), a topic, a speaker or a source."""
        return self._names.get(_name(typed[:LONGEST]))

    def search(self, typed: str, kinds: Collection[str] = ("quote",), limit: int = 64) -> Found:
        """The best entries of these kinds, best first; none where too little of what was typed is in any."""
        asked = list(dict.fromkeys(typed_words(typed)))
        named = self.resolve(typed)
        weights = {word: log(1 + len(self._entries) / (1 + len(self._holders.get(word, ())))) for word in asked}
        covered: dict[int, float] = defaultdict(float)
        for word, weight in weights.items():
            for place, share in self._holding(word).items():
                covered[place] += weight * share
        whole = sum(weights.values()) or 1.0
        line = fold(typed[:LONGEST])
        hits = []
        for place, entry in enumerate(self._entries):
            if entry.kind not in kinds or (place not in covered and named is None):
                continue
            coverage = 1.0 if named is entry else covered[place] / whole
            score = coverage + fuzz.partial_ratio(line, self._texts[place]) / 100 + _named(entry, named)
            if coverage >= FITS or _named(entry, named):
                hits.append(Hit(entry.key, entry.kind, score + 0.1 * entry.verbatim, coverage))
        hits.sort(key=lambda hit: (-hit.score, hit.key))
        return Found(tuple(hits[:limit]), bool(hits), () if hits else self._near(line))

    def _holding(self, word: str) -> dict[int, float]:
        if word in self._holders or len(word) < 4:
            return dict.fromkeys(self._holders.get(word, ()), 1.0)
        close = process.extract(
            word, list(self._holders), scorer=OSA.distance, score_cutoff=1 + (len(word) > 6), limit=4
        )
        return {place: 0.8 for near, _, _ in close for place in self._holders[str(near)]}

    def _near(self, line: str) -> tuple[Near, ...]:
        close = process.extract(line, list(self._names), scorer=fuzz.ratio, score_cutoff=70, limit=3)
        found = {self._names[str(name)].key: self._names[str(name)] for name, _, _ in close}
        return tuple(Near((entry.labels or (entry.key,))[0], entry.key, entry.kind, line) for entry in found.values())


def _name(text: str) -> str:
    return " ".join(run.lstrip("0") or "0" for run in runs(fold(text)))


def _named(entry: Entry, named: Entry | None) -> float:
    if named is None:
        return 0.0
    if entry is named:
        return 2 * NAMED
    if named.key == entry.speaker:
        return NAMED
    return NAMED - 0.1 * entry.topics.index(named.key) if named.key in entry.topics else 0.0
