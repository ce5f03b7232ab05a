"""What a person sees of an answer in a terminal."""

import io
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.render import page, shown
from bot.chat.action import Action
from bot.chat.form import Field, Form
from bot.chat.markdown import Markdown, bullets, channel, escape, moment, quotation
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select
from bot.dispatch import Answer

LONG = "Data is obviously finite, and what people know is not in it. " * 3
MENU = Select("Related", Action("topics.open"), (Choice("Taste", "taste"), Choice("Agents", "agents")))
BUTTON = Button("Another", Action("quote", ("1",)))
SAVE = Button("Save", Action("saved.add"))


def printed(reply: Reply | Form, audience: Audience = Audience.CHANNEL, *, with_wires: bool = False) -> str:
    stream = io.StringIO()
    page(stream).print(shown(Answer(reply, audience), with_wires=with_wires))
    return stream.getvalue()


def body(markdown: Markdown) -> str:
    return printed(Reply(cards=(Card(body=markdown),)))


def test_a_veiled_card_is_not_printed() -> None:
    cards = (Card("Further on", Markdown("Later.")), Card("Taste", Markdown("kestrel"), is_veiled=True))

    assert printed(Reply(cards=cards)) == "Further on\nLater.\n"


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_what_can_be_pressed_is_numbered_through() -> None:
    text = printed(Reply("Well.", controls=(BUTTON, MENU, SAVE)))

    assert text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Well.\n\n[1] Another  [2] Save\nRelated  [3] Taste  [4] Agents\n"
    )


def test_a_long_menu_has_a_line_for_each_choice() -> None:
    menu = Select("Topics", Action("topics.open"), tuple(Choice(name, name) for name in "abcde"))

    text = printed(Reply("Well.", controls=(menu,))).replace("\N{NO-BREAK SPACE}", " ")

    assert text == "Well.\n\nTopics\n  [1] a\n  [2] b\n  [3] c\n  [4] d\n  [5] e\n"


def test_a_private_answer_is_marked() -> None:
    assert printed(Reply("Yours."), Audience.PRIVATE) == "Only you see this.\n\nYours.\n"


def test_an_error_is_marked() -> None:
    assert printed(Reply("No such topic.", is_error=True), Audience.PRIVATE) == "✗ No such topic.\n"


def test_a_card_shows_all_its_parts() -> None:
    card = Card("Title", Markdown("Body"), (("Verdict", Markdown("*true*")),), "Source", Picture(b"", "a graph"))

    assert printed(Reply(cards=(card,))) == "Title\nBody\nVerdict: true\n[a graph]\nSource\n"


def test_every_line_of_a_quotation_has_the_bar() -> None:
    assert [line[0] for line in body(quotation(LONG)).splitlines()] == ["│", "│", "│"]


def test_an_item_is_indented_as_a_whole() -> None:
    lines = body(bullets([LONG])).splitlines()

    assert [line[:2] for line in lines] == ["• ", "  ", "  "]


def test_a_link_shows_its_address() -> None:
    assert body(Markdown("[the article](https://e.org/a)")) == "the article (https://e.org/a)\n"


@pytest.mark.usefixtures("in_berlin")
def test_a_moment_is_told_in_the_zone_of_the_machine() -> None:
    assert body(moment(datetime(2026, 12, 24, 9, tzinfo=UTC))) == "2026-12-24 10:00 CET\n"


def test_a_channel_is_shown_by_its_id() -> None:
    assert body(channel("general")) == "#general\n"


def test_no_line_is_wider_than_can_be_read() -> None:
    assert max(map(len, body(escape(LONG * 4)).splitlines())) <= 88


def test_a_file_is_printed() -> None:
    assert printed(Reply("Here.", files=(File("minutes.md", "# Minutes"),))) == "Here.\n\nminutes.md\n# Minutes\n"


def test_the_thread_that_an_answer_opens_is_named() -> None:
    assert printed(Reply("Why?", opens="Taste")) == "Thread: Taste\n\nWhy?\n"


def test_a_form_says_what_is_needed_and_what_is_wrong() -> None:
    field = Field("topic", "Topic", "Its name", required=True, value="agen", error="No topic “agen”.")
    other = Field("kind", "Kind", choices=(Choice("Open", "open"), Choice("Steelman", "steelman")))

    assert printed(Form("Summary", Action("summary"), (field, other), "Which one?")) == (
        "Summary: Which one?\n\nTopic (needed) Its name [agen]\n  ✗ No topic “agen”.\nKind – open, steelman\n"
    )


def test_a_form_shows_a_program_what_to_type() -> None:
    form = Form("Summary", Action("summary"), (Field("topic", "Topic", required=True), Field("kind", "Kind")))

    assert printed(form, with_wires=True).endswith('To fill it in, type:\nsubmit cp1:summary topic:"…"\n')


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\x1b[]0;31m\x07\x9b\u202e\u200b*_`>-")), max_size=60)
)
def test_nothing_that_somebody_wrote_reaches_the_terminal_as_a_command(hostile: str) -> None:
    reply = Reply(
        f"x{hostile}",
        cards=(Card(f"t{hostile}", escape(f"b{hostile}"), ((f"n{hostile}", escape(hostile)),), f"f{hostile}"),),
        files=(File("a.md", hostile),),
        opens=f"o{hostile}",
    )

    text = printed(reply)

    assert not set(text) & set("\x1b\x07\x9b\u202e\u200b\x7f")


def test_a_window_has_colours_and_a_pipe_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "FORCE_COLOR", "1")
    monkeypatch.delitem(os.environ, "NO_COLOR", raising=False)

    assert "\x1b[" in printed(Reply("No.", is_error=True))
