"""Whether tokens and secrets have the form of such: what was copied from the wrong field is seen before the start.

Decides that only the form is looked at, and that nothing of a secret is printed.
"""

import re

from cryptography.fernet import Fernet

from adapters.cli.doctor.finding import Finding, poor, well, wrong
from adapters.cli.endings import code_of
from adapters.slack.modes import Distributed, OverHttp, SocketMode, mode_of
from bot.chat.errors import UserError
from bot.settings import Settings

_DISCORD = re.compile(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}")
_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


def credentials(settings: Settings) -> list[Finding]:
    """One line for each platform that is set up, and for each credential that cannot be right."""
    found = [*_discord(settings), *_slack(settings)]
    return found or [well("Platforms", "none is set up; the web chat needs no account: commonplace run --web")]


def _discord(settings: Settings) -> list[Finding]:
    token = settings.discord_token.get_secret_value()
    if not token:
        return []
    if _DISCORD.fullmatch(token):
        return [well("Discord", "DISCORD_TOKEN has the form of a bot's token")]
    advice = "three parts with dots between. Copy it anew: Developer Portal, your app, Bot, Reset Token"
    return [poor("Discord", f"DISCORD_TOKEN has not the form of a bot's token, {advice}")]


def _slack(settings: Settings) -> list[Finding]:
    try:
        mode = mode_of(settings)
    except UserError as error:
        return [wrong("Slack", error, code_of(error))]
    match mode:
        case None:
            return []
        case SocketMode(bot_token, app_token):
            wrong_ones = [
                *_is_bots(bot_token),
                *_begins("SLACK_APP_TOKEN", app_token, "xapp-"),
            ]
            way = "one workspace, over Socket Mode"
        case OverHttp(bot_token, signing_secret):
            wrong_ones = [*_is_bots(bot_token), *_signs(signing_secret)]
            way = "one workspace, over HTTP"
        case Distributed(signing_secret, _, _, keys):
            wrong_ones = [*_signs(signing_secret), *_locks(keys)]
            way = "many workspaces, over HTTP"
    return wrong_ones or [well("Slack", f"{way}; its credentials have the form of such")]


def _is_bots(token: str) -> list[Finding]:
    return _begins("SLACK_BOT_TOKEN", token, "xoxb-")


def _begins(name: str, token: str, start: str) -> list[Finding]:
    if token.startswith(start):
        return []
    return [poor("Slack", f"{name} does not begin with {start}; it was copied from another field")]


def _signs(secret: str) -> list[Finding]:
    if _SIGNING_SECRET.fullmatch(secret):
        return []
    return [poor("Slack", "SLACK_SIGNING_SECRET has not 32 hexadecimal digits; see Basic Information, App Credentials")]


def _locks(keys: tuple[str, ...]) -> list[Finding]:
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            told = UserError("SLACK_TOKEN_KEY is no key; `Fernet.generate_key()` of the package cryptography makes one")
            return [wrong("Slack", told, code_of(told))]
    return []
