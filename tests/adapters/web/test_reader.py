"""Who is reading, from what the address and the browser say."""

import pytest

from adapters.web.reader import Reader


def test_the_address_names_person_room_and_language() -> None:
    reader = Reader.of({"as": "ben", "in": "margins", "lang": "en"})

    assert (reader.person.name, reader.channel.name, reader.language) == ("Ben", "Margins", "en")


def test_somebody_unknown_is_the_first_of_each() -> None:
    reader = Reader.of({"as": "<b>", "in": "nowhere", "lang": "xx"})

    assert (reader.person.id, reader.channel.id, reader.language) == ("ada", "reading-room", "en")


@pytest.mark.parametrize("accepted", ["", "en-GB,en;q=0.9", "xx, en;q=0.1", "en;q=x", ";;;,,,", "x" * 9000])
def test_the_browsers_languages_are_asked_when_the_address_says_nothing(accepted: str) -> None:
    assert Reader.of({}, accepted=accepted).language == "en"


def test_only_the_moderator_runs_the_space() -> None:
    assert [Reader.of({"as": one}).person.runs_space for one in ("ada", "mira")] == [False, True]


def test_a_link_keeps_the_reader() -> None:
    assert Reader.of({"as": "lin"}).link("/library", q="a&b") == "/library?as=lin&lang=en&in=reading-room&q=a%26b"


@pytest.mark.parametrize(("chosen", "theme"), [("dark", "dark"), ('"><script>', "")])
def test_the_light_is_one_of_two_or_the_devices(chosen: str, theme: str) -> None:
    assert Reader.of({}, theme=chosen).theme == theme
