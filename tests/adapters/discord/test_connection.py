"""Starting, losing and keeping the connection, and leaving."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.discord import starts
from adapters.discord.client import STARTS_NOTE
from adapters.discord.stopping import StoppedError
from bot.chat.command import Command, Request
from bot.chat.reply import Reply
from bot.services import Services
from tests.adapters.discord.running import Running, running
from tests.conversation import START
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import INVITED


async def test_it_asks_for_the_one_intent_that_servers_need(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path):
        (session,) = discord.gateway.sessions.values()

        assert session.intents == 1


async def test_it_says_where_it_is(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await discord.slash("quote")

        assert bot.said == ["connected as commonplace, servers: 1"]


async def test_it_says_how_to_add_it_to_a_first_server(discord: LocalDiscord, tmp_path: Path) -> None:
    discord.guild.has_bot = False
    async with running(discord, tmp_path) as bot:
        await discord.gateway.arrived()
        await bot.local.slash("help", in_=discord.direct_channel(discord.somebody))

    assert "Add it to yours: https://discord.com/oauth2/authorize?client_id=" in bot.said[0]
    assert f"permissions={INVITED}" in bot.said[0]


async def test_of_a_server_only_the_roles_are_kept(discord: LocalDiscord, tmp_path: Path) -> None:
    discord.guild.roles["77"] = "Facilitators"
    async with running(discord, tmp_path) as bot:
        await discord.gateway.arrived()

        (server,) = bot.client.guilds
        assert (list(server.channels), list(server.emojis), list(server.members)) == ([], [], [])
        assert [role.name for role in server.roles] == ["@everyone", "Facilitators"]


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4007, 4009])
async def test_a_lost_connection_is_resumed(local: LocalDiscord, code: int) -> None:
    await local.gateway.drop(code)
    await local.gateway.until("resumed")

    assert "GEN-01" in (await local.slash("quote", about="GEN-01")).text


async def test_what_happened_meanwhile_is_answered_after_the_resume(local: LocalDiscord) -> None:
    await local.gateway.drop()

    answer = await local.slash("quote", about="GEN-01")

    assert "GEN-01" in answer.text


async def test_it_reconnects_when_it_is_asked_to(local: LocalDiscord) -> None:
    await local.gateway.ask_to_reconnect()
    await local.gateway.until("resumed")

    assert "GEN-01" in (await local.slash("quote", about="GEN-01")).text


async def test_an_invalid_session_begins_anew(local: LocalDiscord) -> None:
    await local.gateway.invalidate(resumable=False)
    await local.gateway.until("ready", 2)

    assert "GEN-01" in (await local.slash("quote", about="GEN-01")).text


async def test_resuming_costs_no_identify(local: LocalDiscord) -> None:
    for times in range(1, 21):
        await local.gateway.drop()
        await local.gateway.until("resumed", times)

    assert local.gateway.events.count("identify") == 1


@pytest.mark.parametrize(
    ("code", "advice"), [(4004, "Reset Token"), (4013, "Update Commonplace"), (4014, "none that has to be granted")]
)
async def test_a_final_close_stops_with_what_to_do(
    discord: LocalDiscord, tmp_path: Path, code: int, advice: str
) -> None:
    discord.gateway.refuse_with = code

    with pytest.raises(StoppedError, match=advice):
        async with running(discord, tmp_path) as bot:
            await bot.served

    assert discord.gateway.events.count("identify") == 1


async def test_a_wrong_token_stops_with_what_to_do(discord: LocalDiscord, tmp_path: Path) -> None:
    discord.token = "another"

    with pytest.raises(StoppedError, match="Reset Token"):
        async with running(discord, tmp_path) as bot:
            await bot.served


async def test_it_uses_as_many_shards_as_discord_wants(discord: LocalDiscord, tmp_path: Path) -> None:
    discord.gateway.shards = 2
    async with running(discord, tmp_path):
        await discord.gateway.until("ready", 2)
        answer = await discord.slash("quote", about="GEN-01")

    assert "GEN-01" in answer.text


async def test_an_outage_of_a_server_changes_nothing(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        space = await space_of(bot)
        await discord.gateway.remove_guild(discord.guild, outage=True)
        await discord.slash("quote")

        assert await space_of(bot) == space


async def test_a_server_that_removed_the_bot_is_left(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        await discord.gateway.arrived()
        space = await space_of(bot)
        await discord.gateway.remove_guild(discord.guild, outage=False)
        await bot.heard()

        assert await space_of(bot) != space


async def space_of(bot: Running) -> str:
    """The id under which the server's data are kept now."""
    return await bot.app.services.stores.spaces.ensure("discord", bot.local.guild.id, START)


