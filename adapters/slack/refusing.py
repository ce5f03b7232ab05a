"""What Slack's answer to a post means, in the port's few kinds of failure.

Decides by Slack's names of errors (each method's page on docs.slack.dev). `fatal_error` and `internal_error` are no
refusals: Slack says of them that some of it may have been done.
"""

from typing import Any

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.chat.outbox import (
    Failure,
    MessageGone,
    NotAllowed,
    OperatorFault,
    PlaceGone,
    Refused,
    Removed,
    TryLater,
    Unknown,
)

UNREACHED = 10.0  # seconds until Slack is tried again that could not be reached
LONGEST = 3600.0  # seconds that a Retry-After is believed
INVITE = "/invite @Commonplace"

_UNCERTAIN = frozenset({"fatal_error", "internal_error", "request_timeout", "no_answer"})
_LATER = {"ratelimited": 30.0, "rate_limited": 30.0, "service_unavailable": 30.0, "token_expired": 60.0}
_GONE = frozenset({"channel_not_found", "is_archived", "thread_not_found", "user_not_found"})
_REMOVED = frozenset({"token_revoked", "account_inactive", "app_uninstalled", "team_access_not_granted"})
_OPERATOR = frozenset({"invalid_auth", "not_authed", "not_allowed_token_type"})
_WORDS = {
    "channel_not_found": "Slack does not know the channel, or I am not in it. "
    f"Choose another one, or type {INVITE} there.",
    "is_archived": "The channel is archived. Open it again, or choose another one.",
    "message_not_found": "The message does not exist any more.",
    "thread_not_found": "The thread does not exist any more.",
    "user_not_found": "That person is not in this workspace any more.",
}


def failure_of(error: Exception) -> Failure:
    """The failure that an error of slack_sdk or of the connection is; what nobody foresaw is unknown."""
    match error:
        case SlackApiError(response=answer):
            return _answered(answer)
        case ClientConnectorError() | ConnectionTimeoutError():
            return TryLater("Slack cannot be reached.", UNREACHED)
        case ClientError() | SlackClientError() | TimeoutError() | OSError() | ValueError():
            return Unknown(f"The connection to Slack broke ({type(error).__name__}).")
        case _:
            return Unknown(f"Something went wrong while it was posted ({type(error).__name__}).")


def error_of(error: Exception) -> str:
    """Slack's name for what is wrong; empty where Slack gave none."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.data.get("error", ""))
    return ""


def _answered(answer: Any) -> Failure:
    data = answer.data if isinstance(answer.data, dict) else {}
    code = str(data.get("error", "no_answer"))
    if answer.status_code == 429:
        return TryLater("Slack asks to wait.", _seconds(answer.headers.get("Retry-After", "")))
    if answer.status_code >= 500 or code in _UNCERTAIN:
        return Unknown(f"Slack answered with an error of its own ({code}); it may have arrived all the same.")
    if code in _LATER:
        return TryLater(f"Slack asks to try later ({code}).", _LATER[code])
    return _for_good(code, str(data.get("needed", "")) or "a permission")


def _for_good(code: str, needed: str) -> Failure:
    if code == "message_not_found":
        return MessageGone(_WORDS[code])
    if code in _GONE:
        return PlaceGone(_WORDS[code])
    if code in _REMOVED:
        return Removed("I am not in this workspace any more.")
    if code in _OPERATOR:
        return OperatorFault(f"Slack does not accept the bot's token ({code}).")
    if code == "missing_scope":
        return NotAllowed(
            f"The app lacks the scope “{needed}”. Whoever runs it can add it and install it again.", needed
        )
    if code == "not_in_channel":
        return NotAllowed(f"I am not in that channel. Type {INVITE} there.", INVITE)
    if code.startswith("restricted_action"):
        words = "Somebody who runs this workspace has to let apps post there."
        return NotAllowed(f"Posting is restricted in that channel ({code}). {words}", "posting in this channel")
    return Refused(f"Slack refuses the message ({code}).")


def _seconds(given: str) -> float:
    return min(float(given), LONGEST) if given.isascii() and given.isdigit() else 30.0
