"""Everyday words for the same thing, so that people may ask in their own words."""

from collections import defaultdict
from functools import cache

from bot.library.english import rows
from bot.library.english.spelling import american


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """For each word the others of its groups; a group is a line of `synonyms.txt`."""
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows("synonyms"):
        group = [american(word) for word in row]
        for word in group:
            others[word].update(dict.fromkeys(other for other in group if other != word))
    return {word: tuple(found) for word, found in others.items()}
