"""Which quotations or prompts are nearly the same, so that one utterance is not shown as two.

Only texts that share some two words in a row are compared, and pairs of words that stand in many texts do not count:
10,000 texts need some 20,000 comparisons instead of 50 million.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from bot.library.check.finding import Finding, warning
from bot.library.folding import words
from bot.library.parse import Entry, Path
from bot.library.records import Prompt, Quote

ALIKE = 85  # of 100, by rapidfuzz's ratio on folded words
_TOO_COMMON = 50  # texts that share a pair of words
_SHARED_PAIRS = 0.3  # of the pairs of the shorter text, below which two texts cannot be alike


@dataclass(frozen=True, slots=True)
class _Text:
    entry: Entry
    path: Path
    words: tuple[str, ...]


def findings_of_twins(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Pairs of quotations and pairs of prompts whose words are nearly the same."""
    quotes = [
        _Text(entry, ("wordings", at, "text"), words(wording.text))
        for entry in entries
        if isinstance(entry.record, Quote)
        for at, wording in enumerate(entry.record.wordings)
    ]
    prompts = [
        _Text(entry, ("question",), words(entry.record.question))
        for entry in entries
        if isinstance(entry.record, Prompt)
    ]
    for texts in (quotes, prompts):
        for one, other, alike in twins([text.words for text in texts]):
            first, second = texts[one], texts[other]
            if first.entry is not second.entry:
                place = f"{first.entry.file}:{first.entry.line(first.path)}"
                message = f"{alike:.0f} % the same words as {first.entry.id} ({place}). Keep one, or make it a wording."
                yield warning(second.entry.problem(second.path, message))


def twins(texts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts, by their places, that are alike, and how much (`ALIKE` to 100)."""
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        earlier: Counter[int] = Counter()
        pairs = {*pairwise(text)}
        for pair in pairs:
            if len(holders[pair]) < _TOO_COMMON:
                earlier.update(holders[pair])
                holders[pair].append(place)
        # The whole text too: a text made of common pairs alone is still found again.
        same = holders[text] if len(text) != 2 else []
        earlier.update(dict.fromkeys(same, len(pairs)))
        holders[text].append(place)
        for other, shared in earlier.items():
            if shared >= _SHARED_PAIRS * min(len(pairs), len(texts[other])):
                alike = fuzz.ratio(" ".join(text), " ".join(texts[other]), score_cutoff=ALIKE)
                if alike:
                    yield other, place, alike
