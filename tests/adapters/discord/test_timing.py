"""Answers that take their time, that fail, and that come too late. Nothing waits: patience is 0, a gate opens."""

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.chat.action import Action
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.errors import UserError
from bot.chat.form import Form, form_of
from bot.chat.markdown import escape
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, Reply
from bot.services import Services
from tests.adapters.discord.running import running
from tests.fakes.discord.answering import DEFERRED_MESSAGE, DEFERRED_UPDATE
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.local import LocalDiscord

SECRET = "what a member wrote"


class Gate:
    """Handlers that wait until a test lets them go on."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    async def answer(self, services: Services, request: Request) -> Reply:
        await self.opened.wait()
        return Reply("At last.", controls=(Button("Next", Action("page.next")),))

    async def refuse(self, services: Services, request: Request) -> Reply:
        await self.opened.wait()
        raise UserError("Do something else.")

    async def ask(self, services: Services, request: Request, n: int = 0) -> Form:
        await self.opened.wait()
        return form_of(self.commands[3], {"n": "9"}, {})

    async def next(self, services: Services, request: Request) -> Reply:
        await self.opened.wait()
        return Reply("The next page.")

    async def private(self, services: Services, request: Request) -> Reply:
        await self.opened.wait()
        return Reply("For you alone.", audience=Audience.PRIVATE)

    async def fail(self, services: Services, request: Request) -> Reply:
        raise RuntimeError(SECRET)

    async def suggest(self, services: Services, request: Request, typed: str) -> Sequence[Choice]:
        raise RuntimeError(SECRET)

    async def echo(self, services: Services, request: Request, text: str) -> Reply:
        return Reply(cards=(Card("Echo", escape(text)),))

    @property
    def commands(self) -> tuple[Command, ...]:
        number = Option("n", "How many", Kind.INTEGER, required=False, least=1, most=5)
        return (
            Command("slow", "Takes its time", self.answer),
            Command("whisper", "Takes its time in private", self.answer, audience=Audience.PRIVATE),
            Command("refuse", "Refuses late", self.refuse),
            Command("wonder", "Asks late", self.ask, (number,)),
            Command("fail", "Fails", self.fail, (Option("text", "Anything", suggest=self.suggest),)),
            Command("turn", "Turns out private", self.private),
            Command("page.next", "The next page", self.next, surface=Surface.HIDDEN, replaces=True),
            Command("echo", "Says it again", self.echo, (Option("text", "Anything", required=True),)),
        )


@pytest.fixture
def gate() -> Gate:
    return Gate()


async def answered(exchange: Exchange, gate: Gate) -> Exchange:
    """Wait for “thinking…”, open the gate, and wait for the answer."""
    await exchange.acknowledged()
    gate.opened.set()
    return await exchange.answered()


async def test_a_slow_answer_is_announced_and_then_given(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        answer = await answered(await discord.begin("slow"), gate)

    assert answer.response == DEFERRED_MESSAGE
    assert (answer.text, answer.is_private) == ("At last.", False)


async def test_a_slow_private_answer_is_announced_in_private(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        answer = await answered(await discord.begin("whisper"), gate)

    assert (answer.response, answer.text, answer.is_private) == (DEFERRED_MESSAGE, "At last.", True)


async def test_a_late_refusal_takes_the_public_announcement_away(
    discord: LocalDiscord, tmp_path: Path, gate: Gate
) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        answer = await answered(await discord.begin("refuse"), gate)

    assert (answer.deleted_original, answer.is_private, answer.text) == (True, True, "Do something else.")
    assert discord.seen_by(discord.member("Ben")) == []


async def test_what_turns_out_private_is_not_shown_to_others(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        answer = await answered(await discord.begin("turn"), gate)

    assert (answer.is_private, answer.text) == (True, "For you alone.")


async def test_a_form_that_comes_late_is_a_button_away(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        late = await answered(await discord.begin("wonder"), gate)

    assert (late.is_private, late.buttons) == (True, ["Open the form"])


async def test_a_quick_form_opens_at_once(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    gate.opened.set()
    async with running(discord, tmp_path, gate.commands):
        form = await discord.slash("wonder")

    assert form.modal is not None
    assert form.modal["title"] == "Wonder"


async def test_a_slow_next_page_still_takes_the_place_of_the_first(
    discord: LocalDiscord, tmp_path: Path, gate: Gate
) -> None:
    async with running(discord, tmp_path, gate.commands, patience=0):
        first = await answered(await discord.begin("slow"), gate)
        gate.opened.clear()
        second = await answered(await discord.begin_press(first, "Next"), gate)

    assert second.response == DEFERRED_UPDATE
    assert first.text == "The next page."


async def test_a_failing_handler_apologises_in_private(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands):
        answer = await discord.slash("fail")

    assert answer.is_private
    assert "Something went wrong on my side" in answer.text


async def test_failing_completions_are_none(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands):
        assert await discord.complete("fail", "text", "a") == []


async def test_an_expired_interaction_is_logged_and_harms_nothing(
    discord: LocalDiscord, tmp_path: Path, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    async with running(discord, tmp_path, gate.commands):
        await discord.begin("slow")
        await discord.clock.advance(3.1)
        gate.opened.set()
        answer = await discord.slash("slow")

    assert answer.text == "At last."
    assert "an interaction expired" in caplog.text


async def test_a_long_answer_goes_on_in_numbered_messages(discord: LocalDiscord, tmp_path: Path, gate: Gate) -> None:
    async with running(discord, tmp_path, gate.commands):
        answer = await (await discord.begin("echo", text="A sentence of some words. " * 230)).answered(messages=2)

    assert "-# 1/2" in answer.text
    assert answer.text.count("A sentence of some words.") == 230
