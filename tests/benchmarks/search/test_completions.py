"""Completions of a hundred to a hundred thousand labels, beside other ways of offering them.

A label is looked for by its first letters, by ten of them with a slip, by a word within it, and by two words turned.
"""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from statistics import mean
from time import perf_counter

import pytest
from rapidfuzz import fuzz, process

from bot.library.suggest import Label, Suggestions
from bot.library.words import fold
from tests.benchmarks.measuring import Times, milliseconds, table
from tests.benchmarks.search.known_items import slip
from tests.benchmarks.search.texts import texts

SIZES = (100, 10_000, 100_000)
STATES = 400
OFFERED = 25  # what Discord shows
PATIENCE = 40  # seconds for one row

Complete = Callable[[str], Sequence[str]]


@pytest.mark.bench
@pytest.mark.timeout(1200)
def test_what_somebody_begins_to_type_is_offered_at_once() -> None:
    rows = []
    for size in SIZES:
        labels = list(_labels(size))
        states = list(_states(labels))
        for name, make in WAYS.items():
            began = perf_counter()
            complete = make(labels)
            built = perf_counter() - began
            rows.append([name, f"{size:,}", f"{built:.2f}", *_measured(complete, states)])

    head = ("engine", "labels", "build s", "p50 ms", "p99 ms", "among 25", "with a slip", "states")
    print(table("Completions", head, rows))  # noqa: T201


def _labels(number: int) -> Iterator[str]:
    """Names of two to four words."""
    random = Random(5)
    told = [word for text in texts(2 * number + 100) for word in text.split() if len(word) > 3]
    seen: set[str] = set()
    while len(seen) < number:
        label = " ".join(random.sample(told, random.randint(2, 4)))
        if label not in seen:
            seen.add(label)
            yield label


def _states(labels: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """What has been typed of which label, and whether with a slip."""
    random = Random(6)
    for at in range(STATES):
        label = random.choice(labels)
        words = label.split()
        match at % 8:
            case 0 | 1 | 2 | 3 as length:
                yield label[: (1, 3, 6, 10)[length]], label, False
            case 4 | 5 as length:
                yield slip(label[: (6, 10)[length - 4]], random), label, True
            case 6:
                yield words[1][:6], label, False
            case _:
                yield f"{words[1][:4]} {words[0][:4]}", label, False


def _measured(complete: Complete, states: Sequence[tuple[str, str, bool]]) -> list[str]:
    seconds, found = [], []
    for typed, label, slipped in states:
        began = perf_counter()
        offered = complete(typed)
        seconds.append(perf_counter() - began)
        found.append((label in offered, slipped))
        if sum(seconds) > PATIENCE:
            break
    times = Times(tuple(seconds))
    with_slip = [hit for hit, slipped in found if slipped]
    return [milliseconds(times.median), milliseconds(times.p99), f"{mean(hit for hit, _ in found):.2f}",
            f"{mean(with_slip):.2f}" if with_slip else "", str(len(found))]  # fmt: skip


def _ours(labels: Sequence[str]) -> Complete:
    suggestions = Suggestions.of(Label(label, label) for label in labels)
    return lambda typed: [label.text for label in suggestions.complete(typed)]


def _scored(scorer: Callable[..., float]) -> Callable[[Sequence[str]], Complete]:
    def make(labels: Sequence[str]) -> Complete:
        folded = [fold(label) for label in labels]

        def complete(typed: str) -> list[str]:
            found = process.extract(fold(typed), folded, scorer=scorer, limit=OFFERED)
            return [labels[place] for _, _, place in found]

        return complete

    return make


def _beginnings(labels: Sequence[str]) -> Complete:
    return lambda typed: [label for label in labels if label.startswith(typed)][:OFFERED]


WAYS: dict[str, Callable[[Sequence[str]], Complete]] = {
    "Commonplace": _ours,
    "rapidfuzz WRatio": _scored(fuzz.WRatio),
    "rapidfuzz partial_ratio": _scored(fuzz.partial_ratio),
    "beginnings of all labels": _beginnings,
}
