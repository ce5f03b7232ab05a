"""The listeners on a Bolt app.

Decides what of Bolt is used: its parsing, its matching and its check of signatures; not its answers nor its log, which
repeat what was sent, to Slack or to whoever reads the log. A workspace that takes the app out is forgotten at once, and
its data after the time that the core keeps for that; Slack tells it twice, in either order.
"""

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from adapters.slack.calls import QUIET, Calls
from adapters.slack.desk import PLATFORM, Desk
from adapters.slack.install import Authorize, Installations
from adapters.slack.listening import Listening
from adapters.slack.metadata import token_in
from adapters.slack.pace import Pace
from adapters.slack.people import People
from adapters.slack.spoken import Json
from adapters.slack.submitting import Submitting
from bot.app import App

for _library in ("slack_bolt", "slack_sdk"):
    logging.getLogger(_library).setLevel(logging.WARNING)  # below that, they log whole requests

_log = logging.getLogger(__name__)


def joined(
    app: App,
    calls: Calls,
    pace: Pace,
    authorize: Authorize,
    installations: Installations | None = None,
    signing_secret: str = "",
) -> tuple[AsyncApp, Listening]:
    """The listeners on a Bolt app. Its own answers are never used: they repeat after a dropped connection."""
    bolt = AsyncApp(
        logger=QUIET,
        name="commonplace",
        signing_secret=signing_secret,
        client=calls.client(),
        authorize=authorize,
        request_verification_enabled=bool(signing_secret),
        ignoring_self_events_enabled=False,
    )
    desk = Desk(app, calls, People(calls, pace.clock))
    listening = Listening(desk, Submitting(desk, pace.patience), _removal(app, installations))
    bolt.event("message_metadata_posted")(_arrival(app))
    listening.attach(bolt)
    return bolt, listening


def _arrival(app: App) -> Callable[[Json], Awaitable[None]]:
    """What is done when Slack says that a message of ours with metadata was posted."""

    async def arrived(body: Json) -> None:
        event = body.get("event") or {}
        token = token_in(event)
        if token and event.get("app_id") == body.get("api_app_id"):
            await app.sender.arrived(PLATFORM, token, str(event.get("message_ts", "")))

    return arrived


def _removal(app: App, installations: Installations | None) -> Callable[[Json, AsyncBoltContext], Awaitable[None]]:
    """What is done when a workspace takes the app out. Slack tells it twice, in either order."""

    async def removed(body: Json, context: AsyncBoltContext) -> None:
        event = body.get("event") or {}
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        if installations is not None:
            await installations.async_delete_bot(enterprise_id=context.enterprise_id, team_id=context.team_id)
        stores, now = app.services.stores, app.services.now()
        space = await stores.spaces.find(PLATFORM, context.team_id or context.enterprise_id or "")
        if space is not None:
            await stores.spaces.leave(space, now)
            _log.info("a workspace removed the app")

    return removed
