"""A group's reading plan as its members and moderators see it."""

from pathlib import Path

import pytest

from bot.chat.place import Audience
from bot.chat.reply import Select
from tests.conversation import BEN, MODERATOR, Chat, conversation
from tests.library.small_pack import SMALL_PACK

TWO_PLANS = f"""\
{SMALL_PACK}
  - id: backwards
    title: Backwards
    about: The end first.
    sections:
      - {{id: last, title: Taste first, about: The essay., readings: [{{source: essay, part: All}}], topics: [taste]}}
"""


async def begin(chat: Chat, line: str = "/plan begin") -> str:
    """Begin the plan of two sections: scaling, then taste."""
    return await chat.seat(MODERATOR).say(line)


def wires(chat: Chat) -> list[str]:
    """What the controls of the last answer carry."""
    return [control.does.encode() for control in chat.reply.controls]


async def test_a_plan_that_has_not_begun_is_shown_with_who_can_begin_it(small: Chat) -> None:
    answer = await small.say("/plan show")

    assert "A moderator begins one with /plan begin" in answer
    assert "1. Scaling\n2. Taste" in answer
    assert "here" not in answer.replace("A moderator", "")


async def test_a_begun_plan_says_where_the_group_is_and_what_to_read(small: Chat) -> None:
    await begin(small, "/plan begin days:7")

    answer = await small.say("/plan show")

    assert answer == (
        "Four weeks\n"
        "1. Scaling · Saturday 2026-11-21 · the group is here\n"
        "2. Taste · Saturday 2026-11-28\n"
        "The end · Saturday 2026-12-05\n"
        "\n"
        "Section 1 of 2: Scaling\n"
        "The long article.\n"
        "To read: - The Age of Scaling Is Over: Chapters 1 and 2\n"
        "Topics: - Scaling and its limits"
    )
    assert small.labels == ["Quotes", "Prompts", "I am here", "Another section"]


async def test_a_plan_with_a_rhythm_goes_on_by_itself(small: Chat) -> None:
    await begin(small, "/plan begin days:7")
    small.clock.forward(days=7)

    assert "2. Taste · Saturday 2026-11-28 · the group is here" in await small.say("/plan show")


async def test_a_day_is_the_groups_own(small: Chat) -> None:
    moderator = small.seat(MODERATOR)
    await moderator.say("/manage settings zone Pacific/Kiritimati")
    small.clock.forward(hours=2)

    assert "1. Scaling · Sunday 2026-11-22 · the group is here" in await begin(small)


async def test_a_plan_can_begin_on_another_day_and_nobody_is_anywhere_before(small: Chat) -> None:
    assert "It begins: Monday 2026-11-30." in await begin(small, "/plan begin on:2026-11-30")

    assert "the group is here" not in await small.say("/plan show")
    assert "TAS-01" in await small.say("/quote TAS-01")
    assert small.reply.quotes


async def test_a_moderator_goes_on_for_everybody_and_takes_it_back(small: Chat) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)
    small.clock.forward(minutes=1)

    assert "2. Taste · Saturday 2026-11-21 · the group is here" in await moderator.say("/plan next")
    assert moderator.answer.audience is Audience.CHANNEL
    assert "what it was before" in await moderator.press("Undo")
    assert "1. Scaling · Saturday 2026-11-21 · the group is here" in await small.say("/plan show")


async def test_going_on_is_in_the_log_with_the_days_before_and_after(small: Chat) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/plan next")

    assert (
        "plan: four-weeks · week-1 2026-11-21 → four-weeks · week-1 2026-11-21, week-2 2026-11-21, by mo"
        in await moderator.say("/manage log")
    )


async def test_beginning_can_be_undone_in_the_log(small: Chat) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/manage log")
    (menu,) = moderator.reply.controls
    assert isinstance(menu, Select)

    await moderator.choose("Undo one", menu.choices[0].value)

    assert "reads by no plan" in await small.say("/plan show")


async def test_at_the_end_there_is_nothing_to_go_on_to(small: Chat) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/plan next")

    assert "The end · Saturday 2026-11-21 · the group is here" in await moderator.say("/plan next")
    assert "at the end of its plan" in await moderator.say("/plan next")


async def test_a_week_more_for_one_section_is_a_week_more_for_those_behind_it(small: Chat) -> None:
    await begin(small, "/plan begin days:7")
    moderator = small.seat(MODERATOR)

    answer = await moderator.say("/plan date taste on:2026-12-05")

    assert "2. Taste · Saturday 2026-12-05\nThe end · Saturday 2026-12-12" in answer


async def test_a_section_without_a_day_waits_for_a_moderator(small: Chat) -> None:
    await begin(small, "/plan begin days:7")
    moderator = small.seat(MODERATOR)
    await moderator.say("/plan date 2")
    small.clock.forward(days=60)

    assert "1. Scaling · Saturday 2026-11-21 · the group is here\n2. Taste\n\n" in await small.say("/plan show")


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("/plan date 2 on:2026-11-01", "one after the other"),
        ("/plan date 1", "The first section needs its day"),
        ("/plan date xylophone", "Give a number from 1 to 2"),
        ("/plan begin xylophone", "There are: Four weeks"),
    ],
)
async def test_what_cannot_be_is_refused_with_what_to_do(small: Chat, line: str, refusal: str) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)

    assert refusal in await moderator.say(line)
    assert "1. Scaling · Saturday 2026-11-21 · the group is here" in await small.say("/plan show")


