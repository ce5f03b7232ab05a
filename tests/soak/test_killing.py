"""Killed at random while prompts fall due: every one comes, once, not before its time, and the ledger knows it.

The short forms run eight times as fast, so that what waits two minutes in the bot waits 15 seconds here; the platforms
run with it. No faster: where the machine is held up for two seconds, a request would land later than any real one.
Twenty seconds after a connection broke, a request that was lost with it may still land.
"""

from pathlib import Path
from random import Random

import pytest

from tests.soak.counting import Figures
from tests.soak.group import Group, group_in

SHARE = 0.012  # of each of five kinds of faults: six per cent in all
SHORT_SHARE, SHORT_SEED = 0.05, 387  # with this seed each kind happens within a dozen posts
SHORT_SPEED = 8
LONGER = 130.0, 190.0  # seconds; Discord drops a second post with the same nonce for 120


async def killed(group: Group, kills: int, *, most: int, posts: int, patience: float, down_each: int = 0) -> Figures:
    """Kill it as often, each time after `most` posts at most; let it finish, and count.

    After one kill in `down_each` it stays down for longer than Discord would drop a second post.
    """
    chance = Random(6)
    for number in range(kills):
        await group.run_and_kill(chance, most)
        if down_each and number % down_each == 0:
            await group.pass_(chance.uniform(*LONGER))
    return await group.finish(posts, patience)


@pytest.mark.timeout(300)
async def test_five_kills_repeat_nothing_and_lose_nothing(tmp_path: Path) -> None:
    async with group_in(tmp_path, SHORT_SHARE, seed=SHORT_SEED, speed=SHORT_SPEED) as group:
        await group.plan(60, 12)
        figures = await killed(group, 5, most=12, posts=72, patience=180)

    assert figures.posts == 72
    assert figures.is_exact, figures


@pytest.mark.timeout(300)
async def test_a_downtime_longer_than_discord_remembers_repeats_nothing(tmp_path: Path) -> None:
    async with group_in(tmp_path, SHORT_SHARE, seed=SHORT_SEED, speed=SHORT_SPEED, echoes=False) as group:
        await group.plan(30, 6)
        figures = await killed(group, 1, most=12, posts=36, patience=180, down_each=1)

    assert figures.posts == 36
    assert figures.is_exact, figures


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("url", ["sqlite", "postgres"], indirect=True)
async def test_a_hundred_kills_repeat_nothing_and_lose_nothing(tmp_path: Path, url: str) -> None:
    async with group_in(tmp_path, SHARE, url=url) as group:
        await group.plan(1700, 300, ahead=9)
        figures = await killed(group, 100, most=19, posts=2000, patience=1800)

    assert figures.posts == 2000
    assert figures.is_exact, figures


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_twenty_downtimes_among_a_hundred_kills_repeat_nothing(tmp_path: Path) -> None:
    async with group_in(tmp_path, SHARE, speed=5) as group:
        await group.plan(1700, 300, ahead=9)
        figures = await killed(group, 100, most=19, posts=2000, patience=1800, down_each=5)

    assert figures.posts == 2000
    assert figures.is_exact, figures
