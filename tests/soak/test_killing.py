"""Killed at random while prompts fall due: every one comes, once, not before its time, and the ledger knows it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.fakes.discord.local import LocalDiscord
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.faults import ACCEPTED_THEN_RESET, RATE_LIMITED, SERVER_ERROR, SLOW, Faults
from tests.soak.group import Figures, Group

SHARE = 0.015  # of each of four kinds of faults: six per cent in all
CHANCE = 6


@asynccontextmanager
async def group_in(folder: Path, seed: int = CHANCE) -> AsyncIterator[Group]:
    """Both platforms, with faults."""
    faults = Faults(
        seed,
        dict.fromkeys((RATE_LIMITED, SERVER_ERROR, ACCEPTED_THEN_RESET, SLOW), SHARE),
        frozenset({"chat.postMessage"}),
    )
    faults.slowness = 0.5
    async with LocalDiscord(seed=seed) as discord, Acting(faults=faults).running() as slack:
        for kind in ("too_many", "broken", "cut", "slow"):
            setattr(discord.faults, kind, SHARE)
        slack.add_member("mo", is_admin=True)
        slack.install()
        assert isinstance(slack, Acting)
        yield Group(discord, slack, folder)


async def killed(
    group: Group, *, on_discord: int, on_slack: int, ahead: int, kills: int, most: int, patience: float
) -> Figures:
    """Plan, kill as often, let it finish, and count."""
    chance, now = Random(CHANCE), datetime.now(UTC)
    await group.plan(on_discord, on_slack, now=now, ahead=ahead)
    for _ in range(kills):
        await group.run_and_kill(chance, most)
    await group.finish(on_discord + on_slack, patience)
    figures = await group.figures()
    print(f"\n{figures}")  # noqa: T201 - the figures are what the proof is made for
    return figures


@pytest.mark.timeout(300)
async def test_five_kills_repeat_nothing_and_lose_nothing(tmp_path: Path) -> None:
    async with group_in(tmp_path) as group:
        figures = await killed(group, on_discord=60, on_slack=12, ahead=0, kills=5, most=12, patience=90)

    assert figures.posts == 72
    assert figures.is_exact, figures


@pytest.mark.soak
@pytest.mark.timeout(3600)
async def test_a_hundred_kills_repeat_nothing_and_lose_nothing(tmp_path: Path) -> None:
    async with group_in(tmp_path) as group:
        figures = await killed(group, on_discord=1700, on_slack=300, ahead=9, kills=100, most=19, patience=900)

    assert figures.posts == 2000
    assert figures.is_exact, figures
