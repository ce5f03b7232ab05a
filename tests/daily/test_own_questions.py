"""Questions of the group's own in the daily deck."""

from tests.conversation import MODERATOR
from tests.daily.conftest import TODAY, Morning

QUESTION = "Who would notice if nobody read it?"


async def test_a_question_that_a_session_raised_comes_as_the_daily_prompt(morning: Morning) -> None:
    chat, moderator = morning.chat, morning.chat.seat(MODERATOR)
    await moderator.say('/session start "Research taste"')
    await chat.say(f"/note question {QUESTION}")
    await chat.press("Suggest as a prompt")
    await moderator.say("/review")
    await moderator.press("Approve")
    await morning.change(locks={TODAY: "OUR-P1"})

    await morning.pass_(hours=1)

    _board, prompt = morning.prompts
    assert QUESTION in prompt
    assert "raised on 2026-11-21, still open" in prompt


async def test_an_approved_question_is_in_the_deck_at_once(morning: Morning) -> None:
    chat, moderator = morning.chat, morning.chat.seat(MODERATOR)
    before = (await chat.app.sender.means.picker.dealer(morning.schedule)).left(TODAY)
    await chat.say("/suggest prompt")
    await chat.fill(words=QUESTION, topic="taste")
    await moderator.say("/review")
    await moderator.press("Approve")

    after = (await chat.app.sender.means.picker.dealer(morning.schedule)).left(TODAY)

    assert (after[0] - before[0], after[1] - before[1]) == (1, 1)
