"""The small Markdown that cards are written in, and the only place where it is read.

Decides the language: **bold**, *italic*, `code`, > quotation, - list, [text](url), [text](moment:seconds),
[text](channel:id), [text](role:id) and hard line breaks; nothing else means anything. Text that we did not write
becomes Markdown only by `escape`, and `Markdown` is a type of its own, so that mixing the two fails the type check.
Parsing is markdown-it's (CommonMark), with every other rule switched off.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, cast

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSED = 500
"""Texts whose blocks are kept, about 10 KiB each: a text is read for its plain words, then again to be shown."""

ESCAPED = 2_000
"""Texts whose escaped form is kept: our sentences and the library's are escaped again and again."""

_RULES = ["emphasis", "backticks", "blockquote", "list", "link", "escape", "newline"]
_PARSER = MarkdownIt("zero").enable(_RULES)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # what CommonMark lets a backslash escape
_LINE_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
_MOMENT = re.compile(r"moment:([0-9]{1,11})")
What = Literal["channel", "role", "person"]
_NAMED = re.compile(r"(channel|role|person):([A-Za-z0-9_.-]{1,64})")


class Markdown(str):
    """Markdown that we wrote, or that `escape` made. Formatting it escapes every value that is not Markdown itself."""

    __slots__ = ()

    def filled(self, **values: object) -> "Markdown":
        """The sentence with its `{placeholders}` filled; plain values are escaped."""
        safe = {name: value if isinstance(value, Markdown) else escape(str(value)) for name, value in values.items()}
        return Markdown(self.format(**safe))


NOTHING = Markdown("")


@lru_cache(maxsize=ESCAPED)
def escape(raw: str) -> Markdown:
    """Markdown that shows exactly `raw`: no character of it has a meaning; single line ends stay line ends."""
    text = _PUNCTUATION.sub(r"\\\1", raw.strip())
    blocks = re.split(r"\n\s*\n", text)
    return Markdown("\n\n".join(_LINE_END.sub("\\\\\n", block.strip()) for block in blocks))


def bold(text: str) -> Markdown:
    """`text` in bold; escaped unless it is Markdown."""
    return Markdown(f"**{_safe(text)}**")


def italic(text: str) -> Markdown:
    """`text` in italics; escaped unless it is Markdown."""
    return Markdown(f"*{_safe(text)}*")


def code(typed: str) -> Markdown:
    """Something to type, word for word. A backtick in it becomes an apostrophe: it could not be shown otherwise."""
    shown = typed.replace("`", "'")
    return Markdown(f"`{shown}`")


def quotation(text: str) -> Markdown:
    """`text` set off as a quotation; escaped unless it is Markdown."""
    return Markdown("\n".join(f"> {line}" for line in _safe(text).split("\n")))


def bullets(items: Iterable[str]) -> Markdown:
    """A list; each item is escaped unless it is Markdown."""
    return Markdown("\n".join("- " + _safe(item).replace("\n", "\n  ") for item in items))


def lines(items: Iterable[str]) -> Markdown:
    """One item under the other without a mark before them, as where they are numbered."""
    return Markdown("\\\n".join(_safe(item) for item in items))


def paragraphs(*parts: str) -> Markdown:
    """Parts that say something, one paragraph each; escaped unless they are Markdown."""
    return Markdown("\n\n".join(_safe(part) for part in parts if part))


def moment(at: datetime, text: str = "") -> Markdown:
    """A point in time that each reader sees in their own zone where the platform can; `text` stands where it cannot.

    `at` is aware and not before 1970; `text` is `2026-12-24 09:00 UTC` unless given.
    """
    shown = text or at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return Markdown(f"[{escape(shown)}](moment:{int(at.timestamp())})")


def channel(id: str) -> Markdown:  # noqa: A002 - the platform's word
    """A channel, which each platform shows by the name it has now; its id stands where one cannot."""
    return _named("channel", id, f"#{id}")


def role(id: str) -> Markdown:  # noqa: A002 - the platform's word
    """A role by the name it has now, where the platform can; showing it pings nobody."""
    return _named("role", id, id)


def person(id: str) -> Markdown:  # noqa: A002 - the platform's word
    """Somebody by the name they have now, where the platform can show it without pinging them."""
    return _named("person", id, id)


def _named(what: str, id: str, text: str) -> Markdown:  # noqa: A002
    return Markdown(f"[{escape(text)}]({what}:{id})") if _NAMED.fullmatch(f"{what}:{id}") else escape(text)


