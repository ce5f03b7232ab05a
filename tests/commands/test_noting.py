"""What becomes of a question that a discussion raised: from the note to the prompt that comes back."""

import pytest

from tests.conversation import ADA, MODERATOR, Chat

QUESTION = "Who would notice if nobody read it?"


async def raise_question(chat: Chat) -> None:
    """Note the question in a session on a topic of the library, and suggest it."""
    await chat.seat(MODERATOR).say('/session start "Research taste"')
    await chat.say(f"/note question {QUESTION}")
    await chat.press("Suggest as a prompt")


async def test_a_question_of_a_session_is_approved_at_once_on_the_sessions_topic(small: Chat) -> None:
    await raise_question(small)
    moderator = small.seat(MODERATOR)

    assert "open · Research taste" in await moderator.say("/review")
    assert "raised in a discussion" in moderator.reply.text
    assert "approved · OUR-P1" in await moderator.press("Approve")
    assert QUESTION in await small.say("/prompt OUR-P1")
    assert "raised on 2026-11-21, still open" in small.reply.text


async def test_a_question_comes_back_on_a_later_day_with_the_day_on_which_it_was_raised(small: Chat) -> None:
    await raise_question(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Approve")
    small.clock.forward(days=30)

    assert "raised on 2026-11-21, still open" in await small.say("/prompt OUR-P1")


async def test_a_message_that_is_noted_as_a_question_can_become_a_prompt_too(small: Chat) -> None:
    await small.seat(MODERATOR).say("/session start")
    await small.use("note.message", QUESTION, ADA.name)

    await small.fill(kind="question", text=QUESTION)

    assert small.labels == ["Suggest as a prompt"]


@pytest.mark.parametrize("kind", ["decision", "action", "idea"])
async def test_no_other_note_becomes_a_prompt(small: Chat, kind: str) -> None:
    await small.seat(MODERATOR).say("/session start")

    await small.say(f"/note {kind} We read on.")

    assert small.labels == []


async def test_no_question_is_taken_from_whoever_is_blocked(small: Chat) -> None:
    await raise_question(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Block author")
    await small.say("/note question Who reads on?")

    assert "take no suggestions from you" in await small.press("Suggest as a prompt")


async def test_questions_count_as_suggestions_do(small: Chat) -> None:
    await raise_question(small)
    for number in range(2, 7):
        await small.say(f"/note question Who would notice page {number}?")
        await small.press("Suggest as a prompt")

    assert "5 of your suggestions wait already" in small.reply.text


async def test_a_question_is_suggested_once(small: Chat) -> None:
    await raise_question(small)
    await small.say(f"/note question {QUESTION}")

    assert "waits for the moderators already" in await small.press("Suggest as a prompt")
