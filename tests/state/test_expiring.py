"""What is too old goes, a little at a time, and its space is told; what is needed stays."""

from datetime import datetime, time, timedelta

from sqlalchemy import insert, select

from bot.chat.outbox import Outboxes
from bot.chat.place import Place
from bot.keeping.keeper import Keeper
from bot.session.session import Actor, Session
from bot.state.changes import Value
from bot.state.database import Database
from bot.state.delivery import NewDelivery
from bot.state.election import Election
from bot.state.schedule import Arrangement
from bot.state.spaces import Purged
from bot.state.standing import State
from bot.state.stores import Stores
from bot.state.submission import Content, Submission
from bot.state.submission import State as Decision
from bot.state.tables import deliveries, installation_states, schedules
from tests.state.conftest import NOON

LATER = NOON + timedelta(days=400)
DAILY = Arrangement(channel="general", at=time(9), zone="UTC", seed="s")


async def told(stores: Stores, space: str) -> list[tuple[str, Value]]:
    """What the log of a space says was deleted."""
    found = await stores.changes.latest(space)
    return sorted(((one.subject, one.before) for one in found if one.subject.startswith("purge")), key=str)


async def test_old_changes_go_the_oldest_first_and_each_space_is_told(stores: Stores, space: str, other: str) -> None:
    for days in range(3):
        await stores.settings.set(space, "zone", f"z{days}", by="ada", now=NOON + timedelta(days=days))
    await stores.settings.set(other, "zone", "z", by="ada", now=NOON + timedelta(days=9))

    assert await stores.changes.expire(NOON + timedelta(days=10), 3, LATER) == 3

    assert [one.subject for one in await stores.changes.latest(space)] == ["purge changes"]
    assert (await told(stores, space), await told(stores, other)) == ([("purge changes", 3)], [])


async def test_balances_go_person_by_person(stores: Stores, space: str) -> None:
    session = Session("one", Place("discord", "100", "c"), "t", NOON, NOON, Actor("mo", "Mo"), timedelta(minutes=3))
    floor = session.floor.raised("ada", "Ada").raised("ben", "Ben").raised("cy", "Cy")
    await stores.sessions.start(space, session)
    await stores.sessions.change(space, "one", lambda one: one.with_floor(floor, NOON).ended(NOON))

    counts = [await stores.sessions.expire(LATER, 2, LATER) for _ in range(3)]

    assert counts == [2, 1, 0]
    assert await told(stores, space) == [("purge balances", 1), ("purge balances", 2)]


async def test_what_waits_for_a_decision_or_is_in_the_library_stays(stores: Stores, space: str) -> None:
    for to in (None, Decision.APPROVED, Decision.REJECTED):
        content = Content(f"{to}", "taste", "Ada", "Notes")
        sent = await stores.submissions.send(space, "quote", content, by=f"{to}", name="N", now=NOON)
        assert isinstance(sent, Submission)
        if to:
            await stores.submissions.decide(space, sent.id, to, seen=1, by="mo", now=NOON)

    assert await stores.submissions.expire(LATER, 10, LATER) == 1

    left = [*await stores.submissions.waiting(space), *await stores.submissions.approved(space)]
    assert [one.content.words for one in left] == ["None", "approved"]
    assert await told(stores, space) == [("purge suggestions", 1)]


def post(space: str, schedule: str, due_at: datetime, kind: str = "prompt") -> NewDelivery:
    """Something that was due."""
    token = f"{kind} {due_at:%Y%m%d}"
    return NewDelivery(space, "discord", "100", kind, schedule, due_at.date(), due_at, due_at, token)


async def posted(database: Database, channel: str = "general") -> None:
    """Everything that was due has been posted there."""
    async with database.write() as connection:
        done = {"state": State.SENT.value, "next_at": None, "channel": channel}
        await connection.execute(deliveries.update().values(**done))


async def kinds(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(select(deliveries.c.kind).order_by(deliveries.c.kind))).scalars())


async def test_old_posts_go_but_not_those_of_the_round_that_runs(
    database: Database, stores: Stores, space: str
) -> None:
    schedule = await stores.schedules.add(space, DAILY, by="mo", channel="desk", now=NOON + timedelta(days=5))
    days = [timedelta(days=days) for days in (1, 2, 6, 7)]
    await stores.outgoing.add([post(space, schedule.id, NOON + after) for after in days])
    await stores.outgoing.add([post(space, schedule.id, NOON, kind="late")])
    await posted(database)

    assert await stores.deliveries.expire(LATER, 10, LATER) == 3

    assert await kinds(database) == ["prompt", "prompt"]
    assert await told(stores, space) == [("purge posts", 3)]


