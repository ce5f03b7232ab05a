"""Members' contributions: suggested, reviewed, found, in this space alone."""

from bot.chat.place import Person, Place
from tests.conversation import BEN, MODERATOR, Chat

BEES = "A library is a hive that keeps its honey in words."
QUOTE = {
    "words": BEES,
    "speaker": "Ada Lovelace",
    "source": "Her notes, page 3",
    "topic": "Research taste",
}
SECOND = Person("mia", "Mia", runs_space=True)
ELSEWHERE = Place("test", "another club", "general")


async def suggest(chat: Chat, **changed: str) -> str:
    """Suggest the quotation by the form."""
    await chat.say("/suggest quote")
    return await chat.fill(**{**QUOTE, **changed})


async def approve(chat: Chat) -> str:
    """Approve the oldest that waits."""
    await chat.say("/review")
    return await chat.press("Approve")


async def test_an_approved_quotation_is_found_here_at_once(small: Chat) -> None:
    assert "Sent." in await suggest(small)
    assert "approved · OUR-1" in await approve(small.seat(MODERATOR))

    assert BEES in await small.say("/quote hive honey")
    assert BEES in await small.say("/quote our-1")
    assert BEES in await small.say('/quote speaker:"Ada Lovelace"')
    assert "suggested by Ada" in small.reply.text


async def test_an_approved_quotation_is_found_in_no_other_space(small: Chat) -> None:
    await suggest(small)
    await approve(small.seat(MODERATOR))

    stranger = small.seat(BEN, ELSEWHERE)

    assert BEES not in await stranger.say("/quote hive honey")
    assert BEES not in await stranger.say("/quote OUR-1")
    assert await stranger.suggested("quote", "about", "OUR-1") == []


async def test_a_question_is_suggested_and_asked(small: Chat) -> None:
    await small.say("/suggest prompt")
    await small.fill(words="Which book would you lend to nobody?", topic="taste", kind="experience")

    assert "approved · OUR-P1" in await approve(small.seat(MODERATOR))
    assert "Which book would you lend to nobody?" in await small.say("/prompt kind:experience")
    assert "3 prompts" in await small.say("/summary taste")


async def test_members_do_not_review(small: Chat) -> None:
    await suggest(small)

    assert "Only moderators" in await small.say("/review")
    assert "Only moderators" in await small.send("cp1:review.approve:x:1")


async def test_a_form_with_an_unknown_topic_comes_back_with_all_that_was_filled_in(small: Chat) -> None:
    await suggest(small, topic="xylophone")

    values = {field.name: field.value for field in small.form.fields}
    assert values["words"] == BEES
    assert "no topic of that name" in await small.fill(**QUOTE | {"topic": "xylophone"})


async def test_a_twin_of_the_library_is_shown_before_anything_is_sent(small: Chat) -> None:
    assert "SCA-02" in await suggest(small, words="We are squarely an age of research company; we are making progress")
    assert "Nothing waits" in await small.seat(MODERATOR).say("/review")


async def test_a_twin_can_be_sent_anyway(small: Chat) -> None:
    await suggest(small, words="We are squarely an age of research company; we are making progress")

    assert "Sent." in await small.press("Send it anyway")
    assert "Nearly the same: SCA-02" in await small.seat(MODERATOR).say("/review")


async def test_a_twin_of_what_waits_is_shown(small: Chat) -> None:
    await suggest(small)

    assert "waits already" in await suggest(small.seat(BEN))


async def test_whoever_suggests_anonymously_is_named_to_moderators_alone(small: Chat) -> None:
    await suggest(small, anonymous="yes")
    moderator = small.seat(MODERATOR)

    assert "From: Ada (members are not told)" in await moderator.say("/review")
    await moderator.press("Approve")
    assert "suggested by a member" in await small.seat(BEN).say("/quote OUR-1")


async def test_of_two_moderators_who_press_at_once_the_second_is_told(small: Chat) -> None:
    await suggest(small)
    first, second = small.seat(MODERATOR), small.seat(SECOND)
    await first.say("/review")
    await second.say("/review")

    await first.press("Approve")

    assert "Another moderator was faster: approved · OUR-1" in await second.press("Approve")


