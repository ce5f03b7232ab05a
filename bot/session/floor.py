"""Who speaks, who waits, and what each press on the board does to that.

Decides that a turn is counted when it begins, that a quick reply takes time but no turn, that whoever gave a quick
reply keeps the hand that was up before, and that a quick reply which nobody came to becomes a hand. Every change is a
new value; nothing here knows of facilitators: who may do what is decided by those who call.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from bot.session.queue import Hand, order, without
from bot.session.refusal import Refused, Why
from bot.session.timer import Timer


class Door(Enum):
    """Who may raise a hand."""

    OPEN = "open"
    LAST_WORD = "last word"  # only who has not spoken yet
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever speaks."""

    person: str
    about: str
    is_reply: bool
    timer: Timer


@dataclass(frozen=True, slots=True)
class Voice:
    """What is counted of a person in one session, from the queue alone."""

    person: str
    name: str
    turns: int = 0
    replies: int = 0
    spoken: timedelta = timedelta()
    replied_in: int = 0
    """The turn in which this person's last quick reply was heard."""
    attends: bool = False
    """Whether the minutes may name them as present."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a session at one moment."""

    turn: int = 0
    """How many turns have begun; quick replies belong to the turn they reply to."""
    calls: int = 0
    """How often the floor was given or taken: what two who press “Next” at once are told apart by."""
    arrivals: int = 0
    """How many hands, quick replies and given places there were."""
    speaker: Speaker | None = None
    hands: tuple[Hand, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=lambda: MappingProxyType({}))
    door: Door = Door.OPEN

    @property
    def turns(self) -> Mapping[str, int]:
        """How often each person has spoken."""
        return {voice.person: voice.turns for voice in self.voices.values()}

    @property
    def waiting(self) -> tuple[Hand, ...]:
        """Everybody who waits, the next one first."""
        return order(self.hands, self.turns)

    def hand_of(self, person: str) -> Hand | None:
        """The person's hand or quick reply."""
        return next((hand for hand in self.hands if hand.person == person), None)

    def name_of(self, person: str) -> str:
        """The name by which the person raised a hand; empty for somebody who never did."""
        voice = self.voices.get(person)
        return voice.name if voice else ""

    def known(self, person: str, name: str) -> "Floor":
        """The floor with the person under this name."""
        voice = self.voices.get(person) or Voice(person, name)
        return self.with_voice(replace(voice, name=name))

    def attended(self, person: str, name: str, *, attends: bool) -> "Floor":
        """The person wants to be named in the minutes, or does not."""
        floor = self.known(person, name)
        return floor.with_voice(replace(floor.voices[person], attends=attends))

    def raised(self, person: str, name: str, about: str = "") -> "Floor":
        """With a hand up; a hand that was up keeps its place and says what it is about now. Raises Refused."""
        hand = self.hand_of(person)
        if hand and hand.arrived and (not about or about == hand.about):
            raise Refused(Why.ALREADY_UP)
        if hand and hand.arrived:
            return self.with_hand(replace(hand, about=about))
        self._check_door(person)
        floor = replace(self.known(person, name), arrivals=self.arrivals + 1)
        hand = hand or Hand(person)
        return floor.with_hand(replace(hand, arrived=floor.arrivals, about=about or hand.about))

    def replied(self, person: str, name: str) -> "Floor":
        """With a quick reply up. Raises Refused."""
        if self.speaker is None:
            raise Refused(Why.NOBODY_SPEAKS)
        if self.speaker.person == person:
            raise Refused(Why.OWN_TURN)
        voice = self.voices.get(person)
        if voice and voice.replied_in == self.turn:
            raise Refused(Why.REPLIED)
        hand = self.hand_of(person) or Hand(person)
        if hand.replied:
            raise Refused(Why.ALREADY_UP)
        self._check_door(person)
        floor = replace(self.known(person, name), arrivals=self.arrivals + 1)
        return floor.with_hand(replace(hand, replied=floor.arrivals))

    def lowered(self, person: str, now: datetime) -> "Floor":
        """Without the person's hand and quick reply; if there is none, the speaker ends. Raises Refused."""
        if self.hand_of(person):
            return self._without(person)
        if self.speaker and self.speaker.person == person:
            return replace(self._finished(now), calls=self.calls + 1)
        raise Refused(Why.NOT_UP)

    def removed(self, person: str) -> "Floor":
        """Without the person's hand and quick reply. Raises Refused."""
        if not self.hand_of(person):
            raise Refused(Why.NOT_WAITING)
        return self._without(person)

    def moved(self, person: str, place: int) -> "Floor":
        """With the person at a place of the queue, from 1; behind all others if it is shorter. Raises Refused."""
        hand = self.hand_of(person)
        if hand is None:
            raise Refused(Why.NOT_WAITING)
        others = self._without(person)
        floor = replace(others, arrivals=self.arrivals + 1)
        place = min(max(place, 1), len(self.hands))
        return floor.with_hand(replace(hand, place=place, placed=floor.arrivals))

    def passed(self, now: datetime, *, seen: int | None = None, to: str = "") -> "Floor":
        """With the next one speaking, or `to`, or nobody when nobody waits; `seen` is `calls` on the board pressed.

        Raises Refused when nobody speaks nor waits, when `to` does not wait, and when the board pressed was older.
        """
        if seen is not None and seen != self.calls:
            raise Refused(Why.ALREADY_NEXT)
        hand = self.hand_of(to) if to else next(iter(self.waiting), None)
        if to and hand is None:
            raise Refused(Why.NOT_WAITING)
        floor = replace(self._finished(now), calls=self.calls + 1)
        if hand is None:
            if self.speaker is None:
                raise Refused(Why.NOBODY_WAITS)
            return floor
        return floor.answering(hand, now) if hand.replied and self.turn else floor.speaking(hand, now)

    def paused(self, now: datetime) -> "Floor":
        """With the speaker's time standing."""
        return self._timed(self.speaker.timer.stopped(now)) if self.speaker else self

    def resumed(self, now: datetime) -> "Floor":
        """With the speaker's time running."""
        return self._timed(self.speaker.timer.started(now)) if self.speaker else self

    def finished(self, now: datetime) -> "Floor":
        """With nobody speaking and nobody waiting: the session is over."""
        return replace(self._finished(now), hands=())

    def speaking(self, hand: Hand, now: datetime) -> "Floor":
        """With whoever raised this hand in a turn of their own."""
        floor = self._without(hand.person)
        voice = self.voices[hand.person]
        left = tuple(replace(one, arrived=one.arrived or one.replied, replied=0) for one in floor.hands)
        floor = replace(floor, hands=left, turn=self.turn + 1)
        floor = floor.with_voice(replace(voice, turns=voice.turns + 1))
        return replace(floor, speaker=Speaker(hand.person, hand.about, False, Timer(since=now)))

    def answering(self, hand: Hand, now: datetime) -> "Floor":
        """With whoever raised this hand in a quick reply; a hand that was up before stays."""
        floor = self._without(hand.person)
        if hand.arrived:
            floor = floor.with_hand(replace(hand, replied=0, place=0, placed=0))
        voice = self.voices[hand.person]
        floor = floor.with_voice(replace(voice, replies=voice.replies + 1, replied_in=self.turn))
        return replace(floor, speaker=Speaker(hand.person, "", True, Timer(since=now)))

    def _finished(self, now: datetime) -> "Floor":
        if self.speaker is None:
            return self
        voice = self.voices[self.speaker.person]
        spoken = voice.spoken + self.speaker.timer.elapsed(now)
        return replace(self.with_voice(replace(voice, spoken=spoken)), speaker=None)

    def _check_door(self, person: str) -> None:
        if self.door is Door.LOCKED:
            raise Refused(Why.LOCKED)
        if self.door is Door.LAST_WORD and self.turns.get(person):
            raise Refused(Why.LAST_WORD)

    def _timed(self, timer: Timer) -> "Floor":
        return replace(self, speaker=replace(self.speaker, timer=timer)) if self.speaker else self

    def with_voice(self, voice: Voice) -> "Floor":
        """With what is counted of a person."""
        return replace(self, voices=MappingProxyType({**self.voices, voice.person: voice}))

    def with_hand(self, hand: Hand) -> "Floor":
        """With this hand, in place of any other of the person."""
        others = tuple(one for one in self.hands if one.person != hand.person)
        return replace(self, hands=(*others, hand))

    def _without(self, person: str) -> "Floor":
        return replace(self, hands=without(self.hands, person, self.turns))
