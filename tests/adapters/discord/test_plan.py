"""The reading plan on Discord, and what lies further on in it."""

from tests.fakes.discord.components import every
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.local import LocalDiscord

BELONGS = "This belongs to **How people learn, and what feelings have to do with it**, section 2 of 4"


def frames(answer: Exchange, *, blurred: bool) -> str:
    """What stands in the frames that are blurred until somebody presses them, or in the others."""
    found = (part for message in answer.messages for part in message.components if part["type"] == 17)
    shown = [part for frame in found if frame["spoiler"] is blurred for part in every([frame]) if part["type"] == 10]
    return "\n".join(part["content"] for part in shown)


async def test_what_is_further_on_is_blurred_in_the_channel_and_clear_to_whoever_asks(local: LocalDiscord) -> None:
    await local.slash("plan begin", as_=local.moderator("Mo"))

    answer = await local.slash("quote", about="GEN-01")

    assert not answer.is_private
    assert BELONGS in frames(answer, blurred=False)
    assert "generalize dramatically worse" in frames(answer, blurred=True)
    assert "generalize dramatically worse" not in frames(answer, blurred=False)
    ben = local.member("Ben")
    clear = await local.press(answer, "Show it to me", as_=ben)
    assert clear.is_private
    assert "generalize dramatically worse" in frames(clear, blurred=False)


async def test_a_reader_presses_where_they_are_and_is_shown_that_in_private(local: LocalDiscord) -> None:
    await local.slash("plan begin", as_=local.moderator("Mo"))
    plan = await local.slash("plan show")
    assert "the group is here" in plan.text
    section = await local.choose(plan, "2. How people learn, and what feelings have to do with it")

    told = await local.press(section, "I am here")

    assert told.is_private
    assert "You are at section 2" in told.text
    private = await local.slash("quote", about="GEN-01", only_me=True)
    assert "generalize dramatically worse" in frames(private, blurred=False)


async def test_sections_are_completed_while_somebody_types(local: LocalDiscord) -> None:
    await local.slash("plan begin", as_=local.moderator("Mo"))

    assert [label for label, _ in await local.complete("plan here", "section", "3")] == [
        "3. A student of fifteen, and the whole problem"
    ]


async def test_a_moderator_begins_a_plan_and_takes_it_back_with_a_button(local: LocalDiscord) -> None:
    mo = local.moderator("Mo")
    begun = await local.slash("plan begin", days=7, as_=mo)
    assert "Section 1 of 4" in begun.text

    undone = await local.press(begun, "Undo", as_=mo)

    assert "what it was before" in undone.text
    assert "reads by no plan" in (await local.slash("plan show")).text