async def test_a_rejection_reaches_its_author_with_the_reason_and_without_a_name(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Reject")
    await moderator.fill(reason="Nobody ever said that.")

    assert "rejected · Nobody ever said that." in await small.say("/mydata show")
    await small.choose("Open a suggestion", small.reply.controls[-1].choices[0].value)  # type: ignore[union-attr]
    assert "rejected (the moderators)" in await small.press("What happened")
    assert "Mo" not in small.reply.text.split()


async def test_a_duplicate_names_its_twin(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Duplicate of …")

    assert "a duplicate · SCA-01" in await moderator.fill(of="sca 1")


async def test_an_approval_is_taken_back_and_found_no_more(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)

    assert "waits for the moderators" in await moderator.press("Undo")
    assert BEES not in await small.say("/quote OUR-1")


async def test_a_removed_item_comes_back_under_its_own_id(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)
    await moderator.press("Remove")
    assert BEES not in await small.say("/quote OUR-1")

    await moderator.press("Undo")

    assert BEES in await small.say("/quote OUR-1")


async def test_an_id_is_never_given_twice(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)
    await moderator.press("Remove")
    await suggest(small, words="Whoever reads twice has read once more than most.")

    assert "approved · OUR-2" in await approve(moderator)


async def test_a_removed_item_is_gone_after_thirty_days(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)
    await moderator.press("Remove")
    small.clock.forward(days=31)
    await suggest(small, words="Whoever reads twice has read once more than most.")

    assert "no such suggestion any more" in await moderator.press("Undo")


async def test_a_decision_is_undone_in_the_log(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await approve(moderator)
    await moderator.say("/manage log")

    await moderator.choose("Undo one", moderator.reply.controls[0].choices[0].value)  # type: ignore[union-attr]

    assert BEES not in await small.say("/quote OUR-1")
    assert BEES in await moderator.say("/review")


async def test_an_author_edits_while_it_waits(small: Chat) -> None:
    await suggest(small)
    await small.press("Edit")

    assert "Changed." in await small.fill(**QUOTE | {"words": "A library is a hive."})
    assert "edited (whoever suggested it)" in await small.seat(MODERATOR).say("/review")


async def test_a_card_that_was_edited_meanwhile_is_not_approved_as_it_was_seen(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await small.press("Edit")
    await small.fill(**QUOTE | {"words": "Something quite different that nobody has looked at."})

    assert "waits for the moderators" in await moderator.press("Approve")
    assert "Something quite different" in moderator.reply.text


async def test_a_withdrawn_suggestion_is_deleted(small: Chat) -> None:
    await suggest(small)
    await small.press("Withdraw")

    assert "Nothing waits" in await small.seat(MODERATOR).say("/review")
    assert "Nothing is kept" in await small.say("/mydata show")


async def test_a_suggestion_of_somebody_else_is_neither_seen_nor_withdrawn(small: Chat) -> None:
    await suggest(small)
    withdraw = small.reply.controls[1].does.encode()

    assert "no such suggestion" in await small.seat(BEN).send(small.reply.controls[0].does.encode())
    assert "does not wait any more" in await small.seat(BEN).send(withdraw)


async def test_a_sixth_that_waits_is_not_taken(small: Chat) -> None:
    for letter in "abcde":
        await suggest(small, words=f"{letter * 9} {letter * 7} {letter * 5} {letter * 3}")

    assert "5 of your suggestions wait already" in await suggest(small)


async def test_nothing_is_taken_from_whoever_is_blocked_until_that_is_undone(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Block author")
    assert "take no suggestions from you" in await suggest(small, words="Another line, quite unlike the first.")

    await moderator.press("Undo")

    assert "Sent." in await suggest(small, words="Another line, quite unlike the first.")


async def test_erasing_ones_data_lifts_no_block(small: Chat) -> None:
    await suggest(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Block author")
    await small.say("/mydata erase")
    await small.press("Yes, erase it")

    assert "take no suggestions from you" in await suggest(small)


async def test_an_approved_item_stays_without_a_name_when_its_author_erases_their_data(small: Chat) -> None:
    await suggest(small)
    await approve(small.seat(MODERATOR))
    await small.say("/mydata erase")
    await small.press("Yes, erase it")

    assert "suggested by a member" in await small.say("/quote OUR-1")


async def test_a_moderator_who_approves_their_own_decides_as_the_moderators(small: Chat) -> None:
    moderator = small.seat(MODERATOR)
    await suggest(moderator)

    assert "approved (the moderators)" in await approve(moderator)


async def test_a_question_raised_in_a_discussion_comes_back_as_still_open(small: Chat) -> None:
    stores = small.app.services.stores
    space = await stores.spaces.ensure("test", "club", small.clock())
    question = "Who would notice if nobody read it?"
    await stores.submissions.raise_question(space, question, "", by="ada", name="Ada", now=small.clock())
    moderator = small.seat(MODERATOR)
    assert "raised in a discussion" in await moderator.say("/review")
    assert "no topic of that name" in await moderator.press("Approve")

    await moderator.say("/review")
    await moderator.press("Edit")
    await moderator.fill(words=question, topic="taste", kind="open")
    await moderator.press("Approve")

    assert "raised on 2026-11-21, still open" in await small.say("/prompt OUR-P1")
