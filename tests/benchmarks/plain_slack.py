"""What anybody would write first on Slack: a process that answers every slash command with a constant string.

Decides on `ack` and then `respond`, as Bolt's guide has it: an answer in the acknowledgement itself would have to be
there within three seconds.
"""

import asyncio
import os
import re

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import EVENTS_PATH

TOKEN, APP_TOKEN = os.environ["SLACK_BOT_TOKEN"], os.environ.get("SLACK_APP_TOKEN", "")

app = AsyncApp(
    client=AsyncWebClient(TOKEN, os.environ["SLACK_API_URL"]),
    signing_secret=os.environ.get("SLACK_SIGNING_SECRET") or None,
)


@app.command(re.compile(""))
async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
    """The one sentence it knows."""
    await ack()
    await respond("A constant string.", response_type="in_channel", unfurl_links=False, unfurl_media=False)


async def over_sockets() -> None:
    """Until the process ends."""
    await AsyncSocketModeHandler(app, APP_TOKEN).start_async()  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    if APP_TOKEN:
        asyncio.run(over_sockets())
    else:
        app.start(int(os.environ["SLACK_PORT"]), EVENTS_PATH)
