"""The local Slack refuses what Slack refuses; the clients are slack_sdk's own."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ServerDisconnectedError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import SteppedClock
from tests.fakes.slack.faults import ACCEPTED_THEN_RESET
from tests.fakes.slack.world import BOT_SCOPES


@pytest.fixture
async def slack() -> AsyncIterator[Acting]:
    """A workspace with one member and one channel."""
    local = Acting(clock=SteppedClock())
    async with local.running():
        local.add_channel("reading", local.add_member("ann"))
        local.install()
        yield local


@pytest.fixture
def client(slack: Acting) -> AsyncWebClient:
    """The app's client, without retries."""
    return AsyncWebClient(slack.bot_token, slack.api_url, retry_handlers=[])


def _section(letters: int) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": "x" * letters}}


async def _error_of(client: AsyncWebClient, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0READING", **arguments)
    return str(refused.value.response["error"])


@pytest.mark.parametrize(
    ("blocks", "error"),
    [
        ([_section(3001)], "invalid_blocks"),
        ([_section(1)] * 51, "invalid_blocks"),
        ([_section(2900)] * 5, "msg_blocks_too_long"),
        ([{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}], "invalid_blocks"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "invalid_blocks"),
        ([{"type": "section", "text": {"type": "plain_text", "text": ""}}], "invalid_blocks"),
        ([{"type": "section"}], "invalid_blocks"),
        ([{"type": "context", "elements": [{"type": "plain_text", "text": "x"}] * 11}], "invalid_blocks"),
        ([{"type": "divider", "colour": "red"}], "invalid_blocks"),
        ([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}], "invalid_blocks"),
        ([{"type": "rich_text", "elements": []}], "invalid_blocks"),
        ([{"type": "actions", "elements": []}], "invalid_blocks"),
        ([{"type": "image", "image_url": "https://a.example/a.png"}], "invalid_blocks"),
    ],
)
async def test_blocks_outside_their_limits_are_refused(
    client: AsyncWebClient, blocks: list[dict[str, Any]], error: str
) -> None:
    assert await _error_of(client, text="x", blocks=blocks) == error


@pytest.mark.filterwarnings("ignore:The top-level")
async def test_an_empty_message_is_refused(client: AsyncWebClient) -> None:
    assert await _error_of(client, text="") == "no_text"


async def test_a_reply_to_nothing_is_refused(client: AsyncWebClient) -> None:
    assert await _error_of(client, text="x", thread_ts="1.000001") == "thread_not_found"


async def test_a_scope_that_was_not_granted_is_missing(slack: Acting, client: AsyncWebClient) -> None:
    slack.install(BOT_SCOPES - {"chat:write"})

    assert await _error_of(client, text="x") == "missing_scope"


async def test_a_channel_takes_one_message_a_second(slack: Acting, client: AsyncWebClient) -> None:
    slack.service.limits.channel_burst = 1
    await client.chat_postMessage(channel="C0READING", text="one")

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C0READING", text="two")

    assert refused.value.response.headers["Retry-After"] == "2"


async def test_a_message_may_be_accepted_and_its_answer_lost(slack: Acting, client: AsyncWebClient) -> None:
    slack.faults.order("chat.postMessage", ACCEPTED_THEN_RESET)

    with pytest.raises(ServerDisconnectedError):
        await client.chat_postMessage(channel="C0READING", text="one")

    assert [shown.text for shown in slack.seen()] == ["one"]


async def test_a_trigger_works_once_and_not_after_three_seconds(slack: Acting, client: AsyncWebClient) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [_section(1)]}
    used, late = slack.service.new_trigger("U0ANN"), slack.service.new_trigger("U0ANN")
    await client.views_open(trigger_id=used, view=view)

    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=used, view=view)
    assert isinstance(slack.service.clock, SteppedClock)
    slack.service.clock.move(3.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=view)


async def test_metadata_comes_back_whole_only_when_it_is_asked_for(client: AsyncWebClient) -> None:
    metadata = {"event_type": "prompt", "event_payload": {"id": "1"}}
    await client.chat_postMessage(channel="C0READING", text="x", metadata=metadata)

    brief = await client.conversations_history(channel="C0READING")
    whole = await client.conversations_history(channel="C0READING", include_all_metadata=True)

    assert brief["messages"][0]["metadata"] == {"event_type": "prompt"}
    assert whole["messages"][0]["metadata"] == metadata


async def test_a_file_arrives_in_three_steps(slack: Acting, client: AsyncWebClient) -> None:
    await client.files_upload_v2(channel="C0READING", content="minutes", filename="minutes.md")

    assert slack.uploads.contents == {"minutes.md": b"minutes"}
    assert slack.seen()[-1].message.files[0]["name"] == "minutes.md"
