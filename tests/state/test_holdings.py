"""All that a space owns, changed by a file and taken back, in one transaction."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.chat.place import Place
from bot.session.entry import Entry, Kind
from bot.session.session import Actor, Session
from bot.state.changes import Change
from bot.state.holding import Arrival, Holding, NewItem
from bot.state.moderators import PERSON, Moderator
from bot.state.plans import GroupPlan
from bot.state.polls import Poll
from bot.state.stores import Stores
from bot.state.submission import Content, State
from bot.state.taking_back import MovedOnError
from tests.state.conftest import NOON
from tests.state.test_tenants import DAILY

LATER = NOON + timedelta(minutes=1)
BEN = Moderator(PERSON, "ben")
ENTRY = Entry(Kind.DECISION, NOON, text="We go on.")
PAST = Session("", Place("", "", "general"), "Taste", NOON, NOON, Actor("", ""), timedelta(), ended_at=NOON)
ITEM = NewItem("quote", Content("Beauty guides.", "taste", "Ben", "Notes"), False, NOON, "OUR-7", NOON)
EVERYTHING = Arrival(
    settings={("", "lookups"): "private", ("general", "digest"): "weekly"},
    moderators={BEN: True},
    plans=(GroupPlan("weeks", {"first": date(2026, 11, 2)}),),
    new_schedules=(DAILY,),
    items=(ITEM, replace(ITEM, item=None, approved_at=None)),
    last=9,
    sessions=(PAST.noted([ENTRY]),),
    polls=(Poll("", "Next?", ("A", "B"), False, None, (1, 2), NOON, NOON),),
)


async def receive(stores: Stores, space: str, arrival: Arrival = EVERYTHING) -> Change:
    """Let it come; the change in the log."""
    await stores.holdings.receive(space, lambda here: arrival, by="mo", now=NOON)
    (change, *_) = await stores.changes.latest(space, subject="import")
    return change


async def test_all_that_comes_is_there(stores: Stores, space: str) -> None:
    await receive(stores, space)

    holding, history = await stores.holdings.all(space)
    assert {(one.scope, one.key): one.value for one in holding.settings} == EVERYTHING.settings
    assert holding.moderators == {BEN}
    assert (holding.plan,) == EVERYTHING.plans
    assert [replace(one.chosen, seed="") for one in holding.schedules] == [DAILY]
    assert [one.item for one in holding.approved] == ["OUR-7"]
    assert [one.state for one in holding.waiting] == [State.WAITING]
    assert holding.last == 9
    ((session, log),) = history.sessions
    assert (session.topic, [one.text for one in log]) == ("Taste", ["We go on."])
    assert [one.counts for one in history.polls] == [(1, 2)]


async def test_what_was_answered_from_memory_is_read_again(stores: Stores, space: str) -> None:
    await stores.settings.effective(space, "general")
    await stores.moderators.of(space)
    await stores.plans.of(space)
    version = await stores.submissions.version(space)

    await receive(stores, space)

    assert (await stores.settings.effective(space, "general"))["lookups"] == "private"
    assert await stores.moderators.includes(space, "ben", ())
    assert await stores.plans.of(space) is not None
    assert await stores.submissions.version(space) > version


async def test_nothing_comes_where_deciding_fails(stores: Stores, space: str) -> None:
    def refuse(here: Holding) -> Arrival:
        raise LookupError

    with pytest.raises(LookupError):
        await stores.holdings.receive(space, refuse, by="mo", now=NOON)

    assert await stores.holdings.now(space) == Holding()


async def test_half_of_it_never_comes(stores: Stores, space: str) -> None:
    twice = replace(EVERYTHING, items=(ITEM, ITEM))

    with pytest.raises(Exception, match=r"submissions"):
        await stores.holdings.receive(space, lambda here: twice, by="mo", now=NOON)

    assert await stores.holdings.now(space) == Holding()


async def test_an_import_that_is_taken_back_leaves_what_was(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "public", by="mo", now=NOON)
    change = await receive(stores, space)

    assert await stores.holdings.take_back(space, change, by="mo", now=LATER)

    holding, history = await stores.holdings.all(space)
    assert [(one.key, one.value) for one in holding.settings] == [("lookups", "public")]
    assert (holding.plan, holding.schedules, holding.approved, holding.waiting) == (None, (), (), ())
    assert (history.sessions, history.polls) == ((), ())
    assert holding.last == 9
    assert not await stores.holdings.take_back(space, change, by="mo", now=LATER)


@pytest.mark.parametrize("what", ["setting lookups", "plan", "schedule"])
async def test_nothing_is_taken_back_where_a_choice_has_moved_on(stores: Stores, space: str, what: str) -> None:
    change = await receive(stores, space)
    (schedule,) = (await stores.holdings.now(space)).schedules
    if what == "plan":
        await stores.plans.change(space, lambda plan: None, by="mo", now=LATER)
    elif what == "schedule":
        await stores.schedules.remove(space, schedule.id, by="mo", now=LATER)
    else:
        await stores.settings.reset(space, "lookups", by="mo", now=LATER)
    before = await stores.holdings.now(space)

    with pytest.raises(MovedOnError) as moved:
        await stores.holdings.take_back(space, change, by="mo", now=LATER)

    assert moved.value.subject.startswith(what)
    assert await stores.holdings.now(space) == before


async def test_two_imports_at_once_come_one_after_the_other(stores: Stores, space: str) -> None:
    def next_one(here: Holding) -> Arrival:
        number = here.last + 1
        return Arrival(items=(replace(ITEM, item=f"OUR-{number}"),), last=number)

    await asyncio.gather(*(stores.holdings.receive(space, next_one, by="mo", now=NOON) for _ in range(8)))

    approved = (await stores.holdings.now(space)).approved
    assert sorted(one.item or "" for one in approved) == [f"OUR-{number}" for number in range(1, 9)]


async def test_an_import_tells_of_every_subject_that_it_changed(stores: Stores, space: str) -> None:
    await stores.settings.set(space, "lookups", "public", by="mo", now=NOON)
    (before, *_) = await stores.changes.latest(space)
    await stores.holdings.receive(space, lambda here: EVERYTHING, by="mo", now=LATER)

    (later,) = await stores.changes.since(space, before)

    assert (later.subject, later.before, later.after) == ("setting lookups", "public", "private")


async def test_who_moderates_is_told_by_itself_and_erased_with_the_person(stores: Stores, space: str) -> None:
    await receive(stores, space)

    await stores.personal.erase(space, "ben")

    assert "ben" not in repr(await stores.holdings.all(space))
