"""Words that carry little: those that never say what a query is about, and those that say it weakly."""

from functools import lru_cache

from bot.library.english import words
from bot.library.english.spelling import bare

LIGHT = 0.3  # what an everyday word counts of what its rarity in the library would give it


def carries_nothing(word: str) -> bool:
    """Whether a word never says what a query is about."""
    return word in words("grammar")


@lru_cache(maxsize=65_536)
def is_light(word: str) -> bool:
    """Whether sharing this word says little or nothing. A number of one or two digits says little."""
    if word in words("grammar") or (len(word) < 3 and word.isdecimal()):
        return True
    return any(form in words("everyday") for form in (word, *bare(word)))
