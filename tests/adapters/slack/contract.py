"""The contract of the adapters, on the local Slack."""

import re
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager

from pydantic import SecretStr

from adapters.slack.form import WHERE
from bot.app import App
from bot.chat.action import ASK, Action
from bot.chat.command import Command, Kind, Option, Surface
from tests.adapters.contract import Role, Shown, owned_by
from tests.adapters.slack.talking import reading_group, served
from tests.fakes.slack import payloads
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.shown import Shown as Appeared
from tests.fakes.slack.shown import ShownMessage, ShownView
from tests.fakes.slack.world import Member, Message

_NUMBERED = re.compile(r"\((\d+)/(\d+)\)$")


class OnSlack:
    """Every command as Slack's client sends it."""

    exceptions: Mapping[str, str] = {}

    def __init__(self, slack: Acting, commands: Sequence[Command]) -> None:
        self._slack = slack
        self._commands = commands
        ann, ben, mo = slack.workspace.members.values()
        self._people = {Role.MEMBER: ann, Role.MODERATOR: ben, Role.OWNER: mo}
        self.space = slack.workspace.id
        self.moderator = ben.id
        self.somebody = ben.id
        self.somewhere = slack.somewhere.id

    def hand(self, text: str) -> str:
        """The text: it is chosen in the form, since nothing can be attached to a slash command."""
        return text

    def offered(self) -> Collection[str]:
        """The names of the commands that the manifest names: shortcuts, and what is behind each slash command."""
        features = self._slack.manifest["features"]
        found = [each["callback_id"] for each in features["shortcuts"] if each["type"] == "message"]
        for each in features["slash_commands"]:
            word, hint = each["command"].removeprefix("/"), each.get("usage_hint", "").split(" | ")
            family = [one.name for one in self._commands if one.surface is Surface.SLASH]
            found += [name for name in family if name == word or name in [f"{word} {second}" for second in hint]]
        return found

    async def use(self, command: Command, given: Mapping[str, str], role: Role) -> Shown:
        """Use a command; a message command on somebody's message."""
        person = self._people[role]
        if command.surface is Surface.MESSAGE:
            said = self._slack.say("Scaling is over.")
            return await self._whole(await self._slack.shortcut(said, command.title, as_=person), person)
        files = {option.name for option in command.options if option.kind is Kind.FILE}
        typed = [f'{name}:"{value}"' for name, value in given.items() if name not in files]
        word, _, second = command.name.partition(" ")
        appeared = await self._slack.slash(f"/{word}", " ".join([second, *typed]).strip(), as_=person)
        if files and isinstance(appeared, ShownView):
            chosen = {name: given[name].encode() for name in files}
            appeared = await self._slack.submit(appeared, chosen, as_=person)
        return await self._whole(appeared, person)

    async def send(self, wire: str, role: Role) -> Shown:
        """Press a button."""
        person = self._people[role]
        return await self._whole(await self._slack.press(self._button(wire), "Press", as_=person), person)

    def _button(self, wire: str) -> ShownMessage:
        button: Json = {"type": "button", "action_id": f"0:{wire}", "text": {"type": "plain_text", "text": "Press"}}
        blocks = [{"type": "actions", "elements": [button]}]
        channel, author = self._slack.somewhere, self._slack.workspace.bot_user
        message = Message("", channel.id, author, "A message with a button", blocks, by_app=True)
        return ShownMessage(self._slack.service.post(channel, message))

    async def complete(self, command: Command, option: Option, role: Role) -> Collection[str]:
        """Ask as a field of the form does, which somebody who may has opened, whether or not it has that field."""
        owner, person = self._people[Role.OWNER], self._people[role]
        form = await self._slack.press(self._button(Action(ASK, (command.name,)).encode()), "Press", as_=owner)
        assert isinstance(form, ShownView)
        asked = payloads.suggestion(self._slack.service, person, form.view, option.name, option.name, "")
        answer = await self._slack.deliver("interactive", asked) or {}
        return [offered["text"]["text"] for offered in answer.get("payload", {}).get("options", [])]

    async def _whole(self, appeared: Appeared, person: Member) -> Shown:
        """All messages of an answer; a post of the bot's own, and a file, come before the message that says so."""
        if isinstance(appeared, ShownView):
            return Shown("", True, asks=[name for name in appeared.fields if name != WHERE])
        assert isinstance(appeared, ShownMessage), appeared
        if appeared.message.files or appeared.message.metadata:
            return await self._whole(await self._slack.appears(person), person)
        texts = [appeared.text]
        while (number := _NUMBERED.search(texts[-1])) and number[1] != number[2]:
            appeared = await self._slack.appears(person)
            assert isinstance(appeared, ShownMessage)
            texts.append(appeared.text)
        menus = [label for menu in appeared.menus.values() for label in menu]
        return Shown("\n".join(texts), appeared.is_private, [*appeared.buttons, *menus])


@asynccontextmanager
async def meet(app: App) -> AsyncIterator[OnSlack]:
    """The adapter, connected to a Slack of its own."""
    async with reading_group(Acting()) as slack:
        slack.service.limits.enabled = False  # no person asks so much in a row
        address = {
            "slack_bot_token": SecretStr(slack.bot_token),
            "slack_app_token": SecretStr(slack.app_token),
            "slack_api_url": slack.api_url,
        }
        async with served(owned_by(app, **address), slack):
            yield OnSlack(slack, app.dispatcher.commands)
