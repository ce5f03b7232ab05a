"""Whether somebody is about to add what is there already.

Decides when two texts are twins: nearly the same words, or one stands in the other, case and punctuation apart. It is
the measure of the curator's lint, so that both call the same things alike.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz

from bot.library.check.twins import ALIKE
from bot.library.folding import words

INSIDE = 95  # of 100, for a text that stands in a longer one
TELLING = 4  # words; a shorter text stands in many others by chance


def twin_of(text: str, others: Iterable[tuple[str, str]]) -> str | None:
    """The key of the text in `others` (key, text) that is most like this one; None where none is alike."""
    row = words(text)
    asked, best, found = " ".join(row), float(ALIKE), None
    for key, other in others:
        theirs = words(other)
        said = " ".join(theirs)
        alike = fuzz.ratio(asked, said, score_cutoff=best)
        if min(len(row), len(theirs)) >= TELLING and fuzz.partial_ratio(asked, said, score_cutoff=INSIDE):
            alike = max(alike, best)
        if alike >= best:
            best, found = alike, key
    return found
