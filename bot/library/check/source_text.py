"""The text of a source as a file, and what can be asked of it: which words stand on which line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from bot.library.folding import words

LONGEST_LOAN = 8  # words in a row that may be the same as in the source without being copied

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\ufeff": " "})


@dataclass(slots=True)
class SourceText:
    """The lines of a file, counted from 1."""

    lines: Sequence[str]
    _runs: dict[tuple[str, ...], int] = field(init=False, default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "SourceText":
        """Raises OSError and UnicodeDecodeError."""
        return cls(path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n"))

    def stands_on(self, text: str, line: int) -> bool:
        """Whether the text begins on the line, word for word; only spaces and curly marks may differ."""
        sought = _tidy(text)
        first = _tidy(self.lines[line - 1]) if line <= len(self.lines) else ""
        following = first
        for more in self.lines[line:]:
            if len(following) >= len(first) + len(sought):
                break
            following += " " + _tidy(more)
        at = re.sub(r"\s+", " ", following).find(sought)
        return 0 <= at < max(len(first), 1)

    def line_of(self, text: str) -> int | None:
        """The first line on which the text begins; None if there is none."""
        lines = range(1, len(self.lines) + 1)
        return next((line for line in lines if self.stands_on(text, line)), None)

    def closest(self, text: str, line: int) -> str:
        """What the line has that is most like the text; empty if nothing is."""
        there = _tidy(self.lines[line - 1]) if line <= len(self.lines) else ""
        found = fuzz.partial_ratio_alignment(_tidy(text), there, score_cutoff=60)
        return there[found.dest_start : found.dest_end] if found else ""

    def loan(self, text: str) -> tuple[str, int] | None:
        """The first run of more than `LONGEST_LOAN` words that the text shares with the source, and its line."""
        if not self._runs:
            self._index()
        row = words(text)
        for start in range(len(row) - LONGEST_LOAN):
            run = row[start : start + LONGEST_LOAN + 1]
            if run in self._runs:
                return " ".join(run), self._runs[run]
        return None

    def _index(self) -> None:
        row = [(word, line) for line, text in enumerate(self.lines, 1) for word in words(text)]
        for start in range(len(row) - LONGEST_LOAN):
            run = row[start : start + LONGEST_LOAN + 1]
            self._runs.setdefault(tuple(word for word, _ in run), run[0][1])


def _tidy(text: str) -> str:
    return " ".join(text.translate(_MARKS).split())
