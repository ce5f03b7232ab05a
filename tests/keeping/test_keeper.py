"""The daily housekeeping: when it is done, what goes, and what is never touched."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import build_app
from bot.chat.outbox import OperatorFault, Removed, TryLater
from bot.chat.place import Person
from bot.keeping.keeper import EACH, Keeper, is_due
from bot.keeping.visiting import A_WEEK
from bot.settings import Settings
from bot.state.backup import backup, verify
from bot.state.migrate import newest
from bot.state.stores import Stores
from tests.conversation import ADA, HERE, MODERATOR, START, Chat, conversation
from tests.fakes.outbox import FakeOutbox
from tests.library.small_pack import SMALL_PACK

BEES = "Whoever keeps bees keeps a library."
NEW_OWNER = Person("eve", "Eve", runs_space=True)


@dataclass
class House:
    """A running bot with its housekeeper, whose waiting takes no time."""

    chat: Chat
    outbox: FakeOutbox
    ticks: list[float] = field(default_factory=lambda: [0.0])
    keeper: Keeper = field(init=False)

    def __post_init__(self) -> None:
        async def at_once(seconds: float) -> None:
            pass

        self.keeper = Keeper(self.stores, self.chat.app.outboxes, self.chat.clock, lambda: self.ticks[0], wait=at_once)

    @property
    def stores(self) -> Stores:
        return self.chat.app.services.stores

    def pass_(self, **span: float) -> None:
        """Time passes, for both clocks."""
        self.chat.clock.forward(**span)
        self.ticks[0] += timedelta(**span).total_seconds()

    async def day(self, count: int = 1) -> None:
        """Days pass, and the housekeeping is done on each."""
        for _ in range(count):
            self.pass_(days=1)
            await self.keeper.look()

    async def later(self, **span: float) -> None:
        """Much time passes at once, and the housekeeping is done."""
        self.pass_(**span)
        await self.keeper.look()

    async def space(self) -> str:
        """The id of the space of the conversation."""
        return await self.stores.spaces.ensure(HERE.platform, HERE.space, self.chat.clock())


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    async with conversation(tmp_path / "data", [content]) as chat:
        outbox = FakeOutbox(chat.clock)
        chat.app.outboxes.open(HERE.platform, outbox)
        yield House(chat, outbox)


@pytest.mark.parametrize(
    ("done", "due"),
    [
        (None, True),
        (START, False),
        (START - EACH + timedelta(minutes=1), False),
        (START - EACH, True),
        (START + timedelta(minutes=59), False),
        (START + timedelta(days=400), True),
    ],
)
def test_it_is_due_once_a_day_also_after_a_clock_was_wrong(done: datetime | None, due: bool) -> None:
    assert is_due(done, START) is due


async def test_turns_and_times_go_thirty_days_after_a_session_and_the_log_says_so(house: House) -> None:
    host, ada = house.chat.seat(MODERATOR), house.chat.seat(ADA)
    await host.say("/session start Taste")
    await ada.say("/hand up")
    await host.say("/session next")
    await host.say("/session end")
    await host.press(host.labels[0])

    await house.later(days=29)
    assert "were deleted" not in await host.say("/manage log")

    await house.later(days=2)
    assert "The turns and times of 1 person were deleted: their session ended 30 days ago." in (
        await host.say("/manage log")
    )


async def test_what_was_rejected_goes_thirty_days_later_and_the_log_says_so(house: House) -> None:
    await house.chat.say("/suggest quote")
    await house.chat.fill(words=BEES, speaker="Ada", source="Notes", topic="taste")
    moderator = house.chat.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Reject")
    await moderator.fill(reason="too short")

    await house.later(days=31)

    log = await moderator.say("/manage log")
    assert "1 suggestion was deleted that was decided 30 days ago and is not in the library." in log
    assert BEES not in log


async def test_what_was_deleted_is_offered_to_nobody_to_undo(house: House) -> None:
    moderator = house.chat.seat(MODERATOR)
    await moderator.say("/manage settings lookups private")
    await house.later(days=366)

    assert "1 entry of this log was deleted, after a year." in await moderator.say("/manage log")
    assert moderator.labels == []
    (purge,) = await house.stores.changes.latest(await house.space())
    assert "cannot be undone" in await moderator.send(f"cp1:log.undo:{purge.id}")


async def test_a_space_that_was_left_goes_after_thirty_days_with_all_it_owns(house: House) -> None:
    await house.chat.say("/suggest quote")
    await house.chat.fill(words=BEES, speaker="Ada", source="Notes", topic="taste")
    space = await house.space()
    await house.stores.spaces.leave(space, house.chat.clock())

    await house.later(days=29)
    assert len(await house.stores.submissions.waiting(space)) == 1

    await house.later(days=2)
    assert await house.stores.submissions.waiting(space) == ()
    assert await house.stores.spaces.get(space) is None


def copies(house: House) -> list[str]:
    """The names of the backups."""
    file = house.stores.database.file
    assert file is not None
    return sorted(path.name for path in file.backups.glob("*"))


async def test_a_backup_is_made_once_a_day_and_is_sound(house: House) -> None:
    for _ in range(8):
        await house.keeper.look()
        house.pass_(hours=6)

    file = house.stores.database.file
    assert file is not None
    assert copies(house) == ["commonplace-20261121T090000Z.sqlite3", "commonplace-20261122T090000Z.sqlite3"]
    assert verify(file.backups / copies(house)[0]).revision == newest()


async def test_no_backup_is_made_where_the_operator_makes_them(house: House) -> None:
    house.stores.copies.leave_to_others()

    await house.day(3)

    assert copies(house) == []


async def test_a_setting_leaves_backups_to_the_operator(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, backups="off")
    async with build_app(settings) as app:
        assert not app.services.stores.copies.are_ours


async def test_what_was_erased_is_in_no_backup_after_thirty_days(house: House) -> None:
    space = await house.space()
    await house.stores.saved.add(space, "canary", "GEN-01", now=house.chat.clock())
    await house.day()
    await house.stores.personal.erase(space, "canary")

    await house.later(days=31)

    file = house.stores.database.file
    assert file is not None
    assert copies(house)
    assert [path.name for path in file.backups.iterdir() if b"canary" in path.read_bytes()] == []


async def test_a_backup_that_fails_is_told_and_tried_again(house: House, caplog: pytest.LogCaptureFixture) -> None:
    file = house.stores.database.file
    assert file is not None
    file.backups.write_text("a file where the folder should be")
    await house.keeper.look()
    file.backups.unlink()
    house.pass_(minutes=15)

    await house.keeper.look()

    assert "no backup could be made" in caplog.text
    assert len(copies(house)) == 1


async def test_on_a_clock_that_is_not_believed_no_backup_is_removed(house: House) -> None:
    await house.space()
    file = house.stores.database.file
    assert file is not None
    backup(file, house.chat.clock(), before="0099")
    house.outbox.time = house.chat.clock()

    await house.day(40)
    while_in_doubt = copies(house)[0]
    house.outbox.time = None
    await house.day()

    assert while_in_doubt == "commonplace-20261121T090000Z-before-0099.sqlite3"
    assert while_in_doubt not in copies(house)


async def test_nothing_goes_twice_a_day(house: House) -> None:
    await house.keeper.look()
    await house.stores.spaces.leave(await house.space(), house.chat.clock() - timedelta(days=40))
    house.pass_(hours=5)

    await house.keeper.look()

    assert house.outbox.calls == []


async def test_what_cannot_be_deleted_keeps_nothing_else_from_going(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(type(house.stores.sessions), "expire", broken)
    await house.chat.seat(MODERATOR).say("/manage settings lookups private")

    await house.later(days=366)

    assert "not deleted" in caplog.text
    assert "deleted, after a year" in await house.chat.seat(MODERATOR).say("/manage log")


async def test_the_process_log_counts_and_names_nobody(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    space = await house.space()
    await house.stores.saved.add(space, "canary", "GEN-01", now=house.chat.clock())
    await house.stores.spaces.leave(space, house.chat.clock())

    await house.later(days=31)

    (told,) = [record for record in caplog.records if record.message == "deleted what was too old"]
    assert told.__dict__["spaces"] == 2
    assert "canary" not in str([record.__dict__ for record in caplog.records])
    assert space not in str(told.__dict__)


async def test_nothing_is_deleted_on_a_clock_that_has_just_jumped(house: House) -> None:
    space = await house.space()
    await house.stores.spaces.leave(space, house.chat.clock())
    house.chat.clock.forward(days=3650)

    await house.keeper.look()

    assert await house.stores.spaces.get(space) is not None


async def test_nothing_is_deleted_while_a_platform_says_that_it_is_another_day(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    left = await house.stores.spaces.ensure(HERE.platform, "left", house.chat.clock())
    await house.stores.spaces.leave(left, house.chat.clock())
    await house.space()
    house.outbox.time = START + timedelta(days=1)

    await house.day(A_WEEK * 10)

    assert await house.stores.spaces.get(left) is not None
    assert "the clock differs from a platform's" in caplog.text


async def test_a_removal_that_nobody_heard_of_is_noticed_within_a_week(house: House) -> None:
    space = await house.space()
    house.outbox.fail("visit", Removed("not there"))

    await house.day(A_WEEK)

    assert await house.space() != space


@pytest.mark.parametrize("failure", [TryLater("an outage", 60), OperatorFault("no")])
async def test_only_the_platforms_own_word_ends_a_stay(house: House, failure: Exception) -> None:
    space = await house.space()
    house.outbox.faults.clear()
    for _ in range(3):
        house.outbox.fail("visit", failure)  # type: ignore[arg-type]

    await house.day(A_WEEK * 2)

    assert await house.space() == space


async def test_each_space_is_visited_once_a_week_and_one_every_day(house: House) -> None:
    for number in range(30):
        await house.stores.spaces.ensure(HERE.platform, str(number), house.chat.clock())

    await house.day(A_WEEK)

    assert house.outbox.calls.count("visit") == 30 + A_WEEK - 1


async def test_where_the_bot_is_not_connected_nobody_is_visited(house: House) -> None:
    space = await house.space()
    house.chat.app.outboxes.close(HERE.platform)

    await house.day(A_WEEK)

    assert await house.space() == space
