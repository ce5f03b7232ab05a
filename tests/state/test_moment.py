"""Points in time, as they are stored."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from bot.state.moment import EPOCH, MICROSECOND, Moment, stored


@given(st.datetimes(timezones=st.timezones()))
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    assert Moment().process_result_value(stored(moment), sqlite.dialect()) == moment.astimezone(UTC)


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_what_is_stored_sorts_as_time_does(one: datetime, other: datetime) -> None:
    assert (stored(one) < stored(other)) == (one < other)


def test_the_zone_it_was_said_in_does_not_matter() -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)

    assert stored(noon) == stored(noon.astimezone(timezone(timedelta(hours=8))))


def test_the_unit_is_the_microsecond() -> None:
    assert stored(EPOCH + 7 * MICROSECOND) == 7


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        stored(datetime(2026, 11, 21, 12))  # noqa: DTZ001  that is the point
