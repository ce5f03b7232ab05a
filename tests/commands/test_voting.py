"""Votes: one each, changeable, counted when they close."""

import asyncio

import pytest

from bot.chat.place import Person, Place
from bot.chat.reply import Select
from bot.commands.voting import in_one_line
from tests.conversation import BEN, HERE, MODERATOR, Chat

ASK = "/vote What next? scaling | A walk | Nothing"


def ballot(chat: Chat) -> str:
    """What the menu of the last answer carries."""
    (menu,) = [control for control in chat.reply.controls if isinstance(control, Select)]
    return menu.does.encode()


@pytest.mark.parametrize(
    ("typed", "question", "choices"),
    [
        ("What next? a | b", "What next?", ["a", "b"]),
        ("What next | a | b", "What next", ["a", "b"]),
        ("下一个？ 甲｜乙", "下一个？", ["甲", "乙"]),
        ("What next?", "What next?", []),
        ("Why? | a? | b?", "Why?", ["a?", "b?"]),
    ],
)
def test_a_vote_is_typed_in_one_line(typed: str, question: str, choices: list[str]) -> None:
    assert in_one_line(typed) == (question, choices)


async def test_a_choice_that_names_a_topic_is_that_topic(small: Chat) -> None:
    assert "Scaling and its limits: 0 votes" in await small.say(ASK)


async def test_a_vote_can_be_changed_and_counts_once(small: Chat) -> None:
    await small.say(ASK)
    wire = ballot(small)
    await small.send(wire, ["1"])

    assert "A walk: 0 votes\n- Nothing: 1 vote" in await small.send(wire, ["2"])


async def test_without_choices_the_topics_are_offered_that_were_discussed_least_lately(small: Chat) -> None:
    await small.say("/prompt scaling")

    await small.say("/vote What next?")

    assert small.reply.text.index("Research taste") < small.reply.text.index("Scaling and its limits")


async def test_counts_of_a_hidden_vote_are_shown_to_nobody_before_it_closes(small: Chat) -> None:
    await small.say("/vote question:“What next?” choices:“A | B” hidden")
    moderator = small.seat(MODERATOR)
    wire = ballot(small)

    assert "B: " not in await moderator.send(wire, ["1"])
    assert "B: 1 vote" in await moderator.press("Close the vote")


async def test_a_vote_closes_when_its_time_has_come(small: Chat) -> None:
    await small.say("/vote question:“What next?” choices:“A | B” hours:1")
    wire = ballot(small)
    await small.send(wire, ["0"])
    small.clock.forward(hours=1)

    answer = await small.seat(BEN).send(wire, ["1"])

    assert "A: 1 vote\n- B: 0 votes" in answer
    assert "closed" in answer


async def test_only_moderators_close_a_vote(small: Chat) -> None:
    await small.say(ASK)

    assert "Only moderators" in await small.press("Close the vote")


async def test_a_closed_vote_stays_what_it_was_when_a_voter_erases_their_data(small: Chat) -> None:
    await small.say(ASK)
    wire = ballot(small)
    await small.send(wire, ["1"])
    moderator = small.seat(MODERATOR)
    await moderator.send(wire.replace("vote.cast", "vote.close"))

    await small.send("cp1:mydata.erased")

    assert "A walk: 1 vote" in await moderator.send(wire.replace("vote.cast", "vote.look"))


async def test_a_choice_that_is_not_there_is_not_counted(small: Chat) -> None:
    await small.say(ASK)

    assert "no such vote" in await small.send(ballot(small), ["9"])


async def test_one_choice_is_no_vote(small: Chat) -> None:
    assert "2 to 10 choices are needed" in await small.say("/vote What next? A")


async def test_a_vote_of_another_space_is_not_there(small: Chat) -> None:
    await small.say(ASK)

    assert "no such vote" in await small.seat(BEN, Place("test", "another club", "general")).send(ballot(small), ["0"])


async def test_a_hundred_votes_at_once_are_a_hundred_votes(small: Chat) -> None:
    await small.say(ASK)
    wire = ballot(small)
    seats = [small.seat(Person(f"p{number}", "P"), HERE) for number in range(50)]

    await asyncio.gather(*(seat.send(wire, [choice]) for seat in seats for choice in ("0", "1")))

    assert "50 votes · open" in await small.send(wire.replace("vote.cast", "vote.look"))


async def test_a_hundred_presses_on_approve_are_one_decision(small: Chat) -> None:
    await small.say("/suggest prompt")
    await small.fill(words="Which book would you lend to nobody?", topic="taste")
    seats = [small.seat(Person(f"m{number}", "M", runs_space=True)) for number in range(100)]
    await seats[0].say("/review")
    wire = seats[0].reply.controls[0].does.encode()

    answers = await asyncio.gather(*(seat.send(wire) for seat in seats))

    assert sum("Another moderator was faster" in answer for answer in answers) == 99
    assert (
        len(
            await small.app.services.stores.submissions.approved(
                await small.app.services.stores.spaces.ensure("test", "club", small.clock())
            )
        )
        == 1
    )
