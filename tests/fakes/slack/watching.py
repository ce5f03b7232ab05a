"""What people in the local Slack see, and what appears next.

Decides that nothing is polled: whoever waits for something is told when it appears.
"""

import asyncio

from tests.fakes.slack.local import LocalSlack
from tests.fakes.slack.shown import Shown, ShownMessage
from tests.fakes.slack.world import Channel, Member

ANSWER_LIMIT = 8.0  # seconds of real time after which a test fails because nothing appeared


class Watching(LocalSlack):
    """The local Slack with somebody looking at it."""

    @property
    def somebody(self) -> Member:
        """The first member."""
        return next(iter(self.workspace.members.values()))

    @property
    def somewhere(self) -> Channel:
        """The first channel."""
        return next(iter(self.workspace.channels.values()))

    def seen(self, *, as_: Member | None = None, in_: Channel | None = None) -> list[ShownMessage]:
        """All messages of a channel that somebody sees, oldest first."""
        member, channel = as_ or self.somebody, in_ or self.somewhere
        return [ShownMessage(each) for each in channel.messages if each.to in ("", member.id)]

    async def appears(self, member: Member) -> Shown:
        """What appears on a person's screen next."""
        try:
            return await asyncio.wait_for(self.service.feed(member.id).get(), ANSWER_LIMIT)
        except TimeoutError:
            raise AssertionError(f"Nothing appeared for {member.name}.") from None

    def clear(self, member: Member) -> None:
        """Forget what has appeared so far."""
        feed = self.service.feed(member.id)
        while not feed.empty():
            feed.get_nowait()

    def escaped(self, text: str) -> str:
        """What was typed as Slack sends it with `should_escape`."""
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for member in self.workspace.members.values():
            text = text.replace(f"@{member.name}", f"<@{member.id}|{member.name}>")
        for channel in self.workspace.channels.values():
            if channel.name:
                text = text.replace(f"#{channel.name}", f"<#{channel.id}|{channel.name}>")
        return text
