"""What an answer looks like in Slack: what is said, within the limits, and with nothing in it that was not meant."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.slack.render import Post, flat_blocks, posts_of
from bot.chat.action import Action
from bot.chat.markdown import (
    Markdown,
    bold,
    bullets,
    channel,
    escape,
    italic,
    moment,
    paragraphs,
    person,
    quotation,
    role,
)
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select, Style
from tests.fakes.slack.blocks import is_too_long, message_problems, view_problems
from tests.fakes.slack.display import read
from tests.fakes.slack.shapes import Json

TRICKS = (
    "<!channel>",
    "<!here|everyone>",
    "<@U123456>",
    "<!subteam^S123>",
    "<https://evil.example|your bank>",
    "[bank](https://evil.example)",
    "@channel @here @everyone",
    "&lt;!channel&gt;",
    "*bold* _it_ ~no~ `code` ```block```",
    "> quoted\n> again",
    "# heading\n- list\n1. one",
    ":smile: :rotating_light:",
    "\u202edrawkcab\u202c",
    "a\u200bb\u2060c",
    "Z" + "\u0301" * 60,
    "\n" * 200,
    "<" * 400,
    "&" * 400,
    "泛化" * 300,
    "word " * 300,
    "x" * 1500,
    "\x00\x07\ud800",
    "<!date^0^{date}|now>",
    "[now](moment:0)",
)
hostile = st.lists(st.sampled_from(TRICKS) | st.text(max_size=40), max_size=8).map(" ".join)
some = hostile.filter(lambda text: bool(text.strip("\n \x00\x07\ud800\u202e\u202c\u200b\u2060")))


def test_a_veiled_card_is_not_sent_to_slack_which_could_not_veil_it() -> None:
    button = Button("Show it to me", Action("plan.reveal", ("TAS-01",)))
    cards = (Card("Further on", escape("Later.")), Card("Taste", escape("kestrel"), is_veiled=True))
    reply = Reply(cards=cards, controls=(button,))

    assert "kestrel" not in str((posts_of(reply), flat_blocks(reply)))
    assert "Show it to me" in str(posts_of(reply))


def test_a_reply_that_says_what_it_veils_in_its_text_alone_says_that() -> None:
    reply = Reply("Further on.", cards=(Card("Taste", escape("kestrel"), is_veiled=True),))

    assert [post.text for post in posts_of(reply)] == ["Further on."]
    assert "kestrel" not in str(posts_of(reply))


@st.composite
def bodies(draw: st.DrawFn) -> Markdown:
    """Our Markdown around other people's text."""
    text = escape(draw(hostile))
    return draw(
        st.sampled_from(
            [
                text,
                quotation(text),
                bullets([text, bold(text), quotation(text)]),
                paragraphs(bold(text), italic(text), quotation(paragraphs(text, text)), bullets([text] * 3)),
            ]
        )
    )


