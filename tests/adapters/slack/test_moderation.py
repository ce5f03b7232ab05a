"""A live session, members' contributions and a vote, as people on Slack go through them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import App
from bot.session.board import WAITING_SHOWN
from tests.adapters.slack.talking import bot_in, reading_group, settings_for
from tests.adapters.slack.test_conversation import as_message, as_view
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shown import Shown, ShownMessage, ShownView
from tests.fakes.slack.world import Member
from tests.waiting import no_waiting

LINE = "We argue about the map because nobody has walked the road."
PEOPLE = 100


@dataclass
class Club:
    """A workspace with a facilitator, two members and the bot in #reading."""

    slack: Acting
    app: App
    host: Member
    ann: Member
    ben: Member

    async def board(self) -> ShownMessage:
        """The board of the session, once it is as its session is."""
        await self.app.services.boards.settled()
        return next(one for one in self.slack.seen() if "Session:" in one.text)

    async def press(self, label: str, person: Member) -> ShownMessage:
        """Press a button of the board; what is told in private."""
        board = await self.board()
        return as_message(await self.sees(person, _is_private, self.slack.press(board, label, as_=person)))

    async def sees(self, person: Member, is_meant: Callable[[Shown], bool], done: Awaitable[Shown]) -> Shown:
        """What is meant among what somebody sees after they did something; the board may be edited before it."""
        shown = await done
        while not is_meant(shown):
            shown = await self.slack.appears(person)
        return shown

    async def start(self, text: str = "") -> ShownMessage:
        """Open a session and give its board."""
        await self.slack.slash("/session", f'start "Research taste" {text}', as_=self.host)
        return await self.board()

    async def suggest(self, question: str) -> None:
        """Ann suggests a question."""
        form = as_view(await self.slack.slash("/suggest", "prompt", as_=self.ann))
        await self.slack.submit(form, {"words": question, "topic": "Research taste"}, as_=self.ann)

    def told(self, person: Member) -> ShownMessage:
        """What somebody was last told in private."""
        return [one for one in self.slack.seen(as_=person) if one.is_private][-1]


def _is_private(shown: Shown) -> bool:
    return isinstance(shown, ShownMessage) and shown.is_private


def _is_form(shown: Shown) -> bool:
    return isinstance(shown, ShownView)


def _are_minutes(shown: Shown) -> bool:
    return isinstance(shown, ShownMessage) and shown.text.startswith("Minutes:")


@pytest.fixture
async def club(tmp_path: Path, transport: str) -> AsyncIterator[Club]:
    async with reading_group(Acting()) as slack, bot_in(slack, settings_for(slack, tmp_path, transport)) as app:
        app.services.boards.wait = no_waiting
        ann, ben, mo = slack.workspace.members.values()
        yield Club(slack, app, mo, ann, ben)


async def test_the_board_follows_what_people_press(club: Club) -> None:
    board = await club.start('agenda:"Beauty 20 | Ugliness"')

    raised = await club.press("Raise hand", club.ann)
    await club.press("Raise hand", club.ben)
    await club.press("Next", club.host)

    after = await club.board()
    assert "you are next" in raised.text
    assert after.message is board.message
    assert "ann" in after.text.split("Waiting")[0]
    assert "ben" in after.text


async def test_a_hand_can_say_what_it_is_about(club: Club) -> None:
    await club.start()
    raised = await club.press("Raise hand", club.ann)

    pressed = club.slack.press(raised, "Say what it is about", as_=club.ann)
    form = as_view(await club.sees(club.ann, _is_form, pressed))
    await club.slack.submit(form, {"about": "Is beauty a guide?"}, as_=club.ann)

    assert "Is beauty a guide?" in (await club.board()).text


async def test_only_the_facilitator_gives_the_floor(club: Club) -> None:
    await club.start()
    await club.press("Raise hand", club.ann)

    await club.press("Next", club.ann)

    assert "Nobody speaks." in (await club.board()).text


async def test_a_message_goes_into_the_minutes_and_they_end_the_session(club: Club) -> None:
    await club.start()
    said = club.slack.say("Then we read chapter two next.", as_=club.ann)
    form = as_view(await club.slack.shortcut(said, "Add to minutes", as_=club.ben))
    await club.slack.submit(form, {"kind": "decision"}, as_=club.ben)
    await club.slack.slash("/quote", "GEN-01", as_=club.ann)

    sure = await club.press("End", club.host)
    ended = club.slack.press(sure, "Yes, end it", as_=club.host)

    minutes = as_message(await club.sees(club.host, _are_minutes, ended))
    assert "Then we read chapter two next. (ben" in minutes.text
    assert "GEN-01" in minutes.text


async def test_a_hundred_hands_at_once_are_in_the_queue_once_each(club: Club) -> None:
    club.slack.service.limits.enabled = False  # an answer a second in a channel would be all that is seen
    club.app.services.boards.wait = asyncio.sleep
    board = await club.start()
    people = [club.slack.add_member(f"p{number:03}") for number in range(PEOPLE)]
    club.slack.somewhere.members.update(person.id for person in people)

    await asyncio.gather(*(club.slack.press(board, "Raise hand", as_=person) for person in (*people, *people[:10])))
    while f"and {PEOPLE - WAITING_SHOWN} more" not in (await club.board()).text:
        await club.slack.appears(club.ann)

    listed = as_message(await club.slack.slash("/hand", "list", as_=club.ann))
    assert [person.name for person in people if listed.text.count(person.name) != 1] == []


async def test_a_suggestion_is_reviewed_and_found(club: Club) -> None:
    await club.suggest("Which book would you lend to nobody?")

    card = as_message(await club.slack.slash("/review", as_=club.host))
    await club.slack.press(card, "Approve", as_=club.host)

    assert "OUR-P1" in club.told(club.host).text
    assert "lend to nobody" in as_message(await club.slack.slash("/prompt", "OUR-P1", as_=club.ben)).text


async def test_a_line_becomes_a_quotation_when_whoever_said_it_agrees(club: Club) -> None:
    said = club.slack.say(LINE, as_=club.ben)
    form = as_view(await club.slack.shortcut(said, "Suggest as quote", as_=club.ann))
    asked = as_message(await club.slack.submit(form, {"topic": "Research taste"}, as_=club.ann))

    await club.slack.press(asked, "I agree", as_=club.ann)
    assert "Only whoever said it" in club.told(club.ann).text
    await club.slack.press(asked, "I agree", as_=club.ben)

    assert LINE in as_message(await club.slack.slash("/review", as_=club.host)).text


async def test_a_vote_counts_everybody_once(club: Club) -> None:
    vote = as_message(await club.slack.slash("/vote", '"What next?" choices:"A walk | Nothing"', as_=club.ann))
    ((menu, _),) = vote.menus.items()

    for person, choice in ((club.ann, "A walk"), (club.ann, "Nothing"), (club.ben, "A walk")):
        await club.slack.choose(vote, menu, choice, as_=person)

    counted = next(one for one in club.slack.seen() if "What next?" in one.text)
    assert "A walk: 1 vote" in counted.text
    assert "Nothing: 1 vote" in counted.text


async def test_what_moderators_hide_is_in_their_log(club: Club) -> None:
    await club.slack.slash("/manage", "hide GEN-01", as_=club.host)

    log = as_message(await club.slack.slash("/manage", "log", as_=club.host))

    assert (log.is_private, "GEN-01" in log.text) == (True, True)
