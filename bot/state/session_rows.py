"""How a session is spread over rows, and put together again.

Decides that only rows which differ are written, so that a press costs as much in a long session as in a short one.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, and_, bindparam, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat.place import Place
from bot.session.agenda import Agenda, Item
from bot.session.entry import Entry, Kind
from bot.session.floor import Door, Floor, Speaker, Voice
from bot.session.queue import Hand
from bot.session.session import Actor, Session
from bot.session.timer import Timer
from bot.state.tables import session_hands, session_items, session_log, session_voices, sessions, spaces
from bot.state.upsert import upsert

Row = dict[str, Any]


async def loaded(connection: AsyncConnection, space: str, session: str, *, lock: bool = False) -> Session | None:
    """The session; `lock` keeps other processes from changing it until the transaction ends."""
    key = {"space": space, "session": session}
    row = (await connection.execute(_LOCKED if lock else _ONE, key)).mappings().one_or_none()
    if row is None:
        return None
    hands = (await connection.execute(_HANDS, key)).mappings()
    voices = (await connection.execute(_VOICES, key)).mappings()
    items = (await connection.execute(_ITEMS, key)).mappings()
    return _session(row, [*hands], [*voices], [*items])


async def inserted(connection: AsyncConnection, space: str, session: Session) -> None:
    """Write a session that is new. Raises IntegrityError where one runs in the same place."""
    await connection.execute(insert(sessions), {"space": space, "id": session.id, **_columns(session)})
    await _replaced(connection, session_items, space, session.id, {}, _items(session))
    await _appended(connection, space, session)


async def updated(connection: AsyncConnection, space: str, before: Session, after: Session) -> bool:
    """Write what differs; False when somebody else has changed the session since it was read."""
    same = sessions.c.space == space, sessions.c.id == before.id, sessions.c.version == before.version
    changed = await connection.execute(update(sessions).where(*same).values(_columns(after)))
    if not changed.rowcount:
        return False
    for table, rows in ((session_hands, _hands), (session_voices, _voices), (session_items, _items)):
        await _replaced(connection, table, space, before.id, rows(before), rows(after))
    await _appended(connection, space, after)
    return True


async def _replaced(
    connection: AsyncConnection,
    table: Table,
    space: str,
    session: str,
    before: Mapping[str | int, Row],
    after: Mapping[str | int, Row],
) -> None:
    key = list(table.primary_key.columns)
    theirs = and_(table.c.space == space, table.c.session == session)
    if gone := [own for own in before if own not in after]:
        await connection.execute(delete(table).where(theirs, key[2].in_(gone)))
    for own, row in after.items():
        if before.get(own) != row:
            whole = {"space": space, "session": session, key[2].name: own, **row}
            new = upsert(connection, table).values(whole)
            await connection.execute(new.on_conflict_do_update(index_elements=key, set_=row))


async def _appended(connection: AsyncConnection, space: str, session: Session) -> None:
    await append(connection, space, session.id, session.news)


async def append(connection: AsyncConnection, space: str, session: str, entries: Sequence[Entry]) -> None:
    """Write entries behind those that are there."""
    if not entries:
        return
    last = await connection.scalar(_LAST, {"space": space, "session": session})
    rows = [
        {
            "space": space,
            "session": session,
            "number": number,
            "at": entry.at,
            "kind": entry.kind.value,
            "by": entry.by,
            "name": entry.name,
            "text": entry.text,
            "who": entry.who,
            "about": entry.about,
        }
        for number, entry in enumerate(entries, int(last or 0) + 1)
    ]
    await connection.execute(insert(session_log), rows)


def entry_of(row: RowMapping) -> Entry:
    """The entry that a row of the log holds."""
    own = {name: row[name] for name in ("at", "by", "name", "text", "who", "about", "number")}
    return Entry(kind=Kind(row["kind"]), **own)


def _columns(session: Session) -> Row:
    floor, speaker = session.floor, session.floor.speaker
    timer = speaker.timer if speaker else Timer()
    return {
        "channel": session.place.channel,
        "thread": session.place.thread or "",
        "topic": session.topic,
        "started_at": session.started_at,
        "stirred_at": session.stirred_at,
        "ended_at": session.ended_at,
        "host": session.host.id,
        "host_name": session.host.name,
        "offered": session.offered,
        "planned": session.planned,
        "per_turn": session.per_turn,
        "pings": session.pings,
        "clock_spent": session.clock.spent,
        "clock_since": session.clock.since,
        "turn": floor.turn,
        "calls": floor.calls,
        "arrivals": floor.arrivals,
        "door": floor.door.value,
        "speaker": speaker.person if speaker else "",
        "speaker_about": speaker.about if speaker else "",
        "speaker_replies": bool(speaker and speaker.is_reply),
        "speaker_spent": timer.spent,
        "speaker_since": timer.since,
        "item": session.agenda.current,
        "board": session.board,
        "version": session.version,
    }


def _hands(session: Session) -> dict[str | int, Row]:
    return {
        hand.person: {
            "about": hand.about,
            "arrived": hand.arrived,
            "replied": hand.replied,
            "place": hand.place,
            "placed": hand.placed,
        }
        for hand in session.floor.hands
    }


def _voices(session: Session) -> dict[str | int, Row]:
    return {
        voice.person: {
            "name": voice.name,
            "turns": voice.turns,
            "replies": voice.replies,
            "spoken": voice.spoken,
            "replied_in": voice.replied_in,
            "attends": voice.attends,
        }
        for voice in session.floor.voices.values()
    }


def _items(session: Session) -> dict[str | int, Row]:
    return {
        item.number: {
            "position": position,
            "title": item.title,
            "planned": item.planned,
            "spent": item.timer.spent,
            "since": item.timer.since,
            "is_done": item.is_done,
        }
        for position, item in enumerate(session.agenda.items)
    }


def _session(
    row: RowMapping, hands: Sequence[RowMapping], voices: Sequence[RowMapping], items: Sequence[RowMapping]
) -> Session:
    return Session(
        id=row["id"],
        place=Place(row["platform"], row["key"], row["channel"], row["thread"] or None),
        topic=row["topic"],
        started_at=row["started_at"],
        stirred_at=row["stirred_at"],
        host=Actor(row["host"], row["host_name"]),
        per_turn=row["per_turn"],
        planned=row["planned"],
        pings=row["pings"],
        offered=row["offered"],
        clock=Timer(row["clock_spent"], row["clock_since"]),
        floor=_floor(row, hands, voices),
        agenda=Agenda(tuple(_item(one) for one in items), row["item"]),
        ended_at=row["ended_at"],
        board=row["board"],
        version=row["version"],
    )


def _floor(row: RowMapping, hands: Sequence[RowMapping], voices: Sequence[RowMapping]) -> Floor:
    timer = Timer(row["speaker_spent"] or timedelta(), row["speaker_since"])
    speaker = Speaker(row["speaker"], row["speaker_about"], row["speaker_replies"], timer)
    return Floor(
        turn=row["turn"],
        calls=row["calls"],
        arrivals=row["arrivals"],
        speaker=speaker if row["speaker"] else None,
        hands=tuple(Hand(**_own(one)) for one in hands),
        voices=MappingProxyType({one["person"]: Voice(**_own(one)) for one in voices}),
        door=Door(row["door"]),
    )


def _item(row: RowMapping) -> Item:
    return Item(row["number"], row["title"], row["planned"], Timer(row["spent"], row["since"]), row["is_done"])


def _own(row: RowMapping) -> Row:
    return {name: value for name, value in row.items() if name not in ("space", "session")}


def _of_session(table: Table) -> ColumnElement[bool]:
    return and_(table.c.space == bindparam("space"), table.c.session == bindparam("session"))


_ONE = (
    select(sessions, spaces.c.platform, spaces.c.key)
    .join(spaces, spaces.c.id == sessions.c.space)
    .where(sessions.c.space == bindparam("space"), sessions.c.id == bindparam("session"))
)
_LOCKED = _ONE.with_for_update(of=sessions)  # SQLite has one writer and leaves this out
_HANDS = select(session_hands).where(_of_session(session_hands))
_VOICES = select(session_voices).where(_of_session(session_voices))
_ITEMS = select(session_items).where(_of_session(session_items)).order_by(session_items.c.position)
LOG = select(session_log).where(_of_session(session_log)).order_by(session_log.c.number)
"""What was written down in a session, in its order."""
_LAST = select(func.max(session_log.c.number)).where(_of_session(session_log))
