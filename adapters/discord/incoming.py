"""What an interaction says, in the words of the core.

Decides which space it belongs to: the server, or, in direct messages and where only the person installed the app, that
person, who runs their own space. Decides too that the text of a message that somebody points at is what they read
there: the text of frames and embeds included, without Discord's marks.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import discord

from adapters.discord.registration import MESSAGE
from bot.chat.command import Command, Quoted, Request, Surface
from bot.chat.place import Own, Person, Place

PLATFORM = "discord"
SUBCOMMAND, BOOLEAN, TEXT_DISPLAY = 1, 5, 10

Json = Mapping[str, Any]

_LINE_MARKS = re.compile(r"^(?:[ \t]*(?:>{1,3}|#{1,3}|-#|[-*])[ \t]+)+", re.MULTILINE)
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|__|~~|\|\||`)")


def request_of(interaction: discord.Interaction[Any]) -> Request:
    """Who asks, and where."""
    user, channel = interaction.user, interaction.channel
    thread = str(channel.id) if isinstance(channel, discord.Thread) else None
    parent = channel.parent_id if isinstance(channel, discord.Thread) else interaction.channel_id
    own_space = interaction.guild_id is None or not interaction.is_guild_integration()
    space = f"user-{user.id}" if own_space else str(interaction.guild_id)
    permissions = interaction.permissions
    roles = tuple(str(role.id) for role in user.roles) if isinstance(user, discord.Member) else ()
    person = Person(
        id=str(user.id),
        name=user.display_name,
        runs_space=own_space or permissions.manage_guild or permissions.administrator,
        roles=roles,
    )
    message = quoted(interaction) if interaction.type is discord.InteractionType.application_command else None
    place = Place(PLATFORM, space, str(parent or 0), thread)
    return Request(place, person, interaction.locale.value, message, own=Own.SPACE if own_space else Own.NOTHING)


def command_of(data: Json, commands: Iterable[Command]) -> tuple[str, dict[str, str]]:
    """The name of the command that was used, and what was given by option name."""
    name, options = str(data["name"]), list(data.get("options") or [])
    if data.get("type") == MESSAGE:
        titled = (command.name for command in commands if command.surface is Surface.MESSAGE and command.title == name)
        return next(titled, name), {}
    if options and options[0]["type"] == SUBCOMMAND:
        name, options = f"{name} {options[0]['name']}", options[0].get("options") or []
    return name, {option["name"]: _raw(option) for option in options}


def focused_of(data: Json) -> str:
    """The option that is being typed into."""
    options = list(data.get("options") or [])
    if options and options[0]["type"] == SUBCOMMAND:
        options = options[0].get("options") or []
    return next((str(option["name"]) for option in options if option.get("focused")), "")


def _raw(option: Json) -> str:
    if option["type"] == BOOLEAN:
        return "yes" if option["value"] else "no"
    return str(option["value"])


def quoted(interaction: discord.Interaction[Any]) -> Quoted | None:
    """The message that a message command was used on."""
    data: Json = interaction.data or {}
    target = str(data.get("target_id") or "")
    message = ((data.get("resolved") or {}).get("messages") or {}).get(target)
    if message is None:
        return None
    author = message.get("author") or {}
    name = author.get("global_name") or author.get("username") or ""
    link = f"https://discord.com/channels/{interaction.guild_id or '@me'}/{message['channel_id']}/{target}"
    return Quoted(readable("\n".join(_texts(message))), name, link, str(author.get("id") or ""))


def _texts(message: Json) -> Iterable[str]:
    yield message.get("content") or ""
    for embed in message.get("embeds") or []:
        yield embed.get("title") or ""
        yield embed.get("description") or ""
    yield from _displays(message.get("components") or [])


def _displays(components: Iterable[Json]) -> Iterable[str]:
    for component in components:
        if component.get("type") == TEXT_DISPLAY:
            yield component.get("content") or ""
        yield from _displays(component.get("components") or [])


def readable(markdown: str) -> str:
    """The words of Discord's Markdown without its marks. Linear; what is not quite Markdown may keep some."""
    without = _LINE_MARKS.sub("", _MARKS.sub("", markdown))
    return _ESCAPED.sub(r"\1", without).replace("\u200b", "").strip()
