"""What a channel is shown next."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.state.drawn import LOOKED
from bot.state.stores import Stores, open_state
from tests.state.conftest import NOON

FOUR = ["GEN-01", "GEN-02", "GEN-03", "GEN-04"]
MANY = [f"GEN-{number}" for number in range(LOOKED + 100)]


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


async def test_what_was_marked_is_there_after_a_stop_in_order(url: str, tmp_path: Path) -> None:
    async with open_state(url, tmp_path) as stores:
        space = await stores.spaces.ensure("discord", "100", NOON)
        await stores.drawn.mark(space, "general", ["GEN-01"], NOON)

    async with open_state(url, tmp_path) as stores:
        assert await stores.drawn.last(space, "general", FOUR) == {"GEN-01": NOON}


async def test_a_mark_counts_before_it_is_written_and_afterwards(stores: Stores, space: str) -> None:
    answers = [await stores.drawn.last(space, "general", FOUR)]
    for day in range(3):
        await stores.drawn.mark(space, "general", ["GEN-01"], NOON + timedelta(days=day))
        answers.append(await stores.drawn.last(space, "general", FOUR))
        await stores.database.settle()
        answers.append(await stores.drawn.last(space, "general", FOUR))

    assert answers == [{}, *({"GEN-01": NOON + timedelta(days=day)} for day in (0, 0, 1, 1, 2, 2))]


async def test_a_mark_that_is_written_while_the_history_is_read_is_not_lost(stores: Stores, space: str) -> None:
    for number in range(20):
        channel = f"c{number}"
        await stores.drawn.mark(space, channel, ["GEN-01"], NOON)

        seen, _ = await asyncio.gather(stores.drawn.last(space, channel, FOUR), stores.database.settle())

        assert [seen, await stores.drawn.last(space, channel, FOUR)] == [{"GEN-01": NOON}] * 2


@pytest.mark.parametrize("seed", range(6))
async def test_a_channel_has_seen_what_a_plain_table_says(stores: Stores, space: str, seed: int) -> None:
    """Whatever is on its way, written, in memory, or too long to be."""
    random, table = Random(seed), dict[str, datetime]()
    for _ in range(40):
        ids = random.sample(MANY, LOOKED // 4 if random.random() < 0.1 else 2)
        match random.randrange(3):
            case 0:
                at = NOON + timedelta(minutes=random.randrange(90))
                await stores.drawn.mark(space, "general", ids, at)
                table |= {item: max(at, table.get(item, at)) for item in ids}
            case 1:
                await stores.database.settle()

        expected = {item: table[item] for item in ids if item in table}
        assert await stores.drawn.last(space, "general", ids) == expected
