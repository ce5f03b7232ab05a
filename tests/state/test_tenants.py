"""Nobody reaches another space's rows, whatever they ask with."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import time, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from bot.chat.place import Place
from bot.session.agenda import read_agenda
from bot.session.entry import Entry, Kind
from bot.session.session import Actor, Session
from bot.state.changes import Change, Value
from bot.state.database import Database
from bot.state.delivery import Delivery, NewDelivery
from bot.state.holding import Arrival
from bot.state.imports import Waiting
from bot.state.moderators import PERSON, Moderator
from bot.state.plans import GroupPlan
from bot.state.schedule import Arrangement
from bot.state.standing import State
from bot.state.stores import Stores
from bot.state.submission import Content, Submission
from bot.state.submission import State as Decision
from bot.state.tables import metadata
from tests.state.conftest import NOON

CANARY = "canary"
IDS = [f"{CANARY}-item"]

WHO = f"{CANARY}-person"
CHANNEL = f"{CANARY}-channel"
THEM = Moderator(PERSON, WHO)
OWN = Content("own words", "taste", "Ben", "His notes")
DAILY = Arrangement(channel=CHANNEL, at=time(9), zone="UTC")


def planned(space: str, schedule: str, token: str, home: str = "own") -> NewDelivery:
    """A prompt planned for today."""
    return NewDelivery(space, "discord", home, "prompt", schedule, NOON.date(), NOON, NOON, token)


A_NOTE = Entry(Kind.DECISION, NOON, "own", "Own", "We go on.")


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the other space was given ids for."""

    token: str
    change: str
    made: Change
    schedule: str
    delivery: Delivery
    suggestion: str
    block: str
    session: str
    poll: str
    file: str


Ask = Callable[[Stores, str, Theirs], Awaitable[object]]


def ask_about(name: str, method: str, key: str) -> Ask:
    """Asks a store for what it keeps about a person or for a place."""
    return lambda stores, space, theirs: getattr(getattr(stores, name), method)(space, key)


