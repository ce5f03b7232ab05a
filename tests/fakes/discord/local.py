"""The local Discord as a test uses it: people who type, press, choose and fill in, and what each of them sees.

Decides what can be done at all: only what Discord's own client would let a person do; anything else is an
AssertionError that says why.

    async with LocalDiscord() as local:
        ada = local.member("Ada")
        answer = await local.slash("quote", about="generalization", as_=ada)
        answer = await local.press(answer, "Another", as_=ada)
"""

from typing import Any, Self

from tests.fakes.discord import commands, interactions, payloads
from tests.fakes.discord.answering import COMMAND, COMPLETION, COMPONENT, MODAL, Desk
from tests.fakes.discord.clock import Clock
from tests.fakes.discord.exchange import Exchange
from tests.fakes.discord.gateway import Gateway
from tests.fakes.discord.messages import texts
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.rest import Rest
from tests.fakes.discord.server import API, Server
from tests.fakes.discord.traffic import Faults, Rates
from tests.fakes.discord.world import DIRECT, EVERYDAY, MANAGE_GUILD, Channel, Guild, Member, Message, Upload, World

TOKEN = "local.discord.token"


class LocalDiscord:
    """One Discord with one bot, one server “Reading group” and its channel “reading”, on loopback."""

    def __init__(self, *, token: str = TOKEN, clock: Clock | None = None, seed: int = 0, port: int = 0) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.world = World(self.clock)
        self.application_id = self.world.bot.id
        self.desk = Desk(self.world)
        self.rest = Rest(self.world, self.desk, self.application_id)
        self.gateway = Gateway(self.world, token, self.application_id)
        self.rates = Rates(self.clock)
        self.faults = Faults(seed)
        self.server = Server(self.rest, self.gateway, self.rates, self.faults, self.clock, token)
        self.guild = self.world.add_guild("Reading group")
        self.channel = self.world.add_channel("reading", self.guild)
        self.somebody = self.world.add_member("Ada")
        self._port = port

    async def start(self) -> Self:
        """Listen on loopback."""
        self._port = await self.server.start(self._port)
        return self

    async def stop(self) -> None:
        """Stop listening."""
        await self.server.stop()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def api_url(self) -> str:
        """What DISCORD_API_URL is set to."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def gateway_url(self) -> str:
        """What DISCORD_GATEWAY_URL is set to."""
        return self.gateway.url

    def member(self, name: str, *, locale: str = "en-US", permissions: int = EVERYDAY) -> Member:
        """An ordinary person."""
        return self.world.add_member(name, permissions, locale)

    def moderator(self, name: str, *, locale: str = "en-US") -> Member:
        """Somebody who may manage the server."""
        return self.world.add_member(name, EVERYDAY | MANAGE_GUILD, locale)

    def add_channel(self, name: str, guild: Guild | None = None, *, kind: int = 0, denied: int = 0) -> Channel:
        """Another channel; `denied` are permissions that the bot lacks there."""
        channel = self.world.add_channel(name, guild or self.guild, kind)
        channel.denied = denied
        return channel

    def direct_channel(self, person: Member) -> Channel:
        """A person's direct messages with the bot."""
        return self.world.add_channel(person.name, None, DIRECT)

    def say(self, text: str, *, as_: Member | None = None, in_: Channel | None = None) -> Message:
        """Somebody posts a message. The bot, without message intents, hears nothing of it."""
        channel, author = in_ or self.channel, as_ or self.somebody
        message = Message(self.world.new_id(), channel, author, self.clock.now(), text)
        channel.messages[message.id] = message
        return message

    def attach(self, name: str, content: bytes) -> str:
        """Choose a file for a command or a form: its id there."""
        assert len(content) <= interactions.UPLOAD_LIMIT, "Discord's client takes no file of that size."
        upload = Upload(self.world.new_id(), name, content)
        self.world.attached[upload.id] = upload
        return upload.id

    def seen_by(self, person: Member, channel: Channel | None = None) -> list[str]:
        """What somebody reads in a channel, message by message."""
        messages = (channel or self.channel).messages.values()
        return ["\n".join(texts(message)) for message in messages if message.only_for in ("", person.id)]

    async def slash(
        self,
        name: str,
        /,
        *,
        as_: Member | None = None,
        in_: Channel | None = None,
        user_installed: bool = False,
        **given: Any,
    ) -> Exchange:
        """Type a command, such as `slash("daily set", time="09:00")`, and wait for its answer."""
        exchange = await self.begin(name, as_=as_, in_=in_, user_installed=user_installed, **given)
        return await exchange.answered()

    async def begin(
        self,
        name: str,
        /,
        *,
        as_: Member | None = None,
        in_: Channel | None = None,
        user_installed: bool = False,
        **given: Any,
    ) -> Exchange:
        """Type a command without waiting."""
        top, declared = commands.find(self.rest.commands, name)
        options = commands.typed(declared, {key.replace("_", "-"): value for key, value in given.items()})
        exchange = self._exchange(COMMAND, f"/{name}", as_, in_)
        exchange.user_installed = user_installed
        data = interactions.command(top, name, options, exchange.channel.guild.id if exchange.channel.guild else None)
        return await self._send(exchange, data | interactions.resolved(options, self.world, self.rest.channels.base))

    async def complete(
        self, name: str, option: str, typed: str, /, *, as_: Member | None = None, **given: Any
    ) -> list[tuple[str, str]]:
        """Type into an option, and see what is offered: labels and values."""
        top, declared = commands.find(self.rest.commands, name)
        focused = next((found for found in declared if found["name"] == option), {})
        assert focused.get("autocomplete"), f"“{option}” of /{name} is not completed."
        options = commands.typed(declared, {**given, option: typed}, complete=True)
        options = [{**found, "focused": True} if found["name"] == option else found for found in options]
        return await self.complete_wire(interactions.command(top, name, options, self.guild.id), as_=as_)

    async def complete_wire(self, data: Json, /, *, as_: Member | None = None) -> list[tuple[str, str]]:
        """Ask for completions with such data, whether or not a command was registered like that."""
        exchange = self._exchange(COMPLETION, f"completions of /{data['name']}", as_, None)
        await self._send(exchange, data)
        return (await exchange.answered()).choices or []

    async def press(self, where: Exchange | Message, label: str, *, as_: Member | None = None) -> Exchange:
        """Press a button and wait for its answer."""
        return await (await self.begin_press(where, label, as_=as_)).answered()

    async def begin_press(self, where: Exchange | Message, label: str, *, as_: Member | None = None) -> Exchange:
        """Press a button without waiting."""
        message = _with_controls(where)
        return await self._on(message, f"[{label}]", interactions.press(interactions.button_of(message, label)), as_)

    async def press_wire(self, message: Message, custom_id: str, *, as_: Member | None = None) -> Exchange:
        """Press a button that a message no longer shows, or never showed."""
        pressed = await self._on(message, custom_id, interactions.press({"custom_id": custom_id}), as_)
        return await pressed.answered()

    async def choose(self, where: Exchange | Message, wanted: str, *, as_: Member | None = None) -> Exchange:
        """Choose from a menu by label (or value) and wait for the answer."""
        message = _with_controls(where)
        menu, value = interactions.option_of(message, wanted)
        return await (await self._on(message, f"▾ {wanted}", interactions.choose(menu, [value]), as_)).answered()

    async def submit(self, form: Exchange, *, as_: Member | None = None, **filled: Any) -> Exchange:
        """Fill in the form that an exchange opened, by labels or option names, and wait for the answer."""
        assert form.modal is not None, "No form is open."
        named = {key.replace("_", "-"): value for key, value in filled.items()}
        exchange = self._exchange(MODAL, f"form of {form.what}", as_ or form.person, form.channel)
        exchange.pressed = form.pressed
        await self._send(exchange, interactions.submission(form.modal, named, self.world, self.rest.channels.base))
        return await exchange.answered()

    async def message_action(self, name: str, target: Message, *, as_: Member | None = None) -> Exchange:
        """Use a command of the context menu on a message, and wait for its answer."""
        top, _ = commands.find(self.rest.commands, name, commands.MESSAGE)
        exchange = self._exchange(COMMAND, f"{name} on a message", as_, target.channel)
        await self._send(exchange, interactions.message_command(top, target, self.rest.channels.base))
        return await exchange.answered()

    async def _on(self, message: Message, what: str, data: Json, person: Member | None) -> Exchange:
        exchange = self._exchange(COMPONENT, what, person, message.channel)
        assert message.only_for in ("", exchange.person.id), "Nobody else sees that private message."
        exchange.pressed = message
        exchange.user_installed = message.user_installed
        return await self._send(exchange, data)

    def _exchange(self, kind: int, what: str, person: Member | None, channel: Channel | None) -> Exchange:
        person, channel = person or self.somebody, channel or self.channel
        exchange = Exchange(self.world.new_id(), kind, person, channel, self.clock.now(), what)
        self.desk.exchanges[exchange.token] = exchange
        return exchange

    async def _send(self, exchange: Exchange, data: Json) -> Exchange:
        pressed = exchange.pressed
        message = payloads.message(pressed, self.rest.channels.base) if pressed else None
        guild_id = exchange.channel.guild.id if exchange.channel.guild else ""
        payload = interactions.interaction(exchange, data, self.application_id, message)
        await self.gateway.dispatch("INTERACTION_CREATE", payload, guild_id)
        return exchange


def _with_controls(where: Exchange | Message) -> Message:
    if isinstance(where, Message):
        return where
    return next((message for message in reversed(where.messages) if message.components), where.message)
