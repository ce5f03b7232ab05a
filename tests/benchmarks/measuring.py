"""How every benchmark measures and prints: the machine, medians and tails, and ratios within one run.

Times of one run mean little elsewhere; the ratio to a named plain alternative, measured in the same run, does.
"""

import os
import platform
import sqlite3
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of repeated calls."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half of the calls took no longer."""
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        """99 of 100 calls took no longer."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * 0.99))]


def machine() -> str:
    """One line that says what the figures were measured on, and what else it had to do in the last minute."""
    processor, memory = "unknown processor", 0.0
    if Path("/proc/cpuinfo").exists():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        cores = sum(line.startswith("processor") for line in lines)
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unnamed")
        processor = f"{cores} cores of {name}"
    if Path("/proc/meminfo").exists():
        memory = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]) / 2**20
    python = ".".join(map(str, sys.version_info[:3]))
    engine, load = f"SQLite {sqlite3.sqlite_version}", os.getloadavg()[0]
    return f"{processor}, {memory:.0f} GiB, {platform.system()}, Python {python}, {engine}, load {load:.1f}"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of the clock, and of the processor."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.2f} ({self.processor:.2f})"

    def each(self, count: int) -> str:
        """Milliseconds of one of so many."""
        return f"{milliseconds(self.clock / count)} ({milliseconds(self.processor / count)})"


class Stopwatch:
    """Adds up what passes inside `with` blocks."""

    def __init__(self) -> None:
        self.clock = self.processor = 0.0

    def __enter__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.clock += time.perf_counter() - self._began[0]
        self.processor += time.process_time() - self._began[1]

    @property
    def spent(self) -> Spent:
        return Spent(self.clock, self.processor)


async def timed(call: Callable[[], Awaitable[object]], times: int) -> Times:
    """The seconds of `times` calls, one after the other, after one that does not count."""
    await call()
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        await call()
        seconds.append(time.perf_counter() - began)
    return Times(tuple(seconds))


def milliseconds(seconds: float) -> str:
    """`1.24` for 0.00124 seconds."""
    return f"{seconds * 1000:.2f}"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table with its title and the machine, as the README carries it."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join('---' for _ in head)} |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return f"\n### {title}\n\n{machine()}\n\n" + "\n".join(lines) + "\n"


def resident() -> float:
    """Mebibytes of memory this process has in use now."""
    return _status("VmRSS")


def peak(process: int | str = "self") -> float:
    """Mebibytes of memory a process had in use at most, since it began or `forget_peak`."""
    return _status("VmHWM", process)


def forget_peak() -> None:
    """Measure the peak from here on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _status(name: str, process: int | str = "self") -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0
