"""A request to Discord that nobody's interaction asked for: sent once, through the gate.

Decides against discord.py's own way, which repeats a request up to five times and sleeps as long as Discord says; here
each attempt is the ledger's, so that what may have arrived is known to have been tried. A connection that was never
made is certain; one that broke leaves it unknown.
"""

import asyncio
import json
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import discord
from aiohttp import ClientConnectionError, ClientConnectorError, ClientError, ClientSession, ClientTimeout, FormData
from aiohttp import ConnectionTimeoutError as NeverConnected
from discord.http import MultipartParameters

from adapters.discord.pacing import Pacer
from adapters.discord.refusing import answer_of, failure_of
from bot.chat.outbox import TryLater, Unknown

TIMEOUT = ClientTimeout(total=30, sock_connect=10)
AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py, {discord.__version__})"
UNREACHED = 10.0  # seconds until Discord is tried again that could not be reached


class Requests:
    """Makes requests with the bot's token. `address` is that of the API."""

    def __init__(self, session: ClientSession, address: str, token: str, pacer: Pacer) -> None:
        self._session = session
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bot {token}", "User-Agent": AGENT}
        self.pacer = pacer
        self.date: datetime | None = None
        """Discord's own time, to the second, when it answered last."""

    async def get(self, path: str, **query: str) -> Any:
        """What there is at `path`. Raises Answer, TryLater, Unknown."""
        return await self._paced("GET", path, params=query)

    async def send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Change something. Raises Answer, TryLater, Unknown."""
        return await self._paced(method, path, json=body)

    async def send_message(
        self, method: str, path: str, message: MultipartParameters, *, is_paced: bool = False
    ) -> Any:
        """Send a message. With `is_paced` it has waited at the gate already."""
        body: dict[str, Any] = {"json": message.payload} if message.payload is not None else {}
        if message.multipart:
            body = {"data": _form(message.multipart)}
        if is_paced:
            return await self._once(method, path, **body)
        return await self._paced(method, path, **body)

    async def _paced(self, method: str, path: str, **more: Any) -> Any:
        await self.pacer.turn(f"{method} {path}")
        return await self._once(method, path, **more)

    async def _once(self, method: str, path: str, **more: Any) -> Any:
        if (silence := self.pacer.silence) > 0:
            raise TryLater("Discord refused so much lately that I am silent for a while.", silence)
        await self.pacer.leave()
        address, route = self._address + path, f"{method} {path}"
        try:
            async with self._session.request(method, address, headers=self._headers, timeout=TIMEOUT, **more) as got:
                raw = await got.read()
                status, headers = got.status, got.headers
        except (ClientConnectorError, NeverConnected):
            raise TryLater("Discord cannot be reached.", UNREACHED) from None
        except (ClientConnectionError, ClientError, TimeoutError, asyncio.IncompleteReadError, OSError) as error:
            raise Unknown(f"The connection to Discord broke ({type(error).__name__}).") from None
        self.pacer.saw(status, headers, route)
        self.date = _date(headers.get("Date", ""))
        body = _json(raw)
        if 200 <= status < 300:
            if body is None and status != 204:
                raise Unknown("Discord's answer could not be read.")
            return body
        answer = answer_of(status, body)
        if status == 429:
            # Without “Via” it is not Discord that answers but what stands before it: nothing gets through for now.
            everywhere = headers.get("X-RateLimit-Global") == "true" or "Via" not in headers
            self.pacer.refused(answer.after, route, everywhere=everywhere)
        if status in (401, 429) or status >= 500:
            raise failure_of(answer)
        raise answer


def _form(parts: list[dict[str, Any]]) -> FormData:
    form = FormData(quote_fields=False)
    for part in parts:
        form.add_field(**part)
    return form


def _date(header: str) -> datetime | None:
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return None


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
