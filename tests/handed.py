"""A command that takes a file, and what may be wrong with one: for the core and for every adapter."""

from collections.abc import Mapping

from bot.chat.command import Command, Kind, Option, Request
from bot.chat.handed import HANDED_LIMIT, Unreadable, Why
from bot.chat.place import Audience, Permission
from bot.chat.reply import Reply
from bot.services import Services


async def tell(services: Services, request: Request, file: str, note: str = "") -> Reply:
    """What the file says."""
    return Reply(f"{len(file)} characters: {file[:20]} {note}".strip())


TAKE = Command(
    "take file",
    "Takes a file",
    tell,
    (Option("file", "Any text", Kind.FILE, required=True), Option("note", "A word about it")),
    permission=Permission.MODERATOR,
    audience=Audience.PRIVATE,
)

REFUSED: Mapping[bytes, str] = {
    b"x" * (HANDED_LIMIT + 1): "The file is larger than 1024 KiB.",
    b"caf\xe9": "The file is not UTF-8 text.",
}
"""Contents that no handler sees, and what is said of them."""

LARGEST = b"x" * HANDED_LIMIT


class Handed:
    """Files in memory, by reference; counts how often one was opened."""

    def __init__(self, files: Mapping[str, bytes | Unreadable]) -> None:
        self.files = files
        self.opened = 0

    async def read(self, reference: str) -> bytes:
        """The bytes. Raises Unreadable."""
        self.opened += 1
        found = self.files.get(reference, Unreadable(Why.NOT_HANDED))
        if isinstance(found, Unreadable):
            raise found
        return found
