"""What a typed line asks for: its words, what each is worth, and which indexed words each may stand for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from bot.library.english.light import CHINESE, LIGHT, carries_nothing, is_light
from bot.library.english.spelling import american, forms
from bot.library.english.synonyms import synonyms
from bot.library.search.shelf import Shelf
from bot.library.words import LONGEST, MOST_WORDS, fold, is_chinese, pieces, runs

SYNONYM = 0.6  # how well an everyday word stands for its neighbour
INITIALS = 0.9  # how well `rl` stands for the name that it abbreviates
UNKNOWN = 0.6  # what an unknown word is worth of the rarest: it may be a name, or nothing
MOST_CORRECTED = 10  # words of one line that are looked up among the near ones, so that a long line costs no more
SINGLE_CHARACTER = 0.3  # what a Chinese character is worth of the pair that it stands in


@dataclass(frozen=True, slots=True)
class Term:
    """One word that was asked for."""

    word: str
    worth: float
    """How much the answer should carry it: rare words more, words of grammar nothing."""
    stands_for: Mapping[str, float]
    """Indexed words, each with how well it is meant by this one, 0 to 1; empty where nothing is near."""
    known: bool
    """Whether the word or one of its family is indexed as it stands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A typed line, understood."""

    line: str
    """Folded."""
    terms: tuple[Term, ...]
    whole: float
    """What all terms are worth together."""


def understand(typed: str, shelves: Sequence[Shelf], *, forgiving: bool = False) -> Asked:
    """The terms of a typed line. If `forgiving`, known words too may be slips of others that are near."""
    line = fold(typed[:LONGEST])
    row = _words(line)
    joined = {word: left + right for left, right in pairwise(row) for word in (left, right)}
    kept = [word for word in dict.fromkeys(row) if not carries_nothing(word)] or list(dict.fromkeys(row))
    size = sum(len(shelf.entry_of) for shelf in shelves)
    terms, corrected = [], 0
    for word in kept[:MOST_WORDS]:
        found: dict[str, float] = {}
        for shelf in shelves:
            _keep_best(found, shelf.vocabulary.kin(word))
        known = bool(found)
        if not is_chinese(word):
            _keep_best(found, _meanings(word, shelves))
            if (not known or forgiving) and corrected < MOST_CORRECTED:
                corrected += 1
                _keep_best(found, _slips(word, shelves, last=word == row[-1]), 0.7 if word in found else 1.0)
            if word in joined:
                for shelf in shelves:
                    _keep_best(found, shelf.vocabulary.kin(joined[word]), 0.9)
        terms.append(Term(word, _worth(word, found, shelves, size), found, known))
    return Asked(line, tuple(terms), sum(term.worth for term in terms))


def _words(line: str) -> list[str]:
    for filler in CHINESE:
        line = line.replace(filler, " ")
    return [american(word) for run in runs(line) for word in pieces(run)]


def _meanings(word: str, shelves: Iterable[Shelf]) -> dict[str, float]:
    found: dict[str, float] = {}
    table = synonyms()
    same = dict.fromkeys((word, *forms(word), *_bare(word)))
    for other in dict.fromkeys(other for form in same for other in table.get(form, ())):
        for shelf in shelves:
            _keep_best(found, shelf.vocabulary.kin(other), SYNONYM)
    for shelf in shelves:
        _keep_best(found, dict.fromkeys(shelf.spelt_out.get(word, ()), INITIALS))
    return found


def _bare(word: str) -> Iterable[str]:
    """The forms under which a table may hold an inflected word: `feelings` -> feeling, feel."""
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("ing", ""), ("ing", "e"), ("ings", ""), ("ed", ""),
                            ("ed", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("ly", "")):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) > 2:
            bare = word.removesuffix(ending)
            yield bare + instead
            if len(bare) > 3 and bare[-1] == bare[-2]:
                yield bare[:-1]


def _slips(word: str, shelves: Iterable[Shelf], *, last: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    for shelf in shelves:
        _keep_best(found, shelf.vocabulary.near(word))
        _keep_best(found, shelf.vocabulary.begun(word), 1.0 if last else 0.8)
        if not found:
            _keep_best(found, dict.fromkeys(shelf.vocabulary.parts(word) or (), 0.6))
    return found


def _keep_best(found: dict[str, float], more: Mapping[str, float], share: float = 1.0) -> None:
    for word, weight in more.items():
        found[word] = max(found.get(word, 0.0), weight * share)


def _worth(word: str, found: Mapping[str, float], shelves: Iterable[Shelf], size: int) -> float:
    rarest = log(1 + size)
    close = [other for other, weight in found.items() if weight >= SYNONYM]
    if not close:
        return UNKNOWN * rarest * (SINGLE_CHARACTER if is_chinese(word) and len(word) == 1 else 1.0)
    held = max(len(shelf.holders.get(other, ())) for shelf in shelves for other in close)
    share = LIGHT if is_light(word) else SINGLE_CHARACTER if is_chinese(word) and len(word) == 1 else 1.0
    return share * log(1 + size / (1 + held))
