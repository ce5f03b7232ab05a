"""Which prompt comes on which day: a seeded order without repeats, that moderators can look into and change.

Decides that every change a moderator makes (swap, skip, lock, one's own) is a lock: a day bound to a prompt or to none.
What is not locked follows from the seed alone, so a preview is what will come, a re-shuffle cannot touch a locked day,
and undoing a change is putting back the locks that were there before. A prompt's place depends on its id and the seed
only: one that is new or withdrawn moves no other past its neighbour.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from hashlib import blake2b

SKIPPED = ""
"""What a day is locked to on which nothing is to come."""

OWN = "="
"""What a question of the moderators' own begins with, where an id would stand."""

WINDOW = 14  # days that can be looked into and changed
NEARLY_DONE = 7  # prompts left when moderators are told


class Order(Enum):
    """What the days follow where nothing is locked."""

    SHUFFLED = "shuffled"
    LISTED = "listed"


class AtEnd(Enum):
    """What happens when every prompt has come."""

    RESHUFFLE = "reshuffle"
    STOP = "stop"
    MIX = "mix in"  # the group's own approved questions wait until then; after them a reshuffle


@dataclass(frozen=True, slots=True)
class Deck:
    """What the order follows from. All of it is stored; the order itself never is."""

    seed: str
    """Changed by a re-shuffle."""
    round: int = 0
    """How often every prompt has come."""
    used: Sequence[str] = ()
    """Ids that came in this round, the first first."""
    before: Sequence[str] = ()
    """Ids that came in the round before, the first first; a new round does not begin with its later half."""
    order: Order = Order.SHUFFLED
    at_end: AtEnd = AtEnd.RESHUFFLE
    own: Collection[str] = ()
    """The group's own questions, which wait for the end where it chose to mix them in then."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What comes on a day. `prompt` is None where nothing is left and the group chose to stop."""

    day: date
    prompt: str | None
    round: int
    is_locked: bool = False


def deal(
    deck: Deck, days: Sequence[date], pools: Mapping[date, Sequence[str]], locks: Mapping[date, str]
) -> tuple[Pick, ...]:
    """The picks for `days`, which are in order and begin with the next one that is due.

    `pools` holds for each day the ids that may come on it, in the listed order (the reading plan may give each week
    its own). `locks` are the days that moderators bound; later ones than `days` count too, since a prompt that is kept
    for a day does not come before it.
    """
    dealing = _Dealing(deck, Counter(locks.values()))
    return tuple(
        Pick(day, dealing.locked(locks[day]), dealing.round, is_locked=True)
        if day in locks
        else Pick(day, dealing.next(pools[day]), dealing.round)
        for day in days
    )


def left(deck: Deck, pool: Sequence[str], locks: Mapping[date, str]) -> int:
    """How many prompts of the pool have neither come in this round nor are kept for a day."""
    return len(set(pool) - set(deck.used) - set(locks.values()))


class _Dealing:
    """The order as it unfolds, one day after the other."""

    def __init__(self, deck: Deck, kept: Counter[str]) -> None:
        self._deck = deck
        self._kept = kept
        self._used = dict.fromkeys(deck.used)
        self._before = list(deck.before)
        self.round = deck.round

    def locked(self, prompt: str) -> str:
        """What a locked day has; from then on it has come like any other."""
        self._kept[prompt] -= 1
        self._used[prompt] = None
        return prompt

    def next(self, pool: Sequence[str]) -> str | None:
        found = self._first(pool)
        if found is None and self._deck.at_end is not AtEnd.STOP and pool:
            self._begin_again(pool)
            found = self._first(pool)
        if found is not None:
            self._used[found] = None
        return found

    def _first(self, pool: Sequence[str]) -> str | None:
        open_ = [prompt for prompt in pool if prompt not in self._used and not self._kept[prompt]]
        if self._deck.at_end is AtEnd.MIX:
            open_ = [prompt for prompt in open_ if prompt not in self._deck.own] or open_
        if self._deck.order is Order.LISTED:
            return open_[0] if open_ else None
        there = set(pool)
        came = [prompt for prompt in self._before if prompt in there]
        recent = set(came[len(came) // 2 :])
        return min(open_, key=lambda prompt: (prompt in recent, self._rank(prompt)), default=None)

    def _begin_again(self, pool: Sequence[str]) -> None:
        self.round += 1
        self._before = list(self._used)
        there = set(pool)
        self._used = {prompt: None for prompt in self._used if prompt not in there}

    def _rank(self, prompt: str) -> bytes:
        return blake2b(f"{self._deck.seed}/{self.round}/{prompt}".encode(), digest_size=8).digest()


def locked(locks: Mapping[date, str], day: date, prompt: str) -> dict[date, str]:
    """The locks with `day` bound to `prompt`, or to nothing with `SKIPPED`."""
    return {**locks, day: prompt}


def freed(locks: Mapping[date, str], day: date) -> dict[date, str]:
    """The locks without the one on `day`."""
    return {other: prompt for other, prompt in locks.items() if other != day}


def swapped(locks: Mapping[date, str], picks: Sequence[Pick], first: date, second: date) -> dict[date, str]:
    """The locks with what comes on two days exchanged. Both days are among `picks`."""
    comes = {pick.day: pick.prompt or SKIPPED for pick in picks}
    return {**locks, first: comes[second], second: comes[first]}
