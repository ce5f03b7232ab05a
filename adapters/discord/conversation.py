"""Every interaction on its way through the core: commands, completions, buttons, menus and forms.

Decides nothing but the way: each is put into the core's words, run by the dispatcher, and delivered.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import app_commands

from adapters.discord import limits
from adapters.discord.attachments import Attachments
from adapters.discord.delivery import PATIENCE, Delivery
from adapters.discord.discussion import open_discussion
from adapters.discord.forms import filled_in
from adapters.discord.incoming import command_of, focused_of, request_of
from adapters.discord.limits import length
from adapters.discord.outcome import Outcome, outcome_of
from adapters.discord.render import plain_message
from bot.chat.command import Request
from bot.chat.errors import trace_of
from bot.chat.form import Form
from bot.chat.place import Audience
from bot.chat.reply import Reply
from bot.dispatch import Answer, Dispatcher, Promise

Interaction = discord.Interaction[Any]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What interactions are answered with. `patience` is how many seconds a handler has before “thinking…”.

    `api` is the address of Discord's API.
    """

    dispatcher: Dispatcher
    api: str
    patience: float = PATIENCE

    async def hear(self, interaction: Interaction) -> None:
        """Answer an interaction."""
        match interaction.type:
            case discord.InteractionType.application_command:
                await self._command(interaction)
            case discord.InteractionType.autocomplete:
                await self._complete(interaction)
            case discord.InteractionType.component:
                await self._press(interaction)
            case discord.InteractionType.modal_submit:
                await self._submit(interaction)
            case discord.InteractionType.ping:
                pass

    async def _command(self, interaction: Interaction) -> None:
        request = self._request(interaction)
        name, given = command_of(_data(interaction), self.dispatcher.commands)

        async def work() -> Outcome:
            return await self._outcome(await self.dispatcher.run(name, request, given), interaction, request)

        async def promise() -> Promise:
            return Promise(await self.dispatcher.audience(name, request, given))

        await Delivery(interaction, self.patience).deliver(work(), promise, self._instead(request))

    async def _press(self, interaction: Interaction) -> None:
        request, data = self._request(interaction), _data(interaction)
        wire, chosen = str(data["custom_id"]), tuple(str(value) for value in data.get("values") or [])

        async def work() -> Outcome:
            return await self._outcome(await self.dispatcher.press(wire, request, chosen), interaction, request)

        async def promise() -> Promise:
            return await self.dispatcher.promise(wire, request, chosen)

        await Delivery(interaction, self.patience).deliver(work(), promise, self._instead(request))

    async def _submit(self, interaction: Interaction) -> None:
        request, data = self._request(interaction), _data(interaction)
        wire, fields = str(data["custom_id"]), filled_in(data.get("components") or [])

        async def work() -> Outcome:
            answer = await self.dispatcher.submit(wire, request, fields)
            if isinstance(answer.content, Reply) and answer.content.is_error:
                again = await self.dispatcher.ask_again(wire, request, fields)
                reply = replace(answer.content, controls=(again,) if again else ())
                answer = replace(answer, content=reply)
            return await self._outcome(answer, interaction, request)

        async def promise() -> Promise:
            return await self.dispatcher.promise(wire, request, fields=fields)

        await Delivery(interaction, self.patience).deliver(work(), promise, self._instead(request))

    async def _complete(self, interaction: Interaction) -> None:
        data = _data(interaction)
        name, given = command_of(data, self.dispatcher.commands)
        option = focused_of(data)
        found = await self.dispatcher.suggest(name, option, request_of(interaction), given.pop(option, ""), given)
        choices = [
            app_commands.Choice(name=choice.label or choice.value, value=choice.value)
            for choice in found
            if 1 <= length(choice.value) <= limits.CHOICE_VALUE
        ]
        try:
            await interaction.response.autocomplete(choices)
        except discord.HTTPException as error:
            _log.warning("completions came too late", extra={"status": error.status, "code": error.code})

    def _request(self, interaction: Interaction) -> Request:
        files = Attachments.of(_data(interaction), self.api)
        return replace(self.dispatcher.heard(request_of(interaction)), files=files)

    async def _outcome(self, answer: Answer, interaction: Interaction, request: Request) -> Outcome:
        content = answer.content
        if isinstance(content, Form):
            return Outcome(form=content)
        try:
            if content.opens and answer.audience is Audience.CHANNEL:
                return await open_discussion(interaction, content, request)
            roles = _roles(interaction, content.mentions)
            return outcome_of(content, request.say, replaces=answer.replaces, roles=roles)
        except Exception as error:
            _log.error("an answer could not be rendered; plain text is sent: %s", trace_of(error))
            return Outcome((plain_message(content),), is_private=answer.audience is Audience.PRIVATE)

    def _instead(self, request: Request) -> "Instead":
        return Instead(self.dispatcher, request)


@dataclass(frozen=True, slots=True)
class Instead:
    """Makes a message with a button out of a form that cannot be opened now: after a wait, or in answer to a form."""

    dispatcher: Dispatcher
    request: Request

    async def __call__(self, outcome: Outcome) -> Outcome:
        """The message, for the person who asked."""
        form = outcome.form
        if form is None:
            return outcome
        standing = {field.name: field.value for field in form.fields if field.value}
        again = await self.dispatcher.ask_again(form.does.encode(), self.request, standing)
        reply = Reply(form.text or form.title, controls=(again,) if again else (), audience=Audience.PRIVATE)
        return outcome_of(reply, self.request.say)


def _data(interaction: Interaction) -> dict[str, Any]:
    return dict(interaction.data or {})


def _roles(interaction: Interaction, ids: Collection[str]) -> Collection[str]:
    guild = interaction.guild
    return [one for one in ids if guild is not None and one.isdigit() and guild.get_role(int(one))]
