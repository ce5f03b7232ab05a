"""What counts as the same word: how typed text and the library's text are folded and cut into words.

Decided once, for everything that compares words. Case, accents, full-width forms, traditional characters,
typographic marks, a possessive and a thousands comma never matter. A Chinese run is cut into its characters and its
pairs, because it is written without spaces and the usual word has two characters. Of whatever is typed, `LONGEST`
characters are read, so that the work is bounded before it begins.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from bot.library.chinese import SIMPLIFIED

LONGEST = 400  # characters of a typed line that are read; the longest quotation that anybody pastes is shorter
MOST_WORDS = 24  # words of a typed line that are searched for

_PLAIN = str.maketrans("’‘ʼ`´øłđ‐‑–—", "'''''old--  ") | str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe"})
_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af\U00020000-\U0002fa1f"
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_THOUSANDS = re.compile(r"(?<=\d)[,'](?=\d{3}(?!\d))")
_POSSESSIVE = re.compile(r"'s\b")
_RUN = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_IS_CHINESE = re.compile(rf"[{_CHINESE}]")


def fold(text: str) -> str:
    """`text` as it is compared: lower case, no accents, plain apostrophes, `10000` for `10,000`."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(_PLAIN)))
        text = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN).translate(SIMPLIFIED)
    text = text.lower()
    if "," in text or "'" in text:
        text = _POSSESSIVE.sub("", _THOUSANDS.sub("", text))
    return " ".join(text.split())


def runs(folded: str) -> list[str]:
    """The words of folded text in their order; a Chinese run stays whole. `don't` is one word, `dont`."""
    return _RUN.findall(folded.replace("'", ""))


def is_chinese(word: str) -> bool:
    """Whether `word` begins with a Chinese character, Japanese or Korean ones included."""
    return _IS_CHINESE.match(word) is not None


def words(folded: str) -> list[str]:
    """The words of folded text as they are indexed: `价值函数` gives four characters and three pairs."""
    found = runs(folded)
    return found if folded.isascii() else [word for run in found for word in pieces(run)]


def pieces(run: str) -> Iterator[str]:
    """A word itself, or the characters and pairs of a Chinese run."""
    if not is_chinese(run):
        yield run
        return
    yield from run
    yield from map("".join, pairwise(run))
