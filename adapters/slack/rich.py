"""Our Markdown as Slack's rich text.

Decides for rich text over mrkdwn: its text is shown letter by letter, so that nothing in it can ping, link or turn
bold, and `2*3*4` stays what it is.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from adapters.slack import limits
from adapters.slack.cutting import broken
from adapters.slack.spoken import DATE_FORMAT, Json
from bot.chat.clean import clean
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

_CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,63}")
PERSON = re.compile(r"[UW][A-Z0-9]{2,63}")

SHOWN = 500  # texts whose parts are kept, about 20 KiB each: the same ones are shown again and again
PART = 1250  # characters of a part and of a block: three of them fill the text of a message


def quiet(part: Json) -> Json:
    """The part with ids in the place of people: where everybody reads it, Slack pings whoever is shown by name."""
    if part["type"] == "user":
        return text(part["user_id"])
    return {**part, "elements": [quiet(one) for one in part["elements"]]} if "elements" in part else part


@lru_cache(maxsize=SHOWN)
def parts_of(markdown: Markdown) -> tuple[Json, ...]:
    """The Markdown as parts of a rich text block, each within `PART`. They are kept: whoever changes one copies it."""
    return tuple(piece for block in parse(markdown) for part in _parts(block, 0) for piece in broken(part, PART))


def section(*elements: Json) -> Json:
    """A paragraph of these elements."""
    return {"type": "rich_text_section", "elements": list(elements)}


def text(raw: str, **style: bool) -> Json:
    """Characters as they are; `style` is bold, italic or code."""
    return {"type": "text", "text": clean(raw), **({"style": style} if style else {})}


def block_of(parts: Sequence[Json]) -> Json:
    """A rich text block; paragraphs that follow one another are set apart by an empty line."""
    spaced: list[Json] = []
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        is_text = part["type"] == "rich_text_section"
        if is_text and following is not None and following["type"] == "rich_text_section":
            part = {**part, "elements": [*part["elements"], {"type": "text", "text": "\n"}]}
        spaced.append(part)
    return {"type": "rich_text", "elements": spaced}


def _parts(block: Block, indent: int) -> Iterator[Json]:
    match block:
        case Paragraph(children):
            if elements := _elements(children, {}):
                yield section(*elements)
        case Quotation(children):
            if elements := _flat(children):
                yield {"type": "rich_text_quote", "elements": elements}
        case Bullets(items):
            yield from _lists(items, indent)
        case _:
            assert_never(block)


def _lists(items: Sequence[Sequence[Block]], indent: int) -> Iterator[Json]:
    """One list for each run of items; a list inside an item follows it, further in."""
    run: list[Json] = []
    for item in items:
        own = [block for block in item if not isinstance(block, Bullets)]
        if elements := _flat(own):
            run.append(section(*elements))
        for inner in (block for block in item if isinstance(block, Bullets)):
            if run:
                yield _list(run, indent)
                run = []
            yield from _lists(inner.items, min(indent + 1, 8))
    if run:
        yield _list(run, indent)


def _list(items: list[Json], indent: int) -> Json:
    return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": items}


def _flat(blocks: Sequence[Block]) -> list[Json]:
    """Blocks inside a quotation or an item, which can hold only running text."""
    elements: list[Json] = []
    for block in blocks:
        if elements:
            elements.append({"type": "text", "text": "\n"})
        match block:
            case Paragraph(children):
                elements += _elements(children, {})
            case Quotation(children):
                elements += _flat(children)
            case Bullets(items):
                for item in items:
                    elements += [{"type": "text", "text": "• "}, *_flat(item), {"type": "text", "text": "\n"}]
            case _:
                assert_never(block)
    return elements


def _elements(inlines: Sequence[Inline], style: dict[str, bool]) -> list[Json]:
    return [element for inline in inlines for element in _element(inline, style)]


def _named(named: Named, style: dict[str, bool]) -> Json:
    match named:
        case Named("channel", key, _) if _CHANNEL.fullmatch(key):
            return {"type": "channel", "channel_id": key}
        case Named("person", key, _) if PERSON.fullmatch(key):
            return {"type": "user", "user_id": key}
        case _:
            return text(named.text, **style)  # Slack would ping a group that is shown by its name


def _element(inline: Inline, style: dict[str, bool]) -> list[Json]:
    match inline:
        case Text(raw):
            return [text(raw, **style)] if clean(raw) else []
        case Code(raw):
            return [text(raw, **style, code=True)] if clean(raw) else []
        case Break():
            return [{"type": "text", "text": "\n"}]
        case Bold(children):
            return _elements(children, {**style, "bold": True})
        case Italic(children):
            return _elements(children, {**style, "italic": True})
        case Moment(at, fallback):
            shown = {"type": "date", "timestamp": int(at.timestamp()), "format": DATE_FORMAT}
            return [{**shown, "fallback": clean(fallback)[:200] or "–"}]
        case Named():
            return [_named(inline, style)]
        case Anchor(children, url):
            return _link(_elements(children, style), url, style)
        case _:
            assert_never(inline)


def _link(words: list[Json], url: str, style: dict[str, bool]) -> list[Json]:
    label = "".join(str(word.get("text", "")) for word in words)
    if len(url) > limits.URL or any(character.isspace() for character in url) or len(label) > limits.SECTION:
        return words
    return [{"type": "link", "url": url, **({"text": label} if label else {}), **({"style": style} if style else {})}]
