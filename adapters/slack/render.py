"""An answer as Slack messages.

Decides what each node of the vocabulary becomes: a card's title a header, its words and fields rich text, its source a
line of small print, its controls one row. Slack cannot veil a card, so a veiled one is not sent. Whatever is too long
for one message continues in the next, numbered so that everybody sees it; what is too long for all of them ends in “…”.
No text of others is ever put into mrkdwn.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.slack import limits
from adapters.slack.controls import letters_of, plain, row_of
from adapters.slack.cutting import broken
from adapters.slack.encode import Encoded, encode, joined
from adapters.slack.rich import PART, PERSON, block_of, parts_of, quiet, section, text
from adapters.slack.spoken import Json, words_of
from bot.chat.clean import clean, clip, split
from bot.chat.place import Audience
from bot.chat.reply import Card, File, Picture, Reply

GROUP = re.compile(r"S[A-Z0-9]{2,63}")
NO_WORDS = Encoded("")
_ALT_TEXT = 700  # characters; Slack takes 2,000, but encoded they have to fit into a message's text
_NUMBER_ROOM = 50  # characters kept free for “(2/3)” and “…”


@dataclass(frozen=True, slots=True)
class Post:
    """One message: its blocks, and all it says as text."""

    text: Encoded
    blocks: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One block with its words; `cost` is what it takes of a message's length."""

    block: Json
    words: Encoded = NO_WORDS

    @property
    def cost(self) -> int:
        return limits.BLOCK_COST + len(self.words)


def posts_of(reply: Reply, files: Sequence[File] = (), most: int = limits.RESPONSES) -> tuple[Post, ...]:
    """The messages of an answer, in order: one for nearly every answer, at most `most`. `files` are shown as text."""
    pieces = [*_pieces(reply), *(piece for file in files for piece in file_pieces(file))]
    rows = tuple(row_of(reply.controls))
    packs = list(_packed(pieces, rows))
    if len(packs) > most:
        packs = [*packs[: most - 1], _cut(packs[most - 1])]
    posts = []
    for number, pack in enumerate(packs, start=1):
        words = joined([piece.words for piece in pack], "\n\n")
        blocks = [piece.block for piece in pack]
        if len(packs) > 1:
            blocks.append(_small_print([f"({number}/{len(packs)})"]))
            words = Encoded(f"{words}\n({number}/{len(packs)})")
        posts.append(Post(words or encode(reply.text), (*blocks, *(rows if number == len(packs) else ()))))
    return tuple(posts)


def flat_blocks(reply: Reply) -> list[Json]:
    """The blocks of an answer for a view, which has room for a hundred."""
    blocks = [*(piece.block for piece in _pieces(reply))]
    rows = list(row_of(reply.controls))
    return [*blocks[: limits.VIEW_BLOCKS - len(rows)], *rows]


def file_pieces(file: File) -> Iterator[Piece]:
    """A file as text to copy, for where it cannot be uploaded."""
    yield _rich([section(text(file.name, bold=True))])
    for piece in _fitting(clean(file.content)):
        part = {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": piece}]}
        yield Piece(block_of([part]), encode(piece))


def _pieces(reply: Reply) -> Iterator[Piece]:
    if mentioned := list(_mentions(reply.mentions)):
        yield _rich([section(*mentioned)])
    if not reply.open_cards:
        yield from _texts(reply.text)
    for number, card in enumerate(reply.open_cards):
        if number:
            yield Piece({"type": "divider"})
        yield from _card(card, reply.audience)


def _texts(raw: str) -> Iterator[Piece]:
    for piece in _fitting(clean(raw).strip()):
        yield _rich([section(text(piece))])


def _card(card: Card, audience: Audience | None) -> Iterator[Piece]:
    title = clean(card.title, lines=False).strip()
    if title and len(title) <= limits.HEADER:
        yield Piece({"type": "header", "text": plain(title, limits.HEADER)}, encode(title))
    elif title:
        yield from (_rich([section(text(piece, bold=True))]) for piece in _fitting(title))
    parts = [*parts_of(card.body)]
    for name, value in card.fields:
        first, *others = parts_of(value) or (section(),)
        label = [text(f"{clean(name, lines=False)}: ", bold=True)]
        if first["type"] == "rich_text_section":
            parts += [*broken(section(*label, *first["elements"]), PART), *others]
        else:
            parts += [*broken(section(*label), PART), first, *others]
    yield from _blocks(parts if audience is Audience.PRIVATE else [quiet(part) for part in parts])
    if card.picture:
        yield _picture(card.picture)
    for line in _fitting(clean(card.footer).strip()):
        yield Piece(_small_print([line]), encode(line))


def _fitting(raw: str) -> tuple[str, ...]:
    """`raw` in pieces that fit into a block. An entity has up to five characters, so a fifth fits whatever it is."""
    return split(raw, PART if len(encode(raw)) == len(raw) else PART // 5)


def _blocks(parts: Sequence[Json]) -> Iterator[Piece]:
    """Parts together in blocks, as many as fit into one."""
    run: list[Json] = []
    said: list[Encoded] = []
    for part in parts:
        words = words_of(part)
        if run and sum(map(len, said)) + len(words) > PART:
            yield Piece(block_of(run), joined(said))
            run, said = [], []
        run.append(part)
        said.append(words)
    if run:
        yield Piece(block_of(run), joined(said))


def _rich(parts: Sequence[Json]) -> Piece:
    return Piece(block_of(parts), joined([words_of(part) for part in parts]))


def _picture(picture: Picture) -> Piece:
    alt = clip(clean(picture.alt, lines=False), _ALT_TEXT) or "–"
    if isinstance(picture.source, str):
        return Piece({"type": "image", "image_url": picture.source, "alt_text": alt}, encode(f"[{alt}]"))
    return Piece(_small_print([f"[{alt}]"]), encode(f"[{alt}]"))


def _mentions(ids: Sequence[str]) -> Iterator[Json]:
    for one in ids:
        if PERSON.fullmatch(one):
            yield {"type": "user", "user_id": one}
        elif GROUP.fullmatch(one):
            yield {"type": "usergroup", "usergroup_id": one}
        else:
            continue
        yield {"type": "text", "text": " "}


def _packed(pieces: Sequence[Piece], rows: Sequence[Json]) -> Iterator[list[Piece]]:
    """Blocks in messages, each within Slack's limits and with a text that is all of it."""
    reserved = limits.BLOCK_COST + sum(limits.BLOCK_COST + letters_of(row) for row in rows)
    pack: list[Piece] = []
    words, cost = _NUMBER_ROOM, reserved
    for piece in pieces:
        words, cost = words + len(piece.words) + 2, cost + piece.cost
        is_full = len(pack) == limits.MESSAGE_BLOCKS - len(rows) - 1
        if pack and (words > limits.TEXT or cost > limits.MESSAGE or is_full):
            yield pack
            pack, words, cost = [], _NUMBER_ROOM + len(piece.words), reserved + piece.cost
        pack.append(piece)
    if pack:
        yield pack


def _cut(pack: Sequence[Piece]) -> list[Piece]:
    return [*pack[: limits.MESSAGE_BLOCKS - 4], _rich([section(text("…"))])]


def _small_print(lines: Sequence[str]) -> Json:
    return {"type": "context", "elements": [plain(line, limits.SECTION) for line in lines]}
