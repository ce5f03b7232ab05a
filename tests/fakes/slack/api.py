"""The Web API over HTTP: one address per method, form or JSON, answers in Slack's form.

Decides the order of the checks: rate, fault, token, scope, then the method's own.
"""

import json
from collections.abc import Callable

from aiohttp import web

from tests.fakes.slack import chat, people, views
from tests.fakes.slack.checks import SCOPES, RefusedError, check_token
from tests.fakes.slack.faults import LATE, failed, rate_limited
from tests.fakes.slack.oauth import OAuth
from tests.fakes.slack.service import Call, Service
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.sockets import SocketMode
from tests.fakes.slack.uploads import Uploads

Method = Callable[[Service, Json], Json]
_NESTED = frozenset({"blocks", "view", "metadata", "files", "attachments"})  # JSON inside of a form


class WebApi:
    """Every method that the application uses. Others answer `unknown_method`."""

    def __init__(
        self, service: Service, sockets: SocketMode, oauth: OAuth, uploads: Uploads, *, app_token: str
    ) -> None:
        self._service = service
        self._app_token = app_token
        self._oauth = oauth
        self._methods: dict[str, Method] = {
            "apps.connections.open": sockets.open,
            "auth.test": people.auth_test,
            "auth.revoke": people.auth_revoke,
            "chat.postMessage": chat.post_message,
            "chat.postEphemeral": chat.post_ephemeral,
            "chat.update": chat.update,
            "chat.delete": chat.delete,
            "chat.getPermalink": chat.get_permalink,
            "conversations.history": people.history,
            "conversations.replies": people.replies,
            "conversations.info": people.conversations_info,
            "conversations.open": people.conversations_open,
            "files.getUploadURLExternal": uploads.get_url,
            "files.completeUploadExternal": uploads.complete,
            "pins.add": chat.pin,
            "pins.remove": chat.unpin,
            "users.info": people.users_info,
            "views.open": views.open_view,
            "views.push": views.push,
            "views.update": views.update,
            "views.publish": views.publish,
        }
        assert self._methods.keys() == SCOPES.keys()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        method = request.match_info["method"]
        given, token = await _read(request)
        if method == "oauth.v2.access":
            return await self._oauth.exchange(request, given)
        if method not in self._methods:
            return failed("unknown_method")
        if wait := self._service.limits.wait(method, str(given.get("channel", ""))):
            return rate_limited(wait)
        kind = self._service.faults.draw(method)
        if kind == LATE:
            return await self._service.faults.late(request, lambda: self._called(method, given, token))
        if (instead := await self._service.faults.before(kind, request)) is not None:
            return instead
        return self._service.faults.after(kind, request, self._called(method, given, token))

    def _called(self, method: str, given: Json, token: str) -> web.Response:
        call = Call(method, given)
        self._service.calls.append(call)
        try:
            check_token(self._service.workspace, method, token, self._app_token)
            call.result = {"ok": True, **self._methods[method](self._service, given)}
        except RefusedError as refused:
            call.result = {"ok": False, "error": refused.error, **refused.more}
        return web.json_response(call.result)


async def _read(request: web.Request) -> tuple[Json, str]:
    """The arguments and the token of a call."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if request.content_type == "application/json":
        given: Json = await request.json()
    else:
        given = {**request.query, **(await request.post())}
        for key in _NESTED & given.keys():
            given[key] = _unpacked(given[key])
        for key in {"unfurl_links", "unfurl_media"} & given.keys():
            given[key] = given[key] in ("1", "true", "True")
    return given, token or str(given.pop("token", ""))


def _unpacked(value: object) -> object:
    try:
        return json.loads(str(value))
    except ValueError:
        return value
