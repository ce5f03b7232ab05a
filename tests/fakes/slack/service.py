"""The local Slack without its wires: what exists in it, what people see of it, and the one-time tickets it gives out.

Decides who is shown what, and keeps account of what a careful application does not do (`complaints`).
"""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from uuid import uuid4

from tests.fakes.slack.clock import Clock
from tests.fakes.slack.display import read
from tests.fakes.slack.faults import Faults
from tests.fakes.slack.limits import RateLimits
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.shown import Deleted, Shown, ShownMessage
from tests.fakes.slack.world import Channel, Message, Workspace

TRIGGER_LIFE = 3.0  # seconds (docs.slack.dev, handling user interaction)
RESPONSE_URL_LIFE, RESPONSE_URL_USES = 30 * 60, 5


@dataclass
class Trigger:
    """A trigger_id: who got it, where they were, and whether it was used."""

    person: str
    channel: str
    until: float
    used: bool = False


@dataclass
class ResponseUrl:
    """Where an answer to one interaction may be sent; `source` is the message whose button was pressed."""

    person: str
    channel: str
    until: float
    source: Message | None = None
    uses: int = 0


@dataclass
class Call:
    """One request that the application made."""

    method: str
    arguments: Json
    result: Json = field(default_factory=dict)


class Service:
    """One workspace in operation."""

    def __init__(self, clock: Clock, faults: Faults, limits: RateLimits) -> None:
        self.workspace = Workspace()
        self.clock = clock
        self.faults = faults
        self.limits = limits
        self.address = ""
        self.trigger_life = TRIGGER_LIFE
        self.response_url_life: float = RESPONSE_URL_LIFE
        self.response_address = ""
        """Given out in place of a real response_url, as by somebody who forged a delivery."""
        self.refuse_blocks = False
        """Whether every message with blocks is refused, as when Slack knows a limit that we do not."""
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.calls: list[Call] = []
        self.complaints: list[str] = []
        self.pings: list[str] = []
        self.masked: list[str] = []
        self.events: asyncio.Queue[Json] = asyncio.Queue()
        self._feeds: dict[str, asyncio.Queue[Shown]] = defaultdict(asyncio.Queue)
        self._stamps = 0

    def stamp(self) -> str:
        """A new timestamp, later than all before it."""
        self._stamps += 1
        return f"{int(self.clock.now())}.{self._stamps:06d}"

    def feed(self, person: str) -> "asyncio.Queue[Shown]":
        """What appears on that person's screen, in order."""
        return self._feeds[person]

    def show(self, person: str, shown: Shown) -> None:
        """Put something on a person's screen."""
        self._feeds[person].put_nowait(shown)

    def new_trigger(self, person: str, channel: str = "") -> str:
        """A trigger_id for an interaction."""
        wire = f"{len(self.triggers) + 1}.{uuid4().hex}"
        self.triggers[wire] = Trigger(person, channel, self.clock.now() + self.trigger_life)
        return wire

    def new_response_url(self, person: str, channel: str, source: Message | None = None) -> str:
        """A response_url for an interaction."""
        secret = uuid4().hex
        self.response_urls[secret] = ResponseUrl(person, channel, self.clock.now() + self.response_url_life, source)
        return self.response_address or f"{self.address}/response/{self.workspace.id}/{secret}"

    def post(self, channel: Channel, message: Message) -> Message:
        """Let a message appear."""
        message.ts = message.ts or self.stamp()
        channel.messages.append(message)
        self._account(message)
        self._announce(channel, ShownMessage(message))
        return message

    def change(self, message: Message, text: str, blocks: list[Json]) -> None:
        """Let a message say something else."""
        message.text, message.blocks = text, blocks
        self._account(message)
        self._announce(self.workspace.channels[message.channel], ShownMessage(message, changed=True))

    def remove(self, message: Message) -> None:
        """Let a message go away."""
        channel = self.workspace.channels[message.channel]
        channel.messages.remove(message)
        self._announce(channel, Deleted(message))

    def _announce(self, channel: Channel, shown: ShownMessage | Deleted) -> None:
        for person in {shown.message.to} if shown.message.to else channel.members | {channel.direct} - {""}:
            self.show(person, shown)

    def _account(self, message: Message) -> None:
        if not message.by_app:
            return
        reading = read(message.blocks, message.text)
        reading_of_text = read([], message.text)
        pings = reading.pings + [ping for ping in reading_of_text.pings if ping not in reading.pings]
        if message.to:  # whoever is named in what one person sees is told nothing
            pings = [ping for ping in pings if ping.removeprefix("@") not in self.workspace.members]
        self.pings += pings
        self.masked += reading.masked
        if not message.text:
            self.complaints.append("a message without text: notifications and screen readers say nothing")
        if len(message.text) > 4000:
            self.complaints.append(f"a text of {len(message.text)} characters: Slack recommends 4,000 at most")
