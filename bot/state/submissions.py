"""What members suggest, and what became of it.

Decides that a decision holds only for the contribution as it was seen (its revision is compared in the transaction that
decides), so that of two moderators who press at once one decides; that an id of the group's own is given once and for
good; and that one row per space puts all that is counted in an order, so that no quota is passed by pressing twice.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, insert, or_, select, update

from bot.state.changes import record
from bot.state.database import Database
from bot.state.recent import Recent
from bot.state.retention import DECIDED
from bot.state.submission import FOLLOWS, OPEN, Content, Full, State, Submission
from bot.state.submission_rows import (
    NEWER,
    find,
    forget,
    known,
    new_row,
    next_item,
    put,
    read,
    refused,
    subject_of,
    sweep,
    take_turn,
    written,
)
from bot.state.tables import own_libraries, submissions

REMEMBERED = 50_000
"""Spaces whose version is kept in memory."""


class Submissions:
    """The store of contributions."""

    personal = frozenset({submissions.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        # Where other processes write too, nothing is remembered: what is approved is to be found at once everywhere.
        self._versions: Recent[str, int] = Recent(most=REMEMBERED, lifetime=0.0 if database.shared else None)

    async def version(self, space: str) -> int:
        """Which version of its own library the space sees; 0 while it never had one."""

        async def load() -> int:
            async with self._database.read() as connection:
                return int((await connection.execute(_VERSION, {"space": space})).scalar() or 0)

        return await self._versions.get(space, load)

    async def approved(self, space: str) -> tuple[Submission, ...]:
        """What the space has in its own library, in the order in which it was approved."""
        return await self._listed(_BY_STATE.order_by(submissions.c.decided_at), space, [State.APPROVED])

    async def waiting(self, space: str) -> tuple[Submission, ...]:
        """What nobody has decided yet, the oldest first."""
        return await self._listed(_BY_STATE.order_by(submissions.c.sent_at, submissions.c.id), space, sorted(OPEN))

    async def of_person(self, space: str, person: str) -> tuple[Submission, ...]:
        """What this person suggested, the latest first."""
        theirs = select(submissions).where(submissions.c.space == space, submissions.c.by == person)
        async with self._database.read() as connection:
            rows = await connection.execute(theirs.order_by(submissions.c.sent_at.desc(), submissions.c.id))
            return tuple(read(rows.mappings()))

    async def get(self, space: str, submission: str) -> Submission | None:
        """The contribution with this id, or with this id of the group's own library."""
        async with self._database.read() as connection:
            return await find(connection, space, submission)

    async def send(
        self,
        space: str,
        kind: str,
        content: Content,
        *,
        by: str,
        name: str,
        now: datetime,
        anonymous: bool = False,
        asks: bool = False,
        said_by: str = "",
    ) -> Submission | Full:
        """Take a contribution in; `asks` says that it waits for the consent of `said_by` first."""
        row = new_row(space, kind, content, by=by, name=name, now=now) | {
            "anonymous": anonymous,
            "said_by": said_by,
            "state": State.ASKED if asks else State.WAITING,
        }
        return await self._taken(space, row, by=by, now=now)

    async def raise_question(
        self, space: str, question: str, topic: str, *, by: str, name: str, now: datetime
    ) -> Submission | Full:
        """Take in a question that a discussion raised, as a candidate for a prompt.

        `topic` is a topic's id, or empty where a moderator is to choose it.
        """
        content = Content(question, topic)
        row = new_row(space, "prompt", content, by=by, name=name, now=now) | {"raised": True}
        return await self._taken(space, row, by=by, now=now)

    async def decide(
        self, space: str, submission: str, to: State, *, seen: int, by: str, now: datetime, reason: str = ""
    ) -> Submission | None:
        """Decide on the contribution as it was in revision `seen`; None when it has moved on since, or may not go."""
        async with self._database.write() as connection:
            await take_turn(connection, space)
            before = await find(connection, space, submission)
            if before is None or before.revision != seen or to not in FOLLOWS[before.state]:
                return None
            after: dict[str, object] = {"state": to, "reason": reason, "decided_at": None if to in OPEN else now}
            if to is State.APPROVED and before.item is None:
                after["item"] = await next_item(connection, space, before.kind)
            await put(connection, space, before, after)
            await record(connection, space, subject_of(before.id), before.state, to, by=by, now=now)
            if State.APPROVED in (before.state, to):
                await connection.execute(NEWER, {"in": space})
            decided = await known(connection, space, before.id)
        self._versions.forget(space)
        return decided

    async def change(
        self, space: str, submission: str, content: Content, *, seen: int, by: str, now: datetime, agreed: bool = False
    ) -> Submission | None:
        """Put other content in the place of what waits; None when it was decided or changed since `seen`.

        `agreed` says that nobody's consent is waited for any more.
        """
        async with self._database.write() as connection:
            await take_turn(connection, space)
            before = await find(connection, space, submission)
            if before is None or before.revision != seen or before.state not in OPEN:
                return None
            state = State.WAITING if agreed else before.state
            await put(connection, space, before, {"content": written(content), "state": state})
            old, new = asdict(before.content), asdict(content)
            await record(connection, space, subject_of(before.id), old, new, by=by, now=now)
            return await known(connection, space, before.id)

    async def withdraw(self, space: str, submission: str, *, by: str) -> bool:
        """Delete what this person suggested and nobody decided; False when there is no such thing."""
        exactly = submissions.c.id == submission, submissions.c.by == by, submissions.c.state.in_(sorted(OPEN))
        async with self._database.write() as connection:
            return await forget(connection, space, *exactly) > 0

    async def expire(self, before: datetime, most: int, now: datetime) -> int:
        """Delete what was decided before that moment and is not in a library, in so many spaces at most; how much."""
        async with self._database.read() as connection:
            found = (await connection.execute(_OVER, {"before": before, "most": most})).scalars().all()
        gone = 0
        for space in found:
            async with self._database.write() as connection:
                await take_turn(connection, space)
                gone += await sweep(connection, space, before, now)
        return gone

    def forget(self, space: str) -> None:
        """To be called after a commit of somebody else's that changed what is kept here."""
        self._versions.forget(space)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """What this person suggested, with what became of it, and what others suggested that this person said."""
        said = submissions.c.said_by == person, submissions.c.by != person
        asked = select(submissions).where(submissions.c.space == space, *said)
        async with self._database.read() as connection:
            rows = await connection.execute(asked.order_by(submissions.c.sent_at, submissions.c.id))
            lines = [one.content.words for one in read(rows.mappings())]
        own = [
            {
                **asdict(one.content),
                "kind": one.kind,
                "anonymous": one.anonymous,
                "state": str(one.state),
                "reason": one.reason,
                "item": one.item or "",
                "sent_at": one.sent_at.isoformat(),
            }
            for one in await self.of_person(space, person)
        ]
        return [*own, *({"said_by_you": words} for words in lines)]

    async def erase_person(self, space: str, person: str) -> int:
        """Delete what nobody approved and what they said themselves; of the rest of the library, forget whose it was.

        A line that somebody said is in the library because they agreed, and with their name under it: erasing takes
        that consent back.
        """
        theirs, said = submissions.c.by == person, submissions.c.said_by == person
        pending = submissions.c.state != State.APPROVED
        async with self._database.write() as connection:
            await take_turn(connection, space)
            gone = await forget(connection, space, or_(said, and_(theirs, pending)))
            mine = update(submissions).where(submissions.c.space == space, theirs)
            kept = await connection.execute(mine.values(by="", name="", anonymous=True))
            await connection.execute(NEWER, {"in": space})
        self._versions.forget(space)
        return gone + kept.rowcount

    async def _taken(self, space: str, row: Mapping[str, object], *, by: str, now: datetime) -> Submission | Full:
        """The one way in, for whatever a member brings: not from whoever is blocked, nor more than is allowed."""
        async with self._database.write() as connection:
            await take_turn(connection, space)
            await sweep(connection, space, now - DECIDED, now)
            full = await refused(connection, space, by, now)
            if full is not None:
                return full
            await connection.execute(insert(submissions), row)
            return await known(connection, space, str(row["id"]))

    async def _listed(
        self, asked: Select[tuple[object, ...]], space: str, states: list[State]
    ) -> tuple[Submission, ...]:
        async with self._database.read() as connection:
            rows = await connection.execute(asked, {"space": space, "states": states})
            return tuple(read(rows.mappings()))


_BY_STATE = select(submissions).where(
    submissions.c.space == bindparam("space"), submissions.c.state.in_(bindparam("states", expanding=True))
)
_OVER = (
    select(submissions.c.space)
    .where(submissions.c.state != State.APPROVED, submissions.c.decided_at < bindparam("before"))
    .distinct()
    .limit(bindparam("most"))
)
_VERSION = select(own_libraries.c.version).where(own_libraries.c.space == bindparam("space"))
