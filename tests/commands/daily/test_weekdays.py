"""Weekdays as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.place import Person, Place
from bot.commands.daily.weekdays import as_typed, days_of

SOMEBODY = Request(Place("test", "club", "general"), Person("ada", "Ada"))


def typed(text: str) -> str:
    return "".join(str(day) for day in sorted(days_of(text, SOMEBODY)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("every day", "0123456"),
        ("Weekdays", "01234"),
        ("weekend", "56"),
        ("mon-fri", "01234"),
        ("Monday to Friday", "01234"),
        ("Mon – Wed, sat", "0125"),
        ("fri-mon", "0456"),
        ("mo we fr", "024"),
        ("Tuesdays and Thursdays", "13"),
        ("thurs", "3"),
        ("sun.", "6"),
        ("周一至周五", "01234"),
        ("星期二、周日", "16"),
        ("每天", "0123456"),
    ],
)
def test_days_are_understood(text: str, days: str) -> None:
    assert typed(text) == days


@pytest.mark.parametrize("text", ["someday", "m", "1-5", "周", "monday-someday", "t"])
def test_what_is_no_weekday_says_what_may_be_given(text: str) -> None:
    with pytest.raises(UserError, match=r"are no weekdays\. Try: mon-fri, weekends, or mon, wed\."):
        days_of(text, SOMEBODY)


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_days_can_be_typed_again_as_they_are_shown(days: frozenset[int]) -> None:
    assert days_of(as_typed(days), SOMEBODY) == days
