"""How an import is taken back, inside somebody else's transaction.

Decides that every choice goes back or nothing does: where one was changed again since, nobody's newer choice is lost
silently. What came along and has a life of its own since (a suggestion that was decided) stays; an item of the library
is removed as a moderator would remove it, so that its number is never given again.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.arriving import ITEMS, SESSIONS, VOTES
from bot.state.changes import Value
from bot.state.holding import Arrival, Holding
from bot.state.plans import SUBJECT as PLAN
from bot.state.plans import GroupPlan, plan_value
from bot.state.schedule import Arrangement
from bot.state.schedule_rows import schedule_subject
from bot.state.settings import setting_subject
from bot.state.submission import State
from bot.state.submission_rows import forget, put, read
from bot.state.tables import polls, sessions, submissions

Choices = Mapping[str, Value]
CAME = (ITEMS, SESSIONS, VOTES)


class MovedOnError(Exception):
    """Something was changed again since; `subject` is what the log calls it."""

    def __init__(self, subject: str) -> None:
        super().__init__("changed again since")
        self.subject = subject


def inverse(here: Holding, before: Choices, after: Choices) -> Arrival:
    """What puts the choices back. Raises MovedOnError where one is not what it was after the import."""
    stands = _chosen(here)
    for subject, value in after.items():
        if subject not in CAME and stands.get(subject) != value:
            raise MovedOnError(subject)
    scoped: dict[tuple[str, str], str | None] = {}
    schedules: dict[str, Arrangement | None] = {}
    for subject, value in before.items():
        kind, _, rest = subject.partition(" ")
        if kind == "setting":
            key, _, scope = rest.partition(" ")
            scoped[scope, key] = value if isinstance(value, str) else None
        elif kind == "schedule":
            schedules[rest] = Arrangement.of(value) if isinstance(value, dict) else None
    plans = (GroupPlan.of(before[PLAN]),) if PLAN in before else ()
    return Arrival(settings=scoped, plans=plans, schedules=schedules)


def _chosen(here: Holding) -> dict[str, Value]:
    """What is chosen, by what the log calls it."""
    return {
        PLAN: plan_value(here.plan),
        **{setting_subject(one.key, one.scope): one.value for one in here.settings},
        **{schedule_subject(one.id): one.chosen.as_value() for one in here.schedules},
    }


async def retire(connection: AsyncConnection, space: str, after: Choices, now: datetime) -> None:
    """Let go of what came along, as far as nobody has decided on it since."""
    theirs = submissions.c.space == space, submissions.c.id.in_(_ids(after, ITEMS))
    for one in read((await connection.execute(select(submissions).where(*theirs))).mappings().all()):
        if one.state is State.APPROVED and one.revision == 1:
            await put(connection, space, one, {"state": State.REMOVED, "decided_at": now})
    await forget(connection, space, *theirs, submissions.c.state == State.WAITING, submissions.c.revision == 1)
    for table, what in ((sessions, SESSIONS), (polls, VOTES)):
        await connection.execute(delete(table).where(table.c.space == space, table.c.id.in_(_ids(after, what))))


def _ids(after: Choices, what: str) -> list[str]:
    ids = after.get(what)
    return [str(one) for one in ids] if isinstance(ids, list) else []
