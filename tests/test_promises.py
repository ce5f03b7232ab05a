"""What platforms can learn before a command has run, and how a form is opened again."""

from dataclasses import replace

import pytest

from bot.chat.action import SHARE, Action
from bot.chat.command import ONLY_ME, Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Form
from bot.chat.place import Audience, Permission
from bot.chat.reply import Reply
from bot.dispatch import Dispatcher, Promise
from bot.services import Services
from tests.conversation import Chat


async def echo(services: Services, request: Request, **values: object) -> Reply:
    return Reply(f"{values}")


async def refuse(services: Services, request: Request, **values: object) -> Reply:
    raise UserError("Do something else.")


COUNT = Option("n", "How many", Kind.INTEGER, required=True, least=1, most=5)
COMMANDS = (
    Command("look", "Help", echo, (Option("text", "Help"), ONLY_ME)),
    Command("page", "Help", echo, surface=Surface.HIDDEN, replaces=True),
    Command("count", "Help", refuse, (COUNT, Option("why", "The reason", long=True))),
    Command("staff", "Help", echo, (COUNT,), permission=Permission.MODERATOR),
)


@pytest.fixture
def desk(small: Chat) -> Chat:
    services = replace(small.app.services, commands=COMMANDS)
    return replace(small, app=replace(small.app, services=services, dispatcher=Dispatcher(services)))


async def test_a_lookup_promises_to_answer_the_channel(desk: Chat) -> None:
    promised = await desk.app.dispatcher.promise(Action("look", ("a",)).encode(), desk.request())

    assert promised == Promise(Audience.CHANNEL)


async def test_a_private_lookup_promises_to_answer_in_private(desk: Chat) -> None:
    promised = await desk.app.dispatcher.promise(Action("look", ("a", "yes")).encode(), desk.request())

    assert promised == Promise(Audience.PRIVATE)


async def test_a_share_button_promises_to_answer_the_channel(desk: Chat) -> None:
    promised = await desk.app.dispatcher.promise(Action(SHARE, ("look", "a", "yes")).encode(), desk.request())

    assert promised == Promise(Audience.CHANNEL)


async def test_a_command_that_replaces_promises_to(desk: Chat) -> None:
    assert (await desk.app.dispatcher.promise(Action("page").encode(), desk.request())).replaces


@pytest.mark.parametrize("wire", ["", "cp0:old", "cp1:gone", "cp1:parked:unknown", "cp1:share", "cp1:share:count"])
async def test_a_stale_button_promises_a_private_answer(desk: Chat, wire: str) -> None:
    assert await desk.app.dispatcher.promise(wire, desk.request()) == Promise(Audience.PRIVATE)


async def test_a_form_opens_again_with_what_was_filled_in(desk: Chat) -> None:
    again = await desk.app.dispatcher.ask_again(Action("count").encode(), desk.request(), {"n": "9", "why": "x" * 500})
    assert again is not None

    await desk.send(again.does.encode())

    assert [(field.name, field.value) for field in desk.form.fields] == [("n", "9"), ("why", "x" * 500)]
    assert "out of range" in desk.form.fields[0].error


async def test_a_form_opens_again_though_nothing_is_wrong_with_its_values(desk: Chat) -> None:
    again = await desk.app.dispatcher.ask_again(Action("count").encode(), desk.request(), {"n": "3"})
    assert again is not None

    await desk.send(again.does.encode())

    assert isinstance(desk.answer.content, Form)


async def test_a_form_of_moderators_does_not_open_again_for_a_member(desk: Chat) -> None:
    again = await desk.app.dispatcher.ask_again(Action("staff").encode(), desk.request(), {"n": "3"})
    assert again is not None

    assert "Only moderators" in await desk.send(again.does.encode())


async def test_a_form_of_an_older_version_does_not_open_again(desk: Chat) -> None:
    assert await desk.app.dispatcher.ask_again("cp0:count", desk.request(), {}) is None
