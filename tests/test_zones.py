"""Time zones by name."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.command import Request
from bot.chat.errors import UserError
from bot.chat.place import Person, Place
from bot.zones import OFFERED, clock_of, completed, names, zone_of

SOMEBODY = Request(Place("test", "club", "general"), Person("ada", "Ada"))


@given(st.sampled_from(names()))
def test_every_zone_is_known_however_it_is_typed(zone: str) -> None:
    assert zone_of(zone.casefold().replace("_", " "), SOMEBODY) == zone


@pytest.mark.parametrize(("typed", "meant"), [("berlin", "Europe/Berlin"), ("new york", "America/New_York")])
def test_a_city_is_enough_where_there_is_one(typed: str, meant: str) -> None:
    assert zone_of(typed, SOMEBODY) == meant


def test_an_unknown_zone_offers_close_ones() -> None:
    with pytest.raises(UserError, match=r"“Europe/Berlni” is not a time zone\. .* Close: Europe/Berlin"):
        zone_of("Europe/Berlni", SOMEBODY)


def test_what_begins_so_is_offered_before_what_only_holds_it() -> None:
    assert completed("york") == ("America/New_York",)
    assert completed("asia/")[0] == "Asia/Aden"
    assert completed("lond")[0] == "Europe/London"


@given(st.text(max_size=12))
def test_no_more_is_offered_than_a_menu_holds(typed: str) -> None:
    assert len(completed(typed)) <= OFFERED


def test_a_zone_that_was_taken_out_of_the_data_is_read_as_utc() -> None:
    assert clock_of("Middle/Earth") is UTC
    assert clock_of("Europe/Berlin") == ZoneInfo("Europe/Berlin")
