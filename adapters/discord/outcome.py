"""What an answer comes to on Discord, before anything is sent: messages, or a modal, and what is said aside.

Decides that everything which can go wrong in rendering goes wrong here, where plain text can still take its place.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import discord

from adapters.discord.render import Message, Say, allowed_mentions, messages_of
from bot.chat.form import Form
from bot.chat.place import Audience
from bot.chat.reply import Reply


@dataclass(frozen=True, slots=True)
class Outcome:
    """Messages to send, in order; or a form to open."""

    messages: tuple[Message, ...] = ()
    is_private: bool = True
    replaces: bool = False
    """Whether the first message takes the place of the one whose button was pressed."""
    form: Form | None = None
    reply: Reply | None = None
    """What the messages say, to be sent as plain text when Discord refuses them."""
    aside: tuple[Message, ...] = ()
    """What only the person who asked reads, after the rest."""
    mentions: discord.AllowedMentions = field(default_factory=discord.AllowedMentions.none)


def outcome_of(
    reply: Reply, say: Say, *, replaces: bool = False, roles: Collection[str] = (), aside: tuple[Message, ...] = ()
) -> Outcome:
    """A reply as messages."""
    return Outcome(
        messages=messages_of(reply, say, roles),
        is_private=reply.audience is Audience.PRIVATE,
        replaces=replaces and not reply.is_error,
        reply=reply,
        aside=aside,
        mentions=allowed_mentions(reply, roles),
    )
