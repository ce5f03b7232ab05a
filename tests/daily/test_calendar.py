"""When a prompt is due."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.daily.calendar import (
    APART,
    WORKDAYS,
    Due,
    Pause,
    Rhythm,
    between,
    due_on,
    upcoming,
)
from bot.daily.shifts import Shift, shift_on


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


zones = st.sampled_from(sorted(available_timezones() - {"Factory"}))
starts = st.integers(0, 1_000 * 24 * 60).map(lambda minutes: utc(2026, 1, 1) + timedelta(minutes=minutes))
NINE = time(9)


def test_nine_oclock_stays_nine_oclock_across_daylight_saving() -> None:
    dues = upcoming(Rhythm(NINE, "Europe/Paris"), utc(2026, 3, 27, 12), 3)

    assert [due.at for due in dues] == [utc(2026, 3, 28, 8), utc(2026, 3, 29, 7), utc(2026, 3, 30, 7)]


def test_a_skipped_time_moves_forward_by_the_gap() -> None:
    assert due_on(date(2026, 3, 29), time(2, 30), "Europe/Berlin") == utc(2026, 3, 29, 1, 30)  # 03:30 there


def test_a_doubled_time_means_the_first() -> None:
    assert due_on(date(2026, 10, 25), time(2, 30), "Europe/Berlin") == utc(2026, 10, 25, 0, 30)


def test_a_date_that_does_not_exist_has_no_prompt() -> None:
    dues = upcoming(Rhythm(NINE, "Pacific/Apia"), utc(2011, 12, 29, 0), 3)

    assert [due.day for due in dues] == [date(2011, 12, 29), date(2011, 12, 31), date(2012, 1, 1)]


def test_a_midnight_that_is_skipped_is_one_oclock() -> None:
    assert due_on(date(2026, 4, 24), time(0), "Africa/Cairo") == utc(2026, 4, 23, 22)  # 01:00 there


def test_only_the_chosen_weekdays_have_prompts() -> None:
    dues = upcoming(Rhythm(NINE, "UTC", WORKDAYS), utc(2026, 11, 20, 12), 2)

    assert [due.day for due in dues] == [date(2026, 11, 23), date(2026, 11, 24)]


def test_a_pause_leaves_out_both_its_ends() -> None:
    rhythm = Rhythm(NINE, "UTC", pauses=(Pause(date(2026, 12, 24), date(2027, 1, 1)),))

    assert [due.day for due in upcoming(rhythm, utc(2026, 12, 22, 12), 2)] == [date(2026, 12, 23), date(2027, 1, 2)]


def test_a_pause_without_end_has_no_next_prompt() -> None:
    assert upcoming(Rhythm(NINE, "UTC", pauses=(Pause(date(2026, 1, 1), date.max),)), utc(2026, 2, 1), 1) == ()


def test_a_prompt_that_is_due_now_is_not_the_next_one() -> None:
    assert upcoming(Rhythm(NINE, "UTC"), utc(2026, 11, 21, 9), 1)[0].at == utc(2026, 11, 22, 9)


def test_a_change_of_zone_does_not_ask_twice_within_twelve_hours() -> None:
    tokyo = upcoming(Rhythm(NINE, "Asia/Tokyo"), utc(2026, 11, 20, 12), 1)[0]

    moved = upcoming(Rhythm(NINE, "Asia/Dubai"), tokyo.at, 1, previous=tokyo.at)[0]

    assert tokyo.at == utc(2026, 11, 21, 0)
    assert moved.at == utc(2026, 11, 22, 5)


@given(zones, st.integers(0, 47), st.integers(0, 365 * 3))
def test_every_existing_date_has_exactly_one_due_time(zone: str, half_hour: int, offset: int) -> None:
    place, day = ZoneInfo(zone), date(2026, 1, 1) + timedelta(days=offset)
    at = time(half_hour // 2, 30 * (half_hour % 2))

    due = due_on(day, at, zone)

    assert due is not None
    there = due.astimezone(place)
    assert abs(there.replace(tzinfo=None) - datetime.combine(day, at)) <= timedelta(hours=1)


@given(zones, st.integers(0, 47), starts)
def test_due_times_rise_and_are_never_close(zone: str, half_hour: int, after: datetime) -> None:
    rhythm = Rhythm(time(half_hour // 2, 30 * (half_hour % 2)), zone)

    dues = upcoming(rhythm, after, 5)

    assert all(later.at - earlier.at >= APART for earlier, later in pairwise(dues))
    assert [due.day for due in dues] == sorted({due.day for due in dues})
    assert dues[0].at > after


@given(zones, starts, st.integers(0, 10))
def test_between_gives_what_upcoming_gives(zone: str, after: datetime, days: int) -> None:
    rhythm = Rhythm(NINE, zone)
    until = after + timedelta(days=days)

    assert tuple(between(rhythm, after, until)) == tuple(d for d in upcoming(rhythm, after, 12) if d.at <= until)


@pytest.mark.soak
def test_all_zones_all_half_hours_three_years() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365 * 3 + 1)]
    for zone in sorted(available_timezones() - {"Factory"}):
        for half_hour in range(48):
            at = time(half_hour // 2, 30 * (half_hour % 2))
            dues = [due_on(day, at, zone) for day in days]
            assert None not in dues, (zone, at)
            assert len(set(dues)) == len(days), (zone, at)


def test_a_due_time_carries_its_local_date() -> None:
    (due,) = upcoming(Rhythm(NINE, "Pacific/Kiritimati"), utc(2026, 11, 20, 18), 1)

    assert due == Due(date(2026, 11, 21), utc(2026, 11, 20, 19))


@given(zones, st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(0, 47))
def test_what_the_clocks_do_is_told_from_how_often_a_time_comes(zone: str, day: date, half_hours: int) -> None:
    at = time(half_hours // 2, 30 * (half_hours % 2))
    due_at = due_on(day, at, zone)
    assume(due_at is not None)
    assert due_at is not None
    place = ZoneInfo(zone)
    around = [due_at + timedelta(minutes=step) for step in range(-240, 241, 15)]
    often = sum(one.astimezone(place).replace(tzinfo=None) == datetime.combine(day, at) for one in around)

    assert shift_on(day, at, zone) is {0: Shift.SKIPPED, 1: Shift.NONE, 2: Shift.DOUBLED}[often]
