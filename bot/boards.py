"""Keeps the board of every session true to its session, however many press and whatever happens to the message.

Decides that a board is edited at once and then at most once a second; that it is edited every quarter of a minute
while time passes on it; that after a restart every board is brought up to date; and that a board which somebody
deleted is posted anew, after it was looked for. Where a platform cannot be written to, nothing is edited: the answer to
each press then shows the board.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from bot.chat.command import Request
from bot.chat.errors import trace_of
from bot.chat.outbox import Failure, MessageGone, Outbox, Outboxes, PlaceGone, TryLater, Unknown
from bot.chat.place import Person, Place
from bot.chat.reply import Reply
from bot.preferences import LANGUAGE, value_of
from bot.session.board import board
from bot.session.session import Session
from bot.state.stores import Stores
from bot.texts import sentences

A_SECOND = 1.0
LOOKS_EVERY = 15.0  # seconds

Wait = Callable[[float], Awaitable[object]]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Boards:
    """The boards of all sessions. `wait` is given seconds; a test's does not sleep."""

    stores: Stores
    outboxes: Outboxes
    now: Callable[[], datetime]
    wait: Wait = asyncio.sleep
    _stale: set[tuple[str, str]] = field(default_factory=set)
    _editing: dict[tuple[str, str], asyncio.Task[None]] = field(default_factory=dict)

    def edits(self, place: Place) -> bool:
        """Whether boards edit themselves on this platform."""
        return self.outboxes.get(place.platform) is not None

    def stir(self, space: str, session: Session) -> None:
        """The session has changed: its board is edited soon."""
        key = (space, session.id)
        if not self.edits(session.place):
            return
        self._stale.add(key)
        if key not in self._editing:
            self._editing[key] = asyncio.create_task(self._keep(key))

    async def open(self, space: str, session: Session) -> bool:
        """Post the board of a session that was just opened; whether it is there."""
        outbox = self.outboxes.get(session.place.platform)
        if outbox is None:
            return False
        try:
            reply = await self.shown(space, session)
            message = await outbox.post(session.place, reply, token_of(space, session))
        except Failure as failure:
            _log.warning("a board could not be posted", extra={"kind": type(failure).__name__})
            return False
        await self.stores.sessions.posted(space, session.id, message)
        return True

    async def settled(self) -> None:
        """Wait until every board is as its session is."""
        while self._editing:
            await asyncio.gather(*self._editing.values())

    async def run(self) -> None:
        """Look after all sessions until cancelled."""
        try:
            while True:
                try:
                    await self.look()
                except Exception as error:
                    _log.error("sessions could not be looked after: %s", trace_of(error))
                await self.wait(LOOKS_EVERY)
        finally:
            editing = tuple(self._editing.values())
            for task in editing:
                task.cancel()
            await asyncio.gather(*editing, return_exceptions=True)

    async def look(self) -> None:
        """Bring every board up to date, and end the sessions in which nobody has done anything for an hour."""
        now = self.now()
        for space, session in await self.stores.sessions.all_running():
            if session.has_fallen_silent(now):
                ended = await self.stores.sessions.change(space, session.id, lambda one: _silent(one, now))
                session = ended or session
            self.stir(space, session)

    async def call(self, space: str, session: Session) -> None:
        """Ping whoever has the floor now, if the facilitator wanted that."""
        speaker, outbox = session.floor.speaker, self.outboxes.get(session.place.platform)
        if speaker is None or outbox is None or not session.pings:
            return
        request = await self._for_all(space, session)
        text = request.say("{name}, you have the floor.", name=session.floor.name_of(speaker.person))
        token = token_of(f"call {session.floor.calls} {space}", session)
        try:
            await outbox.post(session.place, Reply(text, mentions=(speaker.person,)), token)
        except Failure as failure:
            _log.warning("the next speaker could not be pinged", extra={"kind": type(failure).__name__})

    async def shown(self, space: str, session: Session, request: Request | None = None) -> Reply:
        """The board of a session, in the language of the request, or else of its space."""
        return board(session, self.now(), request or await self._for_all(space, session))

    async def _for_all(self, space: str, session: Session) -> Request:
        """A request in the language of what the bot posts by itself."""
        chosen = await self.stores.settings.effective(space, session.place.channel)
        language = value_of(LANGUAGE, chosen)
        return Request(session.place, Person("", ""), language, space=space, sentences=sentences(language))

    async def _keep(self, key: tuple[str, str]) -> None:
        try:
            while key in self._stale:
                self._stale.discard(key)
                await self.wait(max(await self._edit(*key), A_SECOND))
        except Exception as error:
            _log.error("a board could not be edited: %s", trace_of(error))
        finally:
            self._editing.pop(key, None)

    async def _edit(self, space: str, key: str) -> float:
        """Show the board as it is now; how many seconds the platform wants to be left alone."""
        session = await self.stores.sessions.get(space, key)
        outbox = self.outboxes.get(session.place.platform) if session else None
        if session is None or outbox is None:
            return 0
        reply = await self.shown(space, session)
        try:
            if not (session.board and await self._edited(outbox, session, reply)):
                await self._post(outbox, space, session, reply)
        except TryLater as later:
            self._stale.add((space, key))
            return later.after
        except Failure as failure:
            _log.warning("a board could not be shown", extra={"kind": type(failure).__name__})
        return 0

    async def _edited(self, outbox: Outbox, session: Session, reply: Reply) -> bool:
        """Edit the board; False when the message is gone, which some platforms say as if the place were."""
        try:
            await outbox.edit(session.place, session.board, reply)
        except (MessageGone, PlaceGone):
            return False
        return True

    async def _post(self, outbox: Outbox, space: str, session: Session, reply: Reply) -> None:
        """Post the board, unless a post of it arrived that was not written down before a crash."""
        token = token_of(space, session)
        found = None if session.board else await _found(outbox, session, token)
        message = found or await outbox.post(session.place, reply, token)
        await self.stores.sessions.posted(space, session.id, message)


async def _found(outbox: Outbox, session: Session, token: str) -> str | None:
    """The board's message; None also where it cannot be told: two boards are better than none."""
    try:
        return await outbox.find(session.place, token, session.started_at)
    except Unknown:
        return None


def token_of(space: str, session: Session) -> str:
    """What a board's message is found by: another for each message that was its board before."""
    return sha256(f"board {space} {session.id} {session.board}".encode()).hexdigest()[:24]


def _silent(session: Session, now: datetime) -> Session:
    return session.ended(now) if session.has_fallen_silent(now) else session
