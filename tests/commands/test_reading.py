"""The other reading commands: summaries, topics, claims, prompts, sources, bookmarks, help, one's own data."""

import json

import pytest

from bot.chat.reply import Select
from tests.conversation import BEN, MODERATOR, Chat


async def test_a_summary_cites_its_key_points_and_gives_the_opposing_view(chat: Chat) -> None:
    answer = await chat.say("/summary scaling")

    assert "(SCA-01)" in answer
    assert "Opposing view" in answer
    assert "Geoffrey Hinton" in answer
    assert "Where the sources disagree" in answer
    assert [topic.id for topic in chat.reply.topics] == ["scaling"]


async def test_a_topic_without_an_opposing_view_says_so(small: Chat) -> None:
    assert "The sources hold none." in await small.say("/summary taste")


async def test_the_buttons_of_a_summary_lead_on(chat: Chat) -> None:
    await chat.say("/summary scaling")
    assert "Hinton" in await chat.press("Opposing view")

    await chat.say("/summary scaling")
    await chat.press("Quotes")
    assert chat.reply.quotes


async def test_a_related_topic_can_be_chosen(small: Chat) -> None:
    await small.say("/summary scaling")

    assert "question of beauty" in await small.choose("Related topics", "taste")


async def test_a_related_topic_of_a_private_summary_is_private(small: Chat) -> None:
    await small.say("/summary scaling only-me")

    await small.choose("Related topics", "taste")

    assert small.answer.audience.value == "private"


async def test_a_missing_topic_is_asked_for_with_a_form(small: Chat) -> None:
    assert "Still needed: topic" in await small.say("/summary")

    assert "More of the same brings less." in await small.fill(topic="scaling")


async def test_an_unknown_topic_says_where_to_look(small: Chat) -> None:
    assert "/topics" in await small.say("/summary photosynthesis")


async def test_topics_are_listed_with_their_counts_and_can_be_chosen(small: Chat) -> None:
    answer = await small.say("/topics")

    assert "2 topics" in answer
    assert "4 quotations and reports, 1 prompt" in answer
    assert "question of beauty" in await small.choose("Choose a topic", "taste")


async def test_topics_are_paged_in_place(chat: Chat) -> None:
    first = await chat.say("/topics")
    second = await chat.press("More ▶")

    assert chat.answer.replaces
    assert second != first
    assert await chat.press("◀ Back") == first


async def test_a_page_beyond_the_last_is_the_last(small: Chat) -> None:
    assert "page 1 of 1" in await small.say("/topics 99")


async def test_a_claim_says_whose_it_is_and_what_speaks_against_it(small: Chat) -> None:
    answer = await small.say("/claims scaling")

    assert "overly clean" in answer
    assert "Who says so: The Age of Scaling Is Over" in answer
    assert "editorial" in answer


async def test_claims_follow_one_another_and_name_their_lines(small: Chat) -> None:
    await small.say("/claims")
    assert "line 238" in await small.press("Sources")

    await small.say("/claims")
    assert "generate its own training data" in await small.press("Next")


async def test_a_prompt_comes_with_its_kind_topic_and_id(small: Chat) -> None:
    answer = await small.say("/prompt scaling")

    assert "What would you scale next?" in answer
    assert "open · Scaling and its limits · SCA-P1" in answer


async def test_a_kind_that_there_is_not_is_said(small: Chat) -> None:
    assert "Leave out the kind" in await small.say("/prompt scaling kind:steelman")


async def test_follow_ups_are_for_moderators_alone(small: Chat) -> None:
    await small.say("/prompt TAS-P1")
    assert "Only moderators" in await small.press("Follow-ups")

    moderator = small.seat(MODERATOR)
    await moderator.say("/prompt TAS-P1")
    assert "- Who decides that?" in await moderator.press("Follow-ups")
    assert moderator.answer.audience.value == "private"


async def test_prompts_of_a_topic_take_turns(small: Chat) -> None:
    first = await small.say("/prompt taste")
    small.clock.forward(minutes=1)

    assert await small.say("/prompt taste") != first


async def test_a_prompt_opens_its_thread(small: Chat) -> None:
    await small.say("/prompt TAS-P2")

    assert "beauty as a guide" in await small.press("Discuss")
    assert small.reply.opens == "Research taste"


async def test_another_prompt_is_another(small: Chat) -> None:
    first = await small.say("/prompt taste")

    assert await small.press("Another") != first
    assert "Another" not in small.labels


async def test_sources_come_with_the_edition(small: Chat) -> None:
    answer = await small.say("/sources")

    assert "Made from 2 sources" in answer
    assert small.app.services.library.edition in answer
    assert "most of the words" in await small.choose("Choose a source", "article")


async def test_bookmarks_are_kept_listed_opened_and_removed(small: Chat) -> None:
    assert "You have saved nothing yet" in await small.say("/saved")
    await small.say("/quote SCA-01")
    assert "Saved SCA-01" in await small.press("Save")

    assert "Pre-training will eventually" in await small.say("/saved")
    await small.choose("Open one", "SCA-01")
    assert "Removed SCA-01" in await small.press("Remove")
    assert "Saved SCA-01" in await small.press("Put it back")


async def test_bookmarks_are_nobody_elses(small: Chat) -> None:
    await small.say("/quote SCA-01")
    await small.press("Save")

    assert "nothing yet" in await small.seat(BEN).say("/saved")


@pytest.mark.parametrize("manner", ["plain", "markdown", "apa", "mla", "bibtex"])
async def test_a_citation_names_the_article_and_the_words(small: Chat, manner: str) -> None:
    await small.say("/quote SCA-01")
    await small.press("Save")
    await small.say("/saved")
    await small.choose("Open one", "SCA-01")

    citation = await small.choose("Copy citation", manner)

    assert "The Age of Scaling Is Over" in citation
    assert "“Pre-training will eventually run out of data." in citation


async def test_help_lists_the_commands_a_person_may_use(small: Chat) -> None:
    answer = await small.say("/help")

    assert "/quote [about] [speaker] [source] [only-me]" in answer
    assert "quote.another" not in answer


async def test_help_on_one_command_explains_its_options(small: Chat) -> None:
    assert "about: A topic, an id" in await small.say("/help quote")
    assert "There is no /nonsense" in await small.say("/help nonsense")
    assert await small.suggested("help", "command", "quo") == ["/quote", "/suggest quote"]


async def test_what_is_kept_can_be_seen_taken_away_and_erased(small: Chat) -> None:
    assert "Nothing is kept" in await small.say("/mydata show")
    await small.say("/quote SCA-01")
    await small.press("Save")

    assert "saved: 1" in await small.say("/mydata show")
    await small.press("Take it away")
    (file,) = small.reply.files
    assert json.loads(file.content)["saved"][0]["item"] == "SCA-01"

    assert "cannot be brought back" in await small.say("/mydata erase")
    assert "Erased: 1 entry." in await small.press("Yes, erase it")
    assert "nothing yet" in await small.say("/saved")


async def test_every_menu_offers_what_can_be_chosen(chat: Chat) -> None:
    for line in ("/topics", "/sources", "/summary power"):
        await chat.say(line)
        for control in chat.reply.controls:
            if isinstance(control, Select):
                await chat.send(control.does.encode(), [control.choices[0].value])
                assert not chat.reply.is_error
