"""Channels and people of the page are shown by their names."""

from adapters.web.blocks import blocks
from bot.chat.markdown import channel, paragraphs, person


def test_who_and_where_is_known_here_is_shown_by_name() -> None:
    assert "Reading room" in blocks(paragraphs(channel("reading-room")))
    assert "Mira" in blocks(paragraphs(person("mira")))


def test_who_is_not_known_here_is_shown_by_id() -> None:
    assert "somebody" in blocks(paragraphs(person("somebody")))
