"""How good the answers are beside those of other engines, on the judged queries over the built-in library."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean
from time import perf_counter

import pytest

from bot.library.entries import entries_of
from bot.library.library import Library
from bot.library.load import load
from bot.library.search import Entry, Index
from tests.benchmarks.measuring import Times, milliseconds, table
from tests.benchmarks.search.judged import OFF, Query, is_first, ndcg, queries
from tests.benchmarks.search.peers import PEERS

SAMPLES = 2_000  # of the paired bootstrap


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine gave for a query: keys, best first; how sure it is; whether it would show anything."""

    keys: Sequence[str]
    sure: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Result:
    """An engine's answers, and above which sureness an answer is shown."""

    answers: Mapping[str, Answer]
    bar: float

    def ndcg(self, asked: Sequence[Query]) -> list[float]:
        return [ndcg(self.answers[query.typed].keys, query.grades) for query in asked]

    def first(self, asked: Sequence[Query]) -> float:
        return mean(is_first(self.answers[query.typed].keys, query.grades) for query in asked)

    def shown(self, asked: Sequence[Query]) -> float:
        return mean(self.answers[query.typed].sure > self.bar for query in asked)


def _ours(library: Library, asked: Sequence[Query]) -> Result:
    index = Index.of(entries_of(library))

    def answer(typed: str) -> tuple[list[str], float]:
        return [entry.key for entry, _ in index.ranking(typed, ["quote"])], float(index.search(typed).fits)

    index.search(asked[0].typed)
    return Result(_timed(asked, answer, lambda typed: index.search(typed)), 0.5)


def _peer(library: Library, asked: Sequence[Query], name: str) -> Result:
    quotes = [entry for entry in entries_of(library) if entry.kind == "quote"]
    engine = PEERS[name]([_words_of(entry) for entry in quotes])

    def answer(typed: str) -> tuple[list[str], float]:
        found = engine.rank(typed)
        return [quotes[place].key for place, _ in found], found[0][1] if found else 0.0

    answers = _timed(asked, answer, engine.rank)
    return Result(answers, _best_bar(answers, [query for query in asked if not query.is_held_out]))


def _words_of(entry: Entry) -> str:
    """The same words that our index is given, without the sentences about it, which only blur the peers."""
    return " ".join((entry.text, *entry.labels, *entry.aliases, *entry.shared))


def _timed(
    asked: Sequence[Query], answer: Callable[[str], tuple[list[str], float]], search: Callable[[str], object]
) -> dict[str, Answer]:
    answers = {}
    for query in asked:
        began = perf_counter()
        search(query.typed)
        seconds = perf_counter() - began
        answers[query.typed] = Answer(*answer(query.typed), seconds)
    return answers


def _best_bar(answers: Mapping[str, Answer], asked: Sequence[Query]) -> float:
    """The bar that keeps and refuses best on these queries, the peers' best case."""
    kept = [answers[query.typed].sure for query in asked if query.kind != OFF]
    refused = [answers[query.typed].sure for query in asked if query.kind == OFF]

    def balance(bar: float) -> float:
        return mean(sure > bar for sure in kept) + mean(sure <= bar for sure in refused)

    return max(sorted({*kept, *refused}), key=balance)


def _interval(ours: Sequence[float], other: Sequence[float]) -> str:
    """The 95 % interval of the mean difference, by paired bootstrap."""
    random, differences = Random(1), [mine - theirs for mine, theirs in zip(ours, other, strict=True)]
    means = sorted(mean(random.choices(differences, k=len(differences))) for _ in range(SAMPLES))
    return f"{means[SAMPLES // 40]:+.3f} … {means[-SAMPLES // 40]:+.3f}"


def _row(name: str, result: Result, ours: Result, asked: Sequence[Query]) -> list[str]:
    inside = [query for query in asked if query.kind != OFF]
    times = Times(tuple(answer.seconds for answer in result.answers.values()))
    return [
        name,
        f"{mean(result.ndcg(inside)):.3f}",
        f"{mean(result.ndcg([query for query in inside if query.is_held_out])):.3f}",
        f"{result.first(inside):.3f}",
        "" if result is ours else _interval(ours.ndcg(inside), result.ndcg(inside)),
        f"{result.shown(inside):.0%}",
        f"{1 - result.shown([query for query in asked if query.kind == OFF]):.0%}",
        f"{milliseconds(times.median)} / {milliseconds(times.p99)}",
    ]


def _by_class(results: Mapping[str, Result], asked: Sequence[Query]) -> Iterator[list[str]]:
    for kind in dict.fromkeys(query.kind for query in asked if query.kind != OFF):
        group = [query for query in asked if query.kind == kind]
        yield [f"{kind} ({len(group)})", *(f"{mean(result.ndcg(group)):.2f}" for result in results.values())]


@pytest.mark.bench
@pytest.mark.timeout(600)
def test_the_answers_are_better_than_those_of_other_engines() -> None:
    library = load()
    asked = queries(library)
    ours = _ours(library, asked)
    results = {"Commonplace": ours, **{name: _peer(library, asked, name) for name in PEERS}}
    off = sum(query.kind == OFF for query in asked)
    title = f"Answers to {len(asked) - off} judged queries, and {off} that the library does not answer"
    head = ("engine", "nDCG@5", "held out", "first is good", "ours better by", "kept", "refused", "p50 / p99 ms")

    print(table(title, head, [_row(name, result, ours, asked) for name, result in results.items()]))  # noqa: T201
    print(table("nDCG@5 by class", ("class", *results), list(_by_class(results, asked))))  # noqa: T201

    inside = [query for query in asked if query.kind != OFF]
    assert all(mean(ours.ndcg(inside)) > mean(results[name].ndcg(inside)) for name in PEERS)
