"""The files that somebody attached to a command or a form.

Decides that a file is fetched from Discord's own host only, without following it elsewhere, whatever an interaction
says; where Discord's address is another one (a proxy, a test), from there too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.chat.handed import Unreadable, Why, gathered

HOST = "cdn.discordapp.com"  # docs.discord.com/developers, reference, signed attachment URLs
TIMEOUT = ClientTimeout(total=20)
PIECE = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Attachments:
    """What came with an interaction, by id. `api` is the address of Discord's API."""

    resolved: Mapping[str, Any]
    api: str

    @classmethod
    def of(cls, data: Mapping[str, Any], api: str) -> "Attachments":
        """Those of an interaction's data."""
        return cls((data.get("resolved") or {}).get("attachments") or {}, api)

    async def read(self, reference: str) -> bytes:
        """The bytes of an attachment. Raises Unreadable."""
        found = self.resolved.get(reference)
        if found is None:
            raise Unreadable(Why.NOT_HANDED)
        address = str(found.get("url") or "")
        if not self._is_discords(address):
            raise Unreadable(Why.FOREIGN)
        try:
            async with ClientSession(timeout=TIMEOUT) as session, session.get(address, allow_redirects=False) as got:
                if got.status != 200:
                    raise Unreadable(Why.GONE)
                return await gathered(got.content.iter_chunked(PIECE))
        except (ClientError, TimeoutError, ValueError):
            raise Unreadable(Why.GONE) from None

    def _is_discords(self, address: str) -> bool:
        try:
            asked, ours = urlsplit(address), urlsplit(self.api)
        except ValueError:
            return False
        if (asked.scheme, asked.netloc) == ("https", HOST):
            return True
        return ours.hostname != "discord.com" and (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)
