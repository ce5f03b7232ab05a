"""Planning: the prompts of the next day as rows, each with its due time, its end and its token.

Decides how far ahead is planned, and that planning looks back no further than a month: what was missed before that is
not worth a row each.

What it costs: a look at an index where nothing is to be planned, however many schedules there are; else a row for each
schedule and day, once a day, in batches, between which what is due is sent. A batch takes the same memory and time
whether there are a thousand schedules or a hundred thousand (`tests/benchmarks/state/test_many_schedules.py`).
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.daily.calendar import Due, between
from bot.daily.ledger import token_of
from bot.daily.rhythm import expiry, rhythm_of
from bot.state.delivery import PROMPT, NewDelivery
from bot.state.hours import Hours, Unplanned
from bot.state.schedule import Schedule
from bot.state.schedules import Schedules

AHEAD = timedelta(hours=26)
BEHIND = timedelta(hours=2)  # planned again once less than this is left, so that each schedule is planned once a day
LOOKED_BACK = timedelta(days=31)
AT_ONCE = 1000  # schedules planned in one transaction: some 50 ms, so that others are not kept waiting

Token = Callable[[str, str, str, date], str]
"""The token for a space, a kind of post, a schedule and a local date."""


def tokens(key: bytes) -> Token:
    """How tokens are made in the installation whose key this is."""
    return lambda space, kind, schedule, day: token_of(key, space, f"{kind}/{schedule}", day)


async def plan_some(schedules: Schedules, token: Token, now: datetime) -> bool:
    """Plan a batch of what is not planned far enough; whether there is likely more."""
    through = now + AHEAD

    def how(one: Unplanned) -> Iterable[NewDelivery]:
        since = max(one.planned_through, now - LOOKED_BACK)
        for due, expires_at in _dues(one.hours, since, through, one.previous):
            yield planned(one, due, expires_at, platform=one.platform, home=one.home, token=token)

    batches = (
        schedules.plan(behind=now + BEHIND, through=through, how=how, limit=AT_ONCE)
        for _ in range(schedules.side_by_side)
    )
    return AT_ONCE in await asyncio.gather(*batches)


@lru_cache(maxsize=4096)
def _dues(
    hours: Hours, since: datetime, through: datetime, previous: datetime | None
) -> Sequence[tuple[Due, datetime]]:
    """When prompts are due, and until when each may come. Many schedules are alike in this and planned as far."""
    return tuple((due, expiry(due, hours)) for due in between(rhythm_of(hours), since, through, previous))


def planned(
    schedule: Schedule | Unplanned, due: Due, expires_at: datetime, *, platform: str, home: str, token: Token
) -> NewDelivery:
    """The row of one prompt."""
    return NewDelivery(
        space=schedule.space,
        platform=platform,
        home=home,
        kind=PROMPT,
        schedule=schedule.id,
        day=due.day,
        due_at=due.at,
        expires_at=expires_at,
        token=token(schedule.space, PROMPT, schedule.id, due.day),
    )
