"""`/quote` and the buttons under it."""

from bot.chat.place import Audience
from tests.conversation import BEN, MODERATOR, Chat


async def test_a_quotation_comes_with_its_speaker_status_place_and_id(chat: Chat) -> None:
    answer = await chat.say("/quote generalization")

    assert "“These models somehow just generalize dramatically worse than people." in answer
    assert "— Ilya Sutskever" in answer
    assert "one source" in answer
    assert "Chapter 3" in answer
    assert "line 68" in answer
    assert "GEN-01" in answer


async def test_scripts_learn_what_was_shown(small: Chat) -> None:
    await small.say("/quote SCA-01")

    (shown,) = small.reply.quotes
    assert (shown.id, shown.speaker, shown.status) == ("SCA-01", "Ilya Sutskever", "sources differ")


async def test_an_id_always_wins_however_it_is_typed(small: Chat) -> None:
    assert "SCA-01" in await small.say("/quote sca-1")


async def test_a_reported_statement_never_stands_in_quotation_marks(small: Chat) -> None:
    answer = await small.say("/quote SCA-03")

    assert "Reported, not a quotation" in answer
    assert "“" not in answer


async def test_another_goes_down_the_ranking_without_repeating_and_says_when_it_ends(small: Chat) -> None:
    shown = [await small.say("/quote scaling")]
    while "Another" in small.labels:
        shown.append(await small.press("Another"))

    assert len(set(shown)) == len(shown) == 4
    assert "last one that fits" in shown[-1]


async def test_another_person_pressing_later_does_not_change_the_ranking(small: Chat) -> None:
    await small.say("/quote scaling")
    first = small.reply.controls[0]
    await small.press("Another")
    ben = small.seat(BEN)

    again = await ben.send(first.does.encode())

    assert again == small.reply.text


async def test_with_nothing_asked_every_quotation_comes_before_one_repeats(small: Chat) -> None:
    shown = []
    for _ in range(6):
        await small.say("/quote")
        shown.append(small.reply.quotes[0].id)
        small.clock.forward(minutes=1)

    assert len(set(shown)) == 6


async def test_several_that_fit_alike_take_turns(small: Chat) -> None:
    first = await small.say("/quote research taste")
    small.clock.forward(minutes=1)

    assert await small.say("/quote research taste") != first


async def test_a_speaker_can_be_asked_for(small: Chat) -> None:
    assert "— Dwarkesh Patel" in await small.say("/quote speaker:dwarkesh")


async def test_a_source_can_be_asked_for(small: Chat) -> None:
    await small.say("/quote scaling source:essay")

    assert {quote.id for quote in small.reply.quotes} <= {"SCA-01", "SCA-02"}


async def test_a_source_is_shown_in_its_own_words(small: Chat) -> None:
    assert "“The data is very clearly finite.”" in await small.say("/quote SCA-01 source:essay")


async def test_another_of_a_source_stays_with_it(small: Chat) -> None:
    shown = [await small.say("/quote source:essay"), await small.press("Another")]

    assert all("Three Eras of AI" in answer for answer in shown)


async def test_an_unknown_speaker_is_answered_with_those_there_are(small: Chat) -> None:
    answer = await small.say("/quote speaker:aristotle")

    assert "Nobody here is called “aristotle”" in answer
    assert "Ilya Sutskever" in answer
    assert small.reply.is_error


async def test_nothing_that_fits_is_said_in_private(small: Chat) -> None:
    answer = await small.say("/quote photosynthesis")

    assert "Nothing here fits “photosynthesis”." in answer
    assert small.answer.audience.value == "private"
    assert small.reply.quotes == ()


async def test_wordings_are_shown_side_by_side_with_what_differs(small: Chat) -> None:
    await small.say("/quote SCA-01")

    answer = await small.press("Wordings")

    assert "“The data is very clearly finite.”" in answer
    assert "leaves out" in answer
    assert "sources differ" in answer


async def test_context_names_the_source_and_what_the_quotation_is_linked_with(small: Chat) -> None:
    await small.say("/quote SCA-02")

    answer = await small.press("Context")

    assert "The Age of Scaling Is Over, Chapter 7, line 180" in answer
    assert "supports SCA-01" in answer


async def test_a_link_in_the_context_opens_the_other_quotation(small: Chat) -> None:
    await small.say("/quote SCA-02")
    await small.press("Context")

    assert "SCA-01" in await small.press("SCA-01")


async def test_discuss_opens_a_thread_named_after_the_topic_with_a_fitting_prompt(small: Chat) -> None:
    await small.say("/quote SCA-01")

    answer = await small.press("Discuss")

    assert small.reply.opens == "Scaling and its limits"
    assert "What would you scale next?" in answer


async def test_a_private_answer_stays_private(small: Chat) -> None:
    await small.say("/quote SCA-01 only-me")

    await small.press("Wordings")

    assert small.answer.audience is Audience.PRIVATE


async def test_a_private_answer_can_be_shared(small: Chat) -> None:
    await small.say("/quote SCA-01 only-me")

    await small.press("Share")

    assert small.answer.audience is Audience.CHANNEL


async def test_sharing_shows_the_same_quotation(small: Chat) -> None:
    private = await small.say("/quote only-me")

    assert await small.press("Share") == private


async def test_what_is_typed_is_completed(small: Chat) -> None:
    assert "Research taste" in await small.suggested("quote", "about", "tast")
    assert "Research taste" in await small.suggested("quote", "about", "研究")
    assert await small.suggested("quote", "speaker", "dwa") == ["Dwarkesh Patel"]
    assert await small.suggested("quote", "source", "genera") == ["Generalization"]


async def test_a_moderator_is_answered_like_anybody(small: Chat) -> None:
    assert "SCA-01" in await small.seat(MODERATOR).say("/quote sca-01")
