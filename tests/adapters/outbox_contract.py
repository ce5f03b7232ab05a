"""What every outbox owes the core, whatever the platform: the words in which the contract is written.

Each platform that can be posted on has a module `tests/adapters/<platform>/posting.py` with `posting()`, an async
context manager that opens the real outbox on the local platform and gives a `Posting`. `test_outboxes.py` does the
rest.
"""

from collections.abc import Sequence
from typing import Protocol

from bot.chat.action import Action
from bot.chat.outbox import Outbox
from bot.chat.place import Person, Place
from bot.chat.reply import Button, Card, Reply

TOKEN = "A234567B234567C234567D23"
PROMPT = Reply(
    "What does scaling leave out?",
    cards=(Card("Today's question", footer="week 3"),),
    controls=(Button("Discuss", Action("daily.discuss", (TOKEN,))),),
)
PLAIN = Reply("What does scaling leave out?")


class Posting(Protocol):
    """A local platform on which something can be posted."""

    @property
    def outbox(self) -> Outbox:
        """The real one."""

    @property
    def here(self) -> Place:
        """A channel in which the bot may do everything."""

    @property
    def nowhere(self) -> Place:
        """A channel that does not exist."""

    @property
    def somebody(self) -> Person:
        """Who can be written to in private."""

    @property
    def no_message(self) -> str:
        """The id of a message that is not there."""

    def texts(self, place: Place) -> Sequence[str]:
        """What the messages of a channel or a thread say, in order."""

    def pinned(self, place: Place) -> Sequence[bool]:
        """Which of them are pinned."""
