"""How an answer reaches Discord in time.

Decides that a quick answer is given at once; that after `PATIENCE` seconds Discord is told to wait (“thinking…”), in
public or in private as the dispatcher promises, or that the pressed message will change; and that what turns out
private after a public wait takes the wait away again. An interaction that has expired is logged: nobody can be told.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Any

import aiohttp
import discord

from adapters.discord.forms import modal_of
from adapters.discord.outcome import Outcome
from adapters.discord.render import Message, plain_message
from bot.chat.errors import trace_of
from bot.chat.place import Audience
from bot.dispatch import Promise

PATIENCE = 1.5  # seconds before “thinking…”; Discord allows 3 in all
PROMISE_PATIENCE = 0.7  # seconds for finding out who will see the answer
EXPIRED = frozenset({10062, 10015, 50027})  # unknown interaction, unknown webhook, invalid webhook token

_log = logging.getLogger(__name__)


class Wait(Enum):
    """What Discord was told to wait for."""

    NOTHING = auto()
    PUBLIC = auto()
    PRIVATE = auto()
    UPDATE = auto()


class Delivery:
    """One interaction, from the moment it came in."""

    def __init__(self, interaction: discord.Interaction[Any], patience: float = PATIENCE) -> None:
        self._interaction = interaction
        self._patience = patience
        self._wait = Wait.NOTHING

    async def deliver(
        self,
        work: Awaitable[Outcome],
        promise: Callable[[], Awaitable[Promise]],
        instead: Callable[[Outcome], Awaitable[Outcome]],
    ) -> None:
        """Do the work and send what it comes to. `instead` turns a form that cannot be opened into a message."""
        task = asyncio.ensure_future(work)
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        try:
            if not done:
                await self._defer(await _soon(promise))
            outcome = await task
            if outcome.form is not None and not self._can_open_form:
                outcome = await instead(outcome)
            await self._show(outcome)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            await asyncio.wait({task})
            _log_failure(error)

    @property
    def _can_open_form(self) -> bool:
        modal = discord.InteractionType.modal_submit
        return self._wait is Wait.NOTHING and self._interaction.type is not modal

    async def _defer(self, promise: Promise) -> None:
        response = self._interaction.response
        if promise.replaces and self._interaction.message is not None:
            await response.defer()
            self._wait = Wait.UPDATE
        else:
            private = promise.audience is Audience.PRIVATE
            await response.defer(thinking=True, ephemeral=private)
            self._wait = Wait.PRIVATE if private else Wait.PUBLIC

    async def _show(self, outcome: Outcome) -> None:
        if outcome.form is not None:
            await self._interaction.response.send_modal(modal_of(outcome.form))
            return
        first, *rest = outcome.messages
        try:
            await self._first(first, outcome)
        except discord.HTTPException as error:
            if error.status not in (400, 413) or error.code in EXPIRED or outcome.reply is None:
                raise
            _log.error(
                "Discord refused a message; plain text is sent", extra={"status": error.status, "code": error.code}
            )
            await self._first(plain_message(outcome.reply), outcome)
            return
        for message in rest:
            await self._follow_up(message, outcome.is_private, outcome.mentions)
        for message in outcome.aside:
            await self._follow_up(message, True, discord.AllowedMentions.none())

    async def _first(self, message: Message, outcome: Outcome) -> None:
        """The first message, in the way that is left open by what Discord was told before."""
        interaction, mentions = self._interaction, outcome.mentions
        takes_place = outcome.replaces and self._may_replace(outcome)
        if self._wait is Wait.NOTHING and takes_place:
            await interaction.response.edit_message(
                view=message.view(), attachments=message.files(), allowed_mentions=mentions
            )
        elif self._wait is Wait.NOTHING:
            await interaction.response.send_message(
                view=message.view(),
                files=message.files(),
                ephemeral=outcome.is_private,
                allowed_mentions=mentions,
            )
        elif self._wait is Wait.UPDATE and not takes_place:
            await self._follow_up(message, outcome.is_private, mentions)
        elif self._wait is Wait.PUBLIC and outcome.is_private:
            # Deleting first: a follow-up would take the place of the public “thinking…”, its private flag ignored.
            await interaction.delete_original_response()
            self._wait = Wait.UPDATE
            await self._follow_up(message, True, mentions)
        else:
            await interaction.edit_original_response(
                view=message.view(), attachments=message.files(), allowed_mentions=mentions
            )

    def _may_replace(self, outcome: Outcome) -> bool:
        """A private answer does not take the place of what everybody sees."""
        pressed = self._interaction.message
        return pressed is not None and (pressed.flags.ephemeral or not outcome.is_private)

    async def _follow_up(self, message: Message, private: bool, mentions: discord.AllowedMentions) -> None:
        await self._interaction.followup.send(
            view=message.view(), files=message.files(), ephemeral=private, allowed_mentions=mentions
        )


async def _soon(promise: Callable[[], Awaitable[Promise]]) -> Promise:
    """What the dispatcher promises; in private when it cannot say so in time."""
    try:
        async with asyncio.timeout(PROMISE_PATIENCE):
            return await promise()
    except TimeoutError:
        return Promise(Audience.PRIVATE)


def _log_failure(error: Exception) -> None:
    if not isinstance(error, discord.HTTPException):
        _log.warning("the connection broke while an answer was sent", extra={"kind": type(error).__name__})
    elif error.code in EXPIRED:
        _log.warning("an interaction expired before it was answered", extra={"code": error.code})
    else:
        _log.error(
            "an answer could not be sent: %s", trace_of(error), extra={"status": error.status, "code": error.code}
        )
