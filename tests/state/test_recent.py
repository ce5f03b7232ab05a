"""The cache in front of a store."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.state.recent import Recent


class Shelf:
    """Something to read from that counts how often it was asked, and changes with each answer."""

    def __init__(self) -> None:
        self.asked = 0

    async def read(self) -> str:
        self.asked += 1
        return f"answer {self.asked}"


class Clock:
    """A clock that moves when it is told to; seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def waiting_for(gate: asyncio.Event, read: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[str]]:
    async def slowly() -> str:
        answer = await read()
        await gate.wait()
        return answer

    return slowly


async def test_the_second_question_is_answered_from_memory() -> None:
    shelf, recent = Shelf(), Recent[str, str](most=10)

    answers = [await recent.get("a", shelf.read), await recent.get("a", shelf.read)]

    assert answers == ["answer 1", "answer 1"]


async def test_what_was_forgotten_is_read_again() -> None:
    shelf, recent = Shelf(), Recent[str, str](most=10)
    await recent.get("a", shelf.read)

    recent.forget("a")

    assert await recent.get("a", shelf.read) == "answer 2"


async def test_an_entry_lives_as_long_as_it_may() -> None:
    shelf, clock = Shelf(), Clock()
    recent = Recent[str, str](most=10, lifetime=5.0, clock=clock)
    await recent.get("a", shelf.read)

    clock.seconds = 4.9
    assert await recent.get("a", shelf.read) == "answer 1"

    clock.seconds = 5.0
    assert await recent.get("a", shelf.read) == "answer 2"


async def test_the_least_recently_used_goes_first() -> None:
    shelf, recent = Shelf(), Recent[str, str](most=2)
    for key in ("a", "b", "a", "c"):
        await recent.get(key, shelf.read)

    assert len(recent) == 2
    assert await recent.get("a", shelf.read) == "answer 1"
    assert await recent.get("b", shelf.read) == "answer 4"


async def test_a_read_that_began_before_a_write_does_not_bring_the_old_value_back() -> None:
    shelf, recent, gate = Shelf(), Recent[str, str](most=10), asyncio.Event()
    early = asyncio.create_task(recent.get("a", waiting_for(gate, shelf.read)))
    await asyncio.sleep(0)

    recent.forget("a")
    gate.set()
    await early

    assert await recent.get("a", shelf.read) == "answer 2"


async def test_many_who_ask_at_once_wait_for_one_reading() -> None:
    shelf, recent, gate = Shelf(), Recent[str, str](most=10), asyncio.Event()
    asking = [asyncio.create_task(recent.get("a", waiting_for(gate, shelf.read))) for _ in range(20)]
    await asyncio.sleep(0)

    gate.set()

    assert await asyncio.gather(*asking) == ["answer 1"] * 20


async def test_when_the_one_who_reads_is_cancelled_the_next_one_reads() -> None:
    shelf, recent, gate = Shelf(), Recent[str, str](most=10), asyncio.Event()
    first = asyncio.create_task(recent.get("a", waiting_for(gate, shelf.read)))
    await asyncio.sleep(0)
    second = asyncio.create_task(recent.get("a", shelf.read))
    await asyncio.sleep(0)

    first.cancel()

    assert await second == "answer 2"
