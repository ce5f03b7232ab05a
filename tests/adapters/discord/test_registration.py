"""What Discord is told about the commands."""

import json

import pytest

from adapters.discord.registration import fingerprint, payload_of
from bot.chat.command import Command
from bot.commands import COMMANDS
from tests.adapters.discord import declared
from tests.adapters.discord.declared import nothing
from tests.fakes.discord import commands


def test_the_registration_is_as_it_was() -> None:
    assert declared.payload() == json.loads(declared.GOLDEN.read_text(encoding="utf-8"))


def test_discord_takes_every_command_there_is() -> None:
    commands.check(payload_of(COMMANDS, lambda sentence: {}))


def test_discord_takes_what_is_translated() -> None:
    commands.check(declared.payload())


def test_a_group_is_hidden_only_when_all_of_it_is_for_moderators() -> None:
    permissions = {command["name"]: command["default_member_permissions"] for command in declared.payload()}

    assert permissions["hand"] is None
    assert permissions["daily"] == 1 << 13
    assert permissions["manage"] == 1 << 5


def test_a_translation_that_is_no_name_is_left_out() -> None:
    daily = next(command for command in declared.payload() if command["name"] == "daily")
    kind = next(option for option in daily["options"][0]["options"] if option["name"] == "kind")

    assert "name_localizations" not in kind


def test_a_language_serves_its_regions() -> None:
    payload = payload_of(declared.COMMANDS, lambda sentence: {"zh": "引用"} if sentence == "quote" else {})

    assert payload[0]["name_localizations"] == {"zh-CN": "引用", "zh-TW": "引用"}


def test_a_region_of_its_own_is_preferred() -> None:
    both = {"zh": "引用", "zh-tw": "語錄"}
    payload = payload_of(declared.COMMANDS, lambda sentence: both if sentence == "quote" else {})

    assert payload[0]["name_localizations"] == {"zh-CN": "引用", "zh-TW": "語錄"}


def test_the_fingerprint_notices_every_change() -> None:
    first = payload_of(declared.COMMANDS, lambda sentence: {})

    assert fingerprint(first) == fingerprint(json.loads(json.dumps(first)))
    assert fingerprint(first) != fingerprint(declared.payload())


def test_a_command_cannot_be_bare_and_have_subcommands() -> None:
    both = (Command("quote", "Help", nothing), Command("quote daily", "Help", nothing))

    with pytest.raises(ValueError, match="no bare /quote"):
        payload_of(both, lambda sentence: {})


def test_more_commands_than_discord_registers_are_refused() -> None:
    many = [Command(f"c{number}", "Help", nothing) for number in range(101)]

    with pytest.raises(ValueError, match="101 commands"):
        payload_of(many, lambda sentence: {})
