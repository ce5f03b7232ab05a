"""The morning of `tests/daily`, and a space that has no daily prompt yet, both from the moderator's seat."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversation import HERE, MODERATOR, Chat, conversation
from tests.daily.conftest import Morning
from tests.daily.conftest import morning as morning
from tests.daily.conftest import pack as pack
from tests.fakes.outbox import FakeOutbox


@pytest.fixture
async def empty(tmp_path: Path, pack: Path) -> AsyncIterator[Morning]:
    """Nine o'clock in a space without a daily prompt."""
    async with conversation(tmp_path / "data", [pack]) as chat:
        outbox = FakeOutbox(chat.clock)
        chat.app.outboxes.open(HERE.platform, outbox)
        space = await chat.app.services.stores.spaces.ensure(HERE.platform, HERE.space, chat.clock())
        yield Morning(chat, outbox, space)


@pytest.fixture
def moderator(request: pytest.FixtureRequest) -> Chat:
    """The moderator of whichever morning the test asks for."""
    name = "empty" if "empty" in request.fixturenames else "morning"
    found: Morning = request.getfixturevalue(name)
    return found.chat.seat(MODERATOR)
