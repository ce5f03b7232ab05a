"""The rows of everything that a space owns, inside somebody else's transaction.

Decides that of what grows without end only the latest is taken: the log and the sessions.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.session.entry import Entry
from bot.session.session import Session
from bot.state.changes import changes_of
from bot.state.holding import History, Holding
from bot.state.moderators import Moderator
from bot.state.plans import plan_of
from bot.state.polls import poll_of
from bot.state.schedule import schedule_of
from bot.state.session_rows import LOG, entry_of, loaded
from bot.state.settings import Setting
from bot.state.submission import State, Submission
from bot.state.submission_rows import read
from bot.state.tables import (
    changes,
    moderators,
    own_libraries,
    plans,
    polls,
    schedules,
    sessions,
    settings,
    submissions,
)

LATEST_CHANGES = 500
LATEST_SESSIONS = 200


async def held(connection: AsyncConnection, space: str) -> Holding:
    """What the space owns, without its history."""
    kept = list(read(await _rows(connection, _SUBMISSIONS, space)))
    plan = await _rows(connection, _PLAN, space)
    last = await _rows(connection, _LAST, space)
    return Holding(
        settings=tuple(Setting(**row) for row in await _rows(connection, _SETTINGS, space)),
        moderators=frozenset(Moderator(**row) for row in await _rows(connection, _MODERATORS, space)),
        plan=plan_of(plan[0]) if plan else None,
        schedules=tuple(schedule_of(row) for row in await _rows(connection, _SCHEDULES, space)),
        approved=_in_state(kept, State.APPROVED),
        waiting=_in_state(kept, State.WAITING),
        last=last[0]["last"] if last else 0,
        begun=frozenset(row["started_at"] for row in await _rows(connection, _BEGUN, space)),
        asked=frozenset(row["asked_at"] for row in await _rows(connection, _POLLS, space)),
    )


async def happened(connection: AsyncConnection, space: str) -> History:
    """What happened in the space."""
    past = reversed(await _rows(connection, _BEGUN.limit(LATEST_SESSIONS), space))
    closed = await _rows(connection, _POLLS, space)
    return History(
        sessions=tuple([await _past(connection, space, row["id"]) for row in past]),
        polls=tuple([await poll_of(connection, space, row) for row in closed]),
        changes=tuple(reversed([*changes_of(await _rows(connection, _CHANGES, space))])),
    )


async def _rows(connection: AsyncConnection, asked: Select[Any], space: str) -> Sequence[RowMapping]:
    found: Sequence[RowMapping] = (await connection.execute(asked, {"space": space})).mappings().all()
    return found


def _in_state(kept: list[Submission], state: State) -> tuple[Submission, ...]:
    return tuple(one for one in kept if one.state is state)


async def _past(connection: AsyncConnection, space: str, session: str) -> tuple[Session, tuple[Entry, ...]]:
    found = await loaded(connection, space, session)
    assert found is not None
    log = await connection.execute(LOG, {"space": space, "session": session})
    return found, tuple(entry_of(row) for row in log.mappings())


_SETTINGS = (
    select(*settings.c["scope", "key", "value", "changed_by", "changed_at"])
    .where(settings.c.space == bindparam("space"))
    .order_by(settings.c.scope, settings.c.key)
)
_MODERATORS = select(moderators.c.kind, moderators.c.who).where(moderators.c.space == bindparam("space"))
_PLAN = select(plans.c.plan, plans.c.dates).where(plans.c.space == bindparam("space"))
_SCHEDULES = select(schedules).where(schedules.c.space == bindparam("space")).order_by(schedules.c.at, schedules.c.id)
_SUBMISSIONS = (
    select(submissions)
    .where(
        submissions.c.space == bindparam("space"), submissions.c.state.in_([State.APPROVED.value, State.WAITING.value])
    )
    .order_by(submissions.c.sent_at, submissions.c.id)
)
_LAST = select(own_libraries.c.last).where(own_libraries.c.space == bindparam("space"))
_BEGUN = (
    select(sessions.c.id, sessions.c.started_at)
    .where(sessions.c.space == bindparam("space"), sessions.c.ended_at.is_not(None))
    .order_by(sessions.c.started_at.desc(), sessions.c.id)
)
_POLLS = (
    select(polls)
    .where(polls.c.space == bindparam("space"), polls.c.closed_at.is_not(None))
    .order_by(polls.c.asked_at, polls.c.id)
)
_CHANGES = (
    select(changes)
    .where(changes.c.space == bindparam("space"))
    .order_by(changes.c.number.desc(), changes.c.id)
    .limit(LATEST_CHANGES)
)
