"""What a line costs that nobody types in good faith: 6,000 characters of anything, at the size of the library."""

from time import perf_counter

import pytest

from bot.library.entries import entries_of
from bot.library.load import load
from bot.library.search import Index
from tests.benchmarks.measuring import Times, milliseconds, table

LENGTH = 6_000
LINES = {
    "one letter": "a",
    "letters apart": "a b c d e f g h i j ",
    "one word": "generalization ",
    "unknown words": "xqzvjk wpfmbr tkhgds lnvcxz ",
    "every word of a topic": "what is the power of emotions and why do researchers hack rewards that generalize worse ",
    "combining marks": "e\u0301\u0323\u0307",
    "emoji": "🤖🔥",
    "scripts mixed": "价值a函b数c שלום мир ",
    "Chinese": "价值函数与情感泛化鸿沟",
    "a ligature of 18 letters": "\ufdfa",
    "regular expressions": "(a+)+$ .*[^]\\d{9999}",
    "FTS syntax": 'NEAR("a" AND b*) OR ^c -d "',
    "hyphens": "a-",
    "nothing": "\0",
}


@pytest.mark.bench
def test_a_hostile_line_costs_no_more_than_any_other() -> None:
    index = Index.of(entries_of(load()))
    index.search("generalization")
    rows = []
    for name, piece in LINES.items():
        line = (piece * LENGTH)[:LENGTH]
        once = Times(tuple(_seconds(index, line) for _ in range(9))).median
        tenfold = Times(tuple(_seconds(index, line * 10) for _ in range(9))).median
        rows.append([name, milliseconds(once), milliseconds(tenfold)])

    print(table("Hostile lines", ("6,000 characters of", "ms", "ms at 60,000"), rows))  # noqa: T201


def _seconds(index: Index, line: str) -> float:
    began = perf_counter()
    index.search(line)
    return perf_counter() - began
