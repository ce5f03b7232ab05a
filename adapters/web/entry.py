"""One entry of a conversation as HTML, for one reader.

Decides the look of a commonplace book: who asked, and what, stands in the margin; the answer stands on the page. A
private entry says so in words, not by colour alone.
"""

from collections.abc import Sequence
from typing import assert_never

from adapters.web.blocks import lines, moment
from adapters.web.cards import Address, body
from adapters.web.controls import controls, message_menu
from adapters.web.fields import form
from adapters.web.html import NOTHING, Html, join, tag
from adapters.web.icons import PIN
from adapters.web.message import Message, Said
from adapters.web.people import PEOPLE
from adapters.web.reader import Reader
from bot.chat.command import Command
from bot.chat.form import Form
from bot.chat.reply import Reply


def entry(message: Message, reader: Reader, usable: Sequence[Command]) -> Html:
    """The entry; `usable` are the commands that can be used on a message."""
    said = isinstance(message.content, Said)
    actions = NOTHING if isinstance(message.content, Form) else message_menu(usable, reader)
    return tag(
        "article",
        tag("header", _asked(message, reader), class_="margin"),
        tag("div", actions, _body(message, reader), _thread(message, reader), class_="page"),
        id=f"m{message.number}",
        class_=" ".join(_classes(message)),
        aria_label=reader.say("{name} says", name=message.author) if said else _label(message, reader),
        tabindex="-1",
        data_number=message.number,
        data_version=message.version,
    )


def _classes(message: Message) -> list[str]:
    content = message.content
    classes = ["entry", "said" if isinstance(content, Said) else "answer"]
    if message.only_for:
        classes.append("private")
    if isinstance(content, Reply) and content.is_error:
        classes.append("refusal")
    return classes


def _label(message: Message, reader: Reader) -> str:
    if not message.author:
        return reader.say("Commonplace")
    return reader.say("Commonplace answers {name}", name=message.author)


def _asked(message: Message, reader: Reader) -> Html:
    at = message.at.strftime("%H:%M UTC")
    return join(
        [
            tag("span", message.author or reader.say("Commonplace"), class_="author"),
            tag("span", message.asked, class_="asked") if message.asked else NOTHING,
            tag("span", moment(message.at, at), class_="at"),
            tag("span", PIN, reader.say("Pinned"), class_="pin") if message.is_pinned else NOTHING,
        ]
    )


def _body(message: Message, reader: Reader) -> Html:
    private = _private(reader, dismissible=not isinstance(message.content, Form)) if message.only_for else NOTHING
    match message.content:
        case Said(text=words):
            return tag("div", lines(words), class_="words")
        case Reply() as reply:
            shown = body(reply, _address(message, reader), reader.say("Show it here"))
            return join([private, shown, _mentions(reply, reader), controls(reply.controls)])
        case Form() as asked:
            return join([private, form(asked, message.id, reader, returned=message.version > 1)])
        case _:
            assert_never(message.content)


def _private(reader: Reader, *, dismissible: bool) -> Html:
    words = tag("span", reader.say("Only you can see this"))
    away = tag("button", reader.say("Dismiss"), type="button", class_="quiet", data_dismiss=True)
    return tag("p", words, away if dismissible else NOTHING, class_="privacy")


def _address(message: Message, reader: Reader) -> Address:
    def address(kind: str, place: int) -> str:
        return reader.link(f"/kept/{message.number}/{kind}/{place}")

    return address


def _mentions(reply: Reply, reader: Reader) -> Html:
    names = [PEOPLE[one].name for one in reply.mentions if one in PEOPLE]
    return tag("p", reader.say("For {names}", names=", ".join(names)), class_="footer") if names else NOTHING


def _thread(message: Message, reader: Reader) -> Html:
    if not message.opens:
        return NOTHING
    replies = reader.plural("{n} entry", "{n} entries", message.replies)
    link = tag(
        "a",
        tag("span", reader.say("Discussion"), class_="kind"),
        tag("span", message.opens, class_="name"),
        tag("span", replies, class_="replies"),
        href=reader.link("/", thread=message.id),
        data_thread=message.id,
        class_="thread-link",
    )
    return tag("p", link)
