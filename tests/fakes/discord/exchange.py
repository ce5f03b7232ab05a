"""One interaction from beginning to end: what the bot answered, and what the person who asked sees of it.

Decides when it counts as answered: a message stands there, a form is open, completions are listed, or what was
announced as “thinking…” has been said. Nothing here waits by the clock; a guard ends a test that would hang.
"""

import asyncio
from collections.abc import Callable

from tests.fakes.discord.components import every
from tests.fakes.discord.messages import texts
from tests.fakes.discord.refusal import Json
from tests.fakes.discord.world import Channel, Member, Message

GUARD = 10.0  # real seconds until a test is told that nothing came


class Exchange:
    """An interaction. Tests read it as the answer that the person sees."""

    def __init__(self, interaction_id: str, kind: int, person: Member, channel: Channel, at: float, what: str) -> None:
        self.id = interaction_id
        self.token = f"token-{interaction_id}"
        self.kind = kind
        self.person = person
        self.channel = channel
        self.at = at
        self.what = what
        self.user_installed = False
        self.pressed: Message | None = None
        self.response: int | None = None
        """The type of the first response; None as long as there is none."""
        self.original: Message | None = None
        self.waiting = False
        """Whether a deferral has not been made good yet."""
        self.followups: list[Message] = []
        self.deleted_original = False
        self.modal: Json | None = None
        self.choices: list[tuple[str, str]] | None = None
        self.trace: list[str] = []
        self._changed = asyncio.Event()

    def changed(self, what: str) -> None:
        """Note what the bot did, and wake whoever waits."""
        self.trace.append(what)
        self._changed.set()

    async def until(self, holds: Callable[["Exchange"], bool], waited_for: str) -> "Exchange":
        """Wait until something holds; AssertionError with what happened instead."""
        try:
            async with asyncio.timeout(GUARD):
                while not holds(self):
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(f"{self.what}: waited for {waited_for}; seen: {self.trace or 'nothing'}") from None
        return self

    async def acknowledged(self) -> "Exchange":
        """Wait for the first response, “thinking…” included."""
        return await self.until(lambda exchange: exchange.response is not None, "a first response")

    async def answered(self, messages: int = 0) -> "Exchange":
        """Wait until there is something to read (so many messages), to fill in or to choose from."""
        return await self.until(
            lambda exchange: exchange.is_answered and len(exchange.messages) >= messages, "an answer"
        )

    @property
    def is_answered(self) -> bool:
        """Whether the person sees more than “thinking…”."""
        if self.response is None or self.waiting:
            return False
        return bool(self.modal or self.choices is not None or self.messages)

    @property
    def messages(self) -> list[Message]:
        """What was said in answer and is still there, in order."""
        first = [self.original] if self.original and not self.waiting and not self.deleted_original else []
        return [*first, *self.followups]

    @property
    def message(self) -> Message:
        """The first message of the answer."""
        return self.messages[0]

    @property
    def text(self) -> str:
        """Everything that can be read in the answer."""
        return "\n\n".join("\n".join(texts(message)) for message in self.messages)

    @property
    def is_private(self) -> bool:
        """Whether nobody else sees any of it."""
        return all(message.only_for for message in self.messages)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons."""
        return [part["label"] for message in self.messages for part in every(message.components) if part["type"] == 2]

    @property
    def menus(self) -> list[list[str]]:
        """The labels in each menu."""
        parts = [part for message in self.messages for part in every(message.components) if part["type"] == 3]
        return [[option["label"] for option in part["options"]] for part in parts]
