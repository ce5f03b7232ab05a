"""A member's line becomes a quotation only if they agree, or if a moderator names a source."""

from bot.chat.place import Audience
from tests.conversation import BEN, MODERATOR, Chat

LINE = "We argue about the map because nobody has walked the road."


async def suggest_bens_line(chat: Chat, **fields: str) -> str:
    """Ada uses the action on what Ben said, and sends the form."""
    await chat.use("suggest.message", LINE, "Ben", BEN.id)
    filled = {field.name: field.value for field in chat.form.fields if field.value}
    return await chat.fill(**{**filled, "topic": "Research taste", **fields})


async def test_whoever_said_it_is_asked_where_they_said_it(small: Chat) -> None:
    asked = await suggest_bens_line(small)

    assert "May this line of yours become a quotation, Ben?" in asked
    assert small.answer.audience is Audience.CHANNEL
    assert small.labels == ["I agree", "Rather not"]
    assert small.reply.mentions == ()


async def test_nobody_else_can_agree(small: Chat) -> None:
    await suggest_bens_line(small)
    wire = small.reply.controls[0].does.encode()

    assert "Only whoever said it" in await small.send(wire)
    assert "Only whoever said it" in await small.seat(MODERATOR).send(wire)


async def test_a_line_is_not_approved_before_its_speaker_agrees(small: Chat) -> None:
    await suggest_bens_line(small, source="A letter")
    moderator = small.seat(MODERATOR)
    assert "waits for whoever said it" in await moderator.say("/review")

    assert "has not agreed" in await moderator.press("Approve")


async def test_a_line_is_approved_after_its_speaker_agreed(small: Chat) -> None:
    await suggest_bens_line(small)
    assert "Ben agrees" in await small.seat(BEN).send(small.reply.controls[0].does.encode())
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")

    await moderator.press("Approve")

    assert "Ben, in this group" in await small.say("/quote OUR-1")


async def test_a_line_whose_speaker_refuses_is_rejected(small: Chat) -> None:
    await suggest_bens_line(small)
    await small.seat(BEN).send(small.reply.controls[1].does.encode())

    assert "Nothing waits" in await small.seat(MODERATOR).say("/review")
    assert "would rather not" in await small.say("/mydata show")


async def test_a_moderator_who_names_a_source_needs_no_consent(small: Chat) -> None:
    await suggest_bens_line(small)
    moderator = small.seat(MODERATOR)
    await moderator.say("/review")
    await moderator.press("Edit")
    filled = {field.name: field.value for field in moderator.form.fields if field.value}

    await moderator.fill(**filled, source="Ben's essay, page 2")

    assert "approved · OUR-1" in await moderator.press("Approve")


async def test_ones_own_line_needs_nobodys_consent(small: Chat) -> None:
    await small.use("suggest.message", LINE, "Ada", "ada")

    filled = {field.name: field.value for field in small.form.fields if field.value}
    assert "Sent." in await small.fill(**filled, topic="taste")


async def test_a_line_of_nobody_who_can_be_asked_waits_for_a_source(small: Chat) -> None:
    await small.use("suggest.message", LINE)

    assert "A moderator who names its source" in await small.fill(words=LINE, speaker="Ben", topic="taste")
    assert small.answer.audience is Audience.PRIVATE


async def test_a_message_without_text_is_not_suggested(small: Chat) -> None:
    assert "no text" in await small.use("suggest.message", " ")


async def test_what_somebody_said_is_gone_when_they_erase_their_data(small: Chat) -> None:
    await suggest_bens_line(small)
    ben = small.seat(BEN)
    await ben.say("/mydata show")

    await ben.send("cp1:mydata.erased")

    assert "Nothing waits" in await small.seat(MODERATOR).say("/review")
