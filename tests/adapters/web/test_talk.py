"""What becomes of what people do: who sees it, what it replaces, where it stands."""

from adapters.web.message import Message, Said
from adapters.web.reader import Reader
from adapters.web.talk import Outcome, Talk
from bot.chat.action import Action
from bot.chat.form import Form
from tests.adapters.web.conftest import ADA, BEN


def shown(outcome: Outcome) -> Message:
    assert outcome.message
    return outcome.message


def seen(talk: Talk, reader: Reader = ADA, thread: str = "") -> list[str]:
    room = talk.rooms.room(reader.channel.id)
    return [message.text for message in room.seen_by(reader.person.id, thread)]


def wire(command: str, *values: str) -> str:
    return Action(command, values).encode()


async def test_a_line_without_a_slash_is_said_to_everybody(talk: Talk) -> None:
    message = shown(await talk.say(ADA, "Good evening"))

    assert message.content == Said("Good evening", ADA.person.id)
    assert seen(talk, BEN) == ["Good evening"]


async def test_a_full_width_slash_asks_the_book(talk: Talk) -> None:
    message = shown(await talk.say(ADA, "／quote SCA-01"))

    assert "Pre-training" in message.text


async def test_a_blank_line_says_nothing(talk: Talk) -> None:
    assert await talk.say(ADA, " \u200b ") == Outcome()


async def test_a_private_answer_is_seen_by_nobody_else(talk: Talk) -> None:
    await talk.say(ADA, "/whisper words:pears")

    assert seen(talk) == ["A secret: pears"]
    assert seen(talk, BEN) == []


async def test_a_private_answer_can_be_shared(talk: Talk) -> None:
    private = shown(await talk.say(ADA, "/quote SCA-01 only-me"))

    await talk.press(ADA, private.id, wire("share", "quote", "SCA-01"), [])

    assert len(seen(talk, BEN)) == 1
    assert "Pre-training" in seen(talk, BEN)[0]


async def test_nobody_can_press_what_they_cannot_see(talk: Talk) -> None:
    private = shown(await talk.say(ADA, "/whisper"))

    outcome = await talk.press(BEN, private.id, wire("open", "Secrets"), [])

    assert shown(outcome).thread != private.id
    assert talk.rooms.room("reading-room").get(private.id, "ada") == private


async def test_an_answer_that_replaces_takes_the_place_of_what_was_pressed(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))

    outcome = await talk.press(BEN, first.id, wire("turn", "2"), [])

    assert shown(outcome).number == first.number
    assert seen(talk) == ["This is page 2"]


async def test_what_replaces_a_private_message_stays_private(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything only-me"))

    await talk.press(ADA, first.id, wire("turn", "2"), [])

    assert seen(talk) == ["This is page 2"]
    assert seen(talk, BEN) == []


async def test_a_refusal_never_replaces_a_message(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))

    await talk.press(BEN, first.id, wire("fail"), [])

    assert len(seen(talk)) == 1
    assert "Something went wrong" in seen(talk, BEN)[1]


async def test_of_the_private_notes_on_presses_of_a_message_the_last_one_stays(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))
    await talk.press(ADA, first.id, wire("jot", "pears"), [])
    await talk.press(BEN, first.id, wire("jot", "plums"), [])

    await talk.press(ADA, first.id, wire("jot", "apples"), [])

    assert seen(talk)[1:] == ["Noted: apples"]
    assert seen(talk, BEN)[1:] == ["Noted: plums"]


async def test_what_is_chosen_in_a_menu_is_named_beside_the_answer(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))

    answer = shown(await talk.press(ADA, first.id, wire("picked"), ["2"]))

    assert (answer.asked, answer.text) == ("Second", "You picked 2")


async def test_a_button_of_a_message_that_is_gone_still_answers(talk: Talk) -> None:
    answer = shown(await talk.press(ADA, "4711", wire("picked", "7"), []))

    assert answer.text == "You picked 7"


