"""The door for Slack's deliveries over HTTP.

Decides that nothing is parsed before its signature was checked, that a signature which is malformed is refused like a
wrong one (401, never 500; slack_sdk's own check raises), that a body has 256 KiB and ten seconds, and that of what was
refused nothing is logged but how it was refused. Only 200, 400, 401 and 413 are answered.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable

from aiohttp import ClientError, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from adapters.slack import limits
from adapters.slack.calls import LostError, RefusedError
from adapters.slack.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from bot.chat.errors import trace_of

BODY_LIMIT_SECONDS = 10.0

_TIMESTAMP, _SIGNATURE = re.compile(r"[0-9]{1,12}"), re.compile(r"v0=[0-9a-f]{64}")

_log = logging.getLogger(__name__)


class Entry:
    """The pages under /slack. `flow` installs the app in further workspaces, where that is wanted."""

    def __init__(self, bolt: AsyncApp, signing_secret: str, flow: AsyncOAuthFlow | None = None) -> None:
        self._bolt = bolt
        self._verifier = SignatureVerifier(signing_secret)
        self._flow = flow

    def application(self) -> web.Application:
        """What the server serves."""
        application = web.Application(client_max_size=limits.BODY)
        application.router.add_post(EVENTS_PATH, self._deliver)
        if self._flow is not None:
            application.router.add_get(INSTALL_PATH, self._begin)
            application.router.add_get(REDIRECT_PATH, self._finish)
        return application

    async def _deliver(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > limits.BODY:
            return web.Response(status=413)
        try:
            async with asyncio.timeout(BODY_LIMIT_SECONDS):
                body = (await request.read()).decode()
        except (UnicodeDecodeError, TimeoutError):
            return web.Response(status=400)
        if not self._is_signed(request, body):
            _log.info("delivery refused: not signed by Slack")
            return web.Response(status=401)
        try:
            delivery = AsyncBoltRequest(body=body, query=request.query_string, headers=dict(request.headers))
            if not isinstance(delivery.body, dict):
                return web.Response(status=400)
            answer = await self._bolt.async_dispatch(delivery)
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            _log.info("delivery not understood: %s", trace_of(error))
            return web.Response(status=400)
        if answer.status != 200:
            return web.Response(status=400)
        return await to_aiohttp_response(answer)

    def _is_signed(self, request: web.Request, body: str) -> bool:
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (_TIMESTAMP.fullmatch(timestamp) and timestamp.isascii() and _SIGNATURE.fullmatch(signature)):
            return False
        return bool(self._verifier.is_valid(body, timestamp, signature))

    async def _begin(self, request: web.Request) -> web.Response:
        assert self._flow is not None
        return await _page(self._flow.handle_installation(_asked(request)))

    async def _finish(self, request: web.Request) -> web.Response:
        assert self._flow is not None
        return await _page(self._flow.handle_callback(_asked(request)))


async def _page(making: Awaitable[BoltResponse]) -> web.Response:
    """A page of the installation; what to do where it cannot be made."""
    try:
        return await to_aiohttp_response(await making)
    except RefusedError as error:
        _log.warning("installation refused by Slack", extra={"reason": str(error)})
        wrong = f"Slack refused the installation ({error}). Begin again at {INSTALL_PATH}."
        return web.Response(status=400, text=f"{wrong} If it happens again, tell whoever runs this bot.")
    except (ClientError, TimeoutError, LostError) as error:
        _log.warning("installation not finished: %s", trace_of(error))
        return web.Response(status=502, text=f"Slack could not be reached. Begin again at {INSTALL_PATH}.")


def _asked(request: web.Request) -> AsyncBoltRequest:
    return AsyncBoltRequest(body="", query=request.query_string, headers=dict(request.headers))
