"""Whatever a platform answers to a prompt: it ends in its state, and moderators read one notice, or none.

Each row goes through the real outbox to the local platform, on two days in a row, so that a cause which lasts is told
once and not daily.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio

from adapters.discord.outbox import Standing
from bot.state.standing import State
from tests.conversation import conversation
from tests.daily.conftest import pack_in
from tests.daily.platforms import Ground, OnDiscord, OnSlack, on_discord, on_slack
from tests.fakes.discord.refusal import Refusal
from tests.fakes.discord.world import SEND_MESSAGES, VIEW_CHANNEL
from tests.fakes.slack.faults import (
    ACCEPTED_THEN_FATAL,
    ACCEPTED_THEN_RESET,
    FATAL_ERROR,
    RATE_LIMITED,
    RESET,
    SERVER_ERROR,
)
from tests.fakes.slack.world import BOT_SCOPES

pytestmark = pytest.mark.asyncio(loop_scope="module")

MINUTES = (0.2, 0.6, 1, 3, 6, 5)  # between two looks after a prompt was due


@dataclass(frozen=True)
class Row:
    """A row of the table: what happens in a channel, and what follows on that day."""

    happens: Callable[[Any, str], object]
    state: State
    tells: str = ""
    """A part of the one notice; empty where none is to come."""
    attempts: int = 1
    passes: bool = False
    """Whether it is over ten seconds after the prompt was due."""
    leaves: bool = False
    """Whether the bot is not in the space any more."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def all_discord(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    """The core in a local Discord, for all rows."""
    async with ready(tmp_path_factory) as chat, on_discord(chat) as platform:
        yield Ground(chat, platform)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def all_slack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    """The core in a local Slack, for all rows."""
    async with ready(tmp_path_factory) as chat, on_slack(chat) as platform:
        yield Ground(chat, platform)


@pytest_asyncio.fixture(loop_scope="module")
async def discord(all_discord: Ground) -> Ground:
    """There for one row, at an hour after which the day is long enough."""
    await all_discord.sleep()
    return all_discord


@pytest_asyncio.fixture(loop_scope="module")
async def slack(all_slack: Ground) -> Ground:
    """There for one row, at an hour after which the day is long enough."""
    await all_slack.sleep()
    return all_slack


def ready(temporary: pytest.TempPathFactory) -> Any:
    """A conversation with a library of twelve prompts."""
    folder = temporary.mktemp("table")
    return conversation(folder / "data", [pack_in(folder)])


def gone(platform: OnDiscord, channel: str) -> None:
    platform.local.world.channels.pop(channel, None)


def denies(permission: int) -> Callable[[OnDiscord, str], None]:
    def happens(platform: OnDiscord, channel: str) -> None:
        platform.local.world.channels[channel].denied = permission

    return happens


def answers(status: int, code: int) -> Callable[[OnDiscord, str], None]:
    def happens(platform: OnDiscord, channel: str) -> None:
        platform.local.world.channels[channel].refuses = Refusal(status, code, "as the table has it")

    return happens


def breaks_off(platform: OnDiscord, channel: str) -> None:
    platform.local.faults.cut = 1.0


def stands(standing: Standing) -> Callable[[OnDiscord, str], None]:
    def happens(platform: OnDiscord, channel: str) -> None:
        platform.standing, platform.local.guild.has_bot = standing, standing is not Standing.GONE

    return happens


ON_DISCORD = {
    "10003 unknown channel": Row(gone, State.FAILED, "does not exist any more"),
    "10004 unknown server": Row(answers(404, 10004), State.FAILED, "does not exist any more"),
    "50083 archived thread": Row(answers(400, 50083), State.FAILED, "does not exist any more"),
    "50001 missing access": Row(denies(VIEW_CHANNEL), State.FAILED, "I lack “View Channel”", attempts=2),
    "50013 missing permissions": Row(denies(SEND_MESSAGES), State.FAILED, "I lack “Send Messages”", attempts=2),
    "50013, given ten minutes later": Row(denies(SEND_MESSAGES), State.SENT, attempts=2, passes=True),
    "403 of another kind": Row(answers(403, 20028), State.FAILED, "I lack “Send Messages”", attempts=2),
    "GUILD_DELETE": Row(stands(Standing.GONE), State.FAILED, leaves=True),
    "GUILD_DELETE unavailable": Row(stands(Standing.OUTAGE), State.SENT, attempts=2, passes=True),
    "429": Row(answers(429, 0), State.SENT, attempts=2, passes=True),
    "400": Row(answers(400, 50035), State.FAILED, "did not take the message", attempts=2),
    "413": Row(answers(413, 40005), State.FAILED, "did not take the message", attempts=2),
    "500": Row(answers(500, 0), State.SENT, attempts=2, passes=True),
    "503": Row(answers(503, 0), State.SENT, attempts=2, passes=True),
    "accepted, then reset": Row(breaks_off, State.SENT, attempts=2, passes=True),
}


@pytest.mark.parametrize("row", ON_DISCORD.values(), ids=ON_DISCORD)
async def test_an_answer_of_discord(discord: Ground, row: Row) -> None:
    await holds(discord, row)


def says(error: str) -> Callable[[OnSlack, str], None]:
    def happens(platform: OnSlack, channel: str) -> None:
        platform.local.workspace.channels[channel].refuses = error

    return happens


def fails(fault: str) -> Callable[[OnSlack, str], None]:
    return lambda platform, channel: platform.local.faults.order("chat.postMessage", fault)


def archived(platform: OnSlack, channel: str) -> None:
    platform.local.workspace.channels[channel].is_archived = True


def deleted(platform: OnSlack, channel: str) -> None:
    platform.local.workspace.channels.pop(channel, None)


def not_invited(platform: OnSlack, channel: str) -> None:
    platform.local.workspace.channels[channel].members.clear()


def may_not_write(platform: OnSlack, channel: str) -> None:
    platform.local.install(BOT_SCOPES - {"chat:write"})


def removed(state: str) -> Callable[[OnSlack, str], None]:
    def happens(platform: OnSlack, channel: str) -> None:
        installed = platform.local.workspace.installation
        assert installed is not None
        installed.revoked, installed.state = True, state

    return happens


ON_SLACK = {
    "channel_not_found": Row(deleted, State.FAILED, "does not exist any more"),
    "is_archived": Row(archived, State.FAILED, "does not exist any more"),
    "not_in_channel": Row(not_invited, State.FAILED, "/invite", attempts=2),
    "restricted_action": Row(says("restricted_action"), State.FAILED, "I lack “posting", attempts=2),
    "restricted_action_read_only_channel": Row(
        says("restricted_action_read_only_channel"), State.FAILED, "I lack “posting", attempts=2
    ),
    "missing_scope, also for notices": Row(may_not_write, State.FAILED, "not allowed", attempts=2),
    "token_revoked": Row(removed("token_revoked"), State.FAILED, leaves=True),
    "account_inactive": Row(removed("account_inactive"), State.FAILED, leaves=True),
    "app_uninstalled": Row(removed("app_uninstalled"), State.FAILED, leaves=True),
    "token_expired": Row(says("token_expired"), State.SENT, attempts=2, passes=True),
    "429": Row(fails(RATE_LIMITED), State.SENT, attempts=2, passes=True),
    "ratelimited": Row(says("ratelimited"), State.SENT, attempts=2, passes=True),
    "invalid_blocks": Row(says("invalid_blocks"), State.FAILED, "did not take the message", attempts=2),
    "msg_too_long": Row(says("msg_too_long"), State.FAILED, "did not take the message", attempts=2),
    "fatal_error": Row(fails(FATAL_ERROR), State.SENT, attempts=2, passes=True),
    "internal_error": Row(says("internal_error"), State.SENT, attempts=2, passes=True),
    "503": Row(fails(SERVER_ERROR), State.SENT, attempts=2, passes=True),
    "reset before it was accepted": Row(fails(RESET), State.SENT, attempts=2, passes=True),
    "accepted, then reset": Row(fails(ACCEPTED_THEN_RESET), State.SENT, passes=True),
    "accepted, then fatal_error": Row(fails(ACCEPTED_THEN_FATAL), State.SENT, passes=True),
}


@pytest.mark.parametrize("row", ON_SLACK.values(), ids=ON_SLACK)
async def test_an_answer_of_slack(slack: Ground, row: Row) -> None:
    await holds(slack, row)


async def holds(ground: Ground, row: Row) -> None:
    """Let a row happen on two days, and hold the ledger, the channel and the notices against it."""
    schedule = await ground.arrange()
    channel = schedule.chosen.channel
    for days in (0, 1):
        row.happens(ground.platform, channel)
        await ground.come_to(schedule, days)
        if row.passes:
            ground.chat.clock.forward(seconds=10)
            ground.platform.mend(channel)
        for minutes in MINUTES:
            await ground.pass_(minutes=minutes)
    tried = await ground.prompts(schedule)
    notices = await ground.notices(schedule)
    space = await ground.chat.app.services.stores.spaces.get(ground.space)
    ground.platform.mend(channel)
    await ground.chat.app.services.stores.schedules.remove(ground.space, schedule.id, by="", now=ground.chat.clock())

    first = (row.state, row.attempts)
    assert [(one.state, one.attempt) for one in tried] == [first, (State.CANCELLED, 0) if row.leaves else first]
    assert len(ground.platform.read(channel)) == 2 * (row.state is State.SENT)
    assert (len(notices), all(row.tells in notice for notice in notices)) == (bool(row.tells), True), notices
    assert space is not None
    assert (space.left_at is not None) == row.leaves


REJECTED: dict[str, Callable[[Any, str], object]] = {
    "401": answers(401, 0),
    "invalid_auth": says("invalid_auth"),
    "not_authed": says("not_authed"),
}


@pytest.mark.parametrize("answer", REJECTED)
async def test_credentials_that_are_not_taken_cost_one_request_and_no_notice(
    discord: Ground, slack: Ground, answer: str
) -> None:
    ground = discord if answer == "401" else slack
    both = [await ground.arrange(), await ground.arrange(minutes=62)]
    for schedule in both:
        REJECTED[answer](ground.platform, schedule.chosen.channel)
    before = ground.platform.requests

    await ground.pass_(hours=1)
    await ground.pass_(minutes=5)
    asked, stopped = ground.platform.requests - before, ground.chat.app.sender.stopped
    for schedule in both:
        ground.platform.mend(schedule.chosen.channel)
    await ground.pass_(minutes=11)
    await ground.pass_(minutes=1)

    assert (asked, stopped) == (1, (ground.platform.name,))
    assert [len(ground.platform.read(schedule.chosen.channel)) for schedule in both] == [1, 1]
    assert [await ground.notices(schedule) for schedule in both] == [[], []]
