"""One person at the console."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.console.conversation import Conversation, Pressable, Seat, pressables
from bot.chat.action import Action
from bot.chat.command import Command, Request, Surface
from bot.chat.form import Field, Form
from bot.chat.place import Permission
from bot.chat.reply import Button, Choice, Reply, Select
from bot.dispatch import Answer, Dispatcher
from tests.conversation import Chat
from tests.handed import REFUSED, TAKE


async def echo(services: object, request: Request) -> Reply:
    return Reply(f"“{request.message.text}”" if request.message else "nothing")


async def rank(services: object, request: Request) -> Reply:
    return Reply(f"{request.person.name} {request.permission.name} {request.place.channel} {request.locale}")


def conversation(small: Chat, *commands: Command, seat: Seat | None = None) -> Conversation:
    services = replace(small.app.services, commands=commands)
    return Conversation(Dispatcher(services), (seat or Seat()).request)


def text(answer: Answer) -> str:
    return answer.content.text


async def test_a_command_for_messages_is_used_on_a_message(small: Chat) -> None:
    talk = conversation(small, Command("verify.line", "Verify", echo, surface=Surface.MESSAGE))

    assert text(await talk.answer("use verify.line The data is finite.")) == "“The data is finite.”"


async def test_any_other_command_is_not_used_on_a_message(small: Chat) -> None:
    talk = conversation(small, Command("verify.line", "Verify", echo, surface=Surface.HIDDEN))

    assert "/help" in text(await talk.answer("use verify.line The data is finite."))


async def test_a_seat_says_who_asks_and_where(small: Chat) -> None:
    talk = conversation(small, Command("rank", "Rank", rank), seat=Seat("Ada", "club", "books", language="de"))

    assert text(await talk.answer("/rank")) == f"Ada {Permission.MEMBER.name} books de"


async def test_a_moderator_at_the_console_runs_the_space(small: Chat) -> None:
    talk = conversation(small, Command("rank", "Rank", rank), seat=Seat("Mo", moderator=True))

    assert text(await talk.answer("/rank")) == f"Mo {Permission.OWNER.name} general en"


def test_buttons_come_before_menus() -> None:
    menu = Select("Topics", Action("topics.open"), (Choice("Taste", "taste"),))
    reply = Reply("Well.", controls=(menu, Button("Save", Action("saved.add"))))

    assert pressables(reply) == (Pressable("Save", "cp1:saved.add"), Pressable("Taste", "cp1:topics.open", ("taste",)))


def test_a_form_has_nothing_to_press() -> None:
    assert pressables(Form("Summary", Action("summary"), (Field("topic", "Topic"),))) == ()


async def test_only_the_last_answer_can_be_pressed(small: Chat) -> None:
    talk = Conversation(small.app.dispatcher, Seat().request)
    await talk.answer("/quote TAS-01")
    await talk.answer("/nonsense")

    assert "/help" in text(await talk.answer("1"))


async def test_a_file_is_handed_over_by_its_path(small: Chat, tmp_path: Path) -> None:
    talk = conversation(small, TAKE, seat=Seat(moderator=True))
    (tmp_path / "export one.json").write_bytes(b"{}")

    assert text(await talk.answer(f'/take file "{tmp_path}/export one.json"')) == "2 characters: {}"


@pytest.mark.parametrize("content", REFUSED, ids=REFUSED.values())
async def test_a_file_that_is_not_taken_is_asked_for_again(small: Chat, tmp_path: Path, content: bytes) -> None:
    talk = conversation(small, TAKE, seat=Seat(moderator=True))
    (tmp_path / "export.json").write_bytes(content)

    assert REFUSED[content] in text(await talk.answer(f"/take file {tmp_path}/export.json"))


@pytest.mark.parametrize("path", ["/nowhere/at/all", "/dev/zero", "~nobody-of-that-name/file", "."])
async def test_only_files_are_opened(small: Chat, path: str) -> None:
    talk = conversation(small, TAKE, seat=Seat(moderator=True))

    assert "Choose it again" in text(await talk.answer(f"/take file {path}"))
