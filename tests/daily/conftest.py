"""A running bot with one daily prompt, an outbox that remembers, and a clock that is moved by hand."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import date, time
from pathlib import Path

import pytest

from bot.state.delivery import Delivery
from bot.state.schedule import Arrangement, Schedule
from tests.conversation import HERE, MODERATOR, START, Chat, Clock, conversation
from tests.fakes.outbox import FakeOutbox
from tests.library.small_pack import SMALL_PACK

DAILY = Arrangement(channel="general", at=time(10), zone="UTC", seed="s", opens_thread=False)
TODAY = START.date()
PROMPTS = "prompts:\n" + "".join(
    f"  - {{id: TAS-P{n}, kind: open, topics: [taste], question: What is question number {n}?}}\n" for n in range(1, 12)
)


@dataclass
class Morning:
    """One space with one schedule, due at ten; it is nine."""

    chat: Chat
    outbox: FakeOutbox
    space: str = ""
    schedules: list[Schedule] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return self.chat.clock

    @property
    def schedule(self) -> Schedule:
        return self.schedules[0]

    async def set_up(self, **chosen: object) -> Schedule:
        """Another schedule, set up by the moderator from the desk."""
        arrangement = replace(DAILY, **chosen)  # type: ignore[arg-type]
        store = self.chat.app.services.stores.schedules
        made = await store.add(self.space, arrangement, by=MODERATOR.id, channel="desk", now=self.clock())
        self.schedules.append(made)
        return made

    async def change(self, **chosen: object) -> None:
        """Change the first schedule."""
        store = self.chat.app.services.stores.schedules
        how = lambda before: replace(before, **chosen)  # noqa: E731
        await store.change(self.space, self.schedule.id, how, by=MODERATOR.id, now=self.clock())

    async def pass_(self, **span: float) -> None:
        """Time passes, and the sender looks."""
        self.clock.forward(**span)
        await self.chat.app.sender.turn()

    async def today(self, day: date = TODAY) -> Delivery:
        """What the ledger says of a day."""
        found = await self.chat.app.services.stores.deliveries.of_day(self.space, self.schedule.id, day)
        assert found is not None
        return found

    async def standing(self) -> Schedule:
        """The schedule as it stands now."""
        found = await self.chat.app.services.stores.schedules.get(self.space, self.schedule.id)
        assert found is not None
        return found

    @property
    def prompts(self) -> list[str]:
        """What came in the channel."""
        return [one.reply.text for one in self.outbox.seen if one.place.channel == "general"]

    @property
    def notices(self) -> list[str]:
        """What moderators were told."""
        return [one.reply.text for one in self.outbox.seen if one.place.channel != "general"]


async def due_at_ten(chat: Chat) -> Morning:
    """One space with one schedule, in a core that has just started."""
    outbox = FakeOutbox(chat.clock)
    chat.app.outboxes.open(HERE.platform, outbox)
    space = await chat.app.services.stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
    morning = Morning(chat, outbox, space)
    await morning.set_up()
    await chat.app.sender.turn()
    return morning


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A library with twelve prompts."""
    return pack_in(tmp_path)


def pack_in(folder: Path) -> Path:
    """A library with twelve prompts, written into a folder."""
    content = folder / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    (content / "prompts.yaml").write_text(PROMPTS, encoding="utf-8")
    return content


@pytest.fixture
async def morning(tmp_path: Path, pack: Path) -> AsyncIterator[Morning]:
    """Nine o'clock, with a prompt due at ten."""
    async with conversation(tmp_path / "data", [pack]) as chat:
        yield await due_at_ten(chat)
