"""Our Markdown as HTML.

Decides which element each node becomes, and that a link leaves for http and https alone, in a new tab, without saying
where it came from.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import assert_never

from adapters.web.html import Html, join, tag, text
from adapters.web.people import CHANNELS, PEOPLE
from bot.chat.markdown import (
    Anchor,
    Block,
    Bold,
    Break,
    Bullets,
    Code,
    Inline,
    Italic,
    Markdown,
    Moment,
    Named,
    Paragraph,
    Quotation,
    Text,
    parse,
)

CITED = ("— ", "—\u00a0")  # what a paragraph begins with that names the speaker of the quotation above


def blocks(markdown: Markdown) -> Html:
    """The blocks of our Markdown. What is one bold paragraph and nothing else is a statement, and set as one."""
    match parse(markdown):
        case (Paragraph((Bold(children),)),):
            return tag("p", tag("strong", _inlines(children)), class_="statement")
        case found:
            return join(map(_block, found))


def lines(raw: str) -> Html:
    """Plain text as paragraphs; single line ends stay line ends."""
    paragraphs = (part for part in raw.replace("\r\n", "\n").split("\n\n") if part.strip())
    return join(tag("p", _lines(part.strip("\n").split("\n"))) for part in paragraphs)


def web_link(url: str, *children: str, **attributes: str) -> Html:
    """A link to somewhere else; the words alone where the address is not http or https."""
    if not url.startswith(("https://", "http://")):
        return join(children)
    return tag("a", *children, href=url, target="_blank", rel="noopener noreferrer nofollow", **attributes)


def moment(at: datetime, words: str) -> Html:
    """A point in time; the page puts the reader's own zone in place of the words."""
    return tag("time", words, datetime=at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), data_moment=True)


def _lines(parts: list[str]) -> Html:
    return join([text(parts[0]), *(join([tag("br"), text(part)]) for part in parts[1:])])


def _block(block: Block) -> Html:
    match block:
        case Paragraph(children):
            return tag("p", _inlines(children), class_=_class_of(children))
        case Quotation(children):
            return tag("blockquote", join(map(_block, children)))
        case Bullets(items):
            return tag("ul", join(tag("li", _item(item)) for item in items))
        case _:
            assert_never(block)


def _item(blocks: tuple[Block, ...]) -> Html:
    match blocks:
        case (Paragraph(children),):
            return _inlines(children)
        case _:
            return join(map(_block, blocks))


def _class_of(children: tuple[Inline, ...]) -> str | None:
    match children:
        case (Bold(),):
            return "head"
        case (Text(words), *_) if words.startswith(CITED):
            return "cited"
        case _:
            return None


def _inlines(inlines: Iterable[Inline]) -> Html:
    return join(map(_inline, inlines))


def _name_of(named: Named) -> str:
    """What a channel or a person of this page is called."""
    match named:
        case Named("channel", key) if key in CHANNELS:
            return CHANNELS[key].name
        case Named("person", key) if key in PEOPLE:
            return PEOPLE[key].name
        case _:
            return named.text


def _inline(inline: Inline) -> Html:
    match inline:
        case Text(words):
            return text(words)
        case Code(words):
            return tag("code", words)
        case Break():
            return tag("br")
        case Bold(children):
            return tag("strong", _inlines(children))
        case Italic(children):
            return tag("em", _inlines(children))
        case Anchor(children, url):
            return web_link(url, _inlines(children))
        case Moment(at, words):
            return moment(at, words)
        case Named():
            return text(_name_of(inline))
        case _:
            assert_never(inline)
