"""Blocks of Markdown in pieces that fit into one message, cut at sentence ends.

Decides that a block is cut only where it does not fit alone, between sentences, else between words, and that bold and
italic words stay so on both sides of a cut.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from adapters.discord.limits import length, size
from adapters.discord.text import Shown, blocks, inlines
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

PIECE = 3000  # characters; what is left of 4,000 holds a heading, the page's number and a note
PIECE_BYTES = 8_000
CUT = 500  # texts whose pieces are kept, about 5 KiB each: the same ones are shown again and again
_SENTENCE = 300  # characters; a longer one is cut between words

_SENTENCES = re.compile(r"[^.!?。！？]*[.!?。！？]*[”\"')\]]*\s*")
_WORDS = re.compile(r"\s*\S{1,100}\s*")


def fits(text: str) -> bool:
    """Whether a piece is small enough to stand alone in a message."""
    return length(text) <= PIECE and size(text) <= PIECE_BYTES


@lru_cache(maxsize=CUT)
def pieces(markdown: Markdown) -> tuple[Shown, ...]:
    """The text in Discord's Markdown: each block of it in as few pieces as fit."""
    return tuple(piece for block in parse(markdown) for piece in _pieces(block))


def _pieces(block: Block) -> list[Shown]:
    (whole,) = blocks([block])
    if fits(whole):
        return [whole]
    match block:
        case Paragraph(children):
            return [Shown(inlines(part).strip()) for part in _cut(children)]
        case Quotation(children):
            inner = [piece for child in children for piece in _pieces(child)]
            return [Shown("\n".join(f"> {line.removeprefix('> ')}" for line in piece.split("\n"))) for piece in inner]
        case Bullets(items):
            return [piece for item in items for piece in _item(item)]


def _item(item: Sequence[Block]) -> list[Shown]:
    inner = [piece for block in item for piece in _pieces(block)]
    return [Shown("- " + piece.replace("\n", "\n  ")) for piece in inner]


def _cut(children: Sequence[Inline]) -> Iterator[list[Inline]]:
    held: list[Inline] = []
    used = used_bytes = 0
    for atom in _atoms(children):
        shown = inlines([atom])
        if held and (used + length(shown) > PIECE or used_bytes + size(shown) > PIECE_BYTES):
            yield held
            held, used, used_bytes = [], 0, 0
        _add(held, atom)
        used, used_bytes = used + length(shown), used_bytes + size(shown)
    yield held


def _atoms(children: Sequence[Inline]) -> Iterator[Inline]:
    """The inlines in small parts, none over a sentence or a few hundred characters."""
    for child in children:
        match child:
            case Text(text):
                yield from (Text(part) for part in _parts(text))
            case Bold(inner):
                yield from (Bold((atom,)) for atom in _atoms(inner))
            case Italic(inner):
                yield from (Italic((atom,)) for atom in _atoms(inner))
            case Code() | Break() | Anchor() | Moment() | Named():
                yield child


def _parts(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.findall(text):
        if len(sentence) <= _SENTENCE:
            yield from (sentence,) if sentence else ()
        else:
            yield from _WORDS.findall(sentence)


def _add(held: list[Inline], atom: Inline) -> None:
    """Put an atom behind the others, into the same bold or italics where it was in them."""
    match (held[-1] if held else None), atom:
        case Text(before), Text(after):
            held[-1] = Text(before + after)
        case Bold(before_children), Bold(children):
            held[-1] = Bold((*before_children, *children))
        case Italic(before_children), Italic(children):
            held[-1] = Italic((*before_children, *children))
        case _:
            held.append(atom)
