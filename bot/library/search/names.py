"""What is called so: ids, topics, speakers and sources by their exact names, and the names that come close."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.library.english.spelling import american
from bot.library.search.entry import Entry, Near
from bot.library.words import LONGEST, fold, runs

CLOSE = 74  # per cent; of two names that differ more, neither is a slip of the other
MOST_OFFERED = 3
_NAMED_KINDS = ("topic", "speaker", "source")


class Names:
    """The names in an index, each standing for one entry; of two entries with one name, the first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            for name in (entry.key, *(entry.labels if entry.kind in _NAMED_KINDS else ())):
                self._entries.setdefault(spoken(name), entry)

    def find(self, typed: str) -> Entry | None:
        """What is called exactly so; case, accents, British spelling and zeros in an id do not matter."""
        return self._entries.get(spoken(typed[:LONGEST]))

    def near(self, typed: str) -> tuple[Near, ...]:
        """The names that what was typed may be a slip of, the closest first."""
        name = spoken(typed[:LONGEST])
        close = process.extract(name, list(self._entries), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=8)
        found = {self._entries[str(other)].key: self._entries[str(other)] for other, _, _ in close}
        offered = list(found.values())[:MOST_OFFERED]
        return tuple(Near((entry.labels or (entry.key,))[0], entry.key, entry.kind, typed) for entry in offered)


def spoken(name: str) -> str:
    """What two spellings of one name have in common: `GEN-01`, `gen 1` and `Gen–001` are `gen 1`."""
    return " ".join(american(run).lstrip("0") or "0" for run in runs(fold(name)))
