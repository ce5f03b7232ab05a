"""The rows of contributions, inside somebody else's transaction.

Decides that whoever counts or numbers something in a space first takes that space's turn (its row in `own_libraries`,
locked until the transaction ends), and that with a contribution its history goes, which holds its words.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import ColumnElement, RowMapping, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.state.blocks import fingerprint
from bot.state.changes import record_purge
from bot.state.submission import (
    OPEN,
    PERSON_DAILY,
    PERSON_WAITING,
    SPACE_WAITING,
    Content,
    Full,
    State,
    Submission,
    own_id,
)
from bot.state.tables import blocked, changes, own_libraries, submissions
from bot.state.upsert import upsert


async def take_turn(connection: AsyncConnection, space: str) -> None:
    """Wait until nobody else counts or numbers anything in this space."""
    new = upsert(connection, own_libraries).values(space=space, last=0, version=0)
    same = {"last": own_libraries.c.last}
    await connection.execute(new.on_conflict_do_update(index_elements=[own_libraries.c.space], set_=same))


async def next_item(connection: AsyncConnection, space: str, kind: str) -> str:
    """An id that was never given in this space: “OUR-1”, “OUR-P2”."""
    counted = update(own_libraries).where(own_libraries.c.space == space).values(last=own_libraries.c.last + 1)
    number = (await connection.execute(counted.returning(own_libraries.c.last))).scalar_one()
    return own_id(kind, number)


async def refused(connection: AsyncConnection, space: str, person: str, now: datetime) -> Full | None:
    """Why this person may send nothing at the moment; None where they may."""
    here = submissions.c.space == space
    theirs, open_ = submissions.c.by == person, submissions.c.state.in_(sorted(OPEN))
    if await _count(connection, blocked.c.space == space, blocked.c.fingerprint == fingerprint(space, person)):
        return Full.BLOCKED
    if await _count(connection, here, theirs, open_) >= PERSON_WAITING:
        return Full.PERSON_WAITING
    if await _count(connection, here, theirs, submissions.c.sent_at > now - timedelta(days=1)) >= PERSON_DAILY:
        return Full.PERSON_DAILY
    return Full.SPACE_WAITING if await _count(connection, here, open_) >= SPACE_WAITING else None


async def find(connection: AsyncConnection, space: str, key: str) -> Submission | None:
    """The contribution with this id, or with this id of the group's own library."""
    named = (submissions.c.id == key) | (submissions.c.item == key)
    rows = await connection.execute(select(submissions).where(submissions.c.space == space, named))
    return next(iter(read(rows.mappings())), None)


async def known(connection: AsyncConnection, space: str, submission: str) -> Submission:
    """The contribution with this id, which is there."""
    found = await find(connection, space, submission)
    assert found is not None
    return found


def new_row(space: str, kind: str, content: Content, *, by: str, name: str, now: datetime) -> dict[str, object]:
    """The row of a contribution that waits for the moderators."""
    return {
        "space": space,
        "id": token_hex(4),
        "kind": kind,
        "content": written(content),
        "by": by,
        "name": name,
        "anonymous": False,
        "said_by": "",
        "raised": False,
        "state": State.WAITING,
        "reason": "",
        "revision": 1,
        "item": None,
        "sent_at": now,
        "decided_at": None,
    }


async def put(connection: AsyncConnection, space: str, before: Submission, after: Mapping[str, object]) -> None:
    """Change a contribution's columns; it is another revision then."""
    exactly = submissions.c.space == space, submissions.c.id == before.id
    await connection.execute(update(submissions).where(*exactly).values(revision=before.revision + 1, **after))


async def forget(connection: AsyncConnection, space: str, *which: ColumnElement[bool]) -> int:
    """Delete contributions of this space with their history; how many there were."""
    gone = delete(submissions).where(submissions.c.space == space, *which).returning(submissions.c.id)
    ids = (await connection.execute(gone)).scalars().all()
    subjects = [subject_of(one) for one in ids]
    await connection.execute(delete(changes).where(changes.c.space == space, changes.c.subject.in_(subjects)))
    return len(ids)


async def sweep(connection: AsyncConnection, space: str, before: datetime, now: datetime) -> int:
    """Delete what was not approved, or was removed, before that moment, and say so; how much it was."""
    gone = await forget(connection, space, submissions.c.state != State.APPROVED, submissions.c.decided_at < before)
    return await record_purge(connection, "suggestions", [space] * gone, now)


def subject_of(submission: str) -> str:
    """The subject of changes to a contribution, for the log."""
    return f"suggestion {submission}"


def written(content: Content) -> str:
    """Content as a column holds it."""
    return json.dumps(asdict(content), ensure_ascii=False)


def read(rows: Iterable[RowMapping]) -> Iterable[Submission]:
    """Contributions from whole rows."""
    for row in rows:
        values = {key: value for key, value in row.items() if key != "space"}
        content = Content(**json.loads(values.pop("content")))
        yield Submission(**values | {"content": content, "state": State(values["state"])})


async def _count(connection: AsyncConnection, *which: ColumnElement[bool]) -> int:
    return (await connection.execute(select(func.count()).where(*which))).scalar_one()


NEWER = (
    update(own_libraries).where(own_libraries.c.space == bindparam("in")).values(version=own_libraries.c.version + 1)
)
