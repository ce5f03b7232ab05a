"""Files that belong to an answer.

Decides for an upload where it is allowed: to the channel or thread of a public answer, and for a private one to the
person's own conversation with the app, since nothing private can be attached where others are. Where a permission or
the membership is missing, the file is shown as text to copy instead: an answer is never without what it promised.
"""

import logging
from collections.abc import Sequence

from adapters.slack.calls import Calls, LostError, RefusedError
from adapters.slack.incoming import Way
from bot.chat.reply import File

_log = logging.getLogger(__name__)


async def not_uploaded(calls: Calls, files: Sequence[File], way: Way, *, private: bool) -> list[File]:
    """Upload what can be uploaded; what is left to be shown as text."""
    left: list[File] = []
    for file in files:
        try:
            await _upload(calls, file, way, private=private)
        except (RefusedError, LostError) as error:
            _log.info("file shown as text", extra={"reason": str(error)})
            left.append(file)
    return left


async def _upload(calls: Calls, file: File, way: Way, *, private: bool) -> None:
    client = calls.client(way.installed.token)
    channel, thread = way.channel, way.thread
    if private or not channel:
        opened = await calls.made(lambda: client.conversations_open(users=way.person))
        channel, thread = str(opened["channel"]["id"]), ""
    await calls.made(
        lambda: client.files_upload_v2(
            channel=channel,
            content=file.content,
            filename=file.name,
            title=file.name,
            thread_ts=thread or None,
        )
    )
