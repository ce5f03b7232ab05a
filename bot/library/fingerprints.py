"""How the words of a source are recognised without being kept: every four words in a row as a number of 14 bits.

The library holds quotations and our own words, not the articles. A pasted sentence of an article would look as absent
as an invented one; by its numbers it is found with its line. The numbers of a line are few-valued and sorted, so that
nobody can read the article out of them (24 bits in their order could be: each gives away the next word).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from bot.library.folding import words
from bot.library.library import Library
from bot.library.records import Fingerprint

WORDS_IN_A_ROW = 4
NUMBERS = 2**14
"""So few that after any three words over a hundred others would fit: with their order gone too, nothing can be pieced
together. A line of eight strange words still meets three of its five numbers in a long line once in ten thousand."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A line of a source in which pasted words stand."""

    source: str
    line: int
    """From 1."""
    share: float
    """How many of the line's runs of four words stand there: 1 when every one does."""
    runs: int
    """How many that are."""
    sought: int
    """How many there were to find."""


def fingerprint_of(source: str, text: str) -> Fingerprint:
    """The fingerprint of a source's whole text; lines with fewer than four words leave none."""
    lines = {number: b"".join(sorted(set(_numbers(words(line))))) for number, line in enumerate(text.split("\n"), 1)}
    return Fingerprint(
        source=source,
        lines={number: urlsafe_b64encode(trace).decode() for number, trace in lines.items() if trace},
    )


def fingerprints_yaml(library: Library, folder: Path) -> str:
    """A content file with the fingerprints of all sources whose text lies in the folder, under the name they give."""
    lines = ["# Made by the bot from the texts of the sources; do not edit. See bot/library/fingerprints.py."]
    lines.append("fingerprints:")
    for source in library.sources.values():
        # Only a name: a source may not reach for a file outside of the folder.
        if source.file is not None and (file := folder / Path(source.file).name).is_file():
            traces = fingerprint_of(source.id, file.read_text(encoding="utf-8-sig")).lines
            lines += [f"  - source: {source.id}", "    lines:"]
            lines += [f"      {line}: {numbers}" for line, numbers in traces.items()]
    return "\n".join(lines) + "\n"


class Traces:
    """Every line of every fingerprint, by the numbers that occur in it."""

    def __init__(self, fingerprints: Iterable[Fingerprint]) -> None:
        self._places: dict[bytes, list[tuple[str, int]]] = {}
        for fingerprint in fingerprints:
            for line, encoded in fingerprint.lines.items():
                trace = urlsafe_b64decode(encoded)
                for number in {trace[at : at + 2] for at in range(0, len(trace), 2)}:
                    self._places.setdefault(number, []).append((fingerprint.source, line))

    def of(self, row: Sequence[str]) -> Trace | None:
        """The line in which most runs of these folded words stand, the earliest if several do; None if none does."""
        found: Counter[tuple[str, int]] = Counter()
        sought = set(_numbers(row))
        for number in sought:
            found.update(self._places.get(number, ()))
        if not found:
            return None
        (source, line), runs = min(found.items(), key=lambda place: (-place[1], place[0][1]))
        return Trace(source, line, runs / len(sought), runs, len(sought))


def _numbers(row: Sequence[str]) -> Iterator[bytes]:
    for start in range(len(row) - WORDS_IN_A_ROW + 1):
        run = " ".join(row[start : start + WORDS_IN_A_ROW])
        yield (crc32(run.encode()) % NUMBERS).to_bytes(2, "big")
