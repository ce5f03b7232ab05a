"""A point in time inside a sentence."""

from datetime import UTC, datetime, timedelta, timezone

from bot.chat.markdown import Moment, Paragraph, Text, escape, moment, parse, plain

NINE = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)


def test_a_moment_is_read_back_to_the_second() -> None:
    assert parse(moment(NINE)) == (Paragraph((Moment(NINE, "2026-12-24 09:00 UTC"),)),)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    assert moment(NINE.astimezone(timezone(timedelta(hours=8)))) == moment(NINE)


def test_a_moment_has_words_for_those_who_cannot_convert_it() -> None:
    assert plain(moment(NINE, "tomorrow at [9]")) == "tomorrow at [9]"


def test_nobody_writes_a_moment_into_escaped_text() -> None:
    forged = "[now](moment:0)"

    assert parse(escape(forged)) == (Paragraph((Text(forged),)),)
