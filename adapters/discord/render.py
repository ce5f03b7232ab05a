"""An answer as Discord shows it: text in frames, pictures, buttons and menus.

Decides on layout components rather than embeds. Embeds are hidden from whoever switched link previews off, and the text
that would have to stand beside them is read twice by a screen reader; a text display is the message's own text, always
shown, read once and in order, with real headings, and Discord unfurls no links in such a message. It has no
separate `content`, so everything that `Reply.text` says stands in the components. Text outside a frame is running
text: an error, a confirmation. A veiled card is a frame that Discord blurs until somebody presses it; notifications of
such a message carry none of its text (discord/discord-api-docs#7854). Buttons come last, under the last message, in
rows of five; a menu fills a row.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import discord
from discord import ui

from adapters.discord import limits
from adapters.discord.controls import components_of, groups_of
from adapters.discord.pages import NOTHING, PAGES, Page, Part, paged
from adapters.discord.text import Shown, encode
from bot.chat.clean import clean, clip
from bot.chat.reply import Picture, Reply

Item = ui.Item[Any]
Say = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send along. `alt` says what a picture shows."""

    name: str
    content: bytes
    alt: str = ""

    def file(self) -> discord.File:
        """As discord.py sends it; a fresh one each time, since sending reads it to its end."""
        return discord.File(BytesIO(self.content), self.name, description=self.alt or None)


@dataclass(frozen=True, slots=True)
class Message:
    """One message, ready to be sent."""

    items: tuple[Item, ...]
    uploads: tuple[Upload, ...] = ()

    def view(self) -> ui.LayoutView:
        """The components. Finished before it is sent: discord.py keeps a view in memory only as long as it is not."""
        view = ui.LayoutView(timeout=None)
        for item in self.items:
            view.add_item(item)
        view.stop()
        return view

    def files(self) -> list[discord.File]:
        """What is sent along."""
        return [upload.file() for upload in self.uploads]


def messages_of(reply: Reply, say: Say, roles: Collection[str] = ()) -> tuple[Message, ...]:
    """The messages of an answer, the first with whom it mentions, the last with what can be pressed.

    `say` translates a sentence of our own; `roles` are the ids among `reply.mentions` that are roles.
    """
    first_rows, *more_rows = groups_of(reply.controls)
    spare = components_of(first_rows) + len(reply.files) + 4
    pages = paged(reply, spare)
    uploads = [Upload(_file_name(file.name), file.content.encode()) for file in reply.files]
    notes: list[Shown] = []
    if len(pages) > PAGES:
        pages = pages[:PAGES]
        uploads.append(Upload("answer.txt", reply.text.encode()))
        notes.append(Shown("-# " + encode(say("The rest is too long for a message. The whole is in the file."))))
    made: list[Message] = []
    for number, page in enumerate(pages, start=1):
        shown, pictures = _shown(page)
        items: list[Item] = [ui.TextDisplay(_mentions(reply, roles))] if reply.mentions and number == 1 else []
        items += shown
        is_last = number == len(pages)
        items += [ui.TextDisplay(note) for note in notes] if is_last else []
        items += [ui.TextDisplay(f"-# {number}/{len(pages)}")] if len(pages) > 1 else []
        items += [ui.File(f"attachment://{upload.name}") for upload in uploads] if is_last else []
        items += [ui.ActionRow(*row) for row in first_rows] if is_last else []
        made.append(Message(tuple(items), (*pictures, *(uploads if is_last else ()))))
    return (*made, *(Message(tuple(ui.ActionRow(*row) for row in rows)) for rows in more_rows))


def plain_message(reply: Reply) -> Message:
    """The answer as plain text, clipped: for when Discord refuses what we made of it."""
    return Message((ui.TextDisplay(encode(clip(clean(reply.text), 1500).strip()) or NOTHING),))


def allowed_mentions(reply: Reply, roles: Collection[str] = ()) -> discord.AllowedMentions:
    """Whom the answer may notify: those it lists, and nobody else."""
    if not reply.mentions:
        return discord.AllowedMentions.none()
    ids = [one for one in reply.mentions if one.isdigit()]
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(int(one)) for one in ids if one not in roles],
        roles=[discord.Object(int(one)) for one in ids if one in roles],
        replied_user=False,
    )


def _mentions(reply: Reply, roles: Collection[str]) -> str:
    return " ".join(f"<@{'&' if one in roles else ''}{one}>" for one in reply.mentions if one.isdigit())


def _shown(page: Page) -> tuple[list[Item], list[Upload]]:
    items: list[Item] = []
    uploads: list[Upload] = []
    for part in page.parts:
        inner = list(_items(part, uploads))
        items += [ui.Container(*inner, spoiler=part.is_veiled)] if part.framed else inner
    return items, uploads


def _items(part: Part, uploads: list[Upload]) -> Iterable[Item]:
    text = ""
    for separator, piece in part.pieces:
        if isinstance(piece, Picture):
            if text:
                yield ui.TextDisplay(text)
                text = ""
            yield _gallery(piece, uploads)
        elif piece:
            text += (separator if text else "") + piece
    if text:
        yield ui.TextDisplay(text)


def _gallery(picture: Picture, uploads: list[Upload]) -> Item:
    alt = clip(clean(picture.alt, lines=False), limits.ALT_TEXT)
    if isinstance(picture.source, str):
        address = picture.source
    else:
        upload = Upload(f"picture-{len(uploads) + 1}.png", picture.source, alt)
        uploads.append(upload)
        address = f"attachment://{upload.name}"
    return ui.MediaGallery(discord.MediaGalleryItem(address, description=alt or None))


def _file_name(name: str) -> str:
    """A name that Discord leaves as it is: it changes other characters, and the component would miss its file."""
    kept = "".join(
        character if character.isascii() and (character.isalnum() or character in "._-") else "_" for character in name
    )
    return kept[-80:].lstrip(".") or "file.txt"
