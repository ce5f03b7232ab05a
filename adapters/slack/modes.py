"""Which way Slack is served, from the settings.

Decides that an app token means Socket Mode for one workspace, a signing secret HTTP; a bot token one workspace, a
client id with its secret many. Half a configuration is refused with what is missing and where it is found.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.chat.errors import UserError
from bot.settings import Settings

_WHERE = {
    "SLACK_BOT_TOKEN": "OAuth & Permissions → Bot User OAuth Token",
    "SLACK_APP_TOKEN": "Basic Information → App-Level Tokens, with the scope connections:write",
    "SLACK_SIGNING_SECRET": "Basic Information → App Credentials",
    "SLACK_CLIENT_ID": "Basic Information → App Credentials",
    "SLACK_CLIENT_SECRET": "Basic Information → App Credentials",
    "SLACK_TOKEN_KEY": "your own: `python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key())'`",
    "SLACK_PUBLIC_URL": "the https address under which Slack reaches this bot",
}


@dataclass(frozen=True, slots=True)
class SocketMode:
    """One workspace, without a public address."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OverHttp:
    """One workspace, over HTTP."""

    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Distributed:
    """Every workspace that installs the app, over HTTP. `keys` encrypt tokens; the first writes, all read."""

    signing_secret: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    keys: tuple[str, ...] = field(repr=False)
    public_url: str


Mode = SocketMode | OverHttp | Distributed


def mode_of(settings: Settings) -> Mode | None:
    """The way that is configured; None when nothing of Slack's is set. Raises UserError for half of one."""
    given = _given(settings)
    if not any(given.values()):
        return None
    if given["SLACK_BOT_TOKEN"] and given["SLACK_CLIENT_ID"]:
        raise UserError("Slack: set SLACK_BOT_TOKEN for one workspace or SLACK_CLIENT_ID for many, not both.")
    if given["SLACK_CLIENT_ID"] or given["SLACK_CLIENT_SECRET"] or given["SLACK_TOKEN_KEY"]:
        return _distributed(given, settings)
    if given["SLACK_SIGNING_SECRET"] and not given["SLACK_APP_TOKEN"]:
        _need(given, "SLACK_BOT_TOKEN")
        return OverHttp(given["SLACK_BOT_TOKEN"], given["SLACK_SIGNING_SECRET"])
    _need(given, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
    return SocketMode(given["SLACK_BOT_TOKEN"], given["SLACK_APP_TOKEN"])


def _distributed(given: Mapping[str, str], settings: Settings) -> Distributed:
    _need(given, "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET", "SLACK_TOKEN_KEY")
    _need({"SLACK_PUBLIC_URL": settings.slack_public_url}, "SLACK_PUBLIC_URL")
    keys = tuple(key.strip() for key in given["SLACK_TOKEN_KEY"].split(",") if key.strip())
    return Distributed(
        signing_secret=given["SLACK_SIGNING_SECRET"],
        client_id=given["SLACK_CLIENT_ID"],
        client_secret=given["SLACK_CLIENT_SECRET"],
        keys=keys,
        public_url=settings.slack_public_url,
    )


def _given(settings: Settings) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": settings.slack_bot_token.get_secret_value(),
        "SLACK_APP_TOKEN": settings.slack_app_token.get_secret_value(),
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret.get_secret_value(),
        "SLACK_CLIENT_ID": settings.slack_client_id,
        "SLACK_CLIENT_SECRET": settings.slack_client_secret.get_secret_value(),
        "SLACK_TOKEN_KEY": settings.slack_token_key.get_secret_value(),
    }


def _need(given: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if not given[name]]
    if missing:
        lines = [f"  {name} ({_WHERE[name]})" for name in missing]
        raise UserError("Slack is configured by half. Missing:\n" + "\n".join(lines))
