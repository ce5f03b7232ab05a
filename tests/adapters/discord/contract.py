"""The contract of the adapters, on the local Discord."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from typing import Any

from pydantic import SecretStr

from bot.app import App
from bot.chat.command import Command, Kind, Option, Surface
from tests.adapters.contract import Role, Shown, owned_by
from tests.adapters.discord.running import served
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.local import LocalDiscord
from tests.fakes.discord.world import COMPONENTS_V2, Member


class OnDiscord:
    """Every command as Discord's client sends it."""

    exceptions: Mapping[str, str] = {}

    def __init__(self, local: LocalDiscord, commands: Collection[Command]) -> None:
        self._local = local
        self._titles = {one.title: one.name for one in commands if one.surface is Surface.MESSAGE}
        self._people = {
            Role.MEMBER: local.member("Member"),
            Role.MODERATOR: local.member("Moderator"),
            Role.OWNER: local.moderator("Owner"),
        }
        self.space = local.guild.id
        self.moderator = self._people[Role.MODERATOR].id
        self.somebody = local.somebody.id
        self.somewhere = local.channel.id

    def hand(self, text: str) -> str:
        """The id of an attachment."""
        return self._local.attach("file.json", text.encode())

    def offered(self) -> Collection[str]:
        """The names of the commands that Discord registered."""
        found: list[Any] = []
        for top in self._local.rest.commands:
            inner = [f"{top['name']} {option['name']}" for option in top.get("options") or [] if option["type"] == 1]
            found += inner or [self._titles.get(top["name"], top["name"])]
        return found

    async def use(self, command: Command, given: Mapping[str, str], role: Role) -> Shown:
        """Use a command; a message command on somebody's message."""
        person = self._people[role]
        if command.surface is Surface.MESSAGE:
            message = self._local.say("Scaling is over.")
            return _shown(await self._local.message_action(command.title, message, as_=person))
        typed = {name: _typed(command, name, value) for name, value in given.items()}
        return _shown(await self._local.slash(command.name, as_=person, **typed))

    async def send(self, wire: str, role: Role) -> Shown:
        """Press a button."""
        person: Member = self._people[role]
        message = self._local.say("", as_=self._local.world.bot)
        message.flags |= COMPONENTS_V2
        return _shown(await self._local.press_wire(message, wire, as_=person))

    async def complete(self, command: Command, option: Option, role: Role) -> Collection[str]:
        """Type into an option. Forms suggest nothing on Discord, so a hidden command is completed as if it were not."""
        data = {"name": command.name, "type": 1, "id": "1", "options": [{**_FOCUSED, "name": option.name}]}
        found = await self._local.complete_wire(data, as_=self._people[role])
        return [value for _, value in found]


_FOCUSED = {"type": 3, "value": "", "focused": True}


def _typed(command: Command, name: str, value: str) -> Any:
    option = command.option(name)
    assert option is not None
    if option.kind is Kind.FLAG:
        return value == "yes"
    return int(value) if option.kind is Kind.INTEGER else value


def _shown(answer: Exchange) -> Shown:
    if answer.modal is not None:
        labels = [part for part in answer.modal["components"] if part["type"] == 18]
        return Shown("", True, asks=[part["component"]["custom_id"] for part in labels])
    menus = [label for menu in answer.menus for label in menu]
    return Shown(answer.text, answer.is_private, [*answer.buttons, *menus])


@asynccontextmanager
async def meet(app: App) -> AsyncIterator[OnDiscord]:
    """The adapter, connected to a Discord of its own."""
    async with LocalDiscord() as local:
        local.rates.off()  # no person asks so much in a row
        address = {
            "discord_token": SecretStr(local.token),
            "discord_api_url": local.api_url,
            "discord_gateway_url": local.gateway_url,
        }
        async with served(owned_by(app, **address), local):
            yield OnDiscord(local, app.dispatcher.commands)
        assert local.server.nonconforming == []
