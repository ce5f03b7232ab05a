"""A channel, a role or a person inside a sentence."""

import pytest

from bot.chat.markdown import Named, Paragraph, Text, channel, escape, parse, person, plain, role


def test_a_channel_a_role_and_a_person_are_read_back_by_their_ids() -> None:
    assert parse(channel("C0READING")) == (Paragraph((Named("channel", "C0READING", "#C0READING"),)),)
    assert parse(role("77")) == (Paragraph((Named("role", "77", "77"),)),)
    assert parse(person("U0ANN")) == (Paragraph((Named("person", "U0ANN", "U0ANN"),)),)


def test_their_ids_stand_where_no_name_can_be_shown() -> None:
    assert plain(channel("reading-room")) == "#reading-room"


@pytest.mark.parametrize("forged", ["[all](role:1)", "[here](channel:2)", "[Ann](person:3)"])
def test_nobody_writes_one_into_escaped_text(forged: str) -> None:
    assert parse(escape(forged)) == (Paragraph((Text(forged),)),)


def test_what_cannot_be_an_id_is_only_text() -> None:
    assert parse(channel("a) b")) == (Paragraph((Text("#a) b"),)),)
