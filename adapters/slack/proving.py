"""Whether Slack takes our tokens, asked once at the start.

Decides that a token which Slack refuses ends the start with what to do, while a Slack that cannot be reached is tried
again, ever more slowly, until it answers or we are asked to stop.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.authorization import AuthorizeResult

from adapters.slack.calls import Calls, LostError, RefusedError
from adapters.slack.spoken import Json
from bot.chat.errors import UserError

LONGEST_PAUSE = 60.0  # seconds between two attempts

_log = logging.getLogger(__name__)


async def proved(token: str, calls: Calls, stop: asyncio.Event) -> AuthorizeResult | None:
    """Whose token it is; None when `stop` was set first."""
    client = calls.client(token)
    found = await answered(calls, client.auth_test, "SLACK_BOT_TOKEN", stop)
    if found is None:
        return None
    return AuthorizeResult(
        enterprise_id=found.get("enterprise_id"),
        team_id=found.get("team_id"),
        team=found.get("team"),
        bot_token=token,
        bot_id=found.get("bot_id"),
        bot_user_id=found.get("user_id"),
    )


async def answered(calls: Calls, call: Callable[[], Awaitable[Any]], setting: str, stop: asyncio.Event) -> Json | None:
    """The answer to a call that proves a token, tried until Slack can be reached; None when `stop` was set first."""
    pause = 1.0
    while not stop.is_set():
        try:
            return await calls.made(call)
        except RefusedError as error:
            raise UserError(f"{setting}: Slack refuses it ({error}). Copy it again from your app's page.") from None
        except LostError as error:
            _log.warning("Slack cannot be reached; trying again", extra={"reason": str(error), "seconds": pause})
        try:
            await asyncio.wait_for(stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, LONGEST_PAUSE)
    return None
