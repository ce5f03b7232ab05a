"""Several platforms in one process: how they start, fail and leave."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from adapters.run import Platform, run_platforms, signals
from bot.app import App
from bot.chat.errors import UserError
from tests.conversation import Chat

Ready = Callable[[str], None]


@dataclass
class Heard:
    """What was said at the start. `enough` is set with the second line."""

    lines: list[tuple[str, str]] = field(default_factory=list)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def __call__(self, name: str, what: str) -> None:
        if self.lines:
            self.enough.set()
        self.lines.append((name, what))


async def lasting(app: App, stop: asyncio.Event, ready: Ready) -> None:
    ready("here")
    await stop.wait()


async def refused(app: App, stop: asyncio.Event, ready: Ready) -> None:
    raise UserError("The token is wrong. Get a new one.")


async def broken(app: App, stop: asyncio.Event, ready: Ready) -> None:
    raise ZeroDivisionError("secret words")


async def test_a_platform_says_where_it_is(small: Chat) -> None:
    stop, heard = asyncio.Event(), Heard()
    stop.set()

    failures = await run_platforms(small.app, [Platform("Web chat", lasting)], stop, heard)

    assert (failures, heard.lines) == ([], [("Web chat", "here")])


async def test_a_platform_that_fails_leaves_the_others_alone(small: Chat) -> None:
    stop, heard = asyncio.Event(), Heard()
    running = asyncio.create_task(
        run_platforms(small.app, [Platform("Discord", refused), Platform("Web chat", lasting)], stop, heard)
    )
    await heard.enough.wait()

    assert not running.done()
    stop.set()
    assert [str(failure) for failure in await running] == ["The token is wrong. Get a new one."]
    assert ("Discord", "stopped: The token is wrong. Get a new one.") in heard.lines


async def test_when_every_platform_failed_it_is_over(small: Chat) -> None:
    failures = await run_platforms(small.app, [Platform("Discord", refused)], asyncio.Event(), Heard())

    assert len(failures) == 1


async def test_an_unforeseen_error_is_told_without_its_words(small: Chat, caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()

    await run_platforms(small.app, [Platform("Slack", broken)], asyncio.Event(), heard)

    assert "ZeroDivisionError" in heard.lines[0][1]
    assert "secret words" not in heard.lines[0][1]
    assert caplog.records[0].levelno == logging.ERROR


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_first_signal_asks_to_leave_and_the_second_is_the_systems(number: int) -> None:
    stop = asyncio.Event()
    with signals(nothing, stop):
        os.kill(os.getpid(), number)
        await stop.wait()
        second = signal.getsignal(number)

    assert second == signal.SIG_DFL


async def test_sighup_reads_the_content_again() -> None:
    read = asyncio.Event()

    async def reload() -> None:
        read.set()

    with signals(reload, asyncio.Event()):
        os.kill(os.getpid(), signal.SIGHUP)
        await read.wait()


async def test_content_that_cannot_be_read_again_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    tried = asyncio.Event()

    async def reload() -> None:
        tried.set()
        raise ZeroDivisionError

    with signals(reload, asyncio.Event()):
        os.kill(os.getpid(), signal.SIGHUP)
        await tried.wait()

    assert "content not replaced" in caplog.text


async def nothing() -> None:
    pass
