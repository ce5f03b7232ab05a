"""What the bot posts unasked, in the local Slack: what only this outbox does. The rest is in `test_outboxes.py`."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession

from adapters.slack.calls import Calls
from adapters.slack.metadata import token_in
from adapters.slack.outbox import SlackOutbox
from adapters.slack.posting import Gates
from bot.chat.outbox import Failure, NotAllowed, OperatorFault, PlaceGone, Removed, TryLater, Unknown, Use
from bot.chat.place import Place
from bot.chat.reply import Reply
from tests.adapters.outbox_contract import PROMPT, TOKEN
from tests.adapters.slack.posting import PLACE, Posting, posting
from tests.fakes.slack.faults import (
    ACCEPTED_THEN_FATAL,
    ACCEPTED_THEN_RESET,
    FATAL_ERROR,
    RATE_LIMITED,
    RESET,
    SERVER_ERROR,
)


@pytest.fixture
async def post() -> AsyncIterator[Posting]:
    """An outbox in a workspace where the bot does not run."""
    async with posting() as opened:
        yield opened


async def test_a_post_carries_its_token_and_its_button(post: Posting) -> None:
    message = await post.outbox.post(PLACE, PROMPT, TOKEN)

    assert [one.ts for one in post.there] == [message]
    assert token_in({"metadata": post.there[0].metadata}) == TOKEN
    assert TOKEN in str(post.there[0].blocks)


async def test_slack_tells_that_it_was_posted(post: Posting) -> None:
    message = await post.outbox.post(PLACE, PROMPT, TOKEN)

    delivered = post.slack.service.events.get_nowait() if not post.slack.delivered else post.slack.delivered[0][1]
    event = delivered.get("event", delivered)
    assert (event["type"], event["message_ts"], token_in(event)) == ("message_metadata_posted", message, TOKEN)


async def test_a_post_is_found_by_its_token_among_others(post: Posting) -> None:
    for number in range(10):
        post.slack.say(f"Something else {number}")
    message = await post.outbox.post(PLACE, PROMPT, TOKEN)
    for number in range(30):
        post.slack.say(f"Something else {number}")

    assert await post.find() == message


async def test_the_history_is_looked_into_once_a_minute(post: Posting) -> None:
    await post.find()

    with pytest.raises(TryLater) as asked:
        await post.find()

    assert asked.value.after == 60.0


async def test_nothing_is_known_without_the_scope_for_the_history(post: Posting) -> None:
    installed = post.slack.workspace.installation
    assert installed is not None
    post.slack.install(installed.scopes - {"channels:history"})

    with pytest.raises(Unknown, match="channels:history"):
        await post.find()


@pytest.mark.parametrize(
    ("fault", "failure", "arrived"),
    [
        (RATE_LIMITED, TryLater, 0),
        (SERVER_ERROR, Unknown, 0),
        (RESET, Unknown, 0),
        (ACCEPTED_THEN_RESET, Unknown, 1),
        (FATAL_ERROR, Unknown, 0),
        (ACCEPTED_THEN_FATAL, Unknown, 1),
    ],
)
async def test_what_goes_wrong_is_tried_once(post: Posting, fault: str, failure: type[Failure], arrived: int) -> None:
    post.slack.faults.order("chat.postMessage", fault)

    with pytest.raises(failure):
        await post.outbox.post(PLACE, PROMPT, TOKEN)

    assert len(post.there) == arrived
    assert len(post.slack.faults.happened) == 1


async def test_a_slack_that_cannot_be_reached_has_taken_nothing(post: Posting) -> None:
    async with ClientSession() as session:

        async def token_of(space: str) -> str | None:
            return post.token

        outbox = SlackOutbox(Calls(session, "http://127.0.0.1:1/api"), token_of, Gates())

        with pytest.raises(TryLater):
            await outbox.post(PLACE, PROMPT, TOKEN)


async def test_a_channel_without_the_bot_says_to_invite_it(post: Posting) -> None:
    channel = post.slack.add_channel("closed", with_app=False)
    place = Place("slack", "T0READERS", channel.id)

    with pytest.raises(NotAllowed, match="/invite"):
        await post.outbox.post(place, PROMPT, TOKEN)

    assert await post.outbox.missing(place, [Use.POST]) == ("/invite @Commonplace",)
    assert await post.outbox.missing(PLACE, list(Use)) == ()


async def test_an_archived_channel_is_gone(post: Posting) -> None:
    post.slack.somewhere.is_archived = True

    with pytest.raises(PlaceGone, match="archived"):
        await post.outbox.post(PLACE, PROMPT, TOKEN)


@pytest.mark.parametrize("state", ["account_inactive", "token_revoked"])
async def test_a_revoked_token_is_the_removal_of_the_app(post: Posting, state: str) -> None:
    installed = post.slack.workspace.installation
    assert installed is not None
    installed.revoked, installed.state = True, state

    with pytest.raises(Removed):
        await post.outbox.post(PLACE, PROMPT, TOKEN)


async def test_a_workspace_without_a_token_has_removed_the_app(post: Posting) -> None:
    post.token = None

    with pytest.raises(Removed):
        await post.outbox.post(PLACE, PROMPT, TOKEN)


async def test_a_visit_tells_what_slacks_clock_says(post: Posting) -> None:
    said = await post.outbox.visit(PLACE)

    assert said is not None
    assert abs(datetime.now(UTC) - said) < timedelta(minutes=1)


async def test_a_visit_to_a_workspace_that_removed_the_app_says_so(post: Posting) -> None:
    installed = post.slack.workspace.installation
    assert installed is not None
    installed.revoked, installed.state = True, "account_inactive"

    with pytest.raises(Removed):
        await post.outbox.visit(PLACE)


async def test_slack_does_not_tell_of_roles(post: Posting) -> None:
    assert await post.outbox.has_role(PLACE, "S0READERS") is None
    assert await post.outbox.has_role(PLACE, "readers") is False  # no id of a group: nobody would be pinged


async def test_a_token_that_slack_does_not_know_is_the_operators(post: Posting) -> None:
    post.token = "xoxb-other"

    with pytest.raises(OperatorFault):
        await post.outbox.post(PLACE, PROMPT, TOKEN)


async def test_a_thread_hangs_on_its_message(post: Posting) -> None:
    message = await post.outbox.post(PLACE, PROMPT, TOKEN)
    thread = await post.outbox.open_thread(PLACE, message, "Scaling")
    await post.outbox.post(thread, Reply("Here."), "Z" * 24)

    assert post.there[1].thread_ts == message
    post.clock.move(60)
    assert await post.outbox.find(thread, "Z" * 24, post.since()) == post.there[1].ts


async def test_a_channel_gets_one_message_a_second_and_a_workspace_two_hundred_a_minute(post: Posting) -> None:
    for _ in range(3):
        await post.outbox.turn(PLACE)
    in_channel = sum(post.clock.slept)
    post.clock.move(60)
    for number in range(201):
        await post.outbox.turn(Place("slack", "T0READERS", f"C{number}"))

    assert in_channel == pytest.approx(2.0)
    assert sum(post.clock.slept) - in_channel == pytest.approx(60.0)
