"""Any history of suggesting, deciding, undoing and voting ends as a plain model of it does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from bot.state.stores import Stores, open_state
from bot.state.submission import FOLLOWS, OPEN, PERSON_DAILY, PERSON_WAITING, Content, State, Submission
from tests.state.conftest import NOON

PEOPLE = ("ada", "ben", "cem")
STEPS = 25


class Review:
    """What a space's contributions should be: a state for each, and numbers given once."""

    def __init__(self) -> None:
        self.states: dict[str, State] = {}
        self.by: dict[str, str] = {}
        self.items: dict[str, str] = {}
        self.numbered = 0

    def may_send(self, person: str) -> bool:
        theirs = [key for key, by in self.by.items() if by == person]
        return len(theirs) < PERSON_DAILY and sum(self.states[key] in OPEN for key in theirs) < PERSON_WAITING

    def decide(self, key: str, to: State) -> bool:
        if to not in FOLLOWS[self.states[key]]:
            return False
        self.states[key] = to
        if to is State.APPROVED and key not in self.items:
            self.numbered += 1
            self.items[key] = f"OUR-{self.numbered}"
        return True

    def withdraw(self, key: str, person: str) -> bool:
        if self.by[key] != person or self.states[key] not in OPEN:
            return False
        del self.states[key], self.by[key]
        self.items.pop(key, None)
        return True


async def a_history(stores: Stores, space: str, random: Random) -> None:
    """One random history of a review, held against the model after every step."""
    model = Review()
    for step in range(STEPS):
        person = random.choice(PEOPLE)
        if not model.states or random.random() < 0.35:
            content = Content(f"Words number {step}.", "taste", "Ada", "Notes")
            sent = await stores.submissions.send(space, "quote", content, by=person, name=person, now=NOON)
            assert isinstance(sent, Submission) == model.may_send(person)
            if isinstance(sent, Submission):
                model.states[sent.id], model.by[sent.id] = State.WAITING, person
            continue
        key = random.choice(sorted(model.states))
        known = await stores.submissions.get(space, key)
        assert known is not None
        if random.random() < 0.15:
            assert await stores.submissions.withdraw(space, key, by=person) == model.withdraw(key, person)
            continue
        to, late = random.choice(list(State)), random.random() < 0.2
        seen = known.revision - late
        after = await stores.submissions.decide(space, key, to, seen=seen, by="mo", now=NOON + timedelta(minutes=step))
        assert (after is not None) == (not late and model.decide(key, to))
        in_library = {one.id: one.item for one in await stores.submissions.approved(space)}
        assert in_library == {one: model.items[one] for one, state in model.states.items() if state is State.APPROVED}
        waiting = {one.id for one in await stores.submissions.waiting(space)}
        assert waiting == {one for one, state in model.states.items() if state in OPEN}


async def a_vote(stores: Stores, space: str, random: Random) -> None:
    """One random history of a poll, held against a dictionary."""
    hours = random.choice([None, 5, 20])
    closes_at = NOON + timedelta(hours=hours) if hours else None
    poll = await stores.polls.ask(
        space, "What?", ["a", "b", "c"], hidden=False, closes_at=closes_at, by="ada", now=NOON
    )
    votes: dict[str, int] = {}
    is_open, settled = True, False
    for hour in range(STEPS):
        now = NOON + timedelta(hours=hour)
        is_open = is_open and (closes_at is None or now < closes_at)
        person, choice = random.choice(PEOPLE), random.randrange(3)
        if random.random() < 0.06:
            known = await stores.polls.close(space, poll.id, now)
            is_open = False
        elif random.random() < 0.1:
            await stores.polls.erase_person(space, person)
            known = await stores.polls.get(space, poll.id, now)
            # A poll whose time has come is closed by whoever looks next; until then a vote can be taken back.
            if not settled:
                votes.pop(person, None)
        else:
            known = await stores.polls.cast(space, poll.id, person, choice, now)
            if is_open:
                votes[person] = choice
        settled = not is_open
        assert known is not None
        assert known.is_open == is_open
        assert known.counts == tuple(list(votes.values()).count(at) for at in range(3))


@asynccontextmanager
async def a_database() -> AsyncIterator[Stores]:
    with TemporaryDirectory() as folder:
        async with open_state("", Path(folder)) as stores:
            yield stores


async def run(histories: int, seed: int) -> None:
    """So many histories of both kinds, each in a space of its own, on one database."""
    random = Random(seed)
    async with a_database() as stores:
        for number in range(histories):
            space = await stores.spaces.ensure("test", f"club {number}", NOON)
            await a_history(stores, space, random)
            await a_vote(stores, space, random)


@pytest.mark.parametrize("seed", range(3))
async def test_a_few_random_histories_end_as_the_models_do(seed: int) -> None:
    await run(8, seed)


@pytest.mark.soak
async def test_two_thousand_random_histories_end_as_the_models_do() -> None:
    await run(2000, 7)


async def test_a_history_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with open_state("", tmp_path) as stores:
        space = await stores.spaces.ensure("test", "club", NOON)
        content = Content("Words.", "taste", "Ada", "Notes")
        sent = await stores.submissions.send(space, "quote", content, by="ada", name="Ada", now=NOON)
        assert isinstance(sent, Submission)
        await stores.submissions.decide(space, sent.id, State.APPROVED, seen=1, by="mo", now=NOON)

    async with open_state("", tmp_path) as stores:
        assert await stores.submissions.version(space) == 1
        undone = await stores.submissions.decide(space, sent.id, State.WAITING, seen=2, by="mo", now=NOON)
        again = await stores.submissions.decide(space, sent.id, State.APPROVED, seen=3, by="mo", now=NOON)

    assert undone is not None
    assert again is not None
    assert again.item == "OUR-1"


async def test_ten_decisions_at_once_are_one(stores: Stores, space: str) -> None:
    content = Content("Words.", "taste", "Ada", "Notes")
    sent = await stores.submissions.send(space, "quote", content, by="ada", name="Ada", now=NOON)
    assert isinstance(sent, Submission)

    decided = await asyncio.gather(
        *(stores.submissions.decide(space, sent.id, State.APPROVED, seen=1, by=f"m{at}", now=NOON) for at in range(10))
    )

    assert sum(one is not None for one in decided) == 1
