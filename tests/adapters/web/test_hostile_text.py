"""Nothing that somebody else wrote becomes markup of ours: no element, no attribute, no address."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.web.entry import entry
from adapters.web.message import Message, Said
from adapters.web.reader import Reader
from bot.chat.action import Action
from bot.chat.clean import clean
from bot.chat.form import Field, Form
from bot.chat.markdown import bold, bullets, escape, italic, paragraphs, quotation
from bot.chat.place import Person
from bot.chat.reply import Button, Card, Choice, File, Picture, Reply, Select
from tests.adapters.web.markup import Markup

READER = Reader.of({})
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "[click](javascript:alert(1)) <a href=javascript:alert(1)>x</a>",
    "</textarea></select></details><h1>",
    "&lt;b&gt; &#60;script&#62; &amp",
    "<!-- --><![CDATA[ ]]><?php ?>",
    "\u202egnp.exe \u2066\u200b\u00ad" + "z\u0301" * 40,
    "a\x00b\r\nc\x0b\ud800",
    "{0} {name} {request.person} %s %(x)s",
    "[x](moment:99999999999) [y](data:text/html,x)",
)
TEXTS = st.one_of(
    st.sampled_from(NASTY), st.text(min_size=1, max_size=60), st.lists(st.sampled_from(NASTY)).map("".join)
)

ELEMENTS = frozenset(
    {"a", "article", "blockquote", "br", "button", "circle", "code", "dd", "details", "div", "dl", "dt", "em", "figure"}
    | {"form", "h3", "header", "img", "input", "label", "li", "option", "p", "section", "select", "span", "strong"}
    | {"summary", "svg", "textarea", "time", "ul"}
)


def said(text: str) -> Message:
    return Message(1, NOW, Said(text), author=text[:80], asked=text)


def answered(text: str) -> Message:
    label, safe = text[:20] or "x", escape(text)
    body = paragraphs(text, bold(text), italic(text), quotation(text), bullets([text, text]), safe)
    card = Card(text, body, ((text, safe),), text, Picture(text, text))
    controls = (
        Button(label, Action("quote", (text[:20],))),
        Select(label, Action("topics"), (Choice(label, text),)),
    )
    return Message(2, NOW, Reply("x", (card,), controls, (File(text, text),)), author=text, asked=text, opens=text[:90])


def asked(text: str) -> Message:
    label = text[:20] or "x"
    fields = (
        Field("a", label, text, value=text, error=text, long=True),
        Field("b", label, text, value=text, suggests=True),
    )
    return Message(3, NOW, Form(label, Action("fill", (text[:20],)), fields, text), only_for=READER.person.id)


Maker = Callable[[str], Message]
MAKERS = pytest.mark.parametrize("make", [said, answered, asked])


@MAKERS
@given(text=TEXTS)
@example(text="".join(NASTY))
def test_text_never_becomes_an_element_or_an_attribute_that_we_did_not_write(make: Maker, text: str) -> None:
    shown = Markup(entry(make(text), READER, ()))

    assert shown.names() <= ELEMENTS
    assert not [name for element in shown.elements for name in element.attributes if name.startswith("on")]
    assert not [element for element in shown.elements if "style" in element.attributes]


@MAKERS
@given(text=TEXTS)
def test_an_address_leads_to_the_web_or_to_a_page_of_ours(make: Maker, text: str) -> None:
    shown = Markup(entry(make(text), READER, ()))

    addresses = [element.attributes.get("href") or element.attributes.get("src") or "/" for element in shown.elements]
    assert not [one for one in addresses if not one.startswith(("/", "http://", "https://"))]


@given(text=TEXTS)
def test_what_was_said_is_read_as_it_was_cleaned(text: str) -> None:
    shown = Markup(entry(said(text), READER, ()))

    words = "".join(clean(text).split())
    assert words in "".join(shown.words.split())


@given(text=TEXTS)
def test_what_hides_or_reorders_never_reaches_the_page(text: str) -> None:
    shown = Markup(entry(said(text), READER, ()))

    assert not set(shown.words) & set("\u202e\u2066\u200b\u00ad\x00\x0b\ud800")


@given(text=TEXTS.filter(lambda text: "\ud800" not in text and "\x00" not in text and "\r" not in text))
def test_what_the_page_hands_back_is_kept_to_the_character(text: str) -> None:
    menu = Reply("x", controls=(Select("Pick", Action("picked"), (Choice("x", text),)),))

    shown = Markup(entry(Message(1, NOW, menu), READER, ()))

    assert shown.one("button", data_wire="cp1:picked").attributes["data-chosen"] == text


def test_a_person_may_be_called_anything() -> None:
    reader = Reader.of({}).being(Person("x", "<b>"))

    assert "<b>" not in entry(Message(1, NOW, Reply("Yes."), author=reader.person.name), reader, ())
