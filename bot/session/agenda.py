"""What a session is to talk about, in which order, and for how long.

Decides how an agenda is typed (`Scaling 20 | Generalization 30 | Taste`: items between bars or on lines of their own,
each with its minutes behind it if it has any) and that an item is open, at hand or done.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.session.refusal import Refused, Why
from bot.session.timer import Timer

ITEM_LIMIT = 20
TITLE_LIMIT = 80  # characters

_MINUTES = re.compile(r"(?P<title>.+?)[\s,:(]+(?P<minutes>\d{1,3})\s*(?:m|min|minutes|')?\)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `number` never changes, whatever is moved."""

    number: int
    title: str
    planned: timedelta | None = None
    timer: Timer = Timer()
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in their order; `current` is the number of the one at hand, 0 for none."""

    items: tuple[Item, ...] = ()
    current: int = 0

    @property
    def at_hand(self) -> Item | None:
        """The item that is talked about."""
        return self.item(self.current)

    @property
    def next_open(self) -> Item | None:
        """The first item that is neither done nor at hand."""
        return next((one for one in self.items if not one.is_done and one.number != self.current), None)

    def item(self, number: int) -> Item | None:
        """The item of that number."""
        return next((one for one in self.items if one.number == number), None)

    def at(self, place: int) -> Item:
        """The item at a place, from 1. Raises Refused."""
        if not 1 <= place <= len(self.items):
            raise Refused(Why.NO_SUCH_ITEM)
        return self.items[place - 1]

    def added(self, item: Item) -> "Agenda":
        """With one more at the end, whose number is given here. Raises Refused."""
        if len(self.items) >= ITEM_LIMIT:
            raise Refused(Why.TOO_MANY_ITEMS)
        number = max((one.number for one in self.items), default=0) + 1
        return replace(self, items=(*self.items, replace(item, number=number)))

    def taken_up(self, number: int, now: datetime) -> "Agenda":
        """With this item at hand; the one before is done. Raises Refused."""
        if self.item(number) is None:
            raise Refused(Why.NO_SUCH_ITEM)
        closed = self.closed(now)
        items = tuple(
            replace(one, is_done=False, timer=one.timer.started(now)) if one.number == number else one
            for one in closed.items
        )
        return Agenda(items, number)

    def closed(self, now: datetime) -> "Agenda":
        """With the item at hand done."""
        items = tuple(
            replace(one, is_done=True, timer=one.timer.stopped(now)) if one.number == self.current else one
            for one in self.items
        )
        return Agenda(items)

    def dropped(self, number: int) -> "Agenda":
        """Without an item. Raises Refused."""
        if self.item(number) is None:
            raise Refused(Why.NO_SUCH_ITEM)
        left = tuple(one for one in self.items if one.number != number)
        return Agenda(left, 0 if number == self.current else self.current)

    def moved(self, number: int, place: int) -> "Agenda":
        """With an item at another place, from 1. Raises Refused."""
        item = self.item(number)
        if item is None:
            raise Refused(Why.NO_SUCH_ITEM)
        others = [one for one in self.items if one.number != number]
        others.insert(max(place, 1) - 1, item)
        return replace(self, items=tuple(others))

    def paused(self, now: datetime) -> "Agenda":
        """With the time of the item at hand standing."""
        return self._timed(self.at_hand.timer.stopped(now)) if self.at_hand else self

    def resumed(self, now: datetime) -> "Agenda":
        """With the time of the item at hand running."""
        return self._timed(self.at_hand.timer.started(now)) if self.at_hand else self

    def _timed(self, timer: Timer) -> "Agenda":
        items = tuple(replace(one, timer=timer) if one.number == self.current else one for one in self.items)
        return replace(self, items=items)


def read_agenda(typed: str) -> Agenda:
    """`'Scaling 20 | Taste'` -> two items, the first planned for 20 minutes. Raises Refused above twenty items."""
    agenda = Agenda()
    for part in re.split(r"[|\n｜]", typed):
        if part.strip():
            agenda = agenda.added(read_item(part))
    return agenda


def read_item(typed: str) -> Item:
    """`'Scaling 20'` -> the item “Scaling”, planned for 20 minutes. Its number is given when it is added."""
    text = typed.strip()
    found = _MINUTES.fullmatch(text)
    title, minutes = (found["title"].strip(), int(found["minutes"])) if found else (text, 0)
    return Item(0, title[:TITLE_LIMIT], timedelta(minutes=minutes) if minutes else None)
