"""What most tests start from, and what keeps thousands of them quick."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.state import engines, opening_file
from bot.state.examine import APPLICATION_ID
from bot.state.migrate import FOLDER, migrate
from tests.conversation import Chat, conversation
from tests.library.small_pack import SMALL_PACK

# A machine that does something else at the same time is no failure; speed is measured in tests/benchmarks.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")

ROOM = 2 << 30  # bytes
MEMORY = Path("/dev/shm")


def pytest_configure(config: pytest.Config) -> None:
    """Every answer is durable before it is given, and here nobody pulls the plug: in memory nothing waits for a disk.

    Benchmarks and long proofs stay on the disk.
    """
    is_usual = config.getoption("markexpr") == "not soak and not bench"
    if is_usual and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new database, made once."""
    path = tmp_path_factory.mktemp("migrated") / "new.db"

    async def make() -> None:
        engine = engines.sqlite_migration(path, f"application_id={APPLICATION_ID}")
        await migrate(engine)
        await engine.dispose()

    asyncio.run(make())
    return path


@pytest.fixture(autouse=True)
def _new_databases_are_copies(migrated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps to a new file are taken once, and not by each test that opens one."""

    def is_copied(path: Path, folder: Path) -> bool:
        if folder != FOLDER or path.exists():
            return False
        shutil.copyfile(migrated, path)
        return True

    async def migrate_or_copy(engine: AsyncEngine, folder: Path) -> None:
        if not is_copied(Path(str(engine.url.database)), folder):
            await migrate(engine, folder)

    monkeypatch.setattr(opening_file, "migrate", migrate_or_copy)


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
