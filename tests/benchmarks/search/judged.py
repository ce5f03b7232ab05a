"""The query set: reads `queries.txt` and grades an answer by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from bot.library.library import Library
from bot.library.provenance import Kind, status_of

OFF = "off"
"""The class of the queries that the library does not answer."""


@dataclass(frozen=True, slots=True)
class Query:
    """One typed line and what it should be given."""

    kind: str
    typed: str
    grades: Mapping[str, int]
    """By the key of a quote: 3 is exactly this, 2 is good, 1 is related; empty for `off`."""
    is_held_out: bool


def queries(library: Library) -> list[Query]:
    """All queries; within each class, every second one is held out."""
    seen: dict[str, int] = {}
    found = []
    for line in (Path(__file__).parent / "queries.txt").read_text("utf-8").splitlines():
        kind, bar, rest = line.partition(" | ")
        if line.startswith("#") or not bar:
            continue
        typed, _, grades = rest.partition(" | ")
        seen[kind] = seen.get(kind, 0) + 1
        found.append(Query(kind, typed, _grades(grades, library), is_held_out=seen[kind] % 2 == 0))
    return found


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 5) -> float:
    """Normalised discounted cumulative gain with the gain 2^grade - 1, from 0 to 1."""
    gained = sum((2.0 ** grades.get(key, 0) - 1) / log2(2 + at) for at, key in enumerate(ranking[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    return gained / sum((2.0**grade - 1) / log2(2 + at) for at, grade in enumerate(best))


def is_first(ranking: Sequence[str], grades: Mapping[str, int]) -> bool:
    """Whether the first answer is a good one: one with the best grade that there is, or a 2 at least."""
    return bool(ranking) and grades.get(ranking[0], 0) >= min(2, *grades.values(), max(grades.values()))


def _grades(text: str, library: Library) -> dict[str, int]:
    grades: dict[str, int] = {}
    for group in filter(None, text.split("; ")):
        first, *names = group.split()
        for name in names:
            found = _named(first, name, library)
            grades.update({key: max(grade, grades.get(key, 0)) for key, grade in found.items()})
    return grades


def _named(first: str, name: str, library: Library) -> dict[str, int]:
    match first:
        case "topic":
            library.topics[name]
            about = library.quotes_about(name)
            reported = {one.id for one in about if status_of(one).kind is Kind.REPORTED}
            return {one.id: (2 if one.id in reported else 3) if one.topics[0] == name else 1 for one in about}
        case "speaker":
            library.speakers[name]
            return {one.id: 2 if status_of(one).kind is Kind.REPORTED else 3 for one in library.quotes_by(name)}
        case _ if name.startswith("#"):
            library.topics[name[1:]]
            return {one.id: int(first) for one in library.quotes_about(name[1:]) if one.topics[0] == name[1:]}
        case _:
            return {library.quotes[name].id: int(first)}
