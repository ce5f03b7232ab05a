"""Every call that goes out to Slack, and what its failure means.

Decides that a call which was refused for its rate is waited for and made again, since it was certainly not carried out;
that a connection which breaks, an error of Slack's own or `fatal_error` leaves it unknown (`LostError`) and is never
repeated; and that no client repeats anything by itself: slack_sdk's own retry after a dropped connection posts twice.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.spoken import Json
from bot.chat.handed import gathered

PATIENCE = 60.0  # seconds in all that a call waits for its rate, as where a hundred people press in one channel at once
RATE_LIMITED = "ratelimited"
_UNCERTAIN = frozenset({"fatal_error", "internal_error", "service_unavailable", "request_timeout"})
PIECE = 64 * 1024  # bytes of a file that are read at once
_FILE_HOST = "files.slack.com"  # docs.slack.dev, reference/objects/file-object: url_private
_SLACK_HOSTS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})

QUIET = logging.getLogger("slack_sdk.calls")
QUIET.setLevel(logging.WARNING)  # below that, slack_sdk logs whole requests and reply addresses


class LostError(Exception):
    """Nobody knows whether the call was carried out."""


class RefusedError(Exception):
    """The call was certainly not carried out; the message is Slack's name for the reason."""


class Calls:
    """Makes calls. `sleep` waits for the rate; tests give their own."""

    def __init__(
        self, session: ClientSession, api_url: str, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        self._session = session
        self._address = api_url.rstrip("/") + "/"
        self._sleep = sleep

    def client(self, token: str = "", kind: type[AsyncWebClient] = AsyncWebClient) -> AsyncWebClient:
        """A client that repeats nothing by itself."""
        return kind(token or None, self._address, session=self._session, retry_handlers=[], logger=QUIET)

    async def made(self, call: Callable[[], Awaitable[Any]]) -> Json:
        """The answer to a call of a client. Raises RefusedError and LostError."""
        waited = 0.0
        while True:
            try:
                return dict((await call()).data)
            except SlackApiError as error:
                answer: Any = error.response
                if answer.status_code == 429:
                    waited += await self._wait(answer.headers.get("Retry-After", "1"), waited)
                    continue
                data = answer.data if isinstance(answer.data, dict) else {}
                code = str(data.get("error", "no_answer"))
                if answer.status_code >= 500 or code in _UNCERTAIN or not data:
                    raise LostError(code) from None
                raise RefusedError(code) from None
            except (ClientError, SlackClientError, TimeoutError, ValueError) as error:
                raise LostError(type(error).__name__) from None

    async def respond(self, url: str, body: Json) -> None:
        """Send an answer to a response_url. Raises RefusedError and LostError."""
        if not self._is_slacks(url):
            raise RefusedError("foreign_url")
        client = AsyncWebhookClient(url, session=self._session, retry_handlers=[], logger=QUIET)
        waited = 0.0
        while True:
            try:
                answer = await client.send_dict(body)
            except (ClientError, TimeoutError) as error:
                raise LostError(type(error).__name__) from None
            if answer.status_code == 429:
                waited += await self._wait(answer.headers.get("Retry-After", "1"), waited)
            elif answer.status_code >= 500:
                raise LostError(str(answer.status_code))
            elif answer.status_code >= 400:
                raise RefusedError(_reason(answer.body))
            else:
                return

    async def fetched(self, url: str, token: str) -> bytes:
        """The bytes of a file that Slack keeps. Raises RefusedError and LostError, and Unreadable for one too large."""
        if not self._keeps_files(url):
            raise RefusedError("foreign_url")
        headers = {"Authorization": f"Bearer {token}"}
        try:
            async with self._session.get(url, headers=headers, allow_redirects=False) as got:
                if got.status in (301, 302, 401, 403):
                    raise RefusedError("not_handed_out")
                if got.status != 200:
                    raise RefusedError("file_not_found")
                return await gathered(got.content.iter_chunked(PIECE))
        except (ClientError, TimeoutError) as error:
            raise LostError(type(error).__name__) from None

    async def _wait(self, seconds: str, waited: float) -> float:
        """Wait as long as Slack asks; how long that was. Raises RefusedError where it is too long in all."""
        wanted = float(seconds) if seconds.isascii() and seconds.isdigit() else 1.0
        if waited + wanted > PATIENCE:
            raise RefusedError(RATE_LIMITED)
        await self._sleep(wanted)
        return wanted

    def _is_slacks(self, url: str) -> bool:
        """Whether an answer may be sent there: Slack's own host, or the address that replaces Slack's API."""
        asked, ours = urlsplit(url), urlsplit(self._address)
        if asked.scheme == "https" and asked.hostname in _SLACK_HOSTS:
            return True
        return ours.hostname != "slack.com" and (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)

    def _keeps_files(self, url: str) -> bool:
        """Whether a token may go there: the host of Slack's files, or the address that replaces Slack's API."""
        try:
            asked, ours = urlsplit(url), urlsplit(self._address)
        except ValueError:
            return False
        if (asked.scheme, asked.netloc) == ("https", _FILE_HOST):
            return True
        return (asked.scheme, asked.netloc) == (ours.scheme, ours.netloc)


def _reason(body: str) -> str:
    try:
        return str(json.loads(body)["error"])
    except (ValueError, KeyError, TypeError):
        return "refused"
