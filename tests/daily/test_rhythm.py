"""Until when a prompt may come."""

from datetime import UTC, date, datetime, time

from bot.daily.calendar import Due
from bot.daily.rhythm import expiry
from bot.state.schedule import Arrangement

CHOSEN = Arrangement("general", time(9), "UTC")


def due(*parts: int) -> Due:
    at = datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
    return Due(at.date(), at)


def test_a_prompt_may_come_until_the_lateness_limit() -> None:
    assert expiry(due(2026, 11, 21, 9), CHOSEN) == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_a_prompt_does_not_come_on_the_next_day() -> None:
    assert expiry(due(2026, 11, 21, 22), CHOSEN) == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_prompt_right_before_midnight_has_ten_minutes() -> None:
    assert expiry(due(2026, 11, 21, 23, 55), CHOSEN) == datetime(2026, 11, 22, 0, 5, tzinfo=UTC)


def test_a_day_ends_also_where_the_next_one_is_left_out() -> None:
    apia = Arrangement("general", time(22), "Pacific/Apia")

    assert expiry(Due(date(2011, 12, 29), datetime(2011, 12, 30, 8, tzinfo=UTC)), apia) == datetime(
        2011, 12, 30, 10, tzinfo=UTC
    )
