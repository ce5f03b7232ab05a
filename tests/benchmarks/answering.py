"""How long an answer takes on a local platform, against a handler that answers a constant string in the same run.

Decides that both are processes of their own, as in life, each on a local platform of its own, and that they are asked
in turns, round by round, so that whatever else the machine does falls on both alike. What an answer costs the processor
is read from the system: on a busy machine it tells more than the clock does.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.measuring import Times, milliseconds, table

BOT = ("-W", "ignore::DeprecationWarning", "-m", "adapters.cli", "run")
TOGETHER = (1, 10, 100)
TIMES = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A command, and the value of one of its options."""

    name: str
    option: str = ""
    value: str = ""
    most: int = 100
    """How many may ask it at the same instant in life."""


ASKED = (
    Asked("quote", "about", "generalization"),
    Asked("quote", "about", "GEN-01"),
    Asked("quote"),
    Asked("verify", "line", "scale is all you need"),
    Asked("summary", "topic", "generalization"),
    Asked("topics"),
    Asked("claims"),
    Asked("prompt"),
    Asked("sources"),
    Asked("saved"),
    Asked("help"),
    Asked("mydata show", most=10),  # it reads every table
)

Ask = Callable[[Asked, int], Awaitable[object]]
"""Asks once, as the person of that number."""


@dataclass(frozen=True, slots=True)
class Side:
    """A process that answers, by its id, and how it is asked."""

    process: int
    ask: Ask


@dataclass(frozen=True, slots=True)
class Measured:
    """How long answers took, and the seconds of the processor that one of them cost the process that gave it."""

    times: Times
    processor: float


@asynccontextmanager
async def process(command: tuple[str, ...], environment: Mapping[str, str]) -> AsyncIterator[int]:
    """A process of Python, until the block ends; its id."""
    own = {**os.environ, "HEALTH_PORT": "0", "LOG_LEVEL": "error", **environment}
    running = await asyncio.create_subprocess_exec(sys.executable, *command, env=own, stdout=DEVNULL)
    try:
        yield running.pid
    finally:
        running.terminate()
        await running.wait()


async def measured(asked: Asked, together: int, *sides: Side) -> tuple[Measured, ...]:
    """Each side's answers: `TIMES` or three rounds of so many at once, in turns, after a round that does not count."""
    seconds: list[list[float]] = [[] for _ in sides]
    spent = [0.0 for _ in sides]
    for turn in range(max(TIMES // together, 3) + 1):
        for at, side in enumerate(sides):
            before = processor(side.process)
            took = await asyncio.gather(*(_one(side, asked, number) for number in range(together)))
            if turn:
                seconds[at] += took
                spent[at] += processor(side.process) - before
    return tuple(Measured(Times(tuple(own)), cost / len(own)) for own, cost in zip(seconds, spent, strict=True))


async def _one(side: Side, asked: Asked, number: int) -> float:
    began = time.perf_counter()
    await side.ask(asked, number)
    return time.perf_counter() - began


def processor(process: int) -> float:
    """Seconds of the processor that the threads of a process have taken."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / 1e9


async def compared(title: str, ours: Side, plain: Side) -> tuple[str, float]:
    """The table, each command beside the constant string; and the longest 99th percentile of ours, in seconds."""
    found: dict[tuple[Asked, int], tuple[Measured, ...]] = {
        (asked, n): await measured(asked, n, ours, plain) for asked in ASKED for n in TOGETHER if n <= asked.most
    }
    rows = [_row(asked, n, mine, base) for (asked, n), (mine, base) in found.items()]
    return table(title, _HEAD, rows), max(mine.times.p99 for mine, _ in found.values())


_HEAD = (
    *("command", "at once", "median ms", "p99 ms", "plain median ms", "plain p99 ms"),
    *("median more ms", "p99 times plain", "processor ms", "plain processor ms"),
)


def _row(asked: Asked, together: int, mine: Measured, base: Measured) -> tuple[str, ...]:
    return (
        f"/{asked.name} {asked.value}".strip(),
        str(together),
        milliseconds(mine.times.median),
        milliseconds(mine.times.p99),
        milliseconds(base.times.median),
        milliseconds(base.times.p99),
        milliseconds(mine.times.median - base.times.median),
        f"{mine.times.p99 / base.times.p99:.1f}",
        milliseconds(mine.processor),
        milliseconds(base.processor),
    )
