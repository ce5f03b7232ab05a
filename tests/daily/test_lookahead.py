"""The bot is moved through time in a copy; nothing of it is real."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.daily.outlook import Fate
from bot.daily.shifts import Shift
from bot.lookahead import Lookahead, looking_ahead, next_eve, prompts
from tests.conversation import HERE, MODERATOR, Chat, Clock, conversation
from tests.daily.conftest import Morning
from tests.fakes.outbox import FakeOutbox

WHERE = HERE.platform, HERE.space


@asynccontextmanager
async def ahead_of(chat: Chat) -> AsyncIterator[tuple[Lookahead, FakeOutbox]]:
    """The bot of a conversation, to be moved through time."""
    async with looking_ahead(chat.app, *WHERE) as lookahead:
        outbox = FakeOutbox(lookahead.app.services.now)
        lookahead.app.outboxes.open(HERE.platform, outbox)
        yield lookahead, outbox


def local(outbox: FakeOutbox, zone: str = "Europe/Berlin") -> list[str]:
    """When each post came, by the clocks of a zone."""
    return [one.at.astimezone(ZoneInfo(zone)).strftime("%d.%m. %H:%M %Z") for one in outbox.seen]


async def test_the_next_prompt_comes_at_its_time(morning: Morning) -> None:
    async with ahead_of(morning.chat) as (lookahead, outbox):
        await lookahead.to_next()

        assert local(outbox, "UTC") == ["21.11. 10:00 UTC"]


async def test_each_day_that_passes_brings_its_prompt_in_time(morning: Morning) -> None:
    async with ahead_of(morning.chat) as (lookahead, outbox):
        await lookahead.pass_(timedelta(days=3))

        assert local(outbox, "UTC") == [f"{day}.11. 10:00 UTC" for day in (21, 22, 23)]
        assert lookahead.app.services.now() == morning.clock() + timedelta(days=3)


async def test_an_hour_in_which_nothing_is_due_brings_nothing(morning: Morning) -> None:
    async with ahead_of(morning.chat) as (lookahead, outbox):
        await lookahead.pass_(timedelta(minutes=59))

        assert outbox.seen == []


async def test_nothing_that_happened_ahead_is_real(morning: Morning) -> None:
    async with ahead_of(morning.chat) as (lookahead, _):
        await lookahead.pass_(timedelta(days=3))
        ahead = morning.chat.seat(MODERATOR)
        ahead.app = lookahead.app
        await ahead.say("/manage settings name:language value:zh")

    assert "zh" not in await morning.chat.seat(MODERATOR).say("/manage settings language")
    await morning.pass_(hours=1)
    assert len(morning.prompts) == 1
    await morning.pass_(days=1)
    assert len(morning.prompts) == 2


async def test_what_comes_ahead_is_what_will_come(morning: Morning) -> None:
    async with ahead_of(morning.chat) as (lookahead, outbox):
        await lookahead.pass_(timedelta(days=2))
        seen = outbox.texts
    await morning.pass_(hours=1)
    await morning.pass_(days=1)

    assert morning.prompts == seen


async def test_a_session_that_runs_does_not_fall_silent_because_somebody_looks_ahead(morning: Morning) -> None:
    await morning.chat.seat(MODERATOR).say("/session start")
    async with ahead_of(morning.chat) as (lookahead, _):
        await lookahead.pass_(timedelta(days=1))

    assert "Nobody speaks" in await morning.chat.seat(MODERATOR).say("/session board")


async def test_the_copy_is_gone_afterwards(morning: Morning, tmp_path: Path) -> None:
    async with ahead_of(morning.chat):
        assert [one.name for one in (tmp_path / "data" / "aside").glob("*.sqlite3")] == ["commonplace.sqlite3"]

    assert not (tmp_path / "data" / "aside").exists()


async def test_a_copy_that_a_killed_process_left_is_gone_with_the_next_start(tmp_path: Path) -> None:
    (tmp_path / "data" / "aside").mkdir(parents=True)
    (tmp_path / "data" / "aside" / "commonplace.sqlite3").write_bytes(b"what was erased since")

    async with conversation(tmp_path / "data"):
        assert not (tmp_path / "data" / "aside").exists()


@pytest.mark.parametrize(
    ("now", "came"),
    [
        (
            datetime(2026, 3, 28, 0, 0, tzinfo=UTC),
            ["28.03. 02:30 CET", "29.03. 03:30 CEST", "30.03. 02:30 CEST"],
        ),
        (
            datetime(2026, 10, 24, 0, 0, tzinfo=UTC),
            ["24.10. 02:30 CEST", "25.10. 02:30 CEST", "26.10. 02:30 CET"],
        ),
    ],
)
async def test_daylight_saving_can_be_watched(tmp_path: Path, pack: Path, now: datetime, came: list[str]) -> None:
    async with conversation(tmp_path / "data", [pack], Clock(now)) as chat:
        morning = Morning(chat, FakeOutbox(chat.clock), await chat.app.services.stores.spaces.ensure(*WHERE, now))
        await morning.set_up(at=time(2, 30), zone="Europe/Berlin")
        async with ahead_of(chat) as (lookahead, outbox):
            for _ in came:
                await lookahead.to_next()

            assert local(outbox) == came
            listed = await prompts(lookahead.app, *WHERE)
            assert [stop.fate for stop in listed] == [Fate.CAME] * 3 + [Fate.COMING] * 3
            assert [stop.shift is not Shift.NONE for stop in listed] == [False, True, False, False, False, False]


async def test_a_leap_leads_to_the_eve_of_the_change_and_leaves_out_what_lies_between(morning: Morning) -> None:
    await morning.change(zone="Europe/Berlin", at=time(2, 30))
    async with ahead_of(morning.chat) as (lookahead, outbox):
        eve = next_eve(lookahead.app, await prompts(lookahead.app, *WHERE))
        assert eve is not None
        await lookahead.leap(eve[0])
        before = len(outbox.seen)
        await lookahead.pass_(timedelta(days=2))

        assert before == 0
        assert local(outbox) == ["27.03. 02:30 CET", "28.03. 03:30 CEST"]


async def test_where_no_prompt_is_set_up_time_passes_all_the_same(chat: Chat) -> None:
    async with ahead_of(chat) as (lookahead, outbox):
        await lookahead.to_next()
        await lookahead.pass_(timedelta(hours=1))

        assert lookahead.app.services.now() == chat.clock() + timedelta(hours=1)
        assert outbox.seen == []
        assert await prompts(lookahead.app, *WHERE) == ()


async def test_a_prompt_that_a_moderator_skipped_is_not_listed(morning: Morning) -> None:
    today = morning.clock().date()
    await morning.change(locks={today: ""})

    listed = await prompts(morning.chat.app, *WHERE)

    assert [stop.due_at.day for stop in listed] == [22, 23, 24]


async def test_a_paused_schedule_has_nothing_to_come(morning: Morning) -> None:
    await morning.change(is_paused=True)

    assert await prompts(morning.chat.app, *WHERE) == ()
