"""Live sessions, and what was written down in them.

Decides that a change is read, decided and written in one transaction that nobody else gets between (a hundred who
press at once keep one order), that one session runs in a place, that what is shown there is written down once, and
that with turns and seconds, once their time is over, the names go of those who did not ask to be named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, delete, or_, select, update
from sqlalchemy.exc import IntegrityError

from bot.session.entry import NOTES, Entry
from bot.session.session import Session
from bot.state.changes import record_purge
from bot.state.database import Database
from bot.state.recent import LIFETIME, Recent
from bot.state.session_rows import LOG, append, entry_of, inserted, loaded, updated
from bot.state.tables import session_hands, session_log, session_voices, sessions, spaces

LISTED = 200
"""Sessions of a channel that are looked through for minutes."""
REMEMBERED = 10_000
"""Spaces of which is known where sessions run."""

Decide = Callable[[Session], Session]


@dataclass(frozen=True, slots=True)
class Headline:
    """A session that is over."""

    id: str
    topic: str
    started_at: datetime
    ended_at: datetime


class Sessions:
    """The store of sessions."""

    personal = frozenset({sessions.name, session_hands.name, session_voices.name, session_log.name})

    def __init__(self, database: Database) -> None:
        self._database = database
        self._running: Recent[str, tuple[tuple[str, str, str], ...]] = Recent(
            most=REMEMBERED, lifetime=LIFETIME if database.shared else None
        )

    async def start(self, space: str, session: Session) -> bool:
        """Write a new session down; False when one runs in the same place."""
        try:
            async with self._database.write() as connection:
                await inserted(connection, space, session)
        except IntegrityError:
            return False
        self._running.forget(space)
        return True

    async def running(self, space: str, channel: str, thread: str) -> Session | None:
        """The session of this thread, or else of its channel; `thread` is empty for the channel itself."""
        found = await self._where(space, channel, thread)
        return await self.get(space, found) if found else None

    async def places(self, space: str) -> tuple[tuple[str, str], ...]:
        """Channel and thread of each session that runs; the thread is empty for the channel itself."""
        return tuple((channel, thread) for channel, thread, _ in await self._all_running_in(space))

    async def get(self, space: str, session: str) -> Session | None:
        """The session with this id."""
        async with self._database.read() as connection:
            return await loaded(connection, space, session)

    async def change(self, space: str, session: str, decide: Decide) -> Session | None:
        """What `decide` makes of the session, written down; None when there is none. What `decide` raises is raised."""
        async with self._database.write() as connection:
            before = await loaded(connection, space, session, lock=True)
            if before is None:
                return None
            after = replace(decide(before), version=before.version + 1)
            if not await updated(connection, space, before, after):
                raise RuntimeError("a session was changed by somebody who did not wait for their turn")
        if after.ended_at != before.ended_at:
            self._running.forget(space)
        return replace(after, news=())

    async def posted(self, space: str, session: str, board: str) -> None:
        """The board is the message with this id; it is no change of the session."""
        one = sessions.c.space == space, sessions.c.id == session
        async with self._database.write() as connection:
            await connection.execute(update(sessions).where(*one).values(board=board))

    async def entries(self, space: str, session: str) -> tuple[Entry, ...]:
        """The session's log, in its order."""
        async with self._database.read() as connection:
            rows = await connection.execute(LOG, {"space": space, "session": session})
            return tuple(entry_of(row) for row in rows.mappings())

    async def show(self, space: str, channel: str, thread: str, shown: Sequence[Entry]) -> None:
        """Write down what was shown in this thread or channel, each once, if a session runs there."""
        session = await self._where(space, channel, thread)
        if not session:
            return
        async with self._database.write() as connection:
            rows = await connection.execute(LOG, {"space": space, "session": session})
            known = {(entry.kind, entry.about) for entry in (entry_of(row) for row in rows.mappings())}
            new = {(entry.kind, entry.about): entry for entry in shown if (entry.kind, entry.about) not in known}
            await append(connection, space, session, list(new.values()))

    async def correct(self, space: str, session: str, number: int, text: str, correction: Entry) -> bool:
        """Let a note say `text`, or strike it out where that is empty; whether there is such a note."""
        note = _entry(space, session, number), session_log.c.kind.in_([kind.value for kind in NOTES])
        async with self._database.write() as connection:
            if text:
                changed = await connection.execute(update(session_log).where(*note).values(text=text))
            else:
                changed = await connection.execute(delete(session_log).where(*note))
            if changed.rowcount:
                await append(connection, space, session, [correction])
        return changed.rowcount > 0

    async def past(self, space: str, channel: str, words: Sequence[str] = ()) -> tuple[Headline, ...]:
        """The sessions of a channel and its threads that are over, the latest first.

        With `words`, those whose topic and notes have all of them, whatever their case; of the last `LISTED`.
        """
        async with self._database.read() as connection:
            rows = (await connection.execute(_PAST, {"space": space, "channel": channel})).all()
            found = {row.id: (Headline(row.id, row.topic, row.started_at, row.ended_at), row.topic) for row in rows}
            if words:
                notes = await connection.execute(_NOTES, {"space": space, "ids": list(found)})
                for row in notes:
                    headline, text = found[row.session]
                    found[row.session] = headline, f"{text}\n{row.text}"
        wanted = [word.casefold() for word in words]
        return tuple(headline for headline, text in found.values() if all(one in text.casefold() for one in wanted))

    async def all_running(self) -> tuple[tuple[str, Session], ...]:
        """Every session that runs where the bot still is, with its space: for whoever looks after all of them."""
        async with self._database.read() as connection:
            keys = (await connection.execute(_ALL)).all()
            every = [(key.space, await loaded(connection, key.space, key.id)) for key in keys]
        return tuple((space, one) for space, one in every if one)

    async def expire(self, before: datetime, most: int, now: datetime) -> int:
        """Drop the turns and seconds of sessions that ended before that moment, and say so; how many people's.

        So many people's at most.
        """
        async with self._database.write() as connection:
            rows = (await connection.execute(_COUNTED, {"before": before, "most": most})).all()
            for statement, named in ((_FORGET, False), (_EMPTY, True)):
                theirs = [
                    {"of": row.space, "in": row.session, "who": row.person} for row in rows if row.attends is named
                ]
                if theirs:
                    await connection.execute(statement, theirs)
            return await record_purge(connection, "balances", [row.space for row in rows], now)

    async def export_person(self, space: str, person: str) -> list[dict[str, object]]:
        """What the person wrote down, what they want to speak about, and how often they spoke, while that is kept."""
        key = {"space": space, "person": person}
        async with self._database.read() as connection:
            voices = (await connection.execute(_VOICES_OF, key)).all()
            notes = (await connection.execute(_NOTES_OF, key)).all()
            led = (await connection.execute(_LED_BY, key)).all()
            hands = (await connection.execute(_HANDS_OF, key)).all()
            floor = (await connection.execute(_FLOOR_OF, key)).all()
        spoke = [
            {
                "session": row.session,
                "turns": row.turns,
                "quick_replies": row.replies,
                "seconds": round(row.spoken.total_seconds()),
                "named_in_minutes": row.attends,
            }
            for row in voices
        ]
        wrote = [
            {"session": row.session, "at": row.at.isoformat(), "kind": row.kind, "text": row.text} for row in notes
        ]
        return [
            *({"session": row.id, "facilitates": row.topic} for row in led),
            *({"session": row.session, "waits_to_speak_about": row.about} for row in hands),
            *({"session": row.id, "speaks_about": row.speaker_about} for row in floor),
            *spoke,
            *wrote,
        ]

    async def erase_person(self, space: str, person: str) -> int:
        """Forget who it was. What the group wrote down stays the group's; hands, turns and names go."""
        async with self._database.write() as connection:
            touched = 0
            for table in (session_hands, session_voices):
                theirs = table.c.space == space, table.c.person == person
                touched += (await connection.execute(delete(table).where(*theirs))).rowcount
            for column, values in _ERASED.items():
                own = column.table.c.space == space, column == person
                nothing = dict.fromkeys(values, "")
                touched += (await connection.execute(update(column.table).where(*own).values(nothing))).rowcount
        return touched

    async def export_place(self, space: str, channel: str) -> list[dict[str, object]]:
        """The sessions held in this channel, with all that was written down in them."""
        asked = select(sessions.c.id, sessions.c.topic).where(sessions.c.space == space, sessions.c.channel == channel)
        async with self._database.read() as connection:
            held = (await connection.execute(asked.order_by(sessions.c.started_at))).all()
            logs = [await connection.execute(LOG, {"space": space, "session": one.id}) for one in held]
            return [
                {"session": one.id, "topic": one.topic, "written": [entry_of(row).text for row in log.mappings()]}
                for one, log in zip(held, logs, strict=True)
            ]

    async def erase_place(self, space: str, channel: str) -> int:
        """Let go of the sessions held in this channel and of all that was written down in them."""
        held = sessions.c.space == space, sessions.c.channel == channel
        async with self._database.write() as connection:
            gone = await connection.execute(delete(sessions).where(*held))
        self._running.forget(space)
        return gone.rowcount

    async def _where(self, space: str, channel: str, thread: str) -> str:
        """The id of the session of this thread, or else of its channel; empty where none runs."""
        known = {(where, under): one for where, under, one in await self._all_running_in(space)}
        return known.get((channel, thread)) or known.get((channel, ""), "")

    async def _all_running_in(self, space: str) -> tuple[tuple[str, str, str], ...]:
        """Channel, thread and id of each session that runs."""

        async def load() -> tuple[tuple[str, str, str], ...]:
            async with self._database.read() as connection:
                rows = await connection.execute(_RUNNING, {"space": space})
                return tuple((row.channel, row.thread, row.id) for row in rows)

        return await self._running.get(space, load)