async def test_a_discussion_opens_under_the_message_that_was_pressed(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))

    outcome = await talk.press(BEN, first.id, wire("open", "Beauty"), [])

    assert outcome.thread == first.id
    assert seen(talk, ADA, first.id) == ["Let us talk about Beauty"]
    above = talk.rooms.room("reading-room").get(first.id, "ada")
    assert above
    assert (above.opens, above.replies) == ("Beauty", 1)


async def test_a_discussion_that_is_open_is_used_again(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))
    await talk.press(ADA, first.id, wire("open", "Beauty"), [])

    await talk.press(BEN, first.id, wire("open", "Truth"), [])

    assert seen(talk, ADA, first.id) == ["Let us talk about Beauty", "Let us talk about Truth"]


async def test_what_is_private_is_discussed_without_being_shown(talk: Talk) -> None:
    private = shown(await talk.say(ADA, "/whisper words:pears"))

    outcome = await talk.press(ADA, private.id, wire("open", "Secrets"), [])

    assert outcome.thread != private.id
    assert seen(talk, BEN) == ["Secrets"]
    assert seen(talk, BEN, outcome.thread) == ["Let us talk about Secrets"]


async def test_a_command_in_a_discussion_is_asked_and_answered_there(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))
    thread = (await talk.press(ADA, first.id, wire("open", "Beauty"), [])).thread

    await talk.say(ADA, "/where", thread)

    assert seen(talk, ADA, thread)[-1] == f"in reading-room, thread {thread}, as ada, en"


async def test_a_discussion_that_was_never_opened_is_the_room(talk: Talk) -> None:
    first = shown(await talk.say(ADA, "/everything"))

    assert shown(await talk.say(ADA, "Hello", first.id)).thread == ""
    assert shown(await talk.say(ADA, "Hello", "no such thing")).thread == ""


async def test_a_form_with_an_error_comes_back_in_its_place_with_what_was_typed(talk: Talk) -> None:
    form = shown(await talk.say(ADA, "/fill"))

    again = shown(await talk.submit(ADA, form.id, wire("fill"), {"word": "apple", "number": "many"}))

    assert again.number == form.number
    assert isinstance(again.content, Form)
    assert [field.value for field in again.content.fields[:2]] == ["apple", "many"]


async def test_a_form_that_its_command_refuses_keeps_what_was_typed_and_says_why(talk: Talk) -> None:
    form = shown(await talk.say(ADA, "/fill"))

    again = shown(await talk.submit(ADA, form.id, wire("fill"), {"word": "bad", "number": "3"}))

    assert isinstance(again.content, Form)
    assert again.content.text == "“bad” is taken. Choose another word."
    assert [field.value for field in again.content.fields[:2]] == ["bad", "3"]


async def test_a_form_that_succeeds_is_gone_and_answered(talk: Talk) -> None:
    form = shown(await talk.say(ADA, "/fill"))

    answer = shown(await talk.submit(ADA, form.id, wire("fill"), {"word": "apple", "number": "3", "loud": "yes"}))

    assert answer.asked == "/fill"
    assert seen(talk) == seen(talk, BEN) == ["apple × 3!"]


async def test_a_message_command_is_told_the_message_and_its_author(talk: Talk) -> None:
    said = shown(await talk.say(ADA, "Beauty guides."))

    answer = shown(await talk.act(BEN, said.id, "examine"))

    assert answer.text == "Examined: Beauty guides. — by Ada"
    assert answer.asked == "Examine"


async def test_a_message_that_is_not_seen_cannot_be_used(talk: Talk) -> None:
    private = shown(await talk.say(ADA, "/whisper"))

    assert await talk.act(BEN, private.id, "examine") == Outcome()


async def test_a_private_answer_can_be_put_away_and_a_public_one_cannot(talk: Talk) -> None:
    private, public = shown(await talk.say(ADA, "/whisper")), shown(await talk.say(ADA, "Hello"))

    talk.dismiss(ADA, private.id)
    talk.dismiss(ADA, public.id)

    assert seen(talk) == ["Hello"]


async def test_rooms_do_not_hear_each_other(talk: Talk) -> None:
    await talk.say(ADA, "Hello")

    margins = ADA.of({"as": "ada", "in": "margins"})

    assert seen(talk, margins) == []
