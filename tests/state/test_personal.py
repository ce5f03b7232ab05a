"""What is kept about a person can be seen, and let go."""

from dataclasses import replace
from datetime import time, timedelta

from sqlalchemy import select

from bot.chat.place import Place
from bot.session.entry import Entry, Kind
from bot.session.session import Actor, Session
from bot.state.database import Database
from bot.state.holding import Arrival
from bot.state.moderators import PERSON, Moderator
from bot.state.schedule import Arrangement
from bot.state.stores import Stores
from bot.state.submission import Content, State, Submission
from bot.state.tables import metadata
from tests.state.conftest import NOON

KEPT = (
    *("saved", "suggestions", "votes", "reading", "settings", "moderators", "changes", "schedules", "sessions"),
    *("buttons", "notices"),
)
DAILY = Arrangement(channel="general", at=time(9), zone="UTC", seed="s")


async def everything(database: Database) -> str:
    """All rows of all tables, printed."""
    async with database.read() as connection:
        return repr([list(await connection.execute(select(table))) for table in metadata.sorted_tables])


async def leave_traces(stores: Stores, space: str, person: str) -> None:
    await stores.settings.set(space, "lookups", "private", by=person, now=NOON)
    await stores.saved.add(space, person, "GEN-01", now=NOON, note="mine")
    await stores.moderators.add(space, Moderator(PERSON, person), by="ben", now=NOON)
    await stores.schedules.add(space, DAILY, by=person, channel="general", now=NOON)
    poll = await stores.polls.ask(space, "What?", ["a", "b"], hidden=True, closes_at=None, by=person, now=NOON)
    await stores.polls.cast(space, poll.id, person, 1, NOON)
    await stores.plans.mark(space, person, "four-weeks", "week-2", NOON)
    content = Content("Bees read.", "taste", "Ada", "Her notes")
    await stores.submissions.send(space, "quote", content, by=person, name=person, now=NOON, said_by=person)
    host = Actor(person, f"Dr {person}")
    session = Session("one", Place("test", "club", "general"), "taste", NOON, NOON, host, timedelta(minutes=3))
    floor = session.floor.raised(person, host.name).passed(NOON).raised(person, host.name)
    note = Entry(Kind.DECISION, NOON, person, host.name, "We go on.")
    about_them = Entry(Kind.REMOVED, NOON, "ben", "Ben", host.name, person)
    await stores.sessions.start(space, replace(session, offered=person).noted([note, about_them]))
    await stores.sessions.change(space, "one", lambda one: one.with_floor(floor, NOON))


async def test_a_person_sees_everything_kept_about_them(stores: Stores, space: str) -> None:
    await leave_traces(stores, space, "anna")
    (schedule,) = await stores.schedules.of(space)

    assert await stores.personal.export(space, "anna") == {
        "saved": [{"item": "GEN-01", "saved_at": "2026-11-21T12:00:00+00:00", "note": "mine"}],
        "suggestions": [
            {
                "words": "Bees read.",
                "topic": "taste",
                "speaker": "Ada",
                "source": "Her notes",
                "asks": "open",
                "kind": "quote",
                "anonymous": False,
                "state": "waiting",
                "reason": "",
                "item": "",
                "sent_at": "2026-11-21T12:00:00+00:00",
            }
        ],
        "votes": [
            {"asked": "What?", "asked_at": "2026-11-21T12:00:00+00:00"},
            {"question": "What?", "vote": "b"},
        ],
        "reading": [{"plan": "four-weeks", "section": "week-2", "since": "2026-11-21T12:00:00+00:00"}],
        "settings": [
            {"setting": "lookups", "channel": "", "value": "private", "changed_at": "2026-11-21T12:00:00+00:00"}
        ],
        "moderators": [{"moderator": True}],
        "sessions": [
            {"session": "one", "facilitates": "taste"},
            {"session": "one", "waits_to_speak_about": ""},
            {"session": "one", "speaks_about": ""},
            {"session": "one", "turns": 1, "quick_replies": 0, "seconds": 0, "named_in_minutes": False},
            {"session": "one", "at": "2026-11-21T12:00:00+00:00", "kind": "decision", "text": "We go on."},
        ],
        "changes": [
            {"at": "2026-11-21T12:00:00+00:00", "subject": "setting lookups", "before": None, "after": "private"},
            {"at": "2026-11-21T12:00:00+00:00", "subject": "moderator person anna", "before": None, "after": True},
            {
                "at": "2026-11-21T12:00:00+00:00",
                "subject": f"schedule {schedule.id}",
                "before": None,
                "after": DAILY.as_value(),
            },
        ],
        "schedules": [{"schedule": schedule.id, "channel": "general"}],
        "buttons": [],
        "notices": [],
    }


