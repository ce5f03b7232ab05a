"""Time that passes faster, for the process and for the platforms alike.

Decides how minutes are proved in seconds without another constant in the bot: every clock that the process reads runs
`speed` times as fast, and what it waits for takes as much less. The platforms read the same clock. What is not slowed
down with it is the work itself, so that a busy machine looks busier.

    python -m tests.soak.hurrying run        the command, with HURRY="20 1795000000" in the environment
"""

import asyncio
import os
import selectors
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.fakes.discord.clock import Clock as DiscordsClock
from tests.fakes.slack.clock import Clock as SlacksClock

_wall, _counter = time.time, time.monotonic


@dataclass(frozen=True, slots=True)
class Hurry:
    """How much faster, and since when."""

    speed: float
    since: float = field(default_factory=_wall)
    """In seconds since 1970; from then on both times part."""

    def now(self) -> float:
        """The time, in seconds since 1970."""
        return self.since + (_wall() - self.since) * self.speed

    def counted(self) -> float:
        """A clock that only counts."""
        return _counter() * self.speed

    @property
    def environment(self) -> dict[str, str]:
        """What the process is told."""
        return {"HURRY": f"{self.speed} {self.since}"}


class HurriedDiscord(DiscordsClock):
    """The local Discord's clock."""

    def __init__(self, hurry: Hurry) -> None:
        super().__init__()
        self._hurry = hurry

    def now(self) -> float:
        return self._hurry.now()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._hurry.speed)


class HurriedSlack(SlacksClock):
    """The local Slack's clock."""

    def __init__(self, hurry: Hurry) -> None:
        self._hurry = hurry

    def now(self) -> float:
        return self._hurry.now()


class _Selector(selectors.DefaultSelector):
    """Waits for as long as it takes the clock to get there."""

    speed = 1.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / self.speed if timeout else timeout)


class _Policy(asyncio.DefaultEventLoopPolicy):
    """Loops that hurry."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(_Selector())


def run() -> None:
    """The bot's own command, in a hurry."""
    speed, since = map(float, os.environ["HURRY"].split())
    hurry = Hurry(speed, since)
    time.time, time.monotonic = hurry.now, hurry.counted  # before anybody takes them by their names
    _Selector.speed = speed
    asyncio.set_event_loop_policy(_Policy())

    import bot.app
    from adapters.cli import main

    bot.app._machine_time = lambda: datetime.fromtimestamp(hurry.now(), UTC)
    sys.argv[0] = "commonplace"
    main()


if __name__ == "__main__":
    run()
