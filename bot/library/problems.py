"""How a problem with the content is told: where it stands, what is wrong, and what to do about it.

Whoever writes content mends it in one go: problems are gathered and told all together, never only the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with the content, where, and what to do about it."""

    file: str
    line: int
    """From 1; 0 where no line is meant."""
    field: str
    """`quotes[3].wordings[0].line`, or empty."""
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ContentError(Exception):
    """The content cannot be used; `problems` holds everything that is wrong with it, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """`" Did you mean “speaker”?"` when a known word is close enough to be meant, else nothing."""
    close = process.extractOne(typed, list(known), score_cutoff=70)
    return f" Did you mean “{close[0]}”?" if close else ""
