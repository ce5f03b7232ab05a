"""From the house's Markdown to Discord's, character by character and in one pass.

Decides what a reader may be shown of other people's text: its characters and nothing they could mean to Discord. Every
mark of Markdown gets a backslash. A backslash does not stop Discord from reading `<@id>`, `<t:…>`, `</command:id>` or
`@everyone`, so those get an invisible space inside as well. A bare address stays as it is, since a backslash would
break it; a masked one, `[words](address)`, cannot come from text. `discord.utils.escape_markdown` is not used: it
takes seconds for a few thousand characters made for it, and leaves roles and channels alone.
"""

import re
from collections.abc import Sequence
from typing import assert_never

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

INVISIBLE = "\u200b"  # zero-width space: `clean` takes it out of what people write, so it is only ever ours

_MEANING = re.compile(
    r"(?P<address>(?<![A-Za-z0-9])https?://[A-Za-z0-9._~/?#=&%+,;:@!$'-]+)"
    r"|(?P<mass>@(?=everyone|here))"
    r"|(?P<token><(?=[@#/:]|a:|t:|id:))"
    r"|(?P<mark>[\\`*_~|\[\]<>])"
    r"|(?P<start>^[ ]*(?:[#+-]|[0-9]{1,9}(?=[.)])))",
    re.MULTILINE,
)
_TOKEN = re.compile("@(?=everyone|here)|<(?=[@#/:]|a:|t:|id:)")
# Shown by name; who has a role, and a person, are pinged only where `allowed_mentions` lists them.
_SIGNS = {"channel": "#", "role": "@&", "person": "@"}
_UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._~/?#=&%+,;:@!$'*-]")


class Shown(str):
    """Text in Discord's Markdown. Only this file makes it out of other text."""

    __slots__ = ()


def encode(text: str, *, lines: bool = True) -> Shown:
    """Discord Markdown that shows `text` without a mention, a link with other words on it, or any formatting."""
    return Shown(_MEANING.sub(_harmless, clean(text, lines=lines)))


def _harmless(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "address":
            return _broken(found[0])
        case "mass":
            return "@" + INVISIBLE
        case "token":
            return "\\<" + INVISIBLE
        case "start" if found[0][-1].isdigit():
            return found[0] + "\\"
        case "start":
            return found[0][:-1] + "\\" + found[0][-1]
        case _:
            return "\\" + found[0]


def _broken(text: str) -> str:
    return _TOKEN.sub(lambda found: found[0] + INVISIBLE, text)


def heading(title: str) -> Shown:
    """A heading, which screen readers can jump to."""
    return Shown("### " + encode(title, lines=False))


def small(text: str) -> Shown:
    """Small print, line by line."""
    lines = [line for line in clean(text).split("\n") if line.strip()]
    return Shown("\n".join("-# " + encode(line) for line in lines))


def labelled(name: str, value: Markdown) -> Shown:
    """A field: its name in bold and what it holds."""
    rest = blocks(parse(value))
    return Shown(f"**{encode(name, lines=False)}:** {chr(10).join(rest)}")


def blocks(found: Sequence[Block]) -> list[Shown]:
    """Each block as Discord Markdown."""
    return [_block(block) for block in found]


def _block(block: Block) -> Shown:
    match block:
        case Paragraph(children):
            return inlines(children)
        case Quotation(children):
            lines = "\n".join(blocks(children)).split("\n")
            return Shown("\n".join(f"> {line.removeprefix('> ')}" for line in lines))
        case Bullets(items):
            return Shown("\n".join(_item(item) for item in items))
        case _:
            assert_never(block)


def _item(item: Sequence[Block]) -> str:
    return "- " + "\n".join(blocks(item)).replace("\n", "\n  ")


def inlines(children: Sequence[Inline]) -> Shown:
    """A run of inlines as Discord Markdown."""
    parts: list[str] = []
    for child in children:
        part = _inline(child)
        if parts and parts[-1].endswith("*") and part.startswith("*"):
            parts.append(INVISIBLE)  # or the stars of both would be read as one
        parts.append(part)
    return Shown("".join(parts))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return encode(text)
        case Code(text):
            return _code(clean(text, lines=False))
        case Break():
            return "\n"
        case Bold(children):
            return _wrapped("**", inlines(children))
        case Italic(children):
            return _wrapped("*", inlines(children))
        case Anchor(children, url):
            return _anchor(inlines(children), url)
        case Moment(at):
            return f"<t:{int(at.timestamp())}:f>"
        case Named(what, key, words):
            return f"<{_SIGNS[what]}{key}>" if key.isdigit() else encode(words)
        case _:
            assert_never(inline)


def _code(text: str) -> str:
    """Text between backticks, where only the characters of mentions still mean something."""
    return f"`{_broken(text)}`" if text.strip() and "`" not in text else encode(text)


def _wrapped(mark: str, inner: str) -> str:
    """The marks close to the words: Discord takes none that stand at a space."""
    words = inner.strip()
    if not words:
        return inner
    before, _, after = inner.partition(words)
    return f"{before}{mark}{words}{mark}{after}"


def _anchor(words: str, url: str) -> str:
    address = _UNSAFE_IN_ADDRESS.sub(lambda found: _percent(found[0]), url)
    if not words.strip() or words.startswith("http"):
        return address  # Discord shows no address behind words that look like another one
    return f"[{words}]({address})"


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())
