"""How long things are waited for; tests give their own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Pace:
    """`sleep` waits for Slack's rate, `patience` (seconds) is what a form stays open for, `clock` ages connections."""

    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    patience: float = 2.0
    """Slack allows 3 for the acknowledgement."""
    clock: Callable[[], float] = monotonic


USUAL = Pace()
