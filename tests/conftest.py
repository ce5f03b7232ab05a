"""What most tests start from."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.conversation import Chat, conversation
from tests.library.small_pack import SMALL_PACK

# A machine that does something else at the same time is no failure; speed is measured in tests/benchmarks.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """A conversation with the built-in library."""
    async with conversation(tmp_path) as started:
        yield started


TASTE_PROMPTS = """\
prompts:
  - id: TAS-P1
    kind: open
    topics: [taste]
    question: What would you keep of it if it had to be ugly?
    follow_ups: [Who decides that?, Has anybody an example?]
  - {id: TAS-P2, kind: steelman, topics: [taste], question: What is the best case against beauty as a guide?}
"""


@pytest.fixture
async def small(tmp_path: Path) -> AsyncIterator[Chat]:
    """A conversation with a library of a few records, for tests that count them."""
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    (content / "prompts.yaml").write_text(TASTE_PROMPTS, encoding="utf-8")
    async with conversation(tmp_path / "data", [content]) as started:
        yield started
