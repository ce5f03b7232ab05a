"""What Slack checks of every request before a method sees it: token, scopes, rate, and the content of messages.

Decides the errors, by the names that docs.slack.dev gives them on each method's page.
"""

from tests.fakes.slack.blocks import is_too_long, message_problems
from tests.fakes.slack.shapes import Json
from tests.fakes.slack.world import Workspace

SCOPES = {
    "apps.connections.open": "",
    "auth.test": "",
    "auth.revoke": "",
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.getPermalink": "",
    "conversations.history": "channels:history",
    "conversations.replies": "channels:history",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "pins.add": "pins:write",
    "pins.remove": "pins:write",
    "users.info": "users:read",
    "views.open": "",
    "views.push": "",
    "views.update": "",
    "views.publish": "",
}
TEXT_LIMIT = 40_000


class RefusedError(Exception):
    """A call that Slack refuses. `error` is its name; `more` is what else the answer says."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.more = more


def check_token(workspace: Workspace, method: str, token: str, app_token: str) -> None:
    """Refuse a call whose token is missing, wrong, revoked or not allowed to do this."""
    if not token:
        raise RefusedError("not_authed")
    if method == "apps.connections.open":
        if token != app_token:
            raise RefusedError("invalid_auth")
        return
    if token == app_token:
        raise RefusedError("not_allowed_token_type")
    installed = workspace.installation
    if installed is None or token != installed.token:
        raise RefusedError("invalid_auth")
    if installed.revoked:
        raise RefusedError(installed.state)
    scope = SCOPES[method]
    if scope and scope not in installed.scopes:
        raise RefusedError("missing_scope", needed=scope, provided=",".join(sorted(installed.scopes)))


def check_content(text: object, blocks: object) -> None:
    """Refuse a message that says nothing, too much, or is put together wrongly."""
    if text is not None and not isinstance(text, str):
        raise RefusedError("invalid_arguments")
    if blocks is not None and not isinstance(blocks, list):
        raise RefusedError("invalid_blocks_format")
    if not text and not blocks:
        raise RefusedError("no_text")
    if text and len(text) > TEXT_LIMIT:
        raise RefusedError("msg_too_long")
    problems = message_problems(blocks or [])
    if problems:
        raise RefusedError("invalid_blocks", errors=problems, response_metadata={"messages": problems})
    if is_too_long(blocks or []):
        raise RefusedError("msg_blocks_too_long")


def check_manner(arguments: Json) -> list[str]:
    """What Slack accepts, but a bot with manners does not send."""
    found = []
    if arguments.get("link_names"):
        found.append("link_names turns names into pings")
    if arguments.get("unfurl_links") is not False or arguments.get("unfurl_media") is not False:
        found.append("links would be unfurled")
    if arguments.get("parse") == "full":
        found.append("parse=full turns names into pings")
    return found


def check_metadata(metadata: object) -> Json:
    """The metadata of a message. Refuses what Slack refuses."""
    if metadata in (None, "", {}):
        return {}
    if not isinstance(metadata, dict) or set(metadata) != {"event_type", "event_payload"}:
        raise RefusedError("invalid_metadata_format")
    if not isinstance(metadata["event_type"], str) or not isinstance(metadata["event_payload"], dict):
        raise RefusedError("invalid_metadata_schema")
    if len(str(metadata)) > 16_000:
        raise RefusedError("metadata_too_large")
    return metadata
