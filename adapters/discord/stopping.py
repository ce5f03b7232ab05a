"""Why Discord ends it for good, in one sentence that says what to do.

Decides which closes are final: trying again would end the same way and use up the day's identifies
(docs.discord.com/developers, topics/opcodes-and-status-codes). Everything else the library mends by itself.
"""

import discord

from bot.chat.errors import UserError

_FATAL = {
    4004: "Discord does not accept DISCORD_TOKEN. Make a new one in the Developer Portal (your app, Bot, Reset Token) "
    "and set it.",
    4010: "Discord refused our shard number. Update Commonplace.",
    4011: "Discord wants this bot to be split into shards, which a restart does by itself. Start it again.",
    4012: "Discord no longer offers the version of its gateway that this release speaks. Update Commonplace.",
    4013: "Discord does not know the intents that this release asks for. Update Commonplace.",
    4014: "Discord does not grant the intents that were asked for. Commonplace needs none that has to be granted: "
    "update it, or undo the change that asks for more.",
}


class StoppedError(UserError):
    """Discord will not have us until a person changes something."""


def reason_of(error: Exception) -> StoppedError | None:
    """What to tell the person who runs the bot; None when trying again makes sense."""
    match error:
        case discord.LoginFailure():
            return StoppedError(_FATAL[4004])
        case discord.PrivilegedIntentsRequired():
            return StoppedError(_FATAL[4014])
        case discord.ConnectionClosed(code=code) if code in _FATAL:
            return StoppedError(_FATAL[code])
        case _:
            return None
