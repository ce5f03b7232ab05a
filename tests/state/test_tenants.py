"""Nobody reaches another space's rows, whatever they ask with."""

import inspect
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.state.database import Database
from bot.state.moderators import PERSON, Moderator
from bot.state.stores import Stores
from bot.state.tables import metadata
from tests.state.conftest import NOON

CANARY = "canary"
IDS = [f"{CANARY}-item"]

Ask = Callable[[Stores, str, str], Awaitable[object]]

PERSON_OF_THEIRS = Moderator(PERSON, f"{CANARY}-person")


async def find_change(stores: Stores, space: str, token: str) -> object:
    """Ask for a change by the id that it has in the other space."""
    (theirs, *_) = await stores.changes.latest(await stores.spaces.ensure("discord", "200", NOON))
    return await stores.changes.find(space, theirs.id)


async def undo_change(stores: Stores, space: str, token: str) -> object:
    """Mark a change as undone by the id that it has in the other space."""
    (theirs, *_) = await stores.changes.latest(await stores.spaces.ensure("discord", "200", NOON))
    return await stores.changes.mark_undone(space, theirs.id)


ASKED: dict[str, Ask] = {
    "settings.effective": lambda stores, space, token: stores.settings.effective(space, f"{CANARY}-channel"),
    "settings.get": lambda stores, space, token: stores.settings.get(space, "lookups"),
    "settings.chosen": lambda stores, space, token: stores.settings.chosen(space),
    "settings.reset": lambda stores, space, token: stores.settings.reset(space, "lookups", by="b", now=NOON),
    "settings.set": lambda stores, space, token: stores.settings.set(space, "lookups", "x", by="ben", now=NOON),
    "settings.export_person": lambda stores, space, token: stores.settings.export_person(space, f"{CANARY}-person"),
    "settings.erase_person": lambda stores, space, token: stores.settings.erase_person(space, f"{CANARY}-person"),
    "moderators.of": lambda stores, space, token: stores.moderators.of(space),
    "moderators.includes": lambda stores, space, token: stores.moderators.includes(space, f"{CANARY}-person", ()),
    "moderators.add": lambda stores, space, token: stores.moderators.add(
        space, Moderator(PERSON, "own"), by="ben", now=NOON
    ),
    "moderators.remove": lambda stores, space, token: stores.moderators.remove(
        space, PERSON_OF_THEIRS, by="ben", now=NOON
    ),
    "moderators.export_person": lambda stores, space, token: stores.moderators.export_person(space, f"{CANARY}-person"),
    "moderators.erase_person": lambda stores, space, token: stores.moderators.erase_person(space, f"{CANARY}-person"),
    "changes.latest": lambda stores, space, token: stores.changes.latest(space),
    "changes.find": find_change,
    "changes.mark_undone": undo_change,
    "changes.export_person": lambda stores, space, token: stores.changes.export_person(space, f"{CANARY}-person"),
    "changes.erase_person": lambda stores, space, token: stores.changes.erase_person(space, f"{CANARY}-person"),
    "drawn.last": lambda stores, space, token: stores.drawn.last(space, f"{CANARY}-channel", IDS),
    "drawn.least_recent": lambda stores, space, token: stores.drawn.least_recent(space, "c", ["own"], Random(1)),
    "drawn.mark": lambda stores, space, token: stores.drawn.mark(space, f"{CANARY}-channel", ["own"], NOON),
    "saved.of_person": lambda stores, space, token: stores.saved.of_person(space, f"{CANARY}-person"),
    "saved.add": lambda stores, space, token: stores.saved.add(space, f"{CANARY}-person", "own", now=NOON),
    "saved.annotate": lambda stores, space, token: stores.saved.annotate(space, f"{CANARY}-person", IDS[0], "x"),
    "saved.remove": lambda stores, space, token: stores.saved.remove(space, f"{CANARY}-person", IDS[0]),
    "saved.export_person": lambda stores, space, token: stores.saved.export_person(space, f"{CANARY}-person"),
    "saved.erase_person": lambda stores, space, token: stores.saved.erase_person(space, f"{CANARY}-person"),
    "parked.fetch": lambda stores, space, token: stores.parked.fetch(space, token),
    "parked.park": lambda stores, space, token: stores.parked.park(space, "quote", ["own"], NOON),
    "personal.export": lambda stores, space, token: stores.personal.export(space, f"{CANARY}-person"),
    "personal.erase": lambda stores, space, token: stores.personal.erase(space, f"{CANARY}-person"),
    "spaces.get": lambda stores, space, token: stores.spaces.get(space),
    "spaces.leave": lambda stores, space, token: stores.spaces.leave(space, NOON),
    "spaces.erase": lambda stores, space, token: stores.spaces.erase(space),
}
OF_NO_SPACE = {"spaces.ensure", "spaces.purge", "parked.expire", "changes.expire"}


@pytest.fixture
async def token(stores: Stores, other: str) -> str:
    """The token of values parked in the other space, which holds a canary in every table."""
    await stores.settings.set(other, "lookups", f"{CANARY}-value", by=f"{CANARY}-person", now=NOON)
    await stores.moderators.add(other, PERSON_OF_THEIRS, by=f"{CANARY}-person", now=NOON)
    await stores.drawn.mark(other, f"{CANARY}-channel", IDS, NOON)
    await stores.saved.add(other, f"{CANARY}-person", IDS[0], now=NOON, note=f"{CANARY}-note")
    return await stores.parked.park(other, "quote", [f"{CANARY}-value"], NOON)


async def rows_of(database: Database, space: str) -> dict[str, list[Any]]:
    """Every row of the space, by table."""
    async with database.read() as connection:
        return {
            table.name: list(await connection.execute(select(table).where(table.c.space == space)))
            for table in metadata.sorted_tables
            if "space" in table.c
        }


@pytest.mark.parametrize("question", ASKED)
async def test_asking_with_anothers_ids_shows_and_changes_nothing_of_theirs(
    database: Database, stores: Stores, space: str, other: str, token: str, question: str
) -> None:
    before = await rows_of(database, other)

    answer = await ASKED[question](stores, space, token)

    assert CANARY not in repr(answer)
    assert await rows_of(database, other) == before


def test_every_method_of_every_store_is_asked_here(stores: Stores) -> None:
    methods = {
        f"{name}.{method}"
        for name in Stores.__dataclass_fields__
        for method, _ in inspect.getmembers(type(getattr(stores, name)), inspect.iscoroutinefunction)
        if not method.startswith("_")
    }

    assert methods == ASKED.keys() | OF_NO_SPACE


def test_every_method_of_a_store_takes_the_space_first(stores: Stores) -> None:
    firsts = {
        question: next(iter(inspect.signature(getattr(getattr(stores, name), method)).parameters))
        for question in ASKED
        for name, method in [question.split(".")]
    }

    assert set(firsts.values()) == {"space"}
