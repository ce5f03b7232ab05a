"""`/verify` and the message action, as a person reads them."""

from bot.chat.place import Audience
from tests.commands.test_contributing import BEES, ELSEWHERE, approve, suggest
from tests.conversation import MODERATOR, Chat


async def test_an_exact_line_is_said_to_be_exact_with_its_place(small: Chat) -> None:
    answer = await small.say("/verify There’s no room for ugliness.")

    assert answer.startswith("Exact: Ilya Sutskever is quoted so")
    assert "Chapter 8, line 211, TAS-01" in answer


async def test_a_changed_word_is_named(small: Chat) -> None:
    answer = await small.say("/verify Pre-training will soon run out of data. Data is obviously finite.")

    assert answer.startswith("Altered: Ilya Sutskever is quoted otherwise")
    assert "“soon” instead of “eventually”" in answer


async def test_a_line_of_the_interviewer_is_not_the_guests(small: Chat) -> None:
    assert "Said by Dwarkesh Patel, not by" in await small.say("/verify Ilya Sutskever: “What is research taste?”")


async def test_two_quotations_joined_into_one_are_told_apart(small: Chat) -> None:
    answer = await small.say(
        "/verify We are squarely an age of research company. There’s no room for ugliness. "
        "It’s just beauty, simplicity, elegance."
    )

    assert answer.startswith("Joined from more than one quotation")
    assert {quote.id for quote in small.reply.quotes} == {"SCA-02", "TAS-01"}


async def test_a_report_is_not_called_a_quotation(small: Chat) -> None:
    answer = await small.say("/verify He compares the industry to a room in which scaling has used up all the oxygen.")

    assert answer.startswith("Reported, not a quotation")


async def test_what_is_not_here_is_not_called_invented(small: Chat) -> None:
    answer = await small.say("/verify The unexamined life is not worth living.")

    assert answer.startswith("Not in this library")
    assert "does not prove it is invented" in answer
    assert small.reply.quotes == ()


async def test_the_quotation_can_be_shown(small: Chat) -> None:
    await small.say("/verify There’s no room for ugliness.")

    assert "TAS-01" in await small.press("Show the quotation")


async def test_a_message_is_checked_in_private(small: Chat) -> None:
    await small.use("verify.message", "There’s no room for ugliness.", "Ben")

    assert small.answer.audience is Audience.PRIVATE


async def test_what_was_found_of_a_message_can_be_shared(small: Chat) -> None:
    private = await small.use("verify.message", "There’s no room for ugliness.", "Ben")

    assert await small.press("Share") == private
    assert small.answer.audience is Audience.CHANNEL


async def test_a_message_without_text_says_so(small: Chat) -> None:
    assert "no text that I could check" in await small.use("verify.message", "  ")


async def test_a_missing_line_is_asked_for(small: Chat) -> None:
    await small.say("/verify")

    assert small.form.fields[0].long
    assert "Exact" in await small.fill(line="There’s no room for ugliness.")


async def add_own_quotation(chat: Chat) -> None:
    """Bring the group's library a quotation of somebody whom nobody else quotes."""
    await suggest(chat)
    await approve(chat.seat(MODERATOR))


async def test_a_quotation_of_the_groups_own_is_recognised_here(small: Chat) -> None:
    await add_own_quotation(small)

    answer = await small.say(f"/verify {BEES}")

    assert answer.startswith("Exact: Ada Lovelace is quoted so")
    assert "Her notes, page 3, OUR-1" in answer


async def test_a_changed_word_in_a_quotation_of_the_groups_own_is_named(small: Chat) -> None:
    await add_own_quotation(small)

    answer = await small.say("/verify A library is a hive that keeps its money in words.")

    assert answer.startswith("Altered: Ada Lovelace is quoted otherwise")
    assert "“money” instead of “honey”" in answer


async def test_a_line_of_the_library_is_recognised_as_before_beside_a_groups_own(small: Chat) -> None:
    await add_own_quotation(small)

    assert "Said by Ilya Sutskever, not by Ada Lovelace" in await small.say(
        "/verify Ada Lovelace: “There’s no room for ugliness.”"
    )


async def test_a_quotation_of_one_group_is_not_in_the_library_of_another(small: Chat) -> None:
    await add_own_quotation(small)

    stranger = small.seat(place=ELSEWHERE)

    assert (await stranger.say(f"/verify {BEES}")).startswith("Not in this library")