@st.composite
def replies(draw: st.DrawFn) -> Reply:
    """An answer full of other people's text, wherever text can be."""
    cards = tuple(
        Card(
            draw(hostile),
            draw(bodies()),
            tuple((draw(hostile), draw(bodies())) for _ in range(draw(st.integers(0, 2)))),
            draw(hostile),
            draw(st.sampled_from([None, Picture("https://a.example/a.png", draw(some)), Picture(b"png", draw(some))])),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    controls = (
        Button(draw(hostile)[:34], Action("quote", ("a",)), Style.PRIMARY),
        Select("Which", Action("topics"), tuple(Choice.clipped(draw(hostile), str(n)) for n in range(25))),
    )
    return Reply("text " + draw(hostile), cards, controls[: draw(st.integers(0, 2))], mentions=("U123", "<!here>"))


def wrong_with(post: Post) -> list[str]:
    """All that Slack would refuse, and all that a reader would not want."""
    blocks = list(post.blocks)
    reading, fallback = read(blocks, post.text), read([], post.text)
    unwanted = [ping for ping in reading.pings + fallback.pings if ping != "@U123"]
    problems = message_problems(blocks) + unwanted + reading.masked + fallback.masked + _unsafe(blocks)
    problems += ["too long"] if is_too_long(blocks) or len(post.text) > 4000 else []
    return problems + ([] if post.text.strip() else ["no text"])


def _unsafe(value: object) -> list[str]:
    """Every mrkdwn object that Slack would still read links and names into."""
    if isinstance(value, list):
        return [found for part in value for found in _unsafe(part)]
    if isinstance(value, dict):
        is_unsafe = value.get("type") == "mrkdwn" and not value.get("verbatim")
        return ["not verbatim"] * is_unsafe + [found for part in value.values() for found in _unsafe(part)]
    return []


@given(replies())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_people_write_pings_nobody_and_fits(reply: Reply) -> None:
    posts = posts_of(reply)

    assert 1 <= len(posts) <= 5
    assert [wrong for post in posts for wrong in wrong_with(post)] == []


@given(replies())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_people_write_fits_into_a_view(reply: Reply) -> None:
    view = {"type": "home", "blocks": flat_blocks(reply)}

    assert view_problems(view) == []


def _kinds(reply: Reply) -> list[str]:
    return [block["type"] for post in posts_of(reply) for block in post.blocks]


def _said(reply: Reply) -> str:
    return "\n".join(read(list(post.blocks), "").words for post in posts_of(reply))


def test_a_card_has_a_header_its_words_its_fields_and_its_source() -> None:
    card = Card("Ilya Sutskever", quotation("It generalizes."), (("Status", Markdown("one source")),), "Interview")

    assert _kinds(Reply(cards=(card,))) == ["header", "rich_text", "context"]
    assert _said(Reply(cards=(card,))) == "Ilya Sutskever\n> It generalizes.\nStatus: one source\nInterview"


def test_a_plain_answer_is_rich_text_letter_by_letter() -> None:
    assert _said(Reply("2*3*4 <b> :smile:")) == "2*3*4 <b> :smile:"


def test_a_channel_is_shown_by_its_name_and_a_group_is_not_pinged_by_it() -> None:
    (post,) = posts_of(Reply(cards=(Card(body=paragraphs(channel("C0READING"), role("S0READERS"))),)))

    assert {"type": "channel", "channel_id": "C0READING"} in _elements(post.blocks[0])
    assert "usergroup" not in str(post.blocks)


def test_a_person_is_shown_by_name_only_where_nobody_else_reads_it() -> None:
    named = Reply(cards=(Card(body=bullets([person("U0ANN")])),))

    (alone,) = posts_of(replace(named, audience=Audience.PRIVATE))
    (open_to_all,) = posts_of(named)

    assert "'user_id': 'U0ANN'" in str(alone.blocks)
    assert "user_id" not in str(open_to_all.blocks)
    assert open_to_all.text == "• U0ANN"


def test_a_time_is_shown_in_the_readers_zone() -> None:
    nine = datetime(2026, 12, 24, 9, 0, tzinfo=UTC)
    (post,) = posts_of(Reply(cards=(Card(body=moment(nine)),)))

    assert _elements(post.blocks[0]) == [
        {
            "type": "date",
            "timestamp": 1798102800,
            "format": "{date_short_pretty} {time}",
            "fallback": "2026-12-24 09:00 UTC",
        }
    ]
    assert "<!date^1798102800^" in post.text


def _elements(block: Json) -> list[Json]:
    return list(block["elements"][0]["elements"])


def test_only_who_is_mentioned_is_pinged() -> None:
    (post,) = posts_of(Reply("Your turn", mentions=("U0ANN",)))

    assert read(list(post.blocks), "").pings == ["@U0ANN"]


def test_a_long_answer_goes_on_in_numbered_messages_and_loses_nothing() -> None:
    words = [f"word{number}" for number in range(1500)]

    posts = posts_of(Reply(cards=(Card("Long", escape(" ".join(words))),)))

    assert len(posts) == 4
    assert _said(Reply(cards=(Card("Long", escape(" ".join(words))),))).count("word") == 1500
    assert read(list(posts[1].blocks), "").words.endswith("(2/4)")


def test_what_is_too_long_for_all_messages_says_so() -> None:
    assert _said(Reply(cards=(Card(body=escape("word " * 20_000)),))).rstrip().endswith("…\n(5/5)")


def test_controls_stand_under_the_last_message() -> None:
    reply = Reply(cards=(Card(body=escape("word " * 2000)),), controls=(Button("Another", Action("quote")),))

    assert ["actions" in [block["type"] for block in post.blocks] for post in posts_of(reply)] == [False, False, True]


def test_a_file_that_cannot_be_uploaded_is_text_to_copy() -> None:
    posts = posts_of(replace(Reply("Yours")), files=(File("mydata.json", '{"saved": []}'),))

    assert '{"saved": []}' in read(list(posts[0].blocks), "").words
