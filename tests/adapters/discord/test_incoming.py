"""Interactions in the words of the core."""

from pathlib import Path
from typing import Any

import pytest

from adapters.discord.incoming import command_of, focused_of, readable
from bot.chat.command import Command, Kind, Option, Request, Surface
from bot.chat.place import Own
from bot.chat.reply import Reply
from bot.services import Services
from tests.adapters.discord.running import running
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import ADMINISTRATOR, EVERYDAY, PUBLIC_THREAD


class Ear:
    """A command that keeps what it heard."""

    def __init__(self) -> None:
        self.heard: list[tuple[Request, dict[str, Any]]] = []

    async def hear(self, services: Services, request: Request, **values: Any) -> Reply:
        self.heard.append((request, values))
        return Reply("Heard.")

    @property
    def request(self) -> Request:
        return self.heard[-1][0]

    @property
    def commands(self) -> tuple[Command, ...]:
        options = (
            Option("text", "Words"),
            Option("n", "A number", Kind.INTEGER),
            Option("flag", "Yes or no", Kind.FLAG),
            Option("who", "Somebody", Kind.PERSON),
            Option("where", "A channel", Kind.CHANNEL),
        )
        return (
            Command("hear", "Help", self.hear, options),
            Command("daily set", "Help", self.hear, (Option("text", "Words"),)),
            Command("message.hear", "Help", self.hear, surface=Surface.MESSAGE, title="Hear this"),
        )


@pytest.fixture
def ear() -> Ear:
    return Ear()


async def test_typed_options_arrive_with_their_types(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    ben = discord.member("Ben")
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", text="words", n=3, flag=True, who=ben.id, where=discord.channel.id)

    expected = {"text": "words", "n": 3, "flag": True, "who": ben.id, "where": discord.channel.id}
    assert ear.heard[-1][1] == expected


async def test_a_command_of_two_words_is_found(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("daily set", text="words")

    assert ear.heard[-1][1] == {"text": "words"}


async def test_a_message_command_is_given_the_message(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    async with running(discord, tmp_path, ear.commands):
        message = discord.say("> **Scaling** is over.", as_=discord.member("Ben"))
        await discord.message_action("Hear this", message)

    quoted = ear.request.message
    assert quoted is not None
    assert (quoted.text, quoted.author) == ("Scaling is over.", "Ben")
    assert quoted.link == f"https://discord.com/channels/{discord.guild.id}/{discord.channel.id}/{message.id}"


async def test_the_text_of_frames_can_be_read_too(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    async with running(discord, tmp_path, ear.commands):
        answer = await discord.slash("hear")
        await discord.message_action("Hear this", answer.message)

    assert ear.request.message is not None
    assert ear.request.message.text == "Heard."


async def test_a_person_is_known_by_name_language_and_rights(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    mo = discord.moderator("Mo", locale="zh-CN")
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", as_=mo)

    person = ear.request.person
    assert (person.id, person.name, person.runs_space, ear.request.locale) == (mo.id, "Mo", True, "zh-CN")


async def test_an_administrator_runs_the_space(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", as_=discord.member("Root", permissions=EVERYDAY | ADMINISTRATOR))

    assert ear.request.person.runs_space


async def test_roles_are_known(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    discord.guild.roles["77"] = "Facilitators"
    ada = discord.member("Ada")
    ada.roles.append("77")
    async with running(discord, tmp_path, ear.commands):
        await discord.gateway.arrived()
        await discord.slash("hear", as_=ada)

    assert "77" in ear.request.person.roles


async def test_a_thread_belongs_to_its_channel(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    thread = discord.world.add_channel("Aside", discord.guild, PUBLIC_THREAD, discord.channel)
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", in_=thread)

    assert (ear.request.place.channel, ear.request.place.thread) == (discord.channel.id, thread.id)
    assert ear.request.own is Own.NOTHING


async def test_direct_messages_are_the_persons_own_space(discord: LocalDiscord, tmp_path: Path, ear: Ear) -> None:
    ada = discord.member("Ada")
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", as_=ada, in_=discord.direct_channel(ada))

    assert (ear.request.place.space, ear.request.person.runs_space) == (f"user-{ada.id}", True)
    assert ear.request.own is Own.SPACE


async def test_a_server_that_did_not_install_the_app_is_not_asked(
    discord: LocalDiscord, tmp_path: Path, ear: Ear
) -> None:
    elsewhere = discord.world.add_guild("Elsewhere", has_bot=False)
    channel = discord.add_channel("general", elsewhere)
    mo = discord.moderator("Mo")
    async with running(discord, tmp_path, ear.commands):
        await discord.slash("hear", as_=mo, in_=channel, user_installed=True)

    assert ear.request.place.space == f"user-{mo.id}"


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("> **Scaling** is _not_ over", "Scaling is _not_ over"),
        ("### Title\n> “Words.”\n-# line 3", "Title\n“Words.”\nline 3"),
        (r"two \* two and snake\_case", "two * two and snake_case"),
        ("- one\n- two", "one\ntwo"),
        ("||hidden|| ~~gone~~ `code`", "hidden gone code"),
        ("@\u200beveryone", "@everyone"),
    ],
)
def test_marks_are_taken_off_what_somebody_points_at(markdown: str, words: str) -> None:
    assert readable(markdown) == words


@pytest.mark.parametrize("hostile", ["> " * 3000, "\n" * 6000, "* " * 3000, "-" * 6000, " " * 6000, "\\" * 6000])
def test_reading_hostile_text_is_quick(hostile: str) -> None:
    assert len(readable(hostile)) <= len(hostile)


def test_the_option_that_is_typed_into_is_found_in_a_subcommand() -> None:
    inner = [{"name": "topic", "type": 3, "value": "sc", "focused": True}, {"name": "n", "type": 4, "value": 2}]
    data = {"name": "daily", "type": 1, "options": [{"name": "set", "type": 1, "options": inner}]}

    assert focused_of(data) == "topic"
    assert command_of(data, ()) == ("daily set", {"topic": "sc", "n": "2"})
