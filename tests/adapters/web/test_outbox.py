"""What the bot posts unasked, in the web chat: what only this outbox does. The rest is in `test_outboxes.py`."""

from collections.abc import AsyncIterator

import pytest

from adapters.web.room import Change
from bot.chat.outbox import MessageGone, PlaceGone
from bot.chat.place import Person
from bot.chat.reply import Reply
from tests.adapters.outbox_contract import PROMPT, TOKEN
from tests.adapters.web.posting import Posting, posting


@pytest.fixture
async def post() -> AsyncIterator[Posting]:
    """An outbox into rooms in which nothing was said."""
    async with posting() as opened:
        yield opened


async def test_every_page_that_has_the_room_open_is_told_of_a_post_and_its_edit(post: Posting) -> None:
    with post.rooms.room("reading-room").listeners.one() as listener:
        message = await post.outbox.post(post.here, PROMPT, TOKEN)
        await post.outbox.edit(post.here, message, Reply("Withdrawn."))

    told = [listener.get_nowait() for _ in range(2)]
    assert [change.message.text for change in told if isinstance(change, Change)] == [PROMPT.text, "Withdrawn."]


async def test_a_thread_is_the_discussion_beside_the_page(post: Posting) -> None:
    message = await post.outbox.post(post.here, PROMPT, TOKEN)

    thread = await post.outbox.open_thread(post.here, message, "Scaling")

    (entry,) = post.there(post.here)
    assert (thread.thread, entry.opens) == (entry.id, "Scaling")


async def test_what_is_for_one_person_is_seen_by_nobody_else(post: Posting) -> None:
    place = await post.outbox.direct(post.here, Person("mira", "Mira"))
    await post.outbox.post(place, PROMPT, TOKEN)

    assert len(post.there(post.here, "mira")) == 1
    assert post.there(post.here, "ada") == []


async def test_somebody_who_is_not_here_cannot_be_written_to(post: Posting) -> None:
    with pytest.raises(PlaceGone):
        await post.outbox.direct(post.here, Person("nobody", "Nobody"))


async def test_nothing_of_before_a_restart_is_taken_for_something_else(post: Posting) -> None:
    board = await post.outbox.post(post.here, PROMPT, TOKEN)
    async with posting(first=1000) as restarted:
        await restarted.outbox.post(post.here, Reply("Good morning"), "Z" * 24)

        with pytest.raises(MessageGone):
            await restarted.outbox.edit(post.here, board, Reply("A board"))
        assert await restarted.outbox.find(post.here, TOKEN, restarted.outbox._now()) is None


async def test_a_post_that_a_room_has_forgotten_still_counts_as_sent(post: Posting) -> None:
    message = await post.outbox.post(post.here, PROMPT, TOKEN)
    room = post.rooms.room("reading-room")
    room.remove(post.there(post.here)[0])

    assert await post.outbox.post(post.here, PROMPT, TOKEN) == message
    assert post.there(post.here) == []
