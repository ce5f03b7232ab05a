"""Answers as Discord's messages: within every limit, whatever they hold."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.render import Message, allowed_mentions, messages_of, plain_message
from bot.chat.action import Action
from bot.chat.markdown import Markdown, bold, bullets, escape, italic, paragraphs, quotation
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select
from tests.adapters.discord import hostile
from tests.fakes.discord import messages as discord
from tests.fakes.discord.components import every
from tests.fakes.discord.world import COMPONENTS_V2, Upload


def body_of(message: Message) -> discord.Body:
    """The request that sends a message."""
    uploads = [Upload("1", upload.name, upload.content, upload.alt) for upload in message.uploads]
    components = message.view().to_components()  # type: ignore[no-untyped-call]
    return discord.Body({"flags": COMPONENTS_V2, "components": components}, uploads)


def say(sentence: str) -> str:
    return sentence


def components_of(reply: Reply) -> list[dict[str, Any]]:
    """All components of all messages."""
    return [part for message in messages_of(reply, say) for part in every(body_of(message).json["components"])]


def text_of(reply: Reply) -> str:
    return "\n".join(part["content"] for part in components_of(reply) if part["type"] == 10)


markdown = st.one_of(
    hostile.texts.map(escape),
    hostile.lines.map(lambda line: quotation(line)),
    st.lists(hostile.lines, max_size=10).map(bullets),
    st.tuples(hostile.lines, hostile.lines).map(lambda pair: Markdown(f"{bold(pair[0])} {italic(pair[1])}")),
    hostile.texts.map(lambda text: escape(text * 20)),
    st.just(escape("泛化的鸿沟，人人都看得见。" * 500)),
)
pictures = st.none() | st.builds(Picture, st.just(b"png") | st.just("https://example.org/a.png"), hostile.texts)
cards = st.builds(
    Card,
    title=hostile.texts | st.just(""),
    body=st.lists(markdown, max_size=3).map(lambda parts: paragraphs(*parts)),
    fields=st.lists(st.tuples(hostile.lines, markdown), max_size=6).map(tuple),
    footer=hostile.texts | st.just(""),
    picture=pictures,
)
labels = hostile.lines.map(lambda line: line[:34])
buttons = st.integers(0, 25).map(lambda n: tuple(Button(f"B{i}", Action("b", (str(i),))) for i in range(n)))
menus = st.integers(1, 25).map(
    lambda n: tuple(
        Select("M", Action("m", (str(i),)), tuple(Choice(f"c{k}", str(k)) for k in range(25))) for i in range(n)
    )
)
replies = st.builds(
    Reply,
    text=hostile.lines,
    cards=st.lists(cards, max_size=4).map(tuple),
    controls=buttons | menus,
    files=st.lists(st.builds(File, hostile.lines, hostile.texts), max_size=2, unique_by=lambda f: f.name).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(replies)
def test_discord_takes_every_answer(reply: Reply) -> None:
    for message in messages_of(reply, say):
        discord.check(body_of(message))


@settings(max_examples=40, deadline=None)
@given(replies)
def test_no_answer_mentions_anybody(reply: Reply) -> None:
    shown = text_of(reply)

    assert not hostile.MENTION.search(shown)
    assert not hostile.MASKED.search(shown)
    assert not discord.pings(shown, dict(allowed_mentions(reply).to_dict()), ())


@settings(max_examples=40, deadline=None)
@given(replies)
def test_discord_takes_every_answer_as_plain_text(reply: Reply) -> None:
    discord.check(body_of(plain_message(reply)))


@settings(max_examples=20, deadline=None)
@given(st.integers(200, 900))
def test_nothing_of_a_long_answer_is_lost(count: int) -> None:
    reply = Reply(cards=(Card("Title", escape("One sentence. " * count), footer="The source"),))

    assert text_of(reply).count("One sentence.") == count
    assert "The source" in text_of(reply)


def test_a_long_quotation_stays_one_on_every_page() -> None:
    reply = Reply(cards=(Card("Title", quotation("One sentence. " * 600)),))

    pages = [body_of(message).json["components"][0]["components"][0]["content"] for message in messages_of(reply, say)]
    assert [page.removeprefix("### Title\n")[:2] for page in pages] == ["> "] * len(pages)


def test_what_is_too_long_for_four_messages_is_attached() -> None:
    reply = Reply(cards=(Card("Title", escape("One sentence. " * 3000)),))

    made = messages_of(reply, say)

    assert len(made) == 4
    assert made[-1].uploads[0].content.decode().count("One sentence.") == 3000
    assert "The whole is in the file" in text_of(reply)


def test_an_answer_says_which_of_its_messages_one_is() -> None:
    reply = Reply(cards=(Card("Title", escape("One sentence. " * 400)),))

    assert "-# 1/2" in text_of(reply)


def test_bold_words_stay_bold_on_both_sides_of_a_cut() -> None:
    reply = Reply(cards=(Card("", Markdown(bold("One sentence. " * 400))),))

    texts = [part["content"] for part in components_of(reply) if part["type"] == 10 and "One" in part["content"]]
    assert [(text[:2], text[-2:]) for text in texts] == [("**", "**")] * len(texts)


def test_a_title_is_a_heading_and_a_source_small_print() -> None:
    reply = Reply(cards=(Card("Taste", escape("Words."), (("Said by", escape("Ilya")),), footer="line 3"),))

    assert text_of(reply) == "### Taste\nWords.\n**Said by:** Ilya\n\n-# line 3"


def test_buttons_stand_five_in_a_row_and_a_menu_fills_one() -> None:
    five = tuple(Button(str(n), Action("b", (str(n),))) for n in range(6))
    menu = Select("Choose", Action("m"), (Choice("a", "a"),))

    rows = [part for part in components_of(Reply("Words.", controls=(*five, menu))) if part["type"] == 1]
    assert [len(row["components"]) for row in rows] == [5, 1, 1]


def test_a_picture_is_described() -> None:
    reply = Reply(cards=(Card("Chart", picture=Picture(b"png", "A rising line")),))

    gallery = next(part for part in components_of(reply) if part["type"] == 12)
    assert gallery["items"][0]["description"] == "A rising line"


def test_a_file_is_attached_and_shown() -> None:
    (message,) = messages_of(Reply("Here.", files=(File("minutes of today.md", "# Minutes"),)), say)

    assert [upload.name for upload in message.uploads] == ["minutes_of_today.md"]
    discord.check(body_of(message))


def test_only_those_listed_are_notified() -> None:
    reply = Reply("Your turn.", mentions=("11", "22"))
    (message,) = messages_of(reply, say, roles=["22"])

    shown = "\n".join(part["content"] for part in every(body_of(message).json["components"]) if part["type"] == 10)
    assert shown == "<@11> <@&22>\nYour turn."
    assert discord.pings(shown, dict(allowed_mentions(reply, ["22"]).to_dict()), ()) == {"11", "@&22"}


def test_a_veiled_card_is_blurred_and_the_one_that_says_what_it_is_is_not() -> None:
    reply = Reply(cards=(Card("Further on", escape("Later.")), Card("Taste", escape("kestrel " * 900), is_veiled=True)))

    frames = [part for part in components_of(reply) if part["type"] == 17]

    assert [frame["spoiler"] for frame in frames] == [False] + [True] * (len(frames) - 1)
    assert len(frames) > 2
    assert all("kestrel" not in str(frame) for frame in frames if not frame["spoiler"])


def test_what_discord_gets_in_place_of_what_it_refused_holds_nothing_veiled() -> None:
    reply = Reply(cards=(Card("Further on", escape("Later.")), Card("Taste", escape("kestrel"), is_veiled=True)))

    assert "kestrel" not in str(body_of(plain_message(reply)).json)


def test_an_error_stands_without_a_frame() -> None:
    assert [part["type"] for part in components_of(Reply("No.", audience=Audience.PRIVATE, is_error=True))] == [10]
