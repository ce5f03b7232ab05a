"""Which spellings and which forms are one word: British as American, and words of one family.

Rules rather than a dictionary, applied alike to what is typed and to what is indexed, so that a rule which goes
too far (`promise` -> `promize`) does no harm. A family is wider than a grammar's: generalize, generalization and
generally belong together, and a match within the family therefore counts less than one of the word itself.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.library.english import rows, words

INFLECTED = 0.95  # how well `scaled` matches `scaling`
DERIVED = 0.8  # how well `emotional` matches `emotions`
SHORTEST_STEM = 3

_BRITISH = [
    (re.compile(pattern), american)
    for pattern, american in (
        (r"^practis", "practic"),
        (r"is(ation|ational|ations|e|ed|es|er|ers|ing|able)$", r"iz\1"),
        (r"ys(e|ed|es|er|ing)$", r"yz\1"),
        (r"our(s|ed|ing|able|ite|ites|al|ful|ist|er|ers|hood|less)?$", r"or\1"),
        (r"(cent|theat|met|fib|lit|calib|spect|sab|somb)re(s|d)?$", r"\1er\2"),
        (r"ogue(s|d)?$", r"og\1"),
        (r"(def|off|pret|lic)ence", r"\1ense"),
        (r"^ageing$", "aging"),
        (r"dgement", "dgment"),
        (r"^programme(s|d)?$", r"program\1"),
        (r"^scepti", "skepti"),
        (r"^grey", "gray"),
        (r"^(p|orthop|encyclop|medi)ae", r"\1e"),
        (r"^an(a?)esth", "anesth"),
        (r"^artefact", "artifact"),
        (r"^(skil|wil|fulfi|enro|insta)l(ful|ment|s)?$", r"\1ll\2"),
        (r"^learnt$", "learned"),
        (r"^(whil|among|amid)st$", r"\1"),
    )
]
_NOT_BRITISH = words("british_in_looks")

_INFLECTIONS = (
    frozenset(["", "s", "es", "ed", "ing", "er", "ers", "est", "ly"]),
    frozenset(["e", "es", "ed", "ing", "er", "ers", "est", "y"]),
    frozenset(["y", "ies", "ied", "ying", "ier", "iest", "ily"]),
)
_BARE = (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ings", ""), ("ed", ""), ("ed", "e"),
         ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", ""))  # fmt: skip
_FORMS = {row[0]: row for row in rows("irregular")}
_HEADS = {form: row[0] for row in rows("irregular") for form in row[1:]}


@lru_cache(maxsize=65_536)
def american(word: str) -> str:
    """`generalisation` -> `generalization`; a word that is spelt alike everywhere comes back as it is."""
    if len(word) < 5 or word in _NOT_BRITISH or not word.isascii():
        return word
    for pattern, spelling in _BRITISH:
        changed, found = pattern.subn(spelling, word)
        if found:
            return changed
    return word


def head(word: str) -> str:
    """The word under which irregular forms stand together: `thought` -> `think`; any other word itself."""
    return _HEADS.get(word, word)


def forms(word: str) -> tuple[str, ...]:
    """The irregular forms of the same head: `taught` -> `("teach", "taught")`."""
    return _FORMS.get(head(word), ())


def bare(word: str) -> Iterator[str]:
    """What an inflected word may be a form of: `feelings` -> feeling, feel; not all of them are words."""
    for ending, instead in _BARE:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word.removesuffix(ending)
            yield stem + instead
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def kinship(one: str, other: str) -> float:
    """How closely two words belong together, from 0 for strangers over `DERIVED` and `INFLECTED` to 1 for one word.

    Both must begin alike, and what is left of each must be a known ending.
    """
    if one == other:
        return 1.0
    shared, shortest = 0, min(len(one), len(other))
    while shared < shortest and one[shared] == other[shared]:
        shared += 1
    for length in range(shared, max(SHORTEST_STEM, shared - 2) - 1, -1):
        close = _CLOSE.get((_ending(one, length), _ending(other, length)), 0.0)
        if close and (close == INFLECTED or length > SHORTEST_STEM or "y" in (one[length:], other[length:])):
            return close
    return 0.0


def _ending(word: str, length: int) -> str:
    ending = word[length:]
    doubled = len(ending) > 2 and ending[0] == word[length - 1] and ending[0] in "bdgklmnprt"
    return ending[1:] if doubled else ending


def _close() -> dict[tuple[str, str], float]:
    """How close two words are that go on so after the same beginning; one of the endings must be short."""
    deriving = words("endings")
    every = deriving.union(*_INFLECTIONS)
    close = {(left, right): DERIVED for left in every if len(left) < 4 for right in deriving}
    close |= {(right, left): DERIVED for left, right in close}
    return close | {(left, right): INFLECTED for group in _INFLECTIONS for left in group for right in group}


_CLOSE = _close()
