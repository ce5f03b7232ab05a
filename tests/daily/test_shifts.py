"""What daylight saving does to a time of day is named, and the day it happens is found."""

from datetime import UTC, date, datetime, time

import pytest

from bot.daily.shifts import Shift, eve_of_change, next_change, shift_on

BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("day", "at", "shift"),
    [
        (date(2026, 3, 28), time(2, 30), Shift.NONE),
        (date(2026, 3, 29), time(2, 30), Shift.SKIPPED),
        (date(2026, 3, 29), time(3, 30), Shift.NONE),
        (date(2026, 10, 25), time(2, 30), Shift.DOUBLED),
        (date(2026, 10, 25), time(3, 30), Shift.NONE),
    ],
)
def test_a_time_is_skipped_in_spring_and_doubled_in_autumn(day: date, at: time, shift: Shift) -> None:
    assert shift_on(day, at, BERLIN) is shift


def test_the_next_change_is_known_to_the_second() -> None:
    assert next_change(BERLIN, datetime(2026, 3, 1, 7, 11, tzinfo=UTC)) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert next_change(BERLIN, datetime(2026, 3, 29, 1, tzinfo=UTC)) == datetime(2026, 10, 25, 1, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai"])
def test_a_zone_that_never_changes_has_no_change(zone: str) -> None:
    assert next_change(zone, datetime(2026, 3, 1, tzinfo=UTC)) is None
    assert eve_of_change(zone, datetime(2026, 3, 1, tzinfo=UTC)) is None


def test_the_eve_begins_with_the_day_before() -> None:
    eve = eve_of_change(BERLIN, datetime(2026, 3, 1, tzinfo=UTC))

    assert eve == (datetime(2026, 3, 27, 23, tzinfo=UTC), date(2026, 3, 29))


def test_on_the_eve_itself_the_next_one_is_meant() -> None:
    eve = eve_of_change(BERLIN, datetime(2026, 3, 28, 9, tzinfo=UTC))

    assert eve == (datetime(2026, 10, 23, 22, tzinfo=UTC), date(2026, 10, 25))