ASKED: dict[str, Ask] = {
    "settings.effective": lambda stores, space, theirs: stores.settings.effective(space, CHANNEL),
    "settings.get": lambda stores, space, theirs: stores.settings.get(space, "lookups"),
    "settings.chosen": lambda stores, space, theirs: stores.settings.chosen(space),
    "settings.reset": lambda stores, space, theirs: stores.settings.reset(space, "lookups", by="ben", now=NOON),
    "settings.set": lambda stores, space, theirs: stores.settings.set(space, "lookups", "x", by="ben", now=NOON),
    "settings.export_person": lambda stores, space, theirs: stores.settings.export_person(space, WHO),
    "settings.erase_person": lambda stores, space, theirs: stores.settings.erase_person(space, WHO),
    "moderators.of": lambda stores, space, theirs: stores.moderators.of(space),
    "moderators.includes": lambda stores, space, theirs: stores.moderators.includes(space, WHO, ()),
    "moderators.add": lambda stores, space, theirs: stores.moderators.add(space, THEM, by="ben", now=NOON),
    "moderators.remove": lambda stores, space, theirs: stores.moderators.remove(space, THEM, by="ben", now=NOON),
    "moderators.export_person": lambda stores, space, theirs: stores.moderators.export_person(space, WHO),
    "moderators.erase_person": lambda stores, space, theirs: stores.moderators.erase_person(space, WHO),
    "changes.latest": lambda stores, space, theirs: stores.changes.latest(space),
    "changes.since": lambda stores, space, theirs: stores.changes.since(space, theirs.made),
    "changes.find": lambda stores, space, theirs: stores.changes.find(space, theirs.change),
    "changes.mark_undone": lambda stores, space, theirs: stores.changes.mark_undone(space, theirs.change),
    "changes.export_person": lambda stores, space, theirs: stores.changes.export_person(space, WHO),
    "changes.erase_person": lambda stores, space, theirs: stores.changes.erase_person(space, WHO),
    "schedules.of": lambda stores, space, theirs: stores.schedules.of(space),
    "schedules.get": lambda stores, space, theirs: stores.schedules.get(space, theirs.schedule),
    "schedules.add": lambda stores, space, theirs: stores.schedules.add(
        space, replace(DAILY, channel="own"), by="ben", channel="own", now=NOON
    ),
    "schedules.change": lambda stores, space, theirs: stores.schedules.change(
        space, theirs.schedule, lambda chosen: replace(chosen, channel="own"), by="ben", now=NOON
    ),
    "schedules.remove": lambda stores, space, theirs: stores.schedules.remove(
        space, theirs.schedule, by="ben", now=NOON
    ),
    "schedules.put_back": lambda stores, space, theirs: stores.schedules.put_back(
        space, theirs.schedule, {"zone": "UTC"}, by="ben", now=NOON
    ),
    "schedules.begin_at": lambda stores, space, theirs: stores.schedules.begin_at(space, NOON + timedelta(days=366)),
    "schedules.export_person": lambda stores, space, theirs: stores.schedules.export_person(space, WHO),
    "schedules.erase_person": lambda stores, space, theirs: stores.schedules.erase_person(space, WHO),
    "deliveries.of_day": lambda stores, space, theirs: stores.deliveries.of_day(space, theirs.schedule, NOON.date()),
    "deliveries.find": lambda stores, space, theirs: stores.deliveries.find(space, theirs.delivery.token),
    "deliveries.recent": lambda stores, space, theirs: stores.deliveries.recent(space, theirs.schedule, 5),
    "deliveries.came": lambda stores, space, theirs: stores.deliveries.came(space, CHANNEL, 5),
    "deliveries.situation": lambda stores, space, theirs: stores.deliveries.situation(space, theirs.schedule, 5),
    "deliveries.untold": lambda stores, space, theirs: stores.deliveries.untold(space),
    "deliveries.shown": lambda stores, space, theirs: stores.deliveries.shown(space, [theirs.delivery.token]),
    "deliveries.hasten": lambda stores, space, theirs: stores.deliveries.hasten(
        space, planned(space, "own", "own"), NOON
    ),
    "outgoing.begin": lambda stores, space, theirs: stores.outgoing.begin(
        space, theirs.delivery._replace(state=State.CLAIMED), owner="", now=NOON, channel="own", revision=1
    ),
    "outgoing.move": lambda stores, space, theirs: stores.outgoing.move(
        space, theirs.delivery, State.CANCELLED, owner="", now=NOON
    ),
    "outgoing.keep": lambda stores, space, theirs: stores.outgoing.keep(space, theirs.delivery, owner="", next_at=None),
    "drawn.last": lambda stores, space, theirs: stores.drawn.last(space, CHANNEL, IDS),
    "drawn.in_turn": lambda stores, space, theirs: stores.drawn.in_turn(space, CHANNEL, ["own"], Random(1)),
    "drawn.mark": lambda stores, space, theirs: stores.drawn.mark(space, CHANNEL, ["own"], NOON),
    "saved.of_person": lambda stores, space, theirs: stores.saved.of_person(space, WHO),
    "saved.add": lambda stores, space, theirs: stores.saved.add(space, WHO, "own", now=NOON),
    "saved.annotate": lambda stores, space, theirs: stores.saved.annotate(space, WHO, IDS[0], "x"),
    "saved.remove": lambda stores, space, theirs: stores.saved.remove(space, WHO, IDS[0]),
    "saved.export_person": lambda stores, space, theirs: stores.saved.export_person(space, WHO),
    "saved.erase_person": lambda stores, space, theirs: stores.saved.erase_person(space, WHO),
    "submissions.version": lambda stores, space, theirs: stores.submissions.version(space),
    "submissions.approved": lambda stores, space, theirs: stores.submissions.approved(space),
    "submissions.waiting": lambda stores, space, theirs: stores.submissions.waiting(space),
    "submissions.of_person": lambda stores, space, theirs: stores.submissions.of_person(space, WHO),
    "submissions.get": lambda stores, space, theirs: stores.submissions.get(space, theirs.suggestion),
    "submissions.send": lambda stores, space, theirs: stores.submissions.send(
        space, "quote", OWN, by="ben", name="Ben", now=NOON
    ),
    "submissions.raise_question": lambda stores, space, theirs: stores.submissions.raise_question(
        space, "Why?", "taste", by="ben", name="Ben", now=NOON
    ),
    "submissions.decide": lambda stores, space, theirs: stores.submissions.decide(
        space, theirs.suggestion, Decision.APPROVED, seen=1, by="ben", now=NOON
    ),
    "submissions.change": lambda stores, space, theirs: stores.submissions.change(
        space, theirs.suggestion, OWN, seen=1, by="ben", now=NOON
    ),
    "submissions.withdraw": lambda stores, space, theirs: stores.submissions.withdraw(space, theirs.suggestion, by=WHO),
    "submissions.export_person": lambda stores, space, theirs: stores.submissions.export_person(space, WHO),
    "submissions.erase_person": lambda stores, space, theirs: stores.submissions.erase_person(space, WHO),
    "blocks.add": lambda stores, space, theirs: stores.blocks.add(space, WHO, by="ben", now=NOON),
    "blocks.put_back": lambda stores, space, theirs: stores.blocks.put_back(space, theirs.block, by="ben", now=NOON),
    "blocks.lift": lambda stores, space, theirs: stores.blocks.lift(space, theirs.block, by="ben", now=NOON),
    "sessions.start": lambda stores, space, theirs: stores.sessions.start(space, a_session("own")),
    "sessions.running": lambda stores, space, theirs: stores.sessions.running(space, CHANNEL, ""),
    "sessions.places": lambda stores, space, theirs: stores.sessions.places(space),
    "sessions.get": lambda stores, space, theirs: stores.sessions.get(space, theirs.session),
    "sessions.change": lambda stores, space, theirs: stores.sessions.change(space, theirs.session, ended),
    "sessions.posted": lambda stores, space, theirs: stores.sessions.posted(space, theirs.session, "own"),
    "sessions.entries": lambda stores, space, theirs: stores.sessions.entries(space, theirs.session),
    "sessions.show": lambda stores, space, theirs: stores.sessions.show(space, CHANNEL, "", [A_NOTE]),
    "sessions.correct": lambda stores, space, theirs: stores.sessions.correct(space, theirs.session, 1, "x", A_NOTE),
    "sessions.past": lambda stores, space, theirs: stores.sessions.past(space, CHANNEL, [CANARY]),
    "sessions.export_person": lambda stores, space, theirs: stores.sessions.export_person(space, WHO),
    "sessions.erase_person": lambda stores, space, theirs: stores.sessions.erase_person(space, WHO),
    "polls.ask": lambda stores, space, theirs: stores.polls.ask(
        space, "What?", ["a", "b"], hidden=False, closes_at=None, by="ben", now=NOON
    ),
    "polls.get": lambda stores, space, theirs: stores.polls.get(space, theirs.poll, NOON),
    "polls.cast": lambda stores, space, theirs: stores.polls.cast(space, theirs.poll, WHO, 1, NOON),
    "polls.close": lambda stores, space, theirs: stores.polls.close(space, theirs.poll, NOON),
    "polls.export_person": lambda stores, space, theirs: stores.polls.export_person(space, WHO),
    "polls.erase_person": lambda stores, space, theirs: stores.polls.erase_person(space, WHO),
    "plans.of": lambda stores, space, theirs: stores.plans.of(space),
    "plans.change": lambda stores, space, theirs: stores.plans.change(
        space, lambda before: GroupPlan("own", {}) if before is None else before, by="ben", now=NOON
    ),
    "plans.reached": lambda stores, space, theirs: stores.plans.reached(space, WHO),
    "plans.mark": lambda stores, space, theirs: stores.plans.mark(space, WHO, "own", "own", NOON),
    "plans.unmark": lambda stores, space, theirs: stores.plans.unmark(space, WHO),
    "plans.export_person": lambda stores, space, theirs: stores.plans.export_person(space, WHO),
    "plans.erase_person": lambda stores, space, theirs: stores.plans.erase_person(space, WHO),
    "holdings.now": lambda stores, space, theirs: stores.holdings.now(space),
    "holdings.all": lambda stores, space, theirs: stores.holdings.all(space),
    "holdings.receive": lambda stores, space, theirs: stores.holdings.receive(
        space, lambda here: arriving(theirs), by="ben", now=NOON
    ),
    "holdings.take_back": lambda stores, space, theirs: stores.holdings.take_back(
        space, arrived(theirs), by="ben", now=NOON
    ),
    "imports.keep": lambda stores, space, theirs: stores.imports.keep(space, Waiting("{}", "", ""), NOON),
    "imports.fetch": lambda stores, space, theirs: stores.imports.fetch(space, theirs.file, NOON),
    "imports.drop": lambda stores, space, theirs: stores.imports.drop(space),
    "parked.fetch": lambda stores, space, theirs: stores.parked.fetch(space, theirs.token),
    "parked.park": lambda stores, space, theirs: stores.parked.park(space, "quote", ["own"], NOON),
    "parked.export_person": lambda stores, space, theirs: stores.parked.export_person(space, WHO),
    "parked.erase_person": lambda stores, space, theirs: stores.parked.erase_person(space, WHO),
    **{
        f"{name}.{verb}_{what}": ask_about(name, f"{verb}_{what}", key)
        for what, key, names in (
            ("person", WHO, ("deliveries",)),
            ("place", CHANNEL, ("deliveries", "imports", "drawn", "settings", "sessions", "schedules")),
        )
        for name in names
        for verb in ("export", "erase")
    },
    "personal.export": lambda stores, space, theirs: stores.personal.export(space, WHO),
    "personal.erase": lambda stores, space, theirs: stores.personal.erase(space, WHO),
    "spaces.everything": lambda stores, space, theirs: stores.spaces.everything(space),
    "spaces.get": lambda stores, space, theirs: stores.spaces.get(space),
    "spaces.leave": lambda stores, space, theirs: stores.spaces.leave(space, NOON),
    "spaces.erase": lambda stores, space, theirs: stores.spaces.erase(space),
}
OF_NO_SPACE = {
    "database.settle",
    "database.empty_log",
    "spaces.ensure",
    "spaces.find",
    "spaces.present",
    "spaces.purge",
    "parked.expire",
    "imports.expire",
    "sessions.all_running",
    "sessions.expire",
    "changes.expire",
    "inbox.is_first",
    "inbox.expire",
    "installing.expire",
    "submissions.expire",
    "schedules.plan",
    "deliveries.expire",
    "outgoing.claim",
    "outgoing.release",
    "outgoing.take_over",
    "outgoing.arrived",
    "outgoing.add",
    "notes.get",
    "notes.put",
    "notes.change",
    "copies.newest",
    "copies.make",
    "copies.expire",
}


