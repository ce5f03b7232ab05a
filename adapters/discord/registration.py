"""The application commands that Discord is told about, made from the declarations.

Decides how a declaration looks there: two words are a command and a subcommand, a message command is an entry of the
context menu, what only moderators may do is hidden from others at first (who runs the server can change that, so the
core checks again), and it is offered on servers only. Names and descriptions come in every language of the catalogues.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

import discord

from adapters.discord import limits
from bot.chat.command import Command, Kind, Option, Surface
from bot.chat.place import Permission

Json = dict[str, Any]
Translations = Callable[[str], Mapping[str, str]]

CHAT, MESSAGE = 1, 3
SUBCOMMAND, STRING, INTEGER, BOOLEAN, PERSON, CHANNEL, ROLE, ATTACHMENT = 1, 3, 4, 5, 6, 7, 8, 11
SERVER, DIRECT, ELSEWHERE = 0, 1, 2  # contexts: on a server, with the bot, in other direct messages
FOR_SERVERS, FOR_PEOPLE = 0, 1  # how the app is installed
SPEAKABLE = [0, 5, 15]  # text, announcements, forum
MODERATORS = discord.Permissions(manage_messages=True)
OWNERS = discord.Permissions(manage_guild=True)


def payload_of(commands: Sequence[Command], translations: Translations) -> list[Json]:
    """What the bulk overwrite of the app's commands is given. Raises ValueError above Discord's limits."""
    slash = [command for command in commands if command.surface is Surface.SLASH]
    first_words = dict.fromkeys(command.name.split()[0] for command in slash)
    chat = [_chat(word, [c for c in slash if c.name.split()[0] == word], translations) for word in first_words]
    menu = [_menu_entry(command, translations) for command in commands if command.surface is Surface.MESSAGE]
    if len(chat) > limits.COMMANDS or len(menu) > limits.MESSAGE_COMMANDS:
        raise ValueError(
            f"{len(chat)} commands and {len(menu)} message commands; Discord registers {limits.COMMANDS} and "
            f"{limits.MESSAGE_COMMANDS}."
        )
    return chat + menu


def fingerprint(payload: Sequence[Json]) -> str:
    """The same for the same registration, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _chat(word: str, commands: Sequence[Command], translations: Translations) -> Json:
    """A top-level command: one declaration of one word, or the group of those that begin with it."""
    if [command.name for command in commands] == [word]:
        (alone,) = commands
        body = _described(word, alone.help, translations)
        body["options"] = [_option(option, translations) for option in alone.options]
    else:
        listed = ", ".join(command.name.partition(" ")[2] or "(alone)" for command in commands)
        if any(command.name == word for command in commands):
            raise ValueError(f"/{word} has subcommands ({listed}); Discord then offers no bare /{word}.")
        body = _described(word, f"/{word}: {listed}"[: limits.DESCRIPTION], translations)
        body["options"] = [_subcommand(command, translations) for command in commands]
    return {"type": CHAT, **body, **_where(commands)}


def _subcommand(command: Command, translations: Translations) -> Json:
    body = _described(command.name.partition(" ")[2], command.help, translations)
    return {"type": SUBCOMMAND, **body, "options": [_option(option, translations) for option in command.options]}


def _menu_entry(command: Command, translations: Translations) -> Json:
    names = _localised(translations(command.title), lambda text: 1 <= len(text) <= limits.COMMAND_NAME)
    body: Json = {"type": MESSAGE, "name": command.title, **_where([command])}
    return body | ({"name_localizations": names} if names else {})


def _where(commands: Sequence[Command]) -> Json:
    """Where they can be used and by whom at first; for a group, what holds for all of it."""
    needed = min(command.permission for command in commands)
    if needed is Permission.MEMBER:
        everywhere = {"contexts": [SERVER, DIRECT, ELSEWHERE], "integration_types": [FOR_SERVERS, FOR_PEOPLE]}
        return {**everywhere, "default_member_permissions": None}
    permissions = MODERATORS if needed is Permission.MODERATOR else OWNERS
    return {
        "contexts": [SERVER],
        "integration_types": [FOR_SERVERS],
        "default_member_permissions": permissions.value,
    }


def _option(option: Option, translations: Translations) -> Json:
    body = {"type": _kind(option.kind), **_described(option.name, option.help, translations)}
    body["required"] = option.required
    match option.kind:
        case Kind.TEXT:
            body["max_length"] = limits.STRING_OPTION
        case Kind.INTEGER:
            bounds = {"min_value": option.least, "max_value": option.most}
            body |= {key: bound for key, bound in bounds.items() if bound is not None}
        case Kind.CHOICE:
            body["choices"] = [_choice(choice.label, choice.value, translations) for choice in option.choices]
        case Kind.CHANNEL:
            body["channel_types"] = SPEAKABLE
        case Kind.FLAG | Kind.PERSON | Kind.ROLE | Kind.TIME | Kind.DATE | Kind.FILE:
            pass
        case _:
            assert_never(option.kind)
    if option.suggest:
        body["autocomplete"] = True
    return body


def _kind(kind: Kind) -> int:
    match kind:
        case Kind.TEXT | Kind.CHOICE | Kind.TIME | Kind.DATE:
            return STRING
        case Kind.INTEGER:
            return INTEGER
        case Kind.FLAG:
            return BOOLEAN
        case Kind.PERSON:
            return PERSON
        case Kind.CHANNEL:
            return CHANNEL
        case Kind.ROLE:
            return ROLE
        case Kind.FILE:
            return ATTACHMENT
        case _:
            assert_never(kind)


def _choice(label: str, value: str, translations: Translations) -> Json:
    if not 1 <= len(value) <= limits.CHOICE_VALUE:
        raise ValueError(f"The choice “{label}” has a value of {len(value)} characters; Discord takes 1 to 100.")
    names = _localised(translations(label), lambda text: 1 <= len(text) <= limits.CHOICE_LABEL)
    return {"name": label, "value": value} | ({"name_localizations": names} if names else {})


def _described(name: str, help_text: str, translations: Translations) -> Json:
    """Name and description, with those translations that Discord would take."""
    names = _localised(translations(name), is_name)
    texts = _localised(translations(help_text), lambda text: 1 <= len(text) <= limits.DESCRIPTION)
    body: Json = {"name": name, "description": help_text}
    body |= {"name_localizations": names} if names else {}
    return body | ({"description_localizations": texts} if texts else {})


def is_name(text: str) -> bool:
    """Whether Discord takes it as the name of a command or an option."""
    kept = all(character in "-_" or character.isalnum() for character in text)
    return 1 <= len(text) <= limits.COMMAND_NAME and kept and text == text.lower()


def _localised(translations: Mapping[str, str], is_allowed: Callable[[str], bool]) -> dict[str, str]:
    """Translations by Discord's locales: `zh` serves zh-CN and zh-TW unless there is one of their own."""
    found: dict[str, str] = {}
    for locale in sorted(one.value for one in discord.Locale):
        tag = locale.lower()
        text = translations.get(tag) or translations.get(tag.split("-")[0])
        if text and is_allowed(text):
            found[locale] = text
    return found
