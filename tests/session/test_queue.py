"""Whose turn it is, held against a plain model."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.session.floor import Door, Floor
from bot.session.refusal import Refused, Why

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PEOPLE = ("ada", "ben", "cai", "dee", "eve")
STEPS = st.lists(st.tuples(st.sampled_from(["up", "reply", "down", "next"]), st.sampled_from(PEOPLE)), max_size=40)


@dataclass
class Model:
    """The rule as one would keep it on paper: two lists and a tally."""

    hands: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    turns: dict[str, int] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    speaker: str = ""

    @property
    def waiting(self) -> list[str]:
        """Everybody who waits, the next one first."""
        rest = [person for person in self.hands if person not in self.replies]
        return self.replies + sorted(rest, key=lambda person: self.turns.get(person, 0))

    def up(self, person: str) -> bool:
        """Raise a hand; whether that was possible."""
        if person in self.hands:
            return False
        self.hands.append(person)
        return True

    def reply(self, person: str) -> bool:
        """Reply quickly; whether that was possible."""
        if not self.speaker or person == self.speaker or person in self.heard + self.replies:
            return False
        self.replies.append(person)
        return True

    def down(self, person: str) -> bool:
        """Lower the hand or end the turn; whether there was any."""
        if person in self.waiting:
            self.hands = [one for one in self.hands if one != person]
            self.replies = [one for one in self.replies if one != person]
            return True
        if self.speaker == person:
            self.speaker = ""
            return True
        return False

    def next(self, person: str) -> bool:
        """Give the floor to the next one; whether anything changed."""
        if not self.waiting:
            was, self.speaker = self.speaker, ""
            return bool(was)
        self.speaker = self.waiting[0]
        if self.replies:
            self.heard.append(self.replies.pop(0))
        else:
            self.hands.remove(self.speaker)
            self.turns[self.speaker] = self.turns.get(self.speaker, 0) + 1
            self.heard = []
        return True


def stepped(floor: Floor, step: str, person: str) -> Floor:
    """The floor after one step. Raises Refused."""
    match step:
        case "up":
            return floor.raised(person, person)
        case "reply":
            return floor.replied(person, person)
        case "down":
            return floor.lowered(person, NOON)
        case _:
            return floor.passed(NOON)


def followed(floor: Floor, step: str, person: str) -> tuple[Floor, bool]:
    """The floor after one step, and whether it was possible."""
    try:
        return stepped(floor, step, person), True
    except Refused:
        return floor, False


def check(history: list[tuple[str, str]]) -> None:
    """Hold the floor against the model after each step of a history."""
    floor, model = Floor(), Model()
    for step, person in history:
        floor, was_possible = followed(floor, step, person)

        assert was_possible == getattr(model, step)(person)
        assert [hand.person for hand in floor.waiting] == model.waiting
        assert (floor.speaker.person if floor.speaker else "") == model.speaker
        assert {person: count for person, count in floor.turns.items() if count} == model.turns


@given(STEPS)
def test_the_queue_is_as_one_would_keep_it_on_paper(history: list[tuple[str, str]]) -> None:
    check(history)


@pytest.mark.soak
@settings(max_examples=2000)
@given(STEPS)
def test_two_thousand_histories_are_as_one_would_keep_them_on_paper(history: list[tuple[str, str]]) -> None:
    check(history)


def spoken(*people: str) -> Floor:
    """A floor on which these people have had a turn, in this order."""
    floor = Floor()
    for person in people:
        floor = floor.raised(person, person.title()).passed(NOON)
    return floor.passed(NOON) if people else floor


def order_of(floor: Floor) -> list[str]:
    """Who waits, in order."""
    return [hand.person for hand in floor.waiting]


def test_who_has_not_spoken_goes_before_who_has() -> None:
    floor = spoken("ada").raised("ada", "Ada").raised("ben", "Ben")

    assert order_of(floor) == ["ben", "ada"]


def test_a_quick_reply_goes_before_everybody() -> None:
    floor = Floor().raised("ada", "Ada").passed(NOON).raised("ben", "Ben").replied("cai", "Cai")

    assert order_of(floor) == ["cai", "ben"]


def test_a_second_quick_reply_in_one_turn_is_refused() -> None:
    floor = Floor().raised("ada", "Ada").passed(NOON).replied("cai", "Cai").passed(NOON)
    floor = floor.raised("ben", "Ben")

    with pytest.raises(Refused) as refused:
        floor.replied("cai", "Cai")

    assert refused.value.why in (Why.OWN_TURN, Why.REPLIED)


def test_a_quick_reply_keeps_the_hand_that_was_up() -> None:
    floor = Floor().raised("ada", "Ada").raised("ben", "Ben").raised("cai", "Cai").passed(NOON)

    floor = floor.replied("cai", "Cai").passed(NOON).passed(NOON)

    assert floor.speaker is not None
    assert floor.speaker.person == "ben"
    assert order_of(floor) == ["cai"]


def test_two_presses_of_one_next_give_the_floor_once() -> None:
    floor = Floor().raised("ada", "Ada").raised("ben", "Ben")

    given_once = floor.passed(NOON, seen=floor.calls)
    with pytest.raises(Refused) as refused:
        given_once.passed(NOON, seen=floor.calls)

    assert refused.value.why is Why.ALREADY_NEXT


def test_a_facilitator_puts_somebody_in_front() -> None:
    floor = Floor().raised("ada", "Ada").raised("ben", "Ben").raised("cai", "Cai")

    assert order_of(floor.moved("cai", 1)) == ["cai", "ada", "ben"]


def test_a_given_place_moves_up_with_the_queue() -> None:
    floor = Floor().raised("ada", "Ada").raised("ben", "Ben").raised("cai", "Cai").moved("ada", 3)

    assert order_of(floor.passed(NOON).raised("dee", "Dee")) == ["cai", "ada", "dee"]


def test_at_last_words_only_who_has_not_spoken_raises_a_hand() -> None:
    floor = replace(spoken("ada"), door=Door.LAST_WORD)

    assert order_of(floor.raised("ben", "Ben")) == ["ben"]
    with pytest.raises(Refused):
        floor.raised("ada", "Ada")
