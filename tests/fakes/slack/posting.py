"""Deliveries over HTTP: signed, form or JSON, acknowledged by the answer.

Source: docs.slack.dev, authentication/verifying-requests-from-slack. The signature carries the real time, since the
libraries compare it with theirs.
"""

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession

from tests.fakes.slack.shapes import Json


def signature(secret: str, timestamp: str, body: str) -> str:
    """The value of `X-Slack-Signature`."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return f"v0={digest}"


def signed(secret: str, body: str, content_type: str) -> dict[str, str]:
    """The headers of a delivery."""
    timestamp = str(int(time.time()))
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(secret, timestamp, body),
    }


class Posting:
    """Sends every delivery to the application's request URL."""

    def __init__(self, url: str, secret: str) -> None:
        self.url = url
        self._secret = secret

    async def deliver(
        self, kind: str, payload: Json, patience: float, attempt: int = 0, reason: str = ""
    ) -> Json | None:
        """Send one; its acknowledgement, or None when there was none in time."""
        body, content_type = _body(kind, payload)
        headers = signed(self._secret, body, content_type)
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        try:
            async with (
                asyncio.timeout(patience),
                ClientSession() as session,
                session.post(self.url, data=body.encode(), headers=headers) as answer,
            ):
                text = await answer.text()
                return _acknowledgement(text) if answer.status == 200 else None
        except (TimeoutError, ClientError):
            return None


def _body(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _acknowledgement(text: str) -> Json:
    if not text:
        return {}
    try:
        return {"payload": json.loads(text)}
    except ValueError:
        return {"payload": {"text": text}}
