"""A file on its way to a handler: opened late, counted, read as UTF-8, and kept nowhere."""

from dataclasses import replace

import pytest

from bot.chat.action import ASK, Action
from bot.chat.form import Form
from bot.chat.handed import HANDED_LIMIT, Unreadable, Why
from bot.dispatch import Answer, Dispatcher
from tests.conversation import MODERATOR, Chat
from tests.handed import LARGEST, REFUSED, TAKE, Handed
from tests.state.test_tenants import rows_of


@pytest.fixture
def desk(small: Chat) -> Chat:
    services = replace(small.app.services, commands=(TAKE,))
    return replace(small, app=replace(small.app, services=services, dispatcher=Dispatcher(services)), person=MODERATOR)


async def hand(desk: Chat, files: Handed, **given: str) -> Answer:
    """Run the command with these files at hand."""
    request = replace(desk.request(), files=files)
    return await desk.app.dispatcher.run(TAKE.name, request, {"file": "f", **given})


def text_of(answer: Answer) -> str:
    return answer.content.text


async def test_the_text_of_a_file_reaches_the_handler(desk: Chat) -> None:
    assert text_of(await hand(desk, Handed({"f": "zwölf\n".encode()}))) == "6 characters: zwölf"


async def test_a_mark_of_the_byte_order_is_no_part_of_the_text(desk: Chat) -> None:
    assert text_of(await hand(desk, Handed({"f": b"\xef\xbb\xbfa"}))) == "1 characters: a"


async def test_a_file_of_the_largest_size_is_taken(desk: Chat) -> None:
    assert text_of(await hand(desk, Handed({"f": LARGEST}))).startswith(f"{HANDED_LIMIT} characters")


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
async def test_what_is_no_small_text_is_refused_at_its_field(desk: Chat, content: bytes) -> None:
    answer = await hand(desk, Handed({"f": content}))

    assert isinstance(answer.content, Form)
    assert answer.content.fields[0].error.startswith(REFUSED[content])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (Unreadable(Why.NOT_HANDED), "Choose it in the form"),
        (Unreadable(Why.GONE), "Choose it again"),
        (Unreadable(Why.FOREIGN), "I did not open it"),
        (Unreadable(Why.NOT_ALLOWED, "files:read"), "can allow it: files:read."),
    ],
)
async def test_what_cannot_be_had_is_told_with_what_to_do(desk: Chat, wrong: Unreadable, told: str) -> None:
    assert told in text_of(await hand(desk, Handed({"f": wrong})))


async def test_nothing_is_opened_for_somebody_who_may_not_use_the_command(desk: Chat) -> None:
    files = Handed({"f": b"a"})

    answer = await hand(replace(desk, person=replace(MODERATOR, runs_space=False)), files)

    assert "Only moderators" in text_of(answer)
    assert files.opened == 0


async def test_a_typed_name_is_no_file(desk: Chat) -> None:
    assert "A file cannot be typed" in await desk.say("/take file file:/etc/passwd")


async def test_a_missing_file_is_asked_for(desk: Chat) -> None:
    await desk.say("/take file")

    assert [(field.name, field.required) for field in desk.form.fields] == [("file", True), ("note", False)]


async def test_a_form_that_comes_back_holds_no_file(desk: Chat) -> None:
    answer = await hand(desk, Handed({"f": b"caf\xe9"}), note="n" * 200)

    assert isinstance(answer.content, Form)
    assert [field.value for field in answer.content.fields] == ["", "n" * 200]


async def test_a_file_is_in_no_button_and_in_no_row(desk: Chat) -> None:
    again = await desk.app.dispatcher.ask_again(
        Action(TAKE.name).encode(), desk.request(), {"file": "canary", "note": "n" * 200}
    )
    assert again is not None
    await desk.send(again.does.encode())

    stores = desk.app.services.stores
    rows = await rows_of(stores.database, await stores.spaces.ensure("test", "club", desk.clock()))
    assert "canary" not in repr((again, desk.answer, rows))
    assert [field.value for field in desk.form.fields] == ["", "n" * 200]


async def test_a_button_hands_no_file_over(desk: Chat) -> None:
    files = Handed({"f": b"a"})
    request = replace(desk.request(), files=files)

    for wire in (Action(TAKE.name, ("f",)), Action(ASK, (TAKE.name, "f"))):
        answer = await desk.app.dispatcher.press(wire.encode(), request)
        assert isinstance(answer.content, Form)

    assert files.opened == 0


def test_what_was_handed_over_is_not_written_out(desk: Chat) -> None:
    request = replace(desk.request(), files=Handed({"f": b"canary"}))

    assert "Handed" not in repr(request)
