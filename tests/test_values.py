"""From typed text to typed values."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.command import Command, Kind, Option, Request
from bot.chat.place import Person, Place
from bot.chat.reply import Choice, Reply
from bot.values import Value, read

TODAY = date(2026, 11, 21)  # a Saturday
REQUEST = Request(Place("test", "space", "channel"), Person("1", "Ada"))


async def nothing(*_: object, **__: object) -> Reply:
    return Reply("Nothing.")


def command(option: Option) -> Command:
    return Command("test", "Help", nothing, (option,))


def value(kind: Kind, text: str) -> Value | None:
    choices = (Choice("Open question", "open"),) if kind is Kind.CHOICE else ()
    option = Option("it", "Help", kind, choices=choices, least=1 if kind is Kind.INTEGER else None, most=9)
    return read(command(option), {"it": text}, REQUEST, TODAY)[0].get("it")


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (Kind.TEXT, " a  b ", "a  b"),
        (Kind.INTEGER, "3", 3),
        (Kind.INTEGER, "0", None),
        (Kind.INTEGER, "10", None),
        (Kind.INTEGER, "three", None),
        (Kind.INTEGER, "٣", None),
        (Kind.FLAG, "Yes", True),
        (Kind.FLAG, "否", False),
        (Kind.FLAG, "maybe", None),
        (Kind.CHOICE, "OPEN", "open"),
        (Kind.CHOICE, "open question", "open"),
        (Kind.CHOICE, "closed", None),
        (Kind.PERSON, "U123", "U123"),
        (Kind.PERSON, "@everyone!", None),
        (Kind.TIME, "9", time(9)),
        (Kind.TIME, "09:30", time(9, 30)),
        (Kind.TIME, "9.30", time(9, 30)),
        (Kind.TIME, "9 am", time(9)),
        (Kind.TIME, "12 pm", time(12)),
        (Kind.TIME, "12am", time(0)),
        (Kind.TIME, "5:15 p.m.", time(17, 15)),
        (Kind.TIME, "24:00", None),
        (Kind.TIME, "13 pm", None),
        (Kind.TIME, "noon", None),
        (Kind.DATE, "2026-12-24", date(2026, 12, 24)),
        (Kind.DATE, "Today", TODAY),
        (Kind.DATE, "tomorrow", date(2026, 11, 22)),
        (Kind.DATE, "Monday", date(2026, 11, 23)),
        (Kind.DATE, "saturday", date(2026, 11, 28)),
        (Kind.DATE, "2026-02-30", None),
    ],
)
def test_a_value_is_understood_or_refused(kind: Kind, text: str, meant: Value | None) -> None:
    assert value(kind, text) == meant


@pytest.mark.parametrize("kind", list(Kind))
@given(text=st.text(max_size=30))
def test_any_text_is_understood_or_refused_with_a_sentence(kind: Kind, text: str) -> None:
    choices = (Choice("A", "a"),) if kind is Kind.CHOICE else ()
    values, errors = read(command(Option("it", "Help", kind, choices=choices)), {"it": text}, REQUEST, TODAY)

    assert not (values and errors)
    assert all(errors.values())


def test_a_missing_required_value_is_asked_for() -> None:
    assert read(command(Option("it", "Help", required=True)), {}, REQUEST, TODAY) == ({}, {"it": ""})


def test_a_text_beyond_the_limit_is_refused_with_its_length() -> None:
    _, errors = read(command(Option("it", "Help")), {"it": "x" * 6001}, REQUEST, TODAY)

    assert errors == {"it": "That is 6001 characters long; 6000 are allowed. Shorten it."}


def test_invisible_characters_are_dropped_from_values() -> None:
    assert value(Kind.TEXT, "a\u202eb") == "ab"


def test_names_with_dashes_become_keywords() -> None:
    option = Option("only-me", "Help", Kind.FLAG)

    assert read(command(option), {"only-me": "yes"}, REQUEST, TODAY)[0] == {"only_me": True}