async def test_what_is_still_on_its_way_does_not_go(database: Database, stores: Stores, space: str) -> None:
    await stores.outgoing.add([post(space, "s", NOON)])

    assert await stores.deliveries.expire(LATER, 10, LATER) == 0


async def test_a_new_round_lets_the_posts_of_the_old_one_go(database: Database, stores: Stores, space: str) -> None:
    schedule = await stores.schedules.add(space, DAILY, by="mo", channel="desk", now=NOON)
    await stores.outgoing.add([post(space, schedule.id, NOON + timedelta(days=1))])
    await posted(database)
    assert await stores.deliveries.expire(LATER, 10, LATER) == 0

    async with database.write() as connection:
        await connection.execute(schedules.update().values(round_began=LATER))

    assert await stores.deliveries.expire(LATER, 10, LATER) == 1


async def test_what_a_platform_delivered_is_forgotten_a_little_at_a_time(stores: Stores) -> None:
    for number in range(5):
        await stores.inbox.is_first("slack", f"{number}", NOON)
    await stores.database.settle()

    assert [await stores.inbox.expire(LATER, 3) for _ in range(3)] == [3, 2, 0]


async def test_installations_that_nobody_finished_go(database: Database, stores: Stores) -> None:
    at = NOON.replace(tzinfo=None)
    async with database.write() as connection:
        for hours in (1, 3):
            begun = {"state": f"{hours}", "expire_at": at + timedelta(hours=hours)}
            await connection.execute(insert(installation_states), begun)

    assert await stores.installing.expire(NOON + timedelta(hours=2), 10) == 1


async def test_a_space_goes_a_little_at_a_time_and_last_of_all_itself(stores: Stores, space: str) -> None:
    for number in range(5):
        await stores.saved.add(space, "ada", f"{number}", now=NOON)
    session = Session("one", Place("discord", "100", "c"), "t", NOON, NOON, Actor("mo", "Mo"), timedelta(minutes=3))
    await stores.sessions.start(space, session)
    await stores.sessions.change(space, "one", lambda one: one.with_floor(one.floor.raised("ada", "Ada"), NOON))
    await stores.spaces.leave(space, NOON)

    turns = []
    while (purged := await stores.spaces.purge(LATER, most=3)) != Purged(0, 0):
        turns.append(purged)

    assert [turn.rows for turn in turns] == [3, 3, 2]
    assert [turn.spaces for turn in turns] == [0, 0, 1]


async def test_the_present_spaces_come_in_pages(stores: Stores) -> None:
    ids = sorted([await stores.spaces.ensure("discord", str(number), NOON) for number in range(5)])
    await stores.spaces.leave(ids[1], NOON)

    first = await stores.spaces.present("", 2)
    second = await stores.spaces.present(first[-1].id, 5)

    assert [one.id for one in (*first, *second)] == [ids[0], *ids[2:]]


async def test_nothing_of_a_space_that_was_left_is_posted(stores: Stores, space: str) -> None:
    await stores.outgoing.add([post(space, "s", NOON)])
    await stores.spaces.leave(space, NOON)

    assert await stores.outgoing.claim("discord", "me", ready=LATER, now=LATER, limit=9) == ()
    (cancelled,) = await stores.deliveries.recent(space, "s", 9)
    assert cancelled.state is State.CANCELLED


async def test_no_session_runs_in_a_space_that_was_left(stores: Stores, space: str) -> None:
    session = Session("one", Place("discord", "100", "c"), "t", NOON, NOON, Actor("mo", "Mo"), timedelta(minutes=3))
    await stores.sessions.start(space, session)
    await stores.spaces.leave(space, NOON)

    assert await stores.sessions.all_running() == ()


async def at_once(seconds: float) -> None:
    """Wait for nothing."""


async def test_one_process_does_the_housekeeping(stores: Stores, space: str) -> None:
    other = Election(stores.database, "keeping")
    keeper = Keeper(stores, Outboxes(), lambda: LATER, LATER.timestamp, wait=at_once)
    await stores.spaces.leave(space, NOON)

    await other.is_ours()
    await keeper.look()
    while_another_did = await stores.spaces.get(space)
    await other.resign()
    await keeper.look()

    assert (while_another_did is not None) == stores.database.shared
    assert await stores.spaces.get(space) is None
