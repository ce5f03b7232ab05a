"""What Discord makes of other people's text: the text, and nothing else."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from adapters.discord.text import INVISIBLE, blocks, encode, heading, small
from bot.chat.clean import clean
from bot.chat.markdown import Markdown, channel, escape, moment, parse, person, role
from tests.adapters.discord import hostile


def shown(markdown: str) -> str:
    return "\n\n".join(blocks(parse(Markdown(markdown))))


@given(hostile.texts)
def test_no_text_mentions_anybody(text: str) -> None:
    assert not hostile.MENTION.search(encode(text))


@given(hostile.texts)
def test_no_text_puts_words_on_an_address(text: str) -> None:
    assert not hostile.MASKED.search(encode(text))


@given(hostile.texts)
def test_no_text_is_formatted(text: str) -> None:
    assert not hostile.FORMATTED.search(hostile.without_addresses(encode(text)))


@given(hostile.texts)
def test_the_characters_stay_the_same(text: str) -> None:
    visible = encode(text).replace(INVISIBLE, "").replace("\\", "")

    assert visible == clean(text).replace("\\", "")


@given(hostile.texts)
def test_text_through_the_markdown_of_the_house_mentions_nobody(text: str) -> None:
    everything = "\n".join((shown(escape(text)), heading(text), small(text)))

    assert not hostile.MENTION.search(everything)
    assert not hostile.MASKED.search(everything)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two * two", r"two \* two"),
        ("snake_case", r"snake\_case"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("1. no list", r"1\. no list"),
        ("a - b", "a - b"),
        ("[words](https://example.org)", r"\[words\](https://example.org)"),
        ("see https://example.org/a_b_c.", "see https://example.org/a_b_c."),
        ("<@1>", f"\\<{INVISIBLE}@1\\>"),
        ("@everyone", f"@{INVISIBLE}everyone"),
        ("@ada", "@ada"),
        ("a < b", r"a \< b"),
    ],
)
def test_marks_are_escaped_where_they_would_mean_something(text: str, expected: str) -> None:
    assert encode(text) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("**bold** and *italic*", "**bold** and *italic*"),
        ("**bold***italic*", f"**bold**{INVISIBLE}*italic*"),
        ("> a quotation\n> of two lines", "> a quotation of two lines"),
        ("- one\n- two", "- one\n- two"),
        ("`/quote a_b`", "`/quote a_b`"),
        ("`<@1> @here`", f"`<{INVISIBLE}@1> @{INVISIBLE}here`"),
        ("[the article](https://example.org/a(b))", "[the article](https://example.org/a%28b%29)"),
        ("[https://example.org](https://other.example)", "https://other.example"),
        ("a\\\nb", "a\nb"),
    ],
)
def test_the_markdown_of_the_house_becomes_discords(markdown: str, expected: str) -> None:
    assert shown(markdown) == expected


def test_a_time_is_shown_in_the_readers_zone() -> None:
    assert shown(moment(datetime(2026, 12, 24, 9, tzinfo=UTC))) == "<t:1798102800:f>"


def test_a_channel_a_role_and_a_person_are_shown_by_their_names() -> None:
    assert shown(channel("42")) == "<#42>"
    assert shown(role("77")) == "<@&77>"
    assert shown(person("43")) == "<@43>"
    assert shown(channel("general")) == "\\#general"


def test_hostile_text_takes_no_longer_than_other_text() -> None:
    tricks = "".join(hostile.TRICKS) * 200 + "[a](" * 5000 + "<@" * 5000 + "https://" * 3000

    assert len(encode(tricks)) < 4 * len(tricks)
