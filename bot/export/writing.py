"""From records to the text of a file.

Decides that a file is never larger than what can be taken in again: where it would be, the oldest of the log goes
first, then the oldest minutes. What the group chose and its own library are never cut.
"""

import json
from collections.abc import Iterator

from bot.chat.handed import HANDED_LIMIT
from bot.export.records import Export, Minutes
from bot.session.entry import Kind


def text_of(export: Export) -> str:
    """The file: JSON with one value in a line, so that two of them can be compared line by line."""
    return json.dumps(export.model_dump(mode="json", exclude_none=True), ensure_ascii=False, indent=1) + "\n"


def fitted(export: Export, most: int = HANDED_LIMIT) -> tuple[Export, str]:
    """As much of an export as fits into a file of so many bytes, and its text.

    It is larger all the same where the group's own library alone is.
    """
    text = text_of(export)
    for smaller in _smaller(export):
        if len(text.encode()) <= most:
            break
        export, text = smaller, text_of(smaller)
    return export, text


def _smaller(export: Export) -> Iterator[Export]:
    """The export with ever less of its history."""
    log, minutes = export.log or (), export.minutes or ()
    while log:
        log = log[len(log) // 2 + 1 :]
        yield export.model_copy(update={"log": log})
    while minutes:
        minutes = minutes[len(minutes) // 2 + 1 :]
        yield export.model_copy(update={"log": log, "minutes": minutes})


def nameless(export: Export) -> Export:
    """An export without its log and without a name of any member: as much of it as can be taken in."""
    own, minutes = export.own, export.minutes
    if own:
        approved = tuple(one.model_copy(update={"suggested_by": None}) for one in own.approved)
        waiting = tuple(one.model_copy(update={"suggested_by": None}) for one in own.waiting)
        own = own.model_copy(update={"approved": approved, "waiting": waiting})
    if minutes:
        minutes = tuple(_unsigned(one) for one in minutes)
    return export.model_copy(update={"own": own, "minutes": minutes, "log": None})


def _unsigned(one: Minutes) -> Minutes:
    entries = (entry if entry.kind is Kind.QUOTE else entry.model_copy(update={"name": ""}) for entry in one.entries)
    return one.model_copy(update={"present": (), "entries": tuple(entries)})
