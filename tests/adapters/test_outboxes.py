"""Every outbox does the same, as far as the core can tell: posts once, edits, finds, opens threads, pins."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

import pytest

from bot.chat.outbox import MessageGone, PlaceGone, Use
from bot.chat.reply import Reply
from tests.adapters.outbox_contract import PLAIN, PROMPT, TOKEN, Posting

PLATFORMS = [name for name in ("discord", "slack", "web") if find_spec(f"tests.adapters.{name}.posting")]
OTHER = "Z" * 24


@pytest.fixture(params=PLATFORMS)
async def platform(request: pytest.FixtureRequest) -> AsyncIterator[Posting]:
    async with import_module(f"tests.adapters.{request.param}.posting").posting() as opened:
        yield opened


def a_minute_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=1)


async def post(platform: Posting, reply: Reply = PROMPT, token: str = TOKEN) -> str:
    """Post as the sender does."""
    await platform.outbox.turn(platform.here)
    return await platform.outbox.post(platform.here, reply, token)


async def test_a_post_is_there(platform: Posting) -> None:
    await post(platform)

    assert len(platform.texts(platform.here)) == 1
    assert "Today's question" in platform.texts(platform.here)[0]


async def test_a_token_is_posted_once_where_the_platform_says_so(platform: Posting) -> None:
    if not await platform.outbox.repeats_safely(platform.here):
        pytest.skip("this platform says that it would be there twice")

    assert await post(platform) == await post(platform)
    assert len(platform.texts(platform.here)) == 1


@pytest.mark.parametrize("reply", [PROMPT, PLAIN])
async def test_a_post_is_found_by_its_token_among_others(platform: Posting, reply: Reply) -> None:
    await post(platform, Reply("Something else"), OTHER)
    message = await post(platform, reply)

    assert await platform.outbox.find(platform.here, TOKEN, a_minute_ago()) == message


async def test_what_is_not_there_is_known_not_to_be(platform: Posting) -> None:
    await post(platform, Reply("Something else"), OTHER)

    assert await platform.outbox.find(platform.here, TOKEN, a_minute_ago()) is None


async def test_a_post_can_be_changed(platform: Posting) -> None:
    message = await post(platform)
    await platform.outbox.edit(platform.here, message, Reply("Withdrawn."))

    (text,) = platform.texts(platform.here)
    assert text.strip() == "Withdrawn."


async def test_a_message_that_is_not_there_cannot_be_changed(platform: Posting) -> None:
    with pytest.raises(MessageGone):
        await platform.outbox.edit(platform.here, platform.no_message, Reply("Withdrawn."))


async def test_a_channel_that_is_not_there_is_told(platform: Posting) -> None:
    with pytest.raises(PlaceGone):
        await platform.outbox.post(platform.nowhere, PROMPT, TOKEN)


async def test_a_thread_is_opened_once_and_can_be_posted_in(platform: Posting) -> None:
    message = await post(platform)
    first = await platform.outbox.open_thread(platform.here, message, "Scaling")
    second = await platform.outbox.open_thread(platform.here, message, "Scaling")
    await platform.outbox.post(first, Reply("A start."), OTHER)

    assert first == second
    assert len(platform.texts(platform.here)) == 1
    assert [text.strip() for text in platform.texts(first)] == ["A start."]


async def test_a_pin_comes_and_goes_and_either_may_be_repeated(platform: Posting) -> None:
    message = await post(platform)
    await platform.outbox.pin(platform.here, message)
    await platform.outbox.pin(platform.here, message)
    pinned = platform.pinned(platform.here)
    await platform.outbox.unpin(platform.here, message)
    await platform.outbox.unpin(platform.here, message)
    await platform.outbox.unpin(platform.here, platform.no_message)

    assert (pinned, platform.pinned(platform.here)) == ([True], [False])


async def test_somebody_is_written_to_in_private(platform: Posting) -> None:
    place = await platform.outbox.direct(platform.here, platform.somebody)
    await platform.outbox.post(place, PLAIN, TOKEN)

    assert platform.texts(platform.here) == []
    assert len(platform.texts(place)) == 1


async def test_nothing_is_missing_where_the_bot_may_do_everything(platform: Posting) -> None:
    assert await platform.outbox.missing(platform.here, list(Use)) == ()


async def test_a_post_that_is_too_long_is_one_message_all_the_same(platform: Posting) -> None:
    await post(platform, Reply("A long sentence goes on. " * 1000, controls=PROMPT.controls))

    assert len(platform.texts(platform.here)) == 1
