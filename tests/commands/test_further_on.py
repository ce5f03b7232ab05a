"""What lies further on in the reading plan is shown openly to nobody, and in private to whoever asks."""

import pytest

from bot.chat.place import Audience
from bot.chat.reply import Button, Select
from bot.library.reach import Reach, Route
from bot.library.records import Prompt, Quote
from tests.commands.test_plan import begin
from tests.conversation import BEN, HERE, MODERATOR, Chat

BEAUTY = "Beauty, simplicity, ugliness."
BELONGS = "This belongs to Taste, section 2 of 2 of the reading plan. The group is at section 1."


def veiled(chat: Chat) -> str:
    """What the last answer keeps behind a veil."""
    return " ".join(card.body for card in chat.reply.cards if card.is_veiled)


@pytest.mark.parametrize("asked", ["TAS-01", "beauty simplicity ugliness", "taste", '"research taste" source:article'])
async def test_a_quotation_that_is_further_on_says_so_and_is_veiled(small: Chat, asked: str) -> None:
    await begin(small)

    answer = await small.say(f"/quote {asked}")

    assert BELONGS in answer
    assert "Beauty" not in answer
    assert veiled(small)
    assert small.labels[0] == "Show it to me"
    assert small.answer.audience is Audience.CHANNEL


async def test_whoever_wants_to_see_it_sees_it_alone(small: Chat) -> None:
    await begin(small)
    await small.say("/quote TAS-01")

    assert BEAUTY in await small.press("Show it to me")
    assert small.answer.audience is Audience.PRIVATE
    assert small.labels == ["Context", "Discuss", "Save"]


async def test_it_is_shown_in_the_words_of_the_source_that_was_asked_for(small: Chat) -> None:
    await begin(small, "/plan begin on:2026-11-01")
    await small.seat(MODERATOR).say("/plan date 1 on:2026-11-21")
    await small.say("/quote SCA-01 source:essay")

    assert "“The data is very clearly finite.”" in small.reply.text


async def test_another_goes_on_from_what_is_veiled(small: Chat) -> None:
    await begin(small)
    await small.say("/quote taste")
    first = veiled(small)

    await small.press("Another")

    assert veiled(small) not in ("", first)


async def test_what_fits_alike_and_is_not_further_on_comes_first(small: Chat) -> None:
    await begin(small)

    await small.say("/quote speaker:ilya about:scaling")

    assert small.reply.quotes


@pytest.mark.parametrize("line", ["/quote", "/quote speaker:ilya", "/quote source:article"])
async def test_no_draw_comes_on_what_is_further_on(small: Chat, line: str) -> None:
    await begin(small)

    for _ in range(8):
        await small.say(line)
        assert small.reply.quotes[0].id in {"SCA-01", "SCA-02", "SCA-03"}


async def test_no_prompt_is_drawn_that_is_further_on(small: Chat) -> None:
    await begin(small)

    for _ in range(4):
        assert "What would you scale next?" in await small.say("/prompt")


async def test_a_draw_from_what_is_all_further_on_is_veiled(small: Chat) -> None:
    await begin(small)

    assert BELONGS in await small.say("/quote speaker:zvi")
    assert BELONGS in await small.say("/prompt kind:steelman")


@pytest.mark.parametrize("line", ["/prompt taste", "/prompt TAS-P1"])
async def test_a_prompt_that_is_further_on_is_veiled(small: Chat, line: str) -> None:
    await begin(small)

    answer = await small.say(line)

    assert BELONGS in answer
    assert "beauty as a guide" not in answer
    assert "if it had to be ugly" not in answer
    await small.press("Show it to me")
    assert "?" in small.reply.text
    assert small.answer.audience is Audience.PRIVATE


async def test_a_summary_that_is_further_on_is_veiled(small: Chat) -> None:
    await begin(small)

    assert BELONGS in await small.say("/summary taste")
    assert small.labels == ["Show it to me"]
    assert small.reply.topics == ()
    assert "What to work on is a question of beauty" in await small.press("Show it to me")


async def test_the_claims_of_a_section_come_when_the_group_is_there(chat: Chat) -> None:
    await begin(chat)

    assert "section 4 of 4" in await chat.say("/claims ssi")
    await chat.press("Show it to me")
    assert "Claim" in chat.reply.text


async def test_in_private_a_reader_is_shown_as_much_as_they_have_read(small: Chat) -> None:
    await begin(small)
    await small.say("/plan here 2")

    assert BEAUTY in await small.say("/quote TAS-01 only-me")
    assert BELONGS in await small.say("/quote TAS-01")
    assert BELONGS in await small.seat(BEN).say("/quote TAS-01 only-me")


async def test_in_private_a_reader_who_is_behind_is_shown_no_more_than_that(small: Chat) -> None:
    await begin(small)
    await small.seat(MODERATOR).say("/plan next")
    await small.say("/plan here 1")

    answer = await small.say("/quote TAS-01 only-me")

    assert "You said that you are at section 1; /plan here changes that." in answer
    assert small.labels == ["Show it to me"]
    assert BEAUTY in await small.say("/quote TAS-01")


