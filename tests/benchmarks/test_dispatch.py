"""How long a reading command takes from the dispatcher's door to the finished reply, and what start-up costs.

The plain alternative is what a small bot does: scan all texts with rapidfuzz's WRatio, or pick one at random, and
format a line. It keeps no state, checks no permission and renders no evidence.
"""

import json
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from random import Random

import pytest
from rapidfuzz import fuzz, process

from bot.app import App, services_on
from bot.dispatch import Dispatcher
from bot.library.provenance import shown
from bot.services import Edition, Shelf
from bot.settings import Settings
from bot.state.stores import open_state
from tests.benchmarks.measuring import Times, milliseconds, table, timed
from tests.benchmarks.synthetic import library
from tests.conversation import Chat, Clock

pytestmark = pytest.mark.bench

CALLS = 200


@pytest.mark.parametrize("quotations", [10, 100_000])
@pytest.mark.timeout(900)
async def test_reading_commands(quotations: int, tmp_path: Path) -> None:
    edition = Edition.of(library(quotations))
    texts = [shown(one).text for one in edition.library.quotes.values()]
    some = Random(1).choice(texts)
    words = " ".join(some.split()[:4])
    topic = next(iter(edition.library.topics.values())).name
    lines = {
        "/quote": "/quote",
        "/quote words": f"/quote {words}",
        "/quote id": f"/quote {next(iter(edition.library.quotes))}",
        "/verify": f"/verify {some}",
        "/summary": f"/summary {topic}",
        "/topics": "/topics",
        "/claims": "/claims",
        "/prompt": "/prompt",
        "/sources": "/sources",
        "/saved": "/saved",
        "/help": "/help",
        "/mydata show": "/mydata show",
    }

    async def scan() -> str:
        found = process.extractOne(words, texts, scorer=fuzz.WRatio)
        return f"{found[0]} ({found[1]:.0f})"

    async with open_state("", tmp_path) as stores:
        clock = Clock()
        services = await services_on(stores, Shelf(edition), now=clock, random=Random(1))
        settings = Settings(_env_file=None, data_dir=tmp_path)
        chat = Chat(App(settings, services, Dispatcher(services)), clock)
        plain = await timed(scan, 20)
        rows = [_row("plain scan (WRatio)", plain, plain, 0)]
        for name, line in lines.items():
            times = await timed(lambda line=line: chat.say(line), CALLS)  # type: ignore[misc]
            rows.append(_row(name, times, plain, await _allocated(chat, line)))
    print(table(f"A command, {quotations:,} quotations", _HEAD, rows))  # noqa: T201


_HEAD = ("command", "median ms", "p99 ms", "share of plain scan", "peak KiB")


def _row(name: str, times: Times, plain: Times, peak: int) -> tuple[str, ...]:
    share = f"{times.median / plain.median:.3f}"
    return (name, milliseconds(times.median), milliseconds(times.p99), share, f"{peak / 1024:.0f}" if peak else "")


async def _allocated(chat: Chat, line: str) -> int:
    tracemalloc.start()
    await chat.say(line)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


_START = """
import json, sys, time
from pathlib import Path
began = time.perf_counter()
from tests.benchmarks.measuring import resident
from bot.library.load import load
from bot.services import Edition
imported, before = time.perf_counter(), resident()
if sys.argv[1] == "plain":
    import yaml
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    kept = [yaml.load(path.read_text(), loader) for path in sorted(Path(sys.argv[2]).glob("*.yaml"))]
else:
    kept = Edition.of(load(Path(sys.argv[2])))
print(json.dumps([imported - began, time.perf_counter() - imported, resident() - before]))
"""


@pytest.mark.parametrize("quotations", [10, 100_000])
@pytest.mark.timeout(1800)
def test_start_up(quotations: int, tmp_path: Path) -> None:
    _write(quotations, tmp_path)
    rows = []
    plain_seconds = 0.0
    for name in ("plain", "ours"):
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _START, name, str(tmp_path)], capture_output=True, text=True, check=True
        )
        imports, loading, memory = json.loads(done.stdout)
        plain_seconds = plain_seconds or loading
        what = "read YAML, nothing else" if name == "plain" else "read, check, index"
        rows.append(
            (what, f"{imports:.2f}", f"{loading:.2f}", f"{loading / plain_seconds:.1f}", f"{memory:.0f}",
             f"{time.perf_counter() - began:.2f}")
        )  # fmt: skip
    head = ("start-up", "imports s", "library s", "times plain", "MiB", "whole s")
    print(table(f"Start-up, {quotations:,} quotations", head, rows))  # noqa: T201


def _write(quotations: int, folder: Path) -> None:
    """The synthetic library as YAML files of at most 2,000 quotations; JSON is YAML and quick to write."""
    from tests.benchmarks.synthetic import pack

    content = pack(quotations).model_dump(mode="json", exclude_defaults=True)
    for kind, records in content.items():
        for start in range(0, len(records), 2_000):
            part = {kind: records[start : start + 2_000]}
            (folder / f"{kind}-{start:06}.yaml").write_text(json.dumps(part), encoding="utf-8")
