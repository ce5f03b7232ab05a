"""What goes wrong between Slack and the bot, and what people see of it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.pace import Pace
from tests.adapters.slack.declared import COMMANDS, Slow, slow_command
from tests.adapters.slack.talking import HTTP, bot_in, settings_for
from tests.adapters.slack.test_conversation import as_message
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import SteppedClock
from tests.fakes.slack.faults import ACCEPTED_THEN_RESET, RATE_LIMITED, RESET, SERVER_ERROR

TOLD = "T0READERS C0READING None ann False en-US"


@pytest.fixture
def slow() -> Slow:
    """A command that waits until it is let go."""
    return Slow()


@pytest.fixture
async def slack(group: Acting, transport: str, tmp_path: Path, slow: Slow) -> AsyncIterator[Acting]:
    """A workspace with a bot that has further commands, and waits for nothing."""
    commands = (*COMMANDS, slow_command(slow))
    async with bot_in(group, settings_for(group, tmp_path, transport), commands, Pace(sleep=SteppedClock().sleep)):
        yield group


def answers(slack: Acting, method: str = "response_url") -> int:
    """How many answers arrived by that way."""
    return sum(call.method == method for call in slack.service.calls)


async def test_buttons_work_after_a_restart(group: Acting, transport: str, tmp_path: Path) -> None:
    settings = settings_for(group, tmp_path, transport)
    async with bot_in(group, settings):
        first = as_message(await group.slash("/quote", "generalization"))

    async with bot_in(group, settings):
        second = as_message(await group.press(first, "Another"))

    assert second.text != first.text


async def test_a_slow_command_is_acknowledged_at_once_and_answered_later(slack: Acting, slow: Slow) -> None:
    slack.patience = 1.0
    asking = asyncio.ensure_future(slack.slash("/slow"))
    await slack.acknowledged()

    slow.gate.set()

    assert as_message(await asking).text == "Done"


async def test_what_fails_is_apologised_for_in_private(slack: Acting) -> None:
    answer = as_message(await slack.slash("/broken"))

    assert answer.is_private
    assert "Something went wrong" in answer.text


@pytest.mark.parametrize("kind", ["command", "mention"])
async def test_what_is_delivered_twice_is_done_once(slack: Acting, slow: Slow, kind: str) -> None:
    slow.gate.set()
    await (slack.slash("/slow") if kind == "command" else slack.mention("slow"))

    for _ in range(3):
        assert await slack.deliver_again() is not None
    await slack.slash("/told")

    assert slow.times == 1


async def test_a_press_that_is_delivered_twice_is_done_once(slack: Acting) -> None:
    shown = await slack.slash("/saved")
    await slack.press(await slack.slash("/quote", "generalization"), "Save")
    before = len(slack.seen())

    await slack.deliver_again()
    await slack.slash("/told")

    assert as_message(shown).is_private
    assert len(slack.seen()) == before + 1


async def test_an_answer_refused_for_its_rate_is_sent_when_the_time_has_come(slack: Acting) -> None:
    slack.faults.order("response_url", RATE_LIMITED, RATE_LIMITED)

    assert as_message(await slack.slash("/told")).text


@pytest.mark.parametrize("fault", [ACCEPTED_THEN_RESET, SERVER_ERROR, RESET])
async def test_an_answer_that_may_have_arrived_is_not_sent_again(slack: Acting, fault: str) -> None:
    slack.faults.order("response_url", fault)
    await slack.send_slash("/told")
    await slack.faults.happens()
    await slack.slash("/calls")
    slack.service.pings.clear()

    assert [shown.text for shown in slack.seen()].count(TOLD) == (fault == ACCEPTED_THEN_RESET)


@pytest.mark.parametrize("fault", [ACCEPTED_THEN_RESET, SERVER_ERROR])
async def test_a_post_that_may_have_arrived_is_not_sent_again(slack: Acting, fault: str) -> None:
    slack.faults.order("chat.postMessage", fault)
    await slack.send_mention("told")
    await slack.faults.happens()
    await slack.slash("/calls")
    slack.service.pings.clear()

    assert [shown.text for shown in slack.seen()].count(TOLD) == (fault == ACCEPTED_THEN_RESET)


async def test_an_answer_too_late_for_its_address_is_posted(slack: Acting) -> None:
    slack.service.response_url_life = -1.0

    answer = as_message(await slack.slash("/told"))

    assert answer.message.channel == slack.somewhere.id
    slack.service.complaints.clear()


async def test_an_answer_for_a_channel_that_is_closed_to_the_app_goes_to_the_person(slack: Acting) -> None:
    slack.service.response_url_life = -1.0
    closed = slack.add_channel("closed", slack.somebody, with_app=False)

    answer = as_message(await slack.slash("/told", in_=closed))

    assert slack.workspace.channels[answer.message.channel].direct == slack.somebody.id
    slack.service.complaints.clear()


async def test_an_address_that_is_not_slacks_is_never_written_to(slack: Acting) -> None:
    slack.service.response_address = "https://evil.example/hook"

    answer = as_message(await slack.slash("/told"))

    assert answer.text
    assert answers(slack) == 0


async def test_blocks_that_slack_refuses_become_text(slack: Acting) -> None:
    slack.service.refuse_blocks = True

    answer = as_message(await slack.slash("/told"))

    assert answer.blocks == []
    assert "C0READING" in answer.text
    slack.service.complaints.clear()


async def test_somebody_who_cannot_be_looked_up_is_a_member(slack: Acting) -> None:
    assert slack.workspace.installation is not None
    slack.install(slack.workspace.installation.scopes - {"users:read"})

    assert as_message(await slack.slash("/told")).text == "T0READERS C0READING None ann False en"


async def test_an_admin_runs_the_space_and_has_a_language(slack: Acting) -> None:
    mo = slack.workspace.members["U0MO"]
    mo.locale = "zh-CN"

    assert as_message(await slack.slash("/told", as_=mo)).text == "T0READERS C0READING None mo True zh-CN"


async def test_a_private_answer_does_not_take_the_place_of_a_public_message(slack: Acting) -> None:
    public = as_message(await slack.slash("/opener"))

    private = as_message(await slack.press(public, "Again"))

    assert private.is_private
    assert public.text == "Public words"


async def test_another_app_that_mentions_us_is_not_answered(slack: Acting) -> None:
    await slack.send_mention("told", by_app=True)
    await slack.slash("/told")

    assert answers(slack, "chat.postMessage") == 0


async def test_a_public_file_stands_in_the_channel(slack: Acting) -> None:
    await slack.slash("/filed")

    assert slack.uploads.contents == {"minutes.md": b"# Minutes"}


async def test_who_is_called_is_the_only_one_who_is_pinged(slack: Acting) -> None:
    await slack.slash("/calls")

    assert set(slack.service.pings) == {"@U0BEN"}
    slack.service.pings.clear()


async def test_a_token_that_slack_refuses_stops_the_start_with_what_to_do(
    group: Acting, transport: str, tmp_path: Path
) -> None:
    settings = settings_for(group, tmp_path, transport)
    group.bot_token = "xoxb-another"
    group.install()

    with pytest.raises(Exception, match=r"SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)"):
        async with bot_in(group, settings):
            pass


async def test_a_shutdown_finishes_what_was_begun(group: Acting, tmp_path: Path, slow: Slow) -> None:
    async with bot_in(group, settings_for(group, tmp_path, HTTP), [slow_command(slow)]):
        asking = asyncio.ensure_future(group.slash("/slow"))
        await group.acknowledged()
        asyncio.get_running_loop().call_later(0.05, slow.gate.set)

    assert as_message(await asking).text == "Done"
