"""Members' contributions: suggested, reviewed, found, in this space alone."""

from collections.abc import Mapping

from bot.chat.place import Person, Place
from tests.conversation import BEN, MODERATOR, Chat

BEES = "A library is a hive that keeps its honey in words."
QUOTE: Mapping[str, str] = {
    "words": BEES,
    "speaker": "Ada Lovelace",
    "source": "Her notes, page 3",
    "topic": "Research taste",
}
SECOND = Person("mia", "Mia", runs_space=True)
ELSEWHERE = Place("test", "another club", "general")


async def suggest(chat: Chat, **changed: str) -> str:
    """Suggest the quotation by the form."""
    await chat.say("/suggest quote")
    return await chat.fill(**{**QUOTE, **changed})


async def approve(chat: Chat) -> str:
    """Approve the oldest that waits."""
    await chat.say("/review")
    return await chat.press("Approve")


async def test_an_approved_quotation_is_found_here_at_once(small: Chat) -> None:
    assert "Sent." in await suggest(small)
    assert "approved · OUR-1" in await approve(small.seat(MODERATOR))

    assert BEES in await small.say("/quote hive honey")
    assert BEES in await small.say("/quote our-1")
    assert BEES in await small.say('/quote speaker:"Ada Lovelace"')
    assert "suggested by Ada" in small.reply.text


async def test_an_approved_quotation_is_found_in_no_other_space(small: Chat) -> None:
    await suggest(small)
    await approve(small.seat(MODERATOR))

    stranger = small.seat(BEN, ELSEWHERE)

    assert BEES not in await stranger.say("/quote hive honey")
    assert BEES not in await stranger.say("/quote OUR-1")
    assert await stranger.suggested("quote", "about", "OUR-1") == []
