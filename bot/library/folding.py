"""When two spellings are the same words: what comparing two texts leaves out of account.

Case, accents, punctuation, typographic marks and hyphens are set aside; letters and digits are what counts.
An ellipsis is more than punctuation: it says that words are left out, so it parts a text into runs.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

REMEMBERED = 2_048  # texts whose runs are kept, about 2 KiB each: one line is held against many wordings, and again
ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
# A Chinese, Japanese or Korean character is a word of its own: no spaces tell where a word ends.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff_])\w)+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`´](?=\w)")
_PLAIN = re.compile(r"[a-z0-9 .,;:!?\"()-]*", re.ASCII)


def plain(text: str) -> str:
    """`'“Don’t” naïve'` -> `'“dont” naive'`: lower case, no accents, no apostrophe inside a word."""
    lowered = text.casefold()
    if not _PLAIN.fullmatch(lowered):
        decomposed = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(mark for mark in decomposed if not unicodedata.combining(mark)).casefold()
    return _APOSTROPHES.sub("", lowered)


def words(text: str) -> tuple[str, ...]:
    """`'A 15-year-old, “naïve”…'` -> `('a', '15', 'year', 'old', 'naive')`."""
    return tuple(WORD.findall(plain(text)))


@lru_cache(maxsize=REMEMBERED)
def runs(text: str) -> tuple["Run", ...]:
    """The stretches of words between the ellipses of a text; a text without any is one run."""
    parts = (words(part) for part in ELLIPSIS.split(text))
    return tuple(Run.of(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row, compared by their letters, so that `super intelligent` is `superintelligent`."""

    letters: str
    starts: frozenset[int]
    """Where in `letters` a word begins; the end counts too."""

    @classmethod
    def of(cls, row: tuple[str, ...]) -> "Run":
        starts, at = [0], 0
        for word in row:
            at += len(word)
            starts.append(at)
        return cls("".join(row), frozenset(starts))

    def find(self, other: "Run", after: int = 0) -> int | None:
        """Where `other` ends in this run, if it stands there whole, at or behind `after`; else None."""
        at = self.letters.find(other.letters, after)
        while at >= 0:
            if at in self.starts and at + len(other.letters) in self.starts:
                return at + len(other.letters)
            at = self.letters.find(other.letters, at + 1)
        return None


def holds(whole: tuple[Run, ...], parts: tuple[Run, ...]) -> bool:
    """Whether every run of `parts` stands in `whole`, in the same order and without overlap."""
    run, at = 0, 0
    for part in parts:
        while run < len(whole):
            end = whole[run].find(part, at)
            if end is not None:
                at = end
                break
            run, at = run + 1, 0
        else:
            return False
    return bool(parts)
