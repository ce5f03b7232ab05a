"""What is called so: ids, topics, speakers and sources by their exact names, and the names that come close."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from bot.library.english.spelling import american
from bot.library.search.entry import Entry, Near
from bot.library.words import LONGEST, fold, runs

CLOSE = 74  # per cent; of two names that differ more, neither is a slip of the other
MOST_OFFERED = 3
MOST_DIGITS = 4  # of an id's number, leading zeros among them
NAMED_KINDS = frozenset(["topic", "speaker", "source"])
"""What has a name of its own; anything else is known by its id and its words."""

_ID = re.compile(r"([a-z]{2,5})\W*([a-z]?)([0-9]{1,4})")


class Names:
    """The names in an index, each standing for one entry; of two entries with one name, the first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._named: dict[str, Entry] = {}
        self._ids: dict[str, Entry] = {}
        for entry in entries:
            self._ids.setdefault(entry.key, entry)
            for name in (entry.key, *entry.labels) if entry.kind in NAMED_KINDS else ():
                self._named.setdefault(spoken(name), entry)

    def find(self, typed: str) -> Entry | None:
        """What is called exactly so; case, accents, British spelling and zeros in an id do not matter."""
        exact = self._ids.get(typed)
        return exact or self._with_id(typed[:LONGEST]) or self._named.get(spoken(typed[:LONGEST]))

    def near(self, typed: str) -> tuple[Near, ...]:
        """The names that what was typed may be a slip of, the closest first."""
        name = spoken(typed[:LONGEST])
        close = process.extract(name, list(self._named), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=8)
        found = {self._named[str(other)].key: self._named[str(other)] for other, _, _ in close}
        offered = list(found.values())[:MOST_OFFERED]
        return tuple(Near((entry.labels or (entry.key,))[0], entry.key, entry.kind, typed) for entry in offered)

    def _with_id(self, typed: str) -> Entry | None:
        match = _ID.fullmatch(fold(typed))
        if match is None:
            return None
        letters, kind, number = match.groups()
        ids = (f"{letters}-{kind}{int(number):0{digits}}".upper() for digits in range(1, MOST_DIGITS + 1))
        return next((self._ids[key] for key in ids if key in self._ids), None)


def spoken(name: str) -> str:
    """What two spellings of one name have in common: `The Generalisation  Gap` is `the generalization gap`."""
    return " ".join(american(run) for run in runs(fold(name)))
