"""A live session, members' contributions and a vote, as people on Discord go through them."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adapters.discord.delivery import PATIENCE
from tests.adapters.discord.running import Running, running
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.messages import texts
from tests.fakes.discord.world import Member, Message
from tests.waiting import no_waiting

LINE = "We argue about the map because nobody has walked the road."
PEOPLE = 100


@dataclass
class Club:
    """A server with a facilitator, two members and the bot."""

    local: LocalDiscord
    bot: Running
    host: Member
    ada: Member
    ben: Member

    async def board(self) -> Message:
        """The board of the session, once it is as its session is."""
        await self.bot.app.services.boards.settled()
        return next(one for one in self.local.channel.messages.values() if "Session:" in shown(one))

    async def press(self, label: str, person: Member) -> Exchange:
        """Press a button of the board."""
        return await self.local.press(await self.board(), label, as_=person)

    async def suggest(self, question: str) -> None:
        """Ada suggests a question."""
        await self.local.slash("suggest prompt", as_=self.ada, words=question, topic="research-taste")

    async def start(self, *, agenda: str = "Beauty 20 | Ugliness", ping: bool = False) -> Message:
        """Open a session and give its board."""
        await self.local.slash("session start", as_=self.host, topic="Research taste", agenda=agenda, ping=ping)
        return await self.board()


@pytest.fixture
async def club(discord: LocalDiscord, tmp_path: Path) -> AsyncIterator[Club]:
    async with running(discord, tmp_path, patience=PATIENCE) as bot:
        bot.app.services.boards.wait = no_waiting
        bot.client._posting.open()  # discord.py waits two seconds for more servers before it says that all are there
        yield Club(discord, bot, discord.moderator("Mo"), discord.member("Ada"), discord.member("Ben"))
    assert discord.server.refusals == []


def shown(message: Message) -> str:
    """All that can be read in a message."""
    return "\n".join(texts(message))


async def test_the_board_follows_what_people_press(club: Club) -> None:
    board = await club.start()

    raised = await club.press("Raise hand", club.ada)
    await club.press("Raise hand", club.ben)
    called = await club.press("Next", club.host)

    after = await club.board()
    assert (raised.is_private, called.is_private) == (True, True)
    assert after is board
    assert "Ada" in shown(after).split("Waiting")[0]
    assert "Ben" in shown(after)


async def test_a_hand_can_say_what_it_is_about(club: Club) -> None:
    await club.start()
    raised = await club.press("Raise hand", club.ada)

    form = await club.local.press(raised, "Say what it is about", as_=club.ada)
    await club.local.submit(form, as_=club.ada, about="Is beauty a guide?")

    assert "Is beauty a guide?" in shown(await club.board())


async def test_only_the_facilitator_gives_the_floor(club: Club) -> None:
    await club.start()
    await club.press("Raise hand", club.ada)

    refused = await club.press("Next", club.ada)

    assert refused.is_private
    assert "Nobody speaks." in shown(await club.board())


async def test_the_next_speaker_is_pinged_where_the_facilitator_switched_it_on(club: Club) -> None:
    await club.start(ping=True)
    await club.press("Raise hand", club.ada)

    await club.press("Next", club.host)

    pinged = [one.pings for one in club.local.channel.messages.values() if one.pings]
    assert pinged == [{club.ada.id}]


async def test_a_message_goes_into_the_minutes_and_they_end_the_session(club: Club) -> None:
    await club.start()
    said = club.local.say("Then we read chapter two next.", as_=club.ada)
    form = await club.local.message_action("Add to minutes", said, as_=club.ben)
    await club.local.submit(form, as_=club.ben, kind="decision")
    await club.local.slash("quote", about="GEN-01", as_=club.ada)

    sure = await club.press("End", club.host)
    minutes = await club.local.press(sure, "Yes, end it", as_=club.host)

    assert "Then we read chapter two next. (Ben" in minutes.text
    assert "GEN-01" in minutes.text
    assert [file.name for file in minutes.message.files] == ["minutes-2026-11-21.md"]


async def test_a_hundred_hands_at_once_are_in_the_queue_once_each(club: Club) -> None:
    board = await club.start()
    people = [club.local.member(f"P{number:03}") for number in range(PEOPLE)]

    pressed = [await club.local.begin_press(board, "Raise hand", as_=one) for one in (*people, *people[:10])]
    await asyncio.gather(*(one.answered() for one in pressed))

    listed = await club.local.slash("hand list", as_=club.ada)
    assert [name for name in (person.name for person in people) if listed.text.count(name) != 1] == []


async def test_a_suggestion_is_reviewed_and_found(club: Club) -> None:
    await club.suggest("Which book would you lend to nobody?")

    card = await club.local.slash("review", as_=club.host)
    approved = await club.local.press(card, "Approve", as_=club.host)

    assert (card.is_private, "OUR-P1" in approved.text) == (True, True)
    assert "lend to nobody" in (await club.local.slash("prompt", topic="OUR-P1", as_=club.ben)).text


async def test_of_two_moderators_who_decide_at_once_one_is_told(club: Club) -> None:
    await club.suggest("Which book would you lend to nobody?")
    second = club.local.moderator("Mia")
    cards = [await club.local.slash("review", as_=one) for one in (club.host, second)]

    pressed = [await club.local.begin_press(card, "Approve", as_=card.person) for card in cards]
    answers = [(await one.answered()).text for one in pressed]

    assert sorted("Another moderator was faster" in text for text in answers) == [False, True]


async def test_a_line_becomes_a_quotation_when_whoever_said_it_agrees(club: Club) -> None:
    form = await club.local.message_action("Suggest as quote", club.local.say(LINE, as_=club.ben), as_=club.ada)
    asked = await club.local.submit(form, as_=club.ada, topic="research-taste")

    stranger = await club.local.press(asked, "I agree", as_=club.ada)
    agreed = await club.local.press(asked, "I agree", as_=club.ben)

    assert (stranger.is_private, "Only whoever said it" in stranger.text) == (True, True)
    assert "Ben agrees" in agreed.text
    assert LINE in (await club.local.slash("review", as_=club.host)).text


async def test_a_vote_counts_everybody_once(club: Club) -> None:
    vote = await club.local.slash("vote", question="What next?", choices="A walk | Nothing", as_=club.ada)

    for choice in ("A walk", "Nothing"):
        await club.local.choose(vote, choice, as_=club.ada)
    await club.local.choose(vote, "A walk", as_=club.ben)

    assert "A walk: 1 vote" in vote.text
    assert "Nothing: 1 vote" in vote.text


async def test_what_moderators_hide_is_not_shown(club: Club) -> None:
    await club.local.slash("manage hide", id="GEN-01", as_=club.host)

    asked = await club.local.slash("quote", about="GEN-01", as_=club.ada)

    assert "“" not in asked.text or "GEN-01 ·" not in asked.text
    log = await club.local.slash("manage log", as_=club.host)
    assert (log.is_private, "GEN-01" in log.text) == (True, True)