def _entry(space: str, session: str, number: int) -> ColumnElement[bool]:
    return and_(session_log.c.space == space, session_log.c.session == session, session_log.c.number == number)


_ERASED = {
    sessions.c.host: ("host", "host_name"),
    sessions.c.offered: ("offered",),
    sessions.c.speaker: ("speaker", "speaker_about"),
    session_log.c.by: ("by", "name"),
    session_log.c.who: ("who", "text"),
}
"""Columns with a person in them, and what is emptied with each."""

_RUNNING = select(sessions.c.channel, sessions.c.thread, sessions.c.id).where(
    sessions.c.space == bindparam("space"), sessions.c.ended_at.is_(None)
)
_ALL = (
    select(sessions.c.space, sessions.c.id)
    .join(spaces, spaces.c.id == sessions.c.space)
    .where(sessions.c.ended_at.is_(None), spaces.c.left_at.is_(None))
)
_PAST = (
    select(sessions.c.id, sessions.c.topic, sessions.c.started_at, sessions.c.ended_at)
    .where(
        sessions.c.space == bindparam("space"),
        sessions.c.channel == bindparam("channel"),
        sessions.c.ended_at.is_not(None),
    )
    .order_by(sessions.c.ended_at.desc(), sessions.c.id)
    .limit(LISTED)
)
_NOTES = select(session_log.c.session, session_log.c.text).where(
    session_log.c.space == bindparam("space"),
    session_log.c.session.in_(bindparam("ids", expanding=True)),
    session_log.c.kind.in_([kind.value for kind in NOTES]),
)
_VOICES_OF = select(session_voices).where(
    session_voices.c.space == bindparam("space"), session_voices.c.person == bindparam("person")
)
_NOTES_OF = (
    select(session_log)
    .where(session_log.c.space == bindparam("space"), session_log.c.by == bindparam("person"))
    .order_by(session_log.c.at, session_log.c.number)
)
_COUNTED = (
    select(session_voices.c.space, session_voices.c.session, session_voices.c.person, session_voices.c.attends)
    .join(sessions, and_(sessions.c.space == session_voices.c.space, sessions.c.id == session_voices.c.session))
    .where(
        sessions.c.ended_at < bindparam("before"),
        or_(session_voices.c.turns > 0, session_voices.c.replies > 0, session_voices.c.attends.is_(False)),
    )
    .order_by(sessions.c.ended_at)
    .limit(bindparam("most"))
)
_ONE_VOICE = (
    session_voices.c.space == bindparam("of"),
    session_voices.c.session == bindparam("in"),
    session_voices.c.person == bindparam("who"),
)
_FORGET = delete(session_voices).where(*_ONE_VOICE)
_EMPTY = update(session_voices).where(*_ONE_VOICE).values(turns=0, replies=0, spoken=timedelta())
_HANDS_OF = (
    select(session_hands.c.session, session_hands.c.about)
    .where(session_hands.c.space == bindparam("space"), session_hands.c.person == bindparam("person"))
    .order_by(session_hands.c.session)
)
_FLOOR_OF = select(sessions.c.id, sessions.c.speaker_about).where(
    sessions.c.space == bindparam("space"), sessions.c.speaker == bindparam("person")
)
_LED_BY = select(sessions.c.id, sessions.c.topic).where(
    sessions.c.space == bindparam("space"), sessions.c.host == bindparam("person")
)
