"""The files that were chosen in a form, or pasted into it.

Decides that they come along with the form, in base64 so that their bytes arrive as they are, and are forgotten with the
request.
"""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.handed import HANDED_LIMIT, Unreadable, Why

FORM_LIMIT = HANDED_LIMIT * 4 // 3 + 64 * 1024  # bytes of a form that brings a file; base64 takes a third more


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The files of one form, in base64, by the names of its fields."""

    files: Mapping[str, str]

    async def read(self, reference: str) -> bytes:
        """The bytes of the file in the field of that name. Raises Unreadable."""
        if reference not in self.files:
            raise Unreadable(Why.NOT_HANDED)
        try:
            return b64decode(self.files[reference], validate=True)
        except (binascii.Error, ValueError):
            raise Unreadable(Why.GONE) from None