def arriving(theirs: Theirs) -> Arrival:
    """What would change the other space's schedule, if it could."""
    return Arrival(settings={("", "lookups"): "x"}, schedules={theirs.schedule: None})


def arrived(theirs: Theirs) -> Change:
    """An import that would have brought all that the other space has."""
    came: dict[str, Value] = {"items": [theirs.suggestion], "sessions": [theirs.session], "votes": [theirs.poll]}
    return Change(theirs.change, NOON, "ben", "import", {}, came | {f"schedule {theirs.schedule}": None})


@pytest.fixture
async def theirs(stores: Stores, other: str) -> Theirs:
    """The other space with a canary in every table."""
    await stores.settings.set(other, "lookups", f"{CANARY}-value", by=WHO, now=NOON)
    await stores.moderators.add(other, THEM, by=WHO, now=NOON)
    await stores.drawn.mark(other, CHANNEL, IDS, NOON)
    await stores.saved.add(other, WHO, IDS[0], now=NOON, note=f"{CANARY}-note")
    session = a_session(f"{CANARY}-session")
    await stores.sessions.start(other, session)
    await stores.sessions.change(other, session.id, lambda one: one.with_floor(one.floor.raised(WHO, CANARY), NOON))
    (change, *_) = await stores.changes.latest(other)
    schedule = await stores.schedules.add(other, DAILY, by=WHO, channel=CHANNEL, now=NOON)
    await stores.outgoing.add([planned(other, schedule.id, f"{CANARY}-token", f"{CANARY}-home")])
    delivery = await stores.deliveries.of_day(other, schedule.id, NOON.date())
    assert delivery is not None
    token = await stores.parked.park(other, "quote", [f"{CANARY}-value"], NOON, by=WHO)
    content = Content(f"{CANARY}-words", "taste", f"{CANARY}-speaker", f"{CANARY}-source")
    sent = await stores.submissions.send(other, "quote", content, by=WHO, name=CANARY, now=NOON, said_by=WHO)
    assert isinstance(sent, Submission)
    choices = [f"{CANARY}-choice", "b"]
    poll = await stores.polls.ask(other, CANARY, choices, hidden=False, closes_at=NOON, by=WHO, now=NOON)
    await stores.polls.cast(other, poll.id, WHO, 0, NOON - timedelta(hours=1))
    read_by = GroupPlan(f"{CANARY}-plan", {f"{CANARY}-section": NOON.date()})
    await stores.plans.change(other, lambda _: read_by, by=WHO, now=NOON)
    await stores.plans.mark(other, WHO, read_by.plan, f"{CANARY}-section", NOON)
    block = await stores.blocks.add(other, WHO, by=WHO, now=NOON)
    file = await stores.imports.keep(other, Waiting(f'{{"{CANARY}": 1}}', CHANNEL, CANARY), NOON)
    return Theirs(token, change.id, change, schedule.id, delivery, sent.id, block, session.id, poll.id, file)


def a_session(key: str) -> Session:
    """A session in the channel of the canary with a hand of one's own, an agenda and a note."""
    host = Actor("own", "Own")
    started = Session(key, Place("test", "club", CHANNEL), key, NOON, NOON, host, timedelta(minutes=3))
    return replace(started, agenda=read_agenda(key)).noted([A_NOTE])


def ended(session: Session) -> Session:
    """The session at its end."""
    return session.ended(NOON)


async def rows_of(database: Database, space: str) -> dict[str, list[Any]]:
    """Every row of the space, by table."""
    await database.settle()
    async with database.read() as connection:
        return {
            table.name: list(await connection.execute(select(table).where(table.c.space == space)))
            for table in metadata.sorted_tables
            if "space" in table.c
        }


@pytest.mark.parametrize("question", ASKED)
async def test_asking_with_anothers_ids_shows_and_changes_nothing_of_theirs(
    database: Database, stores: Stores, space: str, other: str, theirs: Theirs, question: str
) -> None:
    before = await rows_of(database, other)
    assert all(before.values())

    answer = await ASKED[question](stores, space, theirs)

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
