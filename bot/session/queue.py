"""Whose turn it is.

Decides the order: quick replies to whoever speaks, then people who have not spoken in this session yet, by arrival,
then the others by turns taken, then by arrival. A place that a facilitator gave somebody holds against the rule and
moves up as the queue does. A person is in the queue once, with a hand, a quick reply or both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

ABOUT_LIMIT = 80  # characters of what a hand is about


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who waits."""

    person: str
    about: str = ""
    arrived: int = 0
    """The number of the hand among all of this session, from 1; 0 where only a quick reply is up."""
    replied: int = 0
    """The number of the quick reply, counted together with the hands; 0 where none is up."""
    place: int = 0
    """The place that a facilitator gave, from 1; 0 where the rule decides."""
    placed: int = 0
    """When that was, counted together with the hands: of two with the same place, the later one is in front."""


def order(hands: Iterable[Hand], turns: Mapping[str, int]) -> tuple[Hand, ...]:
    """Everybody who waits, the next one first. `turns` has how often each person has spoken; nobody is 0 times."""
    everybody = tuple(hands)
    waiting = sorted((hand for hand in everybody if not hand.place), key=lambda hand: _rank(hand, turns))
    for hand in sorted((hand for hand in everybody if hand.place), key=lambda hand: (hand.place, hand.placed)):
        waiting.insert(hand.place - 1, hand)
    return tuple(waiting)


def without(hands: Iterable[Hand], person: str, turns: Mapping[str, int]) -> tuple[Hand, ...]:
    """The queue without somebody; places behind that person move up by one."""
    waiting = order(hands, turns)
    gone = next((at for at, hand in enumerate(waiting, 1) if hand.person == person), len(waiting) + 1)
    return tuple(
        replace(hand, place=hand.place - 1) if hand.place > gone else hand for hand in waiting if hand.person != person
    )


def _rank(hand: Hand, turns: Mapping[str, int]) -> tuple[int, int, int]:
    if hand.replied:
        return (0, 0, hand.replied)
    taken = turns.get(hand.person, 0)
    return (1, 0, hand.arrived) if not taken else (2, taken, hand.arrived)
