"""What the sender posts, written by whoever knows how things look.

Decides that the sender knows when and where, and nothing of words.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.chat.reply import Reply
from bot.state.delivery import Delivery
from bot.state.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Post:
    """A message, and the name of the thread that is opened under it where one is."""

    reply: Reply
    thread: str = ""


class Writer(Protocol):
    """Writes what is posted, in the language of its space. One control of each reply carries the delivery's token."""

    async def prompt(self, schedule: Schedule, delivery: Delivery, prompt: str) -> Post:
        """The daily prompt. `prompt` is an id of the library, or a question of the moderators' own after `OWN`."""
        ...

    async def notice(self, delivery: Delivery, schedule: Schedule | None) -> Reply:
        """What a moderator needs to know; the schedule it is about may be gone."""
        ...

    async def digest(self, delivery: Delivery, schedule: Schedule) -> Reply | None:
        """The week's discussions; None when there were none."""
        ...
