"""One person goes through all of the bot, and is then looked for in every column: a new one is covered by itself."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.state.backup import backup
from bot.state.personal import LET_GO, STAYS
from tests.conftest import TASTE_PROMPTS
from tests.conversation import Chat, conversation
from tests.fakes.outbox import FakeOutbox
from tests.library.small_pack import SMALL_PACK
from tests.state import canary
from tests.state.canary import NAME, WHO, WORDS

WHAT_TO_DO = (
    "Somebody's id, name or words stand in a column that bot/state/personal.py does not know. Mark an id with "
    "`person_column`, let `erase_person` (or `erase_place`) of its store reach it and `export_person` show it, and "
    "name the column in LET_GO; or, for words that are the group's from then on, in STAYS with the reason."
)


@pytest.fixture
async def lived(url: str, tmp_path: Path) -> AsyncIterator[Chat]:
    """A bot in which the canary has lived."""
    content = tmp_path / "pack"
    content.mkdir()
    (content / "pack.yaml").write_text(SMALL_PACK, encoding="utf-8")
    (content / "prompts.yaml").write_text(TASTE_PROMPTS, encoding="utf-8")
    async with conversation(tmp_path / "data", [content], database_url=url) as chat:
        outbox = FakeOutbox(chat.clock)
        chat.app.outboxes.open("test", outbox)
        await canary.live(chat, outbox)
        yield chat
        await chat.app.sender.leave()


async def test_a_person_stands_only_where_it_is_declared(lived: Chat) -> None:
    held = await canary.columns(lived.app.services.stores.database)

    found = canary.holding(held, WHO, NAME, WORDS)
    assert found - LET_GO - STAYS.keys() == set(), WHAT_TO_DO
    assert (LET_GO | STAYS.keys()) - found == set(), "Declared, but tests/state/canary.py leaves no trace there."


async def test_an_erased_person_stands_nowhere(lived: Chat) -> None:
    database = lived.app.services.stores.database

    said = await canary.erase(lived)

    held = await canary.columns(database)
    assert canary.holding(held, WHO, NAME) == set(), WHAT_TO_DO
    assert canary.holding(held, WORDS) <= STAYS.keys(), WHAT_TO_DO
    assert "In backups that were made before it lives on for" in said or "ask them" in said


async def test_what_is_erased_was_shown_before(lived: Chat) -> None:
    database = lived.app.services.stores.database
    before = canary.words_in(*(await canary.columns(database)).values())
    given = await canary.exported(lived)

    await canary.erase(lived)

    gone = before - canary.words_in(*(await canary.columns(database)).values())
    assert gone
    assert gone - canary.words_in(given) == set()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_an_erased_person_is_in_no_later_backup_and_not_in_the_file(lived: Chat) -> None:
    file = lived.app.services.stores.database.file
    assert file is not None
    log = file.path.with_name(f"{file.path.name}-wal")
    assert WHO.encode() in log.read_bytes()
    await canary.erase(lived)

    copy = backup(file, lived.clock() + timedelta(hours=1))

    held = b"".join(path.read_bytes() for path in (copy, file.path, log))
    assert [trace for trace in (WHO, NAME, f"{WORDS}-verified") if trace.encode() in held] == []
