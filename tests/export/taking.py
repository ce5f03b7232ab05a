"""Bringing files to `/manage import` and taking them from `/manage export`."""

from dataclasses import replace

from bot.export.reading import read_now
from bot.export.records import Export
from bot.export.writing import nameless, text_of
from tests.conversation import START, Chat
from tests.handed import Handed


async def bring(chat: Chat, text: str | bytes, **given: str) -> str:
    """Use `/manage import` with a file; what is shown then."""
    content = text if isinstance(text, bytes) else text.encode()
    request = replace(chat.request(), files=Handed({"file": content}))
    chat.answers.append(await chat.app.dispatcher.run("manage import", request, {"file": "file", **given}))
    return chat.answer.content.text


async def take(chat: Chat) -> str:
    """Use `/manage export`; the file to keep."""
    await chat.say("/manage export")
    return chat.reply.files[0].content


def comparable(text: str, **other: object) -> Export:
    """What two files of the same things have in common: all but the moment, the log and the names of members."""
    export = nameless(read_now(text)).model_copy(update={"exported_at": START, **other})
    return read_now(text_of(export))
