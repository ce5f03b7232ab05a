"""One engine over one number of texts, in a process of its own: `python -m tests.benchmarks.search.scale NAME NUMBER`.

Prints what was measured as JSON: seconds to build, mebibytes, seconds for each query, and which were found.
"""

import gc
import json
import sys
import time

from bot.library.search import Entry, Index
from tests.benchmarks.measuring import resident
from tests.benchmarks.search.known_items import known_items
from tests.benchmarks.search.peers import PEERS, Engine, Ranking
from tests.benchmarks.search.texts import texts

QUERIES = 420
PATIENCE = 40  # seconds after which no further query is asked


class Ours:
    """Commonplace's index over bare texts."""

    def __init__(self, entries: list[Entry]) -> None:
        self._index = Index.of(entries)

    def rank(self, typed: str) -> Ranking:
        return [(int(entry.key), one.score) for entry, one in self._index.ranking(typed, ["quote"])]


def measure(name: str, number: int) -> dict[str, object]:
    """Builds the engine, asks it, and says how long each took, what it holds and what it found."""
    held = list(texts(number))
    asked = known_items(held, QUERIES)
    entries = [Entry(str(place), "quote", text) for place, text in enumerate(held)] if name == "Commonplace" else []
    gc.collect()
    gc.freeze()  # the texts are there before any engine; what the collector would do with them is not its work
    before, began = resident(), time.perf_counter()
    engine: Engine = Ours(entries) if name == "Commonplace" else PEERS[name](held)
    built = time.perf_counter() - began
    gc.collect()
    gc.freeze()
    memory = resident() - before
    seconds, found = [], []
    engine.rank(asked[0].typed)
    for item in asked:
        began = time.perf_counter()
        ranking = engine.rank(item.typed)
        seconds.append(time.perf_counter() - began)
        places = [place for place, _ in ranking[:5]]
        found.append((item.kind, places[:1] == [item.place], item.place in places))
        if sum(seconds) > PATIENCE:
            break
    return {"build": built, "memory": memory, "seconds": seconds, "found": found}


if __name__ == "__main__":
    json.dump(measure(sys.argv[1], int(sys.argv[2])), sys.stdout)
