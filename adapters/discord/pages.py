"""An answer as one message or several: what stands in which.

Decides that an answer which is too long for one message goes on in the next ones, that each says which it is (2/3), and
that after `PAGES` messages the whole is attached as a file instead. Nothing is dropped, nothing cut inside a sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from adapters.discord import limits
from adapters.discord.cutting import fits, pieces
from adapters.discord.limits import length, size
from adapters.discord.text import Shown, encode, heading, labelled, small
from bot.chat.clean import clean, clip
from bot.chat.markdown import Markdown, escape
from bot.chat.reply import Card, Picture, Reply

PAGES = 4  # messages; the first response and three more leave room under the five of a user-installed app
SPARE = 300  # characters of a message kept for its number, the note about a file, and mentions
HEADING = 256  # characters of a title, as embeds allow
NOTHING = Shown("…")  # for a text that has no character to show

Piece = Shown | Picture


@dataclass(slots=True)
class Part:
    """What stands together: a card, or running text without a frame."""

    framed: bool
    is_veiled: bool = False
    pieces: list[tuple[str, Piece]] = field(default_factory=list)
    """Each with what separates it from the one before."""

    @property
    def components(self) -> int:
        """How many components it takes: the frame, each run of text, each picture."""
        pictures = sum(isinstance(piece, Picture) for _, piece in self.pieces)
        return self.framed + 2 * pictures + 1


@dataclass(slots=True)
class Page:
    """What one message says."""

    parts: list[Part] = field(default_factory=list)
    used: int = 0
    used_bytes: int = 0

    def has_room(self, piece: Piece, spare_components: int) -> bool:
        """Whether one piece more fits."""
        taken = sum(part.components for part in self.parts) + 3
        if taken > limits.COMPONENTS - spare_components:
            return False
        if isinstance(piece, Picture):
            return True
        chars, in_bytes = limits.MESSAGE_TEXT - SPARE, limits.MESSAGE_BYTES - 2 * SPARE
        return self.used + length(piece) + 2 <= chars and self.used_bytes + size(piece) + 2 <= in_bytes

    def add(self, separator: str, piece: Piece, *, begins: bool, framed: bool, is_veiled: bool) -> None:
        """Put a piece at the end, in a part of its own where a card begins."""
        if begins or not self.parts:
            self.parts.append(Part(framed, is_veiled))
        self.parts[-1].pieces.append((separator, piece))
        if not isinstance(piece, Picture):
            self.used += length(piece) + 2
            self.used_bytes += size(piece) + 2


def paged(reply: Reply, spare_components: int) -> list[Page]:
    """The pages of an answer; `spare_components` are kept free in each for buttons, menus and files."""
    pages = [Page()]
    cards = [(card.is_veiled, list(_pieces(card))) for card in reply.cards]
    if not any(pieces for _, pieces in cards):
        cards = [(False, list(_pieces(Card(body=escape(reply.text)))) or [("", NOTHING)])]
    for is_veiled, card in cards:
        begins = True
        for separator, piece in card:
            if not pages[-1].has_room(piece, spare_components):
                pages.append(Page())
            pages[-1].add(separator, piece, begins=begins, framed=bool(reply.cards), is_veiled=is_veiled)
            begins = False
    return pages


def _pieces(card: Card) -> Iterator[tuple[str, Piece]]:
    """What a card shows, without what would show nothing: Discord refuses an empty text."""
    return ((separator, piece) for separator, piece in _all(card) if isinstance(piece, Picture) or piece.strip())


def _all(card: Card) -> Iterator[tuple[str, Piece]]:
    if clean(card.title).strip():
        yield "", heading(clip(card.title, HEADING))
    separator = "\n"  # a heading has a margin of its own
    for piece in pieces(card.body):
        yield separator, piece
        separator = "\n\n"
    for name, value in card.fields:
        yield from (("\n", piece) for piece in _field(name, value))
    if card.picture:
        yield "", card.picture
    if card.footer:
        footer = small(card.footer)
        yield from (("\n\n", part) for part in ([footer] if fits(footer) else _plain(card.footer)))


def _field(name: str, value: Markdown) -> Sequence[Shown]:
    whole = labelled(name, value)
    if fits(whole):
        return [whole]
    return [Shown(f"**{encode(clip(name, HEADING), lines=False)}:**"), *pieces(value)]


def _plain(text: str) -> Sequence[Shown]:
    return pieces(escape(text))