async def test_leaving_finishes_the_answer_that_is_being_written(discord: LocalDiscord, tmp_path: Path) -> None:
    gate = asyncio.Event()

    async def slow(services: Services, request: Request) -> Reply:
        await gate.wait()
        return Reply("At last.")

    async with running(discord, tmp_path, [Command("slow", "Help", slow)], patience=0) as bot:
        answer = await discord.begin("slow")
        await answer.acknowledged()
        bot.stop.set()
        await discord.gateway.until("identify")
        gate.set()

    assert answer.text == "At last."


async def test_commands_that_cannot_be_registered_do_not_end_it(
    discord: LocalDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord, tmp_path):
        pass
    bad = Command("bad", "Help", nothing)
    object.__setattr__(bad, "help", "")
    async with running(discord, tmp_path, [bad]):
        pass

    assert "commands were not registered" in caplog.text


async def nothing(services: Services, request: Request) -> Reply:
    return Reply("Nothing.")


async def test_a_crash_loop_waits_before_it_costs_the_token(discord: LocalDiscord, tmp_path: Path) -> None:
    async with running(discord, tmp_path) as bot:
        note = "[]"
        for minute in range(starts.BROKEN_AN_HOUR + 1):  # this run ends in order
            note = starts.begun(note, START - timedelta(minutes=30 - minute))
        await bot.app.services.stores.notes.put(STARTS_NOTE, note)
    spent = discord.gateway.events.count("identify")

    async with running(discord, tmp_path, is_held=True) as bot:
        assert bot.said == ["started too often lately; trying again in 31 minutes"]

    assert discord.gateway.events.count("identify") == spent


async def test_a_run_that_ended_in_order_is_counted_as_such(discord: LocalDiscord, tmp_path: Path) -> None:
    for _ in range(3):
        async with running(discord, tmp_path) as bot:
            note = await bot.app.services.stores.notes.get(STARTS_NOTE)

    assert [start.in_order for start in starts.read(note)] == [True, True, False]


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def broken(count: int, every: timedelta) -> list[starts.Start]:
    return [starts.Start(NOON - every * number) for number in range(count)]


def test_the_first_starts_do_not_wait() -> None:
    assert starts.wait_before(broken(starts.BROKEN_AN_HOUR - 1, timedelta(minutes=1)), NOON) == timedelta(0)


def test_too_many_broken_starts_in_an_hour_wait_for_the_hour() -> None:
    many = broken(starts.BROKEN_AN_HOUR, timedelta(minutes=1))

    assert starts.wait_before(many, NOON) == timedelta(minutes=60 - starts.BROKEN_AN_HOUR + 1)


def test_starts_in_order_are_limited_by_the_day_alone() -> None:
    orderly = [starts.Start(NOON - timedelta(minutes=number), in_order=True) for number in range(starts.A_DAY - 1)]

    assert starts.wait_before(orderly, NOON) == timedelta(0)
    assert starts.wait_before([*orderly, starts.Start(NOON - timedelta(hours=23))], NOON) == timedelta(hours=1)


def test_a_crash_loop_of_a_day_starts_no_more_often_than_discord_allows() -> None:
    note, now, count = "[]", NOON, 0
    while now < NOON + timedelta(days=1):
        now += starts.wait_before(starts.read(note), now)
        note, count = starts.begun(note, now), count + 1
        now += timedelta(seconds=5)

    assert count <= starts.A_DAY + 1


@pytest.mark.parametrize("note", ["", "nonsense", "[1]", '[["yesterday", true]]', "{}"])
def test_a_note_that_cannot_be_read_counts_as_none(note: str) -> None:
    assert starts.read(note) == []


async def test_leaving_before_all_servers_are_known_leaves_nothing_behind(
    discord: LocalDiscord, tmp_path: Path
) -> None:
    async with running(discord, tmp_path):
        pass

    names = [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks()]
    assert [name for name in names if "ConnectionState" in name] == []
