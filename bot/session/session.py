"""A live session: its floor, its agenda, its clock and what it has to write down.

Decides what a pause stops, when a session asks whether it is over (50 minutes without a press) and when it ends by
itself (after 60), and that nothing changes in one that has ended. `news` holds what is still to be written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chat.place import Place
from bot.session.agenda import Agenda
from bot.session.entry import Entry, Kind
from bot.session.floor import Door, Floor
from bot.session.refusal import Refused, Why
from bot.session.timer import Timer

ASKS_AFTER = timedelta(minutes=50)
ENDS_AFTER = timedelta(minutes=60)
CORRECTABLE = timedelta(days=1)
"""How long after its end the minutes may be corrected."""

_DOORS = {Door.OPEN: Kind.UNLOCKED, Door.LAST_WORD: Kind.LAST_WORD, Door.LOCKED: Kind.LOCKED}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever presses: an id and the name it goes by."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session at one moment."""

    id: str
    place: Place
    topic: str
    started_at: datetime
    stirred_at: datetime
    """When somebody did something last."""
    host: Actor
    per_turn: timedelta
    """After how long the board says, gently, that a turn is long."""
    planned: timedelta | None = None
    pings: bool = False
    """Whether the next speaker is pinged."""
    offered: str = ""
    """The id of the person to whom the session is to be handed over."""
    clock: Timer = Timer()
    floor: Floor = Floor()
    agenda: Agenda = Agenda()
    ended_at: datetime | None = None
    board: str = ""
    """The platform's id of the board's message; empty before it is posted."""
    version: int = 1
    news: tuple[Entry, ...] = ()

    @property
    def is_paused(self) -> bool:
        """Whether its time stands."""
        return self.ended_at is None and self.clock.since is None

    def is_asking(self, now: datetime) -> bool:
        """Whether it asks if it is over."""
        return self.ended_at is None and now - self.stirred_at >= ASKS_AFTER

    def has_fallen_silent(self, now: datetime) -> bool:
        """Whether it ends by itself now."""
        return self.ended_at is None and now - self.stirred_at >= ENDS_AFTER

    def can_be_corrected(self, now: datetime) -> bool:
        """Whether facilitators may still change its minutes."""
        return self.ended_at is None or now - self.ended_at < CORRECTABLE

    def stirred(self, now: datetime) -> "Session":
        """With somebody having done something. Raises Refused once it has ended."""
        if self.ended_at is not None:
            raise Refused(Why.ENDED)
        return replace(self, stirred_at=max(now, self.stirred_at))

    def noted(self, entries: Iterable[Entry]) -> "Session":
        """With more to write down."""
        return replace(self, news=(*self.news, *entries))

    def with_floor(self, floor: Floor, now: datetime) -> "Session":
        """With the floor changed; a new speaker's time stands while the session is paused. Raises Refused."""
        return replace(self.stirred(now), floor=floor.paused(now) if self.is_paused else floor)

    def moved(self, by: Actor, person: str, place: int, now: datetime) -> "Session":
        """With a hand at another place, which is written down. Raises Refused."""
        moved = self.with_floor(self.floor.moved(person, place), now)
        name = self.floor.name_of(person)
        return moved.noted([Entry(Kind.MOVED, now, by.id, by.name, f"{name} → {place}", person)])

    def removed(self, by: Actor, person: str, now: datetime) -> "Session":
        """Without a hand, which is written down. Raises Refused."""
        removed = self.with_floor(self.floor.removed(person), now)
        return removed.noted([Entry(Kind.REMOVED, now, by.id, by.name, self.floor.name_of(person), person)])

    def with_door(self, door: Door, by: Actor, now: datetime) -> "Session":
        """With the queue locked, open, or open for a last word only. Nothing happens if it is so already."""
        if self.floor.door is door:
            return self.stirred(now)
        changed = self.with_floor(replace(self.floor, door=door), now)
        return changed.noted([Entry(_DOORS[door], now, by.id, by.name)])

    def paused(self, by: Actor, now: datetime) -> "Session":
        """With all its time standing. Nothing happens if it stands already."""
        stirred = self.stirred(now)
        if self.is_paused:
            return stirred
        stands = replace(
            stirred, clock=self.clock.stopped(now), floor=self.floor.paused(now), agenda=self.agenda.paused(now)
        )
        return stands.noted([Entry(Kind.PAUSED, now, by.id, by.name)])

    def resumed(self, by: Actor, now: datetime) -> "Session":
        """With its time running. Nothing happens if it runs already."""
        stirred = self.stirred(now)
        if not self.is_paused:
            return stirred
        runs = replace(
            stirred, clock=self.clock.started(now), floor=self.floor.resumed(now), agenda=self.agenda.resumed(now)
        )
        return runs.noted([Entry(Kind.RESUMED, now, by.id, by.name)])

    def taken_up(self, number: int, by: Actor, now: datetime, *, sure: bool) -> "Session":
        """With an item of the agenda at hand. Raises Refused, also while hands are up unless it is `sure`."""
        if not sure and self.agenda.at_hand and self.floor.hands:
            raise Refused(Why.HANDS_ARE_UP)
        agenda = self.agenda.taken_up(number, now)
        entries = [*self._closing(by, now), Entry(Kind.TAKEN_UP, now, by.id, by.name, _title(agenda))]
        return replace(self.stirred(now), agenda=agenda.paused(now) if self.is_paused else agenda).noted(entries)

    def closed(self, by: Actor, now: datetime, *, sure: bool) -> "Session":
        """With no item at hand. Raises Refused, also while hands are up unless it is `sure`."""
        if self.agenda.at_hand is None:
            raise Refused(Why.NO_SUCH_ITEM)
        if not sure and self.floor.hands:
            raise Refused(Why.HANDS_ARE_UP)
        return replace(self.stirred(now), agenda=self.agenda.closed(now)).noted(self._closing(by, now))

    def with_agenda(self, agenda: Agenda, now: datetime) -> "Session":
        """With another agenda. Raises Refused."""
        return replace(self.stirred(now), agenda=agenda)

    def offered_to(self, person: str, now: datetime) -> "Session":
        """With the offer to somebody to facilitate. Raises Refused."""
        return replace(self.stirred(now), offered=person)

    def accepted(self, by: Actor, now: datetime) -> "Session":
        """With whoever it was offered to as the facilitator. Raises Refused."""
        if self.offered != by.id:
            raise Refused(Why.NOT_OFFERED)
        taken = replace(self.stirred(now), host=by, offered="")
        return taken.noted([Entry(Kind.HANDED_OVER, now, by.id, by.name)])

    def ended(self, now: datetime, by: Actor | None = None) -> "Session":
        """Over; by itself unless somebody ended it. Raises Refused when it was over already."""
        if self.ended_at is not None:
            raise Refused(Why.ENDED)
        entries = self._closing(by or Actor("", ""), now)
        entries.append(Entry(Kind.ENDED, now, by.id, by.name) if by else Entry(Kind.ENDED_ITSELF, now))
        over = replace(self, clock=self.clock.stopped(now), floor=self.floor.finished(now))
        return replace(over, agenda=self.agenda.closed(now), ended_at=now, offered="").noted(entries)

    def _closing(self, by: Actor, now: datetime) -> list[Entry]:
        return [Entry(Kind.CLOSED, now, by.id, by.name, _title(self.agenda))] if self.agenda.at_hand else []


def _title(agenda: Agenda) -> str:
    return agenda.at_hand.title if agenda.at_hand else ""
