"""The reading plan on Slack, where nothing can be veiled and so nothing that is further on is sent."""

from tests.adapters.slack.test_conversation import as_message
from tests.fakes.slack.acting import Acting

WORDS = "generalize dramatically worse"


async def test_what_is_further_on_is_not_in_the_message_and_shown_to_whoever_asks_alone(slack: Acting) -> None:
    mo = slack.workspace.members["U0MO"]
    await slack.slash("/plan", "begin", as_=mo)

    answer = as_message(await slack.slash("/quote", "GEN-01"))

    assert not answer.is_private
    assert "section 2 of 4 of the reading plan. The group is at section 1." in answer.text
    assert WORDS not in str((answer.text, answer.fallback, answer.blocks))
    assert answer.buttons == ["Show it to me"]
    clear = as_message(await slack.press(answer, "Show it to me", as_=slack.workspace.members["U0BEN"]))
    assert clear.is_private
    assert WORDS in clear.text


async def test_a_reader_presses_where_they_are_and_is_shown_that_in_private(slack: Acting) -> None:
    await slack.slash("/plan", "begin", as_=slack.workspace.members["U0MO"])
    asked = as_message(await slack.slash("/plan", "here"))

    told = as_message(
        await slack.choose(asked, "I am here", "2. How people learn, and what feelings have to do with it")
    )

    assert "You are at section 2" in told.text
    assert WORDS in as_message(await slack.slash("/quote", "GEN-01 only-me")).text


async def test_a_moderator_goes_on_and_takes_it_back_with_a_button(slack: Acting) -> None:
    mo = slack.workspace.members["U0MO"]
    await slack.slash("/plan", "begin", as_=mo)
    gone_on = as_message(await slack.slash("/plan", "next", as_=mo))
    assert "Section 2 of 4" in gone_on.text

    undone = as_message(await slack.press(gone_on, "Undo", as_=mo))

    assert "what it was before" in undone.text
    assert "Section 1 of 4" in as_message(await slack.slash("/plan", "show")).text
