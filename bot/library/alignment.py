"""How well a line fits one witness: which of its words stand there, in which order, and how much that tells.

Rare words weigh more than common ones. A word with a letter or two wrong counts as the word that was meant, so that
a hasty copy is still found; the difference that is shown afterwards is strict.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from bot.library.folding import Run, holds, runs, words

FEWEST_WORDS = 4  # three words in a row may be anybody's
MOST_TYPOS_LOOKED_FOR = 100  # words of a line; in a longer one the right words are plenty
_ISOLATED = 3  # words between a lone match and the others, from which on it is a coincidence
_TELLING = 0.7  # of a word's weight, from which on it says what a line is about
_MISSPELT = 0.8  # of a word's weight, so that of two wordings the one that is spelt so is preferred

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a line and a witness meet; positions are counted in words."""

    start: int
    end: int
    """The part of the line, `end` behind it."""
    first: int
    last: int
    """The part of the witness, `last` behind it."""
    matched: int
    longest: int
    """The most words in a row."""
    similarity: float
    """Of the whole line with that part of the witness: 0 to 1."""
    closeness: float
    """Of the two parts: 0 to 1."""


def exact(body: str, text: str) -> bool:
    """Whether a line is a witness's text or a part of it, word for word; an ellipsis in it may leave words out."""
    parts, whole = runs(body), runs(text)
    if parts == whole:
        return bool(parts)
    lengths = [len(part.starts) - 1 for part in parts]
    # One or two words between dots could be picked from anywhere.
    enough = sum(lengths) >= FEWEST_WORDS and (len(lengths) == 1 or min(lengths, default=0) >= FEWEST_WORDS - 1)
    return enough and holds(whole, parts)


def closes_a_gap(body: str, text: str) -> bool:
    """Whether a line runs on where the witness has an ellipsis, and is the same words otherwise."""
    return not exact(body, text) and Run.of(words(text)).find(Run.of(words(body))) is not None


def align(line: Sequence[str], witness: Sequence[str], weigh: Weigh) -> Match | None:
    """The best fit of the words of a line to those of a witness, in order; None if they share no word."""
    meant = _meant(line, witness)
    blocks = [
        (step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(meant, witness)
        if step.tag == "equal"
    ]
    blocks = _together(blocks)
    if not blocks:
        return None
    start, first = blocks[0][:2]
    end, last = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    common = sum(
        weigh(witness[to + step]) * (1 if line[at + step] == witness[to + step] else _MISSPELT)
        for at, to, many in blocks
        for step in range(many)
    )
    there = sum(map(weigh, witness[first:last]))
    return Match(
        start=start, end=end, first=first, last=last,
        matched=sum(many for _, _, many in blocks),
        longest=max(many for _, _, many in blocks),
        similarity=2 * common / (sum(map(weigh, meant)) + there),
        closeness=2 * common / (sum(map(weigh, meant[start:end])) + there),
    )  # fmt: skip


def overlap(line: Sequence[str], witness: Sequence[str], weigh: Weigh) -> tuple[float, int]:
    """How much of what a line says is in a witness, in any order (0 to 1), and by how many different words."""
    there = set(map(_stem, witness))
    said = {_stem(word): weigh(word) for word in line}
    found = [weight for stem, weight in said.items() if stem in there]
    return sum(found) / (sum(said.values()) or 1), sum(weight > _TELLING for weight in found)


def passage_of(text: str, first: int, last: int) -> str:
    """The sentences of a text that hold its words from `first` up to `last`."""
    found, at = [], 0
    for sentence in re.split(r"(?<=[.?!…])\s+", text):
        end = at + len(words(sentence))
        if at < last and end > first:
            found.append(sentence)
        at = end
    return " ".join(found)


def _meant(line: Sequence[str], witness: Sequence[str]) -> list[str]:
    if len(line) > MOST_TYPOS_LOOKED_FOR:
        return list(line)
    there = set(witness)
    choices = [word for word in there if len(word) > 3]
    return [word if word in there or len(word) < 4 else _nearest(word, choices) for word in line]


def _nearest(word: str, choices: list[str]) -> str:
    close = process.extractOne(word, choices, scorer=Levenshtein.normalized_similarity, score_cutoff=0.75)
    return close[0] if close else word


def _together(blocks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Without the single words at either end that stand far from the rest: those meet by chance."""
    while len(blocks) > 1 and _alone(blocks[0], blocks[0], blocks[1]):
        blocks = blocks[1:]
    while len(blocks) > 1 and _alone(blocks[-1], blocks[-2], blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _alone(block: tuple[int, int, int], before: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    gap = max(after[0] - before[0], after[1] - before[1]) - before[2]
    return block[2] <= 2 and gap > _ISOLATED


def _stem(word: str) -> str:
    # Enough for “scaled”, “scaling”, “scales”: what is compared here is never shown.
    return re.sub(r"(?:ations?|ingly|ings?|edly|ed|es|s|ly|e)$", "", word) if len(word) > 4 else word