@pytest.mark.parametrize("line", ["/plan next", "/plan date 2 tomorrow", "/plan off", "/plan here 1"])
async def test_without_a_plan_it_is_said_who_begins_one(small: Chat, line: str) -> None:
    assert "A moderator begins one with /plan begin" in await small.seat(MODERATOR).say(line)


async def test_a_plan_that_was_ended_holds_nothing_back(small: Chat) -> None:
    await begin(small)
    await small.seat(MODERATOR).say("/plan off")

    await small.say("/quote TAS-01")

    assert small.reply.quotes


@pytest.mark.parametrize("line", ["/plan begin", "/plan next", "/plan date 2 tomorrow", "/plan off"])
async def test_members_do_not_lead(small: Chat, line: str) -> None:
    await begin(small)

    assert "Only moderators" in await small.say(line)


async def test_a_reader_says_how_far_they_are_to_nobody_else(small: Chat) -> None:
    await begin(small)

    assert "You are at section 2, Taste" in await small.say("/plan here taste")
    assert small.answer.audience is Audience.PRIVATE
    assert "2. Taste · you are here" in await small.say("/plan show only-me")
    assert "you are here" not in await small.say("/plan show")
    assert "you are here" not in await small.seat(BEN).say("/plan show only-me")
    assert "You are at" not in await small.seat(MODERATOR).say("/plan here")


async def test_a_reader_presses_where_they_are(small: Chat) -> None:
    await begin(small)
    await small.say("/plan show 2")

    assert "You are at section 2, Taste" in await small.press("I am here")


async def test_a_reader_is_asked_where_they_are_if_they_say_nothing(small: Chat) -> None:
    await begin(small)
    await small.say("/plan here")

    assert "You have read it all" in await small.choose("I am here", "(end)")


async def test_a_reader_goes_with_the_group_again(small: Chat) -> None:
    await begin(small)
    await small.say("/plan here 2")

    await small.press("Be where the group is")

    assert "you are here" not in await small.say("/plan show only-me")
    assert "Nothing is kept" in await small.say("/mydata show")


async def test_where_a_reader_is_can_be_seen_taken_away_and_erased(small: Chat) -> None:
    await begin(small)
    await small.say("/plan here 2")

    assert "reading: 1" in await small.say("/mydata show")
    await small.say("/mydata export")
    assert '"section": "week-2"' in small.reply.files[0].content
    await small.say("/mydata erase")
    await small.press("Yes, erase it")
    assert "you are here" not in await small.say("/plan show only-me")


async def test_a_section_gives_its_own_quotations_and_prompts(small: Chat) -> None:
    await begin(small)
    await small.say("/plan show")
    quotes, prompts, *_ = wires(small)

    for _ in range(6):
        await small.send(quotes)
        assert small.reply.quotes[0].id in {"SCA-01", "SCA-02", "SCA-03"}
    assert "What would you scale next?" in await small.send(prompts)


async def test_a_section_is_looked_at_in_private_where_the_plan_was(small: Chat) -> None:
    await begin(small)
    await small.say("/plan show only-me")

    assert "Section 2 of 2: Taste" in await small.choose("Another section", "week-2")
    assert "Who names the room?" in small.reply.text
    assert small.answer.audience is Audience.PRIVATE


async def test_sections_are_completed_by_number_and_title(small: Chat) -> None:
    await begin(small)

    assert await small.suggested("plan here", "section", "") == ["1. Scaling", "2. Taste", "The end"]
    assert await small.suggested("plan show", "section", "ta") == ["2. Taste"]


async def test_no_section_is_offered_where_there_is_no_plan(small: Chat) -> None:
    assert await small.suggested("plan here", "section", "") == []


async def test_another_space_has_a_plan_of_its_own(small: Chat) -> None:
    await begin(small)
    stranger = small.seat(place=small.place.__class__("test", "another club", "general"))

    assert "reads by no plan" in await stranger.say("/plan show")


async def test_of_several_plans_a_moderator_says_which(tmp_path: Path) -> None:
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(TWO_PLANS, encoding="utf-8")
    async with conversation(tmp_path / "data", [content]) as chat:
        moderator = chat.seat(MODERATOR)
        assert "Backwards: The end first." in await chat.say("/plan show")
        assert "1. Taste first" in await chat.choose("Look at a plan", "backwards")
        assert "There are: Four weeks; Backwards." in await moderator.say("/plan begin")
        assert await moderator.suggested("plan begin", "plan", "back") == ["Backwards"]
        assert "1. Taste first · Saturday 2026-11-21 · the group is here" in await moderator.say(
            "/plan begin Backwards"
        )


async def test_a_library_without_a_plan_says_so(tmp_path: Path) -> None:
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK.partition("plans:")[0], encoding="utf-8")
    async with conversation(tmp_path / "data", [content]) as chat:
        assert await chat.say("/plan show") == "This library has no reading plan."
        assert await chat.seat(MODERATOR).say("/plan begin") == "This library has no reading plan."
