"""What the bot may do in a channel, worked out as Discord does it.

Decides from the bot's roles and the channel's overwrites (topics/permissions), asked for when it matters: the channels
of thousands of servers are not kept in memory. A thread has the permissions of the channel it hangs on.
"""

from collections.abc import Collection
from typing import Any

import discord

from adapters.discord.refusing import Answer
from adapters.discord.requests import Requests
from bot.chat.outbox import Use

_WORDS = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "read_message_history": "Read Message History",
    "create_public_threads": "Create Public Threads",
    "pin_messages": "Pin Messages",
}
_NEEDED = {
    Use.POST: ("view_channel", "send_messages"),
    Use.FIND: ("view_channel", "read_message_history"),
    Use.THREAD: ("view_channel", "create_public_threads", "send_messages_in_threads"),
    Use.PIN: ("view_channel", "pin_messages"),
}
_DIRECT = (1, 3)
_THREADS = (10, 11, 12)


async def lacking(requests: Requests, me: str, space: str, channel: str, uses: Collection[Use]) -> tuple[str, ...]:
    """The permissions that are missing for these uses, as Discord's settings name them. Raises as requests do."""
    try:
        found = await requests.get(f"/channels/{channel}")
    except Answer as answer:
        if answer.code == 50001:
            return (_WORDS["view_channel"],)
        raise
    if found["type"] in _DIRECT:
        return ()
    is_thread = found["type"] in _THREADS
    if is_thread and found.get("parent_id"):
        found = await requests.get(f"/channels/{found['parent_id']}")
    roles = await requests.get(f"/guilds/{space}/roles")
    member = await requests.get(f"/guilds/{space}/members/{me}")
    allowed = _allowed(space, me, roles, member, found.get("permission_overwrites") or [])
    wanted = [flag for use in Use if use in uses for flag in _needed(use, is_thread=is_thread)]
    return tuple(_WORDS[flag] for flag in dict.fromkeys(wanted) if not getattr(allowed, flag))


def _needed(use: Use, *, is_thread: bool) -> tuple[str, ...]:
    if is_thread and use is Use.POST:
        return ("view_channel", "send_messages_in_threads")
    return _NEEDED[use]


def _allowed(
    space: str, me: str, roles: list[Any], member: dict[str, Any], overwrites: list[dict[str, Any]]
) -> discord.Permissions:
    own = {space, *member["roles"]}  # the role of everybody has the id of the server
    value = 0
    for role in roles:
        if role["id"] in own:
            value |= int(role["permissions"])
    if discord.Permissions(value).administrator:
        return discord.Permissions.all()
    by_id = {one["id"]: one for one in overwrites}
    value = _changed(value, [by_id[space]] if space in by_id else [])
    value = _changed(value, [by_id[role] for role in member["roles"] if role in by_id])
    return discord.Permissions(_changed(value, [by_id[me]] if me in by_id else []))


def _changed(value: int, overwrites: list[dict[str, Any]]) -> int:
    for one in overwrites:
        value &= ~int(one["deny"])
    for one in overwrites:
        value |= int(one["allow"])
    return value
