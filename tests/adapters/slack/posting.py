"""An outbox in the local Slack, for its own tests and for those that every outbox shares."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession

from adapters.slack.calls import Calls
from adapters.slack.outbox import SlackOutbox
from adapters.slack.posting import Gates
from bot.chat.place import Person, Place
from tests.adapters.outbox_contract import TOKEN
from tests.adapters.slack.talking import reading_group
from tests.fakes.slack.acting import Acting
from tests.fakes.slack.clock import SteppedClock
from tests.fakes.slack.shown import ShownMessage
from tests.fakes.slack.world import Message

PLACE = Place("slack", "T0READERS", "C0READING")
ANN = Person("U0ANN", "ann")


@dataclass
class Posting:
    """An outbox in a local Slack."""

    slack: Acting
    outbox: SlackOutbox
    clock: SteppedClock
    token: str | None
    here: Place = PLACE
    nowhere: Place = Place("slack", "T0READERS", "C0NOWHERE")
    somebody: Person = ANN
    no_message: str = "1.0"

    @property
    def there(self) -> list[Message]:
        """The messages of the channel."""
        return self.slack.somewhere.messages

    def texts(self, place: Place) -> list[str]:
        """What the messages of a channel, or under a message, say."""
        return [ShownMessage(one).text for one in self._in(place)]

    def pinned(self, place: Place) -> list[bool]:
        """Which are pinned."""
        return [one.pinned for one in self._in(place)]

    def since(self) -> datetime:
        """A minute before now."""
        return datetime.fromtimestamp(self.slack.service.clock.now(), UTC) - timedelta(minutes=1)

    async def find(self) -> str | None:
        """Look for the post."""
        return await self.outbox.find(PLACE, TOKEN, self.since())

    def _in(self, place: Place) -> list[Message]:
        messages = self.slack.workspace.channels[place.channel].messages
        return [one for one in messages if one.thread_ts == (place.thread or "")]


@asynccontextmanager
async def posting() -> AsyncIterator[Posting]:
    """An outbox in a workspace where the bot does not run."""
    clock = SteppedClock()
    async with reading_group(Acting()) as slack, ClientSession() as session:
        found: Posting

        async def token_of(space: str) -> str | None:
            return found.token

        gates = Gates(clock.sleep, clock.now)
        outbox = SlackOutbox(Calls(session, slack.api_url), token_of, gates)
        found = Posting(slack, outbox, clock, slack.bot_token)
        yield found
