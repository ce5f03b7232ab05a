"""The one way in: permission, audience, errors, parked values, stale buttons, suggestions."""

import logging
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.chat.action import Action
from bot.chat.command import ONLY_ME, Command, Kind, Option, Quoted, Request, Surface
from bot.chat.errors import UserError
from bot.chat.place import Audience, Permission
from bot.chat.reply import Button, Choice, Reply
from bot.dispatch import Dispatcher
from bot.services import Services
from tests.conversation import MODERATOR, Chat


async def echo(services: Services, request: Request, **values: object) -> Reply:
    return Reply(f"{request.audience.value} {values}")


async def fail(services: Services, request: Request, **values: object) -> Reply:
    raise RuntimeError(WORDS)


async def refuse(services: Services, request: Request, **values: object) -> Reply:
    raise UserError("Do something else.")


async def long(services: Services, request: Request, **values: object) -> Reply:
    return Reply("Long.", controls=(Button("Go", Action("echo", ("x" * 500,))),))


async def all_names(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    return [Choice(f"{typed}{n}", str(n)) for n in range(30)]


async def broken_names(services: Services, request: Request, typed: str) -> Sequence[Choice]:
    raise RuntimeError("broken")


WORDS = "the secret words of a member"
TEXT = Option("text", "Help", suggest=all_names)
COMMANDS = (
    Command("echo", "Help", echo, (TEXT, ONLY_ME)),
    Command("count", "Help", echo, (Option("n", "Help", Kind.INTEGER, required=True, least=1, most=5),)),
    Command("staff", "Help", echo, (TEXT,), permission=Permission.MODERATOR),
    Command("owner", "Help", echo, permission=Permission.OWNER, audience=Audience.PRIVATE),
    Command("fail", "Help", fail),
    Command("refuse", "Help", refuse),
    Command("long", "Help", long),
    Command("broken", "Help", echo, (Option("text", "Help", suggest=broken_names),)),
    Command("quoted", "Help", echo, surface=Surface.MESSAGE),
)


@pytest.fixture
def desk(small: Chat) -> Chat:
    """A conversation in which only the commands above exist."""
    services = replace(small.app.services, commands=COMMANDS)
    return Chat(replace(small.app, services=services, dispatcher=Dispatcher(services)), small.clock)


async def test_a_member_may_not_do_what_is_for_moderators(desk: Chat) -> None:
    assert "Only moderators" in await desk.say("/staff hello")
    assert "hello" in await desk.seat(MODERATOR).say("/staff hello")


async def test_a_button_checks_whoever_presses_it(desk: Chat) -> None:
    assert "Only moderators" in await desk.send(Action("staff", ("hello",)).encode())


async def test_a_form_checks_whoever_sends_it(desk: Chat) -> None:
    answer = await desk.app.dispatcher.submit(Action("owner").encode(), desk.request(), {})

    assert answer.content == Reply(
        "Only whoever runs this space can do that.", audience=Audience.PRIVATE, is_error=True
    )


async def test_everybody_is_offered_what_they_may_use(desk: Chat) -> None:
    member = [command.name for command in await desk.app.dispatcher.usable(desk.request())]
    owner = [command.name for command in await desk.app.dispatcher.usable(desk.seat(MODERATOR).request())]

    assert member == [one.name for one in COMMANDS if one.name not in ("staff", "owner")]
    assert owner == [one.name for one in COMMANDS]


async def test_suggestions_are_only_for_those_who_may_use_the_command(desk: Chat) -> None:
    assert await desk.suggested("staff", "text", "a") == []
    assert len(await desk.seat(MODERATOR).suggested("staff", "text", "a")) == 25


async def test_a_broken_suggestion_is_no_suggestion(desk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    assert await desk.suggested("broken", "text", "a") == []
    assert "suggestion failed" in caplog.text


async def test_a_private_command_is_private_for_everybody(desk: Chat) -> None:
    await desk.seat(MODERATOR).say("/owner")

    assert await desk.app.dispatcher.audience("owner", desk.request(), {}) is Audience.PRIVATE


async def test_who_sees_an_answer_is_known_before_it_is_made(desk: Chat) -> None:
    assert await desk.app.dispatcher.audience("echo", desk.request(), {}) is Audience.CHANNEL
    assert await desk.app.dispatcher.audience("echo", desk.request(), {"only-me": "yes"}) is Audience.PRIVATE
    assert await desk.app.dispatcher.audience("nothing", desk.request(), {}) is Audience.PRIVATE


async def test_a_space_can_make_its_lookups_private(desk: Chat) -> None:
    stores, now = desk.app.services.stores, desk.clock()
    space = await stores.spaces.ensure("test", "club", now)
    await stores.settings.set(space, "lookups", "private", by="mo", now=now)

    assert (await desk.say("/echo hello")).startswith("private")
    assert "Share" in desk.labels


async def test_share_never_makes_public_what_is_no_lookup(desk: Chat) -> None:
    assert "older list" in await desk.seat(MODERATOR).send(Action("share", ("owner",)).encode())


async def test_an_error_of_the_person_is_said_in_private(desk: Chat) -> None:
    assert await desk.say("/refuse") == "Do something else."
    assert desk.answer.audience is Audience.PRIVATE
    assert desk.reply.is_error


async def test_an_error_of_ours_is_one_apology_and_no_traceback(desk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await desk.say("/fail")

    assert "Something went wrong on my side" in answer
    assert "secret" not in answer
    assert desk.answer.audience is Audience.PRIVATE
    assert "RuntimeError" in caplog.text


async def test_the_words_in_an_exception_are_not_logged(desk: Chat, caplog: pytest.LogCaptureFixture) -> None:
    await desk.say("/fail")

    assert WORDS not in caplog.text


async def test_a_wrong_value_becomes_a_form_that_keeps_what_was_typed(desk: Chat) -> None:
    answer = await desk.say("/count nine")

    assert "“nine” is not a whole number" in answer
    assert desk.form.fields[0].value == "nine"
    assert desk.form.fields[0].error
    assert "{'n': 3}" in await desk.fill(n="3")


async def test_values_are_checked_whatever_a_platform_promised(desk: Chat) -> None:
    assert "out of range" in await desk.send(Action("count", ("99",)).encode())


async def test_an_action_too_long_for_the_wire_is_parked_and_still_works(desk: Chat) -> None:
    await desk.say("/long")
    assert len(desk.reply.controls[0].does.encode()) <= 100

    assert "x" * 500 in await desk.press("Go")


async def test_a_parked_action_of_one_space_is_nothing_in_another(desk: Chat) -> None:
    await desk.say("/long")
    stranger = desk.seat(place=replace(desk.place, space="elsewhere"))

    assert "older list" in await stranger.send(desk.reply.controls[0].does.encode())


@pytest.mark.parametrize("wire", ["", "cp0:echo:x", "cp1:gone:x", "cp1:parked:unknown", "cp1:share", "cp1:share:gone"])
async def test_a_button_of_an_older_version_says_what_to_do(desk: Chat, wire: str) -> None:
    assert "older list" in await desk.send(wire)
    assert desk.answer.audience is Audience.PRIVATE


async def test_a_line_without_a_command_is_answered_with_help(desk: Chat) -> None:
    assert "/help" in await desk.say("hello there")
    assert "Did you mean /count" in await desk.say("/cuont 3")


async def test_message_commands_get_the_message(desk: Chat) -> None:
    answer = await desk.app.dispatcher.run("quoted", desk.request(Quoted("hello", "Ben")), {})

    assert isinstance(answer.content, Reply)


async def test_two_commands_of_one_name_are_refused(desk: Chat) -> None:
    services = replace(desk.app.services, commands=(*COMMANDS, COMMANDS[0]))

    with pytest.raises(ValueError, match="same name"):
        Dispatcher(services)
