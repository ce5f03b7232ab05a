"""Socket Mode: two connections that are looked after."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession
from pydantic import SecretStr
from slack_bolt.authorization import AuthorizeResult

from adapters.slack.calls import Calls
from adapters.slack.install import authorize_one
from adapters.slack.joining import joined
from adapters.slack.pace import Pace
from adapters.slack.sockets import SILENCE, SUSPICION, Sockets
from tests.adapters.slack.talking import SOCKETS, bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import SteppedClock
from tests.fakes.slack.shown import Failure


@pytest.fixture
def clock() -> SteppedClock:
    """What the connections are aged by."""
    return SteppedClock()


@pytest.fixture
async def sockets(group: Acting, tmp_path: Path, clock: SteppedClock) -> AsyncIterator[Sockets]:
    """Two connections that nobody looks after by himself."""
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS)) as app, ClientSession() as session:
        for connection in list(group.sockets.connections):
            connection.deaf = True
        calls = Calls(session, group.api_url)
        token = AuthorizeResult(enterprise_id=None, team_id="T0READERS", bot_token=group.bot_token)
        bolt, _ = joined(app, calls, Pace(clock=clock.now), authorize_one(token))
        opened = await calls.client().apps_connections_open(app_token=group.app_token)
        watched = Sockets(bolt, group.app_token, calls.client(), clock.now)
        await watched.open(str(opened["url"]))
        await group.sockets.connected(4)
        yield watched
        await watched.close()


async def test_there_are_two_connections(group: Acting, tmp_path: Path) -> None:
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS)):
        await group.sockets.connected(2)


async def test_commands_are_answered_while_a_connection_is_replaced(group: Acting, tmp_path: Path) -> None:
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS)):
        await group.sockets.connected(2)
        await group.sockets.ask_to_leave(group.sockets.connections[0])

        answer = as_message(await group.slash("/topics"))
        await group.sockets.opened_ever(3)

    assert answer.text


async def test_a_connection_that_breaks_is_opened_again(group: Acting, tmp_path: Path) -> None:
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS)):
        await group.sockets.connected(2)
        await group.sockets.drop(group.sockets.connections[0])

        await group.sockets.opened_ever(3)
        await group.sockets.connected(2)


async def test_a_connection_that_delivers_nothing_loses_commands(group: Acting, tmp_path: Path) -> None:
    group.patience = 0.05
    async with bot_in(group, settings_for(group, tmp_path, SOCKETS)):
        await group.sockets.connected(2)
        for connection in group.sockets.connections:
            connection.deaf = True

        assert await group.slash("/topics") == Failure("operation_timeout")


async def test_a_connection_that_is_silent_for_long_is_replaced(
    group: Acting, sockets: Sockets, clock: SteppedClock
) -> None:
    clock.move(SILENCE + 1)

    await sockets.tend()

    await group.sockets.opened_ever(5)


async def test_only_one_connection_is_replaced_at_a_time(group: Acting, sockets: Sockets, clock: SteppedClock) -> None:
    clock.move(SILENCE + 1)

    await sockets.tend()
    await group.sockets.opened_ever(5)

    assert group.sockets.opened == 5


async def test_a_quiet_connection_is_left_alone_at_first(group: Acting, sockets: Sockets, clock: SteppedClock) -> None:
    clock.move(SUSPICION + 1)

    await sockets.tend()

    assert group.sockets.opened == 4


async def test_a_connection_that_hears_nothing_while_the_other_does_is_replaced_soon(
    group: Acting, sockets: Sockets, clock: SteppedClock
) -> None:
    sockets.lines[0].others = 3
    clock.move(SUSPICION + 1)

    await sockets.tend()

    await group.sockets.opened_ever(5)


async def test_what_one_connection_hears_counts_against_the_other(group: Acting, sockets: Sockets) -> None:
    for connection in group.sockets.connections[3:]:
        await connection.socket.send_json({"type": "hello"})
    await group.slash("/topics")

    assert sorted(line.others for line in sockets.lines)[-1] >= 1


async def test_an_app_token_that_slack_refuses_stops_the_start(group: Acting, tmp_path: Path) -> None:
    wrong = {"slack_app_token": SecretStr("xapp-another")}
    settings = settings_for(group, tmp_path, SOCKETS).model_copy(update=wrong)

    with pytest.raises(Exception, match=r"SLACK_APP_TOKEN: Slack refuses it \(invalid_auth\)"):
        async with bot_in(group, settings):
            pass
