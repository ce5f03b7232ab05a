"""An answer as JSON: every name and every shape that programs hold on to."""

import json

from adapters.console.neutral import as_data, as_line
from bot.chat.action import Action
from bot.chat.command import Kind
from bot.chat.form import Field, Form
from bot.chat.markdown import Markdown
from bot.chat.place import Audience
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select, Style
from bot.chat.shown import ShownQuote, ShownTopic
from bot.dispatch import Answer

EVERYTHING = Reply(
    text="In plain text.",
    cards=(
        Card(
            title="Title",
            body=Markdown("**bold**"),
            fields=(("Verdict", Markdown("*true*")),),
            footer="The source",
            picture=Picture(b"\x89PNG", "a graph"),
        ),
    ),
    controls=(
        Button("Another", Action("quote", ("two words", "2")), Style.PRIMARY),
        Select("Related", Action("topics.open"), (Choice("Research taste", "taste"),)),
    ),
    files=(File("minutes.md", "# Minutes"),),
    opens="Research taste",
    mentions=("role-1",),
    quotes=(ShownQuote("GEN-01", "The words.", "Ilya Sutskever", "one source"),),
    topics=(ShownTopic("taste", "Research taste"),),
)

A_FORM = Form(
    "Summary",
    Action("summary"),
    (
        Field("topic", "Topic", "A topic", required=True, value="agen", error="There is no topic “agen”."),
        Field("kind", "Kind", kind=Kind.CHOICE, choices=(Choice("Open", "open"),)),
    ),
    "Which one?",
)


def test_a_reply_is_told_whole() -> None:
    assert as_data(Answer(EVERYTHING, Audience.CHANNEL, replaces=True)) == {
        "text": "In plain text.",
        "cards": [
            {
                "title": "Title",
                "body": "**bold**",
                "fields": [{"name": "Verdict", "value": "*true*"}],
                "footer": "The source",
                "picture": {"alt": "a graph", "url": None, "png": "iVBORw=="},
            }
        ],
        "controls": [
            {"type": "button", "label": "Another", "style": "primary", "wire": "cp1:quote:two+words:2"},
            {
                "type": "select",
                "label": "Related",
                "wire": "cp1:topics.open",
                "choices": [{"label": "Research taste", "value": "taste"}],
            },
        ],
        "files": [{"name": "minutes.md", "content": "# Minutes"}],
        "error": None,
        "form": None,
        "quotes": [{"id": "GEN-01", "text": "The words.", "speaker": "Ilya Sutskever", "status": "one source"}],
        "topics": [{"id": "taste", "name": "Research taste"}],
        "opens": "Research taste",
        "mentions": ["role-1"],
        "audience": "channel",
        "replaces": True,
    }


def test_a_form_is_told_with_its_fields_and_what_is_wrong_with_them() -> None:
    assert as_data(Answer(A_FORM, Audience.PRIVATE)) == {
        "text": "Summary: Which one?\nTopic (needed): A topic\nThere is no topic “agen”.\nKind",
        "cards": [],
        "controls": [],
        "files": [],
        "error": "There is no topic “agen”.",
        "form": {
            "title": "Summary",
            "text": "Which one?",
            "wire": "cp1:summary",
            "fields": [
                {
                    "name": "topic",
                    "label": "Topic",
                    "help": "A topic",
                    "kind": "text",
                    "required": True,
                    "choices": [],
                    "value": "agen",
                    "error": "There is no topic “agen”.",
                },
                {
                    "name": "kind",
                    "label": "Kind",
                    "help": "",
                    "kind": "choice",
                    "required": False,
                    "choices": [{"label": "Open", "value": "open"}],
                    "value": "",
                    "error": None,
                },
            ],
        },
        "quotes": [],
        "topics": [],
        "opens": None,
        "mentions": [],
        "audience": "private",
        "replaces": False,
    }


def test_an_error_is_told_as_an_error_and_as_text() -> None:
    told = as_data(Answer(Reply("No such topic.", is_error=True), Audience.PRIVATE))

    assert (told["error"], told["text"]) == ("No such topic.", "No such topic.")


def test_a_picture_on_the_web_is_told_by_its_address() -> None:
    told = as_data(
        Answer(
            Reply(
                cards=(
                    Card(
                        picture=Picture("https://e.org/a.png", "a"),
                    ),
                )
            ),
            Audience.CHANNEL,
        )
    )

    assert told["cards"][0]["picture"] == {"alt": "a", "url": "https://e.org/a.png", "png": None}


def test_an_answer_is_one_line_whatever_it_says() -> None:
    raw = "one\ntwo\r\nthree\u2028four\u2029five\x85six\x0bseven\x0c“八”"

    line = as_line(Answer(Reply(raw), Audience.CHANNEL))

    assert line.splitlines() == [line]
    assert json.loads(line)["text"] == raw


def test_letters_of_every_script_stay_readable() -> None:
    assert "价值函数" in as_line(Answer(Reply("价值函数"), Audience.CHANNEL))


def test_a_veiled_card_is_in_no_key() -> None:
    cards = (Card("Further on", Markdown("Later.")), Card("Taste", Markdown("kestrel"), is_veiled=True))

    assert "kestrel" not in as_line(Answer(Reply(cards=cards), Audience.CHANNEL))
