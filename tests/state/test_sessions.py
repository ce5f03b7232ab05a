"""Sessions as rows: many at once, a restart after every step, one per place, and what is dropped."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from bot.chat.place import Place
from bot.session.agenda import read_agenda
from bot.session.refusal import Refused
from bot.session.session import Actor, Session
from bot.session.timer import Timer
from bot.state.database import Database
from bot.state.retention import BALANCES
from bot.state.sessions import Decide, Sessions
from bot.state.stores import Stores
from tests.state.conftest import NOON

PLACE = Place("discord", "100", "general")
HOST = Actor("mo", "Mo")
PEOPLE = ("ada", "ben", "cai", "dee")


def a_session(key: str = "one", place: Place = PLACE) -> Session:
    """A session with an agenda of two."""
    started = Session(key, place, "Taste", NOON, NOON, HOST, timedelta(minutes=3), clock=Timer(since=NOON))
    return replace(started, agenda=read_agenda("Scaling 20 | Taste"))


def stepped(session: Session, chance: Random, step: int) -> Session:
    """The session after a step by chance; the same where a rule refuses it."""
    now, person = NOON + timedelta(seconds=7 * step), chance.choice(PEOPLE)
    floor, waiting = session.floor, [hand.person for hand in session.floor.waiting]
    steps = (
        lambda: session.with_floor(floor.raised(person, person.title(), chance.choice(["", "beauty"])), now),
        lambda: session.with_floor(floor.replied(person, person.title()), now),
        lambda: session.with_floor(floor.lowered(person, now), now),
        lambda: session.with_floor(floor.passed(now), now),
        lambda: session.moved(HOST, chance.choice(waiting or ["nobody"]), chance.randint(1, 4), now),
        lambda: session.removed(HOST, person, now),
        lambda: session.paused(HOST, now),
        lambda: session.resumed(HOST, now),
        lambda: session.taken_up(chance.randint(1, 3), HOST, now, sure=True),
        lambda: session.with_floor(floor.attended(person, person.title(), attends=True), now),
    )
    try:
        return chance.choice(steps)()
    except Refused:
        return session


def into(meant: Session) -> Decide:
    """What makes the session this one."""
    return lambda _: meant


def raising(person: str) -> Decide:
    """What raises somebody's hand."""
    return lambda one: one.with_floor(one.floor.raised(person, person.title()), NOON)


def bare(session: Session | None) -> Session:
    """The session without what only the store counts, its hands in order."""
    assert session is not None
    hands = session.floor.waiting
    return replace(session, version=0, news=(), floor=replace(session.floor, hands=hands))


async def restarted_after_each_step(database: Database, space: str, histories: int) -> None:
    """Hold what is read back after a restart against what was meant, after each step of each history."""
    for seed in range(histories):
        chance = Random(seed)
        meant = a_session(f"h{seed}", replace(PLACE, thread=f"t{seed}"))
        await Sessions(database).start(space, meant)
        for step in range(25):
            following = stepped(meant, chance, step)
            await Sessions(database).change(space, meant.id, into(following))
            meant = replace(following, news=())

            assert bare(await Sessions(database).get(space, meant.id)) == bare(meant)


async def test_a_restart_between_any_two_steps_loses_nothing(database: Database, space: str) -> None:
    await restarted_after_each_step(database, space, 8)


@pytest.mark.soak
async def test_two_thousand_histories_survive_a_restart_after_each_step(database: Database, space: str) -> None:
    await restarted_after_each_step(database, space, 2000)


async def test_a_hundred_who_press_at_once_keep_one_order_each_once(stores: Stores, space: str) -> None:
    await stores.sessions.start(space, a_session())
    people = [f"p{number}" for number in range(100)]

    async def press(person: str) -> None:
        await stores.sessions.change(space, "one", raising(person))

    await asyncio.gather(*(press(person) for person in people))

    session = await stores.sessions.get(space, "one")
    assert session is not None
    assert sorted(hand.person for hand in session.floor.waiting) == sorted(people)
    assert [hand.arrived for hand in session.floor.waiting] == list(range(1, 101))
    assert session.version == 101


async def test_a_hundred_presses_of_one_next_give_the_floor_once(stores: Stores, space: str) -> None:
    await stores.sessions.start(space, a_session())
    for person in PEOPLE:
        await stores.sessions.change(space, "one", raising(person))

    async def press() -> bool:
        try:
            await stores.sessions.change(space, "one", lambda one: one.with_floor(one.floor.passed(NOON, seen=0), NOON))
        except Refused:
            return False
        return True

    assert sum(await asyncio.gather(*(press() for _ in range(100)))) == 1


async def test_one_session_runs_in_a_place(stores: Stores, space: str) -> None:
    assert await stores.sessions.start(space, a_session("one"))
    assert not await stores.sessions.start(space, a_session("two"))
    assert await stores.sessions.start(space, a_session("three", replace(PLACE, thread="t")))


async def test_another_session_may_follow_one_that_is_over(stores: Stores, space: str) -> None:
    await stores.sessions.start(space, a_session("one"))
    await stores.sessions.change(space, "one", lambda one: one.ended(NOON))

    assert await stores.sessions.start(space, a_session("two"))


async def test_turns_and_names_are_dropped_thirty_days_after_the_end(stores: Stores, space: str) -> None:
    await stores.sessions.start(space, a_session())
    await stores.sessions.change(
        space, "one", lambda one: one.with_floor(one.floor.raised("ada", "Ada").passed(NOON).raised("ben", "Ben"), NOON)
    )
    await stores.sessions.change(
        space, "one", lambda one: one.with_floor(one.floor.attended("ben", "Ben", attends=True), NOON)
    )
    await stores.sessions.change(space, "one", lambda one: one.ended(NOON + timedelta(minutes=5)))

    later = NOON + timedelta(days=30, minutes=6)
    await stores.sessions.expire(later - BALANCES, 100, later)

    kept = await stores.sessions.get(space, "one")
    assert kept is not None
    assert [(voice.name, voice.turns, voice.spoken) for voice in kept.floor.voices.values()] == [
        ("Ben", 0, timedelta())
    ]
