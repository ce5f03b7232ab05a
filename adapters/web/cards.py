"""Cards, pictures and files as HTML.

Decides that only PNG bytes of our own are shown as a picture: one at an address elsewhere becomes a link, because
this page loads nothing from outside.
"""

from collections.abc import Callable
from typing import assert_never

from adapters.web.blocks import blocks, lines, web_link
from adapters.web.html import NOTHING, Html, join, tag
from bot.chat.reply import Card, File, Picture, Reply

Address = Callable[[str, int], str]
"""Where a page fetches the `picture` of a card or a `file`, by its place in the reply."""


def body(reply: Reply, address: Address, veil: str) -> Html:
    """All that a reply says: its cards, or its text where it has none, and its files; `veil` says how to see more."""
    shown = join(_veiled(one, address("picture", place), veil) for place, one in enumerate(reply.cards))
    return join([shown or lines(reply.text), _files(reply.files, address)])


def _veiled(one: Card, picture: str, veil: str) -> Html:
    """A card, folded away where it is veiled, under the words that unfold it."""
    shown = card(one, picture)
    return tag("details", tag("summary", veil), shown, class_="veil") if one.is_veiled else shown


def card(one: Card, picture: str) -> Html:
    """A card; `picture` is the address of its picture where that is kept here."""
    return tag(
        "section",
        tag("h3", one.title) if one.title else NOTHING,
        blocks(one.body),
        _fields(one),
        _picture(one.picture, picture) if one.picture else NOTHING,
        tag("p", one.footer, class_="footer") if one.footer else NOTHING,
        class_="card",
    )


def _fields(one: Card) -> Html:
    if not one.fields:
        return NOTHING
    return tag("dl", join(tag("div", tag("dt", name), tag("dd", blocks(value))) for name, value in one.fields))


def _picture(picture: Picture, address: str) -> Html:
    match picture.source:
        case bytes():
            return tag("figure", tag("img", src=address, alt=picture.alt))
        case str(url):
            return tag("p", web_link(url, picture.alt or url))
        case _:
            assert_never(picture.source)


def _files(files: tuple[File, ...], address: Address) -> Html:
    if not files:
        return NOTHING
    links = (tag("a", one.name, href=address("file", place), download=one.name) for place, one in enumerate(files))
    return tag("ul", join(tag("li", link) for link in links), class_="files")
