"""Speed, memory and known items found at ten thousand to a million texts, beside other engines.

`SEARCH_SIZES=10000,100000` measures fewer. Each engine has a process of its own; one that is too slow for all queries
is asked as many as 40 seconds allow.
"""

import json
import os
import subprocess
import sys
from statistics import mean
from typing import Any

import pytest

from tests.benchmarks.measuring import Times, milliseconds, table
from tests.benchmarks.search.known_items import KINDS
from tests.benchmarks.search.peers import PEERS

SIZES = [int(size) for size in os.environ.get("SEARCH_SIZES", "10000,100000,1000000").split(",")]
SMALL_ONLY = {"TF-IDF of 2–4 characters": 100_000, "SQLite FTS5, trigrams": 100_000}
"""Engines that need gigabytes or minutes beyond this number of texts."""


@pytest.mark.bench
@pytest.mark.timeout(3600)
def test_answers_stay_fast_however_many_texts_there_are() -> None:
    rows, kinds = [], []
    for size in SIZES:
        for name in ("Commonplace", *PEERS):
            if size > SMALL_ONLY.get(name, size):
                continue
            measured = _measured(name, size)
            times = Times(tuple(measured["seconds"]))
            first = [one for _, one, _ in measured["found"]]
            five = [among for _, _, among in measured["found"]]
            rows.append([name, f"{size:,}", f"{measured['build']:.1f}", f"{measured['memory']:.0f}",
                         milliseconds(times.median), milliseconds(times.p99), f"{mean(first):.3f}",
                         f"{mean(five):.3f}", str(len(first))])  # fmt: skip
            kinds.append([name, f"{size:,}", *(_share(measured, kind) for kind in KINDS)])

    head = ("engine", "texts", "build s", "MiB", "p50 ms", "p99 ms", "found first", "in five", "queries")
    print(table("Known items", head, rows))  # noqa: T201
    print(table("Known items found first, by kind", ("engine", "texts", *KINDS), kinds))  # noqa: T201


def _share(measured: dict[str, Any], kind: str) -> str:
    found = [first for of, first, _ in measured["found"] if of == kind]
    return f"{mean(found):.2f}" if found else ""


def _measured(name: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.search.scale", name, str(size)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(ran.stdout)
    return measured
