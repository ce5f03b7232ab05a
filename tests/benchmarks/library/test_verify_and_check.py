"""What `/verify` and `content check` cost at the size of the built-in library and far above it.

The plain alternative to verify is rapidfuzz's partial_ratio over all wordings, which is what a bot author would
write; it gives a score, not a verdict. The alternative to the search for twins is rapidfuzz's ratio over all pairs.
"""

import time
from collections.abc import Callable
from random import Random

import pytest
from rapidfuzz import fuzz, process

from bot.library.check.twins import twins
from bot.library.folding import words
from bot.library.library import Library
from bot.library.load import load
from bot.library.provenance import shown
from bot.library.verify import Witnesses, verify
from tests.benchmarks.measuring import milliseconds, resident, table
from tests.benchmarks.synthetic import library

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]


def test_verify_is_bounded_by_the_line() -> None:
    rows = [row for name, of in (("built-in", load), ("100,000", _large)) for row in _verified(name, of())]

    print(table("Verify", ("library", "line", "ms", "times the plain scan"), rows))  # noqa: T201


def test_twins_among_ten_thousand() -> None:
    texts = [shown(quote).text for quote in library(10_000).quotes.values()]
    rows = [words(text) for text in texts]
    ours = _seconds(lambda: list(twins(rows)), 1)
    sample = texts[:1_000]
    plain = _seconds(lambda: [process.extract(one, sample, scorer=fuzz.ratio, score_cutoff=85) for one in sample], 1)
    plain *= 50  # of a hundred times as many pairs, half: each pair once

    head = ("texts", "seconds", "all pairs, seconds (from 1,000)", "ratio")
    print(table("Twins", head, [("10,000", f"{ours:.2f}", f"{plain:.2f}", f"{ours / plain:.3f}")]))  # noqa: T201


def _verified(name: str, held: Library) -> list[tuple[str, ...]]:
    before = resident()
    began = time.perf_counter()
    witnesses = Witnesses(held)
    made = time.perf_counter() - began
    texts = [shown(quote).text for quote in held.quotes.values()]
    one, other = Random(3).sample(texts, 2)
    many = " ".join(Random(4).choices(" ".join(texts[:2_000]).split(), k=2_000))
    lines = {
        "exact": one,
        "a word changed": " ".join(["xylophone", *one.split()[1:]]),
        "joined": f"{one} {other}",
        "absent": "To be or not to be, that is the question.",
        "1,500 characters": many[:1500],
        "3,000 characters": many[:3000],
        "6,000 characters": many[:6000],
    }
    plain = _seconds(lambda: process.extractOne(one, texts, scorer=fuzz.partial_ratio), 3)
    rows: list[tuple[str, ...]] = [
        (name, f"(index: {made:.2f} s, {resident() - before:.0f} MiB)", "", ""),
        (name, "plain scan of one wording", milliseconds(plain), "1"),
    ]
    for kind, line in lines.items():
        seconds = _seconds(lambda line=line: verify(line, witnesses), 20)  # type: ignore[misc]
        rows.append((name, kind, milliseconds(seconds), f"{seconds / plain:.3f}"))
    return rows


def _large() -> Library:
    return library(100_000)


def _seconds(call: Callable[[], object], times: int) -> float:
    """The least of some calls, so that what else the machine does counts little."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return min(found)
