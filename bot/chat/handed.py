"""A file that somebody hands over with a command or a form: the port by which the core gets its bytes.

Decides that a platform gives a reference (an id of its own, a path at the console) and opens it only when it is asked,
so that nothing is fetched for somebody who may not use the command; that a file has 1 MiB at most, counted while it is
read whatever was promised of it; and that neither the file nor the way to it is ever written down.
"""

from collections.abc import AsyncIterator
from enum import Enum, auto
from typing import Protocol

HANDED_LIMIT = 1024 * 1024
"""Bytes of a file. The platforms carry ten times as much; a group's own library needs a tenth."""


class Why(Enum):
    """Why a file cannot be had."""

    NOT_HANDED = auto()  # a name was typed where a file is to be chosen
    TOO_LARGE = auto()
    GONE = auto()  # it is not there any more, or could not be fetched
    FOREIGN = auto()  # it is not where the platform keeps its files
    NOT_ALLOWED = auto()  # the platform does not let the bot read files
    NOT_TEXT = auto()


class Unreadable(Exception):  # noqa: N818 - told to whoever handed it over; not a mistake of a program
    """The file cannot be had. `permission` is what the bot lacks, in the platform's own words."""

    def __init__(self, why: Why, permission: str = "") -> None:
        super().__init__(why.name)
        self.why = why
        self.permission = permission


class Files(Protocol):
    """What was handed over with one request."""

    async def read(self, reference: str) -> bytes:
        """The bytes of the file with this reference. Raises Unreadable."""
        ...


class NothingHanded:
    """Where nothing can be handed over, as with a typed line."""

    async def read(self, reference: str) -> bytes:
        """Nothing. Raises Unreadable."""
        raise Unreadable(Why.NOT_HANDED)


async def gathered(pieces: AsyncIterator[bytes]) -> bytes:
    """All pieces together. Raises Unreadable as soon as there are more bytes than a file may have."""
    content = bytearray()
    async for piece in pieces:
        content += piece
        if len(content) > HANDED_LIMIT:
            raise Unreadable(Why.TOO_LARGE)
    return bytes(content)