async def test_a_person_of_whom_nothing_is_kept_sees_that(stores: Stores, space: str) -> None:
    assert await stores.personal.export(space, "anna") == {name: [] for name in KEPT}


async def test_an_erased_person_is_in_no_table(database: Database, stores: Stores, space: str) -> None:
    await leave_traces(stores, space, "anna")

    gone = await stores.personal.erase(space, "anna")

    assert {what: count for what, count in gone.items() if count} == {
        "saved": 1,
        "suggestions": 1,
        "votes": 2,
        "reading": 1,
        "settings": 1,
        "moderators": 1,
        "changes": 3,
        "schedules": 1,
        "sessions": 7,
    }

    assert "anna" not in await everything(database)


async def test_erasing_one_person_leaves_the_others(stores: Stores, space: str) -> None:
    await leave_traces(stores, space, "anna")
    await stores.saved.add(space, "ben", "GEN-02", now=NOON)

    await stores.personal.erase(space, "anna")

    assert [kept.item for kept in await stores.saved.of_person(space, "ben")] == ["GEN-02"]


async def test_a_place_of_their_own_goes_with_a_person(stores: Stores, space: str, database: Database) -> None:
    alone = replace(DAILY, channel="anna")
    await stores.schedules.add(space, alone, by="mo", channel="anna", now=NOON)
    await stores.settings.set(space, "lookups", "private", by="mo", now=NOON, channel="anna")
    await stores.drawn.mark(space, "anna", ["GEN-01"], NOON)

    assert await stores.personal.export(space, "anna") == {name: [] for name in KEPT} | {
        "shown, alone": [{"item": "GEN-01", "last_at": "2026-11-21T12:00:00+00:00", "times": 1}],
        "settings, alone": [{"setting": "lookups", "value": "private"}],
        "schedules, alone": [{"schedule": (await stores.schedules.of(space))[0].id, **alone.as_value()}],
        "changes, alone": [
            {"at": "2026-11-21T12:00:00+00:00", "subject": subject}
            for subject in (f"schedule {(await stores.schedules.of(space))[0].id}", "setting lookups anna")
        ],
    }
    await stores.personal.erase(space, "anna")
    assert "anna" not in await everything(database)
    assert await stores.drawn.last(space, "anna", ["GEN-01"]) == {}


async def test_an_import_forgets_only_what_it_says_of_their_own_place(stores: Stores, space: str) -> None:
    arrival = Arrival(settings={("anna", "lookups"): "private", ("", "lookups"): "private"})
    await stores.holdings.receive(space, lambda here: arrival, by="mo", now=NOON)

    await stores.personal.erase(space, "anna")

    (change,) = await stores.changes.latest(space)
    assert change.after == {"setting lookups": "private"}


async def test_a_place_whose_name_is_part_of_a_word_is_not_theirs(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "private", by="mo", now=NOON, channel="annas")

    await stores.personal.erase(space, "anna")

    assert await stores.settings.get(space, "lookups", channel="annas") is not None
    assert len(await stores.changes.latest(space)) == 1


async def test_who_erases_their_data_takes_back_that_a_line_of_theirs_is_a_quotation(
    stores: Stores, space: str
) -> None:
    sent = await stores.submissions.send(
        space, "quote", Content("Bees read.", "taste", "Anna", "here"), by="ben", name="Ben", now=NOON, said_by="anna"
    )
    assert isinstance(sent, Submission)
    await stores.submissions.decide(space, sent.id, State.APPROVED, seen=1, by="mo", now=NOON)

    await stores.personal.erase(space, "anna")

    assert await stores.submissions.approved(space) == ()


def test_every_table_with_a_person_in_it_can_let_them_go(stores: Stores) -> None:
    with_people = {
        table.name for table in metadata.sorted_tables if any(column.info.get("person") for column in table.columns)
    }
    covered = {name for store in stores.personal.stores.values() for name in store.personal}

    assert with_people == covered