def _safe(text: str) -> Markdown:
    return text if isinstance(text, Markdown) else escape(text)


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; a renderer escapes them."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type, word for word."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line end inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Bold:
    """Bold inlines."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Italic:
    """Inlines in italics."""

    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link; `url` is http or https."""

    children: "tuple[Inline, ...]"
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, in UTC to the second, and the words for platforms that cannot show it in the reader's zone."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Named:
    """A channel, a role or a person by the id, and words for platforms that cannot show the name. It pings nobody."""

    what: What
    id: str
    text: str


Inline = Text | Code | Break | Bold | Italic | Anchor | Moment | Named


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks set off as a quotation."""

    children: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item is a run of blocks."""

    items: "tuple[tuple[Block, ...], ...]"


Block = Paragraph | Quotation | Bullets


@lru_cache(maxsize=PARSED)
def parse(markdown: Markdown) -> tuple[Block, ...]:
    """The blocks of our Markdown. Never raises: what is no Markdown is text."""
    return _blocks(_PARSER.parse(markdown))


@lru_cache(maxsize=PARSED)
def plain(markdown: Markdown) -> str:
    """What the Markdown says, as plain text: `- ` before items, `> ` before quotations, a link's address behind it."""
    return "\n".join(_plain_block(block) for block in parse(markdown))


def _blocks(tokens: Sequence[Token]) -> tuple[Block, ...]:
    found: list[Block] = []
    at = 0
    while at < len(tokens):
        end = _end_of(tokens, at)
        inside = tokens[at + 1 : end]
        match tokens[at].type:
            case "paragraph_open":
                found.append(Paragraph(_inlines(inside[0].children or [])))
            case "blockquote_open":
                found.append(Quotation(_blocks(inside)))
            case "bullet_list_open" | "ordered_list_open":
                found.append(Bullets(_items(inside)))
        at = end + 1
    return tuple(found)


def _items(tokens: Sequence[Token]) -> tuple[tuple[Block, ...], ...]:
    items: list[tuple[Block, ...]] = []
    at = 0
    while at < len(tokens):
        end = _end_of(tokens, at)
        items.append(_blocks(tokens[at + 1 : end]))
        at = end + 1
    return tuple(items)


def _inlines(tokens: Sequence[Token]) -> tuple[Inline, ...]:
    found: list[Inline] = []
    at = 0
    while at < len(tokens):
        token, end = tokens[at], _end_of(tokens, at)
        inside = tokens[at + 1 : end]
        match token.type:
            case "text" | "text_special":
                found.append(Text(token.content))
            case "code_inline":
                found.append(Code(token.content))
            case "softbreak":
                found.append(Text(" "))
            case "hardbreak":
                found.append(Break())
            case "strong_open":
                found.append(Bold(_inlines(inside)))
            case "em_open":
                found.append(Italic(_inlines(inside)))
            case "link_open":
                found.append(_anchor(str(token.attrs["href"]), _inlines(inside)))
        at = end + 1
    return _merged(found)


def _anchor(url: str, children: tuple[Inline, ...]) -> Inline:
    if found := _MOMENT.fullmatch(url):
        return Moment(datetime.fromtimestamp(int(found[1]), UTC), _plain_inlines(children))
    if found := _NAMED.fullmatch(url):
        return Named(cast(What, found[1]), found[2], _plain_inlines(children))
    return Anchor(children, url) if url.startswith(("https://", "http://")) else Italic(children)


def _merged(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, so that an escaped character does not split a word."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text):
            merged[-1] = Text(last.text + inline.text)
        elif inline != Text(""):
            merged.append(inline)
    return tuple(merged)


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """The index of the token that closes the one at `at`; the same index for a token that stands alone."""
    depth = 0
    for index in range(at, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens)


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(children):
            return _plain_inlines(children)
        case Quotation(children):
            return "\n".join(f"> {line}" for part in children for line in _plain_block(part).split("\n"))
        case Bullets(items):
            return "\n".join("- " + "\n  ".join(_plain_block(part) for part in item) for item in items)


def _plain_inlines(inlines: Sequence[Inline]) -> str:
    return "".join(_plain_inline(inline) for inline in inlines)


def _plain_inline(inline: Inline) -> str:
    match inline:
        case Text(text) | Code(text) | Moment(text=text) | Named(text=text):
            return text
        case Break():
            return "\n"
        case Bold(children) | Italic(children):
            return _plain_inlines(children)
        case Anchor(children, url):
            words = _plain_inlines(children)
            return words if words == url else f"{words} ({url})"
