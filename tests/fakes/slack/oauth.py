"""Installing the app: the page where somebody says yes, and the exchange of the code for a token.

Decides that a code works once, for ten minutes, and only with the app's own id and secret.
Source: docs.slack.dev, authentication/installing-with-oauth.
"""

import base64
from uuid import uuid4

from aiohttp import web
from yarl import URL

from tests.fakes.slack.faults import failed
from tests.fakes.slack.service import Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Installation

CODE_LIFE = 600.0


class OAuth:
    """The authorization server."""

    def __init__(self, service: Service, client_id: str, client_secret: str) -> None:
        self._service = service
        self._id, self._secret = client_id, client_secret
        self._codes: dict[str, tuple[str, float, str]] = {}
        self.refuses = ""
        """The error that every exchange is answered with, as long as it is set."""
        self.states: list[str] = []
        self.codes: list[str] = []
        self.tokens: list[str] = []
        """All that were ever seen or given out."""

    def consent(self, url: str, person: str) -> str:
        """What the browser does when `person` says yes on the page at `url`: the address it is sent back to."""
        asked = URL(url).query
        if asked.get("client_id") != self._id:
            raise AssertionError("The authorize address names another app.")
        code = uuid4().hex
        self.states.append(asked.get("state", ""))
        self.codes.append(code)
        self._codes[code] = (person, self._service.clock.now() + CODE_LIFE, asked.get("scope", ""))
        back = URL(asked["redirect_uri"]) if "redirect_uri" in asked else URL("/slack/oauth_redirect")
        return str(back.update_query(code=code, state=asked.get("state", "")))

    async def exchange(self, request: web.Request, given: Json) -> web.Response:
        """oauth.v2.access."""
        given_id, given_secret = _credentials(request, given)
        if (given_id, given_secret) != (self._id, self._secret):
            return failed("bad_client_secret" if given_id == self._id else "invalid_client_id")
        if self.refuses:
            return failed(self.refuses)
        person, until, scopes = self._codes.pop(str(given.get("code")), ("", 0.0, ""))
        if not person:
            return failed("invalid_code")
        if self._service.clock.now() > until:
            return failed("code_expired")
        return web.json_response(self._installed(person, scopes))

    def _installed(self, person: str, scopes: str) -> Json:
        workspace = self._service.workspace
        token = f"xoxb-{uuid4().hex}"
        self.tokens.append(token)
        workspace.installation = Installation(token, frozenset(scopes.split(",")))
        return {
            "ok": True,
            "app_id": "A0APP",
            "authed_user": {"id": person},
            "scope": scopes,
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": workspace.bot_user,
            "team": {"id": workspace.id, "name": workspace.domain},
            "enterprise": {"id": workspace.enterprise, "name": "Grid"} if workspace.enterprise else None,
            "is_enterprise_install": False,
        }


def _credentials(request: web.Request, given: Json) -> tuple[str, str]:
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        name, _, secret = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        return name, secret
    return str(given.get("client_id", "")), str(given.get("client_secret", ""))
