"""Which words of two texts differ.

Words are compared folded (see `folding`), so that a comma, a capital or a hyphen is no difference; they are
shown as printed. The alignment is rapidfuzz's, on words: difflib takes quadratic time on texts that repeat
themselves.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel

from bot.library.folding import WORD, plain


class Change(StrEnum):
    """What became of some words on the way from the first text to the second."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row with the same fate, with their punctuation; pieces are joined with a space."""

    kind: Change
    text: str


def difference(a: str, b: str) -> tuple[Piece, ...]:
    """From `a` to `b`, word by word; what is the same is shown as `a` prints it.

    `difference("We are back.", "It is back")` -> removed “We are”, added “It is”, same “back.”
    """
    old, new = _tokens(a), _tokens(b)
    changes: list[tuple[Change, str]] = []
    hunk_old: list[_Token] = []
    hunk_new: list[_Token] = []
    for step in Indel.opcodes([token.word for token in old], [token.word for token in new]):
        if step.tag == "equal":
            changes += _hunk(hunk_old, hunk_new)
            hunk_old, hunk_new = [], []
            changes += ((Change.SAME, token.shown) for token in old[step.src_start : step.src_end])
        else:
            hunk_old += old[step.src_start : step.src_end]
            hunk_new += new[step.dest_start : step.dest_end]
    changes += _hunk(hunk_old, hunk_new)
    return tuple(
        Piece(kind, "".join(shown for _, shown in group).strip())
        for kind, group in groupby(changes, key=lambda change: change[0])
    )


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    """Folded; empty only where a text has no word at all."""
    shown: str
    """As printed, with what follows up to the next word."""


# One word as printed: apostrophes and combining marks belong to it, a hyphen ends it.
_PRINTED = re.compile(rf"(?:{WORD.pattern})(?:[̀-ͯ]|['’ʼ‘`´](?=\w)\w*)*")


def _tokens(text: str) -> list[_Token]:
    tidy = " ".join(text.split())
    matches = list(_PRINTED.finditer(tidy))
    if not matches:
        return [_Token("", tidy)] if tidy else []
    starts = [0, *(match.start() for match in matches[1:]), len(tidy)]
    return [
        _Token("".join(WORD.findall(plain(match.group()))), tidy[start:end])
        for match, start, end in zip(matches, starts, starts[1:], strict=False)
    ]


def _hunk(old: list[_Token], new: list[_Token]) -> list[tuple[Change, str]]:
    """A change; words at its end that are only divided otherwise (`super intelligent`) are none."""
    same = _same_at_the_end(old, new)
    keep_old, keep_new = len(old) - same[0], len(new) - same[1]
    return [
        *((Change.REMOVED, token.shown) for token in old[:keep_old]),
        *((Change.ADDED, token.shown) for token in new[:keep_new]),
        *((Change.SAME, token.shown) for token in old[keep_old:]),
    ]


def _same_at_the_end(old: list[_Token], new: list[_Token]) -> tuple[int, int]:
    """How many tokens at the end of each have the same letters."""
    best = (0, 0)
    left, right = len(old), len(new)
    behind_old = behind_new = ""
    while True:
        if len(behind_old) <= len(behind_new) and left > 0:
            left -= 1
            behind_old = old[left].word + behind_old
        elif right > 0 and len(behind_new) < len(behind_old):
            right -= 1
            behind_new = new[right].word + behind_new
        else:
            return best
        shorter = min(len(behind_old), len(behind_new))
        if not behind_old.endswith(behind_new[len(behind_new) - shorter :]):
            return best
        if len(behind_old) == len(behind_new):
            best = (len(old) - left, len(new) - right)
