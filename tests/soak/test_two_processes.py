"""Two processes on one PostgreSQL: one stands still past its lease and continues, and the server is restarted."""

import signal
from pathlib import Path

import pytest

from bot.state.leases import LEASE
from tests.postgres import Server
from tests.soak.group import group_in, until

SHARE = 0.012  # of each of five kinds of faults: six per cent in all
SOON = 60.0  # seconds in which posts have to come again after whatever happened


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_a_process_that_stood_still_and_a_restarted_server_repeat_nothing(
    tmp_path: Path, postgres: Server
) -> None:
    async with group_in(tmp_path, SHARE, url=f"{postgres.address}/postgres") as group:
        await group.plan(400, 200, ahead=8)
        first, second = await group.start(), await group.start()
        await until(lambda: group.count() >= 50, SOON)

        first.stand_still()
        await group.pass_(LEASE.total_seconds() / 2)
        postgres.restart()
        await group.pass_(LEASE.total_seconds() / 2 + 10)
        came = group.count()
        first.go_on()

        assert await first.process.wait() == -signal.SIGALRM
        assert came > 100, "the second process has not taken over"

        third = await group.start()
        second.stand_still()
        await group.pass_(10)
        postgres.restart()
        second.go_on()
        await group.rest(600, patience=600)
        assert (second.process.returncode, third.process.returncode) == (None, None)
        for bot in (second, third):
            await bot.stop()
        figures = await group.figures()

    assert figures.posts == 600
    assert figures.is_exact, figures
