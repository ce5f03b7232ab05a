"""Between Slack's text and ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.encode import encode, plain_of
from adapters.slack.incoming import line_of_mention
from tests.fakes.slack.display import read


@given(st.text(st.characters(exclude_categories=["C", "Z", "M"])))
def test_what_is_encoded_is_shown_as_it_was(raw: str) -> None:
    shown = read([], encode(raw))

    assert (shown.words, shown.pings, shown.masked) == (raw, [], [])


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("speaker:<@U123|ann>", "speaker:U123"),
        ("<#C123|reading>", "C123"),
        ("<#C123>", "C123"),
        ("<!subteam^S123|@readers>", "S123"),
        ("<!here>", "@here"),
        ("<https://a.example|a.example>", "a.example"),
        ("<https://a.example>", "https://a.example"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("<@u123|forged>", "@forged"),
        ("a < b > c", "a < b > c"),
        ("<>", "<>"),
    ],
)
def test_what_was_typed_is_read_with_ids(sent: str, meant: str) -> None:
    assert plain_of(sent, ids=True) == meant


def test_what_was_said_is_read_with_names() -> None:
    assert plain_of("<@U123|ann> in <#C1|reading>: &lt;3") == "@ann in #reading: <3"


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("<@U0BOT> quote taste", "quote taste"),
        ("hey <@U0BOT>, quote", ", quote"),
        ("<@U0BOT>", "/help"),
        ("<@U0BOT|commonplace> quote speaker:<@U1|ann>", "quote speaker:U1"),
        ("no mention", "/help"),
    ],
)
def test_a_mention_asks_with_what_stands_behind_it(said: str, line: str) -> None:
    assert line_of_mention(said, "U0BOT") == line