async def test_a_private_answer_is_shared_no_further_than_the_group_is(small: Chat) -> None:
    await begin(small)
    await small.say("/plan here 2")
    await small.say("/quote TAS-01 only-me")

    assert BELONGS in await small.press("Share")
    assert small.answer.audience is Audience.CHANNEL


async def test_what_follows_a_private_answer_is_shared_no_further_either(small: Chat) -> None:
    await begin(small)
    await small.say("/quote TAS-01")
    await small.press("Show it to me")
    assert "Chapter 8" in await small.press("Context")

    assert BELONGS in await small.press("Share")
    assert "Chapter 8" not in small.reply.text


async def test_the_words_of_a_linked_quotation_are_left_out_while_it_is_further_on(chat: Chat) -> None:
    await begin(chat)
    library = chat.app.services.library
    (plan,) = library.plans.values()
    reach = Reach(Route.of(plan), 0)
    linked = next(
        (quote, other)
        for quote in library.quotes.values()
        for _, other in library.links_of(quote.id)
        if not reach.beyond(quote) and reach.beyond(other)
    )
    await chat.say(f"/quote {linked[0].id}")

    answer = await chat.press("Context")

    assert f"{linked[1].id}: further on, in " in answer
    assert linked[1].wordings[0].text not in answer


@pytest.mark.parametrize("line", ["/quote TAS-01", "/summary taste", "/prompt TAS-P1"])
async def test_no_discussion_is_opened_of_what_the_group_has_not_come_to(small: Chat, line: str) -> None:
    await begin(small)
    await small.say(line)
    await small.press("Show it to me")

    if "Discuss" in small.labels:
        assert "The group is at section 1. Open a discussion of it when" in await small.press("Discuss")
    assert small.reply.opens == ""


async def test_what_is_veiled_is_not_in_the_minutes(small: Chat) -> None:
    await begin(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/session start")
    await small.say("/quote TAS-01")
    await small.say("/summary taste")
    await small.say("/quote SCA-01")
    await moderator.say("/session end")

    minutes = await moderator.press("Yes, end it")

    assert "SCA-01" in minutes
    assert "TAS-01" not in minutes
    assert "Research taste" not in minutes


async def test_a_quotation_that_was_veiled_has_not_been_seen_here(small: Chat) -> None:
    await begin(small)
    await small.say("/quote TAS-01")
    stores = small.app.services.stores
    space = await stores.spaces.ensure(HERE.platform, HERE.space, small.clock())

    assert await stores.drawn.last(space, HERE.channel, ["TAS-01"]) == {}


async def test_completions_name_what_is_further_on_without_its_words(small: Chat) -> None:
    await begin(small)

    assert await small.suggested("quote", "about", "TAS-01") == ["TAS-01 (Taste)"]
    assert "Research taste" in await small.suggested("quote", "about", "research")
    assert "Pre-training" in (await small.suggested("quote", "about", "SCA-01"))[0]


async def test_another_space_that_has_begun_no_plan_sees_everything(small: Chat) -> None:
    await begin(small)

    assert BEAUTY in await small.seat(BEN, HERE.__class__("test", "another club", "general")).say("/quote TAS-01")


async def test_what_is_shown_is_what_the_group_has_come_to_at_once(small: Chat) -> None:
    await begin(small)
    assert BELONGS in await small.say("/quote TAS-01")

    await small.seat(MODERATOR).say("/plan next")

    assert BEAUTY in await small.say("/quote TAS-01")


async def test_a_private_prompt_is_followed_in_private(small: Chat) -> None:
    await small.say("/prompt only-me")

    await small.press("Another")

    assert small.answer.audience is Audience.PRIVATE


@pytest.mark.parametrize("command", ["quote", "prompt", "summary", "claims"])
async def test_nothing_that_the_channel_reads_holds_words_of_what_is_further_on(chat: Chat, command: str) -> None:
    """In the first week every topic is asked for, and every button under the answers is pressed."""
    await begin(chat)
    library = chat.app.services.library
    (plan,) = library.plans.values()
    reach = Reach(Route.of(plan), 0)
    hidden = [
        *(wording.text for one in library.quotes.values() if reach.beyond(one) for wording in one.wordings),
        *(one.question for one in library.prompts.values() if reach.beyond(one)),
        *(one.claim for one in library.claims.values() if reach.beyond(one)),
        *(one.summary for one in library.topics.values() if reach.beyond(one)),
    ]
    assert isinstance(library.find("GEN-01"), Quote)
    assert isinstance(library.find("GEN-P01"), Prompt)

    for topic in library.topics:
        await chat.say(f"/{command} {topic}")
        answers = [chat.answer]
        for wire, chosen in list(presses(chat)):
            await chat.send(wire, chosen)
            answers.append(chat.answer)
        for answer in answers:
            if answer.audience is Audience.CHANNEL:
                assert not [words for words in hidden if words in answer.content.text]


def presses(chat: Chat) -> list[tuple[str, list[str]]]:
    """All that can be pressed or chosen under the last answer."""
    found: list[tuple[str, list[str]]] = []
    for control in chat.reply.controls:
        match control:
            case Button():
                found.append((control.does.encode(), []))
            case Select():
                found += [(control.does.encode(), [choice.value]) for choice in control.choices[:3]]
    return found
