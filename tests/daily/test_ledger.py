"""What follows from what, when a delivery goes wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.outbox import (
    Failure,
    NotAllowed,
    OperatorFault,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
    Unknown,
)
from bot.daily.ledger import (
    ANOTHER_TRY,
    PATIENCE,
    REPEATED_WITHIN,
    SETTLES,
    STILL,
    TOKEN_LENGTH,
    Cause,
    Consequence,
    Outcome,
    outcome_of,
    token_of,
)
from bot.state.standing import FOLLOWS, State

KEY = b"0" * 32
DAY = date(2026, 11, 21)

TABLE = [
    (TryLater("", 30), "", Outcome(Cause.LATER, State.RETRY, again=timedelta(seconds=30))),
    (Unknown(""), "", Outcome(Cause.UNKNOWN, State.UNKNOWN)),
    (PlaceGone(""), "", Outcome(Cause.PLACE_GONE, State.FAILED, Consequence.BREAKS, tells=True)),
    (NotAllowed("", "Send Messages"), "", Outcome(Cause.NOT_ALLOWED, State.RETRY, again=ANOTHER_TRY)),
    (NotAllowed("", "Send Messages"), Cause.LATER, Outcome(Cause.NOT_ALLOWED, State.RETRY, again=ANOTHER_TRY)),
    (
        NotAllowed("", "Send Messages"),
        Cause.NOT_ALLOWED,
        Outcome(Cause.NOT_ALLOWED, State.FAILED, Consequence.BREAKS, tells=True),
    ),
    (Removed(""), "", Outcome(Cause.REMOVED, State.FAILED, Consequence.REMOVES)),
    (OperatorFault(""), "", Outcome(Cause.OPERATOR, State.RETRY, Consequence.STOPS_ALL, again=ANOTHER_TRY)),
    (Refused(""), "", Outcome(Cause.REFUSED, State.RETRY, again=timedelta(0))),
    (Refused(""), Cause.REFUSED, Outcome(Cause.REFUSED, State.FAILED, Consequence.BREAKS, tells=True)),
    (Failure("of a kind nobody thought of"), "", Outcome(Cause.UNKNOWN, State.UNKNOWN)),
]


@pytest.mark.parametrize(("failure", "before", "outcome"), TABLE, ids=lambda value: type(value).__name__)
def test_each_failure_has_its_consequence(failure: Failure, before: str, outcome: Outcome) -> None:
    assert outcome_of(failure, before) == outcome


@pytest.mark.parametrize(("failure", "before", "outcome"), TABLE, ids=lambda value: type(value).__name__)
def test_what_a_failure_leads_to_may_follow_sending(failure: Failure, before: str, outcome: Outcome) -> None:
    assert outcome.state in FOLLOWS[State.SENDING]


def test_what_may_have_arrived_is_never_sent_again_without_looking() -> None:
    assert State.PLANNED not in FOLLOWS[State.UNKNOWN]
    assert State.CLAIMED not in FOLLOWS[State.UNKNOWN]


def test_the_latest_repeat_lands_while_discord_still_drops_it() -> None:
    assert timedelta(seconds=120) >= REPEATED_WITHIN + STILL + PATIENCE + SETTLES


def test_nothing_follows_on_what_was_sent() -> None:
    assert FOLLOWS[State.SENT] == frozenset()


def test_every_state_says_what_may_follow() -> None:
    assert set(FOLLOWS) == set(State)


@given(st.text(max_size=20), st.text(max_size=20), st.dates())
def test_a_token_is_what_both_platforms_carry(space: str, schedule: str, day: date) -> None:
    token = token_of(KEY, space, schedule, day)

    assert len(token) == TOKEN_LENGTH
    assert token == token_of(KEY, space, schedule, day)
    assert set(token) <= set("0123456789abcdef")


def test_another_day_space_or_installation_has_another_token() -> None:
    tokens = {
        token_of(KEY, "a", "s", DAY),
        token_of(KEY, "a", "s", DAY + timedelta(days=1)),
        token_of(KEY, "b", "s", DAY),
        token_of(b"1" * 32, "a", "s", DAY),
    }

    assert len(tokens) == 4
