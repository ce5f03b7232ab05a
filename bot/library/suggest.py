"""Completions: which of many labels to offer for what is typed so far."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.library.words import LONGEST, fold, words


@dataclass(frozen=True, slots=True)
class Label:
    """What a person can choose: the `text` they see, the `value` it stands for, and other `words` for it."""

    text: str
    value: str
    words: tuple[str, ...] = ()


class Suggestions:
    """Labels, ready to be completed. Never changes."""

    def __init__(self, labels: tuple[Label, ...]) -> None:
        self._labels = labels
        self._words = [words(fold(" ".join((label.text, label.value, *label.words)))) for label in labels]

    @classmethod
    def of(cls, labels: Iterable[Label]) -> "Suggestions":
        """Suggestions of these labels, which are offered in this order where nothing is typed."""
        return cls(tuple(labels))

    def complete(self, typed: str, limit: int = 25) -> tuple[Label, ...]:
        """At most `limit` labels for what is typed so far, the likeliest first.

        Every word may be only begun, in any order, or be misspelt.
        """
        asked = words(fold(typed[:LONGEST]))
        ranked = []
        for place, label in enumerate(self._labels):
            if all(any(word.startswith(begun) for word in self._words[place]) for begun in asked):
                ranked.append((0 if fold(label.text).startswith(fold(typed)) else 1, place))
            elif asked and fuzz.partial_ratio(fold(typed), fold(label.text)) >= 75:
                ranked.append((2, place))
        return tuple(self._labels[place] for _, place in sorted(ranked)[:limit])
