"""Discuss: a thread from the message, with the answer in it.

Decides what happens where there can be none: in a thread already, in direct messages and where only the person
installed the app, the answer is given in place; where a permission is missing too, and whoever pressed is told which
one. From a private message no thread can grow, so the channel gets one of its own.
"""

import logging
from typing import Any

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.outcome import Outcome, outcome_of
from adapters.discord.render import Message
from adapters.discord.text import Shown, encode
from bot.chat.clean import clean
from bot.chat.command import Request
from bot.chat.place import Audience
from bot.chat.reply import Reply

NEEDED = {
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}
THREAD_EXISTS = 160004

_log = logging.getLogger(__name__)


async def open_discussion(interaction: discord.Interaction[Any], reply: Reply, request: Request) -> Outcome:
    """Open the thread and post there; what is answered where the button was pressed."""
    in_place = outcome_of(reply, request.say)
    channel = interaction.channel
    if not isinstance(channel, discord.TextChannel) or not interaction.is_guild_integration():
        return in_place
    missing = [name for flag, name in NEEDED.items() if not getattr(interaction.app_permissions, flag)]
    if missing:
        return outcome_of(reply, request.say, aside=(_lacking(missing, request),))
    try:
        thread = await _thread(interaction, channel, clean(reply.opens, lines=False)[: limits.THREAD_NAME])
        for message in in_place.messages:
            await thread.send(view=message.view(), files=message.files(), allowed_mentions=in_place.mentions)
    except discord.HTTPException as error:
        _log.warning("no thread could be opened", extra={"status": error.status, "code": error.code})
        return in_place
    told = Shown(encode(request.say("The discussion is open:")) + f" <#{thread.id}>")
    return Outcome((Message((ui.TextDisplay(told),)),))


async def _thread(
    interaction: discord.Interaction[Any], channel: discord.TextChannel, name: str
) -> discord.Thread | discord.PartialMessageable:
    pressed = interaction.message
    if pressed is None or pressed.flags.ephemeral:
        return await channel.create_thread(name=name, type=discord.ChannelType.public_thread)
    try:
        return await pressed.create_thread(name=name)
    except discord.HTTPException as error:
        if error.code != THREAD_EXISTS:
            raise
        client: discord.Client = interaction.client
        return client.get_partial_messageable(pressed.id)  # a message and its thread share their id


def _lacking(missing: list[str], request: Request) -> Message:
    sentence = request.say(
        "I answered here, because I may not open a thread: I lack “{permissions}”. Whoever runs this server can give "
        "it to me in the settings of the channel.",
        permissions="” and “".join(missing),
    )
    reply = Reply(sentence, audience=Audience.PRIVATE)
    (message,) = outcome_of(reply, request.say).messages
    return message
