"""The disk is full at one point after the other while prompts are posted: short form."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import OperationalError

from bot.daily import sending
from bot.state.address import FILE_NAME
from bot.state.examine import examine
from bot.state.standing import MAY_HAVE_COME, State
from tests.conversation import conversation
from tests.daily.conftest import Morning, due_at_ten
from tests.disks import fill_up, give_back, make_room, small_disk

PROMPTS = 12
FEW = 4  # blocks; writing down one step of a delivery takes two to four


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of eight megabytes."""
    with small_disk(8) as folder:
        yield folder


async def states(morning: Morning) -> dict[str, State]:
    """How the ledger has each prompt, by its token."""
    deliveries = morning.chat.app.services.stores.deliveries
    found = [await deliveries.recent(one.space, one.id, 1) for one in morning.schedules]
    return {delivery.token: delivery.state for few in found for delivery in few}


async def test_nothing_is_posted_without_its_row_and_all_comes_with_room(
    disk: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "RECORDED", 2)
    monkeypatch.setattr(sending, "AGAIN", 0)
    chance = Random(6)
    async with conversation(disk, [pack]) as chat:
        morning = await due_at_ten(chat)
        for number in range(1, PROMPTS):
            await morning.set_up(channel=f"c{number}")
        await morning.pass_(minutes=59)
        fill_up(disk)
        morning.clock.forward(minutes=1)
        refused = 0

        while len(morning.outbox.seen) < PROMPTS:
            give_back(disk, chance.randint(0, FEW))
            with suppress(OperationalError):
                await morning.pass_(seconds=15)
            known = await states(morning)
            assert all(known.get(post.token) in MAY_HAVE_COME for post in morning.outbox.seen)
            refused += len(morning.outbox.seen) < PROMPTS
        make_room(disk)
        for _ in range(12):
            await morning.pass_(seconds=15)

        print(f"\nfull {refused} times, {PROMPTS} prompts: {len(morning.outbox.seen)} posts")  # noqa: T201
        assert sorted(post.token for post in morning.outbox.seen) == sorted(known)
        assert set((await states(morning)).values()) == {State.SENT}
    examine(disk / FILE_NAME)
