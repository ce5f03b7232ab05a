"""What a channel is shown next."""

import asyncio
from datetime import timedelta
from random import Random

import pytest

from bot.state.drawn import LOOKED
from bot.state.stores import Stores
from tests.state.conftest import NOON

FOUR = ["GEN-01", "GEN-02", "GEN-03", "GEN-04"]


async def test_a_channel_remembers_when_it_saw_something(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON)

    assert await stores.drawn.last(space, "general", FOUR) == {"GEN-01": NOON}


async def test_the_last_time_counts(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON)
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON + timedelta(days=1))

    assert await stores.drawn.last(space, "general", FOUR) == {"GEN-01": NOON + timedelta(days=1)}


async def test_a_clock_set_back_does_not_make_it_older(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON)
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON - timedelta(days=1))

    assert await stores.drawn.last(space, "general", FOUR) == {"GEN-01": NOON}


async def test_another_channel_has_not_seen_it(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01"], NOON)

    assert await stores.drawn.last(space, "random", FOUR) == {}


async def test_asking_for_nothing_answers_nothing(stores: Stores, space: str) -> None:
    assert await stores.drawn.last(space, "general", []) == {}


async def test_nothing_comes_again_before_everything_was_shown(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01", "GEN-02", "GEN-04"], NOON)

    (first, *_) = await stores.drawn.in_turn(space, "general", FOUR, Random(1))

    assert first == "GEN-03"


async def test_what_was_seen_longest_ago_comes_first(stores: Stores, space: str) -> None:
    await stores.drawn.mark(space, "general", ["GEN-01", "GEN-03", "GEN-04"], NOON)
    await stores.drawn.mark(space, "general", ["GEN-02"], NOON - timedelta(days=1))

    (first, *_) = await stores.drawn.in_turn(space, "general", FOUR, Random(1))

    assert first == "GEN-02"


async def test_a_fresh_channel_does_not_always_begin_with_the_same(stores: Stores, space: str) -> None:
    firsts = {(await stores.drawn.in_turn(space, "general", FOUR, Random(seed)))[0] for seed in range(20)}

    assert len(firsts) > 1


async def test_a_library_longer_than_one_answer_looks_up_gives_something_unseen(stores: Stores, space: str) -> None:
    library = [f"GEN-{number}" for number in range(2 * LOOKED)]
    await stores.drawn.mark(space, "general", library[:LOOKED], NOON)

    (first, *_) = await stores.drawn.in_turn(space, "general", library, Random(1))

    assert first in library[LOOKED:]


async def test_of_nothing_nothing_comes(stores: Stores, space: str) -> None:
    assert await stores.drawn.in_turn(space, "general", [], Random(1)) == []


async def test_more_ids_than_one_answer_looks_up_are_refused(stores: Stores, space: str) -> None:
    with pytest.raises(ValueError, match=f"{LOOKED} are the most"):
        await stores.drawn.last(space, "general", [str(number) for number in range(LOOKED + 1)])


async def test_a_hundred_marks_at_once_are_all_kept(stores: Stores, space: str) -> None:
    channels = [f"c{number}" for number in range(100)]

    await asyncio.gather(*(stores.drawn.mark(space, channel, ["GEN-01"], NOON) for channel in channels))

    seen = [await stores.drawn.last(space, channel, ["GEN-01"]) for channel in channels]
    assert seen == [{"GEN-01": NOON}] * 100


async def test_a_mark_whose_writer_was_cancelled_is_written_by_the_next(stores: Stores, space: str) -> None:
    marks = [asyncio.create_task(stores.drawn.mark(space, f"c{number}", ["GEN-01"], NOON)) for number in range(9)]
    await asyncio.sleep(0)

    marks[0].cancel()
    await asyncio.gather(*marks, return_exceptions=True)

    assert await stores.drawn.last(space, "c8", ["GEN-01"]) == {"GEN-01": NOON}
